import { expressionOf } from './expression.ts';
import type { SqlExpression } from './expression.ts';
import { closeOf } from './names.ts';
import type { SelectFact, SqlRange, SqlStatement, SqlToken } from './types.ts';

/** A full-text search that decides which rows of a table a SELECT reads: `vector @@ query`. */
export interface TextSearch {
  /** Of the vector. */
  readonly range: SqlRange;
  readonly table: string;
  readonly vector: SqlExpression;
  /** Columns that the same WHERE compares with one value each. */
  readonly compared: readonly string[];
}

const MATCH = '@@';
/** What stands between conditions; an OR makes other conditions decide as well. */
const CLAUSES: ReadonlySet<string> = new Set(['select', 'from', 'where', 'having', 'on', 'set', 'values', 'group', 'order', 'returning', 'when', 'then', 'else', 'case', 'filter']);
/** Words and operators that bind less than `@@`: an operand of it ends there. */
const ENDS_OPERAND: ReadonlySet<string> = new Set(['where', 'and', 'not', 'or', '(', ',', '=', '<', '>', '<=', '>=', '<>', '!=']);

/** The searches of a statement whose table and vector are known. A parser is asked only where there is a `@@`. */
export function textSearches(statement: SqlStatement): readonly TextSearch[] {
  const { kind, tokens } = statement;
  if (kind !== 'select' || !tokens.some(({ text }) => text === MATCH)) return [];
  return tokens.flatMap((token, i) => (token.text === MATCH ? (searchAt(statement, i) ?? []) : []));
}

function searchAt({ tokens, facts }: SqlStatement, match: number): TextSearch | null {
  const from = startOfOperand(tokens, match);
  const head = from === null ? -1 : selectOf(tokens, from);
  const select = facts.find((fact): fact is SelectFact => fact.k === 'select' && fact.at === head);
  const vector = from === null || !select ? null : expressionOf(tokens, from, match);
  const [first, last] = [tokens[from ?? -1], tokens[match - 1]];
  if (!select || !vector || !first || !last) return null;
  const [qualifier, ...others] = vector.qualifiers;
  const tables = select.tables.filter(({ table, alias }) => qualifier === undefined || qualifier === (alias ?? table.name));
  const [only] = tables;
  if (!only || tables.length > 1 || others.length > 0 || only.table.holes.length > 0 || isCommon(tokens, only.table.name)) return null;
  const compared = select.where.filter((one) => one.qualifier === null || one.qualifier === (only.alias ?? only.table.name)).map(({ column }) => column);
  return { range: { start: first.start, end: last.end }, table: only.table.name, vector, compared };
}

/** Where the operand that ends before an operator begins. */
function startOfOperand(tokens: readonly SqlToken[], end: number): number | null {
  let depth = 0;
  for (let i = end - 1; i >= 0; i--) {
    const { text, word } = tokens[i] as SqlToken;
    if (text === ')') depth++;
    else if (depth > 0) depth -= text === '(' ? 1 : 0;
    else if (ENDS_OPERAND.has(word || text)) return /^(?:where|and|\()$/u.test(word || text) ? i + 1 : null;
    else if (CLAUSES.has(word)) return null;
  }
  return null;
}

/** The SELECT whose WHERE a condition stands in, joined to the others by AND; -1 where it is not so. */
function selectOf(tokens: readonly SqlToken[], condition: number): number {
  let [depth, hasWhere] = [0, false];
  for (let i = condition - 1; i >= 0; i--) {
    const { text, word } = tokens[i] as SqlToken;
    if (text === ')') depth++;
    else if (text === '(') {
      // a parenthesis around conditions alone: no function, no NOT, no row
      if (--depth < 0 && (hasWhere || !/^(?:\(|where|and)$/u.test(tokens[i - 1]?.word || (tokens[i - 1]?.text ?? '')) || joinsByOr(tokens, i + 1))) return -1;
      depth = Math.max(depth, 0);
    } else if (depth > 0) continue;
    else if (word === 'where') {
      if (hasWhere || joinsByOr(tokens, i + 1)) return -1;
      hasWhere = true;
    } else if (word === 'select') return hasWhere ? i : -1;
    else if (!hasWhere && CLAUSES.has(word)) return -1;
  }
  return -1;
}

/** Whether conditions from a token on, to the end of their clause, are joined by OR. */
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
