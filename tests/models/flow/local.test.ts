import { describe, expect, it } from 'vitest';
import { traced, tracedByEslint } from './asking.ts';

type Case = readonly [name: string, code: string, sources: readonly string[]];

/** Each case on the index's tree and on ESLint's. */
function both(cases: readonly Case[]): void {
  it.each(cases)('%s', (_, code, sources) => {
    expect(traced(code)).toEqual(sources);
    expect(tracedByEslint(code)).toEqual(sources);
  });
}

describe('names and assignments', () => {
  both([
    ['a parameter', 'export function f(a) { ask(a) }', ['parameter a #0']],
    ['a literal', "ask('x')", ['constant']],
    ['a template of constants', "const T = 'users'; export const f = () => ask(`SELECT * FROM ${T}`)", ['constant']],
    ['a chain of constants', 'export function f(a) { const b = a; const c = b.d; ask(c) }', ['parameter a → b → c #0.d']],
    ['a let that is reassigned from itself', 'export function f(a) { let b = a; b = b.length <= 200 ? b : b.substring(0, 200); ask(b) }', ['parameter a → b #0']],
    ['an assignment hides the value before it', "export function f(a) { let b = a; b = 'x'; ask(b) }", ['constant']],
    ['an assignment in one branch joins', 'export function f(a, c) { let b = a; if (c) b = c; ask(b) }', ['parameter c → b #1', 'parameter a → b #0']],
    ['assignments in both branches hide', "export function f(a, c) { let b = a; if (c) { b = 'x' } else { b = 'y' } ask(b) }", ['constant']],
    ['a branch that leaves does not count', "export function f(a, c) { let b = 'x'; if (c) { b = a; return } ask(b) }", ['constant']],
    ['every case of a switch assigns', "export function f(a) { let b = a; switch (a) { case 1: b = 'x'; break; default: b = 'y' } ask(b) }", ['constant']],
    ['a switch without default lets the value through', "export function f(a) { let b = a; switch (a) { case 1: b = 'x'; break } ask(b) }", ['parameter a → b #0']],
    ['a later assignment comes round a loop', "export function f(a) { let b = 'x'; for (const i of [1, 2]) { ask(b); b = a } }", ['parameter a → b #0']],
    ['an assignment in a loop joins', "export function f(as) { let b = ''; for (const a of as) { b = a } ask(b) }", ['parameter as → a → b #0.*']],
    ['an assignment after the use does not count', "export function f(a) { let b = 'x'; ask(b); b = a }", ['constant']],
    ['+= adds', "export function f(a) { let b = 'x'; b += a; ask(b) }", ['parameter a → b #0']],
    ['??= adds', "export function f(a) { let b; b ??= a; ask(b) }", ['parameter a → b #0']],
    ['try joins', "export function f(a) { let b = 'x'; try { b = a } catch {} ask(b) }", ['parameter a → b #0']],
    ['a closure sees the last assignment before it', "export function f(a) { let b = a; b = 'x'; return () => ask(b) }", ['constant']],
    ['a closure sees assignments in other closures', "export function f(a) { let b = 'x'; const set = () => { b = a }; set(); return () => ask(b) }", ['parameter a → b #0']],
    ['a parameter is reassigned', "export function f(a) { a = 'x'; ask(a) }", ['constant']],
    ['a parameter with a default', "export function f(a = 'x') { ask(a) }", ['parameter a #0']],
    ['a counter', 'export function f() { let i = 0; i++; ask(i) }', ['safe-type i++ → i']],
    ['declared in one place, assigned in another', 'export function f(a) { let b; b = a; ask(b) }', ['parameter a → b #0']],
    ['exiting the process leaves', "export function f(a) { let b = a; if (!a) { b = a.c; process.exit(1) } ask(b) }", ['parameter a → b #0']],
  ]);
});

describe('taking apart and putting together', () => {
  both([
    ['destructuring', 'export function f({ a: { b } }) { ask(b) }', ['parameter b #0.a.b']],
    ['destructuring with a default', "export function f({ a = 'x' }) { ask(a) }", ['parameter a #0.a']],
    ['destructuring a local', 'export function f(a) { const { b: [c] } = a; ask(c) }', ['parameter a → c #0.b.0']],
    ['the rest of an object', 'export function f(a) { const { b, ...c } = a; ask(c.d) }', ['parameter a → c #0.d']],
    ['the rest of the parameters', 'export function f(...a) { ask(a[1]) }', ['parameter a #0.1']],
    ['assignment to a pattern', 'export function f(a) { let b; ({ b } = a); ask(b) }', ['parameter a → b #0.b']],
    ['an object keeps its properties apart', 'export function f(a, b) { const o = { a, b: { c: b } }; ask(o.b.c) }', ['parameter b → o #1']],
    ['a property hides the spread before it', 'export function f(a, b) { const o = { ...a, c: b }; ask(o.c) }', ['parameter b → o #1']],
    ['a spread after a property joins', 'export function f(a, b) { const o = { c: b, ...a }; ask(o.c) }', ['parameter b → o #1', 'parameter a → o #0.c']],
    ['a list keeps its places apart', 'export function f(a, b) { const [, c] = [a, b]; ask(c) }', ['parameter b → c #1']],
    ['a property that is assigned later', 'export function f(a) { const o = {}; o.b = a; ask(o.b) }', ['parameter a → o #0']],
    ['another property that is assigned', 'export function f(a) { const o = { b: 1 }; o.c = a; ask(o.b) }', ['constant']],
    ['a property of a computed name may be another', 'export function f(a, k) { const o = {}; o[k] = a; ask(o.b) }', ['unknown a → o']],
    ['any property, of which one has a computed name', 'export function f(a, k) { const o = {}; o[k] = a; ask(Object.values(o).join()) }', ['parameter a → o #0']],
    ['values pushed to a list', 'export function f(a) { const c = []; c.push(`x = ${a}`); ask(c.join(" AND ")) }', ['parameter a → c #0']],
    ['a property of values pushed to a list', 'export function f(a) { const c = []; c.push({ d: a, e: 1 }); ask(c[0].e) }', ['constant']],
    ['values set in a Map', 'export function f(a) { const m = new Map(); m.set(1, a); ask(m.get(1)) }', ['parameter a → m #0']],
    ['Object.assign', 'export function f(a) { const o = {}; Object.assign(o, a); ask(o.b) }', ['parameter a → o #0.b']],
    ['values that a function puts in', "function add(list, x) { list.push(`y = ${x}`) } export function f(a) { const c = ['x = 1']; add(c, a.b); ask(c.join()) }", ['parameter a → add() → c #0.b']],
    ['a value pushed after the use', 'export function f(a) { const c = []; ask(c.join()); c.push(a) }', ['unknown c.join()']],
    ['a value pushed later in a loop', 'export function f(a) { const c = []; while (a.length) { ask(c.join()); c.push(a) } }', ['parameter a → c #0']],
    ['keys of an object', 'export function f(a) { ask(Object.keys(a)[0]) }', ['parameter a #0.#key']],
    ['keys of a known object', 'export function f(a) { ask(Object.keys({ b: a, c: a }).join()) }', ['constant']],
    ['keys in a loop', 'export function f(a) { for (const k in a) ask(k) }', ['parameter a → k #0.#key']],
    ['entries', 'export function f(a) { for (const [k, v] of Object.entries(a)) ask(k) }', ['parameter a → k #0.#key']],
    ['values of entries', "export function f(a) { for (const [k, v] of Object.entries({ b: a.c })) ask(v) }", ['parameter a → v #0.c']],
    ['concatenation', "export function f(a, b) { ask('x' + a + b) }", ['parameter a #0', 'parameter b #1']],
    ['alternatives', 'export function f(a, b, c) { ask(a || (b ?? c)) }', ['parameter a #0', 'parameter b #1', 'parameter c #2']],
    ['a conditional, whose test does not count', "export function f(a, b) { ask(a ? b : 'x') }", ['parameter b #1']],
    ['&& gives the right side', 'export function f(a, b) { ask(a && b) }', ['parameter b #1']],
    ['types in between', 'export function f(a) { ask(((a as unknown) as string)!) }', ['parameter a #0']],
    ['await', 'export async function f(a) { const b = await a; ask(b) }', ['parameter a → b #0']],
    ['Promise.all', 'export async function f(a) { const [, c] = await Promise.all([a.b, a.c]); ask(c) }', ['parameter a → c #0.c']],
    ['a path deeper than is remembered', 'export function f(a) { ask(a.b.c.d.e.f.g.h) }', ['parameter a #0.b.c.d.e.f']],
  ]);
});

describe('methods of texts and lists', () => {
  const methods = ['trim()', 'toLowerCase()', 'toUpperCase()', "replace('a', 'b')", 'slice(0, 3)', 'substring(1)', "concat('b')", 'padStart(3)', "split(',')", "split(',').join('|')", 'at(0)', 'normalize()', 'toString()', 'repeat(2)', 'valueOf()'];
  both(methods.map((m): Case => [m, `export function f(a) { ask(a.${m}) }`, [m === 'at(0)' ? 'parameter a #0.*' : 'parameter a #0']]));
  both([
    ['what is put in by concat', "export function f(a) { ask('x'.concat(a)) }", ['parameter a #0']],
    ['what is put in by replace', "export function f(a) { ask('x'.replace('x', a)) }", ['parameter a #0']],
    ['what is put in by padEnd', "export function f(a) { ask('x'.padEnd(9, a)) }", ['parameter a #0']],
    ['the separator of join', "export function f(a) { ask(['x'].join(a)) }", ['parameter a #0']],
    ['String()', 'export function f(a) { ask(String(a)) }', ['parameter a #0']],
    ['String.raw', 'export function f(a) { ask(String.raw`x${a}`) }', ['parameter a #0']],
    ['JSON', 'export function f(a) { ask(JSON.stringify({ b: a })) }', ['parameter a #0']],
    ['encodeURIComponent is no escaper of SQL', 'export function f(a) { ask(encodeURIComponent(a)) }', ['parameter a #0']],
  ]);
});

describe('callbacks', () => {
  both([
    ['the element of map, inside', 'export function f(as) { as.map((a) => ask(a.b)) }', ['parameter as → a #0.*.b']],
    ['the element of forEach, inside', 'export function f(as) { as.forEach((a) => { ask(a) }) }', ['parameter as → a #0.*']],
    ['the index of map', 'export function f(as) { as.map((a, i) => ask(i)) }', ['safe-type i']],
    ['what map returns', "export function f(as) { ask(as.map((a) => `'${a}'`).join()) }", ['parameter as #0.*']],
    ['a named callback', 'const q = (x) => `<${x}>`; export function f(as) { ask(as.map(q).join()) }', ['parameter as → q() #0.*']],
    ['placeholders', "export function f(as) { ask(as.map(() => '?').join(',')) }", ['constant']],
    ['numbered placeholders', "export function f(as) { ask(as.map((_, i) => `$${i + 1}`).join(',')) }", ['safe-type i + 1']],
    ['Array.from with a length', "export function f(n) { ask(Array.from({ length: n }, () => '?').join()) }", ['constant']],
    ['filter and map', 'export function f(as) { ask(as.filter(Boolean).map((a) => a.b).join()) }', ['parameter as #0.*.b']],
    ['map(Number)', 'export function f(as) { ask(as.map(Number).join()) }', ['safe-type Number']],
    ['map(String)', 'export function f(as) { ask(as.map(String).join()) }', ['parameter as #0.*']],
    ['reduce', "export function f(as) { ask(as.reduce((all, a) => all + a, '')) }", ['parameter as #0.*']],
    ['find', 'export function f(as) { ask(as.find((a) => a.b).c) }', ['parameter as #0.*.c']],
    ['then', 'export function f(a) { a.load().then((b) => ask(b)) }', ['unknown a.load() → b']],
    ['what then returns', "export async function f(a) { ask(await Promise.resolve(a).then((b) => b.c)) }", ['parameter a #0.c']],
    ['catch', 'export function f(a) { a.catch((e) => ask(e.message)) }', ['caught e']],
    ['a callback of something unknown', 'export function f(load) { load((a) => ask(a)) }', ['unknown a']],
    ['a function called at once', 'export function f(a) { ((b) => ask(b))(a.c) }', ['parameter a → b #0.c']],
  ]);
});

describe('calls in one file', () => {
  both([
    ['what a function returns', 'const id = (x) => x; export function f(a) { ask(id(a)) }', ['parameter a → id() #0']],
    ['each call has its own arguments', "function id(x) { return x } export function f(a) { id(a); ask(id('x')) }", ['constant']],
    ['calls in calls', 'const id = (x) => x; export function f(a, b) { ask(id(id(b))) }', ['parameter b → id() #1']],
    ['a property of what is returned', 'function make(x, y) { return { x, y } } export function f(a, b) { ask(make(a, b).y) }', ['parameter b → make() #1']],
    ['a builder', "function where(o) { const c = []; if (o.name) c.push(`name = '${o.name}'`); if (o.n) c.push(`n = ${Number(o.n)}`); return c.join() } export function f(a) { ask(where({ name: a, n: a })) }", ['parameter a → where() #0', 'safe-type Number(o.n) → where()']],
    ['a function that returns functions', 'function make(x) { return () => x } export function f(a) { const g = make(a); ask(g()) }', ['parameter a → g() #0']],
    ['a method of an object', 'const o = { get(x) { return x.y } }; export function f(a) { ask(o.get(a)) }', ['parameter a → get() #0.y']],
    ['a default in the called function', "function g(x = 'y') { return x } export function f() { ask(g()) }", ['constant']],
    ['rest parameters of the called function', 'function g(...xs) { return xs[1] } export function f(a, b) { ask(g(a, b)) }', ['parameter b → g() #1']],
    ['spread arguments', 'function g(x) { return x } export function f(as) { ask(g(...as)) }', ['parameter as → g() #0.0']],
    ['a function that calls itself', 'function g(x) { return x.up ? g(x.up) : x.name } export function f(a) { ask(g(a)) }', ['parameter a → g() #0.up', 'parameter a → g() #0.name']],
    ['all callers are here', 'function g(x) { ask(x) } export function f(a) { g(a.b); g("c") }', ['parameter a → x #0.b']],
    ['an exported function may have others', 'export function g(x) { ask(x) } g(1)', ['parameter x #0']],
    ['a function that is handed on may have others', 'function g(x) { ask(x) } g(1); register(g)', ['parameter x #0']],
    ['a function nobody calls', 'function g(x) { ask(x) }', ['parameter x #0']],
    ['a callback with a name', 'export function f(as) { const each = (x) => ask(x); as.forEach(each) }', ['parameter as → x #0.*']],
    ['an async function', 'async function g(x) { return x } export async function f(a) { ask(await g(a)) }', ['parameter a → g() #0']],
    ['one of two functions', 'export function f(a, b) { const g = b ? (x) => x.c : (x) => x.d; ask(g(a)) }', ['parameter a → g() #0.c', 'parameter a → g() #0.d']],
    ['a generator is not followed', 'function* g(x) { yield x } export function f(a) { ask(g(a)) }', ['unknown function* g(x) { yield x } → g()']],
    ['a declared result is trusted', 'function g(x): number { return x.load() } export function f(a) { ask(g(a)) }', ['safe-type x.load() → g()']],
    ['a function of no one', 'export function f(a) { ask(load(a)) }', ['unknown load(a)']],
  ]);
});

describe('classes', () => {
  both([
    ['a field', "class R { table = 'x'; f() { ask(this.table) } }", ['constant']],
    ['a field that the constructor takes', 'class R { constructor(a) { this.a = a.b } f() { ask(this.a.c) } }', ['parameter a → this.a #0.b.c']],
    ['a parameter property', 'class R { constructor(private readonly a: string) {} f() { ask(this.a) } }', ['parameter a: string → this.a #0']],
    ['a typed parameter property', 'class R { constructor(private readonly a: number) {} f() { ask(this.a) } }', ['safe-type a: number → this.a']],
    ['a method', 'class R { where(x) { return x } f(a) { ask(this.where(a)) } }', ['parameter a → where() #0']],
    ['callers of a private method', 'class R { #run(x) { ask(x) } f(a) { this.#run(a.b) } }', ['parameter a → x #0.b']],
    ['callers of a method marked private', 'class R { private run(x) { ask(x) } f(a) { this.run(a.b) } }', ['parameter a → x #0.b']],
    ['a public method may have other callers', 'class R { run(x) { ask(x) } f(a) { this.run(a.b) } }', ['parameter x #0']],
    ['a getter', 'class R { get a() { return this.b } b = load(); f() { ask(this.a) } }', ['configuration load() → this.b → this.a']],
    ['a static field', "class R { static T = 'x'; f() { ask(R.T) } }", ['constant']],
    ['a field of a new object', 'class C { constructor(x) { this.x = x } } export function f(a) { ask(new C(a).x) }', ['parameter a #0']],
    ['a field of which nothing is known', 'class R { f() { ask(this.a) } }', ['unknown this → this.a']],
  ]);
});

describe('sources', () => {
  both([
    ['the environment', 'export const f = () => ask(process.env.SCHEMA)', ['environment process.env.SCHEMA']],
    ['the environment with a default', "const { SCHEMA = 'public' } = process.env; export const f = () => ask(SCHEMA)", ['environment process.env → SCHEMA']],
    ['the environment of the bundler', 'export const f = () => ask(import.meta.env.SCHEMA)', ['environment import.meta']],
    ['a caught error', 'export function f() { try { go() } catch (e) { ask(e.message) } }', ['caught e']],
    ['a generated id', "import { randomUUID } from 'node:crypto'; export const f = () => ask(randomUUID())", ['generated randomUUID()']],
    ['an id of a package', "import { v4 as id } from 'uuid'; export const f = () => ask(id())", ['generated id()']],
    ['now', 'export const f = () => ask(Date.now())', ['generated Date.now()']],
    ['this moment', 'export const f = () => ask(new Date())', ['generated new Date()']],
    ['what a module computes when it is loaded', 'const T = load(); export const f = () => ask(T)', ['configuration load() → T']],
    ['a value of a package', "import { TABLE } from '@acme/tables'; export const f = () => ask(TABLE)", ['configuration TABLE']],
    ['a configuration package', "import config from 'config'; export const f = () => ask(config.get('schema'))", ["configuration config.get('schema')"]],
    ['an enum', "enum T { A = 'a' } export const f = () => ask(T.A)", ['constant']],
    ['rows of a query', "import { Pool } from 'pg'; const pool = new Pool(); export async function f() { const { rows } = await pool.query('SELECT 1 FROM t'); ask(rows[0].a) }", ["row pool.query('SELECT 1 FROM t') → rows"]],
    ['rows in a callback', "import { Client } from 'pg'; const client = new Client(); export function f() { client.query('SELECT a FROM t', (err, result) => ask(result.rows[0].a)) }", ['row result']],
    ['a piece of SQL, judged in its own place', "import knex from 'knex'; const db = knex({}); export function f(a) { ask(db.raw('a = ?', [a])) }", ["escaped db.raw('a = ?', [a])"]],
    ['nothing', 'export function f() { let x; ask(x) }', ['unknown x']],
    ['undefined', 'export function f() { ask(undefined) }', ['constant']],
  ]);
});

describe('proofs by operation', () => {
  const safe = ['Number(a)', 'parseInt(a, 10)', 'parseFloat(a)', 'Number.parseInt(a)', '+a', '-a', '~a', '!a', '!!a', 'Math.max(a, 1)', 'a | 0', 'a >>> 0', 'a * 1', 'a - 0', 'a % 2', 'a / 2', 'a === b', "a > 'x'", 'a in b', 'a instanceof Date', 'typeof a', 'a.length', 'Boolean(a)', 'BigInt(a)', 'new Date(a)', 'new Date(a).getTime()', 'new Date(a).toISOString()', 'a.toISOString()', 'a.toFixed(2)', "a.indexOf('x')", "a.includes('x')", "a.replace(/\\D/g, '')", "a.replace(/[^a-z0-9_]/gi, '')", '[a].some(Boolean)', 'Array.isArray(a)', 'isNaN(a)'];
  both(safe.map((code): Case => [code, `export function f(a, b) { ask(${code}) }`, [`safe-type ${code}`]]));

  both([
    ['a digest', "import { createHash } from 'crypto'; export const f = (a) => ask(createHash('sha256').update(a).digest('hex'))", ["safe-type createHash('sha256').update(a).digest('hex')"]],
    ['a hash of one’s own', "import crypto from 'node:crypto'; const hash = (x) => crypto.createHash('md5').update(x).digest('hex'); export const f = (a) => ask(hash(a))", ["safe-type crypto.createHash('md5').update(x).digest('hex') → hash()"]],
    ['a property that is called length', 'export function f({ length }) { ask(length) }', ['parameter length #0.length']],
    ['replacing something else', "export function f(a) { ask(a.replace(/[^a-z']/g, '')) }", ['parameter a #0']],
    ['replacing once', "export function f(a) { ask(a.replace(/\\D/, '')) }", ['parameter a #0']],
    ['a lookup in a constant object', "const COLUMNS = { a: 'x', b: 'y' }; export function f(a) { ask(COLUMNS[a]) }", ['constant']],
    ['a lookup with a default', "const COLUMNS = { a: 'x' } as const; export function f(a) { ask(COLUMNS[a] ?? 'id') }", ['constant']],
    ['a lookup with itself as default', "const COLUMNS = { a: 'x' }; export function f(a) { ask(COLUMNS[a] || a) }", ['parameter a #0']],
    ['a lookup in an object that others write', "const COLUMNS = { a: 'x' }; export function f(a) { COLUMNS.b = a; ask(COLUMNS[a]) }", ['parameter a → COLUMNS #0']],
    ['a lookup in place', "export function f(a) { ask(({ a: 'x', b: 'y' })[a]) }", ['constant']],
    ['a lookup in a Map', "const COLUMNS = new Map([['a', 'x']]); export function f(a) { ask(COLUMNS.get(a)) }", ['constant']],
    ['literals only', "export function f(a) { ask(a > 0 ? 'ASC' : 'DESC') }", ['constant']],
  ]);
});

describe('proofs by type', () => {
  const types = ['number', 'boolean', 'bigint', 'Date', "'asc' | 'desc'", 'number | null', 'number[]', 'readonly number[]', 'Array<number>', 'Readonly<number>', 'Kind', 'Direction', 'keyof typeof TABLE', '(typeof LIST)[number]'];
  const before = "enum Kind { A } type Direction = 'asc' | 'desc'; const TABLE = { a: 1 }; const LIST = ['a'] as const; ";
  both(types.map((t): Case => [t, `${before}export function f(a: ${t}) { ask(a) }`, ['safe-type a']]));

  both([
    ['string', 'export function f(a: string) { ask(a) }', ['parameter a #0']],
    ['number or string', 'export function f(a: number | string) { ask(a) }', ['parameter a #0']],
    ['a field of an interface', 'interface O { limit: number; name: string } export function f(o: O) { ask(o.limit + o.name) }', ['safe-type o', 'parameter o #0.name']],
    ['a field in place', 'export function f({ limit, name }: { limit: number; name: string }) { ask(limit + name) }', ['safe-type limit', 'parameter name #0.name']],
    ['a field of a class', 'class O { limit: number; name: string } export function f(o: O) { ask(o.limit + o.name) }', ['safe-type o', 'parameter o #0.name']],
    ['a local with a type, of something unknown', 'export function f() { const n: number = load(); ask(n) }', ['safe-type load() → n']],
    ['a cast proves nothing', 'export function f(a: string) { ask(a as unknown as number) }', ['parameter a #0']],
    ['a record', 'export function f(r: Record<string, number>) { ask(r.x) }', ['safe-type r']],
    ['elements of a typed list', 'export function f(ids: number[]) { for (const id of ids) ask(id) }', ['safe-type ids → id']],
    ['gathered parameters', 'export function f(...args: [id: number, name: string]) { const [id, name] = args; ask(id + name) }', ['safe-type args → id', 'parameter args → name #0.1']],
    ['a default and a type', 'export function f(limit: number = 10) { ask(limit) }', ['safe-type limit']],
  ]);
});

describe('proofs by check', () => {
  const guards = [
    "if (!['asc', 'desc'].includes(a)) throw new Error()",
    "if (['asc', 'desc'].includes(a) === false) throw new Error()",
    'if (!ALLOWED.has(a)) return',
    'if (!ALLOWED.has(a)) { log(a); return }',
    'if (!LIST.includes(a.toLowerCase())) return',
    'if (!LIST.includes(String(a))) return',
    'if (LIST.indexOf(a) === -1) return',
    'if (LIST.indexOf(a) < 0) return',
    "if (a !== 'x' && a !== 'y') return",
    "if (!(a === 'x' || a === 'y')) return",
    "if (typeof a !== 'number') return",
    'if (!Number.isInteger(a)) return',
    'if (isNaN(a)) return',
    'if (!/^[a-z_]+$/.test(a)) return',
    'if (!PATTERN.test(a)) return',
    'if (!a.match(/^\\w+$/)) return',
    'if (!(a in TABLE)) return',
    'if (!Object.hasOwn(TABLE, a)) return',
    'if (!TABLE.hasOwnProperty(a)) return',
    'if (!TABLE[a]) return',
    'if (!Object.keys(TABLE).includes(a)) return',
    'if (!LIST.some((one) => one === a)) return',
    'if (!a || !ALLOWED.has(a)) return',
    'if (!isAllowed(a)) return',
    'const ok = LIST.includes(a); if (!ok) return',
    'assert(LIST.includes(a))',
    'assert.ok(ALLOWED.has(a))',
    'check(a)',
    "switch (a) { case 'x': case 'y': break; default: throw new Error() }",
    'if (!(a instanceof Date)) return',
  ];
  const before = "import assert from 'node:assert'; import { validate } from 'uuid'; const LIST = ['x', 'y']; const ALLOWED = new Set(LIST); const TABLE = { x: 1 }; const PATTERN = /^(?:x|y)$/; const isAllowed = (v) => ALLOWED.has(v); function check(v) { if (!ALLOWED.has(v)) throw new Error() } ";
  both(guards.map((g): Case => [g, `${before}export function f(a) { ${g}; ask(a) }`, ['safe-type a']]));

  both([
    ['the same for a property', `${before}export function f(a) { if (!ALLOWED.has(a.b)) return; ask(a.b) }`, ['safe-type a.b']],
    ['another property', `${before}export function f(a) { if (!ALLOWED.has(a.b)) return; ask(a.c) }`, ['parameter a #0.c']],
    ['inside the branch', `${before}export function f(a) { if (ALLOWED.has(a)) { ask(a) } }`, ['safe-type a']],
    ['inside the other branch', `${before}export function f(a) { if (ALLOWED.has(a)) { } else { ask(a) } }`, ['parameter a #0']],
    ['after a check that does not leave', `${before}export function f(a) { if (!ALLOWED.has(a)) { log(a) } ask(a) }`, ['parameter a #0']],
    ['in a conditional', `${before}export function f(a) { ask(ALLOWED.has(a) ? a : 'x') }`, ['safe-type a']],
    ['after &&', `${before}export function f(a) { ask(ALLOWED.has(a) && a) }`, ['safe-type a']],
    ['in a case', `${before}export function f(a) { switch (a) { case 'x': case 'y': ask(a) } }`, ['safe-type a']],
    ['in the default case', `${before}export function f(a) { switch (a) { case 'x': break; default: ask(a) } }`, ['parameter a #0']],
    ['replaced when it is not allowed', `${before}export function f(a) { if (!ALLOWED.has(a)) a = 'x'; ask(a) }`, ['safe-type !ALLOWED.has(a) → a']],
    ['replaced in a local', `${before}export function f(o) { let a = o.a; if (!ALLOWED.has(a)) { a = 'x' } ask(a) }`, ['safe-type !ALLOWED.has(a) → a']],
    ['assigned again after the check', `${before}export function f(a, b) { if (!ALLOWED.has(a)) return; a = b; ask(a) }`, ['parameter b → a #1']],
    ['checked through another name', `${before}export function f(o) { const a = o.a; const b = a; if (!ALLOWED.has(a)) return; ask(b) }`, ['safe-type b']],
    ['a guard outside of a callback', `${before}export function f(a, xs) { if (!ALLOWED.has(a)) return; return xs.map(() => ask(a)) }`, ['safe-type a']],
    ['a block list proves nothing', `${before}export function f(a) { if (ALLOWED.has(a)) return; ask(a) }`, ['parameter a #0']],
    ['a pattern without an end', `${before}export function f(a) { if (!/^[a-z]+/.test(a)) return; ask(a) }`, ['parameter a #0']],
    ['a pattern with an open class', `${before}export function f(a) { if (!/^[^;]+$/.test(a)) return; ask(a) }`, ['parameter a #0']],
    ['a pattern with an alternative that is open', `${before}export function f(a) { if (!/^a|b$/.test(a)) return; ask(a) }`, ['parameter a #0']],
    ['being a string proves nothing', `${before}export function f(a) { if (typeof a !== 'string') return; ask(a) }`, ['parameter a #0']],
    ['being there proves nothing', `${before}export function f(a) { if (!a) return; ask(a) }`, ['parameter a #0']],
    ['a uuid', `${before}export function f(a) { if (!validate(a)) return; ask(a) }`, ['safe-type a']],
    ['each element of a list', `${before}export function f(a) { if (!a.every((one) => typeof one === 'number' && Number.isFinite(one))) throw new Error(); ask(a.join(',')) }`, ['safe-type a']],
    ['each element by a function of the language', `${before}export function f(a) { if (!Array.isArray(a) || !a.every(Number.isInteger)) return; ask(a.map((one) => one).join()) }`, ['safe-type a']],
    ['no element is another', `${before}export function f(a) { if (a.some((one) => !ALLOWED.has(one))) return; ask(a.join()) }`, ['safe-type a']],
    ['each element in a loop', `${before}export function f(a) { for (const one of a) { if (!ALLOWED.has(one)) throw new Error() } ask(a.join()) }`, ['safe-type a']],
    ['each piece of a text in a loop', `${before}export function f(a) { for (const part of a.split(',')) { if (!/^[a-z]+ (?:asc|desc)$/.test(part.trim())) return } ask(a) }`, ['safe-type a']],
    ['each piece of a text', `${before}export function f(a) { if (!a.split(', ').every((part) => LIST.includes(part))) return; ask(a) }`, ['safe-type a']],
    ['some element of a list', `${before}export function f(a) { if (!a.some((one) => ALLOWED.has(one))) return; ask(a.join()) }`, ['parameter a #0.*']],
    ['every element in the loop but those that are skipped', `${before}export function f(a) { for (const one of a) { if (!ALLOWED.has(one)) continue; log(one) } ask(a.join()) }`, ['parameter a #0.*']],
    ['each element of a list says nothing of another', `${before}export function f(a, b) { if (!a.every((one) => ALLOWED.has(one))) return; ask(b.join()) }`, ['parameter b #1.*']],
    ['pieces between quotes', `${before}export function f(a) { if (!a.split("'").every((part) => LIST.includes(part))) return; ask(a) }`, ['parameter a #0']],
    ['each element of a list that becomes a text as a whole', `${before}export function f(a) { if (!a.every((one) => ALLOWED.has(one))) return; ask(a) }`, ['safe-type a']],
    ['a known value passes by, others are checked', `${before}export function f(a) { if (a !== 'x') { const found = TABLE[a]; log(found); if (!found) throw new Error() } ask(a) }`, ['safe-type a']],
    ['a known value passes by, others are only seen', `${before}export function f(a) { if (a !== 'x') { const found = TABLE[a]; if (!found) log(a) } ask(a) }`, ['parameter a #0']],
    ['one value is checked, others pass by', `${before}export function f(a) { if (a === 'x') { if (!ALLOWED.has(a)) throw new Error() } ask(a) }`, ['parameter a #0']],
    ['a check of one of two', `${before}export function f(a, b) { if (!ALLOWED.has(a) && b) return; ask(a) }`, ['parameter a #0']],
  ]);
});

describe('escapers of SQL', () => {
  const client = "import pg, { Client } from 'pg'; import format from 'pg-format'; import mysql from 'mysql2'; import SqlString from 'sqlstring'; import { Sequelize } from 'sequelize'; import knex from 'knex'; const client = new Client(); const sequelize = new Sequelize(''); const db = knex({}); ";
  const escapes = ['client.escapeLiteral(a)', 'client.escapeIdentifier(a)', 'pg.escapeIdentifier(a)', "format('%I = %L', a, a)", 'format.ident(a)', 'format.literal(a)', 'mysql.escape(a)', 'mysql.escapeId(a)', 'SqlString.escape(a)', 'sequelize.escape(a)', 'db.ref(a)', "a.replace(/'/g, \"''\")", "a.replaceAll(\"'\", \"''\")", "a.replaceAll('\"', '\"\"')"];
  both(escapes.map((code): Case => [code, `${client}export function f(a) { ask(${code}) }`, [`escaped ${code}`]]));
  both([
    ['an escaper on a client that came in', 'export function f(tx, a) { ask(tx.escapeIdentifier(a)) }', ['escaped tx.escapeIdentifier(a)']],
    ['one quote only', "export function f(a) { ask(a.replace(\"'\", \"''\")) }", ['parameter a #0']],
    ['%s does not escape', `${client}export function f(a) { ask(format('%s', a)) }`, ['parameter a #0']],
    ['a map of escapers', `${client}export function f(as) { ask(as.map(format.literal).join()) }`, ['escaped format.literal']],
  ]);
});

describe('schemas', () => {
  const z = "import { z } from 'zod'; const S = z.object({ id: z.string().uuid(), n: z.coerce.number().int().default(1), q: z.string().trim(), d: z.enum(['a', 'b']).optional(), list: z.array(z.number()), deep: z.object({ at: z.string().datetime() }), slug: z.string().regex(/^[a-z-]+$/), any: z.string().regex(/[a-z]/) }); ";
  both([
    ...['id', 'n', 'd', 'list', 'deep.at', 'slug'].map((field): Case => [`zod ${field}`, `${z}export function f(a) { const s = S.parse(a); ask(s.${field}) }`, ['safe-type S.parse(a) → s']]),
    ['zod string', `${z}export function f(a) { const { q } = S.parse(a); ask(q) }`, ['parameter a → q #0.q']],
    ['zod pattern that is open', `${z}export function f(a) { ask(S.parse(a).any) }`, ['parameter a #0.any']],
    ['zod safeParse', `${z}export function f(a) { const r = S.safeParse(a); if (!r.success) return; ask(r.data.n) }`, ['safe-type S.safeParse(a) → r']],
    ['zod safeParse of a string', `${z}export function f(a) { const r = S.safeParse(a); if (!r.success) return; ask(r.data.q) }`, ['parameter a → r #0.q']],
    ['zod extended', `${z}const T = S.extend({ e: z.number() }).omit({ q: true }); export function f(a) { ask(T.parse(a).e) }`, ['safe-type T.parse(a)']],
    ['zod extended, own', `${z}const T = S.extend({ e: z.number() }); export function f(a) { ask(T.parse(a).id) }`, ['safe-type T.parse(a)']],
    ['zod alone', `${z}export async function f(a) { ask(await z.string().uuid().parseAsync(a)) }`, ['safe-type z.string().uuid().parseAsync(a)']],
    ['zod from parts', `${z}const parts = { n: z.number(), q: z.string() }; const make = (more) => z.object({ ...parts, ...more }); const T = make({ e: z.number(), t: z.string() }); export function f(a) { const t = T.parse(a); ask(t.e + t.n + t.t + t.q) }`, ['safe-type T.parse(a) → t', 'parameter a → t #0.t', 'parameter a → t #0.q']],
    ['zod joined', `${z}const T = z.intersection(S, z.object({ e: z.number() })); export function f(a) { ask(T.parse(a).e) }`, ['safe-type T.parse(a)']],
    ['valibot', "import * as v from 'valibot'; const S = v.object({ id: v.pipe(v.string(), v.uuid()), q: v.string() }); export function f(a) { const { id, q } = v.parse(S, a); ask(id + q) }", ['safe-type v.parse(S, a) → id', 'parameter a → q #0.q']],
    ['joi', "import Joi from 'joi'; const S = Joi.object({ id: Joi.number().required(), d: Joi.string().valid('a', 'b'), q: Joi.string() }); export function f(a) { const { value } = S.validate(a); ask(value.id + value.d + value.q) }", ['safe-type S.validate(a) → value', 'parameter a → value #0.q']],
    ['look-alike: a parse of one’s own', 'const S = { parse: (x) => x }; export function f(a) { ask(S.parse(a)) }', ['parameter a → parse() #0']],
  ]);
});

it('names decide nothing: other names, the same sources', () => {
  const code = (names: readonly string[]): string => {
    const [a, b, c, d] = names;
    return `const ${d} = (x) => x.trim(); export function f(${a}) { let ${b} = ${a}.p; if (!${b}) ${b} = 'x'; const ${c} = { p: ${d}(${b}) }; ask(${c}.p) }`;
  };
  const kinds = (names: readonly string[]): string[] => traced(code(names)).map((line) => `${line.split(' ')[0]} ${line.split('#')[1]}`);
  expect(kinds(['req', 'query', 'params', 'escape'])).toEqual(kinds(['a', 'b', 'c', 'd']));
  expect(kinds(['safe', 'sanitized', 'escaped', 'sanitize'])).toEqual(['parameter 0.p']);
});
