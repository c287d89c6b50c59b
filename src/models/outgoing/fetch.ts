import type { OutgoingLibrary, RequestForm } from './types.ts';
import { FIRST } from './verbs.ts';

const FETCH: RequestForm = { address: FIRST, options: [1] };

/** The Fetch standard has no time limit but an AbortSignal (https://fetch.spec.whatwg.org/#requestinit). */
export default {
  name: 'fetch',
  packages: ['global', 'node-fetch', 'cross-fetch'],
  requests: { 'global#fetch': FETCH, 'global#globalThis.fetch': FETCH, 'node-fetch#default': FETCH, 'cross-fetch#default': FETCH, 'cross-fetch#fetch': FETCH },
  time: {
    limits: ['signal', 'timeout'],
    standIns: ['dispatcher', 'agent'],
    gives: 'promise',
    elsewhere: /\bsetGlobalDispatcher\b|\b(?:globalThis|global)\s*(?:\.\s*fetch|\[\s*['"]fetch['"]\s*\])\s*=[^=]/u,
    remedy: 'signal: AbortSignal.timeout(10_000)',
  },
} as const satisfies OutgoingLibrary;
