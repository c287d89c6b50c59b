import type { ConsumerForm, ProducerForm, QueueLibrary } from './types.ts';

const add: ProducerForm = {
  payload: 1,
  options: 2,
  isNameOptional: true,
  retry: {
    defaults: { argument: 1, option: 'defaultJobOptions' },
    attempts: 'attempts',
    backoff: 'backoff',
    growing: 'exponential',
    schedules: ['repeat'],
    adds: "attempts: 5, backoff: { type: 'exponential', delay: 1000 }",
  },
};
const process: ConsumerForm = { handler: -1, failures: ['failed', 'error', 'global:failed'], isOfReceiver: true };
/** The type is called like the function that makes it. */
const MADE = ['new bull#default', 'bull#default()', 'new bull#Queue'];

export default {
  name: 'bull',
  packages: ['bull'],
  producers: Object.fromEntries(MADE.flatMap((made) => [[`${made}.add`, add], [`${made}.addBulk`, { ...add, bulk: 'opts' }]])),
  consumers: Object.fromEntries(MADE.map((made) => [`${made}.process`, process])),
  results: MADE.flatMap((made) => [`${made}.add().finished`, `${made}.getJob().finished`]).concat('new bull#Job.finished'),
  patience: ['lockDuration', 'extendLock'],
  identity: ['id', 'opts', 'attemptsMade', 'timestamp'],
} satisfies QueueLibrary;
