import rule from '../../../src/rules/config/no-node-env-branch.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const BRANCH = "export const start = () => { if (process.env.NODE_ENV === 'production') listen(); };";
const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['a setting of its own', "export const start = () => { if (process.env.SHOP_OPEN === 'true') listen(); };"],
  ['the name is handed on', 'export const name = process.env.NODE_ENV;\nexport const log = (logger) => logger.info(process.env.NODE_ENV);'],
  ['two values of the environment', 'export const isSame = process.env.NODE_ENV === process.env.LAST_ENV;'],
  ['one client across reloads', "export const client = globalThis.client ?? connect();\nif (process.env.NODE_ENV !== 'production') globalThis.client = client;"],
  ['one client across reloads, by another name of the global object', "const kept = globalThis as unknown as { client?: object };\nexport const client = kept.client ?? connect();\nif (process.env.NODE_ENV !== 'production') {\n  kept.client = client;\n}"],
  ['look-alike: another object', "export const isProduction = (env) => env.NODE_ENV === 'production';"],
  ['look-alike: the environment of a feature', "import { feature } from './feature.ts';\nexport const isLive = feature.environment === 'production';"],
];

testRule(import.meta, rule, {
  valid: [
    ...SILENT.map(([name, code]): Case => ({ name, code, files: { 'feature.ts': "export const feature = load<{ environment: string }>();" } })),
    ...['src/config.ts', 'src/config/log.ts', 'vite.config.ts', 'scripts/seed.ts', 'src/a.test.ts', 'examples/app.ts'].map((filename): Case => ({ name: filename, filename, code: BRANCH })),
    { name: 'business code is another rule’s', filename: 'src/orders/orders.service.ts', code: BRANCH },
    { name: 'a component: a bundler takes it away', jsx: true, filename: 'src/page.tsx', code: "export const Page = () => (process.env.NODE_ENV === 'production' ? <a>live</a> : null);" },
  ],
  invalid: [
    { name: 'a comparison', code: BRANCH, errors: [{ messageId: 'branch', line: 1, column: 34, endColumn: 71, data: { name: 'NODE_ENV' } }] },
    { name: 'a value', code: "import express from 'express';\nconst app = express();\napp.set('trust proxy', 'production' === process.env.NODE_ENV);", errors: [{ messageId: 'branch', line: 3, column: 24, data: { name: 'NODE_ENV' } }] },
    { name: 'one of several', code: "import { env } from 'node:process';\nexport const isQuiet = () => ['test', 'ci'].includes(env.APP_ENV ?? 'development');", errors: [{ messageId: 'branch', line: 2, column: 30, data: { name: 'APP_ENV' } }] },
    { name: 'a switch', code: "export function level() { switch (process.env.NODE_ENV) { case 'test': return 'error'; default: return 'info'; } }", errors: [{ messageId: 'branch', line: 1, column: 35, data: { name: 'NODE_ENV' } }] },
    { name: 'a variable', code: "const { NODE_ENV: mode } = process.env;\nexport const level = mode === 'test' ? 'error' : 'info';", errors: [{ messageId: 'branch', line: 2, column: 22, data: { name: 'NODE_ENV' } }] },
    { name: 'what the configuration calls it', code: "import { config } from './config.ts';\nexport const level = config.env === 'test' ? 'error' : 'info';", files: { 'config.ts': 'export const config = { env: process.env.NODE_ENV };' }, errors: [{ messageId: 'branch', line: 2, column: 22, data: { name: 'NODE_ENV' } }] },
    { name: 'a function of the project', code: "import { read } from './environment.ts';\nexport const level = () => (read('NODE_ENV') === 'test' ? 'error' : 'info');", files: { 'environment.ts': 'export const read = (name: string) => process.env[name];' }, errors: [{ messageId: 'branch', line: 2, column: 29, data: { name: 'NODE_ENV' } }] },
  ],
});
