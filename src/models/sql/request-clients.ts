import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { contains, displayName, enclosingFunction, isFunction, keyName, memberChain, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import type { Settings } from '../../core/settings.ts';
import { settingsOf } from '../../core/settings.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel, saysHttp } from '../http/model.ts';
import type { RouteHandler } from '../http/types.ts';
import { fileRole } from '../layers/model.ts';
import { isIsolate, serverlessHandlers } from '../runtimes/serverless.ts';
import { reachedFrom, runsAtLoad, runsIn } from '../reach/model.ts';
import { runsOnce } from '../reach/once.ts';
import { MAY_CREATE } from './clients.ts';
import { awaited, clientsCreated, isOfItsOwn, variableHolding } from './connections.ts';
import { sqlModelOf } from './model.ts';
import type { ClientCreated } from './types.ts';

/** A client that is made anew for each request, job or call of a service. */
export interface RequestClient {
  readonly client: ClientCreated;
  /** Where it is reported: the client, or the call that leads to it in another file. */
  readonly node: Node;
  /** Names of the functions from the handler to the one that makes it. */
  readonly path: readonly string[];
  readonly isBelow: boolean;
}

/** Whether the linted file may make a client, or reach one from a handler. */
export function mayRenewClients(context: RuleContext): boolean {
  return says(context, MAY_CREATE) || saysHttp(context);
}

/** The clients made anew by what the linted file handles or serves, each once. */
export const requestClients = perFile((context): readonly RequestClient[] => {
  const found = new Map<Node, RequestClient>();
  if (httpModel(context).handlers.length === 0 && !says(context, MAY_CREATE)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  for (const one of madeIn(handlersOf(context, file), project)) {
    if (found.has(one.node) || (one.isBelow && isOfService(one.client, project, settingsOf(context)))) continue;
    found.set(one.node, one);
  }
  for (const client of clientsCreated(file, project)) {
    if (client.owner && !found.has(client.node) && isOfService(client, project, settingsOf(context))) found.set(client.node, { client, node: client.node, path: [displayName(file, client.owner) ?? ''], isBelow: false });
  }
  return [...found.values()];
});

/** The clients that serverless functions make anew each time they are called, each once. */
export const invocationClients = perFile((context): readonly RequestClient[] => {
  const handlers = serverlessHandlers(context).filter((handler) => !isIsolate(handler));
  const made = handlers.length === 0 ? [] : madeIn(handlers, projectOf(context));
  return [...new Map(made.toReversed().map((one) => [one.node, one])).values()].toReversed();
});

/** Clients that are made anew in functions that handlers reach. */
function madeIn(handlers: readonly RouteHandler[], project: Project): readonly RequestClient[] {
  return reachedFrom(handlers, project).flatMap(({ fn, file, path, exit }) =>
    clientsCreated(file, project).flatMap((client): readonly RequestClient[] => (runsIn(file, fn, client.node) && isRenewed(client, fn) ? [{ client, node: exit ?? client.node, path, isBelow: exit !== null }] : [])),
  );
}

/** A serverless function has no process to keep a client in, and a scheduled task may come once a day. */
function handlersOf(context: RuleContext, file: SourceFile): readonly RouteHandler[] {
  return httpModel(context).handlers.filter((handler) => handler.file === file && handler.kind !== 'serverless' && handler.kind !== 'task');
}

/** Whether each run of a function makes another one: it is not kept, not made for what the run is given, not for a thing of its own. */
function isRenewed(client: ClientCreated, fn: FunctionNode): boolean {
  const { file, node } = client;
  const variable = variableHolding(file, node);
  return !isKept(file, fn, node, variable) && !node.arguments.some((argument) => dependsOnCall(file, argument, 0)) && !isOfItsOwn(file, variable, node);
}

/**
 * A function of a service or repository that makes a client, runs queries on it and lets it go: whoever calls it, it is called
 * again. Start-up checks run no query on a table.
 */
function isOfService(client: ClientCreated, project: Project, settings: Settings): boolean {
  const { file, node, owner } = client;
  if (!owner || !['controller', 'service', 'repository'].includes(fileRole(file, project, settings).role)) return false;
  const variable = variableHolding(file, node);
  const name = variable?.defs[0]?.name as Node | undefined;
  if (!name || enclosingFunction(file, name) !== owner || isSetUp(file, owner) || runsAtLoad(file, owner) || runsOnce(file, owner, node) || !isRenewed(client, owner)) return false;
  return variable !== null && !isReturned(file, variable) && sqlModelOf(file, project, settings).operationsIn(owner).some(({ table }) => table !== null && !/^(?:pg_|information_schema)/.test(table));
}

/** Hooks that a framework calls once, and constructors. */
const ONCE: ReadonlySet<string> = new Set(['constructor', 'onModuleInit', 'onApplicationBootstrap', 'onModuleDestroy', 'onApplicationShutdown', 'beforeApplicationShutdown', 'useFactory']);

function isSetUp(file: SourceFile, fn: FunctionNode): boolean {
  const parent = file.parent(fn);
  return (parent?.type === 'MethodDefinition' || parent?.type === 'Property' || parent?.type === 'PropertyDefinition') && ONCE.has(keyName(parent) ?? '');
}

function isReturned(file: SourceFile, variable: Variable): boolean {
  return variable.references.some((reference) => {
    const parent = file.parent(reference.identifier as Node);
    return parent?.type === 'ReturnStatement' || parent?.type === 'Property' || (isFunction(parent) && parent.body === reference.identifier);
  });
}

/** Whether a made client, or what is made of it, is put where it stays: a variable outside the function, a field, a collection. */
function isKept(file: SourceFile, fn: FunctionNode, made: Node, variable: Variable | null, depth = 0): boolean {
  const values = [awaited(file, made), ...(variable?.references ?? []).filter((reference) => reference.isRead()).map((reference) => reference.identifier as Node)];
  return values.some((value) => {
    let at = value;
    for (let parent = file.parent(at); parent && parent !== fn && !parent.type.endsWith('Statement'); parent = file.parent(at)) {
      if (parent.type === 'MemberExpression' || isFunction(parent)) return false;
      if (parent.type === 'AssignmentExpression' && parent.right === at && isOutside(file, fn, parent.left)) return true;
      if (parent.type === 'CallExpression' && parent.callee !== at && keeps(file, fn, parent)) return true;
      if (parent.type === 'VariableDeclarator') return at !== awaited(file, made) && depth < 2 && parent.id.type === 'Identifier' && isKept(file, fn, at, file.variableOf(parent.id), depth + 1);
      at = parent;
    }
    return false;
  });
}

/** `clients.set(key, client)`, `app.decorate('db', client)`. */
function keeps(file: SourceFile, fn: FunctionNode, call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  return callee.type === 'MemberExpression' && ['set', 'add', 'push', 'decorate', 'register', 'provide'].includes(keyName(callee) ?? '') && isOutside(file, fn, callee.object);
}

function isOutside(file: SourceFile, fn: FunctionNode, target: Node): boolean {
  const { root } = memberChain(target);
  // A new object's fields live no longer than the object.
  if (root.type === 'ThisExpression') return !isConstructor(file, fn);
  if (root.type !== 'Identifier') return false;
  const name = file.variableOf(root)?.defs[0]?.name as Node | undefined;
  return !name || !contains(fn, name);
}

function isConstructor(file: SourceFile, fn: FunctionNode): boolean {
  const parent = file.parent(fn);
  return parent?.type === 'MethodDefinition' && parent.kind === 'constructor';
}

/** Whether an expression uses what a call hands over: a tenant's address, a binding of the platform, a form's host. */
function dependsOnCall(file: SourceFile, node: Node, depth: number): boolean {
  return file.nodesIn(node, 'Identifier').some((name) => {
    const parent = file.parent(name);
    if (parent?.type === 'MemberExpression' && parent.property === name && !parent.computed) return false;
    if (parent?.type === 'Property' && parent.key === name && !parent.computed && !parent.shorthand) return false;
    const definition = file.variableOf(name)?.defs[0];
    const at = definition?.node as Node | undefined;
    if (!definition || !at) return false;
    if (isFunction(at)) return at.id !== definition.name;
    return at.type === 'VariableDeclarator' && at.init !== null && depth < 3 && enclosingFunction(file, at) !== null && dependsOnCall(file, at.init, depth + 1);
  });
}
