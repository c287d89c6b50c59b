import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { enclosingFunction, keyName, propertyOf, stringValue, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { isAlways } from '../../project/constants.ts';
import { optionsOf } from '../../project/options.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { absentIn } from '../answers/conditions.ts';
import { outcomeOf } from '../release/paths.ts';
import { usesOf } from '../release/uses.ts';
import { consumersOf, receiptsSaidBy } from './model.ts';
import { keptBy, lostReceipts } from './receipts.ts';
import type { Consumer, ConsumerForm, LostMessage } from './types.ts';

/** Answers to one's own requests, which nobody sends again. */
const REPLIES = 'amq.rabbitmq.reply-to';

/** The messages that consumers of the linted file lose. */
export function lostMessagesOf(context: RuleContext): readonly LostMessage[] {
  const consumers = consumersOf(context).filter(({ form }) => form.acknowledgement ?? form.byHand);
  const receipts = receiptsSaidBy(hostViewOf(context).file);
  if (consumers.length + receipts.length === 0) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  return [...consumers.flatMap((consumer) => lostBy(file, consumer, project) ?? keptBy(file, consumer, project) ?? []), ...receipts.flatMap((form) => lostReceipts(file, form, project))];
}

function lostBy(file: SourceFile, consumer: Consumer, project: Project): LostMessage | null {
  const { node, handler, form } = consumer;
  const { acknowledgement } = form;
  if (!acknowledgement || node.type !== 'CallExpression' || node.arguments.some((argument) => argument.type === 'SpreadElement') || isReply(file, node.arguments[0] ?? null, project)) return null;
  const forgotten = isForgotten(file, consumer, project);
  if (forgotten === 'yes') {
    const { options = 0, name = '' } = acknowledgement.none ?? {};
    const given = node.arguments[options];
    const written = given && unwrap(given);
    return { node: written?.type === 'ObjectExpression' ? (propertyOf(written, name) ?? node) : node, kind: 'none', line: null, calls: null };
  }
  if (forgotten === 'unknown') return null;
  return handler && handler.file === file ? unsettled(file, node, handler.fn, acknowledgement, project) : null;
}

/** Whether the broker forgets each message when it sends it. */
export function isForgotten(file: SourceFile, { node, form: { acknowledgement } }: Consumer, project: Project): 'yes' | 'no' | 'unknown' {
  if (!acknowledgement?.none || node.type !== 'CallExpression') return 'no';
  const { properties, isOpen } = optionsOf(file, node.arguments[acknowledgement.none.options] ?? null, project);
  const none = properties.get(acknowledgement.none.name);
  if (!none) return isOpen ? 'unknown' : 'no';
  if (isAlways(project, none.file, none.node, (value) => value === true)) return 'yes';
  return isAlways(project, none.file, none.node, (value) => value === false) ? 'no' : 'unknown';
}

/** A queue that the broker names and this connection alone has, or the pseudo-queue of direct replies. */
function isReply(file: SourceFile, queue: Node | null, project: Project): boolean {
  if (!queue) return true;
  if (isAlways(project, file, queue, (value) => value === REPLIES || value === '')) return true;
  const inner = unwrap(queue);
  const declared = inner.type === 'MemberExpression' ? unwrap(inner.object) : inner;
  const definition = declared.type === 'Identifier' ? (file.variableOf(declared)?.defs[0]?.node as Node | undefined) : undefined;
  const made = definition?.type === 'VariableDeclarator' && definition.init ? unwrapAwait(definition.init) : null;
  if (made?.type !== 'CallExpression') return false;
  const callee = unwrap(made.callee);
  const [name] = made.arguments;
  if (callee.type !== 'MemberExpression' || keyName(callee) !== 'assertQueue') return false;
  return !name || stringValue(name) === '' || optionsOf(file, made.arguments[1] ?? null, project).properties.has('exclusive');
}

function unsettled(file: SourceFile, consume: Node, fn: FunctionNode, { settles, ofMessage }: NonNullable<ConsumerForm['acknowledgement']>, project: Project): LostMessage | null {
  const [parameter] = fn.params;
  const variable = parameter?.type === 'Identifier' ? file.variableOf(parameter) : null;
  if (!variable) return null;
  const handed = (_: SourceFile, call: TSESTree.CallExpression | TSESTree.NewExpression): 'given' | null => {
    const callee = unwrap(call.callee);
    return callee.type === 'MemberExpression' && settles.includes(keyName(callee) ?? '') ? 'given' : null;
  };
  const uses = usesOf(file, variable, fn, { methods: ofMessage ? settles : [], handed }, project);
  if (uses.escapes || uses.isGivenLater || (!ofMessage && mentionsAll(file, fn, settles))) return null;
  const early = earlyOf(file, fn, uses.given, project);
  if (early) return early;
  const outcome = outcomeOf({ file, fn, taken: null, variable, given: uses.given, calm: new Set() });
  const at = outcome.kind === 'leaves' || outcome.kind === 'fails' ? outcome.at : null;
  if (outcome.kind === 'always') return null;
  // A guard for the message that is null when the consumer is cancelled is a way out with nothing to settle.
  if (outcome.kind === 'leaves' && at && isGuard(file, at, variable)) return null;
  return { node: consume.type === 'CallExpression' ? consume.callee : consume, kind: outcome.kind, line: at ? file.lineOf(at) : null, calls: null };
}

/** `ackAll()` settles without naming a message. */
function mentionsAll(file: SourceFile, fn: FunctionNode, settles: readonly string[]): boolean {
  return file.nodesIn(fn, 'CallExpression').some(({ callee, arguments: given }) => {
    const inner = unwrap(callee);
    return inner.type === 'MemberExpression' && given.length === 0 && settles.includes(keyName(inner) ?? '');
  });
}

function isGuard(file: SourceFile, at: Node, variable: Variable): boolean {
  const around = file.parent(at);
  const test = around?.type === 'IfStatement' ? around : around ? file.parent(around) : null;
  return test?.type === 'IfStatement' && mayBeAbsent(file, test.test, variable);
}

/** Whether a condition holds where the variable has nothing: `!message`, `message === null || other`. */
function mayBeAbsent(file: SourceFile, test: Node, variable: Variable): boolean {
  const inner = unwrap(test);
  if (inner.type === 'LogicalExpression' && inner.operator === '||') return mayBeAbsent(file, inner.left, variable) || mayBeAbsent(file, inner.right, variable);
  return absentIn(inner)?.some(({ node }) => node.type === 'Identifier' && file.variableOf(node) === variable) ?? false;
}

/** An acknowledgement that awaited work follows, in the same list of statements. */
function earlyOf(file: SourceFile, fn: FunctionNode, given: ReadonlySet<Node>, project: Project): LostMessage | null {
  for (const call of given) {
    const statement = file.parent(call);
    const block = statement && file.parent(statement);
    const callee = call.type === 'CallExpression' ? unwrap(call.callee) : null;
    if (statement?.type !== 'ExpressionStatement' || block?.type !== 'BlockStatement' || callee?.type !== 'MemberExpression' || keyName(callee) !== 'ack') continue;
    if (file.parent(block) !== fn && file.parent(block)?.type !== 'TryStatement') continue;
    const later = block.body.slice(block.body.indexOf(statement) + 1);
    const work = later.flatMap((one) => file.nodesIn(one, 'AwaitExpression')).find((wait) => enclosingFunction(file, wait) === fn && isWork(file, wait.argument, callee.object, project));
    if (work) return { node: call, kind: 'early', line: file.lineOf(work), calls: null };
  }
  return null;
}

/** Whether what is awaited is the work itself: no call on the channel. */
function isWork(file: SourceFile, awaited: Node, channel: Node, project: Project): boolean {
  const call = unwrap(awaited);
  if (call.type !== 'CallExpression') return false;
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression') return true;
  const symbol = project.symbol(originOf(file, callee.object));
  return symbol === null || symbol !== project.symbol(originOf(file, channel));
}
