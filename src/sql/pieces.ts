import { Anchors } from './anchors.ts';
import { closeOf, identifierOf, isName, nameAt } from './names.ts';
import { tokenize } from './tokens.ts';
import type { SqlName, SqlRange, SqlToken, TypeFact } from './types.ts';

/** Pieces of definitions that builders take as text. They are read by their tokens: no parser is loaded for them. */

export interface TypePiece {
  readonly type: TypeFact;
  readonly range: SqlRange;
  /** What is written behind the type: `NOT NULL`, `GENERATED ALWAYS AS (…)`. */
  readonly rest: readonly SqlToken[];
}

/** The type a text begins with: `varchar(100)`, `timestamp with time zone`; null for what is none. */
export function readType(text: string): TypePiece | null {
  const { tokens } = tokenize(text);
  const found = new Anchors(tokens, 0).type(0);
  const [first, last] = [tokens[0], tokens[(found?.next ?? 0) - 1]];
  return found && first && last ? { type: found.type, range: { start: first.start, end: last.end }, rest: tokens.slice(found.next) } : null;
}

/** The table and columns of `people(id)`; null for what is no name. */
export function readReference(text: string): { readonly table: SqlName; readonly columns: readonly string[] } | null {
  const { tokens } = tokenize(text);
  const found = nameAt(tokens, 0);
  if (!found) return null;
  const open = tokens[found.next]?.text === '(' ? found.next : tokens.length;
  return { table: found.name, columns: tokens.slice(open + 1, closeOf(tokens, open, tokens.length)).flatMap((token) => (isName(token) ? [identifierOf(token)] : [])) };
}
