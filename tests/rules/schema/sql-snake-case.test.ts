import rule from '../../../src/rules/schema/sql-snake-case.ts';
import { testRule } from '../test-rule.ts';
import { PG, prismaSchema, silentPrismaCases, silentStatements } from './silent-cases.ts';

testRule(import.meta, rule, {
  valid: [
    ...silentStatements('CREATE TABLE events (id uuid PRIMARY KEY, "createdAt" date);', 'CREATE TABLE events (id uuid PRIMARY KEY, created_at timestamptz);'),
    ...silentPrismaCases('createdAt DateTime @map("createdAt")', 'createdAt DateTime @map("created_at")', 'createdAt DateTime'),
    { name: 'Prisma: names that nobody wrote for the database', filename: 'schema.prisma', code: 'datasource db {\n  provider = "postgresql"\n}\nmodel UserAccount {\n  userId Int @id(map: "userKey")\n  kind UserKind\n  @@index([kind], map: "kindIndex")\n}\nenum UserKind {\n  A @map("aKind")\n}' },
    { name: 'look-alike: SQL in capitals', filename: 'schema.sql', files: PG, code: 'CREATE TABLE EVENTS (ID UUID PRIMARY KEY, CREATED_AT TIMESTAMPTZ);' },
    { name: 'look-alike: quotes around a name that needs none', filename: 'schema.sql', files: PG, code: 'CREATE TABLE "events" ("id" uuid PRIMARY KEY);' },
    { name: 'a column that is dropped or renamed away', filename: 'schema.sql', files: PG, code: 'ALTER TABLE events DROP COLUMN "createdAt"; ALTER TABLE events RENAME COLUMN "updatedAt" TO updated_at;' },
    { name: 'a later migration gives the table and its column other names', filename: 'migrations/1_a.sql', files: { ...PG, 'migrations/2_b.sql': 'ALTER TABLE "userEvents" RENAME COLUMN "createdAt" TO created_at; ALTER TABLE "userEvents" RENAME TO user_events;' }, code: 'CREATE TABLE "userEvents" (id uuid PRIMARY KEY, "createdAt" date);' },
    { name: 'a name on the way to another one', filename: 'migrations/2_b.sql', files: { ...PG, 'migrations/1_a.sql': 'CREATE TABLE events (a date);', 'migrations/3_c.sql': 'ALTER TABLE "userEvents" RENAME COLUMN "createdAt" TO created_at; ALTER TABLE "userEvents" RENAME TO user_events;' }, code: 'ALTER TABLE events RENAME COLUMN a TO "createdAt"; ALTER TABLE events RENAME TO "userEvents";' },
    { name: 'a migration that MikroORM wrote from entities: these are the place to change', filename: 'src/migrations/Migration20240101120000.ts', files: { 'package.json': '{ "dependencies": { "@mikro-orm/postgresql": "6" } }' }, code: "import { Migration } from '@mikro-orm/migrations';\nexport class Migration20240101120000 extends Migration {\n  async up() {\n    this.addSql('create table \"Event\" (\"createdAt\" timestamptz not null);');\n  }\n}" },
    { name: 'allowed by name', filename: 'schema.sql', files: PG, options: [{ allow: ['SequelizeMeta'] }], code: 'CREATE TABLE "SequelizeMeta" (name text PRIMARY KEY);' },
    { name: 'Drizzle: properties are no names of columns', code: "import { pgTable, uuid, timestamp } from 'drizzle-orm/pg-core';\nexport const t = pgTable('items', { itemId: uuid('item_id'), createdAt: timestamp() });" },
    { name: 'unknown: the name is spliced in', code: "import { Pool } from 'pg';\nexport const up = (pool: Pool, name: string) => pool.query(`CREATE TABLE ${name} (id uuid PRIMARY KEY)`);" },
  ],
  invalid: [
    { name: 'a migration of MikroORM that somebody wrote', filename: 'src/migrations/Migration20240101120000.ts', files: { 'package.json': '{ "dependencies": { "@mikro-orm/postgresql": "6" } }' }, code: "import { Migration } from '@mikro-orm/migrations';\nexport class Migration20240101120000 extends Migration {\n  async up() {\n    this.addSql('CREATE TABLE events (\"createdAt\" timestamptz)');\n  }\n}", errors: [{ messageId: 'quoted', line: 4 }] },
    {
      name: 'quoted, and folded',
      filename: 'schema.sql',
      files: PG,
      code: 'CREATE TABLE "UserAccounts" (id uuid PRIMARY KEY, createdAt timestamptz, "e-mail" text);',
      errors: [
        { messageId: 'quoted', data: { of: 'table', name: 'UserAccounts', better: 'user_accounts' }, line: 1, column: 14 },
        { messageId: 'folded', line: 1, data: { of: 'column', name: 'createdAt', stored: 'createdat', better: 'created_at' }, column: 51, endColumn: 60 },
        { messageId: 'quoted', line: 1, data: { of: 'column', name: 'e-mail', better: 'e_mail' } },
      ],
    },
    {
      name: 'a name that is not the one that is allowed',
      filename: 'schema.sql',
      files: PG,
      options: [{ allow: ['SequelizeMeta'] }],
      code: 'CREATE TABLE "SequelizeData" (name text PRIMARY KEY);',
      errors: [{ messageId: 'quoted', line: 1 }],
    },
    {
      name: 'new names of columns, tables and types',
      filename: 'migrations/2.sql',
      settings: { dialect: 'postgres' },
      code: 'ALTER TABLE events ADD COLUMN "userID" uuid; ALTER TABLE events RENAME COLUMN a TO "aB"; ALTER TABLE events RENAME TO "myEvents"; CREATE TYPE "eventKind" AS ENUM (\'a\');',
      errors: [
        { messageId: 'quoted', line: 1, data: { of: 'column', name: 'userID', better: 'user_id' } },
        { messageId: 'quoted', line: 1, data: { of: 'column', name: 'aB', better: 'a_b' } },
        { messageId: 'quoted', line: 1, data: { of: 'table', name: 'myEvents', better: 'my_events' } },
        { messageId: 'quoted', line: 1, data: { of: 'type', name: 'eventKind', better: 'event_kind' } },
      ],
    },
    {
      name: 'Drizzle, a name that is written out; the builder from another file',
      filename: 'src/schema.ts',
      files: { 'src/pg.ts': "export { pgTable as make } from 'drizzle-orm/pg-core';\n" },
      code: "import { text as words } from 'drizzle-orm/pg-core';\nimport { make } from './pg';\nexport const t = make('items', { a: words('fullName') });",
      errors: [{ messageId: 'quoted', data: { of: 'column', name: 'fullName', better: 'full_name' }, line: 3, column: 44, endColumn: 52 }],
    },
    {
      name: 'Prisma: a column, a table and an enum',
      filename: 'schema.prisma',
      code: `${prismaSchema('createdAt DateTime @map(name: "createdAt")\n  @@map("eventLog")')}enum Kind {\n  A\n  @@map("Kind")\n}\n`,
      errors: [
        { messageId: 'quoted', data: { of: 'column', name: 'createdAt', stored: 'createdAt', better: 'created_at' }, line: 7, column: 34, endColumn: 43 },
        { messageId: 'quoted', data: { of: 'table', name: 'eventLog', stored: 'eventLog', better: 'event_log' }, line: 8, column: 10 },
        { messageId: 'quoted', data: { of: 'type', name: 'Kind', stored: 'Kind', better: 'kind' }, line: 12 },
      ],
    },
  ],
});
