import rule from '../../../src/rules/security/no-disabled-csp.ts';
import { testRule } from '../test-rule.ts';

const app = "import express from 'express';\nimport helmet from 'helmet';\nconst app = express();\n";
const unsafe = (source: string) => ({ messageId: 'unsafe', data: { source } });

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: the default', code: `${app}app.use(helmet());` },
    { name: 'remedy: directives without unsafe sources', code: `${app}app.use(helmet({ contentSecurityPolicy: { directives: { scriptSrc: ["'self'", 'https://cdn.shop.example'], styleSrc: ["'self'", "'unsafe-inline'"] } } }));` },
    { name: 'remedy: a nonce, beside which browsers do not look at the old source', code: "export const policy = (nonce: string) => `script-src 'nonce-${nonce}' 'unsafe-inline'; object-src 'none'`;" },
    { name: 'remedy: a nonce that a function gives', code: `${app}app.use(helmet({ contentSecurityPolicy: { directives: { scriptSrc: ["'unsafe-inline'", (request, response) => response.locals.nonce] } } }));` },
    { name: 'remedy: another middleware sets the policy', files: { 'package.json': '{ "name": "shop" }', 'policy.ts': "export const policy = (request, response, next) => { response.setHeader('Content-Security-Policy', \"default-src 'self'\"); next(); };" }, code: `${app}app.use(helmet({ contentSecurityPolicy: false }));` },
    { name: 'remedy: the same library in a call of its own', code: `${app}app.use(helmet({ contentSecurityPolicy: false }));\napp.use(helmet.contentSecurityPolicy({ directives: { scriptSrc: ["'self'"] } }));` },
    { name: 'in development only', code: `${app}app.use(helmet({ contentSecurityPolicy: process.env.NODE_ENV === 'production' ? undefined : false }));` },
    { name: 'in development only, by a branch', code: `${app}if (process.env.NODE_ENV === 'development') app.use(helmet({ contentSecurityPolicy: false }));` },
    { name: 'for one path', code: `${app}app.use('/playground', helmet({ contentSecurityPolicy: false }));` },
    { name: 'unknown: a setting', code: `import { settings } from './settings';\n${app}app.use(helmet({ contentSecurityPolicy: settings.csp }));` },
    { name: 'WebAssembly is compiled, not evaluated', code: "export const policy = \"script-src 'self' 'wasm-unsafe-eval'\";" },
    { name: 'styles are not meant', code: "export const policy = \"script-src 'self'; style-src 'self' 'unsafe-inline'\";" },
    { name: 'look-alike: a function called helmet', code: 'const helmet = (options: object) => options;\nexport const a = helmet({ contentSecurityPolicy: false });' },
    { name: 'look-alike: a text that speaks of it', code: "export const help = 'Do not write unsafe-inline into script-src.';" },
    { name: 'a test', filename: 'tests/app.test.ts', code: `${app}app.use(helmet({ contentSecurityPolicy: false }));` },
  ],
  invalid: [
    { name: 'switched off', code: `${app}app.use(helmet({ contentSecurityPolicy: false, hsts: true }));`, errors: [{ messageId: 'disabled', line: 4, column: 18, suggestions: [{ messageId: 'useDefault', output: `${app}app.use(helmet({ hsts: true }));` }] }] },
    { name: 'switched off in options of another file, under other names', files: { 'zz1.ts': 'export const zz2 = { contentSecurityPolicy: false };' }, code: "import zz0 from 'helmet';\nimport { zz2 } from './zz1';\nexport const zz3 = zz0(zz2);", errors: [{ messageId: 'disabled', line: 3, column: 20 }] },
    { name: 'Fastify', code: "import Fastify from 'fastify';\nimport headers from '@fastify/helmet';\nconst app = Fastify();\nawait app.register(headers, { contentSecurityPolicy: false });", errors: [{ messageId: 'disabled', line: 4, column: 31, suggestions: [{ messageId: 'useDefault', output: "import Fastify from 'fastify';\nimport headers from '@fastify/helmet';\nconst app = Fastify();\nawait app.register(headers, {});" }] }] },
    { name: 'Koa, in plain JavaScript', parser: 'espree', sourceType: 'commonjs', code: "const helmet = require('koa-helmet');\nmodule.exports = (app) => app.use(helmet({ contentSecurityPolicy: false }));", errors: [{ messageId: 'disabled', line: 2, column: 44, suggestions: [{ messageId: 'useDefault', output: "const helmet = require('koa-helmet');\nmodule.exports = (app) => app.use(helmet({}));" }] }] },
    { name: 'unsafe sources of directives', code: `${app}app.use(helmet({ contentSecurityPolicy: { directives: { scriptSrc: ["'self'", "'unsafe-inline'"] } } }));`, errors: [{ ...unsafe("'unsafe-inline'"), line: 4, column: 79, suggestions: [{ messageId: 'removeSource', data: { source: "'unsafe-inline'" }, output: `${app}app.use(helmet({ contentSecurityPolicy: { directives: { scriptSrc: ["'self'"] } } }));` }] }] },
    { name: 'the same in a call for the policy alone', code: `${app}app.use(helmet.contentSecurityPolicy({ directives: { 'script-src': ["'unsafe-eval'", "'self'"] } }));`, errors: [{ ...unsafe("'unsafe-eval'"), line: 4, column: 69, suggestions: [{ messageId: 'removeSource', data: { source: "'unsafe-eval'" }, output: `${app}app.use(helmet.contentSecurityPolicy({ directives: { 'script-src': ["'self'"] } }));` }] }] },
    { name: 'Hono', code: "import { Hono } from 'hono';\nimport { secureHeaders } from 'hono/secure-headers';\nexport const app = new Hono();\napp.use(secureHeaders({ contentSecurityPolicy: { scriptSrc: [\"'self'\", \"'unsafe-inline'\"] } }));", errors: [{ ...unsafe("'unsafe-inline'"), line: 4, column: 72, suggestions: [{ messageId: 'removeSource', data: { source: "'unsafe-inline'" }, output: "import { Hono } from 'hono';\nimport { secureHeaders } from 'hono/secure-headers';\nexport const app = new Hono();\napp.use(secureHeaders({ contentSecurityPolicy: { scriptSrc: [\"'self'\"] } }));" }] }] },
    { name: 'a policy as a text', code: "export const headers = [{ key: 'Content-Security-Policy', value: \"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'\" }];", errors: [{ ...unsafe("'unsafe-inline' and 'unsafe-eval'"), line: 1, column: 66 }] },
    { name: 'a policy as a template of several lines', code: "export const policy = `\n  default-src 'self';\n  script-src 'self'\n    'unsafe-eval';\n`;", errors: [{ ...unsafe("'unsafe-eval'"), line: 1, column: 23 }] },
    { name: 'a nonce helps against inline scripts, not against eval', code: "export const policy = (nonce: string) => `script-src 'nonce-${nonce}' 'unsafe-inline' 'unsafe-eval'`;", errors: [{ ...unsafe("'unsafe-eval'"), line: 1, column: 42 }] },
  ],
});
