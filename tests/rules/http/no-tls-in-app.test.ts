import rule from '../../../src/rules/http/no-tls-in-app.ts';
import { testRule } from '../test-rule.ts';

testRule(import.meta, rule, {
  valid: [
    { name: 'plain HTTP', code: "import http from 'node:http';\nhttp.createServer((ask, answer) => answer.end()).listen(3000);" },
    { name: 'a client', code: "import https from 'node:https';\nexport const agent = new https.Agent({ keepAlive: true });" },
    { name: 'clients show certificates, which no proxy need pass on', code: "import https from 'node:https';\nhttps.createServer({ requestCert: true, ca: [] }, (ask, answer) => answer.end()).listen(3000);" },
    { name: 'not in production', code: "import https from 'node:https';\nif (process.env.NODE_ENV !== 'production') https.createServer({}, (ask, answer) => answer.end()).listen(3000);" },
    { name: 'unknown: an option that may be nothing', code: "import Fastify from 'fastify';\nexport const make = (https) => Fastify({ https });" },
    { name: 'unknown: a spread', code: "import { NestFactory } from '@nestjs/core';\nexport const make = (folder) => NestFactory.create(AppModule, { ...(folder ? { httpsOptions: { key: folder } } : {}) });" },
    { name: 'look-alike: a function of that name', code: "import { createServer } from './own.ts';\nimport { Agent } from 'node:https';\ncreateServer({}); export const agent = Agent;", files: { 'own.ts': 'export function createServer(options) { return options; }' } },
  ],
  invalid: [
    { name: 'https', code: "import https from 'node:https';\nhttps.createServer({ key: '', cert: '' }, (ask, answer) => answer.end()).listen(443);", errors: [{ messageId: 'terminated', line: 2, column: 1, endColumn: 19, data: { name: 'https.createServer' } }] },
    { name: 'https by another name', code: "import { createServer as serve } from 'https';\nserve((ask, answer) => answer.end());", errors: [{ messageId: 'terminated', line: 2 }] },
    { name: 'http2', code: "import { createSecureServer } from 'node:http2';\ncreateSecureServer({}, (ask, answer) => answer.end());", errors: [{ messageId: 'terminated', line: 2 }] },
    { name: 'Fastify', code: "import Fastify from 'fastify';\nexport const app = Fastify({ https: { key: '', cert: '' } });", errors: [{ messageId: 'terminated', line: 2, column: 37 }] },
    { name: 'Nest, with options of another file', code: "import { NestFactory } from '@nestjs/core';\nimport { options } from './options.ts';\nawait NestFactory.create(AppModule, options);", files: { 'options.ts': "export const options = { httpsOptions: { key: '', cert: '' } };" }, errors: [{ messageId: 'terminated', line: 3 }] },
  ],
});
