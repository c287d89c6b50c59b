import rule from '../../../src/rules/search/no-leading-wildcard-like.ts';
import { testRule } from '../test-rule.ts';

const DB = "import { Pool } from 'pg';\nexport const anything = new Pool();\n";
const PRISMA = '{ "dependencies": { "@prisma/client": "7" } }';

const pg = (sql: string, values = ''): string => `
  import { Pool } from 'pg';
  const pool = new Pool();
  export const find = async (q: string) => pool.query(\`${sql}\`${values});
`;
const trigram = (code: string): string => `CREATE EXTENSION pg_trgm;\nCREATE INDEX i ON products USING gin (${code});\n`;
const SEARCH = pg("SELECT id FROM products WHERE name ILIKE '%' || $1 || '%'", ', [q]');
/** A workspace whose web application depends on a package that may depend on the one with the index. */
const workspace = (trpc: string): Record<string, string> => ({
  'package.json': '{ "name": "root", "workspaces": ["apps/*", "packages/*"] }',
  'apps/web/package.json': '{ "name": "web", "dependencies": { "trpc": "*", "pg": "8" } }',
  'packages/trpc/package.json': trpc,
  'packages/db/package.json': '{ "name": "db", "exports": "./index.ts" }',
  'packages/db/migrations/1.sql': 'CREATE TABLE products (name text);\nCREATE INDEX i ON products USING gin (name gin_trgm_ops);',
});

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: a pattern that begins with text', code: pg('SELECT id FROM products WHERE name LIKE $1', ', [`${q}%`]') },
    { name: 'remedy: full-text search', code: pg("SELECT id FROM products WHERE to_tsvector('english', name) @@ to_tsquery($1)", ', [q]') },
    { name: 'remedy: a trigram index in a migration', filename: 'src/a.ts', files: { 'package.json': '{ "dependencies": { "pg": "8" } }', 'migrations/1.sql': trigram('name gin_trgm_ops') }, code: SEARCH },
    { name: 'remedy: one in a schema in code', filename: 'src/a.ts', files: { 'package.json': '{ "dependencies": { "pg": "8" } }', 'src/schema.ts': "export const i = (t) => [index('i').using('gin', t.name.op('gin_trgm_ops'))];\n" }, code: SEARCH },
    { name: 'remedy: one on an expression of the table', filename: 'src/a.ts', files: { 'package.json': '{ "dependencies": { "pg": "8" } }', 'migrations/1.sql': trigram('lower(name) gin_trgm_ops') }, code: SEARCH },
    { name: 'remedy: one of GiST, the dialect told by nothing', filename: 'src/a.ts', files: { 'migrations/1.sql': 'CREATE INDEX i ON "Products" USING gist (title, "name" gist_trgm_ops);' }, code: SEARCH },
    { name: 'remedy: one in a package that the package depends on through another', filename: 'apps/web/src/a.ts', files: workspace('{ "name": "trpc", "dependencies": { "db": "*" } }'), code: SEARCH },
    { name: 'remedy: one in a package that is imported without being a dependency', filename: 'apps/web/src/a.ts', files: { ...workspace('{ "name": "trpc" }'), 'packages/db/index.ts': 'export const x = 1;\n' }, code: `import { x } from 'db';\n${SEARCH}` },
    { name: 'unknown: one in a text that is put together', filename: 'src/a.ts', files: { 'package.json': '{ "dependencies": { "pg": "8" } }', 'migrations/1.js': "exports.up = (db, a) => db.run('create index on products using gin (' + a + ' gin_trgm_ops)');\n" }, code: SEARCH },
    {
      name: 'remedy: one in a Prisma schema, under other names in the database',
      filename: 'src/a.ts',
      files: { 'package.json': PRISMA, 'prisma/schema.prisma': 'model Product {\n  name String @map("label")\n  @@index([name(ops: raw("gin_trgm_ops"))], type: Gin)\n  @@map("goods")\n}\n' },
      code: `
        import { PrismaClient } from '@prisma/client';
        const prisma = new PrismaClient();
        export const find = (q: string) => prisma.product.findMany({ where: { name: { contains: q } } });
      `,
    },
    {
      name: 'remedy: one of Drizzle, in SQL',
      filename: 'src/a.ts',
      files: { 'package.json': '{ "dependencies": { "pg": "8" } }', 'src/schema.ts': "import { sql } from 'drizzle-orm';\nimport { index, pgTable, text } from 'drizzle-orm/pg-core';\nexport const products = pgTable('products', { name: text('name'), title: text('title') }, (t) => [index('i').using('gin', sql`${t.name} gin_trgm_ops`)]);\n" },
      code: SEARCH,
    },
    {
      name: 'remedy: one in a Prisma schema',
      filename: 'src/a.ts',
      files: { 'package.json': PRISMA, 'prisma/schema.prisma': 'model Product {\n  name String\n  @@index([name(ops: raw("gin_trgm_ops"))], type: Gin)\n}\n' },
      code: `
        import { PrismaClient } from '@prisma/client';
        const prisma = new PrismaClient();
        export const find = (q: string) => prisma.product.findMany({ where: { name: { contains: q } } });
      `,
    },
    { name: 'the rows of one owner', code: pg("SELECT id FROM products WHERE user_id = $2 AND name ILIKE '%' || $1 || '%'", ', [q, 1]') },
    {
      name: 'the rows of one owner, in a filter',
      files: { 'package.json': PRISMA },
      code: `
        import { PrismaClient } from '@prisma/client';
        const prisma = new PrismaClient();
        export async function find(q: string, userId: string) {
          await prisma.product.findMany({ where: { userId, OR: [{ name: { contains: q } }] } });
          const where: any = { members: { some: { userId } } };
          where.name = { contains: q };
          await prisma.product.findMany({ where });
          const match = { OR: [{ name: { contains: q } }] };
          const filters: any[] = [{ userId, ...match }];
          filters.push({ teamId: { in: [userId] }, ...match });
          await prisma.product.findMany({ where: { deleted: false, OR: filters } });
        }
      `,
    },
    { name: 'no search: NOT LIKE of a builder', code: "import knex from 'knex';\nconst db = knex({ client: 'pg' });\nexport const rest = async (q) => await db('products').whereNot('name', 'ilike', `%${q}%`).orWhereNot('code', 'like', `%${q}`).select('id');" },
    { name: 'no search: a CASE, a select list, NOT LIKE, a pattern that matches everything', code: pg("SELECT CASE WHEN a LIKE '%x%' THEN 1 END, b LIKE '%y' FROM products WHERE c NOT LIKE '%:%' AND d LIKE '%'") },
    { name: "the database's own tables", code: pg("SELECT table_name FROM information_schema.tables WHERE table_name LIKE '%_old'") },
    { name: 'unknown: a pattern from elsewhere', code: pg('SELECT id FROM products WHERE name ILIKE $1 OR title ILIKE $2', ', [q, escaped(q)]') },
    { name: 'ClickHouse reads columns as a whole', settings: { dialect: 'clickhouse' }, code: "declare function run(sql: string): void;\nrun(\"SELECT id FROM products WHERE name LIKE '%a%'\");" },
    {
      name: 'builders: the remedy, another operator',
      code: `
        import knex from 'knex';
        import { ilike } from 'drizzle-orm';
        import { ILike } from 'typeorm';
        import { products } from './schema';
        const db = knex({ client: 'pg' });
        export const find = async (q: string) => [
          await db('products').whereILike('name', \`\${q}%\`),
          await db('products').where('name', 'like', q + '%'),
          await db('products').where('name', '=', '%a%'),
          await db('products').where('secret', 'not like', '%:%'),
          ilike(products.name, \`\${q}%\`),
          ILike(q),
        ];
      `,
    },
    {
      name: 'look-alikes: keys and functions of something else',
      code: `
        import { like } from './reactions';
        export const settings = { text: { contains: 'a', endsWith: 'b' }, $like: '%a' };
        export const liked = (post: string) => like(post, '%');
        export const has = (a: string[]) => match(a, { where: { name: { contains: 'x' } } });
        declare function match(a: string[], b: object): boolean;
      `,
    },
    { name: 'a file of SQL: a migration of data', filename: 'a.sql', code: "INSERT INTO b SELECT * FROM a WHERE name ILIKE '%x%';" },
    { name: 'a migration', filename: 'migrations/1_a.sql', code: "SELECT * FROM a WHERE name ILIKE '%x%';" },
  ],
  invalid: [
    { name: 'a literal', code: pg("SELECT id FROM products WHERE name LIKE '%phone%'"), errors: [{ messageId: 'column', data: { column: 'name' }, line: 3, column: 94, endColumn: 103 }] },
    { name: 'a wildcard put before the parameter', code: SEARCH, errors: [{ messageId: 'column', line: 3 }] },
    { name: 'with concat and a function around the column', code: pg("SELECT id FROM products WHERE lower(name) LIKE concat('%', $1, '%')", ', [q]'), errors: [{ messageId: 'column', data: { column: 'name' }, line: 3 }] },
    { name: 'the bound value begins with one', code: pg('SELECT id FROM products WHERE price > 3 AND name ILIKE $1', ', [`%${q}%`]'), errors: [{ messageId: 'column', data: { column: 'name' }, line: 3, column: 115, endColumn: 123 }] },
    {
      name: 'the value in a constant, the receiver from another file, in lower case',
      filename: 'src/find.ts',
      files: { 'src/db.ts': DB },
      code: `
        import { anything as x } from './db';
        export async function y(z: string) {
          const w = ('%' + z + '%').toLowerCase();
          return x.query('SELECT id FROM products WHERE name LIKE $1', [w]);
        }
      `,
      errors: [{ messageId: 'column', data: { column: 'name' }, line: 3, column: 14 }],
    },
    { name: 'spliced between wildcards', code: pg("SELECT id FROM products WHERE name LIKE '%${q}%'"), errors: [{ messageId: 'column', data: { column: 'name' }, line: 3 }] },
    { name: 'in a join', code: pg("SELECT p.id FROM products p JOIN tags t ON p.name LIKE '%' || t.name"), errors: [{ messageId: 'column', data: { column: 'name' }, line: 3 }] },
    { name: 'a trigram index that a later migration drops', filename: 'src/a.ts', files: { 'package.json': '{ "dependencies": { "pg": "8" } }', 'migrations/1.sql': trigram('name gin_trgm_ops'), 'migrations/2.sql': 'DROP INDEX IF EXISTS i;' }, code: SEARCH, errors: [{ messageId: 'column', line: 3 }] },
    { name: 'a trigram index on another table', filename: 'src/a.ts', files: { 'package.json': '{ "dependencies": { "pg": "8" } }', 'migrations/1.sql': 'CREATE TABLE products (name text); CREATE INDEX i ON users USING gin (lower(name) gin_trgm_ops);' }, code: SEARCH, errors: [{ messageId: 'column', line: 3 }] },
    { name: 'an ordinary index, and a GIN index of other operators', filename: 'src/a.ts', files: { 'package.json': '{ "dependencies": { "pg": "8" } }', 'migrations/1.sql': 'CREATE TABLE products (name text, tags jsonb); CREATE INDEX a ON products (name); CREATE INDEX b ON products USING gin (tags jsonb_path_ops);' }, code: SEARCH, errors: [{ messageId: 'column', line: 3 }] },
    { name: 'a trigram index in a package of the workspace that nothing leads to', filename: 'apps/web/src/a.ts', files: workspace('{ "name": "trpc" }'), code: SEARCH, errors: [{ messageId: 'column', line: 3 }] },
    {
      name: 'a column of a related table, with a trigram index on a table that has no such column',
      filename: 'src/a.ts',
      files: { 'package.json': PRISMA, 'prisma/schema.prisma': 'model Product {\n  name String\n  maker Maker @relation(fields: [name], references: [place])\n  @@index([name(ops: raw("gin_trgm_ops"))], type: Gin)\n}\nmodel Maker {\n  place String @unique\n  products Product[]\n}\n' },
      code: `
        import { PrismaClient } from '@prisma/client';
        const prisma = new PrismaClient();
        export const find = (q: string) => prisma.product.findMany({ where: { maker: { place: { contains: q } } } });
      `,
      errors: [{ messageId: 'column', data: { column: 'place' }, line: 3 }],
    },
    {
      name: 'a trigram index of Drizzle, in SQL, on another column',
      filename: 'src/a.ts',
      files: { 'package.json': '{ "dependencies": { "pg": "8" } }', 'src/schema.ts': "import { sql } from 'drizzle-orm';\nimport { index, pgTable, text } from 'drizzle-orm/pg-core';\nexport const products = pgTable('products', { name: text('name'), title: text('title') }, (t) => [index('i').using('gin', sql`${t.title} gin_trgm_ops`)]);\n" },
      code: SEARCH,
      errors: [{ messageId: 'column', line: 3 }],
    },
    {
      name: 'a trigram index on another column',
      filename: 'src/a.ts',
      files: { 'package.json': '{ "dependencies": { "pg": "8" } }', 'migrations/1.sql': trigram('title gin_trgm_ops') },
      code: SEARCH,
      errors: [{ messageId: 'column', line: 3 }],
    },
    {
      name: 'builders and ORMs',
      code: `
        import knex from 'knex';
        import { Kysely } from 'kysely';
        import { drizzle } from 'drizzle-orm/node-postgres';
        import { ilike, sql } from 'drizzle-orm';
        import { DataSource, ILike } from 'typeorm';
        import { Model, Op } from 'sequelize';
        import { EntityManager } from '@mikro-orm/postgresql';
        import { items } from './schema';
        class Order extends Model {}
        const a = knex({ client: 'pg' });
        const b = new Kysely<any>({} as any);
        const c = drizzle('');
        const d = new DataSource({ type: 'postgres' });
        export async function find(q: string, em: EntityManager) {
          await a('orders').whereILike('name', \`%\${q}%\`);
          await a('orders').where('name', 'ilike', '%' + q);
          await a('orders').where((x) => x.orWhereRaw('data::text ILIKE ?', [\`%\${q}%\`]));
          await b.selectFrom('orders').where('name', 'like', \`%\${q}\`).execute();
          await b.selectFrom('orders').where((x) => x('name', 'ilike', \`%\${q}\`)).execute();
          await c.select().from(items).where(ilike(items.name, \`%\${q}%\`));
          await c.execute(sql\`SELECT * FROM items WHERE name ILIKE \${'%' + q}\`);
          await d.getRepository(Order).find({ where: { name: ILike(\`%\${q}%\`) } });
          await d.getRepository(Order).createQueryBuilder('o').where('o.name ILIKE :q', { q: \`%\${q}%\` }).getMany();
          await Order.findAll({ where: { name: { [Op.iLike]: \`%\${q}%\` } } });
          await Order.findAll({ where: { name: { [Op.substring]: q } } });
          await em.find('Order', { name: { $ilike: \`%\${q}%\` } });
        }
      `,
      errors: [
        { messageId: 'column', data: { column: 'name' }, line: 15, column: 40, endColumn: 48 },
        { messageId: 'column', data: { column: 'name' }, line: 16, column: 44 },
        { messageId: 'column', data: { column: 'data' }, line: 17 },
        { messageId: 'column', data: { column: 'name' }, line: 18 },
        { messageId: 'column', data: { column: 'name' }, line: 19 },
        { messageId: 'column', data: { column: 'name' }, line: 20 },
        { messageId: 'column', data: { column: 'name' }, line: 21 },
        { messageId: 'column', data: { column: 'name' }, line: 22 },
        { messageId: 'column', data: { column: 'name' }, line: 23 },
        { messageId: 'column', data: { column: 'name' }, line: 24 },
        { messageId: 'column', data: { column: 'name' }, line: 25 },
        { messageId: 'column', data: { column: 'name' }, line: 26 },
      ],
    },
    {
      name: 'Prisma: contains and endsWith, in place, assigned, in a list',
      files: { 'package.json': PRISMA },
      code: `
        import { PrismaClient } from '@prisma/client';
        const prisma = new PrismaClient();
        export async function find(q: string) {
          await prisma.product.findMany({ where: { name: { contains: q, mode: 'insensitive' } } });
          const where: any = {};
          where.title = { endsWith: q };
          const or: any[] = [];
          or.push({ text: { contains: q } });
          return prisma.product.findMany({ where: { ...where, OR: or } });
        }
      `,
      errors: [
        { messageId: 'column', data: { column: 'name' }, line: 4, column: 52, endColumn: 63 },
        { messageId: 'column', data: { column: 'title' }, line: 6, column: 19 },
        { messageId: 'column', data: { column: 'text' }, line: 8, column: 21 },
      ],
    },
    { name: 'bodies of functions', filename: 'find.sql', code: "CREATE FUNCTION find() RETURNS SETOF products LANGUAGE sql AS $$\n  SELECT * FROM products WHERE name LIKE '%phone%'\n$$;\nDO $$ BEGIN\n  PERFORM id FROM products WHERE name LIKE '%phone%';\nEND $$;", errors: [{ messageId: 'column', data: { column: 'name' }, line: 2, column: 42, endColumn: 51 }, { messageId: 'column', line: 5, column: 44 }] },
    { name: 'a file of SQL', filename: 'find.sql', code: "SELECT id FROM products WHERE name LIKE '%phone%';", errors: [{ messageId: 'column', data: { column: 'name' }, line: 1, column: 41, endColumn: 50 }] },
    { name: 'no column', code: pg("SELECT id FROM products WHERE (a || b) LIKE '%x'"), errors: [{ messageId: 'scan', line: 3 }] },
    {
      name: 'plain JavaScript, CommonJS',
      parser: 'espree',
      sourceType: 'commonjs',
      code: "const { Pool } = require('pg');\nconst db = new Pool();\nexports.find = (q) => db.query('SELECT id FROM products WHERE name LIKE $1', [`%${q}`]);\n",
      errors: [{ messageId: 'column', line: 3 }],
    },
  ],
});
