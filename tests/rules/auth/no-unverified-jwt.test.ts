import rule from '../../../src/rules/auth/no-unverified-jwt.ts';
import { testRule } from '../test-rule.ts';

const JWT = "import jwt from 'jsonwebtoken';\n";
const PACKAGE = '{ "name": "app", "dependencies": { "express": "5", "hono": "4", "jsonwebtoken": "9" } }';
const files = { 'package.json': PACKAGE };
const EXPRESS = "import express from 'express';\nconst app = express();\n";
const guard = (body: string): string => `${EXPRESS}${JWT}app.use((ask, answer, next) => {\n  const token = ask.headers.authorization.split(' ')[1];\n  ${body}\n  next();\n});\napp.listen(3000);\n`;

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: verify', code: guard('ask.user = jwt.verify(token, key);') },
    { name: 'remedy: verify with algorithms', code: guard("ask.user = jwt.verify(token, key, { algorithms: ['RS256'] });") },
    { name: 'jsonwebtoken takes the algorithms from the key since 4.2.2', code: guard('ask.user = jwt.verify(token, key);'), files: { 'package.json': '{ "dependencies": { "jsonwebtoken": "^9.0.2" } }' } },
    { name: 'the token is verified before it is decoded', code: guard('jwt.verify(token, key);\n  ask.user = jwt.decode(token);') },
    { name: 'the key is chosen by what is decoded, and the token verified with it', code: guard('const { payload } = jwt.decode(token, { complete: true });\n  const keys = await db.find({ id: payload.sub });\n  ask.user = jwt.verify(token, keys[0]);') },
    { name: 'decoded to be logged', code: guard('log.info({ sub: jwt.decode(token).sub });') },
    { name: 'decoded for its end', code: guard('ask.expires = jwt.decode(token).exp;') },
    { name: 'unknown: another function is given the token too', code: guard('await check(token);\n  ask.user = jwt.decode(token);') },
    {
      name: 'a token that another server has answered with',
      files,
      code: `${EXPRESS}import { decodeJwt } from 'jose';\napp.get('/callback', async (ask, answer) => {\n  const { id_token } = await provider.exchange(ask.query.code);\n  ask.user = decodeJwt(id_token);\n});\napp.listen(3000);`,
    },
    { name: 'a route behind a middleware that verifies', files, code: `${EXPRESS}${JWT}import { expressjwt } from 'express-jwt';\napp.use(expressjwt({ secret, algorithms: ['HS256'] }));\napp.get('/me', (ask, answer) => {\n  ask.user = jwt.decode(ask.headers.authorization);\n});\napp.listen(3000);` },
    { name: 'unknown: a middleware of a package that verifies elsewhere', filename: 'claims.ts', code: `${JWT}import type { NextFunction, Request, Response } from 'express';\nexport function claims(ask: Request, answer: Response, next: NextFunction) {\n  ask.user = jwt.decode(ask.headers.authorization);\n  next();\n}`, files: { 'package.json': '{}', 'authenticate.ts': `${JWT}export const authenticate = (token: string) => jwt.verify(token, key);` } },
    { name: 'unknown: the token is handed in', code: `${JWT}export function userOf(token: string) {\n  return { user: jwt.decode(token) };\n}` },
    { name: 'look-alike: none of another kind', code: `${JWT}export const cookie = { algorithm: 'none' };\nexport const set = { sameSite: 'none' };` },
    { name: 'look-alike: a check against none', code: `${JWT}export function check(header) {\n  if (header.alg === 'none') throw new Error('unsigned');\n}` },
    { name: 'express-jwt wants algorithms since 6', code: "import { expressjwt } from 'express-jwt';\nexport const guard = expressjwt({ secret });", files: { 'package.json': '{ "dependencies": { "express-jwt": "^8.4.1" } }' } },
    { name: 'an old express-jwt that is told the algorithms', code: "import expressJwt from 'express-jwt';\nexport const guard = expressJwt({ secret, algorithms: ['RS256'] });", files: { 'package.json': '{ "dependencies": { "express-jwt": "5.3.1" } }' } },
    { name: 'unknown: the version is not said', code: "import expressJwt from 'express-jwt';\nexport const guard = expressJwt({ secret });", files: { 'package.json': '{ "dependencies": { "express-jwt": "*" } }' } },
  ],
  invalid: [
    { name: 'the decoded token becomes the user of the request', code: guard('ask.user = jwt.decode(token);'), errors: [{ messageId: 'principal', data: { name: 'jwt.decode' }, line: 6, column: 14 }] },
    { name: 'a claim of it does, through a name', code: guard('const claims = jwt.decode(token) as Claims;\n  ask.userId = claims.sub;'), errors: [{ messageId: 'principal', data: { name: 'jwt.decode' }, line: 6 }] },
    {
      name: 'jwt-decode in a middleware of its own file',
      code: "import { jwtDecode as read } from 'jwt-decode';\nimport type { NextFunction, Request, Response } from 'express';\nexport function authenticate(ask: Request, answer: Response, next: NextFunction) {\n  ask.user = read(ask.cookies.token);\n  next();\n}",
      errors: [{ messageId: 'principal', data: { name: 'read' }, line: 4 }],
    },
    {
      name: 'hono: kept in the context',
      files,
      code: "import { Hono } from 'hono';\nimport { decode } from 'hono/jwt';\nconst app = new Hono();\napp.use(async (c, next) => {\n  const { payload } = decode(c.req.header('Authorization').slice(7));\n  c.set('user', payload);\n  await next();\n});\nexport default app;",
      errors: [{ messageId: 'principal', data: { name: 'decode' }, line: 5 }],
    },
    {
      name: 'rows are chosen by a claim',
      files,
      code: `${EXPRESS}${JWT}import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\napp.get('/orders', async (ask, answer) => {\n  const { sub } = jwt.decode(ask.headers.authorization);\n  answer.json(await prisma.order.findMany({ where: { userId: sub } }));\n});\napp.listen(3000);`,
      errors: [{ messageId: 'row', data: { name: 'jwt.decode' }, line: 7 }],
    },
    {
      name: 'rows of another file are chosen by a claim',
      filename: 'app.ts',
      code: `${EXPRESS}${JWT}import { ordersOf } from './orders.ts';\napp.get('/orders', async (ask, answer) => {\n  const claims = jwt.decode(ask.headers.authorization);\n  answer.json(await ordersOf(claims.id));\n});\napp.listen(3000);`,
      files: { ...files, 'orders.ts': "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nexport const ordersOf = (userId: string) => prisma.order.findMany({ where: { userId } });" },
      errors: [{ messageId: 'row', data: { name: 'jwt.decode' }, line: 6 }],
    },
    {
      name: 'the algorithm none is accepted beside others',
      code: `${JWT}export const read = (token: string) => jwt.verify(token, key, { algorithms: ['HS256', 'none'] });`,
      errors: [{ messageId: 'unsigned', line: 2, column: 87, suggestions: [{ messageId: 'sign', output: `${JWT}export const read = (token: string) => jwt.verify(token, key, { algorithms: ['HS256'] });` }] }],
    },
    {
      name: 'the algorithm none signs, in options of a constant',
      code: "import { sign } from 'jsonwebtoken';\nconst options = { algorithm: 'none', expiresIn: '15m' };\nexport const seal = (id: string) => sign({ id }, '', options);",
      errors: [{ messageId: 'unsigned', line: 2, suggestions: [{ messageId: 'sign', output: "import { sign } from 'jsonwebtoken';\nconst options = { algorithm: 'HS256', expiresIn: '15m' };\nexport const seal = (id: string) => sign({ id }, '', options);" }] }],
    },
    {
      name: 'the algorithm none in a strategy of Nest',
      code: "import { PassportStrategy } from '@nestjs/passport';\nimport { ExtractJwt, Strategy } from 'passport-jwt';\nexport class Tokens extends PassportStrategy(Strategy) {\n  constructor() {\n    super({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), secretOrKey: '', algorithms: ['none'] });\n  }\n}",
      errors: [{ messageId: 'unsigned', line: 5, suggestions: [{ messageId: 'sign', output: "import { PassportStrategy } from '@nestjs/passport';\nimport { ExtractJwt, Strategy } from 'passport-jwt';\nexport class Tokens extends PassportStrategy(Strategy) {\n  constructor() {\n    super({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), secretOrKey: '', algorithms: ['HS256'] });\n  }\n}" }] }],
    },
    { name: 'a class of unsigned tokens', code: "import { UnsecuredJWT } from 'jose';\nexport const seal = (id: string) => new UnsecuredJWT({ id }).setExpirationTime('15m').encode();", errors: [{ messageId: 'unsigned', line: 2 }] },
    { name: 'an old express-jwt that is told no algorithms', code: "import expressJwt from 'express-jwt';\nexport const guard = () => expressJwt({ secret: publicKey } as any);", files: { 'package.json': '{ "dependencies": { "express-jwt": "0.1.3" } }' }, errors: [{ messageId: 'unsaid', data: { package: 'express-jwt 0.1.3' }, line: 2 }] },
    { name: 'an old jsonwebtoken', code: `${JWT}export const read = (token: string) => jwt.verify(token, publicKey);`, files: { 'package.json': '{ "dependencies": { "jsonwebtoken": "0.4.0" } }' }, errors: [{ messageId: 'unsaid', data: { package: 'jsonwebtoken 0.4.0' }, line: 2 }] },
  ],
});
