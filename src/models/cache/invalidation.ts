import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, enclosingFunction, isFunction, returnedExpressions, summands, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { operationsOf } from '../answers/operations.ts';
import { reachedFrom } from '../reach/model.ts';
import { sqlModel } from '../sql/model.ts';
import { onSameKey } from './aside.ts';
import { cacheCalls, cacheCallsOf } from './model.ts';
import type { CacheAction, CacheCall } from './types.ts';
import { converted, loadsOf } from '../../ast/provenance.ts';

/** A change of rows of which a copy stays in the cache. */
export interface StaleCopy {
  /** The operation that changes the rows. */
  readonly node: Node;
  readonly table: string;
  /** How the keys of the copies begin. */
  readonly prefix: string;
  /** Where the copies are kept. */
  readonly set: CacheCall;
}

interface Copies {
  readonly set: CacheCall;
  readonly prefix: string;
  readonly tables: ReadonlySet<string>;
}

const MAX_DEPTH = 4;
const FORGETS: ReadonlySet<CacheAction> = new Set(['delete', 'clear', 'set']);

/** The changes in the linted file of rows that the same file keeps copies of in a cache, where nothing on their way deletes a key of that kind. */
export const staleCopiesOf = perFile((context): readonly StaleCopy[] => {
  const calls = cacheCallsOf(context);
  if (!calls.some(({ action }) => action === 'set' || action === 'load')) return [];
  const file = sourceFileOf(context);
  const copies = calls.flatMap((call) => copiesKept(context, file, calls, call) ?? []);
  if (copies.length === 0) return [];
  return sqlModel(context).operations.flatMap(({ node, action, table, owner }) => {
    const kept = action === 'update' || action === 'delete' || action === 'upsert' ? copies.find(({ tables }) => table !== null && tables.has(table.toLowerCase())) : undefined;
    return kept && table !== null && owner && !forgets(file, outermost(file, owner), kept.prefix, projectOf(context)) ? [{ node, table, prefix: kept.prefix, set: kept.set }] : [];
  });
});

/** What a call keeps a copy of; null where it is no copy of rows, or its key begins with nothing that is known. */
function copiesKept(context: RuleContext, file: SourceFile, calls: readonly CacheCall[], call: CacheCall): Copies | null {
  const { key, value, owner } = call;
  if (!key || !value || !owner || call.isConditional || (call.action !== 'set' && call.action !== 'load')) return null;
  const reads = call.action === 'set' ? onSameKey(file, calls, call, 'get') : 'unknown';
  if (call.action === 'set' && (reads === 'unknown' || reads.length === 0)) return null;
  const loader = call.action === 'load' && isFunction(unwrap(value)) ? file.nodesIn(value, 'CallExpression') : (loadsOf(file, converted(value), owner) ?? []);
  const tables = new Set(loader.flatMap((load) => operationsOf(context, load).flatMap(({ action, table }) => (action === 'read' && table !== null ? [table.toLowerCase()] : []))));
  const prefix = prefixOf(file, key, projectOf(context));
  return tables.size > 0 && prefix !== null && prefix !== '' ? { set: call, prefix, tables } : null;
}

function outermost(file: SourceFile, owner: FunctionNode): FunctionNode {
  let fn = owner;
  for (let around = enclosingFunction(file, fn); around; around = enclosingFunction(file, around)) fn = around;
  return fn;
}

/** Whether a function, or one it calls, deletes or rewrites a key that may begin so, or all keys. */
function forgets(file: SourceFile, fn: FunctionNode, prefix: string, project: Project): boolean {
  return reachedFrom([{ fn, file }], project).some((reached) =>
    cacheCalls(reached.file, project).some((call) => {
      if (!FORGETS.has(call.action) || !contains(reached.fn, call.node)) return false;
      const own = call.key && prefixOf(reached.file, call.key, project);
      return own === null || own === '' || own.startsWith(prefix) || prefix.startsWith(own);
    }),
  );
}

/** What a key begins with, up to the first thing that is not constant; null where nothing is known of it. */
function prefixOf(file: SourceFile, node: Node, project: Project, depth = 0): string | null {
  if (depth > MAX_DEPTH) return null;
  const [constant, ...others] = project.constants(file, node) ?? [];
  if (constant !== undefined) return others.length === 0 ? String(constant) : null;
  const inner = unwrap(node);
  switch (inner.type) {
    case 'TemplateLiteral': {
      const [first] = inner.quasis;
      const start = first?.value.cooked ?? '';
      return start === '' && inner.expressions[0] ? prefixOf(file, inner.expressions[0], project, depth + 1) : start;
    }
    case 'BinaryExpression': {
      const [first] = inner.operator === '+' ? summands(inner) : [];
      return first ? prefixOf(file, first, project, depth + 1) : null;
    }
    case 'CallExpression': {
      const callee = project.follow(originOf(file, inner.callee));
      const [returned, ...more] = callee.kind === 'function' ? returnedExpressions(callee.file, callee.node) : [];
      return callee.kind === 'function' && returned && more.length === 0 ? prefixOf(callee.file, returned, project, depth + 1) : null;
    }
    case 'Identifier': {
      const origin = project.follow(originOf(file, inner));
      if (origin.kind === 'value' && origin.node !== inner) return prefixOf(origin.file, origin.node, project, depth + 1);
      return origin.kind === 'call' && origin.node.type === 'CallExpression' ? prefixOf(origin.file, origin.node, project, depth + 1) : null;
    }
    default:
      return null;
  }
}
