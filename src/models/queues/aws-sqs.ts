import type { QueueLibrary } from './types.ts';

const command = (name: string): string => `new @aws-sdk/client-sqs#${name}Command`;

/** A message that is received comes again when its visibility timeout is over, until it is deleted: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html */
export default {
  name: 'aws-sqs',
  packages: ['@aws-sdk/client-sqs'],
  receipts: {
    receives: [command('ReceiveMessage'), 'new @aws-sdk/client-sqs#SQS.receiveMessage'],
    settles: [command('DeleteMessage'), command('DeleteMessageBatch'), 'new @aws-sdk/client-sqs#SQS.deleteMessage', 'new @aws-sdk/client-sqs#SQS.deleteMessageBatch'],
    handle: 'ReceiptHandle',
    says: /DeleteMessage|deleteMessage|ReceiptHandle|ChangeMessageVisibility|changeMessageVisibility|PurgeQueue|purgeQueue/,
    remedy: 'DeleteMessageCommand',
  },
  patience: ['ChangeMessageVisibility', 'changeMessageVisibility'],
  identity: ['MessageId', 'ReceiptHandle', 'Attributes'],
} satisfies QueueLibrary;
