import { stringContent } from '../../sql/anchors.ts';
import { readSql } from '../../sql/read.ts';
import { tokenize } from '../../sql/tokens.ts';
import { changesOf, isVolatile } from './statements.ts';
import type { SqlPlace } from './statements.ts';
import type { ColumnDefault, Constraint, SchemaRange } from './types.ts';

/** Pieces of SQL that code hands to a library: the text of a type, of a default, of a check. */

/** For pieces whose parts have no place of their own. */
const NOWHERE: SqlPlace = { locate: () => null, whole: [0, 0], step: 'up', text: '' };

/** A default as SQL writes it: `'open'`, `now()`. */
export function writtenDefault(text: string): ColumnDefault {
  const { tokens } = tokenize(text);
  const [first, cast] = tokens;
  return { literal: first?.kind === 'string' && (!cast || cast.text === '::') ? stringContent(first.text) : null, volatile: isVolatile(tokens) };
}

/** Whether an expression in SQL text gives another value for each row. */
export function isVolatileText(sql: string | null): boolean {
  return sql !== null && isVolatile(tokenize(sql).tokens);
}

/** A constraint that text says: `CHECK (a > 0)`, `UNIQUE (a)`. It stands where the text does. */
export function writtenConstraint(sql: string, range: SchemaRange): Constraint | null {
  const [statement] = readSql(`ALTER TABLE t ADD ${sql}`).statements;
  const changes = statement ? changesOf(statement, { ...NOWHERE, whole: range }) : [];
  return changes.flatMap((change) => (change.kind === 'addConstraint' ? [change.constraint] : []))[0] ?? null;
}

/** A constraint of an expression, known or not. */
export function checkOf(name: string | null, expression: string | null, range: SchemaRange): Constraint {
  const read = expression === null ? null : writtenConstraint(`CHECK (${expression})`, range);
  return read ? { ...read, name } : { kind: 'check', name, range, listCheck: null, notNullColumn: null, notValid: false };
}

/** What stands in an index by SQL text: `title gin_trgm_ops`, `lower(email)`. */
export function indexPart(sql: string | null): { readonly column: string | null; readonly operatorClasses: readonly string[] } {
  const [statement] = sql === null ? [] : readSql(`CREATE INDEX i ON t (${sql})`).statements;
  const [change] = statement ? changesOf(statement, NOWHERE) : [];
  return change?.kind === 'createIndex' ? { column: change.index.columns[0] ?? null, operatorClasses: change.index.operatorClasses } : { column: null, operatorClasses: [] };
}
