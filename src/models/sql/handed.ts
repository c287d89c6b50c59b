import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, wrapped } from '../../ast/syntax.ts';

/** Methods whose result holds the elements of a list, in its order. */
const KEEPS_ORDER: ReadonlySet<string> = new Set(['map', 'filter', 'flatMap', 'slice', 'concat', 'toJSON']);
/** Methods that answer a request with their argument. */
const ANSWERS: ReadonlySet<string> = new Set(['json', 'send', 'render']);
/** Where a driver's result keeps them. */
const ROWS = 'rows';
const MAX_STEPS = 30;

/** Whether a list is handed on as a list: returned from the function that reads it, or sent as an answer. What is only counted, looked up or looped over is not. */
export function isHandedOn(file: SourceFile, node: Node, left = MAX_STEPS): boolean {
  const outer = wrapped(file, node);
  const parent = file.parent(outer);
  if (!parent || left === 0) return false;
  const climb = (next: Node): boolean => isHandedOn(file, next, left - 1);
  switch (parent.type) {
    case 'AwaitExpression':
    case 'ConditionalExpression':
    case 'LogicalExpression':
    case 'SpreadElement':
    case 'ObjectExpression':
      return climb(parent);
    case 'Property':
      return parent.value === outer && climb(parent);
    case 'ArrayExpression':
      return inAll(file, parent, outer, left - 1) ?? climb(parent);
    case 'MemberExpression': {
      const call = file.parent(parent);
      if (parent.object === outer && keyName(parent) === ROWS) return climb(parent);
      if (parent.object === outer && keyName(parent) === 'then' && call?.type === 'CallExpression' && call.callee === parent) return isAnswered(file, call.arguments[0], left - 1);
      return parent.object === outer && KEEPS_ORDER.has(keyName(parent) ?? '') && call?.type === 'CallExpression' && call.callee === parent && climb(call);
    }
    case 'CallExpression':
      return parent.callee !== outer && parent.callee.type === 'MemberExpression' && ANSWERS.has(keyName(parent.callee) ?? '');
    case 'ReturnStatement':
      return true;
    case 'ArrowFunctionExpression':
      return parent.body === outer && file.parent(parent)?.type !== 'CallExpression';
    case 'VariableDeclarator':
      return parent.init === outer && isNameHandedOn(file, parent.id, left - 1);
    default:
      return false;
  }
}

/** `.then((rows) => response.json(rows))` */
function isAnswered(file: SourceFile, callback: Node | undefined, left: number): boolean {
  const name = isFunction(callback) ? callback.params[0] : undefined;
  if (!isFunction(callback) || name?.type !== 'Identifier') return false;
  // What the callback returns is the promise's business.
  return (file.variableOf(name)?.references ?? []).some((r) => {
    const outer = wrapped(file, r.identifier as Node);
    return r.isRead() && file.parent(outer)?.type === 'CallExpression' && isHandedOn(file, outer, left);
  });
}

function isNameHandedOn(file: SourceFile, name: Node | null | undefined, left: number): boolean {
  if (name?.type === 'ObjectPattern') {
    const rows = name.properties.find((p) => p.type === 'Property' && keyName(p) === ROWS);
    return isNameHandedOn(file, rows?.type === 'Property' ? rows.value : null, left);
  }
  if (name?.type !== 'Identifier') return false;
  return (file.variableOf(name)?.references ?? []).some((r) => r.isRead() && isHandedOn(file, r.identifier as Node, left));
}

/** One of the promises of `const [rows, count] = await Promise.all([…])`; null where the list is something else. */
function inAll(file: SourceFile, list: TSESTree.ArrayExpression, element: Node, left: number): boolean | null {
  const call = file.parent(list);
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression' || keyName(call.callee) !== 'all') return null;
  const awaited = file.parent(call);
  const declarator = awaited?.type === 'AwaitExpression' ? file.parent(awaited) : null;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'ArrayPattern') return null;
  const at = list.elements.indexOf(element as TSESTree.Expression);
  return isNameHandedOn(file, declarator.id.elements[at], left);
}
