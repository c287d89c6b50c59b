import rule from '../../../src/rules/errors/no-unhandled-rejection.ts';
import { testRule } from '../test-rule.ts';

const filename = 'app.ts';
const version = (range: string, more = ''): Readonly<Record<string, string>> => ({ 'package.json': `{ "name": "p", "dependencies": { "express": "${range}"${more} } }` });
const four = version('^4.22.0');
const app = (handler: string): string => `import express from 'express';
import { list, wrap } from './lib';
const app = express();
app.get('/orders', ${handler});
`;

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: caught, and handed on', filename, files: four, code: app('async (q, r, next) => { try { r.json(await list()); } catch (e) { next(e); } }') },
    { name: 'a method of an injected service that catches all it does', filename: 'manager.ts', files: { 'cache.ts': 'export class Cache { async refresh() { await Promise.allSettled([this.load()]); }\n async load() { await fetch("/"); } }' }, code: "import { Cache } from './cache';\nexport class Manager { constructor(private readonly cache: Cache) {}\n start() { setInterval(async () => await this.cache.refresh(), 5); } }" },
    { name: 'remedy: wrapped', filename, files: four, code: app('wrap(async (q, r) => { r.json(await list()); })') },
    { name: 'remedy: Express 5', filename, files: version('^5.1.0'), code: app('async (q, r) => { r.json(await list()); }') },
    { name: 'remedy: a package that mends Express 4', filename, files: version('4.22.0', ', "express-async-errors": "3.1.1"'), code: app('async (q, r) => { r.json(await list()); }') },
    { name: 'handled where it is waited for', filename, files: four, code: app('async (q, r) => { r.json(await list().catch(() => [])); }') },
    { name: 'a function of the project that catches all it does', filename, files: { ...four, 'lib.ts': 'export async function list() { try { return await load(); } catch { return []; } }\nexport const wrap = (f) => f;' }, code: app('async (q, r) => { r.json(await list()); }') },
    { name: 'a function that waits for one that catches, and for itself', code: 'async function poll() { setTimeout(async () => { await poll(); }, 5); await read(); }\nasync function read() { try { await load(); } catch { log(); } }\npoll();' },
    { name: 'a function that waits for many, each of which catches', code: 'async function ping(all) { await Promise.all(all.map(async (one) => { try { await post(one); } catch (e) { log(e); } })); }\nsetInterval(async () => { await ping([]); }, 5);' },
    { name: 'nothing is waited for', filename, files: four, code: app('async (q, r) => { r.json([]); }') },
    { name: 'unknown: no version', code: app('async (q, r) => { r.json(await list()); }') },
    { name: 'unknown: wrapped where it is registered', filename: 'orders.ts', files: { ...four, 'app.ts': "import express from 'express';\nimport { getOrders } from './orders';\nimport { wrap } from './lib';\nconst app = express();\napp.get('/orders', wrap(getOrders()));" }, code: "import type { Request, Response } from 'express';\nexport function getOrders() { return async (q: Request, r: Response) => { r.json(await list()); }; }" },
    { name: 'look-alike: Fastify', code: "import Fastify from 'fastify';\nconst app = Fastify();\napp.get('/orders', async () => { return await list(); });" },
    { name: 'a timer that catches', code: 'setInterval(async () => { try { await poll(); } catch (e) { log(e); } }, 1000);' },
    { name: 'a timer that waits for time', code: 'setTimeout(async () => { await sleep(5); }, 5);' },
    { name: 'look-alike: a function called setInterval', code: 'const setInterval = (f: () => Promise<void>) => f();\nsetInterval(async () => { await poll(); });' },
    { name: 'a last resort that ends the process', code: "process.on('unhandledRejection', (e) => { log(e); process.exit(1); });" },
  ],

  invalid: [
    { name: 'a handler of Express 4', filename, files: four, code: app('async (q, r) => { r.json(await list()); }'), errors: [{ messageId: 'handler', data: { caller: 'Express 4' }, line: 4, column: 45 }] },
    { name: 'a finally does not catch', filename, files: four, code: app('async (q, r) => { try { r.json(await list()); } finally { r.end(); } }'), errors: [{ messageId: 'handler', data: { caller: 'Express 4' }, line: 4 }] },
    { name: 'registered by its name in another file', filename: 'orders.ts', files: { ...four, 'app.ts': "import express from 'express';\nimport { getOrders } from './orders';\nconst app = express();\napp.get('/orders', getOrders());" }, code: "import type { Request, Response } from 'express';\nexport function getOrders() { return async (q: Request, r: Response) => { r.json(await list()); }; }", errors: [{ messageId: 'handler', data: { caller: 'Express 4' }, line: 2 }] },
    { name: 'a function that throws', code: "async function poll() { if (!ready) throw new Error('x'); }\nsetInterval(async () => { await poll(); }, 5);", errors: [{ messageId: 'callback', data: { caller: 'setInterval' }, line: 2 }] },
    { name: 'a function that waits for many, of which one may fail', code: 'async function ping(all) { await Promise.all(all.map(async (one) => { await post(one); })); }\nsetInterval(async () => { await ping([]); }, 5);', errors: [{ messageId: 'callback', data: { caller: 'setInterval' }, line: 2 }] },
    { name: 'a timer', code: 'setInterval(async () => { await poll(); }, 1000);', errors: [{ messageId: 'callback', data: { caller: 'setInterval' }, line: 1, column: 27 }] },
    { name: 'a signal', code: "process.on('SIGTERM', async () => { await close(); process.exit(0); });", errors: [{ messageId: 'callback', data: { caller: 'process.on' }, line: 1 }] },
    { name: 'a last resort that does nothing', code: "process.on('unhandledRejection', () => {});", errors: [{ messageId: 'ignored', line: 1, column: 34 }] },
  ],
});
