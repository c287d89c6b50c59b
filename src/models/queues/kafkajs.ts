import type { QueueLibrary } from './types.ts';

const CONSUMERS = ['new kafkajs#Kafka.consumer()', 'new kafkajs#Consumer'];

export default {
  name: 'kafkajs',
  packages: ['kafkajs'],
  consumers: Object.fromEntries(CONSUMERS.map((consumer) => [`${consumer}.run`, { handler: 0 }])),
  patience: ['heartbeat', 'sessionTimeout'],
  identity: ['offset', 'key', 'headers', 'timestamp', 'partition'],
} satisfies QueueLibrary;
