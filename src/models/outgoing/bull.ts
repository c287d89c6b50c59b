import type { OutgoingLibrary } from './types.ts';

export default {
  name: 'bull',
  packages: ['bull'],
  calls: {
    'new bull#default.add': { kind: 'job' },
    'new bull#default.addBulk': { kind: 'job' },
    'bull#default().add': { kind: 'job' },
    'new bull#Queue.add': { kind: 'job' },
    'new bull#Queue.addBulk': { kind: 'job' },
  },
} as const satisfies OutgoingLibrary;
