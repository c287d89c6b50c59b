import rule from '../../../src/rules/api/no-route-after-catch-all.ts';
import { testRule } from '../test-rule.ts';

testRule(import.meta, rule, {
  valid: [
    {
      name: 'the remedy: the catch-all is last, error handlers behind it',
      code: `
        import express from 'express';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.use((req, res, next) => { next(new Error('no such route')); });
        app.use((err, req, res, next) => res.status(500).end());
      `,
    },
    {
      name: 'look-alike: a middleware that goes on where it does not answer',
      code: `
        import express from 'express';
        const app = express();
        app.use((req, res, next) => (req.path === '/' ? res.end() : next()));
        app.use((req, res, next) => { if (!req.ip) { next(new Error('no address')); return; } next(); });
        app.get('/users', (req, res) => res.json([]));
      `,
    },
    {
      name: 'look-alike: limited to a path',
      code: `
        import express from 'express';
        const app = express();
        app.use('/health', (req, res) => res.end());
        app.all('/old', (req, res) => res.redirect('/'));
        app.get('/users', (req, res) => res.json([]));
      `,
    },
    {
      name: 'look-alike: limited to a path by a function of another file that the application is handed to',
      files: {
        'src/assets.cjs': "module.exports = function (app, folder) { app.use('/assets/logo*.svg', (req, res) => res.sendFile(folder)); app.get('/logo', (req, res) => res.end()); };",
      },
      code: `
        const express = require('express');
        const app = express();
        require('./assets.cjs')(app, '/srv');
        app.get('/users', (req, res) => res.json([]));
        start(app);
      `,
      filename: 'src/server.cjs',
    },
    {
      name: 'a page for every GET leaves other methods and routers',
      code: `
        import express, { Router } from 'express';
        const app = express();
        const users = Router();
        app.get('*', (req, res) => res.sendFile('/index.html'));
        app.post('/users', (req, res) => res.json([]));
        app.use('/users', users);
        app.use((req, res) => res.status(404).end());
      `,
    },
    {
      name: 'unknown: a middleware of a package or of a file that is not there',
      code: `
        import express from 'express';
        import proxy from 'express-http-proxy';
        import { handler } from './missing';
        const app = express();
        app.use(proxy('http://localhost:4000'));
        app.use(handler);
        app.get('/users', (req, res) => res.json([]));
      `,
    },
    {
      name: 'unknown: what a package makes of a function, under a name, inside of a wrapper and of another file',
      files: {
        'src/hooked.ts': `
          import hook from 'response-hook';
          export const hooked = hook((req, res) => ({ applies: () => req.path === '/', rewrite: (body) => { res.set('X-Seen', '1'); return body; } }));
        `,
      },
      filename: 'src/app.ts',
      code: `
        import express from 'express';
        import hook from 'response-hook';
        import { hooked } from './hooked';
        const app = express();
        const named = hook((req, res) => ({ applies: () => req.path === '/', rewrite: (body) => { res.set('X-Seen', '1'); return body; } }));
        const run = (fn) => (req, res, next) => Promise.resolve(fn(req, res)).catch(next);
        app.use(named);
        app.use(hooked);
        app.use(run(hook((req, res) => res.set('X-Seen', '1'))));
        app.get('/users', (req, res) => res.json([]));
      `,
    },
    {
      name: 'unknown: functions that are handed to a package are no middlewares',
      code: `
        import express from 'express';
        import morgan from 'morgan';
        import rateLimit from 'express-rate-limit';
        const app = express();
        app.use(morgan((tokens, req) => tokens.url(req)));
        app.use(rateLimit((req, res) => res.end()));
        app.get('/users', (req, res) => res.json([]));
      `,
    },
    {
      name: 'a wrapper of the project’s own that may skip what it is given',
      code: `
        import express from 'express';
        const unless = (path, handler) => (req, res, next) => (req.path === path ? next() : handler(req, res, next));
        const app = express();
        app.use(unless('/users', (req, res) => res.status(404).end()));
        app.get('/users', (req, res) => res.json([]));
      `,
    },
    {
      name: 'an unknown middleware behind the catch-all may be an error handler',
      code: `
        import express from 'express';
        import { errors } from './missing';
        const app = express();
        app.use((req, res) => res.status(404).end());
        app.use(errors);
      `,
    },
    {
      name: 'either the one or the other',
      code: `
        import express from 'express';
        const app = express();
        if (process.env.CLOSED) app.use((req, res) => res.status(503).end());
        else app.get('/users', (req, res) => res.json([]));
      `,
    },
    {
      name: 'what runs later may be registered earlier',
      code: `
        import express from 'express';
        const app = express();
        connect().then(() => { app.use((req, res) => res.status(404).end()); });
        app.get('/users', (req, res) => res.json([]));
      `,
    },
    {
      name: 'Fastify looks routes up in a tree, Hono keeps its answer for what is left',
      code: `
        import Fastify from 'fastify';
        import { Hono } from 'hono';
        const app = Fastify();
        app.setNotFoundHandler((request, reply) => reply.code(404).send());
        app.all('*', async () => 'page');
        app.get('/users', async () => []);
        const hono = new Hono();
        hono.notFound((c) => c.text('no', 404));
        hono.get('/users', (c) => c.json([]));
      `,
    },
    {
      name: 'Koa: the catch-all is last',
      code: `
        import Koa from 'koa';
        import Router from '@koa/router';
        const router = new Router();
        new Koa().use(async (ctx, next) => { await next(); }).use(router.routes()).use((ctx) => { ctx.status = 404; });
      `,
    },
  ],
  invalid: [
    {
      name: 'a route, a router and a middleware behind a 404 handler',
      code: `
        import express, { Router } from 'express';
        import helmet from 'helmet';
        const app = express();
        const users = Router();
        app.use((req, res) => { res.status(404).json({ error: 'not_found' }); });
        app.get('/late', (req, res) => res.end());
        app.use('/users', users);
        app.use(helmet());
      `,
      errors: [
        { messageId: 'route', data: { line: 5 }, line: 6, column: 1 },
        { messageId: 'mount', data: { line: 5 }, line: 7, column: 1 },
        { messageId: 'install', data: { line: 5 }, line: 8, column: 1 },
      ],
    },
    {
      name: 'a handler of another file that hands on an error, wrapped, on a renamed router',
      filename: 'src/routes.ts',
      files: {
        'src/missing.ts': "import createError from 'http-errors'; export const noRoute = (a, b, c) => c(createError(404));",
        'src/wrap.ts': 'export const wrap = (fn) => (a, b, c) => Promise.resolve(fn(a, b, c)).catch(c);',
      },
      code: `
        import { Router as make } from 'express';
        import { noRoute } from './missing';
        import { wrap } from './wrap';
        const r = make();
        r.all('*', wrap(noRoute));
        r.post('/orders', (a, b) => b.end());
        export default r;
      `,
      errors: [{ messageId: 'route', data: { line: 5 }, line: 6, column: 1 }],
    },
    {
      name: 'a page for every GET',
      code: `
        import express from 'express';
        const app = express();
        app.get('/{*path}', (req, res) => res.sendFile('/index.html'));
        app.get('/api/users', (req, res) => res.json([]));
      `,
      errors: [{ messageId: 'route', data: { line: 3 }, line: 4, column: 1 }],
    },
    {
      name: 'routes that a function registers, behind a catch-all that another registers',
      filename: 'src/app.ts',
      files: {
        'src/routes.ts': "export function register(app) { app.get('/users', (req, res) => res.json([])); app.get('/orders', (req, res) => res.json([])); }",
        'src/fallback.ts': 'export function fallback(app) { app.use((req, res) => res.status(404).end()); }',
      },
      code: `
        import express from 'express';
        import { register } from './routes';
        import { fallback } from './fallback';
        const app = express();
        fallback(app);
        register(app);
      `,
      errors: [{ messageId: 'route', data: { line: 5 }, line: 6, column: 1 }],
    },
    {
      name: 'routers of a list',
      code: `
        import express, { Router } from 'express';
        const app = express();
        const routes = [{ path: '/users', router: Router() }];
        app.all('*', (req, res) => res.status(404).end());
        routes.forEach((route) => app.use(route.path, route.router));
      `,
      errors: [{ messageId: 'mount', data: { line: 4 }, line: 5, column: 1 }],
    },
    {
      name: 'Koa and Hono',
      code: `
        import Koa from 'koa';
        import Router from '@koa/router';
        import { Hono } from 'hono';
        const app = new Koa();
        const router = new Router();
        app.use((ctx) => { ctx.status = 404; });
        app.use(router.routes());
        const hono = new Hono();
        hono.all('*', (c) => c.text('no', 404));
        hono.get('/users', (c) => c.json([]));
      `,
      errors: [
        { messageId: 'mount', data: { line: 6 }, line: 7, column: 1 },
        { messageId: 'route', data: { line: 9 }, line: 10, column: 1 },
      ],
    },
    {
      name: 'CommonJS under espree',
      parser: 'espree',
      code: `
        const express = require('express');
        const app = express();
        app.use(function (req, res) { res.status(404).end(); });
        app.get('/users', function (req, res) { res.json([]); });
        module.exports = app;
      `,
      errors: [{ messageId: 'route', data: { line: 3 }, line: 4, column: 1 }],
    },
  ],
});
