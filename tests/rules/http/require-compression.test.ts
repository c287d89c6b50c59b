import rule from '../../../src/rules/http/require-compression.ts';
import { testRule } from '../test-rule.ts';

const PACKAGE = { 'package.json': '{ "name": "shop" }' };
const missing = (line: number, column: number, middleware: string) => ({ messageId: 'missing', data: { middleware }, line, column });

testRule(import.meta, rule, {
  valid: [
    {
      name: 'the remedy on Express, Fastify, Hono and Koa',
      files: PACKAGE,
      code: `
        import express from 'express';
        import squeeze from 'compression';
        import Fastify from 'fastify';
        import compress from '@fastify/compress';
        import { Hono } from 'hono';
        import { serve } from '@hono/node-server';
        import { compress as honoCompress } from 'hono/compress';
        import Koa from 'koa';
        import koaCompress from 'koa-compress';
        const app = express();
        app.use(squeeze());
        app.get('/users', (req, res) => res.json([]));
        app.listen(3000);
        const fastify = Fastify();
        fastify.register(compress);
        fastify.get('/users', async () => []);
        fastify.listen({ port: 3001 });
        const hono = new Hono();
        hono.use(honoCompress());
        hono.get('/users', (c) => c.json([]));
        serve(hono);
        const koa = new Koa();
        koa.use(koaCompress());
        koa.use((ctx) => { ctx.body = []; });
        koa.listen(3002);
      `,
    },
    {
      name: 'the remedy: by hand',
      files: { ...PACKAGE, 'gzip.ts': "import { createGzip } from 'node:zlib'; export const gzip = (req, res, next) => { res.stream = createGzip(); next(); };" },
      code: `
        import express from 'express';
        import { gzip } from './gzip';
        const app = express();
        app.use(gzip);
        app.get('/users', (req, res) => res.json([]));
        app.listen(3000);
      `,
    },
    {
      name: 'a proxy in front compresses',
      files: { ...PACKAGE, Caddyfile: 'shop.example.com {\n  encode zstd gzip\n}' },
      code: `
        import express from 'express';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.listen(3000);
      `,
    },
    {
      name: 'unknown: a middleware that cannot be followed',
      files: PACKAGE,
      code: `
        import express from 'express';
        const app = express();
        app.use(require(process.env.EXTRA));
        app.get('/users', (req, res) => res.json([]));
        app.listen(3000);
      `,
    },
    {
      name: 'an application that listens nowhere',
      files: PACKAGE,
      code: `
        import express from 'express';
        export const app = express();
        app.get('/users', (req, res) => res.json([]));
      `,
    },
  ],
  invalid: [
    {
      name: 'none, renamed, with a look-alike',
      files: PACKAGE,
      code: `
        import make from 'express';
        const compression = () => (req, res, next) => next();
        const web = make();
        web.use(compression());
        web.get('/users', (req, res) => res.json([]));
        web.listen(3000);
      `,
      errors: [missing(3, 13, 'compression')],
    },
    {
      name: 'Nest, made in another function than it listens in',
      filename: 'src/create-app.ts',
      files: { ...PACKAGE, 'src/app.module.ts': 'export class AppModule {}', 'src/main.ts': "import { createApp } from './create-app'; const app = await createApp(); await app.listen(3000);" },
      code: `
        import { NestFactory } from '@nestjs/core';
        import helmet from 'helmet';
        import { AppModule } from './app.module';
        export async function createApp() {
          const app = await NestFactory.create(AppModule);
          app.enableCors();
          app.use(helmet());
          return app;
        }
      `,
      errors: [missing(5, 21, 'compression')],
    },
  ],
});
