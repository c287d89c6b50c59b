import rule from '../../../src/rules/layers/require-error-handler.ts';
import { testRule } from '../test-rule.ts';

const PACKAGE = { 'package.json': '{ "name": "shop" }' };
const missing = (line: number, column: number, place = ' of four parameters, behind all routes') => ({ messageId: 'missing', data: { place }, line, column });

testRule(import.meta, rule, {
  valid: [
    {
      name: 'the remedy: a function of four parameters',
      files: PACKAGE,
      code: `
        import express from 'express';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.use((a, b, c, d) => c.status(500).end());
        app.listen(3000);
      `,
    },
    {
      name: 'the remedy: of another file, handed the application',
      files: { ...PACKAGE, 'failures.ts': 'export const failures = (app) => { app.use((failed, request, response, next) => response.status(500).end()); };' },
      code: `
        import express from 'express';
        import { failures } from './failures';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        failures(app);
        app.listen(3000);
      `,
    },
    {
      name: 'the remedy: packages',
      files: PACKAGE,
      code: `
        import * as Sentry from '@sentry/node';
        import express from 'express';
        import errors from 'errorhandler';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.use(errors());
        app.listen(3000);
        const other = express();
        other.get('/users', (req, res) => res.json([]));
        Sentry.setupExpressErrorHandler(other);
        other.listen(3001);
      `,
    },
    {
      name: 'the remedy in Koa',
      files: PACKAGE,
      code: `
        import Koa from 'koa';
        const app = new Koa();
        app.use(async (ctx, next) => { try { await next(); } catch (error) { ctx.status = 500; } });
        app.use((ctx) => { ctx.body = []; });
        app.listen(3000);
      `,
    },
    {
      name: 'Fastify, Hono and Nest answer errors by themselves',
      files: PACKAGE,
      code: `
        import Fastify from 'fastify';
        const app = Fastify();
        app.get('/users', async () => []);
        app.listen({ port: 3000 });
      `,
    },
    {
      name: 'unknown: an error handler that is not seen to be installed',
      files: { ...PACKAGE, 'late.ts': 'export function late(err, req, res, next) { res.status(500).end(); }' },
      code: `
        import express from 'express';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.listen(3000);
      `,
    },
    {
      name: 'unknown: what is installed cannot be followed',
      files: PACKAGE,
      code: `
        import express from 'express';
        import { errors } from './missing';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.use(errors);
        app.listen(3000);
      `,
    },
    {
      name: 'an application that another one serves',
      files: PACKAGE,
      code: `
        import express from 'express';
        const app = express();
        const admin = express();
        admin.get('/users', (req, res) => res.json([]));
        app.use('/admin', admin);
        app.use((err, req, res, next) => res.status(500).end());
        app.listen(3000);
      `,
    },
  ],
  invalid: [
    {
      name: 'none; a middleware of three parameters called errorHandler is none',
      files: PACKAGE,
      code: `
        import express from 'express';
        const app = express();
        const errorless = (req, res, next) => next();
        app.use(errorless);
        app.get('/users', (req, res) => res.json([]));
        app.listen(3000);
      `,
      errors: [missing(2, 13)],
    },
    {
      name: 'made in one file, set to listen in another',
      filename: 'src/app.ts',
      files: { ...PACKAGE, 'src/main.ts': "import create from './app'; create().listen(3000);" },
      code: `
        import { Router, default as express } from 'express';
        export default function create() {
          const users = Router();
          users.get('/users', (req, res) => res.json([]));
          return express().use(express.json()).use(users);
        }
      `,
      errors: [missing(5, 10)],
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
      errors: [missing(3, 13, ', before everything else')],
    },
  ],
});
