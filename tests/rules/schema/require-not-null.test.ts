import rule from '../../../src/rules/schema/require-not-null.ts';
import { testRule } from '../test-rule.ts';
import { PG, silentStatements } from './silent-cases.ts';

testRule(import.meta, rule, {
  valid: [
    { name: 'a file of queries that code calls by name', filename: 'src/queries/scratch.sql', code: `/* @name MakeScratch */\nCREATE TABLE scratch (name text);\n` },
    ...silentStatements('CREATE TABLE events (title text);', 'CREATE TABLE events (title text NOT NULL, note text NULL);'),
    { name: 'implied by the primary key, serial, a later statement and SET NULL', filename: 'schema.sql', files: PG, code: 'CREATE TABLE events (id uuid PRIMARY KEY, n serial, title text, owner uuid REFERENCES users ON DELETE SET NULL); ALTER TABLE events ALTER COLUMN title SET NOT NULL;' },
    { name: 'a reason on the line, or on the line before', filename: 'schema.sql', files: PG, code: 'CREATE TABLE events (\n  a text, -- empty until it is confirmed\n  -- only for orders from the shop\n  b text\n);' },
    { name: 'look-alike: NOT NULL stands behind a condition', filename: 'schema.sql', files: PG, code: 'CREATE TABLE events (a text NULL, b text CHECK (b IS NOT NULL) NOT NULL);' },
    { name: 'remedy: NULL as the default says that it may be empty', filename: 'schema.sql', files: PG, code: 'CREATE TABLE events (a text DEFAULT NULL, b text DEFAULT NULL::text);' },
    { name: 'Knex: NULL as the default', filename: 'migrations/1_a.js', files: { 'package.json': '{ "dependencies": { "pg": "8", "knex": "3" } }' }, code: "exports.up = (k) => k.schema.createTable('events', (t) => { t.text('a').defaultTo(null); });" },
    { name: 'Kysely: NULL as the default', filename: 'migrations/1_a.ts', files: { 'package.json': '{ "dependencies": { "pg": "8", "kysely": "0.27" } }' }, code: "import type { Kysely } from 'kysely';\nexport const up = (k: Kysely<unknown>) => k.schema.createTable('events').addColumn('a', 'text', (c) => c.defaultTo(null)).execute();" },
    { name: 'node-pg-migrate: NULL as the default', filename: 'migrations/1_a.ts', files: PG, code: "import type { MigrationBuilder } from 'node-pg-migrate';\nexport const up = (pgm: MigrationBuilder) => pgm.createTable('events', { a: { type: 'text', default: null } });" },
    { name: 'Sequelize: NULL as the default', files: PG, code: "import { DataTypes, Model } from 'sequelize';\nexport class Event extends Model {}\nEvent.init({ a: { type: DataTypes.TEXT, defaultValue: null } }, {});" },
    { name: 'a later migration says NOT NULL, or makes it a part of the key', filename: 'migrations/1_a.sql', files: { ...PG, 'migrations/2_b.sql': 'ALTER TABLE events ALTER COLUMN a SET NOT NULL; ALTER TABLE events ADD PRIMARY KEY (b);' }, code: 'CREATE TABLE events (a text, b text);' },
    { name: 'a later migration drops the column, or the table', filename: 'migrations/9_a.sql', files: { ...PG, 'migrations/10_b.sql': 'ALTER TABLE events DROP COLUMN a; DROP TABLE notes;' }, code: 'CREATE TABLE events (id uuid PRIMARY KEY, a text); CREATE TABLE notes (a text);' },
    { name: 'look-alike: a new type says nothing of NULL', filename: 'schema.sql', files: PG, code: 'ALTER TABLE events ALTER COLUMN a TYPE text;' },
    { name: 'Drizzle: notNull', code: "import { pgTable, text } from 'drizzle-orm/pg-core';\nexport const t = pgTable('items', { a: text('a').notNull() });" },
  ],
  invalid: [
    {
      name: 'in CREATE and ALTER TABLE',
      filename: 'schema.sql',
      files: PG,
      code: "CREATE TABLE events (title text DEFAULT 'null');\nALTER TABLE events ADD COLUMN note text;",
      errors: [{ messageId: 'unsaid', data: { column: 'title' }, line: 1, column: 22, endColumn: 27 }, { messageId: 'unsaid', data: { column: 'note' }, line: 2 }],
    },
    { name: 'an earlier migration says NOT NULL of the column of then', filename: 'migrations/2_b.sql', files: { ...PG, 'migrations/1_a.sql': 'CREATE TABLE events (a text); ALTER TABLE events ALTER COLUMN a SET NOT NULL; ALTER TABLE events DROP COLUMN a;' }, code: 'ALTER TABLE events ADD COLUMN a text;', errors: [{ messageId: 'unsaid', line: 1 }] },
    { name: 'a script beside it without a number drops the table: nobody says when it runs', filename: 'db/1_a.sql', files: { ...PG, 'db/reset.sql': 'DROP TABLE events;' }, code: 'CREATE TABLE events (a text);', errors: [{ messageId: 'unsaid', line: 1 }] },
    { name: 'a migration of another folder drops a table of the name', filename: 'one/migrations/1_a.sql', files: { ...PG, 'two/migrations/2_b.sql': 'DROP TABLE events;' }, code: 'CREATE TABLE events (a text);', errors: [{ messageId: 'unsaid', line: 1 }] },
    { name: 'a later migration renames the column: it takes NULL under its new name', filename: 'migrations/1_a.sql', files: { ...PG, 'migrations/2_b.sql': 'ALTER TABLE events RENAME COLUMN a TO b;' }, code: 'CREATE TABLE events (a text);', errors: [{ messageId: 'unsaid', line: 1, column: 22, endColumn: 23 }] },
    {
      name: 'Drizzle, the builder from another file',
      filename: 'src/schema.ts',
      files: { 'src/pg.ts': "export { pgTable as make } from 'drizzle-orm/pg-core';\n" },
      code: "import { text as words } from 'drizzle-orm/pg-core';\nimport { make } from './pg';\nexport const t = make('items', { a: words('a') });",
      errors: [{ messageId: 'unsaid', data: { column: 'a' }, line: 3 }],
    },
  ],
});
