import type { CacheLibrary, StoreForm } from './types.ts';

const cache: StoreForm = {
  holds: 'process',
  // Zero, the default, keeps a key for good. `maxKeys` throws instead of making room.
  defaults: ['stdTTL'],
  methods: {
    get: { action: 'get', key: 0 },
    has: { action: 'get', key: 0 },
    set: { action: 'set', key: 0, value: 1, lifetime: { from: 2, isNumber: true, hour: { argument: '3600' } } },
    take: { action: 'delete', key: 0 },
    del: { action: 'delete', key: 0 },
    ttl: { action: 'lifetime', key: 0 },
    flushAll: { action: 'clear', key: null },
  },
};

export default {
  name: 'node-cache',
  packages: ['node-cache'],
  stores: { 'new node-cache#default': cache },
} satisfies CacheLibrary;
