import type { ColumnFact, SqlStatement } from '../../sql/types.ts';
import type { Locate } from '../sql/locate.ts';
import type { Column } from './types.ts';

/** Columns that a statement defines or gives a new type; temporary tables are no schema. */
export function columnsOf(statement: SqlStatement, locate: Locate): readonly Column[] {
  if (statement.kind !== 'createTable' && statement.kind !== 'alterTable') return [];
  const columns = statement.facts.flatMap((fact) => {
    if (fact.k === 'createTable') return fact.temporary ? [] : fact.columns;
    return fact.k === 'alterTable' ? (fact.column ?? []) : [];
  });
  return columns.flatMap((column) => columnOf(statement, column, locate) ?? []);
}

function columnOf({ tokens }: SqlStatement, { at, name, type }: ColumnFact, locate: Locate): Column | null {
  const named = tokens[at];
  const [first, last] = type ? [tokens[type.at], tokens[type.end - 1]] : [];
  if (!type || !named || named.holes.length > 0 || !locate(named.start, named.end)) return null;
  const range = first && last ? locate(first.start, last.end) : null;
  return range && { name, type: { name: type.name, args: type.args, range } };
}
