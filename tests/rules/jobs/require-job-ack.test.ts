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

testRule(import.meta, rule, {
  valid: [
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
