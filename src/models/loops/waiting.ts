import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName } from '../../ast/syntax.ts';

const COMBINERS: ReadonlySet<string> = new Set(['all', 'allSettled', 'race', 'any', 'resolve']);
const MAX_CLIMB = 40;

/**
 * Whether the promise of an expression is waited for: awaited, returned, pushed on a list, or one of those given to `Promise.all`; through a
 * chain of calls and a variable of its own. With `taken`, being an argument of another call passes it on.
 */
export function isWaitedFor(file: SourceFile, node: Node, taken = false): boolean {
  return climb(file, node, taken, 0);
}

function climb(file: SourceFile, node: Node, taken: boolean, depth: number): boolean {
  let at = node;
  for (let steps = 0; steps < MAX_CLIMB; steps++) {
    const parent = file.parent(at);
    switch (parent?.type) {
      case 'AwaitExpression':
      case 'ReturnStatement':
        return true;
      case 'ArrowFunctionExpression':
        return parent.body === at;
      case 'MemberExpression': {
        // `.then(…)`, `.execute()`
        const call = file.parent(parent);
        if (parent.object !== at || call?.type !== 'CallExpression' || call.callee !== parent) return false;
        at = call;
        continue;
      }
      case 'CallExpression':
        if (parent.callee === at) return false;
        if (isPush(parent)) return true;
        if (!isCombiner(parent) && !taken) return false;
        break;
      case 'VariableDeclarator':
        return parent.init === at && parent.id.type === 'Identifier' && depth < 2 && usedNames(file, parent.id).some((use) => climb(file, use, taken, depth + 1));
      case 'ArrayExpression':
      case 'SpreadElement':
      case 'ConditionalExpression':
      case 'LogicalExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'ChainExpression':
        break;
      default:
        return false;
    }
    at = parent;
  }
  return false;
}

function isPush({ callee }: TSESTree.CallExpression): boolean {
  return callee.type === 'MemberExpression' && keyName(callee) === 'push';
}

function isCombiner({ callee }: TSESTree.CallExpression): boolean {
  return callee.type === 'MemberExpression' && COMBINERS.has(keyName(callee) ?? '');
}

function usedNames(file: SourceFile, name: TSESTree.Identifier): Node[] {
  return (file.variableOf(name)?.references ?? []).filter((r) => r.isRead()).map((r) => r.identifier as Node);
}

/** The calls that take an expression as argument: itself, in a list, by its name, or pushed on a list that they take. */
export function takersOf(file: SourceFile, node: Node, depth = 0): readonly TSESTree.CallExpression[] {
  const parent = file.parent(node);
  switch (parent?.type) {
    case 'ArrayExpression':
    case 'SpreadElement':
      return takersOf(file, parent, depth);
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' && parent.init === node && depth < 2 ? usedNames(file, parent.id).flatMap((use) => takersOf(file, use, depth + 1)) : [];
    case 'CallExpression': {
      const { callee } = parent;
      if (callee === node) return [];
      if (!isPush(parent) || callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return [parent];
      return depth < 2 ? usedNames(file, callee.object).flatMap((use) => takersOf(file, use, depth + 1)) : [];
    }
    default:
      return [];
  }
}
