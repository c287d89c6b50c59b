import type { Anchors } from './anchors.ts';
import { isAggregate, isReserved } from './keywords.ts';
import { closeOf, nameAt } from './names.ts';
import type { ColumnValue, Fact, SelectItem, TableRef } from './types.ts';

const CLAUSES: ReadonlySet<string> = new Set(['from', 'where', 'group', 'having', 'order', 'limit', 'offset', 'fetch', 'returning', 'set', 'values', 'using', 'on', 'for', 'window', 'default', 'output']);
const SET_OPERATIONS: ReadonlySet<string> = new Set(['union', 'intersect', 'except']);
const BEFORE_TABLE: ReadonlySet<string> = new Set(['from', 'join', 'using']);

/** Token range of each clause of one query, at its own level. */
interface Clauses {
  readonly start: number;
  readonly end: number;
  readonly starts: ReadonlyMap<string, number>;
}

/** Beyond so many queries in one statement the text is no statement. */
const MOST_QUERIES = 200;

/**
 * Facts of DML that no parser accepts, from its keywords alone: low confidence, for other dialects and for text with
 * holes that cannot be repaired.
 */
export function lexicalFacts(anchors: Anchors): Fact[] {
  const facts: Fact[] = [];
  let depth = 0;
  const { tokens } = anchors;
  for (let i = 0; i < tokens.length && facts.length < MOST_QUERIES; i++) {
    const text = anchors.text(i);
    if (text === '(') depth++;
    else if (text === ')') depth--;
    const fact = queryFact(anchors, i, depth > 0);
    if (fact !== null) facts.push(fact);
  }
  return facts;
}

function queryFact(anchors: Anchors, i: number, inside: boolean): Fact | null {
  const before = anchors.word(i - 1);
  switch (anchors.word(i)) {
    case 'select':
      return selectFact(anchors, i, inside || anchors.word(0) === 'insert' || anchors.word(0) === 'create');
    case 'insert':
    case 'replace':
      return insertFact(anchors, i, inside);
    case 'update':
      return before === 'for' || before === 'key' || before === 'do' || before === 'then' || before === 'on' ? null : updateFact(anchors, i, inside);
    case 'delete':
      return before === 'on' || before === 'then' ? null : deleteFact(anchors, i, inside);
    default:
      return null;
  }
}

function clausesOf(anchors: Anchors, start: number): Clauses {
  const starts = new Map<string, number>();
  const { tokens } = anchors;
  let i = start + 1;
  let selects = anchors.word(start) === 'insert' ? 1 : 0;
  for (; i < tokens.length; i++) {
    const text = anchors.text(i);
    // a second query at this level is another text that lost its semicolon
    if (anchors.word(i) === 'select' && --selects < 0) break;
    if (text === '(') i = closeOf(tokens, i, tokens.length);
    else if (text === ')' || SET_OPERATIONS.has(anchors.word(i))) break;
    else if (CLAUSES.has(anchors.word(i)) && anchors.text(i - 1) !== '.' && !starts.has(anchors.word(i)) && (anchors.word(i) !== 'default' || anchors.word(i + 1) === 'values')) starts.set(anchors.word(i), i);
  }
  return { start, end: Math.min(i, tokens.length), starts };
}

function clauseEnd({ starts, end }: Clauses, from: number): number {
  let nearest = end;
  for (const [word, at] of starts) if (at > from && at < nearest && word !== 'on' && word !== 'using') nearest = at;
  return nearest;
}

function selectFact(anchors: Anchors, at: number, nested: boolean): Fact {
  const clauses = clausesOf(anchors, at);
  const { starts } = clauses;
  const distinct = anchors.word(at + 1) === 'distinct';
  const listEnd = clauseEnd(clauses, at);
  const items = itemsOf(anchors, distinct ? at + 2 : at + 1, listEnd);
  let aggregate = false;
  for (let i = at + 1; i < listEnd; i++) if (isAggregate(anchors.word(i)) && anchors.text(i + 1) === '(') aggregate = true;
  const lock = starts.get('for');
  return {
    k: 'select',
    at,
    nested,
    items,
    star: items.some((item) => item.column === '*'),
    tables: tablesOf(anchors, clauses, 'from'),
    where: keysOf(anchors, clauses),
    hasFrom: starts.has('from'),
    hasWhere: starts.has('where'),
    hasLimit: starts.has('limit') || starts.has('fetch') || anchors.word(at + 1) === 'top',
    hasOffset: starts.has('offset'),
    hasOrderBy: starts.has('order'),
    hasGroupBy: starts.has('group'),
    distinct,
    aggregate,
    forUpdate: lock !== undefined && (anchors.word(lock + 1) === 'update' || anchors.word(lock + 1) === 'share' || anchors.word(lock + 1) === 'no' || anchors.word(lock + 1) === 'key'),
  };
}

function insertFact(anchors: Anchors, at: number, nested: boolean): Fact | null {
  let into = at + 1;
  while (into < at + 4 && anchors.word(into) !== 'into') into++;
  const found = nameAt(anchors.tokens, into + 1);
  if (anchors.word(into) !== 'into' || found === null) return null;
  const clauses = clausesOf(anchors, at);
  const values = clauses.starts.get('values');
  const open = anchors.word(found.next) === 'as' ? found.next + 2 : found.next;
  const listed = anchors.text(open) === '(' && anchors.word(open + 1) !== 'select';
  const columns = listed ? itemsOf(anchors, open + 1, closeOf(anchors.tokens, open, clauses.end)).flatMap((item) => item.column ?? []) : [];
  const conflict = clauses.starts.get('on');
  return {
    k: 'insert',
    at,
    nested,
    table: found.name,
    columns,
    source: clauses.starts.has('default') ? 'default' : values !== undefined || clauses.starts.has('set') ? 'values' : 'select',
    rows: values === undefined ? 0 : rowsOf(anchors, values + 1, clauses.end),
    values: [],
    onConflict: conflict === undefined || !/^(?:conflict|duplicate)$/.test(anchors.word(conflict + 1)) ? null : holdsWord(anchors, conflict, clauses.end, 'nothing') ? 'nothing' : 'update',
    hasReturning: clauses.starts.has('returning'),
    returning: returningOf(anchors, clauses),
  };
}

function updateFact(anchors: Anchors, at: number, nested: boolean): Fact | null {
  const found = nameAt(anchors.tokens, anchors.word(at + 1) === 'only' ? at + 2 : at + 1);
  if (found === null) return null;
  const clauses = clausesOf(anchors, at);
  const set = clauses.starts.get('set');
  const assigned = set === undefined ? [] : pairsOf(anchors, set + 1, clauseEnd(clauses, set), ',');
  return {
    k: 'update',
    at,
    nested,
    table: found.name,
    columns: assigned.map(({ column }) => column),
    set: assigned,
    tables: tablesOf(anchors, clauses, 'from'),
    where: keysOf(anchors, clauses),
    hasWhere: clauses.starts.has('where'),
    hasReturning: clauses.starts.has('returning'),
    returning: returningOf(anchors, clauses),
  };
}

function deleteFact(anchors: Anchors, at: number, nested: boolean): Fact | null {
  const clauses = clausesOf(anchors, at);
  const from = clauses.starts.get('from');
  const found = from === undefined ? null : nameAt(anchors.tokens, anchors.word(from + 1) === 'only' ? from + 2 : from + 1);
  if (found === null) return null;
  return {
    k: 'delete',
    at,
    nested,
    table: found.name,
    tables: tablesOf(anchors, clauses, 'using'),
    where: keysOf(anchors, clauses),
    hasWhere: clauses.starts.has('where'),
    hasReturning: clauses.starts.has('returning'),
    returning: returningOf(anchors, clauses),
  };
}

function holdsWord(anchors: Anchors, from: number, to: number, word: string): boolean {
  for (let i = from; i < to; i++) if (anchors.word(i) === word) return true;
  return false;
}

function rowsOf(anchors: Anchors, from: number, to: number): number {
  let rows = 0;
  for (let i = from; i < to && anchors.text(i) === '('; i++) {
    rows++;
    i = closeOf(anchors.tokens, i, to) + 1;
    if (anchors.text(i) !== ',') break;
  }
  return rows;
}

function itemsOf(anchors: Anchors, from: number, to: number): SelectItem[] {
  const items: SelectItem[] = [];
  let start = from;
  for (let i = from; i <= to; i++) {
    if (anchors.text(i) === '(') i = closeOf(anchors.tokens, i, to);
    if (i < to && anchors.text(i) !== ',') continue;
    if (i > start) items.push(itemOf(anchors, start, Math.min(i, to)));
    start = i + 1;
  }
  return items;
}

function itemOf(anchors: Anchors, from: number, to: number): SelectItem {
  if (anchors.text(to - 1) === '*' && (to === from + 1 || anchors.text(to - 2) === '.')) {
    return { column: '*', qualifier: to === from + 1 ? null : anchors.identifier(to - 3), alias: null };
  }
  const found = nameAt(anchors.tokens, from);
  if (found === null || found.next < to - 2) return { column: null, qualifier: null, alias: null };
  const aliased = found.next < to;
  if (aliased && anchors.tokens[to - 1]?.kind !== 'word' && anchors.tokens[to - 1]?.kind !== 'quoted') return { column: null, qualifier: null, alias: null };
  return { column: found.name.name, qualifier: found.name.schema, alias: aliased ? anchors.identifier(to - 1) : null };
}

function returningOf(anchors: Anchors, clauses: Clauses): SelectItem[] {
  const at = clauses.starts.get('returning');
  return at === undefined ? [] : itemsOf(anchors, at + 1, clauses.end);
}

function tablesOf(anchors: Anchors, clauses: Clauses, clause: string): TableRef[] {
  const start = clauses.starts.get(clause);
  if (start === undefined) return [];
  const end = clauseEnd(clauses, start);
  const tables: TableRef[] = [];
  for (let i = start; i < end; i++) {
    if (anchors.text(i) === '(') {
      i = closeOf(anchors.tokens, i, end);
      continue;
    }
    if (!BEFORE_TABLE.has(anchors.word(i)) && anchors.text(i) !== ',') continue;
    const found = nameAt(anchors.tokens, i + 1);
    if (found === null || anchors.text(found.next) === '(') continue;
    const aliasAt = anchors.word(found.next) === 'as' ? found.next + 1 : found.next;
    const alias = anchors.tokens[aliasAt];
    const named = aliasAt < end && alias !== undefined && (alias.kind === 'quoted' || (alias.word !== '' && !isReserved(alias.word)));
    tables.push({ table: found.name, alias: named ? anchors.identifier(aliasAt) : null });
  }
  return tables;
}

function keysOf(anchors: Anchors, clauses: Clauses): ColumnValue[] {
  const where = clauses.starts.get('where');
  if (where === undefined) return [];
  const end = clauseEnd(clauses, where);
  for (let i = where; i < end; i++) {
    if (anchors.text(i) === '(') i = closeOf(anchors.tokens, i, end);
    // a disjunction guarantees nothing
    else if (anchors.word(i) === 'or') return [];
  }
  return pairsOf(anchors, where + 1, end, 'and');
}

/** `column = value` pairs between separators, each value a single token. */
function pairsOf(anchors: Anchors, from: number, to: number, separator: string): ColumnValue[] {
  const pairs: ColumnValue[] = [];
  let start = from;
  for (let i = from; i <= to; i++) {
    if (anchors.text(i) === '(') i = closeOf(anchors.tokens, i, to);
    if (i < to && anchors.word(i) !== separator && anchors.text(i) !== separator) continue;
    const found = nameAt(anchors.tokens, start);
    if (found !== null && found.next < i && anchors.text(found.next) === '=') {
      const single = i === found.next + 2;
      pairs.push({ column: found.name.name, qualifier: found.name.schema, value: single ? anchors.value(found.next + 1) : { kind: 'expression' } });
    }
    start = i + 1;
  }
  return pairs;
}
