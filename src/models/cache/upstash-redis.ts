import { redisCommands } from './redis-commands.ts';
import type { CacheLibrary, StoreForm } from './types.ts';

const client: StoreForm = {
  holds: 'shared',
  methods: redisCommands({ from: 2, options: ['ex', 'px', 'exat', 'pxat', 'keepTtl'], hour: { argument: '{ ex: 3600 }', property: 'ex: 3600' } }),
  chains: ['multi', 'pipeline'],
};

export default {
  name: '@upstash/redis',
  packages: ['@upstash/redis', '@upstash/redis/cloudflare', '@upstash/redis/nodejs', '@upstash/redis/fastly'],
  stores: Object.fromEntries(['', '/cloudflare', '/nodejs', '/fastly'].flatMap((below) => [[`new @upstash/redis${below}#Redis`, client], [`@upstash/redis${below}#Redis.fromEnv()`, client]])),
} satisfies CacheLibrary;
