import { statementKind } from './kind.ts';
import { spanRange, Splitter } from './split.ts';
import type { SqlRange, SqlToken, StatementKind } from './types.ts';

/** Characters of statements, without white space and comments, that are read in full. What follows in a larger file is rows, mostly. */
export const FULL_CHARACTERS = 1_000_000;

/** A statement of which only the kind is known. */
export interface SkimmedStatement {
  readonly kind: StatementKind;
  readonly range: SqlRange;
}

/** Tokens that tell the kind of a statement. */
const HEAD = 12;
/** Words that tell where a statement ends, what kind one that begins with WITH is, and whether data follows. */
const WORDS: ReadonlySet<string> = new Set(['begin', 'atomic', 'case', 'end', 'if', 'loop', 'while', 'repeat', 'for', 'select', 'insert', 'update', 'delete', 'merge', 'values', 'from', 'stdin']);
const LONGEST_WORD = 6;

/** Takes the tokens of statements that are not read in full, and keeps of each what tells its kind and its end. */
export class Skimmer {
  readonly statements: SkimmedStatement[] = [];
  private tokens: SqlToken[] = [];
  private splitter = new Splitter(this.tokens);
  private start = -1;
  private end = 0;

  /** What is kept of the statement that is not at its end. */
  get current(): readonly SqlToken[] {
    return this.tokens;
  }

  /** Whether a token that begins at an offset, of a text, has to be made at all; where it ends is noted. */
  isWanted(text: string, start: number, end: number): boolean {
    const first = text.charCodeAt(start);
    if (first !== 59) this.end = end;
    if (this.start === -1) this.start = start;
    if (this.tokens.length < HEAD || first === 40 || first === 41 || first === 59) return true;
    return end - start <= LONGEST_WORD && WORDS.has(text.slice(start, end).toLowerCase());
  }

  add(token: SqlToken): void {
    this.tokens.push(token);
    if (token.text !== ';') return;
    this.splitter.run();
    if (this.splitter.from === this.tokens.length) this.close();
  }

  /** Ends the last statement. */
  close(): void {
    const { tokens } = this;
    const to = tokens.length - (tokens.at(-1)?.text === ';' ? 1 : 0);
    if (to > 0) this.statements.push({ kind: statementKind(tokens, { from: 0, to }), range: { start: spanRange(tokens, { from: 0, to }).start, end: this.end } });
    this.tokens = [];
    this.splitter = new Splitter(this.tokens);
    this.start = -1;
  }
}
