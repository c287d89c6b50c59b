import { ENDS, redisCommands } from './redis-commands.ts';
import type { CacheLibrary, StoreForm } from './types.ts';

const client: StoreForm = {
  holds: 'shared',
  methods: redisCommands({ from: 2, words: ENDS, hour: { argument: `'EX', 3600` } }),
  views: ['duplicate', 'on', 'once'],
  chains: ['multi', 'pipeline'],
};

export default {
  name: 'ioredis',
  packages: ['ioredis'],
  stores: Object.fromEntries(['default', 'Redis', 'Cluster'].map((made) => [`new ioredis#${made}`, client])),
} satisfies CacheLibrary;
