import rule from '../../../src/rules/schema/no-redundant-index.ts';
import { testRule } from '../test-rule.ts';
import { PG, silentStatements } from './silent-cases.ts';

const BAD = 'CREATE TABLE orders (id uuid PRIMARY KEY); CREATE INDEX extra ON orders (id);';

testRule(import.meta, rule, {
  valid: [
    ...silentStatements(BAD, 'CREATE TABLE orders (id uuid PRIMARY KEY, at date); CREATE INDEX extra ON orders (at);'),
    { name: 'another order, another method, a part of the rows, an expression', filename: 'schema.sql', files: PG, code: 'CREATE TABLE a (b text, c text, UNIQUE (b, c)); CREATE INDEX ON a (c); CREATE INDEX ON a USING gin (b); CREATE INDEX ON a (b) WHERE c IS NULL; CREATE INDEX ON a (lower(b)); CREATE INDEX ON a (b text_pattern_ops);' },
    { name: 'an index that makes the first column unique', filename: 'schema.sql', files: PG, code: 'CREATE TABLE a (b text, c text); CREATE UNIQUE INDEX ON a (b); CREATE UNIQUE INDEX ON a (b, c);' },
    { name: 'an index that a later migration drops', filename: 'migrations/1_a.sql', files: { ...PG, 'migrations/2_b.sql': 'DROP INDEX extra;' }, code: BAD },
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
  ],
});
