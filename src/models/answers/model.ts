import type { Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, memberChain, unwrapAwait } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { statusOfException } from '../http/carried-status.ts';
import { httpModel } from '../http/model.ts';
import type { ResponseWrite, RouteHandler } from '../http/types.ts';
import { isBookkeeping } from '../safe-methods/bookkeeping.ts';
import { effectsOfCall } from '../sql/effects.ts';
import { sqlModel } from '../sql/model.ts';
import type { DataOperation } from '../sql/types.ts';
import { tellsFailure } from './bodies.ts';
import { isCollection } from './collections.ts';
import { absentIn, conditionOf, definitionOf } from './conditions.ts';

/** The status an answer has, its framework's default included; null where it is not known. */
export function statusOf({ status, said, handler }: ResponseWrite): number | null {
  if (said === 'here') return status;
  // Nest gives its default by the method.
  return said === 'default' && handler.framework !== 'nest' ? 200 : null;
}

function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** Addresses whose caller repeats what it sent until it is told 2xx. */
const REPEATED = /webhook|callback|\/hooks?(?:\/|$)|\bcron\b/i;

/** Answers that say a request failed, with a status that says it did not. */
export const successesOnError = perFile((context): readonly ResponseWrite[] => {
  const { writes } = httpModel(context);
  if (writes.length === 0) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  return writes.filter((write) => {
    if (write.form?.page || !write.body || !isSuccess(statusOf(write)) || !tellsFailure(file, write.body, project)) return false;
    return !REPEATED.test(write.handler.route?.fullPath ?? write.handler.route?.path ?? '') && !/webhook/i.test(file.path);
  });
});

/** An answer 404 to a list that is empty. */
export interface MissingList {
  readonly node: Node;
  readonly list: string;
}

/** 404 answers, or exceptions, that the emptiness of a list decides, where the list itself is what the handler answers with. */
export const missingLists = perFile((context): readonly MissingList[] => {
  const { text } = context.sourceCode;
  const http = httpModel(context);
  if (http.handlers.length === 0 || (!text.includes('length') && !text.includes('rowCount'))) return [];
  const file = sourceFileOf(context);
  const notFound = [...http.writes.filter((write) => write.status === 404).map(({ statusNode, node, handler }) => ({ node: statusNode ?? node, at: node, handler })), ...thrown(context, 404)];
  return notFound.flatMap(({ node, at, handler }) => {
    const condition = conditionOf(file, handler.fn, at);
    const empty = condition?.kind === 'if' ? absentIn(condition.test) : null;
    const list = empty?.find(({ isEmpty }) => isEmpty)?.node;
    if (!list || !isCollection(handler) || !answersWith(file, http.writes, handler, list)) return [];
    return [{ node, list: file.textOf(list) }];
  });
});

/** The exceptions with a status that the handlers of a file throw themselves. */
function thrown(context: RuleContext, status: number): readonly { readonly node: Node; readonly at: Node; readonly handler: RouteHandler }[] {
  const [file, project, http] = [sourceFileOf(context), projectOf(context), httpModel(context)];
  return file.nodes('ThrowStatement').flatMap((statement) => {
    const handler = http.handlerAround(statement);
    const fn = handler && enclosingFunction(file, statement);
    return handler && fn === handler.fn && statusOfException(file, statement.argument, project) === status ? [{ node: statement.argument, at: statement, handler }] : [];
  });
}

/** Whether a handler answers with a list as it is: as the body, a field of it, or what it returns. */
function answersWith(file: SourceFile, writes: readonly ResponseWrite[], handler: RouteHandler, list: Node): boolean {
  const name = memberChain(list);
  const variable = name.root.type === 'Identifier' ? file.variableOf(name.root) : null;
  if (!variable) return false;
  const isList = (node: Node): boolean => {
    const chain = memberChain(node);
    return chain.root.type === 'Identifier' && file.variableOf(chain.root) === variable && chain.path.join('.') === name.path.join('.');
  };
  const holds = (node: Node): boolean => {
    const inner = unwrapAwait(node);
    if (inner.type === 'ObjectExpression') return inner.properties.some((p) => p.type === 'Property' && isList(p.value));
    return isList(inner);
  };
  const returned = file.nodesIn(handler.fn, 'ReturnStatement').flatMap(({ argument }) => (argument ? [argument] : []));
  return [...writes.filter((write) => write.handler.fn === handler.fn).flatMap(({ body }) => (body ? [body] : [])), ...returned].some(holds);
}

/** An answer to DELETE without a body and with a status for one. */
export const emptyDeletions = perFile((context): readonly ResponseWrite[] => httpModel(context).writes.filter((write) => {
  const { handler, body, node, form } = write;
  if (handler.kind !== 'route' || handler.route?.method !== 'DELETE' || !form || form.page || body) return false;
  const isEmpty = (node.type === 'CallExpression' || node.type === 'NewExpression') && node.arguments.length <= (form.status === undefined ? 0 : 1);
  return isEmpty && statusOf(write) === 200;
}));

/** The answer to a POST that has made a row, with 200 in the place of 201. */
export const unsaidCreations = perFile((context): readonly ResponseWrite[] => {
  const { writes } = httpModel(context);
  if (writes.length === 0) return [];
  const file = sourceFileOf(context);
  return writes.filter((write) => {
    const { handler, body } = write;
    if (handler.kind !== 'route' || handler.route?.method !== 'POST' || !body || write.form?.page || statusOf(write) !== 200 || !isOfCollection(handler)) return false;
    return conditionOf(file, handler.fn, write.node) === null && isCreated(context, body);
  });
});

/** Whether the address names a collection that a POST adds to: a noun, no parameter and no action on one. */
function isOfCollection({ route }: RouteHandler): boolean {
  const path = route?.fullPath ?? route?.path ?? null;
  return path !== null && !/[:{[*][^/]*(?:\/[^/]*)?\/?$/.test(path);
}

/** Whether a body is the row that an insert gave, as it is or as a field. */
function isCreated(context: RuleContext, body: Node): boolean {
  const file = sourceFileOf(context);
  const inner = unwrapAwait(body);
  if (inner.type === 'ObjectExpression') return inner.properties.some((p) => p.type === 'Property' && isCreated(context, p.value));
  const { root, path } = memberChain(inner);
  // A field of a row is not the row: `basket.id` beside a token.
  if (path.some((name) => name !== null && !/^(?:rows|0)$/.test(name))) return false;
  const operations = operationsOf(context, definitionOf(file, root).value);
  return operations.some(({ action }) => action === 'create') && operations.every((operation) => operation.action === 'read' || (operation.action === 'create' && !isBookkeeping(operation)));
}

/** What an expression does to the database: the operation it is, or those of the function it calls. */
function operationsOf(context: RuleContext, value: Node): readonly DataOperation[] {
  const file = sourceFileOf(context);
  const { queries, built, operationsOf: ofQuery } = sqlModel(context);
  const direct = built.filter(({ node }) => node === value);
  if (direct.length > 0) return direct;
  const query = queries.find(({ node }) => node === value);
  if (query) return ofQuery(query);
  return value.type === 'CallExpression' ? effectsOfCall(file, value, projectOf(context), settingsOf(context)).operations : [];
}
