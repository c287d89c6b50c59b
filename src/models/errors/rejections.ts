import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, enclosingFunction, isFunction, keyName, returnedExpressions, stringValue, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel, saysHttp } from '../http/model.ts';
import { AWAITS } from '../reach/awaited.ts';
import { placeKey, routerAt } from '../http/routers.ts';
import type { RouteHandler } from '../http/types.ts';

/** Something that is waited for where nobody handles that it fails. */
export interface UnhandledRejection {
  readonly node: Node;
  /** `handler`: of a framework that takes no promise. `callback`: of a timer or an event. `ignored`: the last resort does nothing. */
  readonly kind: 'handler' | 'callback' | 'ignored';
  /** What calls the function, as the code says it. */
  readonly caller: string;
}

/** Packages that make Express 4 handle promises. */
const REMEDIES: readonly string[] = ['express-async-errors', 'express-promise-router', '@root/async-router', 'express-async-router'];
/** Functions whose callback's promise nobody takes. */
const TIMERS: ReadonlySet<string> = new Set(['global#setInterval', 'global#setTimeout', 'global#setImmediate', 'timers#setInterval', 'timers#setTimeout', 'timers#setImmediate', 'global#process.on', 'global#process.once', 'global#process.nextTick', 'global#queueMicrotask']);
const SETS_TIMER = words('setInterval', 'setTimeout', 'setImmediate');
const SAYS_PROCESS = words('process');
/** Passed by a file with a promise that may be rejected, or with the last resort for those that are. */
export const MAY_REJECT = words('async', 'unhandledRejection');
const MAX_CALLS = 3;
/** What waits for time, or never fails. */
const HARMLESS = /^(?:sleep|delay|wait|setTimeout|allSettled|nextTick)$/i;

/** Whether anything may call functions of the linted file without taking their promise. */
export function isCalledLater(context: RuleContext): boolean {
  return says(context, SETS_TIMER) || (says(context, SAYS_PROCESS) && /\bprocess\.on/.test(context.sourceCode.text)) || saysHttp(context);
}

/** Promises of the linted file that may be rejected without anybody noticing. */
export const unhandledRejectionsOf = perFile((context): readonly UnhandledRejection[] => {
  if (!says(context, MAY_REJECT) || !isCalledLater(context)) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const handlers = says(context, AWAITS) && isExpress4(file, project) ? httpModel(context).handlers.flatMap((handler) => ofHandler(file, project, handler) ?? []) : [];
  return [...handlers, ...file.nodes('CallExpression').flatMap((call) => ofCallback(file, project, call) ?? ignored(file, call) ?? [])];
});

/** Whether the nearest package.json that knows Express asks for its fourth version, and for nothing that mends it. */
function isExpress4(file: SourceFile, project: Project): boolean {
  const dependencies = project.packageOf(file)?.dependencies;
  const range = dependencies?.get('express');
  return range !== undefined && /^[\^~=v\s]*4(?:\.|$)/.test(range) && REMEDIES.every((name) => !dependencies?.has(name));
}

function ofHandler(file: SourceFile, project: Project, handler: RouteHandler): UnhandledRejection | null {
  const { fn, framework } = handler;
  if (framework !== 'express' || !fn.async || handler.file.path !== file.path || !(isRegisteredInline(file, project, fn) || isRegisteredByName(project, handler))) return null;
  const node = waitedOutside(file, project, fn);
  return node && { node, kind: 'handler', caller: 'Express 4' };
}

/** `app.get('/x', async (req, res) => …)`: nothing stands between the router and the function. */
function isRegisteredInline(file: SourceFile, project: Project, fn: FunctionNode): boolean {
  const call = file.parent(fn);
  const callee = call?.type === 'CallExpression' && call.callee !== fn ? unwrap(call.callee) : null;
  return callee?.type === 'MemberExpression' && routerAt(file, callee.object, project)?.framework.name === 'express';
}

/** The same by its name, or as what a function of the project returns. */
function isRegisteredByName(project: Project, { fn, file, route }: RouteHandler): boolean {
  if (route?.node.type !== 'CallExpression' || route.framework !== 'express') return false;
  const key = placeKey(file, fn);
  return route.node.arguments.some((argument) => {
    const inner = unwrap(argument);
    if (inner.type === 'Identifier' || inner.type === 'MemberExpression') {
      const origin = project.follow(originOf(route.file, inner));
      return origin.kind === 'function' && placeKey(origin.file, origin.node) === key;
    }
    const made = inner.type === 'CallExpression' ? project.follow(originOf(route.file, inner.callee)) : null;
    return made?.kind === 'function' && returnedExpressions(made.file, made.node).some((returned) => isFunction(unwrap(returned)) && placeKey(made.file, unwrap(returned)) === key);
  });
}

/** The first thing that a function waits for outside of every `try` that catches. */
function waitedOutside(file: SourceFile, project: Project, fn: FunctionNode, depth = 0): Node | null {
  return file.nodesIn(fn, 'AwaitExpression').find((node) => enclosingFunction(file, node) === fn && !isCaught(file, fn, node) && mayFail(file, project, node.argument, depth)) ?? null;
}

function isCaught(file: SourceFile, fn: FunctionNode, node: Node): boolean {
  for (let at = file.parent(node); at && at !== fn; at = file.parent(at)) {
    if (at.type === 'CatchClause' || (at.type === 'TryStatement' && at.handler && contains(at.block, node))) return true;
  }
  return false;
}

/** Whether what is waited for may be rejected: nothing handles it, and it is no function of the project that catches all it does. */
function mayFail(file: SourceFile, project: Project, argument: Node, depth: number): boolean {
  const inner = unwrapAwait(argument);
  if (inner.type !== 'CallExpression' || depth > MAX_CALLS) return false;
  const callee = unwrap(inner.callee);
  const name = callee.type === 'MemberExpression' ? keyName(callee) : callee.type === 'Identifier' ? callee.name : null;
  if (name === null || name === 'catch' || HARMLESS.test(name) || (name === 'then' && inner.arguments.length > 1)) return false;
  const target = project.follow(originOf(file, callee));
  if (symbolOf(target) === 'global#Promise.all') return isEachOpen(file, project, inner.arguments[0], depth);
  return target.kind !== 'function' || !target.node.async || isOpenFunction(target.file, project, target.node, depth);
}

/** Whether one of the promises of `Promise.all(items.map(async (item) => …))` may be rejected. */
function isEachOpen(file: SourceFile, project: Project, given: Node | undefined, depth: number): boolean {
  const call = given ? unwrap(given) : null;
  const callee = call?.type === 'CallExpression' ? unwrap(call.callee) : null;
  const [fn] = call?.type === 'CallExpression' ? call.arguments : [];
  return !(callee?.type === 'MemberExpression' && keyName(callee) === 'map' && isFunction(fn) && fn.async && !isOpenFunction(file, project, fn, depth));
}

/** Whether something in an asynchronous function that may fail is handled by nobody there. */
function isOpenFunction(at: SourceFile, project: Project, fn: FunctionNode, depth: number): boolean {
  const isOpen = (node: Node): boolean => enclosingFunction(at, node) === fn && !isCaught(at, fn, node);
  return waitedOutside(at, project, fn, depth + 1) !== null || at.nodesIn(fn, 'ThrowStatement').some(isOpen) || returnedExpressions(at, fn).some((returned) => unwrap(returned).type === 'CallExpression' && isOpen(returned));
}

/** `setInterval(async () => { await … })`. */
function ofCallback(file: SourceFile, project: Project, call: TSESTree.CallExpression): UnhandledRejection | null {
  const fn = call.arguments.find((argument) => isFunction(argument) && argument.async);
  if (!isFunction(fn) || !TIMERS.has(symbolOf(originOf(file, call.callee)) ?? '')) return null;
  const node = waitedOutside(file, project, fn);
  return node && { node, kind: 'callback', caller: file.textOf(call.callee) };
}

/** `process.on('unhandledRejection', () => {})`. */
function ignored(file: SourceFile, call: TSESTree.CallExpression): UnhandledRejection | null {
  const [event, fn] = call.arguments;
  if (stringValue(event) !== 'unhandledRejection' || !isFunction(fn) || fn.body?.type !== 'BlockStatement' || fn.body.body.length > 0) return null;
  return symbolOf(originOf(file, call.callee)) === 'global#process.on' ? { node: fn, kind: 'ignored', caller: 'process.on' } : null;
}
