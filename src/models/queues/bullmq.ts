import type { ProducerForm, QueueLibrary } from './types.ts';

/** https://docs.bullmq.io/guide/retrying-failing-jobs */
const add: ProducerForm = {
  payload: 1,
  options: 2,
  retry: {
    defaults: { argument: 1, option: 'defaultJobOptions' },
    attempts: 'attempts',
    backoff: 'backoff',
    growing: 'exponential',
    schedules: ['repeat', 'parent'],
    adds: "attempts: 5, backoff: { type: 'exponential', delay: 1000 }",
  },
};

export default {
  name: 'bullmq',
  packages: ['bullmq'],
  producers: {
    'new bullmq#Queue.add': add,
    'new bullmq#Queue.addBulk': { ...add, bulk: 'opts' },
  },
  consumers: { 'new bullmq#Worker': { handler: 1, failures: ['failed', 'error'], watchers: ['new bullmq#QueueEvents'] } },
  results: ['new bullmq#Queue.add().waitUntilFinished', 'new bullmq#Job.waitUntilFinished', 'new bullmq#Queue.getJob().waitUntilFinished'],
  flow: 'FlowProducer',
  patience: ['lockDuration', 'extendLock'],
  identity: ['id', 'opts', 'attemptsMade', 'attemptsStarted', 'stalledCounter', 'timestamp', 'deduplicationId'],
} satisfies QueueLibrary;
