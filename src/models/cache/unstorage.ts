import type { CacheLibrary, MethodForm, StoreForm } from './types.ts';

/** Only some drivers know lifetimes; where a call says none, the driver may. */
const set: MethodForm = { action: 'set', key: 0, value: 1 };
const storage: StoreForm = {
  holds: 'unknown',
  methods: {
    getItem: { action: 'get', key: 0 },
    get: { action: 'get', key: 0 },
    hasItem: { action: 'get', key: 0 },
    has: { action: 'get', key: 0 },
    setItem: set,
    set,
    removeItem: { action: 'delete', key: 0 },
    remove: { action: 'delete', key: 0 },
    del: { action: 'delete', key: 0 },
    clear: { action: 'clear', key: null },
  },
};

export default {
  name: 'unstorage',
  packages: ['unstorage'],
  stores: { 'unstorage#createStorage()': storage, 'unstorage#prefixStorage()': storage, 'new unstorage#Storage': storage },
} satisfies CacheLibrary;
