import rule from '../../../src/rules/logging/require-log-context.ts';
import { testRule } from '../test-rule.ts';

const PACKAGE = '{ "name": "p", "dependencies": { "express": "5", "pino": "10", "pino-http": "11" } }';
const LOGGER = "import pino from 'pino';\nexport const out = pino();";
const express = (body: string): string => `import express from 'express';
import { out } from './logger';
const app = express();
app.get('/orders', (q, r) => {
  ${body}
});
`;
const fastify = (body: string): string => `import Fastify from 'fastify';
const app = Fastify({ logger: true });
app.get('/orders', async (q) => {
  ${body}
});
`;

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: the logger of the request', filename: 'app.ts', files: { 'package.json': PACKAGE, 'logger.ts': LOGGER }, code: express("q.log.info('asked'); r.end();") },
    { name: 'a child made for it', filename: 'app.ts', files: { 'package.json': PACKAGE, 'logger.ts': LOGGER }, code: express("const log = out.child({ id: q.id }); log.info('asked'); r.end();") },
    { name: 'the request has no logger', filename: 'app.ts', files: { 'package.json': '{ "name": "p", "dependencies": { "pino": "10" } }', 'logger.ts': LOGGER }, code: express("out.info('asked'); r.end();") },
    { name: 'outside of handlers', filename: 'app.ts', code: "import Fastify from 'fastify';\nconst app = Fastify();\napp.log.info('made');\nexport const start = () => app.log.info('started');" },
    { name: 'context that follows the calls', filename: 'app.ts', files: { 'package.json': PACKAGE, 'logger.ts': "import { AsyncLocalStorage } from 'node:async_hooks';\nimport pino from 'pino';\nexport const requests = new AsyncLocalStorage();\nexport const out = pino({ mixin: () => requests.getStore() });" }, code: express("out.info('asked'); r.end();") },
    { name: 'the console is another rule’s', filename: 'app.ts', code: fastify("console.log('asked'); return [];") },
    { name: 'another library', filename: 'app.ts', files: { 'package.json': PACKAGE, 'logger.ts': "import winston from 'winston';\nexport const out = winston.createLogger();" }, code: express("out.info('asked'); r.end();") },
  ],

  invalid: [
    { name: 'the logger of the application', filename: 'app.ts', code: fastify("app.log.info('asked'); return [];"), errors: [{ messageId: 'root', data: { instead: 'q.log' }, line: 4, column: 3, endColumn: 10, suggestions: [{ messageId: 'useRequestLogger', data: { instead: 'q.log' }, output: fastify("q.log.info('asked'); return [];") }] }] },
    { name: 'a logger of another file', filename: 'app.ts', files: { 'package.json': PACKAGE, 'logger.ts': LOGGER }, code: express("out.info('asked'); r.end();"), errors: [{ messageId: 'root', data: { instead: 'q.log' }, line: 5, suggestions: [{ messageId: 'useRequestLogger', data: { instead: 'q.log' }, output: express("q.log.info('asked'); r.end();") }] }] },
  ],
});
