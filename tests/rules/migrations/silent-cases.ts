import type { Case } from '../test-rule.ts';

export const PG = { 'package.json': '{ "dependencies": { "pg": "8" } }' };
const MYSQL = { 'package.json': '{ "dependencies": { "mysql2": "3" } }' };

/** What every rule on migrations is silent on, given a statement on the table `events` that it reports in a migration. */
export function silentCases(statement: string): readonly Case[] {
  return [
    { name: 'the table is made in the same file', filename: 'migrations/2_add.sql', files: PG, code: `CREATE TABLE IF NOT EXISTS events (id uuid PRIMARY KEY, at timestamptz);\n${statement};` },
    { name: 'the table is made in the same file, under a schema', filename: 'migrations/2_add.sql', files: PG, code: `CREATE TABLE public.events (id uuid PRIMARY KEY, at timestamptz);\n${statement};` },
    { name: 'the table is made in the same file and renamed', filename: 'migrations/2_add.sql', files: PG, code: `CREATE TABLE fresh (id uuid PRIMARY KEY, at timestamptz);\nALTER TABLE fresh RENAME TO events;\n${statement};` },
    { name: 'a temporary table', filename: 'migrations/2_add.sql', files: PG, code: `CREATE TEMPORARY TABLE events (id uuid PRIMARY KEY, at timestamptz);\n${statement};` },
    { name: 'look-alike: in a comment and in a string', filename: 'migrations/2_add.sql', files: PG, code: `-- ${statement}\nINSERT INTO notes (text) VALUES ($$${statement}$$);\nCREATE TYPE mood AS ENUM ('good');` },
    { name: 'no migration: a script beside the code', filename: 'src/sql/clean.sql', files: PG, code: `${statement};` },
    { name: 'no migration: an application that installs its own schema', filename: 'src/install.ts', code: `import { Pool } from 'pg';\nconst pool = new Pool();\nexport const install = () => pool.query(\`${statement}\`);` },
    { name: 'the way back, in a file of its own', filename: 'migrations/2_add.down.sql', files: PG, code: `${statement};` },
    { name: 'the way back, below a mark', filename: 'migrations/2_add.sql', files: PG, code: `-- migrate:up\nCREATE TYPE mood AS ENUM ('good');\n-- migrate:down\n${statement};` },
    { name: 'the way back, in code', filename: 'migrations/2_add.ts', files: PG, code: `import { Pool } from 'pg';\nexport const up = (pool: Pool) => pool.query("CREATE TYPE mood AS ENUM ('good')");\nexport const down = (pool: Pool) => pool.query(\`${statement}\`);` },
    { name: 'a migration that is no newer than the setting says', filename: 'migrations/9_add.sql', settings: { dialect: 'postgres', migrations: { since: '10_more.sql' } }, code: `${statement};` },
    { name: 'unknown: nothing tells the dialect', filename: 'migrations/2_add.sql', code: `${statement};` },
    { name: 'another dialect, by the driver of the package', filename: 'migrations/2_add.sql', files: MYSQL, code: `${statement};` },
    { name: 'another dialect, by the settings', filename: 'migrations/2_add.sql', settings: { dialect: 'sqlite' }, code: `${statement};` },
    { name: 'another dialect, by the folder', filename: 'db/clickhouse/migrations/2_add.sql', files: PG, code: `${statement};` },
    { name: 'another dialect, by the lock file of Prisma', filename: 'prisma/migrations/2_add/migration.sql', files: { ...PG, 'prisma/migrations/migration_lock.toml': 'provider = "mysql"\n' }, code: `${statement};` },
    { name: 'another dialect, by the data source of Prisma', filename: 'prisma/migrations/2_add/migration.sql', files: { ...PG, 'prisma/schema.prisma': 'datasource db {\n  provider = "sqlite"\n  url = "file:x"\n}\n' }, code: `${statement};` },
    { name: 'another dialect, by the journal of drizzle-kit', filename: 'drizzle/0002_add.sql', files: { ...PG, 'drizzle/meta/_journal.json': '{ "dialect": "mysql" }' }, code: `${statement};` },
    { name: 'unknown: a table whose name is spliced in', filename: 'migrations/2_add.js', files: PG, code: `exports.up = (db, name) => db.runSql(\`${statement.replaceAll('events', '${name}')}\`);` },
    { name: 'a table made by a builder, in code', filename: 'migrations/2_add.js', files: PG, code: `exports.up = async (db) => {\n  await db.createTable('events', { id: 'int' });\n  await db.runSql(\`${statement}\`);\n};` },
  ];
}
