import type { TSESTree } from '@typescript-eslint/utils';
import { pathIdentity } from '../../ast/identity.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, isFunction, keyName, unwrap } from '../../ast/syntax.ts';
import { all, any, words } from '../../core/gates.ts';
import { memo } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { rootOf } from '../../ast/origin.ts';
import { argumentAt, effectsOfCall } from '../sql/effects.ts';
import { sqlModel } from '../sql/model.ts';
import type { DataOperation } from '../sql/types.ts';

/** A column and what it is compared with or given, as the function that asks says it (see `pathIdentity`); null where that is no name or literal. */
export interface KeyedColumn {
  readonly column: string;
  readonly value: string | null;
}

/** One operation on data as a function does it: where it stands, or by a call of a function that does. */
export interface DataStep {
  readonly node: Node;
  readonly operation: DataOperation;
  readonly where: readonly KeyedColumn[];
  readonly data: readonly KeyedColumn[];
  /** What is written as a whole row. */
  readonly whole: string | null;
}

/** Words that say what runs at once is settled elsewhere: a lock, or a transaction whose isolation is chosen. */
const SETTLED = /\bfor\s+(?:no\s+key\s+)?update\b|\bforUpdate\b|\bfor\s+share\b|advisory|serializable|repeatable[_ ]?read|isolation|lock|\bmutex\b|runExclusive/i;
const SAYS_SETTLED = any(words(/\bforUpdate\b|advisory|serializable|repeatable|isolation|lock|\bmutex\b|runExclusive/i), all(words(/\bfor$/i), words(/^(?:update|share)\b/i)));
const TRANSACTION = /transaction|\btrx\b|\btx\b|\bBEGIN\b|\bunitOfWork\b/i;
const SAYS_TRANSACTION = words(TRANSACTION);

/** Whether the text of a function says that a lock or an isolation level guards it. */
export function isGuarded(file: SourceFile, fn: FunctionNode): boolean {
  return file.passes(SAYS_SETTLED) && saysIn(file, fn, settled, SETTLED);
}

/** Whether a function runs in a transaction, or may. */
export function isInTransaction(file: SourceFile, fn: FunctionNode, { node, operation }: DataStep): boolean {
  if (saysTransaction(file, fn)) return true;
  if (operation.node === node && operation.target !== null && rootOf(operation.target).kind === 'parameter') return true;
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : node.type === 'TaggedTemplateExpression' ? unwrap(node.tag) : null;
  const client = callee?.type === 'MemberExpression' ? unwrap(callee.object) : node.type === 'TaggedTemplateExpression' ? callee : null;
  return client?.type === 'Identifier' && file.variableOf(client)?.defs[0]?.type === 'Parameter';
}

/** Whether the text of a function says that it runs in a transaction. */
export function saysTransaction(file: SourceFile, fn: FunctionNode): boolean {
  return file.passes(SAYS_TRANSACTION) && saysIn(file, fn, transactions, TRANSACTION);
}

const settled = new WeakMap<FunctionNode, boolean>();
const transactions = new WeakMap<FunctionNode, boolean>();

/** Whether the text of the function around a function, or its own, passes a test. */
function saysIn(file: SourceFile, fn: FunctionNode, known: WeakMap<FunctionNode, boolean>, pattern: RegExp): boolean {
  const around = outermost(file, fn);
  let says = known.get(around);
  if (says === undefined) known.set(around, (says = pattern.test(file.textOf(around))));
  return says;
}

function outermost(file: SourceFile, fn: FunctionNode): FunctionNode {
  let found = fn;
  for (let around = enclosingFunction(file, found); around; around = enclosingFunction(file, around)) found = around;
  return found;
}

const known: (context: object) => Map<Node, readonly DataStep[]> = memo(() => new Map());

/** What an expression does to the database: the operations it is, or those of the function it calls. */
export function stepsOf(context: RuleContext, node: Node): readonly DataStep[] {
  const before = known(context.sourceCode);
  let found = before.get(node);
  if (!found) {
    found = read(context, node);
    before.set(node, found);
  }
  return found;
}

function read(context: RuleContext, node: Node): readonly DataStep[] {
  const file = sourceFileOf(context);
  const { queries, built, operationsOf } = sqlModel(context);
  const query = queries.find((one) => one.node === node);
  const own = query ? operationsOf(query) : built.filter((one) => one.node === node);
  if (own.length > 0) return own.map((operation) => direct(file, node, operation));
  if (node.type !== 'CallExpression') return [];
  const effects = effectsOfCall(file, node, projectOf(context), settingsOf(context));
  return effects.operations.map((operation): DataStep => {
    const columns = effects.columns.filter((effect) => effect.operation === operation);
    const said = (as: 'data' | 'where'): readonly KeyedColumn[] => columns.filter((effect) => effect.as === as && effect.column !== '*').map((effect) => ({ column: effect.column, value: handed(file, node, effect) }));
    const row = columns.find((effect) => effect.column === '*');
    return { node, operation, where: said('where'), data: said('data'), whole: row ? handed(file, node, row) : null };
  });
}

function direct(file: SourceFile, node: Node, operation: DataOperation): DataStep {
  const said = (fields: DataOperation['data']): readonly KeyedColumn[] => fields.map(({ column, value, file: at }) => ({ column, value: at === file ? pathIdentity(file, value) : null }));
  return { node, operation, where: said(operation.where), data: said(operation.data), whole: operation.whole ? pathIdentity(file, operation.whole) : null };
}

function handed(file: SourceFile, call: TSESTree.CallExpression, place: Parameters<typeof argumentAt>[1]): string | null {
  const argument = argumentAt(call, place);
  const value = argument && pathIdentity(file, argument.node);
  return value === null ? null : argument?.below ? `${value}.${argument.below}` : value;
}

/** What a function waits for: a call, or a tagged template that runs as a query. */
export type Waited = TSESTree.CallExpression | TSESTree.TaggedTemplateExpression;

const waited = new WeakMap<FunctionNode, readonly Waited[]>();

/** The calls and tagged templates of a function that are awaited or returned, in the order they stand; those of functions inside it left out. */
export function waitedCalls(file: SourceFile, fn: FunctionNode): readonly Waited[] {
  let found = waited.get(fn);
  if (!found) waited.set(fn, (found = readWaited(file, fn)));
  return found;
}

function readWaited(file: SourceFile, fn: FunctionNode): readonly Waited[] {
  const found = file.nodesIn(fn, 'AwaitExpression').flatMap((wait) => {
    const call = settledCall(wait.argument);
    return isWaited(call) && enclosingFunction(file, wait) === fn ? [call] : [];
  });
  for (const { argument } of file.nodesIn(fn, 'ReturnStatement')) {
    const call = argument && settledCall(argument);
    if (call && isWaited(call) && enclosingFunction(file, call) === fn) found.push(call);
  }
  return found.sort((a, b) => a.range[0] - b.range[0]);
}

/** The call whose promise is waited for: `save()` of `save().then(…)`. One whose failure is handled there is another. */
function settledCall(node: Node): Node {
  const call = unwrap(node);
  const callee = call.type === 'CallExpression' ? unwrap(call.callee) : null;
  if (call.type !== 'CallExpression' || callee?.type !== 'MemberExpression') return call;
  const name = keyName(callee);
  return (name === 'then' && call.arguments.length === 1) || name === 'finally' ? settledCall(callee.object) : call;
}

function isWaited(node: Node): node is Waited {
  return node.type === 'CallExpression' || node.type === 'TaggedTemplateExpression';
}

/** The asynchronous functions of a file. */
export const asynchronousFunctions: (file: SourceFile) => readonly FunctionNode[] = memo((file) =>
  [...file.nodes('FunctionDeclaration'), ...file.nodes('FunctionExpression'), ...file.nodes('ArrowFunctionExpression')].filter((fn) => isFunction(fn) && fn.async && fn.body?.type === 'BlockStatement'),
);

/** Whether two names are one in the ways that columns and properties are written. */
export function isSameName(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}
