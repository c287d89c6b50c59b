import { holeName } from './anchors.ts';
import { HOLE_WIDTH } from './tokens.ts';
import type { HoleFact, SqlRange, SqlToken } from './types.ts';

/** What a hole is taken for when the text goes to a parser. */
export type Fill = 'param' | 'name' | 'list' | 'empty' | 'true' | 'where' | 'and' | 'select' | 'cte' | 'assign' | 'asc' | 'digits' | 'operator' | 'text';

const FILL_TEXT: Readonly<Record<Exclude<Fill, 'name'>, string>> = {
  param: '$1',
  list: '(NULL)',
  empty: '',
  true: 'TRUE',
  where: 'WHERE true',
  and: 'AND true',
  select: 'SELECT 1',
  cte: 'q AS(SELECT)',
  assign: 'a = 1',
  asc: 'ASC',
  digits: '1',
  operator: '=',
  text: 'xxxxxxxxxxxx',
};

const REPAIRS: readonly Fill[] = ['param', 'name', 'list', 'empty', 'true', 'where', 'and', 'select', 'cte', 'assign', 'operator'];

/** The other things a hole could be. */
export const repairs = (current: Fill | undefined): readonly Fill[] => REPAIRS.filter((fill) => fill !== current);

const fillText = (fill: Fill, hole: number): string => (fill === 'name' ? holeName(hole, HOLE_WIDTH) : FILL_TEXT[fill].padEnd(HOLE_WIDTH));

const PREDICATE_STARTS: ReadonlySet<string> = new Set(['where', 'and', 'or', 'on', 'having', 'not', 'when']);

/** The most likely thing a hole is, by its position; `index` is that of its token. */
export function firstFill(hole: HoleFact, tokens: readonly SqlToken[], index: number): Fill {
  switch (hole.position) {
    case 'value':
      return 'param';
    case 'identifier':
    case 'ddl':
      return 'name';
    case 'orderBy':
      return hole.part === 'direction' ? 'asc' : 'name';
    case 'placeholder':
      return 'param';
    case 'quoted':
    case 'comment':
      return 'text';
    default:
      return fragmentFill(hole, tokens, index);
  }
}

function fragmentFill(hole: HoleFact, tokens: readonly SqlToken[], i: number): Fill {
  const previous = tokens[i - 1];
  const next = tokens[i + 1];
  if (previous === undefined) return 'empty';
  if (PREDICATE_STARTS.has(previous.word)) return 'true';
  if (previous.kind === 'operator') return previous.text === '*' ? 'empty' : 'param';
  if (previous.text === '(') return groupFill(hole, next, tokens[i - 2]);
  if (previous.word === 'values') return 'list';
  if (previous.word === 'set') return 'assign';
  if (previous.word === 'with' || (hole.clause === 'with' && previous.text === ',')) return 'cte';
  const listed = previous.text === ',' || previous.word === 'select' || previous.word === 'distinct' || previous.word === 'returning' || previous.word === 'by';
  if (listed) return hole.clause === 'set' ? 'assign' : hole.clause === 'values' ? 'list' : 'name';
  return 'empty';
}

function groupFill(hole: HoleFact, next: SqlToken | undefined, opener: SqlToken | undefined): Fill {
  const query = opener?.word === 'as' || opener?.word === 'from' || opener?.word === 'in' || opener?.word === 'exists' || opener?.word === 'join' || opener?.word === 'lateral' || opener?.word === 'materialized';
  if (query && next?.text === ')') return 'select';
  if (opener?.kind === 'operator') return 'param';
  return hole.clause === 'where' || hole.clause === 'on' || hole.clause === 'having' ? 'true' : 'name';
}

interface Piece {
  readonly text: string;
  readonly tokens: readonly SqlToken[];
  readonly comments: readonly SqlToken[];
  readonly range: SqlRange;
}

/**
 * The text of a statement for a parser: of the same length, with comments blanked, placeholders as `$n`, `$tag$` as
 * `$$` and holes filled. Offsets in it plus the start of the range are offsets in the text.
 */
export function sanitise({ text, tokens, comments, range }: Piece, fills: ReadonlyMap<number, Fill>): string {
  const pieces: string[] = [];
  let at = range.start;
  let comment = comments.findIndex(({ start }) => start >= range.start);
  const copyTo = (end: number): void => {
    for (let next = comments[comment]; comment !== -1 && next !== undefined && next.start < end; next = comments[++comment]) {
      pieces.push(text.slice(at, next.start), blank(next.text));
      at = next.end;
    }
    if (end > at) pieces.push(text.slice(at, end));
    at = end;
  };
  for (const [i, token] of tokens.entries()) {
    const clean = takesList(tokens[i - 1]) && isNamed(token) ? '(0)'.padEnd(token.text.length) : cleanToken(token, fills);
    if (clean === null) continue;
    copyTo(token.start);
    pieces.push(clean);
    at = token.end;
  }
  copyTo(range.end);
  // characters no SQL holds; a lone surrogate has no UTF-8
  return pieces.join('').replace(/[\0\uFEFF\u2028\u2029]/g, ' ').replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '?');
}

/** `IN :ids`, `VALUES :rows`: PgTyped writes the parentheses itself. */
function takesList(before: SqlToken | undefined): boolean {
  return before?.word === 'in' || before?.word === 'values';
}

function isNamed({ style, text }: SqlToken): boolean {
  return style === ':name' && text.length > 2;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

function cleanToken(token: SqlToken, fills: ReadonlyMap<number, Fill>): string | null {
  switch (token.kind) {
    case 'placeholder':
      return cleanPlaceholder(token);
    case 'hole':
      return fillText(fills.get(token.start) ?? 'param', token.holes[0] ?? 0);
    case 'dollar':
      return shortDollars(fillHoles(token));
    case 'quoted':
      return token.text.startsWith('`') ? `"${fillHoles(token).slice(1, -1).replaceAll('"', '_')}"` : token.holes.length > 0 ? fillHoles(token) : null;
    default:
      if (token.holes.length > 0) return fillHoles(token);
      // another word stands for what is written: SELECT for PERFORM
      return token.text.length < token.end - token.start ? token.text.padEnd(token.end - token.start) : null;
  }
}

/** Holes inside a name, a string or a number: their own name, letters or digits. */
function fillHoles(token: SqlToken): string {
  if (token.holes.length === 0) return token.text;
  let next = 0;
  return token.text.replace(/\uE000{12}/g, () => {
    const hole = token.holes[next++] ?? 0;
    if (token.kind === 'number') return '1'.repeat(HOLE_WIDTH);
    return token.kind === 'string' || token.kind === 'dollar' ? FILL_TEXT.text : holeName(hole, HOLE_WIDTH);
  });
}

function cleanPlaceholder(token: SqlToken): string {
  const { text, style } = token;
  if (style === '$n' && token.holes.length === 0) return text;
  if (style === '??' || style === ':name:' || text === '%I') return 'p'.padEnd(text.length, '_');
  return text.length === 1 ? '0' : '$1'.padEnd(text.length);
}

/** `$tag$ … $tag$` as `$$ … $$` of the same length, unless the body holds `$$` itself. */
function shortDollars(text: string): string {
  const tag = /^\$[^$]*\$/.exec(text)?.[0] ?? '$$';
  const body = text.slice(tag.length, -tag.length);
  if (tag === '$$' || body.includes('$$')) return text;
  return `${'$$'.padStart(tag.length)}${body}${'$$'.padEnd(tag.length)}`;
}
