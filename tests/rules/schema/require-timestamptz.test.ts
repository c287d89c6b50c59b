import rule from '../../../src/rules/schema/require-timestamptz.ts';
import { testRule } from '../test-rule.ts';

const PG = { 'package.json': '{ "dependencies": { "pg": "8" } }' };
const MYSQL = { 'package.json': '{ "dependencies": { "mysql2": "3" } }' };

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: timestamptz', filename: 'schema.sql', files: PG, code: 'CREATE TABLE events (id uuid PRIMARY KEY, created_at timestamptz);' },
    { name: 'look-alike: a cast in a query', filename: 'query.sql', files: PG, code: 'CREATE VIEW v AS SELECT 1; SELECT \'2024-01-01\'::timestamp;' },
    { name: 'look-alike: in a comment and in a string', filename: 'schema.sql', files: PG, code: "-- CREATE TABLE a (created_at timestamp)\nINSERT INTO notes (text) VALUES ('CREATE TABLE a (created_at timestamp)');" },
    { name: 'a temporary table is no schema', filename: 'load.sql', files: PG, code: 'CREATE TEMP TABLE events (created_at timestamp);' },
    { name: 'unknown: nothing tells the dialect', filename: 'schema.sql', code: 'CREATE TABLE events (created_at timestamp);' },
    { name: 'another dialect, by the driver of the package', filename: 'schema.sql', files: MYSQL, code: 'CREATE TABLE events (created_at timestamp);' },
    { name: 'another dialect, by the text', filename: 'schema.sql', files: PG, code: 'CREATE TABLE `events` (`id` int AUTO_INCREMENT, `created_at` timestamp) ENGINE=InnoDB;' },
    { name: 'another dialect, by the settings', filename: 'schema.sql', settings: { dialect: 'sqlite' }, code: 'CREATE TABLE events (created_at timestamp);' },
    { name: 'a migration that Prisma wrote', filename: 'prisma/migrations/01_init/migration.sql', files: PG, code: 'CREATE TABLE "events" ("created_at" timestamp);' },
    { name: 'a migration that is no newer than the setting says', filename: 'migrations/9_add.sql', settings: { dialect: 'postgres', migrations: { since: '10_more.sql' } }, code: 'ALTER TABLE events ADD COLUMN created_at timestamp;' },
    { name: 'a migration that drizzle-kit wrote', filename: 'drizzle/0000_init.sql', files: { ...PG, 'drizzle/meta/_journal.json': '{}' }, code: 'CREATE TABLE "events" ("created_at" timestamp);' },
    { name: 'unknown: text whose type is spliced in', code: "import { Pool } from 'pg';\nexport const up = (pool: Pool, type: string) => pool.query(`CREATE TABLE events (created_at ${type})`);" },
    { name: 'embedded for another database', code: "import mysql from 'mysql2/promise';\nconst db = mysql.createPool({});\nexport const up = () => db.query('CREATE TABLE events (created_at timestamp)');" },
  ],
  invalid: [
    {
      name: 'in a migration that is newer than the setting says',
      filename: 'migrations/11_add.sql',
      settings: { dialect: 'postgres', migrations: { since: '10_more.sql' } },
      code: 'ALTER TABLE events ADD COLUMN created_at timestamp;',
      errors: [{ messageId: 'zone', line: 1, suggestions: [{ messageId: 'replace', output: 'ALTER TABLE events ADD COLUMN created_at timestamptz;' }] }],
    },
    {
      name: 'in CREATE TABLE',
      filename: 'schema.sql',
      files: PG,
      code: 'CREATE TABLE events (id uuid PRIMARY KEY, created_at timestamp);',
      errors: [{ messageId: 'zone', data: { column: 'created_at' }, line: 1, column: 54, endColumn: 63, suggestions: [{ messageId: 'replace', output: 'CREATE TABLE events (id uuid PRIMARY KEY, created_at timestamptz);' }] }],
    },
    {
      name: 'in ALTER TABLE, written in another way',
      filename: 'migrations/2_add.sql',
      settings: { dialect: 'postgres' },
      code: 'ALTER TABLE events ADD COLUMN created_at timestamp(3) without time zone;',
      errors: [{ messageId: 'zone', data: { column: 'created_at' }, line: 1, column: 42, endColumn: 72, suggestions: [{ messageId: 'replace', output: 'ALTER TABLE events ADD COLUMN created_at timestamptz(3);' }] }],
    },
    {
      name: 'a list, after another statement',
      filename: 'schema.sql',
      files: PG,
      code: `
        CREATE TABLE other (id uuid);
        CREATE TABLE events (
          created_at timestamp[]
        );
      `,
      errors: [{ messageId: 'zone', line: 3, column: 14, suggestions: [{ messageId: 'replace', output: `
        CREATE TABLE other (id uuid);
        CREATE TABLE events (
          created_at timestamptz[]
        );
      ` }] }],
    },
    {
      name: 'embedded, the receiver from another file',
      filename: 'src/setup.ts',
      files: { 'src/db.ts': "import { Pool } from 'pg';\nexport const anything = new Pool();\n" },
      code: `
        import { anything as x } from './db';
        export async function y(table: string) {
          await x.query(\`CREATE TABLE \${table} (created_at timestamp)\`);
        }
      `,
      errors: [{ messageId: 'zone', line: 3, column: 52, suggestions: [{ messageId: 'replace', output: `
        import { anything as x } from './db';
        export async function y(table: string) {
          await x.query(\`CREATE TABLE \${table} (created_at timestamptz)\`);
        }
      ` }] }],
    },
  ],
});
