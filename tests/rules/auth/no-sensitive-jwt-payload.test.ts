import rule from '../../../src/rules/auth/no-sensitive-jwt-payload.ts';
import { testRule } from '../test-rule.ts';

const JWT = "import jwt from 'jsonwebtoken';\n";
const sign = (claims: string): string => `${JWT}export const badge = (row: Account) => jwt.sign({ ${claims} }, key, { expiresIn: '15m' });`;
const PRISMA = "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\n";
const login = (find: string, payload: string): string => `${PRISMA}${JWT}export async function login(email: string) {\n  const row = await ${find};\n  return jwt.sign(${payload}, key, { expiresIn: '15m' });\n}`;
const FIND = 'prisma.user.findUnique({ where: { email } })';

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: only what is needed', code: sign('sub: row.id, role: row.role') },
    { name: 'remedy: the row with columns chosen', code: login('prisma.user.findUnique({ where: { email }, select: { id: true, role: true } })', '{ user: row }') },
    { name: 'facts about a password', code: sign('passwordChangedAt: row.changedAt, mustChangePassword: row.expired, passwordVersion: row.version, forgotUserId: row.id') },
    { name: 'yes or no', code: sign('password: !!row.password') },
    { name: 'a constant', code: sign("password: 'reset'") },
    { name: 'what a function has made of it is unknown', code: sign('secret: seal(row.secret)') },
    { name: 'a hash of a session', code: sign('sessionId: row.id, hash: row.hash') },
    { name: 'an id of a secret', code: sign('secretId: row.secretId, cardId: row.cardId') },
    { name: 'the address is left alone by default', code: sign('email: row.email') },
    { name: 'a column of a row', code: login(FIND, '{ sub: row.id }') },
    { name: 'a row of something else', code: login('prisma.invoice.findUnique({ where: { email } })', '{ invoice: row }') },
    { name: 'unknown: a method of the row chooses', code: login(FIND, 'row.toJSON()') },
    { name: 'unknown: the payload is handed in', code: `${JWT}export const badge = (claims: object) => jwt.sign(claims, key, { expiresIn: '15m' });` },
    { name: 'unknown: a document of Mongoose may leave fields out', code: `import mongoose from 'mongoose';\nconst User = mongoose.model('User', new mongoose.Schema({ name: String }));\n${JWT}export async function login(email: string) {\n  const user = await User.findOne({ email });\n  return jwt.sign({ user }, key, { expiresIn: '15m' });\n}` },
    { name: 'an encrypted token', code: "import { EncryptJWT } from 'jose';\nexport const seal = (row: Account) => new EncryptJWT({ password: row.password }).setExpirationTime('15m').encrypt(key);" },
    { name: 'look-alike: a function of the project that signs nothing', code: "import { sign } from './sign.ts';\nexport const token = (row: Account) => sign({ password: row.password });", files: { 'sign.ts': 'export const sign = (claims: object) => hash(claims);' } },
  ],
  invalid: [
    {
      name: 'a password',
      code: sign('sub: row.id, password: row.password'),
      errors: [{ messageId: 'claim', data: { name: 'password' }, line: 2, column: 64, suggestions: [{ messageId: 'leaveOut', output: sign('sub: row.id') }] }],
    },
    {
      name: 'hashes, secrets and numbers of cards and people, also below a claim and in a constant',
      code: `${JWT}export function badge(row) {\n  const claims = {\n    passwordHash: row.password_hash,\n    data: { totpSecret: row.totpSecret, ssn: row.ssn },\n    card_number: row.card,\n  };\n  return jwt.sign(claims, key, { expiresIn: '15m' });\n}`,
      errors: [
        { messageId: 'claim', data: { name: 'passwordHash' }, line: 4, suggestions: [{ messageId: 'leaveOut', output: `${JWT}export function badge(row) {\n  const claims = {\n    data: { totpSecret: row.totpSecret, ssn: row.ssn },\n    card_number: row.card,\n  };\n  return jwt.sign(claims, key, { expiresIn: '15m' });\n}` }] },
        { messageId: 'claim', data: { name: 'totpSecret' }, line: 5, suggestions: [{ messageId: 'leaveOut', output: `${JWT}export function badge(row) {\n  const claims = {\n    passwordHash: row.password_hash,\n    data: { ssn: row.ssn },\n    card_number: row.card,\n  };\n  return jwt.sign(claims, key, { expiresIn: '15m' });\n}` }] },
        { messageId: 'claim', data: { name: 'ssn' }, line: 5, suggestions: [{ messageId: 'leaveOut', output: `${JWT}export function badge(row) {\n  const claims = {\n    passwordHash: row.password_hash,\n    data: { totpSecret: row.totpSecret },\n    card_number: row.card,\n  };\n  return jwt.sign(claims, key, { expiresIn: '15m' });\n}` }] },
        { messageId: 'claim', data: { name: 'card_number' }, line: 6, suggestions: [{ messageId: 'leaveOut', output: `${JWT}export function badge(row) {\n  const claims = {\n    passwordHash: row.password_hash,\n    data: { totpSecret: row.totpSecret, ssn: row.ssn },\n  };\n  return jwt.sign(claims, key, { expiresIn: '15m' });\n}` }] },
      ],
    },
    { name: 'a whole row', code: login(FIND, 'row'), errors: [{ messageId: 'row', data: { name: 'user' }, line: 6, column: 19 }] },
    { name: 'a whole row as a claim', code: login(FIND, '{ user: row }'), errors: [{ messageId: 'row', data: { name: 'user' }, line: 6, column: 21 }] },
    { name: 'a whole row spread', code: login(FIND, '{ ...row, at: 1 }'), errors: [{ messageId: 'row', data: { name: 'user' }, line: 6, column: 21 }] },
    {
      name: 'a whole row that a function of another file reads',
      code: `${JWT}import { accountOf } from './accounts.ts';\nexport async function login(email: string) {\n  const found = await accountOf(email);\n  return jwt.sign({ found }, key, { expiresIn: '15m' });\n}`,
      files: { 'accounts.ts': `${PRISMA}export const accountOf = (email: string) => prisma.account.findFirst({ where: { email } });` },
      errors: [{ messageId: 'row', data: { name: 'account' }, line: 5 }],
    },
    {
      name: 'a function of another file signs it',
      code: "import { createToken as make } from './tokens.ts';\nexport const login = (row: Account) => make({ sub: row.id, secret: row.secret });",
      files: { 'tokens.ts': `${JWT}export const createToken = (claims: object) => jwt.sign(claims, key, { expiresIn: '15m' });` },
      errors: [{ messageId: 'claim', data: { name: 'secret' }, line: 2, suggestions: [{ messageId: 'leaveOut', output: "import { createToken as make } from './tokens.ts';\nexport const login = (row: Account) => make({ sub: row.id });" }] }],
    },
    {
      name: 'option: addresses',
      options: [{ email: true }],
      code: sign('email: row.email, emailVerified: row.verified'),
      errors: [{ messageId: 'claim', data: { name: 'email' }, line: 2, suggestions: [{ messageId: 'leaveOut', output: sign('emailVerified: row.verified') }] }],
    },
  ],
});
