import { Anchors, stringContent } from '../../sql/anchors.ts';
import { readSql } from '../../sql/read.ts';
import { tokenize } from '../../sql/tokens.ts';
import { isVolatile } from './statements.ts';
import type { ColumnDefault, ListCheck, SchemaRange } from './types.ts';

/** Pieces of SQL that code hands to a library: the text of a type, of a default, of a check. */

/** A type as SQL writes it, `character varying(20)`, by PostgreSQL's own short name; null for what is none. */
export function writtenType(text: string): { readonly name: string; readonly args: readonly number[] } | null {
  return new Anchors(tokenize(text).tokens, 0).type(0)?.type ?? null;
}

/** A default as SQL writes it: `'open'`, `now()`. */
export function writtenDefault(text: string): ColumnDefault {
  const { tokens } = tokenize(text);
  const [first, cast] = tokens;
  return { literal: first?.kind === 'string' && (!cast || cast.text === '::') ? stringContent(first.text) : null, volatile: isVolatile(tokens) };
}

/** What the condition of a CHECK says: the list of words that it allows, the column that it keeps from being NULL. */
export function writtenCheck(condition: string, range: SchemaRange): { readonly listCheck: ListCheck | null; readonly notNullColumn: string | null } {
  for (const fact of readSql(`ALTER TABLE t ADD CHECK (${condition})`).statements.flatMap((statement) => statement.facts)) {
    if (fact.k !== 'alterTable' || fact.constraint?.c !== 'check') continue;
    const { listCheck, notNullColumn } = fact.constraint;
    return { listCheck: listCheck && { column: listCheck.column, values: listCheck.values, range }, notNullColumn };
  }
  return { listCheck: null, notNullColumn: null };
}
