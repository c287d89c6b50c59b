import rule from '../../../src/rules/auth/min-token-entropy.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const bytes = (value: string, name = 'token'): string => `import { randomBytes } from 'node:crypto';\nexport const issue = () => ({ ${name}: ${value} });`;
const letters = (value: string, imported = 'nanoid'): string => `import { ${imported} } from 'nanoid';\nexport const issue = () => ({ token: ${value} });`;
const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['sixteen bytes', bytes("randomBytes(16).toString('hex')")],
  ['the letters of nanoid', letters('nanoid()')],
  ['a UUID', 'export const issue = () => ({ token: crypto.randomUUID() });'],
  ['a fine alphabet and length', letters("customAlphabet('0123456789abcdef', 32)()", 'customAlphabet')],
  ['two halves', bytes("randomBytes(8).toString('hex') + randomBytes(8).toString('hex')")],
  ['a one-time password', "import { randomInt } from 'node:crypto';\nexport const issue = () => ({ token: randomInt(1000000) });"],
  ['a code', bytes("randomBytes(3).toString('hex')", 'verificationCode')],
  ['an id that admits nobody', bytes("randomBytes(8).toString('hex')", 'requestId')],
  ['names of variables say nothing', "import { randomBytes } from 'node:crypto';\nexport function name() { const token = randomBytes(4).toString('hex'); return `${token}.png`; }"],
  ['unknown: the length', bytes('randomBytes(Number(process.env.SIZE))')],
  ['unknown: something beside it', "import { randomBytes } from 'node:crypto';\nimport { sign } from '@acme/sign';\nexport const issue = () => ({ token: `${randomBytes(4).toString('hex')}${sign()}` });"],
  ['look-alike: another function', "import { randomBytes } from './bytes.ts';\nexport const issue = () => ({ token: randomBytes(4) });"],
];

testRule(import.meta, rule, {
  valid: SILENT.map(([name, code]): Case => ({ name, code })),
  invalid: [
    {
      name: 'eight bytes',
      code: bytes("randomBytes(8).toString('hex')"),
      errors: [{ messageId: 'short', line: 2, column: 50, data: { name: 'token', bits: 64, source: 'crypto.randomBytes' }, suggestions: [{ messageId: 'lengthen', data: { to: '16' }, output: bytes("randomBytes(16).toString('hex')") }] }],
    },
    {
      name: 'ten letters',
      code: letters('nanoid(10)'),
      errors: [{ messageId: 'short', line: 2, column: 45, data: { name: 'token', bits: 60, source: 'nanoid' }, suggestions: [{ messageId: 'lengthen', data: { to: '21' }, output: letters('nanoid(21)') }] }],
    },
    { name: 'a small alphabet of another file', code: "import { makeId } from './id.ts';\nexport const issue = () => ({ apiKey: `key_${makeId()}` });", files: { 'id.ts': "import { customAlphabet } from 'nanoid';\nexport const makeId = customAlphabet('0123456789', 16);" }, errors: [{ messageId: 'short', line: 2, column: 46, data: { name: 'apiKey', bits: 53, source: 'customAlphabet' } }] },
    { name: 'what is cut off', code: bytes("randomBytes(32).toString('hex').slice(0, 10)", 'sessionId'), errors: [{ messageId: 'short', line: 2, column: 42, data: { name: 'sessionId', bits: 40, source: 'crypto.randomBytes' } }] },
    { name: 'a length that is handed on', code: "import { randomBytes } from 'node:crypto';\nconst text = (size = 4) => randomBytes(size).toString('base64url');\nexport const issue = (user) => { user.resetToken = text(8); };", errors: [{ messageId: 'short', line: 2, column: 28, data: { name: 'resetToken', bits: 64, source: 'crypto.randomBytes' } }] },
    {
      name: 'a column',
      code: "import { Pool } from 'pg';\nimport { nanoid as id } from 'nanoid';\nconst pool = new Pool();\nexport const keep = () => pool.query('INSERT INTO invites (token) VALUES ($1)', [id(12)]);",
      errors: [{ messageId: 'short', line: 4, column: 85, data: { name: 'token', bits: 72, source: 'nanoid' }, suggestions: [{ messageId: 'lengthen', data: { to: '21' }, output: "import { Pool } from 'pg';\nimport { nanoid as id } from 'nanoid';\nconst pool = new Pool();\nexport const keep = () => pool.query('INSERT INTO invites (token) VALUES ($1)', [id(21)]);" }] }],
    },
  ],
});
