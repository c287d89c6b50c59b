import type { OutgoingLibrary } from './types.ts';

export default {
  name: 'bullmq',
  packages: ['bullmq'],
  calls: {
    'new bullmq#Queue.add': { kind: 'job' },
    'new bullmq#Queue.addBulk': { kind: 'job' },
    'new bullmq#FlowProducer.add': { kind: 'job' },
    'new bullmq#FlowProducer.addBulk': { kind: 'job' },
  },
} as const satisfies OutgoingLibrary;
