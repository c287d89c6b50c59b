import type { Node } from '../../ast/source-file.ts';
import { isOpen, keyName, propertyOf, unwrapAwait } from '../../ast/syntax.ts';
import { outerWords, selectedRows } from '../../sql/rows.ts';
import type { ColumnValue, Fact, SqlStatement, SqlToken } from '../../sql/types.ts';
import { readingOf } from './queries.ts';
import type { Reading } from './queries.ts';
import { hasText, leafHoles, textParts } from './text.ts';
import type { DataValues } from './values.ts';
import type { Action, DataOperation, FieldValue, Part, Query } from './types.ts';

type DataFact = Extract<Fact, { readonly k: 'select' | 'insert' | 'update' | 'delete' | 'merge' }>;

/** The operations that the SQL text of a query says. Reads the statements' facts: this is what loads a SQL parser. */
export function textOperations(query: Query, values: DataValues): readonly DataOperation[] {
  const reading = query.piece || !query.parts ? null : readingOf(query);
  return reading ? query.statements.flatMap((statement) => ofStatement(query, statement, reading, values)) : [];
}

function ofStatement(query: Query, statement: SqlStatement, reading: Reading, values: DataValues): DataOperation[] {
  if (!/^(?:select|insert|update|delete|merge)$/.test(statement.kind)) return [];
  return statement.facts.flatMap((fact) => (isData(fact) && !fact.nested ? ({ ...ofFact(query, statement, fact, reading), table: tableOf(fact, query, reading, values) }) : []));
}

function isData(fact: Fact): fact is DataFact {
  return fact.k === 'select' || fact.k === 'insert' || fact.k === 'update' || fact.k === 'delete' || fact.k === 'merge';
}

function ofFact(query: Query, statement: SqlStatement, fact: DataFact, reading: Reading): Omit<DataOperation, 'table'> {
  const values = (list: readonly ColumnValue[]): { readonly fields: FieldValue[]; readonly complete: boolean } => {
    const named = list.filter((v) => !v.column.includes('${'));
    const fields = named.flatMap((v) => fieldOf(query, statement, v, reading) ?? []);
    return { fields, complete: fields.length === list.length };
  };
  const data = fact.k === 'insert' ? values(fact.values) : fact.k === 'update' ? values(fact.set) : null;
  const where = fact.k === 'select' || fact.k === 'update' || fact.k === 'delete' ? values(fact.where) : null;
  const columns = fact.k === 'insert' || fact.k === 'update' ? fact.columns.length : 0;
  const conflict = fact.k === 'insert' ? fact.onConflict : null;
  const helper = fact.k === 'insert' || fact.k === 'update' ? helperFields(reading) : null;
  const rows = fact.k === 'select' ? selectedRows(statement, fact, reading.template.holes) : null;
  const choosesEnd = rows !== null && (query.parts ?? []).some(choosesClause);
  return {
    node: query.node,
    file: query.file,
    client: query.client,
    dialect: query.dialect,
    action: actionOf(fact),
    target: null,
    many: fact.k === 'insert' ? (helper ? null : fact.source === 'values' ? fact.rows > 1 : fact.source === 'select') : (rows?.many ?? null),
    data: [...(data?.fields ?? []), ...(helper?.fields ?? [])],
    openData: fact.k === 'merge' || (helper?.open ?? false) || (data !== null && (!data.complete || (!helper && data.fields.length < columns))),
    whole: null,
    where: where?.fields ?? [],
    openWhere: fact.k === 'merge' || (where !== null && (query.parts ?? []).some(isOptional)) || (fact.k === 'select' && fact.tables.length !== 1) || (where !== null && 'hasWhere' in fact && fact.hasWhere && (!where.complete || conjuncts(statement.tokens, fact.at) !== where.fields.length)),
    returnsRow: fact.k === 'select' ? true : fact.hasReturning,
    skipsConflicts: conflict === 'nothing' || /\b(?:insert\s+or\s+ignore|insert\s+ignore)\b/i.test(reading.template.text.slice(statement.range.start, statement.range.start + 80)),
    limited: choosesEnd ? null : (rows?.limited ?? null),
    skipped: choosesEnd ? null : (rows?.skipped ?? null),
    ordered: rows?.skipsLocked || choosesEnd ? null : (rows?.ordered ?? null),
    bound: null,
    query,
    owner: query.owner,
  };
}

/** The table a statement is about, as the text or the expression in its place names it. */
function tableOf(fact: DataFact, query: Query, reading: Reading, values: DataValues): string | null {
  const name = (fact.k === 'select' ? fact.tables[0]?.table : fact.table)?.name;
  if (name === undefined) return null;
  const number = /^\$\{(\d+)\}$/.exec(name)?.[1];
  if (number === undefined) return name.includes('${') ? null : name;
  const hole = query.style === 'tagged' ? reading.holes[Number(number)] : undefined;
  if (!hole) return null;
  const named = hole.node.type === 'CallExpression' ? hole.node.arguments[0] : hole.node;
  return named ? values.tableName(hole.file, named) : null;
}

/** Columns that a helper in a tagged text writes out: `INSERT INTO t ${sql({ a, b })}`, `SET ${sql(changes)}`; null without one. */
function helperFields({ holes }: Reading): { readonly fields: FieldValue[]; readonly open: boolean } | null {
  for (const { node, file, escaped } of holes) {
    if (!escaped || node.type !== 'CallExpression') continue;
    const row = node.arguments[0] && unwrapAwait(node.arguments[0]);
    if (row?.type === 'ObjectExpression') {
      const fields = row.properties.flatMap((p): FieldValue[] => {
        const column = p.type === 'Property' ? keyName(p) : null;
        return p.type === 'Property' && column !== null ? [{ column, value: p.value, file }] : [];
      });
      return { fields, open: isOpen(row) };
    }
  }
  return holes.some((h) => h.escaped && h.node.type === 'CallExpression' && /^(?:Identifier|MemberExpression)$/.test(h.node.arguments[0]?.type ?? '')) ? { fields: [], open: true } : null;
}

/** Text that is there or not, or one of several with values of their own: what was read of it is not all it can be. */
function isOptional(part: Part): boolean {
  return part.kind === 'hole' && part.alternatives.length > 0 && (part.alternatives.some((a) => !hasText(a)) || part.alternatives.some((a) => leafHoles(a).length > 0));
}

/** Text that may bound or order the rows, or not: what was read is one of several statements. */
function choosesClause(part: Part): boolean {
  return part.kind === 'hole' && part.alternatives.some((a) => textParts(a).some(({ text }) => /\b(?:order\s+by|limit|offset)\b/i.test(text)));
}

function actionOf(fact: DataFact): Action {
  switch (fact.k) {
    case 'select':
      return 'read';
    case 'insert':
      return fact.onConflict === 'update' ? 'upsert' : 'create';
    case 'update':
      return 'update';
    case 'delete':
      return 'delete';
    case 'merge':
      return 'upsert';
  }
}

function fieldOf(query: Query, statement: SqlStatement, { column, value }: ColumnValue, reading: Reading): FieldValue | null {
  switch (value.kind) {
    case 'hole': {
      const hole = reading.holes[value.hole];
      return hole ? { column, value: hole.node, file: hole.file } : null;
    }
    case 'placeholder': {
      const bound = boundValue(query, statement, value.range.start, reading);
      return bound ? { column, value: bound, file: query.file } : null;
    }
    case 'literal': {
      const part = textParts(query.parts ?? [])[0];
      return part ? { column, value: part.node, file: part.file } : null;
    }
    case 'expression':
      return null;
  }
}

/** The expression bound to the placeholder at an offset of the text. */
export function boundValue(query: Query, statement: SqlStatement, start: number, reading: Reading): Node | null {
  const placeholder = statement.placeholders.find((p) => p.start === start);
  if (!placeholder) return null;
  if (placeholder.style === '$n') return query.bound?.[Number(placeholder.name) - 1] ?? null;
  if (placeholder.style === '?') {
    const all = reading.template.sql.statements.flatMap((s) => s.placeholders);
    return query.bound?.[all.findIndex((p) => p.start === start)] ?? null;
  }
  const object = query.values && unwrapAwait(query.values);
  return object?.type === 'ObjectExpression' && placeholder.name !== null ? (propertyOf(object, placeholder.name)?.value ?? null) : null;
}

/** The rows of one table that a statement finds by nothing but `column = value`. */
export interface FoundRows {
  readonly table: string;
  readonly columns: readonly string[];
  /** From the WHERE to the last of its values. */
  readonly range: readonly [start: number, end: number];
}

/** What the statements of a text without holes find by equality alone. */
export function equalitiesOf(statement: SqlStatement): readonly FoundRows[] {
  if (!mayFindByEquality(statement)) return [];
  const { facts, tokens } = statement;
  return facts.flatMap((fact): FoundRows[] => {
    if ((fact.k !== 'select' && fact.k !== 'update' && fact.k !== 'delete') || fact.nested) return [];
    const table = fact.k === 'select' ? (fact.tables.length === 1 ? fact.tables[0]?.table : undefined) : fact.k === 'update' && fact.tables.length > 0 ? undefined : fact.table;
    const ends = fact.where.flatMap(({ value }) => (value.kind === 'expression' ? [] : [value.range.end]));
    const word = tokens.find(({ word }, i) => i > fact.at && word === 'where');
    if (!table || !word || ends.length < fact.where.length || conjuncts(tokens, fact.at) !== ends.length) return [];
    return [{ table: table.name, columns: [...new Set(fact.where.map(({ column }) => column))], range: [word.start, Math.max(...ends)] }];
  });
}

const CLAUSES = new Set(['group', 'order', 'limit', 'offset', 'having', 'returning', 'union', 'except', 'intersect', 'for', 'window', 'fetch', 'on']);

/**
 * Whether a statement may find rows of one table by nothing but `column = value`, by its words: no parser is needed to see that it does
 * not. What stands in parentheses as a whole is left to one.
 */
export function mayFindByEquality({ kind, tokens }: SqlStatement): boolean {
  if (kind !== 'select' && kind !== 'update' && kind !== 'delete') return false;
  return tokens[0]?.text === '(' || armsOf(tokens).some((arm) => findsByEquality(arm));
}

function findsByEquality(tokens: readonly SqlToken[]): boolean {
  const words = outerWords(tokens);
  if (!words.has('where') || (words.has('select') && words.has('join'))) return false;
  const conditions = conjuncts(tokens, 0);
  return conditions > 0 && tokens.filter(({ text }) => text === '=').length >= conditions;
}

/** The queries that UNION, EXCEPT and INTERSECT put together. */
function armsOf(tokens: readonly SqlToken[]): readonly (readonly SqlToken[])[] {
  let depth = 0;
  let start = 0;
  const arms: (readonly SqlToken[])[] = [];
  for (const [i, { text, word }] of tokens.entries()) {
    if (text === '(') depth++;
    else if (text === ')') depth--;
    else if (depth === 0 && (word === 'union' || word === 'except' || word === 'intersect')) {
      arms.push(tokens.slice(start, i));
      start = i + 1;
    }
  }
  return [...arms, tokens.slice(start)];
}

/** How many conditions are joined by AND in the WHERE after a token; -1 when an OR or NOT is among them. */
function conjuncts(tokens: readonly SqlToken[], from: number): number {
  let depth = 0;
  let count = 0;
  let between = false;
  for (let i = from; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.text === '(') depth++;
    else if (token?.text === ')') depth--;
    if (depth < 0) break;
    if (depth > 0 || !token) continue;
    if (count === 0) {
      if (token.word === 'where') count = 1;
    } else if (CLAUSES.has(token.word)) break;
    else if (token.word === 'or' || token.word === 'not') return -1;
    else if (token.word === 'between') between = true;
    else if (token.word === 'and') {
      if (between) between = false;
      else count++;
    }
  }
  return count;
}
