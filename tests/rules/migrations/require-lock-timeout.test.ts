import rule from '../../../src/rules/migrations/require-lock-timeout.ts';
import { testRule } from '../test-rule.ts';
import { PG, silentCases } from './silent-cases.ts';

const ADD = 'ALTER TABLE events ADD COLUMN note text';

testRule(import.meta, rule, {
  valid: [
    ...silentCases(ADD),
    { name: 'remedy: SET', filename: 'migrations/2_add.sql', files: PG, code: `SET lock_timeout = '2s';\n${ADD};` },
    { name: 'remedy: SET LOCAL in the transaction', filename: 'migrations/2_add.sql', files: PG, code: `BEGIN;\nSET LOCAL lock_timeout TO '2s';\n${ADD};\nCOMMIT;` },
    { name: 'remedy: set_config', filename: 'migrations/2_add.sql', files: PG, code: `SELECT set_config('lock_timeout', '2s', true);\n${ADD};` },
    { name: 'remedy: in code', filename: 'src/migrations/2_add.ts', files: PG, code: `import { Pool } from 'pg';\nexport async function up(pool: Pool) {\n  await pool.query("SET lock_timeout = '2s'");\n  await pool.query('${ADD}');\n}` },
    { name: 'remedy: the role or the runner does, by the settings', filename: 'migrations/2_add.sql', settings: { dialect: 'postgres', migrations: { lockTimeout: true } }, code: `${ADD};` },
    { name: 'locks that nobody waits for', filename: 'migrations/2_add.sql', files: PG, code: 'CREATE INDEX CONCURRENTLY events_at_idx ON events (at);\nALTER TABLE events VALIDATE CONSTRAINT events_user;\nDELETE FROM events;' },
    { name: 'new tables only', filename: 'migrations/1_init.sql', files: PG, code: 'CREATE TABLE users (id uuid);\nCREATE TABLE visits (id uuid, user_id uuid);\nALTER TABLE visits ADD FOREIGN KEY (user_id) REFERENCES users (id);\nCREATE INDEX visits_idx ON visits (user_id);' },
  ],
  invalid: [
    { name: 'at the first lock, once', filename: 'migrations/2_add.sql', files: PG, code: `CREATE TABLE users (id uuid);\n${ADD};\nDROP TABLE visits;`, errors: [{ messageId: 'unlimited', data: { table: '`events`' }, line: 2, column: 20, endColumn: 40 }] },
    { name: 'another setting', filename: 'migrations/2_add.sql', files: PG, code: `SET statement_timeout = '2s';\n${ADD};`, errors: [{ messageId: 'unlimited', line: 2 }] },
    { name: 'the setting says that nobody sets it', filename: 'migrations/2_add.sql', settings: { dialect: 'postgres', migrations: { lockTimeout: false } }, code: `${ADD};`, errors: [{ messageId: 'unlimited', line: 1 }] },
    { name: 'an index whose table is not known', filename: 'migrations/2_add.sql', files: PG, code: 'DROP INDEX events_at_idx;', errors: [{ messageId: 'unlimited', data: { table: 'the table' }, line: 1 }] },
    { name: 'a trigger, which waits too', filename: 'migrations/2_add.sql', files: PG, code: 'CREATE TRIGGER touch BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION touch();', errors: [{ messageId: 'unlimited', line: 1 }] },
    { name: 'in code', filename: 'src/changes/add.ts', files: PG, code: `import { Pool as X } from 'pg';\nexport async function up(y: X) {\n  await y.query('${ADD}');\n}`, errors: [{ messageId: 'unlimited', line: 3, column: 37 }] },
    { name: 'in a migration that Prisma wrote', filename: 'prisma/migrations/20240101000000_add/migration.sql', files: PG, code: 'ALTER TABLE "events" ADD COLUMN "note" TEXT;', errors: [{ messageId: 'unlimited', line: 1 }] },
  ],
});
