import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingClass, enclosingFunction, isFunction, keyName, returnedExpressions, unwrap } from '../../ast/syntax.ts';

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

/** The calls of a function in its own file: by its name, or as a method of `this`. */
function callsOf(file: SourceFile, fn: FunctionNode): readonly Node[] {
  const parent = file.parent(fn);
  const id = fn.type === 'FunctionDeclaration' ? fn.id : parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : null;
  if (id) return (file.variableOf(id)?.references ?? []).flatMap(({ identifier }) => called(file, identifier as Node));
  if (parent?.type !== 'MethodDefinition') return [];
  const name = keyName(parent);
  const owner = enclosingClass(file, fn);
  return file.nodes('MemberExpression').flatMap((member) => (name !== null && keyName(member) === name && member.object.type === 'ThisExpression' && enclosingClass(file, member) === owner ? called(file, member) : []));
}

function called(file: SourceFile, callee: Node): readonly Node[] {
  const parent = file.parent(callee);
  return parent?.type === 'CallExpression' && parent.callee === callee ? [parent] : [];
}
