import rule from '../../../src/rules/schema/require-fk-index.ts';
import { testRule } from '../test-rule.ts';
import { PG, prismaSchema, silentPrismaCases, silentStatements } from './silent-cases.ts';

const BAD = 'CREATE TABLE orders (id uuid PRIMARY KEY, buyer_id uuid REFERENCES users (id));';
const KEY = 'ownerId String\n  owner User @relation(fields: [ownerId], references: [id])';

testRule(import.meta, rule, {
  valid: [
    ...silentStatements(BAD, `${BAD} CREATE INDEX ON orders (buyer_id);`),
    ...silentPrismaCases(KEY, `${KEY}\n  @@index([ownerId])`, KEY.replace('ownerId String', 'ownerId String @unique')),
    { name: 'Prisma: first field of a key, by fields that are called otherwise in the database', filename: 'schema.prisma', code: prismaSchema(`${KEY.replace('String', 'String @map("owner")')}\n  kind Int\n  @@unique(fields: [ownerId, kind])`) },
    { name: 'Prisma: the index stands in a migration alone', filename: 'prisma/schema.prisma', files: { 'prisma/migrations/1_a/migration.sql': 'CREATE TABLE "Event" ("id" uuid);', 'prisma/migrations/2_b/migration.sql': 'CREATE INDEX "x" ON "Event" USING hash ("ownerId");' }, code: prismaSchema(KEY) },
    { name: 'Prisma: the index stands in SQL for a table that no migration makes', filename: 'prisma/schema.prisma', files: { 'prisma/indexes.sql': 'CREATE INDEX "x" ON "Event" ("ownerId");' }, code: prismaSchema(KEY) },
    { name: 'Prisma: tables of one name in two schemas of the database', filename: 'schema.prisma', code: `${prismaSchema(`${KEY}\n  @@schema("a")`)}\nmodel Other {\n  id Int @id\n  @@map("Event")\n  @@schema("b")\n}` },
    { name: 'a migration that Prisma wrote, in a folder of another name', filename: 'db/steps/1_a/migration.sql', files: { ...PG, 'db/steps/migration_lock.toml': 'provider = "postgresql"' }, code: BAD },
    { name: 'a migration that Prisma wrote from a schema: the schema is reported', filename: 'prisma/migrations/1_a/migration.sql', files: { 'prisma/schema.prisma': prismaSchema(KEY) }, code: 'CREATE TABLE "Event" ("id" uuid, "ownerId" text);\nALTER TABLE "Event" ADD CONSTRAINT "x" FOREIGN KEY ("ownerId") REFERENCES "User" ("id");' },
    { name: 'the index is made in a later migration', filename: 'migrations/1_a.sql', files: { ...PG, 'migrations/10_b.sql': 'CREATE INDEX CONCURRENTLY orders_buyer ON orders USING btree (buyer_id);' }, code: BAD },
    { name: 'first column of a composite index, of the primary key, or unique', filename: 'schema.sql', files: PG, code: 'CREATE TABLE a (u uuid REFERENCES users, v int, UNIQUE (u, v)); CREATE TABLE b (u uuid REFERENCES users, t uuid, PRIMARY KEY (u, t)); CREATE TABLE c (u uuid UNIQUE REFERENCES users);' },
    { name: 'a key that a later migration drops, by the name PostgreSQL gives it', filename: 'migrations/1_a.sql', files: { ...PG, 'migrations/2_b.sql': 'ALTER TABLE orders DROP CONSTRAINT orders_buyer_id_fkey;' }, code: BAD },
    { name: 'Knex: a key that a later migration drops, by the name Knex gives it', filename: 'migrations/1_a.js', files: { 'package.json': '{ "dependencies": { "pg": "8", "knex": "3" } }', 'migrations/2_b.js': "exports.up = (k) => k.schema.alterTable('orders', (t) => { t.dropForeign(['buyer_id']); });" }, code: "exports.up = (k) => k.schema.createTable('orders', (t) => { t.uuid('buyer_id').references('users.id'); });" },
    { name: 'the migrations of modules are one row by their stamps', filename: 'src/people/migrations/1627557702-orders.sql', files: { ...PG, 'src/accounts/migrations/1722494210-buyers.sql': 'ALTER TABLE orders RENAME COLUMN buyer_id TO account_id; CREATE INDEX ON orders (account_id);' }, code: BAD },
    { name: 'a column, or a table, that a later migration drops', filename: 'migrations/1_a.sql', files: { ...PG, 'migrations/2_b.sql': 'ALTER TABLE orders DROP COLUMN buyer_id; DROP TABLE lines;' }, code: `${BAD} CREATE TABLE lines (o uuid REFERENCES orders);` },
    { name: 'the column is renamed, and indexed under its new name', filename: 'migrations/1_a.sql', files: { ...PG, 'migrations/2_b.sql': 'ALTER TABLE orders RENAME COLUMN buyer_id TO user_id; CREATE INDEX ON orders (user_id);' }, code: BAD },
    { name: 'Drizzle: an index in the third argument', filename: 'src/schema.ts', code: "import { index, pgTable, uuid } from 'drizzle-orm/pg-core';\nimport { users } from './users.ts';\nexport const t = pgTable('items', { owner: uuid('owner').references(() => users.id) }, (t) => [index('i').on(t.owner)]);" },
    { name: 'unknown: a part of the table is spliced in', filename: 'src/db/schema.ts', code: "import { Pool } from 'pg';\nexport const up = (pool: Pool, more: string) => pool.query(`CREATE TABLE orders (buyer_id uuid REFERENCES users (id), ${more})`);" },
  ],
  invalid: [
    {
      name: 'on a column, the index after the table',
      filename: 'schema.sql',
      files: PG,
      code: `${BAD}\nSELECT 1;`,
      errors: [{
        messageId: 'unindexed', data: { table: 'orders', columns: 'buyer_id', remedy: 'CREATE INDEX ON orders (buyer_id)' }, line: 1, column: 57,
        suggestions: [{ messageId: 'add', output: `${BAD}\nCREATE INDEX ON orders (buyer_id);\nSELECT 1;` }],
      }],
    },
    {
      name: 'only behind another column of an index, and of a partial key of two columns',
      filename: 'migrations/1_a.sql',
      files: { ...PG, 'migrations/2_b.sql': 'CREATE INDEX ON orders (state, buyer_id);' },
      code: 'ALTER TABLE orders ADD COLUMN nothing int; CREATE TABLE orders (state text, buyer_id uuid); ALTER TABLE orders ADD FOREIGN KEY (buyer_id) REFERENCES users;',
      errors: [{ messageId: 'unindexed', data: { table: 'orders', columns: 'buyer_id', remedy: 'CREATE INDEX ON orders (buyer_id)' }, line: 1 }],
    },
    {
      name: 'the index is dropped later',
      filename: 'migrations/1_a.sql',
      files: { ...PG, 'migrations/2_b.sql': 'DROP INDEX orders_buyer;' },
      code: `${BAD}\nCREATE INDEX orders_buyer ON orders (buyer_id);`,
      errors: [{ messageId: 'unindexed', line: 1, suggestions: [{ messageId: 'add', output: `${BAD}\nCREATE INDEX ON orders (buyer_id);\nCREATE INDEX orders_buyer ON orders (buyer_id);` }] }],
    },
    {
      name: 'embedded, the receiver from another file',
      filename: 'src/db/setup.ts',
      files: { 'src/db/pool.ts': "import { Pool } from 'pg';\nexport const anything = new Pool();\n", 'package.json': '{ "dependencies": { "pg": "8" } }' },
      code: `import { anything as x } from './pool';\nexport const y = () => x.query('${BAD}');`,
      errors: [{ messageId: 'unindexed', line: 2 }],
    },
    {
      name: 'Drizzle',
      filename: 'src/schema.ts',
      code: "import { pgTable as make, uuid } from 'drizzle-orm/pg-core';\nimport { users } from './users.ts';\nexport const t = make('items', { owner: uuid('owner').references(() => users.id) });",
      errors: [{ messageId: 'unindexed', data: { table: 'items', columns: 'owner', remedy: 'CREATE INDEX ON items (owner)' }, line: 3 }],
    },
    {
      name: 'Prisma',
      filename: 'schema.prisma',
      code: prismaSchema(KEY),
      errors: [{ messageId: 'unindexed', data: { table: 'Event', columns: 'ownerId', remedy: '@@index([ownerId])' }, line: 8, column: 14, suggestions: [{ messageId: 'add', output: prismaSchema(`${KEY}\n\n  @@index([ownerId])`) }] }],
    },
    {
      name: 'Prisma: with other names in the database, behind another column of an index, the migrations beside it',
      filename: 'prisma/schema.prisma',
      files: { 'prisma/migrations/1_a/migration.sql': 'CREATE TABLE "events" ("id" uuid, "owner" text, "kind" int4);\nCREATE INDEX "x" ON "events" ("kind", "owner");\nALTER TABLE "events" ADD CONSTRAINT "y" FOREIGN KEY ("owner") REFERENCES "User" ("id");' },
      code: prismaSchema(`${KEY.replace('String', 'String @map("owner")')} // a comment\n  kind Int\n\n  @@index([kind, ownerId])\n  @@map("events") // another`),
      errors: [{ messageId: 'unindexed', data: { table: 'events', columns: 'owner', remedy: '@@index([ownerId])' }, line: 8, suggestions: [{ messageId: 'add', output: prismaSchema(`${KEY.replace('String', 'String @map("owner")')} // a comment\n  kind Int\n\n  @@index([kind, ownerId])\n  @@map("events") // another\n  @@index([ownerId])`) }] }],
    },
    {
      name: 'Prisma: two columns, where Prisma keeps relations by itself, the datasource in another file',
      filename: 'prisma/event.prisma',
      files: { 'prisma/base.prisma': 'datasource x {\n  provider     = "postgresql"\n  relationMode = "prisma"\n}\nmodel User {\n  a Int\n  b Int\n  events Event[]\n  @@id([a, b])\n}' },
      code: 'model Event {\r\n  id Int @id\r\n  a Int\r\n  b Int\r\n  user User @relation(fields: [a, b], references: [a, b])\r\n}\r\n',
      errors: [{ messageId: 'unindexed', data: { table: 'Event', columns: 'a, b', remedy: '@@index([a, b])' }, line: 5, suggestions: [{ messageId: 'add', output: 'model Event {\r\n  id Int @id\r\n  a Int\r\n  b Int\r\n  user User @relation(fields: [a, b], references: [a, b])\r\n\r\n  @@index([a, b])\r\n}\r\n' }] }],
    },
  ],
});
