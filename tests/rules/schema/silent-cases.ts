import type { Case } from '../test-rule.ts';

export const PG = { 'package.json': '{ "dependencies": { "pg": "8" } }' };
const MYSQL = { 'package.json': '{ "dependencies": { "mysql2": "3" } }' };

/** What every rule for types of columns is silent on: its remedy, look-alikes, unknowns, other dialects, generated migrations. */
export function silentCases(column: string, type: string, better: string): readonly Case[] {
  return [
    { name: `remedy: ${better}`, filename: 'schema.sql', files: PG, code: `CREATE TABLE events (id uuid PRIMARY KEY, ${column} ${better});` },
    { name: 'look-alike: in a comment and in a string', filename: 'schema.sql', files: PG, code: `-- CREATE TABLE a (${column} ${type})\nINSERT INTO notes (text) VALUES ('CREATE TABLE a (${column} ${type})');` },
    { name: 'a temporary table is no schema', filename: 'load.sql', files: PG, code: `CREATE TEMP TABLE events (${column} ${type});` },
    { name: 'unknown: nothing tells the dialect', filename: 'schema.sql', code: `CREATE TABLE events (${column} ${type});` },
    { name: 'another dialect, by the driver of the package', filename: 'schema.sql', files: MYSQL, code: `CREATE TABLE events (${column} ${type});` },
    { name: 'another dialect, by the text', filename: 'schema.sql', files: PG, code: `CREATE TABLE \`events\` (\`id\` int AUTO_INCREMENT, \`${column}\` ${type}) ENGINE=InnoDB;` },
    { name: 'another dialect, by the settings', filename: 'schema.sql', settings: { dialect: 'sqlite' }, code: `CREATE TABLE events (${column} ${type});` },
    { name: 'a migration that Prisma wrote', filename: 'prisma/migrations/20240101000000_init/migration.sql', files: PG, code: `CREATE TABLE "events" ("${column}" ${type});` },
    { name: 'a migration that Prisma wrote, under a short number', filename: 'prisma/migrations/01_init/migration.sql', files: PG, code: `CREATE TABLE "events" ("${column}" ${type});` },
    { name: 'a migration that drizzle-kit wrote', filename: 'drizzle/0000_init.sql', files: { ...PG, 'drizzle/meta/_journal.json': '{}' }, code: `CREATE TABLE "events" ("${column}" ${type});` },
    { name: 'unknown: text whose type is spliced in', code: `import { Pool } from 'pg';\nexport const up = (pool: Pool, type: string) => pool.query(\`CREATE TABLE events (${column} \${type})\`);` },
    { name: 'embedded for another database', code: `import mysql from 'mysql2/promise';\nconst db = mysql.createPool({});\nexport const up = () => db.query('CREATE TABLE events (${column} ${type})');` },
  ];
}

/** What every rule for tables is silent on, by a statement that it reports elsewhere and one with its remedy. */
export function silentStatements(bad: string, good: string): readonly Case[] {
  return [
    { name: 'remedy', filename: 'schema.sql', files: PG, code: good },
    { name: 'look-alike: in a comment and in a string', filename: 'schema.sql', files: PG, code: `/* ${bad} */\nINSERT INTO notes (text) VALUES ($$${bad}$$);` },
    { name: 'what a down brings back', filename: 'migrations/1.sql', settings: { dialect: 'postgres' }, code: `-- migrate:up\nSELECT 1;\n-- migrate:down\n${bad}` },
    { name: 'unknown: nothing tells the dialect', filename: 'schema.sql', code: bad },
    { name: 'another dialect, by the driver of the package', filename: 'schema.sql', files: MYSQL, code: bad },
    { name: 'another dialect, by the settings', filename: 'schema.sql', settings: { dialect: 'sqlite' }, code: bad },
    { name: 'a migration that Prisma wrote', filename: 'prisma/migrations/20240101000000_init/migration.sql', files: PG, code: bad },
    { name: 'a migration that drizzle-kit wrote', filename: 'drizzle/0000_init.sql', files: { ...PG, 'drizzle/meta/_journal.json': '{}' }, code: bad },
    { name: 'a migration that TypeORM wrote', files: PG, code: `export class A1 { async up(runner) { await runner.query(${JSON.stringify(bad)}); await runner.query('ALTER TABLE a ADD CONSTRAINT "FK_cace4a159ff9f2512dd42373760" CHECK (true)'); } }` },
    { name: 'embedded for another database', code: `import mysql from 'mysql2/promise';\nconst db = mysql.createPool({});\nexport const up = () => db.query(${JSON.stringify(bad)});` },
  ];
}

/** A Prisma schema for a database, with one model of one field. */
export const prismaSchema = (field: string, provider = 'postgresql'): string => `datasource db {\n  provider = "${provider}"\n}\n\nmodel Event {\n  id String @id @db.Uuid\n  ${field}\n}\n`;

/** The same for Prisma schemas, by lines of a model: the remedy, what is fine by itself, other databases, no database, comments. */
export function silentPrismaCases(field: string, better: string, plain: string): readonly Case[] {
  const model = `model Event {\n  id String @id\n  ${field}\n}\n`;
  return [
    { name: `remedy: ${better}`, filename: 'prisma/schema.prisma', code: prismaSchema(better) },
    { name: `look-alike: ${plain}`, filename: 'prisma/schema.prisma', code: prismaSchema(plain) },
    { name: 'a Prisma schema for another database', filename: 'prisma/schema.prisma', files: PG, code: prismaSchema(field, 'mysql') },
    { name: 'a Prisma schema for CockroachDB, which has types of its own', filename: 'prisma/schema.prisma', files: PG, code: prismaSchema(field, 'cockroachdb') },
    { name: 'unknown: no datasource in sight', filename: 'prisma/schema.prisma', code: model },
    { name: 'unknown: two schemas around, for two databases', filename: 'prisma/models/event.prisma', files: { 'prisma/a.prisma': prismaSchema('a Int', 'mysql'), 'prisma/b.prisma': prismaSchema('a Int') }, code: model },
    { name: 'look-alike: in comments of a Prisma schema', filename: 'prisma/schema.prisma', code: `/* ${prismaSchema(field)} */\n${prismaSchema(`// ${field.replaceAll('\n', '\n  // ')}`)}` },
    { name: 'look-alike: in a view and in a generator of a Prisma schema', filename: 'prisma/schema.prisma', code: `${prismaSchema('a Int')}view Past {\n  ${field}\n}\ngenerator client {\n  provider = "${field.replaceAll(/["\n]/g, '')}"\n}\n` },
    { name: 'unknown: a line that cannot be read', filename: 'prisma/schema.prisma', code: prismaSchema(`${field} ?`) },
    { name: 'a schema that a tool writes, by its header', filename: 'schema.prisma', code: `// This file is automatically generated by a tool, do not modify it manually.\n\n${prismaSchema(field)}` },
    { name: 'a copy beside a generated client', filename: 'src/generated/prisma/schema.prisma', code: prismaSchema(field) },
    { name: 'a schema of the tests', filename: 'tests/schema.prisma', code: prismaSchema(field) },
  ];
}
