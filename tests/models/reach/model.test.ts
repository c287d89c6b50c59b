import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isFunction } from '../../../src/ast/syntax.ts';
import type { FunctionNode, SourceFile } from '../../../src/ast/source-file.ts';
import type { RouteHandler } from '../../../src/models/http/types.ts';
import { reachedFrom, runsAtLoad, runsIn } from '../../../src/models/reach/model.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';

const root = mkdtempSync(join(realpathSync(tmpdir()), 'backend-reach-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function fileOf(text: string): SourceFile {
  const file = parseFile(join(root, 'main.ts'), text);
  if (!file) throw new Error('cannot parse');
  return file;
}

/** The first function whose parameters are `(req, res)`. */
function handlerIn(file: SourceFile): RouteHandler {
  const fn = [...file.nodes('FunctionDeclaration'), ...file.nodes('FunctionExpression'), ...file.nodes('ArrowFunctionExpression')].find((f) => f.params.length === 2 && file.textOf(f).includes('req'));
  if (!fn) throw new Error('no handler');
  return { kind: 'route', fn, file, framework: 'test', route: null, request: null, response: null, context: null };
}

function paths(text: string, files: Readonly<Record<string, string>> = {}): string[] {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(root, name), content);
  return reachedFrom([handlerIn(fileOf(text))], projectFor(root)).map(({ path, exit }) => path.join(' → ') + (exit ? ` by line ${exit.loc ? exit.loc.start.line : text.slice(0, exit.range[0]).split('\n').length}` : ''));
}

describe('reachedFrom', () => {
  it('functions, arrows and methods of the file', () => {
    expect(
      paths(`
        const show = (req, res) => { render(); new Page().draw(); };
        function render() { read(); }
        const read = () => 1;
        class Page { constructor() { this.prepare(); } prepare() {} draw() { this.line(); } line() {} }
      `),
    ).toEqual(['show', 'show → render', 'show → Page.draw', 'show → Page.constructor', 'show → render → read', 'show → Page.draw → Page.line', 'show → Page.constructor → Page.prepare']);
  });

  it('imported functions, with the call that leaves the file', () => {
    expect(
      paths(
        `import { render } from './render';
         const show = (req, res) => page();
         function page() {
           return render();
         }`,
        { 'render.ts': "import { read } from './read'; export function render() { return read(); }", 'read.ts': 'export const read = () => 1;' },
      ),
    ).toEqual(['show', 'show → page', 'show → page → render by line 4', 'show → page → render → read by line 4']);
  });

  it('methods of an injected class', () => {
    expect(
      paths(
        `import { Users } from './users';
         class Controller { constructor(private users: Users) {} show(req, res) { return this.users.find(); } }`,
        { 'users.ts': 'export class Users { find() { return this.read(); } read() {} }' },
      ),
    ).toEqual(['Controller.show', 'Controller.show → Users.find by line 2', 'Controller.show → Users.find → Users.read by line 2']);
  });

  it('functions handed to array methods and promises', () => {
    expect(paths('const show = (req, res) => { ids.map(one); load().then(two); other(three); }; function one() {} function two() {} function three() {}')).toEqual(['show', 'show → one', 'show → two']);
  });

  it('circles end, and each function comes once', () => {
    expect(paths('const show = (req, res) => a(); function a() { b(); show(); } function b() { a(); }')).toEqual(['show', 'show → a', 'show → a → b']);
  });

  it('what is kept after the first call is left out', () => {
    expect(paths('let page; const show = (req, res) => (page ??= render()); function render() {}')).toEqual(['show']);
  });

  it('a function that is only made here does not run here', () => {
    expect(paths('const show = (req, res) => { const later = () => read(); return { later, other: () => read() }; }; function read() {}')).toEqual(['show']);
  });

  it('a call that cannot be followed leads nowhere', () => {
    expect(paths("import { gone } from './gone'; const show = (req, res) => { gone(); req.read(); unknown(); }; function read() {}")).toEqual(['show']);
  });

  it('is named by the wrapper or factory around', () => {
    expect(paths('const show = wrap(async (req, res) => {});')).toEqual(['show']);
    expect(paths('function show() { return (req, res) => {}; }')).toEqual(['show']);
    expect(paths("app.get('/x', (req, res) => {});")).toEqual(['handler']);
  });

  it('is bounded', () => {
    const chain = Array.from({ length: 12 }, (_, i) => `function f${i}() { f${i + 1}(); }`).join('\n');
    expect(paths(`const show = (req, res) => f0();\n${chain}`)).toHaveLength(6);
  });
});

describe('runsIn', () => {
  const runs = (text: string): boolean => {
    const file = fileOf(text);
    const read = file.nodes('CallExpression').find((node) => file.textOf(node.callee) === 'read');
    if (!read) throw new Error('no read()');
    return runsIn(file, handlerIn(file).fn, read);
  };

  it.each([
    ['directly', '(req, res) => { read(); };', true],
    ['in a callback', '(req, res) => { ids.map((id) => read(id)); };', true],
    ['in a function called at once', '(req, res) => { (async () => { read(); })(); };', true],
    ['in a promise', '(req, res) => new Promise((resolve) => resolve(read()));', true],
    ['in an object of callbacks given to a call', '(req, res) => run({ [SQL]: () => read(), other() {} });', true],
    ['in an object that is kept', '(req, res) => { const later = { sql: () => read() }; };', false],
    ['in a function that is only named', '(req, res) => { function later() { read(); } };', false],
    ['in a function that is returned', '(req, res) => { return () => read(); };', false],
    ['outside', '(req, res) => {}; read();', false],
  ])('%s', (_, text, expected) => {
    expect(runs(text)).toBe(expected);
  });
});

describe('runsAtLoad', () => {
  const atLoad = (text: string): boolean => {
    const file = fileOf(text);
    const call = file.nodes('CallExpression').find((node) => file.textOf(node.callee) === 'read');
    let fn: FunctionNode | null = null;
    for (let at = call ? file.parent(call) : null; at && !fn; at = file.parent(at)) if (isFunction(at)) fn = at;
    if (!fn) throw new Error('no function around read()');
    return runsAtLoad(file, fn);
  };

  it.each([
    ['called at module level', 'const key = make(); function make() { return read(); }', true],
    ['called at module level by another', 'const key = outer(); function outer() { return make(); } function make() { return read(); }', true],
    ['called in place', 'const key = (() => read())();', true],
    ['an array made at load', 'const keys = names.map((name) => read(name));', true],
    ['exported too', 'const key = make(); export function make() { return read(); }', false],
    ['handed on', 'const key = make(); app.use(make); function make() { return read(); }', false],
    ['called later too', 'const key = make(); export const f = () => make(); function make() { return read(); }', false],
    ['never called', 'function make() { return read(); }', false],
    ['given to a call that keeps it', "app.get('/x', () => read());", false],
    ['a method', 'class A { make() { return read(); } }', false],
  ])('%s', (_, text, expected) => {
    expect(atLoad(text)).toBe(expected);
  });
});
