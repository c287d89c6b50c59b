import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, propertyOf, returnedExpressions, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';

export interface FoundFunction {
  readonly fn: FunctionNode;
  readonly file: SourceFile;
}

const MAX_DEPTH = 6;

/**
 * The functions an expression hands over as handlers: itself, by name, bound, wrapped in a call (`asyncHandler(fn)`), given by a
 * factory (`login({ … })`), or each of a list. Empty where nothing is known of it.
 */
export function functionsIn(file: SourceFile, node: Node, project: Project, depth = 0): readonly FoundFunction[] {
  if (depth > MAX_DEPTH) return [];
  const inner = unwrap(node);
  if (isFunction(inner)) return [{ fn: inner, file }];
  switch (inner.type) {
    case 'ArrayExpression':
      return inner.elements.flatMap((e) => (e ? functionsIn(file, e.type === 'SpreadElement' ? e.argument : e, project, depth + 1) : []));
    case 'ConditionalExpression':
      return [...functionsIn(file, inner.consequent, project, depth + 1), ...functionsIn(file, inner.alternate, project, depth + 1)];
    case 'LogicalExpression':
      return [...functionsIn(file, inner.left, project, depth + 1), ...functionsIn(file, inner.right, project, depth + 1)];
    case 'CallExpression': {
      const callee = unwrap(inner.callee);
      if (callee.type === 'MemberExpression' && keyName(callee) === 'bind') return functionsIn(file, callee.object, project, depth + 1);
      const handed = inner.arguments.flatMap((a) => (mayHold(a) ? functionsIn(file, a, project, depth + 1) : []));
      return handed.length > 0 ? handed : named(file, inner, project, depth);
    }
    case 'Identifier':
    case 'MemberExpression':
      return named(file, inner, project, depth);
    default:
      return [];
  }
}

function mayHold(node: Node): boolean {
  const inner = unwrap(node);
  return isFunction(inner) || inner.type === 'Identifier' || inner.type === 'MemberExpression' || inner.type === 'CallExpression';
}

/** By name: what the name stands for, in this file or where it is imported from. */
function named(file: SourceFile, node: Node, project: Project, depth: number): readonly FoundFunction[] {
  const origin = project.follow(originOf(file, node));
  switch (origin.kind) {
    case 'function':
      return [{ fn: origin.node, file: origin.file }];
    case 'value':
      return origin.node !== node && origin.node.type === 'ArrayExpression' ? functionsIn(origin.file, origin.node, project, depth + 1) : [];
    case 'call': {
      if (origin.node.type !== 'CallExpression') return [];
      if (origin.node !== node) return functionsIn(origin.file, origin.node, project, depth + 1);
      const factory = project.follow(origin.callee);
      if (factory.kind !== 'function') return [];
      return returnedExpressions(factory.file, factory.node).flatMap((r) => (isFunction(unwrap(r)) || mayHold(r) ? functionsIn(factory.file, r, project, depth + 2) : []));
    }
    default:
      return [];
  }
}

/** The functions an object holds, some levels down, as in maps of resolvers and tasks; with a name, only under that key. */
export function functionsBelow(file: SourceFile, node: Node, project: Project, name: string | null, depth = 0): readonly FoundFunction[] {
  if (depth > MAX_DEPTH) return [];
  const inner = unwrap(node);
  if (isFunction(inner) && inner.body?.type !== 'BlockStatement' && inner.body) return functionsBelow(file, inner.body, project, name, depth + 1);
  if (inner.type === 'CallExpression' && name !== null) return inner.arguments.flatMap((a) => functionsBelow(file, a, project, name, depth + 1));
  if (inner.type !== 'ObjectExpression') {
    const origin = inner.type === 'Identifier' || inner.type === 'MemberExpression' ? project.follow(originOf(file, inner)) : null;
    return origin?.kind === 'value' && origin.node !== inner ? functionsBelow(origin.file, origin.node, project, name, depth + 1) : [];
  }
  const direct = name === null ? null : propertyOf(inner, name);
  if (direct) return functionsIn(file, direct.value, project, depth + 1);
  return inner.properties.flatMap((p) => {
    if (p.type === 'SpreadElement') return functionsBelow(file, p.argument, project, name, depth + 1);
    const value = unwrap(p.value);
    if (name === null && (isFunction(value) || value.type === 'Identifier')) {
      const found = functionsIn(file, value, project, depth + 1);
      if (found.length > 0) return found;
    }
    return functionsBelow(file, value, project, name, depth + 1);
  });
}
