import type { Node } from '../../ast/source-file.ts';
import { unwrapAwait, propertyOf } from '../../ast/syntax.ts';
import type { ColumnValue, Fact, SqlStatement, SqlToken } from '../../sql/types.ts';
import { readingOf } from './queries.ts';
import type { Reading } from './queries.ts';
import { textParts } from './text.ts';
import type { Action, DataOperation, FieldValue, Query } from './types.ts';

type DataFact = Extract<Fact, { readonly k: 'select' | 'insert' | 'update' | 'delete' | 'merge' }>;

/** The operations that the SQL text of queries says. Reads the statements' facts: this is what loads a SQL parser. */
export function textOperations(queries: readonly Query[]): DataOperation[] {
  return queries.flatMap((query) => {
    const reading = query.piece || !query.parts ? null : readingOf(query);
    return reading ? query.statements.flatMap((statement) => ofStatement(query, statement, reading)) : [];
  });
}

function ofStatement(query: Query, statement: SqlStatement, reading: Reading): DataOperation[] {
  if (!/^(?:select|insert|update|delete|merge)$/.test(statement.kind)) return [];
  return statement.facts.flatMap((fact) => (isData(fact) && !fact.nested ? (ofFact(query, statement, fact, reading) ?? []) : []));
}

function isData(fact: Fact): fact is DataFact {
  return fact.k === 'select' || fact.k === 'insert' || fact.k === 'update' || fact.k === 'delete' || fact.k === 'merge';
}

function ofFact(query: Query, statement: SqlStatement, fact: DataFact, reading: Reading): DataOperation | null {
  const values = (list: readonly ColumnValue[]): { readonly fields: FieldValue[]; readonly complete: boolean } => {
    const fields = list.flatMap((v) => fieldOf(query, statement, v, reading) ?? []);
    return { fields, complete: fields.length === list.length };
  };
  const name = fact.k === 'select' ? (fact.tables[0]?.table ?? null) : fact.table;
  const data = fact.k === 'insert' ? values(fact.values) : fact.k === 'update' ? values(fact.set) : null;
  const where = fact.k === 'select' || fact.k === 'update' || fact.k === 'delete' ? values(fact.where) : null;
  const columns = fact.k === 'insert' || fact.k === 'update' ? fact.columns.length : 0;
  const conflict = fact.k === 'insert' ? fact.onConflict : null;
  return {
    node: query.node,
    file: query.file,
    client: query.client,
    dialect: query.dialect,
    action: actionOf(fact),
    table: name && !name.name.includes('${') ? name.name : null,
    target: null,
    many: fact.k === 'insert' ? (fact.source === 'values' ? fact.rows > 1 : fact.source === 'select' ? true : false) : fact.k === 'select' && fact.aggregate && !fact.hasGroupBy ? false : null,
    data: data?.fields ?? [],
    openData: fact.k === 'merge' || (data !== null && (!data.complete || data.fields.length < columns)),
    whole: null,
    where: where?.fields ?? [],
    openWhere: fact.k === 'merge' || (fact.k === 'select' && fact.tables.length !== 1) || (where !== null && 'hasWhere' in fact && fact.hasWhere && (!where.complete || conjuncts(statement.tokens, fact.at) !== where.fields.length)),
    returnsRow: fact.k === 'select' ? true : fact.hasReturning,
    skipsConflicts: conflict === 'nothing' || /\b(?:insert\s+or\s+ignore|insert\s+ignore)\b/i.test(reading.template.text.slice(statement.range.start, statement.range.start + 80)),
    query,
    owner: query.owner,
  };
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
function boundValue(query: Query, statement: SqlStatement, start: number, reading: Reading): Node | null {
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

const CLAUSES = new Set(['group', 'order', 'limit', 'offset', 'having', 'returning', 'union', 'except', 'intersect', 'for', 'window', 'fetch', 'on']);

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
