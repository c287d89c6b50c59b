import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, memberChain, unwrapAwait } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { addressOf } from '../http/address.ts';
import { httpModel } from '../http/model.ts';
import type { ResponseWrite, RouteHandler } from '../http/types.ts';
import { isBookkeeping } from '../safe-methods/bookkeeping.ts';
import { answersOf, statusOf } from './answers.ts';
import { tellsFailure } from './bodies.ts';
import { isCollection } from './collections.ts';
import { absentIn, conditionOf, definitionOf } from './conditions.ts';
import { operationsOf } from './operations.ts';

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
    return !REPEATED.test(addressOf(write.handler.route) ?? '') && !/webhook/i.test(file.path);
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
  const notFound = answersOf(context).filter(({ status }) => status === 404);
  return notFound.flatMap(({ node, at, handler }) => {
    const condition = conditionOf(file, handler.fn, at);
    const empty = condition?.kind === 'if' ? absentIn(condition.test) : null;
    const list = empty?.find(({ isEmpty }) => isEmpty)?.node;
    if (!list || !isCollection(handler) || !answersWith(file, http.writes, handler, list)) return [];
    return [{ node, list: file.textOf(list) }];
  });
});

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
export const emptyDeletions = perFile((context): readonly ResponseWrite[] => httpModel(context).writes.filter((write, _, all) => {
  const { handler, body, node, form } = write;
  if (handler.kind !== 'route' || handler.route?.method !== 'DELETE' || !form || form.page || body) return false;
  const isEmpty = (node.type === 'CallExpression' || node.type === 'NewExpression') && node.arguments.length <= (form.status === undefined ? 0 : 1);
  return isEmpty && statusOf(write) === 200 && !all.some((other) => endsAnswer(handler.file, other.node, node));
}));

/** Whether an answer only ends the one that a statement before it in the same block has given: `res.json(it); res.end()`. */
function endsAnswer(file: SourceFile, given: Node, node: Node): boolean {
  let statement: Node | null = node;
  while (statement && file.parent(statement)?.type !== 'BlockStatement') statement = file.parent(statement);
  const block = statement && file.parent(statement);
  return block?.type === 'BlockStatement' && block.body.some((before) => before.range[1] <= node.range[0] && contains(before, given) && before.type === 'ExpressionStatement');
}

/** The answer to a POST that has made a row, with 200 in the place of 201. */
export const unsaidCreations = perFile((context): readonly ResponseWrite[] => {
  const { writes } = httpModel(context);
  if (writes.length === 0) return [];
  const file = sourceFileOf(context);
  return writes.filter((write) => {
    const { handler, body } = write;
    if (handler.kind !== 'route' || handler.route?.method !== 'POST' || !body || write.form?.page || statusOf(write) !== 200 || !isOfCollection(handler)) return false;
    const condition = conditionOf(file, handler.fn, write.node);
    return (condition === null || condition.kind === 'else') && isCreated(context, body);
  });
});

/** Whether the address names a collection that a POST adds to: a noun, no parameter and no action on one. */
function isOfCollection({ route }: RouteHandler): boolean {
  const path = addressOf(route);
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
