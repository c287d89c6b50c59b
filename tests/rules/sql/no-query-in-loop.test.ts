import rule from '../../../src/rules/sql/no-query-in-loop.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const DB = "import { Pool } from 'pg';\nexport const pool = new Pool();\n";
const PRISMA = '{ "dependencies": { "@prisma/client": "6" } }';

/** A function over a pool of `pg`. */
const withPool = (name: string, body: string): Case => ({ name, filename: 'src/orders.ts', files: { 'src/db.ts': DB }, code: `import { pool } from './db';\n${body}` });
const withPrisma = (name: string, body: string): Case => ({
  name,
  filename: 'src/orders.ts',
  files: { 'package.json': PRISMA },
  code: `import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\n${body}`,
});

testRule(import.meta, rule, {
  valid: [
    withPool('the remedy: one query for all keys', "export async function load(ids: string[]) {\n  const { rows } = await pool.query('SELECT id, name FROM users WHERE id = ANY($1)', [ids]);\n  return ids.map((id) => rows.find((row) => row.id === id));\n}"),
    withPool('the remedy: one insert of all rows', "export async function save(names: string[]) {\n  await pool.query('INSERT INTO tags (name) SELECT unnest($1::text[])', [names]);\n}"),
    withPrisma('the remedy: createMany, updateMany and a filter by a list', 'export async function save(rows: { name: string }[], ids: string[]) {\n  await prisma.tag.createMany({ data: rows.map((row) => ({ name: row.name })) });\n  await prisma.tag.updateMany({ where: { id: { in: ids } }, data: { seen: true } });\n}'),
    {
      name: 'the remedy: a loader, which gathers the keys',
      filename: 'src/orders.ts',
      files: { 'src/db.ts': DB },
      code: `
        import DataLoader from 'dataloader';
        import { pool } from './db';
        const users = new DataLoader(async (ids: readonly string[]) => {
          const { rows } = await pool.query('SELECT id, name FROM users WHERE id = ANY($1)', [ids]);
          return ids.map((id) => rows.find((row) => row.id === id));
        });
        export const names = (orders: { userId: string }[]) => Promise.all(orders.map((order) => users.load(order.userId)));
      `,
    },
    withPool('what is iterated is asked for once', "export async function names() {\n  const found: string[] = [];\n  for (const row of (await pool.query('SELECT name FROM users')).rows) found.push(row.name);\n  return found;\n}"),
    withPool('a table of its own in each turn', "export async function counts(tables: { name: string }[], id: string) {\n  for (const table of tables) {\n    await pool.query(`SELECT count(*) FROM \"${table.name}\" WHERE owner_id = $1`, [id]);\n    await pool.query(`DELETE FROM public.${table.name} WHERE owner_id = $1`, [id]);\n    const other = table.name + '_old';\n    await pool.query(`INSERT INTO ${other} (owner_id) VALUES ($1)`, [id]);\n  }\n}"),
    {
      name: 'a table of its own in each turn: a builder, and a name that is bound',
      filename: 'src/orders.ts',
      code: "import knex from 'knex';\nconst db = knex({ client: 'pg' });\nexport async function all(relations: { collection: string }[], key: string) {\n  for (const relation of relations) {\n    await db.select('id').from(relation.collection).where({ id: key }).first();\n    await db(relation.collection).where({ id: key });\n    await db.raw('SELECT max(??) FROM ?? WHERE id = ?', [key, relation.collection, key]);\n  }\n}",
    },
    {
      name: 'a table of its own in each turn, by the parameter of a function',
      filename: 'src/orders.ts',
      files: { 'src/db.ts': DB, 'src/rows.ts': "import { pool } from './db';\nexport async function has(table: string, id: string) {\n  return (await pool.query(`SELECT id FROM ${table} WHERE id = $1`, [id])).rows.length;\n}\n" },
      code: "import { has } from './rows';\nexport async function all(tables: string[], id: string) {\n  for (const table of tables) await has(table, id);\n}",
    },
    withPool('a table of its own in each turn, behind a prefix', "const rowsOf = async (table: string) => {\n  const prefix = process.env.PREFIX;\n  const { rows } = await pool.query(`SELECT id FROM ${prefix}\"${table.toLowerCase()}_old\" WHERE id > 0`);\n  return rows;\n};\nexport async function all(tables: Record<string, string>) {\n  for (const [table] of Object.entries(tables)) await rowsOf(table);\n}"),
    withPool('a statement whose words are put together in each turn', "export async function save(rows: Record<string, unknown>[]) {\n  for (const row of rows) {\n    const changes: string[] = [];\n    const values: unknown[] = [];\n    for (const key in row) {\n      values.push(row[key]);\n      changes.push(`${key} = $${values.length}`);\n    }\n    await pool.query(`UPDATE users SET ${changes.join(', ')} WHERE id = 1`, values);\n  }\n}"),
    withPool('a read of what the turn has written', "declare function announce(slot: unknown): Promise<void>;\nexport async function plan(slots: { key: string }[]) {\n  for (const slot of slots) {\n    const made = await pool.query('INSERT INTO \"slots\" (key) VALUES ($1) ON CONFLICT DO NOTHING RETURNING key', [slot.key]);\n    if (made.rows.length > 0) {\n      await announce(made.rows[0]);\n      continue;\n    }\n    const { rows } = await pool.query('SELECT id FROM slots WHERE key = $1', [slot.key]);\n    console.log(rows);\n  }\n}"),
    withPool('pages, until there are no more', "export async function all() {\n  let from = 0;\n  while (true) {\n    const { rows } = await pool.query('SELECT id FROM users ORDER BY id LIMIT 100 OFFSET $1', [from]);\n    if (rows.length === 0) return;\n    from += rows.length;\n  }\n}"),
    withPool('pages by number', "export async function all(count: number) {\n  for (let i = 0; i < count; i++) await pool.query('SELECT id FROM users ORDER BY id LIMIT 100 OFFSET $1', [i * 100]);\n}"),
    withPool('a parent walk', "export async function path(id: string | null) {\n  const found: unknown[] = [];\n  while (id) {\n    const { rows } = await pool.query('SELECT id, parent_id FROM folders WHERE id = $1', [id]);\n    found.push(rows[0]);\n    id = rows[0].parent_id;\n  }\n  return found;\n}"),
    withPool('deletes piece by piece, do-while', "export async function clean() {\n  let count = 0;\n  do {\n    const result = await pool.query('DELETE FROM logs WHERE ctid IN (SELECT ctid FROM logs LIMIT 1000)');\n    count = result.rowCount ?? 0;\n  } while (count > 0);\n}"),
    withPool('chunks by step', "export async function save(names: string[]) {\n  for (let i = 0; i < names.length; i += 500) await pool.query('INSERT INTO tags (name) SELECT unnest($1::text[])', [names.slice(i, i + 500)]);\n}"),
    {
      name: 'chunks of a library, whatever they are called',
      filename: 'src/orders.ts',
      files: { 'src/db.ts': DB },
      code: `
        import { chunk as cut } from 'lodash';
        import { pool } from './db';
        export async function save(names: string[]) {
          for (const some of cut(names, 500)) await pool.query('INSERT INTO tags (name) SELECT unnest($1::text[])', [some]);
        }
      `,
    },
    {
      name: 'chunks of a function of the project',
      filename: 'src/orders.ts',
      files: { 'src/db.ts': DB, 'src/cut.ts': 'export function cut<T>(list: T[], size: number): T[][] {\n  const found: T[][] = [];\n  for (let i = 0; i < list.length; i += size) found.push(list.slice(i, i + size));\n  return found;\n}\n' },
      code: `
        import { cut } from './cut';
        import { pool } from './db';
        export async function save(names: string[]) {
          const parts = cut(names, 500);
          await Promise.all(parts.map((some) => pool.query('INSERT INTO tags (name) SELECT unnest($1::text[])', [some])));
        }
      `,
    },
    withPool('chunks gathered in the function', "export async function save(names: string[]) {\n  const parts: string[][] = [];\n  for (let i = 0; i < names.length; i += 500) parts.push(names.slice(i, i + 500));\n  for (const part of parts) await pool.query('INSERT INTO tags (name) SELECT unnest($1::text[])', [part]);\n}"),
    withPool('names that say so: chunk, batch, page', "export async function save(batches: string[][], list: string[][], sitePages: string[]) {\n  for (const names of batches) await pool.query('INSERT INTO tags (name) VALUES ($1)', [names]);\n  for (const chunk of list) await pool.query('INSERT INTO tags (name) VALUES ($1)', [chunk]);\n  for (const page of sitePages) await pool.query('INSERT INTO tags (name) VALUES ($1)', [page]);\n}"),
    withPool('an element that is a list itself', "export async function save(groups: { id: string }[][]) {\n  for (const group of groups) await pool.query('UPDATE tags SET seen = true WHERE id::text = $1', [group.map((one) => one.id)]);\n}"),
    withPool('a filter by a list: each turn handles a group', "export async function seen(groups: Record<string, string[]>) {\n  for (const [site, ids] of Object.entries(groups)) await pool.query('UPDATE tags SET seen = true WHERE site = $1 AND id = ANY($2)', [site, ids]);\n}"),
    withPool('a stream', "export async function copy(stream: AsyncIterable<{ id: string }>) {\n  for await (const row of stream) await pool.query('INSERT INTO copies (id) VALUES ($1)', [row.id]);\n}"),
    {
      name: 'a cursor of the database',
      filename: 'src/orders.ts',
      code: `
        import mongoose from 'mongoose';
        const User = mongoose.model('User', new mongoose.Schema({}));
        export async function mark() {
          await User.find({}).forEach(async (user) => {
            await User.updateOne({ _id: user._id }, { seen: true });
          });
        }
      `,
    },
    withPool('attempts', "export async function attempt(id: string) {\n  for (let i = 0; i < 5; i++) {\n    try {\n      return await pool.query('UPDATE jobs SET taken = true WHERE id = $1', [id]);\n    } catch {}\n  }\n}"),
    withPool('attempts, with the waits from a parameter', "export async function attempt(id: string, waits: number[]) {\n  for (const wait of waits) {\n    try {\n      await pool.query('UPDATE jobs SET taken = true WHERE id = $1', [id]);\n      return;\n    } catch {\n      await new Promise((resolve) => setTimeout(resolve, wait));\n    }\n  }\n}"),
    withPool('a search that ends at the first hit', "export async function first(keys: string[]) {\n  for (const key of keys) {\n    const { rows } = await pool.query('SELECT value FROM settings WHERE key = $1', [key]);\n    if (rows.length > 0) return rows[0].value;\n  }\n  for (const key of keys) {\n    const row = (await pool.query('SELECT value FROM defaults WHERE key = $1', [key])).rows[0];\n    if (row) break;\n  }\n}"),
    withPool('a short list that the code writes out', "const KINDS = ['day', 'week'] as const;\nexport async function counts() {\n  for (const table of ['users', 'orders']) await pool.query('SELECT count(*) FROM stats WHERE name = $1', [table]);\n  return Promise.all(KINDS.map((kind) => pool.query('SELECT count(*) FROM visits WHERE kind = $1', [kind])));\n}"),
    {
      name: 'a constant and an enum of other files',
      filename: 'src/orders.ts',
      files: { 'src/db.ts': DB, 'src/kinds.ts': "export const KINDS = ['day', 'week'] as const;\nexport enum Level { Low, High }\n" },
      code: `
        import { pool } from './db';
        import { KINDS, Level } from './kinds';
        export async function counts() {
          for (const kind of KINDS) await pool.query('SELECT count(*) FROM visits WHERE kind = $1', [kind]);
          for (const level of Object.values(Level)) await pool.query('SELECT count(*) FROM visits WHERE level = $1', [level]);
        }
      `,
    },
    {
      name: 'rows that a file of the project holds, and what is in them',
      filename: 'src/orders.ts',
      files: { 'src/db.ts': DB, 'src/rows.ts': "import { readFile } from 'node:fs/promises';\nexport async function rows() {\n  return JSON.parse(await readFile('data/users.json', 'utf8'));\n}\n" },
      code: `
        import { pool } from './db';
        import { rows } from './rows';
        export async function fill() {
          const users = await rows();
          await Promise.all(users.map(async ({ name, tags }) => {
            await pool.query('INSERT INTO users (name) VALUES ($1)', [name]);
            await addTags(name, tags);
          }));
        }
        async function addTags(name: string, tags: string[]) {
          for (const tag of tags) await pool.query('INSERT INTO tags (name, tag) VALUES ($1, $2)', [name, tag]);
        }
      `,
    },
    withPool('while the module loads, and in what only that calls', "const ids = process.argv.slice(2);\nfor (const id of ids) await pool.query('DELETE FROM users WHERE id = $1', [id]);\nasync function fill() {\n  for (const id of ids) await pool.query('INSERT INTO users (id) VALUES ($1)', [id]);\n}\nawait fill();"),
    {
      name: 'seeds, migrations and scripts',
      filename: 'seeds/users.ts',
      files: { 'src/db.ts': DB },
      code: `
        import { pool } from '../src/db';
        export async function seed(names: string[]) {
          for (const name of names) await pool.query('INSERT INTO users (name) VALUES ($1)', [name]);
        }
      `,
    },
    withPool('nobody waits for it', "export function visit(ids: string[]) {\n  for (const id of ids) void pool.query('UPDATE visits SET n = n + 1 WHERE id = $1', [id]);\n}"),
    withPool('statements that are no data operation', "export async function listen(names: string[]) {\n  for (const name of names) await pool.query('LISTEN ' + name);\n  for (const name of names) await pool.query('CREATE TABLE IF NOT EXISTS t (id int)');\n}"),
    withPool('a function that the loop only makes', "export function handlers(ids: string[]) {\n  const found: (() => Promise<unknown>)[] = [];\n  for (const id of ids) found.push(async () => {\n    await pool.query('SELECT id FROM users WHERE id = $1', [id]);\n  });\n  return found.map((run) => () => run());\n}"),
    withPool('a write that tells what was done before it', "declare function send(to: string): Promise<void>;\nexport async function remind(users: { id: string; email: string }[]) {\n  for (const user of users) {\n    await send(user.email);\n    await pool.query('UPDATE users SET reminded = true WHERE id = $1', [user.id]);\n  }\n}"),
    withPool('a read by what another call gave', "declare function lookUp(id: string): Promise<string>;\nexport async function load(ids: string[]) {\n  for (const id of ids) {\n    const key = await lookUp(id);\n    await pool.query('SELECT id FROM users WHERE key = $1', [key]);\n  }\n}"),
    withPrisma('a row whose id later rows of the turn need', 'declare function enqueue(id: string): Promise<void>;\nexport async function start(names: string[]) {\n  for (const name of names) {\n    const job = await prisma.job.create({ data: { name } });\n    await enqueue(job.id);\n  }\n}'),
    withPrisma('rows that the library cannot write together', 'export async function save(rows: { id: string; name: string; tags: string[] }[]) {\n  for (const row of rows) await prisma.user.update({ where: { id: row.id }, data: { name: row.name } });\n  for (const row of rows) await prisma.user.upsert({ where: { id: row.id }, update: { name: row.name }, create: row });\n  for (const row of rows) await prisma.user.create({ data: { name: row.name, tags: { create: row.tags.map((tag) => ({ tag })) } } });\n}'),
    withPrisma('reads that the library gathers into one query', 'export async function load(ids: string[]) {\n  const pending: Promise<unknown>[] = [];\n  for (const id of ids) pending.push(prisma.user.findUnique({ where: { id } }));\n  await Promise.all(pending);\n  return Promise.all(ids.map(async (id) => await prisma.user.findUnique({ where: { id } })));\n}'),
    withPrisma('one batch of the client', 'export async function save(rows: { id: string }[]) {\n  await prisma.$transaction(rows.map((row) => prisma.user.delete({ where: { id: row.id } })));\n  const statements = rows.map((row) => prisma.user.delete({ where: { id: row.id } }));\n  await prisma.$transaction(statements);\n  const more: any[] = [];\n  for (const row of rows) more.push(prisma.user.delete({ where: { id: row.id } }));\n  await prisma.$transaction([...more]);\n}'),
    {
      name: 'resolvers without a parent, through a loader, and one that the library gathers',
      filename: 'src/resolvers.ts',
      files: { 'package.json': PRISMA },
      code: `
        import { ApolloServer } from '@apollo/server';
        import { PrismaClient } from '@prisma/client';
        const prisma = new PrismaClient();
        const resolvers = {
          Query: { author: (root: { id: string }) => prisma.author.findFirst({ where: { id: root.id } }) },
          Author: {
            books: (author: { id: string }, args: unknown, { loaders }: any) => loaders.books.load(author.id),
            total: () => prisma.book.count(),
          },
          Book: { author: (book: { authorId: string }) => prisma.author.findUnique({ where: { id: book.authorId } }) },
        };
        export const server = new ApolloServer({ typeDefs: '', resolvers });
      `,
    },
    {
      name: 'look-alikes: a map, a cache, a client of another service, an object store',
      filename: 'src/orders.ts',
      code: `
        import { Redis } from 'ioredis';
        import { S3 } from '@aws-sdk/client-s3';
        import { repository } from 'some-rpc-client';
        const redis = new Redis();
        const store = new S3({});
        const db = new Map<string, string>();
        export async function load(ids: string[]) {
          for (const id of ids) {
            await db.get(id);
            await redis.get(id);
            await store.getObject({ Bucket: 'b', Key: id });
            await repository.findOne({ where: { id } });
          }
          return Promise.all(ids.map(async (id) => await fetch('https://api.example.com/users/' + id)));
        }
      `,
    },
    {
      name: 'unknown: a method that cannot be followed',
      filename: 'src/orders.ts',
      code: `
        interface UserRepository { findById(id: string): Promise<unknown> }
        export async function load(users: UserRepository, ids: string[]) {
          for (const id of ids) await users.findById(id);
        }
      `,
    },
    {
      name: 'a function of the project that keeps what it read',
      filename: 'src/orders.ts',
      files: {
        'src/db.ts': DB,
        'src/users.ts': "import { pool } from './db';\nconst known = new Map<string, unknown>();\nexport async function user(id: string) {\n  if (known.has(id)) return known.get(id);\n  known.set(id, (await pool.query('SELECT id FROM users WHERE id = $1', [id])).rows[0]);\n  return known.get(id);\n}\nexport const remembered = (cache: any, id: string) => cache.wrap(id, () => pool.query('SELECT id FROM users WHERE id = $1', [id]));\n",
      },
      code: `
        import { remembered, user } from './users';
        export async function load(ids: string[], cache: any) {
          for (const id of ids) await user(id);
          return Promise.all(ids.map((id) => remembered(cache, id)));
        }
      `,
    },
    {
      name: 'a function of the project that does more than one operation',
      filename: 'src/orders.ts',
      files: { 'src/db.ts': DB, 'src/users.ts': "import { pool } from './db';\nimport { send } from './mail';\nexport async function remove(id: string) {\n  await pool.query('DELETE FROM users WHERE id = $1', [id]);\n  await send(id);\n}\n" },
      code: `
        import { remove } from './users';
        export async function removeAll(ids: string[]) {
          for (const id of ids) await remove(id);
        }
      `,
    },
  ],
  invalid: [
    {
      ...withPool('for-of, SQL text', "export async function load(ids: string[]) {\n  const found: unknown[] = [];\n  for (const id of ids) {\n    const { rows } = await pool.query('SELECT id FROM users WHERE id = $1', [id]);\n    found.push(rows[0]);\n  }\n  return found;\n}"),
      errors: [{ messageId: 'read', data: { what: 'This query', line: 4, filter: '= ANY($1)', rows: 'INSERT … SELECT … FROM unnest(…)' }, line: 5, column: 28 }],
    },
    {
      ...withPool('for, by index and by a kept length', "export async function load(ids: string[]) {\n  for (let i = 0; i < ids.length; i++) await pool.query('SELECT id FROM users WHERE id = $1', [ids[i]]);\n  const n = ids.length;\n  for (let i = 0; i < n; i += 1) await pool.query('SELECT id FROM users WHERE id = $1', [ids[i]]);\n}"),
      errors: [{ messageId: 'read', line: 3 }, { messageId: 'read', line: 5 }],
    },
    {
      ...withPool('for-in, map, forEach, flatMap and reduce', "export async function load(byId: Record<string, string>, ids: string[]) {\n  for (const id in byId) await pool.query('SELECT id FROM users WHERE id = $1', [id]);\n  await Promise.all(ids.map((id) => pool.query('SELECT id FROM users WHERE id = $1', [id])));\n  ids.forEach(async (id) => {\n    await pool.query('SELECT id FROM users WHERE id = $1', [id]);\n  });\n  await Promise.all(ids.flatMap((id) => [pool.query('SELECT id FROM users WHERE id = $1', [id])]));\n  await ids.reduce(async (before, id) => {\n    await before;\n    await pool.query('DELETE FROM users WHERE id = $1', [id]);\n  }, Promise.resolve());\n}"),
      errors: [{ messageId: 'read', line: 3 }, { messageId: 'read', line: 4 }, { messageId: 'read', line: 6 }, { messageId: 'read', line: 8 }, { messageId: 'deleted', line: 11 }],
    },
    {
      ...withPool('promises pushed on a list, kept in a variable, behind a condition', "export async function load(ids: string[]) {\n  const all: Promise<unknown>[] = [];\n  for (const id of ids) {\n    if (id === '') continue;\n    all.push(pool.query('SELECT id FROM users WHERE id = $1', [id]));\n    const other = pool.query('SELECT id FROM others WHERE id = $1', [id]);\n    all.push(other);\n  }\n  await Promise.all(all);\n}"),
      errors: [{ messageId: 'read', line: 6 }, { messageId: 'read', line: 7 }],
    },
    {
      ...withPool('rows of a query: a JOIN', "export async function load() {\n  const { rows } = await pool.query('SELECT id FROM orders');\n  return Promise.all(rows.map(async (order) => {\n    const items = await pool.query('SELECT id FROM items WHERE order_id = $1', [order.id]);\n    return { ...order, items: items.rows };\n  }));\n}"),
      errors: [{ messageId: 'joined', data: { what: 'This query', line: 3, filter: '= ANY($1)', rows: 'INSERT … SELECT … FROM unnest(…)' }, line: 5, column: 25 }],
    },
    {
      ...withPool('a query that is the same in every turn', "export async function load(ids: string[]) {\n  for (const id of ids) {\n    const { rows } = await pool.query('SELECT name FROM settings');\n    console.log(id, rows);\n  }\n}"),
      errors: [{ messageId: 'repeated', line: 4 }],
    },
    {
      ...withPool('inserts, updates and deletes, in a transaction too', "export async function save(tags: { id: string; name: string }[]) {\n  const client = await pool.connect();\n  await client.query('BEGIN');\n  for (const tag of tags) {\n    await client.query('INSERT INTO tags (name) VALUES ($1)', [tag.name]);\n    await client.query('UPDATE tags SET name = $1 WHERE id = $2', [tag.name, tag.id]);\n    await client.query('DELETE FROM tags WHERE id = $1', [tag.id]);\n  }\n  await client.query('COMMIT');\n}"),
      errors: [{ messageId: 'created', line: 6 }, { messageId: 'changed', line: 7 }, { messageId: 'deleted', line: 8 }],
    },
    {
      ...withPool('a check that ends the loop when something is missing', "export async function check(ids: string[]) {\n  for (const id of ids) {\n    const { rows } = await pool.query('SELECT id FROM users WHERE id = $1', [id]);\n    if (rows.length === 0) return false;\n    if (!rows[0]) throw new Error('missing');\n  }\n  return true;\n}"),
      errors: [{ messageId: 'read', line: 4 }],
    },
    {
      ...withPool('a list in a loop over constants, and constants in a loop over a list', "export async function load(byKind: Record<string, string[]>) {\n  for (const kind of ['a', 'b']) for (const id of byKind[kind]) await pool.query('SELECT id FROM users WHERE id = $1', [id]);\n  for (const id of byKind.a) for (const kind of ['a', 'b']) await pool.query('SELECT id FROM users WHERE id = $1 AND kind = $2', [id, kind]);\n}"),
      errors: [{ messageId: 'read', line: 3 }, { messageId: 'read', line: 4 }],
    },
    {
      name: 'a list that grows from a literal is no constant',
      filename: 'src/orders.ts',
      files: { 'src/db.ts': DB },
      code: `
        import { pool } from './db';
        export async function load(orders: { userId: string }[]) {
          const ids: string[] = [];
          for (const order of orders) ids.push(order.userId);
          for (const id of ids) await pool.query('SELECT id FROM users WHERE id = $1', [id]);
          for (const id of new Set(orders.map((order) => order.userId))) await pool.query('SELECT id FROM users WHERE id = $1', [id]);
          for (const id of [...ids, 'x']) await pool.query('SELECT id FROM users WHERE id = $1', [id]);
        }
      `,
      errors: [{ messageId: 'read', line: 5 }, { messageId: 'read', line: 6 }, { messageId: 'read', line: 7 }],
    },
    {
      name: 'functions that call another for each element, and a limit of concurrency',
      filename: 'src/orders.ts',
      files: { 'src/db.ts': DB },
      code: `
        import pLimit from 'p-limit';
        import each from 'p-map';
        import _ from 'lodash';
        import { pool } from './db';
        const limit = pLimit(4);
        export async function load(ids: string[]) {
          await each(ids, async (id) => pool.query('SELECT id FROM users WHERE id = $1', [id]), { concurrency: 4 });
          await Promise.all(ids.map((id) => limit(() => pool.query('SELECT id FROM users WHERE id = $1', [id]))));
          await Promise.all(_.map(ids, (id) => pool.query('SELECT id FROM users WHERE id = $1', [id])));
        }
      `,
      errors: [{ messageId: 'read', line: 7 }, { messageId: 'read', line: 8 }, { messageId: 'read', line: 9 }],
    },
    {
      ...withPrisma('an ORM, in a transaction of its own for each row', 'export async function save(rows: { name: string }[], ids: string[]) {\n  for (const { name } of rows) await prisma.tag.create({ data: { name } });\n  await prisma.$transaction(async (tx) => {\n    for (const id of ids) await tx.tag.update({ where: { id }, data: { seen: true } });\n  });\n  for (const id of ids) {\n    await prisma.$transaction(async (tx) => {\n      await tx.tag.delete({ where: { id } });\n    });\n  }\n}'),
      errors: [
        { messageId: 'created', data: { what: 'This query', line: 4, filter: 'in: […]', rows: 'createMany' }, line: 4 },
        { messageId: 'changed', line: 6 },
        { messageId: 'deleted', line: 10 },
      ],
    },
    {
      ...withPrisma('reads that the library would gather, one after the other', 'export async function load(ids: string[]) {\n  for (const id of ids) await prisma.user.findUnique({ where: { id } });\n  return Promise.all(ids.map((id) => prisma.user.findFirst({ where: { id } })));\n}'),
      errors: [{ messageId: 'read', line: 4 }, { messageId: 'read', line: 5 }],
    },
    {
      ...withPrisma('option: rows that the library cannot write together', 'export async function save(rows: { id: string; name: string; tags: string[] }[]) {\n  for (const row of rows) await prisma.user.update({ where: { id: row.id }, data: { name: row.name } });\n  for (const row of rows) await prisma.user.upsert({ where: { id: row.id }, update: { name: row.name }, create: row });\n  for (const row of rows) await prisma.user.create({ data: { name: row.name, tags: { create: row.tags.map((tag) => ({ tag })) } } });\n}'),
      options: [{ rowByRow: true }],
      errors: [{ messageId: 'changed', line: 4 }, { messageId: 'created', line: 5 }, { messageId: 'created', line: 6 }],
    },
    {
      name: 'a builder of tables, and one of documents',
      filename: 'src/orders.ts',
      code: `
        import knex from 'knex';
        import mongoose from 'mongoose';
        const db = knex({ client: 'pg' });
        const User = mongoose.model('User', new mongoose.Schema({}));
        export async function load(ids: string[]) {
          for (const id of ids) await db('users').where({ id }).first();
          for (const id of ids) await User.findById(id);
        }
      `,
      errors: [
        { messageId: 'read', data: { what: 'This query', line: 6, filter: 'whereIn(…)', rows: 'insert([…])' }, line: 6 },
        { messageId: 'read', data: { what: 'This query', line: 7, filter: '$in: […]', rows: 'insertMany' }, line: 7 },
      ],
    },
    {
      name: 'a tagged template',
      filename: 'src/orders.ts',
      code: `
        import postgres from 'postgres';
        const sql = postgres();
        export async function load(ids: string[]) {
          for (const id of ids) await sql\`SELECT id FROM users WHERE id = \${id}\`;
        }
      `,
      errors: [{ messageId: 'read', line: 4, column: 31 }],
    },
    {
      name: 'methods and functions one call away: of the file, injected, imported, by name',
      filename: 'src/orders.service.ts',
      files: {
        'src/db.ts': DB,
        'src/users.repository.ts': "import { pool } from './db';\nexport class UsersRepository {\n  async findById(id: string) {\n    const { rows } = await pool.query('SELECT id FROM users WHERE id = $1', [id]);\n    return rows[0];\n  }\n}\nexport const remove = (id: string) => pool.query('DELETE FROM users WHERE id = $1', [id]);\n",
      },
      code: `
        import { pool as anything } from './db';
        import { remove, UsersRepository } from './users.repository';
        export class OrdersService {
          constructor(private readonly whatever: UsersRepository) {}
          async load(ids: string[]) {
            for (const id of ids) await this.whatever.findById(id);
            for (const id of ids) await this.one(id);
            await Promise.all(ids.map(remove));
            await Promise.all(ids.map((id) => insert(id)));
          }
          private one(id: string) {
            return anything.query('SELECT id FROM orders WHERE id = $1', [id]);
          }
        }
        async function insert(id: string) {
          await anything.query('INSERT INTO orders (id) VALUES ($1)', [id]);
        }
      `,
      errors: [
        { messageId: 'read', data: { what: 'The query in UsersRepository.findById', line: 6, filter: '= ANY($1)', rows: 'INSERT … SELECT … FROM unnest(…)' }, line: 6, column: 33 },
        { messageId: 'read', line: 7 },
        { messageId: 'deleted', line: 8, column: 31 },
        { messageId: 'created', line: 9 },
      ],
    },
    {
      name: 'a service that only asks its repository',
      filename: 'src/orders.ts',
      files: {
        'src/db.ts': DB,
        'src/users.ts': "import { pool } from './db';\nexport class Users {\n  find(id: string) {\n    return pool.query('SELECT id FROM users WHERE id = $1', [id]);\n  }\n}\nexport class UserService {\n  constructor(private readonly store: Users) {}\n  async get(id: string) {\n    const found = await this.store.find(id);\n    return found.rows[0];\n  }\n  async checked(id: string) {\n    await fetch('https://example.com/' + id);\n    return this.store.find(id);\n  }\n}\n",
      },
      code: `
        import { UserService } from './users';
        export async function load(users: UserService, ids: string[]) {
          for (const id of ids) await users.get(id);
          for (const id of ids) await users.checked(id);
        }
      `,
      errors: [{ messageId: 'read', data: { what: 'The query in UserService.get → Users.find', line: 3, filter: '= ANY($1)', rows: 'INSERT … SELECT … FROM unnest(…)' }, line: 3 }],
    },
    {
      name: 'a method of an interface that a class of the package implements',
      filename: 'src/orders.ts',
      files: {
        'package.json': '{ "dependencies": { "pg": "8" } }',
        'src/db.ts': DB,
        'src/store.ts': 'export interface Store<T> { get(id: string): Promise<T> }\nexport interface UserStore extends Store<string> { all(): Promise<string[]> }\n',
        'src/other-store.ts': "import type { Store } from './store';\nexport class Memory implements Store<string> {\n  async get(id: string) {\n    return id;\n  }\n}\n",
        'src/user-store.ts': "import { pool } from './db';\nimport type { UserStore } from './store';\nexport default class Users implements UserStore {\n  async get(id: string) {\n    return (await pool.query('SELECT name FROM users WHERE id = $1', [id])).rows[0].name;\n  }\n  async all() {\n    return [];\n  }\n}\n",
      },
      code: `
        import type { UserStore } from './store';
        export async function names(users: UserStore, ids: string[]) {
          for (const id of ids) await users.get(id);
        }
      `,
      errors: [{ messageId: 'read', data: { what: 'The query in Users.get', line: 3, filter: '= ANY($1)', rows: 'INSERT … SELECT … FROM unnest(…)' }, line: 3 }],
    },
    {
      name: 'a resolver of a field, by the key of its parent',
      filename: 'src/resolvers.ts',
      files: { 'src/db.ts': DB },
      code: `
        import { ApolloServer } from '@apollo/server';
        import { pool } from './db';
        const resolvers = {
          Author: {
            books: (author: { id: string }) => pool.query('SELECT id FROM books WHERE author_id = $1', [author.id]),
            async first({ id }: { id: string }) {
              return (await pool.query('SELECT id FROM books WHERE author_id = $1 LIMIT 1', [id])).rows[0];
            },
          },
        };
        export const server = new ApolloServer({ typeDefs: '', resolvers });
      `,
      errors: [{ messageId: 'resolved', data: { what: 'This query' }, line: 5, column: 40 }, { messageId: 'resolved', line: 7 }],
    },
    {
      name: 'the same as a decorated method, through a repository',
      filename: 'src/author.resolver.ts',
      files: { 'src/db.ts': DB, 'src/books.ts': "import { pool } from './db';\nexport class Books {\n  of(author: string) {\n    return pool.query('SELECT id FROM books WHERE author_id = $1', [author]);\n  }\n}\n" },
      code: `
        import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
        import { Books } from './books';
        @Resolver()
        export class AuthorResolver {
          constructor(private readonly list: Books) {}
          @Query()
          author(@Args('id') id: string) {
            return this.list.of(id);
          }
          @ResolveField()
          async books(@Parent() author: { id: string }) {
            const { rows } = await this.list.of(author.id);
            return rows;
          }
        }
      `,
      errors: [{ messageId: 'resolved', data: { what: 'The query in Books.of' }, line: 12, column: 28 }],
    },
    {
      ...withPool('a table that is the same in every turn', "export async function all(table: string, ids: string[]) {\n  for (const id of ids) {\n    const fixed = 'users';\n    await pool.query(`SELECT id FROM ${table} WHERE id = $1`, [id]);\n    await pool.query(`SELECT id FROM ${fixed} WHERE id = $1`, [id]);\n    await pool.query(`SELECT id FROM users WHERE name IS DISTINCT FROM $1 AND ${id} = id`, [id]);\n  }\n}"),
      errors: [{ messageId: 'read', line: 5 }, { messageId: 'read', line: 6 }, { messageId: 'read', line: 7 }],
    },
    {
      name: 'a table of the outer loop in an inner one',
      filename: 'src/orders.ts',
      code: "import knex from 'knex';\nconst db = knex({ client: 'pg' });\nexport async function all(relations: { collection: string; keys: string[] }[]) {\n  for (const relation of relations) {\n    for (const key of relation.keys) await db(relation.collection).where({ id: key }).first();\n  }\n}",
      errors: [{ messageId: 'read', line: 5 }],
    },
    {
      name: 'plain JavaScript',
      parser: 'espree',
      sourceType: 'commonjs',
      filename: 'src/orders.js',
      code: `
        const { Pool } = require('pg');
        const p = new Pool();
        exports.load = async (ids) => {
          for (const id of ids) await p.query('SELECT id FROM users WHERE id = $1', [id]);
        };
      `,
      errors: [{ messageId: 'read', line: 4 }],
    },
  ],
});
