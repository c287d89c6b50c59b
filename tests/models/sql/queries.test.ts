import { parseForESLint } from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { walkCount } from '../../../src/ast/source-file.ts';
import { collectSql } from '../../../src/models/sql/collect.ts';
import { sqlModel } from '../../../src/models/sql/model.ts';
import type { RuleContext } from '../../../src/core/rule-context.ts';
import { parseFile } from '../../../src/project/project.ts';
import { folderOf } from '../../project/folder.ts';
import { factsOf, modelOf, textOf } from './facts.ts';

/** `client/style text` of each query. */
function queries(code: string, settings = {}): string[] {
  return modelOf(code, settings).queries.map((q) => `${q.client}/${q.style}${q.piece ? '/piece' : ''} ${textOf(q)}`);
}

describe('what must be seen', () => {
  it('request data that was reassigned, in LIKE', () => {
    expect(
      queries(
        "import { Sequelize } from 'sequelize';\nconst db = new Sequelize('');\nexport const search = () => (req, res) => {\n  let criteria = req.query.q === 'undefined' ? '' : (req.query.q ?? '');\n  criteria = criteria.length <= 200 ? criteria : criteria.substring(0, 200);\n  return db.query(`SELECT * FROM Products WHERE name LIKE '%${criteria}%'`);\n};",
      ),
    ).toEqual(["sequelize/text SELECT * FROM Products WHERE name LIKE '%<<|{quoted name req.query.q ?? ''}>|{quoted name criteria.substring(0, 200)}>%'"]);
  });

  it('request data with a fallback, and in a call', () => {
    expect(queries("import * as models from './models';\nexport const login = (req) => models.sequelize.query(`SELECT * FROM Users WHERE email = '${req.body.email || ''}' AND password = '${hash(req.body.password || '')}'`);")).toEqual([
      "null/text SELECT * FROM Users WHERE email = '{quoted email req.body.email || ''}' AND password = '{quoted password hash(req.body.password || '')}'",
    ]);
  });

  it('a sort order that came from a filter', () => {
    expect(queries("function page(run, filters) { const { orderBy, direction = 'asc' } = filters; return run(`select a from t order by ${orderBy} ${direction}`); }")).toEqual([
      'null/text select a from t order by {orderBy orderBy} {orderBy direction}',
    ]);
  });

  it('a list of values', () => {
    expect(queries("import { Pool } from 'pg';\nexport const f = (ids) => new Pool().query(`DELETE FROM t WHERE id IN (${ids.join(',')})`);")).toEqual(["pg/text DELETE FROM t WHERE id IN ({value id joined ids.join(',')})"]);
  });

  it.each([
    ['sql.raw of Drizzle', "import { sql } from 'drizzle-orm';\nexport const f = (x) => sql`SELECT a FROM t ORDER BY ${sql.raw(x)}`;", 'drizzle/raw/piece {fragment x}'],
    ['sql.raw of Kysely, renamed', "import { sql as s } from 'kysely';\nexport const f = (x) => s`SELECT a FROM t ORDER BY ${s.raw(x)}`;", 'kysely/raw/piece {fragment x}'],
    ['Prisma.raw', "import { Prisma } from '@prisma/client';\nexport const f = (x) => Prisma.raw(x);", 'prisma/raw/piece {fragment x}'],
    ['$queryRawUnsafe', "import { PrismaClient } from '@prisma/client';\nexport const f = (x) => new PrismaClient().$queryRawUnsafe('SELECT a FROM t WHERE b = ' + x);", 'prisma/raw SELECT a FROM t WHERE b = {value b x}'],
    ['client.unsafe of postgres.js', "import postgres from 'postgres';\nconst q = postgres();\nexport const f = (x) => q.unsafe(`SELECT a FROM t WHERE b = '${x}'`);", "postgres/raw SELECT a FROM t WHERE b = '{quoted b x}'"],
    ['knex.raw', "import knex from 'knex';\nconst k = knex({ client: 'pg' });\nexport const f = (x) => k.raw(`SELECT a FROM t WHERE b = '${x}'`);", "knex/raw SELECT a FROM t WHERE b = '{quoted b x}'"],
    ['whereRaw', "import knex from 'knex';\nconst k = knex({ client: 'pg' });\nexport const f = (x) => k('t').whereRaw('b = ' + x);", 'knex/raw/piece b = {value b x}'],
    ['sequelize.literal, renamed', "import { literal as lit } from 'sequelize';\nexport const f = (x) => lit(`b = '${x}'`);", "sequelize/raw/piece b = '{quoted b x}'"],
    ['Sequelize.literal of CommonJS', "const { Sequelize } = require('sequelize');\nexports.f = (x) => Sequelize.literal(x);", 'sequelize/raw/piece {fragment x}'],
    ['raw of Objection', "import { raw } from 'objection';\nexport const f = (x) => raw('b = ' + x);", 'objection/raw/piece b = {value b x}'],
    ['sql.unsafe of Neon', "import { neon } from '@neondatabase/serverless';\nconst sql = neon('');\nexport const f = (x) => sql.unsafe(x);", 'neon/raw/piece {fragment x}'],
    ['query() of a TypeORM manager', "import { EntityManager } from 'typeorm';\nexport const f = (m: EntityManager, x) => m.query(`SELECT a FROM t WHERE b = '${x}'`);", "typeorm/text SELECT a FROM t WHERE b = '{quoted b x}'"],
    ['a condition of a TypeORM builder', "import { DataSource } from 'typeorm';\nexport const f = (d: DataSource, x) => d.createQueryBuilder().where(`u.name = '${x}'`);", "typeorm/text/piece u.name = '{quoted name x}'"],
    ['execute of MikroORM', "import { EntityManager } from '@mikro-orm/postgresql';\nexport const f = (e: EntityManager, x) => e.execute('SELECT a FROM t WHERE b = ' + x);", 'mikro-orm/text SELECT a FROM t WHERE b = {value b x}'],
    ['the tag of sql-template-tag', "import sql, { raw } from 'sql-template-tag';\nexport const f = (x) => raw(x);", 'sql-template-tag/raw/piece {fragment x}'],
  ])('an escape hatch: %s', (_, code, expected) => {
    expect(queries(code)).toContain(expected);
  });
});

describe('what must be told apart', () => {
  it('names of tables from a constant or an enum are text', () => {
    expect(queries("import knex from 'knex';\nconst db = knex({});\nconst TABLE = 'reset_tokens';\nexport const f = (t) => db.raw(`SELECT EXISTS (SELECT 1 FROM ${TABLE} WHERE reset_token = ?)`, [t]);")).toEqual([
      'knex/raw SELECT EXISTS (SELECT 1 FROM reset_tokens WHERE reset_token = ?)',
    ]);
  });

  it('a builder that is exported is a text, no query', () => {
    const model = modelOf('export function insertSchedule(schema: string) {\n  return `INSERT INTO ${schema}.schedule (name) VALUES ($1)`;\n}');
    expect([model.queries.length, model.texts.map(textOf)]).toEqual([0, ['INSERT INTO {identifier schema}.schedule (name) VALUES ($1)']]);
  });

  it('a builder that is run in the same file is part of the query', () => {
    const model = modelOf('function insertSchedule(schema: string) {\n  return `INSERT INTO ${schema}.schedule (name) VALUES ($1)`;\n}\nexport const f = (db, s) => db.run(insertSchedule(s), [1]);');
    expect([model.queries.map(textOf), model.texts.length]).toEqual([['INSERT INTO {identifier s}.schedule (name) VALUES ($1)'], 0]);
  });

  it('fragments and numbers beside parameters', () => {
    expect(queries('export const f = (rawQuery, a, b, limit, params) => rawQuery(`select x from t ${a} where y = {{id::uuid}} ${b} limit ${limit}`, params);')).toEqual([
      'null/parameterised select x from t {fragment a} where y = {{id::uuid}} {fragment b} limit {value limit}',
    ]);
  });

  it.each([
    ['LISTEN', 'client.query(`LISTEN "${channel}"`)', 'LISTEN "{ddl channel}"'],
    ['SAVEPOINT', 'client.query(`SAVEPOINT ${name}`)', 'SAVEPOINT {ddl name}'],
    ['SET', 'client.query(`SET statement_timeout = ${ms}`)', 'SET statement_timeout = {ddl statement_timeout ms}'],
    ['DDL', 'client.query(`DROP DATABASE IF EXISTS ${testDb}`)', 'DROP DATABASE IF EXISTS {ddl testDb}'],
    ['placeholder arithmetic', 'client.query(`SELECT a FROM t LIMIT $${values.length}`, values)', 'SELECT a FROM t LIMIT ${placeholder values.length}'],
  ])('%s cannot bind', (_, call, expected) => {
    expect(modelOf(`import { Client } from 'pg';\nconst client = new Client();\nexport const f = (channel, name, ms, testDb, values) => ${call};`).queries.map(textOf)).toEqual([expected]);
  });

  it.each([
    ['postgres.js', "import postgres from 'postgres';\nconst sql = postgres();\nexport const f = (x) => sql`SELECT a FROM t WHERE b = ${x}`;"],
    ['slonik', "import { sql } from 'slonik';\nexport const f = (x, s) => sql.type(s)`SELECT a FROM t WHERE b = ${x}`;"],
    ['slonik unsafe, which binds', "import { sql } from 'slonik';\nexport const f = (x) => sql.unsafe`SELECT a FROM t WHERE b = ${x}`;"],
    ['drizzle', "import { sql } from 'drizzle-orm';\nexport const f = (x) => sql<number>`SELECT a FROM t WHERE b = ${x}`;"],
    ['kysely', "import { sql } from 'kysely';\nexport const f = (x) => sql`SELECT a FROM t WHERE b = ${x}`;"],
    ['Prisma.sql', "import { Prisma } from '@prisma/client';\nexport const f = (x) => Prisma.sql`SELECT a FROM t WHERE b = ${x}`;"],
    ['$queryRaw of a transaction', "import { PrismaClient } from '@prisma/client';\nconst p = new PrismaClient();\nexport const f = (x) => p.$transaction(async (tx) => tx.$queryRaw`SELECT a FROM t WHERE b = ${x}`);"],
    ['@vercel/postgres', "import { sql } from '@vercel/postgres';\nexport const f = (x) => sql`SELECT a FROM t WHERE b = ${x}`;"],
    ['neon', "import { neon } from '@neondatabase/serverless';\nconst q = neon('');\nexport const f = (x) => q`SELECT a FROM t WHERE b = ${x}`;"],
    ['sql-template-tag', "import sql from 'sql-template-tag';\nexport const f = (x) => sql`SELECT a FROM t WHERE b = ${x}`;"],
  ])('a tag binds: %s', (_, code) => {
    const found = queries(code);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/\/tagged SELECT a FROM t WHERE b = \{value b x\}$/);
  });

  it('a tag of the project, by the settings', () => {
    const code = "import { q } from '@acme/db';\nexport const f = (x) => q`UPDATE t SET a = ${x}`;";
    const binding = (tags: readonly string[]): unknown => modelOf(code, { sql: { tags } }).queries.map((query) => query.binding?.placeholder ?? null);
    expect([binding(['@acme/db#q']), binding(['q']), binding(['@other/db#q'])]).toEqual([['tag'], ['tag'], [null]]);
  });

  it('a wrapper of the project, by the settings', () => {
    const code = "import { build } from './plans';\nexport const f = (db, x) => db.executeSql(build(x));";
    expect([queries(code).length, queries(code, { sql: { wrappers: ['executeSql'] } }).length]).toEqual([0, 0]);
    const root = folderOf({ 'plans.ts': "export const build = (x: string) => `SELECT a FROM t WHERE b = '${x}'`;", 'use.ts': code });
    expect(factsOf(root)).not.toContain('query');
    expect(factsOf(root, { sql: { wrappers: ['executeSql'] } })).toContain("query   unknown client unknown text: SELECT a FROM t WHERE b = '{quoted b x}'");
  });
});

describe('what is no query', () => {
  it.each([
    ['a map', "const m = new Map();\nm.get('select a from t');\nm.set('k', 'DELETE FROM t WHERE a = 1');"],
    ['a log line', "console.log('SELECT a FROM t');\nlogger.info(`DELETE FROM t WHERE a = ${x}`);"],
    ['an error', "throw new Error('INSERT INTO t (a) VALUES (1) failed');"],
    ['an English prompt', "export const tool = describeTool('Select a member from the list and update the status, then set it');\nask(`Update ${x} set to the new value`);"],
    ['a text of no statement', "queue.query('text');\nclient.query(name);"],
    ['an HTTP client', "import axios from 'axios';\nexport const f = (id) => axios.delete(`/t/${id}`).then(() => axios.get('/select/from'));"],
    ['an assertion', "expect(rows).toEqual('SELECT a FROM t');\nassert.equal(text, 'SELECT a FROM t');"],
    ['a comparison', "if (text === 'SELECT a FROM t' || text.startsWith('SELECT a FROM t')) go();"],
    ['a pattern', "const isQuery = /x/.test('SELECT a FROM t');"],
  ])('%s', (_, code) => {
    expect(queries(code)).toEqual([]);
  });

  it('a text that a function only hands back is part of what it makes', () => {
    const model = modelOf("const locked = (sql: string) => `BEGIN; ${sql}; COMMIT`;\nexport const f = (db) => db.run(locked('DELETE FROM t WHERE a = 1'));");
    expect(model.queries.map(textOf)).toEqual(['BEGIN; DELETE FROM t WHERE a = 1; COMMIT']);
  });
});

describe('a function that gives text back', () => {
  it('says so by its type, however it makes it', () => {
    const model = modelOf("function locked(sql: string | string[]): string { const all = [sql].flat(); return transaction(all); }\nexport function del(name: string) { return locked(`DELETE FROM t WHERE name = '${name}'`); }");
    expect([model.queries.length, model.texts.map(textOf)]).toEqual([0, ["DELETE FROM t WHERE name = '{quoted name name}'"]]);
  });

  it('one that runs it is a sink', () => {
    expect(queries("async function run(sql) { return (await client()).send(sql); }\nexport const del = (name) => run(`DELETE FROM t WHERE name = '${name}'`);")).toEqual(["null/text DELETE FROM t WHERE name = '{quoted name name}'"]);
  });
});

describe('where the client comes from', () => {
  const seen = (code: string): string[] => modelOf(code).queries.map((q) => `${q.client} ${q.dialect}`);

  it.each([
    ['a default import', "import pg from 'pg';\nconst x = new pg.Pool();\nx.query('SELECT 1');"],
    ['require', "const { Pool: P } = require('pg');\nconst x = new P();\nx.query('SELECT 1');"],
    ['a compiled import', "const pg_1 = require('pg');\nconst x = new pg_1.Pool();\n(0, x.query)('SELECT 1');\nx.query('SELECT 1');"],
    ['a client of the pool', "import { Pool } from 'pg';\nasync function f() { const c = await new Pool().connect(); await c.query('SELECT 1'); }"],
    ['a type annotation', "import type { PoolClient } from 'pg';\nfunction f(c: PoolClient) { return c?.query?.('SELECT 1'); }"],
    ['a union of types', "import type { Pool, PoolClient } from 'pg';\nfunction f(c: Pool | PoolClient) { return c.query('SELECT 1'); }"],
    ['a class that extends it', "import { Pool } from 'pg';\nclass Db extends Pool {}\nconst db = new Db();\ndb.query('SELECT 1');"],
    ['an injected field', "import { Pool } from 'pg';\nclass S { constructor(private readonly a: Pool) {} run() { return this.a.query('SELECT 1'); } }"],
    ['a field that is assigned', "import { Pool } from 'pg';\nclass S { #a; constructor() { this.#a = new Pool(); } run() { return this.#a.query('SELECT 1'); } }"],
    ['one of two', "import { Pool } from 'pg';\nconst x = globalThis.pool ?? new Pool();\nx.query('SELECT 1');"],
    ['a holder of one instance', "import { Pool } from 'pg';\nimport { once } from './once';\nconst x = once('pool', () => new Pool());\nx.query('SELECT 1');"],
    ['what a function of the file hands on', "import { Pool } from 'pg';\nconst pool = new Pool();\nasync function within(work) { const c = await pool.connect(); return work(c); }\nwithin(async (c) => c.query('SELECT 1'));"],
    ['what a function says it hands on', "import type { PoolClient } from 'pg';\ndeclare function within<T>(work: (c: PoolClient) => Promise<T>): Promise<T>;\nfunction inner<T>(work: (c: PoolClient) => Promise<T>) { return within(work); }\ninner(async (c) => c.query('SELECT 1'));"],
  ])('%s', (_, code) => {
    expect(seen(code).at(-1)).toBe('pg postgres');
  });

  it('names decide nothing', () => {
    expect(seen("import { Pool } from 'pg';\nconst axios = new Pool();\naxios.query('SELECT 1');")).toEqual(['pg postgres']);
    expect(seen("const pool = makePool();\npool.query(name);\nprisma.user.create({ data: {} });")).toEqual([]);
  });

  it('another file, CommonJS and a class that wraps it', () => {
    const root = folderOf({
      'package.json': '{ "name": "a", "dependencies": { "pg": "8" } }',
      'db.js': "const { Pool } = require('pg');\nmodule.exports = { db: new Pool() };",
      'base.ts': "import type { Pool } from 'pg';\nexport abstract class Base { constructor(protected readonly store: Pool) {} }",
      'use.js': "const { db } = require('./db');\nexports.f = (id) => db.query('SELECT a FROM t WHERE id = $1', [id]);",
      'users.ts': "import { Base } from './base';\nexport class Users extends Base { all() { return this.store.query('SELECT a FROM users'); } }",
    });
    expect(factsOf(root)).toContain('2 query   pg postgres parameterised: SELECT a FROM t WHERE id = $1 (id)');
    expect(factsOf(root)).toContain('2 query   pg postgres text: SELECT a FROM users');
  });

  it('the dialect of an unknown receiver is the package’s only driver, or the settings’', () => {
    const code = 'export const f = (run) => run("SELECT a FROM t");';
    const root = folderOf({ 'package.json': '{ "name": "a", "dependencies": { "mysql2": "3" } }', 'use.ts': code });
    expect(factsOf(root)).toContain('unknown client mysql text');
    expect(modelOf(code, { dialect: 'sqlite' }).queries.map((q) => q.dialect)).toEqual(['sqlite']);
    expect(modelOf(code).queries.map((q) => q.dialect)).toEqual(['unknown']);
  });
});

describe('values of a query', () => {
  const bound = (code: string): unknown => {
    const { queries: found, file } = modelOf(code);
    return found.map((q) => [q.style, q.bound?.map((b) => file.textOf(b)) ?? null, q.binding]);
  };

  it('an array, an object, further arguments', () => {
    expect(bound("import { Pool } from 'pg';\nexport const f = (a, b) => new Pool().query('SELECT a FROM t WHERE a = $1 AND b = $2', [a, b]);")).toEqual([
      ['parameterised', ['a', 'b'], { placeholder: '$n', values: [1], rest: false }],
    ]);
    expect(bound("import { Pool } from 'pg';\nexport const f = (a) => new Pool().query({ text: 'SELECT a FROM t WHERE a = $1', values: [a] });")).toEqual([
      ['parameterised', ['a'], { placeholder: '$n', values: [0, 'values'], rest: false }],
    ]);
    expect(bound("import { PrismaClient } from '@prisma/client';\nexport const f = (a) => new PrismaClient().$queryRawUnsafe('SELECT a FROM t WHERE a = $1', a);")).toEqual([
      ['raw', ['a'], { placeholder: '$n', values: [1], rest: true }],
    ]);
    expect(bound("import { Sequelize } from 'sequelize';\nexport const f = (a) => new Sequelize('').query('SELECT a FROM t WHERE a = :a', { replacements: { a } });")).toEqual([
      ['parameterised', null, { placeholder: ':name', values: [1, 'replacements'], rest: false }],
    ]);
  });

  it('where they would go, when there are none', () => {
    expect(bound("import { Pool } from 'pg';\nexport const f = (a) => new Pool().query(`SELECT a FROM t WHERE a = ${a}`);")).toEqual([['text', null, { placeholder: '$n', values: [1], rest: false }]]);
    expect(bound('export const f = (run, a) => run(`SELECT a FROM t WHERE a = ${a}`);')).toEqual([['text', null, null]]);
  });

  it('an array that grows is not written out', () => {
    expect(bound("import { Pool } from 'pg';\nexport const f = (a) => { const v = [a]; v.push(1); return new Pool().query('SELECT a FROM t WHERE a = $1', v); };")).toEqual([
      ['parameterised', null, { placeholder: '$n', values: [1], rest: false }],
    ]);
  });

  it('a callback is no value', () => {
    expect(bound("export const up = (db, callback) => db.runSql('DELETE FROM t', callback);\nexport const down = (db) => db.runSql('DELETE FROM t WHERE a = ?', () => {});")).toEqual([
      ['text', null, null],
      ['text', null, { placeholder: '?', values: null, rest: false }],
    ]);
  });
});

describe('any tree', () => {
  const code = "const { Pool } = require('pg');\nconst pool = new Pool();\nexports.f = (req) => pool.query(`SELECT a FROM t WHERE b = '${req.query.b}'`);\n";

  it('ESLint’s own, by espree and by typescript-eslint', () => {
    const seen: string[] = [];
    const rule = { create: (context: unknown) => ({ Program: () => void seen.push(...sqlModel(context as RuleContext).queries.map(textOf)) }) };
    const run = (parser: object | undefined, filename: string): unknown =>
      new Linter({ cwd: join(import.meta.dirname, 'nowhere') }).verify(code, [{ files: ['**/*.ts', '**/*.cjs'], plugins: { t: { rules: { r: rule } } }, rules: { 't/r': 'error' }, languageOptions: { sourceType: 'commonjs', ...(parser && { parser: parser as Linter.Parser }) } }], { filename });
    expect(run(undefined, 'a.cjs')).toEqual([]);
    expect(run({ parseForESLint }, 'b.ts')).toEqual([]);
    expect(seen).toEqual(Array(2).fill("SELECT a FROM t WHERE b = '{quoted b req.query.b}'"));
  });
});

describe('cost', () => {
  it('a file without SQL words and data calls is not walked', () => {
    const file = parseFile(join(import.meta.dirname, 'nowhere', 'plain.ts'), "import { a } from './a';\nexport const selected = a.map((x) => x.name + ' from here');\n");
    const before = walkCount();
    expect(file && collectSql(file)).toEqual({ calls: [], tags: [], texts: [] });
    expect(walkCount()).toBe(before);
  });
});
