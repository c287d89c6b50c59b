import rule from '../../../src/rules/concurrency/no-shared-mutable-state.ts';
import { testRule } from '../test-rule.ts';

const stale = (name: string, line: number, read: number, wait: number): { readonly messageId: string; readonly data: { readonly name: string; readonly read: number; readonly wait: number }; readonly line: number } => ({ messageId: 'stale', data: { name, read, wait }, line });

testRule(import.meta, rule, {
  valid: [
    { name: 'read after the wait', code: 'let total = 0;\nexport async function add(id: string) { const price = await load(id); total += price; }\ndeclare function load(id: string): Promise<number>;' },
    { name: 'counted without a wait between', code: 'let hits = 0;\nexport async function hit() { const n = hits; hits = n + 1; await fetch("/hit"); }' },
    { name: 'a lazy singleton', code: 'let client: unknown;\nexport async function get() { if (!client) { client = await fetch("/"); } return client; }' },
    { name: 'a lazy singleton in one expression', code: 'let client: unknown;\nexport async function get() { client = client ?? (await fetch("/")); client ||= await fetch("/"); return client; }' },
    { name: 'a flag', code: 'let isBusy = false;\nexport async function run() { if (isBusy) return; isBusy = true; await fetch("/"); isBusy = false; }' },
    { name: 'a value of the call itself', code: 'export async function sum(ids: string[]) { let total = 0; for (const id of ids) total += await (await fetch(id)).json(); return total; }' },
    { name: 'a cache that is filled', code: 'const near = new Map();\nexport async function get(id: string) { const hit = near.get(id); if (hit) return hit; const value = await fetch(id); near.set(id, value); return value; }' },
    { name: 'a cache that is filled, through one variable', code: 'const pads = new Map();\nexport async function open(id: string) { let pad = pads.get(id); if (pad) return pad; pad = await fetch(id); await fetch("/log"); pads.set(id, pad); return pad; }' },
    { name: 'under a lock', code: 'import { Mutex } from "async-mutex";\nconst mutex = new Mutex();\nlet hits = 0;\nexport async function hit() { await mutex.runExclusive(async () => { const n = hits; await fetch("/"); hits = n + 1; }); }' },
    { name: 'at load', code: 'let total = 0;\nasync function init() { total += await (await fetch("/")).json(); }\nawait init();' },
    { name: 'the time of the last run', code: 'let last = 0;\nexport async function poll() { const since = last; await fetch(`/?since=${since}`); last = Date.now(); }' },
    { name: 'another key', code: 'const hits = new Map<string, number>();\nexport async function move(a: string, b: string) { const n = hits.get(a) ?? 0; await fetch("/"); hits.set(b, n); }' },
    { name: 'an object that may be made for one request', code: 'export class Counter { n = 0; async add() { const n = this.n; await fetch("/"); this.n = n + 1; } }' },
    { name: 'a module that is required, as one that is imported', parser: 'espree', sourceType: 'commonjs', code: "const groups = require('./groups');\nexports.leave = async (id, user) => { const group = groups.get(id); await fetch('/'); groups.set(id, group.without(user)); };" },
    { name: 'a store that is waited for', code: "const store = createStore();\nexport async function leave(id: string, user: string) { const group = await store.get(id); await fetch('/'); await store.set(id, { ...group, left: user }); }\ndeclare function createStore(): any;" },
    { name: 'a test', filename: 'total.test.ts', code: 'let total = 0;\nexport async function add() { total += await (await fetch("/")).json(); }' },
  ],
  invalid: [
    { name: 'in one expression', code: 'let total = 0;\nexport async function add(id: string) { total += await load(id); }\ndeclare function load(id: string): Promise<number>;', errors: [{ ...stale('total', 2, 2, 2), column: 41, endColumn: 64 }] },
    { name: 'written out', code: 'let total = 0;\nexport async function add(id: string) { total = total + (await load(id)); }\ndeclare function load(id: string): Promise<number>;', errors: [stale('total', 2, 2, 2)] },
    { name: 'a field of an object', code: 'const stats = { bytes: 0 };\nexport const save = async (r: Response) => { stats.bytes += (await r.arrayBuffer()).byteLength; };', errors: [stale('stats', 2, 2, 2)] },
    { name: 'in steps', code: 'let seats = 10;\nexport async function book() {\n  const left = seats;\n  if (left === 0) return false;\n  await fetch("/pay");\n  seats = left - 1;\n  return true;\n}', errors: [stale('seats', 6, 3, 5)] },
    { name: 'in a variable that is counted up', code: 'let hits = 0;\nexport async function hit() {\n  let n = hits;\n  await fetch("/log");\n  n = n + 1;\n  hits = n;\n}', errors: [stale('hits', 6, 3, 4)] },
    { name: 'an element of a collection, through a constant', code: 'const hits = new Map<string, number>();\nexport async function hit(ip: string) {\n  const before = hits.get(ip) ?? 0;\n  await fetch("/log");\n  const now = before + 1;\n  hits.set(ip, now);\n}', errors: [stale('hits', 6, 3, 4)] },
    { name: 'plain JavaScript, a property by its name', parser: 'espree', code: 'const balance = {};\nexport async function pay(user, n) {\n  const had = balance[user];\n  await fetch("/pay");\n  balance[user] = had - n;\n}', errors: [stale('balance', 5, 3, 4)] },
    { name: 'a field of a class of which there is one', code: 'class Counter {\n  n = 0;\n  async add() {\n    this.n += await (await fetch("/")).json();\n  }\n}\nexport const counter = new Counter();', errors: [stale('n', 4, 4, 4)] },
  ],
});
