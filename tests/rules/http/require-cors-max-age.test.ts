import rule from '../../../src/rules/http/require-cors-max-age.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const express = (body: string, before = ''): string => `import share from 'cors';\nimport express from 'express';\n${before}\nexport const app = express();\n${body}\n`;
const SILENT: readonly (readonly [name: string, body: string, before?: string])[] = [
  ['a maximum age', 'app.use(share({ maxAge: 600 }));'],
  ['a maximum age of the environment', 'app.use(share({ maxAge: Number(process.env.MAX_AGE) }));'],
  ['caching switched off', 'app.use(share({ maxAge: 0 }));'],
  ['a spread that holds it', 'app.use(share({ ...shared }));', 'const shared = { maxAge: 600 };'],
  ['unknown: a call gives the options', 'app.use(share(optionsFor(app)));'],
  ['unknown: options that are written to', 'app.use(share(options));', 'const options = {}; options.maxAge = 600;'],
  ['unknown: options for each request', 'app.use(share((ask, done) => done(null, optionsOf(ask))));'],
  ['no CORS', 'app.use(share({ origin: false }));'],
  ['preflights are passed on', 'app.use(share({ preflightContinue: true }));'],
  ['no preflight reaches the route', "app.get('/prices', share(), (ask, answer) => answer.json([]));"],
  ['preflights are answered before', "app.options('*', share({ maxAge: 600 }));\napp.use(share());"],
  ['one with a maximum age stands before', "app.use(share({ maxAge: 600 }));\napp.options('*', share());"],
];

testRule(import.meta, rule, {
  valid: [
    ...SILENT.map(([name, body, before]): Case => ({ name, code: express(body, before) })),
    { name: 'options of another file', code: express('app.use(share(options));', "import { options } from './options.ts';"), files: { 'options.ts': 'export const options = { maxAge: 600 };' } },
    { name: 'look-alike: a function of that name', code: "import { cors } from './own.ts';\nexport const share = cors();", files: { 'own.ts': 'export function cors() { return 1; }' } },
    { name: 'Fastify without preflights', code: "import Fastify from 'fastify';\nimport share from '@fastify/cors';\nexport const app = Fastify();\napp.register(share, { preflight: false });" },
    { name: 'headers of an answer that is no preflight', code: "export function GET() { return Response.json({}, { headers: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'GET, OPTIONS' } }); }" },
    { name: 'headers by hand, with a maximum age', code: "export function OPTIONS() { return new Response(null, { headers: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'GET', 'Access-Control-Max-Age': '7200' } }); }" },
    { name: 'sockets', code: "import { Server } from 'socket.io';\nexport const io = new Server(3000, { cors: { origin: 'https://shop.example' } });" },
  ],
  invalid: [
    { name: 'no options', code: express('app.use(share());'), errors: [{ messageId: 'missing', line: 5, column: 9, suggestions: [{ messageId: 'addMaxAge', output: express('app.use(share({ maxAge: 7200 }));') }] }] },
    { name: 'once, where a second is never reached', code: express("app.use(share(options));\napp.options('*', share(options));", 'const options = {};'), errors: [{ messageId: 'missing', line: 5 }] },
    { name: 'options without it', code: express('app.use(share({ origin: true }));'), errors: [{ messageId: 'missing', line: 5, suggestions: [{ messageId: 'addMaxAge', output: express('app.use(share({ origin: true, maxAge: 7200 }));') }] }] },
    { name: 'options of another file', code: express('app.use(share(options));', "import { options } from './options.ts';"), files: { 'options.ts': "export const options = { origin: 'https://shop.example' };" }, errors: [{ messageId: 'missing', line: 5 }] },
    {
      name: 'Fastify',
      code: "import Fastify from 'fastify';\nimport share from '@fastify/cors';\nexport const app = Fastify();\napp.register(share);",
      errors: [{ messageId: 'missing', line: 4, suggestions: [{ messageId: 'addMaxAge', output: "import Fastify from 'fastify';\nimport share from '@fastify/cors';\nexport const app = Fastify();\napp.register(share, { maxAge: 7200 });" }] }],
    },
    { name: 'Nest', code: "import { NestFactory } from '@nestjs/core';\nconst app = await NestFactory.create(AppModule);\napp.enableCors();", errors: [{ messageId: 'missing', line: 3, suggestions: [{ messageId: 'addMaxAge', output: "import { NestFactory } from '@nestjs/core';\nconst app = await NestFactory.create(AppModule);\napp.enableCors({ maxAge: 7200 });" }] }] },
    { name: 'Nest, as it is made', code: "import { NestFactory } from '@nestjs/core';\nconst app = await NestFactory.create(AppModule, { cors: true });", errors: [{ messageId: 'missing', line: 2 }] },
    { name: 'Hono', code: "import { cors } from 'hono/cors';\nimport { Hono } from 'hono';\nexport const app = new Hono();\napp.use('/api/*', cors());", errors: [{ messageId: 'missing', line: 4, suggestions: [{ messageId: 'addMaxAge', output: "import { cors } from 'hono/cors';\nimport { Hono } from 'hono';\nexport const app = new Hono();\napp.use('/api/*', cors({ maxAge: 7200 }));" }] }] },
    { name: 'by hand', code: "export function OPTIONS() { return new Response(null, { headers: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'GET' } }); }", errors: [{ messageId: 'missing', line: 1 }] },
  ],
});
