import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { isFunction, keyName, memberChain, patternPath, unwrap } from '../../ast/syntax.ts';
import { isReassigned } from '../../ast/origin.ts';
import { words } from '../../core/gates.ts';
import type { HttpModel } from '../http/types.ts';
import type { CaughtError, ErrorPart, ErrorSource } from './types.ts';

/** Passed by a file that catches errors. */
export const CATCHES = words('catch');
const MAX_NAMES = 4;

/** The caught error that an expression is, or lies below, through names that are given it once; null for anything else. */
export function errorPartOf(file: SourceFile, http: Pick<HttpModel, 'handlers'>, node: Node, depth = 0): ErrorPart | null {
  const { root, path } = memberChain(node);
  if (root.type !== 'Identifier' || !path.every((name) => name !== null) || depth > MAX_NAMES) return null;
  const variable = file.variableOf(root);
  const definition = variable?.defs[0];
  if (!variable || !definition) return null;
  const own = caughtAs(file, http, variable);
  if (own) return { error: own.error, path: [...own.path, ...path] };
  const declarator = definition.node as Node;
  if (declarator.type !== 'VariableDeclarator' || !declarator.init || isReassigned(variable)) return null;
  const taken = patternPath(declarator.id, definition.name as Node);
  const inner = taken && errorPartOf(file, http, declarator.init, depth + 1);
  return inner && taken ? { error: inner.error, path: [...inner.path, ...taken.path, ...path] } : null;
}

/** The caught error whose name, or a name taken out of it, a variable is. */
function caughtAs(file: SourceFile, http: Pick<HttpModel, 'handlers'>, variable: Variable): ErrorPart | null {
  const [definition] = variable.defs;
  const scope = definition?.node as Node | undefined;
  const name = definition?.name as Node | undefined;
  if (!scope || !name) return null;
  if (scope.type === 'CatchClause') return scope.param ? part(file, variable, scope, scope.param, name, 'catch') : null;
  if (!isFunction(scope)) return null;
  const [first] = scope.params;
  const source = first && sourceOf(file, http, scope);
  return first && source ? part(file, variable, scope, first, name, source) : null;
}

function part(file: SourceFile, variable: Variable, scope: Node, pattern: Node, name: Node, source: ErrorSource): ErrorPart | null {
  const taken = patternPath(pattern, name);
  return taken && { error: { source, file, variable, scope }, path: taken.path };
}

/** How a function came by the error in its first parameter; null where that is none. */
function sourceOf(file: SourceFile, http: Pick<HttpModel, 'handlers'>, fn: FunctionNode): ErrorSource | null {
  if (http.handlers.some((handler) => handler.kind === 'error' && handler.fn === fn)) return 'handler';
  const call = file.parent(fn);
  if (call?.type !== 'CallExpression' || call.callee === fn) return null;
  const callee = unwrap(call.callee);
  const method = callee.type === 'MemberExpression' ? keyName(callee) : null;
  if (method === 'catch' && call.arguments[0] === fn) return 'rejection';
  if (method === 'then' && call.arguments[1] === fn) return 'rejection';
  return call.arguments.at(-1) === fn && fn.params.length > 1 && isTestedFirst(file, fn) ? 'callback' : null;
}

/** `(error, rows) => { if (error) return …; }`: what a callback of Node begins with. */
function isTestedFirst(file: SourceFile, fn: FunctionNode): boolean {
  const [first] = fn.params;
  const [statement] = fn.body?.type === 'BlockStatement' ? fn.body.body : [];
  if (first?.type !== 'Identifier' || statement?.type !== 'IfStatement') return false;
  const test = unwrap(statement.test);
  const tested = test.type === 'BinaryExpression' && (test.operator === '!==' || test.operator === '!=') ? unwrap(test.left) : test;
  return tested.type === 'Identifier' && file.variableOf(tested) === file.variableOf(first);
}

/** The parameter of a function as an error that was handed to it. */
export function handedError(file: SourceFile, fn: FunctionNode, index: number): CaughtError | null {
  const parameter = fn.params[index];
  const name = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
  const variable = name?.type === 'Identifier' ? file.variableOf(name) : null;
  return variable && { source: 'helper', file, variable, scope: fn };
}

/** The names that stand for an error or a part of it: its own, and those declared from it. */
export function isNamedIn(file: SourceFile, { variable }: CaughtError, outer: Node): boolean {
  return variable.references.some(({ identifier }) => {
    const use = identifier as Node;
    return outer.range[0] <= use.range[0] && use.range[1] <= outer.range[1];
  }) || namesFrom(file, variable).some((other) => other.references.some(({ identifier }) => outer.range[0] <= identifier.range[0] && identifier.range[1] <= outer.range[1]));
}

/** `const code = error.code`, `const { name, message } = error`. */
function namesFrom(file: SourceFile, variable: Variable): readonly Variable[] {
  return variable.references.flatMap(({ identifier }) => {
    let at: Node = identifier as TSESTree.Identifier;
    for (let parent = file.parent(at); parent && (parent.type === 'MemberExpression' || unwrap(parent) !== parent); parent = file.parent(at)) at = parent;
    const declarator = file.parent(at);
    if (declarator?.type !== 'VariableDeclarator' || declarator.init !== at) return [];
    const names = declarator.id.type === 'ObjectPattern' ? declarator.id.properties.flatMap((p) => (p.type === 'Property' ? [p.value] : [])) : [declarator.id];
    return names.flatMap((name) => (name.type === 'Identifier' ? (file.variableOf(name) ?? []) : []));
  });
}
