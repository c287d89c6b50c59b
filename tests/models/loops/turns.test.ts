import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { SourceFile } from '../../../src/ast/source-file.ts';
import { loopsAround } from '../../../src/models/loops/around.ts';
import { turnsOf } from '../../../src/models/loops/turns.ts';
import type { Loop } from '../../../src/models/loops/types.ts';
import { dataValuesOf } from '../../../src/models/sql/model.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';

const root = mkdtempSync(join(realpathSync(tmpdir()), 'backend-loops-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function fileOf(text: string): SourceFile {
  const file = parseFile(join(root, 'main.ts'), text);
  if (!file) throw new Error('cannot parse');
  return file;
}

/** The loops around the calls of `here()`. */
function loops(text: string): readonly Loop[] {
  const file = fileOf(text);
  return file.nodes('CallExpression').filter((call) => file.textOf(call) === 'here()').flatMap((call) => loopsAround(file, call, () => true));
}

function turns(text: string, files: Readonly<Record<string, string>> = {}): string[] {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(root, name), content);
  const project = projectFor(root);
  return loops(text).map((loop) => turnsOf(loop, project, dataValuesOf(project)));
}

describe('loopsAround', () => {
  it('every kind, the innermost first', () => {
    expect(loops('for (;;) for (const a of b) for (const c in a) while (c) do list.map(() => here()); while (c)').map(({ kind }) => kind)).toEqual(['callback', 'do-while', 'while', 'for-in', 'for-of', 'for']);
  });

  it('what runs once is in no loop', () => {
    expect(loops('for (const a of here()) b(a); for (let i = here(); i < 1; i++) b(i); here().map(b);')).toEqual([]);
  });

  it('a function that the loop only makes ends the way', () => {
    expect(loops('for (const a of b) { function c() { here(); } }')).toEqual([]);
  });
});

describe('turnsOf', () => {
  it('lists', () => {
    expect(turns('for (const a of b) here(); for (const a of [...b, 1]) here(); for (let i = 0; i < b.length; i++) here(); for (const a of new Set(b)) here(); b.filter(Boolean).map(() => here());')).toEqual(Array(5).fill('list'));
  });

  it('a literal that grows is a list', () => {
    expect(turns('const a = []; a.push(1); for (const b of a) here();')).toEqual(['list']);
  });

  it('what the code writes out', () => {
    expect(turns("enum E { A } for (const a of ['a', b]) here(); for (const a of Object.keys({ a, b })) here(); for (const a of Object.values(E)) here(); Array.from({ length: 3 }, () => here()); ['a'].filter(Boolean).map(() => here());")).toEqual(Array(5).fill('constant'));
  });

  it('constants of other files, and what a file or the configuration holds', () => {
    expect(
      turns("import { KINDS, load } from './kinds'; import config from 'config'; for (const a of KINDS) here(); for (const a of await load()) here(); for (const a of config.get('list')) here();", {
        'kinds.ts': "import { readFile } from 'node:fs/promises'; export const KINDS = ['a']; export const load = async () => JSON.parse(await readFile('x.json', 'utf8'));",
      }),
    ).toEqual(Array(3).fill('constant'));
  });

  it('a function that writes out every list it returns', () => {
    expect(turns("const parts = (a) => { if (!a) return []; return a.more ? [a.first, a.more] : [a]; }; const both = (a) => [a, a.next]; for (const a of both(b)) here(); for (const a of parts(b)) here(); for (const a of [both(b)].flat()) here();")).toEqual(['constant', 'list', 'list']);
    expect(turns("function parts(a) { if (!a) return []; if (a.more) return [a.first, a.more]; return [a]; } function some(a) { if (!a) return []; return [a, ...a.others]; } for (const a of parts(b)) here(); for (const a of some(b)) here();")).toEqual(['constant', 'list']);
  });

  it('a function that gathers constants of its file, and nothing else', () => {
    expect(turns("const NAMES = { admin: 'admin' }; const ROLES = { [NAMES.admin]: ['all'], user: ['read', 'write'] }; function rights() { const found = []; for (const role of Object.values(ROLES)) for (const right of role) found.push(right); return found; } for (const a of rights()) here();")).toEqual(['constant']);
    expect(turns("const ROLES = load(); function rights() { return Object.values(ROLES); } for (const a of rights()) here();")).toEqual(['list']);
    expect(turns("const ROLES = { admin: 1 }; function rights() { return load(ROLES); } function of(roles) { const found = []; for (const role of roles) found.push(role); return found; } for (const a of rights()) here(); for (const a of of(ROLES)) here();")).toEqual(['list', 'list']);
  });

  it('a list inside a written-out list is one only where all of it is written out', () => {
    expect(turns("[['a'], ['b']].map((inner) => inner.forEach(() => here())); [a, b].map((list) => list.forEach(() => here()));").filter((_, i) => i % 2 === 0)).toEqual(['constant', 'list']);
  });

  it('steps, pages, chunks, streams, generators', () => {
    expect(
      turns(`
        function* some() { yield 1; }
        for (let i = 0; i < a.length; i += 10) here();
        for (let i = 0; i < pages; i++) here();
        for (const chunk of a) here();
        for (const b of a) { b.map(c); here(); }
        for (const b of some()) here();
        for (const b of a.reduce((all, _, i) => [...all, a.slice(i, i + 10)], [])) here();
        async function f() { for await (const b of a) here(); await a.map(() => here()); }
      `),
    ).toEqual(Array(8).fill('other'));
  });
});
