import rule from '../../../src/rules/schema/require-fk-index.ts';
import { testRule } from '../test-rule.ts';
import { PG, silentStatements } from './silent-cases.ts';

const BAD = 'CREATE TABLE orders (id uuid PRIMARY KEY, buyer_id uuid REFERENCES users (id));';

testRule(import.meta, rule, {
  valid: [
    ...silentStatements(BAD, `${BAD} CREATE INDEX ON orders (buyer_id);`),
    { name: 'the index is made in a later migration', filename: 'migrations/1_a.sql', files: { ...PG, 'migrations/10_b.sql': 'CREATE INDEX CONCURRENTLY orders_buyer ON orders USING btree (buyer_id);' }, code: BAD },
    { name: 'first column of a composite index, of the primary key, or unique', filename: 'schema.sql', files: PG, code: 'CREATE TABLE a (u uuid REFERENCES users, v int, UNIQUE (u, v)); CREATE TABLE b (u uuid REFERENCES users, t uuid, PRIMARY KEY (u, t)); CREATE TABLE c (u uuid UNIQUE REFERENCES users);' },
    { name: 'a key that a later migration drops, by the name PostgreSQL gives it', filename: 'migrations/1_a.sql', files: { ...PG, 'migrations/2_b.sql': 'ALTER TABLE orders DROP CONSTRAINT orders_buyer_id_fkey;' }, code: BAD },
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
        messageId: 'unindexed', data: { table: 'orders', columns: 'buyer_id' }, line: 1, column: 57,
        suggestions: [{ messageId: 'add', output: `${BAD}\nCREATE INDEX ON orders (buyer_id);\nSELECT 1;` }],
      }],
    },
    {
      name: 'only behind another column of an index, and of a partial key of two columns',
      filename: 'migrations/1_a.sql',
      files: { ...PG, 'migrations/2_b.sql': 'CREATE INDEX ON orders (state, buyer_id);' },
      code: 'ALTER TABLE orders ADD COLUMN nothing int; CREATE TABLE orders (state text, buyer_id uuid); ALTER TABLE orders ADD FOREIGN KEY (buyer_id) REFERENCES users;',
      errors: [{ messageId: 'unindexed', data: { table: 'orders', columns: 'buyer_id' }, line: 1 }],
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
      errors: [{ messageId: 'unindexed', data: { table: 'items', columns: 'owner' }, line: 3 }],
    },
  ],
});
