import rule from '../../../src/rules/config/no-secret-fallback.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const nest = (body: string): string => `import { Injectable } from '@nestjs/common';\nimport { ConfigService } from '@nestjs/config';\n@Injectable()\nexport class Tokens {\n  constructor(private readonly settings: ConfigService) {}\n  key() { return ${body}; }\n}`;
const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['no fallback', 'export const secret = process.env.JWT_SECRET;'],
  ['an error', "const needed = (name) => { throw new Error(`${name} is not set`); };\nexport const secret = process.env.JWT_SECRET ?? needed('JWT_SECRET');"],
  ['an empty text is another rule’s', "export const secret = process.env.JWT_SECRET || '';"],
  ['another variable', 'export const secret = process.env.JWT_SECRET || process.env.APP_SECRET;'],
  ['a value drawn at random', "import { randomBytes } from 'node:crypto';\nexport const secret = process.env.JWT_SECRET || randomBytes(32).toString('hex');"],
  ['no secret', "export const port = process.env.PORT || '3000';\nexport const expires = process.env.TOKEN_TTL || '15m';\nexport const name = process.env.SECRET_NAME || 'app/jwt';\nexport const cache = process.env.CACHE_KEY || 'app:';"],
  ['a public key', "export const key = process.env.STRIPE_PUBLISHABLE_KEY || 'pk_test_1';"],
  ['the database of this machine', "export const url = process.env.DATABASE_URL || 'postgres://app:tulip@localhost:5432/app';"],
  ['not in production', "export const secret = process.env.NODE_ENV === 'production' ? process.env.JWT_SECRET : process.env.JWT_SECRET || 'tulip-field';"],
  ['look-alike: an object called env', "const env = { JWT_SECRET: '' };\nexport const secret = env.JWT_SECRET || 'tulip-field';"],
  ['unknown: a function of a package', "import { get } from 'some-vault';\nexport const secret = get('JWT_SECRET') || 'tulip-field';"],
  ['a schema without a default', "import { z } from 'zod';\nexport const env = z.object({ JWT_SECRET: z.string().min(32), PORT: z.coerce.number().default(3000) }).parse(process.env);"],
];

testRule(import.meta, rule, {
  valid: [
    ...SILENT.map(([name, code]): Case => ({ name, code })),
    { name: 'a test', filename: 'src/setup.test.ts', code: "export const secret = process.env.JWT_SECRET || 'tulip-field';" },
    { name: 'a tool', filename: 'drizzle.config.ts', code: "export default { password: process.env.DB_PASSWORD || 'tulip-field' };" },
    { name: 'a script', filename: 'scripts/seed.ts', code: "export const password = process.env.ADMIN_PASSWORD || 'tulip-field';" },
    { name: 'the default of a service is no text', code: nest("this.settings.get('JWT_SECRET', { infer: true })") },
  ],
  invalid: [
    { name: '||', code: "export const secret = process.env.JWT_SECRET || 'tulip-field';", errors: [{ messageId: 'fallback', line: 1, column: 49, data: { name: 'JWT_SECRET' }, suggestions: [{ messageId: 'removeFallback', data: { name: 'JWT_SECRET' }, output: 'export const secret = process.env.JWT_SECRET;' }] }] },
    { name: 'a constant of another file', code: "import { DEFAULT } from './defaults.ts';\nexport const key = process.env['API_KEY'] ?? DEFAULT;", files: { 'defaults.ts': "export const DEFAULT = 'tulip-field';" }, errors: [{ messageId: 'fallback', line: 2, column: 46, data: { name: 'API_KEY' }, suggestions: [{ messageId: 'removeFallback', data: { name: 'API_KEY' }, output: "import { DEFAULT } from './defaults.ts';\nexport const key = process.env['API_KEY'];" }] }] },
    { name: 'after another variable', code: "import { env } from 'node:process';\nexport const secret = env.SESSION_SECRET || env.SECRET || 'tulip-field';", errors: [{ messageId: 'fallback', line: 2, column: 59, data: { name: 'SESSION_SECRET' } }] },
    { name: 'a pattern', code: "const { DB_PASSWORD = 'tulip-field', PORT = '3000' } = process.env;\nexport const settings = { DB_PASSWORD, PORT };", errors: [{ messageId: 'fallback', line: 1, column: 23, data: { name: 'DB_PASSWORD' }, suggestions: [{ messageId: 'removeFallback', data: { name: 'DB_PASSWORD' }, output: "const { DB_PASSWORD, PORT = '3000' } = process.env;\nexport const settings = { DB_PASSWORD, PORT };" }] }] },
    { name: 'a condition', code: "export const secret = process.env.JWT_SECRET ? process.env.JWT_SECRET : 'tulip-field';", errors: [{ messageId: 'fallback', line: 1, column: 73, data: { name: 'JWT_SECRET' } }] },
    { name: 'an assignment', code: "process.env.JWT_SECRET ??= 'tulip-field';", errors: [{ messageId: 'fallback', line: 1, column: 28, data: { name: 'JWT_SECRET' } }] },
    { name: 'a configuration service', code: nest("this.settings.get<string>('JWT_SECRET', 'tulip-field')"), errors: [{ messageId: 'fallback', line: 6, column: 58, data: { name: 'JWT_SECRET' }, suggestions: [{ messageId: 'removeFallback', data: { name: 'JWT_SECRET' }, output: nest("this.settings.getOrThrow<string>('JWT_SECRET')") }] }] },
    { name: 'a function of the project', code: "import { setting } from './environment.ts';\nexport const secret = setting('JWT_SECRET', 'tulip-field');\nexport const token = setting('HOOK_TOKEN') || 'tulip-field';", files: { 'environment.ts': "export function setting(name: string, fallback = '') { return process.env[name] ?? fallback; }" }, errors: [{ messageId: 'fallback', line: 2, column: 45, data: { name: 'JWT_SECRET' } }, { messageId: 'fallback', line: 3, column: 47, data: { name: 'HOOK_TOKEN' }, suggestions: [{ messageId: 'removeFallback', data: { name: 'HOOK_TOKEN' }, output: "import { setting } from './environment.ts';\nexport const secret = setting('JWT_SECRET', 'tulip-field');\nexport const token = setting('HOOK_TOKEN');" }] }] },
    { name: 'an address with a password', code: "export const url = process.env.DATABASE_URL || 'postgres://app:Tr0ub4dor@db.acme-shop.com/app';", errors: [{ messageId: 'fallback', line: 1, column: 48, data: { name: 'DATABASE_URL' }, suggestions: [{ messageId: 'removeFallback', data: { name: 'DATABASE_URL' }, output: 'export const url = process.env.DATABASE_URL;' }] }] },
    { name: 'the environment of a bundler, of a request', code: "import { env } from 'hono/adapter';\nexport const a = import.meta.env.API_SECRET || 'tulip-field';\nexport const b = (c) => env(c).API_SECRET || 'tulip-field';", errors: [{ messageId: 'fallback', line: 2, column: 48, data: { name: 'API_SECRET' }, suggestions: [{ messageId: 'removeFallback', data: { name: 'API_SECRET' }, output: "import { env } from 'hono/adapter';\nexport const a = import.meta.env.API_SECRET;\nexport const b = (c) => env(c).API_SECRET || 'tulip-field';" }] }, { messageId: 'fallback', line: 3, column: 46, data: { name: 'API_SECRET' }, suggestions: [{ messageId: 'removeFallback', data: { name: 'API_SECRET' }, output: "import { env } from 'hono/adapter';\nexport const a = import.meta.env.API_SECRET || 'tulip-field';\nexport const b = (c) => env(c).API_SECRET;" }] }] },
    { name: 'the default of a schema', code: "import { z } from 'zod';\nexport const env = z.object({ JWT_SECRET: z.string().default('tulip-field') }).parse(process.env);", errors: [{ messageId: 'fallback', line: 2, column: 62, data: { name: 'JWT_SECRET' }, suggestions: [{ messageId: 'removeFallback', data: { name: 'JWT_SECRET' }, output: "import { z } from 'zod';\nexport const env = z.object({ JWT_SECRET: z.string() }).parse(process.env);" }] }] },
    { name: 'the default of another schema', code: "import { cleanEnv, str } from 'envalid';\nexport const env = cleanEnv(process.env, { JWT_SECRET: str({ default: 'tulip-field' }) });", errors: [{ messageId: 'fallback', line: 2, column: 71, data: { name: 'JWT_SECRET' } }] },
  ],
});
