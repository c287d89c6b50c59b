import rule from '../../../src/rules/migrations/no-destructive-migration.ts';
import { testRule } from '../test-rule.ts';
import { PG, silentCases } from './silent-cases.ts';

testRule(import.meta, rule, {
  valid: [
    { name: 'a file of queries that code calls by name', filename: 'db/migrations/1_sessions.sql', code: `-- name: ClearSessions :exec\nDELETE FROM sessions;\n\n-- name: ListSessions :many\nSELECT id FROM sessions ORDER BY id;\n` },
    ...silentCases('ALTER TABLE events DROP COLUMN at'),
    { name: 'remedy: some rows', filename: 'migrations/2_add.sql', files: PG, code: 'DELETE FROM events WHERE at < now();\nCREATE TYPE mood AS ENUM ();' },
    { name: 'remedy: a disable comment with the reason', filename: 'migrations/2_add.sql', files: PG, code: '-- eslint-disable-next-line -- nothing reads it since March\nDROP TABLE events;' },
    { name: 'rows that go with those of another table', filename: 'migrations/2_add.sql', files: PG, code: 'DELETE FROM events e USING users u WHERE u.id = e.user_id;\nCREATE TYPE mood AS ENUM ();' },
    { name: 'the rows were copied to the table that takes the name', filename: 'migrations/2_add.sql', files: PG, code: 'CREATE TABLE events_new (id uuid);\nINSERT INTO events_new SELECT id FROM events;\nDROP TABLE events;\nALTER TABLE events_new RENAME TO events;' },
    { name: 'a script that begins by clearing the way', filename: 'migrations/1_init.sql', files: PG, code: 'DROP TABLE IF EXISTS events;\nCREATE TABLE events (id uuid);' },
    { name: 'a temporary table', filename: 'migrations/2_add.sql', files: PG, code: 'CREATE TEMP TABLE moved AS SELECT * FROM events;\nDROP TABLE moved;' },
    { name: 'a column that held values for a while', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ADD COLUMN old_at text;\nALTER TABLE events DROP COLUMN old_at;' },
    { name: 'look-alike: what holds no rows', filename: 'migrations/2_add.sql', files: PG, code: 'DROP VIEW totals;\nDROP TYPE mood;\nALTER TABLE events DROP CONSTRAINT events_at_key;' },
    { name: 'an application that empties a table', filename: 'src/reset.ts', code: "import { Pool } from 'pg';\nconst pool = new Pool();\nexport const reset = () => pool.query('TRUNCATE events');" },
  ],
  invalid: [
    { name: 'tables and columns', filename: 'migrations/2_add.sql', files: PG, code: 'DROP TABLE events, visits;\nALTER TABLE users DROP COLUMN name, DROP COLUMN IF EXISTS age;', errors: [{ messageId: 'droppedTable', data: { table: 'events', name: 'events' }, line: 1 }, { messageId: 'droppedTable', data: { table: 'visits', name: 'visits' }, line: 1 }, { messageId: 'droppedColumn', data: { table: 'users', name: 'name' }, line: 2, column: 19, endColumn: 35 }, { messageId: 'droppedColumn', data: { table: 'users', name: 'age' }, line: 2, column: 37 }] },
    { name: 'every row', filename: 'migrations/2_add.sql', files: PG, code: 'TRUNCATE events;\nDELETE FROM visits;', errors: [{ messageId: 'truncated', data: { table: 'events', name: 'events' }, line: 1 }, { messageId: 'deleted', data: { table: 'visits', name: 'visits' }, line: 2 }] },
    { name: 'in code', filename: 'src/changes/add.ts', files: PG, code: "import { Pool as X } from 'pg';\nexport async function up(y: X) {\n  await y.query('DELETE FROM events');\n  await y.query(`TRUNCATE TABLE visits`);\n}", errors: [{ messageId: 'deleted', line: 3, column: 18 }, { messageId: 'truncated', line: 4, column: 18 }] },
  ],
});
