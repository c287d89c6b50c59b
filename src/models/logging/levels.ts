import type { Node } from '../../ast/source-file.ts';
import { keyName, stringValue, unwrapAwait } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { Edit, RuleContext } from '../../core/rule-context.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { errorPartOf } from '../errors/caught.ts';
import { isForDevelopers, isKnownAt } from '../errors/knowledge.ts';
import type { CaughtError } from '../errors/types.ts';
import { httpModel } from '../http/model.ts';
import type { HttpModel } from '../http/types.ts';
import { logCallsOf } from './model.ts';
import type { LogCall } from './types.ts';

/** A log call whose level says something else than what it logs. */
export interface WrongLevel {
  readonly node: Node;
  readonly found: 'quiet' | 'loud';
  /** The level as the code says it. */
  readonly level: string;
  readonly edit: Edit | null;
}

/** Calls of these are for whoever looks into a process, and have no level that anybody filters by. */
const NO_LEVELS: ReadonlySet<string> = new Set(['console', 'debug']);
const SUCCESS = /\b(?:success(?:ful(?:ly)?)?|succeeded|completed|connected|listening|started)\b/i;
const FAILURE = /\b(?:not?|never|un\w+|fail\w*|errors?|without|cannot|can't|could|couldn't|didn't|only|but|before|expected|should|if|dis\w+|invalid|missing|already|wrong|denied|rejected|lost)\b/i;

/** Errors that are logged below `warn`, and successes that are logged as errors. */
export const wrongLevelsOf = perFile((context): readonly WrongLevel[] => {
  const calls = logCallsOf(context).filter(({ library }) => !NO_LEVELS.has(library));
  if (calls.length === 0) return [];
  const http = httpModel(context);
  return calls.flatMap((call) => quiet(call, http) ?? loud(call, http, context) ?? []);
});

function quiet(call: LogCall, http: HttpModel): WrongLevel | null {
  if (call.level !== 'info' && call.level !== 'debug' && call.level !== 'trace') return null;
  const error = handedTo(call, http);
  if (!error || error.source === 'helper' || isKnownAt(error, call.node) || isForDevelopers(call.file, call.node) || isThrownOn(call, error) || isOfCleaningUp(call, error)) return null;
  return wrong(call, 'quiet', 'error');
}

/** The caught error that a call logs, whole or by its message or stack. */
function handedTo({ file, message, fields, values }: LogCall, http: HttpModel): CaughtError | null {
  const parts = [...(message ? (message.kind === 'value' ? [message.node] : message.holes) : []), ...fields.flatMap(fieldValues), ...values];
  for (const part of parts) {
    const found = errorPartOf(file, http, unwrapAwait(part));
    if (found && (found.path.length === 0 || (found.path.length === 1 && (found.path[0] === 'message' || found.path[0] === 'stack')))) return found.error;
  }
  return null;
}

function fieldValues(node: Node): readonly Node[] {
  return node.type === 'ObjectExpression' ? node.properties.flatMap((p) => (p.type === 'Property' ? [p.value] : [])) : [node];
}

/** Functions that take an error on to whoever waits for it. */
const HANDS_ON = /^(?:next|reject|done|cb|callback)$/;

/** Whether the same error is thrown, given back or handed on, so that somebody else logs it. */
function isThrownOn({ file, node }: LogCall, error: CaughtError): boolean {
  const { scope } = error;
  const isError = (value: Node | null): boolean => value?.type === 'Identifier' && file.variableOf(value) === error.variable;
  const leaves = file.nodesIn(scope, 'ThrowStatement').some((statement) => statement.range[0] > node.range[0]) || file.nodesIn(scope, 'ReturnStatement').some(({ argument }) => isError(argument));
  return leaves || file.nodesIn(scope, 'CallExpression').some(({ callee, arguments: given, range }) => {
    const name = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? (keyName(callee) ?? '') : '';
    return HANDS_ON.test(name) && (given.some(isError) || (callee.type === 'Identifier' && range[0] > node.range[0]));
  });
}

/** Methods that take something away: that it fails changes nothing any more. They silence. */
const CLEANING = /^(?:off|close|end|destroy|release|unlink\w*|rm\w*|remove\w*|dele\w*|dispose|disconnect|unsubscribe|rollback|cleanup|clear\w*|stop|terminate|kill|abort)$/i;

/** Whether the error is one of cleaning up: in a `try` inside a `catch` or `finally`, or one that takes something away. */
function isOfCleaningUp({ file }: LogCall, { scope }: CaughtError): boolean {
  if (scope.type !== 'CatchClause') return false;
  for (let at = file.parent(scope), inner: Node = scope; at; inner = at, at = file.parent(at)) {
    if (at.type === 'CatchClause' || (at.type === 'TryStatement' && at.finalizer === inner)) return true;
  }
  const attempt = file.parent(scope);
  const [first, ...more] = attempt?.type === 'TryStatement' ? attempt.block.body : [];
  const expression = first?.type === 'ExpressionStatement' && more.length === 0 ? unwrapAwait(first.expression) : null;
  const callee = expression?.type === 'CallExpression' ? expression.callee : null;
  const name = callee?.type === 'MemberExpression' ? keyName(callee) : callee?.type === 'Identifier' ? callee.name : null;
  return name !== null && CLEANING.test(name);
}

function loud(call: LogCall, http: HttpModel, context: RuleContext): WrongLevel | null {
  if ((call.level !== 'error' && call.level !== 'fatal') || call.message?.kind !== 'literal' || call.values.length > 0 || call.fields.some((field) => field.type !== 'ObjectExpression') || handedTo(call, http)) return null;
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const text = stringValue(call.message.node) ?? project.constants(file, call.message.node)?.join(' ') ?? '';
  return SUCCESS.test(text) && !FAILURE.test(text) && !isInFailure(call) ? wrong(call, 'loud', 'info') : null;
}

/** Whether a call stands where something has failed. */
function isInFailure({ file, node }: LogCall): boolean {
  for (let at = file.parent(node); at; at = file.parent(at)) if (at.type === 'CatchClause') return true;
  return false;
}

function wrong({ file, levelNode, library }: LogCall, found: WrongLevel['found'], method: string): WrongLevel | null {
  if (!levelNode) return null;
  const isMethod = file.parent(levelNode)?.type === 'MemberExpression' && levelNode.type === 'Identifier';
  const name = method === 'info' && library === 'nest' ? 'log' : method;
  const level = stringValue(levelNode) ?? file.textOf(levelNode);
  return { node: levelNode, found, level, edit: isMethod ? { range: levelNode.range, text: name } : null };
}
