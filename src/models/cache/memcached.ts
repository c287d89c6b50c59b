import type { CacheLibrary, StoreForm } from './types.ts';

/** The server drops keys when its memory is full, but not before: a stale value lives until then. A lifetime of zero is none. */
const memcached: StoreForm = {
  holds: 'shared',
  methods: {
    get: { action: 'get', key: 0 },
    gets: { action: 'get', key: 0 },
    set: { action: 'set', key: 0, value: 1, lifetime: { from: 2, isNumber: true, hour: { argument: '3600' } } },
    del: { action: 'delete', key: 0 },
    incr: { action: 'increment', key: 0 },
    decr: { action: 'increment', key: 0 },
    touch: { action: 'lifetime', key: 0 },
    flush: { action: 'clear', key: null },
  },
};
const memjs: StoreForm = {
  holds: 'shared',
  defaults: ['expires'],
  methods: {
    get: { action: 'get', key: 0 },
    set: { action: 'set', key: 0, value: 1, lifetime: { from: 2, options: ['expires'], hour: { argument: '{ expires: 3600 }', property: 'expires: 3600' } } },
    delete: { action: 'delete', key: 0 },
    increment: { action: 'increment', key: 0 },
    decrement: { action: 'increment', key: 0 },
    flush: { action: 'clear', key: null },
  },
};

export default {
  name: 'memcached',
  packages: ['memcached', 'memjs'],
  stores: { 'new memcached#default': memcached, 'memjs#Client.create()': memjs, 'new memjs#Client': memjs },
} satisfies CacheLibrary;
