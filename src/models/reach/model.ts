import type { TSESTree } from '@typescript-eslint/utils';
import { memo, perProject } from '../../core/memo.ts';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, displayName, enclosingFunction, isFunction, keyName, unwrap, wrapped } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { runsOnce } from './once.ts';
import { functionsOf } from './targets.ts';
import type { Reached, Start } from './types.ts';

/** Calls a way from a handler may follow, and functions the handlers of a file may reach. */
const MAX_HOPS = 5;
const MAX_FUNCTIONS = 200;
/** Methods of arrays and promises that call the function they are given. */
const CALLS_ITS_ARGUMENT: ReadonlySet<string> = new Set(['map', 'forEach', 'filter', 'flatMap', 'find', 'findIndex', 'some', 'every', 'reduce', 'sort', 'then', 'catch', 'finally']);

type Call = TSESTree.CallExpression | TSESTree.NewExpression;
interface Walk {
  readonly from: readonly Start[];
  readonly found: readonly Reached[];
}
/** Whether a way goes on through a call in a function that was reached. */
type Follows = (from: Reached, call: Call) => boolean;
interface Edge {
  readonly call: Call;
  readonly fn: FunctionNode;
  readonly file: SourceFile;
}

/**
 * The functions that run while some handlers do, those first, the nearest next, each once: through functions and methods of
 * their file, of other files by the index, callbacks included. What is loaded once and kept is left out. A bound that is
 * hit, or a call that cannot be followed, leaves functions out, never in. With `follows`, ways go through the calls that pass it.
 */
export function reachedFrom(handlers: readonly Start[], project: Project, follows?: Follows): readonly Reached[] {
  const [first] = handlers;
  if (!first) return [];
  if (follows) return walk(handlers, project, follows);
  const before = walked(first, project);
  const same = before.find(({ from }) => from.length === handlers.length && from.every((handler, i) => handler === handlers[i]));
  if (same) return same.found;
  const found = walk(handlers, project, () => true);
  before.push({ from: [...handlers], found });
  return found;
}

/** Many rules ask what the same handlers reach. By the first of them. */
const walked = perProject<Start, Project, [], Walk[]>(() => []);

function walk(handlers: readonly Start[], project: Project, follows: Follows): readonly Reached[] {
  const found = handlers.map((handler): Reached => ({ handler, fn: handler.fn, file: handler.file, path: [nameOf(handler.file, handler.fn)], exit: null }));
  const seen = new Set(handlers.map(({ fn }) => fn));
  const bound = handlers.length + MAX_FUNCTIONS;
  for (const at of found) {
    if (at.path.length > MAX_HOPS) break;
    for (const edge of edgesOf(at.file, at.fn, project)) {
      if (seen.has(edge.fn) || found.length >= bound || !follows(at, edge.call)) continue;
      seen.add(edge.fn);
      found.push({ handler: at.handler, fn: edge.fn, file: edge.file, path: [...at.path, nameOf(edge.file, edge.fn)], exit: at.exit ?? (edge.file === at.handler.file ? null : edge.call) });
    }
  }
  return found;
}

/** Whether a node of a function's text runs when the function does: not in a function it only makes. Not what it keeps. */
export function runsIn(file: SourceFile, fn: FunctionNode, node: Node): boolean {
  if (!contains(fn, node)) return false;
  for (let inner = enclosingFunction(file, node); inner !== fn; inner = enclosingFunction(file, inner)) {
    if (!inner || !isCalledInPlace(file, inner)) return false;
  }
  return !runsOnce(file, fn, node);
}

/**
 * Whether a function runs only while the module is loaded: it is neither exported nor handed on, and every call of it
 * stands at module level or in another such function.
 */
export function runsAtLoad(file: SourceFile, fn: FunctionNode): boolean {
  return atLoad(file, fn, 0);
}

function atLoad(file: SourceFile, fn: FunctionNode, depth: number): boolean {
  if (isInvokedAtOnce(file, fn)) {
    const around = enclosingFunction(file, fn);
    return around === null || (depth < MAX_HOPS && atLoad(file, around, depth + 1));
  }
  const declared = fn.type === 'FunctionDeclaration' ? fn.id : declaredName(file, fn);
  const variable = declared && file.variableOf(declared);
  if (!variable || isExported(file, fn)) return false;
  const uses = variable.references.filter((reference) => reference.isRead());
  return uses.length > 0 && uses.every((reference) => {
    const use = reference.identifier as Node;
    const call = file.parent(use);
    if (call?.type !== 'CallExpression' || call.callee !== use) return false;
    const around = enclosingFunction(file, call);
    return around === null || (around !== fn && depth < MAX_HOPS && atLoad(file, around, depth + 1));
  });
}

function declaredName(file: SourceFile, fn: FunctionNode): TSESTree.Identifier | null {
  const parent = file.parent(wrapped(file, fn));
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : null;
}

/** Whether a function is part of what its file exports by a declaration. */
export function isExported(file: SourceFile, fn: FunctionNode): boolean {
  for (let at: Node | null = fn; at; at = file.parent(at)) if (at.type === 'ExportNamedDeclaration' || at.type === 'ExportDefaultDeclaration') return true;
  return false;
}

/** `(async () => …)()`, `items.map(() => …)`: called now, and not kept for later as a handler is. */
function isInvokedAtOnce(file: SourceFile, fn: FunctionNode): boolean {
  const outer = wrapped(file, fn);
  const parent = file.parent(outer);
  if (parent?.type !== 'CallExpression') return false;
  const callee = unwrap(parent.callee);
  return parent.callee === outer || (callee.type === 'MemberExpression' && CALLS_ITS_ARGUMENT.has(keyName(callee) ?? ''));
}

/** Any function given to a call: `items.map(() => …)`, `(async () => …)()`, `new Promise((resolve) => …)`, `run({ query: () => … })`. */
function isCalledInPlace(file: SourceFile, fn: FunctionNode): boolean {
  let outer = wrapped(file, fn);
  const property = file.parent(outer);
  const object = property?.type === 'Property' && property.value === outer ? file.parent(property) : null;
  if (object) outer = wrapped(file, object);
  const parent = file.parent(outer);
  return (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && (parent.callee === outer || parent.arguments.some((argument) => argument === outer));
}

const edges: (project: Project) => WeakMap<FunctionNode, readonly Edge[]> = memo(() => new WeakMap());

function edgesOf(file: SourceFile, fn: FunctionNode, project: Project): readonly Edge[] {
  const known = edges(project);
  let found = known.get(fn);
  if (!found) {
    found = callsIn(file, fn).flatMap((call) => called(file, call, project));
    known.set(fn, found);
  }
  return found;
}

function callsIn(file: SourceFile, fn: FunctionNode): readonly Call[] {
  const inside = (node: Call): boolean => runsIn(file, fn, node);
  return [...file.nodesIn(fn, 'CallExpression').filter(inside), ...file.nodesIn(fn, 'NewExpression').filter(inside)];
}

function called(file: SourceFile, call: Call, project: Project): Edge[] {
  const expressions: Node[] = [call.callee];
  const callee = unwrap(call.callee);
  if (callee.type === 'MemberExpression' && CALLS_ITS_ARGUMENT.has(keyName(callee) ?? '')) expressions.push(...call.arguments.filter((argument) => ['Identifier', 'MemberExpression'].includes(unwrap(argument).type)));
  return expressions.flatMap((expression) => functionsOf(project.follow(originOf(file, expression)), call.type === 'NewExpression').map((target) => ({ call, ...target })));
}

/** What a function is called where it is made, through the wrappers around it: `getUser` in `const getUser = wrap(() => …)`. */
export function nameOf(file: SourceFile, fn: FunctionNode): string {
  const own = displayName(file, fn);
  if (own !== null) return own;
  let outer: Node = wrapped(file, fn);
  for (let parent = file.parent(outer); parent?.type === 'CallExpression' && parent.callee !== outer; parent = file.parent(outer)) outer = wrapped(file, parent);
  const parent = file.parent(outer);
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
  if (parent?.type === 'Property' || parent?.type === 'PropertyDefinition') return keyName(parent) ?? 'handler';
  const around = parent?.type === 'ReturnStatement' || (parent && isFunction(parent)) ? enclosingFunction(file, outer) : null;
  return (around && displayName(file, around)) ?? 'handler';
}
