import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import { namesHolding } from '../../ast/provenance.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, decoratorsOf, isFunction, keyName, unwrap, wrapped } from '../../ast/syntax.ts';
import { memo, perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { flowOf, placeText } from '../flow/model.ts';
import type { SourceKind } from '../flow/types.ts';
import { httpModel } from '../http/model.ts';
import { nameOf, reachedFrom, runsIn } from '../reach/model.ts';
import type { Reached } from '../reach/types.ts';
import { effectsOfCall } from '../sql/effects.ts';
import { sqlModelOf } from '../sql/model.ts';
import { staleWritesIn } from './across-await.ts';
import { moduleStatesOf } from './model.ts';
import type { ModuleState, StateAccess } from './types.ts';

/** A collection in the memory of one process that holds what one request left for another. */
export interface LocalState {
  /** What makes the collection, or the call of the linted file that leads to it. */
  readonly node: Node;
  readonly name: string;
  /** The line that writes it, and where that is another file; null where it is the linted one. */
  readonly line: number;
  readonly place: string | null;
  /** The functions that write and read. */
  readonly writer: string;
  readonly reader: string;
}

const ANSWERS: ReadonlySet<string> = new Set(['route', 'procedure', 'action', 'resolver', 'serverless', 'middleware']);
const MAKES_COLLECTION = /\bnew\s+(?:Map|Set)\b|=\s*(?:\[|\{\s*\})/;
const COLLECTIONS: ReadonlySet<string> = new Set(['new global#Map', 'new global#Set']);
/** What the code says, the client sends, or is made here: nothing that was loaded, and nothing that lives, as a connection does. */
const PLAIN: ReadonlySet<SourceKind> = new Set<SourceKind>(['constant', 'safe-type', 'escaped', 'request', 'generated']);
/** Asked of the same files for each one that reaches them. */
const makesCollection = memo((file: SourceFile) => MAKES_COLLECTION.test(file.text));

/** The collections that handlers of the linted file fill with what requests say and that handlers read later, where nothing else keeps it. */
export const localStatesOf = perFile((context): readonly LocalState[] => {
  const answering = httpModel(context).handlers.filter(({ kind }) => ANSWERS.has(kind));
  if (answering.length === 0) return [];
  const file = sourceFileOf(context);
  const handlers = answering.filter((handler) => handler.file === file);
  const reached = reachedFrom(handlers, projectOf(context));
  return [...new Set(reached.map((one) => one.file))].filter(makesCollection).flatMap((at) => {
    const running = reached.filter((one) => one.file === at);
    return moduleStatesOf(at).flatMap((state) => localState(context, at, state, running) ?? []);
  });
});

function localState(context: RuleContext, file: SourceFile, state: ModuleState, running: readonly Reached[]): LocalState | null {
  if (!isCollection(file, state, projectOf(context)) || isOpen(file, state)) return null;
  const runs = state.accesses.map((access) => ({ access, by: running.find(({ fn }) => isRunBy(file, fn, access)) }));
  for (const { access: write, by } of runs) {
    if (!by || write.kind !== 'change' || write.value === null) continue;
    const read = runs.find((one) => one.by && isRead(file, one.access, write, by.fn));
    if (!read?.by || !isOnlyHere(context, file, state, running, by)) continue;
    if (staleWritesIn(file).some(({ name }) => name === state.name)) return null;
    return { node: by.exit ?? state.init ?? write.node, name: state.name, line: file.lineOf(write.node), place: by.exit ? placeText(file, write.node) : null, writer: nameOf(file, by.fn), reader: nameOf(file, read.by.fn) };
  }
  return null;
}

/** Whether a function reaches a use of a collection each time it runs. What is computed, and kept by a key that is asked first, can be computed again; that a set has been asked cannot. */
function isRunBy(file: SourceFile, fn: FunctionNode, { owner, key, value, node }: StateAccess): boolean {
  return runsIn(file, fn, node) || (owner === fn && key !== null && key === value);
}

function isCollection(file: SourceFile, { init }: ModuleState, project: Project): boolean {
  const made = init && unwrap(init);
  if (made?.type === 'ArrayExpression') return made.elements.every((element) => element !== null && unwrap(element).type === 'ObjectExpression');
  if (made?.type === 'ObjectExpression') return made.properties.length === 0;
  return made?.type === 'NewExpression' && made.arguments.length === 0 && COLLECTIONS.has(project.symbol(originOf(file, made)) ?? '');
}

/** Whether other files may fill or keep it: it is exported, a field that is not private, or handed to something. */
function isOpen(file: SourceFile, { declaration, accesses }: ModuleState): boolean {
  if (declaration.type === 'PropertyDefinition') {
    if (declaration.key.type !== 'PrivateIdentifier' && declaration.accessibility !== 'private' && declaration.accessibility !== 'protected') return true;
    if (decoratorsOf(declaration).length > 0) return true;
  } else {
    const around = file.parent(declaration);
    if (around && file.parent(around)?.type === 'ExportNamedDeclaration') return true;
    if (declaration.id.type === 'Identifier' && file.variableOf(declaration.id)?.references.some(({ identifier }) => file.parent(identifier as Node)?.type === 'ExportSpecifier')) return true;
  }
  return accesses.some(({ kind, node }) => kind === 'read' && isHandedAway(file, node, 0));
}

/** Whether a value, or what is made of it, is given to something that may keep it: no answer of a handler, and nothing of the language. */
function isHandedAway(file: SourceFile, node: Node, depth: number): boolean {
  let at = wrapped(file, node);
  for (let outer = file.parent(at); outer; at = wrapped(file, outer), outer = file.parent(at)) {
    switch (outer.type) {
      case 'CallExpression':
        if (outer.callee !== at && !isHarmless(file, outer)) return true;
        break;
      case 'NewExpression':
      case 'MemberExpression':
      case 'SpreadElement':
      case 'ArrayExpression':
      case 'ObjectExpression':
      case 'Property':
      case 'AwaitExpression':
        break;
      case 'VariableDeclarator':
        return depth < 2 && namesHolding(file, at).some((variable) => variable.references.some((reference) => reference.isRead() && isHandedAway(file, reference.identifier as Node, depth + 1)));
      default:
        return false;
    }
  }
  return false;
}

/** `JSON.stringify(todos)`, `res.status(200).json(todos)`, `console.log(todos)`: nothing that keeps it. */
function isHarmless(file: SourceFile, { callee }: TSESTree.CallExpression): boolean {
  let at = originOf(file, callee);
  while (at.kind === 'member' || at.kind === 'call') at = at.kind === 'call' ? at.callee : at.object;
  return at.kind === 'parameter' || (at.kind === 'global' && at.name !== 'fetch');
}

/** Whether a request may read what another one wrote: in another function, or before it writes itself. */
function isRead(file: SourceFile, read: StateAccess, write: StateAccess, writer: FunctionNode): boolean {
  if ((read.kind !== 'read' && read.kind !== 'elements') || contains(write.node, read.node)) return false;
  return !contains(writer, read.node) || (read.node.range[1] <= write.node.range[0] && !isOnceOnly(file, read.node, write.node));
}

/** `if (!warned.has(name)) { warned.add(name); … }`, `if (warned.has(name)) return;`: something is done once in each process, and no request is answered otherwise. */
function isOnceOnly(file: SourceFile, read: Node, write: Node): boolean {
  for (let at = file.parent(read); at; at = file.parent(at)) {
    if (isFunction(at)) return false;
    if (at.type !== 'IfStatement' || !contains(at.test, read)) continue;
    const { consequent } = at;
    if (contains(consequent, write)) return true;
    const answers = file.nodesIn(consequent, 'ReturnStatement').some(({ argument }) => argument !== null);
    return !answers && file.nodesIn(consequent, 'CallExpression').length === 0 && file.nodesIn(consequent, 'ThrowStatement').length === 0;
  }
  return false;
}

/** Whether all that fills a collection is what requests say, and what writes it writes nothing to a store. */
function isOnlyHere(context: RuleContext, file: SourceFile, { accesses, init }: ModuleState, running: readonly Reached[], by: Reached): boolean {
  const fills = accesses.filter(({ kind, value }) => kind === 'assign' || value !== null);
  const kinds = fills.map((fill) => (fill.kind === 'assign' ? ofAssigned(fill, accesses) : kindsOf(context, file, fill, running)));
  if (!init || kinds.some((found) => found === null) || !kinds.some((found) => found?.includes('request')) || fills.some((fill) => isCount(context, file, fill, running))) return false;
  return !writesStore(context, by.file, by.fn) && !writesStore(context, by.handler.file, by.handler.fn);
}

/** Whether what is kept by a key of the request is a number of times: limits of rates have stores, and rules, of their own. */
function isCount(context: RuleContext, file: SourceFile, { value, owner }: StateAccess, running: readonly Reached[]): boolean {
  if (!value || plainKinds(context, file, value, running, 0)?.includes('request')) return false;
  return isCounting(file, value) || file.nodesIn(owner, 'UpdateExpression').some(({ argument }) => argument.type === 'MemberExpression') || file.nodesIn(owner, 'AssignmentExpression').some(({ operator, left }) => operator === '+=' && left.type === 'MemberExpression');
}

function isCounting(file: SourceFile, value: Node): boolean {
  return file.nodesIn(value, 'BinaryExpression').length > 0 || file.nodesIn(value, 'UpdateExpression').length > 0;
}

/** `todos = todos.filter(…)`, `todos = []`: nothing is loaded. */
function ofAssigned({ value }: StateAccess, accesses: readonly StateAccess[]): readonly SourceKind[] | null {
  const inner = value && unwrap(value);
  if (!inner) return null;
  if (inner.type === 'ArrayExpression' && inner.elements.length === 0) return [];
  if (inner.type !== 'CallExpression' || inner.callee.type !== 'MemberExpression' || !['filter', 'slice', 'toSorted', 'toSpliced'].includes(keyName(inner.callee) ?? '')) return null;
  return accesses.some(({ node }) => contains(inner, node)) ? [] : null;
}

/** What the key and the value of a write come from; null where part of that is not known, or lives. */
function kindsOf(context: RuleContext, file: SourceFile, { key, value, node: write }: StateAccess, running: readonly Reached[]): readonly SourceKind[] | null {
  // The key of `carts.first = cart` is the place itself.
  const isPlace = write.type === 'AssignmentExpression' && write.left === key;
  const found = [isPlace ? null : key, value].map((node) => (node ? plainKinds(context, file, node, running, 0) : []));
  return found.some((kinds) => kinds === null) ? null : found.flatMap((kinds) => kinds ?? []);
}

function plainKinds(context: RuleContext, file: SourceFile, node: Node, running: readonly Reached[], depth: number): readonly SourceKind[] | null {
  const inner = unwrap(node);
  if (isFunction(inner) || depth > 3) return null;
  if (inner.type === 'UpdateExpression' || inner.type === 'BinaryExpression') return ['safe-type'];
  const parts = inner.type === 'ObjectExpression' ? inner.properties.map((one) => (one.type === 'SpreadElement' ? one.argument : one.value)) : inner.type === 'ArrayExpression' ? inner.elements.filter((one) => one !== null) : null;
  if (parts) return all(parts.map((part) => plainKinds(context, file, part, running, depth + 1)));
  const declared = inner.type === 'Identifier' ? (file.variableOf(inner)?.defs[0]?.node as Node | undefined) : undefined;
  if (declared?.type === 'VariableDeclarator' && declared.id.type === 'Identifier' && declared.init && unwrap(declared.init).type === 'ObjectExpression') return plainKinds(context, file, declared.init, running, depth + 1);
  const { sources, complete } = flowOf(file, projectOf(context), settingsOf(context)).trace(inner, file);
  if (!complete) return null;
  return all(sources.map(({ kind, parameter }) => (PLAIN.has(kind) ? [kind] : kind === 'parameter' && parameter ? ofParameter(context, parameter, running, depth) : null)));
}

function all(found: readonly (readonly SourceKind[] | null)[]): readonly SourceKind[] | null {
  return found.some((kinds) => kinds === null) ? null : found.flatMap((kinds) => kinds ?? []);
}

/** What handlers hand to a parameter. */
function ofParameter(context: RuleContext, { fn, index }: { readonly fn: FunctionNode; readonly index: number }, running: readonly Reached[], depth: number): readonly SourceKind[] | null {
  const project = projectOf(context);
  const file = sourceFileOf(context);
  if (!running.some((one) => one.fn === fn)) return null;
  const handed = file.nodes('CallExpression').flatMap((call) => {
    const origin = call.arguments.length > index ? project.follow(originOf(file, call.callee)) : null;
    return origin?.kind === 'function' && origin.node === fn ? [call.arguments[index] as Node] : [];
  });
  return handed.length === 0 ? null : all(handed.map((argument) => plainKinds(context, file, argument, running, depth + 1)));
}

/** Whether a function writes to a database, itself or by a call: what it keeps in memory is a copy. */
function writesStore(context: RuleContext, file: SourceFile, fn: FunctionNode): boolean {
  const [project, settings] = [projectOf(context), settingsOf(context)];
  const own = sqlModelOf(file, project, settings).operations.filter(({ node }) => contains(fn, node));
  return own.some(({ action }) => action !== 'read') || file.nodesIn(fn, 'CallExpression').some((call) => effectsOfCall(file, call, project, settings).operations.some(({ action }) => action !== 'read'));
}
