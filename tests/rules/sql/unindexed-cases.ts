import type { Case, InvalidCase } from '../test-rule.ts';

/** A table in one migration, and what a second one does. */
export const schema = (more: string): Record<string, string> => ({
  'package.json': '{ "dependencies": { "pg": "8" } }',
  'migrations/1_a.sql': 'CREATE TABLE orders (id uuid PRIMARY KEY, buyer_id uuid, state text, note text);',
  'migrations/2_b.sql': more,
});

/** A query of that table. */
export const query = (where: string, values: string): string => `import { Pool } from 'pg';\nconst pool = new Pool();\nexport const find = (a: string, b: string) => pool.query('SELECT id FROM orders WHERE ${where}', [${values}]);`;

/** What both rules for queries without an index are silent on, in a schema whose queries by `buyer_id` are reported. */
export function silentQueries(files: Record<string, string>): readonly Case[] {
  return [
    { name: 'by the primary key, alone or with other columns', filename: 'src/orders.ts', files, code: query('id = $1 AND buyer_id = $2', 'a, b') },
    { name: 'remedy: an index that begins with the column', filename: 'src/orders.ts', files: schema('CREATE INDEX ON orders (buyer_id, state);'), code: query('buyer_id = $1', 'a') },
    { name: 'unknown: other conditions than those that are understood', filename: 'src/orders.ts', files, code: query('buyer_id = $1 OR lower(note) = $2', 'a, b') },
    { name: 'unknown: a table that no file makes', filename: 'src/orders.ts', files: { 'package.json': '{ "dependencies": { "pg": "8" } }' }, code: query('buyer_id = $1', 'a') },
    { name: 'unknown: a column that the schema does not know', filename: 'src/orders.ts', files, code: query('other_id = $1', 'a') },
    { name: 'look-alike: a text that nobody runs', filename: 'src/orders.ts', files, code: "export const help = 'SELECT id FROM orders WHERE buyer_id = $1';" },
    { name: 'another dialect', filename: 'src/orders.ts', files, code: "import mysql from 'mysql2/promise';\nconst db = mysql.createPool({});\nexport const find = (a: string) => db.query('SELECT id FROM orders WHERE buyer_id = ?', [a]);" },
    { name: 'a file of SQL that names no query', filename: 'reports/a.sql', files, code: 'SELECT id FROM orders WHERE buyer_id = $1;' },
    { name: 'a named query: by the key, with an expression, of two tables, of an unknown one', filename: 'queries/a.sql', files, code: '-- name: Get :one\nSELECT note FROM orders WHERE id = $1 AND buyer_id = $2;\n-- name: Low :many\nSELECT id FROM orders WHERE buyer_id = lower($1);\n-- name: Some :many\nSELECT id FROM orders WHERE buyer_id = $1 OR note = $2;\n-- name: Two :many\nSELECT o.id FROM orders o, others x WHERE o.buyer_id = $1;\n-- name: Other :many\nSELECT id FROM others WHERE buyer_id = $1;' },
    { name: 'a named query of another dialect', filename: 'queries/mysql/a.sql', files, code: '-- name: Of :many\nSELECT id FROM orders WHERE buyer_id = ?;' },
    { name: 'in a migration', filename: 'migrations/3_c.ts', files, code: query('buyer_id = $1', 'a') },
  ];
}

/** What both report there, under a message of their own. */
export function reportedQueries(files: Record<string, string>, messageId: string): readonly InvalidCase[] {
  return [
    { name: 'a query', filename: 'src/orders.ts', files, code: query('buyer_id = $1', 'a'), errors: [{ messageId, line: 3, column: 47 }] },
    { name: 'a query that sqlc names', filename: 'queries/a.sql', files, code: '-- name: OfBuyer :many\nSELECT id FROM orders\nWHERE buyer_id = $1\nORDER BY id;\n', errors: [{ messageId, line: 3, column: 1, endColumn: 20 }] },
    { name: 'queries that PgTyped names', filename: 'src/orders.sql', files, code: '/* @name note */\nUPDATE orders SET note = :note WHERE buyer_id = :buyer;\n\n/* @name drop */\nDELETE FROM orders WHERE buyer_id = :buyer;\n', errors: [{ messageId, line: 2 }, { messageId, line: 5 }] },
    {
      name: 'a statement that changes rows; the receiver from another file',
      filename: 'src/orders.ts',
      files: { ...files, 'src/anything.ts': "import { Pool } from 'pg';\nexport const anything = new Pool();\n" },
      code: "import { anything as x } from './anything';\nexport const y = (z: string) => x.query('DELETE FROM orders WHERE buyer_id = $1', [z]);",
      errors: [{ messageId, line: 2 }],
    },
    {
      name: 'a query builder',
      filename: 'src/orders.ts',
      files,
      code: "import knex from 'knex';\nconst db = knex({ client: 'pg' });\nexport const find = (a: string) => db('orders').where({ buyer_id: a });",
      errors: [{ messageId, line: 3 }],
    },
  ];
}
