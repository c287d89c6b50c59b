import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, unwrap } from '../../ast/syntax.ts';
import { ENVIRONMENTS } from '../flow/tables.ts';
import type { EnvSource } from './types.ts';

/** Calls that give the environment of a platform, by symbol. */
const PLATFORM_CALLS: ReadonlySet<string> = new Set(['hono/adapter#env()', 'hono#env()']);

/** What of the environment an expression is as a whole: `process.env`, `import.meta.env`, `env(c)`. Null for anything else. */
export function environmentOf(file: SourceFile, node: Node): EnvSource | null {
  const inner = unwrap(node);
  if (inner.type === 'MemberExpression') {
    if (keyName(inner) !== 'env') return null;
    const object = unwrap(inner.object);
    if (object.type === 'MetaProperty') return 'bundle';
    if (object.type !== 'Identifier' && object.type !== 'MemberExpression') return null;
  } else if (inner.type !== 'Identifier' && inner.type !== 'CallExpression') return null;
  const origin = originOf(file, inner);
  if (origin.kind === 'value') return origin.node !== inner && origin.node.type === 'MemberExpression' ? environmentOf(origin.file, origin.node) : null;
  // `const env = import.meta.env`
  if (origin.kind === 'member' && origin.property === 'env' && origin.object.kind === 'value' && origin.object.node.type === 'MetaProperty') return 'bundle';
  const symbol = symbolOf(origin);
  if (symbol === null) return null;
  if (ENVIRONMENTS.has(symbol)) return 'process';
  return PLATFORM_CALLS.has(symbol) ? 'platform' : null;
}
