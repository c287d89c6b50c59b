import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, isOpen, keyName, memberChain, propertyOf, unwrap } from '../../ast/syntax.ts';
import type { Edit } from '../../core/rule-context.ts';
import type { Project } from '../../project/types.ts';
import { readType } from '../../sql/pieces.ts';
import { column, defaultOf, flag, impliedName, index, number, onDeleteOf, option, text, writtenName } from './columns.ts';
import { elementsOf, nullableBy, objectOf, retypedLiteral } from './objects.ts';
import type { Column, ColumnDefault, ColumnType, ForeignKey, Index, Name, OnDelete, SchemaRange } from './types.ts';
import { writtenDefault } from './written.ts';

/** Columns and indexes as Sequelize's attributes say them, in models and migrations. */

/** What Sequelize's PostgreSQL driver makes of its types; null for a column whose type depends on more. Source: lib/data-types.js, lib/dialects/postgres/data-types.js. */
const TYPES: Readonly<Record<string, string | null>> = {
  STRING: 'varchar', CHAR: 'bpchar', TEXT: 'text', CITEXT: 'citext', TINYINT: 'int2', SMALLINT: 'int2', MEDIUMINT: 'int4', INTEGER: 'int4', BIGINT: 'int8', FLOAT: 'float8', REAL: 'float4', DOUBLE: 'float8',
  DECIMAL: 'numeric', NUMERIC: 'numeric', BOOLEAN: 'bool', TIME: 'time', DATE: 'timestamptz', DATEONLY: 'date', HSTORE: 'hstore', JSON: 'json', JSONB: 'jsonb', BLOB: 'bytea', UUID: 'uuid', CIDR: 'cidr', INET: 'inet',
  MACADDR: 'macaddr', TSVECTOR: 'tsvector', ENUM: null, ARRAY: null, RANGE: null, GEOMETRY: null, GEOGRAPHY: null, VIRTUAL: null,
};
/** STRING and CHAR have a length that nobody writes. */
const LENGTHS: Readonly<Record<string, readonly number[]>> = { STRING: [255], CHAR: [255] };
/** The member that has each better type. */
const MEMBERS: Readonly<Record<string, string>> = { text: 'TEXT', timestamptz: 'DATE', jsonb: 'JSONB', numeric: 'DECIMAL' };
/** Types whose default is made in JavaScript: the database has none. */
const VALUES: ReadonlySet<string> = new Set(['NOW', 'UUIDV1', 'UUIDV4']);
const SYMBOL = /^(?:new )?(?:sequelize|@sequelize\/core|sequelize-typescript)#(?:Sequelize\.)?(?:DataTypes?\.)?([A-Z]+[14]?)(?:\(\))?((?:\.[A-Z]+(?:\(\))?)*)$/u;

/** Where attributes stand. */
export interface Place {
  readonly file: SourceFile;
  readonly project: Project;
  /** In a migration the key is the column's name, and what is not written is not there. */
  readonly migration: boolean;
  readonly underscored: boolean;
}

/** One entry of a list of attributes; null for what is no column. */
export function attribute(place: Place, property: TSESTree.Property): Column | null {
  const key = keyName(property);
  if (key === null) return null;
  return columnBy(place, property.value, place.migration ? ownName(place, property.key, key) : impliedName(place.underscored ? underscore(key) : key), property.key.range);
}

function ownName({ file, project }: Place, node: Node, key: string): Name {
  return (node.type === 'Identifier' ? null : writtenName(file, node, project)) ?? { name: key, written: key, schema: null, range: node.range };
}

/** `DataTypes.TEXT`, or `{ type: DataTypes.TEXT, allowNull: false }`. */
export function columnBy(place: Place, node: Node, name: Name, range: SchemaRange): Column | null {
  const { file, project } = place;
  const options = objectOf(node);
  const typed = options ? option(options, 'type') : node;
  const member = typed && memberOf(place, typed);
  if (member?.name === 'VIRTUAL') return null;
  const type = typed && typeOf(place, typed);
  const field = option(options, 'field');
  const named = (field && writtenName(file, field, project)) ?? name;
  const is = (key: string): boolean => flag(file, option(options, key), project) ?? false;
  const primaryKey = is('primaryKey');
  const increments = is('autoIncrementIdentity') ? 'identity' : is('autoIncrement') ? 'serial' : null;
  const unique = option(options, 'unique');
  const value = option(options, 'defaultValue');
  return column(named, type?.range ?? range, {
    type,
    nullable: primaryKey || increments ? 'no' : options || member ? nullableBy(file, options, 'allowNull', isNull(value) ? 'written' : 'yes', project) : 'unknown',
    primaryKey,
    unique: unique !== null && flag(file, unique, project) !== false,
    increments,
    default: defaultBy(place, value),
    references: options && referenceBy(place, options, named.name),
  });
}

/** A type of Sequelize, with what follows its name: `BINARY`, `UNSIGNED`. */
interface Member {
  readonly name: string;
  readonly more: string;
}

function memberOf(place: Place, node: Node): Member | null {
  const { file, project } = place;
  const origin = originOf(file, node);
  const [, name, more = ''] = SYMBOL.exec(project.symbol(origin) ?? '') ?? [];
  if (name !== undefined) return { name, more };
  // `(queryInterface, Sequelize) => …`, `(sequelize, DataTypes) => …`: handed to whoever defines models and migrations
  const at = unwrap(node);
  const { root, path } = memberChain(at.type === 'CallExpression' || at.type === 'NewExpression' ? at.callee : at);
  const handed = root.type === 'Identifier' && path.length > 0 ? originOf(file, root) : null;
  if (handed?.kind !== 'parameter' || handed.index !== 1 || handed.path.length > 0) return null;
  const [own, ...rest] = path[0] === 'DataTypes' ? path.slice(1) : path;
  return own ? { name: own, more: rest.join('.') } : null;
}

/** Whether the package of a file has Sequelize: what its code is handed may be Sequelize's then. */
export function hasSequelize(file: SourceFile, project: Project): boolean {
  const dependencies = project.packageOf(file)?.dependencies;
  return dependencies !== undefined && ['sequelize', '@sequelize/core', 'sequelize-typescript'].some((name) => dependencies.has(name));
}

/** Whether an expression is a type of Sequelize, or says one in an object. */
export function isTyped(place: Place, node: Node): boolean {
  const options = objectOf(node);
  const typed = options ? option(options, 'type') : node;
  const member = typed && memberOf(place, typed);
  return member ? Object.hasOwn(TYPES, member.name) : false;
}

function typeOf(place: Place, node: Node): ColumnType | null {
  const { file, project } = place;
  const at = unwrap(node);
  const written = text(file, at, project);
  if (written !== null) {
    const type = readType(written)?.type ?? null;
    return type && { ...type, range: at.range, retyped: (to) => retypedLiteral(file, at, type.name, to, null, []) };
  }
  const member = memberOf(place, at);
  const name = member && Object.hasOwn(TYPES, member.name) ? TYPES[member.name] : null;
  const given = at.type === 'CallExpression' || at.type === 'NewExpression' ? at.arguments : [];
  // `STRING.BINARY`, `STRING(16, true)`
  if (!member || !name || member.more.includes('BINARY') || flag(file, given[1], project) === true) return null;
  const args = given.flatMap((argument) => number(file, argument, project) ?? []);
  // a length in an option or a variable is one that is not known
  const isSaid = given.length === 0 || args.length > 0;
  return { name, args: args.length > 0 || !isSaid ? args : (LENGTHS[member.name] ?? []), range: at.range, retyped: (to) => retypedMember(file, at, to) };
}

/** `DataTypes.STRING(255)` → `DataTypes.TEXT`. */
function retypedMember(file: SourceFile, node: Node, to: string): readonly Edit[] | null {
  const member = MEMBERS[to];
  const callee = node.type === 'CallExpression' || node.type === 'NewExpression' ? unwrap(node.callee) : node;
  if (!member || callee.type !== 'MemberExpression' || callee.computed || node.type === 'NewExpression') return null;
  return [{ range: node.range, text: `${file.textOf(callee.object)}.${member}` }];
}

function isNull(node: Node | null): boolean {
  const at = node ? unwrap(node) : null;
  return at?.type === 'Literal' && at.raw === 'null';
}

function defaultBy(place: Place, node: Node | null): ColumnDefault | null {
  const { file, project } = place;
  const at = node ? unwrap(node) : null;
  if (!at || isFunction(at) || VALUES.has(memberOf(place, at)?.name ?? '') || isNull(at)) return null;
  if (at.type !== 'CallExpression') return defaultOf(file, at, project);
  // `literal('gen_random_uuid()')`, `fn('gen_random_uuid')`
  const sql = text(file, at.arguments[0], project) ?? '';
  return { literal: null, volatile: writtenDefault(sql).volatile || writtenDefault(`${sql}()`).volatile };
}

function referenceBy(place: Place, options: TSESTree.ObjectExpression, name: string): ForeignKey | null {
  const { file, project, migration } = place;
  const references = propertyOf(options, 'references');
  if (!references) return null;
  const said = objectOf(references.value);
  const model = option(said, 'model') ?? (said ? null : references.value);
  const table = objectOf(model) ? option(model, 'tableName') : model;
  const key = text(file, option(said, 'key') ?? option(options, 'referencesKey'), project);
  return { columns: [name], table: text(file, table, project), refColumns: key === null ? [] : [key], onDelete: deletion(place, options, migration), range: references.range };
}

/** An association may give a model's foreign key a rule of its own. */
export function deletion({ file, project }: Place, options: TSESTree.ObjectExpression, isAll: boolean): OnDelete {
  const onDelete = option(options, 'onDelete');
  return onDelete || (isAll && !isOpen(options)) ? onDeleteOf(file, onDelete, project) : 'unknown';
}

/** `{ fields: ['a', { name: 'b' }], unique: true, using: 'gin' }`; `fields` may be given apart. */
export function indexBy({ file, project, migration }: Place, options: TSESTree.ObjectExpression | null, fields: Node | null, range: SchemaRange, names: ReadonlyMap<string, string>): Index {
  const concurrently = option(options, 'concurrently');
  const columns = elementsOf(fields ?? option(options, 'fields')).map((field) => {
    const name = text(file, objectOf(field) ? (option(field, 'name') ?? option(field, 'attribute')) : field, project);
    return name === null ? null : (names.get(name) ?? name);
  });
  const classes = [text(file, option(options, 'operator'), project), ...elementsOf(fields ?? option(options, 'fields')).map((field) => text(file, option(field, 'operator'), project))];
  return index(columns, range, {
    name: text(file, option(options, 'name') ?? option(options, 'indexName'), project),
    unique: flag(file, option(options, 'unique'), project) === true || /^unique$/iu.test(text(file, option(options, 'type') ?? option(options, 'indicesType'), project) ?? ''),
    partial: option(options, 'where') !== null,
    method: text(file, option(options, 'using') ?? option(options, 'method'), project)?.toLowerCase() ?? 'btree',
    operatorClasses: classes.filter((name) => name !== null),
    concurrently: concurrently ? flag(file, concurrently, project) : migration ? false : null,
  });
}

/** `firstName` → `first_name`, `userID` → `user_i_d`: each capital is a word. */
export function underscore(name: string): string {
  return name.replace(/[A-Z]/gu, '_$&').replace(/^_/u, '').toLowerCase();
}
