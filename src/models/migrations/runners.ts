import type { Runner } from './types.ts';

/** Where a tool has no word for it. */
const BY_HAND = 'apply it outside of the migrations';

/**
 * Tools that run migrations, and whether they do it in a transaction. Sources: the manual of each.
 * The order counts where two tools read the same file: the more special mark comes first.
 */
export const RUNNERS: readonly Runner[] = [
  {
    // "Prisma Migrate" sends a script as it is; PostgreSQL manual, "Multiple Statements in a Simple Query": they are one transaction
    name: 'prisma', reads: ['sql'], packages: [], path: /\/migrations\/\d+_[^/]*\/migration\.sql$/u, transaction: 'script',
    remedy: 'give it a migration of its own with no other statement',
  },
  { name: 'drizzle', reads: ['sql'], packages: [], beside: ['meta/_journal.json'], transaction: 'each', remedy: BY_HAND },
  { name: 'dbmate', reads: ['sql'], packages: ['dbmate'], mark: /^--\s*migrate:(?:up|down)\b/mu, transaction: 'each', optsOut: /^--\s*migrate:up\b.*\btransaction:\s*false/mu, remedy: 'write `-- migrate:up transaction:false`' },
  { name: 'goose', reads: ['sql'], packages: [], mark: /^--\s*\+goose\s/mu, transaction: 'each', optsOut: /^--\s*\+goose\s+no\s+transaction\b/imu, remedy: 'write `-- +goose NO TRANSACTION`' },
  { name: 'sql-migrate', reads: ['sql'], packages: [], mark: /^--\s*\+migrate\s/mu, transaction: 'each', optsOut: /^--\s*\+migrate\s+up\s+notransaction\b/imu, remedy: 'write `-- +migrate Up notransaction`' },
  { name: 'graphile', reads: ['sql'], packages: ['graphile-migrate'], mark: /^--!\s*\S/mu, transaction: 'each', optsOut: /^--!\s*no-transaction\b/mu, remedy: 'write `--! no-transaction` in the first line' },
  { name: 'node-pg-migrate', reads: ['sql', 'code'], packages: ['node-pg-migrate'], mark: /^--+\s*(?:up|down)\s+migration\b/imu, transaction: 'each', optsOut: /\.noTransaction\(\)/u, remedy: 'call `pgm.noTransaction()`' },
  { name: 'sqitch', reads: ['sql'], packages: [], beside: ['../sqitch.plan'], transaction: 'never', remedy: 'leave out BEGIN and COMMIT' },
  { name: 'postgrator', reads: ['sql'], packages: ['postgrator', 'postgrator-cli'], path: /\.(?:do|undo)\.[^/]*sql$/u, transaction: 'script', remedy: 'give it a migration of its own with no other statement' },
  { name: 'flyway', reads: ['sql'], packages: ['node-flywaydb'], path: /\/[VU]\d[\d._]*__[^/]*\.sql$/u, transaction: 'unknown', remedy: 'give it a migration of its own with no other statement' },
  { name: 'golang-migrate', reads: ['sql'], packages: [], path: /\/\d+_[^/]*\.(?:up|down)\.sql$/u, transaction: 'unknown', remedy: 'give it a migration of its own with no other statement' },
  {
    name: 'typeorm', reads: ['code'], packages: ['typeorm'], transaction: 'each', optsOut: /\btransaction\b[^=;\n]*=\s*false\b/u,
    configured: /\bmigrationsTransactionMode\s*:\s*(?!['"](?:all|each)['"])|--transaction[= ]none|\s-t\s+none\b/u, remedy: 'set `transaction = false` in the class, with `migrationsTransactionMode: \'each\'`',
  },
  { name: 'mikro-orm', reads: ['code'], packages: ['@mikro-orm/migrations'], transaction: 'each', optsOut: /\bisTransactional\b[^}]*\bfalse\b/u, configured: /\btransactional\s*:\s*(?!true)/u, remedy: 'override `isTransactional()` to return false' },
  { name: 'sequelize', reads: ['code'], packages: ['sequelize', 'sequelize-cli', '@sequelize/core', 'umzug'], transaction: 'never' },
  { name: 'kysely', reads: ['code'], packages: ['kysely'], transaction: 'each', configured: /\bdisableTransactions\s*:\s*(?!false)/u, remedy: BY_HAND },
  {
    name: 'db-migrate', reads: ['code'], packages: ['db-migrate'], mark: /\.runSql\(/u,
    // `--non-transactional` is said where it is run
    transaction: 'unknown', remedy: 'run it with `--non-transactional`',
  },
  {
    name: 'knex', reads: ['code'], packages: ['knex'], transaction: 'each', optsOut: /\btransaction\b['"]?\s*[:=]\s*false\b/u, configured: /\bdisableTransactions\s*:\s*(?!false)/u,
    remedy: 'export `config = { transaction: false }`',
  },
];
