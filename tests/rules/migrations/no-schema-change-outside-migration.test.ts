import rule from '../../../src/rules/migrations/no-schema-change-outside-migration.ts';
import { testRule } from '../test-rule.ts';

const DB = { 'src/db.ts': "import { Pool } from 'pg';\nexport const pool = new Pool();\n" };
/** A route whose handler runs what it is given. */
const route = (body: string, more = ''): string => `import express from 'express';\nimport { pool } from './db';\nconst app = express();\n${more}app.post('/users', async (req, res) => {\n  ${body}\n  res.end();\n});\n`;
const CREATE = "await pool.query('CREATE TABLE IF NOT EXISTS users (id uuid)');";
const INSERT = "await pool.query('INSERT INTO users (name) VALUES ($1)', [name]);";
const method = (body: string, more = ''): string => `import { pool } from '../db';\nexport class Users {\n  async save(name: string) {\n    ${body}\n  }\n${more}}\n`;

testRule(import.meta, rule, {
  valid: [
    { name: 'a handler that reads and writes rows', filename: 'src/app.ts', files: DB, code: route("await pool.query('INSERT INTO users (name) VALUES ($1)', [req.body.name]);") },
    { name: 'before the server listens', filename: 'src/app.ts', files: DB, code: `import { pool } from './db';\n${CREATE}\nexport async function start() { ${CREATE} }\n` },
    { name: 'a partition, and what belongs to it', filename: 'src/app.ts', files: DB, code: route("await pool.query(`CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')`);\n  await pool.query('CREATE INDEX ON events_2024 (id)');\n  await pool.query('ALTER TABLE events ATTACH PARTITION events_2024 FOR VALUES IN (1)');\n  await pool.query('DROP TABLE events_2024');") },
    { name: 'a temporary table', filename: 'src/app.ts', files: DB, code: route("await pool.query('CREATE TEMP TABLE found (id uuid)');\n  await pool.query('CREATE INDEX ON found (id)');\n  await pool.query('DROP TABLE found');\n  await pool.query('CREATE TEMPORARY VIEW v AS SELECT 1');") },
    { name: 'a table filled from a query', filename: 'src/app.ts', files: DB, code: route("await pool.query('CREATE TABLE report AS SELECT 1 AS a');\n  await pool.query('DROP TABLE report');") },
    { name: 'an extension', filename: 'src/app.ts', files: DB, code: route("await pool.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');") },
    { name: 'the rows of a table, and a view that is read again', filename: 'src/app.ts', files: DB, code: route("await pool.query('TRUNCATE users');\n  await pool.query('REFRESH MATERIALIZED VIEW v');\n  await pool.query('ALTER SEQUENCE s RESTART WITH 1');") },
    { name: 'unknown: the name of the table is put together', filename: 'src/app.ts', files: DB, code: route('await pool.query(`CREATE TABLE ${req.body.tenant}.users (id uuid)`);\n  await pool.query(`DROP TABLE users_${req.body.month}`);') },
    { name: 'unknown: text that no client is known to run', filename: 'src/app.ts', code: "import express from 'express';\nimport { run } from 'in-house';\nconst app = express();\napp.post('/users', async (req, res) => {\n  await run('CREATE TABLE users (id uuid)');\n  res.end();\n});\n" },
    { name: 'a route that installs the schema', filename: 'src/app.ts', files: DB, code: route(CREATE).replace('/users', '/admin/install') },
    { name: 'a function that sets the schema up', filename: 'src/app.ts', files: DB, code: route('await setUpSchema();', `async function setUpSchema() { ${CREATE} }\n`) },
    { name: 'a migration that a handler runs', filename: 'src/app.ts', files: { ...DB, 'src/migrations/1.ts': `import { pool } from '../db';\nexport async function create() { ${CREATE} }\n` }, code: `import { create } from './migrations/1';\n${route('await create();')}` },
    { name: 'an up that a handler runs', filename: 'src/app.ts', files: DB, code: route('await up();', `async function up() { ${CREATE} }\n`) },
    { name: 'once for the process', filename: 'src/app.ts', files: DB, code: route('await (ready ??= prepare());', `let ready: Promise<void> | undefined;\nasync function prepare() { ${CREATE} }\n`) },
    { name: 'in tests only', filename: 'src/app.ts', files: DB, code: route(`if (process.env.NODE_ENV === 'test') { ${CREATE} }`) },
    { name: 'a method that nobody calls with rows', filename: 'src/repositories/users.ts', files: DB, code: method(CREATE) },
    { name: 'a method about another table', filename: 'src/repositories/users.ts', files: DB, code: method(`await pool.query('CREATE TABLE IF NOT EXISTS other (id uuid)');\n    ${INSERT}`) },
    { name: 'a class that keeps what was migrated', filename: 'src/services/versions.ts', files: DB, code: "import { pool } from '../db';\nexport async function apply(name: string) {\n  await pool.query('CREATE TABLE IF NOT EXISTS schema_migrations (name text)');\n  await pool.query('INSERT INTO schema_migrations (name) VALUES ($1)', [name]);\n}\n" },
    { name: 'a method with a name that sets up', filename: 'src/repositories/users.ts', files: DB, code: method(`${CREATE}\n    ${INSERT}`).replace('save', 'install') },
    { name: 'a method with a first time', filename: 'src/repositories/users.ts', files: DB, code: method(`if (!this.ready) { ${CREATE} this.ready = true; }\n    ${INSERT}`, '  private ready = false;\n') },
    { name: 'unknown: a file without a layer', filename: 'src/users.ts', files: { 'src/db.ts': DB['src/db.ts'] }, code: method(`${CREATE}\n    ${INSERT}`).replace('../db', './db') },
    { name: 'look-alike: words in a text', filename: 'src/app.ts', files: DB, code: route("console.log('create table users');") },
    { name: 'a script', filename: 'scripts/app.ts', files: DB, code: route(CREATE) },
  ],

  invalid: [
    { name: 'in a handler', filename: 'src/app.ts', files: DB, code: route(CREATE), errors: [{ messageId: 'served', data: { change: 'CREATE TABLE users', path: 'handler' }, line: 5, column: 9 }] },
    {
      name: 'every kind of change',
      filename: 'src/app.ts',
      files: DB,
      code: route([
        "await pool.query('ALTER TABLE users ADD COLUMN a text');",
        "await pool.query('CREATE INDEX i ON users (a)');",
        "await pool.query('DROP TABLE users');",
        "await pool.query('CREATE OR REPLACE VIEW v AS SELECT 1');",
        "await pool.query('DROP VIEW v');",
        "await pool.query(\"CREATE TYPE mood AS ENUM ('a')\");",
        "await pool.query('CREATE FUNCTION f() RETURNS int AS $$ SELECT 1 $$ LANGUAGE sql');",
        "await pool.query('CREATE SEQUENCE s');",
      ].join('\n  ')),
      errors: ['ALTER TABLE users', 'CREATE INDEX ON users', 'DROP TABLE users', 'CREATE VIEW', 'DROP VIEW v', 'CREATE TYPE mood', 'CREATE FUNCTION', 'CREATE SEQUENCE'].map((change, i) => ({ messageId: 'served', data: { change, path: 'handler' }, line: 5 + i })),
    },
    { name: 'in a function the handler calls', filename: 'src/app.ts', files: DB, code: route('await ensure();', `async function ensure() {\n  ${CREATE}\n}\n`), errors: [{ messageId: 'served', data: { change: 'CREATE TABLE users', path: 'handler → ensure' }, line: 5 }] },
    {
      name: 'in a function of another file, said at the call',
      filename: 'src/app.ts',
      files: { ...DB, 'src/tables.ts': `import { pool } from './db';\nexport async function anything() { ${CREATE} }\n` },
      code: `import { anything as x } from './tables';\n${route('await x();')}`,
      errors: [{ messageId: 'served', data: { change: 'CREATE TABLE users', path: 'handler → anything' }, line: 6, column: 9 }],
    },
    { name: 'in a scheduled task', filename: 'src/clean.ts', files: DB, code: "import cron from 'node-cron';\nimport { pool as x } from './db';\ncron.schedule('0 0 * * *', async () => {\n  await x.query('ALTER TABLE users DROP COLUMN old');\n});\n", errors: [{ messageId: 'served', line: 4 }] },
    { name: 'in a constant', filename: 'src/app.ts', files: DB, code: route('await pool.query(TEXT);', "const TEXT = 'CREATE TABLE IF NOT EXISTS users (id uuid)';\n"), errors: [{ messageId: 'served', line: 6 }] },
    { name: 'before the rows are written, in a repository', filename: 'src/repositories/users.ts', files: DB, code: method(`${CREATE}\n    ${INSERT}`), errors: [{ messageId: 'served', data: { change: 'CREATE TABLE users', path: 'Users.save' }, line: 4, column: 11 }] },
    { name: 'in a method that another calls each time', filename: 'src/repositories/users.ts', files: DB, code: method(`await this.anything();\n    ${INSERT}`, `  private async anything() {\n    ${CREATE}\n  }\n`), errors: [{ messageId: 'served', data: { change: 'CREATE TABLE users', path: 'Users.save → Users.anything' }, line: 8 }] },
  ],
});
