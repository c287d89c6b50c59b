import type { ConsumerForm, ProducerForm, QueueLibrary } from './types.ts';

const CHANNELS = ['amqplib#connect().createChannel()', 'amqplib#connect().createConfirmChannel()', 'new amqplib#Channel', 'new amqplib#ConfirmChannel'];
/** https://www.rabbitmq.com/docs/confirms */
const consume: ConsumerForm = { handler: 1, acknowledgement: { none: { options: 2, name: 'noAck' }, settles: ['ack', 'nack', 'reject', 'ackAll', 'nackAll'] } };
const forms: Readonly<Record<string, ProducerForm>> = { sendToQueue: { payload: 1, options: 2 }, publish: { payload: 2, options: 3 } };

export default {
  name: 'amqplib',
  packages: ['amqplib'],
  producers: Object.fromEntries(CHANNELS.flatMap((channel) => Object.entries(forms).map(([method, form]) => [`${channel}.${method}`, form]))),
  consumers: Object.fromEntries(CHANNELS.map((channel) => [`${channel}.consume`, consume])),
  identity: ['properties', 'fields'],
} satisfies QueueLibrary;
