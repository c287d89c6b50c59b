import type { LockLibrary } from './types.ts';

export default {
  name: 'await-lock',
  packages: ['await-lock'],
  takes: { 'new await-lock#default.acquireAsync': { gives: 'nothing', methods: ['release'], scoped: 'a finally block' } },
} satisfies LockLibrary;
