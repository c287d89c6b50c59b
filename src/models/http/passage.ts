import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, returnedExpressions, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { parametersOf } from './evidence.ts';
import { definition, functionsIn } from './functions.ts';
import { makers } from './lookup.ts';
import type { HttpFramework } from './types.ts';

const MAX_DEPTH = 6;

/**
 * Whether no request gets past a middleware or handler, whatever was asked: it cannot call `next`, or calls it with an
 * error only. False where that is not certain.
 */
export function endsEvery(file: SourceFile, node: Node, project: Project, framework: HttpFramework): boolean {
  const inner = unwrap(node);
  if (!isSeenThrough(file, inner, project, framework)) return false;
  const found = functionsIn(file, inner, project);
  return found.length > 0 && found.every((one) => neverPasses(one.file, one.fn, framework));
}

/** Whether a function is an error handler of Express: it takes the error before the request. */
export function takesError(fn: FunctionNode): boolean {
  return parametersOf(fn).length === 4;
}

/** Whether no call stands between what is handed over and its functions that may keep requests from them, by whatever name its result goes. */
function isSeenThrough(file: SourceFile, node: Node, project: Project, framework: HttpFramework, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const inner = unwrap(node);
  if (inner.type === 'CallExpression') return isSeeThrough(file, inner, project, framework) && inner.arguments.every((handed) => functionsIn(file, handed, project).length === 0 || isSeenThrough(file, handed, project, framework, depth + 1));
  if (inner.type !== 'Identifier' && inner.type !== 'MemberExpression') return true;
  const written = definition(originOf(file, inner), project);
  return written.kind !== 'call' || written.node.type !== 'CallExpression' || isSeenThrough(written.file, written.node, project, framework, depth + 1);
}

/** Whether what a call gives does no more than what is handed to it: a wrapper of the framework's, or one of the project's own that never skips it. */
function isSeeThrough(file: SourceFile, call: TSESTree.CallExpression, project: Project, framework: HttpFramework): boolean {
  const callee = unwrap(call.callee);
  if (callee.type === 'MemberExpression' && keyName(callee) === 'bind') return true;
  const origin = project.follow(originOf(file, callee));
  if (origin.kind !== 'function') {
    const symbol = project.symbol(origin);
    return symbol !== null && makers.get(symbol) !== null;
  }
  return returnedExpressions(origin.file, origin.node).every((returned) => {
    const made = unwrap(returned);
    return !isFunction(made) || !callsOn(origin.file, made, framework);
  });
}

function neverPasses(file: SourceFile, fn: FunctionNode, framework: HttpFramework): boolean {
  const parameters = parametersOf(fn);
  const place = nextPlace(framework);
  if (takesError(fn) || fn.generator || parameters.length < place || parameters.some((p) => p.type === 'RestElement')) return false;
  const next = parameters[place];
  if (!next) return place < 2 || isUsed(file, parameters[1]);
  if (next.type !== 'Identifier') return false;
  return (file.variableOf(next)?.references ?? []).every((reference) => {
    const call = file.parent(reference.identifier);
    const [error, ...more] = call?.type === 'CallExpression' && call.callee === reference.identifier ? call.arguments : [];
    return error !== undefined && more.length === 0 && place === 2 && isError(file, error);
  });
}

/** Place of `next` among the parameters of a framework's middleware. */
function nextPlace(framework: HttpFramework): number {
  return (framework.parameters?.middleware ?? []).indexOf('next') === 1 ? 1 : 2;
}

function isUsed(file: SourceFile, parameter: Node | undefined): boolean {
  if (parameter?.type !== 'Identifier') return parameter !== undefined;
  return (file.variableOf(parameter)?.references.length ?? 0) > 0;
}

/** What is certainly an error, so that `next(it)` goes to the error handlers. */
function isError(file: SourceFile, node: Node): boolean {
  const inner = unwrap(node);
  if (inner.type === 'NewExpression' || inner.type === 'CallExpression' || inner.type === 'ObjectExpression') return true;
  const { kind } = originOf(file, inner);
  return inner.type === 'Identifier' && (kind === 'caught' || kind === 'instance');
}

/** Whether a function hands the request on by itself: `next()`. */
function callsOn(file: SourceFile, fn: FunctionNode, framework: HttpFramework): boolean {
  const next = parametersOf(fn)[nextPlace(framework)];
  if (next?.type !== 'Identifier') return next !== undefined;
  return (file.variableOf(next)?.references ?? []).some((reference) => {
    const call = file.parent(reference.identifier);
    return call?.type === 'CallExpression' && call.callee === reference.identifier && call.arguments.length === 0;
  });
}
