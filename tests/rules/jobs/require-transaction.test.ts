import rule from '../../../src/rules/jobs/require-transaction.ts';
import { testRule } from '../test-rule.ts';

const PACKAGE = '{ "dependencies": { "bullmq": "5.0.0", "pg": "8.0.0" } }';
/** A worker whose function does this with a pool of pg. */
const job = (body: string, more = ''): string => `
  import { Worker } from 'bullmq';
  import { Pool } from 'pg';
  const pool = new Pool();
  ${more}
  export const worker = new Worker('orders', async (job) => {
    ${body}
  }, {});
`;
const ORDER = "await pool.query('INSERT INTO orders (id, total) VALUES ($1, $2)', [job.data.id, job.data.total]);";
const STOCK = "await pool.query('UPDATE stock SET amount = amount - 1 WHERE product_id = $1', [job.data.productId]);";
const PAID = "await pool.query('UPDATE customers SET paid = true WHERE id = $1', [job.data.customerId]);";
const apart = (first: string, second: string, firstLine: number, line: number, column = 5) => ({ messageId: 'apart', data: { first, second, line: firstLine }, line, column });

const STORE = `
  import { Pool } from 'pg';
  const pool = new Pool();
  export class Store {
    async addOrder(total: number) { const { rows } = await pool.query('INSERT INTO orders (total) VALUES ($1) RETURNING id', [total]); return rows[0]; }
    async addLine(orderId: string, sku: string) { await pool.query('INSERT INTO order_lines (order_id, sku) VALUES ($1, $2)', [orderId, sku]); }
    async addEvent(orderId: string) { await pool.query('INSERT INTO order_events (order_id) VALUES ($1)', [orderId]); }
    async addBrand(name: string) { await pool.query('INSERT INTO brands (name) VALUES ($1)', [name]); }
    async both(total: number) { const client = await pool.connect(); try { await client.query('BEGIN'); await client.query('INSERT INTO orders (total) VALUES ($1)', [total]); await client.query('INSERT INTO order_lines (sku) VALUES ($1)', ['a']); await client.query('COMMIT'); } finally { client.release(); } }
  }
`;
const SCHEMA = 'CREATE TABLE orders (id uuid PRIMARY KEY, total int NOT NULL);\nCREATE TABLE order_lines (id uuid PRIMARY KEY, order_id uuid NOT NULL REFERENCES orders (id), sku text NOT NULL);\nCREATE TABLE brands (id uuid PRIMARY KEY, name text NOT NULL);\nCREATE TABLE order_events (id uuid PRIMARY KEY, order_id uuid NOT NULL REFERENCES orders (id));';
const FILES = { 'package.json': PACKAGE, 'store.ts': STORE, 'migrations/001.sql': SCHEMA };
/** A method of a service that has the store. */
const service = (body: string): string => `
  import { Store } from './store';
  export class OrderService {
    constructor(private readonly store: Store) {}
    async place(total: number, skus: string[]) {
      ${body}
    }
  }
`;
const services = [{ services: true }] as const;

testRule(import.meta, rule, {
  valid: [
    { name: 'one write', code: job(ORDER) },
    { name: 'BEGIN and COMMIT on one client', code: job(`const client = await pool.connect(); try { await client.query('BEGIN'); ${ORDER.replace('pool', 'client')} ${STOCK.replace('pool', 'client')} await client.query('COMMIT'); } finally { client.release(); }`) },
    { name: 'a helper of the project that opens one', files: { 'package.json': PACKAGE, 'atomic.ts': "import { Pool, type PoolClient } from 'pg';\nconst pool = new Pool();\nexport async function atomically(work: (c: PoolClient) => Promise<void>) { const c = await pool.connect(); try { await c.query('BEGIN'); await work(c); await c.query('COMMIT'); } finally { c.release(); } }" }, code: job(`await atomically(async (c) => { ${ORDER.replace('pool', 'c')} ${STOCK.replace('pool', 'c')} });`, "import { atomically } from './atomic';") },
    { name: 'a wrapper around the job that opens one', files: { 'package.json': PACKAGE, 'atomic.ts': "import { Pool } from 'pg';\nconst pool = new Pool();\nexport const atomic = (work: any) => async (job: any) => { await pool.query('BEGIN'); await work(job); await pool.query('COMMIT'); };" }, code: job(`${ORDER} ${STOCK}`, "import { atomic } from './atomic';").replace('async (job) =>', 'atomic(async (job) =>').replace('}, {}', '}), {}') },
    { name: 'unknown: a wrapper of elsewhere', code: job(`${ORDER} ${STOCK}`, "import { wrap } from './wrap';").replace('async (job) =>', 'wrap(async (job) =>').replace('}, {}', '}), {}') },
    { name: 'unknown: a helper of elsewhere that is given the work', code: job(`await run(async () => { ${ORDER} ${STOCK} });`, "import { run } from './run';") },
    { name: 'unknown: a connection that is handed in', code: "import { Worker } from 'bullmq';\nimport type { PoolClient } from 'pg';\nasync function settle(c: PoolClient, id: string) { await c.query('INSERT INTO orders (id) VALUES ($1)', [id]); await c.query('UPDATE stock SET amount = amount - 1'); }\ndeclare const client: any;\nexport const worker = new Worker('orders', async (job) => { await settle(client, job.data.id); }, {});" },
    { name: 'unknown: a connection of the context', files: { 'package.json': PACKAGE, 'connection.ts': "import { AsyncLocalStorage } from 'node:async_hooks';\nimport { Pool, type PoolClient } from 'pg';\nconst pool = new Pool();\nconst running = new AsyncLocalStorage<PoolClient>();\nexport const connection = (): Pool => (running.getStore() as any) ?? pool;" }, code: job(`${ORDER} ${STOCK}`, "import { connection } from './connection';").replaceAll('await pool.query', 'await connection().query') },
    { name: 'unknown: a package that keeps the transaction of the caller', files: { 'package.json': '{ "dependencies": { "bullmq": "5.0.0", "pg": "8.0.0", "typeorm-transactional": "0.5.0" } }' }, code: job(`${ORDER} ${STOCK}`) },
    { name: 'unknown: methods of elsewhere', code: "import { Worker } from 'bullmq';\nimport { orders, stock } from 'store';\nexport const worker = new Worker('orders', async (job) => { await orders.insert(job.data); await stock.update(job.data); }, {});" },
    { name: '$transaction of Prisma', files: { 'package.json': '{ "dependencies": { "bullmq": "5.0.0", "@prisma/client": "7.0.0" } }' }, code: "import { Worker } from 'bullmq';\nimport { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nexport const worker = new Worker('orders', async (job) => { await prisma.$transaction([prisma.order.create({ data: job.data }), prisma.entry.create({ data: job.data })]); }, {});" },
    { name: 'the transaction of knex', code: "import { Worker } from 'bullmq';\nimport knex from 'knex';\nconst db = knex({});\nexport const worker = new Worker('orders', async (job) => { await db.transaction(async (trx) => { await trx('orders').insert(job.data); await trx('entries').insert(job.data); }); }, {});" },
    { name: 'the first write can be done again: ON CONFLICT', code: job(`${ORDER.replace("$2)'", "$2) ON CONFLICT (id) DO NOTHING'")} ${STOCK}`) },
    { name: 'the first write can be done again: fixed values', code: job(`${PAID} ${ORDER}`) },
    { name: 'the first write can be done again: it is looked for', code: job(`const { rows } = await pool.query('SELECT 1 FROM orders WHERE id = $1', [job.data.id]); if (rows.length === 0) { ${ORDER} } ${PAID}`) },
    { name: 'one of two branches', code: job(`if (job.data.isNew) { ${ORDER} } else { ${STOCK} }`) },
    { name: 'a branch that is left', code: job(`if (job.data.isNew) { ${ORDER} return; } ${STOCK}`) },
    { name: 'a note of how far the job has come', code: job("await pool.query('INSERT INTO runs (id, state) VALUES ($1, $2)', [job.id, 'running']); await pool.query('UPDATE runs SET state = $2 WHERE id = $1', [job.id, 'done']);") },
    { name: 'a note of what became of it', code: job(`try { ${ORDER} } finally { ${PAID} }`) },
    { name: 'a first write that may fail', code: job(`try { ${ORDER} } catch (error) { console.error(error); } ${PAID}`) },
    { name: 'a second write that may fail', code: job(`${ORDER} await pool.query('UPDATE customers SET paid = true').catch(() => undefined);`) },
    { name: 'a first write that is taken back', code: job(`try { ${ORDER} ${STOCK} } catch (error) { await pool.query('DELETE FROM orders WHERE id = $1', [job.data.id]); throw error; }`) },
    { name: 'something is sent between them', code: job(`${ORDER} await fetch('https://pay.example/charges', { method: 'POST' }); ${PAID}`) },
    { name: 'rows of a loop', code: job("for (const row of job.data.rows) await pool.query('INSERT INTO orders (id) VALUES ($1)', [row.id]);") },
    { name: 'look-alike: two maps', code: "import { Worker } from 'bullmq';\nconst orders = new Map();\nconst stock = new Map();\nexport const worker = new Worker('orders', async (job) => { await orders.set(job.id, job.data); await stock.delete(job.id); }, {});" },
    { name: 'no job', code: "import { Pool } from 'pg';\nconst pool = new Pool();\nexport async function settle(job: any) { " + ORDER + STOCK + ' }' },
    { name: 'documents', code: "import { Worker } from 'bullmq';\nimport mongoose from 'mongoose';\nconst Order = mongoose.model('Order', new mongoose.Schema({}));\nconst Entry = mongoose.model('Entry', new mongoose.Schema({}));\nexport const worker = new Worker('orders', async (job) => { await Order.create(job.data); await Entry.create(job.data); }, {});" },
    { name: 'a service, without the option', filename: 'services/orders.ts', files: { ...FILES, 'services/store.ts': STORE }, code: service('const order = await this.store.addOrder(total); await this.store.addLine(order.id, skus[0]);') },
    { name: 'a service that writes tables of two things', filename: 'services/orders.ts', files: { ...FILES, 'services/store.ts': STORE }, options: services, code: service("await this.store.addOrder(total); await this.store.addBrand('a');") },
    { name: 'a service that notes what happened', filename: 'services/orders.ts', files: { ...FILES, 'services/store.ts': STORE }, options: services, code: service('const order = await this.store.addOrder(total); await this.store.addEvent(order.id);') },
    { name: 'a service whose repository opens one', filename: 'services/orders.ts', files: { ...FILES, 'services/store.ts': STORE }, options: services, code: service("await this.store.both(total); await this.store.addLine('a', skus[0]);") },
    {
      name: 'a job that leaves it to a service, told of there',
      options: services,
      files: { ...FILES, 'services/store.ts': STORE, 'services/orders.ts': service('const order = await this.store.addOrder(total); await this.store.addLine(order.id, skus[0]);') },
      code: "import { Worker } from 'bullmq';\nimport { OrderService } from './services/orders';\nimport { Store } from './services/store';\nconst orders = new OrderService(new Store());\nexport const worker = new Worker('orders', async (job) => {\n  await orders.place(job.data.total, job.data.skus);\n}, {});",
    },
  ],
  invalid: [
    {
      name: 'a job that leaves it to a service, without the option',
      files: { ...FILES, 'services/store.ts': STORE, 'services/orders.ts': service('const order = await this.store.addOrder(total); await this.store.addLine(order.id, skus[0]);') },
      code: "import { Worker } from 'bullmq';\nimport { OrderService } from './services/orders';\nimport { Store } from './services/store';\nconst orders = new OrderService(new Store());\nexport const worker = new Worker('orders', async (job) => {\n  await orders.place(job.data.total, job.data.skus);\n}, {});",
      errors: [{ messageId: 'below', data: { first: 'orders', second: 'order_lines', path: 'handler → OrderService.place' }, line: 6, column: 9 }],
    },
    { name: 'an INSERT and an UPDATE', code: job(`${ORDER}\n${PAID}`), errors: [apart('orders', 'customers', 6, 7, 7)] },
    { name: 'two balances', code: job("await pool.query('UPDATE accounts SET balance = balance - $1 WHERE id = $2', [1, 2]);\nawait pool.query('UPDATE accounts SET balance = balance + $1 WHERE id = $2', [1, 3]);"), errors: [apart('accounts', 'accounts', 6, 7, 7)] },
    { name: 'a first write before one that may fail', code: job(`try {\n ${ORDER.replaceAll('orders', 'visits')}\n} catch (error) { console.error(error); }\n${ORDER}\n${PAID}`), errors: [apart('orders', 'customers', 9, 10, 7)] },
    { name: 'both at once', code: job("await Promise.all([\n  pool.query('INSERT INTO orders (id) VALUES ($1)', [job.id]),\n  pool.query('INSERT INTO entries (id) VALUES ($1)', [job.id]),\n]);"), errors: [apart('orders', 'entries', 7, 8, 3)] },
    { name: 'the parts in a callback', code: job("await pool.query('INSERT INTO orders (id) VALUES ($1)', [job.id]);\nawait Promise.all(job.data.lines.map(async (line) => {\n  await pool.query('INSERT INTO order_lines (sku) VALUES ($1)', [line.sku]);\n}));"), errors: [apart('orders', 'order_lines', 6, 8, 9)] },
    { name: 'both in each turn of a callback', code: job("await Promise.all(job.data.orders.map(async (order) => {\n  await pool.query('INSERT INTO orders (id) VALUES ($1)', [order.id]);\n  await pool.query('INSERT INTO entries (id) VALUES ($1)', [order.id]);\n}));"), errors: [apart('orders', 'entries', 7, 8, 9)] },
    { name: 'other names, and another job that writes once', code: "import { Worker as W } from 'bullmq';\nimport knex from 'knex';\nconst q = knex({});\nexport const a = new W('a', async (x) => { await q('seen').insert(x.data); }, {});\nexport const b = new W('b', async (x) => {\n  await q('a').insert(x.data);\n  await q('b').where({ id: x.id }).increment('n', 1);\n}, {});", errors: [{ messageId: 'apart', data: { first: 'a', second: 'b', line: 6 }, line: 7, column: 9 }] },
    {
      name: 'methods of a store of another file',
      files: FILES,
      code: "import { Worker } from 'bullmq';\nimport { Store } from './store';\nconst store = new Store();\nexport const worker = new Worker('orders', async (job) => {\n  const order = await store.addOrder(job.data.total);\n  await store.addLine(order.id, job.data.sku);\n}, {});",
      errors: [{ messageId: 'apart', data: { first: 'orders', second: 'order_lines', line: 5 }, line: 6, column: 9 }],
    },
    {
      name: 'a function of another file that does both',
      files: { ...FILES, 'settle.ts': "import { Store } from './store';\nconst store = new Store();\nexport async function settle(total: number) { const order = await store.addOrder(total); await store.addLine(order.id, 'a'); }" },
      code: "import { Worker } from 'bullmq';\nimport { settle } from './settle';\nexport const worker = new Worker('orders', async function work(job) {\n  await settle(job.data.total);\n}, {});",
      errors: [{ messageId: 'below', data: { first: 'orders', second: 'order_lines', path: 'work → settle' }, line: 4, column: 9 }],
    },
    {
      name: 'a processor of another file',
      files: { ...FILES, 'work.ts': "import { Store } from './store';\nconst store = new Store();\nexport async function work(job: any) { const order = await store.addOrder(job.data.total); await store.addLine(order.id, 'a'); }" },
      code: "import { Worker } from 'bullmq';\nimport { work } from './work';\nexport const worker = new Worker('orders', work, {});",
      errors: [{ messageId: 'below', data: { first: 'orders', second: 'order_lines', path: 'work' }, line: 3, column: 44 }],
    },
    { name: 'a consumer of Kafka', files: { 'package.json': '{ "dependencies": { "kafkajs": "2.0.0" } }' }, code: "import { Kafka } from 'kafkajs';\nimport { Pool } from 'pg';\nconst pool = new Pool();\nconst consumer = new Kafka({ brokers: [] }).consumer({ groupId: 'a' });\nawait consumer.run({\n  eachMessage: async ({ message }) => {\n    await pool.query('INSERT INTO orders (id) VALUES ($1)', [message.key]);\n    await pool.query('INSERT INTO entries (id) VALUES ($1)', [message.key]);\n  },\n});", errors: [{ messageId: 'apart', data: { first: 'orders', second: 'entries', line: 7 }, line: 8, column: 11 }] },
    {
      name: 'a processor of Nest with TypeORM',
      files: { 'package.json': '{ "dependencies": { "@nestjs/bullmq": "11.0.0", "typeorm": "0.3.0" } }' },
      code: "import { Processor, WorkerHost } from '@nestjs/bullmq';\nimport { Entity, Repository } from 'typeorm';\n@Entity() class Invoice { id: string; }\n@Entity() class Entry { id: string; }\n@Processor('invoices')\nexport class InvoiceProcessor extends WorkerHost {\n  constructor(private readonly invoices: Repository<Invoice>, private readonly entries: Repository<Entry>) { super(); }\n  async process(job: any) {\n    await this.invoices.insert({ id: job.data.id });\n    await this.entries.insert({ id: job.data.id });\n  }\n}",
      errors: [{ messageId: 'apart', data: { first: 'Invoice', second: 'Entry', line: 9 }, line: 10, column: 11 }],
    },
    { name: 'a service that writes an order and its lines', filename: 'services/orders.ts', files: { ...FILES, 'services/store.ts': STORE }, options: services, code: service('const order = await this.store.addOrder(total);\nfor (const sku of skus) await this.store.addLine(order.id, sku);'), errors: [{ messageId: 'parts', data: { first: 'orders', second: 'order_lines', line: 5 }, line: 6, column: 31 }] },
    {
      name: 'a job in the file of a service, told of once',
      filename: 'services/orders.ts',
      files: { ...FILES, 'services/store.ts': STORE },
      options: services,
      code: "import { Worker } from 'bullmq';\nimport { Store } from './store';\nconst store = new Store();\nexport const worker = new Worker('orders', async (job) => {\n  const order = await store.addOrder(job.data.total);\n  await store.addLine(order.id, job.data.sku);\n}, {});",
      errors: [{ messageId: 'apart', data: { first: 'orders', second: 'order_lines', line: 5 }, line: 6, column: 9 }],
    },
  ],
});
