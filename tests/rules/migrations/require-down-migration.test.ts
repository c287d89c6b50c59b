import rule from '../../../src/rules/migrations/require-down-migration.ts';
import { testRule } from '../test-rule.ts';

const uses = (name: string): Record<string, string> => ({ 'package.json': `{ "name": "app", "dependencies": { "${name}": "1" } }` });
const KNEX = uses('knex');
const PG_MIGRATE = uses('node-pg-migrate');
const DB_MIGRATE = uses('db-migrate');

testRule(import.meta, rule, {
  valid: [
    {
      name: 'remedy: a down that undoes it',
      filename: 'migrations/1_users.ts',
      files: KNEX,
      code: `
        export const up = (x) => x.schema.createTable('users', (t) => t.uuid('id'));
        export const down = (x) => x.schema.dropTable('users');
      `,
    },
    {
      name: 'remedy: a down that throws on purpose',
      filename: 'migrations/2_merge.js',
      files: DB_MIGRATE,
      code: `
        exports.up = (db) => db.runSql('UPDATE users SET email = lower(email)');
        exports.down = () => { throw new Error('lower-cased addresses cannot be brought back'); };
      `,
    },
    {
      name: 'remedy: an empty down with a reason, in it and above it',
      filename: 'migrations/3_lower.js',
      files: DB_MIGRATE,
      code: `
        exports.up = (db, done) => db.runSql('UPDATE users SET email = lower(email)', done);
        // The addresses cannot be brought back.
        exports.down = (db, done) => done();
      `,
    },
    { name: 'remedy: a reason behind the call', filename: 'migrations/3_lower.js', files: DB_MIGRATE, code: "exports.up = (db, cb) => db.runSql('UPDATE users SET a = 1', cb);\nexports.down = function (db, cb) {\n  cb(); // nothing to undo for a backfill\n};\n" },
    { name: 'remedy: declined with false', filename: 'migrations/4_drop.js', files: PG_MIGRATE, code: "exports.up = (pgm) => pgm.dropTable('old');\nexports.down = false;\n" },
    { name: 'node-pg-migrate turns round what it can', filename: 'migrations/5_add.ts', files: PG_MIGRATE, code: "export const up = (x) => { x.createTable('users', { id: 'id' }); x.addColumns('users', { a: 'text' }); x.createIndex('users', 'a'); };\n" },
    { name: 'node-pg-migrate: operations that are not known', filename: 'migrations/5_add.ts', files: PG_MIGRATE, code: "import { tables } from './tables.ts';\nexport const up = (x) => tables(x);\n" },
    { name: 'node-pg-migrate by the type alone', filename: 'db/5_add.ts', code: "import type { MigrationBuilder } from 'node-pg-migrate';\nexport async function up(x: MigrationBuilder) { x.addColumn('users', { a: 'text' }); }\n" },
    { name: 'an up that does nothing has nothing to undo', filename: 'migrations/6_none.js', files: KNEX, code: 'exports.up = () => Promise.resolve();\nexports.down = () => Promise.resolve();\n' },
    { name: 'unknown: a down from another file', filename: 'migrations/7_shared.ts', files: KNEX, code: "import { down } from './shared.ts';\nexport const up = (x) => x.raw('SELECT 1');\nexport { down };\n" },
    { name: 'unknown: a down that something makes', filename: 'migrations/7_shared.ts', files: KNEX, code: "import { reverse } from './shared.ts';\nexport const up = (x) => x.raw('SELECT 1');\nexport const down = reverse(up);\n" },
    { name: 'unknown: everything of another module', filename: 'migrations/7_shared.ts', files: KNEX, code: "export * from './shared.ts';\nexport const up = (x) => x.raw('SELECT 1');\n" },
    { name: 'unknown: a class of the project may have it', filename: 'migrations/8_more.ts', files: KNEX, code: "import { Base } from './base.ts';\nexport default class More extends Base {\n  async up(x) { await x.raw('SELECT 1'); }\n}\n" },
    { name: 'unknown: a type of the project says that there is no way back', filename: 'migrations/8_more.ts', files: uses('typeorm'), code: "import type { OneWay } from './types.ts';\nexport class More implements OneWay {\n  async up(x) { await x.query('SELECT 1'); }\n}\n" },
    { name: 'look-alike: an up outside of migrations', filename: 'src/keys.ts', files: KNEX, code: 'export function up(position) { return position - 1; }\n' },
    { name: 'look-alike: a folder of migrations in a package without a runner', filename: 'migrations/1_state.ts', files: uses('express'), code: 'export function up(state) { return { ...state, version: 2 }; }\n' },
    { name: 'look-alike: a helper beside migrations', filename: 'migrations/names.ts', files: KNEX, code: 'export const names = { up: 1 };\nclass Lift { up() { return 1; } }\nnew Lift().up();\n' },
    { name: 'TypeORM with both ways', filename: 'src/1700000000000-Users.ts', code: "import { MigrationInterface, QueryRunner } from 'typeorm';\nexport class Users implements MigrationInterface {\n  async up(x: QueryRunner) { await x.query('CREATE TABLE users (id uuid)'); }\n  async down(x: QueryRunner) { await x.query('DROP TABLE users'); }\n}\n" },
    { name: 'a runner that only goes forward, by the setting', filename: 'migrations/1_a.ts', files: KNEX, settings: { migrations: { runner: 'graphile' } }, code: "export const up = (x) => x.raw('SELECT 1');\n" },
    { name: 'a migration no newer than the setting says', filename: 'migrations/9_old.js', files: KNEX, settings: { migrations: { since: '10_more.js' } }, code: "exports.up = (x) => x.raw('SELECT 1');\n" },
    { name: 'dbmate with both sections', filename: 'db/migrations/1_a.sql', code: '-- migrate:up\nCREATE TABLE a (id int);\n-- migrate:down\nDROP TABLE a;\n' },
    { name: 'goose with a reason in place of statements', filename: 'migrations/1_a.sql', code: '-- +goose Up\nUPDATE a SET b = lower(b);\n-- +goose Down\n-- what the texts were is not known any more\n' },
    { name: 'sql-migrate with both sections', filename: 'migrations/1_a.sql', code: '-- +migrate Up\nCREATE TABLE a (id int);\n\n-- +migrate Down\nDROP TABLE a;\n' },
    { name: 'golang-migrate with its counterpart', filename: 'migrations/1_a.up.sql', files: { 'migrations/1_a.down.sql': 'DROP TABLE a;\n' }, code: 'CREATE TABLE a (id int);\n' },
    { name: 'the counterpart itself', filename: 'migrations/1_a.down.sql', code: 'DROP TABLE a;\n' },
    { name: 'postgrator: a counterpart with other words', filename: 'migrations/001.do.users.sql', files: { 'package.json': '{ "name": "app" }', 'migrations/001.undo.drop-users.sql': 'DROP TABLE users;\n' }, code: 'CREATE TABLE users (id int);\n' },
    { name: 'db-migrate with SQL files', filename: 'migrations/sqls/1-a-up.sql', files: { 'migrations/sqls/1-a-down.sql': 'DROP TABLE a;\n' }, code: 'CREATE TABLE a (id int);\n' },
    { name: 'sqitch', filename: 'deploy/a.sql', files: { 'sqitch.plan': '%project=a\n', 'revert/a.sql': 'DROP TABLE a;\n' }, code: 'CREATE TABLE a (id int);\n' },
    { name: 'unknown: a migration without a mark, as Prisma and drizzle-kit write it', filename: 'prisma/migrations/20240101000000_a/migration.sql', code: 'CREATE TABLE a (id int);\n' },
    { name: 'unknown: a file to deploy of another tool', filename: 'deploy/a.sql', code: 'CREATE TABLE a (id int);\n' },
  ],

  invalid: [
    { name: 'no down: functions exported one by one', filename: 'migrations/1_users.js', files: KNEX, code: "exports.up = function (anything) {\n  return anything.schema.dropTable('users');\n};\n", errors: [{ messageId: 'missing', data: { name: '`down`' }, line: 1, column: 1, endColumn: 11 }] },
    { name: 'no down: ES module', filename: 'src/migrations/1_users.ts', files: uses('kysely'), code: "export async function up(anything) {\n  await anything.schema.createTable('users').execute();\n}\n", errors: [{ messageId: 'missing', line: 1, column: 23, endColumn: 25 }] },
    { name: 'no down: one object', filename: 'migrations/1_users.js', files: uses('sequelize-cli'), code: "module.exports = {\n  async up(queryInterface) { await queryInterface.dropTable('users'); },\n};\n", errors: [{ messageId: 'missing', line: 2, column: 9, endColumn: 11 }] },
    { name: 'no down: a default export', filename: 'migrations/1_users.ts', files: uses('umzug'), code: "export default {\n  up: async (x) => { await x.dropTable('users'); },\n  down: undefined,\n};\n", errors: [{ messageId: 'missing', line: 2 }] },
    { name: 'by what is handed to up, wherever the file stands', filename: 'db/versions/1.ts', code: "import type { Kysely } from 'kysely';\nexport async function up(x: Kysely<unknown>) { await x.schema.dropTable('a').execute(); }\n", errors: [{ messageId: 'missing', line: 2 }] },
    { name: 'MikroORM, under another name', filename: 'src/db/Migration1.ts', code: "import { Migration as M } from '@mikro-orm/migrations';\nexport class Migration1 extends M {\n  override async up() { this.addSql('DROP TABLE a'); }\n}\n", errors: [{ messageId: 'missing', line: 3 }] },
    { name: 'a class in plain JavaScript', filename: 'migrations/1-a.js', parser: 'espree', sourceType: 'commonjs', files: uses('typeorm'), code: "module.exports = class A {\n  async up(runner) { await runner.query('DROP TABLE a'); }\n};\n", errors: [{ messageId: 'missing', line: 2 }] },
    {
      name: 'an empty down',
      filename: 'src/1-A.ts',
      code: "import { MigrationInterface, QueryRunner } from 'typeorm';\nexport class A implements MigrationInterface {\n  async up(x: QueryRunner) { await x.query('DROP TABLE a'); }\n  async down() {}\n}\n",
      errors: [{ messageId: 'empty', data: { name: '`down`' }, line: 4, column: 9, endColumn: 13 }],
    },
    { name: 'a down that only calls back', filename: 'migrations/1-a.js', files: DB_MIGRATE, code: "exports.up = (db, done) => db.dropTable('a', done);\nexports.down = (db, done) => {\n  done();\n};\n", errors: [{ messageId: 'empty', line: 2, column: 1 }] },
    { name: 'a down that runs blank SQL', filename: 'migrations/1-a.js', files: DB_MIGRATE, code: "exports.up = (db, done) => db.dropTable('a', done);\nexports.down = (db, done) => {\n  db.runSql(`\n  `, done);\n};\n", errors: [{ messageId: 'empty', line: 2 }] },
    { name: 'a down that returns nothing', filename: 'migrations/1-a.js', files: DB_MIGRATE, code: "exports.up = (db) => db.dropTable('a');\nexports.down = function (db) {\n  return null;\n};\n", errors: [{ messageId: 'empty', line: 2 }] },
    {
      name: 'the words of a template, tags, unfinished work and commented-out code are no reason',
      filename: 'migrations/1-a.js',
      files: uses('sequelize-cli'),
      code: "module.exports = {\n  async up(q) { await q.dropTable('a'); },\n  /** @param q the interface of queries */\n  async down(q) {\n    // TODO write this down\n    /**\n     * Add reverting commands here.\n     */\n    // await q.createTable('a');\n  },\n};\n",
      errors: [{ messageId: 'empty', line: 4 }],
    },
    { name: 'node-pg-migrate cannot turn it round', filename: 'migrations/1_a.ts', files: PG_MIGRATE, code: "export const up = (x) => {\n  x.addColumn('a', { b: 'text' });\n  x.sql('UPDATE a SET b = c');\n};\n", errors: [{ messageId: 'inferred', data: { name: '`x.sql`' }, line: 1, column: 14, endColumn: 16 }] },
    { name: 'the runner said by the setting', filename: 'migrations/1_a.ts', settings: { migrations: { runner: 'knex' } }, files: { 'package.json': '{ "name": "app" }' }, code: "export const up = (x) => x.schema.dropTable('a');\n", errors: [{ messageId: 'missing', line: 1 }] },
    { name: 'newer than the setting says', filename: 'migrations/11_a.js', files: KNEX, settings: { migrations: { since: '10_more.js' } }, code: "exports.up = (x) => x.schema.dropTable('a');\n", errors: [{ messageId: 'missing', line: 1 }] },
    { name: 'dbmate without a section', filename: 'db/migrations/1_a.sql', code: '-- migrate:up\nCREATE TABLE a (id int);\n', errors: [{ messageId: 'missing', data: { name: '`Down`' }, line: 1, column: 1, endColumn: 14 }] },
    { name: 'goose with an empty section', filename: 'migrations/1_a.sql', code: '-- +goose Up\nCREATE TABLE a (id int);\n\n-- +goose Down\n', errors: [{ messageId: 'empty', line: 4 }] },
    { name: 'golang-migrate without the counterpart', filename: 'migrations/1_a.up.sql', files: {}, code: 'CREATE TABLE a (id int);\n', errors: [{ messageId: 'missing', data: { name: '`1_a.down.sql`' }, line: 1, column: 1, endColumn: 7 }] },
    { name: 'golang-migrate with an empty counterpart', filename: 'migrations/1_a.up.sql', files: { 'migrations/1_a.down.sql': '\n' }, code: 'CREATE TABLE a (id int);\n', errors: [{ messageId: 'empty', line: 1 }] },
    { name: 'postgrator without the counterpart', filename: 'migrations/002.do.users.sql', files: { 'package.json': '{ "name": "app" }', 'migrations/001.undo.users.sql': 'DROP TABLE users;\n' }, code: 'CREATE TABLE users (id int);\n', errors: [{ messageId: 'missing', data: { name: '`002.undo.users.sql`' }, line: 1 }] },
    { name: 'the template of db-migrate', filename: 'migrations/sqls/1-a-up.sql', files: { 'migrations/sqls/1-a-down.sql': '/* Replace with your SQL commands */\n' }, code: 'CREATE TABLE a (id int);\n', errors: [{ messageId: 'empty', line: 1 }] },
    { name: 'sqitch without the counterpart', filename: 'deploy/a.sql', files: { 'sqitch.plan': '%project=a\n' }, code: 'CREATE TABLE a (id int);\n', errors: [{ messageId: 'missing', data: { name: '`../revert/a.sql`' }, line: 1 }] },
  ],
});
