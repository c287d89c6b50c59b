import type { TSESTree } from '@typescript-eslint/utils';
import { perFile } from '../../core/memo.ts';
import type { Edit, RuleContext } from '../../core/rule-context.ts';
import { locOf } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { SqlFileNode } from '../../sql/file.ts';
import { isQueryFile } from '../../sql/query-file.ts';
import { byPlace, sqlModel } from '../sql/model.ts';
import { equalitiesOf, mayFindByEquality } from '../sql/statements.ts';
import { catalogOf } from './catalog.ts';
import type { Access, CatalogTable } from './fold.ts';
import { dialectOfSql, schemaOf } from './model.ts';
import type { SchemaRange } from './types.ts';

/** Whether an index or key of a table finds rows by a column: it is the first one. */
export function isIndexed({ accesses }: CatalogTable, column: string): boolean {
  return accesses.some(({ columns }) => columns[0] === column);
}

/** A foreign key of the linted file whose rows cannot be found without reading the whole table. */
export interface UnindexedKey {
  readonly table: string;
  readonly columns: readonly string[];
  readonly range: SchemaRange;
  /** The index that it needs, as the file would say it. */
  readonly remedy: string;
  /** Adds the index to the model, or after the statement that makes the table. */
  readonly edits: readonly Edit[] | null;
}

/** The foreign keys of the linted file that no index of the whole schema serves. */
export function unindexedKeys(context: RuleContext): readonly UnindexedKey[] {
  if (!schemaOf(context).changes.some((change) => change.kind === 'createTable' || change.kind === 'addColumn' || change.kind === 'addConstraint')) return [];
  const { path } = hostViewOf(context).file;
  return (catalogOf(context)?.tables ?? []).flatMap((table) =>
    table.open
      ? []
      : table.foreignKeys
          .filter((key) => key.path === path && key.foreignKey.columns.length > 0 && !key.foreignKey.columns.some((column) => isIndexed(table, column)))
          .map(({ foreignKey: { columns, range, index } }) => ({
            table: table.name, columns, range, remedy: index?.written ?? `CREATE INDEX ON ${table.name} (${columns.join(', ')})`, edits: index?.edits ?? indexAfter(context, range, table.name, columns),
          })),
  );
}

/** `CREATE INDEX` behind the CREATE TABLE around a range; null in code, and for a table that is there already: it would be locked. */
function indexAfter(context: RuleContext, [start, end]: SchemaRange, table: string, columns: readonly string[]): readonly Edit[] | null {
  const ast = context.sourceCode.ast as unknown as SqlFileNode | TSESTree.Program;
  const statement = ast.type === 'SqlFile' ? ast.body.find(({ range }) => range[0] <= start && end <= range[1]) : undefined;
  const after = statement?.range[1] ?? 0;
  if (statement?.statement.kind !== 'createTable' || context.sourceCode.text[after] !== ';' || ![table, ...columns].every((name) => /^[a-z_][a-z0-9_]*$/u.test(name))) return null;
  return [{ range: [after + 1, after + 1], text: `\nCREATE INDEX ON ${table} (${columns.join(', ')});` }];
}

/** An index of the linted file that another index or key of the table makes needless. */
export interface RedundantIndex {
  readonly index: Access;
  readonly by: Access;
}

/** The indexes of the linted file that find nothing that another index or key does not find as well. */
export function redundantIndexes(context: RuleContext): readonly RedundantIndex[] {
  return ownIndexes(context).flatMap(({ index, table }) => {
    const by = table.accesses.find((other) => other !== index && covers(other, index, table.accesses));
    return by ? [{ index, by }] : [];
  });
}

/** Whether all that an index finds is found by another one. Of two that are the same, the first is kept. */
function covers(other: Access, index: Access, all: readonly Access[]): boolean {
  if (other.partial || index.partial || other.method !== 'btree' || index.method !== 'btree' || index.columns.includes(null) || index.operatorClasses.length > 0 || other.operatorClasses.length > 0) return false;
  if (!index.columns.every((column, i) => column === other.columns[i])) return false;
  if (!isSameOrder(index, other)) return false;
  const isSame = index.columns.length === other.columns.length;
  // an index that makes rows unique does more than find them
  if (index.unique && !(isSame && other.unique)) return false;
  return !isSame || other.kind !== 'index' || all.indexOf(other) < all.indexOf(index) || (other.unique && !index.unique);
}

/** Whether rows come out of an index in the order of another one, or in the reverse of it. */
function isSameOrder(index: Access, other: Access): boolean {
  const differs = index.columns.map((_, i) => (index.descending[i] ?? false) !== (other.descending[i] ?? false));
  return differs.every((one) => one === differs[0]);
}

/** Indexes beyond the most that a table should have; those of keys are not counted. */
export function surplusIndexes(context: RuleContext, most: number): readonly { readonly index: Access; readonly table: string; readonly count: number }[] {
  return ownIndexes(context).flatMap(({ index, table }) => {
    const secondary = table.accesses.filter(({ kind }) => kind === 'index');
    return secondary.indexOf(index) >= most ? [{ index, table: table.name, count: secondary.length }] : [];
  });
}

function ownIndexes(context: RuleContext): readonly { readonly index: Access; readonly table: CatalogTable }[] {
  if (!schemaOf(context).changes.some((change) => change.kind === 'createIndex' || (change.kind === 'createTable' && change.indexes.length > 0))) return [];
  const { path } = hostViewOf(context).file;
  return (catalogOf(context)?.tables ?? []).flatMap((table) => table.accesses.filter((index) => index.kind === 'index' && index.path === path).map((index) => ({ index, table })));
}

/** A column `updated_at` that nothing keeps up to date. */
export interface UntouchedColumn {
  readonly table: string;
  readonly column: string;
  readonly range: SchemaRange;
  /** Asks the tool that describes the table to set it; null where none does. */
  readonly edits: readonly Edit[] | null;
}

/** Columns of the linted file that should say when a row was changed, and that nothing keeps up to date. */
export function untouchedColumns(context: RuleContext): readonly UntouchedColumn[] {
  const { changes } = schemaOf(context);
  return changes.flatMap((change) => {
    if (change.step === 'down' || (change.kind !== 'createTable' && change.kind !== 'addColumn')) return [];
    const column = (change.kind === 'createTable' ? change.columns : [change.column]).find(({ name }) => /^(?:updated_?at|modified_?at|last_updated)$/iu.test(name.name));
    // a tool that describes the table may set the column itself
    if (!column || (change.step === 'declared' && column.onUpdate?.isSet !== false)) return [];
    const table = catalogOf(context)?.table(change.table.name);
    if (!table || (change.step === 'up' && table.declared) || table.triggers.some(({ onUpdate }) => onUpdate) || !table.columns.has(column.name.name)) return [];
    // a number or a text holds the time in a form that the code alone knows
    const type = table.columns.get(column.name.name)?.type;
    if (type && !/^(?:timestamp|timestamptz|date)$/u.test(type.name)) return [];
    return [{ table: table.name, column: column.name.name, range: column.name.range ?? column.range, edits: column.onUpdate?.edits ?? null }];
  });
}

/** A query whose conditions no index of its table serves. */
export interface UnindexedQuery {
  readonly loc: TSESTree.SourceLocation;
  readonly table: string;
  readonly columns: readonly string[];
  /** An index that has one of the columns behind others. */
  readonly behind: Access | null;
}

/** Queries of the linted file that find rows by columns of known tables, where no index begins with any of them. */
export const unindexedQueries: (context: RuleContext) => readonly UnindexedQuery[] = perFile((context) => {
  const ast = context.sourceCode.ast as unknown as SqlFileNode | TSESTree.Program;
  return ast.type === 'SqlFile' ? unindexedIn(context, ast) : unindexedInCode(context);
});

/** Those of a file whose queries code calls by name; the statements of other files run once. */
function unindexedIn(context: RuleContext, { body, sql }: SqlFileNode): UnindexedQuery[] {
  const { path, text } = hostViewOf(context).file;
  if (!isQueryFile(path, text) || dialectOfSql(sql.dialect, path, projectOf(context), settingsOf(context)) !== 'postgres') return [];
  const found = body.flatMap(({ statement }) => equalitiesOf(statement));
  const catalog = found.length === 0 ? null : catalogOf(context);
  return catalog ? found.flatMap(({ table, columns, range }) => unindexed(catalog.table(table), columns, locOf(context, range))) : [];
}

function unindexedInCode(context: RuleContext): UnindexedQuery[] {
  const { queries, built, operationsOf } = sqlModel(context);
  const catalog = queries.length + built.length === 0 ? null : catalogOf(context);
  // nothing is read of the texts where nothing is known of the tables
  if (!catalog) return [];
  const file = sourceFileOf(context);
  const told = queries.filter(({ dialect, statements }) => dialect === 'postgres' && statements.some(mayFindByEquality)).flatMap(operationsOf);
  return [...told, ...built].sort(byPlace).flatMap((operation) => {
    if (operation.file !== file || operation.openWhere || operation.where.length === 0 || operation.table === null || operation.dialect !== 'postgres') return [];
    return unindexed(catalog.table(operation.table), [...new Set(operation.where.map(({ column }) => column))], locOf(context, operation.node.range));
  });
}

function unindexed(table: CatalogTable | null | undefined, columns: readonly string[], loc: TSESTree.SourceLocation): UnindexedQuery[] {
  if (!table || table.open || !columns.every((column) => table.columns.has(column)) || columns.some((column) => isIndexed(table, column))) return [];
  const behind = table.accesses.find((access) => columns.some((column) => access.columns.includes(column))) ?? null;
  return [{ loc, table: table.name, columns, behind }];
}
