import type { CacheLibrary, StoreForm } from './types.ts';

const cache: StoreForm = {
  holds: 'process',
  // It cannot be made without a bound or a lifetime.
  isBounded: true,
  defaults: ['ttl', 'maxAge'],
  methods: {
    get: { action: 'get', key: 0 },
    peek: { action: 'get', key: 0 },
    has: { action: 'get', key: 0 },
    fetch: { action: 'load', key: 0 },
    set: { action: 'set', key: 0, value: 1, lifetime: { from: 2, options: ['ttl', 'maxAge'], isNumber: true, hour: { argument: '{ ttl: 3_600_000 }', property: 'ttl: 3_600_000' }, since: 7 } },
    delete: { action: 'delete', key: 0 },
    del: { action: 'delete', key: 0 },
    clear: { action: 'clear', key: null },
    reset: { action: 'clear', key: null },
  },
};

export default {
  name: 'lru-cache',
  packages: ['lru-cache', 'quick-lru'],
  stores: { 'new lru-cache#default': cache, 'new lru-cache#LRUCache': cache, 'new lru-cache#LRU': cache, 'new quick-lru#default': cache },
} satisfies CacheLibrary;
