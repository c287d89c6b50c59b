import rule from '../../../src/rules/schema/prefer-postgres.ts';
import { testRule } from '../test-rule.ts';
import { prismaSchema } from './silent-cases.ts';

const MYSQL = "import { createPool } from 'mysql2/promise';\nexport const pool = createPool({});";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: drivers of PostgreSQL', code: "import { Pool } from 'pg';\nimport postgres from 'postgres';\nimport { pgTable } from 'drizzle-orm/pg-core';\nexport const all = [Pool, postgres, pgTable];" },
    { name: 'remedy: the dialect of an ORM', code: "import { Sequelize } from 'sequelize';\nimport { DataSource } from 'typeorm';\nimport knex from 'knex';\nexport const all = [new Sequelize('mysql', 'mongo', '', { dialect: 'postgres' }), new DataSource({ type: 'cockroachdb' }), knex({ client: 'pg' })];" },
    { name: 'remedy: the provider of Prisma', filename: 'schema.prisma', code: prismaSchema('a Int') },
    { name: 'Prisma for CockroachDB, which speaks the same protocol', filename: 'schema.prisma', code: prismaSchema('a Int', 'cockroachdb') },
    { name: 'unknown: a provider that is no text', filename: 'schema.prisma', code: prismaSchema('a Int').replace('"postgresql"', 'env("MYSQL")') },
    { name: 'allowed', options: [{ allow: ['mysql'] }], code: MYSQL },
    { name: 'allowed in Prisma', filename: 'schema.prisma', options: [{ allow: ['sqlite'] }], code: prismaSchema('a Int', 'sqlite') },
    { name: 'types alone', code: "import type { Document } from 'mongodb';\nimport { type Model } from 'mongoose';\nexport type { Pool } from 'mysql2';\nexport type Row = Document | Model<unknown>;" },
    { name: 'look-alike: a folder of the project, and packages that begin alike', files: { 'src/mongodb/index.ts': 'export const a = 1;\n', 'tsconfig.json': '{ "compilerOptions": { "baseUrl": "src" } }' }, code: "import { a } from 'mongodb';\nimport b from './mysql';\nimport c from 'mysql-error-keys';\nexport const all = [a, b, c];" },
    { name: 'look-alike: a file with a name of its own for require, a name in a text', code: "const require = (name: string) => name;\nexport const a = require('mysql');\nexport const b = 'mongoose';" },
    { name: 'look-alike: a class that is called like one of an ORM', code: "import { DataSource } from './typeorm-like';\nexport const a = new DataSource({ type: 'mysql' });" },
    { name: 'unknown: the dialect is read from the environment, or one of two', code: "import { DataSource } from 'typeorm';\nexport const a = new DataSource({ type: process.env.TYPE });\nexport const b = new DataSource({ type: process.env.CI ? 'sqlite' : 'postgres' });" },
    { name: 'a test', filename: 'tests/db.test.ts', code: "import Database from 'better-sqlite3';\nexport const db = new Database(':memory:');" },
  ],
  invalid: [
    { name: 'a driver', code: MYSQL, errors: [{ messageId: 'other', data: { name: 'mysql', title: 'MySQL or MariaDB' }, line: 1, column: 1, endColumn: 45 }] },
    { name: 'another database than the allowed one', options: [{ allow: ['mongodb', 'sqlite'] }], code: MYSQL, errors: [{ messageId: 'other', line: 1 }] },
    {
      name: 'once for each database of a file',
      code: "import { Schema } from 'mongoose';\nimport { MongoClient } from 'mongodb';\nexport * from 'drizzle-orm/sqlite-core';\nexport const a = () => import('better-sqlite3');\nexport const all = [Schema, MongoClient];",
      errors: [{ messageId: 'other', data: { name: 'mongodb', title: 'MongoDB' }, line: 1 }, { messageId: 'other', data: { name: 'sqlite', title: 'SQLite' }, line: 3 }],
    },
    { name: 'required', filename: 'db.js', parser: 'espree', sourceType: 'commonjs', code: "const x = require('oracledb');\nmodule.exports = { x, y: require('mssql') };", errors: [{ messageId: 'other', data: { name: 'oracle', title: 'Oracle' }, line: 1, column: 11 }, { messageId: 'other', data: { name: 'mssql', title: 'SQL Server' }, line: 2 }] },
    { name: 'loaded where it is used, and handed on', code: "export const a = () => import('sqlite3');\nexport { Schema } from 'mongoose';", errors: [{ messageId: 'other', line: 1, column: 24 }, { messageId: 'other', line: 2 }] },
    {
      name: 'the dialect of an ORM, from another file, the class renamed',
      filename: 'src/db.ts',
      files: { 'src/words.ts': "export const WHAT = 'mariadb';\n", 'src/orm.ts': "export { Sequelize as Anything } from 'sequelize';\n" },
      code: "import { Sequelize } from 'sequelize';\nimport { Anything } from './orm';\nimport { WHAT } from './words';\nexport const a = new Anything('url', { dialect: WHAT });\nexport const b = new Sequelize({ dialect: 'sqlite' });",
      errors: [{ messageId: 'other', data: { name: 'mysql', title: 'MySQL or MariaDB' }, line: 4, column: 49, endColumn: 53 }, { messageId: 'other', data: { name: 'sqlite', title: 'SQLite' }, line: 5 }],
    },
    {
      name: 'options of TypeORM, Knex, Nest and drizzle-kit',
      code: "import { DataSource } from 'typeorm';\nimport knex from 'knex';\nimport { TypeOrmModule } from '@nestjs/typeorm';\nimport { defineConfig } from 'drizzle-kit';\nexport const a = new DataSource({ type: 'mongodb' });\nexport const b = knex({ client: 'mysql2' });\nexport const c = TypeOrmModule.forRoot({ type: 'oracle' });\nexport const d = defineConfig({ dialect: 'turso' });",
      errors: [{ messageId: 'other', data: { name: 'mongodb', title: 'MongoDB' }, line: 5, column: 41, endColumn: 50 }, { messageId: 'other', data: { name: 'mysql', title: 'MySQL or MariaDB' }, line: 6 }, { messageId: 'other', data: { name: 'oracle', title: 'Oracle' }, line: 7 }, { messageId: 'other', data: { name: 'sqlite', title: 'SQLite' }, line: 8 }],
    },
    { name: 'Prisma', filename: 'schema.prisma', code: prismaSchema('a Int', 'mysql'), errors: [{ messageId: 'other', data: { name: 'mysql', title: 'MySQL or MariaDB' }, line: 2, column: 14, endColumn: 21 }] },
    { name: 'Prisma for MongoDB', filename: 'schema.prisma', options: [{ allow: ['mysql'] }], code: prismaSchema('a Int', 'mongodb'), errors: [{ messageId: 'other', data: { name: 'mongodb', title: 'MongoDB' }, line: 2 }] },
  ],
});
