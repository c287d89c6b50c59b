import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { callChain, contains, enclosingFunction, memberChain, unwrapAwait } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import { settingsOf } from '../../core/settings.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { httpModel } from '../http/model.ts';
import type { HttpModel, RouteHandler } from '../http/types.ts';
import { hasServices } from './survey.ts';

/** How much a handler decides and does by itself. */
export interface Thickness {
  readonly handler: RouteHandler;
  readonly statements: number;
  readonly branches: number;
}

const STATEMENTS = ['VariableDeclaration', 'ExpressionStatement', 'IfStatement', 'SwitchStatement', 'ForStatement', 'ForOfStatement', 'ForInStatement', 'WhileStatement', 'DoWhileStatement'] as const;
const BRANCHES = ['IfStatement', 'ConditionalExpression', 'SwitchCase', 'ForStatement', 'ForOfStatement', 'ForInStatement', 'WhileStatement', 'DoWhileStatement'] as const;
const ANSWERING: ReadonlySet<string> = new Set(['route', 'procedure', 'action', 'resolver', 'serverless']);

/**
 * The handlers of the linted file, where its package has services. Reading and checking the request, early ends, answers and the
 * handling of errors are a handler's own work and not counted.
 */
export const thicknessesOf = perFile((context): readonly Thickness[] => {
  const http = httpModel(context);
  if (http.handlers.length === 0) return [];
  const file = sourceFileOf(context);
  const handlers = http.handlers.filter((handler) => handler.file === file && ANSWERING.has(handler.kind) && handler.fn.body?.type === 'BlockStatement' && isOfRoute(http, handler));
  return handlers.length > 0 && hasServices(file, projectOf(context), settingsOf(context)) ? handlers.map((handler) => ({ handler, ...measure(file, http, handler) })) : [];
});

/** Parameters alone tell no handler of a route: an option of a logger is given request and response too. */
function isOfRoute(http: HttpModel, handler: RouteHandler): boolean {
  return handler.kind !== 'route' || handler.route !== null || http.writes.some((write) => write.handler.fn === handler.fn);
}

function measure(file: SourceFile, http: HttpModel, handler: RouteHandler): Pick<Thickness, 'statements' | 'branches'> {
  const { fn } = handler;
  const answers = http.writes.filter((write) => write.handler.fn === fn).map(({ node }) => node);
  const own: Node[] = [
    ...file.nodesIn(fn, 'IfStatement').filter((node) => !node.alternate && endsWithin(node.consequent, answers)),
    ...file.nodesIn(fn, 'CatchClause'),
    ...file.nodesIn(fn, 'TryStatement').flatMap(({ finalizer }) => finalizer ?? []),
  ];
  const isOwn = (node: Node): boolean => own.some((one) => contains(one, node));
  const isOfRequest = (node: Node): boolean =>
    (node.type === 'ExpressionStatement' || node.type === 'VariableDeclaration') && (answers.some((answer) => contains(node, answer)) || http.reads.some((read) => contains(node, read.node)) || isAboutResponse(file, handler, node));
  const statements = STATEMENTS.flatMap((type) => file.nodesIn<typeof type>(fn, type)).filter((node) => !isOwn(node) && !isOfRequest(node) && !isOfLoop(file, node));
  const shaped = [...answers, ...file.nodesIn(fn, 'ReturnStatement').filter((node) => enclosingFunction(file, node) === fn)];
  // A condition inside of an answer shapes it, and one on what was asked for reads it.
  const isPlain = (node: TSESTree.ConditionalExpression): boolean => shaped.some((answer) => contains(answer, node)) || file.nodesIn(node.test, 'Identifier').some((name) => http.readOf(name) !== null) || http.reads.some((read) => contains(node.test, read.node));
  const branches = BRANCHES.flatMap((type) => file.nodesIn<typeof type>(fn, type)).filter((node) => !isOwn(node) && !(node.type === 'ConditionalExpression' && isPlain(node)));
  return { statements: statements.length, branches: branches.length };
}

/** The name that a loop declares in its head. */
function isOfLoop(file: SourceFile, node: Node): boolean {
  return node.type === 'VariableDeclaration' && /^For/u.test(file.parent(node)?.type ?? '');
}

/** `res.clearCookie('id')`, `c.header('ETag', tag)`: what else is done to the answer. */
function isAboutResponse(file: SourceFile, { response, context }: RouteHandler, node: Node): boolean {
  const call = node.type === 'ExpressionStatement' ? unwrapAwait(node.expression) : null;
  const root = call?.type === 'CallExpression' ? memberChain(callChain(call)?.first.callee ?? call.callee).root : null;
  const variable = root?.type === 'Identifier' ? file.variableOf(root) : null;
  return variable !== null && (variable === response || variable === context);
}

/** Whether a branch only ends the handler: it returns or throws, with an answer or little else before that. */
function endsWithin(branch: Node, answers: readonly Node[]): boolean {
  if (branch.type !== 'BlockStatement') return branch.type === 'ReturnStatement' || branch.type === 'ThrowStatement';
  const last = branch.body.at(-1);
  return (last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement') && (branch.body.length <= 3 || answers.some((answer) => contains(branch, answer)));
}
