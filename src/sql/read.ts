import { Anchors } from './anchors.ts';
import { ddlFacts } from './ddl.ts';
import { dialectOf, placeholdersOf, placeholderUse } from './dialect.ts';
import { statementKind } from './kind.ts';
import { readFacts, type FactOutcome, type TemplateOptions } from './parse.ts';
import { FULL_CHARACTERS, type SkimmedStatement } from './skim.ts';
import { splitStatements, spanRange, type StatementSpan } from './split.ts';
import { tokenize, type TokenStream } from './tokens.ts';
import type { Fact, ReadSqlOptions, SqlDialect, SqlStatement, SqlText, SqlToken } from './types.ts';

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
    statements: [...spans.map((span, i) => statementOf(text, tokens, owners[i] ?? [], span, dialect, options)), ...skimmed.map(skimmedStatement)],
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
  return { kind, range, tokens: [], comments: [], placeholders: [], source: 'lexical', facts: [], definitions: [], syntaxError: null };
}

function statementOf(text: string, all: readonly SqlToken[], comments: readonly SqlToken[], span: StatementSpan, dialect: SqlDialect, options: TemplateOptions): SqlStatement {
  const tokens = all.slice(span.from, span.to);
  const kind = statementKind(all, span);
  const range = spanRange(all, span);
  let outcome: FactOutcome | undefined;
  let definitions: readonly Fact[] | undefined;
  const read = (): FactOutcome => (outcome ??= readFacts({ text, tokens, comments, kind, range, dialect, options }));
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
    get syntaxError() {
      return read().syntaxError;
    },
  };
}
