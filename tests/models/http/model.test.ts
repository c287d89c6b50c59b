import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Node, SourceFile } from '../../../src/ast/source-file.ts';
import type { Settings } from '../../../src/core/settings.ts';
import { collectHttp } from '../../../src/models/http/collect.ts';
import { httpModelOf } from '../../../src/models/http/model.ts';
import type { HttpModel } from '../../../src/models/http/types.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';
import { TREES, TYPED_TREES, read } from '../../ast/trees.ts';
import { type Files, folderOf, put } from '../../project/folder.ts';

const nowhere = folderOf({ 'package.json': '{ "name": "app" }' });

function modelOf(file: SourceFile): HttpModel {
  return httpModelOf(file, projectFor(nowhere));
}

function modelIn(text: string): HttpModel {
  return modelOf(parsed(text));
}

function parsed(text: string, name = 'file.ts'): SourceFile {
  const file = parseFile(join(nowhere, name), text);
  if (!file) throw new Error(`cannot parse ${text}`);
  return file;
}

const handlers = (model: HttpModel): string[] => model.handlers.map((h) => `${h.kind} ${h.framework}`);
const routes = (model: HttpModel): string[] => model.routes.map((r) => `${r.method} ${r.fullPath ?? '?'}`);
const reads = (model: HttpModel): string[] => model.reads.map((r) => [r.part, ...r.path].join('.'));

/** A project of these files, and the model of one of them. */
function within(files: Files, path: string, http?: Settings['http']): HttpModel {
  const root = folderOf({ 'package.json': '{ "name": "app" }', ...files });
  const project = projectFor(root);
  const file = project.file(join(root, path));
  if (!file) throw new Error(`${path} cannot be read`);
  return httpModelOf(file, project, http);
}

describe('handlers by registration', () => {
  const REGISTERED: readonly (readonly [name: string, text: string, handlers: readonly string[], routes: readonly string[]])[] = [
    ['express', "import express from 'express'; const app = express(); app.get('/a', (a, b) => b.json({}));", ['route express'], ['GET /a']],
    ['a renamed import', "import { Router as R } from 'express'; const x = R(); x.post('/a', y); function y(a, b) {}", ['route express'], ['POST ?']],
    ['compiled', "var e_1 = __importDefault(require('express')); var x = (0, e_1.default)(); x.put('/a', function (a, b) { b.end(); });", ['route express'], ['PUT /a']],
    ['a chained route', "import e from 'express'; e().route('/a').get((a, b) => {}).post((a, b) => {});", ['route express', 'route express'], ['POST /a', 'GET /a']],
    ['an error handler', "import e from 'express'; const x = e(); x.use((a, b, c, d) => b.x);", ['error express'], []],
    ['fastify', "import f from 'fastify'; const x = f(); x.get('/a', { schema: {} }, async (q) => q.query.a);", ['route fastify'], ['GET /a']],
    ['fastify options', "import f from 'fastify'; f().route({ method: ['PUT', 'PATCH'], url: '/a', handler: async (q) => 1 });", ['route fastify'], ['PUT /a', 'PATCH /a']],
    ['a hook of requests', "import f from 'fastify'; f().addHook('onRequest', async (q) => {});", ['middleware fastify'], []],
    ['a hook of the server is none', "import f from 'fastify'; f().addHook('onClose', async (q) => {});", [], []],
    ['koa', "import K from 'koa'; const x = new K(); x.use(async (a, b) => b());", ['middleware koa'], []],
    ['a named koa route', "import R from '@koa/router'; const r = new R({ prefix: '/p' }); r.get('name', '/a', async (a) => {});", ['route koa'], ['GET ?']],
    ['hono', "import { Hono } from 'hono'; export default new Hono().basePath('/v1').get('/a', (x) => x.text('a'));", ['route hono'], ['GET /v1/a']],
    ['a hono route without a path', "import { Hono } from 'hono'; const x = new Hono(); x.get((c) => c.text('a'));", ['route hono'], ['GET ?']],
    ['a list of middlewares', "import e from 'express'; const x = e(); const guards = [(a, b, c) => c()]; x.get('/a', ...guards, (a, b) => b.end());", ['middleware express', 'route express'], ['GET /a']],
    ['a wrapper', "import e from 'express'; import { wrap } from 'wrap'; e().get('/a', wrap(async (a, b) => b.end()));", ['route express'], ['GET /a']],
    ['a factory', "import e from 'express'; e().get('/a', make(1)); function make(n) { return (a, b) => b.json(n); }", ['route express'], ['GET /a']],
    ['a bound method', "import e from 'express'; class C { m(a, b) {} } const c = new C(); e().get('/a', c.m.bind(c));", ['route express'], ['GET /a']],
    ['an object of handlers', "import e from 'express'; const c = { m(a, b) {} }; e().get('/a', c.m);", ['route express'], ['GET /a']],
    ['a parameter of express’ type', "import type { Router } from 'express'; export function add(r: Router) { r.get('/a', (a, b) => b.end()); }", ['route express'], ['GET ?']],
    ['a typed result', "import e from 'express'; function add(x: ReturnType<typeof e>) { x.get('/a', (a, b) => b.end()); }", ['route express'], ['GET /a']],
    ['a fastify plugin', "import fp from 'fastify-plugin'; export default fp(async (x) => { x.get('/a', async (q) => 1); });", ['route fastify'], ['GET ?']],
    ['node:http', "import { createServer } from 'node:http'; createServer((a, b) => b.end());", ['route node-http'], []],
    ['node-cron', "import cron from 'node-cron'; cron.schedule('* * * * *', () => {});", ['task schedulers'], []],
    ['bullmq', "import { Worker } from 'bullmq'; new Worker('q', async (j) => {});", ['job schedulers'], []],
  ];

  it.each(REGISTERED)('%s', (_, text, found, served) => {
    const model = modelIn(text);
    expect(handlers(model)).toEqual(found);
    expect(routes(model)).toEqual(served);
  });

  it('a handler behind two mounts has one path only where they agree', () => {
    const text = "import e from 'express'; const x = e(); const r = e.Router(); r.get('/a', (a, b) => {}); x.use('/p', r); x.use('/q', r);";
    expect(routes(modelIn(text))).toEqual(['GET ?']);
    expect(routes(modelIn(text.replace("'/q'", "'/p'")))).toEqual(['GET /p/a']);
  });

  it('what a wrapper of one’s own hands over in other places is told by name', () => {
    const model = modelIn("import e from 'express'; import { withUser } from './w'; e().get('/a', withUser(async (user, req, res) => res.json(req.body.a)));");
    expect(reads(model)).toEqual(['body.a']);
    expect(model.handlers[0]?.response?.name).toBe('res');
  });
});

describe('decorators', () => {
  const NEST = `import { Controller, Get, Post, Body, Query, Headers } from '@nestjs/common';
    @Controller('users') export class Users {
      @Post('new') create(@Body() dto: Dto, @Query('page') page: string) { return dto.name; }
      @Get() list(@Headers('x-a') { length }: string) {}
      plain(@Body() dto: Dto) {}
    }`;
  it.each(TYPED_TREES)('Nest, by %s', (tree) => {
    const model = modelOf(read(tree, NEST));
    expect(handlers(model)).toEqual(['route nest', 'route nest']);
    expect(model.routes.map((r) => `${r.method} ${r.path}`)).toEqual(['POST new', 'GET ']);
    expect(reads(model)).toEqual(['body', 'query.page', 'body.name', 'headers.x-a.length']);
  });

  it('decorators of the same name from elsewhere say nothing', () => {
    expect(handlers(modelIn(NEST.replace("'@nestjs/common'", "'./decorators'")))).toEqual([]);
  });

  it('a queue’s processor and a scheduled method', () => {
    const model = modelIn(`import { Processor, WorkerHost } from '@nestjs/bullmq'; import { Cron } from '@nestjs/schedule';
      @Processor('q') class P extends WorkerHost { async process(job) {} other() {} }
      class T { @Cron('* * * * *') run() {} }`);
    expect(handlers(model)).toEqual(['job schedulers', 'task schedulers']);
  });
});

describe('handlers that only they themselves tell', () => {
  it.each([
    ['names and use', 'export const f = (req, res) => res.json(req.body.a);', 'route signature'],
    ['underscores', 'export const f = (_req, res) => { res.sendStatus(204); };', 'route signature'],
    ['a middleware calls next()', 'export function f(req, res, next) { req.user = 1; next(); }', 'middleware signature'],
    ['an error handler', 'exports.f = (err, req, res, next) => next(err);', 'error signature'],
    ['a wrapped one', 'export const f = catchAsync(async (req, res) => { res.send(1); });', 'route signature'],
    ['use alone, of both', 'export const f = (a, b) => b.status(200).json(a.body.x);', 'route signature'],
    ['Koa', 'export const f = async (ctx, next) => { ctx.body = ctx.query.a; await next(); };', 'middleware signature'],
    ['Hono', "export const f = (c) => c.json({ a: c.req.query('a') });", 'route signature'],
    ['Hono under any name', "export const f = (x) => x.json({ a: x.req.query('a') });", 'route signature'],
    ['types', "import type { Request, Response } from 'express'; export function f(a: Request, b: Response) {}", 'route express'],
    ['one type', "import type { Response } from 'express'; import type { Own } from './own'; export function f(req: Own, b: Response) { b.end(); }", 'route express'],
    ['the type of the whole', "import type { RequestHandler } from 'express'; export const f: RequestHandler = (a, b) => {};", 'route express'],
    ['the type a factory returns', "import type { RequestHandler } from 'express'; export const f = (n): RequestHandler => (a, b) => {};", 'route express'],
    ['a maker', "import { createMiddleware } from 'hono/factory'; export const f = createMiddleware(async (a, b) => { await b(); });", 'middleware hono'],
  ])('%s', (_, text, kind) => {
    expect(handlers(modelIn(text))).toEqual([kind]);
  });

  it.each([
    ['names without use', 'export const f = (req, res) => 1;'],
    ['context alone', 'export const f = (context) => context.report({});'],
    ['a request of a client', "import http from 'node:http'; http.get('http://a', (res) => { res.on('data', log); });"],
    ['a response of fetch', 'export const f = (request, response) => response.status === 401;'],
    ['a mocked answer', "rest.get('/a', (req, res, ctx) => res(ctx.json({ a: req.params.id })));"],
    ['a drawing context', 'export const f = (ctx) => { ctx.fillRect(0, 0, 1, 1); };'],
    ['five parameters', 'export const f = (req, res, a, b, c) => res.json(req.body);'],
    ['a helper that takes more', "import type { Request, Response } from 'express'; export function f(req: Request, res: Response, user: User) { res.json(user); }"],
    ['a helper with the context', "import type { Context } from 'hono'; export const userOf = (c: Context) => c.get('user');"],
    ['the web’s own types', 'export function f(request: Request, response: Response) { return response.headers; }'],
  ])('%s is none', (_, text) => {
    expect(handlers(modelIn(text))).toEqual([]);
  });
});

describe('a verb that is chosen, in a file that calls no other', () => {
  it.each(["app[verb]('/a', handle)", "app[verb]?.('/a', handle)", "app[verb]!('/a', handle)", "(app[verb])('/a', handle)", "(app[verb] as Verb)('/a', handle)", "app[verb]\n  ('/a', handle)", "app[verb]<Params>('/a', handle)"])('%s', (call) => {
    const model = modelIn(`import express from 'express'; const app = express(); const handle = (a, b) => b.send(a.query.q); for (const verb of verbs) { ${call}; }`);
    expect(routes(model)).toEqual(['ALL /a']);
  });
});

describe('look-alikes', () => {
  it.each([
    ['a map', "const m = new Map(); m.get('/a', (x) => x);"],
    ['a client', "import axios from 'axios'; axios.get('/a', { params: {} }); axios.post('/a', body, (x) => x);"],
    ['supertest', "import request from 'supertest'; request(app).get('/a').expect(200, done);"],
    ['a cache', "cache.get('/a', () => load());"],
    ['an emitter', "emitter.on('request', (x) => x); emitter.all('/a', (x) => x);"],
    ['a query of a database', "db.query('SELECT 1', (error, rows) => rows); db.use((x) => x);"],
    ['a router of the browser', "import { createRouter } from 'vue-router'; createRouter({ routes: [] }).use((to) => to);"],
    ['an own Router', "class Router { get(path, f) {} } new Router().get('/a', (x, y) => x);"],
    ['a timer of a page', 'setInterval(() => draw(), 1000); export const View = () => <div />;'],
  ])('%s', (_, text) => {
    const model = modelOf(parsed(text, 'file.tsx'));
    expect([handlers(model), routes(model), reads(model)]).toEqual([[], [], []]);
  });

  it('an unknown receiver with a handler is a route all the same', () => {
    const model = modelIn("import { server } from './server'; server.get('/a', guard, (req, res) => res.json(req.query.q));");
    expect(handlers(model)).toEqual(['route signature']);
    expect(model.routes.map((r) => [r.path, r.fullPath, r.complete, r.chain.length])).toEqual([['/a', null, false, 1]]);
  });

  it('a file without http has no facts, and none is computed', () => {
    const file = parsed('export const a = [1].map((x) => x + 1); class B { c() { return this.d.get(1); } }');
    expect(collectHttp(file)).toBe(collectHttp(parsed('export const z = 1;')));
    expect(modelOf(file).handlers).toEqual([]);
  });
});

describe('files that are entry points by their path', () => {
  const NEXT = { 'package.json': '{ "dependencies": { "next": "16" } }' };

  it('exported verbs of a route file', () => {
    const model = within({ ...NEXT, 'app/(a)/users/[id]/route.ts': 'export async function GET(r, { params }) { return Response.json((await params).id); }\nexport const POST = withAuth(async (r) => { const { a } = await r.json(); });\nexport const revalidate = 1; function helper(r) { return r.json(); }' }, 'app/(a)/users/[id]/route.ts');
    expect(routes(model)).toEqual(['GET /users/[id]', 'POST /users/[id]']);
    expect(reads(model)).toEqual(['params', 'params.id', 'body.a']);
    expect(model.writes).toHaveLength(1);
  });

  it('the same exports elsewhere say nothing', () => {
    expect(handlers(within({ ...NEXT, 'lib/verbs.ts': 'export async function GET(r) { return r.json(); }' }, 'lib/verbs.ts'))).toEqual([]);
  });

  it('server actions, with forms and with arguments', () => {
    const model = within({ ...NEXT, 'app/actions.ts': "'use server';\nexport async function a(form: FormData) { return form.get('userId'); }\nexport const b = async (id, data) => data.name;\nfunction inner(x) { return x.y; }" }, 'app/actions.ts');
    expect(handlers(model)).toEqual(['action next', 'action next']);
    expect(reads(model)).toEqual(['body', 'body.userId', 'body', 'body', 'body.name']);
  });

  it('loaders only where the package is one of that framework', () => {
    const route = { 'app/routes/a.tsx': 'export const loader = async ({ request, params }) => new URL(request.url).searchParams.get("q") + params.id;' };
    expect(reads(within({ 'package.json': '{ "dependencies": { "@remix-run/node": "2" } }', ...route }, 'app/routes/a.tsx'))).toEqual(['params', 'query.q', 'params.id']);
    expect(handlers(within(route, 'app/routes/a.tsx'))).toEqual([]);
  });

  it('a Lambda function by what it reads of its event', () => {
    expect(reads(modelIn('export const handler = async (e) => JSON.parse(e.body).userId;'))).toEqual(['body.userId']);
    expect(handlers(modelIn('exports.handler = async (e) => { for (const r of e.Records) work(r); };'))).toEqual(['job serverless']);
    expect(handlers(modelIn('export const handler = (e) => e.target.value;'))).toEqual([]);
  });

  it('a Cloudflare worker', () => {
    const model = modelIn('export default { async fetch(r, env) { return save(r); }, async scheduled() {} };\nasync function save(r) { const { a } = await r.json(); return Response.json(a, { status: 201 }); }');
    expect(handlers(model)).toEqual(['serverless serverless', 'task serverless']);
    expect(reads(model)).toEqual(['body.a']);
  });
});

describe('procedures and resolvers', () => {
  it('a builder that comes from another file', () => {
    const model = within(
      {
        'trpc.ts': "import { initTRPC } from '@trpc/server'; const t = initTRPC.create(); export const pub = t.procedure; export const authed = pub.use(({ ctx, next }) => { if (!ctx.user) throw new TRPCError({ code: 'UNAUTHORIZED' }); return next(); });",
        'a.ts': "import { authed } from './trpc'; export const r = { save: authed.input(s).mutation(async (o) => o.input.userId) };",
      },
      'a.ts',
    );
    expect(handlers(model)).toEqual(['procedure trpc']);
    expect(reads(model)).toEqual(['body.userId']);
    expect(model.routes.map((r) => [r.method, r.path, r.chain.map((m) => m.kind)])).toEqual([['POST', 'save', ['authentication']]]);
  });

  it('a builder that cannot be found, by its shape', () => {
    expect(reads(modelIn("import { proc } from 'elsewhere'; proc.input(s).query(({ input, ctx }) => input.id);"))).toEqual(['body', 'body.id']);
    expect(handlers(modelIn('pool.query(({ rows }) => rows); dataset.query((x) => x);'))).toEqual([]);
  });

  it('maps of resolvers', () => {
    const model = modelIn('export const resolvers = { Query: { user: (p, { id }) => id, me: auth(async (p, args) => args.a) }, User: { name: (u) => u.name } };');
    expect(handlers(model)).toEqual(['resolver graphql', 'resolver graphql']);
    expect(reads(model)).toEqual(['body.id', 'body', 'body.a']);
  });
});

describe('reads', () => {
  const express = (body: string): string => `export function f(req, res) { ${body}; res.json(1); }`;
  it.each([
    ['members', 'use(req.body.user.id, req.query.page, req.params.id, req.headers.host, req.cookies.sid)', ['body.user.id', 'query.page', 'params.id', 'headers.host', 'cookies.sid']],
    ['optional chains, assertions and defaults', "use(req.body?.a?.b, req['query']['c'] ?? 1)", ['body.a.b', 'query.c']],
    ['destructuring', 'const { body: { a, b: { c = 1 } }, query } = req; use(query.d)', ['body.a', 'body.b.c', 'query', 'query.d']],
    ['an alias', 'const { body } = req; const id = body.userId; use(id)', ['body', 'body.userId']],
    ['two aliases', 'const b = req.body; const u = b.user; use(u.id)', ['body', 'body.user', 'body.user.id']],
    ['a rest', 'const { a, ...rest } = req.body; use(rest.b)', ['body.a', 'body', 'body.b']],
    ['a spread is the whole', 'use({ ...req.body, x: 1 })', ['body']],
    ['a default for the whole', 'const { a } = req.body || {}; use(a)', ['body.a']],
    ['a computed key ends the path', 'use(req.body[key].x)', ['body']],
    ['a validator that gives the value', 'const { userId } = schema.parse(req.body); use(userId)', ['body.userId']],
    ['a validator that gives a result', 'const r = schema.safeParse(req.body); use(r.data.userId, r.error)', ['body', 'body.userId']],
    ['a destructured result', 'const { value, error } = schema.validate(req.body); use(value.a, error)', ['body', 'body', 'body.a']],
    ['a module that is given the schema first', "const d = v.parse(schema, req.body); use(d.a)", ['body', 'body.a']],
    ['other functions called parse', 'use(Date.parse(req.query.at).x)', ['query.at']],
    ['JSON', 'use(JSON.parse(req.body).a)', ['body.a']],
    ['header functions', "use(req.get('x-a'), req.header('x-b'))", ['headers.x-a', 'headers.x-b']],
    ['the address', "use(new URL(req.url, 'http://a').searchParams.get('q'))", ['query.q']],
    ['a variable set later', 'let b; b = req.body; use(b.a)', ['body', 'body.a']],
    ['what middlewares add is none', 'use(req.user.id, req.session.userId, req.id)', []],
    ['a shadowed name is none', '{ const req = {}; use(req.body) }', []],
  ])('%s', (_, body, found) => {
    expect(reads(modelIn(`import * as v from 'valibot'; ${express(body)}`))).toEqual(found);
  });

  it('assignments are no reads', () => {
    const model = modelIn(express('req.body.userId = req.user.id; delete req.query.a; req.body = clean'));
    expect(reads(model)).toEqual([]);
    expect(model.assignments.map((a) => [a.part, ...a.path].join('.'))).toEqual(['body.userId', 'query.a', 'body']);
  });

  it.each([
    ['json', 'const { a } = await c.req.json(); use(a)', ['body.a']],
    ['keys', "use(c.req.query('q'), c.req.param('id'), c.req.header('h'), c.req.query().x)", ['query.q', 'params.id', 'headers.h', 'query.x']],
    ['valid', "const d = c.req.valid('json'); use(d.userId, c.req.valid('query').p)", ['body', 'body.userId', 'query.p']],
    ['a form', "const f = await c.req.formData(); use(f.get('a'))", ['body', 'body.a']],
  ])('of Hono: %s', (_, body, found) => {
    expect(reads(modelIn(`import { Hono } from 'hono'; new Hono().post('/a', async (c) => { ${body}; return c.text('a'); });`))).toEqual(found);
  });

  it('a helper of the project that is given the request', () => {
    const model = within(
      {
        'helper.ts': "export async function parseRequest(request, schema) { let body = await bodyOf(request); const query = Object.fromEntries(new URL(request.url).searchParams); return { body, query, error: null }; }\nasync function bodyOf(request) { try { return await request.clone().json(); } catch { return undefined; } }",
        'app/a/route.ts': "import { parseRequest } from '../../helper';\nexport async function POST(request) { const { body, query, error } = await parseRequest(request, s); if (error) return error; const { userId } = body; return save(userId, query.q); }",
      },
      'app/a/route.ts',
    );
    expect(reads(model)).toEqual(['body', 'query', 'body.userId', 'query.q']);
  });

  it('readOf gives the read of a name, an expression and a whole, and nothing else', () => {
    const file = parsed("export function f(req, res) { const { userId } = req.body; ask(userId, req.query.a as string, await req.body, String(req.body.b), other, res); }");
    const model = modelOf(file);
    const call = file.nodes('CallExpression').find((node) => file.textOf(node.callee) === 'ask');
    expect(call?.arguments.map((a: Node) => { const found = model.readOf(a); return found && [found.part, ...found.path].join('.'); })).toEqual(['body.userId', 'query.a', 'body', null, null, null]);
    expect(model.handlerAround(file.ast)).toBeNull();
    expect(call && model.handlerAround(call)).toBe(model.handlers[0]);
  });
});

describe('answers', () => {
  it.each([
    ['a chain', 'res.status(201).json({ a: 1 })', [[201, '{ a: 1 }']]],
    ['a status alone', 'res.sendStatus(204)', [[204, null]]],
    ['no status', "res.send('a')", [[null, "'a'"]]],
    ['a status that is not constant', 'res.status(code).json(a)', [[null, 'a']]],
  ])('%s', (_, body, found) => {
    const file = parsed(`export function f(req, res) { ${body}; }`);
    expect(modelOf(file).writes.map((w) => [w.status, w.body && file.textOf(w.body)])).toEqual(found);
  });
});

describe('across files', () => {
  const APP: Files = {
    'src/app.js': "const express = require('express'); const helmet = require('helmet'); const routes = require('./routes'); const app = express(); app.use(helmet()); app.use('/api', require('./auth')(), routes); module.exports = app;",
    'src/auth.js': "const jwt = require('jsonwebtoken'); module.exports = () => (req, res, next) => { jwt.verify(req.headers.authorization, key); next(); };",
    'src/routes/index.js': "const { Router } = require('express'); const router = Router(); router.use('/users', require('./users')); module.exports = router;",
    'src/routes/users.js': "const { Router } = require('express'); const c = require('../users.controller'); const router = Router(); router.get('/:id', c.show); module.exports = router;",
    'src/users.controller.js': 'exports.show = async (req, res) => res.json(req.params.id);',
  };

  it('mounts and chains are known in the file of the routes', () => {
    const [route] = within(APP, 'src/routes/users.js').routes;
    expect([route?.fullPath, route?.complete, route?.chain.map((m) => [m.kind, m.package])]).toEqual(['/api/users/:id', true, [['headers', 'helmet'], ['authentication', null]]]);
    expect(route?.handler?.file.path.endsWith('src/users.controller.js')).toBe(true);
  });

  it('and the route in the file of the handler', () => {
    const [handler] = within(APP, 'src/users.controller.js').handlers;
    expect([handler?.route?.method, handler?.route?.fullPath]).toEqual(['GET', '/api/users/:id']);
  });

  it('nobody mounts it: unknown', () => {
    const [route] = within({ ...APP, 'src/routes/index.js': '' }, 'src/routes/users.js').routes;
    expect([route?.path, route?.fullPath, route?.complete]).toEqual(['/:id', null, false]);
  });

  it('a prefix that is not constant: unknown', () => {
    const [route] = within({ ...APP, 'src/app.js': APP['src/app.js']?.replace("'/api'", 'process.env.PREFIX') ?? '' }, 'src/routes/users.js').routes;
    expect(route?.fullPath).toBeNull();
  });

  it('an application of a test mounts nothing', () => {
    const [route] = within({ ...APP, 'src/app.js': '', 'src/app.test.js': APP['src/app.js'] ?? '' }, 'src/routes/users.js').routes;
    expect(route?.fullPath).toBeNull();
  });

  it('an untyped plugin is what the application registers', () => {
    const files = { 'app.js': "import Fastify from 'fastify'; import a from './a.js'; const f = Fastify(); f.register(a, { prefix: '/a' });", 'a.js': "export default async function (x) { x.get('/b', async (q) => q.query.c); }" };
    expect(routes(within(files, 'a.js'))).toEqual(['GET /a/b']);
    expect(reads(within(files, 'a.js'))).toEqual(['query.c']);
    expect(handlers(within({ 'a.js': files['a.js'] }, 'a.js'))).toEqual([]);
  });

  it('a list of routers', () => {
    const files = { 'app.ts': "import express from 'express'; import { r } from './r'; const app = express(); [{ path: '/x', route: r }].forEach((one) => { app.use(one.path, one.route); });", 'r.ts': "import { Router } from 'express'; export const r = Router(); r.get('/y', (req, res) => res.end());" };
    expect(routes(within(files, 'r.ts'))).toEqual(['GET /x/y']);
  });

  it('a changed file changes the answer', () => {
    const root = folderOf({ 'package.json': '{ "name": "app" }', ...APP });
    const pathOf = (): string | null | undefined => {
      const project = projectFor(root);
      const file = project.file(join(root, 'src/routes/users.js'));
      return file && httpModelOf(file, project).routes[0]?.fullPath;
    };
    expect(pathOf()).toBe('/api/users/:id');
    put(root, { 'src/routes/index.js': APP['src/routes/index.js']?.replace('/users', '/people-of-ours') ?? '' });
    expect(pathOf()).toBe('/api/people-of-ours/:id');
  });

  it('settings name middlewares of one’s own', () => {
    const files = { 'a.ts': "import express from 'express'; import { gate } from './gate'; const app = express(); app.get('/a', gate('x'), (req, res) => res.end());", 'gate.ts': 'export const gate = (x) => (req, res, next) => next();' };
    expect(within(files, 'a.ts').routes[0]?.chain.map((m) => m.kind)).toEqual(['unknown']);
    expect(within(files, 'a.ts', { auth: ['./gate#gate'] }).routes[0]?.chain.map((m) => m.kind)).toEqual(['authentication']);
    expect(within(files, 'a.ts', { rateLimiters: ['gate'] }).routes[0]?.chain.map((m) => m.kind)).toEqual(['rate-limit']);
  });
});

describe('every tree, every name', () => {
  const SOURCES: readonly (readonly [string, string])[] = [
    ['express', "import express from 'express'; const app = express(); const guard = (q, s, n) => { n(); }; app.use(guard); app.post('/a/:id', guard, async (request, response) => { const { body } = request; const { userId } = body; response.status(201).json({ userId, id: request.params.id }); });"],
    ['fastify', "import Fastify from 'fastify'; const server = Fastify(); server.get('/a', async (request, reply) => { const query = request.query; return reply.code(200).send(query.page); });"],
    ['koa', "import Koa from 'koa'; import Router from '@koa/router'; const app = new Koa(); const router = new Router(); router.get('/a', async (ctx) => { const body = ctx.request.body; ctx.body = body.name; }); app.use(router.routes());"],
    ['hono', "import { Hono } from 'hono'; const app = new Hono(); const show = async (c) => { const data = await c.req.json(); return c.json(data.userId, 201); }; app.post('/a', show);"],
    ['trpc', "import { initTRPC } from '@trpc/server'; const t = initTRPC.create(); const base = t.procedure; const router = t.router({ save: base.input(1).mutation(async (opts) => { const input = opts.input; return input.userId; }) });"],
  ];
  const plain = (model: HttpModel): unknown => [handlers(model), routes(model), reads(model), model.writes.map((w) => w.status)];

  it.each(SOURCES)('%s is the same in every tree', (_, text) => {
    const [first, ...others] = TREES.map((tree) => plain(modelOf(read(tree, text))));
    expect(first).not.toEqual([[], [], [], []]);
    for (const other of others) expect(other).toEqual(first);
  });

  it.each(SOURCES)('%s is the same under other names', (_, text) => {
    const other = renamed(text);
    expect(other).not.toBe(text);
    expect(plain(modelIn(other))).toEqual(plain(modelIn(text)));
  });
});

/** The same program with every variable, parameter and import under a name that says nothing. */
function renamed(text: string): string {
  const file = parsed(text);
  const names = new Map<object, string>();
  const edits: { readonly at: number; readonly end: number; readonly text: string }[] = [];
  const done = new Set<number>();
  for (const node of file.nodes('Identifier')) {
    const parent = file.parent(node);
    if ((parent?.type === 'MemberExpression' && parent.property === node && !parent.computed) || (parent?.type === 'Property' && parent.key === node && !parent.shorthand)) continue;
    if (parent?.type === 'ImportSpecifier' && parent.imported === node && parent.local !== node && parent.local.range[0] !== node.range[0]) continue;
    const variable = file.variableOf(node);
    if (!variable || done.has(node.range[0])) continue;
    done.add(node.range[0]);
    const name = names.get(variable) ?? `v${names.size}`;
    names.set(variable, name);
    const kept = parent?.type === 'ImportSpecifier' ? `${node.name} as ` : parent?.type === 'Property' && parent.shorthand ? `${node.name}: ` : '';
    edits.push({ at: node.range[0], end: node.range[1], text: kept + name });
  }
  return edits.toSorted((a, b) => b.at - a.at).reduce((all, edit) => all.slice(0, edit.at) + edit.text + all.slice(edit.end), text);
}
