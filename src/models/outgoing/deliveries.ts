import type { TSESTree } from '@typescript-eslint/utils';
import { canFollow } from '../../ast/order.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { callsOn, contains } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { dependsOnAny } from '../../project/dependencies.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import { addressOf } from '../http/address.ts';
import { ANSWERING } from '../http/answering.ts';
import { httpModel } from '../http/model.ts';
import type { HttpModel, RouteHandler } from '../http/types.ts';
import { isAwaitedBy } from '../reach/awaited.ts';
import { reachedFrom, runsIn } from '../reach/model.ts';
import type { Reached } from '../reach/types.ts';
import { wordsOf } from '../words/model.ts';
import { DELIVERY_PACKAGES, NAMES_DELIVERY } from './libraries.ts';
import { outgoingCalls } from './model.ts';
import type { OutgoingKind } from './types.ts';

/** A mail, text message or push that a request waits for. */
export interface WaitedDelivery {
  /** The call that sends, or the one in the handler's file by which it is reached. */
  readonly node: Node;
  readonly isOwn: boolean;
  readonly kind: OutgoingKind;
  readonly name: string;
  /** Names of the functions from the handler to the one that sends. */
  readonly path: readonly string[];
}

/** What handlers of the linted file send, directly or through other functions, before they answer. */
export const waitedDeliveries: (context: RuleContext) => readonly WaitedDelivery[] = perFile((context) => {
  const http = httpModel(context);
  if (http.handlers.length === 0) return [];
  const project = projectOf(context);
  if (!says(context, NAMES_DELIVERY) && !dependsOnAny(project, DELIVERY_PACKAGES)) return [];
  const file = sourceFileOf(context);
  const handlers = http.handlers.filter((handler) => handler.file === file && answers(handler, http) && !isTrial(handler));
  const waits = (at: Reached, node: TSESTree.CallExpression | TSESTree.NewExpression): boolean => {
    const answered = at.fn === at.handler.fn ? http.writes.filter(({ handler }) => handler.fn === at.fn && handler.response !== null) : [];
    if (answered.some((write) => canFollow(file, write.node, node))) return false;
    return answered.some((write) => contains(chainOf(file, node), write.node)) || isAwaitedBy(at.file, at.fn, node);
  };
  const told = new Set<Node>();
  return reachedFrom(handlers, project, waits).flatMap((at) =>
    outgoingCalls(at.file, project).flatMap(({ node: call, kind, name }): readonly WaitedDelivery[] => {
      const node = at.exit ?? call;
      if ((kind !== 'mail' && kind !== 'message') || told.has(node) || !runsIn(at.file, at.fn, call) || !waits(at, call)) return [];
      told.add(node);
      return [{ node, isOwn: at.exit === null, kind, name, path: at.path }];
    }),
  );
});

/** A call with the calls of `then` and `catch` behind it: the answer may stand in what they are given. */
function chainOf(file: SourceFile, node: TSESTree.CallExpression | TSESTree.NewExpression): Node {
  return (node.type === 'CallExpression' ? callsOn(file, node).at(-1)?.node : undefined) ?? node;
}

/** A serverless function may be a worker as well: one that reads a request is none. */
function answers(handler: RouteHandler, { reads }: HttpModel): boolean {
  return ANSWERING.has(handler.kind) || (handler.kind === 'serverless' && reads.some((read) => read.handler.fn === handler.fn));
}

/** Whether a handler sends to try it out, and its answer is how that went: by its address, and where that is not known by its file. */
function isTrial({ route, file }: RouteHandler): boolean {
  const address = addressOf(route);
  return [address ?? '', ...(address === null ? [file.path.slice(file.path.lastIndexOf('/'))] : [])].some((text) => wordsOf(text).includes('test'));
}
