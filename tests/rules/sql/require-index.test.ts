import rule from '../../../src/rules/sql/require-index.ts';
import { testRule } from '../test-rule.ts';

const schema = (more: string): Record<string, string> => ({
  'package.json': '{ "dependencies": { "pg": "8" } }',
  'migrations/1_a.sql': 'CREATE TABLE orders (id uuid PRIMARY KEY, buyer_id uuid, state text, note text);',
  'migrations/2_b.sql': more,
});
const files = schema('');
const prisma = (more: string): Record<string, string> => ({
  'package.json': '{ "dependencies": { "pg": "8" } }',
  'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n}\n',
  'prisma/models/order.prisma': `model Order {\n  id String @id\n  buyer String @map("buyer_id")\n  ${more}\n  @@map("orders")\n}\n`,
});
const query = (where: string, values: string): string => `import { Pool } from 'pg';\nconst pool = new Pool();\nexport const find = (a: string, b: string) => pool.query('SELECT id FROM orders WHERE ${where}', [${values}]);`;

testRule(import.meta, rule, {
  valid: [
    { name: 'by the primary key, alone or with other columns', filename: 'src/orders.ts', files, code: query('id = $1 AND buyer_id = $2', 'a, b') },
    { name: 'remedy: an index that begins with the column', filename: 'src/orders.ts', files: schema('CREATE INDEX ON orders (buyer_id, state);'), code: query('buyer_id = $1', 'a') },
    { name: 'an index of a Prisma schema', filename: 'src/orders.ts', files: prisma('@@index([buyer])'), code: query('buyer_id = $1', 'a') },
    { name: 'unknown: a model of which not every line is understood', filename: 'src/orders.ts', files: prisma('@@odd(!)'), code: query('buyer_id = $1', 'a') },
    { name: 'the other rule speaks', filename: 'src/orders.ts', files: schema('CREATE INDEX o ON orders (state, buyer_id);'), code: query('buyer_id = $1', 'a') },
    { name: 'unknown: other conditions than those that are understood', filename: 'src/orders.ts', files, code: query('buyer_id = $1 OR lower(note) = $2', 'a, b') },
    { name: 'unknown: a table that no file makes', filename: 'src/orders.ts', files: { 'package.json': '{ "dependencies": { "pg": "8" } }' }, code: query('buyer_id = $1', 'a') },
    { name: 'unknown: a column that the schema does not know', filename: 'src/orders.ts', files, code: query('other_id = $1', 'a') },
    { name: 'look-alike: a text that nobody runs', filename: 'src/orders.ts', files, code: "export const help = 'SELECT id FROM orders WHERE buyer_id = $1';" },
    { name: 'another dialect', filename: 'src/orders.ts', files, code: "import mysql from 'mysql2/promise';\nconst db = mysql.createPool({});\nexport const find = (a: string) => db.query('SELECT id FROM orders WHERE buyer_id = ?', [a]);" },
    { name: 'in a migration', filename: 'migrations/3_c.ts', files, code: query('buyer_id = $1', 'a') },
  ],
  invalid: [
    { name: 'a query', filename: 'src/orders.ts', files, code: query('buyer_id = $1', 'a'), errors: [{ messageId: 'unindexed', line: 3, column: 47 }] },
    {
      name: 'a statement that changes rows; the receiver from another file',
      filename: 'src/orders.ts',
      files: { ...files, 'src/anything.ts': "import { Pool } from 'pg';\nexport const anything = new Pool();\n" },
      code: "import { anything as x } from './anything';\nexport const y = (z: string) => x.query('DELETE FROM orders WHERE buyer_id = $1', [z]);",
      errors: [{ messageId: 'unindexed', line: 2 }],
    },
    { name: 'a table of a Prisma schema', filename: 'src/orders.ts', files: prisma(''), code: query('buyer_id = $1', 'a'), errors: [{ messageId: 'unindexed', line: 3 }] },
    {
      name: 'a query builder',
      filename: 'src/orders.ts',
      files,
      code: "import knex from 'knex';\nconst db = knex({ client: 'pg' });\nexport const find = (a: string) => db('orders').where({ buyer_id: a });",
      errors: [{ messageId: 'unindexed', line: 3 }],
    },
  ],
});
