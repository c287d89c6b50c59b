import type { Node } from 'libpg-query';
import { Anchors } from './anchors.ts';
import { ddlFacts } from './ddl.ts';
import { countRepair, parseWithAst, parseWithPostgres } from './engine.ts';
import { lexicalFacts } from './lexical.ts';
import { libpgFacts } from './libpg.ts';
import { astFacts } from './pgsql-ast.ts';
import { firstFill, repairs, sanitise, type Fill } from './sanitise.ts';
import type { HoleSpan } from './tokens.ts';
import type { Fact, FactSource, HoleFact, ReadSqlOptions, SqlDialect, SqlRange, SqlSyntaxError, SqlToken, StatementKind } from './types.ts';

export type HoleGuess = 'placeholder' | 'fragment';

/** What a template knows beyond its text. */
export interface TemplateOptions extends ReadSqlOptions {
  readonly spans?: readonly HoleSpan[];
  readonly holes?: readonly HoleFact[];
  readonly guesses?: ReadonlyMap<number, HoleGuess>;
}

export interface FactRequest {
  readonly text: string;
  readonly tokens: readonly SqlToken[];
  readonly comments: readonly SqlToken[];
  readonly kind: StatementKind;
  readonly range: SqlRange;
  readonly dialect: SqlDialect;
  readonly options: TemplateOptions;
}

export interface FactOutcome {
  readonly source: FactSource;
  readonly facts: readonly Fact[];
  readonly syntaxError: SqlSyntaxError | null;
}

/**
 * Beyond these pgsql-ast-parser is not asked first. It takes about 3 µs of CPU a character, nine times what PostgreSQL's grammar does, and
 * seconds for 20,000 of them; the cold start of the grammar is earned back by three long statements.
 */
const AST_CHARACTERS = 20_000;
const AST_TOKENS = 2000;
const FIRST_CHARACTERS = 400;
const AST_TEXT_CHARACTERS = 50_000;
/** Beyond these PostgreSQL's grammar overflows the stack or takes seconds. */
const PG_CHARACTERS = 2_000_000;
const PG_OPERATORS = 4000;
const PG_DEPTH = 1500;
/** Attempts at one text with holes. */
const MOST_REPAIRS = 48;

/** Kinds pgsql-ast-parser never accepts. */
const PG_ONLY: ReadonlySet<StatementKind> = new Set<StatementKind>(['trigger', 'policy', 'grant', 'role', 'lock', 'copy', 'explain', 'merge', 'notify', 'maintenance', 'call', 'database', 'type', 'function']);

/** Facts of one statement: by pgsql-ast-parser, else by PostgreSQL's grammar, else by keywords. Never throws. */
export function readFacts(request: FactRequest): FactOutcome {
  const { tokens, kind, range, dialect, options } = request;
  const anchors = new Anchors(tokens, range.start);
  const parser = options.parser ?? 'auto';
  const fills = new Map<number, Fill>();
  for (const hole of options.holes ?? []) {
    if (hole.range.start >= range.start && hole.range.end <= range.end) fills.set(hole.range.start, firstFill(hole, tokens, anchors.index(hole.range.start - range.start)));
  }

  if (parser !== 'none' && parser !== 'libpg-query' && suitsAst(request)) {
    const statement = parseWithAst(sanitise(request, fills));
    const facts = statement && attempt(() => astFacts(statement, anchors));
    if (facts) return { source: 'pgsql-ast-parser', facts: ordered(ddlFacts(kind, anchors), facts), syntaxError: null };
  }
  let syntaxError: SqlSyntaxError | null = null;
  if (parser !== 'none' && parser !== 'pgsql-ast-parser' && suitsPostgres(tokens, range)) {
    const found = parseRepaired(request, fills);
    const { tree, sql } = found;
    if (tree) return new PostgresOutcome(tree, sql, kind, anchors);
    // PostgreSQL is no judge of a hole or of another dialect
    if (!options.spans?.length && (dialect === 'postgres' || dialect === 'unknown')) syntaxError = found.error;
  }
  return lexicalOutcome(kind, anchors, syntaxError);
}

function lexicalOutcome(kind: StatementKind, anchors: Anchors, syntaxError: SqlSyntaxError | null): FactOutcome {
  return { source: 'lexical', facts: ordered(ddlFacts(kind, anchors), lexicalFacts(anchors)), syntaxError };
}

/** A statement that PostgreSQL's grammar accepts. Most are asked for nothing else: the tree is read with the first fact. */
class PostgresOutcome implements FactOutcome {
  readonly syntaxError = null;
  private readonly read: () => FactOutcome;
  private known: FactOutcome | undefined;

  constructor(tree: () => Node | null, sql: string, kind: StatementKind, anchors: Anchors) {
    this.read = () => {
      const facts = attempt(() => {
        const statement = tree();
        return statement && libpgFacts(statement, sql, anchors);
      });
      return facts ? { source: 'libpg-query', facts: ordered(ddlFacts(kind, anchors), facts), syntaxError: null } : lexicalOutcome(kind, anchors, null);
    };
  }

  get source(): FactSource {
    return (this.known ??= this.read()).source;
  }

  get facts(): readonly Fact[] {
    return (this.known ??= this.read()).facts;
  }
}

/** A tree that is not what its types say counts as rejected: `INSERT INTO t RETURNING id` has no source of rows. */
function attempt(read: () => Fact[] | null): Fact[] | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function ordered(definitions: Fact[], facts: Fact[]): Fact[] {
  return [...definitions, ...facts].sort((a, b) => a.at - b.at);
}

/** Small enough, and free of what pgsql-ast-parser reads wrongly without saying so. */
function suitsAst({ kind, tokens, range, text, options }: FactRequest): boolean {
  if (range.end - range.start > AST_CHARACTERS || tokens.length > AST_TOKENS || tokens.some(isHazard)) return false;
  if (options.parser === 'pgsql-ast-parser') return true;
  if (PG_ONLY.has(kind) || options.many || range.end - range.start > FIRST_CHARACTERS || text.length > AST_TEXT_CHARACTERS) return false;
  return !tokens.some(
    (token, i) =>
      (token.kind === 'string' && /^[bBxXuU]/.test(token.text)) ||
      (token.kind === 'number' && /^[\d.]+[eE]/.test(token.text)) ||
      (token.word === 'interval' && tokens[i + 1]?.kind === 'string' && tokens[i + 2]?.kind === 'word') ||
      ((token.word === 'any' || token.word === 'all') && /like$/.test(tokens[i - 1]?.word ?? '')),
  );
}

/**
 * What pgsql-ast-parser 12.0.2 may never come back from: its expressions for `$$ … $$` and `E'…'` try every white space in two ways, so that one
 * without an end costs two to the power of its white space. An `E` string may also end elsewhere for it.
 */
function isHazard({ kind, text }: SqlToken): boolean {
  return (kind === 'unknown' && text === '$') || (kind === 'string' && /^[eE]/.test(text));
}

function suitsPostgres(tokens: readonly SqlToken[], range: SqlRange): boolean {
  if (range.end - range.start > PG_CHARACTERS) return false;
  let operators = 0;
  let depth = 0;
  let deepest = 0;
  for (const token of tokens) {
    if (token.kind === 'operator') operators++;
    else if (token.text === '(' || token.text === '[') deepest = Math.max(deepest, ++depth);
    else if (token.text === ')' || token.text === ']') depth--;
  }
  return operators < PG_OPERATORS && deepest < PG_DEPTH;
}

interface Repaired {
  readonly tree: (() => Node | null) | null;
  /** What the tree is of. */
  readonly sql: string;
  readonly error: SqlSyntaxError | null;
}

/**
 * Parses with the first guess for every hole; then, at the place of the error, tries the other things the nearest
 * hole could be and keeps what brings the error furthest.
 */
function parseRepaired(request: FactRequest, fills: Map<number, Fill>): Repaired {
  const { range, tokens } = request;
  const holes = tokens.filter((token) => token.kind === 'hole' && fills.has(token.start)).map((token) => token.start);
  const exhausted = new Set<number>();
  let sql = sanitise(request, fills);
  let result = parseWithPostgres(sql);
  let attempts = 0;
  while (result !== null && !result.ok && attempts < MOST_REPAIRS) {
    const wrong = nearestHole(holes, exhausted, range.start + result.offset);
    if (wrong === null) break;
    const before = result.offset;
    const kept = fills.get(wrong);
    let best: { readonly fill: Fill; readonly offset: number } | null = null;
    for (const fill of repairs(kept)) {
      if (++attempts > MOST_REPAIRS) break;
      countRepair();
      fills.set(wrong, fill);
      sql = sanitise(request, fills);
      const tried = parseWithPostgres(sql);
      if (tried === null) break;
      if (tried.ok) return { tree: tried.statement, sql, error: null };
      if (tried.offset > (best?.offset ?? before)) best = { fill, offset: tried.offset };
    }
    exhausted.add(wrong);
    if (best === null) {
      if (kept) fills.set(wrong, kept);
      continue;
    }
    fills.set(wrong, best.fill);
    result = { ok: false, offset: best.offset, message: result.message };
  }
  if (result === null) return { tree: null, sql, error: null };
  if (!result.ok) return { tree: null, sql, error: { offset: range.start + result.offset, message: result.message } };
  return { tree: result.statement, sql, error: null };
}

/** The last hole that starts at or before the error and can still change, else the first after it. */
function nearestHole(holes: readonly number[], exhausted: ReadonlySet<number>, offset: number): number | null {
  const open = holes.filter((start) => !exhausted.has(start));
  return open.findLast((start) => start <= offset) ?? open[0] ?? null;
}
