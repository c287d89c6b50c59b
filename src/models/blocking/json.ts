import type { BlockingLibrary } from './types.ts';

/** Text of a file is parsed in one go, whatever its length. */
export default {
  name: 'JSON',
  packages: ['global'],
  calls: [],
  work: [{ symbol: 'global#JSON.parse', name: 'JSON.parse', place: 'loop', of: 'parsed-file' }],
} satisfies BlockingLibrary;
