import type { OutgoingLibrary } from './types.ts';

/** Clients of version 3: `send` takes a command, and only some of those send. */
export default {
  name: 'aws-sdk',
  packages: ['@aws-sdk/client-ses', '@aws-sdk/client-sesv2', '@aws-sdk/client-sns', '@aws-sdk/client-sqs'],
  calls: {
    'new @aws-sdk/client-ses#SESClient.send': {
      kind: 'mail',
      commands: ['SendEmailCommand', 'SendRawEmailCommand', 'SendTemplatedEmailCommand', 'SendBulkTemplatedEmailCommand'].map((name) => `new @aws-sdk/client-ses#${name}`),
    },
    'new @aws-sdk/client-ses#SES.sendEmail': { kind: 'mail' },
    'new @aws-sdk/client-ses#SES.sendRawEmail': { kind: 'mail' },
    'new @aws-sdk/client-ses#SES.sendTemplatedEmail': { kind: 'mail' },
    'new @aws-sdk/client-sesv2#SESv2Client.send': { kind: 'mail', commands: ['SendEmailCommand', 'SendBulkEmailCommand'].map((name) => `new @aws-sdk/client-sesv2#${name}`) },
    'new @aws-sdk/client-sesv2#SESv2.sendEmail': { kind: 'mail' },
    'new @aws-sdk/client-sns#SNSClient.send': { kind: 'message', commands: ['PublishCommand', 'PublishBatchCommand'].map((name) => `new @aws-sdk/client-sns#${name}`) },
    'new @aws-sdk/client-sns#SNS.publish': { kind: 'message' },
    'new @aws-sdk/client-sqs#SQSClient.send': { kind: 'job', commands: ['SendMessageCommand', 'SendMessageBatchCommand'].map((name) => `new @aws-sdk/client-sqs#${name}`) },
    'new @aws-sdk/client-sqs#SQS.sendMessage': { kind: 'job' },
    'new @aws-sdk/client-sqs#SQS.sendMessageBatch': { kind: 'job' },
  },
} as const satisfies OutgoingLibrary;
