import rule from '../../../src/rules/migrations/require-concurrent-index.ts';
import { testRule } from '../test-rule.ts';
import { PG, silentCases } from './silent-cases.ts';

const PRISMA = 'give it a migration of its own with no other statement';
const KNEX = { 'package.json': '{ "dependencies": { "pg": "8", "knex": "3" } }' };

testRule(import.meta, rule, {
  valid: [
    ...silentCases('CREATE INDEX events_at_idx ON events (at)'),
    { name: 'remedy: CONCURRENTLY where nothing is known of a transaction', filename: 'migrations/2_add.sql', files: PG, code: 'CREATE INDEX CONCURRENTLY events_at_idx ON events (at);\nDROP INDEX CONCURRENTLY IF EXISTS events_idx;' },
    { name: 'remedy: alone in a migration of Prisma', filename: 'prisma/migrations/2_add/migration.sql', files: PG, code: '-- CreateIndex\nCREATE INDEX CONCURRENTLY "events_at_idx" ON "events"("at");' },
    { name: 'remedy: dbmate without a transaction', filename: 'db/migrations/2_add.sql', files: PG, code: '-- migrate:up transaction:false\nCREATE INDEX CONCURRENTLY events_at_idx ON events (at);\n-- migrate:down\nDROP INDEX events_at_idx;' },
    { name: 'remedy: goose without a transaction', filename: 'db/migrations/2_add.sql', files: PG, code: '-- +goose NO TRANSACTION\n-- +goose Up\nCREATE INDEX CONCURRENTLY events_at_idx ON events (at);' },
    { name: 'remedy: sql-migrate without a transaction', filename: 'db/migrations/2_add.sql', files: PG, code: '-- +migrate Up notransaction\nCREATE INDEX CONCURRENTLY events_at_idx ON events (at);' },
    { name: 'remedy: graphile-migrate without a transaction', filename: 'migrations/current.sql', files: PG, code: '--! no-transaction\nCREATE INDEX CONCURRENTLY events_at_idx ON events (at);' },
    { name: 'remedy: Knex without a transaction', filename: 'migrations/2_add.js', files: KNEX, code: "exports.config = { transaction: false };\nexports.up = (k) => k.raw('CREATE INDEX CONCURRENTLY events_at_idx ON events (at)');" },
    { name: 'unknown: the knexfile turns transactions off', filename: 'migrations/2_add.js', files: { ...KNEX, 'knexfile.js': 'module.exports = { migrations: { disableTransactions: true } };' }, code: "exports.up = (k) => k.raw('CREATE INDEX CONCURRENTLY events_at_idx ON events (at)');" },
    {
      name: 'remedy: TypeORM without a transaction',
      filename: 'src/migrations/2-add.ts',
      files: PG,
      code: `
        import { MigrationInterface, QueryRunner } from 'typeorm';
        export class Add2 implements MigrationInterface {
          public transaction = false;
          public async up(q: QueryRunner): Promise<void> { await q.query('CREATE INDEX CONCURRENTLY events_at_idx ON events (at)'); }
          public async down(q: QueryRunner): Promise<void> { await q.query('DROP INDEX events_at_idx'); }
        }
      `,
    },
    { name: 'remedy: node-pg-migrate without a transaction', filename: 'migrations/2_add.ts', files: PG, code: "import type { MigrationBuilder } from 'node-pg-migrate';\nexport const up = (pgm: MigrationBuilder) => {\n  pgm.noTransaction();\n  pgm.sql('CREATE INDEX CONCURRENTLY events_at_idx ON events (at)');\n};" },
    { name: 'unknown: a tool that is run with or without a transaction', filename: 'migrations/2_add.js', files: PG, code: "exports.up = (db) => db.runSql('CREATE INDEX CONCURRENTLY events_at_idx ON events (at)');" },
    { name: 'unknown: code with a transaction of its own', filename: 'migrations/2_add.js', files: KNEX, code: "exports.up = async (k) => {\n  await k.raw('COMMIT');\n  await k.raw('CREATE INDEX CONCURRENTLY events_at_idx ON events (at)');\n};" },
    { name: 'the index of a partitioned table alone', filename: 'migrations/2_add.sql', files: PG, code: 'CREATE INDEX events_at_idx ON ONLY events (at);' },
    { name: 'an index of a view made in the same file', filename: 'migrations/2_add.sql', files: PG, code: 'CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS n FROM events;\nCREATE UNIQUE INDEX totals_idx ON totals (n);' },
    { name: 'an index of a view that Kysely made in the same file', filename: 'migrations/2_add.ts', files: { 'package.json': '{ "dependencies": { "pg": "8", "kysely": "0.27" } }' }, code: "import { sql, type Kysely } from 'kysely';\nexport async function up(k: Kysely<unknown>) {\n  await k.schema.createView('totals').materialized().as(sql<unknown>`select count(*) as n from events`).execute();\n  await k.schema.createIndex('totals_idx').on('totals').column('n').unique().execute();\n}" },
    { name: 'an index of a view that Knex made in the same file', filename: 'migrations/2_add.js', files: KNEX, code: "exports.up = async (k) => {\n  await k.schema.createMaterializedView('totals', (view) => view.as(k('events').count('* as n')));\n  await k.schema.raw('CREATE UNIQUE INDEX totals_idx ON totals (n)');\n};" },
    { name: 'an index of a view that node-pg-migrate made in the same file', filename: 'migrations/2_add.ts', files: PG, code: "import type { MigrationBuilder } from 'node-pg-migrate';\nexport const up = (pgm: MigrationBuilder) => {\n  pgm.createMaterializedView('totals', {}, 'select count(*) as n from events');\n  pgm.createIndex('totals', 'n', { unique: true });\n};" },
    { name: 'an index that the same file made', filename: 'migrations/2_add.sql', files: PG, code: 'CREATE INDEX CONCURRENTLY helper_idx ON events (at);\nDROP INDEX helper_idx;' },
    { name: 'an index that goes with its table', filename: 'migrations/2_add.sql', files: { ...PG, 'migrations/1_events.sql': 'CREATE INDEX events_at_idx ON public.events (at);' }, code: 'DROP INDEX events_at_idx;\nDROP TABLE events;' },
    { name: 'a table whose rows are gone', filename: 'migrations/2_add.sql', files: PG, code: 'TRUNCATE events;\nCREATE INDEX events_at_idx ON events (at);' },
  ],
  invalid: [
    {
      name: 'an index of a table that is there',
      filename: 'migrations/2_add.sql',
      files: PG,
      code: 'CREATE UNIQUE INDEX IF NOT EXISTS events_at_idx ON events (at);',
      errors: [{ messageId: 'blockingIndex', data: { table: 'events', name: 'events_at_idx', by: '', how: '' }, line: 1, column: 1, endColumn: 63, suggestions: [{ messageId: 'addConcurrently', output: 'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_at_idx ON events (at);' }] }],
    },
    {
      name: 'an index that is dropped',
      filename: 'migrations/2_add.sql',
      files: PG,
      code: 'DROP INDEX IF EXISTS events_at_idx;',
      errors: [{ messageId: 'blockingIndexDrop', data: { table: '', name: 'events_at_idx', by: '', how: '' }, line: 1, suggestions: [{ messageId: 'addConcurrently', output: 'DROP INDEX CONCURRENTLY IF EXISTS events_at_idx;' }] }],
    },
    { name: 'a migration that Prisma wrote, with several statements: a word is not enough', filename: 'prisma/migrations/20240101000000_add/migration.sql', files: { 'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n}\n' }, code: 'ALTER TABLE "events" ADD COLUMN "at" TIMESTAMP(3);\nCREATE INDEX "events_at_idx" ON "events"("at");', errors: [{ messageId: 'blockingIndex', data: { table: 'events', name: 'events_at_idx', by: '', how: `: ${PRISMA}` }, line: 2 }] },
    { name: 'CONCURRENTLY beside another statement of a migration of Prisma', filename: 'prisma/migrations/2_add/migration.sql', files: PG, code: 'ALTER TABLE "events" ADD COLUMN "at" TIMESTAMP(3);\nCREATE INDEX CONCURRENTLY "events_at_idx" ON "events"("at");', errors: [{ messageId: 'concurrentlyInTransaction', data: { table: 'events', name: 'events_at_idx', by: '', how: `: ${PRISMA}` }, line: 2 }] },
    { name: 'CONCURRENTLY in a migration of drizzle-kit', filename: 'drizzle/0002_add.sql', files: { 'drizzle/meta/_journal.json': '{ "dialect": "postgresql" }' }, code: 'CREATE INDEX CONCURRENTLY "events_at_idx" ON "events" ("at");', errors: [{ messageId: 'concurrentlyInTransaction', data: { table: 'events', name: 'events_at_idx', by: '', how: ': apply it outside of the migrations' }, line: 1 }] },
    { name: 'in a block, which is a transaction: a word is not enough', filename: 'migrations/2_add.sql', files: PG, code: 'DO $$ BEGIN\n  CREATE INDEX events_at_idx ON events (at);\nEND $$;', errors: [{ messageId: 'blockingIndex', line: 2, suggestions: [] }] },
    { name: 'CONCURRENTLY in a transaction of the file', filename: 'migrations/2_add.sql', files: PG, code: 'BEGIN;\nDROP INDEX CONCURRENTLY events_at_idx;\nCOMMIT;', errors: [{ messageId: 'concurrentlyInTransaction', data: { table: '', name: 'events_at_idx', by: '', how: '' }, line: 2 }] },
    { name: 'CONCURRENTLY in a transaction of dbmate', filename: 'db/migrations/2_add.sql', files: PG, code: '-- migrate:up\nCREATE INDEX CONCURRENTLY events_at_idx ON events (at);', errors: [{ messageId: 'concurrentlyInTransaction', line: 2 }] },
    { name: 'CONCURRENTLY in a transaction of Knex, which the package alone tells', filename: 'migrations/2_add.js', files: KNEX, code: "exports.up = (k) => k.raw('CREATE INDEX CONCURRENTLY events_at_idx ON events (at)');", errors: [{ messageId: 'concurrentlyInTransaction', data: { table: 'events', name: 'events_at_idx', by: '', how: ': export `config = { transaction: false }`' }, line: 1, column: 28 }] },
    { name: 'the tool of the settings', filename: 'migrations/2_add.sql', settings: { dialect: 'postgres', migrations: { runner: 'goose' } }, code: 'CREATE INDEX CONCURRENTLY events_at_idx ON events (at);', errors: [{ messageId: 'concurrentlyInTransaction', line: 1 }] },
    {
      name: 'in code, whatever things are called',
      filename: 'src/changes/add.ts',
      files: PG,
      code: `
        import type { QueryRunner as Anything } from 'typeorm';
        export class Add {
          async up(x: Anything) {
            await x.query(\`CREATE INDEX events_at_idx ON events (at)\`);
          }
        }
      `,
      errors: [{ messageId: 'blockingIndex', line: 4, column: 20, data: { table: 'events', name: 'events_at_idx', by: '', how: ": set `transaction = false` in the class, with `migrationsTransactionMode: 'each'`" } }],
    },
    {
      name: 'the receiver from another file, in a tool without transactions',
      filename: 'src/migrations/2_add.ts',
      files: { ...PG, 'src/db.ts': "import { Pool } from 'pg';\nexport const anything = new Pool();\n" },
      code: "import { anything as x } from '../db';\nexport const up = () => x.query('CREATE INDEX events_at_idx ON events (at)');",
      errors: [{ messageId: 'blockingIndex', line: 2, column: 34, suggestions: [{ messageId: 'addConcurrently', output: "import { anything as x } from '../db';\nexport const up = () => x.query('CREATE INDEX CONCURRENTLY events_at_idx ON events (at)');" }] }],
    },
  ],
});
