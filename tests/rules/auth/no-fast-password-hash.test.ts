import rule from '../../../src/rules/auth/no-fast-password-hash.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const crypto = (names: string, code: string): string => `import { ${names} } from 'node:crypto';\n${code}`;
const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['HTTP Digest authentication, which asks for it', crypto('createHash', "export const answerTo = (realm, user) => createHash('md5').update(`${user.name}:${realm}:${user.password}`).digest('hex');")],
  ['a slow hash', "import bcrypt from 'bcrypt';\nexport const keep = (user) => bcrypt.hash(user.password, 12);"],
  ['a digest of something else', crypto('createHash', "export const etag = (file) => createHash('md5').update(file.body).digest('hex'); // no password")],
  ['unknown: names of variables and parameters say nothing', crypto('createHash', "export const digest = (password) => createHash('sha256').update(password).digest('hex');")],
  ['the hash of a reset token', crypto('createHash', "export const keep = (body) => createHash('sha256').update(body.passwordResetToken).digest('hex');")],
  ['a digest of a stored hash', crypto('createHash', "export const version = (user) => createHash('sha256').update(user.passwordHash).digest('hex');")],
  ['SHA-2 before bcrypt', crypto('createHash', "import bcrypt from 'bcrypt';\nexport const keep = (user) => bcrypt.hash(createHash('sha512').update(user.password).digest('base64'), 12);")],
  ['a pepper before Argon2, by a name', crypto('createHmac', "import argon2 from 'argon2';\nexport async function keep(user, pepper) { const peppered = createHmac('sha256', pepper).update(user.password).digest(); return argon2.hash(peppered); }")],
  ['the range call of Pwned Passwords', crypto('createHash', "export const leaked = (user) => { const sum = createHash('sha1').update(user.password).digest('hex'); return fetch('https://api.pwnedpasswords.com/range/' + sum.slice(0, 5)); };")],
  ['two digests that are compared', crypto('createHash, timingSafeEqual', "const sum = (text) => createHash('sha256').update(text).digest();\nexport const admitted = (login, expected) => timingSafeEqual(sum(login.password), sum(expected));")],
  ['the key of a cipher', crypto('createCipheriv, createHash', "export const seal = (form, iv) => createCipheriv('aes-256-gcm', createHash('sha256').update(form.password).digest(), iv);")],
  ['the password of a database', crypto('createHash', "export const key = (settings) => createHash('sha256').update(settings.db.password).digest('hex');")],
  ['configuration', crypto('createHash', "export const key = () => createHash('sha256').update(process.env.ADMIN_PASSWORD).digest('hex');")],
  ['look-alike: a local function', "function md5(text) { return text.length; }\nexport const size = (user) => md5(user.password);"],
  ['unknown: a function nobody finds', "import { digest } from '@acme/digest';\nexport const keep = (user) => digest(user.password);"],
];

testRule(import.meta, rule, {
  valid: [
    ...SILENT.map(([name, code]): Case => ({ name, code })),
    { name: 'a part of a digest, which tells that something has changed', code: crypto('createHash', "export const markOf = (user) => createHash('sha256').update(user.password).digest('base64').substring(0, 10);") },
    { name: 'a function of another file that hashes slowly', code: "import { hash } from './hash.ts';\nexport const keep = (user) => hash(user.password);", files: { 'hash.ts': "import bcrypt from 'bcrypt';\nexport const hash = (text) => bcrypt.hash(text, 12);" } },
  ],
  invalid: [
    { name: 'a digest of a field', code: crypto('createHash', "export const keep = (user) => createHash('md5').update(user.password).digest('hex');"), errors: [{ messageId: 'fast', line: 2, column: 31, endColumn: 84, data: { algorithm: 'MD5' } }] },
    { name: 'salt and field in one text', code: crypto('createHash', "export const keep = ({ newPassword: x }, salt) => createHash('sha512').update(`${salt}${x}`).digest('hex');"), errors: [{ messageId: 'fast', line: 2, column: 51, data: { algorithm: 'SHA-512' } }] },
    { name: 'a signature', code: crypto('createHmac', "export const keep = (form, key) => createHmac('sha256', key).update(form.password.trim()).digest('hex');"), errors: [{ messageId: 'fast', line: 2, column: 36, data: { algorithm: 'SHA-256' } }] },
    { name: 'the request', code: "import express from 'express';\nimport md5 from 'md5';\nconst app = express();\napp.post('/login', (ask, answer) => { const { password: given } = ask.body; answer.json(md5(given)); });", errors: [{ messageId: 'fast', line: 4, column: 89, data: { algorithm: 'MD5' } }] },
    { name: 'what is kept as a password', code: "import CryptoJS from 'crypto-js';\nexport const keep = (text) => ({ passwordHash: CryptoJS.SHA256(text).toString() });", errors: [{ messageId: 'fast', line: 2, column: 48, data: { algorithm: 'SHA-256' } }] },
    { name: 'what a setter keeps', code: "import sha1 from 'sha1';\nexport const schema = { password: { set(text) { this.setDataValue('password', sha1(text)); } } };", errors: [{ messageId: 'fast', line: 2, column: 79, data: { algorithm: 'SHA-1' } }] },
    {
      name: 'a function of another file',
      code: "import * as security from './security.ts';\nexport const keep = (user) => security.hash(user.password);",
      files: { 'security.ts': "import crypto from 'node:crypto';\nexport const hash = (data) => crypto.createHash('md5').update(data).digest('hex');" },
      errors: [{ messageId: 'fastThrough', line: 2, column: 31, data: { algorithm: 'MD5', through: 'hash' } }],
    },
    {
      name: 'a function that makes it step by step',
      code: crypto('createHash', "function sum(text) { const made = createHash('sha256').update(text); return made.digest('hex'); }\nexport const keep = (user) => sum(user.password ?? '');"),
      errors: [{ messageId: 'fastThrough', line: 3, column: 31, data: { algorithm: 'SHA-256', through: 'sum' } }],
    },
  ],
});
