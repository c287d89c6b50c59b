import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { enclosingClass, isFunction, keyName, patternNames, unwrap, wrapped } from '../../ast/syntax.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { reachedFrom, runsIn } from '../reach/model.ts';
import type { Start } from '../reach/types.ts';
import { consumersOf } from './model.ts';
import { processorsIn } from './processors.ts';
import type { Consumer } from './types.ts';

/** The function that is given the job, and what that calls by itself. */
const HOPS = 2;

/** Something that works jobs off of which nobody learns that one has failed. */
export interface SilentConsumer {
  readonly node: Node;
  readonly name: string;
  /** The events that would tell. */
  readonly events: readonly string[];
}

/** The consumers of the linted file without a listener for failed jobs, whose own function does not say so either. */
export function silentConsumersOf(context: RuleContext): readonly SilentConsumer[] {
  const all = consumersOf(context).filter(({ form }) => form.failures);
  const file = sourceFileOf(context);
  const project = projectOf(context);
  const told = new Set<Node>();
  const silent = all.flatMap((consumer) => {
    const events = consumer.form.failures ?? [];
    if (tells(file, consumer, events, project)) return [];
    const key = consumer.form.isOfReceiver ? (receiverDefinition(file, consumer) ?? consumer.node) : consumer.node;
    if (told.has(key)) return [];
    told.add(key);
    return [{ node: consumer.node.type === 'ClassDeclaration' ? consumer.node : consumer.node.callee, name: consumer.name, events }];
  });
  return [...silent, ...processorsIn(file, project).flatMap(({ node, name, listens, handlers, events }) => (listens || handlers.every((fn) => says({ file, fn }, project)) ? [] : [{ node, name, events }]))];
}

/** Whether somebody is told, or may be. */
function tells(file: SourceFile, consumer: Consumer, events: readonly string[], project: Project): boolean {
  if (!consumer.handler && consumer.form.isOfReceiver) return true;
  if (consumer.handler && says(consumer.handler, project)) return true;
  const watchers = consumer.form.watchers ?? [];
  if (watchers.length > 0 && file.nodes('NewExpression').some((made) => watchers.includes(`new ${project.symbol(originOf(file, made.callee)) ?? ''}`))) return true;
  const holder = consumer.form.isOfReceiver ? receiver(consumer) : consumer.node;
  return holder === null || isListenedTo(file, holder, events, consumer);
}

/** `queue` of `queue.process(fn)`. */
function receiver({ node }: Consumer): Node | null {
  if (node.type !== 'CallExpression') return null;
  const callee = unwrap(node.callee);
  return callee.type === 'MemberExpression' ? unwrap(callee.object) : null;
}

function receiverDefinition(file: SourceFile, consumer: Consumer): Node | null {
  const object = receiver(consumer);
  return object?.type === 'Identifier' ? ((file.variableOf(object)?.defs[0]?.node as Node | undefined) ?? null) : null;
}

/** Whether a consumer has a listener for one of the events, or is in hands that may add one. */
function isListenedTo(file: SourceFile, holder: Node, events: readonly string[], consumer: Consumer): boolean {
  if (holder.type === 'Identifier') {
    const variable = file.variableOf(holder);
    return variable === null || usesTell(file, variable, events, consumer);
  }
  const node = wrapped(file, holder);
  const parent = file.parent(node);
  switch (parent?.type) {
    case 'ExpressionStatement':
      return false;
    case 'AwaitExpression':
      return isListenedTo(file, parent, events, consumer);
    case 'VariableDeclarator': {
      const variable = parent.id.type === 'Identifier' ? file.variableOf(parent.id) : null;
      return variable === null || isHandedOut(file, parent) || usesTell(file, variable, events, consumer);
    }
    case 'AssignmentExpression':
      return parent.left.type === 'Identifier' ? usesOfName(file, parent.left, events, consumer) : fieldTells(file, parent.left, events);
    case 'PropertyDefinition':
      return fieldTells(file, parent, events);
    case 'MemberExpression':
      return parent.object !== node || listens(file, parent, events) || !isChained(file, parent);
    default:
      return true;
  }
}

function usesOfName(file: SourceFile, name: TSESTree.Identifier, events: readonly string[], consumer: Consumer): boolean {
  const variable = file.variableOf(name);
  return variable === null || usesTell(file, variable, events, consumer);
}

function isHandedOut(file: SourceFile, declarator: Node): boolean {
  const declaration = file.parent(declarator);
  return declaration !== null && file.parent(declaration)?.type === 'ExportNamedDeclaration';
}

/** A variable whose every use is a member of it that is no listener for failures: nobody else can listen. */
function usesTell(file: SourceFile, variable: Variable, events: readonly string[], { form }: Consumer): boolean {
  const definition = variable.defs[0]?.node as Node | undefined;
  // Made elsewhere, it may be listened to there.
  if (!definition || definition.type !== 'VariableDeclarator' || isHandedOut(file, definition)) return true;
  return variable.references.some((reference) => {
    if (reference.init || (reference.isWrite() && !reference.isRead())) return false;
    const use = wrapped(file, reference.identifier as Node);
    const parent = file.parent(use);
    if (parent?.type === 'MemberExpression' && parent.object === use) return listens(file, parent, events);
    return !(form.isOfReceiver && parent?.type === 'ExpressionStatement');
  });
}

/** A private field of a class that nothing in the class listens to. */
function fieldTells(file: SourceFile, target: Node, events: readonly string[]): boolean {
  const owner = enclosingClass(file, target);
  const name = target.type === 'MemberExpression' && unwrap(target.object).type === 'ThisExpression' ? keyName(target) : target.type === 'PropertyDefinition' ? keyName(target) : null;
  if (!owner || name === null) return true;
  return file.nodesIn(owner, 'MemberExpression').some((member) => {
    if (unwrap(member.object).type !== 'ThisExpression' || keyName(member) !== name) return false;
    const use = wrapped(file, member);
    const parent = file.parent(use);
    if (parent?.type === 'AssignmentExpression' && parent.left === use) return false;
    return parent?.type === 'MemberExpression' && parent.object === use ? listens(file, parent, events) : !(parent?.type === 'IfStatement' || parent?.type === 'UnaryExpression');
  });
}

/** `worker.on('failed', …)`; a name of an event that is not constant may be one of them. */
function listens(file: SourceFile, member: TSESTree.MemberExpression, events: readonly string[]): boolean {
  const method = keyName(member);
  const outer = wrapped(file, member);
  const call = file.parent(outer);
  if (call?.type !== 'CallExpression' || call.callee !== outer) return method === null;
  if (method !== 'on' && method !== 'once' && method !== 'addListener') return false;
  const [event] = call.arguments;
  const name = event?.type === 'Literal' ? event.value : null;
  if (name === null || (typeof name === 'string' && (events.includes(name) || events.some((one) => name.startsWith(`${one}:`))))) return true;
  const next = file.parent(wrapped(file, call));
  return next?.type === 'MemberExpression' && listens(file, next, events);
}

/** Whether a member's call goes on to another: `new Worker(…).on('completed', …).on('failed', …)`. */
function isChained(file: SourceFile, member: Node): boolean {
  const call = file.parent(wrapped(file, member));
  return call?.type === 'CallExpression' && file.parent(wrapped(file, call))?.type === 'ExpressionStatement';
}

/** Whether a function catches what fails in it and does something with the error, or a function of the project does that it calls. */
function says(handler: Start, project: Project): boolean {
  return reachedFrom([handler], project).some(({ fn, file, path }) => path.length <= HOPS && catches(file, fn));
}

function catches(file: SourceFile, fn: FunctionNode): boolean {
  return file.nodesIn(fn, 'CatchClause').some((clause) => {
    if (!runsIn(file, fn, clause)) return false;
    const names = clause.param ? patternNames(clause.param).map((name) => file.variableOf(name)) : [];
    return file.nodesIn(clause.body, 'CallExpression').some((call) => file.nodesIn(call, 'Identifier').some((name) => names.includes(file.variableOf(name))) || (names.length === 0 && !isFunction(call.callee)));
  });
}
