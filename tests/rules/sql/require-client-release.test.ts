import rule from '../../../src/rules/sql/require-client-release.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const pg = (body: string): string => `
  import { Pool } from 'pg';
  const pool = new Pool();
  ${body}
`;

/** Ways to hand a connection to somebody else: nothing is known of it then. */
const HANDED_ON: readonly (readonly [name: string, body: string])[] = [
  ['to the caller', 'export async function take() { const client = await pool.connect(); return client; }'],
  ['to the caller in an object', 'export async function take() { const client = await pool.connect(); return { client, at: Date.now() }; }'],
  ['to the caller as a function', 'export async function take() { const client = await pool.connect(); return (text: string) => client.query(text); }'],
  ['at once', 'export const take = () => pool.connect();'],
  ['to a field', 'export class Unit { client: any; async begin() { const client = await pool.connect(); this.client = client; await client.query("BEGIN"); } }'],
  ['to a collection', 'const busy: unknown[] = []; export async function take() { const client = await pool.connect(); busy.push(client); }'],
  ['to a function nobody can read', 'import { work } from "elsewhere"; export async function run() { const client = await pool.connect(); await work(client); }'],
  ['to a constructor', 'import { Unit } from "elsewhere"; export async function run() { const client = await pool.connect(); await new Unit(client).run(); }'],
  ['its method to a promise', 'export async function run() { const client = await pool.connect(); await client.query("SELECT 1").finally(client.release); }'],
  ['to a timer', 'export async function run() { const client = await pool.connect(); setTimeout(() => client.release(), 1000); await client.query("SELECT 1"); }'],
  ['to a stream', 'export async function run(out: any) { const client = await pool.connect(); out.on("close", () => client.release()); await client.query("SELECT 1"); }'],
  ['to a variable outside', 'let client: any; export async function open() { client = await pool.connect(); await client.query("SELECT 1"); }'],
];

/** Ways to give a connection back on every path. */
const GIVEN_BACK: readonly (readonly [name: string, body: string])[] = [
  ['finally', 'try { await client.query("SELECT 1"); } finally { client.release(); }'],
  ['finally, with a condition of its own', 'let done = false; try { await client.query("SELECT 1"); client.release(); done = true; } finally { if (!done) client.release(); }'],
  ['success and a catch that throws again', 'try { const { rows } = await client.query("SELECT 1"); client.release(); return rows; } catch (error) { client.release(error as Error); throw error; }'],
  ['a catch that goes on, and after it', 'try { await client.query("SELECT 1"); } catch (error) { console.error(error); } client.release();'],
  ['roll back, then give back', 'try { await client.query("BEGIN"); await client.query("COMMIT"); } catch (error) { await client.query("ROLLBACK"); throw error; } finally { client.release(); }'],
  ['an early return', 'try { const { rows } = await client.query("SELECT 1"); if (rows.length === 0) return null; return rows[0]; } finally { client.release(); }'],
  ['every branch', 'if (Math.random() > 0.5) { client.release(); return 1; } client.release(); return 2;'],
  ['a loop', 'try { for (const id of [1, 2]) { if (id === 2) break; await client.query("SELECT $1", [id]); } } finally { client.release(); }'],
  ['calls that do not fail before it', 'client.on("error", console.error); console.log("taken", client); try { await client.query("SELECT 1"); } finally { client.release(); }'],
  ['a failure that is caught where it happens', 'await client.query("SELECT 1").catch(() => null); client.release();'],
  ['a function of the file', 'try { await client.query("SELECT 1"); } finally { giveBack(client); } function giveBack(c: any) { c.release(); }'],
  ['a switch', 'switch (Math.random()) { case 0: client.release(); return 0; default: client.release(); }'],
  ['a labelled loop', 'try { out: for (;;) { for (;;) { await client.query("SELECT 1"); break out; } } } finally { client.release(); }'],
  ['the end of the process', 'process.exit(0);'],
];

const acquiring = (rest: string): string => pg(`export async function run() { const client = await pool.connect(); ${rest} }`);

testRule(import.meta, rule, {
  valid: [
    ...HANDED_ON.map(([name, body]): Case => ({ name: `handed on ${name}`, code: pg(body) })),
    ...GIVEN_BACK.map(([name, body]): Case => ({ name: `given back: ${name}`, code: acquiring(body) })),
    { name: 'given back where there is one', code: pg('export async function run() { let client; try { client = await pool.connect(); await client.query("SELECT 1"); } finally { client?.release(); } }') },
    { name: 'given back if there is one', code: pg('export async function run() { let client = null; try { client = await pool.connect(); await client.query("SELECT 1"); } finally { if (client !== null) client.release(); } }') },
    { name: 'taken again and again', code: pg('export async function run() { for (const id of [1, 2]) { const client = await pool.connect(); try { await client.query("SELECT $1", [id]); } finally { client.release(); } } }') },
    { name: 'taken with patience', code: pg('export async function run() { let client; for (;;) { try { client = await pool.connect(); break; } catch { await new Promise((r) => setTimeout(r, 100)); } } try { await client.query("SELECT 1"); } finally { client.release(); } }') },
    { name: 'taken only when there is none', code: pg('export async function run(given?: any) { const client = given ?? (await pool.connect()); await client.query("SELECT 1"); }') },
    { name: 'the pool’s own query', code: pg('export const run = () => pool.query("SELECT 1");') },
    {
      name: 'using',
      code: `
        import mysql from 'mysql2/promise';
        const pool = mysql.createPool({});
        export async function run() { await using connection = await pool.getConnection(); await connection.query('SELECT 1'); }
      `,
    },
    {
      name: 'a wrapper that gives it back',
      filename: 'users.ts',
      files: {
        'db.ts': `
          import { Pool, type PoolClient } from 'pg';
          const pool = new Pool();
          export async function withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
            const client = await pool.connect();
            try { return await work(client); } finally { client.release(); }
          }
        `,
      },
      code: `
        import { withClient } from './db';
        export const users = () => withClient((client) => client.query('SELECT 1'));
      `,
    },
    {
      name: 'a function of another file gives it back',
      filename: 'users.ts',
      files: { 'db.ts': 'import { Pool } from "pg"; export const pool = new Pool(); export function done(client: { release(): void }) { client.release(); }' },
      code: `
        import { pool, done } from './db';
        export async function run() { const client = await pool.connect(); try { await client.query('SELECT 1'); } finally { done(client); } }
      `,
    },
    { name: 'a connection that listens', code: pg('export async function listen() { const client = await pool.connect(); client.on("notification", console.log); await client.query("LISTEN jobs"); }') },
    { name: 'look-alike: a single client connects', code: 'import { Client } from "pg"; export async function run() { const client = new Client(); await client.connect(); await client.query("SELECT 1"); await client.end(); }' },
    { name: 'look-alike: a socket of another library', code: 'import { pool } from "elsewhere"; export async function run() { const client = await pool.connect(); await client.query("SELECT 1"); }' },
    { name: 'look-alike: a pool of the project', code: 'const pool = { connect: async () => ({ query: async () => [] }) }; export async function run() { const client = await pool.connect(); await client.query(); }' },
    { name: 'tests are left alone', filename: 'db.test.ts', code: pg('export async function run() { const client = await pool.connect(); await client.query("SELECT 1"); }') },
    { name: 'scripts are left alone', filename: 'scripts/fill.ts', code: pg('export async function run() { const client = await pool.connect(); await client.query("SELECT 1"); }') },
    {
      name: 'a query runner, as its documentation has it',
      code: `
        import { DataSource } from 'typeorm';
        export async function pay(source: DataSource) {
          const runner = source.createQueryRunner();
          await runner.connect();
          await runner.startTransaction();
          try {
            await runner.manager.query('SELECT 1');
            await runner.commitTransaction();
          } catch (error) {
            await runner.rollbackTransaction();
          } finally {
            await runner.release();
          }
        }
      `,
    },
    {
      name: 'a transaction that is committed or rolled back',
      code: `
        import { Sequelize } from 'sequelize';
        const sequelize = new Sequelize('postgres://localhost/app');
        const User = sequelize.define('user', {});
        export async function create(name: string) {
          const t = await sequelize.transaction();
          try {
            const user = await User.create({ name }, { transaction: t });
            await t.commit();
            return user;
          } catch (error) {
            await t.rollback();
            throw error;
          }
        }
      `,
    },
    {
      name: 'a managed transaction',
      code: `
        import knex from 'knex';
        const db = knex({ client: 'pg', connection: 'postgres://localhost/app' });
        export const create = (name: string) => db.transaction(async (trx) => { await trx('users').insert({ name }); });
        export const run = (work: (trx: unknown) => Promise<void>) => db.transaction(work);
      `,
    },
    {
      name: 'a callback that is told when it is done',
      code: `
        import { Pool } from 'pg';
        import mysql from 'mysql';
        const pool = new Pool();
        const other = mysql.createPool({});
        export const run = () => pool.connect((error, client, done) => { client.query('SELECT 1', () => done()); });
        export const more = () => other.getConnection((error, connection) => { connection.query('SELECT 1', () => other.releaseConnection(connection)); });
        export const most = () => other.getConnection((error, connection) => { connection.query('SELECT 1', () => connection.release()); });
      `,
    },
    { name: 'a promise that gives it back', code: pg('export const run = () => pool.connect().then((client) => client.query("SELECT 1").finally(() => client.release()));') },
  ],
  invalid: [
    {
      name: 'never given back',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export async function users() {
          const client = await pool.connect();
          const { rows } = await client.query('SELECT id FROM users');
          return rows;
        }
      `,
      errors: [
        {
          messageId: 'never',
          data: { name: 'pool.connect()', release: 'release()' },
          line: 4,
          column: 24,
          suggestions: [
            {
              messageId: 'addFinally',
              output: `
                import { Pool } from 'pg';
                const pool = new Pool();
                export async function users() {
                  const client = await pool.connect();
                  try {
                  const { rows } = await client.query('SELECT id FROM users');
                  return rows;
                  } finally {
                    client.release();
                  }
                }
              `,
            },
          ],
        },
      ],
    },
    {
      name: 'given back only where nothing fails',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export async function users() {
          const client = await pool.connect();
          const { rows } = await client.query('SELECT id FROM users');
          client.release();
          return rows;
        }
      `,
      errors: [
        {
          messageId: 'fails',
          data: { name: 'pool.connect()', release: 'release()', line: 5 },
          line: 4,
          suggestions: [
            {
              messageId: 'addFinally',
              output: `
                import { Pool } from 'pg';
                const pool = new Pool();
                export async function users() {
                  const client = await pool.connect();
                  try {
                  const { rows } = await client.query('SELECT id FROM users');
                  return rows;
                  } finally {
                    client.release();
                  }
                }
              `,
            },
          ],
        },
      ],
    },
    {
      name: 'an error between taking it and the try',
      code: pg(`
        export async function run() {
          const client = await pool.connect();
          await client.query('BEGIN');
          try { await client.query('COMMIT'); } finally { client.release(); }
        }
      `),
      errors: [{ messageId: 'fails', data: { name: 'pool.connect()', release: 'release()', line: 6 }, line: 5 }],
    },
    {
      name: 'a catch that answers and forgets',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export async function run(req: any, res: any) {
          try {
            const client = await pool.connect();
            const { rows } = await client.query('SELECT 1');
            client.release();
            res.json(rows);
          } catch (error) {
            res.status(500).end();
          }
        }
      `,
      errors: [
        {
          messageId: 'fails',
          data: { name: 'pool.connect()', release: 'release()', line: 6 },
          line: 5,
          suggestions: [
            {
              messageId: 'addFinally',
              output: `
                import { Pool } from 'pg';
                const pool = new Pool();
                export async function run(req: any, res: any) {
                  try {
                    const client = await pool.connect();
                    try {
                    const { rows } = await client.query('SELECT 1');
                    res.json(rows);
                    } finally {
                      client.release();
                    }
                  } catch (error) {
                    res.status(500).end();
                  }
                }
              `,
            },
          ],
        },
      ],
    },
    {
      name: 'an early return',
      code: pg(`
        export async function run(ids: string[]) {
          const client = await pool.connect();
          if (ids.length === 0) return [];
          try { return await client.query('SELECT 1'); } finally { client.release(); }
        }
      `),
      errors: [{ messageId: 'leaves', data: { name: 'pool.connect()', release: 'release()', line: 6 }, line: 5 }],
    },
    {
      name: 'only the first of two ways out',
      code: pg(`
        export async function run(ok: boolean) {
          const client = await pool.connect();
          if (ok) {
            client.release();
            return;
          }
          console.log(client);
        }
      `),
      errors: [{ messageId: 'leaves', data: { name: 'pool.connect()', release: 'release()', line: 11 }, line: 5 }],
    },
    {
      name: 'one in each round',
      code: pg(`
        export async function run(ids: string[]) {
          for (const id of ids) {
            const client = await pool.connect();
            if (id === '') continue;
            client.release();
          }
        }
      `),
      errors: [{ messageId: 'leaves', data: { name: 'pool.connect()', release: 'release()', line: 5 }, line: 6 }],
    },
    {
      name: 'nobody has it',
      code: pg(`
        export const ready = async () => { await pool.connect(); };
        export const one = async () => (await pool.connect()).query('SELECT 1');
        export const log = () => pool.connect().then(() => console.log('connected'));
      `),
      errors: [4, 5, 6].map((line) => ({ messageId: 'never', data: { name: 'pool.connect()', release: 'release()' }, line })),
    },
    {
      name: 'a function of the project only uses it',
      filename: 'users.ts',
      files: {
        'db.ts': 'import pg from "pg"; export const database = new pg.Pool();',
        'rows.ts': 'export async function rows(connection: any, { log }: { log: boolean }) { return connection.query("SELECT 1"); }',
      },
      code: `
        import { database } from './db';
        import { rows } from './rows';
        export const users = async () => {
          const c = await database.connect();
          const found = await rows(c, { log: true });
          return found;
        };
      `,
      errors: [
        {
          messageId: 'never',
          data: { name: 'database.connect()', release: 'release()' },
          line: 4,
          suggestions: [
            {
              messageId: 'addFinally',
              output: `
                import { database } from './db';
                import { rows } from './rows';
                export const users = async () => {
                  const c = await database.connect();
                  try {
                  const found = await rows(c, { log: true });
                  return found;
                  } finally {
                    c.release();
                  }
                };
              `,
            },
          ],
        },
      ],
    },
    {
      name: 'a transaction that an error leaves open',
      code: `
        import { Sequelize } from 'sequelize';
        const sequelize = new Sequelize('postgres://localhost/app');
        const User = sequelize.define('user', {});
        export async function create(name: string) {
          const t = await sequelize.transaction();
          await User.create({ name }, { transaction: t });
          await t.commit();
        }
      `,
      errors: [{ messageId: 'fails', data: { name: 'sequelize.transaction()', release: 'commit() or rollback()', line: 6 }, line: 5 }],
    },
    {
      name: 'Knex, Objection and Kysely',
      code: `
        import { Knex } from 'knex';
        import { Model } from 'objection';
        import { Kysely } from 'kysely';
        class User extends Model {}
        export async function a(db: Knex) { const trx = await db.transaction(); await trx('users').insert({}); await trx.commit(); }
        export async function b() { const trx = await User.startTransaction(); await User.query(trx).insert({}); }
        export async function c(db: Kysely<any>) { const trx = await db.startTransaction().execute(); await trx.insertInto('users').values({}).execute(); await trx.commit().execute(); }
      `,
      errors: [
        { messageId: 'fails', data: { name: 'db.transaction()', release: 'commit() or rollback()', line: 5 }, line: 5 },
        { messageId: 'never', data: { name: 'User.startTransaction()', release: 'commit() or rollback()' }, line: 6 },
        { messageId: 'fails', data: { name: 'execute()', release: 'commit() or rollback()', line: 7 }, line: 7 },
      ],
    },
    {
      name: 'a query runner, a reserved and a MySQL connection',
      code: `
        import { DataSource } from 'typeorm';
        import postgres from 'postgres';
        import mysql from 'mysql2/promise';
        const sql = postgres('postgres://localhost/app');
        const pool = mysql.createPool({});
        export async function a(source: DataSource) { const runner = source.createQueryRunner(); try { await runner.query('SELECT 1'); } catch (error) { console.error(error); } }
        export async function b() { const own = await sql.reserve(); try { await own\`SELECT 1\`; } catch (error) { throw error; } own.release(); }
        export async function c() { const connection = await pool.getConnection(); const [rows] = await connection.query('SELECT 1'); connection.release(); return rows; }
      `,
      errors: [
        { messageId: 'never', data: { name: 'source.createQueryRunner()', release: 'release()' }, line: 6 },
        { messageId: 'fails', data: { name: 'sql.reserve()', release: 'release()', line: 7 }, line: 7 },
        {
          messageId: 'fails',
          data: { name: 'pool.getConnection()', release: 'release()', line: 8 },
          line: 8,
          suggestions: [
            {
              messageId: 'addFinally',
              output: `
                import { DataSource } from 'typeorm';
                import postgres from 'postgres';
                import mysql from 'mysql2/promise';
                const sql = postgres('postgres://localhost/app');
                const pool = mysql.createPool({});
                export async function a(source: DataSource) { const runner = source.createQueryRunner(); try { await runner.query('SELECT 1'); } catch (error) { console.error(error); } }
                export async function b() { const own = await sql.reserve(); try { await own\`SELECT 1\`; } catch (error) { throw error; } own.release(); }
                export async function c() { const connection = await pool.getConnection(); try {
                const [rows] = await connection.query('SELECT 1'); return rows;
                } finally {
                  connection.release();
                } }
              `,
            },
          ],
        },
      ],
    },
    {
      name: 'a function of the project hands it out',
      filename: 'users.ts',
      files: {
        'db.ts': `
          import { Pool } from 'pg';
          const pool = new Pool();
          export const take = () => pool.connect();
          export async function patched() { const client = await pool.connect(); client.on('error', console.error); return client; }
        `,
      },
      code: `
        import * as db from './db';
        export async function a() { const c = await db.take(); await c.query('SELECT 1'); await c.release(); }
        export async function b() { const c = await db.patched(); try { await c.query('SELECT 1'); c.release(); } catch { return null; } }
        export async function good() { const c = await db.take(); try { await c.query('SELECT 1'); } finally { c.release(); } }
      `,
      errors: [
        {
          messageId: 'fails',
          data: { name: 'db.take()', release: 'release()', line: 2 },
          line: 2,
          suggestions: [
            {
              messageId: 'addFinally',
              output: `
                import * as db from './db';
                export async function a() { const c = await db.take(); try {
                await c.query('SELECT 1');
                } finally {
                  await c.release();
                } }
                export async function b() { const c = await db.patched(); try { await c.query('SELECT 1'); c.release(); } catch { return null; } }
                export async function good() { const c = await db.take(); try { await c.query('SELECT 1'); } finally { c.release(); } }
              `,
            },
          ],
        },
        { messageId: 'fails', data: { name: 'db.patched()', release: 'release()', line: 3 }, line: 3 },
      ],
    },
    {
      name: 'callbacks and promises without an end, in JavaScript',
      parser: 'espree',
      sourceType: 'commonjs',
      code: `
        const { Pool } = require('pg');
        const p = new Pool();
        exports.a = () => p.connect((error, client) => { client.query('SELECT 1'); });
        exports.b = () => p.connect((error, client, done) => { client.query('SELECT 1'); });
        exports.c = () => p.connect().then((client) => { client.query('SELECT 1'); });
      `,
      errors: [3, 4, 5].map((line) => ({ messageId: 'never', data: { name: 'p.connect()', release: 'release()' }, line })),
    },
  ],
});
