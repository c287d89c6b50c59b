import type { CacheLibrary, StoreForm } from './types.ts';

const store: StoreForm = {
  holds: 'unknown',
  defaults: ['ttl'],
  methods: {
    get: { action: 'get', key: 0 },
    has: { action: 'get', key: 0 },
    set: { action: 'set', key: 0, value: 1, lifetime: { from: 2, isNumber: true, hour: { argument: '3_600_000' } } },
    delete: { action: 'delete', key: 0 },
    clear: { action: 'clear', key: null },
  },
};

export default {
  name: 'keyv',
  packages: ['keyv'],
  stores: { 'new keyv#default': store, 'new keyv#Keyv': store },
} satisfies CacheLibrary;
