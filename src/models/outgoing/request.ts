import type { OutgoingLibrary } from './types.ts';
import { FIRST, VERBS, verbsOf } from './verbs.ts';

export default {
  name: 'request',
  packages: ['request'],
  requests: {
    'request#default': { address: { at: 0, properties: ['url', 'uri'] }, options: [0, 1] },
    ...verbsOf('request#', () => ({ address: FIRST, options: [0, 1] }), [...VERBS, 'del']),
  },
  time: { limits: ['timeout'], standIns: ['agent', 'pool'], gives: 'handle', elsewhere: /\brequest\s*\.\s*defaults\b/u, remedy: 'timeout: 10_000' },
} as const satisfies OutgoingLibrary;
