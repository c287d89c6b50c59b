import rule from '../../../src/rules/auth/no-timing-unsafe-compare.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const hmac = (rest: string, names = 'createHmac'): string => `import { ${names} } from 'node:crypto';\n${rest}`;
const express = (body: string, before = ''): string => `import express from 'express';\n${before}\nconst app = express();\napp.post('/hook', async (ask, answer) => { ${body} });\n`;
const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['a constant-time comparison', hmac("export const isOurs = (text, key, given) => timingSafeEqual(createHmac('sha256', key).update(text).digest(), Buffer.from(given));", 'createHmac, timingSafeEqual')],
  ['two signatures made on the spot', hmac("const sign = (text, key) => createHmac('sha256', key).update(text).digest('hex');\nexport const same = (a, b, key) => sign(a, key) === sign(b, key);")],
  ['the digest of a body that everybody can make', hmac("export const isWhole = (text, given) => createHash('sha256').update(text).digest('hex') === given;", 'createHash')],
  ['a signature that is stored: nobody can choose how it begins', hmac("import { Pool } from 'pg';\nconst pool = new Pool();\nexport async function isAnswer(id, text, key) { const found = await pool.query('SELECT answer FROM answers WHERE id = $1', [id]); return createHmac('sha256', key).update(text).digest('hex') === found.rows[0].answer; }")],
  ['a device among those that messages are pushed to', express('const known = (await store.load()).devices.find((one) => one.token === ask.body.token && one.deviceId === ask.body.deviceId); answer.json(known);', "import { store } from './store';")],
  ['a secret that is there', express("if (process.env.HOOK_SECRET === undefined || typeof process.env.HOOK_SECRET === 'string') answer.end();")],
  ['a confirmed password', express('if (ask.body.password !== ask.body.passwordConfirmation) answer.end();')],
  ['a double submit: a client knows both', express('if (ask.cookies.csrfToken !== ask.body.csrfToken) answer.end();')],
  ['a kind of token', express("if (ask.body.token_type !== 'bearer') answer.end();")],
  ['a setting that is no secret', express('if (ask.body.region === process.env.REGION) answer.end();')],
  ['a public key', express('if (ask.body.key === process.env.PUBLIC_KEY) answer.end();')],
  ['a constant', express("const MODE = 'token'; if (ask.query.apiKey === MODE) answer.end();")],
  ['unknown: names of variables say nothing', 'export const same = (token, secret) => token === secret;'],
  ['unknown: nobody sees the request', 'export const isReset = (user, given) => user.resetToken === given;'],
  ['an id', express('if (ask.body.id === ask.user.id) answer.end();')],
  ['look-alike: a signature of another kind', "import { createHmac } from './pen.ts';\nexport const same = (text, given) => createHmac('a', 'b').update(text).digest('hex') === given;"],
];

testRule(import.meta, rule, {
  valid: SILENT.map(([name, code]): Case => ({ name, code })),
  invalid: [
    {
      name: 'what passport hands the function of a strategy',
      code: "import { BasicStrategy } from 'passport-http';\nimport { model } from 'mongoose';\nconst Client = model('Client');\nexport const basic = new BasicStrategy((id, secret, done) => {\n  Client.findOne({ id }, (error, client) => done(error, client.clientSecret === secret && client));\n});",
      errors: [{ messageId: 'unsafe', line: 5, data: { what: 'A stored secret', operator: '===' } }],
    },
    { name: 'a signature', code: hmac("export function isOurs(text, key, given) { const x = createHmac('sha256', key).update(text).digest('hex'); return x === given; }"), errors: [{ messageId: 'unsafe', line: 2, column: 115, endColumn: 126, data: { what: 'A signature', operator: '===' } }] },
    {
      name: 'a signature in a text, with the remedy at hand',
      code: hmac("export const isForged = (text, key, given) => `sha256=${createHmac('sha256', key).update(text).digest('hex')}` !== given;", 'createHmac, timingSafeEqual'),
      errors: [
        {
          messageId: 'unsafe',
          line: 2,
          column: 47,
          data: { what: 'A signature', operator: '!==' },
          suggestions: [{ messageId: 'compareSafely', output: hmac("export const isForged = (text, key, given) => !timingSafeEqual(Buffer.from(`sha256=${createHmac('sha256', key).update(text).digest('hex')}`), Buffer.from(given));", 'createHmac, timingSafeEqual') }],
        },
      ],
    },
    { name: 'a signature of another file', code: "import { sign } from './sign.ts';\nexport const isOurs = (text, given) => given === sign(text);", files: { 'sign.ts': hmac("export const sign = (text: string) => createHmac('sha256', process.env.KEY ?? '').update(text).digest('hex');") }, errors: [{ messageId: 'unsafe', line: 2, column: 40, data: { what: 'A signature', operator: '===' } }] },
    { name: 'what is derived from a password', code: hmac("export const verify = (given, salt, kept) => scryptSync(given, salt, 64).toString('hex') === kept;", 'scryptSync'), errors: [{ messageId: 'unsafe', line: 2, column: 46, data: { what: 'A derived hash', operator: '===' } }] },
    { name: 'a secret of the environment', code: express("if (ask.headers['x-api-key'] !== process.env.HOOK_API_KEY) answer.sendStatus(401);"), errors: [{ messageId: 'unsafe', line: 4, column: 48, data: { what: 'A secret of the configuration', operator: '!==' } }] },
    { name: 'a bearer token', code: express("const x = ask.get('authorization'); if (x !== `Bearer ${process.env.CRON_SECRET}`) answer.sendStatus(401);"), errors: [{ messageId: 'unsafe', line: 4, column: 84, data: { what: 'A secret of the configuration', operator: '!==' } }] },
    { name: 'a secret of the configuration', code: express('if (ask.query.key === config.hooks.secret) answer.end();', "import { config } from './config.ts';"), files: { 'config.ts': "export const config = { hooks: { secret: process.env.HOOK_SECRET ?? '' } };" }, errors: [{ messageId: 'unsafe', line: 4, column: 48, data: { what: 'A secret of the configuration', operator: '===' } }] },
    { name: 'a token of a row', code: express("const row = (await pool.query('SELECT reset_token FROM users WHERE id = $1', [ask.body.id])).rows[0]; if (row.reset_token !== ask.body.token) answer.sendStatus(400);", "import { Pool } from 'pg';\nconst pool = new Pool();"), errors: [{ messageId: 'unsafe', line: 5, column: 150, data: { what: 'A stored secret', operator: '!==' } }] },
  ],
});
