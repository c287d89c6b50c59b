import rule from '../../../src/rules/jobs/require-job-idempotency.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const FILES = {
  'package.json': '{ "dependencies": { "bullmq": "5", "pg": "8", "nodemailer": "7" } }',
  'migrations/1.sql': `
    CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, total numeric NOT NULL);
    CREATE TABLE credits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id), amount numeric NOT NULL, job_id text);
    CREATE INDEX credits_order_id ON credits (order_id);
    CREATE TABLE receipts (id uuid PRIMARY KEY, order_id bigint NOT NULL UNIQUE, body text NOT NULL);
    CREATE TABLE tickets (id uuid PRIMARY KEY, title text NOT NULL);
    CREATE TABLE mail_log (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, recipient text NOT NULL);
  `,
  'src/db.ts': "import { Pool } from 'pg';\nexport const pool = new Pool();\n",
  'src/credits.ts': "import { pool } from './db';\nexport async function credit(orderId: string, amount: number) {\n  await pool.query('INSERT INTO credits (order_id, amount) VALUES ($1, $2)', [orderId, amount]);\n}\nexport const given = async (orderId: string) => (await pool.query('SELECT id FROM credits WHERE order_id = $1', [orderId])).rows[0];\n",
};
/** A processor of BullMQ; its body stands on line 5. */
const worker = (name: string, body: string, rest = ''): Case => ({
  name,
  filename: 'src/worker.ts',
  files: FILES,
  code: `
    import { Worker } from 'bullmq';
    import { randomUUID } from 'node:crypto';
    import { pool } from './db';
    new Worker('orders', async (job) => {
      ${body}
    }, { connection: {} });
    ${rest}
  `,
});
const INSERT = "await pool.query('INSERT INTO credits (order_id, amount) VALUES ($1, $2)', [job.data.orderId, job.data.amount]);";
const SELECT = "const { rows: [order] } = await pool.query('SELECT id, total FROM orders WHERE id = $1', [job.data.orderId]);";

testRule(import.meta, rule, {
  valid: [
    worker('the remedy: ON CONFLICT', "await pool.query('INSERT INTO credits (order_id, amount, job_id) VALUES ($1, $2, $3) ON CONFLICT (job_id) DO NOTHING', [job.data.orderId, job.data.amount, job.id]);"),
    worker('the remedy: an upsert', "await pool.query('INSERT INTO credits (order_id, amount) VALUES ($1, $2) ON CONFLICT (order_id) DO UPDATE SET amount = excluded.amount', [job.data.orderId, job.data.amount]);"),
    worker('the remedy: the key of the job is in the row', "await pool.query('INSERT INTO credits (order_id, amount, job_id) VALUES ($1, $2, $3)', [job.data.orderId, job.data.amount, job.id]);"),
    worker('the remedy: a unique column that the job fills', "await pool.query('INSERT INTO receipts (id, order_id, body) VALUES ($1, $2, $3)', [randomUUID(), job.data.orderId, job.data.body]);"),
    worker('the remedy: the primary key comes with the job', "await pool.query('INSERT INTO tickets (id, title) VALUES ($1, $2)', [job.data.ticketId, job.data.title]);"),
    worker('the remedy: it is looked up whether it was done', `const { rows } = await pool.query('SELECT id FROM credits WHERE order_id = $1', [job.data.orderId]); if (rows.length > 0) return; ${INSERT}`),
    worker('the remedy: the state of what it belongs to', `const { rows: [order] } = await pool.query('SELECT id, state FROM orders WHERE id = $1', [job.data.orderId]); if (order.state === 'credited') return; ${INSERT}`),
    worker('the remedy: only rows in one state are read', `const { rows: [order] } = await pool.query("SELECT id FROM orders WHERE id = $1 AND state = 'open'", [job.data.orderId]); if (!order) return; ${INSERT}`),
    worker('the remedy: what was written before is deleted', `await pool.query('BEGIN'); await pool.query('DELETE FROM credits WHERE order_id = $1', [job.data.orderId]); ${INSERT} await pool.query('COMMIT');`),
    worker('the remedy: not unless it is absent', "await pool.query('INSERT INTO credits (order_id, amount) SELECT $1, $2 WHERE NOT EXISTS (SELECT 1 FROM credits WHERE order_id = $1)', [job.data.orderId, job.data.amount]);"),
    worker('the remedy: a key elsewhere tells', `import Redis from 'ioredis';\nconst redis = new Redis();\nif (!(await redis.set(String(job.data.orderId), '1', 'EX', 60, 'NX'))) return; ${INSERT}`.replace(/^import.*\n.*\n/, "const redis = { set: async (..._: unknown[]) => 'OK' }; ")),
    worker('the remedy: it asks how often it was tried', `if (job.attemptsMade > 0) throw new Error('twice'); ${INSERT}`),
    worker('the error of a duplicate is kept', `try { ${INSERT} } catch (error) { console.warn(error); }`),
    worker('an UPDATE', "await pool.query('UPDATE orders SET total = $2 WHERE id = $1', [job.data.orderId, job.data.total]);"),
    worker('a journal of what happened', "await pool.query('INSERT INTO mail_log (recipient) VALUES ($1)', [job.data.recipient]);"),
    worker('several writes without a transaction are the business of another rule', `${INSERT} await pool.query('UPDATE orders SET total = 0 WHERE id = $1', [job.data.orderId]);`),
    worker('unknown: a table that no migration makes', "await pool.query('INSERT INTO elsewhere (order_id) VALUES ($1)', [job.data.orderId]);"),
    worker('unknown: the job is handed to something that may use its key', `const { claim } = await import('claims'); await claim(job.id); ${INSERT}`),
    { ...worker('unknown: no schema', INSERT), files: { 'package.json': FILES['package.json'], 'src/db.ts': FILES['src/db.ts'] } },
    {
      name: 'messages that the broker forgets at once are not delivered again',
      filename: 'src/worker.ts',
      files: { ...FILES, 'package.json': '{ "dependencies": { "amqplib": "0.10", "pg": "8" } }' },
      code: "import amqp from 'amqplib';\nimport { credit } from './credits';\nconst channel = await (await amqp.connect('amqp://broker')).createChannel();\nawait channel.consume('orders', async (message) => {\n  const order = JSON.parse(message!.content.toString());\n  await credit(order.id, order.amount);\n}, { noAck: true });",
    },
    { name: 'looked up by a function of another file', filename: 'src/worker.ts', files: FILES, code: "import { Worker } from 'bullmq';\nimport { credit, given } from './credits';\nnew Worker('orders', async (job) => {\n  if (await given(job.data.orderId)) return;\n  await credit(job.data.orderId, job.data.amount);\n}, { connection: {} });" },
    { name: 'look-alike: a worker of Node', filename: 'src/worker.ts', files: FILES, code: "import { Worker } from 'node:worker_threads';\nimport { credit } from './credits';\nconst run = async (job: any) => { await credit(job.data.orderId, 1); };\nnew Worker('orders', run as any);\nexport const jobs = run;" },
    { name: 'a handler of requests', filename: 'src/app.ts', files: FILES, code: "import express from 'express';\nimport { credit } from './credits';\nexport const app = express();\napp.post('/credits', async (req, res) => { await credit(req.body.orderId, 1); res.status(201).end(); });" },
  ],
  invalid: [
    { ...worker('a row for each run', INSERT), errors: [{ messageId: 'repeated', data: { table: 'credits' }, line: 5, column: 9 }] },
    { ...worker('only that the order is there is asked', `${SELECT} if (!order) throw new Error('gone'); ${INSERT}`), errors: [{ messageId: 'repeated', data: { table: 'credits' }, line: 5 }] },
    { ...worker('another branch by what the job says', `if (job.name === 'credit') { ${INSERT} }`), errors: [{ messageId: 'repeated', data: { table: 'credits' }, line: 5 }] },
    { ...worker('the id of the job is only logged', `console.log('credit', job.id); ${INSERT}`), errors: [{ messageId: 'repeated', data: { table: 'credits' }, line: 5 }] },
    { ...worker('a new key each time', "await pool.query('INSERT INTO tickets (id, title) VALUES ($1, $2)', [randomUUID(), job.data.title]);"), errors: [{ messageId: 'repeated', data: { table: 'tickets' }, line: 5 }] },
    { ...worker('a processor with a name, other names', "await credit(job.data.orderId, job.data.amount);"), code: "import { Worker as Hand } from 'bullmq';\nimport { credit as give } from './credits';\nasync function work({ data }: any) {\n  await give(data.orderId, data.amount);\n}\nnew Hand('orders', work, { connection: {} });", errors: [{ messageId: 'repeated', data: { table: 'credits' }, line: 4, column: 9 }] },
    {
      name: 'a processor of another file',
      filename: 'src/worker.ts',
      files: { ...FILES, 'src/work.ts': "import { credit } from './credits';\nexport async function work(job: any) {\n  await credit(job.data.orderId, job.data.amount);\n}\n" },
      code: "import { Worker } from 'bullmq';\nimport { work } from './work';\nnew Worker('orders', work, { connection: {} });",
      errors: [{ messageId: 'repeated', data: { table: 'credits' }, line: 3, column: 22 }],
    },
    {
      name: 'two writes in a transaction',
      filename: 'src/worker.ts',
      files: { ...FILES, 'package.json': '{ "dependencies": { "pg-boss": "10", "pg": "8" } }' },
      code: "import PgBoss from 'pg-boss';\nimport { pool } from './db';\nconst boss = new PgBoss('postgres://db');\nawait boss.work('orders', async ([job]: any[]) => {\n  const client = await pool.connect();\n  try {\n    await client.query('BEGIN');\n    await client.query('INSERT INTO credits (order_id, amount) VALUES ($1, $2)', [job.data.orderId, job.data.amount]);\n    await client.query('UPDATE orders SET total = $2 WHERE id = $1', [job.data.orderId, job.data.total]);\n    await client.query('COMMIT');\n  } catch (error) {\n    await client.query('ROLLBACK');\n    throw error;\n  } finally {\n    client.release();\n  }\n});",
      errors: [{ messageId: 'repeated', data: { table: 'credits' }, line: 8 }],
    },
    {
      name: 'a model of Prisma',
      filename: 'src/worker.ts',
      files: {
        'package.json': '{ "dependencies": { "bullmq": "5", "@prisma/client": "6" } }',
        'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n  url = env("DATABASE_URL")\n}\ngenerator client {\n  provider = "prisma-client-js"\n}\nmodel Credit {\n  id String @id @default(uuid())\n  orderId String\n  amount Int\n}\n',
        'prisma/migrations/1_credits/migration.sql': 'CREATE TABLE "Credit" (\n  "id" TEXT NOT NULL,\n  "orderId" TEXT NOT NULL,\n  "amount" INTEGER NOT NULL,\n  CONSTRAINT "Credit_pkey" PRIMARY KEY ("id")\n);\n',
      },
      code: "import { PrismaClient } from '@prisma/client';\nimport { Worker } from 'bullmq';\nconst prisma = new PrismaClient();\nnew Worker('orders', async (job) => {\n  await prisma.credit.create({ data: { orderId: job.data.orderId, amount: job.data.amount } });\n}, { connection: {} });",
      errors: [{ messageId: 'repeated', data: { table: 'credit' }, line: 5, column: 9 }],
    },
  ],
});
