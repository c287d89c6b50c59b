import { exportsOf } from '../../ast/exports.ts';
import type { Origin } from '../../ast/origin.ts';
import { originOf } from '../../ast/origin.ts';
import type { ClassNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { contains, decoratorsOf, enclosingClass, enclosingFunction, isFunction, keyName, unwrap, wrapped } from '../../ast/syntax.ts';
import { memo, perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { frameworks } from '../http/lookup.ts';
import { httpModel } from '../http/model.ts';
import { reachedFrom, runsIn } from '../reach/model.ts';
import { MAY_CREATE } from './clients.ts';
import { awaited, clientsCreated, isOfItsOwn, variableHolding } from './connections.ts';
import { dataValuesOf } from './model.ts';
import type { ClientCreated } from './types.ts';

/** A place that keeps a client for as long as the process lives, with every use of it in the file. */
interface Holder {
  readonly variable: Variable | null;
  readonly uses: readonly Node[];
  /** It is handed to a container or a server, whatever else the file does with it. */
  readonly isProvided: boolean;
}

/** Single connections that the linted file keeps and that requests share. */
export const loneClients = perFile((context): readonly ClientCreated[] => {
  if (!says(context, MAY_CREATE)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  return clientsCreated(file, project).filter((client) => {
    if (client.holds !== 'connection') return false;
    const holder = holderOf(client, project);
    if (!holder || isClosedAgain(client, holder) || isOfItsOwn(file, holder.variable, client.node) || holder.uses.some((use) => isOfItsOwn(file, null, use))) return false;
    return isServedHere(context, file, holder) || (isServer(file, project) && (holder.isProvided || isExported(file, client, holder)));
  });
});

function holderOf(client: ClientCreated, project: Project): Holder | null {
  const { file, owner } = client;
  const node = outermost(client, project);
  const variable = variableHolding(file, node);
  if (variable) {
    const name = variable.defs[0]?.name as Node | undefined;
    const uses = variable.references.filter((reference) => reference.isRead()).map((reference) => reference.identifier as Node);
    if (!name) return null;
    if (enclosingFunction(file, name) === null) return { variable, uses, isProvided: false };
    return owner && uses.some((use) => isHandedOver(file, use)) ? { variable, uses, isProvided: true } : null;
  }
  const outer = awaited(file, node);
  const parent = file.parent(outer);
  const field = parent?.type === 'PropertyDefinition' ? keyName(parent) : parent?.type === 'AssignmentExpression' && parent.operator === '=' && parent.right === outer ? ownField(parent.left) : null;
  const around = field === null ? null : enclosingClass(file, node);
  if (field !== null && around) return isShared(file, around) ? { variable: null, uses: usesOfField(file, around, field), isProvided: false } : null;
  if (isHandedOver(file, outer)) return { variable: null, uses: [outer], isProvided: true };
  return owner === null && parent?.type !== 'ExpressionStatement' && parent?.type !== 'MemberExpression' ? { variable: null, uses: [], isProvided: false } : null;
}

/** The connection in another form of its library: `createConnection(…).promise()`. */
function outermost({ file, node }: ClientCreated, project: Project): Node {
  let at: Node = node;
  for (let member = file.parent(wrapped(file, at)); member?.type === 'MemberExpression'; member = file.parent(wrapped(file, at))) {
    const call = file.parent(member);
    if (call?.type !== 'CallExpression' || call.callee !== member || dataValuesOf(project).of(file, call)?.kind !== dataValuesOf(project).of(file, at)?.kind) break;
    at = call;
  }
  return at;
}

/** `this.client`, by the name of the field. */
function ownField(target: Node): string | null {
  const inner = unwrap(target);
  return inner.type === 'MemberExpression' && inner.object.type === 'ThisExpression' ? keyName(inner) : null;
}

function usesOfField(file: SourceFile, around: ClassNode, field: string): readonly Node[] {
  return file.nodesIn(around, 'MemberExpression').filter((node) => {
    const parent = file.parent(node);
    return ownField(node) === field && !(parent?.type === 'AssignmentExpression' && parent.left === node);
  });
}

/** Whether a class has one instance for the process: a container makes it, or the module does. */
function isShared(file: SourceFile, node: ClassNode): boolean {
  if (decoratorsOf(node).length > 0) return true;
  return file.nodes('NewExpression').some((made) => {
    if (enclosingFunction(file, made) !== null) return false;
    const origin = originOf(file, made.callee);
    return origin.kind === 'class' && origin.node === node;
  });
}

/** Returned by a provider's `useFactory`, or given to `decorate`. */
function isHandedOver(file: SourceFile, value: Node): boolean {
  const outer = awaited(file, value);
  const parent = file.parent(outer);
  if (parent?.type === 'CallExpression' && parent.callee !== outer) {
    const callee = unwrap(parent.callee);
    return callee.type === 'MemberExpression' && keyName(callee) === 'decorate';
  }
  if (parent?.type !== 'ReturnStatement' && !(isFunction(parent) && parent.body === outer)) return false;
  const fn = enclosingFunction(file, outer);
  const property = fn && file.parent(fn);
  return property?.type === 'Property' && keyName(property) === 'useFactory';
}

const CLOSING: ReadonlySet<string> = new Set(['end', 'destroy', 'close']);
const SHUTTING: ReadonlySet<string> = new Set(['onModuleDestroy', 'onApplicationShutdown', 'beforeApplicationShutdown']);

/** Whether what opens the connection closes it: in the same function, or (a field) in any method but a shutdown hook. */
function isClosedAgain({ file, owner }: ClientCreated, { variable, uses }: Holder): boolean {
  return uses.some((use) => {
    const member = file.parent(wrapped(file, use));
    if (member?.type !== 'MemberExpression' || !CLOSING.has(keyName(member) ?? '')) return false;
    const around = enclosingFunction(file, member);
    if (variable) return around === owner;
    const method = around && file.parent(around);
    return !(method?.type === 'MethodDefinition' && SHUTTING.has(keyName(method) ?? ''));
  });
}

/** Whether a handler of the file uses it, itself or through functions of the file. */
function isServedHere(context: RuleContext, file: SourceFile, { uses }: Holder): boolean {
  if (uses.length === 0) return false;
  const handlers = httpModel(context).handlers.filter((handler) => handler.file === file && handler.kind !== 'serverless' && handler.kind !== 'task');
  return reachedFrom(handlers, projectOf(context)).some((reached) => reached.file === file && uses.some((use) => runsIn(file, reached.fn, use)));
}

/** Frameworks of functions that are not one process for all requests. */
const NO_SERVERS: ReadonlySet<string> = new Set(['serverless', 'schedulers']);
const SERVERS: readonly string[] = frameworks.flatMap(({ name, packages }) => (NO_SERVERS.has(name) ? [] : packages));

function isServer(file: SourceFile, project: Project): boolean {
  const dependencies = project.packageOf(file)?.dependencies;
  return dependencies !== undefined && SERVERS.some((name) => dependencies.has(name));
}

/** Whether other files get at it: the client, something made of it, or a function or class that uses it. */
function isExported(file: SourceFile, { node }: ClientCreated, { uses }: Holder): boolean {
  return exportedNodes(file).some((exported) => contains(exported, node) || uses.some((use) => contains(exported, use)));
}

const exportedNodes: (file: SourceFile) => readonly Node[] = memo((file) => {
  const { names, whole } = exportsOf(file);
  return [...names.values(), ...(whole ? [whole] : [])].flatMap((origin) => nodesOf(file, origin, 0));
});

function nodesOf(file: SourceFile, origin: Origin, depth: number): readonly Node[] {
  if (depth > 3) return [];
  switch (origin.kind) {
    case 'either':
      return origin.of.flatMap((one) => nodesOf(file, one, depth + 1));
    case 'value':
      return [origin.node, ...(origin.node.type === 'ObjectExpression' ? origin.node.properties.flatMap((p) => (p.type === 'Property' ? nodesOf(file, originOf(file, p.value), depth + 1) : [])) : [])];
    case 'instance':
      return [...(origin.node ? [origin.node] : []), ...nodesOf(file, origin.of, depth + 1)];
    case 'function':
    case 'class':
    case 'call':
      return origin.file === file ? [origin.node] : [];
    default:
      return [];
  }
}

