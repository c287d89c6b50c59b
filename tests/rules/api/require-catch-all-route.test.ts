import rule from '../../../src/rules/api/require-catch-all-route.ts';
import { testRule } from '../test-rule.ts';

const PACKAGE = { 'package.json': '{ "name": "shop" }' };

testRule(import.meta, rule, {
  valid: [
    {
      name: 'the remedy: a handler behind all routes',
      files: PACKAGE,
      code: `
        import express from 'express';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.use((req, res) => res.status(404).json({ error: 'not_found' }));
        app.listen(3000);
      `,
    },
    {
      name: 'the remedy: an error for the error handler, in another file',
      files: { ...PACKAGE, 'missing.ts': "import createError from 'http-errors'; export const missing = (req, res, next) => next(createError(404));" },
      code: `
        import express from 'express';
        import { missing } from './missing';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.use(missing);
        app.listen(3000);
      `,
    },
    {
      name: 'the remedy: a page or a route for everything',
      files: PACKAGE,
      code: `
        import express from 'express';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.get('*', (req, res) => res.sendFile('/index.html'));
        app.listen(3000);
        const other = express();
        other.get('/users', (req, res) => res.json([]));
        other.all('/{*path}', (req, res) => res.status(404).end());
        other.listen(3001);
      `,
    },
    {
      name: 'the remedy: in a router that is mounted for everything',
      files: { ...PACKAGE, 'routes.ts': "import { Router } from 'express'; export const routes = Router(); routes.get('/users', (req, res) => res.json([])); routes.use((req, res) => res.status(404).end());" },
      code: `
        import express from 'express';
        import { routes } from './routes';
        const app = express();
        app.use(routes);
        app.listen(3000);
      `,
    },
    {
      name: 'Koa: a middleware that looks at the status',
      files: PACKAGE,
      code: `
        import Koa from 'koa';
        import Router from '@koa/router';
        const app = new Koa();
        const router = new Router();
        router.get('/users', (ctx) => { ctx.body = []; });
        app.use(async (ctx, next) => { await next(); if (ctx.status === 404) ctx.body = { error: 'not_found' }; });
        app.use(router.routes());
        app.listen(3000);
      `,
    },
    {
      name: 'Fastify, Hono and Nest answer by themselves',
      files: PACKAGE,
      code: `
        import Fastify from 'fastify';
        import { Hono } from 'hono';
        import { serve } from '@hono/node-server';
        const app = Fastify();
        app.get('/users', async () => []);
        app.listen({ port: 3000 });
        const hono = new Hono();
        hono.get('/users', (c) => c.json([]));
        serve(hono);
      `,
    },
    {
      name: 'unknown: a proxy, a handler of another framework, a wrapper that cannot be followed',
      files: PACKAGE,
      code: `
        import express from 'express';
        import { createProxyMiddleware } from 'http-proxy-middleware';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.use(createProxyMiddleware({ target: 'http://localhost:4000' }));
        app.listen(3000);
      `,
    },
    {
      name: 'unknown: one that answers some',
      files: PACKAGE,
      code: `
        import express from 'express';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.use((req, res, next) => { if (req.method === 'GET') res.status(404).end(); else next(); });
        app.listen(3000);
      `,
    },
    {
      name: 'an application in a test',
      filename: 'tests/app.test.js',
      parser: 'espree',
      files: PACKAGE,
      code: `
        const express = require('express');
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.listen(0);
      `,
    },
  ],
  invalid: [
    {
      name: 'no handler for what is left; one below a path is none',
      files: PACKAGE,
      code: `
        import express from 'express';
        const app = express();
        app.use(express.json());
        app.get('/users', (req, res) => res.json([]));
        app.use('/api', (req, res) => res.status(404).end());
        app.use((err, req, res, next) => res.status(404).end());
        app.listen(3000);
      `,
      errors: [{ messageId: 'missing', line: 2, column: 13 }],
    },
    {
      name: 'routes in another file, set to listen in a third',
      filename: 'src/app.ts',
      files: {
        ...PACKAGE,
        'src/users.ts': "import { Router } from 'express'; export const users = Router(); users.get('/', (req, res) => res.json([]));",
        'src/main.ts': "import { web } from './app'; web.listen(3000);",
      },
      code: `
        import make from 'express';
        import { users } from './users';
        export const web = make();
        web.use('/users', users);
      `,
      errors: [{ messageId: 'missing', line: 3, column: 20 }],
    },
    {
      name: 'Koa',
      files: PACKAGE,
      code: `
        import Koa from 'koa';
        import Router from '@koa/router';
        const app = new Koa();
        const router = new Router();
        router.get('/users', (ctx) => { ctx.body = []; });
        app.use(router.routes());
        app.listen(3000);
      `,
      errors: [{ messageId: 'missing', line: 3, column: 13 }],
    },
  ],
});
