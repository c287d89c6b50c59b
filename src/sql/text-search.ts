import { expressionOf } from './expression.ts';
import type { SplicedColumn, SqlExpression } from './expression.ts';
import { closeOf, columnEndingAt } from './names.ts';
import type { SelectFact, SqlColumnRef, SqlRange, SqlStatement, SqlToken } from './types.ts';

/** A full-text search that decides which rows of a table a SELECT reads: `vector @@ query`. */
export interface TextSearch {
  /** Of the vector. */
  readonly range: SqlRange;
  /** Null in a piece, whose place says it. */
  readonly table: string | null;
  readonly vector: SqlExpression;
  /** Columns that the same WHERE compares with values, of this table or without a word of which. */
  readonly compared: readonly string[];
}

const MATCH = '@@';
/** Words that begin a part of a statement or a CASE. */
const CLAUSES: ReadonlySet<string> = new Set(['select', 'from', 'where', 'having', 'on', 'set', 'values', 'group', 'order', 'returning', 'when', 'then', 'else', 'case', 'filter']);
/** Words and operators that bind less than `@@`: an operand of it ends there. */
const ENDS_OPERAND: ReadonlySet<string> = new Set(['where', 'and', 'not', 'or', '(', ',', '=', '<', '>', '<=', '>=', '<>', '!=']);

/** The searches of a statement whose table and vector are known. A parser is asked only where there is a `@@`. */
export function textSearches(statement: SqlStatement, isPiece: boolean, spliced: SplicedColumn): readonly TextSearch[] {
  const { kind, tokens } = statement;
  if ((kind !== 'select' && !(isPiece && kind === 'other')) || !tokens.some(({ text }) => text === MATCH)) return [];
  return tokens.flatMap((token, i) => (token.text === MATCH ? ((isPiece ? pieceAt(statement, i, spliced) : searchAt(statement, i, spliced)) ?? []) : []));
}

function searchAt({ tokens, facts }: SqlStatement, match: number, spliced: SplicedColumn): TextSearch | null {
  const from = startOfOperand(tokens, match, null);
  const clause = from === null ? null : selectOf(tokens, from);
  const select = clause ? facts.find((fact): fact is SelectFact => fact.k === 'select' && fact.at === clause.select) : undefined;
  const vector = from === null || !select ? null : expressionOf(tokens, from, match, spliced);
  const [first, last] = [tokens[from ?? -1], tokens[match - 1]];
  if (!clause || !select || !vector || !first || !last) return null;
  const [qualifier, ...others] = vector.qualifiers;
  const tables = select.tables.filter(({ table, alias }) => qualifier === undefined || qualifier === (alias ?? table.name));
  const [only] = tables;
  if (!only || tables.length > 1 || others.length > 0 || only.table.holes.length > 0 || isCommon(tokens, only.table.name)) return null;
  const own = only.alias ?? only.table.name;
  const compared = [...select.where, ...listed(tokens, clause.where)];
  const isOther = ({ qualifier: of }: SqlColumnRef): boolean => of !== null && of !== own;
  // the rows of another table may lead to a few of this one
  const isJoined = select.tables.length > 1 && (compared.some(isOther) || tokens.slice(clause.select, clause.where).some(({ kind, holes }) => kind === 'placeholder' || holes.length > 0));
  if (isJoined) return null;
  return { range: { start: first.start, end: last.end }, table: only.table.name, vector, compared: compared.map(({ column }) => column) };
}

/** A search in conditions alone, or in those of a SELECT that stands for the rest. */
function pieceAt({ kind, tokens }: SqlStatement, match: number, spliced: SplicedColumn): TextSearch | null {
  const from = startOfOperand(tokens, match, kind === 'other' ? 0 : null);
  const clause = from === null ? null : kind === 'other' ? conditionsAt(tokens, from) : selectOf(tokens, from);
  const vector = from === null || !clause ? null : expressionOf(tokens, from, match, spliced);
  const [first, last] = [tokens[from ?? -1], tokens[match - 1]];
  if (!clause || !vector || !first || !last) return null;
  return { range: { start: first.start, end: last.end }, table: null, vector, compared: listed(tokens, clause.where).map(({ column }) => column) };
}

/** Conditions joined by AND, in parentheses or not. */
function conditionsAt(tokens: readonly SqlToken[], from: number): { readonly where: number } | null {
  const isOnly = tokens.slice(0, from).every(({ text }) => text === '(');
  return isOnly && !tokens.some(({ word }) => word === 'or') ? { where: -1 } : null;
}

/** Where the operand that ends before an operator begins; `first` where it may be the first of the tokens. */
function startOfOperand(tokens: readonly SqlToken[], end: number, first: number | null): number | null {
  let depth = 0;
  for (let i = end - 1; i >= 0; i--) {
    const { text, word } = tokens[i] as SqlToken;
    if (text === ')') depth++;
    else if (depth > 0) depth -= text === '(' ? 1 : 0;
    else if (ENDS_OPERAND.has(word || text)) return /^(?:where|and|\()$/u.test(word || text) ? i + 1 : null;
    else if (CLAUSES.has(word)) return null;
  }
  return first;
}

/** Columns of a WHERE that are one of a list or of what a subquery gives. */
function listed(tokens: readonly SqlToken[], where: number): readonly SqlColumnRef[] {
  return tokens.flatMap(({ word, text }, i) => (i > where && (word === 'in' || (text === '=' && tokens[i + 1]?.word === 'any')) ? (columnEndingAt(tokens, i - 1, where + 1) ?? []) : []));
}

/** The SELECT whose WHERE a condition stands in, joined to the others by AND; null where it is not so. */
function selectOf(tokens: readonly SqlToken[], condition: number): { readonly select: number; readonly where: number } | null {
  let [depth, where] = [0, -1];
  for (let i = condition - 1; i >= 0; i--) {
    const { text, word } = tokens[i] as SqlToken;
    if (text === ')') depth++;
    else if (text === '(') {
      // a parenthesis around conditions alone: no function, no NOT, no row
      if (--depth < 0 && (where !== -1 || !/^(?:\(|where|and)$/u.test(tokens[i - 1]?.word || (tokens[i - 1]?.text ?? '')) || joinsByOr(tokens, i + 1))) return null;
      depth = Math.max(depth, 0);
    } else if (depth > 0) continue;
    else if (word === 'where') {
      if (where !== -1 || joinsByOr(tokens, i + 1)) return null;
      where = i;
    } else if (word === 'select') return where === -1 ? null : { select: i, where };
    else if (where === -1 && CLAUSES.has(word)) return null;
  }
  return null;
}

/** Whether conditions from a token on, to the end of their clause, are joined by OR: then an index for one of them is not enough. */
function joinsByOr(tokens: readonly SqlToken[], from: number): boolean {
  for (let i = from; i < tokens.length; i++) {
    const { text, word } = tokens[i] as SqlToken;
    if (text === '(') i = closeOf(tokens, i, tokens.length);
    else if (text === ')' || word === 'group' || word === 'order' || word === 'union') return false;
    else if (word === 'or') return true;
  }
  return false;
}

/** Whether a name is one of a common table expression. */
function isCommon(tokens: readonly SqlToken[], name: string): boolean {
  return tokens[0]?.word === 'with' && tokens.some((token, i) => (token.word || token.text.replaceAll('"', '')) === name && (tokens[i + 1]?.text === '(' || (tokens[i + 1]?.word === 'as' && /^(?:\(|not|materialized)$/iu.test(tokens[i + 2]?.text ?? ''))));
}
