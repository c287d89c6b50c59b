import { memo } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { schemasAround } from './catalog.ts';
import type { SchemaFile } from './fold.ts';
import type { Change, Index } from './types.ts';

/** A trigram index, which serves patterns that begin with a wildcard. Null is any: it stands on an expression, or is not understood. */
interface TrigramIndex {
  readonly name: string | null;
  readonly table: string | null;
  readonly column: string | null;
}

interface TrigramFacts {
  readonly indexes: readonly TrigramIndex[];
  /** Columns of every table, by the plain names of both. */
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Whether a trigram index serves a column. Asked of the schemas of all packages around the linted file, without regard to what
 * says the dialect: no other database has such an index. A package that cannot be read may hold one, and what no schema
 * knows by its name may be any table or column under another one.
 */
export function hasTrigramIndex(context: RuleContext, table: string | null, column: string | null): boolean {
  const schemas = schemasAround(context);
  if (schemas.includes(null)) return true;
  const known = schemas.flatMap((files) => (files ? [trigramsIn(files)] : []));
  const tables = known.flatMap(({ columns }) => [...columns]);
  const isTable = table !== null && tables.some(([name]) => name === plain(table));
  const asked = tables.filter(([name, { size }]) => size > 0 && (!isTable || name === plain(table)));
  const isColumn = column !== null && (asked.length === 0 || asked.some(([, columns]) => columns.has(plain(column))));
  return known.some(({ indexes }) => indexes.some((index) => isOf(index.table, isTable ? table : null) && isOf(index.column, isColumn ? column : null)));
}

const trigramsIn = memo((files: readonly SchemaFile[]): TrigramFacts => {
  let indexes: TrigramIndex[] = [];
  const columns = new Map<string, Set<string>>();
  for (const { facts: { changes }, saysTrigrams } of files) {
    if (saysTrigrams && !changes.some((change) => indexesOf(change).some(isTrigram))) indexes.push({ name: null, table: null, column: null });
    for (const change of changes) {
      if (change.step === 'down') continue;
      if (change.kind === 'dropIndex') indexes = indexes.filter(({ name }) => name !== change.name);
      if (change.kind !== 'createTable' && change.kind !== 'addColumn' && change.kind !== 'createIndex') continue;
      const table = plain(change.table.name);
      const known = columns.get(table) ?? new Set<string>();
      columns.set(table, known);
      for (const { name } of change.kind === 'createTable' ? change.columns : change.kind === 'addColumn' ? [change.column] : []) known.add(plain(name.name));
      for (const index of indexesOf(change)) if (isTrigram(index)) indexes.push(...index.columns.map((column) => ({ name: index.name, table: written(change.table.name), column: written(column) })));
    }
  }
  return { indexes, columns };
});

function indexesOf(change: Change): readonly Index[] {
  return change.kind === 'createTable' ? change.indexes : change.kind === 'createIndex' ? [change.index] : [];
}

/** A name that is spliced into the text is any. */
function written(name: string | null): string | null {
  return name?.includes('${') ? null : name;
}

function isTrigram({ operatorClasses }: Index): boolean {
  return operatorClasses.some((name) => /^gi(?:n|st)_trgm_ops$/iu.test(name));
}

function isOf(name: string | null, asked: string | null): boolean {
  return name === null || asked === null || plain(name) === plain(asked);
}

/** Names differ in case, underscores and number between a schema and an ORM. */
function plain(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase().replace(/[_"]/gu, '').replace(/s$/u, '');
}
