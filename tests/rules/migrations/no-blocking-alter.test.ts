import rule from '../../../src/rules/migrations/no-blocking-alter.ts';
import { testRule } from '../test-rule.ts';
import { PG, silentCases } from './silent-cases.ts';

testRule(import.meta, rule, {
  valid: [
    ...silentCases('ALTER TABLE events ALTER COLUMN at SET NOT NULL'),
    { name: 'remedy: the CHECK is validated in the same file', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ADD CONSTRAINT at_there CHECK (at IS NOT NULL) NOT VALID;\nALTER TABLE events VALIDATE CONSTRAINT at_there;\nALTER TABLE events ALTER COLUMN at SET NOT NULL;\nALTER TABLE events DROP CONSTRAINT at_there;' },
    { name: 'remedy: the CHECK is in an earlier migration', filename: 'migrations/3_add.sql', files: { ...PG, 'migrations/2_check.sql': 'ALTER TABLE events ADD CONSTRAINT at_there CHECK (("at" IS NOT NULL)) NOT VALID;' }, code: 'ALTER TABLE events ALTER COLUMN at SET NOT NULL;' },
    { name: 'remedy: the CHECK is in an earlier migration of Prisma', filename: 'prisma/migrations/3_add/migration.sql', files: { ...PG, 'prisma/migrations/2_check/migration.sql': 'ALTER TABLE "events" ADD CONSTRAINT "at_there" CHECK ("at" IS NOT NULL) NOT VALID;' }, code: 'ALTER TABLE "events" ALTER COLUMN "at" SET NOT NULL;' },
    { name: 'remedy: the constraint takes an index that is there', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ADD CONSTRAINT events_at_key UNIQUE USING INDEX events_at_idx;\nALTER TABLE events ADD CONSTRAINT events_pkey PRIMARY KEY USING INDEX events_id_idx;' },
    { name: 'remedy: the default comes after the column', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ADD COLUMN token uuid;\nALTER TABLE events ALTER COLUMN token SET DEFAULT gen_random_uuid();' },
    { name: 'a default that is the same for every row', filename: 'migrations/2_add.sql', files: PG, code: "ALTER TABLE events ADD COLUMN at timestamptz NOT NULL DEFAULT now(), ADD COLUMN state text NOT NULL DEFAULT 'new';" },
    { name: 'unknown: a function of the project', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ADD COLUMN token text DEFAULT new_token();' },
    { name: 'a table whose rows are gone', filename: 'migrations/2_add.sql', files: PG, code: 'DELETE FROM events;\nALTER TABLE events ALTER COLUMN at SET NOT NULL;' },
  ],
  invalid: [
    { name: 'SET NOT NULL', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ALTER COLUMN at SET NOT NULL;', errors: [{ messageId: 'unprovenNotNull', data: { table: 'events', name: 'at' }, line: 1, column: 20, endColumn: 48 }] },
    { name: 'SET NOT NULL after a CHECK that nothing validated', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ADD CONSTRAINT at_there CHECK (at IS NOT NULL) NOT VALID;\nALTER TABLE events ALTER COLUMN at SET NOT NULL;', errors: [{ messageId: 'unprovenNotNull', line: 2 }] },
    { name: 'a CHECK of another column', filename: 'migrations/3_add.sql', files: { ...PG, 'migrations/2_check.sql': 'ALTER TABLE events ADD CONSTRAINT c CHECK (other IS NOT NULL) NOT VALID;' }, code: 'ALTER TABLE events ALTER COLUMN at SET NOT NULL;', errors: [{ messageId: 'unprovenNotNull', line: 1 }] },
    { name: 'UNIQUE and PRIMARY KEY that build their index', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ADD CONSTRAINT events_at_key UNIQUE (at);\nALTER TABLE events ADD PRIMARY KEY (id);', errors: [{ messageId: 'indexingConstraint', data: { table: 'events', name: 'events_at_key' }, line: 1, column: 24 }, { messageId: 'indexingConstraint', data: { table: 'events', name: '' }, line: 2, column: 24 }] },
    { name: 'a new column that is unique', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ADD COLUMN slug text UNIQUE;', errors: [{ messageId: 'indexingConstraint', data: { table: 'events', name: 'slug' }, line: 1 }] },
    { name: 'a value of its own for each row', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid();', errors: [{ messageId: 'volatileDefault', data: { table: 'events', name: 'token' }, line: 1 }] },
    { name: 'a number of its own for each row, once', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ADD COLUMN number bigserial PRIMARY KEY;\nALTER TABLE events ADD COLUMN place int GENERATED ALWAYS AS IDENTITY;', errors: [{ messageId: 'volatileDefault', line: 1 }, { messageId: 'volatileDefault', line: 2 }] },
    { name: 'a stored generated column', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ADD COLUMN day date GENERATED ALWAYS AS (at::date) STORED;', errors: [{ messageId: 'storedColumn', data: { table: 'events', name: 'day' }, line: 1 }] },
    { name: 'in a migration that Prisma wrote', filename: 'prisma/migrations/20240101000000_add/migration.sql', files: PG, code: '-- AlterTable\nALTER TABLE "events" ALTER COLUMN "at" SET NOT NULL;', errors: [{ messageId: 'unprovenNotNull', line: 2 }] },
    { name: 'in code, with the parser of plain JavaScript', parser: 'espree', sourceType: 'commonjs', filename: 'src/changes/20240101-add.js', files: PG, code: "'use strict';\nexports.up = function (anything, done) {\n  anything.runSql('ALTER TABLE events ALTER COLUMN at SET NOT NULL', done);\n};", errors: [{ messageId: 'unprovenNotNull', line: 3, column: 39 }] },
  ],
});
