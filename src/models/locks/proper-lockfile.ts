import type { LockLibrary } from './types.ts';

export default {
  name: 'proper-lockfile',
  packages: ['proper-lockfile'],
  takes: { 'proper-lockfile#lock': { gives: 'function', methods: [], scoped: 'a finally block' } },
} satisfies LockLibrary;
