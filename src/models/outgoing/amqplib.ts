import type { OutgoingLibrary } from './types.ts';

const CHANNELS = ['amqplib#connect().createChannel()', 'amqplib#connect().createConfirmChannel()', 'new amqplib#Channel', 'new amqplib#ConfirmChannel'];

export default {
  name: 'amqplib',
  packages: ['amqplib'],
  calls: Object.fromEntries(CHANNELS.flatMap((channel) => ['publish', 'sendToQueue'].map((method) => [`${channel}.${method}`, { kind: 'event' as const }]))),
} as const satisfies OutgoingLibrary;
