import rule from '../../../src/rules/layers/repository-single-operation.ts';
import { testRule } from '../test-rule.ts';

const filename = 'src/repositories/orders.ts';
const PG = "import { Pool } from 'pg';\nconst pool = new Pool();\n";
const KNEX = "import knex from 'knex';\nconst db = knex({ client: 'pg' });\n";

testRule(import.meta, rule, {
  valid: [
    { name: 'the remedy: one each', filename, code: `${PG}export const find = (id: string) => pool.query('SELECT id FROM orders WHERE id = $1', [id]);\nexport const remove = (id: string) => pool.query('DELETE FROM orders WHERE id = $1', [id]);\n` },
    {
      name: 'the remedy: one transaction, by a callback',
      filename,
      code: `${KNEX}export const add = (order: object, line: object) => db.transaction(async (trx) => { await trx('orders').insert(order); await trx('lines').insert(line); });\n`,
    },
    {
      name: 'the remedy: one transaction, by statements',
      filename,
      code: `${PG}
        export async function add(id: string) {
          const client = await pool.connect();
          await client.query('BEGIN');
          await client.query('INSERT INTO orders (id) VALUES ($1)', [id]);
          await client.query('INSERT INTO lines (order_id) VALUES ($1)', [id]);
          await client.query('COMMIT');
          client.release();
        }
      `,
    },
    { name: 'the remedy: a list of operations that Prisma runs in one transaction', filename, code: "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nexport const add = (id: string) => prisma.$transaction([prisma.order.create({ data: { id } }), prisma.line.create({ data: { id } })]);\n" },
    { name: 'a decorator that opens one', filename, code: "import { Repository } from 'typeorm';\nimport { Transactional } from 'typeorm-transactional';\nexport class OrderRepository {\n  constructor(private readonly orders: Repository<Order>) {}\n  @Transactional()\n  async add(id: string) { await this.orders.insert({ id }); await this.orders.delete({ old: id }); }\n}\n" },
    { name: 'unknown: what it is given may be a transaction', filename, code: `${KNEX}import type { Knex } from 'knex';\nexport async function add(order: object, trx?: Knex.Transaction) {\n  const connection = trx ?? db;\n  await connection('orders').insert(order);\n  await connection('lines').insert(order);\n}\n` },
    { name: 'unknown: a function of one’s own that is handed the operations', filename, code: `${KNEX}import { within } from './within';\nexport const add = (order: object) => within(async (c) => { await db('orders').insert(order); await db('lines').insert(order); });\n` },
    { name: 'a page and its count', filename, code: `${KNEX}export async function page() {\n  const rows = await db('orders').select('id').limit(10);\n  const [total] = await db('orders').count('id');\n  return { rows, total };\n}\n` },
    { name: 'a page and its count, in SQL and at once', filename, code: `${PG}export const page = () => Promise.all([pool.query('SELECT id FROM orders LIMIT 10'), pool.query('SELECT COUNT(*) FROM orders')]);\n` },
    { name: 'branches that each do one', filename, code: `${KNEX}export async function find(id: string, all: boolean) {\n  if (all) return db('orders').select('id');\n  try { return await db('orders').where({ id }).first(); } catch { return await db('archive').where({ id }).first(); }\n}\n` },
    { name: 'a query inside of a statement is a part of it', filename, code: `${KNEX}export async function remove(id: string) {\n  const ids = db('lines').select('order_id').where({ id });\n  await db('orders').whereIn('id', ids).del();\n}\n` },
    { name: 'a probe is about no rows', filename, code: `${PG}export async function find(id: string) { await pool.query('SELECT 1'); return pool.query('SELECT id FROM orders WHERE id = $1', [id]); }\n` },
    { name: 'a row that is read again is a finding of require-returning', filename, code: `${PG}export async function add(id: string) { await pool.query('INSERT INTO orders (id) VALUES ($1)', [id]); const { rows } = await pool.query('SELECT id FROM orders WHERE id = $1', [id]); return rows[0]; }\n` },
    { name: 'one in a loop is one', filename, code: `${KNEX}export async function add(orders: object[]) { for (const order of orders) await db('orders').insert(order); }\n` },
    { name: 'look-alike: a map', filename, code: `${KNEX}const cache = new Map();\nexport async function find(id: string) { cache.delete(id); cache.get(id); return db('orders').where({ id }).first(); }\n` },
    { name: 'a service puts operations together', filename: 'src/services/orders.ts', code: `${KNEX}export async function move(id: string) { await db('archive').insert({ id }); await db('orders').where({ id }).del(); }\n` },
  ],
  invalid: [
    {
      name: 'a write after a write',
      filename,
      code: `${PG}export async function add(key: string) {\n  await pool.query('INSERT INTO orders (id) VALUES ($1)', [key]);\n  await pool.query('INSERT INTO lines (order_id) VALUES ($1)', [key]);\n}\n`,
      errors: [{ messageId: 'further', data: { line: 4 }, line: 5, column: 9 }],
    },
    {
      name: 'a write after a read, in a class; reported once a method',
      filename,
      code: `${KNEX}export class OrderStore {\n  async add(id: string) {\n    const known = await db('orders').where({ id }).first();\n    if (known) return;\n    await db('orders').insert({ id });\n    await db('lines').insert({ id });\n  }\n}\n`,
      errors: [{ messageId: 'further', data: { line: 5 }, line: 7, column: 11 }],
    },
    {
      name: 'a write for each row that was read',
      filename,
      code: `${KNEX}export async function enable(project: string) {\n  const all = await db('projects').where({ project });\n  await Promise.all(all.map(async (one) => { await db('enabled').insert({ id: one.id }); }));\n}\n`,
      errors: [{ messageId: 'further', data: { line: 4 }, line: 5, column: 52 }],
    },
    {
      name: 'two reads at once, by a client of another file',
      filename,
      files: { 'src/db.ts': "import { PrismaClient } from '@prisma/client';\nexport const client = new PrismaClient();\n" },
      code: "import { client } from '../db';\nexport async function load(id: string) {\n  const [order, lines] = await Promise.all([client.order.findUnique({ where: { id } }), client.line.findMany({ where: { id } })]);\n  return { order, lines };\n}\n",
      errors: [{ messageId: 'further', data: { line: 3 }, line: 3, column: 89 }],
    },
    {
      name: 'a count is no page’s where something is written',
      filename,
      code: `${KNEX}export async function add(id: string) {\n  const [known] = await db('orders').where({ id }).count();\n  await db('orders').insert({ id, total: known });\n}\n`,
      errors: [{ messageId: 'further', data: { line: 4 }, line: 5, column: 9 }],
    },
  ],
});
