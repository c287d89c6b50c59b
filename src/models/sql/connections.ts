import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { enclosingFunction, isFunction, isOpen, keyName, propertyOf, returnedExpressions, stringValue, unwrap, unwrapAwait, wrapped } from '../../ast/syntax.ts';
import { any } from '../../core/gates.ts';
import { perProject } from '../../core/memo.ts';
import type { Project } from '../../project/types.ts';
import { acquireNames, CALLS_ACQUIRE, CALLS_RELEASE, creatorOfSymbol, MAY_CREATE } from './clients.ts';
import { dataValuesOf } from './model.ts';
import type { ClientCreated, Creator, PoolAcquire } from './types.ts';

/** The clients that a file makes, in source order. */
export const clientsCreated = perProject((file: SourceFile, project: Project): readonly ClientCreated[] => (file.passes(MAY_CREATE) ? created(file, project) : []));

function created(file: SourceFile, project: Project): readonly ClientCreated[] {
  const values = dataValuesOf(project);
  const nodes = [...file.nodes('NewExpression'), ...file.nodes('CallExpression')].filter((node) => mayCreate(node));
  return nodes
    .flatMap((node): ClientCreated[] => {
      const origin = originOf(file, node);
      // A call of the project's own function makes the client there.
      const symbol = origin.kind === 'call' ? `${values.symbol(origin.callee) ?? ''}()` : values.symbol(origin);
      const made = symbol === null ? null : creatorOfSymbol(symbol);
      if (!made || !connects(file, node, made.creator, project)) return [];
      const { holds, pool } = made.creator;
      const name = `${node.type === 'NewExpression' ? 'new ' : ''}${file.textOf(node.callee)}()`;
      return [{ node, file, client: made.client.name, holds, name, pool: pool ?? null, owner: enclosingFunction(file, node) }];
    })
    .sort((a, b) => a.node.range[0] - b.node.range[0]);
}

function mayCreate(node: TSESTree.NewExpression | TSESTree.CallExpression): boolean {
  const callee = unwrap(node.callee);
  return callee.type === 'Identifier' || callee.type === 'MemberExpression';
}

/** Whether a call that may also only wrap a client or build text opens connections. */
function connects(file: SourceFile, node: TSESTree.NewExpression | TSESTree.CallExpression, { address }: Creator, project: Project): boolean {
  if (!address) return true;
  const [first] = node.arguments;
  const given = first && first.type !== 'SpreadElement' ? unwrap(first) : null;
  if (!given) return false;
  const origin = given.type === 'ObjectExpression' ? null : project.follow(originOf(file, given));
  const object = given.type === 'ObjectExpression' ? given : origin?.kind === 'value' && origin.node.type === 'ObjectExpression' ? origin.node : null;
  if (object) return propertyOf(object, 'connection') !== null || (address === 'not-denied' && isOpen(object));
  return address === 'not-denied' || stringValue(given) !== null || given.type === 'TemplateLiteral' || isEnvironment(given);
}

/** `process.env.DATABASE_URL`. */
function isEnvironment(node: Node): boolean {
  if (node.type !== 'MemberExpression') return false;
  const object = unwrap(node.object);
  return object.type === 'MemberExpression' && keyName(object) === 'env' && object.object.type === 'Identifier' && object.object.name === 'process';
}

/** The variable that a made or taken client is bound to by the statement it stands in; null when it is bound to none. */
export function variableHolding(file: SourceFile, node: Node): Variable | null {
  const outer = awaited(file, node);
  const parent = file.parent(outer);
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' && parent.init === outer) return file.variableOf(parent.id);
  if (parent?.type === 'AssignmentExpression' && parent.operator === '=' && parent.right === outer && parent.left.type === 'Identifier') return file.variableOf(parent.left);
  return null;
}

/** The expression with the `await` and the types around it. */
export function awaited(file: SourceFile, node: Node): Node {
  let outer = wrapped(file, node);
  for (let parent = file.parent(outer); parent?.type === 'AwaitExpression'; parent = file.parent(outer)) outer = wrapped(file, parent);
  return outer;
}

/** Passed by a file that may take a connection out of a pool. */
export const MAY_ACQUIRE = any(CALLS_ACQUIRE, CALLS_RELEASE);

/** The calls of a file that take a connection out of a pool, those of the project's own functions that hand one out included. */
export function acquiresIn(file: SourceFile, project: Project): readonly PoolAcquire[] {
  const direct = file.passes(CALLS_ACQUIRE) ? file.nodes('CallExpression').flatMap((node) => acquireOf(file, node, project) ?? []) : [];
  const handed = file.passes(CALLS_RELEASE) ? file.nodes('AwaitExpression').flatMap((node) => handedOut(file, node, project) ?? []) : [];
  return [...direct, ...handed.filter(({ node }) => !direct.some((one) => one.node === node))];
}

function acquireOf(file: SourceFile, node: TSESTree.CallExpression, project: Project): PoolAcquire | null {
  const callee = unwrap(node.callee);
  const named = callee.type === 'MemberExpression' ? keyName(callee) : null;
  if (callee.type !== 'MemberExpression' || named === null || !acquireNames.has(named)) return null;
  const called = dataValuesOf(project).method(file, node);
  const acquisition = called?.method.acquires;
  return called && acquisition ? { node, file, client: called.object.client.name, name: `${nameOf(file, callee)}()`, acquisition } : null;
}

/** `const client = await getClient()` of the project, whose only return is a connection just taken. */
function handedOut(file: SourceFile, { argument }: TSESTree.AwaitExpression, project: Project): PoolAcquire | null {
  const node = unwrap(argument);
  if (node.type !== 'CallExpression' || !variableHolding(file, node)) return null;
  const callee = project.follow(originOf(file, node.callee));
  if (callee.kind !== 'function') return null;
  const [returned, ...more] = returnedExpressions(callee.file, callee.node);
  const taken = returned && more.length === 0 ? initial(callee.file, unwrapAwait(returned)) : null;
  const acquire = taken?.type === 'CallExpression' && !taken.arguments.some((argument) => isFunction(argument)) ? acquireOf(callee.file, taken, project) : null;
  return acquire && { ...acquire, node, file, name: `${file.textOf(node.callee)}()` };
}

/** What a variable was declared with. */
function initial(file: SourceFile, node: Node): Node {
  const definition = node.type === 'Identifier' ? (file.variableOf(node)?.defs[0]?.node as Node | undefined) : undefined;
  return definition?.type === 'VariableDeclarator' && definition.id.type === 'Identifier' && definition.init ? unwrapAwait(definition.init) : node;
}

function nameOf(file: SourceFile, callee: TSESTree.MemberExpression): string {
  const object = unwrap(callee.object);
  const isShort = object.type === 'Identifier' || object.type === 'ThisExpression' || object.type === 'MemberExpression';
  return isShort ? `${file.textOf(object)}.${keyName(callee) ?? ''}` : (keyName(callee) ?? '');
}

/** What takes a connection of its own: notifications, a lock that lasts as long as the session, replication, another database. */
const OF_ITS_OWN = /\b(?:UN)?LISTEN\b|\bpg_(?:try_)?advisory_lock|['"]notification['"]|\breplication\b|\bGET_LOCK\s*\(|\b(?:CREATE|DROP)\s+DATABASE\b/;

/** Whether a client is there for what a pool cannot do. */
export function isOfItsOwn(file: SourceFile, variable: Variable | null, made: Node): boolean {
  const uses = variable ? variable.references.map((reference) => reference.identifier as Node) : [made];
  return uses.some((use) => {
    let at = use;
    for (let parent = file.parent(at); parent && !parent.type.endsWith('Statement') && parent.type !== 'VariableDeclaration' && parent.type !== 'BlockStatement'; parent = file.parent(at)) at = parent;
    return OF_ITS_OWN.test(file.textOf(at));
  });
}
