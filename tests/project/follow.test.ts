import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Origin } from '../../src/ast/origin.ts';
import { originOf } from '../../src/ast/origin.ts';
import { projectFor } from '../../src/project/project.ts';
import type { Files } from './folder.ts';
import { askedNode, folderOf, see } from './folder.ts';

/** What an origin is, in short: its kind, and the text or name it stands at. */
function short(origin: Origin): string {
  switch (origin.kind) {
    case 'function':
    case 'class':
    case 'enum':
      return `${origin.kind} ${origin.node.id?.name ?? ''} of ${basename(origin.file.path)}`;
    case 'value':
      return `value ${origin.file.textOf(origin.node)}`;
    case 'import':
      return `import ${origin.from}#${origin.name}`;
    case 'instance':
      return `instance of ${short(origin.of)}`;
    case 'member':
      return `${short(origin.object)}.${origin.property ?? '?'}`;
    case 'call':
      return `${short(origin.callee)}()`;
    case 'element':
      return `element of ${short(origin.of)}`;
    case 'either':
      return origin.of.map(short).join(' | ');
    case 'global':
      return `global ${origin.name}`;
    case 'type':
      return `type ${origin.node.type === 'TSTypeLiteral' ? '{}' : origin.node.id.name}`;
    case 'parameter':
      return `parameter ${origin.index}`;
    default:
      return origin.kind;
  }
}

const symbol = (files: Files): string | null => see(files).symbol;
const followed = (files: Files): string => short(see(files).followed);

const POOL = "import { Pool } from 'pg'; export const pool = new Pool(); export default pool;";

describe('imports and re-exports', () => {
  it.each<[string, Files]>([
    ['a name', { 'a.ts': "import { pool } from './db'; ask(pool)", 'db.ts': POOL }],
    ['another name', { 'a.ts': "import { pool as p } from './db'; ask(p)", 'db.ts': POOL }],
    ['the default', { 'a.ts': "import p from './db'; ask(p)", 'db.ts': POOL }],
    ['the namespace', { 'a.ts': "import * as db from './db'; ask(db.pool)", 'db.ts': POOL }],
    ['require of an ES module', { 'a.js': "const db = require('./db'); ask(db.pool)", 'db.ts': POOL }],
    ['its default by require', { 'a.js': "const db = require('./db').default; ask(db)", 'db.ts': POOL }],
    ['a pattern of require', { 'a.js': "const { pool } = require('./db'); ask(pool)", 'db.ts': POOL }],
    ['a dynamic import', { 'a.ts': "const { pool } = await import('./db'); ask(pool)", 'db.ts': POOL }],
    ['import =', { 'a.ts': "import db = require('./db'); ask(db.pool)", 'db.ts': POOL }],
    ['a re-export', { 'a.ts': "import { p } from './db'; ask(p)", 'db/index.ts': "export { pool as p } from './pool'", 'db/pool.ts': POOL }],
    ['the default, re-exported by name', { 'a.ts': "import { p } from './db'; ask(p)", 'db/index.ts': "export { default as p } from './pool'", 'db/pool.ts': POOL }],
    ['an import that is exported', { 'a.ts': "import { pool } from './db'; ask(pool)", 'db/index.ts': "import { pool } from './pool'; export { pool }", 'db/pool.ts': POOL }],
    ['a star', { 'a.ts': "import { pool } from './db'; ask(pool)", 'db/index.ts': "export * from './none'; export * from './other'; export * from './pool'", 'db/other.ts': 'export const x = 1', 'db/pool.ts': POOL }],
    ['a star with a name', { 'a.ts': "import { db } from './db'; ask(db.pool)", 'db/index.ts': "export * as db from './pool'", 'db/pool.ts': POOL }],
    ['a default object', { 'a.ts': "import db from './db'; ask(db.pool)", 'db.ts': `${POOL.replace('export default pool;', '')} export default { pool }` }],
    ['an import type, for its instance', { 'a.ts': "import type { Db } from './db'; function f(db: Db) { ask(db) }", 'db.ts': "export type { Pool as Db } from 'pg'" }],
  ])('%s', (_, files) => {
    expect(symbol(files)).toBe('new pg#Pool');
  });

  it('a star of a package gives what no other star has', () => {
    const files = { 'a.ts': "import { eq } from './db'; ask(eq)", 'db.ts': "export * from './own'; export * from 'drizzle-orm'", 'own.ts': 'export const x = 1' };
    expect(symbol(files)).toBe('drizzle-orm#eq');
    expect(symbol({ ...files, 'own.ts': 'export const (' })).toBeNull();
    expect(symbol({ ...files, 'db.ts': "export * from 'pg'; export * from 'drizzle-orm'" })).toBeNull();
    expect(symbol({ 'a.ts': "import x from './db'; ask(x)", 'db.ts': "export * from 'drizzle-orm'" })).toBeNull();
  });

  it('what is not exported, missing or unreadable is returned as it is', () => {
    for (const files of [{ 'a.ts': "import { no } from './db'; ask(no)", 'db.ts': POOL }, { 'a.ts': "import { no } from './db'; ask(no)" }, { 'a.ts': "import { no } from './db'; ask(no)", 'db.ts': 'export const no = ((' }]) {
      const seen = see(files);
      expect(seen.followed).toBe(seen.asked);
      expect(seen.symbol).toBeNull();
    }
  });

  it('an alias of the project has no symbol, a package has', () => {
    const tsconfig = JSON.stringify({ compilerOptions: { paths: { '@/*': ['./src/*'], 'app-*': ['./src/*'] } } });
    expect(symbol({ 'a.ts': "import { pool } from '@/db'; ask(pool.query)", 'tsconfig.json': tsconfig, 'src/db.ts': POOL })).toBe('new pg#Pool.query');
    expect(symbol({ 'a.ts': "import { other } from '@/db'; ask(other.query)", 'tsconfig.json': tsconfig, 'src/db.ts': POOL })).toBeNull();
    expect(symbol({ 'a.ts': "import { pool } from 'app-missing'; ask(pool.query())", 'tsconfig.json': tsconfig })).toBeNull();
    expect(symbol({ 'a.ts': "import { x } from '@acme/x'; ask(new x())", 'package.json': '{"workspaces":["p/*"]}', 'p/x/package.json': '{"name":"@acme/x"}' })).toBeNull();
    expect(symbol({ 'a.ts': "import { x } from '@acme/y'; ask(new x())", 'tsconfig.json': tsconfig })).toBe('new @acme/y#x');
  });
});

describe('CommonJS', () => {
  it.each<[string, Files]>([
    ['module.exports = {…}', { 'a.js': "const { pool } = require('./db'); ask(pool)", 'db.js': "const { Pool } = require('pg'); const pool = new Pool(); module.exports = { pool }" }],
    ['imported by name', { 'a.mjs': "import { pool } from './db.cjs'; ask(pool)", 'db.cjs': "const { Pool } = require('pg'); module.exports = { pool: new Pool() }" }],
    ['imported as default', { 'a.mjs': "import db from './db.cjs'; ask(db.pool)", 'db.cjs': "const pg = require('pg'); module.exports = { pool: new pg.Pool() }" }],
    ['module.exports = value', { 'a.js': "const pool = require('./db'); ask(pool)", 'db.js': "const { Pool } = require('pg'); module.exports = new Pool()" }],
    ['as default', { 'a.mjs': "import pool from './db.cjs'; ask(pool)", 'db.cjs': "const { Pool } = require('pg'); module.exports = new Pool()" }],
    ['export = value', { 'a.ts': "import pool = require('./db'); ask(pool)", 'db.ts': "import { Pool } from 'pg'; const pool = new Pool(); export = pool" }],
    ['a member of it', { 'a.js': "const db = require('./db'); ask(db.pool)", 'db.js': "const { Pool } = require('pg'); const db = { pool: new Pool() }; module.exports = db" }],
    ['exports.x', { 'a.js': "const db = require('./db'); ask(db.pool)", 'db.js': "const { Pool } = require('pg'); exports.pool = new Pool()" }],
    ['exports.x imported as default', { 'a.mjs': "import db from './db.cjs'; ask(db.pool)", 'db.cjs': "const { Pool } = require('pg'); exports.pool = new Pool()" }],
    ['module.exports.x beside a function', { 'a.js': "const db = require('./db'); ask(db.pool)", 'db.js': "const { Pool } = require('pg'); module.exports = function f() {}; module.exports.pool = new Pool()" }],
    ['the same as default', { 'a.mjs': "import db from './db.cjs'; ask(db.pool)", 'db.cjs': "const { Pool } = require('pg'); module.exports = function f() {}; module.exports.pool = new Pool()" }],
    ['a module handed on', { 'a.js': "ask(require('./db').pool)", 'db.js': "module.exports = require('./pool')", 'pool.js': "const { Pool } = require('pg'); module.exports = { pool: new Pool() }" }],
    ['a module spread', { 'a.js': "ask(require('./db').pool)", 'db.js': "module.exports = { ...require('./pool'), x: 1 }", 'pool.js': "const { Pool } = require('pg'); module.exports = { pool: new Pool() }" }],
  ])('%s', (_, files) => {
    expect(symbol(files)).toBe('new pg#Pool');
  });

  it.each<[string, string]>([
    ['TypeScript', '"use strict"; Object.defineProperty(exports, "__esModule", { value: true }); exports.pool = void 0; const pg_1 = require("pg"); exports.pool = new pg_1.Pool();'],
    ['TypeScript’s default', '"use strict"; exports.default = void 0; const pg_1 = __importDefault(require("pg")); exports.pool = exports.default = new pg_1.default.Pool();'],
    ['TypeScript’s re-export', 'Object.defineProperty(exports, "pool", { enumerable: true, get: function () { return pool_1.pool; } }); var pool_1 = require("./pool");'],
    ['TypeScript’s star', '__exportStar(require("./pool"), exports);'],
    ['tslib’s star', 'const tslib_1 = require("tslib"); tslib_1.__exportStar(require("./pool"), exports);'],
    ['esbuild', 'var src_exports = {}; __export(src_exports, { pool: () => pool }); module.exports = __toCommonJS(src_exports); var import_pg = require("pg"); var pool = new import_pg.Pool();'],
    ['SWC', 'Object.defineProperty(exports, "pool", { enumerable: true, get: function() { return pool; } }); const _pg = require("pg"); const pool = new _pg.Pool();'],
  ])('compiled by %s', (_, text) => {
    expect(symbol({ 'a.js': 'const db_1 = require("./db"); ask((0, db_1.pool))', 'db.js': text, 'pool.js': 'const { Pool } = require("pg"); exports.pool = new Pool();' })).toBe('new pg#Pool');
  });
});

describe('functions', () => {
  const from = (text: string): Files => ({ 'a.ts': "import { make } from './db'; ask(make())", 'db.ts': `import { Pool } from 'pg'; ${text}` });

  it.each<[string, string]>([
    ['a function', 'export function make() { return new Pool() }'],
    ['an arrow', 'export const make = () => new Pool()'],
    ['an async function', 'export async function make() { return new Pool() }'],
    ['a constant', 'const pool = new Pool(); export const make = () => pool'],
    ['lazily made', 'let pool: Pool | undefined; export function make() { if (!pool) pool = new Pool(); return pool }'],
    ['lazily made, in plain JavaScript', 'let pool = null; export function make() { pool ??= new Pool(); return pool }'],
    ['a function of a function', 'const inner = () => new Pool(); export const make = () => inner()'],
    ['by its annotation', 'declare const registry: any; export function make(): Pool { return registry.get("pool") }'],
    ['by the annotation of a promise', 'declare const registry: any; export async function make(): Promise<Pool> { return registry.get("pool") }'],
    ['either', 'export function make(x?: boolean) { if (x) return new Pool({}); return new Pool() }'],
    ['bound', 'function inner() { return new Pool() } export const make = inner.bind(null)'],
  ])('%s', (_, text) => {
    expect(symbol(from(text))).toBe('new pg#Pool');
  });

  it('a method, a static method and a getter', () => {
    const db = "import { Pool } from 'pg'; export class Db { static of() { return new Db() } connect() { return new Pool() } get pool() { return new Pool() } #p = new Pool(); private() { return this.#p } }";
    const ask = (text: string): string | null => symbol({ 'a.ts': `import { Db } from './db'; ask(${text})`, 'db.ts': db });
    expect(ask('new Db().connect()')).toBe('new pg#Pool');
    expect(ask('Db.of().connect()')).toBe('new pg#Pool');
    expect(ask('new Db().pool')).toBe('new pg#Pool');
    expect(ask('new Db().private()')).toBe('new pg#Pool');
    expect(ask('new Db().none()')).toBeNull();
  });

  it('what a call hands over', () => {
    const wrap = (text: string): Files => ({ 'a.ts': "import { Pool } from 'pg'; import { wrap } from './wrap'; ask(wrap(new Pool()))", 'wrap.ts': text });
    expect(symbol(wrap('export const wrap = (x) => x'))).toBe('new pg#Pool');
    expect(symbol(wrap('export function wrap(x) { return x.query }'))).toBe('new pg#Pool.query');
    expect(symbol(wrap('export function wrap(y, x) { return x }'))).toBeNull();
    expect(symbol(wrap('export function* wrap(x) { return x }'))).toBeNull();
    expect(followed({ 'a.ts': "import { wrap } from './wrap'; ask(wrap(async function handler(req) {}))", 'wrap.ts': 'export const wrap = (fn) => (req, res, next) => fn(req, res).catch(next)' })).toBe('function  of wrap.ts');
  });

  it('an object of a factory, with spreads and Object.assign', () => {
    const ask = (db: string): string | null => symbol({ 'a.ts': "import { make } from './db'; ask(make().pool)", 'db.ts': `import { Pool } from 'pg'; const base = { pool: new Pool() }; ${db}` });
    expect(ask('export const make = () => ({ pool: new Pool() })')).toBe('new pg#Pool');
    expect(ask('export const make = () => ({ ...base, x: 1 })')).toBe('new pg#Pool');
    expect(ask('export const make = () => ({ ...base, ...other() })')).toBeNull();
    expect(ask('export const make = () => Object.assign({}, base)')).toBe('new pg#Pool');
    expect(ask('export const make = () => Object.assign({}, base, other)')).toBe('global#Object.assign().pool');
    expect(ask('export const make = () => Object.freeze(base)')).toBe('new pg#Pool');
    expect(ask('export const make = () => ({ get pool() { return base.pool } })')).toBe('new pg#Pool');
  });

  it('a call of a package keeps its name', () => {
    expect(symbol({ 'a.ts': "import { app } from './app'; ask(app.get)", 'app.ts': "import express from 'express'; export const app = express()" })).toBe('express#default().get');
    expect(symbol({ 'a.ts': "import { Router } from './x'; ask(Router())", 'x.ts': "export { Router } from 'express'" })).toBe('express#Router()');
  });

  it('elements and both sides of a choice', () => {
    expect(followed({ 'a.ts': "import { all } from './b'; for (const x of all) ask(x)", 'b.ts': 'function f() {} function g() {} export const all = [f, g]' })).toBe('function f of b.ts | function g of b.ts');
    expect(followed({ 'a.ts': "import { f, g } from './b'; ask(x ? f : g)", 'b.ts': 'export function f() {} export function g() {}' })).toBe('function f of b.ts | function g of b.ts');
    expect(followed({ 'a.ts': "import { all } from './b'; ask(all[1])", 'b.ts': 'function f() {} function g() {} export const all = [f, g]' })).toBe('function g of b.ts');
  });
});

describe('classes', () => {
  it('members come from superclasses of other files', () => {
    const files = {
      'a.ts': "import { UserRepository } from './user'; ask(new UserRepository().run())",
      'user.ts': "import { Base } from './base'; export class UserRepository extends Base { list() {} }",
      'base.ts': "import { Root } from './root'; export abstract class Base extends Root { run() { return this.pool } }",
      'root.ts': "import { Pool } from 'pg'; export class Root { protected pool = new Pool() }",
    };
    expect(symbol(files)).toBe('new pg#Pool');
    expect(symbol({ ...files, 'a.ts': "import { UserRepository } from './user'; ask(new UserRepository().pool.query)" })).toBe('new pg#Pool.query');
  });

  it('members of a foreign superclass are its members', () => {
    const files = { 'a.ts': "import { Prisma } from './prisma'; class S { constructor(private prisma: Prisma) {} f() { ask(this.prisma.user.findMany) } }", 'prisma.ts': "import { PrismaClient } from '@prisma/client'; export class Prisma extends PrismaClient {}" };
    expect(symbol(files)).toBe('new @prisma/client#PrismaClient.user.findMany');
    expect(symbol({ ...files, 'a.ts': "import { Prisma } from './prisma'; ask(new Prisma())" })).toBe('new @prisma/client#PrismaClient');
    expect(symbol({ 'a.ts': "import { User } from './user'; ask(User.findAll)", 'user.ts': "import { Model } from 'sequelize'; export class User extends Model {}" })).toBe('sequelize#Model.findAll');
  });

  it('a member of what a package made, exported whole', () => {
    expect(symbol({ 'a.js': "const app = require('./app'); ask(app.listen(3000).close)", 'app.js': "const express = require('express'); const app = express(); module.exports = app" })).toBe('express#default().listen().close');
    expect(symbol({ 'a.js': "const { ready } = require('./app'); ask(ready)", 'app.js': "const { make } = require('./make'); module.exports = make()" })).toBe(null);
  });

  it('injected fields, properties and fields set by the constructor', () => {
    const repo = "import { Pool } from 'pg'; export class Repo { constructor(private readonly pool: Pool) {} find() { return this.pool.query('x') } }";
    expect(symbol({ 'a.ts': "import { Repo } from './repo'; class S { constructor(private repo: Repo) {} f() { ask(this.repo.find()) } }", 'repo.ts': repo })).toBe('new pg#Pool.query()');
    expect(symbol({ 'a.ts': "import { Repo } from './repo'; class S { private repo: Repo; constructor(repo: Repo) { this.repo = repo } f() { ask(this.repo.find()) } }", 'repo.ts': repo })).toBe('new pg#Pool.query()');
    expect(symbol({ 'a.js': "const { Repo } = require('./repo'); const { Pool } = require('pg'); ask(new Repo(new Pool()).pool)", 'repo.js': 'class Repo { constructor(pool) { this.pool = pool } } module.exports = { Repo }' })).toBe('new pg#Pool');
  });

  it('an interface stands for its only class in sight', () => {
    const files = {
      'a.ts': "import { Users } from './users'; class S { constructor(private users: Users) {} f() { ask(this.users.find()) } }",
      'users.ts': "import { Pool } from 'pg'; export interface Users { find(): unknown } export class SqlUsers implements Users { pool = new Pool(); find() { return this.pool } }",
    };
    expect(symbol(files)).toBe('new pg#Pool');
    expect(symbol({ ...files, 'users.ts': `${files['users.ts']} export class MemoryUsers implements Users { find() {} }` })).toBeNull();
    expect(symbol({ ...files, 'users.ts': "import { Pool } from 'pg'; export abstract class Users { abstract find(): unknown } class SqlUsers extends Users { pool = new Pool(); find() { return this.pool } }" })).toBe('new pg#Pool');
    expect(symbol({ ...files, 'users.ts': 'export interface Users { find(): unknown }' })).toBeNull();
  });

  it('what a type lists', () => {
    const deps = "import type { Pool } from 'pg'; export interface Deps { pool: Pool; nested: { db: Pool }; open(): Promise<Pool> } export type Alias = { pool: Pool }; export interface More extends Deps { x: 1 } export type Same = Deps";
    const ask = (parameter: string, asked: string): string | null => symbol({ 'a.ts': `import type { Deps, Alias, More, Same } from './deps'; function f(${parameter}) { ask(${asked}) }`, 'deps.ts': deps });
    expect(ask('d: Deps', 'd.pool')).toBe('new pg#Pool');
    expect(ask('{ pool }: Deps', 'pool')).toBe('new pg#Pool');
    expect(ask('{ nested: { db } }: Deps', 'db')).toBe('new pg#Pool');
    expect(ask('{ pool }: Alias', 'pool')).toBe('new pg#Pool');
    expect(ask('d: { deps: Deps }', 'd.deps.pool')).toBe('new pg#Pool');
    expect(ask('d: More', 'd.pool')).toBe('new pg#Pool');
    expect(ask('d: Same', 'd.pool')).toBe('new pg#Pool');
    expect(ask('d: Deps', 'd.open()')).toBe('new pg#Pool');
    expect(ask('d: Deps', 'd.none')).toBeNull();
  });

  it('types of values and types that extend others', () => {
    expect(symbol({ 'a.ts': "import type { Db } from './db'; function f(db: Db) { ask(db) }", 'db.ts': "import { drizzle } from 'drizzle-orm/node-postgres'; export const db = drizzle(); export type Db = typeof db" })).toBe('drizzle-orm/node-postgres#drizzle()');
    expect(symbol({ 'a.ts': "import type { R } from './r'; function f(r: R) { ask(r.body) }", 'r.ts': "import type { Request } from 'express'; export interface R extends Request { user: string }" })).toBe('new express#Request.body');
    expect(symbol({ 'a.ts': "import type { R } from './r'; function f(r: R) { ask(r) }", 'r.ts': "import type { Request } from 'express'; export interface R extends Request { user: string }" })).toBe('new express#Request');
    expect(symbol({ 'a.ts': "import type { R } from './r'; function f(r: R) { ask(r) }", 'r.ts': "import type { Request } from 'express'; export type R = Request & { user: string }" })).toBe('new express#Request');
  });
});

describe('circles and bounds', () => {
  it('a field that spreads itself is followed to an end', () => {
    expect(followed({ 'a.ts': "class Panel { constructor(app) { this.options = { ...app.options, ...this.options }; } read() { ask(this.options.secret); } }" })).toMatch(/\.secret$/);
  });

  it('a circle of files is no circle of names', () => {
    const files = { 'a.ts': "import { x } from './b'; export const y = 1; ask(x)", 'b.ts': "import { y } from './a'; import { Pool } from 'pg'; export const x = new Pool(y)" };
    expect(symbol(files)).toBe('new pg#Pool');
  });

  it.each<[string, Files]>([
    ['exports', { 'a.ts': "import { x } from './b'; ask(x)", 'b.ts': "export { x } from './c'", 'c.ts': "export { x } from './b'" }],
    ['stars', { 'a.ts': "import { x } from './b'; ask(x)", 'b.ts': "export * from './c'", 'c.ts': "export * from './b'" }],
    ['functions', { 'a.ts': "import { f } from './b'; ask(f())", 'b.ts': 'export function f() { return g() } function g() { return f() }' }],
    ['classes', { 'a.ts': "import { A } from './b'; ask(new A().x)", 'b.ts': "import { B } from './c'; export class A extends B {}", 'c.ts': "import { A } from './b'; export class B extends A {}" }],
    ['types', { 'a.ts': "import type { A } from './b'; function f(a: A) { ask(a.x) }", 'b.ts': "import type { B } from './c'; export type A = B", 'c.ts': "import type { A } from './b'; export type B = A" }],
    ['interfaces', { 'a.ts': "import type { A } from './b'; function f(a: A) { ask(a.x) }", 'b.ts': 'export interface A extends B {} interface B extends A {}' }],
    ['itself', { 'a.ts': "import { a } from './a'; export { a }; ask(a)" }],
    ['values', { 'a.ts': 'class A { f() { this.a = this.b ?? this.a; this.b = this.a ?? this.b; ask(this.a) } }' }],
  ])('of %s have no answer', (_, files) => {
    expect(symbol(files)).toBeNull();
  });

  it.each<[string, Files, string]>([
    ['a function that calls itself', { 'a.ts': "import { f } from './b'; ask(f(x))", 'b.ts': "import { g } from './c'; export const f = (x) => g(x)", 'c.ts': "import { f } from './b'; function end() {} export const g = (x) => (x.y ? f(x.y) : end)" }, 'function end of c.ts'],
    ['an export that names itself', { 'a.ts': "import { x } from './b'; ask(x)", 'b.ts': "import { x as again } from './c'; function end() {} export const x = c ? again : end", 'c.ts': "export { x } from './b'" }, 'function end of b.ts'],
    ['nothing but itself', { 'a.ts': "import { f } from './b'; ask(f())", 'b.ts': 'export function f() { return c ? f() : f() }' }, 'function f of b.ts()'],
  ])('%s is what is left of the choice, and following it again gives the same', (_, files, expected) => {
    const seen = see(files);
    expect(short(seen.followed)).toBe(expected);
    expect(seen.project.follow(seen.followed)).toBe(seen.followed);
  });

  it('a circle met on the way spoils no other answer', () => {
    const files = { 'a.ts': '', 'b.ts': "export { x } from './c'; export { y } from './c'", 'c.ts': "import { x as again } from './b'; import { Pool } from 'pg'; export const y = new Pool(); export const x = cond ? again : y" };
    const root = folderOf({ ...files, 'a.ts': "import { x } from './c'; ask(x)", 'd.ts': "import { x } from './b'; ask(x)" });
    const ask = (order: readonly string[]): Record<string, string> => {
      const project = projectFor(root);
      return Object.fromEntries(order.map((path) => {
        const file = project.file(join(root, path));
        if (!file) throw new Error(path);
        return [path, short(project.follow(originOf(file, askedNode(file))))];
      }));
    };
    expect(ask(['a.ts', 'd.ts'])).toEqual(ask(['d.ts', 'a.ts']));
  });

  const chain = (length: number): Files => {
    const files: Record<string, string> = { 'a.ts': "import { x } from './f1'; ask(x)" };
    for (let i = 1; i < length; i++) files[`f${i}.ts`] = `export { x } from './f${i + 1}'`;
    return { ...files, [`f${length}.ts`]: "import { Pool } from 'pg'; export const x = new Pool()" };
  };

  it('maxHops counts imports, 0 turns the index off', () => {
    expect(see(chain(5)).symbol).toBe('new pg#Pool');
    expect(see(chain(6)).symbol).toBeNull();
    expect(see(chain(6), 'a.ts', { index: { maxHops: 6 } }).symbol).toBe('new pg#Pool');
    const { project, file, asked } = see(chain(1));
    const off = projectFor(project.root, { index: { maxHops: 0 } });
    expect(off.follow(asked)).toBe(asked);
    expect(off.resolve(file, './f1')).toBeNull();
  });

  it('maxFiles counts files of one question, those already read included', () => {
    const root = folderOf({ ...chain(4), 'b.ts': "import { x } from './f3'; ask(x)" });
    const ask = (maxFiles: number, ...paths: readonly string[]): (string | null)[] => {
      const project = projectFor(root, { index: { maxFiles } });
      return paths.map((path) => {
        const file = project.file(join(root, path));
        return file && project.symbol(originOf(file, askedNode(file)));
      });
    };
    expect(ask(4, 'a.ts')).toEqual(['new pg#Pool']);
    expect(ask(3, 'a.ts')).toEqual([null]);
    expect(ask(3, 'b.ts', 'a.ts', 'b.ts')).toEqual(['new pg#Pool', null, 'new pg#Pool']);
  });

  it('maxHops is the same whatever was asked before', () => {
    const root = folderOf({ ...chain(6), 'b.ts': "import { x } from './f2'; ask(x)" });
    const ask = (...paths: readonly string[]): (string | null)[] => {
      const project = projectFor(root);
      return paths.map((path) => {
        const file = project.file(join(root, path));
        return file && project.symbol(originOf(file, askedNode(file)));
      });
    };
    expect(ask('b.ts', 'a.ts', 'b.ts')).toEqual(['new pg#Pool', null, 'new pg#Pool']);
    expect(ask('a.ts', 'b.ts')).toEqual([null, 'new pg#Pool']);
  });

  it('a file above maxBytes is unknown', () => {
    expect(see({ 'a.ts': "import { pool } from './db'; ask(pool)", 'db.ts': POOL }, 'a.ts', { index: { maxBytes: 75 } }).symbol).toBeNull();
  });

  it('a builder that is assigned again and again costs little', () => {
    const writes = Array.from({ length: 30 }, (_, i) => `q = q.where(${i}).and(q.x${i});`).join(' ');
    const started = performance.now();
    expect(symbol({ 'a.ts': `import { db } from 'kysely'; let q = db.select(); ${writes} ask(q.run)` })).toBe('kysely#db.select().run');
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('constants', () => {
  it('go through imports, enums and objects', () => {
    const ask = (text: string): unknown => {
      const { project, file } = see({ 'a.ts': `import { NAME, Kind, routes, nested } from './c'; ask(${text})`, 'c.ts': "import { BASE } from './d'; export const NAME = `${BASE}/users`; export enum Kind { A = 'a', B = 'b' } export const routes = { list: '/list', one: NAME } as const; export const nested = { deep: { x: 1 } }", 'd.ts': "export const BASE = '/api'" });
      return project.constants(file, askedNode(file));
    };
    expect(ask('NAME')).toEqual(['/api/users']);
    expect(ask('Kind.B')).toEqual(['b']);
    expect(ask('routes.one')).toEqual(['/api/users']);
    expect(ask('routes[x]')).toEqual(['/list', '/api/users']);
    expect(ask('nested.deep.x')).toEqual([1]);
    expect(ask('`${NAME}/${Kind.A}`')).toEqual(['/api/users/a']);
    expect(ask('process.env.X')).toBeNull();
  });
});
