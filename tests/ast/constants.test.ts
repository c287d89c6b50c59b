import { describe, expect, it } from 'vitest';
import { constantValues } from '../../src/ast/constants.ts';
import type { Primitive } from '../../src/ast/constants.ts';
import type { Tree } from './trees.ts';
import { asked, read, TREES, TYPED_TREES } from './trees.ts';

function values(tree: Tree, text: string): readonly Primitive[] | null {
  const file = read(tree, text);
  return constantValues(file, asked(file));
}

describe.each(TREES)('constants, %s', (tree) => {
  it.each<[string, readonly Primitive[] | null]>([
    ["ask('a')", ['a']],
    ['ask(-1)', [-1]],
    ['ask(null)', [null]],
    ['ask(undefined)', [null]],
    ['ask(true)', [true]],
    ['ask(/x/)', null],
    ["const a = 'a'; const b = a; ask(b)", ['a']],
    ["const a = 'a'; ask(`${a}/${1 + 1}`)", ['a/2']],
    ["ask('a' + (x ? 'b' : 'c'))", ['ab', 'ac']],
    ["const o = { a: 1, b: 'x' }; ask(o[k])", [1, 'x']],
    ["const o = { a: { b: 'x' } }; ask(o.a.b)", ['x']],
    ["const o = Object.freeze({ a: 'x' }); ask(o.a)", ['x']],
    ["const l = ['a', 'b']; ask(l[i])", ['a', 'b']],
    ["for (const x of ['a', 'b']) ask(x)", ['a', 'b']],
    ["let a = 'a'; if (x) a = 'b'; ask(a)", ['a', 'b']],
    ["let a = 'a'; a = f(); ask(a)", null],
    ["let a = 'a'; a += f(); ask(a)", null],
    ['ask(process.env.X)', null],
    ['function f(a) { ask(a) }', null],
    ['ask(a - 1)', null],
  ])('%s', (text, expected) => {
    expect(values(tree, text)).toEqual(expected);
  });
});

describe.each(TYPED_TREES)('constants in TypeScript, %s', (tree) => {
  it.each<[string, readonly Primitive[] | null]>([
    ["enum E { A = 'a', B = 'b' } ask(E.B)", ['b']],
    ['enum E { A, B } ask(E.B)', [1]],
    ['enum E { A = 5, B } ask(E.B)', [6]],
    ["enum E { A = 'a', B = 'b' } ask(E[k])", ['a', 'b']],
    ["const o = { a: 'x' } as const; ask(o.a)", ['x']],
    ["function f(a: 'x' | 'y') { ask(a) }", ['x', 'y']],
    ["type D = 'asc' | 'desc'; function f(a: D) { ask(a) }", ['asc', 'desc']],
    ['function f(a: string) { ask(a) }', null],
    ["function f(a: 'x' | undefined) { ask(a) }", ['x', null]],
    ["function f({ o: { d } }: { o: { d: 'x' | 'y' } }) { ask(d) }", ['x', 'y']],
    ["interface O { d: 'x' | 'y'; s: string } function f(o: O) { ask(o.d) }", ['x', 'y']],
    ["interface O { d: 'x' | 'y'; s: string } function f(o: O) { ask(o.s) }", null],
    ["enum E { A = 'a', B = 'b' } function f(e: E) { ask(e) }", ['a', 'b']],
    ["const c = { a: 1, 'b-c': 2 }; function f(k: keyof typeof c) { ask(k) }", ['a', 'b-c']],
    ['type A = A; function f(a: A) { ask(a) }', null],
    ["enum E { A = 'a', B } ask(E.B)", null],
  ])('%s', (text, expected) => {
    expect(values(tree, text)).toEqual(expected);
  });
});
