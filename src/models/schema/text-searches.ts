import type { RuleContext } from '../../core/rule-context.ts';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, keyName, unwrap, wrapped } from '../../ast/syntax.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { textSearches } from '../../sql/text-search.ts';
import type { TextSearch } from '../../sql/text-search.ts';
import type { SqlColumnRef } from '../../sql/types.ts';
import { locatorOf } from '../sql/locate.ts';
import { sqlModel } from '../sql/model.ts';
import { readingOf } from '../sql/queries.ts';
import type { Query } from '../sql/types.ts';
import { isKeyColumn } from '../sql/wildcards.ts';
import { catalogOf, schemasAround } from './catalog.ts';
import type { Access, CatalogTable, SchemaFile } from './fold.ts';
import { isIndexed } from './indexes.ts';
import { libraries } from './libraries.ts';
import type { Change, Index } from './types.ts';

/** Why no index serves a full-text search, with what mends it. */
export type TextSearchFault =
  /** Nothing in the schema holds the vector. */
  | { readonly kind: 'unindexed'; readonly remedy: string }
  /** `to_tsvector` without a configuration depends on a setting: no index can hold it. */
  | { readonly kind: 'unnamed'; readonly named: string; readonly remedy: string }
  /** And there is an index with a configuration. */
  | { readonly kind: 'misnamed'; readonly named: string }
  /** A generated column holds the vector, and has no index (`generated`) or one (`held`). */
  | { readonly kind: 'generated' | 'held'; readonly column: string; readonly remedy: string }
  /** A function in it is not immutable. */
  | { readonly kind: 'changing'; readonly function: string };

/** A full-text search of a known table that reads all its rows. */
export type UnindexedTextSearch = TextSearchFault & {
  /** Of the vector; of the query where the text is not written in one piece. */
  readonly range: readonly [start: number, end: number];
  readonly table: string;
  readonly vector: string;
};

/** Access methods that hold no vectors. */
const ORDERED: ReadonlySet<string> = new Set(['btree', 'hash', 'brin', 'spgist']);
/** PostgreSQL's `pg_proc.provolatile`: functions of text and vectors that an index can hold. */
const IMMUTABLE: ReadonlySet<string> = new Set(['to_tsvector', 'setweight', 'strip', 'coalesce', 'nullif', 'lower', 'upper', 'trim', 'btrim', 'ltrim', 'rtrim', 'replace', 'translate', 'left', 'right', 'substr', 'substring', 'regexp_replace', 'array_to_tsvector']);
/** And those that it cannot. */
const STABLE: ReadonlySet<string> = new Set(['concat', 'concat_ws', 'format', 'array_to_string', 'unaccent', 'to_char']);
const TEXTS: ReadonlySet<string> = new Set(['text', 'varchar', 'bpchar', 'citext', 'json', 'jsonb', 'tsvector']);

/** Full-text searches of the linted file that no index of the schema serves. Source: PostgreSQL manual, "Text Search: Creating Indexes". */
export function unindexedTextSearches(context: RuleContext): readonly UnindexedTextSearch[] {
  const { queries } = sqlModel(context);
  if (queries.length === 0) return [];
  const file = sourceFileOf(context);
  return queries.flatMap((query) => {
    const isAsked = query.file === file && (query.dialect === 'postgres' || query.dialect === 'unknown');
    const reading = isAsked ? readingOf(query) : null;
    const spliced = (hole: number): SqlColumnRef | null => {
      const value = reading?.holes[hole];
      return value ? splicedColumn(value.file, value.node, projectOf(context)) : null;
    };
    return (reading?.template.sql.statements ?? []).flatMap((statement) => textSearches(statement, query.piece, spliced).flatMap((search) => judged(context, query, search) ?? []));
  });
}

function judged(context: RuleContext, query: Query, search: TextSearch): UnindexedTextSearch | null {
  const { vector } = search;
  const place = search.table === null ? placeOfPiece(context, query) : { table: search.table, compared: [] };
  const table = place && catalogOf(context)?.table(place.table);
  if (!place || !table || table.open || !table.indexesKnown || vector.columns.length === 0) return null;
  if (query.piece && vector.qualifiers.some((name) => name !== table.name)) return null;
  // what is no column of the table may lead to a few of its rows
  const isNarrowed = [...search.compared, ...place.compared].some((column) => !table.columns.has(column) || isKeyColumn(column) || isIndexed(table, column));
  if (isNarrowed || !vector.columns.every((column) => table.columns.has(column)) || mayBeIndexed(context, table)) return null;
  const fault = faultOf(table, search);
  return fault && { ...fault, table: table.name, vector: vector.written, range: locatorOf(query)?.(search.range.start, search.range.end) ?? query.node.range };
}

/** The table that a piece of a query of a builder searches, and the columns the builder compares. */
function placeOfPiece(context: RuleContext, query: Query): { readonly table: string; readonly compared: readonly string[] } | null {
  const [operation, ...others] = sqlModel(context).built.filter(({ node, action }) => action === 'read' && contains(node, query.node));
  if (query.node.type === 'TaggedTemplateExpression' && !isCondition(context, query)) return null;
  return operation?.table && others.length === 0 ? { table: operation.table, compared: operation.where.map(({ column }) => column) } : null;
}

/** Whether a tagged piece stands in a `where`, alone or joined to others by an `and` that is imported. */
function isCondition(context: RuleContext, { file, node }: Query): boolean {
  let at = wrapped(file, node);
  for (let parent = file.parent(at); parent?.type === 'CallExpression'; parent = file.parent(at)) {
    const callee = unwrap(parent.callee);
    if (callee.type === 'MemberExpression') return keyName(callee) === 'where' && parent.arguments.some((argument) => argument === at);
    const origin = originOf(file, callee);
    if (!(symbolOf(origin) ?? projectOf(context).symbol(origin))?.endsWith('#and')) return false;
    at = wrapped(file, parent);
  }
  return false;
}

/** The column of a table that an expression of code names. */
function splicedColumn(file: SourceFile, node: Node, project: Project): SqlColumnRef | null {
  for (const { columnNamed } of libraries) {
    const found = columnNamed?.(file, node, project);
    if (found) return { column: found.column, qualifier: found.table };
  }
  return null;
}

function faultOf(table: CatalogTable, { vector }: TextSearch): TextSearchFault | null {
  const accesses = table.accesses.filter(({ method }) => !ORDERED.has(method));
  const [column] = vector.columns;
  if (vector.calls.length === 0) {
    const known = vector.text === column ? table.columns.get(column) : undefined;
    const isVector = known?.type?.name === 'tsvector' || /^(?:to_tsvector|setweight)\(/u.test(known?.generatedAs ?? '');
    return !known || !isVector || accesses.some(({ columns }) => columns.includes(known.name.name)) ? null : { kind: 'unindexed', remedy: indexOn(table, written(known.name.name)) };
  }
  const made = vector.calls.filter(({ name }) => name === 'to_tsvector');
  const isKnown = made.length > 0 && made.every(({ args: [first], args }) => args.length === 1 || (args.length === 2 && first?.startsWith("'")));
  if (!isKnown || !vector.calls.every(({ name }) => IMMUTABLE.has(name) || STABLE.has(name)) || accesses.some(({ expressions }) => expressions.includes(vector.text))) return null;
  const changing = vector.calls.find(({ name }) => STABLE.has(name));
  if (changing) return { kind: 'changing', function: changing.name };
  // the output of other types may depend on settings: no statement would be right
  if (!vector.columns.every((name) => TEXTS.has(table.columns.get(name)?.type?.name ?? ''))) return null;
  if (made.some(({ args }) => args.length === 1)) return unnamed(table, accesses, vector);
  return holderOf(table, accesses, vector.text) ?? { kind: 'unindexed', remedy: indexOn(table, entry(vector.written)) };
}

/** Names the configuration of what holds the same text, else that of English. */
function unnamed(table: CatalogTable, accesses: readonly Access[], vector: TextSearch['vector']): TextSearchFault | null {
  if (vector.calls.some(({ name, args }) => name === 'to_tsvector' && args.length > 1)) return null;
  const held = [...accesses.flatMap(({ expressions }) => expressions), ...[...table.columns.values()].map(({ generatedAs }) => generatedAs)];
  const named = (text: string, configuration: string): string => text.replace(/\bto_tsvector\s*\(/giu, `to_tsvector(${configuration}, `);
  const isHeld = (expression: string | null | undefined): string | null => {
    const configuration = /\bto_tsvector\(('\w+'), /u.exec(expression ?? '')?.[1];
    return configuration !== undefined && expression === named(vector.text, configuration) ? configuration : null;
  };
  const configuration = held.map(isHeld).find((one) => one !== null);
  const call = named(vector.written, configuration ?? "'english'");
  const text = named(vector.text, configuration ?? "'english'");
  const indexed = accesses.some(({ expressions }) => expressions.includes(text));
  return indexed ? { kind: 'misnamed', named: call } : holderOf(table, accesses, text) ?? { kind: 'unnamed', named: call, remedy: indexOn(table, entry(call)) };
}

/** The generated column that holds a vector. */
function holderOf(table: CatalogTable, accesses: readonly Access[], text: string): TextSearchFault | null {
  const column = [...table.columns.values()].find(({ generatedAs }) => generatedAs === text)?.name.name;
  return column === undefined ? null : { kind: accesses.some(({ columns }) => columns.includes(column)) ? 'held' : 'generated', column, remedy: indexOn(table, written(column)) };
}

function indexOn({ name }: CatalogTable, what: string): string {
  return `CREATE INDEX CONCURRENTLY ON ${written(name)} USING gin (${what})`;
}

/** An expression that is more than one call stands in parentheses of its own. */
function entry(expression: string): string {
  let depth = 0;
  const isCall = /^\w+\(/u.test(expression) && [...expression].every((sign, i) => {
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    return depth > 0 || i < expression.indexOf('(') || i === expression.length - 1;
  });
  return isCall ? expression : `(${expression})`;
}

function written(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/u.test(name) ? name : `"${name}"`;
}

/** Whether the table may have an index for vectors that is not understood, or stands in another package or a schema without a dialect. */
function mayBeIndexed(context: RuleContext, table: CatalogTable): boolean {
  if (table.accesses.some(({ columns, expressions }) => columns.length === 0 || columns.some((column, i) => column === null && (expressions[i] ?? null) === null))) return true;
  // the first is the package of the file: what it understands of PostgreSQL is in the catalog
  return schemasAround(context).some((files, i) => files === null || files.some((file) => saysUnknownIndex(file, table.name, i === 0)));
}

function saysUnknownIndex({ saysTextIndex, facts: { changes, dialect } }: SchemaFile, table: string, isOwn: boolean): boolean {
  if (!saysTextIndex) return false;
  const found = changes.flatMap((change) => indexesOf(change).flatMap(({ method }) => (ORDERED.has(method) || !('table' in change) || !change.table ? [] : [{ table: change.table.name, isUp: change.step !== 'down' }])));
  return found.length === 0 || found.some((one) => one.table.includes('${') || (one.isUp && one.table === table && !(isOwn && dialect === 'postgres')));
}

function indexesOf(change: Change): readonly Index[] {
  return change.kind === 'createTable' ? change.indexes : change.kind === 'createIndex' ? [change.index] : [];
}
