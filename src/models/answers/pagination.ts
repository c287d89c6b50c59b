import type { Node } from '../../ast/source-file.ts';
import { callChain, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { DataOperation, FieldValue } from '../sql/types.ts';
import { singularOf, wordsOf } from '../words/model.ts';
import { isAskedWhole } from './collections.ts';
import { answeredReads } from './lists.ts';

/** A list that is answered with whole, however many rows there are. */
export interface UnboundedList {
  readonly node: Node;
  readonly table: string;
  /** Whether the read stands at the node, and not in a function that is called there. */
  readonly isHere: boolean;
}

/** Methods that put rows together or choose among them. */
const GATHERS = /^(?:group|having|distinct|count|sum|avg|min|max|aggregate|cursor|stream|first|scope)/i;
/** Options that do the same, and the filter of a table that is joined: `include: [{ model: User, where: … }]`. */
const OPTIONS = /\b(?:group|having|distinct)\s*:|\binclude\b[^]*\bwhere\b/;
/** Columns with a handful of values, each of which many rows have. */
const COARSE = /^(?:.*_)?(?:status|state|type|kind|visibility)$/i;

/** The reads without a bound that the handlers of collections answer with. */
export const unboundedLists = perFile((context): readonly UnboundedList[] => {
  const seen = new Set<Node>();
  return answeredReads(context).flatMap(({ read, node, handler }) => {
    if (seen.has(node) || isAskedWhole(handler) || !isUnbounded(read) || read.table === null) return [];
    seen.add(node);
    return [{ node, table: read.table, isHere: read.node === node }];
  });
});

/** Whether a table is one of those that are small by what they hold: `countries`, `order_statuses`, `CountryEntity`. */
export function isSmallTable(table: string, small: readonly string[]): boolean {
  const name = singular(table);
  return small.some((one) => name === singular(one) || name.endsWith(`_${singular(one)}`));
}

function singular(name: string): string {
  const words = wordsOf(name.split('.').at(-1) ?? name);
  const kept = words.length > 1 && /^(?:entity|model|table|schema)$/.test(words.at(-1) ?? '') ? words.slice(0, -1) : words;
  return kept.map((word) => (word === 'status' ? word : singularOf(word))).join('_');
}

/** Whether a read is certain to give all rows of a table, or all in one of a few states. A filter by another value may name an owner, a parent or a key. */
export function isUnbounded(read: DataOperation): boolean {
  return read.many === true && givesAllItFinds(read) && !read.openWhere && read.where.every(isCoarse);
}

/** Whether a read is certain to give every row that its filter finds, each by itself. */
export function givesAllItFinds(read: DataOperation): boolean {
  const { action, limited, query } = read;
  if (action !== 'read' || limited !== false || gathers(read)) return false;
  return !query?.statements.some(({ facts }) => facts.some((fact) => fact.k === 'select' && (fact.aggregate || fact.hasGroupBy || fact.distinct)));
}

function isCoarse({ column, value }: FieldValue): boolean {
  const inner = unwrap(value);
  return inner.type === 'Literal' && (typeof inner.value === 'boolean' || inner.value === null || (typeof inner.value === 'string' && COARSE.test(column)));
}

function gathers({ node, file, query }: DataOperation): boolean {
  const chain = callChain(node);
  if (chain?.then.some(({ name }) => name === null || GATHERS.test(name))) return true;
  return !query && OPTIONS.test(file.textOf(node));
}
