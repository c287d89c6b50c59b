import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, isFunction, keyName, unwrap, unwrapAwait, wrapped } from '../../ast/syntax.ts';
import { ITERATORS, LIST_METHODS } from './iterators.ts';
import type { Loop, LoopKind } from './types.ts';

const MAX_NAMES = 4;
const STATEMENTS: Readonly<Record<string, LoopKind>> = { ForStatement: 'for', ForOfStatement: 'for-of', ForInStatement: 'for-in', WhileStatement: 'while', DoWhileStatement: 'do-while' };

/**
 * The loops that run a node once for each turn, the innermost first. A function on the way counts as run in its place where `runs`
 * says so of the call that is given it; any other function ends the way.
 */
export function loopsAround(file: SourceFile, node: Node, runs: (call: TSESTree.CallExpression | TSESTree.NewExpression) => boolean): readonly Loop[] {
  const found: Loop[] = [];
  for (let inner = node, outer = file.parent(node); outer; inner = outer, outer = file.parent(outer)) {
    const statement = statementAround(file, outer, inner);
    if (statement) found.push(statement);
    if (!isFunction(outer)) continue;
    if (outer.body !== inner || outer.generator) break;
    const call = callGiven(file, outer);
    if (!call) break;
    const loop = call.type === 'CallExpression' ? callbackLoop(file, call, outer) : null;
    if (loop) found.push(loop);
    else if (!runs(call)) break;
  }
  return found;
}

/** The call that an inline function is handed to, or that calls it at once. */
function callGiven(file: SourceFile, fn: FunctionNode): TSESTree.CallExpression | TSESTree.NewExpression | null {
  const outer = wrapped(file, fn);
  const parent = file.parent(outer);
  if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return null;
  return parent.callee === outer || parent.arguments.some((argument) => argument === outer) ? parent : null;
}

function statementAround(file: SourceFile, outer: Node, inner: Node): Loop | null {
  const kind = STATEMENTS[outer.type];
  if (kind === undefined) return null;
  switch (outer.type) {
    case 'ForOfStatement':
    case 'ForInStatement':
      if (inner !== outer.body) return null;
      return { kind: outer.type === 'ForOfStatement' && outer.await ? 'for-await' : kind, file, node: outer, body: outer.body, iterated: outer.right, element: outer.left.type === 'VariableDeclaration' ? (outer.left.declarations[0]?.id ?? null) : outer.left };
    case 'ForStatement':
      return inner === outer.init ? null : { kind, file, node: outer, body: outer.body, iterated: walkedList(file, outer), element: null };
    case 'WhileStatement':
    case 'DoWhileStatement':
      return { kind, file, node: outer, body: outer.body, iterated: null, element: null };
    default:
      return null;
  }
}

/** The loop a call is for the function it is given: `list.map(fn)`, `pMap(list, fn)`. Null for any other call. */
export function callbackLoop(file: SourceFile, call: TSESTree.CallExpression, fn: Node): Loop | null {
  const callee = unwrap(call.callee);
  const [first] = call.arguments;
  const given = wrapped(file, fn);
  const element = isFunction(fn) ? fn.params : [];
  if (callee.type === 'MemberExpression' && first === given && LIST_METHODS.has(keyName(callee) ?? '')) {
    const isFold = keyName(callee)?.startsWith('reduce') ?? false;
    if (!isFold || call.arguments.length > 1) return { kind: 'callback', file, node: call, body: fn, iterated: callee.object, element: element[isFold ? 1 : 0] ?? null };
  }
  if (call.arguments.length < 2 || call.arguments.indexOf(given as TSESTree.CallExpressionArgument) < 1) return null;
  const symbol = symbolOf(originOf(file, callee));
  const iterator = symbol === null ? undefined : ITERATORS.get(symbol);
  const list = iterator && call.arguments[iterator.list];
  return iterator && list && call.arguments[iterator.callback] === given ? { kind: 'callback', file, node: call, body: fn, iterated: list, element: element[0] ?? null } : null;
}

/** The expression that gave the list a loop walks, behind names and members: the query of `(await query).rows`. */
export function listBehind({ file, iterated }: Loop): Node | null {
  let list = iterated && unwrapAwait(iterated);
  for (let steps = 0; list && steps < MAX_NAMES; steps++) {
    if (list.type === 'MemberExpression') list = unwrapAwait(list.object);
    else if (list.type === 'Identifier') {
      const definition = file.variableOf(list)?.defs[0]?.node as Node | undefined;
      list = definition?.type === 'VariableDeclarator' && definition.init ? unwrapAwait(definition.init) : null;
    } else break;
  }
  return list;
}

/** The loops of a function that walk a list, callbacks of list methods among them, each once. */
export function loopsIn(file: SourceFile, fn: FunctionNode): readonly Loop[] {
  const statements = file.nodesIn(fn, 'ForOfStatement').flatMap((node) => statementAround(file, node, node.body) ?? []);
  const callbacks = file.nodesIn(fn, 'CallExpression').flatMap((call) => call.arguments.flatMap((argument) => (isFunction(unwrap(argument)) ? (callbackLoop(file, call, unwrap(argument)) ?? []) : [])));
  return [...statements, ...callbacks];
}

/** The list that a counting `for` walks one by one: `i < list.length`, `i < n` with `const n = list.length`, `i++`. */
function walkedList(file: SourceFile, { test, update }: TSESTree.ForStatement): Node | null {
  const counter = update && stepped(update);
  if (!counter || test?.type !== 'BinaryExpression') return null;
  const [left, right] = [unwrap(test.left), unwrap(test.right)];
  const bound = isName(left, counter) ? right : isName(right, counter) ? left : null;
  if (!bound) return null;
  return lengthOf(bound) ?? (bound.type === 'Identifier' ? lengthOf(initialOf(file, bound)) : null);
}

/** The variable that an update moves by one. */
function stepped(update: TSESTree.Expression): string | null {
  if (update.type === 'UpdateExpression') return update.argument.type === 'Identifier' ? update.argument.name : null;
  if (update.type !== 'AssignmentExpression' || (update.operator !== '+=' && update.operator !== '-=') || update.left.type !== 'Identifier') return null;
  return update.right.type === 'Literal' && update.right.value === 1 ? update.left.name : null;
}

function isName(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

function lengthOf(node: Node | null): Node | null {
  return node?.type === 'MemberExpression' && keyName(node) === 'length' ? node.object : null;
}

function initialOf(file: SourceFile, name: TSESTree.Identifier): Node | null {
  const definition = file.variableOf(name)?.defs[0]?.node as Node | undefined;
  return definition?.type === 'VariableDeclarator' && definition.init ? unwrap(definition.init) : null;
}

/** Whether a loop turns once at most behind a node: an unconditional `return`, `break` or `throw` follows, or the node stands in one. */
export function leavesBehind(file: SourceFile, loop: Loop, node: Node): boolean {
  for (let at: Node | null = node; at && at !== loop.body; at = file.parent(at)) {
    if (isFunction(at)) return false;
    if (isLeaving(at) && loop.kind !== 'callback') return true;
    const block = file.parent(at);
    if (block?.type !== 'BlockStatement' || loop.kind === 'callback' || !contains(loop.body, block)) continue;
    if (block.body.slice(block.body.indexOf(at as TSESTree.Statement)).some(isLeaving)) return true;
  }
  return false;
}

function isLeaving(node: Node): boolean {
  return node.type === 'ReturnStatement' || node.type === 'BreakStatement' || node.type === 'ThrowStatement';
}
