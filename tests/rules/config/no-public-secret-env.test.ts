import rule from '../../../src/rules/config/no-public-secret-env.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['a secret of the server', 'export const secret = process.env.JWT_SECRET;'],
  ['a public setting', 'export const url = process.env.NEXT_PUBLIC_API_URL;'],
  ['a key that may be for browsers', 'export const key = process.env.NEXT_PUBLIC_MAPS_API_KEY;'],
  ['a key that says so', 'export const key = process.env.NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY;'],
  ['a token of a service for browsers', 'export const map = process.env.NEXT_PUBLIC_MAPBOX_TOKEN;\nexport const rum = import.meta.env.VITE_DATADOG_CLIENT_TOKEN;'],
  ['about a password, a token', 'export const a = process.env.NEXT_PUBLIC_PASSWORD_MIN_LENGTH;\nexport const b = process.env.REACT_APP_TOKEN_URL;\nexport const c = process.env.NEXT_PUBLIC_DISABLE_PASSWORD_LOGIN;\nexport const d = process.env.NEXT_PUBLIC_PRIVATE_MODE;'],
  ['look-alike: another object', "const settings = { VITE_API_SECRET: 'x' };\nexport const secret = settings.VITE_API_SECRET;"],
  ['unknown: a computed name', 'export const read = (name) => process.env[`NEXT_PUBLIC_${name}_SECRET`];'],
];

testRule(import.meta, rule, {
  valid: [...SILENT.map(([name, code]): Case => ({ name, code })), { name: 'a test', filename: 'src/setup.test.ts', code: 'export const secret = process.env.NEXT_PUBLIC_API_SECRET;' }],
  invalid: [
    { name: 'a secret, once', code: 'export const secret = process.env.NEXT_PUBLIC_API_SECRET;\nexport const again = process.env.NEXT_PUBLIC_API_SECRET;', errors: [{ messageId: 'public', line: 1, column: 23, data: { name: 'NEXT_PUBLIC_API_SECRET', prefix: 'NEXT_PUBLIC_' } }] },
    { name: 'of a bundler', code: 'export const token = import.meta.env.VITE_GITHUB_TOKEN;', errors: [{ messageId: 'public', line: 1, column: 22, data: { name: 'VITE_GITHUB_TOKEN', prefix: 'VITE_' } }] },
    { name: 'a private key, a password', code: 'const { REACT_APP_PRIVATE_KEY, EXPO_PUBLIC_DB_PASSWORD } = process.env;\nexport const all = { REACT_APP_PRIVATE_KEY, EXPO_PUBLIC_DB_PASSWORD };', errors: [{ messageId: 'public', line: 1, column: 9, data: { name: 'REACT_APP_PRIVATE_KEY', prefix: 'REACT_APP_' } }, { messageId: 'public', line: 1, column: 32, data: { name: 'EXPO_PUBLIC_DB_PASSWORD', prefix: 'EXPO_PUBLIC_' } }] },
    { name: 'in a component', jsx: true, filename: 'src/map.tsx', code: "'use client';\nexport const Map = () => <a href={`/?key=${process.env.NEXT_PUBLIC_STRIPE_SECRET_KEY}`}>x</a>;", errors: [{ messageId: 'public', line: 2, column: 44, data: { name: 'NEXT_PUBLIC_STRIPE_SECRET_KEY', prefix: 'NEXT_PUBLIC_' } }] },
    { name: 'an API key, by option', code: 'export const key = process.env.NEXT_PUBLIC_OPENAI_API_KEY;', options: [{ apiKeys: true }], errors: [{ messageId: 'public', line: 1, column: 20, data: { name: 'NEXT_PUBLIC_OPENAI_API_KEY', prefix: 'NEXT_PUBLIC_' } }] },
    { name: 'a function of the project', code: "import { env } from './environment.ts';\nexport const token = env('NEXT_PUBLIC_ADMIN_TOKEN');", files: { 'environment.ts': 'export const env = (name: string) => process.env[name];' }, errors: [{ messageId: 'public', line: 2, column: 22, data: { name: 'NEXT_PUBLIC_ADMIN_TOKEN', prefix: 'NEXT_PUBLIC_' } }] },
  ],
});
