import type { ConsumerForm, QueueLibrary } from './types.ts';

const CONSUMERS = ['new kafkajs#Kafka.consumer()', 'new kafkajs#Consumer'];
/** https://kafka.js.org/docs/consuming: offsets are committed by themselves once the function is done, and after an error those that were resolved. */
const run: ConsumerForm = {
  handler: 0,
  properties: ['eachMessage', 'eachBatch'],
  byHand: [
    { option: 'autoCommit', says: ['commitOffsets'] },
    { option: 'eachBatchAutoResolve', says: ['resolveOffset', 'commitOffsets'] },
  ],
};

export default {
  name: 'kafkajs',
  packages: ['kafkajs'],
  consumers: Object.fromEntries(CONSUMERS.map((consumer) => [`${consumer}.run`, run])),
  receipts: {
    receives: [],
    settles: [...CONSUMERS.map((consumer) => `${consumer}.commitOffsets`), 'new kafkajs#EachBatchPayload.resolveOffset'],
    handle: 'offset',
    says: /commitOffsets|resolveOffset/,
    remedy: 'commitOffsets',
  },
  patience: ['heartbeat', 'sessionTimeout'],
  identity: ['offset', 'key', 'headers', 'timestamp', 'partition'],
} satisfies QueueLibrary;
