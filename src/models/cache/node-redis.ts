import { ENDS, redisCommands } from './redis-commands.ts';
import type { CacheLibrary, StoreForm } from './types.ts';

/** Versions from 4 on take options; version 3 took the words of the command. */
const client: StoreForm = {
  holds: 'shared',
  methods: redisCommands({ from: 2, words: ENDS, options: [...ENDS, 'expiration'], hour: { argument: '{ EX: 3600 }', property: 'EX: 3600' }, since: 4 }),
  views: ['connect', 'duplicate', 'on', 'once'],
  chains: ['multi'],
};
const MADE = ['createClient', 'createClientPool', 'createCluster', 'createSentinel'];
const TYPES = ['RedisClientType', 'RedisClusterType', 'RedisClientPoolType', 'RedisSentinelType', 'RedisClient'];

export default {
  name: 'redis',
  packages: ['redis', '@redis/client'],
  stores: Object.fromEntries(['redis', '@redis/client'].flatMap((from) => [...MADE.map((made) => `${from}#${made}()`), ...TYPES.map((type) => `new ${from}#${type}`)].map((symbol) => [symbol, client]))),
} satisfies CacheLibrary;
