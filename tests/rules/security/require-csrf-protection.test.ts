import rule from '../../../src/rules/security/require-csrf-protection.ts';
import { testRule } from '../test-rule.ts';

const files = { 'package.json': '{ "name": "shop", "dependencies": { "express": "5" } }' };
const app = (options: string, more = '') => `import express from 'express';
import session from 'express-session';
const app = express();
app.use(express.urlencoded({ extended: false }));
app.use(session(${options}));
${more}app.post('/orders', (request, response) => response.sendStatus(204));
export { app };`;
const told = (messageId: 'none' | 'unset', name = 'express-session') => ({ messageId, data: { name } });

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: lax', files, code: app("{ secret: key, cookie: { sameSite: 'lax' } }") },
    { name: 'remedy: strict, as the library writes it', files, code: app('{ secret: key, cookie: { sameSite: true } }') },
    { name: 'remedy: a token', files, code: app("{ secret: key, cookie: { sameSite: 'none', secure: true } }", "app.use(csrf());\n").replace("import session", "import { csrf } from './csrf';\nimport session") },
    { name: 'remedy: a token in another file', files: { ...files, 'src/check.ts': "export const check = (request) => request.get('x-csrf-token') === request.session.token;" }, code: app('{ secret: key }') },
    { name: 'remedy: what browsers say of where a request comes from', files: { ...files, 'src/check.ts': "export const check = (request) => request.get('sec-fetch-site') === 'same-origin';" }, code: app('{ secret: key }') },
    { name: 'no forms: bodies are JSON, which other sites may not send', files, code: app('{ secret: key }').replace('express.urlencoded({ extended: false })', 'express.json()') },
    { name: 'nothing is changed', files, code: app('{ secret: key }').replace('app.post', 'app.get') },
    { name: 'unknown: options from elsewhere', files, code: app('options').replace("import session", "import { options } from './options';\nimport session") },
    { name: 'unknown: a flag that a setting says', files, code: app('{ secret: key, cookie: { sameSite: settings.sameSite } }').replace("import session", "import { settings } from './settings';\nimport session") },
    { name: 'look-alike: a function called session', files, code: app('{ secret: key }').replace("import session from 'express-session';", 'const session = (options: object) => options;') },
    { name: 'a test', files, filename: 'tests/app.test.ts', code: app('{ secret: key }') },
  ],
  invalid: [
    { name: 'none', files, code: app("{ secret: key, cookie: { sameSite: 'none', secure: true } }"), errors: [{ ...told('none'), line: 5, column: 52, suggestions: [{ messageId: 'setLax', output: app("{ secret: key, cookie: { sameSite: 'lax', secure: true } }") }] }] },
    { name: 'none in production', files, code: app("{ secret: key, cookie: { sameSite: process.env.NODE_ENV === 'production' ? 'none' : 'lax' } }"), errors: [{ ...told('none'), line: 5, column: 52 }] },
    { name: 'nothing said', files, code: app('{ secret: key }'), errors: [{ ...told('unset'), line: 5, column: 9, suggestions: [{ messageId: 'setLax', output: app("{ secret: key, cookie: { sameSite: 'lax' } }") }] }] },
    { name: 'other flags said', files, code: app('{ secret: key, cookie: { httpOnly: true } }'), errors: [{ ...told('unset'), line: 5, column: 9, suggestions: [{ messageId: 'setLax', output: app("{ secret: key, cookie: { httpOnly: true, sameSite: 'lax' } }") }] }] },
    { name: 'routes in another file, under other names', files: { ...files, 'src/routes.ts': "import { Router } from 'express';\nexport const zz0 = Router();\nzz0.delete('/orders/:id', (zz1, zz2) => zz2.sendStatus(204));" }, filename: 'src/app.ts', code: "import zz3 from 'cookie-session';\nimport zz4 from 'express';\nimport { zz0 } from './routes';\nconst zz5 = zz4();\nzz5.use(zz4.urlencoded(), zz3({ name: 'sid' }), zz0);\nexport { zz5 };", errors: [{ ...told('unset', 'cookie-session'), line: 5, column: 27, suggestions: [{ messageId: 'setLax', output: "import zz3 from 'cookie-session';\nimport zz4 from 'express';\nimport { zz0 } from './routes';\nconst zz5 = zz4();\nzz5.use(zz4.urlencoded(), zz3({ name: 'sid', sameSite: 'lax' }), zz0);\nexport { zz5 };" }] }] },
    { name: 'Fastify', files: { 'package.json': '{ "name": "shop" }' }, code: "import formbody from '@fastify/formbody';\nimport session from '@fastify/session';\nimport Fastify from 'fastify';\nconst app = Fastify();\nawait app.register(formbody);\nawait app.register(session, { secret: key, cookie: { sameSite: 'none' } });\napp.post('/orders', async () => null);\nexport { app };", errors: [{ ...told('none', '@fastify/session'), line: 6, column: 64, suggestions: [{ messageId: 'setLax', output: "import formbody from '@fastify/formbody';\nimport session from '@fastify/session';\nimport Fastify from 'fastify';\nconst app = Fastify();\nawait app.register(formbody);\nawait app.register(session, { secret: key, cookie: { sameSite: 'lax' } });\napp.post('/orders', async () => null);\nexport { app };" }] }] },
  ],
});
