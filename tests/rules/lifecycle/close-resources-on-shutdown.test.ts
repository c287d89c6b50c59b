import rule from '../../../src/rules/lifecycle/close-resources-on-shutdown.ts';
import { testRule } from '../test-rule.ts';

const pkg = { 'package.json': '{ "name": "shop", "dependencies": { "express": "5", "pg": "8" } }' };
const pool = "import express from 'express';\nimport { Pool } from 'pg';\nconst pool = new Pool();\nconst server = express().listen(3000);\n";
const db = "import { Pool } from 'pg';\nexport const pool = new Pool();";
const main = (body: string) => `import express from 'express';\nimport { pool } from './db';\nconst server = express().get('/', async (request, response) => response.json((await pool.query('SELECT 1')).rows)).listen(3000);\n${body}`;

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: closed when the server has closed', files: pkg, code: `${pool}process.on('SIGTERM', () => server.close(() => void pool.end()));` },
    { name: 'remedy: closed in another file', files: { ...pkg, 'main.ts': main("process.on('SIGTERM', () => server.close(() => void pool.end()));") }, filename: 'db.ts', code: db },
    { name: 'remedy: closed by a function of its own', files: { ...pkg, 'main.ts': "import express from 'express';\nimport { close } from './db';\nconst server = express().listen(3000);\nprocess.on('SIGTERM', () => server.close(close));" }, filename: 'db.ts', code: `${db}\nexport const close = async () => { await pool.end(); };` },
    { name: 'remedy: a hook of Fastify', files: pkg, code: "import Fastify from 'fastify';\nimport closeWithGrace from 'close-with-grace';\nimport { Pool } from 'pg';\nconst pool = new Pool();\nconst app = Fastify();\napp.addHook('onClose', async () => { await pool.end(); });\ncloseWithGrace(async () => { await app.close(); });\nawait app.listen({ port: 3000 });" },
    { name: 'remedy: a hook of Nest', files: { 'package.json': '{ "name": "shop" }', 'main.ts': "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\nconst app = await NestFactory.create(AppModule);\napp.enableShutdownHooks();\nawait app.listen(3000);" }, filename: 'prisma.service.ts', code: "import { Pool } from 'pg';\nexport class Database {\n  readonly pool = new Pool();\n  async onModuleDestroy() { await this.pool.end(); }\n}" },
    { name: 'unknown: an end that is not seen', files: pkg, code: `import { stop } from '@shop/platform';\nimport { more } from './more';\n${pool}process.on('SIGTERM', () => { server.close(); more.close(); });` },
    { name: 'unknown: no end at all is the business of another rule', files: pkg, code: pool },
    { name: 'a process without a server', files: { 'package.json': '{ "name": "tool" }' }, code: "import { Pool } from 'pg';\nconst pool = new Pool();\nprocess.on('SIGTERM', () => console.log('end'));" },
    { name: 'opened and closed by one function', files: pkg, code: "import express from 'express';\nimport { Pool } from 'pg';\nconst server = express().listen(3000);\nexport async function check() {\n  const pool = new Pool();\n  await pool.query('SELECT 1');\n  await pool.end();\n}\nprocess.on('SIGTERM', () => server.close());" },
    { name: 'look-alike: a class called Pool', files: pkg, code: "import express from 'express';\nclass Pool {}\nconst pool = new Pool();\nconst server = express().listen(3000);\nprocess.on('SIGTERM', () => server.close());" },
    { name: 'a test', files: { ...pkg, 'main.ts': main("process.on('SIGTERM', () => server.close());") }, filename: 'tests/db.test.ts', code: db },
  ],
  invalid: [
    { name: 'a pool', files: pkg, code: `${pool}process.on('SIGTERM', () => server.close());`, errors: [{ messageId: 'unclosed', data: { name: 'new Pool()', close: 'end()' }, line: 3, column: 14 }] },
    { name: 'a pool that another file uses', files: { ...pkg, 'main.ts': main("const zz0 = () => server.close(() => console.log('closed'));\nprocess.on('SIGTERM', zz0);\nprocess.on('SIGINT', zz0);") }, filename: 'db.ts', code: db, errors: [{ messageId: 'unclosed', data: { name: 'new Pool()', close: 'end()' }, line: 2, column: 21 }] },
    { name: 'mongoose, in plain JavaScript', files: pkg, parser: 'espree', sourceType: 'commonjs', code: "const mongoose = require('mongoose');\nconst express = require('express');\nlet server;\nmongoose.connect('mongodb://localhost/shop').then(() => {\n  server = express().listen(3000);\n});\nprocess.on('SIGTERM', () => {\n  if (server) server.close();\n});", errors: [{ messageId: 'unclosed', data: { name: 'mongoose.connect()', close: 'disconnect()' }, line: 4, column: 1 }] },
    { name: 'a queue beside a pool that is closed', files: pkg, code: `import { Queue } from 'bullmq';\n${pool}export const mails = new Queue('mails');\nprocess.on('SIGTERM', () => server.close(() => void pool.end()));`, errors: [{ messageId: 'unclosed', data: { name: 'new Queue()', close: 'close()' }, line: 6, column: 22 }] },
  ],
});
