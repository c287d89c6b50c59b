import type { TSESTree } from '@typescript-eslint/utils';
import type { Dialect } from '../../core/settings.ts';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, isFunction, keyName, memberChain, stringValue, summands, unwrap, unwrapAwait, wrapped } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { likeOperands } from '../../sql/like.ts';
import type { LikeOperand } from '../../sql/like.ts';
import type { SqlStatement } from '../../sql/types.ts';
import { likeFunction, likeKey, NAMES_LIKE, SAYS_LIKE } from './clients.ts';
import type { SqlCandidates } from './collect.ts';
import { locatorOf } from './locate.ts';
import { readingOf } from './queries.ts';
import type { Reading } from './queries.ts';
import { boundValue } from './statements.ts';
import type { Query, SqlClient, SqlModel, WildcardSearch } from './types.ts';
import type { DataValue, DataValues } from './values.ts';
import { argumentAt } from './values.ts';

const MAX_DEPTH = 6;
const LIKE = /^i?like$/i;
/** Columns that point to the row of another table, or to the row itself. */
const KEY = /(?:^|_)u?u?id$|[a-z]Id$/i;
/** Keys of a filter that combine conditions. */
const COMBINES: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT', 'where', '$and', '$or', '$not']);

/** The searches of a file whose pattern begins with a wildcard: in SQL text, builders, and the filters of ORMs. */
export function wildcardsIn(file: SourceFile, candidates: SqlCandidates, model: Pick<SqlModel, 'queries' | 'built' | 'operationsOf'>, values: DataValues, project: Project, fallback: () => Dialect | 'unknown'): WildcardSearch[] {
  const inCalls = file.passes(NAMES_LIKE) ? [...model.queries.flatMap((query) => ofQuery(query, project)), ...candidates.calls.flatMap((call) => ofMethod(file, call, values, project)), ...ofExpressions(file, values, project)] : [];
  const inFilters = file.passes(SAYS_LIKE) ? ofFilters(file, values, project) : [];
  const found = new Map([...inCalls, ...inFilters].flatMap((search) => (isNarrowed(search, model) ? [] : [[search.search.range.join(), search.search]])));
  return [...found.values()].map((s) => (s.dialect === 'unknown' ? { ...s, dialect: fallback() } : s)).sort((a, b) => a.range[0] - b.range[0]);
}

/** Whether a column points to the row of another table, or to the row itself: its rows are those of one owner. */
export function isKeyColumn(column: string): boolean {
  return KEY.test(column);
}

/** A search, with the query or the call that runs it. */
interface Found {
  readonly search: WildcardSearch;
  readonly query?: Query;
  readonly node: Node;
}

/** Whether only the rows with one value of a key are searched. */
function isNarrowed({ query, node }: Found, model: Pick<SqlModel, 'built' | 'operationsOf'>): boolean {
  const operations = query && !query.piece ? model.operationsOf(query) : model.built.filter((o) => contains(o.node, node));
  return operations.some((o) => o.where.some(({ column }) => isKeyColumn(column)));
}

function ofQuery(query: Query, project: Project): Found[] {
  const reading = readingOf(query);
  if (!reading) return [];
  return reading.template.sql.statements.flatMap((statement) =>
    likeOperands(statement).flatMap((operand): Found[] => {
      const range = operand.leading ? rangeOf(query, operand) : operand.leading === null ? valueRange(query, statement, operand, reading, project) : null;
      return range ? [{ search: { range, column: operand.column?.column ?? null, table: query.piece ? null : onlyTable(statement), dialect: query.dialect }, query, node: query.node }] : [];
    }),
  );
}

/** The pattern in the text; with a hole in it, as far as its wildcard; else the call that runs the text. */
function rangeOf(query: Query, { token }: LikeOperand): readonly [number, number] {
  const locate = locatorOf(query);
  return locate?.(token.start, token.end) ?? locate?.(token.start, token.text.indexOf("'") + 2 + token.start) ?? query.node.range;
}

/** The value that a placeholder or hole stands for, where it begins with a wildcard. */
function valueRange(query: Query, statement: SqlStatement, { token }: LikeOperand, reading: Reading, project: Project): readonly [number, number] | null {
  const hole = token.holes[0] === undefined ? null : reading.holes[token.holes[0]];
  const single = query.values && statement.placeholders.length === 1 && !query.bound && /^(?:Literal|TemplateLiteral)$/.test(query.values.type) ? query.values : null;
  const value = hole?.node ?? boundValue(query, statement, token.start, reading) ?? single;
  const file = hole?.file ?? query.file;
  const leading = value && leadingIn(file, value, project, 0);
  if (!leading) return null;
  return leading.file === query.file ? leading.node.range : query.node.range;
}

/** The only table of a statement, by its words: no parser is asked. */
function onlyTable({ tokens }: SqlStatement): string | null {
  const names = tokens.flatMap(({ word }, i) => (/^(?:from|join|update|into)$/.test(word) ? [tokens[i + 1]?.text.replaceAll('"', '') ?? ''] : []));
  return names.length === 1 ? (names[0] ?? null) : null;
}

/** `whereILike('name', '%a')`. */
function ofMethod(file: SourceFile, call: TSESTree.CallExpression, values: DataValues, project: Project): Found[] {
  const known = values.method(file, call);
  const like = known?.method.like;
  const pattern = like && argumentAt(call, like.pattern);
  const found = pattern ? leadingIn(file, pattern, project, 0) : null;
  if (!known || !pattern || !found) return [];
  return [{ search: { ...columnIn(file, argumentAt(call, like.column), known.object.table), range: found.file === file ? found.node.range : pattern.range, dialect: known.object.dialect }, node: call }];
}

/** `where('name', 'ilike', '%a')`, `eb('name', 'ilike', '%a')`: the words tell, whatever is called. And functions that say LIKE. */
function ofExpressions(file: SourceFile, values: DataValues, project: Project): Found[] {
  return file.nodes('CallExpression').flatMap((call): Found[] => {
    const callee = unwrap(call.callee);
    const name = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? keyName(callee) : null;
    const isOperator = call.arguments.length === 3 && LIKE.test(stringValue(call.arguments[1]) ?? '') && !/not$/i.test(name ?? '');
    const symbol = !isOperator && name !== null && (callee.type === 'Identifier' || /like/i.test(name)) ? importedSymbol(file, callee, project) : null;
    const places = isOperator ? { column: 0, pattern: 2 } : symbol === null ? null : likeFunction(symbol);
    const pattern = places && call.arguments[places.pattern];
    const found = pattern ? leadingIn(file, pattern, project, 0) : null;
    if (!pattern || !found) return [];
    const object = isOperator ? values.method(file, call)?.object : undefined;
    const column = places.column === undefined ? { column: keyOver(file, call), table: null } : columnIn(file, call.arguments[places.column] ?? null, object?.table ?? null);
    return [{ search: { ...column, range: found.file === file ? found.node.range : pattern.range, dialect: object?.dialect ?? 'unknown' }, node: call }];
  });
}

function importedSymbol(file: SourceFile, callee: Node, project: Project): string | null {
  const origin = originOf(file, callee);
  return symbolOf(origin) ?? project.symbol(origin);
}

/** `{ name: { contains: q } }`, `{ name: { [Op.iLike]: '%a' } }`. */
function ofFilters(file: SourceFile, values: DataValues, project: Project): Found[] {
  return file.nodes('Property').flatMap((property): Found[] => {
    if (file.parent(property)?.type !== 'ObjectExpression') return [];
    const name = property.computed ? importedSymbol(file, property.key, project) : keyName(property);
    const said = name === null ? null : likeKey(name);
    if (!said) return [];
    const taker = property.computed ? null : takerOf(file, property, said.client, values, 0);
    const pattern = said.as === 'pattern' ? leadingIn(file, property.value, project, 0) : null;
    if ((!property.computed && !taker) || (said.as === 'pattern' && !pattern) || hasKeyBeside(file, property)) return [];
    const search = { range: pattern?.file === file ? pattern.node.range : property.range, column: keyOver(file, property), table: isNested(file, property) ? null : (taker?.object.table ?? null), dialect: taker?.object.dialect ?? said.client.dialect };
    return [{ search, node: taker?.call ?? property }];
  });
}

/** Whether a filter also asks for a key, next to a condition or around it: `{ userId, OR: [{ name: { contains: q } }] }`. */
function hasKeyBeside(file: SourceFile, condition: Node, depth = 0): boolean {
  let inner = condition;
  const isKey = (node: Node): boolean => file.nodesIn(node, 'Property').some((p) => isKeyColumn(keyName(p) ?? ''));
  for (let at = file.parent(condition); at; inner = at, at = file.parent(at)) {
    if (at.type === 'ObjectExpression') {
      if (at.properties.some((p) => p !== inner && isKey(p))) return true;
    } else if (at.type === 'AssignmentExpression') {
      const origin = originOf(file, memberChain(at.left).root);
      return origin.kind === 'value' && origin.file === file && isKey(origin.node);
    } else if (at.type === 'VariableDeclarator') {
      // A piece of a filter, spread into filters that each ask for a key.
      const uses = at.id.type === 'Identifier' && depth < MAX_DEPTH ? (file.variableOf(at.id)?.references.filter((r) => r.isRead()) ?? []) : [];
      return uses.length > 0 && uses.every((r) => hasKeyBeside(file, r.identifier as Node, depth + 1));
    } else if ((at.type === 'Property' && keyName(at) === 'where') || !/^(?:Property|SpreadElement|ArrayExpression|ConditionalExpression|LogicalExpression)$/.test(at.type)) return false;
  }
  return false;
}

/** A call of a client, and what it is called on. */
interface Taker {
  readonly object: DataValue;
  readonly call: TSESTree.CallExpression;
}

/** The call of a client of which an object, or what it is part of, is an argument. */
function takerOf(file: SourceFile, node: Node, client: SqlClient, values: DataValues, depth: number): Taker | null {
  if (depth > MAX_DEPTH) return null;
  let inner: Node = node;
  for (let at = file.parent(node); at; inner = at, at = file.parent(at)) {
    switch (at.type) {
      case 'CallExpression': {
        if (at.callee === inner) return null;
        const object = values.method(file, at)?.object;
        if (object?.client === client) return { object, call: at };
        const callee = unwrap(at.callee);
        const list = callee.type === 'MemberExpression' && keyName(callee) === 'push' ? memberChain(callee.object).root : null;
        return list ? takerOfName(file, list, client, values, depth) : null;
      }
      case 'VariableDeclarator':
        return at.init === inner ? takerOfName(file, at.id, client, values, depth) : null;
      case 'AssignmentExpression':
        return at.right === inner ? takerOfName(file, memberChain(at.left).root, client, values, depth) : null;
      default:
        if (isFunction(at) || at.type.endsWith('Statement') || at.type === 'ClassBody') return null;
    }
  }
  return null;
}

function takerOfName(file: SourceFile, name: Node, client: SqlClient, values: DataValues, depth: number): Taker | null {
  if (name.type !== 'Identifier') return null;
  for (const { identifier } of file.variableOf(name)?.references.filter((r) => r.isRead() && r.identifier !== name) ?? []) {
    const taker = takerOf(file, identifier as Node, client, values, depth + 1);
    if (taker) return taker;
  }
  return null;
}

/** The keys a condition stands under, from the inside: `{ owner: { name: { contains: q } } }`, `where.name = { contains: q }`. */
function keysOver(file: SourceFile, node: Node): (string | null)[] {
  const keys: (string | null)[] = [];
  let outer = wrapped(file, node);
  for (let at = file.parent(outer); at; outer = wrapped(file, at), at = file.parent(outer)) {
    if (at.type === 'Property' && at.value === outer) keys.push(keyName(at));
    else if (at.type === 'AssignmentExpression' && at.right === outer) return [...keys, ...memberChain(at.left).path.toReversed()];
    else if (!/^(?:ObjectExpression|ArrayExpression|SpreadElement|ConditionalExpression|LogicalExpression)$/.test(at.type)) break;
  }
  return keys;
}

/** The column a condition is for: the nearest key that is no combination. */
function keyOver(file: SourceFile, node: Node): string | null {
  return keysOver(file, node)[0] ?? null;
}

/** Whether the column of a condition is one of a related table. */
function isNested(file: SourceFile, property: Node): boolean {
  return keysOver(file, property).filter((key) => !COMBINES.has(key ?? '')).length !== 1;
}

/** A column as an argument names it, with its table where that is no alias. */
function columnIn(file: SourceFile, node: Node | null, table: string | null): Pick<WildcardSearch, 'column' | 'table'> {
  if (!node) return { column: null, table };
  const text = stringValue(node);
  const path = text?.replaceAll('"', '').split('.') ?? memberChain(node).path;
  const owner = path.at(-2) ?? null;
  const isAlias = owner !== null && new RegExp(String.raw`\bas\s+["'\x60]?${owner.replace(/\W/g, '')}\b`, 'i').test(file.text);
  return { column: path.at(-1) ?? null, table: owner !== null && text !== null ? (isAlias ? null : owner) : table };
}

/** The text that begins with a wildcard, if an expression can be one: through names, sums, conditionals and methods of strings. */
function leadingIn(file: SourceFile, wrappedNode: Node, project: Project, depth: number): { readonly node: Node; readonly file: SourceFile } | null {
  const node = unwrapAwait(wrappedNode);
  if (depth > MAX_DEPTH) return null;
  const inner = (next: Node): ReturnType<typeof leadingIn> => leadingIn(file, next, project, depth + 1);
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' && isLeading(node.value, false) ? { node, file } : null;
    case 'TemplateLiteral':
      return isLeading(node.quasis[0]?.value.cooked ?? '', node.expressions.length > 0) ? { node, file } : null;
    case 'BinaryExpression': {
      const [first] = summands(node);
      return first && node.operator === '+' && isLeading(stringValue(first) ?? (first.type === 'TemplateLiteral' ? (first.quasis[0]?.value.cooked ?? '') : ''), true) ? { node, file } : null;
    }
    case 'ConditionalExpression':
      return inner(node.consequent) ?? inner(node.alternate);
    case 'LogicalExpression':
      return inner(node.right) ?? inner(node.left);
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      return callee.type === 'MemberExpression' && /^(?:to(?:Locale)?(?:Lower|Upper)Case|concat|normalize)$/.test(keyName(callee) ?? '') ? inner(callee.object) : null;
    }
    case 'Identifier':
    case 'MemberExpression': {
      const origin = project.follow(originOf(file, node));
      for (const one of origin.kind === 'either' ? origin.of : [origin]) {
        const found = (one.kind === 'value' || one.kind === 'call') && one.node !== node ? leadingIn(one.file, one.node, project, depth + 1) : null;
        if (found) return found;
      }
      return null;
    }
    default:
      return null;
  }
}

/** `%` alone matches everything. */
function isLeading(text: string, goesOn: boolean): boolean {
  return /^[%_]/.test(text) && (goesOn || !/^%+$/.test(text));
}
