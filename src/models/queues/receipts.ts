import type { TSESTree } from '@typescript-eslint/utils';
import { canFollow } from '../../ast/order.ts';
import { originOf } from '../../ast/origin.ts';
import { mentionedVariables, namesHolding } from '../../ast/provenance.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { contains, enclosingFunction, keyName, unwrap, wrapped } from '../../ast/syntax.ts';
import { isAlways } from '../../project/constants.ts';
import { optionsOf } from '../../project/options.ts';
import type { Project } from '../../project/types.ts';
import { loopsIn } from '../loops/around.ts';
import { reachedFrom } from '../reach/model.ts';
import { targetsOf } from '../reach/targets.ts';
import type { Consumer, LostMessage, ReceiptForm } from './types.ts';

const MAX_NAMES = 4;

/** Messages of a consumer that leaves it to its function to say that they are done, where nothing says so. */
export function keptBy(file: SourceFile, { node, handler, form }: Consumer, project: Project): LostMessage | null {
  if (!form.byHand || node.type !== 'CallExpression' || !handler) return null;
  const { properties } = optionsOf(file, node.arguments.at(form.handler) as Node, project);
  const texts = [file, ...reachedFrom([handler], project).map((one) => one.file)].map(({ text }) => text);
  const left = form.byHand.find(({ option, says }) => {
    const said = properties.get(option);
    return said && isAlways(project, said.file, said.node, (value) => value === false) && !says.some((word) => texts.some((text) => new RegExp(String.raw`\b${word}`).test(text)));
  });
  return left ? { node: node.callee, kind: 'kept', line: null, calls: left.says[0] ?? '' } : null;
}

/** Messages that a file asks for and says to be done before the work on them, or never. */
export function lostReceipts(file: SourceFile, form: ReceiptForm, project: Project): readonly LostMessage[] {
  const calls = file.nodes('CallExpression');
  const early = calls.filter((call) => isOne(file, call, form.settles, project)).flatMap((call) => settledEarly(file, call, form, project) ?? []);
  if (form.says.test(file.text)) return early;
  const never = calls.filter((call) => isOne(file, call, form.receives, project) && isKept(file, call, form, project));
  return [...early, ...never.map((call): LostMessage => ({ node: call.callee, kind: 'kept', line: null, calls: form.remedy }))];
}

/** Whether a call is one of these methods, or sends one of these commands. */
function isOne(file: SourceFile, call: TSESTree.CallExpression, symbols: readonly string[], project: Project): boolean {
  const [command] = call.arguments;
  const made = command && unwrap(command);
  if (made?.type === 'NewExpression') return symbols.includes(`new ${project.symbol(originOf(file, made.callee)) ?? ''}`);
  const symbol = project.symbol(originOf(file, call.callee));
  return symbol !== null && symbols.includes(symbol);
}

function settledEarly(file: SourceFile, call: TSESTree.CallExpression, { settles, receives, handle }: ReceiptForm, project: Project): LostMessage | null {
  const messages = messagesNamed(file, call, handle);
  if (messages.length === 0) return null;
  const work = file.nodes('AwaitExpression').find((wait) => {
    if (contains(wait, call) || !canFollow(file, call, wait)) return false;
    const awaited = unwrap(wait.argument);
    if (awaited.type !== 'CallExpression' || isOne(file, awaited, [...settles, ...receives], project)) return false;
    const mentioned = mentionedVariables(file, awaited);
    return messages.some((message) => mentioned.has(message));
  });
  return work ? { node: call.callee, kind: 'early', line: file.lineOf(work), calls: null } : null;
}

/** The variables of the messages that a call names: `message` of `{ ReceiptHandle: message.ReceiptHandle }`. */
function messagesNamed(file: SourceFile, call: TSESTree.CallExpression, handle: string): readonly Variable[] {
  return file.nodesIn(call, 'MemberExpression').flatMap((member) => {
    const root = unwrap(member.object);
    const variable = keyName(member) === handle && root.type === 'Identifier' ? file.variableOf(root) : null;
    if (!variable) return [];
    const [definition] = variable.defs;
    // The element of a list inside the call: `Messages.map((message) => …)`.
    return definition && contains(call, definition.name as Node) ? file.nodesIn(call, 'Identifier').flatMap((name) => file.variableOf(name) ?? []).filter((one) => enclosingFunction(file, one.defs[0]?.name as Node) === enclosingFunction(file, call)) : [variable];
  });
}

/** Whether messages that are asked for are worked off here, and go nowhere that cannot be followed. */
function isKept(file: SourceFile, call: TSESTree.CallExpression, { says }: ReceiptForm, project: Project): boolean {
  const owner = enclosingFunction(file, call);
  const held = namesHolding(file, call);
  if (!owner || owner.generator || held.length === 0) return false;
  const messages = new Set([...held, ...elementsOf(file, owner, held)]);
  const isOfThem = (node: Node): boolean => [...mentionedVariables(file, node)].some((variable) => messages.has(variable));
  if (file.nodesIn(owner, 'ReturnStatement').some(({ argument }) => argument && isOfThem(argument))) return false;
  const taken = file.nodesIn(owner, 'CallExpression').filter((one) => one !== call && one.arguments.some(isOfThem));
  if (!taken.some((one) => file.parent(one)?.type === 'AwaitExpression')) return false;
  return taken.every((one) => {
    if (!one.arguments.some((argument) => holdsWhole(file, argument, messages, 0))) return true;
    const targets = targetsOf(file, one.callee, project);
    return targets.length > 0 && reachedFrom(targets, project).every((reached) => !says.test(reached.file.text));
  });
}

/** The variables that stand for one of the messages: of `for (const message of Messages)` and `Messages.map((message) => …)`. */
function elementsOf(file: SourceFile, owner: FunctionNode, held: readonly Variable[]): readonly Variable[] {
  return loopsIn(file, owner).flatMap(({ iterated, element }) => {
    if (!iterated || !element || ![...mentionedVariables(file, iterated)].some((variable) => held.includes(variable))) return [];
    return file.nodesIn(element, 'Identifier').flatMap((name) => file.variableOf(name) ?? []);
  });
}

/** Whether an expression holds a message as it came, and not only what is in it: `message`, not `JSON.parse(message.Body)`. */
function holdsWhole(file: SourceFile, node: Node, messages: ReadonlySet<Variable>, depth: number): boolean {
  return file.nodesIn(node, 'Identifier').some((name) => {
    const variable = file.variableOf(name);
    if (!variable) return false;
    if (messages.has(variable)) {
      const parent = file.parent(wrapped(file, name));
      return !(parent?.type === 'MemberExpression' && (keyName(parent) === 'Body' || keyName(parent) === 'length'));
    }
    const definition = variable.defs[0]?.node as Node | undefined;
    return definition?.type === 'VariableDeclarator' && definition.init !== null && depth < MAX_NAMES && holdsWhole(file, definition.init, messages, depth + 1);
  });
}
