import type { HoleFact, SelectFact, SqlRange, SqlStatement, SqlToken } from './types.ts';

/** Which of its rows a SELECT gives, and in which order. Null is unknown: text is spliced in that may say it. */
export interface SelectedRows {
  /** At most so many: LIMIT, FETCH FIRST, TOP. */
  readonly limited: boolean | null;
  /** Those after so many: OFFSET. */
  readonly skipped: boolean | null;
  readonly ordered: boolean | null;
  /** Whether there may be several rows; null when a condition decides. */
  readonly many: boolean | null;
  /** Takes rows that nobody else has locked: any of them will do. */
  readonly skipsLocked: boolean;
  /** The word that bounds the rows; without one, the first word. */
  readonly at: SqlRange;
}

/** Words after which a spliced text is an operand or an item: it brings no clause of its own. */
const OPERAND_AFTER: ReadonlySet<string> = new Set(['where', 'and', 'or', 'not', 'on', 'select', 'distinct', 'in']);
/** Tables of one row: Oracle's and SAP HANA's for questions about nothing, CrateDB's and Cassandra's about the server. */
const ONE_ROW_TABLES: ReadonlySet<string> = new Set(['dual', 'dummy', 'sys.dual', 'sys.dummy', 'sys.cluster', 'system.local']);
const SET_OPERATORS: ReadonlySet<string> = new Set(['union', 'intersect', 'except']);
const BOUNDS: ReadonlySet<string> = new Set(['limit', 'fetch', 'top', 'offset']);

/** The words of a statement outside all parentheses. */
export function outerWords(tokens: readonly SqlToken[]): ReadonlySet<string> {
  const found = new Set<string>();
  let depth = 0;
  for (const { text, word } of tokens) {
    if (text === '(') depth++;
    else if (text === ')') depth--;
    else if (depth === 0) found.add(word);
  }
  return found;
}

/** Whether a statement may bound its rows, by its words: no parser is needed to see that it does not. */
export function mayBoundRows({ kind, tokens }: SqlStatement): boolean {
  return kind === 'select' && tokens.some(({ word }) => BOUNDS.has(word));
}

/** Whether a statement may give its rows in no order, by its words. */
export function mayLackOrder({ kind, tokens }: SqlStatement): boolean {
  return kind === 'select' && !outerWords(tokens).has('order');
}

/** What a SELECT that is a whole statement says about its rows; `holes` are those of the text it stands in. */
export function selectedRows(statement: SqlStatement, fact: SelectFact, holes: readonly HoleFact[]): SelectedRows {
  const { tokens } = statement;
  const open = holes.some((hole) => isOpen(statement, hole));
  const ends = outermost(tokens, fact.at);
  const limit = ends.find(({ word }) => word === 'limit' || word === 'fetch' || word === 'top');
  const count = limit ? countAfter(tokens, limit) : null;
  const limited = fact.hasLimit && count !== 'all';
  const skipped = fact.hasOffset || (limit?.word === 'limit' && tokens[tokens.indexOf(limit) + 2]?.text === ',');
  // A subquery in FROM may bring its rows in order.
  const sorted = statement.facts.some((inner) => inner.k === 'select' && inner.nested && inner.hasOrderBy);
  return {
    limited: limited || (open ? null : false),
    skipped: skipped || (open ? null : false),
    ordered: fact.hasOrderBy || (open || sorted ? null : false),
    many: isOneRow(fact, tokens) || isOfOneRow(statement, fact) || (count === 'one' && !skipped) ? false : limited || !fact.hasWhere ? fact.hasFrom || null : null,
    skipsLocked: tokens.some(({ word }, i) => word === 'skip' && tokens[i + 1]?.word === 'locked'),
    at: limit ?? ends.find(({ word }) => word === 'offset') ?? tokens[fact.at] ?? statement.range,
  };
}

/** A hole that may hold the end of the statement: text after a finished clause. */
function isOpen({ tokens, range }: SqlStatement, hole: HoleFact): boolean {
  if (hole.range.start < range.start || hole.range.end > range.end || hole.quote) return false;
  if (hole.position !== 'fragment' && hole.position !== 'unknown') return false;
  const before = tokens.findLast(({ end }) => end <= hole.range.start);
  return hole.clause !== 'select' && !OPERAND_AFTER.has(before?.word ?? '');
}

/** The bounding words of the statement itself, from its SELECT on. */
function outermost(tokens: readonly SqlToken[], from: number): SqlToken[] {
  let depth = 0;
  return tokens.filter((token, i) => {
    if (token.text === '(') depth++;
    else if (token.text === ')') depth--;
    return i > from && depth === 0 && BOUNDS.has(token.word) && tokens[i - 1]?.text !== '.';
  });
}

function countAfter(tokens: readonly SqlToken[], limit: SqlToken): 'one' | 'all' | null {
  const at = tokens.indexOf(limit) + (limit.word === 'fetch' ? 2 : 1);
  const next = tokens[at]?.text === '(' ? tokens[at + 1] : tokens[at];
  if (next?.word === 'all' || next?.word === 'null') return 'all';
  const isRow = limit.word === 'fetch' && (next?.word === 'row' || next?.word === 'rows');
  const count = tokens[at + 1]?.text === ',' ? tokens[at + 2] : next;
  return isRow || count?.text === '1' ? 'one' : null;
}

/** An aggregate of all rows, or a question whether there are any: `SELECT 1 FROM …`. */
function isOneRow(fact: SelectFact, tokens: readonly SqlToken[]): boolean {
  if (fact.hasGroupBy) return false;
  const [first] = [tokens[fact.at + 1]];
  const isConstant = fact.items.length === 1 && tokens[fact.at + 2]?.word === 'from' && (first?.kind === 'number' || first?.kind === 'string' || /^(?:true|null)$/.test(first?.word ?? ''));
  return fact.aggregate || isConstant;
}

/** Whether what is selected from has one row: a table of one, or a CTE that is an aggregate of all rows. */
function isOfOneRow({ facts, tokens }: SqlStatement, { tables }: SelectFact): boolean {
  const [only, ...others] = tables;
  if (!only || others.length > 0) return false;
  const { schema, name } = only.table;
  if (ONE_ROW_TABLES.has([...(schema === null ? [] : [schema]), name].join('.').toLowerCase())) return true;
  return schema === null && facts.some((fact) => fact.k === 'select' && fact.nested && fact.aggregate && !fact.hasGroupBy && isBodyOf(name, fact.at, tokens));
}

/** Whether a SELECT is all there is of a CTE: `WITH name AS (SELECT …)`. */
function isBodyOf(name: string, at: number, tokens: readonly SqlToken[]): boolean {
  const head = tokens.slice(Math.max(0, at - 5), at).map(({ word, text }) => word || text.replaceAll('"', ''));
  const opened = head.findLastIndex((text) => text === name);
  if (opened < 0 || !/^as(?:(?: not)? materialized)? \($/u.test(head.slice(opened + 1).join(' '))) return false;
  let depth = 1;
  for (const { text, word } of tokens.slice(at)) {
    if (text === '(') depth++;
    else if (text === ')' && --depth === 0) return true;
    else if (depth === 1 && SET_OPERATORS.has(word)) return false;
  }
  return false;
}
