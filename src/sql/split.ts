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
  const splitter = new Splitter(tokens);
  splitter.run();
  return tokens.length > splitter.from ? [...splitter.spans, { from: splitter.from, to: tokens.length }] : splitter.spans;
}

/** Splits a token stream that may still grow: it may be run whenever the last token is a semicolon, or there will be no more. */
export class Splitter {
  readonly spans: StatementSpan[] = [];
  /** The first token of the statement that is not at its end. */
  from = 0;
  private readonly tokens: readonly SqlToken[];
  private at = 0;
  private parens = 0;
  private blocks = 0;

  constructor(tokens: readonly SqlToken[]) {
    this.tokens = tokens;
  }

  run(): void {
    const { tokens } = this;
    for (; this.at < tokens.length; this.at++) {
      const token = tokens[this.at];
      if (token) this.step(token, this.at);
    }
  }

  private step(token: SqlToken, i: number): void {
    const { tokens } = this;
    if (token.text === '(') this.parens++;
    else if (token.text === ')') this.parens = Math.max(0, this.parens - 1);
    else if (token.text === ';' && this.parens === 0 && this.blocks === 0) this.close(i);
    else if (token.word === 'begin' && i > this.from && (tokens[i + 1]?.word === 'atomic' || ownsBody(tokens, this.from))) this.blocks++;
    else if (token.word === 'case' && this.blocks > 0 && tokens[i - 1]?.word !== 'end') this.blocks++;
    else if (token.word === 'end' && this.blocks > 0 && !ENDS_OTHER.has(tokens[i + 1]?.word ?? '')) this.blocks--;
  }

  private close(to: number): void {
    if (to > this.from) this.spans.push({ from: this.from, to });
    this.from = to + 1;
  }
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
