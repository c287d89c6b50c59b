import { describe, expect, it } from 'vitest';
import { flowVisits } from '../../../src/models/flow/engine.ts';
import { MAX_CALLS, MAX_FILE_VISITS, MAX_SINK_HOPS, MAX_SOURCES, MAX_VISITS } from '../../../src/models/flow/bounds.ts';
import { flowOf, pathText } from '../../../src/models/flow/model.ts';
import type { Step } from '../../../src/models/flow/types.ts';
import { isFunction } from '../../../src/ast/syntax.ts';
import { asking, functionNamed, traced, tracedByEslint } from './asking.ts';
import type { Asked } from './asking.ts';

type Case = readonly [name: string, code: string, sources: readonly string[]];

function both(cases: readonly Case[]): void {
  it.each(cases)('%s', (_, code, sources) => {
    expect(traced(code)).toEqual(sources);
    expect(tracedByEslint(code)).toEqual(sources);
  });
}

describe('request data', () => {
  const express = (body: string, more = ''): string => `import express from 'express'; const app = express(); ${more} app.get('/x', async (req, res) => { ${body} })`;
  both([
    ['a read', express('ask(req.query.q)'), ['request req.query.q']],
    ['a name', express('const { q } = req.query; ask(q)'), ['request req.query.q → q']],
    ['a name of the whole part', express('const b = req.body; ask(b.user.name)'), ['request req.body.user.name → b']],
    ['a computed key', express("const k = 'q'; ask(req.query[k])"), ['request req.query[k]']],
    ['its keys', express("ask(Object.keys(req.body).map((k) => k + ' = ?').join())"), ['request req.body']],
    ['its length', express('ask(req.body.ids.length)'), ['safe-type req.body.ids.length']],
    ['a field that is called length', express('ask(req.body.length)'), ['request req.body.length']],
    ['a number of it', express('ask(Number(req.query.limit))'), ['safe-type Number(req.query.limit)']],
    ['a cast of it', express('ask(req.query.id as unknown as number)'), ['request req.query.id']],
    ['a local that only says it is a number', express('const id: number = req.body.id; ask(id)'), ['request req.body.id → id']],
    ['checked', express("if (!['asc', 'desc'].includes(req.query.dir)) return res.status(400).end(); ask(req.query.dir)"), ['safe-type req.query.dir']],
    ['a name that is checked', express("const { dir } = req.query; if (dir !== 'asc' && dir !== 'desc') throw new Error(); ask(dir)"), ['safe-type dir']],
    ['compared with request data, which proves nothing', express('if (!req.body.allowed.includes(req.query.dir)) return; ask(req.query.dir)'), ['request req.query.dir']],
    ['looked up', express("ask(({ name: 'u.name' })[req.query.sort] ?? 'u.id')"), ['constant']],
    ['through a function of this file', express('ask(where(req.query))', 'function where(f) { return `name = ${f.name}` }'), ['request req.query.name → where()']],
    ['the request itself handed on', express('ask(where(req))', 'function where(r) { return r.query.name }'), ['request req.query.name → where()']],
    ['in a function of this file', express('run(req.query.q)', 'function run(q) { ask(q) }'), ['request req.query.q → q']],
    ['in a list', express("const c = []; if (req.query.q) c.push(`q = '${req.query.q}'`); ask(c.join(' AND '))"), ['request req.query.q → c']],
    ['a uuid schema', express("const { id } = z.object({ id: z.string().uuid() }).parse(req.params); ask(id)", "const { z } = require('zod');"), ['safe-type z.object({ id: z.string().uuid() }).parse(req.params) → id']],
    ['a string schema', express("const { id } = z.object({ id: z.string() }).parse(req.params); ask(id)", "const { z } = require('zod');"), ['request req.params.id → id']],
    ['a function that is handed the schema', express("const { query } = await parseRequest(req, z.object({ n: z.coerce.number(), q: z.string() })); ask(query.n + query.q)", "const { z } = require('zod'); async function parseRequest(r, schema) { return { query: schema.parse(r.query) } }"), ['safe-type query', 'request req.query.q → query']],
    ['a check of one’s own, which may be anything', express("const { tz } = z.object({ tz: z.string().refine(isZone) }).parse(req.query); ask(tz)", "const { z } = require('zod');"), ['safe-type z.object({ tz: z.string().refine(isZone) }).parse(req.query) → tz']],
    ['the name of a placeholder', express('ask(`{{${req.query.q}}} = $${req.query.n} and x = :${req.query.m}`)'), ['safe-type req.query.q', 'safe-type req.query.n', 'safe-type req.query.m']],
    ['a cast to a type that comes in', express('ask(`x::${req.query.q}`)'), ['request req.query.q']],
    // Two injections that are out there: a let of which only the length is checked, and a default behind `||`.
    [
      'a search',
      "import type { Request, Response, NextFunction } from 'express'; export function search() { return (req: Request, res: Response, next: NextFunction) => { let criteria: any = req.query.q === 'undefined' ? '' : req.query.q ?? ''; criteria = (criteria.length <= 200) ? criteria : criteria.substring(0, 200); ask(`SELECT * FROM items WHERE name LIKE '%${criteria}%'`) } }",
      ['request req.query.q → criteria'],
    ],
    [
      'a log-in',
      "import type { Request, Response } from 'express'; import { createHash } from 'crypto'; const hash = (data: string) => createHash('md5').update(data).digest('hex'); export function login() { return (req: Request, res: Response) => { ask(`SELECT * FROM users WHERE email = '${req.body.email || ''}' AND password = '${hash(req.body.password || '')}'`) } }",
      ['request req.body.email', "safe-type createHash('md5').update(data).digest('hex') → hash()"],
    ],
    ['koa', "import Router from '@koa/router'; const r = new Router(); r.get('/', async (ctx) => { ask(ctx.query.q) })", ['request ctx.query.q']],
    ['hono', "import { Hono } from 'hono'; const app = new Hono(); app.get('/', (c) => { const q = c.req.query('q'); ask(q); return c.json({}) })", ["request c.req.query('q') → q"]],
    ['hono, validated', "import { Hono } from 'hono'; import { zValidator } from '@hono/zod-validator'; import { z } from 'zod'; const app = new Hono(); app.get('/', zValidator('query', z.object({ n: z.coerce.number(), q: z.string() })), (c) => { const { n, q } = c.req.valid('query'); ask(n + q); return c.json({}) })", ["safe-type c.req.valid('query') → n", "request c.req.valid('query') → q"]],
    ['nest', "import { Controller, Get, Query } from '@nestjs/common'; @Controller() class C { @Get() find(@Query('q') q: string) { ask(q) } }", ['request request.query.q → q']],
    ['nest with a pipe', "import { Controller, Get, Param, ParseIntPipe } from '@nestjs/common'; @Controller() class C { @Get() find(@Param('id', ParseIntPipe) id: number) { ask(id) } }", ['safe-type id']],
    [
      'nest with a validated class',
      "import { Body, Controller, Post } from '@nestjs/common'; import { IsInt, IsString } from 'class-validator'; class Dto { @IsInt() n: number; @IsString() q: string } @Controller() class C { @Post() make(@Body() dto: Dto) { ask(dto.n + dto.q) } }",
      ['safe-type dto.n', 'request dto.q'],
    ],
    ['trpc', "import { initTRPC } from '@trpc/server'; import { z } from 'zod'; const t = initTRPC.create(); export const p = t.procedure.input(z.object({ id: z.number(), q: z.string() })).query(({ input }) => { ask(input.id + input.q) })", ['safe-type input.id', 'request input.q']],
    ['fastify with a schema', "import Fastify from 'fastify'; const app = Fastify(); app.get('/', { schema: { querystring: { type: 'object', properties: { n: { type: 'integer' }, q: { type: 'string' } } } } }, async (request) => { ask(request.query.n + request.query.q) })", ['safe-type request.query.n', 'request request.query.q']],
  ]);
});

it('a route file of Next', () => {
  const it = asking({ 'app/api/x/route.ts': 'export async function POST(request: Request) { const { q } = await request.json(); ask(q) }' });
  expect(it.trace()).toEqual(['request request.json() → q']);
});

describe('across files', () => {
  const handler = (body: string, imports: string): string => `import express from 'express'; ${imports} const app = express(); app.get('/x', (req, res) => { ${body} })`;

  it('an imported function gives back what goes in', () => {
    const it = asking({ 'a.ts': handler('ask(where(req.query))', "import { where } from './b.ts';"), 'b.ts': 'export function where(f) { return `name = ${f.name}` }' });
    expect(it.trace()).toEqual(['request req.query.name → where()']);
  });

  it('two imports further', () => {
    const it = asking({ 'a.ts': handler('ask(where(req.query))', "import { where } from './b.ts';"), 'b.ts': "import { quote } from './c.ts'; export const where = (f) => quote(f.name)", 'c.ts': "export { wrap as quote } from './d.ts'", 'd.ts': "export const wrap = (x) => `'${x}'`" });
    expect(it.trace()).toEqual(['request req.query.name → quote() → where()']);
  });

  it('an imported escaper of the project', () => {
    const it = asking({ 'a.ts': handler('ask(quote(req.query.q))', "import { quote } from './b.ts';"), 'b.ts': "export const quote = (x) => `'${x.replace(/'/g, \"''\")}'`" });
    expect(it.trace()).toEqual([`escaped x.replace(/'/g, "''") → quote()`]);
  });

  it('an imported list to compare with', () => {
    const it = asking({ 'a.ts': handler('if (!COLUMNS.includes(req.query.sort)) return; ask(req.query.sort)', "import { COLUMNS } from './b.ts';"), 'b.ts': "export const COLUMNS = ['name', 'id'] as const" });
    expect(it.trace()).toEqual(['safe-type req.query.sort']);
  });

  it('an imported check', () => {
    const it = asking({ 'a.ts': handler('if (!isColumn(req.query.sort)) return; ask(req.query.sort)', "import { isColumn } from './b.ts';"), 'b.ts': "const COLUMNS = new Set(['name']); export const isColumn = (x: string): x is 'name' => COLUMNS.has(x)" });
    expect(it.trace()).toEqual(['safe-type req.query.sort']);
  });

  it('an imported constant', () => {
    const it = asking({ 'a.ts': "import { TABLE } from './b.ts'; export const f = () => ask(TABLE)", 'b.ts': "export const TABLE = 'users'" });
    expect(it.trace()).toEqual(['constant']);
  });

  it('an imported configuration', () => {
    const it = asking({ 'a.ts': "import { config } from './b.ts'; export const f = () => ask(config.schema + config.table)", 'b.ts': "import { load } from '@acme/load'; export const config = { schema: process.env.SCHEMA ?? 'public', table: load('table') }" });
    expect(it.trace()).toEqual(['environment process.env.SCHEMA → config', "configuration load('table') → config"]);
  });

  it('a type alias, an enum and an interface of another file', () => {
    const it = asking({ 'a.ts': "import type { Direction, Options } from './b.ts'; import { Kind } from './b.ts'; export function f(d: Direction, k: Kind, o: Options) { ask(d + k + o.limit + o.name) }", 'b.ts': "export type Direction = 'asc' | 'desc'; export enum Kind { A = 'a' } export interface Options { limit: number; name: string }" });
    expect(it.trace()).toEqual(['safe-type d', 'safe-type k', 'safe-type o', 'parameter o #2.name']);
  });

  it('an import that cannot be found', () => {
    const it = asking({ 'a.ts': handler('ask(where(req.query))', "import { where } from './missing.ts';") });
    expect(it.trace()).toEqual(['unknown where(req.query)']);
  });

  it('functions that call each other in a circle', () => {
    const it = asking({ 'a.ts': handler('ask(f(req.query.q))', "import { f } from './b.ts';"), 'b.ts': "import { g } from './c.ts'; export const f = (x) => g(x)", 'c.ts': "import { f } from './b.ts'; export const g = (x) => (x.y ? f(x.y) : x)" });
    expect(it.trace()).toEqual(['request req.query.q.y → f() → g() → f()', 'request req.query.q → g() → f()']);
  });
});

describe('parameters that reach SQL', () => {
  const pg = "import { Pool } from 'pg'; const pool = new Pool();";
  const sinks = (it: Asked, name: string): string[] => {
    const fn = functionNamed(it.file, name);
    if (!isFunction(fn)) throw new Error(`${name} is no function`);
    return it.flow.parameterSinks(fn, it.file, 'sql').map((s) => `${[s.index, ...s.path].join('.')} ${s.place.position} ${pathText(s)}`);
  };

  it('directly, through locals, by property', () => {
    const it = asking({ 'a.ts': `${pg} export async function search({ name, limit }, sort) { const order = sort.column; await pool.query(\`SELECT * FROM users WHERE name = '\${name}' ORDER BY \${order} LIMIT $1\`, [limit]) }` });
    expect(sinks(it, 'search')).toEqual(['0.name quoted name', '1.column orderBy sort → order']);
  });

  it('not when it is escaped, proved or bound', () => {
    const it = asking({ 'a.ts': `${pg} export async function search(a, b: number, c) { await pool.query(\`SELECT * FROM users WHERE a = \${pool.escapeLiteral(a)} AND b = \${b} AND c = $1\`, [c]) }` });
    expect(sinks(it, 'search')).toEqual([]);
  });

  it('through functions of this file and others', () => {
    const it = asking({ 'a.ts': "import { run } from './b.ts'; export function search(f) { return find(f.name) } function find(name) { return run(`x`, name) }", 'b.ts': `${pg} export const run = (label, name) => pool.query(\`SELECT * FROM users WHERE name = '\${name}'\`)` });
    expect(sinks(it, 'search')).toEqual(['0.name quoted f → find() → name → run() → name']);
  });

  it('not through a fragment that is put together, where nothing tells its place', () => {
    const it = asking({ 'a.ts': `${pg} import { where } from './b.ts'; export const search = (f) => 1; export async function find(f, order) { await pool.query(\`SELECT * FROM users \${where(f)} \${order}\`) }`, 'b.ts': 'export const where = (f) => `WHERE name = {{${f.name}}} AND ${f.more}`' });
    expect(sinks(it, 'find')).toEqual(['1 fragment order']);
  });

  it('through gathered and spread arguments', () => {
    const it = asking({ 'a.ts': `${pg} export function search(...args) { return run(...args) } function run(id, { name }) { return pool.query(\`SELECT * FROM users WHERE id = $1 AND name = '\${name}'\`, [id]) }` });
    expect(sinks(it, 'search')).toEqual(['0.1.name quoted args → run() → name']);
  });

  it('only as far as the bound goes', () => {
    const chain = ['a', 'b', 'c', 'd', 'e', 'f'].map((n, i, all) => `export function ${n}(x) { ${i === all.length - 1 ? "pool.query(`SELECT * FROM t WHERE x = '${x}'`)" : `${all[i + 1]}(x)`} }`);
    const it = asking({ 'a.ts': `${pg} ${chain.join(' ')}` });
    expect(sinks(it, 'a')).toEqual([]);
    expect(sinks(it, String.fromCharCode('f'.charCodeAt(0) - MAX_SINK_HOPS))).toHaveLength(1);
    expect(sinks(it, String.fromCharCode('f'.charCodeAt(0) - MAX_SINK_HOPS - 1))).toEqual([]);
  });

  it('a function that calls itself', () => {
    const it = asking({ 'a.ts': `${pg} export function walk(x) { if (x.up) walk(x.up); return pool.query(\`SELECT * FROM t WHERE x = '\${x.name}'\`) }` });
    expect(sinks(it, 'walk')).toContain('0.name quoted x');
  });

  it('calls that hand request data to such a function', () => {
    const it = asking({
      'routes.ts': "import express from 'express'; import { UserRepository } from './users.ts'; const router = express.Router(); const users = new UserRepository(); router.get('/', async (req, res) => { res.json(await users.search(req.query.q, Number(req.query.n))) }); router.get('/:id', async (req, res) => { res.json(await users.byId(req.params.id)) })",
      'users.ts': `${pg} export class UserRepository { search(q, n) { return pool.query(\`SELECT * FROM users WHERE name LIKE '%\${q}%' LIMIT \${n}\`) } byId(id) { return pool.query('SELECT * FROM users WHERE id = $1', [id]) } }`,
    });
    const [found, ...more] = it.flow.callSinks('sql');
    expect(more).toEqual([]);
    expect(found && pathText(found)).toBe('req.query.q → search() → q');
    expect(found?.sink.place.file.path.endsWith('users.ts')).toBe(true);
    expect(it.file.textOf(found?.argument ?? it.file.ast)).toBe('req.query.q');
  });
});

describe('bounds', () => {
  it('a question looks at no more than its share', () => {
    const holes = Array.from({ length: MAX_VISITS }, (_, i) => `\${p.f${i}.trim().g}`).join('');
    const it = asking({ 'a.ts': `export function f(p) { ask(\`${holes}\`) }` });
    const trace = it.flow.trace(it.file.nodes('TemplateLiteral')[0] ?? it.file.ast);
    expect(trace.complete).toBe(false);
    expect(trace.sources.length).toBeLessThanOrEqual(MAX_SOURCES);
    expect(flowVisits(it.file)).toBeLessThanOrEqual(MAX_VISITS * 2);
  });

  it('all questions about a file share one account', () => {
    const lines = Array.from({ length: 300 }, (_, i) => `let v${i} = p; for (const x of p) { v${i} = v${i} + x + \`${'${x.a.b.c}'.repeat(200)}\`; } ask(v${i})`).join('\n');
    const it = asking({ 'a.ts': `export function f(p) { ${lines} }` });
    for (const call of it.file.nodes('CallExpression')) for (const a of call.arguments) it.flow.trace(a);
    expect(flowVisits(it.file)).toBeLessThanOrEqual(MAX_FILE_VISITS + 300 * 2);
  });

  it('calls are followed so far inside one another, whatever was asked before', () => {
    const depth = MAX_CALLS + 1;
    const chain = Array.from({ length: depth + 1 }, (_, i) => `export function g${i}(x) { return ${i === depth ? 'x' : `g${i + 1}(x)`} }`).join(' ');
    const it = asking({ 'a.ts': `${chain} export function f(a) { ask(g0(a)); other(g3(a)) }` });
    const [asked, other] = ['ask', 'other'].map((name) => it.file.nodes('CallExpression').find((c) => c.callee.type === 'Identifier' && c.callee.name === name)?.arguments[0]);
    if (!asked || !other) throw new Error('two calls are expected');
    const deep = flowOf(it.file, it.project).trace(asked);
    const shallow = flowOf(it.file, it.project).trace(other);
    expect([deep.complete, deep.sources.map((s) => s.kind)]).toEqual([false, ['unknown']]);
    expect([shallow.complete, shallow.sources.map((s) => s.kind)]).toEqual([true, ['parameter']]);
    expect(flowOf(it.file, it.project).trace(asked).complete).toBe(false);
  });

  it('a long way loses its middle', () => {
    const step = (text: string) => ({ text }) as Step;
    expect(pathText({ steps: ['a', 'b', 'c', 'd', 'e', 'f'].map(step) })).toBe('a → b → c → d → e → f');
    expect(pathText({ steps: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(step) })).toBe('a → b → … → e → f → g');
  });

  it('a deep expression is answered, not thrown at', () => {
    const it = asking({ 'a.ts': `export function f(p) { ask(${'p + '.repeat(3_000)}p) }` });
    expect(it.trace().length).toBeGreaterThan(0);
  });

  it('the same question costs once', () => {
    const it = asking({ 'a.ts': 'export function f(p) { ask(p.a + p.b) }' });
    it.trace();
    const before = flowVisits(it.file);
    it.trace();
    expect(flowVisits(it.file)).toBe(before);
  });

  it('odd code is answered', () => {
    const codes = ['ask(...a)', 'ask()', 'export default class { x = ask(this.y) }', 'class A extends B { f() { ask(super.x) } }', 'function f() { ask(new.target) }', 'label: ask(`${label}`)', 'ask(class {}.x)', 'var x = x; ask(x)', 'let a = b, b = a; ask(a)', 'function f() { ask(arguments[0]) }', 'ask((() => { throw 1 })())', 'ask(<any>x)', 'ask(a?.[b]?.(c).d)', 'ask(function* () { yield 1 }())', 'ask(import("x"))', 'ask(x = y = z)', 'const { [k]: v } = o; ask(v)', 'ask(delete x.y)'];
    for (const code of codes) {
      const it = asking({ 'a.ts': code });
      const flow = flowOf(it.file, it.project);
      for (const type of ['CallExpression', 'Identifier', 'MemberExpression', 'FunctionExpression', 'ClassExpression', 'ReturnStatement'] as const) for (const node of it.file.nodes(type)) expect(flow.trace(node).sources.length, code).toBeGreaterThan(0);
    }
  });
});
