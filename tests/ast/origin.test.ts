import { describe, expect, it } from 'vitest';
import type { Origin } from '../../src/ast/origin.ts';
import { declaredResult, originOf, originOfTypeName, packageOf, symbolOf } from '../../src/ast/origin.ts';
import type { Tree } from './trees.ts';
import { asked, read, TREES, TYPED_TREES } from './trees.ts';

const origin = (tree: Tree, text: string, sourceType: 'module' | 'commonjs' = 'module'): Origin => {
  const file = read(tree, text, sourceType);
  return originOf(file, asked(file));
};
const symbol = (tree: Tree, text: string, sourceType: 'module' | 'commonjs' = 'module'): string | null => symbolOf(origin(tree, text, sourceType));

describe.each(TREES)('symbols in JavaScript, %s', (tree) => {
  it.each([
    ["import { Pool } from 'pg'; ask(Pool)", 'pg#Pool'],
    ["import { Pool as P } from 'pg'; ask(new P())", 'new pg#Pool'],
    ["import pg from 'pg'; ask(pg)", 'pg#default'],
    ["import pg from 'pg'; ask(pg.Pool)", 'pg#Pool'],
    ["import * as pg from 'pg'; ask(new pg.Pool())", 'new pg#Pool'],
    ["import * as pg from 'pg'; ask(pg.default.Pool)", 'pg#Pool'],
    ["import { default as pg } from 'pg'; ask(pg.Pool)", 'pg#Pool'],
    ["import fs from 'node:fs'; ask(fs.readFileSync)", 'fs#readFileSync'],
    ["import express from 'express'; const app = express(); ask(app.get)", 'express#default().get'],
    ["import express from 'express'; ask(express.Router())", 'express#Router()'],
    ["import { Pool } from 'pg'; const pool = new Pool(); const c = await pool.connect(); ask(c.query)", 'new pg#Pool.connect().query'],
    ["import { Pool } from 'pg'; const { query: q } = new Pool(); ask(q)", 'new pg#Pool.query'],
    ["import { Pool } from 'pg'; const { a: { b } } = new Pool(); ask(b)", 'new pg#Pool.a.b'],
    ["import { Pool } from 'pg'; ask((await new Pool()?.connect())['query'])", 'new pg#Pool.connect().query'],
    ["import { Pool } from 'pg'; ask(new Pool()[name])", null],
    ["const pg = await import('pg'); ask(pg.Pool)", 'pg#Pool'],
    ["import sql from 'sql'; ask(sql`select`)", 'sql#default()'],
    ["import { f } from './local.js'; ask(f)", null],
    ["import { f } from '#local'; ask(f)", null],
    ['ask(fetch)', 'global#fetch'],
    ['ask(globalThis.fetch)', 'global#globalThis.fetch'],
    ['function f(fetch) { ask(fetch) }', null],
    ["import { a } from 'a'; import { b } from 'b'; ask(c ? a : b)", 'a#a'],
    ["import { a } from 'a'; ask(null ?? a)", 'a#a'],
    ["import { a } from 'a'; ask(x && a)", 'a#a'],
    ["import { a } from 'a'; ask((0, a)())", 'a#a()'],
    ["import { Pool } from 'pg'; let pool; pool = new Pool(); ask(pool)", 'new pg#Pool'],
    ["import { Pool } from 'pg'; let pool = null; function f() { pool ??= new Pool(); ask(pool) }", 'new pg#Pool'],
    ["import { db } from 'db'; let q = db.a(); q = q.b(); q = q.c(); ask(q.run)", 'db#db.a().run'],
    ["import { Pool } from 'pg'; const o = { a: { pool: new Pool() } }; ask(o.a.pool)", 'new pg#Pool'],
    ["import { Pool } from 'pg'; const o = { get pool() { return new Pool() } }; ask(o.pool)", 'new pg#Pool'],
    ["import { Pool } from 'pg'; class A { pool = new Pool(); f() { ask(this.pool.query) } }", 'new pg#Pool.query'],
    ["import { Pool } from 'pg'; class A { #pool = new Pool(); f() { ask(this.#pool.query) } }", 'new pg#Pool.query'],
    ["import { Pool } from 'pg'; class A { static pool = new Pool() } ask(A.pool)", 'new pg#Pool'],
    ["import { Pool } from 'pg'; class A { constructor() { this.pool = new Pool() } f() { ask(this.pool) } }", 'new pg#Pool'],
    ["import { Pool } from 'pg'; class A { get pool() { return new Pool() } f() { ask(this.pool) } }", 'new pg#Pool'],
    ["import { Pool } from 'pg'; class A { set pool(x) {} get pool() { return new Pool() } f() { ask(this.pool) } }", 'new pg#Pool'],
    ["import { Pool } from 'pg'; const [a, b] = [1, new Pool()]; ask(b)", 'new pg#Pool'],
    ["import { Pool } from 'pg'; for (const p of [new Pool()]) ask(p)", null],
    ['class A { f() { this.a = this.a ?? {}; ask(this.a.b) } }', null],
    ['const a = { b: a.b }; ask(a.b)', null],
  ])('%s', (text, expected) => {
    expect(symbol(tree, text)).toBe(expected);
  });

  it.each([
    ["const { Pool } = require('pg'); ask(Pool)", 'pg#Pool'],
    ["const pg = require('pg'); ask(new pg.Pool())", 'new pg#Pool'],
    ["const Pool = require('pg').Pool; ask(Pool)", 'pg#Pool'],
    ["const express = require('express'); ask(express())", 'express#default()'],
    ["const pg_1 = __importDefault(require('pg')); ask(new pg_1.default.Pool())", 'new pg#Pool'],
    ["const pg_1 = tslib_1.__importStar(require('pg')); ask(pg_1.Pool)", 'pg#Pool'],
    ["function require() {} const pg = require('pg'); ask(pg.Pool)", null],
    ["var pool = new (require('pg').Pool)(); function f() { ask(pool) }", 'new pg#Pool'],
  ])('CommonJS: %s', (text, expected) => {
    expect(symbol(tree, text, 'commonjs')).toBe(expected);
  });

  it('parameters say their function, place and path', () => {
    const found = origin(tree, 'function f(a, { body: { id: x = 1 } }) { ask(x) }');
    expect(found).toMatchObject({ kind: 'parameter', index: 1, path: ['body', 'id'] });
    expect(origin(tree, 'const f = (...all) => ask(all)')).toMatchObject({ kind: 'parameter', index: 0, path: [] });
    expect(origin(tree, 'const f = (a = 1) => ask(a)')).toMatchObject({ kind: 'parameter', index: 0, path: [] });
  });

  it('what is no name', () => {
    expect(origin(tree, 'try {} catch (e) { ask(e) }').kind).toBe('caught');
    expect(origin(tree, 'for (const x of xs) ask(x)')).toMatchObject({ kind: 'element', of: { kind: 'global', name: 'xs' } });
    expect(origin(tree, 'for (const x in xs) ask(x)').kind).toBe('unknown');
    expect(origin(tree, "ask('text')").kind).toBe('value');
    expect(origin(tree, 'function f() {} ask(f)').kind).toBe('function');
    expect(origin(tree, 'class A {} ask(A)').kind).toBe('class');
    expect(origin(tree, 'class A { f() { ask(this) } }')).toMatchObject({ kind: 'instance', of: { kind: 'class' } });
  });
});

describe.each(TYPED_TREES)('symbols in TypeScript, %s', (tree) => {
  it.each([
    ["import type { Pool } from 'pg'; function f(p: Pool) { ask(p.query) }", 'new pg#Pool.query'],
    ["import { Pool } from 'pg'; function f(p: Pool | null) { ask(p!.query) }", 'new pg#Pool.query'],
    ["import { Pool, Client } from 'pg'; function f(p: Pool | Client) { ask(p.query) }", null],
    ["import { Pool } from 'pg'; function f(p: Pool | string) { ask(p) }", null],
    ["import { Pool } from 'pg'; function f(p: Promise<Readonly<Pool>>) { ask(p) }", 'new pg#Pool'],
    ["import * as pg from 'pg'; function f(p: pg.Pool) { ask(p) }", 'new pg#Pool'],
    ["import { Pool } from 'pg'; type Db = Pool; function f(p: Db) { ask(p) }", 'new pg#Pool'],
    ["import { Pool } from 'pg'; type Db = Pool & { x: 1 }; function f(p: Db) { ask(p) }", 'new pg#Pool'],
    ["import { Pool } from 'pg'; const db = new Pool(); type Db = typeof db; function f(p: Db) { ask(p) }", 'new pg#Pool'],
    ["import { Pool } from 'pg'; function f(p: InstanceType<typeof Pool>) { ask(p) }", 'new pg#Pool'],
    ["import { Pool } from 'pg'; class A { constructor(private pool: Pool) {} f() { ask(this.pool) } }", 'new pg#Pool'],
    ["import { Pool } from 'pg'; class A { private pool!: Pool; f() { ask(this.pool) } }", 'new pg#Pool'],
    ["import { Pool } from 'pg'; abstract class A { abstract pool: Pool; f() { ask(this.pool) } }", 'new pg#Pool'],
    ["import { Pool } from 'pg'; interface D { pool: Pool } function f(d: D) { ask(d.pool) }", 'new pg#Pool'],
    ["import { Pool } from 'pg'; const pool: Pool = make(); ask(pool)", 'global#make()'],
    ["import { Pool } from 'pg'; import { make } from './x'; const pool: Pool = make(); ask(pool)", 'new pg#Pool'],
    ["import { Pool } from 'pg'; let pool: Pool; ask(pool)", 'new pg#Pool'],
    ["import { Pool } from 'pg'; ask((new Pool() as any) satisfies unknown)", 'new pg#Pool'],
    ["import pg = require('pg'); ask(pg.Pool)", 'pg#Pool'],
    ["import { z } from 'zod'; const A = z.object(); type A = 1; ask(A)", 'zod#z.object()'],
    ["import { z } from 'zod'; interface A {} const A = z.object(); ask(A)", 'zod#z.object()'],
    ['function f(p: Request) { ask(p) }', 'new global#Request'],
    ['type A = B; type B = A; function f(p: A) { ask(p) }', null],
    ['function f<T>(p: T) { ask(p) }', null],
  ])('%s', (text, expected) => {
    const found = symbol(tree, text);
    if (text.includes('Pool | Client')) expect(['new pg#Pool.query', null]).toContain(found);
    else expect(found).toBe(expected);
  });

  it('a type’s own name, type arguments left out', () => {
    const file = read(tree, "import { Repository } from 'typeorm'; class A { constructor(r: Repository<User>) {} }");
    const reference = file.nodes('TSTypeReference')[0];
    expect(reference && symbolOf(originOfTypeName(file, reference))).toBe('typeorm#Repository');
    const param = file.nodes('FunctionExpression')[0]?.params[0];
    expect(param && originOf(file, param)).toMatchObject({ kind: 'instance', typeArguments: [{ type: 'TSTypeReference' }] });
  });

  it('a method without a body has a declared result', () => {
    const file = read(tree, "import { Pool } from 'pg'; interface I { open(): Promise<Pool>; get: () => Pool; raw(): { pool: Pool } } abstract class A { abstract open(): Pool }");
    const [type] = file.nodes('TSInterfaceDeclaration');
    const [abstract] = file.nodes('ClassDeclaration');
    if (!type || !abstract) throw new Error('no types');
    const result = (of: Origin, method: string): string | null => symbolOf(declaredResult(of, method) ?? { kind: 'unknown' });
    expect(result(originOf(file, type), 'open')).toBe('new pg#Pool');
    expect(result(originOf(file, type), 'get')).toBe('new pg#Pool');
    expect(result(originOf(file, type), 'none')).toBeNull();
    expect(declaredResult(originOf(file, type), 'raw')).toMatchObject({ kind: 'instance', of: { kind: 'type' } });
    expect(result(originOf(file, abstract), 'open')).toBe('new pg#Pool');
  });
});

describe('packageOf', () => {
  it('names the package of a symbol', () => {
    expect(packageOf('new @nestjs/common#Logger.log()')).toBe('@nestjs/common');
    expect(packageOf('pg#Pool')).toBe('pg');
    expect(packageOf('global#fetch')).toBe('global');
  });
});
