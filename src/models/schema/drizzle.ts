import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { callChain, isFunction, keyName, memberChain, returnedExpressions, unwrap } from '../../ast/syntax.ts';
import type { ChainedCall } from '../../ast/syntax.ts';
import { any, calls, words } from '../../core/gates.ts';
import type { Edit } from '../../core/rule-context.ts';
import type { Project } from '../../project/types.ts';
import { column, defaultOf, flag, impliedName, index, known, number, onDeleteOf, option, text, texts, withKeys, writtenName } from './columns.ts';
import { expressionsOf, generatedBy, indexPart } from './written.ts';
import type { ChangeOf, Column, ColumnType, Constraint, ForeignKey, Index, Name, SchemaLibrary } from './types.ts';

const CORE = 'drizzle-orm/pg-core';
/** Builders of columns by their name in drizzle-orm/pg-core, with PostgreSQL's name of the type. */
const TYPES: Readonly<Record<string, string>> = {
  bigint: 'int8', bigserial: 'bigserial', boolean: 'bool', char: 'bpchar', cidr: 'cidr', date: 'date', doublePrecision: 'float8', inet: 'inet', integer: 'int4', interval: 'interval',
  json: 'json', jsonb: 'jsonb', macaddr: 'macaddr', macaddr8: 'macaddr8', numeric: 'numeric', decimal: 'numeric', real: 'float4', serial: 'serial', smallint: 'int2', smallserial: 'smallserial',
  text: 'text', time: 'time', timestamp: 'timestamp', uuid: 'uuid', varchar: 'varchar',
};
/** The builder that has each better type. */
const BUILDERS: Readonly<Record<string, string>> = { text: 'text', jsonb: 'jsonb', numeric: 'numeric' };

/** Tables, columns and indexes of drizzle-orm/pg-core. Source: Drizzle ORM documentation, "PostgreSQL column types", "Indexes & Constraints". */
export default {
  name: 'drizzle',
  says: any(words('pgTable', 'drizzle'), calls('table')),
  hint: /\bpgTable\b|\.table\(|drizzle-orm/u,
  dialect: 'postgres',
  collect(file, project) {
    return file.nodes('CallExpression').flatMap((call) => tableOf(file, call, project) ?? []);
  },
  columnNamed,
} satisfies SchemaLibrary;

function tableOf(file: SourceFile, call: TSESTree.CallExpression, project: Project): ChangeOf<'createTable'> | null {
  const [named, shape, extras] = call.arguments;
  if (!named || !shape || !isTableMaker(file, call, project)) return null;
  const name = writtenName(file, named, project);
  if (!name) return null;
  const list = isFunction(shape) ? returnedExpressions(file, shape)[0] : unwrap(shape);
  const properties = list?.type === 'ObjectExpression' ? list.properties : [];
  const found = properties.map((property) => (property.type === 'Property' ? columnOf(file, property, project) : null));
  const columns = found.filter((one) => one !== null);
  const byKey = new Map(columns.map(({ key, column: { name: { name: inDatabase } } }) => [key, inDatabase]));
  const described = columns.map(({ column: one, generated }) => {
    const written = generated ? writtenSql(generated, byKey) : null;
    const generatedAs = written === null ? null : generatedBy(written);
    return generatedAs === null ? one : { ...one, generatedAs };
  });
  const more = extras ? extraParts(file, extras, byKey, project) : { constraints: [], indexes: [] };
  return {
    kind: 'createTable', step: 'declared', range: call.callee.range, table: name, ifNotExists: false,
    columns: withKeys(described, more.constraints), constraints: more.constraints, indexes: more.indexes, open: columns.length < properties.length || list?.type !== 'ObjectExpression', saysIndexes: true,
  };
}

/** `pgTable`, what `pgTableCreator` makes, and `table` of a `pgSchema`. */
function isTableMaker(file: SourceFile, call: TSESTree.CallExpression, project: Project): boolean {
  const symbol = project.symbol(originOf(file, call.callee));
  return symbol === `${CORE}#pgTable` || symbol === `${CORE}#pgTableCreator()` || symbol === `${CORE}#pgSchema().table`;
}

interface KeyedColumn {
  readonly key: string;
  readonly column: Column;
  /** What `generatedAlwaysAs` is given. */
  readonly generated: Node | null;
}

function columnOf(file: SourceFile, property: TSESTree.Property, project: Project): KeyedColumn | null {
  const key = keyName(property);
  const chain = callChain(property.value);
  if (key === null || !chain) return null;
  const builder = builderOf(file, chain.first.callee, project);
  if (builder === null) return null;
  const [first, second] = chain.first.arguments;
  const written = first && text(file, first, project) !== null ? writtenName(file, first, project) : null;
  const name: Name = written ?? impliedName(key);
  const type = typeOf(file, chain.first, builder, written ? second : first, project);
  const step = (wanted: string): ChainedCall | undefined => chain.then.find((call) => call.name === wanted);
  const primaryKey = step('primaryKey') !== undefined;
  const numbered = type ? /serial$/u.test(type.name) : false;
  const identity = step('generatedAlwaysAsIdentity') ?? step('generatedByDefaultAsIdentity');
  const fallback = step('default') ?? step('defaultNow') ?? step('defaultRandom');
  const references = step('references');
  const generated = step('generatedAlwaysAs');
  const given = generated?.node.arguments[0];
  const words = texts(file, option(written ? second : first, 'enum'), project);
  const known: Partial<Column> = {
    type,
    nullable: primaryKey || numbered || identity || step('notNull') ? 'no' : 'yes',
    primaryKey,
    unique: step('unique') !== undefined,
    increments: numbered ? 'serial' : identity ? 'identity' : null,
    stored: generated !== undefined,
    default: fallback ? defaultOf(file, fallback.node.arguments[0], project) : null,
    listCheck: words.length > 0 && words.every((word) => word !== null) ? { column: name.name, values: words, range: chain.first.callee.range } : null,
    references: references ? referenceOf(file, references.node, name.name, project) : null,
  };
  return { key, column: column(name, (type?.range ?? property.range), known), generated: given ? (isFunction(given) ? (returnedExpressions(file, given)[0] ?? null) : given) : null };
}

/** The name of a builder in drizzle-orm/pg-core; `''` for one of another kind (enum, custom type), null for what makes no column. */
function builderOf(file: SourceFile, callee: Node, project: Project): string | null {
  const origin = originOf(file, callee);
  const symbol = project.symbol(origin);
  if (symbol?.startsWith(`${CORE}#`)) return /^\w+$/u.exec(symbol.slice(CORE.length + 1))?.[0] ?? '';
  // `(t) => ({ id: t.uuid() })`
  const at = unwrap(callee);
  if (origin.kind === 'member' && origin.object.kind === 'parameter' && at.type === 'MemberExpression') return keyName(at);
  return null;
}

function typeOf(file: SourceFile, call: TSESTree.CallExpression, builder: string, options: Node | undefined, project: Project): ColumnType | null {
  const base = TYPES[builder];
  if (base === undefined || !Object.hasOwn(TYPES, builder)) return null;
  const zoned = option(options, 'withTimezone');
  const zone = zoned ? flag(file, zoned, project) : false;
  if ((builder === 'timestamp' || builder === 'time') && zone === null) return null;
  const name = zone === true ? `${base}tz` : base;
  const args = ['length', 'precision', 'scale'].flatMap((key) => number(file, option(options, key), project) ?? []);
  return { name, args, range: call.callee.range, retyped: (to) => (to === 'timestamptz' ? zonedEdits(call, options) : namedEdits(file, call, options, to)) };
}

function zonedEdits(call: TSESTree.CallExpression, options: Node | undefined): readonly Edit[] | null {
  const zoned = option(options, 'withTimezone');
  if (zoned) return [{ range: zoned.range, text: 'true' }];
  const object = options ? unwrap(options) : null;
  if (object?.type === 'ObjectExpression') {
    const at = object.range[0] + 1;
    return [{ range: [at, at], text: object.properties.length > 0 ? ' withTimezone: true,' : ' withTimezone: true ' }];
  }
  const last = call.arguments.at(-1);
  const at = last ? last.range[1] : call.range[1] - 1;
  return [{ range: [at, at], text: `${last ? ', ' : ''}{ withTimezone: true }` }];
}

/** Another builder of the same module or parameter; its name has to be there already. */
function namedEdits(file: SourceFile, call: TSESTree.CallExpression, options: Node | undefined, to: string): readonly Edit[] | null {
  const builder = BUILDERS[to];
  const callee = unwrap(call.callee);
  if (!builder) return null;
  const isMember = callee.type === 'MemberExpression';
  if (!isMember && !file.nodes('ImportSpecifier').some(({ local, imported }) => local.name === builder && imported.type === 'Identifier' && imported.name === builder)) return null;
  const name = isMember ? callee.property : callee;
  const edits: Edit[] = [{ range: name.range, text: builder }];
  const object = options ? unwrap(options) : null;
  if (object?.type === 'ObjectExpression' && to === 'text') {
    // only a length may go: `enum` has a meaning of its own
    const [only] = object.properties;
    if (object.properties.length !== 1 || only?.type !== 'Property' || keyName(only) !== 'length') return null;
    const before = call.arguments[call.arguments.indexOf(options as TSESTree.CallExpressionArgument) - 1];
    edits.push({ range: [before ? before.range[1] : object.range[0], object.range[1]], text: '' });
  }
  return edits;
}

/** `.references(() => users.id, { onDelete: 'cascade' })`. */
function referenceOf(file: SourceFile, call: TSESTree.CallExpression, name: string, project: Project): ForeignKey {
  const [target, options] = call.arguments;
  const column = target && isFunction(target) ? returnedExpressions(file, target)[0] : undefined;
  const chain = column ? memberChain(column) : null;
  const object = options ? unwrap(options) : null;
  const property = call.callee.type === 'MemberExpression' ? call.callee.property : call.callee;
  const key = chain?.path[0];
  return {
    columns: [name], refColumns: key ? [key] : [], table: chain ? referredTable(file, chain.root, project) : null,
    onDelete: object && object.type !== 'ObjectExpression' ? 'unknown' : onDeleteOf(file, option(options, 'onDelete'), project), range: [property.range[0], call.range[1]],
    ...(target && !options && { onDeleteEdits: (action: string) => [{ range: [target.range[1], target.range[1]], text: `, { onDelete: '${action.toLowerCase()}' }` }] }),
  };
}

/** The column of `posts.title`, where `posts` is a table that is written out. */
function columnNamed(file: SourceFile, node: Node, project: Project): { readonly table: string; readonly column: string } | null {
  const { root, path: [key, ...rest] } = memberChain(node);
  const origin = key === undefined || rest.length > 0 ? null : project.follow(originOf(file, root));
  if (origin?.kind !== 'call' || origin.node.type !== 'CallExpression' || !isTableMaker(origin.file, origin.node, project)) return null;
  const table = text(origin.file, origin.node.arguments[0], project);
  const shape = origin.node.arguments[1];
  const list = shape ? unwrap(shape) : null;
  const property = list?.type === 'ObjectExpression' ? list.properties.find((one) => one.type === 'Property' && keyName(one) === key) : undefined;
  const column = property?.type === 'Property' ? columnOf(origin.file, property, project)?.column.name.name : undefined;
  return table === null || column === undefined ? null : { table, column };
}

function referredTable(file: SourceFile, node: Node, project: Project): string | null {
  const origin = project.follow(originOf(file, node));
  return origin.kind === 'call' && origin.node.type === 'CallExpression' ? text(origin.file, origin.node.arguments[0], project) : null;
}

interface Extras {
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
}

/** The third argument: `(t) => [index('i').on(t.a)]`, or an object of the same. */
function extraParts(file: SourceFile, extras: Node, byKey: ReadonlyMap<string, string>, project: Project): Extras {
  const returned = isFunction(extras) ? returnedExpressions(file, extras)[0] : undefined;
  const list = returned ? unwrap(returned) : null;
  const parts = list?.type === 'ArrayExpression' ? list.elements : list?.type === 'ObjectExpression' ? list.properties.map((p) => (p.type === 'Property' ? p.value : null)) : [];
  const constraints: Constraint[] = [];
  const indexes: Index[] = [];
  for (const part of parts) {
    const chain = part ? callChain(part) : null;
    if (!part || !chain) continue;
    const maker = project.symbol(originOf(file, chain.first.callee))?.slice(CORE.length + 1);
    const on = chain.then.find(({ name }) => name === 'on' || name === 'using' || name === 'onOnly');
    const columnsAt = (nodes: readonly Node[]): (string | null)[] => nodes.map((node) => columnAt(node, byKey));
    const name = text(file, chain.first.arguments[0], project);
    const range = chain.first.range;
    const [options] = chain.first.arguments;
    const listed = (key: string): readonly Node[] => {
      const value = option(options, key);
      const array = value ? unwrap(value) : null;
      return array?.type === 'ArrayExpression' ? array.elements.filter((element) => element !== null) : [];
    };
    if ((maker === 'index' || maker === 'uniqueIndex') && on) {
      const using = on.name === 'using';
      const nodes = on.node.arguments.slice(using ? 1 : 0);
      const operatorClasses = nodes.flatMap((node) => [
        ...file.nodesIn(node, 'CallExpression').flatMap((call) => (call.callee.type === 'MemberExpression' && keyName(call.callee) === 'op' ? text(file, call.arguments[0], project) ?? [] : [])),
        ...file.nodesIn(node, 'TemplateElement').flatMap(({ value }) => value.raw.match(/\b\w+_ops\b/gu) ?? []),
      ]);
      const columns = columnsAt(nodes);
      const parts = nodes.map((node, i) => ({ column: columns[i] ?? null, expression: columns[i] === null ? (indexPart(writtenSql(node, byKey)).expression ?? null) : null, operatorClasses: [] }));
      indexes.push(index(columns, range, {
        ...expressionsOf(parts), name, unique: maker === 'uniqueIndex', partial: chain.then.some((call) => call.name === 'where'), method: using ? (text(file, on.node.arguments[0], project) ?? 'unknown') : 'btree', operatorClasses,
      }));
    } else if (maker === 'unique' && on) constraints.push({ kind: 'unique', name, range, columns: known(columnsAt(on.node.arguments)), usingIndex: false });
    else if (maker === 'primaryKey') constraints.push({ kind: 'primaryKey', name: null, range, columns: known(columnsAt(options && unwrap(options).type === 'ObjectExpression' ? listed('columns') : chain.first.arguments)), usingIndex: false });
    else if (maker === 'foreignKey') {
      const action = chain.then.find((call) => call.name === 'onDelete');
      const foreign = listed('foreignColumns')[0];
      const root = foreign ? memberChain(foreign).root : null;
      constraints.push({
        kind: 'foreignKey', name: text(file, option(options, 'name'), project), range, notValid: false,
        foreignKey: { columns: known(columnsAt(listed('columns'))), refColumns: listed('foreignColumns').flatMap((node) => memberChain(node).path.at(-1) ?? []), table: root ? referredTable(file, root, project) : null, onDelete: onDeleteOf(file, action?.node.arguments[0], project), range },
      });
    }
  }
  return { constraints, indexes };
}

/** The column of `t.a`, `t.a.desc()`, sql`${t.a} gin_trgm_ops`; null for an expression. */
function columnAt(node: Node, byKey: ReadonlyMap<string, string>): string | null {
  let at = unwrap(node);
  if (at.type === 'TaggedTemplateExpression') {
    const { quasis: [before, after], expressions: [only] } = at.quasi;
    if (at.quasi.quasis.length !== 2 || !only || before?.value.raw.trim() !== '' || !/^\s*(?:\w+_ops)?\s*$/u.test(after?.value.raw ?? '')) return null;
    at = unwrap(only);
  }
  while (at.type === 'CallExpression' && at.callee.type === 'MemberExpression') at = unwrap(at.callee.object);
  const key = at.type === 'MemberExpression' ? keyName(at) : null;
  return key === null ? null : (byKey.get(key) ?? key);
}

/** The text of sql`to_tsvector('english', ${t.title})`; null where something else than a column is spliced in. */
function writtenSql(node: Node, byKey: ReadonlyMap<string, string>): string | null {
  const template = unwrap(node);
  if (template.type !== 'TaggedTemplateExpression') return null;
  const { quasis, expressions } = template.quasi;
  const columns = expressions.map((expression) => {
    const at = unwrap(expression);
    return at.type === 'MemberExpression' ? (byKey.get(keyName(at) ?? '') ?? null) : null;
  });
  return columns.includes(null) ? null : quasis.map(({ value }, i) => `${value.cooked}${i < columns.length ? `"${columns[i] ?? ''}"` : ''}`).join('');
}
