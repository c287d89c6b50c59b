import { originOf } from '../ast/origin.ts';
import type { Origin } from '../ast/origin.ts';
import type { Project } from './types.ts';

/** The function that `promisify` of `node:util` was given, where a value is what that gave; null for anything else. */
export function promisified(origin: Origin, project: Project): Origin | null {
  if (origin.kind !== 'call' || origin.node.type !== 'CallExpression' || project.symbol(origin.callee) !== 'util#promisify') return null;
  const [inner] = origin.node.arguments;
  return inner ? originOf(origin.file, inner) : null;
}
