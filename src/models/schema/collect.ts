import type { AlterTableFact, ColumnFact, CreateTableFact, SqlStatement } from '../../sql/types.ts';
import type { Column, ColumnType, SchemaRange } from './types.ts';

/** Place of a range of SQL text in the linted file; null where the text is not written there as one piece. */
export type Locate = (start: number, end: number) => SchemaRange | null;

/** Columns that a statement defines or gives a new type; temporary tables are no schema. */
export function columnsOf(statement: SqlStatement, locate: Locate): readonly Column[] {
  if (statement.kind !== 'createTable' && statement.kind !== 'alterTable') return [];
  return statement.facts.flatMap((fact) => {
    switch (fact.k) {
      case 'createTable':
        return fact.temporary ? [] : fact.columns.flatMap((column) => columnOf(statement, fact, column, locate) ?? []);
      case 'alterTable':
        return fact.column ? (columnOf(statement, fact, fact.column, locate) ?? []) : [];
      default:
        return [];
    }
  });
}

function columnOf({ tokens }: SqlStatement, { table }: CreateTableFact | AlterTableFact, column: ColumnFact, locate: Locate): Column | null {
  const name = tokens[column.at];
  const range = name && locate(name.start, name.end);
  if (!range || name.holes.length > 0) return null;
  const { type } = column;
  const [first, last] = type ? [tokens[type.at], tokens[type.end - 1]] : [];
  const written = first && last && locate(first.start, last.end);
  return {
    table: table.name.includes('${') ? null : table.name,
    name: column.name,
    type: type && written ? { name: type.name, args: type.args, array: type.array, range: written } : null,
    primaryKey: column.primaryKey,
    range,
  };
}

/** The SQL of a type with another name: what stands behind the name (a precision where the new type takes one, array bounds) stays. */
export function retyped({ range, name: before }: ColumnType, name: string, text: string): string {
  const written = text.slice(...range);
  const precision = before === 'timestamp' ? (/\(\s*\d+\s*\)/u.exec(written)?.[0] ?? '') : '';
  const bounds = /(?:(?:\s*\[[^\]]*\])+|\s+array\b.*)$/iu.exec(written)?.[0] ?? '';
  return `${name}${precision}${bounds}`;
}
