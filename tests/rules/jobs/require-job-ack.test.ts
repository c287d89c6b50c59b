import rule from '../../../src/rules/jobs/require-job-ack.ts';
import { testRule } from '../test-rule.ts';

const amqp = (consume: string): string => `
  import amqp from 'amqplib';
  import { work } from './work';
  const connection = await amqp.connect('amqp://broker');
  const channel = await connection.createChannel();
  ${consume}
`;
const handler = (body: string): string => amqp(`await channel.consume('orders', async (message) => { ${body} });`);

/** Messages of SQS that are asked for; each is worked off by the body, which stands on line 7. */
const sqs = (body: string, more = ''): string => `
  import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
  import { work } from './work';
  const client = new SQSClient({});
  export async function poll(QueueUrl: string) {
    const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl }));
    for (const message of Messages ?? []) {
      ${body}
    }${more}
  }
`;
const remove = 'await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));';
const kafka = (options: string): string => `
  import { Kafka } from 'kafkajs';
  import { work } from './work';
  const consumer = new Kafka({ brokers: [] }).consumer({ groupId: 'orders' });
  await consumer.run({ ${options} });
`;
const pubsub = (body: string): string => `
  import { PubSub } from '@google-cloud/pubsub';
  import { work } from './work';
  const subscription = new PubSub().subscription('orders');
  subscription.on('message', async (message) => { ${body} });
`;
const WORK = { 'src/work.ts': 'export async function work(message: unknown) { return message; }\n' };

testRule(import.meta, rule, {
  valid: [
    { name: 'SQS: deleted after the work', code: sqs(`await work(message.Body); ${remove}`) },
    { name: 'SQS: another message is deleted', code: sqs(remove, ' await work(QueueUrl);') },
    { name: 'SQS: only logged behind the deletion', code: sqs(`await work(message.Body); ${remove} console.log(message.MessageId);`) },
    { name: 'SQS: deleted in one branch, worked off in the other', code: sqs(`if (!message.Body) { ${remove} continue; } await work(message.Body); ${remove}`) },
    { name: 'SQS: deleted in a batch, after the work', code: sqs('await work(message.Body);', " await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: Messages.map((one) => ({ Id: one.MessageId, ReceiptHandle: one.ReceiptHandle })) }));").replace('DeleteMessageCommand,', 'DeleteMessageBatchCommand,') },
    { name: 'SQS: the messages are handed back', code: "import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';\nconst client = new SQSClient({});\nexport async function receive(QueueUrl: string) {\n  const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl }));\n  return Messages;\n}" },
    { name: 'SQS: unknown who else has the message', code: sqs('await work(message);') },
    { name: 'SQS: a function of another file deletes it', filename: 'src/poll.ts', files: { 'src/work.ts': `import { DeleteMessageCommand, SQSClient } from '@aws-sdk/client-sqs';\nconst client = new SQSClient({});\nexport async function work(message: any) { await client.send(new DeleteMessageCommand({ QueueUrl: 'orders', ReceiptHandle: message.ReceiptHandle })); }\n` }, code: sqs('await work(message);') },
    { name: 'sqs-consumer deletes by itself', code: "import { Consumer } from 'sqs-consumer';\nimport { work } from './work';\nConsumer.create({ queueUrl: 'orders', handleMessage: async (message) => { await work(message.Body); return message; } }).start();" },
    { name: 'Kafka: committed by itself', code: kafka('eachMessage: async ({ message }) => { await work(message.value); }') },
    { name: 'Kafka: committed after the work', code: kafka("autoCommit: false, eachMessage: async ({ topic, partition, message }) => { await work(message.value); await consumer.commitOffsets([{ topic, partition, offset: String(Number(message.offset) + 1) }]); }") },
    { name: 'Kafka: unknown what handles messages', code: "import { Kafka } from 'kafkajs';\nimport { eachMessage } from 'handlers';\nconst consumer = new Kafka({ brokers: [] }).consumer({ groupId: 'orders' });\nawait consumer.run({ autoCommit: false, eachMessage });" },
    { name: 'Kafka: resolved after the work', code: kafka('eachBatchAutoResolve: false, eachBatch: async ({ batch, resolveOffset }) => { for (const message of batch.messages) { await work(message.value); resolveOffset(message.offset); } }') },
    { name: 'Pub/Sub: acknowledged after the work', code: pubsub('try { await work(message.data); message.ack(); } catch { message.nack(); }') },
    { name: 'Pub/Sub: another event', code: pubsub('await work(message.data);').replace("'message'", "'debug'") },
    { name: 'look-alike: an emitter of one’s own', code: "import { subscription } from './bus';\nsubscription.on('message', async (message: unknown) => { console.log(message); });" },
    { name: 'acknowledged after the work, rejected when it fails', code: handler('if (!message) return; try { await work(message.content); channel.ack(message); } catch { channel.nack(message); }') },
    { name: 'settled in every case', code: handler('if (message === null) return; try { await work(message.content); } finally { channel.ack(message); }') },
    { name: 'a log behind it', code: handler('if (!message) return; try { await work(message.content); } catch { channel.nack(message); return; } channel.ack(message); console.log("done");') },
    { name: 'the message is handed to somebody who may settle it', code: amqp("import { process } from 'process-orders';\nawait channel.consume('orders', async (message) => { await process(channel, message); });") },
    { name: 'a function of the file settles it', code: `${handler('if (message) await settle(message);')}\nasync function settle(m: any) { try { await work(m.content); channel.ack(m); } catch { channel.nack(m); } }` },
    { name: 'direct replies', code: amqp("await channel.consume('amq.rabbitmq.reply-to', () => {}, { noAck: true });") },
    { name: 'a queue of its own for replies', code: amqp("const replies = await channel.assertQueue('', { exclusive: true });\nawait channel.consume(replies.queue, () => {}, { noAck: true });") },
    { name: 'options from elsewhere', code: amqp("import { options } from 'options';\nawait channel.consume('orders', () => {}, options);") },
    { name: 'unknown: a handler from elsewhere', code: amqp("import { handle } from 'handle';\nawait channel.consume('orders', handle);") },
    { name: 'look-alike: another consumer', code: "import { channel } from 'somewhere';\nchannel.consume('orders', () => {}, { noAck: true });" },
  ],
  invalid: [
    { name: 'SQS: deleted before the work', code: sqs(`${remove} await work(message.Body);`), errors: [{ messageId: 'early', data: { line: 7 }, line: 7, column: 11 }] },
    { name: 'SQS: deleted before the work on what is in it', code: sqs(`const order = JSON.parse(message.Body ?? ''); ${remove} await work(order);`), errors: [{ messageId: 'early', data: { line: 7 }, line: 7 }] },
    { name: 'SQS: by the client that has a method for each command', code: "import { SQS as Queue } from '@aws-sdk/client-sqs';\nimport { work as handle } from './work';\nconst mq = new Queue({});\nexport async function poll(QueueUrl: string) {\n  const found = await mq.receiveMessage({ QueueUrl });\n  for (const one of found.Messages ?? []) {\n    await mq.deleteMessage({ QueueUrl, ReceiptHandle: one.ReceiptHandle });\n    await handle(one.Body);\n  }\n}", errors: [{ messageId: 'early', data: { line: 8 }, line: 7, column: 11 }] },
    { name: 'SQS: never deleted', code: sqs('await work(message.Body);').replace('DeleteMessageCommand, ', ''), errors: [{ messageId: 'kept', data: { calls: 'DeleteMessageCommand' }, line: 5, column: 30 }] },
    { name: 'SQS: a function of another file does not delete it either', filename: 'src/poll.ts', files: WORK, code: sqs('await work(message);').replace('DeleteMessageCommand, ', ''), errors: [{ messageId: 'kept', data: { calls: 'DeleteMessageCommand' }, line: 5 }] },
    { name: 'sqs-consumer: told not to delete', code: "import { Consumer } from 'sqs-consumer';\nimport { work } from './work';\nConsumer.create({ queueUrl: 'orders', shouldDeleteMessages: false, handleMessage: async (message) => { await work(message.Body); return message; } }).start();", errors: [{ messageId: 'kept', data: { calls: 'DeleteMessageCommand' }, line: 3, column: 1, endColumn: 16 }] },
    { name: 'Kafka: committed before the work', code: kafka("autoCommit: false, eachMessage: async ({ topic, partition, message }) => { await consumer.commitOffsets([{ topic, partition, offset: String(Number(message.offset) + 1) }]); await work(message.value); }"), errors: [{ messageId: 'early', data: { line: 4 }, line: 4 }] },
    { name: 'Kafka: never committed', code: kafka('autoCommit: false, eachMessage: async ({ message }) => { await work(message.value); }'), errors: [{ messageId: 'kept', data: { calls: 'commitOffsets' }, line: 4, column: 7, endColumn: 19 }] },
    { name: 'Kafka: nothing of a batch is resolved', code: kafka('eachBatchAutoResolve: false, async eachBatch({ batch }) { for (const message of batch.messages) await work(message.value); }'), errors: [{ messageId: 'kept', data: { calls: 'resolveOffset' }, line: 4 }] },
    { name: 'Pub/Sub: acknowledged before the work', code: pubsub('message.ack(); await work(message.data);'), errors: [{ messageId: 'early', data: { line: 4 }, line: 4 }] },
    { name: 'Pub/Sub: not when the work fails', code: pubsub('await work(message.data); message.ack();'), errors: [{ messageId: 'fails', data: { line: 4 }, line: 4 }] },
    { name: 'Pub/Sub: never', code: pubsub('await work(message.data);'), errors: [{ messageId: 'never', line: 4 }] },
    { name: 'noAck', code: amqp("await channel.consume('orders', async (message) => { await work(message); }, { noAck: true });"), errors: [{ messageId: 'none', line: 5, column: 80, endColumn: 91 }] },
    { name: 'acknowledged before the work', code: handler('if (!message) return; channel.ack(message); await work(message.content);'), errors: [{ messageId: 'early', data: { line: 5 }, line: 5, column: 76 }] },
    { name: 'never', code: handler('if (!message) return; console.log(message.content.toString());'), errors: [{ messageId: 'never', line: 5, column: 7, endColumn: 22 }] },
    { name: 'not when the work fails', code: handler('if (!message) return; await work(message.content); channel.ack(message);'), errors: [{ messageId: 'fails', data: { line: 5 }, line: 5 }] },
    { name: 'not on one way out', code: handler("if (!message) return; try { if (message.fields.redelivered) { console.log('again'); return; } await work(message.content); channel.ack(message); } catch { channel.nack(message); }"), errors: [{ messageId: 'leaves', line: 5 }] },
    {
      name: 'a channel in a field, by its type',
      code: `
        import type { Channel } from 'amqplib';
        export class Orders {
          constructor(private readonly out: Channel) {}
          listen() { return this.out.consume('orders', (m) => { console.log(m); }, { noAck: true }); }
        }
      `,
      errors: [{ messageId: 'none', line: 4 }],
    },
  ],
});
