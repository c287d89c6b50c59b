import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { displayName, keyName, propertyOf, unwrap, wrapped } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel } from '../http/model.ts';
import type { RouteHandler } from '../http/types.ts';
import { reachedFrom, runsIn } from '../reach/model.ts';
import type { LeftRunning } from './types.ts';

const SERVERLESS: ReadonlySet<string> = new Set(['serverless', 'job', 'task']);
const TIMERS: ReadonlySet<string> = new Set(['global#setInterval', 'timers#setInterval']);
const SERVERS = /^new (?:ws#(?:WebSocketServer|Server|default\.Server|default\.WebSocketServer)|socket\.io#Server)$/u;
const LISTENS = /^(?:http|https|http2|net)#create(?:Secure)?Server\(\)\.listen$|^express#default\(\)\.listen$|^fastify#(?:default|fastify)\(\)\.listen$|^new koa#default\.listen$|^@hono\/node-server#serve$/u;
const PROMISES: ReadonlySet<string> = new Set(['global#fetch', 'axios#default.post', 'axios#default.put', 'axios#default.patch', 'axios#default.delete', 'axios#default.get', 'axios#default']);

/**
 * Functions of the linted file that a platform calls and freezes as soon as they have answered: Lambda, Cloud Functions, Workers,
 * Pages. Servers that run on their own (`Deno.serve`, `export default { port, fetch }` of Bun) are none.
 */
export const serverlessHandlers: (context: RuleContext) => readonly RouteHandler[] = perFile((context) => {
  const { handlers } = httpModel(context);
  if (!handlers.some(isOfPlatform)) return [];
  const file = sourceFileOf(context);
  return handlers.filter((handler) => isOfPlatform(handler) && handler.file === file && !isOwnServer(file, handler));
});

/** Whether a function runs in an isolate of Cloudflare, which binds a connection to the request that opened it. */
export function isIsolate({ fn, file }: RouteHandler): boolean {
  const parent = file.parent(fn);
  const object = parent?.type === 'Property' ? file.parent(parent) : null;
  return (object !== null && file.parent(wrapped(file, object))?.type === 'ExportDefaultDeclaration') || /^onRequest(?:[A-Z]|$)/u.test(displayName(file, fn) ?? '');
}

/** What serverless functions start and leave running, or do not wait for. */
export const leftRunning = perFile((context): readonly LeftRunning[] => {
  const handlers = serverlessHandlers(context);
  if (handlers.length === 0) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const found = reachedFrom(handlers, project).filter((reached) => reached.file === file);
  return [...file.nodes('CallExpression'), ...file.nodes('NewExpression')].flatMap((call): readonly LeftRunning[] => {
    const around = found.find(({ fn }) => runsIn(file, fn, call));
    const what = around ? startedBy(file, project, call) : null;
    return what ? [{ node: call, what, name: nameOf(file, call) }] : [];
  });
});

function isOfPlatform({ kind, framework }: RouteHandler): boolean {
  return framework === 'serverless' && SERVERLESS.has(kind);
}

function isOwnServer(file: SourceFile, { fn }: RouteHandler): boolean {
  for (let node: Node | null = fn; node; node = file.parent(node)) {
    if (node.type === 'CallExpression' && symbolOf(originOf(file, node.callee)) === 'global#Deno.serve') return true;
    if (node.type === 'ObjectExpression' && ['port', 'hostname', 'idleTimeout', 'tls'].some((name) => propertyOf(node as TSESTree.ObjectExpression, name))) return true;
  }
  return false;
}

function startedBy(file: SourceFile, project: Project, call: TSESTree.CallExpression | TSESTree.NewExpression): LeftRunning['what'] | null {
  const symbol = project.symbol(originOf(file, call.type === 'NewExpression' ? call : call.callee));
  if (call.type === 'NewExpression') return symbol !== null && SERVERS.test(symbol) ? 'server' : null;
  if (symbol !== null && TIMERS.has(symbol)) return isStopped(file, call) ? null : 'timer';
  if (symbol !== null && LISTENS.test(symbol)) return 'server';
  return isDropped(file, call) && isPromise(file, project, call, symbol) ? 'promise' : null;
}

/** Whether the timer is kept somewhere and something of the file clears it. */
function isStopped(file: SourceFile, call: TSESTree.CallExpression): boolean {
  const parent = file.parent(wrapped(file, call));
  return parent !== null && parent.type !== 'ExpressionStatement' && file.text.includes('clearInterval');
}

/** Whether nobody waits for what a call gives: `track(event);`, `void track(event)`, `track(event).catch(log)`. */
function isDropped(file: SourceFile, call: TSESTree.CallExpression): boolean {
  let node = wrapped(file, call);
  for (let parent = file.parent(node); parent; parent = file.parent(node)) {
    if (parent.type === 'ExpressionStatement') return true;
    const isHandled = parent.type === 'MemberExpression' && parent.object === node && ['catch', 'finally', 'then'].includes(keyName(parent) ?? '');
    const isCalled = parent.type === 'CallExpression' && unwrap(parent.callee).type === 'MemberExpression' && parent.callee === node && node !== call;
    const isVoid = parent.type === 'UnaryExpression' && parent.operator === 'void';
    if (!isHandled && !isCalled && !isVoid && parent.type !== 'ChainExpression') return false;
    node = parent;
  }
  return false;
}

/** Whether a call gives a promise of work: an async function of the project, a request. */
function isPromise(file: SourceFile, project: Project, call: TSESTree.CallExpression, symbol: string | null): boolean {
  if (symbol !== null) return PROMISES.has(symbol);
  const target = project.follow(originOf(file, call.callee));
  return target.kind === 'function' && target.node.async && target.file.nodesIn(target.node.body, 'AwaitExpression').length > 0;
}

function nameOf(file: SourceFile, call: TSESTree.CallExpression | TSESTree.NewExpression): string {
  const text = file.textOf(call.callee);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
