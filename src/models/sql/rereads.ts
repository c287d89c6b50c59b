import type { TSESTree } from '@typescript-eslint/utils';
import { pathIdentity } from '../../ast/identity.ts';
import { alwaysFollows, canFollow } from '../../ast/order.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, enclosingFunction, keyName, unwrap } from '../../ast/syntax.ts';
import { groupedBy } from '../../core/groups.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import type { Settings } from '../../core/settings.ts';
import { settingsOf } from '../../core/settings.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { HOLE_WIDTH } from '../../sql/tokens.ts';
import { returningInsertion } from '../../sql/returning.ts';
import type { ColumnEffect, Effects, Handed } from './effects.ts';
import { argumentAt, effectsOfCall } from './effects.ts';
import { saysData, sqlModel } from './model.ts';
import type { DataOperation, FieldValue, Query, SqlModel } from './types.ts';

/** A row that was just written is read again: `read` follows `write` in one function, on the same table with the same key. */
export interface Reread {
  readonly write: Node;
  readonly read: Node;
  /** The operations, where both stand in the function itself; null for methods of a repository or service. */
  readonly operations: { readonly write: DataOperation; readonly read: DataOperation } | null;
}

const NO_ROW_TABLES = /(?:^|_)(?:logs?|audits?|events?|metrics?|history|stats|queues?|jobs?|tasks?_queue|outbox)(?:_|$)/;
const JOINING = new Set(['relations', 'include', 'join', 'joins', 'populate', 'with', 'withGraphFetched', 'eager']);

/** Whether the linted file may write a row and read it again: it holds data operations, or two calls that may do so elsewhere. */
export function mayReread(context: RuleContext): boolean {
  return saysData(context) || hasCallPairs(context);
}

/** ESLint's own tree tells whether there is anything to follow. */
const hasCallPairs = perFile((context): boolean => callPairs(hostViewOf(context).file).length > 0);

/** Rows that are written and read again in the linted file. At most one for each write. */
export const rereadsOf = perFile((context): readonly Reread[] => {
  const direct = directRereads(context);
  const known = new Set(direct.map((r) => r.write));
  const behind = hasCallPairs(context) ? pairs(sourceFileOf(context), projectOf(context), settingsOf(context)) : [];
  return [...direct, ...behind.filter((r) => !known.has(r.write))];
});

function directRereads(context: RuleContext): readonly Reread[] {
  const model = sqlModel(context);
  if (model.queries.length + model.built.length === 0) return [];
  const file = sourceFileOf(context);
  return ownersOfBoth(file, model).flatMap((owner) => {
    const operations = model.operationsIn(owner);
    return operations.flatMap((write): Reread[] => {
      if (!isPlainWrite(write) && !isIgnoredRow(write)) return [];
      const read = operations.find((r) => r.action === 'read' && isSameRow(write, r) && canFollow(file, write.node, r.node) && alwaysFollows(file, write.node, r.node));
      return read ? [{ write: write.node, read: read.node, operations: { write, read } }] : [];
    });
  });
}

/** Functions in which something may write a row and something after it read one, by the words of texts: no SQL parser is needed to see that there are none. */
function ownersOfBoth(file: SourceFile, { queries, built }: SqlModel): readonly (FunctionNode | null)[] {
  const writes = [...built.filter((o) => o.action !== 'read'), ...queries.filter((q) => hasReturning(q) && mayWrite(q))];
  const reads = writes.length === 0 ? [] : [...built.filter((o) => o.action === 'read'), ...queries.filter((q) => hasWord(q, /^select$/))];
  const readsOf = new Map(reads.map(({ owner }) => [owner, [] as (typeof reads)[number][]]));
  for (const read of reads) readsOf.get(read.owner)?.push(read);
  return [...new Set(writes.filter((w) => readsOf.get(w.owner)?.some((r) => canFollow(file, w.node, r.node))).map((w) => w.owner))];
}

function mayWrite(query: Query): boolean {
  return hasWord(query, /^(?:insert|update|delete|merge)$/);
}

function hasWord({ statements }: Query, word: RegExp): boolean {
  return statements.some(({ tokens }) => tokens.some((token) => word.test(token.word)));
}

/** Writes of single rows in a database that could return them, whose statement does not. */
export const bareWritesOf = perFile((context): readonly DataOperation[] => writesIn(sqlModel(context), hasReturning).filter(isPlainWrite));

/** Statements without RETURNING whose rows are read: `const { rows } = await pool.query('INSERT …')`. */
export const missingRowsOf = perFile((context): readonly DataOperation[] =>
  writesIn(sqlModel(context), (query) => hasReturning(query) && readsRows(query)).filter((o) => o.action !== 'read' && o.returnsRow === false),
);

function writesIn({ queries, operationsOf }: SqlModel, isAsked: (query: Query) => boolean): readonly DataOperation[] {
  return queries.filter((query) => mayWrite(query) && isAsked(query)).flatMap(operationsOf);
}

/** Whether the database of an operation knows RETURNING. */
function hasReturning({ dialect }: Pick<Query, 'dialect'>): boolean {
  return dialect === 'postgres' || dialect === 'sqlite';
}

function isPlainWrite(o: DataOperation): boolean {
  return isSingleWrite(o) && o.returnsRow === false && hasReturning(o);
}

/** A call that returns the whole row it writes (Prisma’s `create` and `update`), whose result is thrown away. */
function isIgnoredRow(o: DataOperation): boolean {
  return isSingleWrite(o) && o.returnsRow === true && o.query === null && o.whole === null && o.file.parent(awaited(o.file, o.node))?.type === 'ExpressionStatement';
}

function isSingleWrite(o: DataOperation): boolean {
  if (o.action !== 'create' && o.action !== 'update' && o.action !== 'upsert') return false;
  return !o.skipsConflicts && o.many !== true && o.table !== null && !NO_ROW_TABLES.test(snake(o.table));
}

function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

function isSameRow(write: DataOperation, read: DataOperation): boolean {
  if (read.table === null || read.table.toLowerCase() !== write.table?.toLowerCase() || read.openWhere || read.where.length === 0 || joins(read)) return false;
  if (write.action === 'update') return read.where.every((key) => write.where.some((w) => isSameField(w, key)));
  // A new row is read again only by something that finds no other row.
  const findsOne = read.many === false || read.where.some((key) => /^(?:id|uuid|_id)$/i.test(key.column)) || takesOneRow(read);
  return findsOne && read.where.every((key) => write.data.some((d) => isSameField(d, key)) || isFieldOf(write, key));
}

/** Whether a filter compares a column with that property of the row which is written as a whole: `insert(row)`, `row.name`. */
function isFieldOf({ whole, file }: DataOperation, key: FieldValue): boolean {
  const row = whole && pathIdentity(file, whole);
  const value = pathIdentity(key.file, key.value);
  return row !== null && value !== null && value.toLowerCase() === `${row}.${key.column}`.toLowerCase();
}

/** `const [row] = await …`, `const { rows: [row] } = …`, `result.rows[0]`: of all rows only the first is used. */
function takesOneRow({ file, node }: DataOperation): boolean {
  const value = awaited(file, node);
  const user = file.parent(value);
  if (user?.type === 'VariableDeclarator' && user.init === value) return bindsOneRow(file, user.id);
  return user?.type === 'MemberExpression' && isFirstOfRows(file, value);
}

function bindsOneRow(file: SourceFile, target: Node): boolean {
  if (target.type === 'ArrayPattern') return target.elements.length === 1;
  if (target.type === 'Identifier') return isEveryUse(file, target, (use) => isFirstOfRows(file, use));
  const [rows, ...others] = target.type === 'ObjectPattern' ? target.properties : [];
  if (rows?.type !== 'Property' || keyName(rows) !== 'rows' || others.length > 0) return false;
  return rows.value.type === 'Identifier' ? isEveryUse(file, rows.value, (use) => isFirst(file, use)) : bindsOneRow(file, rows.value);
}

function isEveryUse(file: SourceFile, name: TSESTree.Identifier, holds: (use: Node) => boolean): boolean {
  const uses = file.variableOf(name)?.references.filter((r) => !r.init) ?? [];
  return uses.length > 0 && uses.every((r) => holds(r.identifier as Node));
}

function isFirstOfRows(file: SourceFile, result: Node): boolean {
  const rows = file.parent(result);
  return rows?.type === 'MemberExpression' && rows.object === result && keyName(rows) === 'rows' && isFirst(file, rows);
}

function isFirst(file: SourceFile, list: Node): boolean {
  const element = file.parent(list);
  return element?.type === 'MemberExpression' && element.object === list && keyName(element) === '0';
}

function isSameField(a: FieldValue, b: FieldValue): boolean {
  return a.column.toLowerCase() === b.column.toLowerCase() && isSameValue(a.value, a.file, b.value, b.file);
}

/** Whether two expressions are one value: the same name or path, written twice. A call may differ each time. */
function isSameValue(a: Node, fileOfA: SourceFile, b: Node, fileOfB: SourceFile): boolean {
  const path = pathIdentity(fileOfA, a);
  return path !== null && path === pathIdentity(fileOfB, b);
}

/** Whether a read gathers more than the row of one table. */
function joins(read: DataOperation): boolean {
  for (const statement of read.query?.statements ?? []) {
    for (const fact of statement.facts) if (fact.k === 'select' && (fact.tables.length !== 1 || fact.aggregate || fact.hasGroupBy || fact.distinct || fact.forUpdate)) return true;
  }
  return read.node.type === 'CallExpression' && mentions(read.node, JOINING);
}

function mentions(call: TSESTree.CallExpression, names: ReadonlySet<string>): boolean {
  for (let at: Node = call; at.type === 'CallExpression'; ) {
    const callee: Node = unwrap(at.callee);
    if (callee.type !== 'MemberExpression') break;
    const name = keyName(callee);
    if ((name !== null && names.has(name)) || at.arguments.some((a) => a.type === 'ObjectExpression' && a.properties.some((p) => p.type === 'Property' && names.has(keyName(p) ?? '')))) return true;
    at = unwrap(callee.object);
  }
  return false;
}

/** Whether the rows of a query's result are read. */
function readsRows({ file, node }: Query): boolean {
  let value: Node = node;
  for (let parent = file.parent(value); parent && (parent.type === 'AwaitExpression' || unwrap(parent) === unwrap(value)); parent = file.parent(value)) value = parent;
  const user = file.parent(value);
  if (user?.type === 'MemberExpression' && user.object === value) return isRowsUsed(file, user);
  if (user?.type !== 'VariableDeclarator' || user.init !== value) return false;
  if (user.id.type === 'ObjectPattern') return user.id.properties.some((p) => p.type === 'Property' && keyName(p) === 'rows');
  const variable = user.id.type === 'Identifier' ? file.variableOf(user.id) : null;
  return variable?.references.some((r) => {
    const parent = file.parent(r.identifier);
    return parent?.type === 'MemberExpression' && parent.object === r.identifier && isRowsUsed(file, parent);
  }) ?? false;
}

function isRowsUsed(file: SourceFile, member: TSESTree.MemberExpression): boolean {
  if (keyName(member) !== 'rows') return false;
  const user = file.parent(member);
  return !(user?.type === 'MemberExpression' && keyName(user) === 'length');
}

/** `await this.users.update(id, …)` followed by `this.users.findById(id)`: methods whose queries the index can read. */
function pairs(file: SourceFile, project: Project, settings: Settings): Reread[] {
  return callPairs(file).flatMap(({ write, later }) => pairOf(file, write, later, project, settings) ?? []);
}

/** A call whose result nobody takes, and calls on the same receiver that can follow it and are given one of its values. */
interface CallPair {
  readonly write: MethodCall;
  readonly later: readonly MethodCall[];
}

function callPairs(file: SourceFile): readonly CallPair[] {
  const calls = file.nodes('CallExpression').filter(isMethodCall);
  const writes = new Set(calls.filter((call) => file.parent(awaited(file, call))?.type === 'ExpressionStatement'));
  if (writes.size === 0) return [];
  // What a name stands for is asked only where two calls in one function have receivers of one name.
  const alike = [...groupedBy(calls, (call) => nameOfReceiver(file, call)).values()].filter((same) => same.length > 1 && same.some((call) => writes.has(call)));
  return alike.flatMap((named) => [...groupedBy(named, (call) => receiverOf(file, call)).values()]).flatMap((same) => {
    const methods = same.map((call): MethodCall => ({ call, values: null }));
    return methods.filter(({ call }) => writes.has(call)).flatMap((write) => {
      const later = methods.filter((c) => c !== write && sharesValue(file, write, c) && canFollow(file, write.call, c.call) && alwaysFollows(file, write.call, c.call));
      return later.length > 0 ? [{ write, later }] : [];
    });
  });
}

/** The function that a method is called in, and the last name of what it is called on. */
function nameOfReceiver(file: SourceFile, call: TSESTree.CallExpression): string | null {
  const callee = unwrap(call.callee);
  const receiver = callee.type === 'MemberExpression' ? unwrap(callee.object) : null;
  const name = receiver?.type === 'MemberExpression' ? keyName(receiver) : receiver?.type === 'Identifier' ? receiver.name : receiver && isOfNoName(receiver) ? file.textOf(receiver) : null;
  const owner = name === null ? null : enclosingFunction(file, call);
  return owner && `${owner.range[0]} ${name}`;
}

function isOfNoName({ type }: Node): boolean {
  return type === 'ThisExpression' || type === 'Literal';
}

/** A call of a method, and (once asked for) the paths of the values it is given. */
interface MethodCall {
  readonly call: TSESTree.CallExpression;
  values: ReadonlySet<string> | null;
}

function pairOf(file: SourceFile, write: MethodCall, later: readonly MethodCall[], project: Project, settings: Settings): Reread | null {
  const written = effectsOfCall(file, write.call, project, settings).columns.filter((e) => e.as === 'where' && e.operation.action === 'update' && isSingleWrite(e.operation) && (e.operation.returnsRow === true || hasReturning(e.operation)));
  const read = written.length > 0 && later.find((c) => readsSame(file, write.call, written, c.call, effectsOfCall(file, c.call, project, settings)));
  return read ? { write: write.call, read: read.call, operations: null } : null;
}

function awaited(file: SourceFile, node: Node): Node {
  const parent = file.parent(node);
  return parent?.type === 'AwaitExpression' ? parent : node;
}

function isMethodCall(call: TSESTree.CallExpression): boolean {
  return call.arguments.length > 0 && unwrap(call.callee).type === 'MemberExpression';
}

function receiverOf(file: SourceFile, call: TSESTree.CallExpression): string | null {
  const callee = unwrap(call.callee);
  return callee.type === 'MemberExpression' ? pathIdentity(file, callee.object) : null;
}

function sharesValue(file: SourceFile, a: MethodCall, b: MethodCall): boolean {
  const given = valuesOf(file, b);
  return [...valuesOf(file, a)].some((path) => given.has(path));
}

/** Arguments of a call, and the values of object literals among them, as far as they are paths. */
function valuesOf(file: SourceFile, method: MethodCall): ReadonlySet<string> {
  method.values ??= new Set(
    method.call.arguments.flatMap((a) => (a.type === 'ObjectExpression' ? a.properties.flatMap((p): Node[] => (p.type === 'Property' ? [p.value] : [])) : [a])).flatMap((value) => pathIdentity(file, value) ?? []),
  );
  return method.values;
}

/** Whether a call does nothing but read the row that another call has written: every key of the read is a key of the write. */
function readsSame(file: SourceFile, write: TSESTree.CallExpression, written: readonly ColumnEffect[], read: TSESTree.CallExpression, effects: Effects): boolean {
  const [operation, ...others] = effects.operations;
  if (operation?.action !== 'read' || others.length > 0 || operation.openWhere || operation.where.length === 0 || joins(operation)) return false;
  const keys = effects.columns.filter((e) => e.as === 'where' && e.operation === operation);
  if (new Set(keys.map((k) => k.column)).size < operation.where.length) return false;
  return written.some((w) => {
    if (w.operation.table?.toLowerCase() !== operation.table?.toLowerCase()) return false;
    return keys.every((key) => written.some((own) => own.operation === w.operation && own.column.toLowerCase() === key.column.toLowerCase() && isSameHanded(file, argumentAt(write, own), argumentAt(read, key))));
  });
}

function isSameHanded(file: SourceFile, a: Handed | null, b: Handed | null): boolean {
  return a !== null && b !== null && a.below === b.below && isSameValue(a.node, file, b.node, file);
}

/**
 * The RETURNING clause a write needs: the columns a read selects (`*` where that is not a plain list), and where to insert it. No edit where
 * the text of the statement is not written in one piece in this file.
 */
export function returningEdit(write: DataOperation | null, read: DataOperation | null): { readonly columns: string; readonly edit: { readonly at: number; readonly text: string } | null } {
  const columns = columnsRead(read);
  const query = write?.query;
  const [statement, ...others] = query?.statements ?? [];
  if (!query?.parts || !statement || others.length > 0) return { columns, edit: null };
  const insertion = returningInsertion(statement, [columns]);
  if (!insertion) return { columns, edit: null };
  const end = query.parts.reduce((n, p) => n + (p.kind === 'text' ? p.text.length : HOLE_WIDTH), 0);
  const at = offsetFromEnd(query, end - insertion.offset);
  return { columns, edit: at === null ? null : { at, text: insertion.text } };
}

/** The place in the file that lies so many characters of SQL before the end of a query's text; null when its last piece is not written there. */
function offsetFromEnd(query: Query, distance: number): number | null {
  const last = query.parts?.at(-1);
  if (last?.kind === 'text') {
    const isWritten = last.start !== null && last.file === query.file && query.file.text.startsWith(last.text, last.start);
    return isWritten && last.start !== null && distance <= last.text.length ? last.start + last.text.length - distance : null;
  }
  const template = query.node.type === 'TaggedTemplateExpression' ? query.node.quasi : query.textNode;
  return template?.type === 'TemplateLiteral' && distance === 0 && last && contains(template, last.node) ? template.range[1] - 1 : null;
}

function columnsRead(read: DataOperation | null): string {
  for (const statement of read?.query?.statements ?? []) {
    for (const fact of statement.facts) {
      if (fact.k !== 'select' || fact.nested) continue;
      const names = fact.items.map((i) => (i.alias === null || i.alias === i.column ? i.column : null));
      if (names.length > 0 && !names.includes(null) && !names.includes('*')) return names.join(', ');
    }
  }
  return '*';
}
