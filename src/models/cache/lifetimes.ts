import { argumentAdded, propertyAdded } from '../../ast/edits.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { Edit, RuleContext } from '../../core/rule-context.ts';
import { sourceFileOf } from '../../project/project.ts';
import { operationsOf } from '../answers/operations.ts';
import { functionsAround, onSameKey } from './aside.ts';
import { cacheCallsOf } from './model.ts';
import type { CacheCall } from './types.ts';
import { converted, decides, heldBy, isDeciding, loadsOf, mentionedVariables } from '../../ast/provenance.ts';

/** A value that is cached and never ends. */
export interface EndlessEntry {
  readonly call: CacheCall;
  /** Gives the key an hour; null where the call says options that are not written here. */
  readonly edits: readonly Edit[] | null;
}

/**
 * The values of the linted file that are kept under a key for good though they are copies: read first and loaded when missing (cache-aside), or written from what a query
 * has read (warm-up). Locks, flags, counters, state that is read and written back, and stores that make room by themselves are none.
 */
export const endlessEntriesOf = perFile((context): readonly EndlessEntry[] => {
  const calls = cacheCallsOf(context);
  const endless = calls.filter((call) => (call.action === 'set' || call.action === 'load') && call.lifetime === 'never-ends' && !call.isConditional && !call.isBounded);
  if (endless.length === 0) return [];
  const file = sourceFileOf(context);
  return endless.filter((call) => isCopy(context, file, calls, call)).map((call) => ({ call, edits: hourAdded(call) }));
});

function isCopy(context: RuleContext, file: SourceFile, calls: readonly CacheCall[], call: CacheCall): boolean {
  const { owner, value } = call;
  if (!owner) return false;
  if (isEndedElsewhere(file, calls, call) || isChosen(file, calls, call)) return false;
  if (call.action === 'load') return true;
  if (!value) return false;
  const kept = converted(value);
  const reads = onSameKey(file, calls, call, 'get');
  if (reads === 'unknown') return false;
  const outermost = reads.map((read) => read.owner).find((fn) => fn !== null && fn !== owner && contains(fn, owner)) ?? owner;
  const loads = loadsOf(file, kept, outermost);
  const [read] = reads;
  if (read && reads.some((one) => asksForIt(file, one))) return !isWrittenBack(file, reads, kept, outermost) && (loads === null || loads.some((load) => !calls.some(({ node }) => node === load)));
  return loads?.some((load) => operationsOf(context, load).some(({ action }) => action === 'read')) ?? false;
}

/** `expire` on the same key, or on one that cannot be compared. */
function isEndedElsewhere(file: SourceFile, calls: readonly CacheCall[], call: CacheCall): boolean {
  const around = functionsAround(file, call);
  return calls.some(({ action, owner }) => action === 'lifetime' && owner !== null && around.includes(owner));
}

/** `if (lifetime > 0) store.set(key, value, lifetime); else store.set(key, value)`: who calls this says for how long. */
function isChosen(file: SourceFile, calls: readonly CacheCall[], { node, owner }: CacheCall): boolean {
  for (let at: Node = node, outer = file.parent(at); outer && at !== owner; at = outer, outer = file.parent(outer)) {
    if (outer.type !== 'IfStatement' && outer.type !== 'ConditionalExpression') continue;
    const other = at === outer.alternate ? outer.consequent : outer.alternate;
    if (at !== outer.test && other && calls.some((one) => one.action === 'set' && one.lifetime !== 'never-ends' && contains(other, one.node))) return true;
  }
  return false;
}

/** Whether what a read gives decides what happens: a hit or a miss. */
function asksForIt(file: SourceFile, { node }: CacheCall): boolean {
  if (isDeciding(file, node)) return true;
  const variable = heldBy(file, node);
  return variable !== null && decides(file, variable);
}

/** Whether the value is made of what was read under the key: state that is changed, no copy of something else. */
function isWrittenBack(file: SourceFile, reads: readonly CacheCall[], kept: Node, outermost: FunctionNode): boolean {
  const mentioned = mentionedVariables(file, kept);
  return reads.some(({ node }) => {
    const held = heldBy(file, node);
    if (!held || !mentioned.has(held)) return contains(kept, node);
    // The same variable is given the loaded value on a miss.
    const loaded = held.references.some((reference) => reference.isWrite() && reference.writeExpr && contains(outermost, reference.identifier as Node) && !contains(reference.writeExpr as Node, node) && !mentionsOnly(file, reference.writeExpr as Node, held));
    return !loaded;
  });
}

function mentionsOnly(file: SourceFile, expression: Node, held: ReturnType<typeof heldBy>): boolean {
  return file.nodesIn(expression, 'Identifier').some((name) => file.variableOf(name) === held);
}

function hourAdded({ node, form, major }: CacheCall): readonly Edit[] | null {
  const { lifetime } = form;
  if (!lifetime || lifetime === 'always' || (lifetime.since !== undefined && (major ?? 0) < lifetime.since)) return null;
  if (node.arguments.length === lifetime.from) {
    const edit = argumentAdded(node, lifetime.hour.argument);
    return edit && [edit];
  }
  const options = node.arguments[lifetime.from];
  const written = options && unwrap(options);
  // A zero that stands for no end.
  if (lifetime.isNumber && written?.type === 'Literal' && written.value === 0) return [{ range: written.range, text: lifetime.hour.argument }];
  return written?.type === 'ObjectExpression' && lifetime.hour.property !== undefined ? [propertyAdded(written, lifetime.hour.property)] : null;
}
