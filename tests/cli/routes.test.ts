import { describe, expect, it } from 'vitest';
import { routesBelow } from '../../src/cli/routes.ts';
import { tableOf } from '../../src/cli/table.ts';
import { type Files, folderOf } from '../project/folder.ts';

const PACKAGE = { 'package.json': '{ "name": "app", "type": "module", "dependencies": { "next": "16" } }' };

function listed(files: Files): string[] {
  return routesBelow(folderOf({ ...PACKAGE, ...files })).map((row) => `${row.method} ${row.path}`);
}

describe('addresses', () => {
  it.each<readonly [string, Files, readonly string[]]>([
    ['a router two mounts serve has both addresses', { 'a.ts': "import e, { Router } from 'express'; const app = e(); const r = Router(); r.get('/orders', (q, s) => s.json(1)); app.use(['/v1', '/v2'], r);" }, ['GET /v1/orders', 'GET /v2/orders']],
    ['a router nobody is seen to mount', { 'a.ts': "import { Router } from 'express'; export const r = Router(); r.get('/orders', (q, s) => s.json(1));" }, ['GET /?/orders']],
    ['paths in a list with a name', { 'a.ts': "import e from 'express'; const PATHS = ['/a', '/b']; e().get(PATHS, (q, s) => s.json(1));" }, ['GET /a', 'GET /b']],
    ['a prefix that is not constant', { 'a.ts': "import e from 'express'; e().get(`${process.env.BASE}/a`, (q, s) => s.json(1));" }, ['GET /?']],
    ['a prefix in a template', { 'c.ts': "export const API = '/api';", 'a.ts': "import e from 'express'; import { API } from './c'; e().get(`${API}/a`, (q, s) => s.json(1));" }, ['GET /api/a']],
    ['a prefix of Koa', { 'a.ts': "import Koa from 'koa'; import Router from '@koa/router'; const r = new Router({ prefix: '/api' }); r.get('/a', (c) => { c.body = 1; }); new Koa().use(r.routes());" }, ['GET /api/a']],
    ['Hono, nested', { 'a.ts': "import { Hono } from 'hono'; const inner = new Hono().get('/a', (c) => c.json(1)); export default new Hono().basePath('/api').route('/b', inner);" }, ['GET /api/b/a']],
    ['Hono that is handed out under a name', { 'a.ts': "import { Hono } from 'hono'; export const auth = new Hono().get('/a', (c) => c.json(1));" }, ['GET /?/a']],
    ['Fastify, a prefix of a plugin', { 'a.ts': "import F from 'fastify'; const app = F(); app.register(async (x) => { x.get('/a', async () => 1); }, { prefix: '/api' });" }, ['GET /api/a']],
    ['Next', { 'app/(shop)/carts/[id]/route.ts': 'export async function GET() { return Response.json(1); }', 'app/files/[...all]/route.ts': 'export const POST = async (r) => Response.json(1);', 'app/_parts/route.ts': 'export async function GET() { return Response.json(1); }' }, ['GET /?', 'GET /carts/[id]', 'POST /files/[...all]']],
  ])('%s', (_, files, expected) => {
    expect(listed(files)).toEqual(expected);
  });

  const CONTROLLER = "import { Controller, Get, Post, Version, VERSION_NEUTRAL } from '@nestjs/common';\n@Controller({ path: 'orders', version: ['1', '2'] }) export class Orders { @Get(':id') one() {} @Version('3') @Post() create() {} @Version(VERSION_NEUTRAL) @Get() list() {} }";
  const MODULE = "import { Module } from '@nestjs/common'; import { Orders } from './orders'; @Module({ controllers: [Orders] }) export class Shop {}";
  const main = (setup: string): string => `import { NestFactory, RouterModule } from '@nestjs/core'; import { VersioningType } from '@nestjs/common'; import { Shop } from './shop'; const app = await NestFactory.create(Shop); ${setup}`;

  it('Nest: global prefix, versions and module paths', () => {
    const files = (setup: string): Files => ({ 'orders.ts': CONTROLLER, 'shop.ts': MODULE, 'main.ts': main(setup) });
    expect(listed(files(''))).toEqual(['GET /orders', 'POST /orders', 'GET /orders/:id']);
    expect(listed(files("app.setGlobalPrefix('api'); app.enableVersioning({ type: VersioningType.URI });"))).toEqual(['GET /api/orders', 'GET /api/v1/orders/:id', 'GET /api/v2/orders/:id', 'POST /api/v3/orders']);
    expect(listed(files('app.enableVersioning({ type: VersioningType.HEADER, header: "v" });'))).toEqual(['GET /orders', 'POST /orders', 'GET /orders/:id']);
    expect(listed(files("app.setGlobalPrefix(process.env.PREFIX, { exclude: ['orders', { path: 'health', method: 0 }] });"))).toEqual(['GET /?/orders/:id', 'GET /orders', 'POST /orders']);
    expect(listed(files("RouterModule.register([{ path: 'shop', children: [{ path: 'eu', module: Shop }] }]);"))).toEqual(['GET /shop/eu/orders', 'POST /shop/eu/orders', 'GET /shop/eu/orders/:id']);
  });

  it('files that @fastify/autoload registers', () => {
    const route = (path: string): string => `export default async (app) => { app.get('${path}', async () => 1); };`;
    const files = (options: string): Files => ({
      'src/app.ts': `import path from 'node:path'; import autoload from '@fastify/autoload'; import Fastify from 'fastify'; const app = Fastify(); app.register(autoload, { dir: path.join(import.meta.dirname, 'routes'), ${options} });`,
      'src/routes/home.ts': route('/'),
      'src/routes/orders/index.ts': route('/open'),
      'src/routes/orders/beside.ts': route('/never'),
      'src/routes/orders/_id/items.ts': route('/items'),
      'src/routes/orders/autohooks.ts': "export default async (app) => { app.addHook('onRequest', async (request, reply) => { if (!request.headers.authorization) return reply.code(401).send(); }); };",
    });
    expect(listed(files("options: { prefix: '/api' }, routeParams: true"))).toEqual(['GET /api', 'GET /api/orders/:id/items', 'GET /api/orders/open']);
    expect(listed(files(''))).toContain('GET /orders/_id/items');
    expect(listed(files('dirNameRoutePrefix: false'))).toContain('GET /items');
    const guarded = routesBelow(folderOf({ ...PACKAGE, ...files('autoHooks: true, cascadeHooks: true, routeParams: true') })).filter((row) => row.guards.length > 0);
    expect(guarded.map((row) => row.path)).toEqual(['/orders/:id/items', '/orders/open']);
  });
});

describe('the table', () => {
  const APP = "import e from 'express';\nimport { rateLimit } from 'express-rate-limit';\nconst app = e();\napp.use(rateLimit({ limit: 1 }));\nfunction listOrders(req, res) { res.json(req.query.page); }\napp.get('/orders', listOrders);\napp.get('/version', mine, (req, res) => res.json(1));\n";

  it('shows what is known, and ? for what is not', () => {
    expect(tableOf(routesBelow(folderOf({ ...PACKAGE, 'app.ts': APP })))).toBe(
      [
        'METHOD  PATH      GUARDS        VALIDATION  HANDLER     LOCATION',
        'GET     /orders   rateLimit     ?           listOrders  app.ts:6',
        'GET     /version  rateLimit, ?  ?           app.ts:7    app.ts:7',
        '',
        '2 routes',
        '',
      ].join('\n'),
    );
  });

  it('counts what is not known whole', () => {
    const rows = routesBelow(folderOf({ ...PACKAGE, 'a.ts': "import { Router } from 'express'; export const r = Router(); r.get('/a', (q, s) => s.json(1));" }));
    expect(tableOf(rows)).toMatch(/\n\n1 route, 1 with an unknown part \(\?\)\n$/u);
  });

  it('leaves tests out', () => {
    expect(listed({ 'tests/app.test.ts': APP })).toEqual([]);
  });
});
