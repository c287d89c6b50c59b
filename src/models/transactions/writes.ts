import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { callChain, contains, enclosingFunction, keyName, unwrap, wrapped } from '../../ast/syntax.ts';
import { memo } from '../../core/memo.ts';
import type { Settings } from '../../core/settings.ts';
import type { Project } from '../../project/types.ts';
import { functionOf } from '../flow/engine.ts';
import { callbackLoop } from '../loops/around.ts';
import { RUNNERS } from '../loops/iterators.ts';
import { isWaitedFor } from '../loops/waiting.ts';
import { sqlModelOf } from '../sql/model.ts';
import type { DataOperation } from '../sql/types.ts';
import { isTransactional, runsOnGiven } from './scopes.ts';
import type { WriteStep } from './types.ts';

/** How many calls a write may lie deep: service, repository, store. */
const MAX_CALLS = 3;
/** Packages that put what runs below a function into the transaction of its caller. */
const AMBIENT: readonly string[] = ['typeorm-transactional', 'typeorm-transactional-cls-hooked', '@nestjs-cls/transactional', 'cls-hooked'];
const WRITING = /^(?:insert|update|delete|merge)$/;

const known: (project: Project) => WeakMap<FunctionNode, Map<number, readonly WriteStep[]>> = memo(() => new WeakMap());

/**
 * The writes to a SQL database that one run of a function waits for, its callbacks and the project's functions it calls included. Left out is what runs in a transaction or may:
 * on a connection that is given, in a callback of something unknown. None where the function opens one, itself or by a function of the project.
 */
export function writesOf(file: SourceFile, fn: FunctionNode, project: Project, settings: Settings, depth = MAX_CALLS): readonly WriteStep[] {
  const byDepth = known(project).get(fn) ?? new Map<number, readonly WriteStep[]>();
  known(project).set(fn, byDepth);
  let found = byDepth.get(depth);
  if (!found) {
    // A function that calls itself adds nothing to itself.
    byDepth.set(depth, []);
    found = read(file, fn, project, settings, depth);
    byDepth.set(depth, found);
  }
  return found;
}

function read(file: SourceFile, fn: FunctionNode, project: Project, settings: Settings, depth: number): readonly WriteStep[] {
  const model = sqlModelOf(file, project, settings);
  if (isTransactional(file, fn, model.queries) || AMBIENT.some((name) => project.packageOf(file)?.dependencies.has(name))) return [];
  const inside = model.queries.filter(({ node, piece }) => !piece && contains(fn, node));
  const texts = inside.filter(({ statements }) => statements.some(({ kind }) => WRITING.test(kind)));
  const own = [...texts.flatMap(model.operationsOf), ...model.built.filter(({ node }) => contains(fn, node))].filter(isWrite);
  const steps = own.flatMap((operation) => stepAt(file, fn, operation.node, operation, project) ?? []);
  if (depth === 0) return steps;
  for (const call of file.nodesIn(fn, 'CallExpression')) {
    const target = functionOf(project, file, call.callee);
    if (!target || inside.some(({ node }) => node === call)) continue;
    if (isTransactional(target.file, target.fn, sqlModelOf(target.file, project, settings).queries)) return [];
    for (const { operation } of writesOf(target.file, target.fn, project, settings, depth - 1)) {
      const step = stepAt(file, fn, call, operation, project);
      if (step) steps.push(step);
    }
  }
  return steps.sort((a, b) => a.node.range[0] - b.node.range[0]);
}

function isWrite({ action, client }: DataOperation): boolean {
  return action !== 'read' && client !== null && client !== 'mongoose';
}

function stepAt(file: SourceFile, fn: FunctionNode, node: Node, operation: DataOperation, project: Project): WriteStep | null {
  if (!isWaitedFor(file, node) || isCaught(file, node)) return null;
  let place = node;
  for (let around = enclosingFunction(file, node); around; around = enclosingFunction(file, around)) {
    if (runsOnGiven(file, around, node)) return null;
    if (around === fn) return isOfContext(file, node, project) ? null : { node, place, operation };
    const call = callRunning(file, around, project);
    if (!call) return null;
    place = call;
  }
  return null;
}

/** Whether the connection is asked for where a transaction of the caller may be kept: `connection().query(…)` with an `AsyncLocalStorage`. */
function isOfContext(file: SourceFile, node: Node, project: Project): boolean {
  const first = callChain(node)?.first;
  const maker = first ? functionOf(project, file, first.callee) : null;
  return maker?.file.text.includes('AsyncLocalStorage') ?? false;
}

/** The call that runs a function where it stands: for each element of a list, at once, or when a promise is kept. */
function callRunning(file: SourceFile, fn: FunctionNode, project: Project): TSESTree.CallExpression | null {
  const given = wrapped(file, fn);
  const call = file.parent(given);
  if (call?.type !== 'CallExpression') return null;
  if (call.callee === given || callbackLoop(file, call, fn)) return call;
  const callee = unwrap(call.callee);
  if (callee.type === 'MemberExpression' && keyName(callee) === 'then' && call.arguments[0] === given) return call;
  const symbol = project.symbol(originOf(file, callee));
  return symbol !== null && RUNNERS.has(symbol) ? call : null;
}

/** The functions in a function that its run runs, and that function. */
export function runningIn(file: SourceFile, fn: FunctionNode, project: Project): readonly FunctionNode[] {
  const inner = [...file.nodesIn(fn, 'ArrowFunctionExpression'), ...file.nodesIn(fn, 'FunctionExpression')].filter((one) => {
    for (let at: FunctionNode | null = one; at && at !== fn; at = enclosingFunction(file, at)) if (!callRunning(file, at, project)) return false;
    return one !== fn;
  });
  return [fn, ...inner];
}

/** Whether the failure of a write is taken as it comes: `.catch(…)` is called on it. */
function isCaught(file: SourceFile, node: Node): boolean {
  const member = file.parent(wrapped(file, node));
  return member?.type === 'MemberExpression' && member.object === wrapped(file, node) && keyName(member) === 'catch';
}

/** Whether something that a function is handed to may open a transaction around it: what is not known may. */
export function mayRunInTransaction(file: SourceFile, fn: FunctionNode, project: Project, settings: Settings): boolean {
  for (let at = wrapped(file, fn), call = file.parent(at); call?.type === 'CallExpression' && call.callee !== at; at = wrapped(file, call), call = file.parent(at)) {
    if (/transact|unitofwork/i.test(file.textOf(call.callee))) return true;
    const target = functionOf(project, file, call.callee);
    if (target ? isTransactional(target.file, target.fn, sqlModelOf(target.file, project, settings).queries) : project.symbol(originOf(file, call.callee)) === null) return true;
  }
  return false;
}

/** Whether two runs of a write leave what one leaves. */
export function isRepeatable({ action, skipsConflicts, query, node, file, data }: DataOperation): boolean {
  const text = query?.parts?.map((part) => (part.kind === 'text' ? part.text : '$')).join('') ?? '';
  switch (action) {
    case 'create':
      return skipsConflicts || /\bnot\s+exists\b|\bon\s+(?:conflict|duplicate)\b/i.test(text);
    case 'update':
      return !isRelative(text) && !isCounted(file, node) && data.every(({ column, value }) => !countsOn(value, column));
    default:
      return true;
  }
}

/** `SET n = n + 1`. */
function isRelative(text: string): boolean {
  return /\b(\w+)["`]?\s*=\s*(?:coalesce\s*\(\s*)?(?:["`\w]+\.)?["`]?\1\b["`]?\s*(?:,\s*\d+\s*\)\s*)?(?:[-+*/]|\|\|)/i.test(text);
}

const COUNTERS: ReadonlySet<string> = new Set(['increment', 'decrement', 'multiply', 'divide']);

/** A method of a builder that counts: `db('accounts').where({ id }).increment('balance', 5)`. */
function isCounted(file: SourceFile, node: Node): boolean {
  return file.nodesIn(node, 'CallExpression').some(({ callee }) => {
    const inner = unwrap(callee);
    return inner.type === 'MemberExpression' && COUNTERS.has(keyName(inner) ?? '');
  });
}

/** `{ increment: 5 }`, `row.balance - amount`, `` sql`${accounts.balance} - ${amount}` ``. */
function countsOn(value: Node, column: string): boolean {
  const inner = unwrap(value);
  switch (inner.type) {
    case 'ObjectExpression':
      return inner.properties.some((property) => property.type === 'Property' && COUNTERS.has(keyName(property) ?? ''));
    case 'BinaryExpression':
      return ['+', '-', '*', '/'].includes(inner.operator) && [inner.left, inner.right].some((side) => namesColumn(unwrap(side), column));
    case 'TaggedTemplateExpression':
      return inner.quasi.expressions.some((one) => namesColumn(unwrap(one), column)) && inner.quasi.quasis.some(({ value: { raw } }) => /[-+*/]/.test(raw));
    default:
      return false;
  }
}

function namesColumn(node: Node, column: string): boolean {
  return node.type === 'MemberExpression' ? keyName(node) === column : node.type === 'Identifier' && node.name === column;
}
