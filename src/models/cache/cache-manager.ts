import type { CacheLibrary, StoreForm } from './types.ts';

/** From version 5 on a lifetime is a number of milliseconds; before, a number of seconds or an option. */
const HOUR = { argument: '3_600_000', property: 'ttl: 3_600_000' };

const cache: StoreForm = {
  holds: 'unknown',
  defaults: ['ttl'],
  methods: {
    get: { action: 'get', key: 0 },
    set: { action: 'set', key: 0, value: 1, lifetime: { from: 2, options: ['ttl'], isNumber: true, hour: HOUR, since: 5 } },
    wrap: { action: 'load', key: 0, value: 1, lifetime: { from: 2, options: ['ttl'], isNumber: true, hour: HOUR, since: 5 } },
    del: { action: 'delete', key: 0 },
    mdel: { action: 'delete', key: null },
    clear: { action: 'clear', key: null },
    reset: { action: 'clear', key: null },
  },
};

export default {
  name: 'cache-manager',
  packages: ['cache-manager', '@nestjs/cache-manager', '@nestjs/common'],
  stores: Object.fromEntries(
    ['cache-manager#createCache()', 'cache-manager#caching()', 'cache-manager#multiCaching()', 'new cache-manager#Cache', 'new @nestjs/cache-manager#Cache', 'new @nestjs/common#Cache'].map((symbol) => [symbol, cache]),
  ),
} satisfies CacheLibrary;
