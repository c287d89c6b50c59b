import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, keyName, memberChain, unwrap, unwrapAwait } from '../../ast/syntax.ts';

/** The condition that decides whether an answer is given: the nearest `if` whose branch it stands in, or the `catch`. `else`: it is the other branch. */
export type Condition = { readonly kind: 'if' | 'else'; readonly test: Node } | { readonly kind: 'catch'; readonly clause: TSESTree.CatchClause };

/** Null where nothing in its function decides it. */
export function conditionOf(file: SourceFile, fn: FunctionNode, node: Node): Condition | null {
  for (let at = node, outer = file.parent(node); outer && at !== fn; at = outer, outer = file.parent(outer)) {
    if (outer.type === 'IfStatement' && at !== outer.test) return { kind: at === outer.consequent ? 'if' : 'else', test: outer.test };
    if (outer.type === 'ConditionalExpression' && at !== outer.test) return { kind: at === outer.consequent ? 'if' : 'else', test: outer.test };
    if (outer.type === 'CatchClause') return { kind: 'catch', clause: outer };
    if (outer.type === 'SwitchCase' || outer.type === 'LogicalExpression') return null;
  }
  return null;
}

/** An expression that a condition finds to be nothing: `row` of `!row`, `row == null`; with `isEmpty`, `rows` of `rows.length === 0`. */
export interface Absent {
  readonly node: Node;
  readonly isEmpty: boolean;
}

/** The expressions of which one is nothing when a condition holds: all operands of its `||`. Null where one asks something else. */
export function absentIn(test: Node): readonly Absent[] | null {
  const inner = unwrap(test);
  if (inner.type === 'LogicalExpression' && inner.operator === '||') {
    const [left, right] = [absentIn(inner.left), absentIn(inner.right)];
    return left && right ? [...left, ...right] : null;
  }
  const one = absent(inner);
  return one ? [one] : null;
}

/** The expression whose presence a condition asks for: `row` of `row`, `row != null`, `rows.length > 0`. Null where it asks something else. */
export function presentIn(test: Node): Absent | null {
  const inner = unwrap(test);
  if (inner.type === 'UnaryExpression' && inner.operator === '!') {
    const again = unwrap(inner.argument);
    return again.type === 'UnaryExpression' && again.operator === '!' ? presentIn(again.argument) : null;
  }
  if (inner.type !== 'BinaryExpression') return lengthOf(inner) ?? (isValue(inner) ? { node: unwrapAwait(inner), isEmpty: false } : null);
  const { left, right, operator } = inner;
  if ((operator === '!=' || operator === '!==') && isNull(right)) return isValue(left) ? { node: unwrapAwait(left), isEmpty: false } : null;
  const counts = ((operator === '!==' || operator === '!=' || operator === '>') && isNumber(right, 0)) || (operator === '>=' && isNumber(right, 1));
  return counts ? lengthOf(left) : null;
}

function absent(inner: Node): Absent | null {
  if (inner.type === 'UnaryExpression' && inner.operator === '!') return lengthOf(inner.argument) ?? (isValue(inner.argument) ? { node: unwrapAwait(inner.argument), isEmpty: false } : null);
  if (inner.type !== 'BinaryExpression') return null;
  const { left, right, operator } = inner;
  if ((operator === '==' || operator === '===') && isNull(right)) return isValue(left) ? { node: unwrapAwait(left), isEmpty: false } : null;
  const counts = ((operator === '===' || operator === '==') && isNumber(right, 0)) || (operator === '<' && isNumber(right, 1)) || (operator === '<=' && isNumber(right, 0));
  return counts ? lengthOf(left) : null;
}

/** `rows` of `rows.length`. */
function lengthOf(node: Node): Absent | null {
  const inner = unwrap(node);
  return inner.type === 'MemberExpression' && (keyName(inner) === 'length' || keyName(inner) === 'rowCount') ? { node: unwrapAwait(inner.object), isEmpty: true } : null;
}

function isValue(node: Node): boolean {
  const inner = unwrapAwait(node);
  return inner.type === 'Identifier' || inner.type === 'MemberExpression' || inner.type === 'CallExpression';
}

function isNull(node: Node): boolean {
  const inner = unwrap(node);
  return (inner.type === 'Literal' && inner.value === null && inner.raw === 'null') || (inner.type === 'Identifier' && inner.name === 'undefined');
}

function isNumber(node: Node, value: number): boolean {
  const inner = unwrap(node);
  return inner.type === 'Literal' && inner.value === value;
}

/** The `catch` whose error an expression is, or a part of; null for anything else. */
export function caughtBy(file: SourceFile, node: Node): TSESTree.CatchClause | null {
  const { root } = memberChain(node);
  const definition = root.type === 'Identifier' ? file.variableOf(root)?.defs[0] : undefined;
  return definition?.type === 'CatchClause' ? (definition.node as TSESTree.CatchClause) : null;
}

/** What a name was given where it was declared, once; the expression itself for anything else. */
export function definitionOf(file: SourceFile, node: Node): { readonly value: Node; readonly pattern: Node | null } {
  const inner = unwrapAwait(node);
  const definition = inner.type === 'Identifier' ? (file.variableOf(inner)?.defs[0]?.node as Node | undefined) : undefined;
  return definition?.type === 'VariableDeclarator' && definition.init && !contains(definition.init, node) ? { value: unwrapAwait(definition.init), pattern: definition.id } : { value: inner, pattern: null };
}
