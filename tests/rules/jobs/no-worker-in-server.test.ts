import rule from '../../../src/rules/jobs/no-worker-in-server.ts';
import { testRule } from '../test-rule.ts';

const WORKER = "import { Worker } from 'bullmq';\nexport const worker = new Worker('emails', async () => {});";
const server = (more = ''): string => `
  import express from 'express';
  ${more}
  const app = express();
  app.listen(3000);
`;

testRule(import.meta, rule, {
  valid: [
    { name: 'a process of its own', code: WORKER },
    { name: 'a server that only adds jobs', code: server("import { Queue } from 'bullmq';\nexport const emails = new Queue('emails');") },
    { name: 'a file that only starts it when it is asked to', filename: 'server.ts', files: { 'worker.ts': "import { Worker } from 'bullmq';\nexport const start = () => new Worker('emails', async () => {});" }, code: server("import { start } from './worker';\nif (process.env.ROLE === 'worker') start();") },
    { name: 'only its type', filename: 'server.ts', files: { 'worker.ts': WORKER }, code: server("import type { worker } from './worker';") },
    { name: 'look-alike: a worker of the language', code: server("import { Worker } from 'node:worker_threads';\nnew Worker('./x.js');") },
    { name: 'look-alike: something else that listens', code: `${WORKER}\nimport { bus } from 'bus';\nbus.listen(3000);` },
    { name: 'a test', filename: 'server.test.ts', code: server(WORKER) },
  ],
  invalid: [
    { name: 'in one file', code: server("import { Worker } from 'bullmq';\n  new Worker('emails', async () => {});"), errors: [{ messageId: 'together', data: { name: 'new Worker' }, line: 3, column: 5, endColumn: 11 }] },
    { name: 'in a file it imports', filename: 'server.ts', files: { 'worker.ts': WORKER }, code: server("import './worker';"), errors: [{ messageId: 'together', data: { name: 'new Worker' }, line: 2, column: 8, endColumn: 18 }] },
    {
      name: 'Fastify and amqplib',
      code: "import amqp from 'amqplib';\nimport Fastify from 'fastify';\nconst app = Fastify();\nconst channel = await (await amqp.connect('')).createChannel();\nawait channel.consume('orders', (m) => channel.ack(m!));\nawait app.listen({ port: 3000 });",
      errors: [{ messageId: 'together', data: { name: 'channel.consume' }, line: 5 }],
    },
  ],
});
