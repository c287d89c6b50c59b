import { Anchors } from './anchors.ts';
import { bodyOf } from './bodies.ts';
import { ddlFacts } from './ddl.ts';
import { dialectOf, placeholdersOf, placeholderUse } from './dialect.ts';
import { statementKind } from './kind.ts';
import { readFacts, type FactOutcome, type TemplateOptions } from './parse.ts';
import { FULL_CHARACTERS, type SkimmedStatement } from './skim.ts';
import { splitStatements, spanRange, type StatementSpan } from './split.ts';
import { tokenize, type TokenStream } from './tokens.ts';
import type { Fact, ReadSqlOptions, SqlBody, SqlDialect, SqlStatement, SqlText, SqlToken, StatementKind } from './types.ts';

const CACHED_TEXTS = 400;
const CACHED_CHARACTERS = 4_000_000;

const cache = new Map<string, SqlText>();
let cachedCharacters = 0;

/**
 * Reads SQL text to statements. Tokens and kinds are read now, facts on first use; the same text gives the same
 * object while it is in the cache. Of statements that end after the first million characters only the kind is read. Never throws.
 */
export function readSql(text: string, options: ReadSqlOptions = {}): SqlText {
  return cached(`${options.parser ?? 'auto'} ${options.dialect ?? ''} ${text}`, () =>
    fromStream(text, tokenize(text, { limit: FULL_CHARACTERS, ...(options.dialect && { dialect: options.dialect }) }), options),
  );
}

/** Statements of an already tokenised template; cached by text, hole numbers and hole positions. */
export function readTokens(text: string, stream: TokenStream, options: TemplateOptions): SqlText {
  const holes = options.holes?.map((hole) => `${hole.hole}${hole.position}`).join() ?? '';
  const guesses = options.guesses ? JSON.stringify([...options.guesses]) : '';
  return cached(`${options.parser ?? 'auto'} ${options.dialect ?? ''} ${holes} ${guesses} ${text}`, () => fromStream(text, stream, options));
}

function cached(key: string, read: () => SqlText): SqlText {
  const known = cache.get(key);
  if (known !== undefined) {
    cache.delete(key);
    cache.set(key, known);
    return known;
  }
  const made = read();
  cache.set(key, made);
  cachedCharacters += key.length;
  for (const oldest of cache.keys()) {
    if (cache.size <= CACHED_TEXTS && cachedCharacters <= CACHED_CHARACTERS) break;
    cache.delete(oldest);
    cachedCharacters -= oldest.length;
  }
  return made;
}

function fromStream(text: string, stream: TokenStream, options: TemplateOptions): SqlText {
  const { tokens, comments, skimmed } = stream;
  const dialect = options.dialect ?? dialectOf(tokens);
  const spans = splitStatements(tokens);
  const owners = ownersOf(comments, tokens, spans);
  return {
    text,
    statements: [...spans.map((span, i) => statementOf({ text, dialect, options, depth: 0 }, tokens.slice(span.from, span.to), owners[i] ?? [])), ...skimmed.map(skimmedStatement)],
    skimmed: new Set(skimmed.map(({ kind }) => kind)),
    comments,
    dialect,
    placeholders: placeholderUse(tokens),
  };
}

/** Comments by statement: those inside it and, before the first token, those that lead it. */
function ownersOf(comments: readonly SqlToken[], tokens: readonly SqlToken[], spans: readonly StatementSpan[]): SqlToken[][] {
  const owners: SqlToken[][] = spans.map(() => []);
  let i = 0;
  for (const comment of comments) {
    while (i < spans.length && spanRange(tokens, spans[i] ?? { from: 0, to: 0 }).end <= comment.start) i++;
    owners[i]?.push(comment);
  }
  return owners;
}

function skimmedStatement({ kind, range }: SkimmedStatement): SqlStatement {
  return { kind, range, tokens: [], comments: [], placeholders: [], source: 'lexical', facts: [], definitions: [], body: null, syntaxError: null };
}

interface Whole {
  readonly text: string;
  readonly dialect: SqlDialect;
  readonly options: TemplateOptions;
  /** In how many bodies the statement stands. */
  readonly depth: number;
}

const DEEPEST_BODY = 2;

/** `foreign` tokens stand among the others and are no part of the statement. */
function statementOf(whole: Whole, tokens: readonly SqlToken[], comments: readonly SqlToken[], foreign: readonly SqlToken[] = []): SqlStatement {
  const span = { from: 0, to: tokens.length };
  const kind = statementKind(tokens, span);
  const range = spanRange(tokens, span);
  let outcome: FactOutcome | undefined;
  let definitions: readonly Fact[] | undefined;
  let body: SqlBody | null | undefined;
  const unread = foreign.length > 0 ? [...comments, ...foreign].sort((a, b) => a.start - b.start) : comments;
  const read = (): FactOutcome => (outcome ??= readFacts({ ...whole, tokens, comments: unread, kind, range }));
  return {
    kind,
    range,
    tokens,
    comments,
    placeholders: placeholdersOf(tokens),
    get source() {
      return read().source;
    },
    get facts() {
      return read().facts;
    },
    get definitions() {
      return (definitions ??= ddlFacts(kind, new Anchors(tokens, range.start)));
    },
    get body() {
      return body === undefined ? (body = readBody(whole, kind, tokens, comments)) : body;
    },
    get syntaxError() {
      return read().syntaxError;
    },
  };
}

function readBody(whole: Whole, kind: StatementKind, tokens: readonly SqlToken[], comments: readonly SqlToken[]): SqlBody | null {
  const piece = whole.depth < DEEPEST_BODY ? bodyOf(kind, tokens, comments, whole.dialect) : null;
  if (!piece) return null;
  const ends = piece.statements.map(({ tokens: own }) => own.at(-1)?.end ?? 0);
  const statements = piece.statements.map(({ tokens: own, foreign }, i) => statementOf({ ...whole, depth: whole.depth + 1 }, own, piece.comments.filter(({ start }) => start >= (ends[i - 1] ?? 0) && start < (ends[i] ?? 0)), foreign));
  return { runs: piece.runs, statements, comments: piece.comments };
}
