import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, wrapped } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import { isWaitedFor } from '../loops/waiting.ts';

/** Passed by a file that waits for something. */
export const AWAITS = words('await');

/**
 * Whether a function is done only when what an expression in it gives is: awaited or returned there, and where it stands in a callback, that
 * callback's call is too. `forEach` gives nothing to wait for.
 */
export function isAwaitedBy(file: SourceFile, fn: FunctionNode, node: Node): boolean {
  for (let at = node; ; ) {
    if (!isWaitedFor(file, wrapped(file, at), true)) return false;
    const inner = enclosingFunction(file, at);
    if (inner === fn || !inner) return inner === fn;
    const given = wrapped(file, inner);
    const property = file.parent(given);
    const object = property?.type === 'Property' && property.value === given ? file.parent(property) : null;
    const call = object ? file.parent(wrapped(file, object)) : property;
    if (call?.type !== 'CallExpression' || isForEach(call.callee)) return false;
    at = call;
  }
}

function isForEach(callee: Node): boolean {
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 'forEach';
}
