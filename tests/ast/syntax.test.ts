import { describe, expect, it } from 'vitest';
import type { Node, SourceFile } from '../../src/ast/source-file.ts';
import { callsOn, displayName, memberChain, patternNames, patternPath, returnedExpressions, stringValue, unwrap, unwrapAwait, wrapped } from '../../src/ast/syntax.ts';
import type { Tree } from './trees.ts';
import { asked, read, TREES, TYPED_TREES } from './trees.ts';

/** Path and default from the value of the only declaration to the name `it`. */
function path(tree: Tree, pattern: string): unknown {
  const file = read(tree, `const ${pattern} = value`);
  const declared = file.nodes('VariableDeclarator')[0]?.id;
  const name = declared && patternNames(declared).find((n) => n.name === 'it');
  const found = declared && name ? patternPath(declared, name) : undefined;
  return found && [found.path.join('.'), found.fallback && file.textOf(found.fallback)];
}

describe.each(TREES)('patterns, %s', (tree) => {
  it.each([
    ['it', ['', null]],
    ['{ it }', ['it', null]],
    ['{ a: it = 1 }', ['a', '1']],
    ['{ a: { b: it } = {} }', ['a.b', '{}']],
    ['{ a: { b: it = 2 } = {} }', ['a.b', '2']],
    ["{ 'a-b': it }", ['a-b', null]],
    ['{ [key]: it }', null],
    ['[, it]', ['1', null]],
    ['{ a: [{ it }] }', ['a.0.it', null]],
    ['{ a, ...it }', ['', null]],
    ['[a, ...it]', null],
  ])('%s', (pattern, expected) => {
    expect(path(tree, pattern)).toEqual(expected);
  });
});

describe.each(TREES)('expressions, %s', (tree) => {
  const of = (text: string): [SourceFile, Node] => {
    const file = read(tree, text);
    return [file, asked(file)];
  };

  it('unwrap takes chains, commas and awaits off', () => {
    const [file, node] = of('ask((0, a?.b))');
    expect(file.textOf(unwrap(node))).toBe('a?.b');
    const [other, awaited] = of('ask(await (await a))');
    expect(other.textOf(unwrapAwait(awaited))).toBe('a');
  });

  it('memberChain names what is known', () => {
    const [file, node] = of("ask(a.b?.['c'][d].e)");
    const { root, path: names } = memberChain(node);
    expect([file.textOf(root), names]).toEqual(['a', ['b', 'c', null, 'e']]);
  });

  it('stringValue reads literals and templates without holes', () => {
    expect(stringValue(of("ask('a')")[1])).toBe('a');
    expect(stringValue(of('ask(`a`)')[1])).toBe('a');
    expect(stringValue(of('ask(`a${b}`)')[1])).toBeNull();
    expect(stringValue(of('ask(1)')[1])).toBeNull();
  });

  it('returnedExpressions leaves inner functions out', () => {
    const file = read(tree, 'function f() { if (a) return 1; [].map(() => { return 2 }); return (3) } const g = () => ({ x: 1 })');
    const [f] = file.nodes('FunctionDeclaration');
    const g = file.nodes('ArrowFunctionExpression').at(-1);
    if (!f || !g) throw new Error('no functions');
    expect(returnedExpressions(file, f).map((n) => file.textOf(n))).toEqual(['1', '3']);
    expect(returnedExpressions(file, g).map((n) => n.type)).toEqual(['ObjectExpression']);
  });

  it('displayName finds the name a function is known by', () => {
    const file = read(tree, 'function a() {} const b = () => {}; class C { d() {} e = () => {} } const o = { f() {}, g: function () {} }; x.h = () => {}; i = () => {}');
    const names = [...file.nodes('FunctionDeclaration'), ...file.nodes('FunctionExpression'), ...file.nodes('ArrowFunctionExpression')].map((f) => displayName(file, f));
    expect(names).toEqual(['a', 'C.d', 'f', 'g', 'b', 'C.e', 'h', 'i']);
  });
});

describe.each(TYPED_TREES)('expressions in TypeScript, %s', (tree) => {
  it('wrapped and unwrap are each other’s way back', () => {
    const file = read(tree, 'ask(((x as T)! satisfies U))');
    const outer = asked(file);
    const inner = unwrap(outer);
    expect(file.textOf(inner)).toBe('x');
    expect(wrapped(file, inner)).toBe(outer);
  });
});

describe.each(TREES)('SourceFile, %s', (tree) => {
  const text = 'import a from "a"; function f(x) { const y = x; return () => y + a } f(f)';

  it('gives nodes in source order, with parents up to the program', () => {
    const file = read(tree, text);
    const names = file.nodes('Identifier').map((n) => n.name);
    expect(names.join(' ')).toMatch(/^a f x y x y a f f$/);
    for (const node of file.nodes('Identifier')) {
      let top: Node = node;
      for (let at: Node | null = node; at; at = file.parent(at)) top = at;
      expect(top.type).toBe('Program');
    }
    expect(file.has('ImportDeclaration')).toBe(true);
    expect(file.has('ClassDeclaration')).toBe(false);
  });

  it('knows the variables of names, declared and used', () => {
    const file = read(tree, text);
    const variables = file.nodes('Identifier').map((n) => file.variableOf(n)?.name ?? null);
    expect(variables).toEqual(['a', 'f', 'x', 'y', 'x', 'y', 'a', 'f', 'f']);
    const globals = read(tree, 'fetch(process)').nodes('Identifier');
    const other = read(tree, 'fetch(process)');
    expect(other.nodes('Identifier').map((n) => other.variableOf(n))).toEqual(globals.map(() => null));
  });

  it('children are the nodes below, the text is that of the range', () => {
    const file = read(tree, 'f(1, ...b)');
    const [call] = file.nodes('CallExpression');
    expect(call && file.children(call).map((n) => file.textOf(n))).toEqual(['f', '1', '...b']);
  });
});

describe.each(TREES)('calls on what a call gives, %s', (tree) => {
  it.each([
    ['it()', []],
    ['it().a().b(1)', ['a', 'b']],
    ['(it())?.a().b.c()', ['a']],
    ['await it().a()', ['a']],
    ['f(it().a()).b()', ['a']],
  ])('%s', (code, expected) => {
    const file = read(tree, `async () => ${code}`);
    const call = file.nodes('CallExpression').find((node) => node.callee.type === 'Identifier' && node.callee.name === 'it');
    expect(call && callsOn(file, call).map(({ name }) => name)).toEqual(expected);
  });
});
