import rule from '../../../src/rules/config/no-hardcoded-pool-size.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const pg = (options: string): string => `import { Pool } from 'pg';\nexport const pool = new Pool(${options});`;
const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['from the environment', pg('{ max: Number(process.env.DB_POOL_MAX ?? 10) }')],
  ['from the configuration', `import { config } from './config.ts';\n${pg('{ max: config.poolMax, min: 0 }')}`],
  ['one connection', pg('{ max: 1 }')],
  ['no size, by default', pg('{ connectionString: process.env.DATABASE_URL }')],
  ['other numbers', pg('{ max: config.max, port: 5432, idleTimeoutMillis: 30_000 }')],
  ['a single connection', "import { Client } from 'pg';\nexport const client = new Client({ max: 10 });"],
  ['look-alike: a pool of workers', "import { Pool } from './workers.ts';\nexport const pool = new Pool({ max: 10 });"],
];

testRule(import.meta, rule, {
  valid: [
    ...SILENT.map(([name, code]): Case => ({ name, code })),
    { name: 'a script', filename: 'scripts/load.ts', code: pg('{ max: 10 }') },
    { name: 'a test', filename: 'src/db.test.ts', code: pg('{ max: 10 }') },
    { name: 'unknown: options of a function', code: pg('makeOptions()'), options: [{ requireSize: true }] },
    { name: 'unknown: spread options', code: pg('{ ...options }'), options: [{ requireSize: true }] },
    { name: 'a size, by option', code: pg('{ max: config.max }'), options: [{ requireSize: true }] },
  ],
  invalid: [
    { name: 'pg', code: pg('{ max: 20, min: 4, idleTimeoutMillis: 30_000 }'), errors: [{ messageId: 'fixed', line: 2, column: 37, endColumn: 39, data: { option: 'max', maker: 'new Pool()' } }, { messageId: 'fixed', line: 2, column: 46, data: { option: 'min', maker: 'new Pool()' } }] },
    { name: 'mysql2', code: "import mysql from 'mysql2/promise';\nexport const pool = mysql.createPool({ host: process.env.DB_HOST, connectionLimit: 10 });", errors: [{ messageId: 'fixed', line: 2, column: 84, data: { option: 'connectionLimit', maker: 'mysql.createPool()' } }] },
    { name: 'knex', code: "import knex from 'knex';\nexport const db = knex({ client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 2, max: 10 } });", errors: [{ messageId: 'fixed', line: 2, column: 91, data: { option: 'min', maker: 'knex()' } }, { messageId: 'fixed', line: 2, column: 99, data: { option: 'max', maker: 'knex()' } }] },
    { name: 'sequelize', code: "import { Sequelize } from 'sequelize';\nexport const db = new Sequelize(process.env.DATABASE_URL, { pool: { max: 5 } });", errors: [{ messageId: 'fixed', line: 2, column: 74, data: { option: 'max', maker: 'new Sequelize()' } }] },
    { name: 'typeorm', code: "import { DataSource } from 'typeorm';\nexport default new DataSource({ type: 'postgres', extra: { max: 25 } });", errors: [{ messageId: 'fixed', line: 2, column: 65, data: { option: 'max', maker: 'new DataSource()' } }] },
    { name: 'postgres.js', code: "import postgres from 'postgres';\nexport const sql = postgres(process.env.DATABASE_URL, { max: 15 });", errors: [{ messageId: 'fixed', line: 2, column: 62, data: { option: 'max', maker: 'postgres()' } }] },
    { name: 'no size, by option', code: pg('{ connectionString: process.env.DATABASE_URL }'), options: [{ requireSize: true }], errors: [{ messageId: 'unsaid', line: 2, column: 25, data: { maker: 'new Pool()' } }] },
  ],
});
