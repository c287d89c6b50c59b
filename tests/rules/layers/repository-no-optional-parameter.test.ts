import rule from '../../../src/rules/layers/repository-no-optional-parameter.ts';
import { testRule } from '../test-rule.ts';

const filename = 'src/repositories/orders.ts';
const PG = "import { Pool } from 'pg';\nconst pool = new Pool();\n";
const KNEX = "import knex from 'knex';\nimport type { Knex } from 'knex';\nconst db = knex({ client: 'pg' });\n";

testRule(import.meta, rule, {
  valid: [
    { name: 'the remedy: two methods', filename, code: `${PG}export const all = () => pool.query('SELECT id FROM orders');\nexport const open = () => pool.query('SELECT id FROM orders WHERE open');\n` },
    { name: 'an optional transaction', filename, code: `${KNEX}export async function add(order: object, trx?: Knex.Transaction) {\n  if (trx) return trx('orders').insert(order);\n  return db('orders').insert(order);\n}\n` },
    { name: 'it narrows one query', filename, code: `${KNEX}export async function list(owner?: string) {\n  const query = db('orders').select('id');\n  if (owner) query.where({ owner });\n  return query;\n}\n` },
    { name: 'a default', filename, code: `${KNEX}export const list = (limit = 10) => db('orders').limit(limit);\n` },
    { name: 'nothing to look for', filename, code: `${PG}export async function find(id?: string) {\n  if (!id) return null;\n  const { rows } = await pool.query('SELECT id FROM orders WHERE id = $1', [id]);\n  return rows[0];\n}\n` },
    { name: 'a flag that shapes the result', filename, code: `${PG}export async function find(id: string, short = false) {\n  const { rows } = await pool.query('SELECT id FROM orders WHERE id = $1', [id]);\n  if (short) return rows[0].id;\n  return rows[0];\n}\n` },
    { name: 'what is found decides', filename, code: `${KNEX}export async function add(id: string, note?: string) {\n  const known = await db('orders').where({ id }).first();\n  if (known) return db('orders').where({ id }).update({ note });\n  return db('orders').insert({ id, note });\n}\n` },
    { name: 'unknown: an untyped parameter', filename: 'src/repositories/orders.js', code: "const knex = require('knex');\nconst db = knex({ client: 'pg' });\nexports.list = (all) => { if (all) return db('orders'); return db('orders').where({ open: true }); };\n" },
    { name: 'look-alike: a map', filename, code: 'const cache = new Map();\nexport function find(id: string, old?: boolean) { if (old) return cache.get(`old:${id}`); return cache.get(id); }\n' },
    { name: 'a service chooses', filename: 'src/services/orders.ts', code: `${PG}export async function list(all: boolean) {\n  if (all) return pool.query('SELECT id FROM orders');\n  return pool.query('SELECT id FROM orders WHERE open');\n}\n` },
  ],
  invalid: [
    {
      name: 'a flag',
      filename,
      code: `${PG}export async function list(owner: string, everything: boolean) {\n  if (everything) {\n    return pool.query('SELECT id FROM orders');\n  }\n  return pool.query('SELECT id FROM orders WHERE owner = $1', [owner]);\n}\n`,
      errors: [{ messageId: 'switches', data: { name: 'everything', line: 5 }, line: 3, column: 43 }],
    },
    {
      name: 'a flag with a default, in a conditional',
      filename,
      code: `${KNEX}export class OrderStore {\n  async remove(id: string, hard = false) {\n    return !hard ? await db('orders').where({ id }).update({ deleted: true }) : await db('orders').where({ id }).del();\n  }\n}\n`,
      errors: [{ messageId: 'switches', data: { name: 'hard', line: 6 }, line: 5, column: 28 }],
    },
    {
      name: 'something that may be left out, by a client of another file',
      filename,
      files: { 'src/db.ts': "import { PrismaClient } from '@prisma/client';\nexport const client = new PrismaClient();\n" },
      code: "import { client } from '../db';\nexport async function find(id: string, email?: string) {\n  if (email !== undefined) {\n    return client.order.findFirst({ where: { email } });\n  } else {\n    return client.order.findUnique({ where: { id } });\n  }\n}\n",
      errors: [{ messageId: 'switches', data: { name: 'email', line: 4 }, line: 2, column: 40 }],
    },
  ],
});
