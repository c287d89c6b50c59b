import type { QueueLibrary } from './types.ts';

export default {
  name: 'bee-queue',
  packages: ['bee-queue'],
  producers: { 'new bee-queue#default.createJob': { payload: 0, options: 1, chain: { attempts: 'retries', backoff: 'backoff', growing: 'exponential' } } },
  consumers: { 'new bee-queue#default.process': { handler: -1, failures: ['failed', 'error', 'job failed'], isOfReceiver: true } },
  patience: ['stallInterval'],
  identity: ['id', 'options'],
} satisfies QueueLibrary;
