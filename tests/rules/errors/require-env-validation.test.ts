import rule from '../../../src/rules/errors/require-env-validation.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const BARE = 'export const options = { secret: process.env.JWT_SECRET! };';
const VALIDATED: Readonly<Record<string, string>> = {
  zod: "import { z } from 'zod';\nconst schema = z.object({ JWT_SECRET: z.string().min(32) });\nexport const env = schema.parse(process.env);",
  'zod, a schema of variables': "import { z } from 'zod';\nexport const env = z.object({ A: z.string(), B: z.string() }).parse({ A: process.env.A, B: process.env.B });",
  joi: "const Joi = require('joi');\nconst { value, error } = Joi.object({ JWT_SECRET: Joi.string().required() }).unknown().validate(process.env);\nif (error) throw error;\nmodule.exports = value;",
  envalid: "import { cleanEnv, str } from 'envalid';\nexport const env = cleanEnv(process.env, { JWT_SECRET: str() });",
  't3-env': "import { createEnv } from '@t3-oss/env-core';\nimport { z } from 'zod';\nexport const env = createEnv({ server: { JWT_SECRET: z.string() }, runtimeEnv: process.env });",
  convict: "import convict from 'convict';\nexport const config = convict({ secret: { format: String, default: '', env: 'JWT_SECRET' } });\nconfig.validate();\nconsole.log(process.env.X);",
  'env-var': "import env from 'env-var';\nexport const secret = env.get('JWT_SECRET').required().asString();",
  'env-schema': "import envSchema from 'env-schema';\nexport const config = envSchema({ schema: { type: 'object', required: ['JWT_SECRET'] } });",
  'a plugin': "import fastifyEnv from '@fastify/env';\nexport default fastifyEnv;\nexport const autoConfig = { schema: { type: 'object', required: ['JWT_SECRET'] } };",
  'a module': "import { Module } from '@nestjs/common';\nimport { ConfigModule } from '@nestjs/config';\nimport { validate } from './validate.ts';\n@Module({ imports: [ConfigModule.forRoot({ isGlobal: true, validate })] })\nexport class AppModule {}",
  'a function of the project': "import { validateConfig } from './validate.ts';\nexport default () => { validateConfig(process.env, Variables); return {}; };",
  'a list of names': "for (const name of ['JWT_SECRET']) {\n  if (!process.env[name]) throw new Error(`${name} is not set`);\n}",
  'gathered first': "const missing = [];\nfor (const name of ['JWT_SECRET']) {\n  if (!process.env[name]) missing.push(name);\n}\nif (missing.length > 0) process.exit(1);",
  'this one by hand': "if (!process.env.JWT_SECRET) throw new Error('JWT_SECRET is not set');",
  'this one later': "const secret = process.env.JWT_SECRET;\nif (!secret) { console.error('JWT_SECRET is not set'); process.exit(1); }",
  'asserted': "import assert from 'node:assert';\nassert(process.env.JWT_SECRET, 'JWT_SECRET is not set');",
  valibot: "import * as v from 'valibot';\nexport const env = v.parse(v.object({ JWT_SECRET: v.string() }), process.env);",
};
const NOT_VALIDATED: Readonly<Record<string, string>> = {
  'a child process': "import { spawn } from 'node:child_process';\nspawn('ls', { env: process.env });",
  'names only': 'export const names = Object.keys(process.env);',
  'a module without options': "import { Module } from '@nestjs/common';\nimport { ConfigModule } from '@nestjs/config';\n@Module({ imports: [ConfigModule.forRoot({ isGlobal: true })] })\nexport class AppModule {}",
  'a schema of something else': "import { z } from 'zod';\nexport const user = (body) => z.object({ name: z.string() }).parse(body);\nexport const port = process.env.PORT;",
  'a flag': "if (process.env.JWT_SECRETS_OFF) throw new Error('off');",
  'JSON': 'export const list = JSON.parse(process.env.LIST);',
};
const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['a value with a default', "export const port = Number(process.env.PORT ?? 3000);\nexport const host = process.env.HOST || '0.0.0.0';"],
  ['no assertion', 'export const secret = process.env.JWT_SECRET;'],
  ['a default further out', 'export const port = parseInt(process.env.PORT!) || 3000;'],
  ['what the platform sets', 'export const mode = process.env.NODE_ENV as string;\nexport const region = process.env.AWS_REGION!;\nexport const url = process.env.VERCEL_URL!;'],
  ['what a bundler writes', 'export const url = process.env.NEXT_PUBLIC_API_URL!;\nexport const other = import.meta.env.VITE_URL!;'],
  ['an optional text', "export const basePath = process.env.BASE_PATH || '';"],
  ['a list', "export const hosts = (process.env.REDIS_HOST || '').split(',');\nexport const isDocument = ['mongodb'].includes(process.env.DATABASE_URL ?? '');"],
  ['asked first', "export function key() { if (!process.env.API_KEY) return null; return process.env.API_KEY!; }\nexport const other = process.env.MAIL_TOKEN ? send(process.env.MAIL_TOKEN!) : null;"],
  ['another type', "export const level = process.env.LOG_LEVEL as 'info' | 'debug' | undefined;"],
  ['a fallback that is a secret is another rule’s', "export const secret = (process.env.JWT_SECRET || 'tulip-field') as string;"],
  ['look-alike: another object', "const env = { JWT_SECRET: '' };\nexport const secret = env.JWT_SECRET!;"],
  ['not in production', "if (process.env.NODE_ENV === 'test') seed(process.env.SEED_TOKEN!);"],
];

testRule(import.meta, rule, {
  valid: [
    ...SILENT.map(([name, code]): Case => ({ name, code })),
    ...Object.entries(VALIDATED).map(([name, text]): Case => ({ name: `validated: ${name}`, code: BARE, files: { 'package.json': '{"name":"app","dependencies":{"x":"1"}}', 'src/start.ts': text, 'src/validate.ts': "export const validate = (values) => { if (!values.JWT_SECRET) throw new Error('x'); return values; };\nexport const validateConfig = validate;" } })),
    { name: 'a tool', filename: 'drizzle.config.ts', code: BARE },
    { name: 'a script', filename: 'scripts/seed.ts', code: BARE },
    { name: 'a test', filename: 'src/a.test.ts', code: BARE },
    { name: 'an example', filename: 'examples/start/server.ts', code: BARE },
    { name: 'an option: another file asks whether it is set', code: "export const key = process.env.MODEL_API_KEY ?? '';", files: { 'package.json': '{"name":"app"}', 'src/features.ts': 'export const hasModel = Boolean(process.env.MODEL_API_KEY);' } },
    { name: 'an option: a function that looks is asked', code: "export const key = process.env.MODEL_API_KEY ?? '';", files: { 'package.json': '{"name":"app"}', 'src/start.ts': "const isSet = (name: string) => { const value = process.env[name]; if (!value) console.warn(`${name} is not set`); return !!value; };\nexport const hasModel = isSet('MODEL_API_KEY');" } },
    { name: 'validated in a package of the workspace', filename: 'apps/api/src/auth.ts', code: BARE, files: { 'package.json': '{"name":"all","private":true,"workspaces":["apps/*","packages/*"]}', 'apps/api/package.json': '{"name":"api","dependencies":{"@all/env":"*"}}', 'packages/env/package.json': '{"name":"@all/env","dependencies":{"zod":"4"}}', 'packages/env/src/index.ts': VALIDATED['zod'] ?? '' } },
  ],
  invalid: [
    { name: 'asserted', code: BARE, errors: [{ messageId: 'asserted', line: 1, column: 34, endColumn: 57, data: { name: 'JWT_SECRET' } }] },
    { name: 'as a text', code: "import jwt from 'jsonwebtoken';\nexport const sign = (id) => jwt.sign({ id }, process.env['JWT_SECRET'] as string);", errors: [{ messageId: 'asserted', line: 2, column: 46, data: { name: 'JWT_SECRET' } }] },
    { name: 'an empty secret', code: "import { env } from 'node:process';\nexport const key = env.API_KEY ?? '';", errors: [{ messageId: 'emptied', line: 2, column: 35, data: { name: 'API_KEY' } }] },
    { name: 'an empty address', code: "const { DATABASE_URL = '' } = process.env;\nexport const url = DATABASE_URL;", errors: [{ messageId: 'emptied', line: 1, column: 24, data: { name: 'DATABASE_URL' } }] },
    { name: 'a function of the project', code: "import { env } from './environment.ts';\nexport const key = env('STRIPE_API_KEY') ?? '';", files: { 'package.json': '{"name":"app"}', 'environment.ts': 'export const env = (name: string) => process.env[name];' }, errors: [{ messageId: 'emptied', line: 2, column: 45, data: { name: 'STRIPE_API_KEY' } }] },
    ...Object.entries(NOT_VALIDATED).map(([name, text]) => ({ name: `not validated: ${name}`, code: BARE, files: { 'package.json': '{"name":"app","dependencies":{"x":"1"}}', 'src/start.ts': text }, errors: [{ messageId: 'asserted', line: 1, column: 34, data: { name: 'JWT_SECRET' } }] })),
    { name: 'validated in a test only', code: BARE, files: { 'package.json': '{"name":"app"}', 'test/setup.ts': VALIDATED['zod'] ?? '' }, errors: [{ messageId: 'asserted', line: 1, column: 34, data: { name: 'JWT_SECRET' } }] },
  ],
});
