import type { TSESTree } from '@typescript-eslint/utils';
import { callsOf } from '../../ast/members.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, isFunction, returnedExpressions, unwrap } from '../../ast/syntax.ts';

/** Something that takes a value: a property of an object, an assignment to a member, a call. */
export interface Taker {
  readonly taker: TSESTree.Property | TSESTree.AssignmentExpression | TSESTree.CallExpression;
  /** The value where it is taken: the expression itself, or a name that holds it. */
  readonly value: Node;
}

const MAX_DEPTH = 3;

/** What takes a value, through names that hold it and functions of the file that return it. */
export function takersOf(file: SourceFile, node: Node, depth = 0): Taker[] {
  const parent = file.parent(node);
  if (!parent || depth > MAX_DEPTH) return [];
  switch (parent.type) {
    case 'Property':
      return parent.value === node ? [{ taker: parent, value: node }] : [];
    case 'AssignmentExpression':
      return parent.right === node && unwrap(parent.left).type === 'MemberExpression' ? [{ taker: parent, value: node }] : [];
    case 'CallExpression':
      return parent.callee === node ? [] : [{ taker: parent, value: node }];
    case 'VariableDeclarator': {
      const variable = parent.id.type === 'Identifier' && parent.init === node ? file.variableOf(parent.id) : null;
      return (variable?.references ?? []).flatMap((reference) => (reference.isWrite() ? [] : takersOf(file, reference.identifier as Node, depth + 1)));
    }
    case 'ReturnStatement':
    case 'ArrowFunctionExpression': {
      const fn = isFunction(parent) ? parent : enclosingFunction(file, parent);
      const isResult = fn !== null && (!isFunction(parent) || parent.body === node) && returnedExpressions(file, fn).length === 1;
      return isResult ? callsOf(file, fn).flatMap((call) => takersOf(file, call, depth + 1)) : [];
    }
    default:
      return parent.type === 'AwaitExpression' || unwrap(parent) === unwrap(node) ? takersOf(file, parent, depth) : [];
  }
}
