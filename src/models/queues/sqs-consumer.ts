import type { ConsumerForm, QueueLibrary } from './types.ts';

/** It deletes a message once its function is done without an error. */
const made: ConsumerForm = {
  handler: 0,
  properties: ['handleMessage', 'handleMessageBatch'],
  failures: ['error', 'processing_error'],
  byHand: [{ option: 'shouldDeleteMessages', says: ['DeleteMessageCommand', 'DeleteMessage', 'deleteMessage'] }],
};

export default {
  name: 'sqs-consumer',
  packages: ['sqs-consumer'],
  consumers: { 'sqs-consumer#Consumer.create': made, 'new sqs-consumer#Consumer': made },
  patience: ['heartbeatInterval', 'visibilityTimeout', 'handleMessageTimeout'],
  identity: ['MessageId', 'ReceiptHandle', 'Attributes'],
} satisfies QueueLibrary;
