import rule from '../../../src/rules/auth/no-insecure-random.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['random bytes', "import { randomBytes } from 'node:crypto';\nexport const reset = () => ({ token: randomBytes(32).toString('hex') });"],
  ['a UUID', 'export const reset = () => ({ token: crypto.randomUUID() });'],
  ['a one-time password of randomInt', "import { randomInt } from 'node:crypto';\nexport const send = () => ({ otp: randomInt(100000, 999999) });"],
  ['what tells log lines of one upload apart', 'export const start = (file) => ({ correlationToken: Math.random().toString(36).slice(2), file });'],
  ['look-alike: a property that holds a session of its own', 'export const open = (user) => ({ editSession: { user, at: Date.now() } });'],
  ['time beside random bytes', "import { randomBytes } from 'node:crypto';\nexport const reset = () => ({ token: `${Date.now()}-${randomBytes(16).toString('hex')}` });"],
  ['time that a signature follows', "import jwt from 'jsonwebtoken';\nexport const issue = (key) => ({ token: jwt.sign({ at: Date.now() }, key) });"],
  ['when a token was made and ends', 'export const made = { tokenCreatedAt: Date.now(), tokenExpires: Date.now() + 1000 };'],
  ['names of variables say nothing', 'export function pick(list) { const token = Math.random(); const secret = Date.now(); return list[Math.floor(token * secret) % list.length]; }'],
  ['names of functions say nothing', 'export function createToken() { return Math.random().toString(36); }'],
  ['a place in a list', 'export const next = { pageToken: Math.random().toString(36) };'],
  ['jitter', 'export const wait = { delay: Math.random() * 1000 };'],
  ['unknown: what is read beside the time', 'export const key = (user) => ({ token: `${user.proof}-${Date.now()}` });'],
  ['unknown: a function nobody finds', "import { blend } from '@acme/blend';\nexport const reset = () => ({ token: blend(Math.random()) });"],
  ['a fallback for old engines', 'export const made = { token: crypto.randomUUID() ?? String(Math.random()) };'],
  ['look-alike: another Math', "import { Math } from './dice.ts';\nexport const reset = () => ({ token: Math.random() });"],
];

testRule(import.meta, rule, {
  valid: [...SILENT.map(([name, code]): Case => ({ name, code })), { name: 'made-up rows', filename: 'seeds/users.ts', code: 'export const rows = [{ token: Math.random().toString(36) }];' }],
  invalid: [
    { name: 'a property', code: 'export const reset = () => ({ resetToken: Math.random().toString(36).slice(2) });', errors: [{ messageId: 'predictable', line: 1, column: 43, data: { name: 'resetToken', source: 'Math.random()' } }] },
    { name: 'by a name', code: 'export function login(user) { const x = String(Date.now()); user.sessionId = x; }', errors: [{ messageId: 'predictable', line: 1, column: 48, data: { name: 'sessionId', source: 'Date.now()' } }] },
    {
      name: 'letter by letter, in a function of this file',
      code: "const LETTERS = 'abcdef';\nfunction text(length) { let made = ''; for (let i = 0; i < length; i++) made += LETTERS.charAt(Math.floor(Math.random() * LETTERS.length)); return made; }\nexport const issue = () => ({ apiKey: text(32) });",
      errors: [{ messageId: 'predictable', line: 2, column: 107, data: { name: 'apiKey', source: 'Math.random()' } }],
    },
    { name: 'a cookie of a session', code: "import express from 'express'; const app = express(); app.post('/restore', (req, res) => { const id = Date.now() + '_' + Math.random().toString(36); res.cookie('restoreSession', id); res.end(); });", errors: [{ messageId: 'predictable', line: 1, data: { name: 'restoreSession', source: 'Math.random()' } }] },
    { name: 'the key of one-time codes', code: 'export const begin = (user) => { user.totpKey = Math.random().toString(36).slice(2); };', errors: [{ messageId: 'predictable', line: 1, data: { name: 'totpKey', source: 'Math.random()' } }] },
    { name: 'in a list of letters', code: "export const issue = () => ({ secret: Array.from({ length: 8 }, () => 'abc'[Math.floor(Math.random() * 3)]).join('') });", errors: [{ messageId: 'predictable', line: 1, column: 88, data: { name: 'secret', source: 'Math.random()' } }] },
    { name: 'in a function of another file', code: "import { text } from './text.ts';\nexport const issue = () => ({ verificationCode: text() });", files: { 'text.ts': 'export const text = () => Math.floor(100000 + Math.random() * 900000).toString();' }, errors: [{ messageId: 'predictable', line: 2, column: 49, data: { name: 'verificationCode', source: 'Math.random()' } }] },
    { name: 'a digest of the time', code: "import { createHash } from 'node:crypto';\nexport const issue = () => ({ token: createHash('sha256').update(String(new Date().getTime())).digest('hex') });", errors: [{ messageId: 'predictable', line: 2, column: 73, data: { name: 'token', source: 'The time' } }] },
    { name: 'the first version of UUIDs', code: "import { v1 as make } from 'uuid';\nexport const issue = () => ({ refreshToken: make() });", errors: [{ messageId: 'predictable', line: 2, column: 45, data: { name: 'refreshToken', source: 'A version 1 UUID' } }] },
    { name: 'a generated password', code: 'export const invite = (email) => ({ email, password: Math.random().toString(36).slice(-8) });', errors: [{ messageId: 'predictable', line: 1, column: 54, data: { name: 'password', source: 'Math.random()' } }] },
    { name: 'a column', code: "import { Pool } from 'pg';\nconst pool = new Pool();\nexport const keep = (id) => pool.query('INSERT INTO sessions (user_id, token) VALUES ($1, $2)', [id, Math.random().toString(36)]);", errors: [{ messageId: 'predictable', line: 3, column: 102, data: { name: 'token', source: 'Math.random()' } }] },
    { name: 'a cookie', code: "import express from 'express';\nconst app = express();\napp.get('/', (ask, answer) => { answer.cookie('sid', String(Math.random())); answer.end(); });", errors: [{ messageId: 'predictable', line: 3, column: 61, data: { name: 'sid', source: 'Math.random()' } }] },
    { name: 'the default of a column', code: 'export const schema = { token: { type: String, default: () => Math.random().toString(36) } };', errors: [{ messageId: 'predictable', line: 1, column: 63, data: { name: 'token', source: 'Math.random()' } }] },
  ],
});
