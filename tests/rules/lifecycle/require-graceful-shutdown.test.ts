import rule from '../../../src/rules/lifecycle/require-graceful-shutdown.ts';
import { testRule } from '../test-rule.ts';

const pkg = { 'package.json': '{ "name": "shop", "dependencies": { "express": "5" } }' };
const app = "import express from 'express';\nconst app = express();\napp.get('/orders', (request, response) => response.json([]));\n";

const both = (misses: string, output: string) => [{ messageId: 'handleBoth', data: { misses }, output }];

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: both signals', files: pkg, code: `${app}const server = app.listen(3000);\nfor (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.close());` },
    { name: 'remedy: one function for both', files: pkg, code: `${app}const server = app.listen(3000);\nconst stop = () => server.close();\nprocess.on('SIGTERM', stop);\nprocess.once('SIGINT', stop);` },
    { name: 'remedy: in another file', files: { ...pkg, 'stop.ts': "export const stop = (close: () => void) => ['SIGTERM', 'SIGINT'].forEach((signal) => process.on(signal, close));" }, code: `import { stop } from './stop';\n${app}const server = app.listen(3000);\nstop(() => server.close());` },
    { name: 'remedy: a library', files: pkg, code: `import closeWithGrace from 'close-with-grace';\n${app}const server = app.listen(3000);\ncloseWithGrace(() => server.close());` },
    { name: 'remedy: Nest', code: "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\nconst app = await NestFactory.create(AppModule);\napp.enableShutdownHooks();\nawait app.listen(3000);", files: { 'package.json': '{ "name": "shop" }', 'app.module.ts': "import { Module } from '@nestjs/common';\n@Module({})\nexport class AppModule {}" } },
    { name: 'unknown: an application that is exported and listens nowhere', files: pkg, code: `${app}export default app;` },
    { name: 'unknown: an application that is handed to what is not seen', files: pkg, code: `import { run } from '@shop/platform';\n${app}run(app);` },
    { name: 'a test', files: pkg, filename: 'tests/server.test.ts', code: `${app}app.listen(0);` },
    { name: 'look-alike: a function called express', code: "const express = () => ({ listen: (port: number) => port });\nconst app = express();\napp.listen(3000);" },
    { name: 'a worker without a server may leave out one', files: { 'package.json': '{ "name": "jobs" }' }, code: "process.on('SIGTERM', () => stop());\nfunction stop() {}" },
    { name: 'unknown: signals that a setting says', files: pkg, code: `import { signals } from '@shop/platform';\n${app}const server = app.listen(3000);\nprocess.on('SIGTERM', () => server.close());\nfor (const signal of signals) process.on(signal, () => server.close());` },
  ],
  invalid: [
    { name: 'nothing', files: pkg, code: `${app}app.listen(3000);`, errors: [{ messageId: 'missing', line: 2, column: 13 }] },
    { name: 'an application that another file makes listen', files: { ...pkg, 'src/server.ts': "import { zz0 } from './app';\nzz0.listen(3000);" }, filename: 'src/app.ts', code: "import zz1 from 'express';\nexport const zz0 = zz1();\nzz0.get('/orders', (zz2, zz3) => zz3.json([]));", errors: [{ messageId: 'missing', line: 2, column: 20 }] },
    { name: 'Fastify', files: { 'package.json': '{ "name": "shop" }' }, code: "import Fastify from 'fastify';\nconst app = Fastify();\napp.get('/orders', async () => []);\nawait app.listen({ port: 3000 });", errors: [{ messageId: 'missing', line: 2, column: 13 }] },
    { name: 'CommonJS', files: pkg, parser: 'espree', sourceType: 'commonjs', code: "const express = require('express');\nconst app = express();\napp.get('/orders', (req, res) => res.json([]));\napp.listen(3000);", errors: [{ messageId: 'missing', line: 2, column: 13 }] },
    { name: 'one signal only', files: pkg, code: `${app}const server = app.listen(3000);\nprocess.on('SIGTERM', () => server.close());`, errors: [{ messageId: 'lonely', data: { has: 'SIGTERM', misses: 'SIGINT' }, line: 5, column: 1, suggestions: both('SIGINT', `${app}const server = app.listen(3000);\nfor (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.close());`) }] },
    { name: 'the other only', files: pkg, code: `${app}const server = app.listen(3000);\nprocess.once('SIGINT', () => server.close());`, errors: [{ messageId: 'lonely', data: { has: 'SIGINT', misses: 'SIGTERM' }, line: 5, column: 1, suggestions: both('SIGTERM', `${app}const server = app.listen(3000);\nfor (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close());`) }] },
    { name: 'a list with one signal', files: pkg, code: `${app}const zz0 = app.listen(3000);\nfor (const zz1 of ['SIGTERM']) process.on(zz1, () => zz0.close());`, errors: [{ messageId: 'lonely', data: { has: 'SIGTERM', misses: 'SIGINT' }, line: 5, column: 32, suggestions: both('SIGINT', `${app}const zz0 = app.listen(3000);\nfor (const zz1 of ['SIGTERM', 'SIGINT']) process.on(zz1, () => zz0.close());`) }] },
    { name: 'no suggestion where the name is taken, or the call is a part of something', files: pkg, code: `${app}const server = app.listen(3000);\nconst signal = 'SIGTERM';\nprocess.on(signal, () => server.close());`, errors: [{ messageId: 'lonely', data: { has: 'SIGTERM', misses: 'SIGINT' }, line: 6, column: 1, suggestions: [] }] },
    { name: 'no suggestion in a chain', files: pkg, code: `${app}const server = app.listen(3000);\nprocess.on('SIGTERM', () => server.close()).on('exit', () => undefined);`, errors: [{ messageId: 'lonely', data: { has: 'SIGTERM', misses: 'SIGINT' }, line: 5, column: 1, suggestions: [] }] },
  ],
});
