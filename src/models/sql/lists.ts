import type { TSESTree } from '@typescript-eslint/utils';
import { canFollow } from '../../ast/order.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction } from '../../ast/syntax.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { locOf } from '../../core/rule-context.ts';
import { withBodies } from '../../sql/bodies.ts';
import type { SqlFileNode } from '../../sql/file.ts';
import { isQueryFile } from '../../sql/query-file.ts';
import { mayBoundRows, mayLackOrder, selectedRows } from '../../sql/rows.ts';
import type { SelectedRows } from '../../sql/rows.ts';
import type { SqlStatement } from '../../sql/types.ts';
import { isHandedOn } from './handed.ts';
import { locatorOf } from './locate.ts';
import { sqlModel } from './model.ts';
import { readingOf } from './queries.ts';
import type { DataOperation, Query, SqlModel } from './types.ts';

/** A read of many rows that says no order. */
export interface UnorderedRead {
  readonly loc: TSESTree.SourceLocation;
  /** Whether it takes some of the rows, or all. */
  readonly bounded: boolean;
}

/** sqlc's and yesql's marks of a query for one row, or none. */
const ONE_ROW = /name:\s*\S+\s+:(?:one|exec\w*)\b|name:\s*\S+\?/u;

/** Reads of many rows without an order in the linted file: those that take a part of the rows or, with `all`, every list. */
export function unorderedReadsOf(context: RuleContext, all: boolean): readonly UnorderedRead[] {
  const ast = context.sourceCode.ast as unknown as SqlFileNode | TSESTree.Program;
  return ast.type === 'SqlFile' ? inSqlFile(context, ast, all) : inCode(context, all);
}

function inSqlFile(context: RuleContext, { body }: SqlFileNode, all: boolean): UnorderedRead[] {
  const named = all && isQueryFile(context.filename.replaceAll('\\', '/'), context.sourceCode.text);
  return body.flatMap(({ statement }) => {
    const inside = withBodies(statement).slice(1);
    const parts = inside.flatMap((inner) => {
      const reads = unordered(context, inner, false);
      return reads.length > 0 && isHeap(inner, inside) ? [] : reads;
    });
    return statement.comments.some(({ text }) => ONE_ROW.test(text)) ? parts : [...unordered(context, statement, named), ...parts];
  });
}

function unordered(context: RuleContext, statement: SqlStatement, all: boolean): UnorderedRead[] {
  if (!mayLackOrder(statement) || (!all && !mayBoundRows(statement))) return [];
  const [rows] = rowsOf(statement, []);
  return rows && isUnordered(rows, all) ? [{ loc: locOf(context, [rows.at.start, rows.at.end]), bounded: isBounded(rows) }] : [];
}

/** Some rows of a table that another statement of the body deletes or changes: any of them will do. */
function isHeap({ facts }: SqlStatement, body: readonly SqlStatement[]): boolean {
  const read = facts.flatMap((fact) => (fact.k === 'select' ? fact.tables.map(({ table }) => table.name) : []));
  return body.some((other) => (other.kind === 'delete' || other.kind === 'update') && other.facts.some((fact) => (fact.k === 'delete' || fact.k === 'update') && read.includes(fact.table.name)));
}

function rowsOf(statement: SqlStatement, holes: Parameters<typeof selectedRows>[2]): SelectedRows[] {
  return statement.facts.flatMap((fact) => (fact.k === 'select' && !fact.nested ? [selectedRows(statement, fact, holes)] : []));
}

function inCode(context: RuleContext, all: boolean): UnorderedRead[] {
  const model = sqlModel(context);
  const texts = model.queries.filter(({ file, node, statements }) => statements.some((s) => mayLackOrder(s) && (mayBoundRows(s) || (all && isHandedOn(file, node)))));
  const reads = [...texts.flatMap(model.operationsOf), ...model.built].filter((o) => o.action === 'read' && isUnordered(o, all) && (isBounded(o) ? !isBatch(o, model) : !o.calledBack && isHandedOn(o.file, o.node)));
  const reported = new Set<Node>();
  return reads.flatMap((read) => {
    // One report for the arms of a UNION.
    if (reported.has(read.node)) return [];
    reported.add(read.node);
    return [{ loc: locOf(context, rangeOf(read)), bounded: isBounded(read) }];
  });
}

function isUnordered({ ordered, many, limited, skipped }: Pick<DataOperation, 'ordered' | 'many' | 'limited' | 'skipped'>, all: boolean): boolean {
  return ordered === false && many === true && (all || limited === true || skipped === true);
}

function isBounded({ limited, skipped }: Pick<DataOperation, 'limited' | 'skipped'>): boolean {
  return limited === true || skipped === true;
}

function rangeOf({ bound, query, node }: DataOperation): readonly [number, number] {
  return bound?.range ?? (query && wordOf(query)) ?? node.range;
}

/** Where the word stands that bounds the rows of a query. */
function wordOf(query: Query): readonly [number, number] | null {
  const locate = locatorOf(query);
  const holes = readingOf(query)?.template.holes ?? [];
  const rows = query.statements.flatMap((statement) => rowsOf(statement, holes)).find((r) => isBounded(r) && r.ordered === false);
  return locate && rows ? locate(rows.at.start, rows.at.end) : null;
}

/** Some rows of a heap that is worked off: read again and again from its start, or deleted or changed right after. Any of them will do. */
function isBatch(read: DataOperation, model: SqlModel): boolean {
  if (read.limited !== true || read.skipped !== false) return false;
  if (isRepeated(read.file, read.node)) return true;
  return model.operationsIn(read.owner).some((o) => (o.action === 'delete' || o.action === 'update') && o.table !== null && o.table.toLowerCase() === read.table?.toLowerCase() && canFollow(read.file, read.node, o.node));
}

/** Whether a node stands in a loop that ends by what it finds. */
function isRepeated(file: SourceFile, node: Node): boolean {
  for (let at = file.parent(node); at && !isFunction(at); at = file.parent(at)) {
    if (at.type === 'WhileStatement' || at.type === 'DoWhileStatement' || (at.type === 'ForStatement' && !at.update)) return true;
  }
  return false;
}
