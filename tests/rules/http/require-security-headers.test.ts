import rule from '../../../src/rules/http/require-security-headers.ts';
import { testRule } from '../test-rule.ts';

const PACKAGE = { 'package.json': '{ "name": "shop" }' };
const missing = (line: number, column: number, middleware: string) => ({ messageId: 'missing', data: { middleware }, line, column });

testRule(import.meta, rule, {
  valid: [
    {
      name: 'the remedy: helmet, renamed',
      files: PACKAGE,
      code: `
        import express from 'express';
        import shield from 'helmet';
        const app = express();
        app.use(shield());
        app.get('/users', (req, res) => res.json([]));
        app.listen(3000);
      `,
    },
    {
      name: 'the remedy: the four headers by hand, in another file',
      files: { ...PACKAGE, 'secure.ts': "export const secure = (req, res, next) => { res.set({ 'X-Content-Type-Options': 'nosniff', 'X-Frame-Options': 'DENY', 'Strict-Transport-Security': 'max-age=1', 'Content-Security-Policy': 'default-src none' }); next(); };" },
      code: `
        import express from 'express';
        import { secure } from './secure';
        const app = express();
        app.use(secure);
        app.get('/users', (req, res) => res.json([]));
        app.listen(3000);
      `,
    },
    {
      name: 'the remedy on Fastify, Hono and Koa',
      files: PACKAGE,
      code: `
        import Fastify from 'fastify';
        import helmet from '@fastify/helmet';
        import { Hono } from 'hono';
        import { serve } from '@hono/node-server';
        import { secureHeaders } from 'hono/secure-headers';
        import Koa from 'koa';
        import koaHelmet from 'koa-helmet';
        const app = Fastify();
        await app.register(helmet);
        app.get('/users', async () => []);
        await app.listen({ port: 3000 });
        const hono = new Hono().use(secureHeaders()).get('/users', (c) => c.json([]));
        serve(hono);
        const koa = new Koa();
        koa.use(koaHelmet());
        koa.use((ctx) => { ctx.body = []; });
        koa.listen(3001);
      `,
    },
    {
      name: 'a function of another file installs it, the application listens in a third',
      filename: 'src/app.ts',
      files: {
        ...PACKAGE,
        'src/install.ts': "import helmet from 'helmet'; export function install(app) { app.use(helmet()); }",
        'src/server.ts': "import { create } from './app'; create().listen(3000);",
      },
      code: `
        import express from 'express';
        import { install } from './install';
        export function create() {
          const app = express();
          install(app);
          app.get('/users', (req, res) => res.json([]));
          return app;
        }
      `,
    },
    {
      name: 'serverless, edge and exported applications are seen to listen nowhere',
      files: PACKAGE,
      code: `
        import express from 'express';
        import serverless from 'serverless-http';
        import { Hono } from 'hono';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        export const handler = serverless(app);
        const hono = new Hono();
        hono.get('/users', (c) => c.json([]));
        export default hono;
      `,
    },
    {
      name: 'an application in a test',
      filename: 'test/app.test.ts',
      files: PACKAGE,
      code: `
        import express from 'express';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.listen(0);
      `,
    },
    {
      name: 'a server of probes and metrics only',
      files: PACKAGE,
      code: `
        import express from 'express';
        const app = express();
        app.get('/metrics', async (req, res) => res.end(await register.metrics()));
        app.get('/healthz', (req, res) => res.end());
        const { livePath } = options();
        const live = livePath || '/live';
        app.get(live, (req, res) => res.end());
        app.listen(9090);
      `,
    },
    {
      name: 'unknown: a middleware of a file that is not there',
      files: PACKAGE,
      code: `
        import express from 'express';
        import { protect } from './missing';
        const app = express();
        app.use(protect());
        app.get('/users', (req, res) => res.json([]));
        app.listen(3000);
      `,
    },
    {
      name: 'unknown: a middleware of a package of somebody’s own',
      files: PACKAGE,
      code: `
        import express from 'express';
        import { defaults } from '@acme/server-kit';
        const app = express();
        app.use(defaults());
        app.get('/users', (req, res) => res.json([]));
        app.listen(3000);
      `,
    },
    {
      name: 'unknown: the application is handed to what cannot be followed',
      files: PACKAGE,
      code: `
        import express from 'express';
        import { configure } from '@acme/server-kit';
        const app = express();
        configure(app);
        app.get('/users', (req, res) => res.json([]));
        app.listen(3000);
      `,
    },
    {
      name: 'a proxy in front sets them',
      files: { ...PACKAGE, 'nginx/nginx.conf': 'server { add_header X-Frame-Options DENY; }' },
      code: `
        import express from 'express';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.listen(3000);
      `,
    },
    {
      name: 'look-alike: a router is no application',
      files: PACKAGE,
      code: `
        import { Router } from 'express';
        const router = Router();
        router.get('/users', (req, res) => res.json([]));
        router.listen(3000);
      `,
    },
    {
      name: 'Nest: a module installs it',
      filename: 'src/main.ts',
      files: { ...PACKAGE, 'src/app.module.ts': "import helmet from 'helmet'; export class AppModule { configure(consumer) { consumer.apply(helmet()).forRoutes('*'); } }" },
      code: `
        import { NestFactory } from '@nestjs/core';
        import { AppModule } from './app.module';
        const app = await NestFactory.create(AppModule);
        await app.listen(3000);
      `,
    },
    {
      name: 'Fastify: a plugin that is loaded from a folder',
      filename: 'src/server.ts',
      files: { ...PACKAGE, 'src/plugins/shield.ts': "import fp from 'fastify-plugin'; import helmet from '@fastify/helmet'; export default fp(async (app) => { await app.register(helmet); });" },
      code: `
        import { join } from 'node:path';
        import autoload from '@fastify/autoload';
        import Fastify from 'fastify';
        const app = Fastify();
        app.register(autoload, { dir: join(import.meta.dirname, 'plugins') });
        app.get('/users', async () => []);
        app.listen({ port: 3000 });
      `,
    },
  ],
  invalid: [
    {
      name: 'Express: none',
      files: PACKAGE,
      code: `
        import express from 'express';
        import compression from 'compression';
        import robots from 'express-robots-txt';
        const app = express();
        app.use(compression());
        app.use(robots());
        app.use((req, res, next) => { req.start = Date.now(); next(); });
        app.get('/users', (req, res) => res.json([]));
        app.listen(3000);
      `,
      errors: [missing(4, 13, 'helmet')],
    },
    {
      name: 'made in a function, handed on and set to listen in other files',
      filename: 'src/app.ts',
      files: {
        ...PACKAGE,
        'src/routes/index.ts': "export function routes(server) { server.get('/users', (req, res) => res.json([])); }",
        'src/server.ts': "import { createServer } from 'node:http'; import * as app from './app'; const make = app.create; createServer(make()).listen(3000);",
      },
      code: `
        import express from 'express';
        import { routes } from './routes';
        export const create = () => {
          const app = express();
          app.set('trust proxy', 1);
          routes(app);
          return app;
        };
      `,
      errors: [missing(4, 15, 'helmet')],
    },
    {
      name: 'a field of a class',
      filename: 'src/server.ts',
      files: { ...PACKAGE, 'src/index.ts': "import { Server } from './server'; const server = new Server(); server.app.listen(3000);" },
      code: `
        import express from 'express';
        export class Server {
          readonly app = express();
          constructor() {
            this.routes();
          }
          private routes() {
            this.app.get('/users', (req, res) => res.json([]));
          }
        }
      `,
      errors: [missing(3, 18, 'helmet')],
    },
    {
      name: 'CommonJS under espree',
      parser: 'espree',
      filename: 'app.js',
      files: { ...PACKAGE, 'server.js': "const http = require('http'); const app = require('./app'); http.createServer(app).listen(3000);" },
      code: `
        const express = require('express');
        const app = express();
        app.get('/users', function (req, res) { res.json([]); });
        module.exports = app;
      `,
      errors: [missing(2, 13, 'helmet')],
    },
    {
      name: 'Fastify, with plugins of packages and of a folder',
      filename: 'src/server.ts',
      files: { ...PACKAGE, 'src/routes/users.ts': "export default async function (fastify) { fastify.get('/users', async () => []); }" },
      code: `
        import { join } from 'node:path';
        import autoload from '@fastify/autoload';
        import cors from '@fastify/cors';
        import Fastify from 'fastify';
        const app = Fastify({ logger: true });
        app.register(cors, { origin: 'https://shop.example.com' });
        app.register(autoload, { dir: join(import.meta.dirname, 'routes') });
        await app.listen({ port: 3000 });
      `,
      errors: [missing(5, 13, '@fastify/helmet')],
    },
    {
      name: 'Koa, Hono and Nest',
      files: { ...PACKAGE, 'app.module.ts': 'export class AppModule {}' },
      code: `
        import Koa from 'koa';
        import Router from '@koa/router';
        import { Hono } from 'hono';
        import { serve } from '@hono/node-server';
        import { NestFactory } from '@nestjs/core';
        import { AppModule } from './app.module';
        const koa = new Koa();
        const router = new Router();
        router.get('/users', (ctx) => { ctx.body = []; });
        koa.use(router.routes());
        koa.listen(3000);
        const hono = new Hono();
        hono.get('/users', (c) => c.json([]));
        serve({ fetch: hono.fetch, port: 3001 });
        const nest = await NestFactory.create(AppModule);
        await nest.listen(3002);
      `,
      errors: [missing(7, 13, 'koa-helmet'), missing(12, 14, 'secureHeaders of hono/secure-headers'), missing(15, 20, 'helmet')],
    },
  ],
});
