import rule from '../../../src/rules/schema/no-redundant-index.ts';
import { testRule } from '../test-rule.ts';
import { PG, prismaSchema, silentPrismaCases, silentStatements } from './silent-cases.ts';

const BAD = 'CREATE TABLE orders (id uuid PRIMARY KEY); CREATE INDEX extra ON orders (id);';

testRule(import.meta, rule, {
  valid: [
    ...silentStatements(BAD, 'CREATE TABLE orders (id uuid PRIMARY KEY, at date); CREATE INDEX extra ON orders (at);'),
    ...silentPrismaCases('a Int\n  @@index([a])\n  @@index([a, id])', 'a Int\n  @@index([a, id])', 'a Int\n  @@index([a], type: Hash)\n  @@index([a, id])'),
    { name: 'Prisma: another order of the rows, other operators, some of the rows', filename: 'schema.prisma', code: prismaSchema('a String\n  b Int\n  @@index([a, b])\n  @@index([a, b(sort: Desc)])\n  @@index([a(ops: raw("text_pattern_ops"))])\n  @@index([a], where: { b: 1 })\n  @@unique([a, id])') },
    { name: 'Prisma: an index that a migration makes, too', filename: 'prisma/schema.prisma', files: { 'prisma/migrations/1_a/migration.sql': 'CREATE TABLE "Event" ("id" uuid, "a" int4, CONSTRAINT "Event_pkey" PRIMARY KEY ("id"));\nCREATE INDEX "Event_a_idx" ON "Event"("a");' }, code: prismaSchema('a Int\n  @@index([a])') },
    { name: 'a migration that Prisma wrote from a schema: the schema is reported', filename: 'prisma/migrations/1_a/migration.sql', files: { 'prisma/schema.prisma': prismaSchema('a Int @unique\n  @@index([a])') }, code: 'CREATE TABLE "Event" ("a" int4);\nCREATE UNIQUE INDEX "Event_a_key" ON "Event" ("a");\nCREATE INDEX "Event_a_idx" ON "Event" ("a");' },
    { name: 'another order, another method, a part of the rows, an expression', filename: 'schema.sql', files: PG, code: 'CREATE TABLE a (b text, c text, UNIQUE (b, c)); CREATE INDEX ON a (c); CREATE INDEX ON a USING gin (b); CREATE INDEX ON a (b) WHERE c IS NULL; CREATE INDEX ON a (lower(b)); CREATE INDEX ON a (b text_pattern_ops);' },
    { name: 'an index that makes the first column unique', filename: 'schema.sql', files: PG, code: 'CREATE TABLE a (b text, c text); CREATE UNIQUE INDEX ON a (b); CREATE UNIQUE INDEX ON a (b, c);' },
    { name: 'an index that a later migration drops', filename: 'migrations/1_a.sql', files: { ...PG, 'migrations/2_b.sql': 'DROP INDEX extra;' }, code: BAD },
    { name: 'an index that is there already, under its name', filename: 'migrations/2_b.sql', files: { ...PG, 'migrations/1_a.sql': 'CREATE TABLE orders (id uuid, code text, CONSTRAINT orders_code UNIQUE (code)); CREATE INDEX orders_id ON orders (id);' }, code: 'CREATE UNIQUE INDEX IF NOT EXISTS orders_code ON orders (code); CREATE INDEX IF NOT EXISTS orders_id ON orders (id);' },
    { name: 'another index under the name of one that is gone', filename: 'migrations/2_b.sql', files: { ...PG, 'migrations/1_a.sql': 'CREATE TABLE orders (id uuid, code text); CREATE INDEX one ON orders (code, id);' }, code: 'DO $$ BEGIN EXECUTE $q$DROP INDEX one$q$; END $$; CREATE INDEX one ON orders (id); CREATE INDEX two ON orders (code);' },
    { name: 'Knex: a unique column whose constraint is dropped by the name that Knex gives it', filename: 'migrations/1_a.js', files: { 'package.json': '{ "dependencies": { "pg": "8", "knex": "3" } }', 'migrations/2_b.js': "exports.up = (k) => k.schema.alterTable('orders', (t) => { t.dropUnique(['code']); });" }, code: "exports.up = (k) => k.schema.createTable('orders', (t) => { t.text('code').unique(); t.index('code'); });" },
    { name: 'the table of another file, whose key is dropped', filename: 'migrations/3_c.sql', files: { ...PG, 'migrations/1_a.sql': 'CREATE TABLE orders (id uuid PRIMARY KEY);', 'migrations/2_b.sql': 'ALTER TABLE orders DROP CONSTRAINT orders_pkey;' }, code: 'CREATE INDEX extra ON orders (id);' },
    {
      name: 'an index that a model describes and a migration makes',
      filename: 'src/schema.ts',
      files: { ...PG, 'drizzle/meta/_journal.json': '{}', 'drizzle/0000_init.sql': 'CREATE TABLE "orders" ("id" uuid, "buyer" uuid);\nCREATE INDEX "orders_buyer" ON "orders" USING btree ("buyer");' },
      code: "import { index, pgTable, uuid } from 'drizzle-orm/pg-core';\nexport const orders = pgTable('orders', { id: uuid('id'), buyer: uuid('buyer') }, (t) => [index('orders_buyer').on(t.buyer)]);",
    },
    { name: 'unknown: a table that no file makes', filename: 'schema.sql', files: PG, code: 'CREATE INDEX a ON elsewhere (id); CREATE INDEX b ON elsewhere (id);' },
  ],
  invalid: [
    { name: 'on the primary key', filename: 'schema.sql', files: PG, code: BAD, errors: [{ messageId: 'needless', data: { by: 'the primary key', columns: 'id' }, line: 1, column: 44 }] },
    {
      name: 'on the first column of a key of another file',
      filename: 'migrations/2_b.sql',
      files: { ...PG, 'migrations/1_a.sql': 'CREATE TABLE orders (a uuid, b uuid, UNIQUE (a, b));' },
      code: 'CREATE INDEX CONCURRENTLY extra ON orders (a);',
      errors: [{ messageId: 'needless', data: { by: 'the unique constraint', columns: 'a, b' }, line: 1 }],
    },
    {
      name: 'on the first column of an index with an expression behind it',
      filename: 'schema.sql',
      files: PG,
      code: "CREATE TABLE orders (a uuid, b text);\nCREATE UNIQUE INDEX longer ON orders (a, coalesce(b, ''));\nCREATE INDEX extra ON orders (a);",
      errors: [{ messageId: 'needless', data: { by: 'the index longer', columns: 'a, an expression' }, line: 3 }],
    },
    {
      name: 'the same index twice: the second is reported',
      filename: 'schema.sql',
      files: PG,
      code: 'CREATE TABLE a (b text, c text);\nCREATE INDEX one ON a (b);\nCREATE INDEX two ON a (b);\nCREATE INDEX longer ON a (c, b);\nCREATE INDEX prefix ON a (c);',
      errors: [{ messageId: 'needless', data: { by: 'the index one', columns: 'b' }, line: 3 }, { messageId: 'needless', data: { by: 'the index longer', columns: 'c, b' }, line: 5 }],
    },
    {
      name: 'Drizzle',
      filename: 'src/schema.ts',
      code: "import { index as i, pgTable, uuid } from 'drizzle-orm/pg-core';\nexport const t = pgTable('items', { id: uuid('id').primaryKey() }, (t) => [i('extra').on(t.id)]);",
      errors: [{ messageId: 'needless', line: 2 }],
    },
    {
      name: 'embedded, the receiver from another file',
      filename: 'src/db/setup.ts',
      files: { 'src/db/pool.ts': "import { Pool } from 'pg';\nexport const anything = new Pool();\n", 'package.json': '{ "dependencies": { "pg": "8" } }' },
      code: `import { anything as x } from './pool';\nexport const y = () => x.query('${BAD}');`,
      errors: [{ messageId: 'needless', line: 2 }],
    },
    {
      name: 'Prisma: on the first field of another index, in the reverse order, and on a key',
      filename: 'schema.prisma',
      code: prismaSchema('a Int\n  b Int @unique\n\n  @@index([b]) // why\n  @@index([a(sort: Desc)])\n  @@index([a, b])\n  @@index([id])'),
      errors: [
        { messageId: 'needless', data: { by: 'the unique constraint', columns: 'b' }, line: 10, column: 3, endColumn: 15 },
        { messageId: 'needless', data: { by: 'the index', columns: 'a, b' }, line: 11, suggestions: [{ messageId: 'remove', output: prismaSchema('a Int\n  b Int @unique\n\n  @@index([b]) // why\n  @@index([a, b])\n  @@index([id])') }] },
        { messageId: 'needless', data: { by: 'the primary key', columns: 'id' }, line: 13, suggestions: [{ messageId: 'remove', output: prismaSchema('a Int\n  b Int @unique\n\n  @@index([b]) // why\n  @@index([a(sort: Desc)])\n  @@index([a, b])') }] },
      ],
    },
    {
      name: 'Prisma: the only line below the fields goes with the blank one above',
      filename: 'schema.prisma',
      code: prismaSchema('a Int @unique @map("b")\n\n  @@index(a)'),
      errors: [{ messageId: 'needless', data: { by: 'the unique constraint', columns: 'b' }, line: 9, suggestions: [{ messageId: 'remove', output: prismaSchema('a Int @unique @map("b")') }] }],
    },
  ],
});
