import type { OutgoingLibrary } from './types.ts';
import { FIRST, verbsOf } from './verbs.ts';

export default {
  name: 'needle',
  packages: ['needle'],
  requests: {
    'needle#default': { address: { at: 1 }, options: [2, 3] },
    ...verbsOf('needle#', (verb) => ({ address: FIRST, options: verb === 'get' || verb === 'head' ? [1] : [2] })),
  },
  // `open_timeout` bounds the connecting alone.
  time: { limits: ['timeout', 'response_timeout', 'read_timeout', 'signal'], standIns: ['agent'], gives: 'promise', elsewhere: /\bneedle\s*\.\s*defaults\b/u, remedy: 'response_timeout: 10_000' },
} as const satisfies OutgoingLibrary;
