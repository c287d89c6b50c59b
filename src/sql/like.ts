import { columnEndingAt } from './names.ts';
import type { SqlColumnRef, SqlStatement, SqlToken } from './types.ts';

/** A LIKE or ILIKE that decides which rows are read. */
export interface LikeOperand {
  /** The token the pattern begins with: a string, a placeholder or a hole. */
  readonly token: SqlToken;
  /** Whether the pattern begins with a wildcard; null where a bound or spliced value decides. */
  readonly leading: boolean | null;
  readonly column: SqlColumnRef | null;
}

const CLAUSES: ReadonlySet<string> = new Set(['select', 'from', 'where', 'having', 'on', 'set', 'values', 'group', 'order', 'returning']);
/** Functions that give back the text they get, or put it together from its start. */
const TEXT_FUNCTIONS: ReadonlySet<string> = new Set(['concat', 'lower', 'upper', 'unaccent', 'cast']);
/** The database's own tables: small, and not ours to index. */
const CATALOG = /^(?:information_schema|pg_\w+|sqlite_(?:master|schema)|sys|sysobjects)$/;

/** The patterns that the WHERE and ON of a SELECT match columns with, by its tokens alone. Negated ones are left out: no index serves them. */
export function likeOperands({ kind, tokens }: SqlStatement): LikeOperand[] {
  if (kind !== 'select' || !tokens.some(isLike) || tokens.some(({ word, text }) => CATALOG.test(word || text.replaceAll('"', '')))) return [];
  const found: LikeOperand[] = [];
  const clauses: string[] = [];
  let clause = '';
  let cases = 0;
  for (const [i, token] of tokens.entries()) {
    if (token.text === '(') clauses.push(clause);
    else if (token.text === ')') clause = clauses.pop() ?? '';
    else if (CLAUSES.has(token.word)) clause = token.word;
    else if (token.word === 'case') cases++;
    else if (token.word === 'end') cases--;
    else if (isLike(token) && cases <= 0 && (clause === 'where' || clause === 'on') && tokens[i - 1]?.word !== 'not') {
      const operand = operandAt(tokens, i);
      if (operand) found.push(operand);
    }
  }
  return found;
}

function isLike({ word }: SqlToken): boolean {
  return word === 'like' || word === 'ilike';
}

function operandAt(tokens: readonly SqlToken[], like: number): LikeOperand | null {
  let at = like + 1;
  while (tokens[at]?.text === '(' || (TEXT_FUNCTIONS.has(tokens[at]?.word ?? '') && tokens[at + 1]?.text === '(')) at++;
  const token = tokens[at];
  if (!token) return null;
  const column = columnEndingAt(tokens, like - 1, 0);
  if (token.kind === 'placeholder' || token.kind === 'hole') return { token, leading: null, column };
  if (token.kind !== 'string') return null;
  const content = token.text.slice(token.text.indexOf("'") + 1, -1);
  if (token.holes.length > 0 && !/^[%_\\\w]/.test(content)) return { token, leading: null, column };
  const goesOn = /^(?:\|\||\+|,)$/.test(tokens[at + 1]?.text ?? '');
  // `LIKE '%'` matches everything.
  return { token, leading: /^[%_]/.test(content) && (goesOn || !/^%+$/.test(content)), column };
}
