import type { SqlStatement } from './types.ts';

/** Text to put into the SQL at an offset. */
export interface SqlInsertion {
  readonly offset: number;
  readonly text: string;
}

/**
 * Where `RETURNING columns` belongs in an INSERT, UPDATE or DELETE: after its last token, so before a semicolon and
 * before a comment that follows. Null when the statement is another one, has RETURNING, or ends in a hole that could
 * be anything.
 */
export function returningInsertion(statement: SqlStatement, columns: readonly string[]): SqlInsertion | null {
  const { kind, tokens, range } = statement;
  if ((kind !== 'insert' && kind !== 'update' && kind !== 'delete') || columns.length === 0) return null;
  let depth = 0;
  for (const token of tokens) {
    if (token.text === '(') depth++;
    else if (token.text === ')') depth--;
    else if (depth === 0 && token.word === 'returning') return null;
  }
  const last = tokens.at(-1);
  const before = tokens.at(-2);
  // a hole after an operator or a comma is a value; after anything else it may bring its own clause
  if (last?.kind === 'hole' && before?.kind !== 'operator' && before?.text !== ',' && before?.word !== 'limit') return null;
  return { offset: range.end, text: ` RETURNING ${columns.join(', ')}` };
}
