import rule from '../../../src/rules/caching/require-static-cache-headers.ts';
import { testRule } from '../test-rule.ts';

const express = (call: string): string => `
  import express from 'express';
  const app = express();
  app.use(${call});
`;

testRule(import.meta, rule, {
  valid: [
    { name: 'a maximum age', code: express("express.static('public', { maxAge: '1y', immutable: true })") },
    { name: 'headers by hand', code: express("express.static('public', { setHeaders: (res) => res.set('ETag', 'x') })") },
    { name: 'caching turned off on purpose', code: express("express.static('public', { cacheControl: false })") },
    { name: 'the header is set by a middleware', code: express("(req, res, next) => { res.set('Cache-Control', 'public, max-age=60'); next(); }, express.static('public')") },
    { name: 'options from elsewhere', code: "import express from 'express';\nimport { options } from 'options';\nexport const files = express.static('public', options);" },
    { name: 'a hook of Hono', code: "import { serveStatic } from '@hono/node-server/serve-static';\nexport const files = serveStatic({ root: './public', onFound: (path, c) => c.header('X', '1') });" },
    { name: 'a plugin that serves nothing by itself', code: "import Fastify from 'fastify';\nimport files from '@fastify/static';\nFastify().register(files, { root: '/public', serve: false });" },
    { name: 'options of Nest', code: "import { ServeStaticModule } from '@nestjs/serve-static';\nexport const files = ServeStaticModule.forRoot({ rootPath: 'public', serveStaticOptions: { maxAge: 60000 } });" },
    { name: 'look-alike: a method of that name', code: "import express from './express';\nexport const files = express.static('public');" },
    { name: 'a test', filename: 'files.test.ts', code: express("express.static('public')") },
  ],
  invalid: [
    { name: 'Express', code: express("express.static('public')"), errors: [{ messageId: 'unsaid', data: { name: 'express.static' }, line: 3, column: 9, suggestions: [{ messageId: 'addMaxAge', output: express("express.static('public', { maxAge: '1d' })") }] }] },
    { name: 'with options that say something else', code: express("express.static('public', { index: false })"), errors: [{ messageId: 'unsaid', data: { name: 'express.static' }, line: 3, suggestions: [{ messageId: 'addMaxAge', output: express("express.static('public', { index: false, maxAge: '1d' })") }] }] },
    {
      name: 'Fastify',
      code: "import Fastify from 'fastify';\nimport files from '@fastify/static';\nFastify().register(files, { root: '/public' });",
      errors: [{ messageId: 'unsaid', data: { name: 'Fastify().register' }, line: 3, suggestions: [{ messageId: 'addMaxAge', output: "import Fastify from 'fastify';\nimport files from '@fastify/static';\nFastify().register(files, { root: '/public', maxAge: '1d' });" }] }],
    },
    { name: 'Hono', code: "import { serveStatic } from 'hono/bun';\nexport const files = serveStatic({ root: './public' });", errors: [{ messageId: 'unsaid', data: { name: 'serveStatic' }, line: 2 }] },
    { name: 'a module of Nest', code: "import { ServeStaticModule } from '@nestjs/serve-static';\nexport const files = ServeStaticModule.forRoot({ rootPath: 'public' }, { rootPath: 'more', serveStaticOptions: { index: false } });", errors: [{ messageId: 'unsaid', data: { name: 'ServeStaticModule.forRoot' }, line: 2 }] },
    {
      name: 'an application of Nest',
      code: "import type { NestExpressApplication } from '@nestjs/platform-express';\nexport function configure(app: NestExpressApplication) { app.useStaticAssets('public'); }",
      errors: [{ messageId: 'unsaid', data: { name: 'app.useStaticAssets' }, line: 2, suggestions: [{ messageId: 'addMaxAge', output: "import type { NestExpressApplication } from '@nestjs/platform-express';\nexport function configure(app: NestExpressApplication) { app.useStaticAssets('public', { maxAge: '1d' }); }" }] }],
    },
    { name: 'Koa', parser: 'espree', sourceType: 'commonjs', code: "const serve = require('koa-static');\nmodule.exports = serve('public');", errors: [{ messageId: 'unsaid', data: { name: 'serve' }, line: 2, suggestions: [{ messageId: 'addMaxAge', output: "const serve = require('koa-static');\nmodule.exports = serve('public', { maxAge: '1d' });" }] }] },
  ],
});
