import rule from '../../../src/rules/layers/error-handler-last.ts';
import { testRule } from '../test-rule.ts';

testRule(import.meta, rule, {
  valid: [
    {
      name: 'the remedy: behind all routes and the catch-all',
      code: `
        import express from 'express';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.use((req, res) => res.status(404).end());
        app.use((err, req, res, next) => res.status(500).end());
        app.listen(3000);
      `,
    },
    {
      name: 'several error handlers, one after the other',
      code: `
        import express from 'express';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.use((err, req, res, next) => { log(err); next(err); });
        app.use((err, req, res, next) => res.status(500).end());
      `,
    },
    {
      name: 'one for the errors of the body parser, one for all at the end',
      code: `
        import express from 'express';
        const app = express();
        app.use(express.json());
        app.use((err, req, res, next) => (err instanceof SyntaxError ? res.status(400).end() : next(err)));
        app.get('/users', (req, res) => res.json([]));
        app.use((err, req, res, next) => res.status(500).end());
      `,
    },
    {
      name: 'a catch-all that answers by itself may stand behind',
      code: `
        import express from 'express';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.use((err, req, res, next) => res.status(500).end());
        app.use((req, res) => res.status(404).end());
      `,
    },
    {
      name: 'so may one that is registered as a route for every address',
      code: `
        import express from 'express';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.use((err, req, res, next) => res.status(500).end());
        app.get('*rest', (req, res) => res.status(404).end());
      `,
    },
    {
      name: 'look-alike: a middleware that catches what fails in its own work',
      code: `
        import express from 'express';
        import { load } from './load';
        const app = express();
        app.use('/export', async (req, res) => { try { res.send(await load(req.query.name)); } catch { res.status(500).end(); } });
        app.use(async (req, res, next) => { try { req.owner = await load(res.locals.name); next(); } catch (cause) { next(cause); } });
        app.get('/users', (req, res) => res.json([]));
      `,
    },
    {
      name: 'look-alike: a middleware of three parameters before the routes',
      code: `
        import express from 'express';
        const app = express();
        app.use(function errorHandler(req, res, next) { next(); });
        app.get('/users', (req, res) => res.json([]));
      `,
    },
    {
      name: 'unknown: a middleware of a file that is not there',
      code: `
        import express from 'express';
        import { errorHandler } from './missing';
        const app = express();
        app.use(errorHandler);
        app.get('/users', (req, res) => res.json([]));
      `,
    },
    {
      name: 'unknown: what stands behind may be the error handler for all',
      code: `
        import express from 'express';
        import { errors } from './missing';
        const app = express();
        app.use((err, req, res, next) => next(err));
        app.get('/users', (req, res) => res.json([]));
        app.use(errors);
      `,
    },
    {
      name: 'only below its path',
      code: `
        import express from 'express';
        const app = express();
        app.use('/admin', (err, req, res, next) => res.status(500).end());
        app.get('/users', (req, res) => res.json([]));
      `,
    },
    {
      name: 'another function runs later',
      code: `
        import express from 'express';
        const app = express();
        load().then(() => { app.use((err, req, res, next) => res.status(500).end()); });
        app.get('/users', (req, res) => res.json([]));
      `,
    },
    {
      name: 'another branch',
      code: `
        import express from 'express';
        const app = express();
        if (process.env.MAINTENANCE) {
          app.use((err, req, res, next) => res.status(503).end());
        } else {
          app.get('/users', (req, res) => res.json([]));
        }
      `,
    },
    {
      name: 'Fastify and Hono keep one error handler, wherever it is set',
      code: `
        import Fastify from 'fastify';
        import { Hono } from 'hono';
        const app = Fastify();
        app.setErrorHandler((error, request, reply) => reply.send(error));
        app.get('/users', async () => []);
        const hono = new Hono();
        hono.onError((error, c) => c.text('failed', 500));
        hono.get('/users', (c) => c.json([]));
      `,
    },
    {
      name: 'Koa: first is right',
      code: `
        import Koa from 'koa';
        import Router from '@koa/router';
        const app = new Koa();
        const router = new Router();
        app.use(async (ctx, next) => { try { await next(); } catch (error) { ctx.status = 500; } });
        app.use(router.routes());
      `,
    },
    {
      name: 'Koa: a second one around the last routes',
      code: `
        import Koa from 'koa';
        import Router from '@koa/router';
        const app = new Koa();
        const first = new Router();
        const second = new Router();
        app.use(first.routes());
        app.use(async (ctx, next) => { try { await next(); } catch (error) { ctx.status = 500; } });
        app.use(second.routes());
      `,
    },
  ],
  invalid: [
    {
      name: 'a route is registered behind, with a suggestion to move',
      code: `
        import express from 'express';
        const app = express();
        app.use(express.json());
        app.use((err, req, res, next) => res.status(500).end());
        app.get('/users', (req, res) => res.json([]));
        app.listen(3000);
      `,
      errors: [
        {
          messageId: 'before',
          data: { line: 5 },
          line: 4,
          column: 1,
          suggestions: [
            {
              messageId: 'moveBehind',
              output: `
                import express from 'express';
                const app = express();
                app.use(express.json());
                app.get('/users', (req, res) => res.json([]));
                app.use((err, req, res, next) => res.status(500).end());
                app.listen(3000);
              `,
            },
          ],
        },
      ],
    },
    {
      name: 'routers of other files behind a handler of another file',
      filename: 'src/app.ts',
      files: {
        'src/errors.ts': 'export function onFailure(err, req, res, next) { res.status(500).end(); }',
        'src/users.ts': "import { Router } from 'express'; export const users = Router(); users.get('/', (req, res) => res.json([]));",
      },
      code: `
        import express from 'express';
        import { onFailure } from './errors';
        import { users } from './users';
        export function create() {
          const server = express();
          server.use(onFailure);
          server.use('/users', users);
          server.use('/people', users);
          return server;
        }
      `,
      errors: [
        {
          messageId: 'before',
          data: { line: 7 },
          line: 6,
          column: 3,
          suggestions: [
            {
              messageId: 'moveBehind',
              output: `
                import express from 'express';
                import { onFailure } from './errors';
                import { users } from './users';
                export function create() {
                  const server = express();
                  server.use('/users', users);
                  server.use('/people', users);
                  server.use(onFailure);
                  return server;
                }
              `,
            },
          ],
        },
      ],
    },
    {
      name: 'a known package, and a function that registers the routes: no suggestion where other code stands between',
      filename: 'src/app.ts',
      files: { 'src/routes.ts': "export function register(app) { app.get('/users', (req, res) => res.json([])); }" },
      code: `
        import express from 'express';
        import errorhandler from 'errorhandler';
        import { register } from './routes';
        const app = express();
        app.use(errorhandler());
        console.log('ready');
        register(app);
      `,
      errors: [{ messageId: 'before', data: { line: 7 }, line: 5, column: 1 }],
    },
    {
      name: 'a handler set in either branch is told once',
      code: `
        import express from 'express';
        const app = express();
        if (process.env.VERBOSE) {
          app.use((err, req, res, next) => res.send(err));
        } else {
          app.use((err, req, res, next) => res.status(500).end());
        }
        app.get('/users', (req, res) => res.json([]));
      `,
      errors: [{ messageId: 'before', data: { line: 8 }, line: 4, column: 3 }],
    },
    {
      name: 'methods of a class in the order the constructor calls them',
      code: `
        import express from 'express';
        export class Server {
          private app = express();
          constructor() {
            this.errors();
            this.routes();
          }
          private routes() { this.app.get('/users', (req, res) => res.json([])); }
          private errors() { this.app.use((err, req, res, next) => res.status(500).end()); }
        }
      `,
      errors: [{ messageId: 'before', data: { line: 6 }, line: 5, column: 5 }],
    },
    {
      name: 'on a router, under espree',
      parser: 'espree',
      code: `
        const express = require('express');
        const router = express.Router();
        router.use(function (err, req, res, next) { res.status(500).end(); });
        router.get('/users', function (req, res) { res.json([]); });
        module.exports = router;
      `,
      errors: [
        {
          messageId: 'before',
          data: { line: 4 },
          line: 3,
          column: 1,
          suggestions: [
            {
              messageId: 'moveBehind',
              output: `
                const express = require('express');
                const router = express.Router();
                router.get('/users', function (req, res) { res.json([]); });
                router.use(function (err, req, res, next) { res.status(500).end(); });
                module.exports = router;
              `,
            },
          ],
        },
      ],
    },
    {
      name: 'Koa: behind all routes',
      code: `
        import Koa from 'koa';
        import Router from '@koa/router';
        const app = new Koa();
        const router = new Router();
        app.use(router.routes());
        app.use(async (ctx, next) => { try { await next(); } catch (error) { ctx.status = 500; } });
      `,
      errors: [{ messageId: 'after', data: { line: 5 }, line: 6, column: 1 }],
    },
  ],
});
