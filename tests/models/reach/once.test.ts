import { describe, expect, it } from 'vitest';
import { runsOnce } from '../../../src/models/reach/once.ts';
import { isFunction } from '../../../src/ast/syntax.ts';
import { parseFile } from '../../../src/project/project.ts';

/** Whether `load()` in the function `f` runs once. */
function once(text: string): boolean {
  const file = parseFile('/case.ts', text);
  const call = file?.nodes('CallExpression').find((node) => file.textOf(node.callee) === 'load');
  if (!file || !call) throw new Error('no load() in the case');
  for (let at = file.parent(call); at; at = file.parent(at)) if (isFunction(at)) return runsOnce(file, at, call);
  throw new Error('load() is in no function');
}

describe('runsOnce', () => {
  it.each([
    ['??=', 'let cached; function f() { return (cached ??= load()); }'],
    ['||=', 'let cached; function f() { cached ||= parse(load()); return cached; }'],
    ['a guard around', 'let cached; function f() { if (!cached) { const text = load(); cached = parse(text); } return cached; }'],
    ['a guard on undefined', 'let cached; function f() { if (cached === undefined) cached = load(); return cached; }'],
    ['an early return', 'let cached; function f() { if (cached) return cached; const text = load(); cached = text; return cached; }'],
    ['an early return in braces', 'let done = false; function f() { if (done) { return; } done = true; load(); }'],
    ['a conditional', 'let cached; const f = () => (cached ? cached : (cached = load()));'],
    ['a logical or', 'let cached; const f = () => cached || (cached = load());'],
    ['a map of files', 'const cache = new Map(); function f(key) { if (!cache.has(key)) cache.set(key, load(key)); return cache.get(key); }'],
    ['a looked-up entry', 'const cache = new Map(); function f(key) { const hit = cache.get(key); if (hit) return hit; const made = load(key); cache.set(key, made); return made; }'],
    ['an object of files', 'const cache = {}; function f(key) { if (!cache[key]) cache[key] = load(key); return cache[key]; }'],
    ['a field', 'class A { template; f() { if (!this.template) this.template = load(); return this.template; } }'],
    ['a static field', 'class A { static t; static f() { return (A.t ??= load()); } }'],
  ])('kept: %s', (_, text) => {
    expect(once(text)).toBe(true);
  });

  it.each([
    ['nothing kept', 'function f() { return load(); }'],
    ['kept in a local', 'function f() { let cached; if (!cached) cached = load(); return cached; }'],
    ['kept but never looked at', 'let last; function f() { last = load(); return last; }'],
    ['another variable is looked at', 'let cached, ready = true; function f() { if (!ready) return; cached = load(); }'],
    ['a test of what the caller gave', 'let cached; function f(force) { if (force) cached = load(); return cached; }'],
    ['a field of the request', 'function f(req) { if (!req.file) req.file = load(); return req.file; }'],
    ['before the guard', 'let cached; function f() { const text = load(); if (cached) return cached; cached = text; }'],
  ])('every time: %s', (_, text) => {
    expect(once(text)).toBe(false);
  });
});
