import rule from '../../../src/rules/config/no-hardcoded-secret.ts';
import { checked, drawn, keyFile } from '../../models/secrets/keys.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const TOKEN = checked('ghp');
const KEY = drawn(40);
const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['from the environment', "import jwt from 'jsonwebtoken';\nexport const sign = (user) => jwt.sign({ id: user.id }, process.env.JWT_SECRET);"],
  ['from a configuration that reads it', "import jwt from 'jsonwebtoken';\nconst config = { secret: process.env.JWT_SECRET };\nexport const sign = (user) => jwt.sign({ id: user.id }, config.secret);"],
  ['a fallback is another rule’s', "import jwt from 'jsonwebtoken';\nexport const sign = (user) => jwt.sign({ id: user.id }, process.env.JWT_SECRET || 'tulip-field');"],
  ['a public key', `import jwt from 'jsonwebtoken';\nconst open = '${keyFile('PUBLIC KEY', 300)}';\nexport const read = (token) => jwt.verify(token, open);`],
  ['the path of a key', "import { createPrivateKey } from 'node:crypto';\nexport const key = createPrivateKey('./keys/server.pem');"],
  ['a digest without a key', "import { createHash } from 'node:crypto';\nexport const digest = (text) => createHash('sha256').update(text).digest('hex');"],
  ['the database of this machine', "import { Pool } from 'pg';\nexport const pool = new Pool({ host: 'localhost', user: 'app', password: 'tulip-field' });"],
  ['no host: this machine', "import { Pool } from 'pg';\nexport const pool = new Pool({ user: 'app', password: 'tulip-field' });"],
  ['a database that is a file', "import { Sequelize } from 'sequelize';\nexport const db = new Sequelize('app', 'someone', 'tulip-field', { dialect: 'sqlite', storage: 'data.db' });"],
  ['a model that runs on this machine', "import OpenAI from 'openai';\nexport const model = new OpenAI({ baseURL: 'http://localhost:11434/v1', apiKey: 'tulip-field' });"],
  ['a key that says it is none', "import OpenAI from 'openai';\nexport const model = new OpenAI({ baseURL: process.env.MODEL_URL, apiKey: 'not-needed' });"],
  ['a key of the documentation', `export const key = 'AKIAIOSFODNN7EX${'AMPLE'}';`],
  ['a text about a key', "export const isKey = (text) => text.startsWith('-----BEGIN ' + 'PRIVATE KEY-----');"],
  ['texts of an interface', "export const texts = { password: 'Your password', secret: 'A secret', token: 'Token expired' };"],
  ['a digest, an id', `export const asset = { hash: '${drawn(64, '0123456789abcdef')}', id: '6f1c2b0e-9d5a-4d0b-8f8e-0c9d4f3b2a17' };`],
  ['an address without a password', "export const docs = 'https://docs.acme-shop.com:8443/@scope/pages';"],
  ['an address with a hole', "export const url = (password) => `postgres://app:${password}@db.acme-shop.com/app`;"],
  ['unknown: the key of a function', "import { createHmac } from 'node:crypto';\nexport const sign = (text, key) => createHmac('sha256', key).update(text).digest('hex');"],
  ['look-alike: a function called sign', "import { sign } from './pen.ts';\nexport const letter = sign('Dear all', 'tulip-field');"],
  ['in tests only', "import jwt from 'jsonwebtoken';\nexport const sign = (user) => (process.env.NODE_ENV === 'test' ? jwt.sign({ id: user.id }, 'tulip-field') : null);"],
];

testRule(import.meta, rule, {
  valid: [
    ...SILENT.map(([name, code]): Case => ({ name, code })),
    { name: 'what a form shows in an empty field', code: `export const field = { placeholder: 'e.g. ${TOKEN}' };` },
    { name: 'a test', filename: 'src/sign.test.ts', code: `export const token = '${TOKEN}';` },
    { name: 'an example', filename: 'examples/github.ts', code: `export const token = '${TOKEN}';` },
    { name: 'a random text is none by default', code: `export const settings = { sessionSecret: '${KEY}' };` },
    { name: 'a random text under a name that says no secret', code: `export const settings = { buildId: '${KEY}', publicKey: '${KEY}' };`, options: [{ entropy: true }] },
    { name: 'a word, a text, a UUID', code: "export const settings = { secretName: 'app', jwtSecret: 'from the vault of the company', apiKey: '6f1c2b0e-9d5a-4d0b-8f8e-0c9d4f3b2a17' };", options: [{ entropy: true }] },
  ],
  invalid: [
    { name: 'a token by its form', code: `export const token = '${TOKEN}';`, errors: [{ messageId: 'here', line: 1, column: 22, data: { what: 'A GitHub token' } }] },
    { name: 'a token in a header', code: `export const load = (url) => fetch(url, { headers: { authorization: \`Bearer ${TOKEN}\` } });`, errors: [{ messageId: 'here', line: 1, column: 69, data: { what: 'A GitHub token' } }] },
    { name: 'a private key', code: `export const key = '${keyFile('PRIVATE KEY', 300)}';`, errors: [{ messageId: 'here', line: 1, column: 20, data: { what: 'A private key' } }] },
    { name: 'a private key in lines', code: `export const key = '-----BEGIN ${'PRIVATE KEY-----'}\\n' + '${drawn(64)}\\n' + '${drawn(64)}\\n';`, errors: [{ messageId: 'here', line: 1, column: 20, data: { what: 'A private key' } }] },
    { name: 'an address with a password', code: "export const url = 'postgres://app:Tr0ub4dor@db.acme-shop.com/app';", errors: [{ messageId: 'here', line: 1, column: 20, data: { what: 'An address with a password' } }] },
    { name: 'a key that signs tokens', code: "import jwt from 'jsonwebtoken';\nexport const sign = (user) => jwt.sign({ id: user.id }, 'tulip-field');", errors: [{ messageId: 'here', line: 2, column: 57, data: { what: 'The signing key of jwt.sign()' } }] },
    { name: 'as bytes, in a constant', code: "import { SignJWT } from 'jose';\nconst bytes = new TextEncoder().encode('tulip-field');\nexport const sign = (x) => new SignJWT(x).setProtectedHeader({ alg: 'HS256' }).sign(bytes);", errors: [{ messageId: 'here', line: 2, column: 40, data: { what: 'The signing key of sign()' } }] },
    { name: 'a key of another file', code: "import { createHmac } from 'node:crypto';\nimport { settings } from './settings.ts';\nexport const sign = (text) => createHmac('sha256', settings.hooks.key).update(text).digest('hex');", files: { 'settings.ts': "export const settings = { hooks: { key: 'tulip-field' } };" }, errors: [{ messageId: 'elsewhere', line: 3, column: 52, data: { what: 'The key of createHmac()', file: 'settings.ts' } }] },
    { name: 'sessions', code: "import express from 'express';\nimport session from 'express-session';\nexpress().use(session({ secret: ['tulip-field'], resave: false }));", errors: [{ messageId: 'here', line: 3, column: 34, data: { what: 'The secret of the sessions of session()' } }] },
    { name: 'a plugin', code: "import Fastify from 'fastify';\nimport jwt from '@fastify/jwt';\nconst app = Fastify();\napp.register(jwt, { secret: 'tulip-field' });", errors: [{ messageId: 'here', line: 4, column: 29, data: { what: 'The signing key of jwt' } }] },
    { name: 'a database elsewhere', code: "import { Pool } from 'pg';\nexport const pool = new Pool({ host: process.env.DB_HOST, password: 'tulip-field' });", errors: [{ messageId: 'here', line: 2, column: 69, data: { what: 'The password of new Pool()' } }] },
    { name: 'a cloud', code: `import { S3Client } from '@aws-sdk/client-s3';\nexport const s3 = new S3Client({ credentials: { accessKeyId: process.env.ID, secretAccessKey: '${KEY}' } });`, errors: [{ messageId: 'here', line: 2, column: 95, data: { what: 'The secret access key of new S3Client()' } }] },
    { name: 'keys by assignment', code: "import Koa from 'koa';\nconst app = new Koa();\napp.keys = ['tulip-field'];", errors: [{ messageId: 'here', line: 3, column: 13, data: { what: 'The secret that signs cookies' } }] },
    { name: 'a variable of the environment', code: "process.env.JWT_SECRET = 'tulip-field';", errors: [{ messageId: 'here', line: 1, column: 26, data: { what: 'The value of JWT_SECRET' } }] },
    { name: 'a random text, by option', code: `export const settings = { sessionSecret: '${KEY}' };`, options: [{ entropy: true }], errors: [{ messageId: 'here', line: 1, column: 42, data: { what: 'The value of sessionSecret' } }] },
    { name: 'CommonJS', parser: 'espree', sourceType: 'commonjs', code: "const parser = require('cookie-parser');\nmodule.exports = (app) => app.use(parser('tulip-field'));", errors: [{ messageId: 'here', line: 2, column: 42, data: { what: 'The secret that signs cookies of parser()' } }] },
  ],
});
