import { isConnective, isReserved } from './keywords.ts';
import { showHoles } from './tokens.ts';
import type { SqlColumnRef, SqlName, SqlToken } from './types.ts';

/** True for a token that can name something: a word that is no reserved word, a quoted identifier, a hole. */
export function isName(token: SqlToken | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === 'quoted' || token.kind === 'hole') return true;
  return token.kind === 'word' && !isReserved(token.word);
}

/** The identifier a token writes: quotes off, unquoted words folded to lower case, holes as `${0}`. */
export function identifierOf(token: SqlToken): string {
  if (token.kind === 'quoted') {
    const unicode = /^[uU]&/.test(token.text) ? 2 : 0;
    const mark = token.text.charAt(unicode);
    const closed = token.text.length > unicode + 1 && token.text.endsWith(mark);
    const inner = token.text.slice(unicode + 1, closed ? -1 : undefined);
    return showHoles(inner.includes(mark) ? inner.replaceAll(mark + mark, mark) : inner, token.holes);
  }
  // an identifier glued to a hole keeps its case only in the hole's own text
  return token.holes.length > 0 ? showHoles(token.text, token.holes) : token.word || token.text;
}

/** The dotted name that starts at token `at`, with the index after it; null when no name stands there. */
export function nameAt(tokens: readonly SqlToken[], at: number): { readonly name: SqlName; readonly next: number } | null {
  const first = tokens[at];
  if (first === undefined || !isName(first)) return null;
  let last = first;
  let owner: SqlToken | null = null;
  let next = at + 1;
  const holes = [...first.holes];
  while (tokens[next]?.text === '.' && isNamePart(tokens[next + 1])) {
    owner = last;
    last = tokens[next + 1] ?? last;
    holes.push(...last.holes);
    next += 2;
  }
  return {
    name: {
      start: first.start,
      end: last.end,
      name: identifierOf(last),
      schema: owner && identifierOf(owner),
      quoted: last.kind === 'quoted',
      holes,
    },
    next,
  };
}

/** After a dot even a reserved word is a name. */
function isNamePart(token: SqlToken | undefined): boolean {
  return token !== undefined && (token.kind === 'word' || token.kind === 'quoted' || token.kind === 'hole');
}

/** Longest expression, in tokens, that is looked through for a column. */
const EXPRESSION_TOKENS = 200;

/** Index of the parenthesis that opens the one closing at `close`; -1 without one nearby. */
function openOf(tokens: readonly SqlToken[], close: number, from: number): number {
  let depth = 0;
  for (let i = close; i >= Math.max(from, close - EXPRESSION_TOKENS); i--) {
    const text = tokens[i]?.text;
    if (text === ')' || text === ']') depth++;
    else if ((text === '(' || text === '[') && --depth === 0) return i;
  }
  return -1;
}

/** Index of the parenthesis that closes the one opening at `open`; `to` without one. */
export function closeOf(tokens: readonly SqlToken[], open: number, to: number): number {
  let depth = 0;
  for (let i = open; i < to; i++) {
    const text = tokens[i]?.text;
    if (text === '(' || text === '[') depth++;
    else if ((text === ')' || text === ']') && --depth === 0) return i;
  }
  return to;
}

/**
 * The column whose expression ends at token `end`: `u.id`, `id::text`, `lower(email)`. Null for any other
 * expression and for names with holes.
 */
export function columnEndingAt(tokens: readonly SqlToken[], end: number, from: number): SqlColumnRef | null {
  let i = end;
  for (let hops = 0; hops < 4; hops++) {
    const token = tokens[i];
    if (token === undefined || i < from) return null;
    if (token.text === ']' && tokens[i - 1]?.text === '[') {
      i -= 2;
      continue;
    }
    if (token.text === ')') {
      const open = openOf(tokens, i, from);
      if (open <= from) return open === from ? chainBetween(tokens, open + 1, i) : null;
      if (tokens[open - 2]?.text === '::') {
        i = open - 3;
        continue;
      }
      return chainBetween(tokens, open + 1, i);
    }
    if (tokens[i - 1]?.text === '::' && token.kind === 'word') {
      i -= 2;
      continue;
    }
    break;
  }
  const column = tokens[i];
  if (column === undefined || i < from || column.holes.length > 0) return null;
  if (column.kind !== 'quoted' && (column.kind !== 'word' || isConnective(column.word))) return null;
  const owner = tokens[i - 1]?.text === '.' ? tokens[i - 2] : undefined;
  return { column: identifierOf(column), qualifier: owner && owner.holes.length === 0 ? identifierOf(owner) : null };
}

/** The tokens `from` to `to` (exclusive) when they are one dotted column name. */
function chainBetween(tokens: readonly SqlToken[], from: number, to: number): SqlColumnRef | null {
  const chain = nameAt(tokens, from);
  if (chain === null || chain.next !== to || chain.name.holes.length > 0) return null;
  return { column: chain.name.name, qualifier: chain.name.schema };
}
