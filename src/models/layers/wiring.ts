import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, patternNames, unwrap, wrapped } from '../../ast/syntax.ts';
import { mayBeHandler, signatureOf } from '../http/evidence.ts';
import { RESOLVERS } from './evidence.ts';

/**
 * Whether a use of a name only puts parts together: `new UserService(new UserRepository(pool))`, `container.register(UserRepository)`,
 * `imports: [UserModule]`. Composition roots do that in every layer.
 */
export function isWiring(file: SourceFile, use: Node): boolean {
  const parent = around(file, use);
  if (!parent) return false;
  if (isDecorator(file, use)) return true;
  if (isMade(file, parent, use)) return isHandedOn(file, parent);
  return isHandedOn(file, use);
}

function around(file: SourceFile, node: Node): Node | null {
  return file.parent(wrapped(file, node));
}

/** `new X(…)`, or a call `createX(…)` outside of anything that answers a request or waits: what it gives is a part. */
function isMade(file: SourceFile, parent: Node, use: Node): parent is TSESTree.NewExpression | TSESTree.CallExpression {
  if ((parent.type !== 'NewExpression' && parent.type !== 'CallExpression') || unwrap(parent.callee) !== use) return false;
  if (parent.type === 'NewExpression') return true;
  for (let fn = enclosingFunction(file, parent); fn; fn = enclosingFunction(file, fn)) {
    if (fn.async || (mayBeHandler(file, fn) && signatureOf(file, fn))) return false;
  }
  return true;
}

function isDecorator(file: SourceFile, use: Node): boolean {
  for (let at: Node | null = use; at; at = file.parent(at)) if (at.type === 'Decorator') return true;
  return false;
}

/** An argument, also inside an object or list, or a constant that is nothing else. Where a container is asked for it, it is used. */
function isHandedOn(file: SourceFile, node: Node, depth = 0): boolean {
  const outer = wrapped(file, node);
  const parent = file.parent(outer);
  switch (parent?.type) {
    case 'NewExpression':
      return parent.arguments.some((argument) => argument === outer);
    case 'CallExpression':
      return parent.arguments.some((argument) => argument === outer) && !RESOLVERS.has(symbolOf(originOf(file, parent.callee)) ?? '');
    case 'ArrayExpression':
    case 'ObjectExpression':
    case 'ConditionalExpression':
    case 'LogicalExpression':
      return isHandedOn(file, parent, depth);
    case 'Property':
      return parent.value === outer && isHandedOn(file, parent, depth);
    case 'VariableDeclarator': {
      const names = parent.id.type === 'Identifier' ? patternNames(parent.id) : [];
      const uses = names.flatMap((name) => file.variableOf(name)?.references.filter((reference) => !reference.init) ?? []);
      return depth < 3 && uses.length > 0 && uses.every((reference) => isHandedOn(file, reference.identifier as Node, depth + 1));
    }
    default:
      return false;
  }
}
