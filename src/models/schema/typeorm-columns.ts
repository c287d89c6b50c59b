import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, isOpen, propertyOf, returnedExpressions, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { readType } from '../../sql/pieces.ts';
import { column, defaultOf, flag, impliedName, index, number, onDeleteOf, option, text, texts, writtenName } from './columns.ts';
import { nullableBy, objectOf, retypedLiteral } from './objects.ts';
import type { TypeFact } from '../../sql/types.ts';
import type { Column, ColumnDefault, ColumnType, Constraint, ForeignKey, Index, Name, SchemaRange } from './types.ts';
import { checkOf, writtenDefault } from './written.ts';

/** Columns, keys and indexes as TypeORM's options say them, in entities, entity schemas and migrations. */

/** What TypeORM's PostgreSQL driver makes of types that are none of PostgreSQL's; null for those that are made of other options. Source: PostgresDriver.normalizeType. */
const OWN_TYPES: Readonly<Record<string, string | null>> = { 'simple-array': 'text', 'simple-json': 'text', 'simple-enum': null, enum: null, set: null, array: null };
const CONSTRUCTORS: Readonly<Record<string, string>> = { String: 'varchar', Number: 'int4', Boolean: 'bool', Date: 'timestamp' };

/** What a decorator or an entry of an entity schema says of a column. */
export interface Said {
  readonly type: Node | null;
  readonly options: TSESTree.ObjectExpression | null;
  /** There is more than is read here. */
  readonly open: boolean;
}

/** `('varchar', { length: 20 })`, `({ type: 'varchar' })`, `()`. */
export function saidBy(given: readonly Node[]): Said {
  const [first, second] = given;
  if (!first) return { type: null, options: null, open: false };
  const only = objectOf(first);
  if (only) return { type: option(only, 'type'), options: only, open: isOpen(only) };
  const options = objectOf(second);
  return { type: first, options, open: second !== undefined && (!options || isOpen(options)) };
}

/** The type of a column; a length alone says varchar where the property is a string. */
function typeBy(file: SourceFile, { type, options }: Said, isString: boolean, project: Project): ColumnType | null {
  const args = ['length', 'precision', 'scale'].flatMap((key) => size(file, option(options, key), project) ?? []);
  const length = options && propertyOf(options, 'length');
  if (!type) {
    if (!length || !isString || args.length === 0) return null;
    return { name: 'varchar', args, range: length.range, retyped: (to) => (to === 'text' ? [{ range: length.range, text: "type: 'text'" }] : null) };
  }
  const found = typeNamed(file, type, project);
  if (!found) return null;
  return { name: found.name, args: args.length > 0 ? args : found.args, range: unwrap(type).range, retyped: (to) => retypedLiteral(file, type, found.name, to, options, to === 'text' ? ['length'] : []) };
}

function typeNamed(file: SourceFile, type: Node, project: Project): Pick<TypeFact, 'name' | 'args'> | null {
  const at = unwrap(type);
  const written = text(file, at, project);
  const own = written === null ? at.type === 'Identifier' && !file.variableOf(at) && Object.hasOwn(CONSTRUCTORS, at.name) ? CONSTRUCTORS[at.name] : null : Object.hasOwn(OWN_TYPES, written) ? OWN_TYPES[written] : undefined;
  if (own !== undefined) return own === null ? null : { name: own, args: [] };
  return readType(written ?? '')?.type ?? null;
}

/** A length may be written as a string. */
function size(file: SourceFile, node: Node | null, project: Project): number | null {
  const found = number(file, node, project) ?? Number(text(file, node, project) ?? NaN);
  return Number.isFinite(found) ? found : null;
}

/** `default: 'open'` is a value, `default: () => 'now()'` SQL; null and undefined are none. */
function defaultBy(file: SourceFile, node: Node | null, project: Project): ColumnDefault | null {
  const at = node ? unwrap(node) : null;
  if (!at || (at.type === 'Literal' && at.value === null) || (at.type === 'Identifier' && at.name === 'undefined')) return null;
  if (!isFunction(at)) return defaultOf(file, at, project);
  const sql = text(file, returnedExpressions(file, at)[0], project);
  return sql === null ? { literal: null, volatile: false } : writtenDefault(sql);
}

/** What every column with options has in common. */
export function columnBy(file: SourceFile, name: Name, range: SchemaRange, said: Said, isString: boolean, project: Project): Column {
  const { options } = said;
  const type = typeBy(file, said, isString, project);
  return column(name, type?.range ?? range, {
    type,
    nullable: said.open && !options ? 'unknown' : nullableBy(file, options, 'nullable', 'no', project),
    primaryKey: flag(file, option(options, 'primary'), project) ?? false,
    unique: flag(file, option(options, 'unique'), project) ?? false,
    increments: flag(file, option(options, 'generated'), project) === true || text(file, option(options, 'generated'), project) === 'increment' ? 'serial' : option(options, 'generatedIdentity') ? 'identity' : null,
    stored: text(file, option(options, 'generatedType'), project) === 'STORED',
    default: text(file, option(options, 'generated'), project) === 'uuid' ? { literal: null, volatile: true } : defaultBy(file, option(options, 'default'), project),
  });
}

/** The name an option writes, or the one TypeORM makes of another. */
export function nameBy(file: SourceFile, node: Node | null, otherwise: string, project: Project): Name {
  return (node && writtenName(file, node, project)) ?? impliedName(otherwise);
}

/** The options of `new TableColumn({ … })`. */
export function tableColumn(file: SourceFile, options: TSESTree.ObjectExpression, project: Project): Column | null {
  const named = option(options, 'name');
  const name = named && writtenName(file, named, project);
  if (!name) return null;
  const said: Said = { type: option(options, 'type'), options, open: isOpen(options) };
  const type = typeBy(file, said, false, project);
  const is = (key: string): boolean => flag(file, option(options, key), project) ?? false;
  const strategy = is('isGenerated') ? (text(file, option(options, 'generationStrategy'), project) ?? 'increment') : null;
  const fallback = option(options, 'default');
  const sql = text(file, fallback, project);
  return column(name, type?.range ?? name.range ?? options.range, {
    type,
    nullable: is('isPrimary') ? 'no' : nullableBy(file, options, 'isNullable', 'no', project),
    primaryKey: is('isPrimary'),
    unique: is('isUnique'),
    increments: strategy === 'increment' ? 'serial' : strategy === 'identity' || option(options, 'generatedIdentity') ? 'identity' : null,
    stored: text(file, option(options, 'generatedType'), project) === 'STORED',
    default: strategy === 'uuid' ? { literal: null, volatile: true } : sql === null ? defaultBy(file, fallback, project) : writtenDefault(sql),
  });
}

/** The options of `new TableIndex({ … })`. */
export function tableIndex(file: SourceFile, options: TSESTree.ObjectExpression, range: SchemaRange, project: Project): Index {
  const is = (key: string): boolean => flag(file, option(options, key), project) ?? false;
  return index(texts(file, option(options, 'columnNames'), project), range, {
    name: text(file, option(options, 'name'), project),
    unique: is('isUnique'),
    partial: option(options, 'where') !== null,
    method: methodBy(file, options, 'isSpatial', project),
    concurrently: option(options, 'isConcurrent') ? flag(file, option(options, 'isConcurrent'), project) : isOpen(options) ? null : false,
  });
}

/** `type: 'gin'`; a spatial index is one of gist. */
export function methodBy(file: SourceFile, options: TSESTree.ObjectExpression | null, spatial: string, project: Project): string {
  return text(file, option(options, 'type'), project)?.toLowerCase() ?? (flag(file, option(options, spatial), project) === true ? 'gist' : 'btree');
}

/** The options of `new TableForeignKey({ … })`. */
export function tableForeignKey(file: SourceFile, options: TSESTree.ObjectExpression, range: SchemaRange, project: Project): Constraint {
  const names = (key: string): string[] => texts(file, option(options, key), project).filter((name) => name !== null);
  const foreignKey: ForeignKey = {
    columns: names('columnNames'),
    table: unqualified(text(file, option(options, 'referencedTableName'), project)),
    refColumns: names('referencedColumnNames'),
    onDelete: isOpen(options) && !option(options, 'onDelete') ? 'unknown' : onDeleteOf(file, option(options, 'onDelete'), project),
    range,
  };
  return { kind: 'foreignKey', name: text(file, option(options, 'name'), project), range, foreignKey, notValid: false };
}

/** The options of `new TableUnique({ … })`. */
export function tableUnique(file: SourceFile, options: TSESTree.ObjectExpression, range: SchemaRange, project: Project): Constraint {
  return { kind: 'unique', name: text(file, option(options, 'name'), project), range, columns: texts(file, option(options, 'columnNames'), project).filter((name) => name !== null), usingIndex: false };
}

/** A check of a condition in SQL. */
export function writtenCheck(file: SourceFile, condition: Node | null, name: Node | null, range: SchemaRange, project: Project): Constraint {
  const sql = text(file, condition, project);
  return checkOf(text(file, name, project), sql, range);
}

/** `schema.table` names a table of a schema. */
export function unqualified(name: string | null): string | null {
  return name?.split('.').at(-1) ?? null;
}
