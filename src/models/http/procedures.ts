import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import type { LinkedMiddleware } from './linked.ts';

/** What runs before a procedure: each `use` on the way from the root procedure, also in other files. */
export function procedureMiddlewares(file: SourceFile, node: Node, project: Project, depth = 0): LinkedMiddleware[] {
  const inner = unwrap(node);
  if (depth > 30) return [];
  if (inner.type === 'CallExpression') {
    const callee = unwrap(inner.callee);
    if (callee.type !== 'MemberExpression') return [];
    const before = procedureMiddlewares(file, callee.object, project, depth + 1);
    return keyName(callee) === 'use' ? [...before, ...inner.arguments.map((a) => ({ node: a, file, kind: null }))] : before;
  }
  if (inner.type !== 'Identifier' && inner.type !== 'MemberExpression') return [];
  const origin = project.follow(originOf(file, inner));
  return origin.kind === 'call' ? procedureMiddlewares(origin.file, origin.node, project, depth + 1) : [];
}

/** The key a procedure stands under in its router. */
export function propertyAround(file: SourceFile, node: Node): string | null {
  const parent = file.parent(node);
  return parent?.type === 'Property' && parent.value === node ? keyName(parent) : null;
}
