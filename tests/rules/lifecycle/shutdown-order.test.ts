import rule from '../../../src/rules/lifecycle/shutdown-order.ts';
import { testRule } from '../test-rule.ts';

const app = "import express from 'express';\nimport { Pool } from 'pg';\nconst pool = new Pool();\nconst server = express().listen(3000);\n";
const stop = (body: string) => `${app}process.on('SIGTERM', async () => {\n${body}\n});`;

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: the pool when the server has closed', code: stop('  server.close(() => { void pool.end(); });') },
    { name: 'remedy: the close is waited for', code: stop('  await new Promise((resolve) => server.close(resolve));\n  await pool.end();') },
    { name: 'remedy: by a function of its own', code: `${stop('  await closed();\n  await pool.end();')}\nfunction closed() {\n  return new Promise((resolve) => server.close(resolve));\n}` },
    { name: 'remedy: a promisified close', code: `import { promisify } from 'node:util';\n${stop('  await promisify(server.close.bind(server))();\n  await pool.end();')}` },
    { name: 'remedy: a framework whose close is a promise', code: "import Fastify from 'fastify';\nimport { Pool } from 'pg';\nconst pool = new Pool();\nconst app = Fastify();\nexport async function stop() {\n  await app.close();\n  await pool.end();\n}" },
    { name: 'remedy: an application of Nest, whose close is a promise', code: "import { NestFactory } from '@nestjs/core';\nimport { Pool } from 'pg';\nimport { Shop } from './shop';\nconst pool = new Pool();\nconst app = await NestFactory.create(Shop);\nexport async function stop() {\n  await app.close();\n  await pool.end();\n}" },
    { name: 'remedy: a callback beside an await that waits for nothing', code: stop('  await server.close(() => { void pool.end(); });') },
    { name: 'branches of one condition', code: stop('  if (server.listening) {\n    server.close();\n  } else {\n    await pool.end();\n  }') },
    { name: 'a server alone', code: stop('  server.close();') },
    { name: 'a response is no resource', code: "import express from 'express';\nconst app = express();\nconst server = app.listen(3000);\napp.post('/stop', (request, response) => {\n  response.end();\n  server.close();\n});" },
    { name: 'look-alike: an end of something else', code: "import express from 'express';\nconst server = express().listen(3000);\nconst line = { end: () => {} };\nexport function stop() {\n  line.end();\n  server.close();\n}" },
    { name: 'unknown: a pool from elsewhere', code: "import express from 'express';\nimport { pool } from '@shop/platform';\nconst server = express().listen(3000);\nexport async function stop() {\n  await pool.end();\n  server.close();\n}" },
    { name: 'unknown: a function that closes both', code: `${stop('  await all();\n  await pool.end();')}\nasync function all() {\n  server.close();\n  await pool.end();\n}`.replace('  server.close();\n', '  await new Promise((resolve) => server.close(resolve));\n') },
  ],
  invalid: [
    { name: 'the pool first', code: stop('  await pool.end();\n  server.close();'), errors: [{ messageId: 'before', data: { name: 'pool.end' }, line: 6, column: 9 }] },
    { name: 'the pool of another file first', files: { 'db.ts': "import { Pool } from 'pg';\nexport const zz0 = new Pool();\nexport const zz1 = () => zz0.end();" }, code: "import { createServer } from 'node:http';\nimport { zz1 } from './db';\nconst zz2 = createServer().listen(3000);\nexport async function stop() {\n  await zz1();\n  await new Promise((resolve) => zz2.close(resolve));\n}", errors: [{ messageId: 'before', data: { name: 'zz1' }, line: 5, column: 9 }] },
    { name: 'a server that nobody waits for', code: stop('  server.close();\n  await pool.end();'), errors: [{ messageId: 'unawaited', data: { name: 'server.close' }, line: 6, column: 3 }] },
    { name: 'an await of a close that gives no promise', code: stop('  await server.close();\n  await pool.end();'), errors: [{ messageId: 'unpromised', data: { name: 'server.close' }, line: 6, column: 9 }] },
    { name: 'an await of a close in a function that another calls', code: "import { createServer } from 'node:http';\nimport knex from 'knex';\nconst db = knex({ client: 'pg' });\nlet zz0;\nexport function start(app) {\n  const zz1 = createServer(app);\n  zz1.listen(3000);\n  zz0 = zz1;\n}\nasync function stop() {\n  await zz0.close();\n  zz0 = undefined;\n  await db.destroy();\n}\nprocess.on('SIGTERM', () => stop());", errors: [{ messageId: 'unpromised', data: { name: 'zz0.close' }, line: 11, column: 9 }] },
    { name: 'mongoose', code: "import express from 'express';\nimport mongoose from 'mongoose';\nawait mongoose.connect('mongodb://localhost/shop');\nconst server = express().listen(3000);\nprocess.on('SIGINT', async () => {\n  await mongoose.disconnect();\n  server.close(() => process.exit(0));\n});", errors: [{ messageId: 'before', data: { name: 'mongoose.disconnect' }, line: 6, column: 9 }] },
    { name: 'a cache and a framework', code: "import Fastify from 'fastify';\nimport { createClient } from 'redis';\nconst cache = createClient();\nconst app = Fastify();\nexport async function stop() {\n  await cache.quit();\n  await app.close();\n}", errors: [{ messageId: 'before', data: { name: 'cache.quit' }, line: 6, column: 9 }] },
  ],
});
