import rule from '../../../src/rules/schema/require-not-null.ts';
import { testRule } from '../test-rule.ts';
import { PG, silentStatements } from './silent-cases.ts';

testRule(import.meta, rule, {
  valid: [
    { name: 'a file of queries that code calls by name', filename: 'src/queries/scratch.sql', code: `/* @name MakeScratch */\nCREATE TABLE scratch (name text);\n` },
    ...silentStatements('CREATE TABLE events (title text);', 'CREATE TABLE events (title text NOT NULL, note text NULL);'),
    { name: 'implied by the primary key, serial, a later statement and SET NULL', filename: 'schema.sql', files: PG, code: 'CREATE TABLE events (id uuid PRIMARY KEY, n serial, title text, owner uuid REFERENCES users ON DELETE SET NULL); ALTER TABLE events ALTER COLUMN title SET NOT NULL;' },
    { name: 'a reason on the line, or on the line before', filename: 'schema.sql', files: PG, code: 'CREATE TABLE events (\n  a text, -- empty until it is confirmed\n  -- only for orders from the shop\n  b text\n);' },
    { name: 'look-alike: NULL as a default is no permission, but NOT NULL stands', filename: 'schema.sql', files: PG, code: 'CREATE TABLE events (a text DEFAULT NULL NULL, b text CHECK (b IS NOT NULL) NOT NULL);' },
    { name: 'look-alike: a new type says nothing of NULL', filename: 'schema.sql', files: PG, code: 'ALTER TABLE events ALTER COLUMN a TYPE text;' },
    { name: 'Drizzle: notNull', code: "import { pgTable, text } from 'drizzle-orm/pg-core';\nexport const t = pgTable('items', { a: text('a').notNull() });" },
  ],
  invalid: [
    {
      name: 'in CREATE and ALTER TABLE',
      filename: 'schema.sql',
      files: PG,
      code: 'CREATE TABLE events (title text DEFAULT NULL);\nALTER TABLE events ADD COLUMN note text;',
      errors: [{ messageId: 'unsaid', data: { column: 'title' }, line: 1, column: 22, endColumn: 27 }, { messageId: 'unsaid', data: { column: 'note' }, line: 2 }],
    },
    {
      name: 'Drizzle, the builder from another file',
      filename: 'src/schema.ts',
      files: { 'src/pg.ts': "export { pgTable as make } from 'drizzle-orm/pg-core';\n" },
      code: "import { text as words } from 'drizzle-orm/pg-core';\nimport { make } from './pg';\nexport const t = make('items', { a: words('a') });",
      errors: [{ messageId: 'unsaid', data: { column: 'a' }, line: 3 }],
    },
  ],
});
