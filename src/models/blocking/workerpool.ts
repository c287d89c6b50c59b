import type { BlockingLibrary } from './types.ts';

/** A function that is handed to a pool runs in a worker: https://github.com/josdejong/workerpool#readme. */
export default {
  name: 'workerpool',
  packages: ['workerpool'],
  calls: [],
  elsewhere: [{ symbol: 'workerpool#pool()', ends: ['exec'] }],
} satisfies BlockingLibrary;
