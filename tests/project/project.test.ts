import { statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ESLint, Linter } from 'eslint';
import * as espree from 'espree';
import { parser as typescript } from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { originOf } from '../../src/ast/origin.ts';
import type { RuleContext } from '../../src/core/rule-context.ts';
import type { Settings } from '../../src/core/settings.ts';
import { parseText } from '../../src/project/parse.ts';
import { hostViewOf, parseFile, projectCounts, projectFor, projectOf, sourceFileOf } from '../../src/project/project.ts';
import { askedNode, folderOf, put } from './folder.ts';

/** Lints one file with a rule that looks at its context. */
function linting<T>(root: string, path: string, look: (context: RuleContext) => T, parser?: Linter.Parser, settings: Settings = {}): T {
  const seen: T[] = [];
  const rule = { create: (context: unknown) => ({ 'Program:exit': () => void seen.push(look(context as RuleContext)) }) };
  const config: Linter.Config = { files: ['**/*.ts', '**/*.js'], plugins: { t: { rules: { look: rule } } }, rules: { 't/look': 'error' }, settings: { backend: settings }, ...(parser ? { languageOptions: { parser } } : {}) };
  const text = projectFor(root).text(join(root, path)) ?? '';
  const messages = new Linter({ cwd: root }).verify(text, [config], { filename: join(root, path) });
  const [found] = seen;
  if (found === undefined) throw new Error(JSON.stringify(messages));
  return found;
}

const symbolIn = (context: RuleContext): string | null => {
  const file = sourceFileOf(context);
  return projectOf(context).symbol(originOf(file, askedNode(file)));
};

describe('a linted file', () => {
  const POOL = "const { Pool } = require('pg'); module.exports = { pool: new Pool() };";

  it('asks the index under typescript-eslint and under espree', () => {
    const root = folderOf({ 'a.js': "const { pool } = require('./db'); ask(pool.query)", 'db.js': POOL });
    expect(linting(root, 'a.js', symbolIn, typescript as Linter.Parser)).toBe('new pg#Pool.query');
    expect(linting(root, 'a.js', symbolIn)).toBe('new pg#Pool.query');
  });

  it('has one SourceFile and one Project, whoever asks', () => {
    const root = folderOf({ 'a.js': '' });
    expect(linting(root, 'a.js', (c) => [sourceFileOf(c) === sourceFileOf(c), projectOf(c) === projectOf(c)])).toEqual([true, true]);
  });

  it('is its own entry of the index, so that a circle leads back to its nodes without a parse of its own', () => {
    const root = folderOf({ 'a.js': "import { f } from './b.js'; export function own() {} ask(f())", 'b.js': "import { own } from './a.js'; export function f() { return own }" });
    const before = projectCounts().parses;
    const isOwn = linting(root, 'a.js', (context) => {
      const file = sourceFileOf(context);
      const found = projectOf(context).follow(originOf(file, askedNode(file)));
      return found.kind === 'function' && found.file === file && found.node === file.nodes('FunctionDeclaration')[0];
    });
    expect(isOwn).toBe(true);
    expect(projectCounts().parses - before).toBe(1);
  });

  it('costs no parse, is the file ESLint has, and nothing it imports is looked up before it is asked about', () => {
    const root = folderOf({ 'a.js': "import { f } from './b.js'; ask(f())", 'b.js': 'export function f() {}' });
    const before = projectCounts();
    const isHost = linting(root, 'a.js', (context) => sourceFileOf(context) === hostViewOf(context).file && sourceFileOf(context).nodes('CallExpression').length === 2);
    expect(isHost).toBe(true);
    expect(projectCounts().parses).toBe(before.parses);
    expect(projectCounts().resolves).toBe(before.resolves);
  });

  it('keeps the tree of the index where another file has asked for it first', () => {
    const root = folderOf({ 'a.js': "import { own } from './b.js'; ask(own())", 'b.js': "export function own() { return ask(1) }" });
    const asked = linting(root, 'a.js', (context) => projectOf(context).file(`${projectOf(context).root}/b.js`));
    expect(linting(root, 'b.js', (context) => [sourceFileOf(context) === asked, sourceFileOf(context) === hostViewOf(context).file])).toEqual([true, false]);
  });

  it('serves other files that ask later', () => {
    const root = folderOf({ 'a.js': "import { own } from './b.js'; ask(own())", 'b.js': "export function own() { return ask(1) }" });
    const linted = linting(root, 'b.js', (context) => sourceFileOf(context));
    const before = projectCounts().parses;
    expect(linting(root, 'a.js', (context) => projectOf(context).file(`${projectOf(context).root}/b.js`) === linted)).toBe(true);
    expect(projectCounts().parses).toBe(before);
  });

  it('takes its root from the settings, its working directory else', () => {
    const root = folderOf({ 'app/a.js': '' });
    expect(linting(root, 'app/a.js', (c) => projectOf(c).root)).toBe(root);
    expect(linting(root, 'app/a.js', (c) => projectOf(c).root, undefined, { root: 'app' })).toBe(join(root, 'app'));
  });

  it('is the only file of a project without hops, which all linted files share while they are on the disk as they are', () => {
    const root = folderOf({ 'a.js': "import { x } from './b.js'; ask(x)", 'b.js': 'export const x = 1; ask(x)' });
    const off: Settings = { index: { maxHops: 0 } };
    const seen = (path: string): unknown[] => linting(root, path, (c) => [projectOf(c), ['a.js', 'b.js'].filter((name) => projectOf(c).file(`${projectOf(c).root}/${name}`))], undefined, off);
    const [first, second] = [seen('a.js'), seen('b.js')];
    expect([first[1], second[1]]).toEqual([['a.js'], ['b.js']]);
    expect(second[0]).toBe(first[0]);
  });

  it('is seen as it is on the disk by the files linted after it', async () => {
    const root = folderOf({ 'a.js': "import { x } from './b.js'; ask(x.query)", 'b.js': "import { Pool } from 'pg'; export const x = new Pool();" });
    const found: (string | null)[] = [];
    const rule = { create: (context: unknown) => ({ 'Program:exit': () => void found.push(symbolIn(context as RuleContext)) }) };
    const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: [{ plugins: { t: { rules: { look: rule } } }, rules: { 't/look': 'error' } }] });
    await eslint.lintFiles(['a.js']);
    put(root, { 'b.js': "import { createPool } from 'mysql2'; export const x = createPool();" });
    await eslint.lintFiles(['a.js']);
    expect(found).toEqual(['new pg#Pool.query', 'mysql2#createPool().query']);
  });
});

describe('what is read', () => {
  const files = {
    'a.ts': "import { pool } from './db'; ask(pool)",
    'b.ts': "import { pool } from './db'; ask(pool)",
    'db.ts': "export * from './pool'",
    'pool.ts': "import { Pool } from 'pg'; export const pool = new Pool()",
    'unused.ts': 'export const x = 1',
  };
  const ask = (root: string, path: string): string | null => {
    const project = projectFor(root);
    const file = project.file(join(root, path));
    return file && project.symbol(originOf(file, askedNode(file)));
  };

  it('is parsed once while it is unchanged', () => {
    const root = folderOf(files);
    const before = projectCounts().parses;
    expect(ask(root, 'a.ts')).toBe('new pg#Pool');
    expect(projectCounts().parses - before).toBe(3);
    expect(ask(root, 'b.ts')).toBe('new pg#Pool');
    expect(projectCounts().parses - before).toBe(4);
  });

  it('is asked for on the disk once by each linted file', () => {
    const root = folderOf(files);
    const project = projectFor(root);
    const file = project.file(join(root, 'a.ts'));
    if (!file) throw new Error('a.ts');
    const origin = originOf(file, askedNode(file));
    project.symbol(origin);
    const before = projectCounts();
    for (let i = 0; i < 20; i++) project.symbol(origin);
    expect(projectCounts()).toEqual(before);
  });

  it('is read again when its size or its time has changed, by the next linted file', () => {
    const root = folderOf(files);
    expect(ask(root, 'a.ts')).toBe('new pg#Pool');
    put(root, { 'pool.ts': "import { Pool } from 'xx'; export const pool = new Pool()" });
    const { atime } = statSync(join(root, 'pool.ts'));
    utimesSync(join(root, 'pool.ts'), atime, new Date(Date.now() + 5000));
    expect(ask(root, 'a.ts')).toBe('new xx#Pool');
  });

  it('gives the same to a file that has just been linted alone, and last', () => {
    const root = folderOf(files);
    const alone = ask(root, 'b.ts');
    ask(root, 'a.ts');
    expect(ask(root, 'b.ts')).toBe(alone);
  });

  it('is kept only among the files used last', () => {
    const text = `/* ${'x'.repeat(900_000)} */ export const x = 1;`;
    const paths = Array.from({ length: 8 }, (_, i) => `large${i}.ts`);
    const root = folderOf(Object.fromEntries(paths.map((path) => [path, text])));
    const read = (...asked: readonly string[]): number => {
      const before = projectCounts().parses;
      const project = projectFor(root);
      for (const path of asked) project.file(join(root, path));
      return projectCounts().parses - before;
    };
    expect(read(...paths)).toBe(8);
    expect(read('large7.ts', 'large6.ts')).toBe(0);
    expect(read('large0.ts')).toBe(1);
  });

  it('is unknown where it is broken, binary or gone, and known again when it is mended', () => {
    const root = folderOf(files);
    writeFileSync(join(root, 'pool.ts'), 'export const pool = (');
    expect(ask(root, 'a.ts')).toBeNull();
    writeFileSync(join(root, 'pool.ts'), Buffer.from([0, 1, 2, 0]));
    expect(ask(root, 'a.ts')).toBeNull();
    put(root, files);
    expect(ask(root, 'a.ts')).toBe('new pg#Pool');
  });
});

describe('parsing', () => {
  it.each<[string, string, string]>([
    ['a.ts', 'const x: number = <number>1', 'TSTypeAssertion'],
    ['a.tsx', 'const x = <A b={1} />', 'JSXElement'],
    ['a.mts', 'const x = <T,>(y: T) => y', 'TSTypeParameter'],
    ['a.cts', 'import a = require("b"); export = a', 'TSExportAssignment'],
    ['a.d.ts', 'declare const x: number; export function f(): void', 'TSDeclareFunction'],
    ['a.js', 'const x = <A />', 'JSXElement'],
    ['a.js', 'if (x) return; module.exports = 1', 'ReturnStatement'],
    ['a.js', 'with (a) { b = 010 }', 'WithStatement'],
    ['a.js', '// @flow\nconst f = (x: number): string => String(x)', 'TSTypeAnnotation'],
    ['a.cjs', 'const x = require("x"); await0(x)', 'CallExpression'],
    ['a.mjs', 'await x; export {}', 'AwaitExpression'],
    ['a.js', '#!/usr/bin/env node\nf()', 'CallExpression'],
    ['a.ts', '\uFEFFf()', 'CallExpression'],
    ['a.ts', '', 'Program'],
    ['a.ts', '// only a comment', 'Program'],
  ])('%s: %s', (path, text, type) => {
    const file = parseFile(path, text);
    expect(file?.has(type as 'Program')).toBe(true);
  });

  it('a byte order mark is no part of the text, as in ESLint', () => {
    const file = parseFile('a.ts', '\uFEFFf()\r\n"é😀"; g()');
    const calls = file?.nodes('CallExpression') ?? [];
    expect(calls.map((c) => file?.textOf(c))).toEqual(['f()', 'g()']);
  });

  it('a syntax error, and what is no code, is null', () => {
    expect(parseFile('a.ts', 'const x = (')).toBeNull();
    expect(parseFile('a.json', '{}')).toBeNull();
    expect(parseFile('a.vue', '<template/>')).toBeNull();
  });

  it('parentheses are no nodes', () => {
    expect(parseFile('a.ts', 'const f = () => ({ a: ((1)) })')?.nodes('ArrowFunctionExpression')[0]?.body.type).toBe('ObjectExpression');
  });

  it.each([
    ['typescript-eslint', typescript],
    ['espree', espree],
  ])('without the native parser, %s reads other files', (_, host) => {
    const text = "#!/usr/bin/env node\nconst { Pool } = require('pg'); const pool = new Pool(); ask(pool.query)";
    const file = parseText('a.js', text, { native: false, host });
    if (!file) throw new Error('not parsed');
    expect(originOf(file, askedNode(file))).toMatchObject({ kind: 'member', property: 'query', object: { kind: 'instance', of: { kind: 'import', from: 'pg', name: 'Pool' } } });
    expect(parseText('a.js', 'const x = (', { native: false, host })).toBeNull();
    expect(parseText('a.js', text, { native: false })).toBeNull();
  });

  it('paths of the index are absolute, with forward slashes', () => {
    const root = folderOf({ 'src/a.ts': "import './b'", 'src/b.ts': '' });
    const project = projectFor(root);
    const file = project.file(join(root, 'src/a.ts'));
    expect(file && relative(root, file.path)).toBe('src/a.ts');
    expect(file && project.resolve(file, './b')).toBe(`${root}/src/b.ts`);
  });
});
