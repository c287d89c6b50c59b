import type { OutgoingLibrary, RequestForm } from './types.ts';
import { FIRST, verbsOf } from './verbs.ts';

const CALLED: RequestForm = { address: { at: 1 }, verb: 0, options: [2, 3] };

export default {
  name: 'needle',
  packages: ['needle'],
  requests: {
    'needle#default': CALLED,
    'needle#request': CALLED,
    ...verbsOf('needle#', (verb) => ({ address: FIRST, options: verb === 'get' || verb === 'head' ? [1] : [2] })),
  },
  // `open_timeout`, and `timeout`, its other name, bound the connecting alone.
  time: { limits: ['response_timeout', 'read_timeout', 'signal'], standIns: ['agent'], gives: 'promise', elsewhere: /\bneedle\s*\.\s*defaults\b/u, remedy: 'response_timeout: 10_000' },
} as const satisfies OutgoingLibrary;
