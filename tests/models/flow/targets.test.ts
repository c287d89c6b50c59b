import { describe, expect, it } from 'vitest';
import type { SinkName } from '../../../src/models/sinks/types.ts';
import { traced } from './asking.ts';

type Case = readonly [name: string, code: string, sources: readonly string[]];

function all(sink: SinkName, cases: readonly Case[]): void {
  it.each(cases)('%s', (_, code, sources) => {
    expect(traced(code, sink)).toEqual(sources);
  });
}

const TAINTED = ['parameter x #0'];
const CLEAN = ['escaped x'];
const PROVED = ['safe-type x'];

describe('addresses: what stands in front of a part', () => {
  all('address', [
    ['a host that is written out', 'export function f(x) { ask(`https://api.example.com/users/${x}`) }', CLEAN],
    ['a host that is written out, in a sum', "export function f(x) { ask('https://api.example.com/users/' + x) }", CLEAN],
    ['a host in a constant', "const API = 'https://api.example.com'; export function f(x) { ask(`${API}/users/${x}`) }", CLEAN],
    ['a host that is configured', 'export function f(x) { ask(`${process.env.API}/users/${x}`) }', ['environment process.env.API', 'escaped x']],
    ['the host itself', 'export function f(x) { ask(`https://${x}/users`) }', TAINTED],
    ['the end of the host', 'export function f(x) { ask(`https://api.${x}`) }', TAINTED],
    ['the whole address', 'export function f(x) { ask(x) }', TAINTED],
    ['a path of one’s own', 'export function f(x) { ask(`/users/${x}`) }', CLEAN],
    ['an encoded part', 'export function f(x) { ask(encodeURIComponent(x)) }', ['escaped encodeURIComponent(x)']],
    ['a query that is set', "export function f(x) { const u = new URL('https://api.example.com'); u.searchParams.set('q', x); ask(u) }", ['constant']],
    ['a host that is set', "export function f(x) { const u = new URL('https://api.example.com'); u.host = x; ask(u) }", ['parameter x → u #0']],
    ['an address on a base', "export function f(x) { ask(new URL(x, 'https://api.example.com')) }", TAINTED],
    ['a path on a base', "export function f(x) { ask(new URL(`/users/${x}`, 'https://api.example.com')) }", CLEAN],
    ['only the path of an address', 'export function f(x) { ask(new URL(x).pathname) }', ['escaped new URL(x)']],
  ]);
});

describe('addresses: checks', () => {
  all('address', [
    ['the host is one of a list', "const HOSTS = ['a.example']; export function f(x) { const { hostname } = new URL(x); const u = new URL(x); if (!HOSTS.includes(u.hostname)) return; ask(x) }", PROVED],
    ['the host, its brackets off, is asked of a function, and the address returned', "import { isOurs } from './hosts'; function own(x) { let u; try { u = new URL(x) } catch { throw new Error() } const host = u.hostname.replace(/^\\[/, ''); if (!isOurs(host)) throw new Error(); return u } export function f(x) { const u = own(x); ask(u) }", ['safe-type u → own() → u']],
    ['the host is compared', "export function f(x) { const u = new URL(x); if (u.host !== 'a.example') throw new Error(); ask(u) }", ['safe-type u']],
    ['the host is compared in place', "export function f(x) { if (new URL(x).hostname === 'a.example') ask(x) }", PROVED],
    ['the end of the host', "export function f(x) { const u = new URL(x); if (!u.hostname.endsWith('.example.com')) return; ask(u.toString()) }", ['safe-type u']],
    ['a prefix with its host', "export function f(x) { if (!x.startsWith('https://a.example/')) return; ask(x) }", PROVED],
    ['a scheme is no host', "export function f(x) { if (!x.startsWith('https://')) return; ask(x) }", TAINTED],
    ['a pattern of a scheme is no host', 'export function f(x) { if (!/^https?:\\/\\//.test(x)) return; ask(x) }', TAINTED],
    ['a pattern with a host', 'export function f(x) { if (!/^https:\\/\\/a\\.example\\//.test(x)) return; ask(x) }', PROVED],
    ['a function of one’s own checks', 'function isPublic(u) { return lookup(u) } export function f(x) { if (!isPublic(x)) return; ask(x) }', PROVED],
    ['a function of one’s own throws', 'function assertPublic(u) { if (bad(u)) throw new Error() } export async function f(x) { await assertPublic(x); ask(x) }', PROVED],
    ['a function that only logs', 'function log(u) { console.log(u) } export function f(x) { log(x); ask(x) }', TAINTED],
    ['a syntax check proves nothing', "import validator from 'validator'; export function f(x) { if (!validator.isURL(x)) return; ask(x) }", TAINTED],
    ['what is there is not yet checked', 'export function f(x) { if (!x) return; ask(x) }', TAINTED],
    ['looked up by a function of one’s own', 'async function find(k) { return rows.get(k) } export async function f(x) { const site = await find(x); if (!site) return; ask(x) }', PROVED],
  ]);
});

describe('redirects', () => {
  all('redirect', [
    ['one slash is no path', 'export function f(x) { ask(`/${x}`) }', TAINTED],
    ['a path of one’s own', 'export function f(x) { ask(`/login?next=${x}`) }', CLEAN],
    ['starts with one slash', "export function f(x) { if (!x.startsWith('/')) return; ask(x) }", TAINTED],
    ['starts with one slash and not with two', "export function f(x) { if (!x.startsWith('/') || x.startsWith('//')) return; ask(x) }", PROVED],
    ['one of a list', "const PATHS = ['/a', '/b']; export function f(x) { ask(PATHS.includes(x) ? x : '/') }", PROVED],
    ['an error of one’s own decides', 'async function authorize(q) { return q } export async function f(x) { try { await authorize(x) } catch (error) { if (error.redirectable) ask(x) } }', PROVED],
    ['a pattern that refuses two slashes', 'export function f(x) { if (/^\\/\\//.test(x)) return; ask(x) }', PROVED],
  ]);
});

describe('paths', () => {
  all('file', [
    ['joined to a folder', "import path from 'node:path'; export function f(x) { ask(path.join('/data', x)) }", TAINTED],
    ['only its last part', "import path from 'node:path'; export function f(x) { ask(path.join('/data', path.basename(x))) }", ['escaped path.basename(x)']],
    ['starts with the folder', "import path from 'node:path'; const ROOT = '/data/'; export function f(x) { const p = path.resolve(ROOT, x); if (!p.startsWith(ROOT)) throw new Error(); ask(p) }", ['safe-type p']],
    ['starts with a folder that is configured', "import path from 'node:path'; export function f(x) { const p = path.resolve(process.env.ROOT, x); if (!p.startsWith(process.env.ROOT)) return; ask(p) }", ['safe-type p']],
    ['is no way up', "import path from 'node:path'; export function f(x) { if (path.relative('/data', x).startsWith('..')) return; ask(x) }", PROVED],
    ['has no two dots', "export function f(x) { if (x.includes('..')) return; ask('/data/' + x) }", PROVED],
    ['has no slash', "export function f(x) { if (!x.includes('/')) ask('/data/' + x) }", PROVED],
    ['is not absolute', "export function f(x) { if (x.startsWith('/')) return; ask('/data/' + x) }", TAINTED],
    ['is there', "import fs from 'node:fs'; export function f(x) { if (!fs.existsSync(x)) return; ask(x) }", TAINTED],
    ['a number', 'export function f(x) { ask(`/data/${Number(x)}.json`) }', ['safe-type Number(x)']],
    ['a plain name', 'export function f(x) { if (!/^[a-z0-9-]+$/.test(x)) return; ask(`/data/${x}`) }', PROVED],
    ['looked up in a try', 'async function load(k) { return rows.get(k) } export async function f(x) { let row; try { row = await load(x); if (row == null) return } catch { return } ask(x) }', PROVED],
    ['chosen by the same expression', "export function f(x) { ask(['png', 'jpg'].includes(x.split('.')[1]) ? x.split('.')[1] : 'png') }", ["safe-type x.split('.')[1]"]],
  ]);
});

describe('escapers count in their own language', () => {
  all('shell', [
    ['quoted for the shell', "import { quote } from 'shell-quote'; export function f(x) { ask(`git log ${quote([x])}`) }", ['escaped quote([x])']],
    ['quoted by hand', "export function f(x) { ask(`git log '${x.replace(/'/g, \"'\\\\\\\\''\")}'`) }", ["escaped x.replace(/'/g, \"'\\\\\\\\''\")"]],
    ['escaped for SQL', "import { escapeLiteral } from 'pg'; export function f(x) { ask(escapeLiteral(x)) }", TAINTED],
  ]);
  all('regexp', [
    ['escaped by a package', "import _ from 'lodash'; export function f(x) { ask(_.escapeRegExp(x)) }", ['escaped _.escapeRegExp(x)']],
    ['escaped by the language', 'export function f(x) { ask(RegExp.escape(x)) }', ['escaped RegExp.escape(x)']],
    ['escaped by hand', "export function f(x) { ask(x.replace(/[.*+?^${}()|[\\]\\\\]/g, '\\\\$&')) }", ["escaped x.replace(/[.*+?^${}()|[\\]\\\\]/g, '\\\\$&')"]],
    ['encoded for an address', 'export function f(x) { ask(encodeURIComponent(x)) }', TAINTED],
    ['what a pattern without wildcards finds', 'const ID = new RegExp(/@[0-9a-f]{8}/g); export function f(x) { for (const id of x.match(ID)) ask(id) }', ['safe-type x.match(ID) → id']],
    ['what a pattern with wildcards finds', 'export function f(x) { for (const id of x.match(/@.*/g)) ask(id) }', ['parameter x → id #0']],
  ]);
});
