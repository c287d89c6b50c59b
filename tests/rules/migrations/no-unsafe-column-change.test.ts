import rule from '../../../src/rules/migrations/no-unsafe-column-change.ts';
import { testRule } from '../test-rule.ts';
import { PG, silentCases } from './silent-cases.ts';

testRule(import.meta, rule, {
  valid: [
    ...silentCases('ALTER TABLE events ALTER COLUMN at TYPE date'),
    { name: 'remedy: a new column with a default', filename: 'migrations/2_add.sql', files: PG, code: "ALTER TABLE events ADD COLUMN state text NOT NULL DEFAULT 'new';" },
    { name: 'remedy: a new column that takes NULL', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ADD COLUMN state text;' },
    { name: 'remedy: the session is in UTC', filename: 'migrations/2_add.sql', files: PG, code: "SET LOCAL timezone = 'UTC';\nALTER TABLE events ALTER COLUMN at TYPE timestamptz;" },
    { name: 'remedy: the session is in UTC, in the words of the standard', filename: 'migrations/2_add.sql', files: PG, code: "SET TIME ZONE 'UTC';\nALTER TABLE events ALTER COLUMN at TYPE timestamptz;" },
    { name: 'text of any length is free, from whatever text', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ALTER COLUMN name TYPE text, ALTER COLUMN title TYPE varchar;' },
    { name: 'unknown: more room for what the column may be already', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ALTER COLUMN name TYPE varchar(200), ALTER COLUMN price TYPE numeric(12, 2), ALTER COLUMN at TYPE timestamp(6), ALTER COLUMN state TYPE mood;' },
    { name: 'more room than the file gave before', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ADD COLUMN price numeric(10, 2);\nALTER TABLE events ALTER COLUMN price TYPE numeric(12, 2);' },
    { name: 'more room than an earlier migration gave', filename: 'migrations/10_add.sql', files: { ...PG, 'migrations/9_events.sql': 'ALTER TABLE events ALTER COLUMN price TYPE numeric(10, 2);', 'migrations/1_events.sql': 'CREATE TABLE events (price int);', 'migrations/11_later.sql': 'ALTER TABLE events ALTER COLUMN price TYPE int;' }, code: 'ALTER TABLE events ALTER COLUMN price TYPE numeric(12, 2);' },
    { name: 'a precision that may grow', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ALTER COLUMN at TYPE timestamptz(6);' },
    { name: 'a number without a value is filled by the database', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ADD COLUMN number bigserial NOT NULL;\nALTER TABLE events ADD COLUMN place int NOT NULL GENERATED ALWAYS AS IDENTITY;\nALTER TABLE events ADD COLUMN day date NOT NULL GENERATED ALWAYS AS (at::date) STORED;' },
    { name: 'a required column where no row is left', filename: 'migrations/2_add.sql', files: PG, code: 'TRUNCATE events;\nALTER TABLE events ADD COLUMN state text NOT NULL;' },
    { name: 'a column that the file itself adds gets another name', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ADD COLUMN at_new timestamptz;\nALTER TABLE events RENAME COLUMN at_new TO seen_at;' },
    { name: 'look-alike: the name of a constraint, of an index', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events RENAME CONSTRAINT a TO b;\nALTER INDEX a RENAME TO b;' },
  ],
  invalid: [
    { name: 'a type that is stored in another way', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ALTER COLUMN id TYPE bigint,\n  ALTER COLUMN data SET DATA TYPE jsonb USING data::jsonb;', errors: [{ messageId: 'rewritingType', data: { table: 'events', name: 'id' }, line: 1, column: 41, endColumn: 47 }, { messageId: 'rewritingType', data: { table: 'events', name: 'data' }, line: 2, column: 35 }] },
    { name: 'a type of the project, through a cast', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ALTER COLUMN state TYPE mood USING state::text::mood;', errors: [{ messageId: 'rewritingType', line: 1 }] },
    { name: 'less room than the file gave before', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ADD COLUMN name varchar(100);\nALTER TABLE events ALTER COLUMN name TYPE varchar(50);', errors: [{ messageId: 'rewritingType', line: 2 }] },
    { name: 'another type than an earlier migration gave, in SQL and in code', filename: 'prisma/migrations/20240102000000_b/migration.sql', files: { ...PG, 'prisma/migrations/20240101000000_a/migration.sql': 'CREATE TABLE "events" ("id" INTEGER NOT NULL, "at" TIMESTAMP(3));' }, code: 'ALTER TABLE "events" ALTER COLUMN "id" SET DATA TYPE TEXT,\nALTER COLUMN "at" SET DATA TYPE TIMESTAMPTZ(3);', errors: [{ messageId: 'rewritingType', line: 1 }, { messageId: 'rewritingType', line: 2 }] },
    { name: 'another type than earlier code gave', filename: 'migrations/2_add.js', files: { ...PG, 'migrations/1_events.js': "exports.up = (db) => db.runSql('CREATE TABLE events (size text)');\nexports.down = (db) => db.runSql('ALTER TABLE events ALTER COLUMN size TYPE varchar(10)');" }, code: "exports.up = (db) => db.runSql('ALTER TABLE events ALTER COLUMN size TYPE varchar(40)');", errors: [{ messageId: 'rewritingType', line: 1 }] },
    { name: 'a time zone where the session is in none that is known', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ALTER COLUMN at TYPE timestamptz;', errors: [{ messageId: 'zonedType', data: { table: 'events', name: 'at' }, line: 1, column: 41 }] },
    { name: 'a time zone by an expression', filename: 'migrations/2_add.sql', files: PG, code: "SET LOCAL timezone = 'UTC';\nALTER TABLE events ALTER COLUMN at TYPE timestamptz USING at AT TIME ZONE 'UTC';", errors: [{ messageId: 'rewritingType', line: 2 }] },
    { name: 'other names', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events RENAME COLUMN at TO seen_at;\nALTER TABLE events RENAME TO visits;', errors: [{ messageId: 'renamedColumn', data: { table: 'events', name: 'at' }, line: 1, column: 20 }, { messageId: 'renamedTable', data: { table: 'events', name: 'events' }, line: 2, column: 20 }] },
    { name: 'a required column without a value', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ADD COLUMN state text NOT NULL, ADD COLUMN owner_id uuid NOT NULL REFERENCES users (id);', errors: [{ messageId: 'requiredColumn', data: { table: 'events', name: 'state' }, line: 1 }, { messageId: 'requiredColumn', data: { table: 'events', name: 'owner_id' }, line: 1 }] },
    { name: 'in a migration that Prisma wrote', filename: 'prisma/migrations/20240101000000_add/migration.sql', files: PG, code: 'ALTER TABLE "events" ADD COLUMN     "updatedAt" TIMESTAMP(3) NOT NULL;', errors: [{ messageId: 'requiredColumn', data: { table: 'events', name: 'updatedAt' }, line: 1 }] },
    { name: 'in code', filename: 'src/migrations/2_add.ts', files: PG, code: "import { Pool as X } from 'pg';\nexport async function up(y: X) {\n  await y.query('ALTER TABLE events RENAME TO visits');\n}", errors: [{ messageId: 'renamedTable', line: 3, column: 37 }] },
  ],
});
