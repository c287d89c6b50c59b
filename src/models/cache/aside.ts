import { keyIdentity } from '../../ast/identity.ts';
import type { FunctionNode, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction } from '../../ast/syntax.ts';
import type { CacheCall } from './types.ts';

/** The functions around a call, the nearest first. */
export function functionsAround(file: SourceFile, { node }: CacheCall): readonly FunctionNode[] {
  const found: FunctionNode[] = [];
  for (let fn = enclosingFunction(file, node); fn; fn = enclosingFunction(file, fn)) found.push(fn);
  return found;
}

/** The calls of an action on the key of another call, in its function or one around it. `unknown` where a key cannot be compared. */
export function onSameKey(file: SourceFile, calls: readonly CacheCall[], of: CacheCall, action: CacheCall['action']): readonly CacheCall[] | 'unknown' {
  const around = functionsAround(file, of);
  const outermost = around.at(-1);
  const own = of.key && keyIdentity(file, of.key);
  if (own === null || !outermost) return 'unknown';
  const candidates = calls.filter((call) => call.action === action && call.library === of.library && call.owner && around.includes(call.owner));
  return candidates.filter(({ key }) => key && keyIdentity(file, key) === own);
}
