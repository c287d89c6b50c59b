import { describe, expect, it } from 'vitest';
import { exportsOf } from '../../src/ast/exports.ts';
import { symbolOf } from '../../src/ast/origin.ts';
import type { Tree } from './trees.ts';
import { read, TREES, TYPED_TREES } from './trees.ts';

/** Names with their symbol, or with their kind where they have none. */
function exported(tree: Tree, text: string, sourceType: 'module' | 'commonjs' = 'module'): Record<string, string> {
  const { names, stars, whole } = exportsOf(read(tree, text, sourceType));
  const found = Object.fromEntries([...names].map(([name, origin]) => [name, symbolOf(origin) ?? origin.kind]));
  return { ...found, ...(stars.length > 0 ? { '*': stars.join(' ') } : {}), ...(whole ? { '=': symbolOf(whole) ?? whole.kind } : {}) };
}

describe.each(TREES)('exports, %s', (tree) => {
  it.each<[string, Record<string, string>]>([
    ['export const a = 1, { b, c: [d] } = x()', { a: 'value', b: 'global#x().b', d: 'global#x().c.0' }],
    ['export function f() {} export class C {}', { f: 'function', C: 'class' }],
    ['export default function () {}', { default: 'function' }],
    ["import x from 'x'; export default x()", { default: 'x#default()' }],
    ["import x from 'x'; export { x, x as y, x as 'a-b', x as default }", { x: 'x#default', y: 'x#default', 'a-b': 'x#default', default: 'x#default' }],
    ["export { a, default as b } from 'x'", { a: 'x#a', b: 'x#default' }],
    ["export * from 'a'; export * from './b'; export * as c from 'c'", { c: 'c#default', '*': 'a ./b' }],
  ])('%s', (text, expected) => {
    expect(exported(tree, text)).toEqual(expected);
  });

  it.each<[string, Record<string, string>]>([
    ['module.exports = function f() {}', { default: 'function', '=': 'function' }],
    ["const x = require('x'); module.exports = { x, y: x.y, 'z-z': 1, ...require('./other') }", { default: 'value', x: 'x#default', y: 'x#y', 'z-z': 'value', '*': './other', '=': 'value' }],
    ["module.exports = require('./x')", { default: 'import', '*': './x', '=': 'import' }],
    ["const x = require('x'); exports.a = exports.b = x(); module.exports.c = x; exports.d.e = 1", { a: 'x#default()', b: 'x#default()', c: 'x#default' }],
    ["const x = require('x'); exports = module.exports = x()", { default: 'x#default()', '=': 'x#default()' }],
    ['"use strict"; Object.defineProperty(exports, "__esModule", { value: true }); exports.b = exports.a = void 0; exports.a = 1; exports.b = class {}', { a: 'value', b: 'class' }],
    ['Object.defineProperty(exports, "p", { enumerable: true, get: function () { return x_1.p; } }); const x_1 = require("x");', { p: 'x#p' }],
    ['__exportStar(require("./a"), exports); tslib_1.__exportStar(require("./b"), exports);', { '*': './a ./b' }],
    ['__export(src_exports, { f: () => f }); module.exports = __toCommonJS(src_exports); function f() {}', { f: 'function' }],
    ['_export(exports, { f: function() { return f; } }); function f() {}', { f: 'function' }],
    ['function g(module, exports) { module.exports = 1; exports.a = 2 }', {}],
    ['exports[name] = 1; const a = exports.b', {}],
  ])('CommonJS: %s', (text, expected) => {
    expect(exported(tree, text, 'commonjs')).toEqual(expected);
  });
});

describe.each(TYPED_TREES)('exports in TypeScript, %s', (tree) => {
  it.each<[string, Record<string, string>]>([
    ["export type { A } from 'a'; export interface I {} export type T = 1; export enum E { A }", { A: 'a#A', I: 'type', T: 'type', E: 'enum' }],
    ["import x from 'x'; export = x", { default: 'x#default', '=': 'x#default' }],
    ['export default interface I {}', { default: 'type' }],
    ['export abstract class A {} export declare const x: number', { A: 'class', x: 'unknown' }],
    ["import { z } from 'zod'; export const A = z.object(); export type A = 1", { A: 'zod#z.object()' }],
  ])('%s', (text, expected) => {
    expect(exported(tree, text)).toEqual(expected);
  });
});
