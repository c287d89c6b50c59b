import rule from '../../../src/rules/auth/no-plaintext-password.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const pg = (body: string, before = ''): string => `import express from 'express';\nimport { Pool } from 'pg';\n${before}\nconst pool = new Pool();\nconst app = express();\napp.post('/users', async (ask, answer) => { ${body} answer.end(); });\n`;
const INSERT = "'INSERT INTO users (email, password) VALUES ($1, $2)'";
const prisma = (body: string): string => `import express from 'express';\nimport { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nconst app = express();\napp.post('/users', async (ask, answer) => { ${body} answer.end(); });\n`;
const strategy = (verify: string, options = ''): string => `import { Strategy } from 'passport-local';\nimport { settings } from './settings';\nimport { accounts } from './accounts';\nexport const door = new Strategy(${options}${verify});`;
const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['a hash', pg(`await pool.query(${INSERT}, [ask.body.email, await bcrypt.hash(ask.body.password, 12)]);`, "import bcrypt from 'bcrypt';")],
  ['a hash by a name', pg(`const kept = await argon2.hash(ask.body.password); await pool.query(${INSERT}, [ask.body.email, kept]);`, "import argon2 from 'argon2';")],
  ['unknown: a function nobody finds', pg(`await pool.query(${INSERT}, [ask.body.email, await scramble(ask.body.password)]);`, "import { scramble } from '@acme/scramble';")],
  ['the database hashes', pg(`await pool.query('INSERT INTO users (email, password) VALUES ($1, crypt($2, gen_salt($3)))', [ask.body.email, ask.body.password, 'bf']);`)],
  ['hashed and written back', pg(`ask.body.password = await bcrypt.hash(ask.body.password, 12); await pool.query(${INSERT}, [ask.body.email, ask.body.password]);`, "import bcrypt from 'bcrypt';")],
  ['the password of a mailbox', pg("await pool.query('INSERT INTO mail_connections (host, password) VALUES ($1, $2)', [ask.body.host, ask.body.password]);")],
  ['a confirmed password', pg('if (ask.body.password !== ask.body.passwordConfirmation) answer.status(422);')],
  ['a password that must change', pg('if (ask.body.newPassword === ask.body.currentPassword) answer.status(422);')],
  ['a password that has to be there', pg("if (ask.body.password === undefined || ask.body.password === '') answer.status(422);")],
  ['another field', pg("await pool.query('INSERT INTO users (email) VALUES ($1)', [ask.body.email]);")],
  ['what a strategy hands on is compared by a library', strategy('async (zz0, zz1, done) => { const found = await accounts.by(zz0); done(null, (await bcrypt.compare(zz1, found.password)) && found); }')],
  ['a strategy for one user of the configuration', strategy('(zz0, zz1, done) => done(null, zz1 === settings.password && settings)')],
  ['a strategy for one user whose settings are read', strategy('async (zz0, zz1, done) => { const kept = await settings.read(); done(null, zz1 === kept.password && kept); }')],
  ['a strategy compares another field', strategy('async (zz0, zz1, done) => { const found = await accounts.by(zz0); done(null, zz1 === found.nickname && found); }')],
  ['a strategy hashes what it is handed', strategy('async (zz0, zz1, done) => { zz1 = digest(zz1); const found = await accounts.by(zz0); done(null, zz1 === found.password && found); }')],
  ['unknown: options that may put the request first', strategy('async (zz0, zz1, done) => { const found = await accounts.by(zz0); done(null, zz1 === found.password && found); }', 'options, ')],
  ['look-alike: a strategy of the project', strategy('async (zz0, zz1, done) => { const found = await accounts.by(zz0); done(null, zz1 === found.password && found); }').replace("'passport-local'", "'./passport-local'")],
  ['unknown: no request is seen', "import { Pool } from 'pg';\nconst pool = new Pool();\nexport const keep = (email, password) => pool.query('INSERT INTO users (email, password) VALUES ($1, $2)', [email, password]);"],
];

testRule(import.meta, rule, {
  valid: [
    ...SILENT.map(([name, code]): Case => ({ name, code })),
    {
      name: 'a hook of the model hashes',
      filename: 'app.ts',
      code: "import express from 'express';\nimport { User } from './user.ts';\nconst app = express();\napp.post('/users', async (ask, answer) => { await User.create({ email: ask.body.email, password: ask.body.password }); answer.end(); });",
      files: { 'package.json': '{ "dependencies": { "mongoose": "9", "express": "5" } }', 'user.ts': "import mongoose from 'mongoose';\nimport bcrypt from 'bcrypt';\nconst schema = new mongoose.Schema({ email: String, password: String });\nschema.pre('save', async function () { this.password = await bcrypt.hash(this.password, 12); });\nexport const User = mongoose.model('User', schema);" },
    },
    {
      name: 'a service of another file hashes',
      filename: 'app.ts',
      code: "import express from 'express';\nimport { register } from './users.ts';\nconst app = express();\napp.post('/users', async (ask, answer) => { await register(ask.body.email, ask.body.password); answer.end(); });",
      files: { 'users.ts': `import bcrypt from 'bcrypt';\nimport { Pool } from 'pg';\nconst pool = new Pool();\nexport async function register(email: string, password: string) { const hash = await bcrypt.hash(password, 12); await pool.query(${INSERT}, [email, hash]); }` },
    },
  ],
  invalid: [
    { name: 'SQL text', code: pg(`await pool.query(${INSERT}, [ask.body.email, ask.body.password]);`), errors: [{ messageId: 'stored', line: 6, column: 134, data: { column: 'users.password' } }] },
    { name: 'by a name', code: pg("const { password: x } = ask.body; await pool.query('UPDATE users SET password_hash = $1 WHERE id = $2', [x, ask.body.id]);"), errors: [{ messageId: 'stored', line: 6, column: 150, data: { column: 'users.password_hash' } }] },
    { name: 'an ORM', code: prisma('await prisma.user.create({ data: { email: ask.body.email, password: ask.body.password } });'), errors: [{ messageId: 'stored', line: 5, column: 113, data: { column: 'user.password' } }] },
    { name: 'a search', code: prisma('await prisma.user.findFirst({ where: { email: ask.body.email, password: ask.body.password } });'), errors: [{ messageId: 'compared', line: 5, column: 117, data: { column: 'user.password' } }] },
    { name: 'a comparison with a row', code: prisma('const user = await prisma.user.findUnique({ where: { email: ask.body.email } }); if (user.password !== ask.body.password) answer.status(401);'), errors: [{ messageId: 'compared', line: 5, column: 130, data: { column: 'password' } }] },
    { name: 'a strategy', code: strategy('async (zz0, zz1, done) => { const found = await accounts.by(zz0); done(null, zz1 === found.password && found); }'), errors: [{ messageId: 'compared', line: 4, column: 111, data: { column: 'password' } }] },
    { name: 'a strategy that is given the request first', code: strategy('(zz2, zz0, zz1, done) => { accounts.by(zz0, (failure, found) => done(failure, found.passwd == zz1)); }', '{ passReqToCallback: true }, '), errors: [{ messageId: 'compared', line: 4, column: 141, data: { column: 'passwd' } }] },
    {
      name: 'a strategy whose function is a method, of the first of the rows that were found',
      code: "import { BasicStrategy } from 'passport-http';\nexport class Door {\n  constructor(private readonly accounts) {\n    this.strategy = new BasicStrategy(this.check.bind(this));\n  }\n  check(zz0: string, zz1: string, done): void {\n    this.accounts.find({ where: { email: zz0 } }).then((all) => {\n      const one = all[0];\n      if (one.credentials.password !== zz1) return done(null, false);\n      done(null, one);\n    });\n  }\n}",
      errors: [{ messageId: 'compared', line: 9, column: 11, data: { column: 'password' } }],
    },
    {
      name: 'a function of another file stores it',
      filename: 'app.ts',
      code: "import express from 'express';\nimport { register } from './users.ts';\nconst app = express();\napp.post('/users', async (ask, answer) => { await register(ask.body.email, ask.body.password); answer.end(); });",
      files: { 'users.ts': `import { Pool } from 'pg';\nconst pool = new Pool();\nexport async function register(email: string, word: string) { await pool.query(${INSERT}, [email, word]); }` },
      errors: [{ messageId: 'stored', line: 4, column: 76, data: { column: 'users.password' } }],
    },
  ],
});
