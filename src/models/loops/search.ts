import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, isFunction, patternNames, unwrapAwait } from '../../ast/syntax.ts';
import type { Loop } from './types.ts';

/** Whether a loop looks for the first hit: it ends as soon as what a node gave is there. `if (row) return row;` */
export function isFound(file: SourceFile, loop: Loop, node: Node): boolean {
  if (loop.kind === 'callback') return false;
  const names = resultNames(file, node);
  for (let at: Node | null = node; at && at !== loop.body; at = file.parent(at)) {
    if (isFunction(at)) return false;
    if (at.type === 'IfStatement' && contains(at.test, node) && ends(at.consequent) && isHit(file, at.test, node, names)) return true;
    const block = file.parent(at);
    if (block?.type !== 'BlockStatement' || !contains(loop.body, block)) continue;
    const later = block.body.slice(block.body.indexOf(at as TSESTree.Statement) + 1);
    if (later.some((statement) => statement.type === 'IfStatement' && ends(statement.consequent) && isHit(file, statement.test, node, names))) return true;
  }
  return false;
}

/** The names that hold what a node gives: `row` of `const row = await node`, `rows` of `const { rows } = …`. */
function resultNames(file: SourceFile, node: Node): ReadonlySet<string> {
  for (let at: Node | null = file.parent(node); at; at = file.parent(at)) {
    if (at.type === 'VariableDeclarator') return new Set(patternNames(at.id).map((name) => name.name));
    if (at.type === 'AssignmentExpression') return new Set(patternNames(at.left).map((name) => name.name));
    if (at.type.endsWith('Statement') || isFunction(at)) break;
  }
  return new Set();
}

function ends(statement: Node): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  return last?.type === 'ReturnStatement' || last?.type === 'BreakStatement';
}

/** Whether a test holds when something was found. */
function isHit(file: SourceFile, wrapped: Node, node: Node, names: ReadonlySet<string>): boolean {
  const test = unwrapAwait(wrapped);
  const isAbout = (inner: Node): boolean => contains(inner, node) || file.nodesIn(inner, 'Identifier').some(({ name }) => names.has(name));
  switch (test.type) {
    case 'UnaryExpression':
      return test.operator === '!' && test.argument.type === 'UnaryExpression' && test.argument.operator === '!' && isHit(file, test.argument.argument, node, names);
    case 'BinaryExpression':
      return (test.operator.startsWith('!') || test.operator === '>' || test.operator === '>=') && isAbout(test);
    case 'LogicalExpression':
      return isHit(file, test.left, node, names) || isHit(file, test.right, node, names);
    default:
      return isAbout(test);
  }
}

/** Whether something names what a node gave. */
export function usesResult(file: SourceFile, node: Node, user: Node): boolean {
  const names = resultNames(file, node);
  return names.size > 0 && file.nodesIn(user, 'Identifier').some(({ name }) => names.has(name));
}
