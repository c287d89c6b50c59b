import type { SqlRange, SqlToken } from './types.ts';

/** Token indices `from` (inclusive) to `to` (exclusive) of one statement, without its semicolon. */
export interface StatementSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * Splits a token stream at semicolons. A semicolon inside parentheses, `BEGIN ATOMIC … END` or the body of a
 * trigger or procedure does not split. Empty statements are left out.
 */
export function splitStatements(tokens: readonly SqlToken[]): StatementSpan[] {
  const spans: StatementSpan[] = [];
  let from = 0;
  let parens = 0;
  let blocks = 0;
  const close = (to: number): void => {
    if (to > from) spans.push({ from, to });
    from = to + 1;
    parens = 0;
    blocks = 0;
  };
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    if (token.text === '(') parens++;
    else if (token.text === ')') parens = Math.max(0, parens - 1);
    else if (token.text === ';' && parens === 0 && blocks === 0) close(i);
    else if (token.word === 'begin' && i > from && (tokens[i + 1]?.word === 'atomic' || ownsBody(tokens, from))) blocks++;
    else if (token.word === 'case' && blocks > 0 && tokens[i - 1]?.word !== 'end') blocks++;
    else if (token.word === 'end' && blocks > 0 && !ENDS_OTHER.has(tokens[i + 1]?.word ?? '')) blocks--;
  }
  if (tokens.length > from) spans.push({ from, to: tokens.length });
  return spans;
}

const ENDS_OTHER: ReadonlySet<string> = new Set(['if', 'loop', 'while', 'repeat', 'for']);
const BODIES: ReadonlySet<string> = new Set(['trigger', 'procedure', 'function', 'event']);

/** CREATE TRIGGER | PROCEDURE | FUNCTION: MySQL and SQLite write their bodies without quotes. */
function ownsBody(tokens: readonly SqlToken[], from: number): boolean {
  if (tokens[from]?.word !== 'create') return false;
  for (let i = from + 1; i < Math.min(from + 8, tokens.length); i++) {
    if (BODIES.has(tokens[i]?.word ?? '')) return true;
  }
  return false;
}

/** Range of the tokens of a span. */
export function spanRange(tokens: readonly SqlToken[], span: StatementSpan): SqlRange {
  return { start: tokens[span.from]?.start ?? 0, end: tokens[span.to - 1]?.end ?? 0 };
}
