import rule from '../../../src/rules/layers/middleware-order.ts';
import { testRule } from '../test-rule.ts';

testRule(import.meta, rule, {
  valid: [
    {
      name: 'the remedy: CORS, headers, logging, authentication, limiter, routes',
      code: `
        import express from 'express';
        import cors from 'cors';
        import helmet from 'helmet';
        import morgan from 'morgan';
        import rateLimit from 'express-rate-limit';
        import { expressjwt } from 'express-jwt';
        const app = express();
        app.use(cors());
        app.use(helmet());
        app.use(morgan('combined'));
        app.use(expressjwt({ secret, algorithms: ['HS256'] }));
        app.use(rateLimit());
        app.get('/users', (req, res) => res.json([]));
      `,
    },
    {
      name: 'a limiter before authentication is another matter',
      code: `
        import express from 'express';
        import rateLimit from 'express-rate-limit';
        import basicAuth from 'express-basic-auth';
        const app = express();
        app.use(rateLimit());
        app.use(basicAuth({ users }));
        app.get('/users', (req, res) => res.json([]));
      `,
    },
    {
      name: 'a probe stands before the logger on purpose',
      code: `
        import express from 'express';
        import morgan from 'morgan';
        import helmet from 'helmet';
        const app = express();
        app.get('/healthz', (req, res) => res.end());
        app.get('/metrics', (req, res) => res.end());
        app.use(morgan('combined'));
        app.use(helmet());
        app.get('/users', (req, res) => res.json([]));
      `,
    },
    {
      name: 'routes that other sites may not ask for stand before CORS on purpose',
      code: `
        import express from 'express';
        import cors from 'cors';
        const app = express();
        app.post('/webhooks', (req, res) => res.end());
        app.use(cors());
        app.get('/users', (req, res) => res.json([]));
      `,
    },
    {
      name: 'a second one of a kind has its reasons',
      code: `
        import express from 'express';
        import helmet from 'helmet';
        const app = express();
        app.use(helmet());
        app.get('/users', (req, res) => res.json([]));
        app.use(helmet.hsts());
        app.get('/pages', (req, res) => res.end());
      `,
    },
    {
      name: 'look-alike: a logger of errors belongs behind the routes',
      code: `
        import express from 'express';
        import expressWinston from 'express-winston';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.use(expressWinston.errorLogger({ transports }));
      `,
    },
    {
      name: 'other paths',
      code: `
        import { Hono } from 'hono';
        import { cors } from 'hono/cors';
        import { basicAuth } from 'hono/basic-auth';
        const app = new Hono();
        app.get('/pages', (c) => c.text('page'));
        app.use('/admin/*', basicAuth({ username, password }));
        app.use('/api/*', cors());
      `,
    },
    {
      name: 'authentication that only notes who asks, or lets preflight requests pass',
      code: `
        import express from 'express';
        import cors from 'cors';
        import passport from 'passport';
        import { clerkMiddleware } from '@clerk/express';
        const app = express();
        app.use(passport.initialize());
        app.use(passport.authenticate('session'));
        app.use(clerkMiddleware());
        app.use((req, res, next) => (req.method === 'OPTIONS' || req.headers.authorization ? next() : res.status(401).end()));
        app.use(cors());
      `,
    },
    {
      name: 'unknown: a local function called cors, a middleware of a file that is not there',
      code: `
        import express from 'express';
        import { helmet } from './missing';
        const cors = () => (req, res, next) => next();
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.use(cors());
        app.use(helmet());
      `,
    },
    {
      name: 'behind a catch-all it is no-route-after-catch-all’s',
      code: `
        import express from 'express';
        import cors from 'cors';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.use((req, res) => res.status(404).end());
        app.use(cors());
      `,
    },
    {
      name: 'Fastify encapsulates, Nest registers its routes by itself',
      code: `
        import Fastify from 'fastify';
        import cors from '@fastify/cors';
        import { NestFactory } from '@nestjs/core';
        import helmet from 'helmet';
        const app = Fastify();
        app.get('/users', async () => []);
        await app.register(cors);
        const nest = await NestFactory.create(Module);
        nest.setGlobalPrefix('api');
        nest.use(helmet());
      `,
    },
  ],
  invalid: [
    {
      name: 'behind all routes',
      code: `
        import express from 'express';
        import allow from 'cors';
        import shield from 'helmet';
        import { pinoHttp } from 'pino-http';
        const server = express();
        server.get('/users', (req, res) => res.json([]));
        server.use(allow());
        server.use(shield());
        server.use(pinoHttp());
      `,
      errors: [
        { messageId: 'routes', data: { what: 'CORS', line: 6 }, line: 7, column: 1 },
        { messageId: 'routes', data: { what: 'Security headers', line: 6 }, line: 8, column: 1 },
        { messageId: 'routes', data: { what: 'Request logging', line: 6 }, line: 9, column: 1 },
      ],
    },
    {
      name: 'security headers between routes leave the first without',
      code: `
        import express from 'express';
        import helmet from 'helmet';
        const app = express();
        app.get('/users', (req, res) => res.json([]));
        app.use(helmet());
        app.get('/orders', (req, res) => res.json([]));
      `,
      errors: [{ messageId: 'routes', data: { what: 'Security headers', line: 4 }, line: 5, column: 1 }],
    },
    {
      name: 'CORS behind authentication of another file turns preflight requests away',
      filename: 'src/app.ts',
      files: {
        'src/auth.ts': "import { verify } from 'jsonwebtoken'; export function identify(a, b, c) { try { a.user = verify(a.headers.authorization, key); c(); } catch { b.status(401).end(); } }",
      },
      code: `
        import express from 'express';
        import cors from 'cors';
        import { identify } from './auth';
        const app = express();
        app.use(identify);
        app.use(cors());
        app.get('/users', (req, res) => res.json([]));
      `,
      errors: [{ messageId: 'authentication', data: { what: 'CORS', line: 5 }, line: 6, column: 1 }],
    },
    {
      name: 'a known package, on Koa and Hono',
      code: `
        import Koa from 'koa';
        import jwt from 'koa-jwt';
        import logger from 'koa-logger';
        import { Hono } from 'hono';
        import { cors } from 'hono/cors';
        import { bearerAuth } from 'hono/bearer-auth';
        const app = new Koa();
        app.use(jwt({ secret }));
        app.use(logger());
        const hono = new Hono();
        hono.use('*', bearerAuth({ token }));
        hono.use('/api/*', cors());
      `,
      errors: [
        { messageId: 'authentication', data: { what: 'Request logging', line: 8 }, line: 9, column: 1 },
        { messageId: 'authentication', data: { what: 'CORS', line: 11 }, line: 12, column: 1 },
      ],
    },
    {
      name: 'Hono: a route below the path of what is installed behind it',
      code: `
        import { Hono } from 'hono';
        import { cors } from 'hono/cors';
        const app = new Hono();
        app.get('/api/users', (c) => c.json([]));
        app.use('/api/*', cors());
      `,
      errors: [{ messageId: 'routes', data: { what: 'CORS', line: 4 }, line: 5, column: 1 }],
    },
    {
      name: 'CommonJS under espree',
      parser: 'espree',
      code: `
        const express = require('express');
        const app = express();
        app.get('/users', function (req, res) { res.json([]); });
        app.use(require('helmet')());
      `,
      errors: [{ messageId: 'routes', data: { what: 'Security headers', line: 3 }, line: 4, column: 1 }],
    },
  ],
});
