import rule from '../../../src/rules/concurrency/require-query-logging.ts';
import { testRule } from '../test-rule.ts';

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: the option', code: "import { PrismaClient } from '@prisma/client';\nexport const prisma = new PrismaClient({ log: process.env.NODE_ENV === 'development' ? ['query'] : [] });" },
    { name: 'remedy: the event', code: "import { PrismaClient } from '@prisma/client';\nexport const prisma = new PrismaClient();\nprisma.$on('query', (event) => console.log(event));" },
    { name: 'remedy: TypeORM', code: "import { DataSource } from 'typeorm';\nexport const source = new DataSource({ type: 'postgres', logging: ['error', 'query'] });" },
    { name: 'a driver sends what is written', code: "import { Pool } from 'pg';\nexport const pool = new Pool();" },
    { name: 'Sequelize logs by itself', code: "import { Sequelize } from 'sequelize';\nexport const db = new Sequelize('postgres://db.example.com/app');" },
    { name: 'unknown: options from elsewhere', code: "import { DataSource } from 'typeorm';\nimport { options } from '@acme/options';\nexport const source = new DataSource(options);" },
    { name: 'look-alike: another client', code: "import { PrismaClient } from './client';\nexport const prisma = new PrismaClient();" },
  ],
  invalid: [
    { name: 'Prisma', code: "import { PrismaClient } from '@prisma/client';\nexport const database = new PrismaClient();", errors: [{ messageId: 'silent', data: { name: 'new PrismaClient()', option: 'log' }, line: 2, column: 25 }] },
    { name: 'turned off', code: "import { DataSource } from 'typeorm';\nexport const source = new DataSource({ type: 'postgres', logging: false });", errors: [{ messageId: 'silent', data: { name: 'new DataSource()', option: 'logging' }, line: 2 }] },
    { name: 'Knex', code: "import knex from 'knex';\nexport const db = knex({ client: 'pg', connection: 'postgres://db.example.com/app' });", errors: [{ messageId: 'silent', line: 2 }] },
    { name: 'options of another file', filename: 'src/a.ts', files: { 'src/options.ts': "export const options = { type: 'postgres' as const };" }, code: "import { DataSource } from 'typeorm';\nimport { options } from './options';\nexport const source = new DataSource(options);", errors: [{ messageId: 'silent', line: 3 }] },
  ],
});
