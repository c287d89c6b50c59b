import type { OutgoingLibrary } from './types.ts';

export default {
  name: 'kafkajs',
  packages: ['kafkajs'],
  calls: Object.fromEntries(['new kafkajs#Kafka.producer()', 'new kafkajs#Producer'].flatMap((producer) => ['send', 'sendBatch'].map((method) => [`${producer}.${method}`, { kind: 'event' as const }]))),
} as const satisfies OutgoingLibrary;
