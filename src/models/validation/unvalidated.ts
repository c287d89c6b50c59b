import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, unwrap } from '../../ast/syntax.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { sourceFileOf } from '../../project/project.ts';
import { httpModel } from '../http/model.ts';
import type { HttpModel, Middleware, RequestPart, RouteHandler } from '../http/types.ts';
import { schemaUses } from './uses.ts';

/** Text of a middleware that may look at the request's data. */
const MAY_VALIDATE = /body|query|param|valid|schema|parse|check|sanitiz/iu;

/**
 * Whether it is known that nothing validates a part of the request before a handler uses it: every middleware in front of
 * it is known, and in the handler no schema and no function is given the part as a whole.
 */
export function isUnvalidated(context: RuleContext, handler: RouteHandler, part: RequestPart): boolean {
  return isPlain(handler) && !isTouched(context, handler, part, null);
}

/** The same of the body, with one call that is given it left out: the write itself. */
export function writesBody(context: RuleContext, handler: RouteHandler, write: Node): boolean {
  return isPlain(handler) && !isTouched(context, handler, 'body', write);
}

/** Whether all that runs in front of a route is known, and none of it validates. */
function isPlain({ kind, framework, route }: RouteHandler): boolean {
  // What Nest's pipes do is said elsewhere.
  if (kind !== 'route' || framework === 'nest' || framework === 'signature' || !route?.complete) return false;
  return route.chain.every(isHarmless);
}

function isHarmless({ kind, package: from, origin }: Middleware): boolean {
  if (kind === 'validation') return false;
  if (kind !== 'unknown') return true;
  return from === null && origin.kind === 'function' && !MAY_VALIDATE.test(origin.file.textOf(origin.node));
}

/** Whether the handler has the part looked at by something: a schema, an assignment, a function that is given all of it. */
function isTouched(context: RuleContext, handler: RouteHandler, part: RequestPart, write: Node | null): boolean {
  const [file, http] = [sourceFileOf(context), httpModel(context)];
  const inside = (node: Node): boolean => contains(handler.fn, node);
  if (handler.file !== file || schemaUses(context).some((use) => inside(use.node) && use.part === part)) return true;
  if (http.assignments.some((write) => write.handler === handler && write.part === part)) return true;
  return file.nodesIn(handler.fn, 'CallExpression').some((call) => !(write && contains(write, call)) && call.arguments.some((argument) => isWhole(http, argument, part) || isRequest(file, handler, argument)));
}

/** Whether an expression is the whole of a part of the request. */
export function isWhole(http: HttpModel, node: Node, part: RequestPart): boolean {
  const read = http.readOf(node);
  return read !== null && read.part === part && read.path.length === 0;
}

/** `check(req)`: whoever gets the request may look at all of it. */
function isRequest(file: SourceFile, { request, context }: RouteHandler, node: Node): boolean {
  const inner = unwrap(node);
  const variable = inner.type === 'Identifier' ? file.variableOf(inner) : null;
  return variable !== null && (variable === request || variable === context);
}
