import rule from '../../../src/rules/logging/no-sensitive-log.ts';
import { testRule } from '../test-rule.ts';

/** A handler of Express around some statements; `out` is a logger of pino. */
const handler = (body: string, options = ''): string => `import express from 'express';
import pino from 'pino';
import { mask, signIn } from './lib';
const out = pino(${options});
const app = express();
app.post('/sessions', async (q, r) => {
  ${body}
});
`;

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: left out, or said to be there', code: handler('out.info({ id: q.body.id, hasPassword: !!q.body.password, given: Boolean(q.body.token) }, "sign in");') },
    { name: 'a default that the source says', code: handler("const defaults = { tokenSecret: 'changeme' }; if (settings.tokenSecret === defaults.tokenSecret) out.warn(`The secret is still ${settings.tokenSecret}`);") },
    { name: 'an object as part of a text, which says nothing of what is in it', code: handler("out.info(`body ${q.body}`); out.info('headers ' + q.headers); out.info({ text: `cookies: ${q.cookies}` });") },
    { name: 'remedy: masked', code: handler("out.info({ token: mask(q.body.token), password: q.body.password ? '***' : undefined });") },
    { name: 'remedy: redacted by the logger', code: handler('out.info({ token: q.body.token, user: { password: q.body.password } });', "{ redact: ['token', '*.password'] }") },
    { name: 'remedy: redacted, said at length', code: handler('out.info({ headers: q.headers }); out.info({ user: { secret: q.body.secret } });', "{ redact: { paths: ['headers.authorization', 'user[\"secret\"]'], censor: '**' } }") },
    { name: 'remedy: a serializer of its own', code: handler('out.info({ login: { password: q.body.password } });', '{ serializers: { login: (x) => x.id } }') },
    { name: 'a child keeps the redaction', code: handler('const log = out.child({ a: 1 }); log.info({ token: q.body.token });', "{ redact: ['token'] }") },
    { name: 'unknown: redaction that is not written out', code: "import pino from 'pino';\nimport { redact } from './settings';\nconst out = pino({ redact });\nexport const f = (q: { token: string }) => out.info({ token: q.token });" },
    { name: 'what is about a secret', code: handler('out.info({ tokenId: q.body.tokenId, tokens: q.body.tokens.length, until: q.body.token.validUntil, sessionId: q.body.id, tokenType: q.body.tokenType, maxTokens: 5 });') },
    { name: 'tokens that admit nobody', code: handler('out.info({ pageToken: q.query.pageToken, nextToken: q.body.nextToken, csrf: 1 });') },
    { name: 'a text about it', code: handler("out.info('password changed'); out.warn('token: none'); const token = 'Bearer'; out.info(token);") },
    { name: 'a variable of that name with something else in it', code: handler('const token = q.body.id; out.info(`for ${token}`); const password = await signIn(); out.info(`user ${password}`);') },
    { name: 'a part of the request that is not whole', code: handler('out.info({ body: q.body.title, query: q.query, agent: q.headers["user-agent"] });') },
    { name: 'the request, where the library serializes it', code: handler('out.info({ req: q.headers });') },
    { name: 'look-alike: no logger', code: handler("const toast = { info(x) {} }; toast.info(q.body.password); r.json({ token: q.body.token });") },
    { name: 'an e-mail address, by default', code: handler('out.info({ email: q.body.email });') },
    { name: 'a command prints what it has made', filename: 'bin/create-token.ts', code: '#!/usr/bin/env node\nexport const f = (made: { token: string }) => console.log(made.token);' },
    {
      name: 'the logger of a request, in a package that redacts elsewhere',
      filename: 'src/routes.ts',
      files: { 'package.json': '{ "name": "p", "dependencies": { "fastify": "5" } }', 'src/app.ts': "import Fastify from 'fastify';\nimport { routes } from './routes';\nconst app = Fastify({ logger: { redact: ['token'] } });\napp.register(routes);" },
      code: "import type { FastifyInstance } from 'fastify';\nexport async function routes(app: FastifyInstance) { app.post('/x', async (q) => { q.log.info({ token: q.body.token }); return 1; }); }",
    },
    { name: 'winston with a format that masks', code: "import winston from 'winston';\nconst maskSecrets = winston.format((info) => ({ ...info, token: '***' }));\nconst log = winston.createLogger({ format: maskSecrets() });\nexport const f = (q: { token: string }) => log.info('x', { token: q.token });" },
  ],

  invalid: [
    { name: 'a body that is made a text of its own first', code: handler('out.info(`body ${JSON.stringify(q.body)}`);'), errors: [{ messageId: 'whole', data: { name: 'body' }, line: 7, column: 35 }] },
    {
      name: 'a function that another file of the project makes',
      files: { 'trace.ts': "import makeDebug from 'debug';\nconst names = new Set();\nexport function traceOf(name) { names.add(name); return makeDebug(name); }\n" },
      code: "import express from 'express';\nimport { traceOf } from './trace';\nconst debug = traceOf('orders');\nconst app = express();\napp.post('/orders', (q, a) => { debug('new', q.body); a.end(); });",
      errors: [{ messageId: 'whole', line: 5 }],
    },
    {
      name: 'a field',
      code: handler('out.info({ id: 1, token: q.body.t, password: q.body.password }, "sign in");'),
      errors: [{ messageId: 'secret', data: { name: 'password' }, line: 7, column: 38, suggestions: [{ messageId: 'leaveOut', output: handler('out.info({ id: 1, token: q.body.t }, "sign in");') }] }],
    },
    {
      name: 'a name taken out of the body, in an inner object',
      code: handler('const { token } = q.body; out.info({ input: { token } });'),
      errors: [{ messageId: 'secret', data: { name: 'token' }, line: 7, suggestions: [{ messageId: 'leaveOut', output: handler('const { token } = q.body; out.info({ input: {} });') }] }],
    },
    {
      name: 'what nothing but the field says',
      code: handler('const made = await signIn(q.body.id); out.info({ accessToken: made });'),
      errors: [{ messageId: 'secret', data: { name: 'accessToken' }, line: 7, suggestions: [{ messageId: 'leaveOut', output: handler('const made = await signIn(q.body.id); out.info({});') }] }],
    },
    { name: 'in the text', code: handler('out.info(`sign in with ${q.body.password}`); out.info("key " + q.headers["x-api-key"]);'), errors: [{ messageId: 'secret', data: { name: 'password' }, line: 7 }, { messageId: 'secret', data: { name: 'x-api-key' }, line: 7 }] },
    { name: 'a header, whatever it is called here', code: handler("const given = q.headers.authorization?.split(' ')[1]; out.debug(`given ${given}`); out.debug(q.get('Cookie'));"), errors: [{ messageId: 'secret', data: { name: 'authorization' }, line: 7 }, { messageId: 'secret', data: { name: 'Cookie' }, line: 7 }] },
    { name: 'the whole body, all headers', code: handler('out.error(q.body); console.log(JSON.stringify(q.headers)); out.warn({ cookies: q.cookies }, "x");'), errors: [{ messageId: 'whole', data: { name: 'body' }, line: 7 }, { messageId: 'whole', data: { name: 'headers' }, line: 7 }, { messageId: 'whole', data: { name: 'cookies' }, line: 7, suggestions: [{ messageId: 'leaveOut', output: handler('out.error(q.body); console.log(JSON.stringify(q.headers)); out.warn({}, "x");') }] }] },
    { name: 'the whole body by another name', code: handler('const data = q.body; out.info("x", data); console.log("given", data);'), errors: [{ messageId: 'whole', data: { name: 'body' }, line: 7 }, { messageId: 'whole', data: { name: 'body' }, line: 7 }] },
    {
      name: 'a field that the redaction does not reach',
      code: handler('out.info({ user: { token: q.body.token } });', "{ redact: ['token'] }"),
      errors: [{ messageId: 'secret', data: { name: 'token' }, line: 7, suggestions: [{ messageId: 'leaveOut', output: handler('out.info({ user: {} });', "{ redact: ['token'] }") }] }],
    },
    { name: 'redaction does not reach texts', code: handler('out.info(`with ${q.body.token}`);', "{ redact: ['token'] }"), errors: [{ messageId: 'secret', data: { name: 'token' }, line: 7 }] },
    {
      name: 'an e-mail address, by option',
      options: [{ email: true }],
      code: handler('out.info({ user: q.body.email });'),
      errors: [{ messageId: 'email', data: { name: 'email' }, line: 7, suggestions: [{ messageId: 'leaveOut', output: handler('out.info({});') }] }],
    },
    {
      name: 'a service, through the logger of another file',
      filename: 'src/accounts.service.ts',
      files: { 'src/output.ts': "import winston from 'winston';\nexport const output = winston.createLogger({ transports: [] });" },
      code: "import { output } from './output';\nexport class Accounts { create(account: { name: string; cardNumber: string }) { output.info(`made ${account.name}`, account.cardNumber); } }",
      errors: [{ messageId: 'secret', data: { name: 'cardNumber' }, line: 2 }],
    },
    { name: 'the environment', code: "console.log('with', process.env.JWT_SECRET);", errors: [{ messageId: 'secret', data: { name: 'JWT_SECRET' }, line: 1 }] },
  ],
});
