import { isConnective, isReserved } from './keywords.ts';
import { Splitter } from './split.ts';
import { Skimmer, type SkimmedStatement } from './skim.ts';
import type { PlaceholderStyle, SqlDialect, SqlToken, SqlTokenKind } from './types.ts';

/** Length of the filler that stands for a hole: room for the longest repair, `WHERE true`. */
export const HOLE_WIDTH = 12;

const FILLER_CHARACTER = '\uE000';

/** The text a hole has in a composed template: one private-use character, repeated. */
export const HOLE_FILLER: string = FILLER_CHARACTER.repeat(HOLE_WIDTH);

const FILLER = new RegExp(`${FILLER_CHARACTER}{${HOLE_WIDTH}}`, 'g');

/** Where hole number `hole` stands in the text. */
export interface HoleSpan {
  readonly hole: number;
  readonly start: number;
}

export interface TokenizeOptions {
  /** Sorted by start; each is `HOLE_WIDTH` long. */
  readonly holes?: readonly HoleSpan[];
  readonly dialect?: SqlDialect;
  /** Characters of tokens after which only kinds are told: white space, comments and the data of COPY are not counted. */
  readonly limit?: number;
}

export interface TokenStream {
  /** Without comments. */
  readonly tokens: readonly SqlToken[];
  readonly comments: readonly SqlToken[];
  /** The statements after the limit, which have no tokens. */
  readonly skimmed: readonly SkimmedStatement[];
}

const NO_HOLES: readonly number[] = [];

/** Text of a token with each hole shown as `${number}`. */
export function showHoles(text: string, holes: readonly number[]): string {
  if (holes.length === 0) return text;
  let next = 0;
  return text.replace(FILLER, () => `\${${holes[next++] ?? 0}}`);
}

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isWordStart = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || (c >= 0x80 && c !== 0xfeff && c !== 0xa0 && c !== 0x2028 && c !== 0x2029);
const isWordPart = (c: number): boolean => isWordStart(c) || isDigit(c) || c === 36;
const isSpace = (c: number): boolean => c === 32 || (c >= 9 && c <= 13) || c === 0xa0 || c === 0xfeff || c === 0x2028 || c === 0x2029;
const isOperatorPart = (c: number): boolean => OPERATOR_CODES.has(c);
const OPERATOR_CODES: ReadonlySet<number> = new Set(Array.from('+-*/<>=~!@#%^&|', (c) => c.charCodeAt(0)));
const LOOSE_OPERATOR = /[~!@#%^&|]/;
const ENDS_WITH_AT: ReadonlySet<string> = new Set(['<@', '@@', '@', '!@']);
const PSQL_VARIABLE = /:(?:'\w+'|"\w+")/y;
const TYPED_BRACE = /\{\s*[\w\uE000]+\s*:\s*[^{}'"\n]{1,120}\}/y;
const DOUBLE_BRACE = /\{\{[^{}\n]{1,160}\}\}/y;

const LONGEST_KEYWORD = 12;

/** True for a word that is one by itself even where a hole touches it: `FOR UPDATE${clause}`. */
const endsWord = (word: string): boolean => isReserved(word) || isConnective(word) || word === 'restrict' || word === 'cascade' || word === 'nothing';

/** True when the token can be the left side of an operator. */
export function isOperand(token: SqlToken | undefined): boolean {
  if (token === undefined) return false;
  switch (token.kind) {
    case 'word':
      return !isConnective(token.word);
    case 'quoted':
    case 'string':
    case 'dollar':
    case 'number':
    case 'placeholder':
    case 'hole':
      return true;
    default:
      return token.text === ')' || token.text === ']';
  }
}

/**
 * Splits SQL text into tokens. Never throws: what is left open at the end runs to the end, odd characters become
 * `unknown`. Linear in the length of the text.
 */
export function tokenize(text: string, options: TokenizeOptions = {}): TokenStream {
  return new Scanner(text, options).run();
}

class Scanner {
  private readonly text: string;
  private readonly spans: readonly HoleSpan[];
  private readonly backslashes: boolean;
  private readonly hashComments: boolean;
  private readonly tokens: SqlToken[] = [];
  private readonly comments: SqlToken[] = [];
  private readonly missingTags = new Set<string>();
  private position = 0;
  private nextSpan = 0;
  private brackets = 0;
  private statementStart = 0;
  private readonly limit: number;
  private counted = 0;
  private skimmer: Skimmer | null = null;

  constructor(text: string, { holes = [], dialect = 'unknown', limit = Infinity }: TokenizeOptions) {
    this.text = text;
    this.spans = holes;
    this.limit = limit;
    this.backslashes = dialect === 'mysql' || dialect === 'clickhouse';
    this.hashComments = dialect === 'mysql';
  }

  run(): TokenStream {
    const { text } = this;
    while (this.position < text.length) {
      if (this.counted > this.limit && !this.skimmer) this.skim();
      this.step(text.charCodeAt(this.position));
    }
    this.skimmer?.close();
    return { tokens: this.tokens, comments: this.comments, skimmed: this.skimmer?.statements ?? [] };
  }

  /** From the statement on that goes over the limit, only kinds are kept. */
  private skim(): void {
    const splitter = new Splitter(this.tokens);
    splitter.run();
    const skimmer = (this.skimmer = new Skimmer());
    for (const token of this.tokens.splice(splitter.from)) if (skimmer.isWanted(this.text, token.start, token.end)) skimmer.add(token);
    this.statementStart = this.tokens.length;
  }

  private get startsStatement(): boolean {
    return this.skimmer ? this.skimmer.current.length === 0 : this.tokens.length === this.statementStart;
  }

  private step(c: number): void {
    const { text } = this;
    const i = this.position;
    if (isSpace(c)) this.position++;
    else if (this.holeAt(i)) this.hole(i);
    else if (isWordStart(c)) this.word(i);
    else if (isDigit(c) || (c === 46 && isDigit(text.charCodeAt(i + 1)))) this.number(i);
    else if (c === 39) this.push('string', i, this.quotedEnd(i + 1, 39, this.backslashes));
    else if (c === 34) this.push('quoted', i, this.quotedEnd(i + 1, 34, this.backslashes));
    else if (c === 96) this.push('quoted', i, this.quotedEnd(i + 1, 96, false));
    else if (c === 45 && text.charCodeAt(i + 1) === 45) this.comment(i, this.lineEnd(i));
    else if (c === 47 && text.charCodeAt(i + 1) === 42) this.comment(i, this.blockEnd(i));
    else if (c === 35 && this.hashComments) this.comment(i, this.lineEnd(i));
    else if (c === 92 && this.startsStatement) this.comment(i, this.lineEnd(i));
    else if (c === 36) this.dollar(i);
    else if (c === 63) this.question(i);
    else if (c === 58) this.colon(i);
    else if (c === 64 && this.startsName(i + 1) && !this.touchesOperand(i)) this.named(i, '@name');
    else if (c === 37 && this.isFormat(i) && !isOperand(this.tokens.at(-1))) this.push('placeholder', i, i + 2, '%s');
    else if (c === 123) this.brace(i);
    else if (isOperatorPart(c)) this.operator(i);
    else this.punctuation(i, c);
  }

  private push(kind: SqlTokenKind, start: number, end: number, style?: PlaceholderStyle): void {
    if (kind !== 'comment') this.counted += end - start;
    if (kind !== 'comment' && this.skimmer?.isWanted(this.text, start, end) === false) {
      this.position = end;
      return;
    }
    const text = this.text.slice(start, end);
    const holes = this.holesUpTo(end);
    const token: SqlToken = { kind, start, end, text, word: kind === 'word' && holes.length === 0 ? text.toLowerCase() : '', holes, ...(style && { style }) };
    if (kind === 'comment') this.comments.push(token);
    else if (this.skimmer) this.skimmer.add(token);
    else this.tokens.push(token);
    this.position = end;
  }

  private comment(start: number, end: number): void {
    this.push('comment', start, end);
  }

  private holeAt(position: number): boolean {
    return this.spans[this.nextSpan]?.start === position;
  }

  private holesUpTo(end: number): readonly number[] {
    let found: number[] | undefined;
    for (let span = this.spans[this.nextSpan]; span !== undefined && span.start < end; span = this.spans[++this.nextSpan]) {
      (found ??= []).push(span.hole);
    }
    return found ?? NO_HOLES;
  }

  /** End of a run of word characters and holes; a keyword glued to a hole ends the run. */
  private wordEnd(start: number): number {
    const { text } = this;
    let i = start;
    let span = this.nextSpan;
    while (i < text.length) {
      if (this.spans[span]?.start === i) {
        const after = i + HOLE_WIDTH;
        if (i > start && i - start <= LONGEST_KEYWORD && endsWord(text.slice(start, i).toLowerCase())) return i;
        span++;
        if (this.spans[span]?.start === after || !isWordPart(text.charCodeAt(after))) return after;
        i = after;
      } else if (isWordPart(text.charCodeAt(i))) i++;
      else return i;
    }
    return i;
  }

  private hole(i: number): void {
    const after = i + HOLE_WIDTH;
    const glued = this.spans[this.nextSpan + 1]?.start !== after && isWordPart(this.text.charCodeAt(after));
    if (!glued) return this.push('hole', i, after);
    const end = this.wordEnd(i);
    if (end - after <= LONGEST_KEYWORD && endsWord(this.text.slice(after, end).toLowerCase())) this.push('hole', i, after);
    else this.push('word', i, end);
  }

  private word(i: number): void {
    const { text } = this;
    const next = text.charCodeAt(i + 1);
    const letter = text.charCodeAt(i) | 32;
    if (next === 39 && (letter === 101 || letter === 98 || letter === 120 || letter === 110)) {
      return this.push('string', i, this.quotedEnd(i + 2, 39, letter === 101 || this.backslashes));
    }
    if (letter === 117 && next === 38) {
      const quote = text.charCodeAt(i + 2);
      if (quote === 39 || quote === 34) return this.push(quote === 39 ? 'string' : 'quoted', i, this.quotedEnd(i + 3, quote, false));
    }
    this.push('word', i, this.wordEnd(i));
  }

  private number(i: number): void {
    const { text } = this;
    let end = i;
    if (text.charCodeAt(i) === 48 && /[xXoObB]/.test(text.charAt(i + 1))) end = i + 2;
    while (end < text.length) {
      const c = text.charCodeAt(end);
      const exponent = (c === 43 || c === 45) && (text.charCodeAt(end - 1) | 32) === 101 && isDigit(text.charCodeAt(end + 1)) && text.charCodeAt(i + 1) !== 120;
      const range = c === 46 && text.charCodeAt(end + 1) === 46;
      if (this.holeStartsAt(end) || range || !(isDigit(c) || c === 46 || c === 95 || isWordStart(c) || exponent)) break;
      end++;
    }
    if (this.holeStartsAt(end)) end += HOLE_WIDTH;
    this.push('number', i, end);
  }

  private holeStartsAt(position: number): boolean {
    for (let i = this.nextSpan; i < this.spans.length; i++) {
      const start = this.spans[i]?.start ?? 0;
      if (start >= position) return start === position;
    }
    return false;
  }

  private quotedEnd(from: number, quote: number, backslashes: boolean): number {
    const { text } = this;
    for (let i = from; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === 92 && backslashes) i++;
      else if (c === quote) {
        if (text.charCodeAt(i + 1) !== quote) return i + 1;
        i++;
      }
    }
    return text.length;
  }

  private lineEnd(from: number): number {
    const end = this.text.indexOf('\n', from);
    return end === -1 ? this.text.length : end;
  }

  private blockEnd(from: number): number {
    const { text } = this;
    let depth = 1;
    for (let i = from + 2; i < text.length - 1; i++) {
      const c = text.charCodeAt(i);
      const next = text.charCodeAt(i + 1);
      if (c === 47 && next === 42) {
        depth++;
        i++;
      } else if (c === 42 && next === 47) {
        depth--;
        i++;
        if (depth === 0) return i + 1;
      }
    }
    return text.length;
  }

  private dollar(i: number): void {
    const { text } = this;
    if (isDigit(text.charCodeAt(i + 1))) {
      let end = i + 2;
      while (isDigit(text.charCodeAt(end))) end++;
      if (this.holeStartsAt(end)) end += HOLE_WIDTH;
      return this.push('placeholder', i, end, '$n');
    }
    if (this.holeStartsAt(i + 1)) return this.push('placeholder', i, i + 1 + HOLE_WIDTH, '$n');
    let end = i + 1;
    while (isWordStart(text.charCodeAt(end)) || isDigit(text.charCodeAt(end))) end++;
    if (text.charCodeAt(end) === 36) {
      const tag = text.slice(i, end + 1);
      const close = this.missingTags.has(tag) ? -1 : text.indexOf(tag, end + 1);
      if (close !== -1) return this.push('dollar', i, close + tag.length);
      this.missingTags.add(tag);
    }
    // `$NAME$` without a partner is somebody's own placeholder
    if (end > i + 1) this.push('placeholder', i, text.charCodeAt(end) === 36 ? end + 1 : end, '$name');
    else this.push('unknown', i, i + 1);
  }

  private question(i: number): void {
    const next = this.text.charCodeAt(i + 1);
    const previous = this.tokens.at(-1);
    if (isOperand(previous)) {
      if (next === 124 || next === 38) return this.push('operator', i, i + 2);
      // jsonb's own `?` stands between two operands; a bound `?` after an operand is only written after a keyword
      const rest = this.text.slice(i + 1, i + 40).trimStart();
      if (/^['$:?\uE000(]/.test(rest) && previous?.kind !== 'placeholder') return this.push('operator', i, i + 1);
    }
    if (next === 63) return this.push('placeholder', i, i + 2, '??');
    let end = i + 1;
    while (isDigit(this.text.charCodeAt(end))) end++;
    this.push('placeholder', i, end, '?');
  }

  private startsName(position: number): boolean {
    return this.holeStartsAt(position) || isWordStart(this.text.charCodeAt(position));
  }

  private touchesOperand(i: number): boolean {
    const previous = this.tokens.at(-1);
    return previous !== undefined && previous.end === i && isOperand(previous);
  }

  private named(i: number, style: PlaceholderStyle): void {
    const saved = this.nextSpan;
    const end = this.wordEnd(i + 1);
    this.nextSpan = saved;
    // PgTyped's mark of a value that is never null; `:a!=b` and `:a!~b` are comparisons
    if (style === ':name' && this.text.charCodeAt(end) === 33 && !isOperatorPart(this.text.charCodeAt(end + 1))) return this.push('placeholder', i, end + 1, style);
    const knex = style === ':name' && this.text.charCodeAt(end) === 58 && this.text.charCodeAt(end + 1) !== 58;
    this.push('placeholder', i, knex ? end + 1 : end, knex ? ':name:' : style);
  }

  private colon(i: number): void {
    const { text } = this;
    const next = text.charCodeAt(i + 1);
    if (next === 58 || next === 61) return this.push('operator', i, i + 2);
    if (this.touchesOperand(i) || (this.brackets > 0 && isOperand(this.tokens.at(-1)))) return this.push('operator', i, i + 1);
    PSQL_VARIABLE.lastIndex = i;
    const variable = PSQL_VARIABLE.exec(text);
    if (variable) return this.push('placeholder', i, i + variable[0].length, ':name');
    if (this.startsName(i + 1) || isDigit(next)) return this.named(i, ':name');
    this.push('operator', i, i + 1);
  }

  private brace(i: number): void {
    for (const [pattern, style] of [
      [DOUBLE_BRACE, '{{name}}'],
      [TYPED_BRACE, '{name:Type}'],
    ] as const) {
      pattern.lastIndex = i;
      const match = pattern.exec(this.text);
      if (match) return this.push('placeholder', i, i + match[0].length, style);
    }
    this.push('punctuation', i, i + 1);
  }

  private isFormat(i: number): boolean {
    const c = this.text.charAt(i + 1);
    return (c === 's' || c === 'L' || c === 'I') && !isWordPart(this.text.charCodeAt(i + 2));
  }

  private operator(i: number): void {
    const { text } = this;
    let end = i + 1;
    while (isOperatorPart(text.charCodeAt(end))) {
      const c = text.charCodeAt(end);
      const next = text.charCodeAt(end + 1);
      if ((c === 45 && next === 45) || (c === 47 && next === 42) || (c === 35 && this.hashComments)) break;
      end++;
    }
    // PostgreSQL's rule: `=-1` is `=` and `-1`, while `@-` is one operator
    while (end > i + 1 && /[+-]$/.test(text.slice(i, end)) && !LOOSE_OPERATOR.test(text.slice(i, end))) end--;
    const run = text.slice(i, end);
    if (run.length > 1 && run.endsWith('@') && !ENDS_WITH_AT.has(run) && this.startsName(end)) end--;
    else if (run.length > 1 && run.endsWith('%') && this.isFormat(end - 1)) end--;
    else if (run.length > 1 && run.endsWith('*') && /^[=<>]+\*$/.test(run)) end--;
    this.push('operator', i, end);
  }

  private punctuation(i: number, c: number): void {
    if (c === 91) this.brackets++;
    else if (c === 93) this.brackets = Math.max(0, this.brackets - 1);
    const known = c === 40 || c === 41 || c === 44 || c === 59 || c === 46 || c === 91 || c === 93 || c === 125;
    const statement = this.skimmer?.current ?? this.tokens;
    const start = this.skimmer ? 0 : this.statementStart;
    this.push(known ? 'punctuation' : 'unknown', i, i + 1);
    if (c !== 59) return;
    this.statementStart = this.tokens.length;
    this.brackets = 0;
    if (statement[start]?.word === 'copy' && readsStdin(statement, start)) this.copyData();
  }

  /** Rows after `COPY … FROM stdin;` are data up to a line with `\.` and no SQL. */
  private copyData(): void {
    const line = this.lineEnd(this.position);
    const end = this.text.indexOf('\n\\.', line);
    if (end !== -1 && line < this.text.length) this.comment(line, Math.max(line + 1, this.lineEnd(end + 1)));
  }
}

function readsStdin(tokens: readonly SqlToken[], from: number): boolean {
  for (let i = from; i < tokens.length - 1; i++) {
    if (tokens[i]?.word === 'from' && tokens[i + 1]?.word === 'stdin') return true;
  }
  return false;
}
