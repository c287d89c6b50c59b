import rule from '../../../src/rules/sql/require-order-by.ts';
import { testRule } from '../test-rule.ts';

const PG = "import { Pool } from 'pg';\nexport const anything = new Pool();\n";
const always = [{ always: true }] as const;

const pg = (sql: string): string => `
  import { Pool } from 'pg';
  const pool = new Pool();
  export const list = async (n: number, a: string) => pool.query(\`${sql}\`, [n, a]);
`;

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: ORDER BY', code: pg('SELECT id FROM orders ORDER BY created_at, id LIMIT $1') },
    { name: 'one row of a unique key', code: pg('SELECT id FROM orders WHERE number = $1 LIMIT 1') },
    { name: 'a question whether there is a row', code: pg('SELECT 1 FROM orders WHERE a > $1 LIMIT 2') },
    { name: 'EXISTS', code: pg('SELECT EXISTS (SELECT id FROM orders WHERE a > $1 LIMIT 5) AS found') },
    { name: 'an aggregate is one row', code: pg('SELECT count(*) FROM orders LIMIT $1') },
    { name: 'a CTE that is an aggregate is one row', options: always, code: pg('WITH most AS MATERIALIZED (SELECT max(id) AS id, $2 AS a FROM orders WHERE b < $1) SELECT setval(a, id) FROM most') },
    { name: 'constants are the same in any order', options: always, code: pg("SELECT 'up' FROM (VALUES (1)) AS t LIMIT $1") },
    { name: 'probes of a connection: tables of one row', options: always, code: `${pg('SELECT * FROM DUMMY')}\nexport const others = (run: (text: string) => unknown) => [run('select * from system.local'), run('SELECT name FROM sys.cluster')];` },
    { name: 'the limit of a subquery', code: pg('SELECT count(*) FROM (SELECT id FROM orders LIMIT 1000) t') },
    { name: 'a batch of a DELETE', code: pg('DELETE FROM orders WHERE ctid IN (SELECT ctid FROM orders WHERE a < $1 LIMIT 1000)') },
    { name: 'a queue', code: pg('SELECT id FROM jobs WHERE state = $1 LIMIT 10 FOR UPDATE SKIP LOCKED') },
    { name: 'a subquery in FROM has an order', code: pg('SELECT * FROM (SELECT id FROM orders ORDER BY a) t LIMIT $1') },
    { name: 'LIMIT ALL is none', code: pg('SELECT id FROM orders LIMIT ALL') },
    { name: 'DISTINCT ON with its own order', code: pg('SELECT DISTINCT ON (a) a, b FROM orders ORDER BY a, b LIMIT $1') },
    { name: 'the last arm of a UNION orders the whole', code: pg('SELECT a FROM x UNION SELECT a FROM y ORDER BY a LIMIT $1') },
    { name: 'a builder that came in may have an order, and may write', options: always, code: "import type { Knex } from 'knex';\nimport type { SelectQueryBuilder } from 'typeorm';\nexport const insert = async (query: Knex.QueryBuilder, key: string) => {\n  return await query.returning(key);\n};\nexport const some = async (query: Knex.QueryBuilder) => await query.where('open', true).limit(10);\nexport const page = async (query: SelectQueryBuilder<object>) => await query.take(10).getMany();" },
    { name: 'a callback of the promise counts the rows, or makes a map of them', options: always, code: "import mongoose from 'mongoose';\nconst Star = mongoose.model('Star', new mongoose.Schema({ item: String }));\nexport function stars(req, res, next) {\n  Star.find({ item: req.params.id }).exec().then((stars) => res.send({ count: stars.length })).catch(next);\n}\nexport const byId = (item: string) => Star.find({ item }).exec().then((stars) => new Map(stars.map((star) => [star.id, star])));" },
    { name: 'a cursor over all documents', options: always, code: "import mongoose from 'mongoose';\nconst Order = mongoose.model('Order', new mongoose.Schema({}));\nexport function all() {\n  return Order.find().cursor();\n}" },
    { name: 'a callback takes the rows', options: always, code: "import mongoose from 'mongoose';\nconst Order = mongoose.model('Order', new mongoose.Schema({}));\nexport function count(done) {\n  return Order.find({ open: true }).exec((error, orders) => done(error, orders?.length));\n}" },
    { name: 'remedy: a statement of its own on the builder', options: always, code: "import { DataSource } from 'typeorm';\nimport { Order } from './order';\nconst source = new DataSource({ type: 'postgres' });\nexport async function list(newest: boolean) {\n  const query = source.getRepository(Order).createQueryBuilder('o');\n  query.where('o.open').orderBy('o.id', newest ? 'DESC' : 'ASC');\n  return await query.getMany();\n}" },
    { name: 'no limit: not asked for', code: pg('SELECT id FROM orders') },
    {
      name: 'the order is spliced in, once in any case and once not',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export async function list(order: string, newest: boolean) {
          await pool.query(\`SELECT id FROM orders WHERE a = 1 \${order} LIMIT 10\`);
          await pool.query(\`SELECT id FROM orders \${newest ? 'ORDER BY created_at' : ''} LIMIT 10\`);
          let text = 'SELECT id FROM orders';
          if (newest) text += ' ORDER BY created_at';
          text += ' LIMIT 10';
          return pool.query(text);
        }
      `,
    },
    {
      name: 'any rows will do: read from the start again and again, or deleted right after',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export async function drain(work: (row: unknown) => Promise<void>) {
          for (;;) {
            const { rows } = await pool.query('SELECT id FROM mails WHERE sent = false LIMIT 100');
            if (rows.length === 0) return;
            await Promise.all(rows.map(work));
          }
        }
        export async function clean(ids: string[]) {
          const { rows } = await pool.query('SELECT id FROM logs WHERE old = true LIMIT 100');
          await pool.query('DELETE FROM logs WHERE id = ANY($1)', [rows.map((r) => r.id)]);
        }
      `,
    },
    {
      name: 'remedy: builders and ORMs order',
      code: `
        import knex from 'knex';
        import { Kysely } from 'kysely';
        import { drizzle } from 'drizzle-orm/node-postgres';
        import { DataSource } from 'typeorm';
        import { Model } from 'sequelize';
        import mongoose from 'mongoose';
        import { items } from './schema';
        class Order extends Model {}
        const Cat = mongoose.model('Cat');
        const a = knex({ client: 'pg' });
        const b = new Kysely<any>({} as any);
        const c = drizzle('');
        const d = new DataSource({ type: 'postgres' });
        export async function all(n: number) {
          await a('orders').limit(n).orderBy('id');
          await a('orders').limit(n).orderByRaw('id');
          await b.selectFrom('orders').selectAll().orderBy('id').limit(n).execute();
          await c.select().from(items).orderBy(items.id).limit(n);
          await c.query.items.findMany({ limit: n, orderBy: items.id });
          await d.getRepository(Order).find({ take: n, order: { id: 'ASC' } });
          await d.getRepository(Order).createQueryBuilder('o').orderBy('o.id').take(n).getMany();
          await Order.findAll({ limit: n, order: [['id', 'ASC']] });
          await Cat.find().sort('name').limit(n);
        }
      `,
    },
    {
      name: 'the library orders: Prisma by the primary key, TypeORM too once it joins',
      files: { 'package.json': '{ "dependencies": { "@prisma/client": "7" } }' },
      code: `
        import { PrismaClient } from '@prisma/client';
        import { DataSource } from 'typeorm';
        import { Order } from './order';
        const prisma = new PrismaClient();
        const source = new DataSource({ type: 'postgres' });
        export async function all(n: number) {
          await prisma.order.findMany({ take: n, skip: 5 });
          await source.getRepository(Order).find({ take: n, relations: { lines: true } });
          await source.getRepository(Order).createQueryBuilder('o').leftJoinAndSelect('o.lines', 'l').take(n).getMany();
        }
      `,
    },
    {
      name: 'one row: take 1, first, findOne',
      code: `
        import knex from 'knex';
        import { DataSource } from 'typeorm';
        import { Order } from './order';
        const db = knex({ client: 'pg' });
        const source = new DataSource({ type: 'postgres' });
        export async function any() {
          await db('orders').where('a', '>', 3).limit(1);
          await db('orders').where('a', '>', 3).first();
          await source.getRepository(Order).find({ take: 1 });
          await db('orders').count('* as n').limit(5);
        }
      `,
    },
    {
      name: 'unknown: options from elsewhere, an object that grows, a spread',
      code: `
        import { DataSource } from 'typeorm';
        import { Order } from './order';
        const source = new DataSource({ type: 'postgres' });
        export async function list(options: object, n: number, paged: object) {
          await source.getRepository(Order).find(options);
          await source.getRepository(Order).find({ take: n, ...paged });
          const grown: any = { take: n };
          if (n > 3) grown.order = { id: 'ASC' };
          await source.getRepository(Order).find(grown);
        }
      `,
    },
    {
      name: 'unknown: the builder is kept, changed, handed on or returned before it runs',
      code: `
        import knex from 'knex';
        import { sorted } from './sorted';
        const db = knex({ client: 'pg' });
        export async function list(n: number) {
          const query = db('orders').limit(n);
          if (n > 3) query.orderBy('id');
          await query;
          const alias = db('orders').limit(n);
          let other = alias;
          other = other.orderBy('id');
          await other;
          await sorted(db('orders').limit(n));
          await db('orders').limit(n).modify(sorted);
          await db('orders').whereIn('id', db('lines').select('order_id').limit(n));
          await db('jobs').limit(n).forUpdate().skipLocked();
        }
        export function first(n: number) {
          return db('orders').limit(n);
        }
      `,
    },
    {
      name: 'look-alike: methods of something else',
      code: `
        import { Stream } from './streams';
        export async function some(stream: Stream) {
          return stream.from('orders').skip(10).limit(5).find({ take: 3 });
        }
      `,
    },
    { name: 'a file of SQL: ordered, one row, part of another statement', filename: 'a.sql', code: 'SELECT a FROM t ORDER BY a LIMIT 3;\nSELECT a FROM t WHERE b = 1 LIMIT 1;\nSELECT a FROM t;\nDELETE FROM t WHERE a IN (SELECT a FROM t LIMIT 9);' },
    { name: 'a body: ordered, one row, all rows, what the body then deletes', filename: 'a.sql', code: 'CREATE FUNCTION f() RETURNS SETOF t LANGUAGE sql AS $$ SELECT * FROM t ORDER BY a LIMIT 3; SELECT * FROM t $$;\nDO $$ BEGIN SELECT a INTO b FROM t LIMIT 1; FOR r IN SELECT a FROM t LIMIT 100 LOOP DELETE FROM t WHERE a = r.a; END LOOP; END $$;' },
    { name: 'always: in a file of SQL that names no queries', filename: 'a.sql', options: always, code: 'SELECT a FROM t;' },
    { name: 'always: a query for one row', filename: 'queries/a.sql', options: always, code: '-- name: GetThing :one\nSELECT a FROM t;' },
    { name: 'a migration', filename: 'migrations/001_a.sql', code: 'SELECT a FROM t LIMIT 5;' },
    {
      name: 'always: a list that is only counted, looked up or looped over',
      options: always,
      code: `
        import { Pool } from 'pg';
        import knex from 'knex';
        const pool = new Pool();
        const db = knex({ client: 'pg' });
        export async function work(ids: string[]) {
          const { rows } = await pool.query('SELECT id FROM orders');
          for (const row of rows) await pool.query('UPDATE orders SET a = 1 WHERE id = $1', [row.id]);
          const names = new Set(await db('names').select('name'));
          const all = await db('orders').select('id');
          return { missing: ids.filter((id) => !names.has(id)).length, count: all.length };
        }
      `,
    },
  ],
  invalid: [
    { name: 'a list that a callback of its promise sends', options: always, code: "import mongoose from 'mongoose';\nconst Star = mongoose.model('Star', new mongoose.Schema({ item: String }));\nexport function add(req, res, next) {\n  Star.create({ item: req.params.id }).then(() => res.send()).catch(next);\n}\nexport function stars(req, res, next) {\n  Star.find({ item: req.params.id })\n    .exec()\n    .then((stars) => {\n      res.send(stars);\n    })\n    .catch(next);\n}", errors: [{ messageId: 'list', line: 7 }] },
    { name: 'statements on another builder', options: always, code: "import { DataSource } from 'typeorm';\nimport { Order } from './order';\nconst source = new DataSource({ type: 'postgres' });\nexport async function list() {\n  const other = source.getRepository(Order).createQueryBuilder('o');\n  const query = source.getRepository(Order).createQueryBuilder('o');\n  other.orderBy('o.id');\n  return await query.getMany();\n}", errors: [{ messageId: 'list', line: 8 }] },
    { name: 'SQL text, at the LIMIT', code: pg('SELECT id FROM orders WHERE a > 3 LIMIT $1'), errors: [{ messageId: 'part', line: 3, column: 99, endColumn: 104 }] },
    { name: 'one at a time, with an offset', code: pg('SELECT id FROM orders LIMIT 1 OFFSET $1'), errors: [{ messageId: 'part', line: 3, column: 87 }] },
    { name: 'only an offset', code: pg('SELECT id FROM orders OFFSET $1'), errors: [{ messageId: 'part', line: 3, column: 87 }] },
    { name: 'groups', code: pg('SELECT a, count(*) FROM orders GROUP BY a LIMIT 5'), errors: [{ messageId: 'part', line: 3, column: 107 }] },
    { name: 'both arms of a UNION, once', code: pg('SELECT a FROM x UNION SELECT a FROM y LIMIT $1'), errors: [{ messageId: 'part', line: 3 }] },
    { name: 'a CTE of groups, and one of two arms', code: pg('WITH t AS (SELECT max(id) FROM orders GROUP BY a) SELECT * FROM t LIMIT $1; WITH t AS (SELECT max(id) FROM a UNION SELECT id FROM b) SELECT * FROM t LIMIT $1'), errors: [{ messageId: 'part', line: 3, column: 131 }] },
    { name: 'FETCH FIRST', code: pg('SELECT id FROM orders FETCH FIRST 5 ROWS ONLY'), errors: [{ messageId: 'part', line: 3, column: 87 }] },
    {
      name: 'a condition that is spliced in is no order; the receiver from another file',
      filename: 'src/list.ts',
      files: { 'src/db.ts': PG },
      code: `
        import { anything as x } from './db';
        export async function y(conditions: string[]) {
          return x.query(\`SELECT id FROM orders WHERE \${conditions.join(' AND ')} LIMIT 10\`);
        }
      `,
      errors: [{ messageId: 'part', line: 3, column: 75 }],
    },
    {
      name: 'a loop with an offset misses rows',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export async function all(work: (rows: unknown[]) => void) {
          for (let offset = 0; ; offset += 100) {
            const { rows } = await pool.query('SELECT id FROM orders LIMIT 100 OFFSET $1', [offset]);
            if (rows.length === 0) return;
            work(rows);
          }
        }
      `,
      errors: [{ messageId: 'part', line: 5 }],
    },
    {
      name: 'builders and ORMs',
      code: `
        import knex from 'knex';
        import { Kysely } from 'kysely';
        import { drizzle } from 'drizzle-orm/node-postgres';
        import { DataSource } from 'typeorm';
        import { EntityManager } from '@mikro-orm/postgresql';
        import { Model } from 'sequelize';
        import { Model as Base } from 'objection';
        import mongoose from 'mongoose';
        import { items } from './schema';
        class Order extends Model {}
        class Line extends Base {}
        const Cat = mongoose.model('Cat');
        const a = knex({ client: 'pg' });
        const b = new Kysely<any>({} as any);
        const c = drizzle('');
        const d = new DataSource({ type: 'postgres' });
        export async function all(n: number, em: EntityManager) {
          await a('orders').where('a', '>', 3).limit(n);
          await a.select('id').from('orders').offset(n);
          await b.selectFrom('orders').selectAll().limit(n).execute();
          await c.select().from(items).limit(n);
          await c.query.items.findMany({ limit: n });
          await d.getRepository(Order).find({ take: n, where: { a: 1 } });
          await d.getRepository(Order).findAndCount({ skip: n });
          await d.getRepository(Order).createQueryBuilder('o').take(n).getMany();
          await Order.findAll({ limit: n });
          await Order.findAndCountAll({ where: { a: 1 }, limit: n, offset: 0 });
          await em.find('Order', { a: 1 }, { limit: n });
          await Line.query().page(n, 10);
          await Cat.find().skip(n).limit(10);
          await Cat.find({}, null, { limit: n });
        }
      `,
      errors: [
        { messageId: 'part', line: 18, column: 40, endColumn: 45 },
        { messageId: 'part', line: 19, column: 39 },
        { messageId: 'part', line: 20, column: 44 },
        { messageId: 'part', line: 21, column: 32 },
        { messageId: 'part', line: 22, column: 34, endColumn: 42 },
        { messageId: 'part', line: 23, column: 39, endColumn: 46 },
        { messageId: 'part', line: 24, column: 47 },
        { messageId: 'part', line: 25, column: 56 },
        { messageId: 'part', line: 26, column: 25 },
        { messageId: 'part', line: 27, column: 50 },
        { messageId: 'part', line: 28, column: 38 },
        { messageId: 'part', line: 29, column: 22 },
        { messageId: 'part', line: 30, column: 28 },
        { messageId: 'part', line: 31, column: 30 },
      ],
    },
    {
      name: 'options in a constant, an order that is undefined',
      code: `
        import { DataSource } from 'typeorm';
        import { Order } from './order';
        const source = new DataSource({ type: 'postgres' });
        export async function list(n: number) {
          const page = { take: n, order: undefined };
          return source.getRepository(Order).find(page);
        }
      `,
      errors: [{ messageId: 'part', line: 5, column: 18 }],
    },
    {
      name: 'plain JavaScript, CommonJS',
      parser: 'espree',
      sourceType: 'commonjs',
      code: `
        const { Pool } = require('pg');
        const db = new Pool();
        exports.list = async (n) => (await db.query('SELECT id FROM orders LIMIT $1', [n])).rows;
      `,
      errors: [{ messageId: 'part', line: 3, column: 68 }],
    },
    { name: 'a file of SQL', filename: 'report.sql', code: 'SELECT a\nFROM t\nLIMIT 5;\nSELECT 1;\n', errors: [{ messageId: 'part', line: 3, column: 1, endColumn: 6 }] },
    { name: 'bodies of functions', filename: 'a.sql', code: 'CREATE FUNCTION f() RETURNS SETOF t LANGUAGE sql AS $$\n  SELECT * FROM t LIMIT 3\n$$;\nCREATE FUNCTION g() RETURNS SETOF t LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN QUERY SELECT * FROM t OFFSET 5;\nEND $$;', errors: [{ messageId: 'part', line: 2, column: 19, endColumn: 24 }, { messageId: 'part', line: 6, column: 32 }] },
    { name: 'always: named queries', filename: 'queries/a.sql', options: always, code: '-- name: ListThings :many\nSELECT a FROM t;\n\n/* @name other */\nSELECT a FROM t WHERE b = 1;', errors: [{ messageId: 'list', line: 2, column: 1, endColumn: 7 }] },
    {
      name: 'always: lists that are returned or sent',
      options: always,
      files: { 'package.json': '{ "dependencies": { "@prisma/client": "7" } }' },
      code: `
        import { PrismaClient } from '@prisma/client';
        import { Pool } from 'pg';
        const prisma = new PrismaClient();
        const pool = new Pool();
        export const all = async () => prisma.order.findMany({ where: { a: 1 } });
        export async function page(res: { json(body: unknown): void }) {
          const [orders, count] = await Promise.all([prisma.order.findMany(), prisma.order.count()]);
          res.json({ orders: orders.map((o) => o.id), count });
          return (await pool.query('SELECT id FROM orders')).rows;
        }
      `,
      errors: [
        { messageId: 'list', line: 5, column: 32 },
        { messageId: 'list', line: 7 },
        { messageId: 'list', line: 9 },
      ],
    },
  ],
});
