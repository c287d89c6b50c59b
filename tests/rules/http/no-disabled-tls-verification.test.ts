import rule from '../../../src/rules/http/no-disabled-tls-verification.ts';
import { testRule } from '../test-rule.ts';

testRule(import.meta, rule, {
  valid: [
    { name: 'verification is on', code: "import pg from 'pg';\nexport const pool = new pg.Pool({ ssl: { rejectUnauthorized: true } });" },
    { name: 'an authority of one’s own', code: "import { Agent } from 'node:https';\nexport const agent = new Agent({ ca: process.env.CA });" },
    { name: 'unknown: the environment decides', code: "export const ssl = { rejectUnauthorized: process.env.VERIFY !== 'false' };" },
    { name: 'unknown: one value of two', code: "export const ssl = { rejectUnauthorized: process.env.NODE_ENV === 'production' ? true : false };" },
    { name: 'not in production', code: "export const ssl = process.env.NODE_ENV === 'production' ? true : { rejectUnauthorized: false };" },
    { name: 'not in production, by a condition around', code: "if (process.env.NODE_ENV === 'development') { process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; }" },
    { name: 'a server whose clients may have no certificate', code: "import https from 'node:https';\nexport const server = https.createServer({ requestCert: true, rejectUnauthorized: false });" },
    { name: 'a server, with options that stand elsewhere', code: "import https from 'node:https';\nexport const server = https.createServer({ ...keys, rejectUnauthorized: false });" },
    { name: 'the server of Nest', code: "export const options = { httpsOptions: { key, cert, rejectUnauthorized: false } };" },
    { name: 'look-alike: a type', code: 'export interface Options { rejectUnauthorized: false }' },
    { name: 'look-alike: a pattern', code: 'export const read = ({ rejectUnauthorized = false }) => rejectUnauthorized;' },
    { name: 'look-alike: a variable of that name elsewhere', code: "export const limits = {};\nlimits.NODE_TLS_REJECT_UNAUTHORIZED = '0';" },
    { name: 'a check of the name that may refuse', code: "export const options = { checkServerIdentity: (host, cert) => (host === cert.subject.CN ? undefined : new Error('other')) };" },
    { name: 'the variable is set to verify', code: "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '1';" },
    { name: 'look-alike: a method of one’s own', code: 'export const run = (own) => own.disableTLSCerts();' },
  ],
  invalid: [
    {
      name: 'the connections of a pool',
      code: "import pg from 'pg';\nexport const pool = new pg.Pool({ ssl: { rejectUnauthorized: false } });",
      errors: [{ messageId: 'disabled', line: 2, column: 42, data: { name: 'rejectUnauthorized' }, suggestions: [{ messageId: 'verify', output: "import pg from 'pg';\nexport const pool = new pg.Pool({ ssl: { rejectUnauthorized: true } });" }] }],
    },
    { name: 'in production alone', code: "export const ssl = process.env.NODE_ENV === 'production' ? { rejectUnauthorized: false } : false;", errors: [{ messageId: 'disabled', line: 1, suggestions: [{ messageId: 'verify', output: "export const ssl = process.env.NODE_ENV === 'production' ? { rejectUnauthorized: true } : false;" }] }] },
    { name: 'a constant of another file', code: "import { VERIFY } from './flags.ts';\nexport const ssl = { rejectUnauthorized: VERIFY };", files: { 'flags.ts': 'export const VERIFY = false;' }, errors: [{ messageId: 'disabled', line: 2 }] },
    { name: 'where a setting is given', code: "export const ssl = process.env.DATABASE_TLS ? { rejectUnauthorized: false } : undefined;", errors: [{ messageId: 'disabled', line: 1, suggestions: [{ messageId: 'verify', output: "export const ssl = process.env.DATABASE_TLS ? { rejectUnauthorized: true } : undefined;" }] }] },
    { name: 'assigned later', code: 'export function open(options) { options.rejectUnauthorized = false; return options; }', errors: [{ messageId: 'disabled', line: 1, suggestions: [{ messageId: 'verify', output: 'export function open(options) { options.rejectUnauthorized = true; return options; }' }] }] },
    { name: 'the variable of the whole process', code: "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';", errors: [{ messageId: 'disabled', line: 1, data: { name: 'NODE_TLS_REJECT_UNAUTHORIZED' } }] },
    { name: 'the variable as a number, by key', code: "process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = 0;", errors: [{ messageId: 'disabled', line: 1 }] },
    { name: 'MongoDB', code: 'export const options = { tlsAllowInvalidCertificates: true };', errors: [{ messageId: 'disabled', line: 1, suggestions: [{ messageId: 'verify', output: 'export const options = { tlsAllowInvalidCertificates: false };' }] }] },
    { name: 'any name in the certificate', code: 'export const options = { checkServerIdentity: () => undefined };', errors: [{ messageId: 'disabled', line: 1, data: { name: 'checkServerIdentity' } }] },
    { name: 'any name, with an empty body', code: 'export const options = { checkServerIdentity() {} };', errors: [{ messageId: 'disabled', line: 1 }] },
    { name: 'superagent', code: "import agent from 'superagent';\nexport const load = () => agent.get('https://shop.example/prices').disableTLSCerts();", errors: [{ messageId: 'disabled', line: 2, data: { name: 'disableTLSCerts' } }] },
    { name: 'a connection string', code: "export const url = 'postgres://db.shop.example/app?sslmode=no-verify';", errors: [{ messageId: 'disabled', line: 1, suggestions: [{ messageId: 'verify', output: "export const url = 'postgres://db.shop.example/app?sslmode=verify-full';" }] }] },
  ],
});
