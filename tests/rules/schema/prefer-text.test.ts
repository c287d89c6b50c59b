import rule from '../../../src/rules/schema/prefer-text.ts';
import { testRule } from '../test-rule.ts';

const PG = { 'package.json': '{ "dependencies": { "pg": "8" } }' };
const MYSQL = { 'package.json': '{ "dependencies": { "mysql2": "3" } }' };

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: text', filename: 'schema.sql', files: PG, code: 'CREATE TABLE events (id uuid PRIMARY KEY, title text);' },
    { name: 'look-alike: a cast in a query', filename: 'query.sql', files: PG, code: 'CREATE VIEW v AS SELECT 1; SELECT \'a\'::varchar(3);' },
    { name: 'look-alike: in a comment and in a string', filename: 'schema.sql', files: PG, code: "-- CREATE TABLE a (title varchar(255))\nINSERT INTO notes (text) VALUES ('CREATE TABLE a (title varchar(255))');" },
    { name: 'a temporary table is no schema', filename: 'load.sql', files: PG, code: 'CREATE TEMP TABLE events (title varchar(255));' },
    { name: 'unknown: nothing tells the dialect', filename: 'schema.sql', code: 'CREATE TABLE events (title varchar(255));' },
    { name: 'another dialect, by the driver of the package', filename: 'schema.sql', files: MYSQL, code: 'CREATE TABLE events (title varchar(255));' },
    { name: 'another dialect, by the text', filename: 'schema.sql', files: PG, code: 'CREATE TABLE `events` (`id` int AUTO_INCREMENT, `title` varchar(255)) ENGINE=InnoDB;' },
    { name: 'another dialect, by the settings', filename: 'schema.sql', settings: { dialect: 'sqlite' }, code: 'CREATE TABLE events (title varchar(255));' },
    { name: 'a migration that Prisma wrote', filename: 'prisma/migrations/20240101000000_init/migration.sql', files: PG, code: 'CREATE TABLE "events" ("title" varchar(255));' },
    { name: 'a migration that drizzle-kit wrote', filename: 'drizzle/0000_init.sql', files: { ...PG, 'drizzle/meta/_journal.json': '{}' }, code: 'CREATE TABLE "events" ("title" varchar(255));' },
    { name: 'unknown: text whose type is spliced in', code: "import { Pool } from 'pg';\nexport const up = (pool: Pool, type: string) => pool.query(`CREATE TABLE events (title ${type})`);" },
    { name: 'embedded for another database', code: "import mysql from 'mysql2/promise';\nconst db = mysql.createPool({});\nexport const up = () => db.query('CREATE TABLE events (title varchar(255))');" },
  ],
  invalid: [
    {
      name: 'in CREATE TABLE',
      filename: 'schema.sql',
      files: PG,
      code: 'CREATE TABLE events (id uuid PRIMARY KEY, title varchar(255));',
      errors: [{ messageId: 'length', data: { column: 'title', written: 'varchar(255)' }, line: 1, column: 49, endColumn: 61, suggestions: [{ messageId: 'replace', output: 'CREATE TABLE events (id uuid PRIMARY KEY, title text);' }] }],
    },
    {
      name: 'in ALTER TABLE, written in another way',
      filename: 'migrations/2_add.sql',
      settings: { dialect: 'postgres' },
      code: 'ALTER TABLE events ADD COLUMN title character varying(20);',
      errors: [{ messageId: 'length', data: { column: 'title', written: 'character varying(20)' }, line: 1, column: 37, endColumn: 58, suggestions: [{ messageId: 'replace', output: 'ALTER TABLE events ADD COLUMN title text;' }] }],
    },
    {
      name: 'a list, after another statement',
      filename: 'schema.sql',
      files: PG,
      code: `
        CREATE TABLE other (id uuid);
        CREATE TABLE events (
          title varchar(20)[]
        );
      `,
      errors: [{ messageId: 'length', line: 3, column: 9, suggestions: [{ messageId: 'replace', output: `
        CREATE TABLE other (id uuid);
        CREATE TABLE events (
          title text[]
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
          await x.query(\`CREATE TABLE \${table} (title varchar(255))\`);
        }
      `,
      errors: [{ messageId: 'length', line: 3, column: 47, suggestions: [{ messageId: 'replace', output: `
        import { anything as x } from './db';
        export async function y(table: string) {
          await x.query(\`CREATE TABLE \${table} (title text)\`);
        }
      ` }] }],
    },
  ],
});
