import rule from '../../../src/rules/auth/require-jwt-expiry.ts';
import { testRule } from '../test-rule.ts';

const JWT = "import jwt from 'jsonwebtoken';\n";
const NEST = "import { Injectable } from '@nestjs/common';\nimport { JwtService } from '@nestjs/jwt';\n";
const nest = (call: string): string => `${NEST}@Injectable()\nexport class Sessions {\n  constructor(private readonly tokens: JwtService) {}\n  open(id: string) {\n    return ${call};\n  }\n}\n`;
const module = (options: string): string => `import { Module } from '@nestjs/common';\nimport { JwtModule } from '@nestjs/jwt';\n@Module({ imports: [JwtModule.${options}] })\nexport class AuthModule {}\n`;
const FASTIFY = '{ "dependencies": { "fastify": "5", "@fastify/jwt": "10" } }';

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: expiresIn', code: `${JWT}export const sign = (id: string) => jwt.sign({ sub: id }, key(), { expiresIn: '15m' });` },
    { name: 'remedy: exp in the payload', code: `${JWT}export const sign = (id: string) => jwt.sign({ sub: id, exp: Math.floor(Date.now() / 1000) + 900 }, key());` },
    { name: 'the payload stands in a constant with an expiry that is calculated elsewhere', code: `${JWT}export function sign(id: string, ends: Moment) {\n  const payload = { sub: id, exp: ends.unix() };\n  return jwt.sign(payload, key());\n}` },
    { name: 'an expiry is added to the payload later', code: `${JWT}export function sign(id: string, ends: number) {\n  const payload: Claims = { sub: id };\n  payload.exp = ends;\n  return jwt.sign(payload, key());\n}` },
    { name: 'unknown: a function of the project is given the payload before', code: `${JWT}import { limit } from './limit.ts';\nexport function sign(id: string) {\n  const claims = { sub: id };\n  limit(claims);\n  return jwt.sign(claims, key());\n}`, files: { 'limit.ts': 'export const limit = (claims: { exp?: number }) => { claims.exp = 1; };' } },
    { name: 'options of another file', code: `${JWT}import { options } from './options.ts';\nexport const sign = (id: string) => jwt.sign({ sub: id }, key(), options);`, files: { 'options.ts': "export const options = { expiresIn: '15m' };" } },
    { name: 'unknown: options are handed in', code: `${JWT}export const sign = (claims: object, options: object) => jwt.sign(claims, key(), options);` },
    { name: 'unknown: the payload is handed in and may hold exp', code: `${JWT}export const sign = (claims: object) => jwt.sign(claims, key());` },
    { name: 'unknown: the payload has a type of the library', code: `${JWT}import type { JwtPayload } from 'jsonwebtoken';\nexport const sign = (claims: JwtPayload) => jwt.sign(claims, key());` },
    { name: 'unknown: the lifetime is configured', code: `${JWT}export function login(id: string) {\n  const accessToken = jwt.sign({ sub: id }, key(), { expiresIn: process.env.TTL });\n  return { accessToken };\n}` },
    { name: 'unknown: one of several lifetimes', code: `${JWT}export function login(id: string, remember: boolean) {\n  const accessToken = jwt.sign({ sub: id }, key(), { expiresIn: remember ? '30d' : '5m' });\n  return { accessToken };\n}` },
    { name: 'a long lifetime of a token that nothing says the use of', code: `${JWT}export const invite = (id: string) => jwt.sign({ invite: id }, key(), { expiresIn: '90d' });` },
    { name: 'the name of a function says nothing', code: `${JWT}export const signAccessToken = (id: string) => jwt.sign({ sub: id }, key(), { expiresIn: '90d' });` },
    { name: 'a level of access is no access token', code: `${JWT}export const badge = (id: string) => ({ accessLevel: jwt.sign({ sub: id }, key(), { expiresIn: '90d' }) });` },
    { name: 'a payload that is no object takes no expiry', code: `${JWT}export const seal = () => jwt.sign('text', key());` },
    { name: 'both uses in one name', code: `${JWT}export function login(id: string) {\n  const token = jwt.sign({ sub: id }, key(), { expiresIn: '90d' });\n  return { accessToken: token, refreshToken: token };\n}` },
    { name: 'an access token of 15 minutes as a product of constants', code: `${JWT}const MINUTE = 60;\nexport function login(id: string) {\n  const accessToken = jwt.sign({ sub: id }, key(), { expiresIn: 15 * MINUTE });\n  return { accessToken };\n}` },
    { name: 'fast-jwt counts milliseconds', code: `import { createSigner } from 'fast-jwt';\nconst signer = createSigner({ key, expiresIn: 900_000 });\nexport const login = (id: string) => ({ accessToken: signer({ id }) });` },
    { name: 'jose: a chain with an expiry', code: `import { SignJWT } from 'jose';\nexport const sign = (id: string) => new SignJWT({ id }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('15m').sign(key());` },
    { name: 'jose: the expiry is set on the name of the builder', code: `import { SignJWT } from 'jose';\nexport function sign(id: string) {\n  const token = new SignJWT({ id }).setProtectedHeader({ alg: 'HS256' });\n  token.setExpirationTime('15m');\n  return token.sign(key());\n}` },
    { name: 'unknown: the builder is handed on', code: `import { SignJWT } from 'jose';\nimport { limit } from 'limits';\nexport function sign(id: string) {\n  const token = new SignJWT({ id });\n  limit(token);\n  return token.sign(key());\n}` },
    { name: 'jose: a date is no time in milliseconds', code: `import { SignJWT } from 'jose';\nexport function sign(id: string) {\n  const end = new Date(Date.now() + 900_000);\n  return new SignJWT({ id }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime(end).sign(key());\n}` },
    { name: 'Nest: the module sets an expiry', filename: 'sessions.ts', code: nest('this.tokens.sign({ sub: id })'), files: { 'package.json': '{}', 'auth.module.ts': module("register({ secret, signOptions: { expiresIn: '15m' } })") } },
    { name: 'Nest: the factory of the module reads the configuration', filename: 'sessions.ts', code: nest('this.tokens.signAsync({ sub: id })'), files: { 'package.json': '{}', 'auth.module.ts': module('registerAsync({ inject: [Config], useFactory: (config: Config) => ({ secret, signOptions: { expiresIn: config.ttl } }) })') } },
    { name: 'unknown: a class makes the options of the module', filename: 'sessions.ts', code: nest('this.tokens.sign({ sub: id })'), files: { 'package.json': '{}', 'auth.module.ts': module('registerAsync({ useClass: JwtOptions })') } },
    { name: 'unknown: no module is seen', filename: 'sessions.ts', code: nest('this.tokens.sign({ sub: id })'), files: { 'package.json': '{}' } },
    { name: 'Fastify: the plugin sets an expiry', filename: 'login.ts', code: "export default async function (app) {\n  app.post('/login', async (request, reply) => reply.jwtSign({ id: request.body.id }));\n}", files: { 'package.json': FASTIFY, 'app.ts': "import Fastify from 'fastify';\nimport jwt from '@fastify/jwt';\nconst app = Fastify();\napp.register(jwt, { secret, sign: { expiresIn: '15m' } });" } },
    { name: 'look-alike: a signer of the project', code: "import { jwt } from './jwt.ts';\nexport const sign = (id: string) => jwt.sign({ sub: id }, 'key');", files: { 'jwt.ts': 'export const jwt = { sign: (claims: object, key: string) => `${claims}${key}` };' } },
    { name: 'option: a longer limit of access tokens', options: [{ accessMinutes: 60 }], code: `${JWT}export function login(id: string) {\n  const accessToken = jwt.sign({ sub: id }, key(), { expiresIn: '1h' });\n  return { accessToken };\n}` },
    { name: 'option: a longer limit of refresh tokens', options: [{ refreshDays: 30 }], code: `${JWT}export function login(id: string) {\n  const refreshToken = jwt.sign({ sub: id }, key(), { expiresIn: '30d' });\n  return { refreshToken };\n}` },
    { name: 'tests sign as they like', filename: 'tests/login.test.ts', code: `${JWT}export const token = jwt.sign({ sub: 'a' }, 'k');` },
  ],
  invalid: [
    {
      name: 'no options',
      code: `${JWT}export const sign = (id: string) => jwt.sign({ sub: id }, key());`,
      errors: [{ messageId: 'missing', line: 2, column: 37, suggestions: [{ messageId: 'setExpiry', data: { lifetime: '15 minutes' }, output: `${JWT}export const sign = (id: string) => jwt.sign({ sub: id }, key(), { expiresIn: '15m' });` }] }],
    },
    {
      name: 'options without an expiry, under another name',
      code: "import { sign as seal } from 'jsonwebtoken';\nexport const badge = (id: string) => seal({ sub: id }, key(), { algorithm: 'HS256' });",
      errors: [{ messageId: 'missing', line: 2, suggestions: [{ messageId: 'setExpiry', data: { lifetime: '15 minutes' }, output: "import { sign as seal } from 'jsonwebtoken';\nexport const badge = (id: string) => seal({ sub: id }, key(), { algorithm: 'HS256', expiresIn: '15m' });" }] }],
    },
    {
      name: 'a callback in the place of options',
      sourceType: 'commonjs',
      parser: 'espree',
      code: "const jwt = require('jsonwebtoken');\nexports.sign = (id, done) => jwt.sign({ sub: id }, key, (error, token) => done(token));",
      errors: [{ messageId: 'missing', line: 2, suggestions: [{ messageId: 'setExpiry', data: { lifetime: '15 minutes' }, output: "const jwt = require('jsonwebtoken');\nexports.sign = (id, done) => jwt.sign({ sub: id }, key, { expiresIn: '15m' }, (error, token) => done(token));" }] }],
    },
    {
      name: 'the type of the payload has no exp, and the refresh token is kept in a column',
      code: `${JWT}import type { Claims } from './claims.ts';\nexport async function rotate(row: Session, claims: Claims) {\n  row.refreshToken = jwt.sign(claims, key());\n}`,
      files: { 'claims.ts': 'export interface Claims { id: string; roles: readonly string[] }' },
      errors: [{ messageId: 'missing', line: 4, suggestions: [{ messageId: 'setExpiry', data: { lifetime: '7 days' }, output: `${JWT}import type { Claims } from './claims.ts';\nexport async function rotate(row: Session, claims: Claims) {\n  row.refreshToken = jwt.sign(claims, key(), { expiresIn: '7d' });\n}` }] }],
    },
    {
      name: 'every caller of a helper hands a payload without exp',
      code: `${JWT}function sign(claims) {\n  return jwt.sign(claims, key());\n}\nexport const login = (id: string) => sign({ sub: id });`,
      errors: [{ messageId: 'missing', line: 3, suggestions: [{ messageId: 'setExpiry', data: { lifetime: '15 minutes' }, output: `${JWT}function sign(claims) {\n  return jwt.sign(claims, key(), { expiresIn: '15m' });\n}\nexport const login = (id: string) => sign({ sub: id });` }] }],
    },
    {
      name: 'two tokens of one payload',
      code: `${JWT}export function login(id: string) {\n  const claims = { sub: id };\n  const once = jwt.sign(claims, key(), { expiresIn: '15m' });\n  return { once, always: jwt.sign(claims, key()) };\n}`,
      errors: [{ messageId: 'missing', line: 5, suggestions: [{ messageId: 'setExpiry', data: { lifetime: '15 minutes' }, output: `${JWT}export function login(id: string) {\n  const claims = { sub: id };\n  const once = jwt.sign(claims, key(), { expiresIn: '15m' });\n  return { once, always: jwt.sign(claims, key(), { expiresIn: '15m' }) };\n}` }] }],
    },
    {
      name: 'jose',
      code: `import { SignJWT } from 'jose';\nexport const sign = (id: string) => new SignJWT({ id }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt().sign(key());`,
      errors: [{ messageId: 'missing', line: 2, suggestions: [{ messageId: 'setExpiry', data: { lifetime: '15 minutes' }, output: `import { SignJWT } from 'jose';\nexport const sign = (id: string) => new SignJWT({ id }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt().setExpirationTime('15m').sign(key());` }] }],
    },
    {
      name: 'hono takes only the claim',
      code: `import { sign } from 'hono/jwt';\nexport const login = (id: string) => sign({ id }, key());`,
      errors: [{ messageId: 'missing', line: 2, suggestions: [{ messageId: 'setExpiry', data: { lifetime: '15 minutes' }, output: `import { sign } from 'hono/jwt';\nexport const login = (id: string) => sign({ id, exp: Math.floor(Date.now() / 1000) + 15 * 60 }, key());` }] }],
    },
    {
      name: 'fast-jwt is told where the signer is made, once',
      code: `import { createSigner } from 'fast-jwt';\nconst signer = createSigner({ key });\nexport const login = (id: string) => signer({ id });\nexport const invite = (id: string) => signer({ invite: id });`,
      errors: [{ messageId: 'missing', line: 2, column: 16, suggestions: [{ messageId: 'setExpiry', data: { lifetime: '15 minutes' }, output: `import { createSigner } from 'fast-jwt';\nconst signer = createSigner({ key, expiresIn: '15m' });\nexport const login = (id: string) => signer({ id });\nexport const invite = (id: string) => signer({ invite: id });` }] }],
    },
    {
      name: 'Nest: neither the module nor the call says one',
      filename: 'sessions.ts',
      code: nest('this.tokens.sign({ sub: id })'),
      files: { 'package.json': '{}', 'auth.module.ts': module('register({ secret })') },
      errors: [{ messageId: 'missing', line: 7, suggestions: [{ messageId: 'setExpiry', data: { lifetime: '15 minutes' }, output: nest("this.tokens.sign({ sub: id }, { expiresIn: '15m' })") }] }],
    },
    {
      name: 'Nest: the lifetime of the module is too long for an access token',
      filename: 'sessions.ts',
      code: nest('{ access_token: this.tokens.sign({ sub: id }) }'),
      files: { 'package.json': '{}', 'auth.module.ts': module("registerAsync({ useFactory: async () => ({ secret, signOptions: { expiresIn: '1d' } }) })") },
      errors: [{ messageId: 'tooLong', data: { purpose: 'access', lifetime: '1 day', limit: '15 minutes' }, line: 7 }],
    },
    {
      name: 'Fastify: neither the plugin nor the call says one',
      filename: 'login.ts',
      code: "export default async function (app) {\n  app.post('/login', async (request, reply) => reply.jwtSign({ id: request.body.id }));\n}",
      files: { 'package.json': FASTIFY, 'app.ts': "import Fastify from 'fastify';\nimport jwt from '@fastify/jwt';\nconst app = Fastify();\napp.register(jwt, { secret });" },
      errors: [{ messageId: 'missing', line: 2, suggestions: [{ messageId: 'setExpiry', data: { lifetime: '15 minutes' }, output: "export default async function (app) {\n  app.post('/login', async (request, reply) => reply.jwtSign({ id: request.body.id }, { expiresIn: '15m' }));\n}" }] }],
    },
    {
      name: 'an access token of an hour: the property says so',
      code: `${JWT}export function login(id: string) {\n  const token = jwt.sign({ sub: id }, key(), { expiresIn: '1h' });\n  return { accessToken: token };\n}`,
      errors: [{ messageId: 'tooLong', data: { purpose: 'access', lifetime: '1 hour', limit: '15 minutes' }, line: 3, suggestions: [{ messageId: 'setExpiry', data: { lifetime: '15 minutes' }, output: `${JWT}export function login(id: string) {\n  const token = jwt.sign({ sub: id }, key(), { expiresIn: '15m' });\n  return { accessToken: token };\n}` }] }],
    },
    {
      name: 'a refresh token of a month: the key it is signed with says so, the lifetime stands elsewhere',
      code: `${JWT}import { MONTH } from './times.ts';\nexport const renew = (id: string) => jwt.sign({ sub: id }, process.env.REFRESH_TOKEN_SECRET, { expiresIn: MONTH });`,
      files: { 'times.ts': 'export const MONTH = 60 * 60 * 24 * 30;' },
      errors: [{ messageId: 'tooLong', data: { purpose: 'refresh', lifetime: '30 days', limit: '7 days' }, line: 3 }],
    },
    {
      name: 'a claim says what the token is for',
      code: `${JWT}export const renew = (id: string) => jwt.sign({ sub: id, type: 'refresh', exp: Math.floor(Date.now() / 1000) + 30 * 86400 }, key());`,
      errors: [{ messageId: 'tooLong', data: { purpose: 'refresh', lifetime: '30 days', limit: '7 days' }, line: 2 }],
    },
    {
      name: 'a cookie takes what a helper of the file returns',
      code: `${JWT}function sign(id: string) {\n  return jwt.sign({ sub: id }, key(), { expiresIn: '2h' });\n}\nexport const login = (request, response) => response.cookie('access_token', sign(request.body.id));`,
      errors: [{ messageId: 'tooLong', data: { purpose: 'access', lifetime: '2 hours', limit: '15 minutes' }, line: 3, suggestions: [{ messageId: 'setExpiry', data: { lifetime: '15 minutes' }, output: `${JWT}function sign(id: string) {\n  return jwt.sign({ sub: id }, key(), { expiresIn: '15m' });\n}\nexport const login = (request, response) => response.cookie('access_token', sign(request.body.id));` }] }],
    },
    {
      name: 'option: a shorter limit',
      options: [{ accessMinutes: 5, refreshDays: 1 }],
      code: `${JWT}export function login(id: string) {\n  const accessToken = jwt.sign({ sub: id }, key(), { expiresIn: '15m' });\n  const refreshToken = jwt.sign({ sub: id }, key(), { expiresIn: '7d' });\n  return { accessToken, refreshToken };\n}`,
      errors: [
        { messageId: 'tooLong', data: { purpose: 'access', lifetime: '15 minutes', limit: '5 minutes' }, line: 3, suggestions: [{ messageId: 'setExpiry', data: { lifetime: '5 minutes' }, output: `${JWT}export function login(id: string) {\n  const accessToken = jwt.sign({ sub: id }, key(), { expiresIn: '5m' });\n  const refreshToken = jwt.sign({ sub: id }, key(), { expiresIn: '7d' });\n  return { accessToken, refreshToken };\n}` }] },
        { messageId: 'tooLong', data: { purpose: 'refresh', lifetime: '7 days', limit: '1 day' }, line: 4, suggestions: [{ messageId: 'setExpiry', data: { lifetime: '1 day' }, output: `${JWT}export function login(id: string) {\n  const accessToken = jwt.sign({ sub: id }, key(), { expiresIn: '15m' });\n  const refreshToken = jwt.sign({ sub: id }, key(), { expiresIn: '1d' });\n  return { accessToken, refreshToken };\n}` }] },
      ],
    },
    {
      name: 'exp in milliseconds',
      code: `${JWT}export const sign = (id: string) => jwt.sign({ sub: id, exp: Date.now() + 3600 * 1000 }, key());`,
      errors: [{ messageId: 'milliseconds', line: 2, column: 62, suggestions: [{ messageId: 'divide', output: `${JWT}export const sign = (id: string) => jwt.sign({ sub: id, exp: Math.floor((Date.now() + 3600 * 1000) / 1000) }, key());` }] }],
    },
  ],
});
