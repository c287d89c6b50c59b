import { describe, expect, it } from 'vitest';
import { callsOf, fieldAssignments, fieldParameter, membersNamed } from '../../src/ast/members.ts';
import type { ClassNode, SourceFile } from '../../src/ast/source-file.ts';
import { parseFile } from '../../src/project/project.ts';

function parsed(text: string): SourceFile {
  const file = parseFile('/app/a.ts', text);
  if (!file) throw new Error('does not parse');
  return file;
}

function firstClass(file: SourceFile): ClassNode {
  const [node] = file.nodes('ClassDeclaration');
  if (!node) throw new Error('no class');
  return node;
}

describe('members of a class', () => {
  it('are found by name, in order, private and computed names too', () => {
    const file = parsed("class A { static {} [key: string]: unknown; find() {} static find = 1; #find() {} ['find'] = 2; [find] = 3 }");
    const texts = (name: string): string[] => membersNamed(firstClass(file), name).map((member) => file.textOf(member));
    expect(texts('find')).toEqual(['find() {}', 'static find = 1;', "['find'] = 2;"]);
    expect(texts('#find')).toEqual(['#find() {}']);
    expect(texts('toString')).toEqual([]);
  });

  it('may be declared by parameters of the constructor', () => {
    const file = parsed('class A { constructor(plain: Pool, private readonly pool: Pool, public limit = 10) {} }');
    const node = firstClass(file);
    expect(fieldParameter(node, 'pool')?.name.name).toBe('pool');
    expect(fieldParameter(node, 'limit')?.parameter.parameter.type).toBe('AssignmentPattern');
    expect(fieldParameter(node, 'plain')).toBeNull();
  });

  it('are assigned in their class, not in one inside it', () => {
    const file = parsed('class A { f() { this.pool = a; (this as any).pool = b; other.pool = c; class B { g() { this.pool = d } } } }');
    expect(fieldAssignments(file, firstClass(file), 'pool').map(({ right }) => file.textOf(right))).toEqual(['a', 'b']);
    expect(fieldAssignments(file, firstClass(file), 'size')).toEqual([]);
  });
});

describe('calls of a function in its file', () => {
  const calls = (text: string): string[] => {
    const file = parsed(text);
    const fn = [...file.nodes('FunctionDeclaration'), ...file.nodes('ArrowFunctionExpression'), ...file.nodes('FunctionExpression')][0];
    if (!fn) throw new Error('no function');
    return callsOf(file, fn).map((call) => file.textOf(call));
  };

  it.each<[string, string, string[]]>([
    ['by the name of a declaration', 'function load(id) {} load(1); other.load(2); use(load); { const load = x; load(3) }', ['load(1)']],
    ['by the name of a constant', 'const load = (id) => id; load(1)', ['load(1)']],
    ['as a method of this', 'class A { load(id) {} f() { this.load(1); other.load(2); class B { g() { this.load(3) } } } }', ['this.load(1)']],
    ['never, where the function has no name', 'use((id) => id)', []],
  ])('%s', (_, text, expected) => {
    expect(calls(text)).toEqual(expected);
  });
});
