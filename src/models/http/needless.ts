import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, keyName, unwrap, wrapped } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import { sourceFileOf } from '../../project/project.ts';
import { parametersOf, rolesOf } from './evidence.ts';
import { frameworkNamed } from './lookup.ts';
import { httpModel } from './model.ts';
import type { RouteHandler } from './types.ts';

/** A middleware that has nothing to do with the request it stands in front of. */
export interface NeedlessMiddleware {
  readonly node: FunctionNode;
  /** It does nothing at all, or something that the handler of its only route could call. */
  readonly does: 'nothing' | 'call';
}

const DECISIONS = ['IfStatement', 'ConditionalExpression', 'LogicalExpression', 'SwitchStatement', 'ThrowStatement', 'TryStatement', 'ThisExpression'] as const;

/** The middlewares written in the linted file that read neither the request nor the response and only hand on. */
export const needlessMiddlewaresOf = perFile((context): readonly NeedlessMiddleware[] => {
  const middlewares = httpModel(context).handlers.filter(({ kind }) => kind === 'middleware');
  if (middlewares.length === 0) return [];
  const file = sourceFileOf(context);
  return middlewares.flatMap((handler): NeedlessMiddleware[] => {
    if (handler.file !== file) return [];
    const next = unusedBut(file, handler);
    const calls = next && handingOn(file, handler.fn, next);
    const places = calls && registrationsOf(file, handler.fn);
    if (!calls || !places || places.length === 0) return [];
    if (calls.every((call) => isAll(file, handler.fn, call))) return [{ node: handler.fn, does: 'nothing' }];
    const [only, ...more] = places;
    const decides = DECISIONS.some((type) => file.nodesIn(handler.fn, type).length > 0);
    return more.length === 0 && only !== 'use' && !decides ? [{ node: handler.fn, does: 'call' }] : [];
  });
});

/** The parameter that hands on, of a function that uses no other one. */
function unusedBut(file: SourceFile, { fn, framework }: RouteHandler): TSESTree.Identifier | null {
  const at = rolesOf(frameworkNamed(framework), 'middleware').indexOf('next');
  const parameters = parametersOf(fn);
  const next = parameters[at];
  if (next?.type !== 'Identifier' || parameters.length !== at + 1) return null;
  const unused = parameters.every((p) => p === next || (p.type === 'Identifier' && file.variableOf(p)?.references.length === 0));
  return unused && !/\barguments\b/u.test(file.textOf(fn)) ? next : null;
}

/** The calls of `next`, where it is only called, without an error, and nothing comes after it. */
function handingOn(file: SourceFile, fn: FunctionNode, next: TSESTree.Identifier): readonly Node[] | null {
  const uses = file.variableOf(next)?.references ?? [];
  const calls = uses.map((reference) => file.parent(reference.identifier)).map((call, i) => (call?.type === 'CallExpression' && call.callee === uses[i]?.identifier && call.arguments.length === 0 ? call : null));
  const [call] = calls;
  return calls.length === 1 && call && isLast(file, fn, call) ? [call] : null;
}

/** The statement or body of a function that a call makes: `next();`, `return next();`, `await next();`, `() => next()`. */
function statementOf(file: SourceFile, call: Node): Node {
  let at = call;
  for (let outer = file.parent(at); outer?.type === 'AwaitExpression' || outer?.type === 'ReturnStatement' || outer?.type === 'ExpressionStatement' || (outer?.type === 'UnaryExpression' && outer.operator === 'void'); outer = file.parent(at)) at = outer;
  return at;
}

function isLast(file: SourceFile, fn: FunctionNode, call: Node): boolean {
  const statement = statementOf(file, call);
  return fn.body === statement || (fn.body?.type === 'BlockStatement' && fn.body.body.at(-1) === statement);
}

function isAll(file: SourceFile, fn: FunctionNode, call: Node): boolean {
  const statement = statementOf(file, call);
  return fn.body === statement || (fn.body?.type === 'BlockStatement' && fn.body.body.length === 1 && contains(fn.body, statement));
}

/** Methods by which a function is registered, as it stands or by its name; null where it is used otherwise, as what stands in for another one. */
function registrationsOf(file: SourceFile, fn: FunctionNode): readonly string[] | null {
  const outer = wrapped(file, fn);
  const declaration = file.parent(outer);
  const name = fn.type === 'FunctionDeclaration' ? fn.id : declaration?.type === 'VariableDeclarator' && declaration.id.type === 'Identifier' ? declaration.id : null;
  if (!name) return all([registeredBy(file, outer)]);
  const variable = file.variableOf(name);
  const holder = declaration?.type === 'VariableDeclarator' ? file.parent(declaration) : fn;
  if (!variable || !holder || file.parent(holder)?.type === 'ExportNamedDeclaration' || file.parent(holder)?.type === 'ExportDefaultDeclaration') return null;
  return all(variable.references.filter((reference) => !reference.init).map((reference) => registeredBy(file, reference.identifier as Node)));
}

function all(names: readonly (string | null)[]): readonly string[] | null {
  return names.every((name) => name !== null) ? names : null;
}

function registeredBy(file: SourceFile, node: Node): string | null {
  const outer = wrapped(file, node);
  const parent = file.parent(outer);
  const call = parent?.type === 'ArrayExpression' ? file.parent(parent) : parent;
  if (call?.type !== 'CallExpression' || call.callee === outer) return null;
  const callee = unwrap(call.callee);
  return callee.type === 'MemberExpression' ? keyName(callee) : null;
}
