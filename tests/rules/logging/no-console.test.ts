import rule from '../../../src/rules/logging/no-console.ts';
import { testRule } from '../test-rule.ts';

const SERVER = "import express from 'express';\nconst app = express();\n";

testRule(import.meta, rule, {
  valid: [
    { name: 'a word of an address imports no server', code: "export function read(load) {\n  const at = 'http';\n  return load(at).catch(function (error) { console.log('failed ' + error); });\n}" },
    { name: 'remedy: a logger', code: `${SERVER}import pino from 'pino';\nconst log = pino();\napp.get('/', (q, r) => { log.info('asked'); r.end(); });` },
    { name: 'a banner: when the server listens, and while the module is loaded', code: `${SERVER}console.log('starting');\nfunction banner() { console.log('v1'); }\nbanner();\napp.listen(80, () => { console.log('listening'); });` },
    { name: 'a banner of another server', code: "import { serve } from '@hono/node-server';\nimport { Hono } from 'hono';\nconst app = new Hono();\nserve(app, (info) => { console.log(info.port); });" },
    { name: 'before the process ends', code: `${SERVER}process.on('SIGTERM', () => { console.log('stopping'); });\nexport async function start() { try { await run(); } catch (e) { console.error(e); process.exit(1); } }` },
    { name: 'for developers', code: `${SERVER}app.get('/', (q, r) => { if (process.env.NODE_ENV === 'development') console.log(q.url); r.end(); });` },
    { name: 'the logger itself', filename: 'src/services/output.service.ts', code: 'export const output = { info: (x: string) => console.log(x), warn: (x: string) => console.warn(x), error: (x: string) => console.error(x) };\nexport class Out { debug(x: string) { console.log(x); } warn(x: string) { console.log(x); } error(x: string) { console.log(x); } }' },
    { name: 'a command', filename: 'bin/run.ts', code: "#!/usr/bin/env node\nimport { Pool } from 'pg';\nexport const f = async (p: Pool) => console.log(await p.query('SELECT 1'));" },
    { name: 'a script', filename: 'scripts/load.ts', code: "import { Pool } from 'pg';\nexport const f = (p: Pool) => console.log(p);" },
    { name: 'an example', filename: 'examples/load.ts', code: `${SERVER}app.get('/', (q, r) => { console.log('x'); r.end(); });` },
    { name: 'a component', filename: 'app/routes/home.tsx', jsx: true, code: 'export async function loader() { return null; }\nexport default function Home() { console.log("x"); return <p />; }' },
    { name: 'unknown: code of no known kind', code: 'export function f(x: string) { console.log(x); }' },
    { name: 'look-alike: a local console', code: `${SERVER}const console = { log(x: string) {} };\napp.get('/', (q, r) => { console.log('x'); r.end(); });` },
  ],

  invalid: [
    { name: 'in a handler', code: `${SERVER}app.get('/', (q, r) => { console.log('asked'); r.end(); });`, errors: [{ messageId: 'printed', data: { method: 'log' }, line: 3, column: 26, endColumn: 37 }] },
    { name: 'in a service', filename: 'src/orders.service.ts', code: 'export class Orders { async cancel(id: string) { try { await drop(id); } catch (e) { console.error(e); } } }', errors: [{ messageId: 'printed', data: { method: 'error' }, line: 1 }] },
    { name: 'beside data', code: "import { Pool } from 'pg';\nexport async function load(p: Pool) { console.debug('load'); return p.query('SELECT 1'); }", errors: [{ messageId: 'printed', data: { method: 'debug' }, line: 2 }] },
  ],
});
