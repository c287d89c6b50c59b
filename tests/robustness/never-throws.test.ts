import * as parser from '@typescript-eslint/parser';
import type { Linter } from 'eslint';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixtureSources, lint } from './linting.ts';

const sources = fixtureSources();

/** Odd files that real repositories hold (FIELD: cost and robustness). */
const ODD: readonly (readonly [string, string, string])[] = [
  ['an empty file', 'a.ts', ''],
  ['only a comment', 'a.ts', '// nothing\n'],
  ['a shebang and CRLF', 'a.ts', "#!/usr/bin/env node\r\nimport pg from 'pg';\r\nnew pg.Pool().query(`SELECT '${process.argv[2]}'`);\r\n"],
  ['a BOM', 'a.ts', "\uFEFFimport { Pool } from 'pg'; new Pool().query('SELECT 1 FROM t');"],
  ['a declaration file', 'a.d.ts', "declare module 'x' { export function query(sql: string): void; }\nexport = x;\n"],
  ['export =', 'a.cts', "import pg = require('pg'); const pool = new pg.Pool(); export = pool;"],
  ['JSX in JavaScript', 'a.jsx', 'export default function A({ q }) { return <p onClick={() => fetch(`/x?${q}`)}>{q}</p>; }'],
  ['optional calls everywhere', 'a.ts', "import { db } from './nowhere'; export async function f(a?: any) { await db?.query?.(`SELECT * FROM t WHERE a = '${a?.b?.[0]}'`)?.rows?.[0]?.(); }"],
  ['using and satisfies', 'a.ts', "import { Pool } from 'pg'; export async function f() { await using c = await new Pool().connect() as any; return c.query(('SELECT 1 FROM t' satisfies string)!); }"],
  ['decorators without imports', 'a.ts', '@Controller() class A { constructor(@Inject() private readonly b, c = this) {} @Get() @Post(...x) m(@Body() { userId, ...rest }, @Body(y) z) { return this.b.create({ userId, ...rest, z }); } @a.b.c d; }'],
  ['holes only', 'a.ts', "import { Pool } from 'pg'; const p = new Pool(); export const f = (a, b) => [p.query(`${a}${b}`), p.query(`${a}`), p.query(a + b), p.query(), p.query(...a), p.query({}), p.query({ text: a, ...b })];"],
  ['circular bindings', 'a.ts', "let a = b; var b = a; const c = { c }; function f(x = f(x)) { return f(f(x)); } import { Pool } from 'pg'; new Pool().query(`SELECT ${a} ${c.c.c} ${f(1)} FROM t`); a = a; a += a;"],
  ['odd SQL', 'a.ts', "import { Pool } from 'pg'; const p = new Pool(); p.query('SELECT '); p.query(`INSERT INTO`); p.query(`'${1}`); p.query('SELECT $$ FROM x'); p.query(`UPDATE t SET a = \\u{1F600} '😀${p}'`); p.query('/* '); p.query('SELECT \"');"],
  ['deep nesting', 'a.js', `${'('.repeat(200)}1${')'.repeat(200)}; const q = ${"'a' + ".repeat(400)}'b'; db.query('SELECT * FROM t WHERE a = ' + q);`],
  ['a self-importing file', 'self.ts', "import { a as b } from './self.ts'; export const a = b; export * from './self.ts'; a.query(`SELECT 1 FROM t WHERE a = ${b}`);"],
  ['prototype names', 'a.ts', "const o = { __proto__: null, constructor: 1, toString: 2 }; import { Pool } from 'pg'; export const hasOwnProperty = (valueOf) => new Pool().query(`SELECT ${o.constructor} ${o[valueOf]} FROM t`, [valueOf.__proto__, toString]);"],
];

describe('every rule at its widest options', () => {
  it.each(ODD)('survives %s', (_, path, text) => {
    expect(lint(text, path).filter((m) => m.fatal)).toEqual([]);
  });

  it('survives every fixture', () => {
    expect(sources.length).toBeGreaterThan(20);
    let findings = 0;
    for (const { path, text } of sources) findings += lint(text, path).filter((m) => m.ruleId).length;
    expect(findings).toBeGreaterThan(50);
  });

  it('survives truncated files, deleted and swapped tokens', { timeout: 300_000 }, () => {
    const mutated = fc.record({ source: fc.constantFrom(...sources), kind: fc.constantFrom('truncate', 'delete', 'swap', 'double'), at: fc.nat(), other: fc.nat() });
    let parsed = 0;
    fc.assert(
      fc.property(mutated, ({ source, kind, at, other }) => {
        const tokens = source.text.match(/\w+|\s+|[^\w\s]/gu) ?? [];
        const i = at % Math.max(tokens.length, 1);
        const j = other % Math.max(tokens.length, 1);
        if (kind === 'truncate') tokens.length = i;
        else if (kind === 'delete') tokens.splice(i, 1 + (other % 3));
        else if (kind === 'double') tokens.splice(i, 0, tokens[i] ?? '');
        else [tokens[i], tokens[j]] = [tokens[j] ?? '', tokens[i] ?? ''];
        if (!lint(tokens.join(''), source.path).some((m) => m.fatal)) parsed++;
      }),
      { numRuns: 400, seed: 20261122 },
    );
    expect(parsed).toBeGreaterThan(40);
  });

  it('survives odd trees: optional parts dropped, lists emptied, nodes replaced by others and by unknown ones', { timeout: 300_000 }, () => {
    const mutation = fc.record({ source: fc.constantFrom(...sources), node: fc.nat(), key: fc.nat(), kind: fc.constantFrom('null', 'undefined', 'empty', 'identifier', 'odd', 'type') });
    fc.assert(
      fc.property(mutation, (m) => {
        // A throw carries its own stack; wrapping it in an expectation would hide it.
        lint(m.source.text, m.source.path, { parser: mutatingParser(m.node, m.key, m.kind) });
      }),
      { numRuns: 300, seed: 20261122 },
    );
  });
});

interface Loose {
  type: string;
  [key: string]: unknown;
}

/** A parser whose tree has one optional or computed part changed, as parsers of dialects and of broken code give. */
function mutatingParser(nodeNumber: number, keyNumber: number, kind: string): Linter.Parser {
  return {
    meta: { name: 'mutating', version: '1' },
    parseForESLint(text: string, options: object) {
      const result = parser.parseForESLint(text, { ...options, range: true, loc: true });
      const nodes: Loose[] = [];
      const visit = (value: unknown): void => {
        if (Array.isArray(value)) return value.forEach(visit);
        if (typeof value !== 'object' || value === null || typeof (value as Loose).type !== 'string') return;
        const node = value as Loose;
        nodes.push(node);
        for (const key of result.visitorKeys[node.type] ?? []) visit(node[key]);
      };
      visit(result.ast.body);
      const node = nodes[nodeNumber % Math.max(nodes.length, 1)];
      if (node) mutate(node, keyNumber, kind);
      return result as never;
    },
  };
}

/** Parts that a tree may lack: parsers of dialects leave them null or undefined. */
const OPTIONAL = ['init', 'typeAnnotation', 'returnType', 'typeArguments', 'alternate', 'decorators', 'superClass'];
/** Lists that may be empty, and parts that may hold a node no one has heard of. */
const LISTS = ['arguments', 'elements', 'properties', 'decorators', 'params'];
const EXPRESSIONS = ['argument', 'object', 'property', 'callee', 'left', 'right', 'test', 'consequent', 'tag', 'typeAnnotation', 'init'];

function mutate(node: Loose, keyNumber: number, kind: string): void {
  if (kind === 'type') {
    if (/Literal|This|Super|Meta/u.test(node.type)) node.type = 'OddExpression';
    return;
  }
  const keys = (kind === 'empty' ? LISTS : kind === 'null' || kind === 'undefined' ? OPTIONAL : EXPRESSIONS).filter((key) => key in node);
  const key = keys[keyNumber % Math.max(keys.length, 1)];
  if (key === undefined) return;
  const old = node[key];
  if (kind === 'empty') node[key] = Array.isArray(old) ? [] : old;
  else if (kind === 'null') node[key] = null;
  else if (kind === 'undefined') node[key] = undefined;
  else if (typeof old === 'object' && old !== null) {
    const at = { range: (old as Loose)['range'], loc: (old as Loose)['loc'], parent: node };
    node[key] = kind === 'odd' ? { type: 'OddExpression', ...at } : { type: 'Identifier', name: 'odd', decorators: [], optional: false, ...at };
  }
}
