import { dialectOf, placeholderUse } from './dialect.ts';
import { statementKind } from './kind.ts';
import type { HoleGuess } from './parse.ts';
import { operandContexts, type OperandContext } from './positions.ts';
import { readTokens } from './read.ts';
import { splitStatements, type StatementSpan } from './split.ts';
import { HOLE_FILLER, HOLE_WIDTH, showHoles, tokenize, type HoleSpan } from './tokens.ts';
import type { HoleFact, HolePosition, HoleQuote, ReadSqlOptions, SqlDialect, SqlRange, SqlTemplate, SqlText, SqlToken, StatementKind, TemplatePart } from './types.ts';

/** The text of template parts with a filler for each hole, and where everything stands in it. */
export interface ComposedTemplate {
  readonly text: string;
  readonly parts: readonly SqlRange[];
  readonly spans: readonly HoleSpan[];
}

/** Joins parts to one text; every hole becomes `HOLE_FILLER`. */
export function composeTemplate(parts: readonly TemplatePart[]): ComposedTemplate {
  const pieces: string[] = [];
  const ranges: SqlRange[] = [];
  const spans: HoleSpan[] = [];
  let start = 0;
  for (const part of parts) {
    const piece = 'text' in part ? part.text : HOLE_FILLER;
    if (!('text' in part)) spans.push({ hole: part.hole, start });
    pieces.push(piece);
    ranges.push({ start, end: start + piece.length });
    start += piece.length;
  }
  return { text: pieces.join(''), parts: ranges, spans };
}

/**
 * Reads SQL text with holes: the SQL position of each hole, decided from the tokens around it, and the statements
 * with the holes repaired. Never throws; no parser is loaded before `sql.statements[n].facts` is read.
 */
export function readTemplate(parts: readonly TemplatePart[], options: ReadSqlOptions = {}): SqlTemplate {
  const { text, parts: ranges, spans } = composeTemplate(parts);
  const stream = tokenize(text, { holes: spans, ...(options.dialect && { dialect: options.dialect }) });
  const statements = splitStatements(stream.tokens);
  const dialect = options.dialect ?? dialectOf(stream.tokens);
  const guesses = new Map<number, HoleGuess>();
  for (const part of parts) if (!('text' in part) && part.guess) guesses.set(part.hole, part.guess);

  const reader = new HoleReader(text, stream.tokens, spans, dialect, guesses);
  const found = new Map<number, HoleFact>();
  statements.forEach((span, index) => reader.statement(span, index, found));
  reader.comments(stream.comments, statements, found);
  const holes = spans.map((span) => found.get(span.start) ?? unknownHole(span));

  let sql: SqlText | undefined;
  return {
    text,
    parts: ranges,
    holes,
    dialect,
    placeholders: placeholderUse(stream.tokens),
    get sql() {
      return (sql ??= readTokens(text, stream, { ...options, dialect, spans, holes, guesses }));
    },
  };
}

/** How many holes to either side of a quoted one its text shows. */
const NEARBY_HOLES = 8;

/** A string that is SQL itself: `format('DROP TABLE ${schema}.%I', …)`. */
const SQL_INSIDE = /^'\s*(?:select|insert\s+into|update|delete\s+from|drop|alter|create|listen|notify|truncate)\s+\S/i;

function unknownHole({ hole, start }: HoleSpan): HoleFact {
  return {
    hole, position: 'unknown', range: { start, end: start + HOLE_WIDTH }, statement: -1, statementKind: 'other',
    column: null, operator: null, clause: '', call: null, list: false, part: null, quote: null,
  };
}

class HoleReader {
  private readonly text: string;
  private readonly tokens: readonly SqlToken[];
  private readonly spans: readonly HoleSpan[];
  private readonly doubleQuotesAreStrings: boolean;
  private readonly guesses: ReadonlyMap<number, HoleGuess>;
  private nextSpan = 0;

  constructor(text: string, tokens: readonly SqlToken[], spans: readonly HoleSpan[], dialect: SqlDialect, guesses: ReadonlyMap<number, HoleGuess>) {
    this.text = text;
    this.tokens = tokens;
    this.spans = spans;
    this.doubleQuotesAreStrings = dialect === 'mysql';
    this.guesses = guesses;
  }

  /** Adds the facts of one statement's holes, keyed by the offset of the hole. */
  statement(span: StatementSpan, index: number, found: Map<number, HoleFact>): void {
    const wanted = new Set<number>();
    for (let i = span.from; i < span.to; i++) if ((this.tokens[i]?.holes.length ?? 0) > 0) wanted.add(i);
    if (wanted.size === 0) return;
    const kind = statementKind(this.tokens, span);
    const contexts = operandContexts(this.text, this.tokens, span, kind, wanted);
    for (const i of wanted) {
      const token = this.tokens[i];
      const context = contexts.get(i);
      if (token !== undefined && context !== undefined) this.token(token, context, index, kind, found);
    }
  }

  /** Adds the holes that stand in comments. */
  comments(comments: readonly SqlToken[], statements: readonly StatementSpan[], found: Map<number, HoleFact>): void {
    for (const token of comments) {
      if (token.holes.length === 0) continue;
      const statement = statements.findIndex(({ from, to }) => (this.tokens[from]?.start ?? 0) < token.start && (this.tokens[to - 1]?.end ?? 0) > token.start);
      for (const span of this.spansIn(token)) {
        found.set(span.start, { ...unknownHole(span), position: 'comment', statement });
      }
    }
  }

  private spansIn(token: SqlToken): HoleSpan[] {
    let i = this.nextSpan;
    if ((this.spans[i]?.start ?? 0) > token.start) i = 0;
    while ((this.spans[i]?.start ?? Infinity) < token.start) i++;
    const inside: HoleSpan[] = [];
    for (let span = this.spans[i]; span !== undefined && span.start < token.end; span = this.spans[++i]) inside.push(span);
    this.nextSpan = i;
    return inside;
  }

  private token(token: SqlToken, context: OperandContext, statement: number, statementKind: StatementKind, found: Map<number, HoleFact>): void {
    const inside = this.spansIn(token);
    for (const [index, span] of inside.entries()) {
      const quote = this.quote(token, inside, index, context);
      found.set(span.start, {
        hole: span.hole,
        position: this.position(token, context, this.guesses.get(span.hole)),
        range: { start: span.start, end: span.start + HOLE_WIDTH },
        statement,
        statementKind,
        column: context.column,
        operator: context.operator,
        clause: context.clause,
        call: context.call,
        list: context.list && token.kind === 'hole',
        part: context.part,
        quote,
      });
    }
  }

  private position(token: SqlToken, context: OperandContext, guess: HoleGuess | undefined): HolePosition {
    switch (token.kind) {
      case 'placeholder':
        return 'placeholder';
      case 'string':
        // a string is an identifier only as an alias: `AS '${x}'`
        if (context.position === 'ddl' || (context.position === 'identifier' && context.call === null)) return context.position;
        return SQL_INSIDE.test(token.text) ? 'fragment' : 'quoted';
      case 'dollar':
        // dollar quotes are for code
        return context.position === 'ddl' ? 'ddl' : 'fragment';
      case 'quoted':
        if (context.position === 'ddl' || context.position === 'orderBy') return context.position;
        return this.doubleQuotesAreStrings && token.text.startsWith('"') && context.position === 'value' ? 'quoted' : 'identifier';
      case 'word':
        return context.position === 'ddl' ? 'ddl' : 'identifier';
      default:
        return guess === 'placeholder' && context.position !== 'ddl' ? 'placeholder' : context.position;
    }
  }

  private quote(token: SqlToken, inside: readonly HoleSpan[], index: number, context: OperandContext): HoleQuote | null {
    if (token.kind !== 'string' && token.kind !== 'quoted' && token.kind !== 'dollar') return null;
    const open = /^(?:[a-zA-Z]&?)?(?:'|"|`|\$[^$]*\$)/.exec(token.text)?.[0] ?? '';
    const mark = token.kind === 'dollar' ? '$' : open.endsWith('"') ? '"' : open.endsWith('`') ? '`' : "'";
    const tail = token.kind === 'dollar' ? open.length : token.text.length > open.length && token.text.endsWith(mark) ? 1 : 0;
    const start = inside[index]?.start ?? token.start;
    const first = Math.max(0, index - NEARBY_HOLES);
    const from = first === 0 ? token.start + open.length : (inside[first]?.start ?? start);
    const last = inside[index + NEARBY_HOLES];
    const to = last === undefined ? token.end - tail : last.start + HOLE_WIDTH;
    const before = showHoles(this.text.slice(from, start), inside.slice(first, index).map(({ hole }) => hole));
    const after = showHoles(this.text.slice(start + HOLE_WIDTH, to), inside.slice(index + 1, index + 1 + NEARBY_HOLES).map(({ hole }) => hole));
    const like = context.operator === 'like' || context.operator === 'ilike';
    return {
      start: token.start,
      end: token.end,
      before,
      after,
      alone: before === '' && after === '',
      wildcard: like || /[%_]$/.test(before) || /^[%_]/.test(after),
      mark,
    };
  }
}
