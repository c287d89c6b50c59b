import rule from '../../../src/rules/auth/require-session-store.ts';
import { testRule } from '../test-rule.ts';

const SESSION = "import express from 'express';\nimport session from 'express-session';\n";
const use = (options: string, more = ''): string => `${SESSION}${more}const app = express();\napp.use(session({ secret, resave: false${options} }));\napp.listen(3000);\n`;
const PG = "import connect from 'connect-pg-simple';\nconst Store = connect(session);\n";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: a store in Redis', code: use(', store: new RedisStore({ client })', "import { RedisStore } from 'connect-redis';\n") },
    { name: 'a SQL store by default', code: use(', store: new Store({ pool })', PG) },
    { name: 'unknown: a store of another file', code: use(', store', "import { store } from 'in-house';\n") },
    { name: 'unknown: the environment chooses the store', code: use(', store: production ? new RedisStore({ client }) : undefined', "import { RedisStore } from 'connect-redis';\n") },
    { name: 'unknown: the environment adds the store', code: use(', ...(production && { store })') },
    { name: 'unknown: the store is added to the options later', code: `${SESSION}const app = express();\nconst options = { secret };\nif (production) options.store = store;\napp.use(session(options));` },
    { name: 'unknown: sessions under a condition', code: `${SESSION}const app = express();\nif (development) app.use(session({ secret }));` },
    { name: 'unknown: one of two stores', code: `${SESSION}export function sessions(redis: boolean) {\n  let store: session.Store;\n  if (redis) store = new RedisStore();\n  else store = new session.MemoryStore();\n  return session({ secret, store });\n}` },
    { name: 'koa-session keeps sessions in the cookie', code: "import Koa from 'koa';\nimport session from 'koa-session';\nconst app = new Koa();\napp.use(session({ key: 'sid' }, app));" },
    { name: 'a middleware that nothing uses', code: `${SESSION}const sessions = session({ secret });` },
    { name: 'look-alike: sessions of a database client', code: "import { session } from './driver.ts';\napp.use(session({ database: 'a' }));", files: { 'driver.ts': 'export const session = (options: object) => options;' } },
    { name: 'tests', filename: 'tests/app.test.ts', code: use('') },
  ],
  invalid: [
    { name: 'no store', code: use(''), errors: [{ messageId: 'memory', data: { name: 'express-session' }, line: 4, column: 9 }] },
    { name: 'options in a constant of another file', code: `${SESSION}import { options } from './options.ts';\nconst app = express();\napp.use(session(options));`, files: { 'options.ts': "export const options = { secret: process.env.SECRET, cookie: { secure: true } };" }, errors: [{ messageId: 'memory', data: { name: 'express-session' }, line: 5 }] },
    { name: 'options in a constant', code: `${SESSION}const options = { secret };\nexport const app = express().use(session(options));`, errors: [{ messageId: 'memory', data: { name: 'express-session' }, line: 4 }] },
    { name: 'a middleware of its own name', code: `${SESSION}const sessions = session({ secret });\nexport const build = () => express().use(sessions);`, errors: [{ messageId: 'memory', data: { name: 'express-session' }, line: 3 }] },
    { name: 'plain JavaScript that exports it', parser: 'espree', sourceType: 'commonjs', code: "const session = require('express-session');\nmodule.exports = session({ secret: 'a' });", errors: [{ messageId: 'memory', data: { name: 'express-session' }, line: 2 }] },
    { name: 'the memory store by its name', code: use(', store: new session.MemoryStore()'), errors: [{ messageId: 'memory', data: { name: 'express-session' }, line: 4, column: 49 }] },
    { name: 'a memory store of a package', code: use(', store: new Store({ checkPeriod: 1000 })', "import memory from 'memorystore';\nconst Store = memory(session);\n"), errors: [{ messageId: 'memory', data: { name: 'memorystore' }, line: 6 }] },
    { name: 'Fastify', code: "import fastify from 'fastify';\nimport sessions from '@fastify/session';\nconst app = fastify();\napp.register(sessions, { secret });", errors: [{ messageId: 'memory', data: { name: '@fastify/session' }, line: 4 }] },
    { name: 'option: a SQL store', options: [{ sqlStores: true }], code: use(', store: new Store({ pool })', PG), errors: [{ messageId: 'sql', data: { name: 'connect-pg-simple' }, line: 6, column: 49 }] },
  ],
});
