import type { ConsumerForm, QueueLibrary } from './types.ts';

const SUBSCRIPTIONS = ['new @google-cloud/pubsub#PubSub.subscription()', 'new @google-cloud/pubsub#PubSub.topic().subscription()', 'new @google-cloud/pubsub#Subscription'];
/** https://cloud.google.com/pubsub/docs/pull: a message that is not acknowledged in time is sent again. */
const on: ConsumerForm = { handler: 1, event: 'message', failures: ['error'], isOfReceiver: true, acknowledgement: { settles: ['ack', 'nack', 'ackWithResponse', 'nackWithResponse'], ofMessage: true } };

export default {
  name: 'google-pubsub',
  packages: ['@google-cloud/pubsub'],
  consumers: Object.fromEntries(SUBSCRIPTIONS.map((subscription) => [`${subscription}.on`, on])),
  patience: ['maxExtensionTime', 'maxExtension'],
  identity: ['id', 'ackId', 'deliveryAttempt', 'publishTime', 'orderingKey'],
} satisfies QueueLibrary;
