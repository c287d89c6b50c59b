import rule from '../../../src/rules/http/no-permissive-cors.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const express = (options: string, before = ''): string => `import share from 'cors';\nimport express from 'express';\n${before}\nexport const app = express();\napp.use(share(${options}));\n`;
const header = (body: string): string => `import express from 'express';\nexport const app = express();\napp.use((ask, answer, next) => {\n${body}\nnext();\n});\n`;
const CREDENTIALS = "answer.setHeader('Access-Control-Allow-Credentials', 'true');";

const SILENT: readonly (readonly [name: string, options: string, before?: string])[] = [
  ['any origin without credentials', ''],
  ['reflected without credentials', '{ origin: true }'],
  ['one origin', "{ origin: 'https://shop.example', credentials: true }"],
  ['a list of origins', "{ origin: ['https://shop.example', /\\.shop\\.example$/], credentials: true }"],
  ['a function that looks the origin up', '{ origin: (from, done) => { if (allowed.has(from)) done(null, true); else done(new Error("no")); }, credentials: true }', "const allowed = new Set(['https://shop.example']);"],
  ['a function that throws', '{ origin: (from, done) => { if (!from) throw new Error("no"); done(null, true); }, credentials: true }'],
  ['unknown: an answer of a lookup', '{ origin: (from, done) => done(null, allowed.has(from)), credentials: true }', "const allowed = new Set(['https://shop.example']);"],
  ['unknown: the environment', '{ origin: process.env.ORIGIN, credentials: true }'],
  ['unknown: the environment with another value', "{ origin: process.env.ORIGIN || '*', credentials: true }"],
  ['unknown: credentials', "{ origin: '*', credentials: process.env.CREDENTIALS === 'true' }"],
  ['unknown: in development only', "{ origin: process.env.NODE_ENV === 'production' ? 'https://shop.example' : true, credentials: true }"],
  ['unknown: a spread', '{ ...options(), credentials: true }'],
  ['no CORS at all', '{ origin: false, credentials: true }'],
  ['a star in a list means nothing', "{ origin: ['*'], credentials: true }"],
];

testRule(import.meta, rule, {
  valid: [
    ...SILENT.map(([name, options, before]): Case => ({ name, code: express(options, before) })),
    { name: 'look-alike: a function of that name', code: "import { cors } from './own.ts';\nexport const share = cors({ origin: true, credentials: true });", files: { 'own.ts': 'export function cors(options) { return options; }' } },
    { name: 'options of another file', code: express('options', "import { options } from './options.ts';"), files: { 'options.ts': "export const options = { origin: ['https://shop.example'], credentials: true };" } },
    { name: 'Koa drops credentials with the wildcard', code: "import share from '@koa/cors';\nexport const policy = share({ credentials: true });" },
    { name: 'Hono, a function that falls through', code: "import { cors } from 'hono/cors';\nexport const policy = cors({ origin: (from) => { if (from.endsWith('.shop.example')) return from; }, credentials: true });" },
    { name: 'by hand, an origin of a list', code: header(`const from = ask.headers.origin;\nif (allowed.includes(from)) { answer.setHeader('Access-Control-Allow-Origin', from); }\n${CREDENTIALS}`) },
    { name: 'by hand, after a way out', code: header(`const from = ask.headers.origin;\nif (!allowed.includes(from)) { next(); return; }\nanswer.setHeader('Access-Control-Allow-Origin', from);\n${CREDENTIALS}`) },
    { name: 'by hand, without credentials', code: header("answer.setHeader('Access-Control-Allow-Origin', ask.headers.origin);") },
    { name: 'by hand, unknown origin', code: header(`answer.setHeader('Access-Control-Allow-Origin', originOf(ask));\n${CREDENTIALS}`) },
  ],
  invalid: [
    { name: 'reflected by the library', code: express('{ origin: true, credentials: true }'), errors: [{ messageId: 'reflected', line: 5, column: 25, endColumn: 29 }] },
    { name: 'the default with credentials', code: express('{ credentials: true }'), errors: [{ messageId: 'any', line: 5, column: 9 }] },
    { name: 'the wildcard with credentials', code: express("{ origin: '*', credentials: true }"), errors: [{ messageId: 'any', line: 5, column: 25 }] },
    { name: 'a pattern that matches all', code: express('{ origin: /.*/, credentials: true }'), errors: [{ messageId: 'reflected', line: 5, column: 25 }] },
    { name: 'a function that always agrees', code: express('{ origin: (from, done) => done(null, true), credentials: true }'), errors: [{ messageId: 'reflected', line: 5, column: 25 }] },
    { name: 'a named function that gives the origin back', code: express('{ origin: anyone, credentials: true }', 'function anyone(from, done) { done(null, from); }'), errors: [{ messageId: 'reflected', line: 5, column: 25 }] },
    {
      name: 'options of another file',
      code: express('options', "import { options } from './options.ts';"),
      files: { 'options.ts': 'export const options = { origin: true, credentials: true };' },
      errors: [{ messageId: 'reflected', line: 5, column: 9 }],
    },
    { name: 'Fastify', code: "import Fastify from 'fastify';\nimport share from '@fastify/cors';\nexport const app = Fastify();\nawait app.register(share, { origin: ['*'], credentials: true });", errors: [{ messageId: 'any', line: 4, column: 37 }] },
    { name: 'Fastify, by a file that is loaded', code: "import share from '@fastify/cors';\nexport const autoConfig = { origin: true, credentials: true };\nexport default share;", errors: [{ messageId: 'reflected', line: 2, column: 37 }] },
    { name: 'Hono', code: "import { cors } from 'hono/cors';\nexport const policy = cors({ origin: (from) => from || '*', credentials: true });", errors: [{ messageId: 'reflected', line: 2 }] },
    { name: 'Koa', code: "import share from '@koa/cors';\nexport const policy = share({ origin: (ctx) => ctx.get('Origin'), credentials: true });", errors: [{ messageId: 'reflected', line: 2 }] },
    { name: 'Nest', code: "import { NestFactory } from '@nestjs/core';\nconst app = await NestFactory.create(AppModule);\napp.enableCors({ origin: true, credentials: true });", errors: [{ messageId: 'reflected', line: 3 }] },
    { name: 'Nest, as it is made', code: "import { NestFactory } from '@nestjs/core';\nconst app = await NestFactory.create(AppModule, { cors: { origin: true, credentials: true } });", errors: [{ messageId: 'reflected', line: 2 }] },
    { name: 'by hand, reflected', code: header(`const from = ask.headers.origin;\nif (from) { answer.setHeader('Access-Control-Allow-Origin', from); }\n${CREDENTIALS}`), errors: [{ messageId: 'reflected', line: 5 }] },
    { name: 'by hand, in an answer', code: "export function GET(request) { return Response.json({}, { headers: { 'Access-Control-Allow-Origin': request.headers.get('origin') ?? '*', 'Access-Control-Allow-Credentials': 'true' } }); }", errors: [{ messageId: 'reflected', line: 1 }] },
    { name: 'in a configuration of headers', code: "export default { headers: () => [{ source: '/api/:path*', headers: [{ key: 'Access-Control-Allow-Credentials', value: 'true' }, { key: 'Access-Control-Allow-Origin', value: '*' }] }] };", errors: [{ messageId: 'any', line: 1 }] },
  ],
});
