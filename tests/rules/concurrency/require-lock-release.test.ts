import rule from '../../../src/rules/concurrency/require-lock-release.ts';
import { testRule } from '../test-rule.ts';

const mutex = (body: string): string => `import { Mutex, Semaphore } from 'async-mutex';
import { work } from './work';
const mutex = new Mutex();
const slots = new Semaphore(3);
export async function run(id: string) { ${body} }`;
const redlock = (body: string): string => `import Redlock from 'redlock';
import { work } from './work';
const redlock = new Redlock([]);
export async function run(id: string) { ${body} }`;
const pg = (body: string): string => `import { Pool } from 'pg';
import { work } from './work';
const pool = new Pool();
export async function run(id: number) { const client = await pool.connect(); ${body} }`;
const held = (take: string, give: string): string => `${take} try {\nawait work(id);\n} finally {\n  ${give};\n}`;
const suggestions = (output: string) => [{ messageId: 'addFinally', output }];
const data = { name: 'mutex.acquire()', scoped: 'runExclusive()' };

testRule(import.meta, rule, {
  valid: [
    { name: 'finally', code: mutex('const release = await mutex.acquire(); try { await work(id); } finally { release(); }') },
    { name: 'by the name of the lock', code: mutex('await mutex.acquire(); try { await work(id); } finally { mutex.release(); }') },
    { name: 'runExclusive', code: mutex('return mutex.runExclusive(() => work(id));') },
    { name: 'a semaphore', code: mutex('const [value, release] = await slots.acquire(); try { await work(value); } finally { release(); }') },
    { name: 'on both ways', code: mutex('const release = await mutex.acquire(); try { await work(id); } catch (error) { release(); throw error; } release();') },
    { name: 'nothing between that can fail', code: mutex('const release = await mutex.acquire(); const n = id.length; release(); return n;') },
    { name: 'handed on', code: mutex('const release = await mutex.acquire(); return { release };') },
    { name: 'handed to a promise', code: mutex('const release = await mutex.acquire(); return work(id).finally(release);') },
    { name: 'given back by another method', code: "import { Mutex } from 'async-mutex';\nexport class Gate { #mutex = new Mutex(); async open() { await this.#mutex.acquire(); } close() { this.#mutex.release(); } }" },
    { name: 'redlock', code: redlock('const lock = await redlock.acquire([id], 1000); try { await work(id); } finally { await lock.release(); }') },
    { name: 'using of redlock', code: redlock('await redlock.using([id], 1000, () => work(id));') },
    { name: 'a lock of the transaction', code: pg("await client.query('SELECT pg_advisory_xact_lock($1)', [id]); await work(id);") },
    { name: 'a lock of the session', code: pg("await client.query('SELECT pg_advisory_lock($1)', [id]); try { await work(id); } finally { await client.query('SELECT pg_advisory_unlock($1)', [id]); client.release(); }") },
    { name: 'look-alike: something else to acquire', code: "import { pool } from 'pool';\nexport async function run() { const thing = await pool.acquire(); await thing.work(); }" },
  ],
  invalid: [
    { name: 'not when the work fails', code: mutex('const release = await mutex.acquire(); await work(id); release();'), errors: [{ messageId: 'fails', data: { ...data, line: 5 }, line: 5, column: 63, endColumn: 78, suggestions: suggestions(mutex(held('const release = await mutex.acquire();', 'release()'))) }] },
    { name: 'by the name of the lock, not when the work fails', code: mutex('await mutex.acquire(); await work(id); mutex.release();'), errors: [{ messageId: 'fails', data: { ...data, line: 5 }, line: 5, suggestions: suggestions(mutex(held('await mutex.acquire();', 'mutex.release()'))) }] },
    { name: 'no suggestion where more follows', code: mutex('const release = await mutex.acquire(); await work(id); release(); await work(`${id}-2`);'), errors: [{ messageId: 'fails', data: { ...data, line: 5 }, line: 5, suggestions: [] }] },
    { name: 'what is returned behind it is waited for', code: mutex('const release = await mutex.acquire(); await work(id); release(); return work(`${id}-2`);'), errors: [{ messageId: 'fails', data: { ...data, line: 5 }, line: 5, suggestions: suggestions(mutex('const release = await mutex.acquire(); try {\nawait work(id); return await work(`${id}-2`);\n} finally {\n  release();\n}')) }] },
    { name: 'not on one way out', code: mutex("const release = await mutex.acquire(); if (id === '') return; release();"), errors: [{ messageId: 'leaves', data, line: 5 }] },
    { name: 'never', code: mutex('const release = await mutex.acquire(); await work(id); console.log(typeof release);'), errors: [{ messageId: 'never', data, line: 5 }] },
    { name: 'a semaphore, other names', code: mutex('const [, done] = await slots.acquire(); await work(id); done();'), errors: [{ messageId: 'fails', data: { name: 'slots.acquire()', scoped: 'runExclusive()', line: 5 }, line: 5, suggestions: suggestions(mutex(held('const [, done] = await slots.acquire();', 'done()'))) }] },
    { name: 'redlock', code: redlock('const lock = await redlock.acquire([id], 1000); await work(id); await lock.release();'), errors: [{ messageId: 'fails', data: { name: 'redlock.acquire()', scoped: 'using()', line: 4 }, line: 4, suggestions: suggestions(redlock(held('const lock = await redlock.acquire([id], 1000);', 'await lock.release()'))) }] },
    { name: 'a lock of the session', code: pg("await client.query('SELECT pg_advisory_lock($1)', [id]); await work(id); await client.query('SELECT pg_advisory_unlock($1)', [id]); client.release();"), errors: [{ messageId: 'fails', data: { name: 'pg_advisory_lock()', scoped: 'pg_advisory_xact_lock() in a transaction', line: 4 }, line: 4 }] },
  ],
});
