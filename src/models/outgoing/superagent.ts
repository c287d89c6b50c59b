import type { OutgoingLibrary } from './types.ts';
import { FIRST, VERBS, verbsOf } from './verbs.ts';

export default {
  name: 'superagent',
  packages: ['superagent'],
  requests: {
    'superagent#default': { address: { at: 1 }, verb: 0, options: [] },
    ...verbsOf('superagent#', () => ({ address: FIRST, options: [] }), [...VERBS, 'del']),
  },
  time: { limits: [], limitMethods: ['timeout'], gives: 'handle', elsewhere: /\bsuperagent\s*\.\s*agent\b|\.\s*agent\s*\(\s*\)/u, remedy: '.timeout(10_000)' },
} as const satisfies OutgoingLibrary;
