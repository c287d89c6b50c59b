import rule from '../../../src/rules/schema/prefer-jsonb.ts';
import { testRule } from '../test-rule.ts';

const PG = { 'package.json': '{ "dependencies": { "pg": "8" } }' };
const MYSQL = { 'package.json': '{ "dependencies": { "mysql2": "3" } }' };

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: jsonb', filename: 'schema.sql', files: PG, code: 'CREATE TABLE events (id uuid PRIMARY KEY, payload jsonb);' },
    { name: 'look-alike: a cast in a query', filename: 'query.sql', files: PG, code: 'CREATE VIEW v AS SELECT 1; SELECT \'{}\'::json;' },
    { name: 'look-alike: in a comment and in a string', filename: 'schema.sql', files: PG, code: "-- CREATE TABLE a (payload json)\nINSERT INTO notes (text) VALUES ('CREATE TABLE a (payload json)');" },
    { name: 'a temporary table is no schema', filename: 'load.sql', files: PG, code: 'CREATE TEMP TABLE events (payload json);' },
    { name: 'unknown: nothing tells the dialect', filename: 'schema.sql', code: 'CREATE TABLE events (payload json);' },
    { name: 'another dialect, by the driver of the package', filename: 'schema.sql', files: MYSQL, code: 'CREATE TABLE events (payload json);' },
    { name: 'another dialect, by the text', filename: 'schema.sql', files: PG, code: 'CREATE TABLE `events` (`id` int AUTO_INCREMENT, `payload` json) ENGINE=InnoDB;' },
    { name: 'another dialect, by the settings', filename: 'schema.sql', settings: { dialect: 'sqlite' }, code: 'CREATE TABLE events (payload json);' },
    { name: 'a migration that Prisma wrote', filename: 'prisma/migrations/20240101000000_init/migration.sql', files: PG, code: 'CREATE TABLE "events" ("payload" json);' },
    { name: 'a migration that drizzle-kit wrote', filename: 'drizzle/0000_init.sql', files: { ...PG, 'drizzle/meta/_journal.json': '{}' }, code: 'CREATE TABLE "events" ("payload" json);' },
    { name: 'unknown: text whose type is spliced in', code: "import { Pool } from 'pg';\nexport const up = (pool: Pool, type: string) => pool.query(`CREATE TABLE events (payload ${type})`);" },
    { name: 'embedded for another database', code: "import mysql from 'mysql2/promise';\nconst db = mysql.createPool({});\nexport const up = () => db.query('CREATE TABLE events (payload json)');" },
  ],
  invalid: [
    {
      name: 'in CREATE TABLE',
      filename: 'schema.sql',
      files: PG,
      code: 'CREATE TABLE events (id uuid PRIMARY KEY, payload json);',
      errors: [{ messageId: 'json', data: { column: 'payload' }, line: 1, column: 51, endColumn: 55, suggestions: [{ messageId: 'replace', output: 'CREATE TABLE events (id uuid PRIMARY KEY, payload jsonb);' }] }],
    },
    {
      name: 'in ALTER TABLE, written in another way',
      filename: 'migrations/2_add.sql',
      settings: { dialect: 'postgres' },
      code: 'ALTER TABLE events ADD COLUMN payload JSON NOT NULL;',
      errors: [{ messageId: 'json', data: { column: 'payload' }, line: 1, column: 39, endColumn: 43, suggestions: [{ messageId: 'replace', output: 'ALTER TABLE events ADD COLUMN payload jsonb NOT NULL;' }] }],
    },
    {
      name: 'a list, after another statement',
      filename: 'schema.sql',
      files: PG,
      code: `
        CREATE TABLE other (id uuid);
        CREATE TABLE events (
          payload json[]
        );
      `,
      errors: [{ messageId: 'json', line: 3, column: 11, suggestions: [{ messageId: 'replace', output: `
        CREATE TABLE other (id uuid);
        CREATE TABLE events (
          payload jsonb[]
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
          await x.query(\`CREATE TABLE \${table} (payload json)\`);
        }
      `,
      errors: [{ messageId: 'json', line: 3, column: 49, suggestions: [{ messageId: 'replace', output: `
        import { anything as x } from './db';
        export async function y(table: string) {
          await x.query(\`CREATE TABLE \${table} (payload jsonb)\`);
        }
      ` }] }],
    },
  ],
});
