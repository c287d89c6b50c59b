import type { StatementSpan } from './split.ts';
import { splitStatements } from './split.ts';
import { tokenize } from './tokens.ts';
import type { SqlDialect, SqlStatement, SqlToken, StatementKind } from './types.ts';

/** The statements that stand in another one's body, by their tokens. */
export interface BodyPiece {
  /** A DO block runs where it stands; a routine when it is called. */
  readonly runs: 'now' | 'later';
  readonly comments: readonly SqlToken[];
  readonly statements: readonly BodyStatement[];
}

export interface BodyStatement {
  readonly tokens: readonly SqlToken[];
  /** What PL/pgSQL alone understands: INTO and its variables. */
  readonly foreign: readonly SqlToken[];
}

/**
 * The static statements of a DO block, function or procedure whose body is SQL or PL/pgSQL; null without a body that can be read. Bodies between
 * single quotes, text for EXECUTE, declarations and expressions are left out. Source: PostgreSQL manual, "Structure of PL/pgSQL", "Basic Statements".
 */
export function bodyOf(kind: StatementKind, tokens: readonly SqlToken[], comments: readonly SqlToken[], dialect: SqlDialect): BodyPiece | null {
  if (kind !== 'do' && (kind !== 'function' || tokens[0]?.word !== 'create')) return null;
  const runs = kind === 'do' ? 'now' : 'later';
  const written = tokens.find((token, i) => token.kind === 'dollar' && (kind === 'do' || tokens[i - 1]?.word === 'as'));
  if (!written) {
    const atomic = kind === 'do' ? null : atomicTokens(tokens);
    return atomic && { runs, comments, statements: ofSql(atomic) };
  }
  const language = languageOf(tokens) ?? (kind === 'do' ? 'plpgsql' : null);
  if (written.holes.length > 0 || (language !== 'sql' && language !== 'plpgsql')) return null;
  const stream = tokenOffsets(written, dialect);
  return { runs, comments: stream.comments, statements: language === 'sql' ? ofSql(stream.tokens) : ofBlock(stream.tokens) };
}

/** A statement with those in its body, and in theirs. */
export function withBodies(statement: SqlStatement): readonly SqlStatement[] {
  return [statement, ...(statement.body?.statements ?? []).flatMap(withBodies)];
}

/** Text between dollars is verbatim: its tokens stand where they stand in the whole text. */
function tokenOffsets({ text, start }: SqlToken, dialect: SqlDialect): { readonly tokens: readonly SqlToken[]; readonly comments: readonly SqlToken[] } {
  const tag = /^\$[^$]*\$/u.exec(text)?.[0].length ?? 0;
  const { tokens, comments } = tokenize(text.slice(tag, text.length - tag), { dialect });
  const moved = (token: SqlToken): SqlToken => ({ ...token, start: token.start + start + tag, end: token.end + start + tag });
  return { tokens: tokens.map(moved), comments: comments.map(moved) };
}

function languageOf(tokens: readonly SqlToken[]): string | null {
  const at = tokens.findIndex(({ word }) => word === 'language');
  return at === -1 ? null : (tokens[at + 1]?.text.replaceAll(/^['"]|['"]$/gu, '').toLowerCase() ?? null);
}

function atomicTokens(tokens: readonly SqlToken[]): readonly SqlToken[] | null {
  const begin = tokens.findIndex(({ word }, i) => word === 'begin' && tokens[i + 1]?.word === 'atomic');
  const end = tokens.findLastIndex(({ word }) => word === 'end');
  return begin !== -1 && begin < end ? tokens.slice(begin + 2, end) : null;
}

function ofSql(tokens: readonly SqlToken[]): BodyStatement[] {
  return splitStatements(tokens).map(({ from, to }) => ({ tokens: tokens.slice(from, to), foreign: [] }));
}

/** Tokens among which the names of a loop's variables end. */
const TARGETS = 30;
const ROWS: ReadonlySet<string> = new Set(['select', 'with', 'insert', 'update', 'delete', 'merge']);
const COMMANDS: ReadonlySet<string> = new Set(['perform', 'create', 'alter', 'drop', 'truncate', 'set', 'lock']);
/** Words after which a statement begins. */
const OPENERS: ReadonlySet<string> = new Set(['begin', 'then', 'else', 'loop']);

/** The SQL among the statements of a PL/pgSQL block. */
function ofBlock(tokens: readonly SqlToken[]): BodyStatement[] {
  const found: BodyStatement[] = [];
  let starts = true;
  let declares = false;
  for (let i = 0; i < tokens.length; i++) {
    const { word = '', text = '' } = tokens[i] ?? {};
    if (starts && word === 'declare') declares = true;
    const span: StatementSpan | null = starts && !declares ? staticSpan(tokens, i) : null;
    if (span) {
      if (span.to < tokens.length) found.push(withoutVariables(tokens.slice(span.from, span.to)));
      i = span.to;
    }
    if (word === 'begin') declares = false;
    starts = span !== null || text === ';' || text === '>>' || OPENERS.has(word);
  }
  return found;
}

/** The SQL of the statement of PL/pgSQL at an index, up to the token that ends it; null without any. */
function staticSpan(tokens: readonly SqlToken[], at: number): StatementSpan | null {
  const { word = '' } = tokens[at] ?? {};
  if (word === 'for') {
    const from = at + 1 + tokens.slice(at, at + TARGETS).findIndex((token) => token.word === 'in');
    return from > at && isRows(tokens, from) ? upTo(tokens, from, 'loop') : null;
  }
  if (word === 'return' && tokens[at + 1]?.word === 'query') return isRows(tokens, at + 2) ? upTo(tokens, at + 2, ';') : null;
  return isRows(tokens, at) || (COMMANDS.has(word) && !isAssigned(tokens[at + 1])) ? upTo(tokens, at, ';') : null;
}

function isRows(tokens: readonly SqlToken[], at: number): boolean {
  return ROWS.has(tokens[at]?.word ?? '') && !isAssigned(tokens[at + 1]);
}

/** Commands are no reserved words of PL/pgSQL: a variable may be called so. */
function isAssigned(after: SqlToken | undefined): boolean {
  return after !== undefined && [':=', '=', '.', '['].includes(after.text);
}

/** Up to the token that ends a statement; to the end of all where none does. */
function upTo(tokens: readonly SqlToken[], from: number, last: ';' | 'loop'): StatementSpan | null {
  let depth = 0;
  for (let i = from; i < tokens.length; i++) {
    const { text = '', word = '' } = tokens[i] ?? {};
    if (text === '(') depth++;
    else if (text === ')') depth--;
    else if (depth <= 0 && (text === last || word === last)) return { from, to: i };
    else if (text === ';') return null;
  }
  return { from, to: tokens.length };
}

/** `SELECT a INTO v FROM t` makes no table in PL/pgSQL, and PERFORM is a SELECT whose rows nobody wants. */
function withoutVariables(tokens: readonly SqlToken[]): BodyStatement {
  const [first] = tokens;
  if (first?.word === 'perform') return { tokens: [{ ...first, text: 'SELECT', word: 'select' }, ...tokens.slice(1)], foreign: [] };
  const into = ROWS.has(first?.word ?? '') ? outermostInto(tokens) : -1;
  if (into === -1) return { tokens, foreign: [] };
  const end = afterTargets(tokens, tokens[into + 1]?.word === 'strict' ? into + 2 : into + 1);
  return { tokens: [...tokens.slice(0, into), ...tokens.slice(end)], foreign: tokens.slice(into, end) };
}

function outermostInto(tokens: readonly SqlToken[]): number {
  let depth = 0;
  return tokens.findIndex(({ text, word }, i) => {
    if (text === '(') depth++;
    else if (text === ')') depth--;
    return depth === 0 && word === 'into' && tokens[i - 1]?.word !== 'insert' && tokens[i - 1]?.word !== 'merge';
  });
}

/** Index of the token after `a, b.c, d[1]`. */
function afterTargets(tokens: readonly SqlToken[], from: number): number {
  let at = from + 1;
  for (;;) {
    const text = tokens[at]?.text;
    if (text === '[') {
      const close = tokens.findIndex((token, i) => i > at && token.text === ']');
      if (close === -1) return at;
      at = close + 1;
    } else if (text === '.' || text === ',') at += 2;
    else return at;
  }
}
