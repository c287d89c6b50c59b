import type { Node, SourceFile } from '../../ast/source-file.ts';
import { unwrap, wrapped } from '../../ast/syntax.ts';
import type { EnvRead } from './types.ts';

/** Whether a read of a variable, or the function that reads it, looks whether it is set. */
export function isAsked({ file, node, asks }: EnvRead): boolean {
  return asks || isTest(file, wrapped(file, node)) || isTestedLater(file, node);
}

/** The same of the name that an expression is bound to. */
export function isTestedLater(file: SourceFile, node: Node): boolean {
  const parent = file.parent(wrapped(file, node));
  const name = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : null;
  return name !== null && (file.variableOf(name)?.references ?? []).some(({ identifier }) => isTest(file, wrapped(file, identifier as Node)));
}

/** Whether an expression decides something by being there or not: `if (x)`, `x && …`, `!x`, `x === undefined`. */
export function isTest(file: SourceFile, node: Node): boolean {
  let inner = node;
  for (let outer = file.parent(inner); outer; inner = outer, outer = file.parent(outer)) {
    switch (outer.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
        return outer.test === inner;
      case 'LogicalExpression':
        if (outer.operator === '&&' && outer.left === inner) return true;
        break;
      case 'UnaryExpression':
        if (outer.operator === '!' || outer.operator === 'typeof') return true;
        break;
      case 'CallExpression':
        return file.textOf(outer.callee) === 'Boolean';
      case 'BinaryExpression':
        if (/^[!=]==?$/u.test(outer.operator) && isNothing(unwrap(outer.right))) return true;
        break;
      default:
        if (unwrap(outer) === outer) return false;
    }
  }
  return false;
}

function isNothing(node: Node): boolean {
  return (node.type === 'Identifier' && node.name === 'undefined') || (node.type === 'Literal' && (node.value === null || node.value === ''));
}
