import type { OutgoingLibrary } from './types.ts';

export default {
  name: 'fetch',
  packages: ['global', 'undici', 'node-fetch', 'cross-fetch'],
  calls: {
    'global#fetch': { kind: 'request', methodOption: 1 },
    'undici#fetch': { kind: 'request', methodOption: 1 },
    'undici#request': { kind: 'request', methodOption: 1 },
    'node-fetch#default': { kind: 'request', methodOption: 1 },
    'cross-fetch#default': { kind: 'request', methodOption: 1 },
  },
} as const satisfies OutgoingLibrary;
