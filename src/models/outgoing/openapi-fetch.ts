import type { OutgoingLibrary, RequestForm } from './types.ts';
import { FIRST, VERBS } from './verbs.ts';

const MADE: RequestForm = { address: { at: 0, properties: ['baseUrl'] }, options: [0], makes: 'base' };

export default {
  name: 'openapi-fetch',
  packages: ['openapi-fetch'],
  requests: {
    'openapi-fetch#default': MADE,
    ...Object.fromEntries(VERBS.map((verb) => [`openapi-fetch#default().${verb.toUpperCase()}`, { address: FIRST, options: [1], method: verb.toUpperCase() }])),
  },
  time: { limits: ['signal'], standIns: ['fetch', 'dispatcher', 'Request'], perCall: true, gives: 'promise', elsewhere: /\bonRequest\b|\bsetGlobalDispatcher\b/u, remedy: 'signal: AbortSignal.timeout(10_000)' },
} as const satisfies OutgoingLibrary;
