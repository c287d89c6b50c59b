import type { TSESTree } from '@typescript-eslint/utils';
import { canFollow, leaves } from '../../ast/order.ts';
import { originOf, rootOf } from '../../ast/origin.ts';
import { loadsOf } from '../../ast/provenance.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, enclosingFunction, unwrap } from '../../ast/syntax.ts';
import type { Settings } from '../../core/settings.ts';
import type { Project } from '../../project/types.ts';
import { functionOf } from '../flow/engine.ts';
import { outgoingCalls } from '../outgoing/model.ts';
import { dataValuesOf } from '../sql/model.ts';
import type { WritePair, WriteStep } from './types.ts';
import { runningIn, writesOf } from './writes.ts';

/** How deep the project's own calls are looked into. */
const MAX_CALLS = 3;

/** Two writes of a function, or of a callback in it, that belong together by what `belong` says and that no transaction holds together. */
export function pairIn(file: SourceFile, fn: FunctionNode, project: Project, settings: Settings, belong: (first: WriteStep, second: WriteStep) => boolean): WritePair | null {
  for (const running of writesOf(file, fn, project, settings).length < 2 ? [] : runningIn(file, fn, project)) {
    const steps = writesOf(file, running, project, settings);
    for (const second of steps) {
      const first = steps.find((step) => step.place !== second.place && canFollow(file, step.place, second.place) && isOfOneDatabase(step, second) && belong(step, second) && isHalfDone(file, running, step, second, steps, project));
      if (first) return { fn: running, file, first, second };
    }
  }
  return null;
}

function isOfOneDatabase({ operation: a }: WriteStep, { operation: b }: WriteStep): boolean {
  return a.client === b.client && a.dialect === b.dialect;
}

/** Whether nobody meant the first write to stay alone: neither is tried for what it is worth, none is taken back, none is only written when it is not there, and nothing of elsewhere happens between them. */
function isHalfDone(file: SourceFile, fn: FunctionNode, first: WriteStep, second: WriteStep, steps: readonly WriteStep[], project: Project): boolean {
  const [a, b] = [first.place, second.place];
  return !isTried(file, fn, a, b) && !isTried(file, fn, b, a) && !isTakenBack(file, fn, first, second, steps) && !isLast(file, fn, a, b) && !isChecked(file, fn, a, b) && !isLeftBetween(file, fn, first, second, project);
}

/** A write whose failure is swallowed, while the other goes on. */
function isTried(file: SourceFile, fn: FunctionNode, place: Node, other: Node): boolean {
  for (let at = file.parent(place); at && at !== fn; at = file.parent(at)) {
    if (at.type === 'TryStatement' && at.handler && contains(at.block, place) && !contains(at.block, other) && !leaves(at.handler.body) && file.nodesIn(at.handler.body, 'ThrowStatement').length === 0) return true;
  }
  return false;
}

/** A second write that fails is answered by another one to the table of the first. */
function isTakenBack(file: SourceFile, fn: FunctionNode, first: WriteStep, second: WriteStep, steps: readonly WriteStep[]): boolean {
  for (let at = file.parent(second.place); at && at !== fn; at = file.parent(at)) {
    const handler = at.type === 'TryStatement' && contains(at.block, second.place) ? at.handler : null;
    if (handler && steps.some(({ place, operation }) => contains(handler, place) && operation.table === first.operation.table)) return true;
  }
  return false;
}

/** What is written whatever became of the rest: in a `finally`. */
function isLast(file: SourceFile, fn: FunctionNode, first: Node, second: Node): boolean {
  for (let at = file.parent(second); at && at !== fn; at = file.parent(at)) if (at.type === 'TryStatement' && at.finalizer && contains(at.finalizer, second) && !contains(at.finalizer, first)) return true;
  return false;
}

/** `if (!existing) await insert(row)`: done again it finds the row. */
function isChecked(file: SourceFile, fn: FunctionNode, first: Node, second: Node): boolean {
  for (let at = file.parent(first); at && at !== fn; at = file.parent(at)) {
    if (at.type === 'IfStatement' && !contains(at, second) && loadsOf(file, at.test, fn)?.length !== 0) return true;
  }
  return false;
}

/** Whether something of elsewhere is waited for between two writes, or behind one of the calls that do them: a transaction must not wait for that. */
function isLeftBetween(file: SourceFile, fn: FunctionNode, first: WriteStep, second: WriteStep, project: Project): boolean {
  const isBetween = (node: Node): boolean => node.range[0] >= first.place.range[1] && node.range[1] <= second.place.range[0] && enclosingFunction(file, node) === fn;
  return waitsOutside(file, fn, project, isBetween, MAX_CALLS) || [first, second].some(({ node, operation }) => node !== operation.node && node.type === 'CallExpression' && isOutside(file, node, project, MAX_CALLS));
}

function waitsOutside(file: SourceFile, fn: FunctionNode, project: Project, counts: (node: Node) => boolean, depth: number): boolean {
  if (outgoingCalls(file, project).some(({ node }) => contains(fn, node) && counts(node))) return true;
  return file.nodesIn(fn, 'AwaitExpression').filter(counts).some(({ argument }) => {
    const call = unwrap(argument);
    return call.type === 'CallExpression' ? isOutside(file, call, project, depth) : call.type === 'NewExpression';
  });
}

/** Whether a call that is waited for is neither one of a database nor one of the project's own that waits for such calls alone. */
function isOutside(file: SourceFile, call: TSESTree.CallExpression, project: Project, depth: number): boolean {
  const values = dataValuesOf(project);
  if (values.of(file, call) || values.method(file, call)) return false;
  const target = functionOf(project, file, call.callee);
  if (target) return depth > 0 && waitsOutside(target.file, target.fn, project, () => true, depth - 1);
  // What the function is given, as the job itself, and `Promise.all` are nothing of elsewhere.
  const callee = originOf(file, call.callee);
  return rootOf(callee).kind !== 'parameter' && project.symbol(callee)?.startsWith('global#Promise.') !== true;
}
