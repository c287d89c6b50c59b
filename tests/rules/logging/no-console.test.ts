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
    { name: 'a function that prints what it is given, and nothing else', filename: 'src/orders.service.ts', code: 'export class Orders { report(text) { this.print(text); } print(text) { if (this.quiet) return; console.info(`orders: ${text}`); } }' },
    { name: 'the configuration, which is read before there is a logger', filename: 'src/config/check.ts', code: "export function check(options) { if (options.max) console.warn('max is gone'); return options; }" },
    { name: 'a step of an upgrade, called by its version', filename: 'src/store/updates/4.0.12.js', code: "const { MongoClient } = require('mongodb');\nmodule.exports = async function (db) { console.log('updating'); };" },
    { name: 'a command of nestjs-console', filename: 'src/colours.ts', code: "import { Console } from 'nestjs-console';\nimport { DataSource } from 'typeorm';\n@Console()\nexport class Colours { constructor(readonly source: DataSource) {}\n async run() { console.log('colours'); } }" },
    { name: 'a command by its name', filename: 'src/images/colours.console.ts', code: "import { Pool } from 'pg';\nexport const f = async (p: Pool) => console.log(await p.query('SELECT 1'));" },
    { name: 'a program that is imported by nobody and hands nothing on', filename: 'src/load.ts', files: { 'package.json': '{ "name": "p" }', 'src/db.ts': 'export const db = 1;' }, code: "import { Pool } from 'pg';\nconst pool = new Pool();\npool.on('connect', () => { console.log('connected'); });" },
    { name: 'a package that a bundler has put into the file', code: `${SERVER}app.get('/', (q, r) => { r.end(); });\n// ../../node_modules/some-guard/index.js\nfunction guard(options) { if (options) console.warn('no options'); }` },
    { name: 'a part of commands only', filename: 'src/lib/totals.ts', files: { 'package.json': '{ "name": "p" }', 'src/jobs-by-hand/run.ts': "#!/usr/bin/env node\nimport { Totals } from '../lib/totals.js';\nnew Totals().run();" }, code: "import { Pool } from 'pg';\nexport class Totals { async run() { console.log('totals'); await new Pool().query('SELECT 1'); } }" },
    { name: 'a script', filename: 'scripts/load.ts', code: "import { Pool } from 'pg';\nexport const f = (p: Pool) => console.log(p);" },
    { name: 'an example', filename: 'examples/load.ts', code: `${SERVER}app.get('/', (q, r) => { console.log('x'); r.end(); });` },
    { name: 'a component', filename: 'app/routes/home.tsx', jsx: true, code: 'export async function loader() { return null; }\nexport default function Home() { console.log("x"); return <p />; }' },
    { name: 'unknown: code of no known kind', code: 'export function f(x: string) { console.log(x); }' },
    { name: 'look-alike: a local console', code: `${SERVER}const console = { log(x: string) {} };\napp.get('/', (q, r) => { console.log('x'); r.end(); });` },
  ],

  invalid: [
    { name: 'in a handler', code: `${SERVER}app.get('/', (q, r) => { console.log('asked'); r.end(); });`, errors: [{ messageId: 'printed', data: { method: 'log' }, line: 3, column: 26, endColumn: 37 }] },
    { name: 'in a service', filename: 'src/orders.service.ts', code: 'export class Orders { async cancel(id: string) { try { await drop(id); } catch (e) { console.error(e); } } }', errors: [{ messageId: 'printed', data: { method: 'error' }, line: 1 }] },
    { name: 'a part of a server and of a command', filename: 'src/lib/totals.ts', files: { 'package.json': '{ "name": "p" }', 'src/app.ts': "import { Totals } from './lib/totals';\nexport const totals = new Totals();", 'src/jobs-by-hand/run.ts': "#!/usr/bin/env node\nimport { Totals } from '../lib/totals.js';\nnew Totals().run();" }, code: "import { Pool } from 'pg';\nexport class Totals { async run() { console.log('totals'); await new Pool().query('SELECT 1'); } }", errors: [{ messageId: 'printed', data: { method: 'log' }, line: 2 }] },
    { name: 'what only tests import may be for others', filename: 'src/lib/totals.ts', files: { 'package.json': '{ "name": "p" }', 'src/totals.test.ts': "import { Totals } from './lib/totals';\nnew Totals();" }, code: "import { Pool } from 'pg';\nexport class Totals { async run() { console.log('totals'); await new Pool().query('SELECT 1'); } }", errors: [{ messageId: 'printed', data: { method: 'log' }, line: 2 }] },
    { name: 'look-alike of a printer: it does its work first', filename: 'src/orders.service.ts', code: "export class Orders { error(text) { this.count(text); save(text); console.error(text); } }", errors: [{ messageId: 'printed', data: { method: 'error' }, line: 1 }] },
    { name: 'a module of its own behind a package, in a bundle', code: `// node_modules/some-guard/index.js\nfunction guard() {}\n// src/app.ts\n${SERVER}app.get('/', (q, r) => { console.log('asked'); r.end(); });`, errors: [{ messageId: 'printed', data: { method: 'log' }, line: 6 }] },
    { name: 'a handler of errors prints', filename: 'src/orders.service.ts', code: 'export class Orders { options = { errorHandler: (error) => { console.error(error); } }; }', errors: [{ messageId: 'printed', data: { method: 'error' }, line: 1 }] },
    { name: 'beside data', code: "import { Pool } from 'pg';\nexport async function load(p: Pool) { console.debug('load'); return p.query('SELECT 1'); }", errors: [{ messageId: 'printed', data: { method: 'debug' }, line: 2 }] },
  ],
});
