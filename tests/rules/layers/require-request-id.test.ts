import rule from '../../../src/rules/layers/require-request-id.ts';
import { testRule } from '../test-rule.ts';

const PACKAGE = { 'package.json': '{ "name": "shop" }' };

testRule(import.meta, rule, {
  valid: [
    {
      name: 'the remedy: a middleware that takes or makes it',
      files: PACKAGE,
      code: `
        import { randomUUID } from 'node:crypto';
        import express from 'express';
        const app = express();
        app.use((req, res, next) => { const id = req.get('X-Request-ID') ?? randomUUID(); res.set('X-Request-ID', id); next(); });
        app.get('/users', (req, res) => res.json([]));
        app.listen(3000);
      `,
    },
    {
      name: 'the remedy: a middleware of a package',
      files: PACKAGE,
      code: `
        import { Hono } from 'hono';
        import { serve } from '@hono/node-server';
        import { requestId } from 'hono/request-id';
        const app = new Hono();
        app.use(requestId());
        app.get('/users', (c) => c.json([]));
        serve(app);
      `,
    },
    {
      name: 'the remedy: pino-http',
      files: PACKAGE,
      code: `
        import express from 'express';
        import logger from 'pino-http';
        const app = express();
        app.use(logger());
        app.get('/users', (req, res) => res.json([]));
        app.listen(3000);
      `,
    },
    {
      name: 'the remedy: tracing that another file starts',
      files: { ...PACKAGE, 'tracing.ts': "import { NodeSDK } from '@opentelemetry/sdk-node'; new NodeSDK().start();" },
      code: `
        import express from 'express';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.listen(3000);
      `,
    },
    {
      name: 'Fastify numbers requests by itself',
      files: PACKAGE,
      code: `
        import Fastify from 'fastify';
        const app = Fastify();
        app.get('/users', async () => []);
        app.listen({ port: 3000 });
      `,
    },
    {
      name: 'unknown: a middleware that cannot be followed, an application that listens nowhere',
      files: PACKAGE,
      code: `
        import express from 'express';
        import { first } from './missing';
        const app = express();
        app.use(first);
        app.get('/users', (req, res) => res.json([]));
        app.listen(3000);
        export const other = express();
        other.get('/users', (req, res) => res.json([]));
      `,
    },
  ],
  invalid: [
    {
      name: 'none',
      files: PACKAGE,
      code: `
        import express from 'express';
        import morgan from 'morgan';
        const web = express();
        web.use(morgan('combined'));
        web.get('/users', (req, res) => res.json([]));
        web.listen(3000);
      `,
      errors: [{ messageId: 'missing', line: 3, column: 13 }],
    },
    {
      name: 'a UUID of something else is no id of a request; made in one file, set to listen in another',
      filename: 'src/app.ts',
      files: { ...PACKAGE, 'src/main.ts': "import { create } from './app'; create().listen(3000);" },
      code: `
        import { randomUUID } from 'node:crypto';
        import Koa from 'koa';
        import Router from '@koa/router';
        export function create() {
          const router = new Router();
          router.post('/users', (ctx) => { ctx.body = { id: randomUUID() }; });
          return new Koa().use(router.routes());
        }
      `,
      errors: [{ messageId: 'missing', line: 7, column: 10 }],
    },
  ],
});
