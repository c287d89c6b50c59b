import rule from '../../../src/rules/http/require-cookie-flags.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const express = (body: string, before = ''): string => `import express from 'express';\n${before}\nconst app = express();\napp.post('/login', (ask, answer) => { ${body} });\n`;
const FLAGS = "httpOnly: true, secure: true, sameSite: 'lax'";
const SILENT: readonly (readonly [name: string, body: string, before?: string])[] = [
  ['all flags', `answer.cookie('token', ask.id, { ${FLAGS} });`],
  ['secure by an expression on the environment', "answer.cookie('token', ask.id, { httpOnly: true, secure: process.env.NODE_ENV === 'production', sameSite: 'strict' });"],
  ['sameSite none is about forged requests', "answer.cookie('token', ask.id, { httpOnly: true, secure: true, sameSite: 'none' });"],
  ['a spread that holds the flags', "answer.cookie('token', ask.id, { ...shared, sameSite: 'lax' });", 'const shared = { httpOnly: true, secure: true };'],
  ['unknown: a spread', "answer.cookie('token', ask.id, { ...ask.options });"],
  ['unknown: a call', "answer.cookie('token', ask.id, optionsFor(ask));"],
  ['unknown: options that are written to', "answer.cookie('token', ask.id, shared);", `const shared = {}; Object.assign(shared, { ${FLAGS} });`],
  ['unknown: the name', "answer.cookie(ask.name + '_token', ask.id);"],
  ['a theme', "answer.cookie('theme', 'dark');"],
  ['a double submit', "answer.cookie('XSRF-TOKEN', ask.id);"],
  ['a deletion by value', "answer.cookie('token', '');"],
  ['a deletion by age', "answer.cookie('token', ask.id, { maxAge: 0 });"],
  ['a deletion by date', "answer.cookie('token', ask.id, { expires: new Date(0) });"],
  ['look-alike: a method of that name', "jar.cookie('token', ask.id);"],
];

testRule(import.meta, rule, {
  valid: [
    ...SILENT.map(([name, body, before]): Case => ({ name, code: express(body, before) })),
    { name: 'options of another file', code: express("answer.cookie('token', ask.id, options);", "import { options } from './options.ts';"), files: { 'options.ts': `export const options = { ${FLAGS} };` } },
    { name: 'the defaults of Koa', code: "import Koa from 'koa';\nconst app = new Koa();\napp.use(async (ctx) => { ctx.cookies.set('token', ctx.id, { sameSite: 'lax' }); });" },
  ],
  invalid: [
    {
      name: 'no options',
      code: express("answer.cookie('token', ask.id);"),
      errors: [{ messageId: 'weak', line: 4, data: { name: 'token', flags: 'httpOnly, secure, sameSite' }, suggestions: [{ messageId: 'addFlags', output: express(`answer.cookie('token', ask.id, { ${FLAGS} });`) }] }],
    },
    {
      name: 'a flag that is off, and one that is not there',
      code: express("answer.cookie('sid', ask.id, { httpOnly: false, secure: true });"),
      errors: [{ messageId: 'weak', line: 4, data: { name: 'sid', flags: 'httpOnly, sameSite' }, suggestions: [{ messageId: 'addFlags', output: express("answer.cookie('sid', ask.id, { httpOnly: true, secure: true, sameSite: 'lax' });") }] }],
    },
    {
      name: 'options and name of another file',
      code: express("answer.cookie(NAME, ask.id, { ...options });", "import { NAME, options } from './options.ts';"),
      files: { 'options.ts': "export const NAME = 'session'; export const options = { httpOnly: true, secure: true };" },
      errors: [{ messageId: 'weak', line: 4, data: { name: 'session', flags: 'sameSite' } }],
    },
    { name: 'Hono', code: "import { setCookie } from 'hono/cookie';\nexport const login = (c, token) => setCookie(c, 'jwt', token, shared);\nconst shared = { secure: true, sameSite: 'lax' };", errors: [{ messageId: 'weak', line: 2, data: { name: 'jwt', flags: 'httpOnly' } }] },
    { name: 'Next', code: "import { cookies } from 'next/headers';\nexport async function login(token) { const jar = await cookies(); jar.set('session', token, shared); }\nconst shared = { httpOnly: true, sameSite: 'lax' };", errors: [{ messageId: 'weak', line: 2, data: { name: 'session', flags: 'secure' } }] },
    { name: 'cookie', code: "import { serialize } from 'cookie';\nexport const header = (token) => serialize('auth_token', token, shared);\nconst shared = { httpOnly: true, secure: true };", errors: [{ messageId: 'weak', line: 2, data: { name: 'auth_token', flags: 'sameSite' } }] },
    { name: 'Koa', code: "import Koa from 'koa';\nconst app = new Koa();\nconst shared = { httpOnly: false };\napp.use(async (ctx) => { ctx.cookies.set('token', ctx.id, shared); });", errors: [{ messageId: 'weak', line: 4, data: { name: 'token', flags: 'httpOnly, sameSite' } }] },
  ],
});
