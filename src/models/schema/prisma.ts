import type { Edit } from '../../core/rule-context.ts';
import type { PrismaArgument, PrismaAttributeNode, PrismaBlockNode, PrismaFieldNode, PrismaFileNode, PrismaName, PrismaValue } from '../../prisma/types.ts';
import { column, impliedName, index, withKeys } from './columns.ts';
import { lineAdded, lineRemoved } from './prisma-edits.ts';
import type { PrismaSchema } from './prisma-schema.ts';
import { isVolatileText } from './written.ts';
import type { Change, ChangeOf, Column, ColumnDefault, ColumnType, Constraint, ForeignKey, Index, Name, OnDelete } from './types.ts';

/**
 * Types of fields with PostgreSQL's name of what Prisma makes of them. A DateTime without a native type is left to Prisma: nobody has said which it is.
 * Source: Prisma schema reference, "Model field scalar types"; null has no short name.
 */
const SCALARS: ReadonlyMap<string, string | null> = new Map([
  ['String', 'text'], ['Boolean', 'bool'], ['Int', 'int4'], ['BigInt', 'int8'], ['Float', 'float8'], ['Decimal', 'numeric'], ['DateTime', null], ['Json', 'jsonb'], ['Bytes', 'bytea'], ['Unsupported', null],
]);
/** Native types of PostgreSQL, `@db.…`. Source: Prisma documentation, "PostgreSQL", "Native type mapping". */
const NATIVE: ReadonlyMap<string, string> = new Map([
  ['Text', 'text'], ['Char', 'bpchar'], ['VarChar', 'varchar'], ['Bit', 'bit'], ['VarBit', 'varbit'], ['Uuid', 'uuid'], ['Xml', 'xml'], ['Inet', 'inet'], ['Citext', 'citext'], ['Boolean', 'bool'],
  ['Integer', 'int4'], ['SmallInt', 'int2'], ['Oid', 'oid'], ['BigInt', 'int8'], ['DoublePrecision', 'float8'], ['Real', 'float4'], ['Decimal', 'numeric'], ['Money', 'money'],
  ['Timestamp', 'timestamp'], ['Timestamptz', 'timestamptz'], ['Date', 'date'], ['Time', 'time'], ['Timetz', 'timetz'], ['Json', 'json'], ['JsonB', 'jsonb'], ['ByteA', 'bytea'],
]);
/** Prisma schema reference, `@relation`, `onDelete`. */
const ACTIONS: ReadonlyMap<string, OnDelete> = new Map([['Cascade', 'CASCADE'], ['Restrict', 'RESTRICT'], ['NoAction', 'NO ACTION'], ['SetNull', 'SET NULL'], ['SetDefault', 'SET DEFAULT']]);

/** What the models and enums of one file say of the schema. Never throws. */
export function prismaChanges({ body }: PrismaFileNode, text: string, schema: PrismaSchema): readonly Change[] {
  return body.flatMap((block): readonly Change[] => {
    if (block.keyword === 'model') return [tableOf(block, text, schema)];
    return block.keyword === 'enum' ? [{ kind: 'createEnum', step: 'declared', range: block.head, name: tableName(block) }] : [];
  });
}

function tableOf(block: PrismaBlockNode, text: string, schema: PrismaSchema): ChangeOf<'createTable'> {
  const fields = fieldsOf(block);
  const kinds = new Map(fields.map((field) => [field, kindOf(field, schema)]));
  const inDatabase = columnNames(block);
  const parts = fields.filter((field) => kinds.get(field) === 'relation').flatMap((field) => foreignKeyOf(field, { block, text, inDatabase, schema }));
  const { constraints, indexes } = blockParts({ block, text, inDatabase });
  const partial = fields.flatMap(({ name, attributes }) => attributes.filter((one) => one.name.name === 'unique' && isPartial(one)).map((one) => partlyUnique([inDatabase.get(name.name) ?? null], one)));
  const all: readonly Constraint[] = [...constraints, ...parts].sort((a, b) => a.range[0] - b.range[0]);
  return {
    kind: 'createTable', step: 'declared', range: block.head, table: tableName(block), ifNotExists: false,
    columns: withKeys(fields.filter((field) => kinds.get(field) === 'column').map(columnOf), all), constraints: all, indexes: [...partial, ...indexes], open: block.open || fields.some((field) => kinds.get(field) === 'unknown'),
  };
}

function fieldsOf({ body }: PrismaBlockNode): readonly PrismaFieldNode[] {
  return body.filter((member) => member.type === 'PrismaField');
}

function attributesOf({ body }: PrismaBlockNode): readonly PrismaAttributeNode[] {
  return body.filter((member) => member.type === 'PrismaAttribute');
}

function attribute(attributes: readonly PrismaAttributeNode[], name: string): PrismaAttributeNode | undefined {
  return attributes.find((one) => one.name.name === name);
}

/** The value of an argument by name or, where it has one, by its place among those without a name. */
function argument(args: readonly PrismaArgument[], name: string, place?: number): PrismaValue | undefined {
  return (args.find((one) => one.name === name) ?? (place === undefined ? undefined : args.filter((one) => one.name === null)[place]))?.value;
}

function textIn(value: PrismaValue | undefined): string | null {
  return value?.kind === 'string' ? value.value : null;
}

/** The name `@map` or `@@map` gives; without one Prisma takes the word of the schema, which nobody wrote for the database. */
function nameOf(word: PrismaName, attributes: readonly PrismaAttributeNode[]): Name {
  const value = argument(attribute(attributes, 'map')?.args ?? [], 'name', 0);
  return value?.kind === 'string' ? { name: value.value, written: value.value, schema: null, range: [value.range[0] + 1, value.range[1] - 1] } : impliedName(word.name);
}

function tableName(block: PrismaBlockNode): Name {
  const attributes = attributesOf(block);
  return { ...nameOf(block.name, attributes), schema: textIn(argument(attribute(attributes, 'schema')?.args ?? [], 'map', 0)) };
}

/** Names of columns by those of fields. */
function columnNames(block: PrismaBlockNode): ReadonlyMap<string, string> {
  return new Map(fieldsOf(block).map(({ name, attributes }) => [name.name, nameOf(name, attributes).name]));
}

/** What a field stands for. The type of one that nothing declares is an enum where it could be no relation. */
function kindOf({ fieldType, attributes }: PrismaFieldNode, schema: PrismaSchema): 'column' | 'relation' | 'unknown' {
  if (SCALARS.has(fieldType.name)) return 'column';
  if (attribute(attributes, 'relation')) return 'relation';
  const declared = schema.declared(fieldType.name);
  if (declared) return declared.keyword === 'enum' || declared.keyword === 'type' ? 'column' : 'relation';
  // the side of a relation that holds no key is a list or optional, and takes no attribute of a column
  return attributes.some(({ name }) => name.name !== 'ignore') || !(fieldType.list || fieldType.optional) ? 'column' : 'unknown';
}

function columnOf({ name, fieldType, attributes, range }: PrismaFieldNode): Column {
  const type = typeOf(fieldType, attributes);
  const value = argument(attribute(attributes, 'default')?.args ?? [], 'value', 0);
  const primaryKey = attribute(attributes, 'id') !== undefined;
  return column(nameOf(name, attributes), type?.range ?? range, {
    type,
    // the database takes NULL for a list, and Prisma has no word against it
    nullable: fieldType.optional ? 'written' : fieldType.list ? 'unknown' : 'no',
    primaryKey,
    unique: attributes.some((one) => one.name.name === 'unique' && !isPartial(one)),
    increments: value?.kind === 'call' && value.name === 'autoincrement' ? 'serial' : null,
    default: value ? defaultOf(value) : null,
    ...(fieldType.name === 'DateTime' && { onUpdate: updateOf(fieldType, attributes) }),
  });
}

/** Prisma's client sets what has `@updatedAt`. Source: Prisma schema reference, "@updatedAt". */
function updateOf({ end }: PrismaFieldNode['fieldType'], attributes: readonly PrismaAttributeNode[]): NonNullable<Column['onUpdate']> {
  const before = attribute(attributes, 'default')?.range[1] ?? end;
  return { isSet: attribute(attributes, 'updatedAt') !== undefined, edits: [{ range: [before, before], text: ' @updatedAt' }] };
}

/** A default that the database has: uuid(), cuid() and their like are made by Prisma's client. */
function defaultOf(value: PrismaValue): ColumnDefault | null {
  if (value.kind !== 'call') return { literal: textIn(value), volatile: false };
  if (value.name === 'now') return { literal: null, volatile: false };
  return value.name === 'dbgenerated' ? { literal: null, volatile: isVolatileText(textIn(value.args[0]?.value)) } : null;
}

/** The native type where one is written, else what Prisma makes of the field's. */
function typeOf(fieldType: PrismaFieldNode['fieldType'], attributes: readonly PrismaAttributeNode[]): ColumnType | null {
  // the part before the dot is the name of the datasource
  const native = attributes.find(({ name }) => name.name.includes('.'));
  const name = native ? NATIVE.get(native.name.name.slice(native.name.name.indexOf('.') + 1)) : SCALARS.get(fieldType.name);
  if (!name) return null;
  const args = (native?.args ?? []).flatMap(({ value }) => (value.kind === 'number' ? [value.value] : []));
  return { name, args, range: native?.range ?? fieldType.range, retyped: (to) => retyped(name, fieldType, attributes, native, to) };
}

function retyped(from: string, fieldType: PrismaFieldNode['fieldType'], attributes: readonly PrismaAttributeNode[], native: PrismaAttributeNode | undefined, to: string): readonly Edit[] | null {
  const before = native && attributes[attributes.indexOf(native) - 1];
  const removed: readonly Edit[] = native ? [{ range: [before?.range[1] ?? fieldType.end, native.range[1]], text: '' }] : [];
  switch (to) {
    case 'text':
      return fieldType.name === 'String' && native ? removed : null;
    case 'timestamptz':
      return from === 'timestamp' && native ? renamed(native, 'Timestamptz') : null;
    case 'jsonb':
      return from === 'json' && native ? renamed(native, 'JsonB') : null;
    case 'numeric':
      return fieldType.name === 'Float' ? [{ range: fieldType.range, text: 'Decimal' }, ...removed] : fieldType.name === 'Decimal' && native ? removed : null;
    default:
      return null;
  }
}

/** The native type by another name, with its arguments. */
function renamed({ name }: PrismaAttributeNode, to: string): readonly Edit[] {
  return [{ range: [name.range[0] + name.name.indexOf('.') + 1, name.range[1]], text: to }];
}

/** A model, and what its parts need to know of it. */
interface Model {
  readonly block: PrismaBlockNode;
  readonly text: string;
  readonly inDatabase: ReadonlyMap<string, string>;
}

/** `@@id`, `@@unique` and the indexes of a model. `name` is what Prisma's client calls them, `map` what the database does. */
function blockParts({ block, text, inDatabase }: Model): { readonly constraints: readonly Constraint[]; readonly indexes: readonly Index[] } {
  const constraints: Constraint[] = [];
  const indexes: Index[] = [];
  for (const one of attributesOf(block)) {
    const { name: { name: kind }, args, range } = one;
    const fields = listed(argument(args, 'fields', 0));
    const columns = fields.map((field) => (field.kind === 'name' || field.kind === 'call' ? (inDatabase.get(field.name) ?? null) : null));
    const name = textIn(argument(args, 'map'));
    if (kind === 'unique' && isPartial(one)) indexes.push(partlyUnique(columns, one));
    else if (kind === 'id' || kind === 'unique') constraints.push({ kind: kind === 'id' ? 'primaryKey' : 'unique', name, columns: columns.filter((known) => known !== null), usingIndex: false, range });
    else if (kind === 'index' || kind === 'fulltext') {
      const method = argument(args, 'type');
      const operatorClasses = fields.flatMap((field) => (field.kind === 'call' ? operatorClassOf(argument(field.args, 'ops')) : []));
      const descending = fields.map((field) => field.kind === 'call' && isNamed(argument(field.args, 'sort'), 'Desc'));
      const removal = lineRemoved(text, range);
      indexes.push(index(columns, range, { name, partial: isPartial(one), method: kind === 'fulltext' ? kind : method?.kind === 'name' ? method.name.toLowerCase() : 'btree', operatorClasses, descending, ...(removal && { removal }) }));
    }
  }
  return { constraints, indexes };
}

function isNamed(value: PrismaValue | undefined, name: string): boolean {
  return value?.kind === 'name' && value.name === name;
}

function isPartial({ args }: PrismaAttributeNode): boolean {
  return args.some(({ name }) => name === 'where');
}

/** What is unique among some rows is an index: PostgreSQL has no such constraint. */
function partlyUnique(columns: readonly (string | null)[], { args, range }: PrismaAttributeNode): Index {
  return index(columns, range, { name: textIn(argument(args, 'map')), unique: true, partial: true });
}

/** `raw("gin_trgm_ops")`, `JsonbPathOps`. */
function operatorClassOf(value: PrismaValue | undefined): readonly string[] {
  if (value?.kind === 'call') return [textIn(value.args[0]?.value) ?? []].flat();
  return value?.kind === 'name' ? [value.name.replace(/TsVector|TsQuery|MinMax/gu, (word) => word[0] + word.slice(1).toLowerCase()).replace(/(?<=[a-z\d])[A-Z]/gu, '_$&').toLowerCase()] : [];
}

/** Prisma takes one value for a list of one. */
function listed(value: PrismaValue | undefined): readonly PrismaValue[] {
  return value?.kind === 'list' ? value.items : value ? [value] : [];
}

/** The side of a relation that holds the key; rows are found by it also where Prisma keeps relations by itself, `relationMode = "prisma"`. */
function foreignKeyOf({ fieldType, attributes }: PrismaFieldNode, { block, text, inDatabase, schema }: Model & { readonly schema: PrismaSchema }): readonly Constraint[] {
  const relation = attribute(attributes, 'relation');
  const fields = listed(argument(relation?.args ?? [], 'fields'));
  if (!relation || fields.length === 0) return [];
  const { args, range } = relation;
  const target = schema.declared(fieldType.name);
  const there = target ? columnNames(target) : new Map<string, string>();
  const action = argument(args, 'onDelete');
  const written = `@@index([${fields.map((field) => text.slice(...field.range)).join(', ')}])`;
  const foreignKey: ForeignKey = {
    columns: namesIn(fields, inDatabase), refColumns: namesIn(listed(argument(args, 'references')), there), table: target ? tableName(target).name : null,
    // Prisma sets one of its own: Restrict, or SetNull where the key is optional
    onDelete: (action?.kind === 'name' && ACTIONS.get(action.name)) || 'unknown', range,
    index: { written, edits: [lineAdded(text, block, written)] },
  };
  return [{ kind: 'foreignKey', name: textIn(argument(args, 'map')), foreignKey, notValid: false, range }];
}

function namesIn(fields: readonly PrismaValue[], inDatabase: ReadonlyMap<string, string>): readonly string[] {
  return fields.flatMap((field) => (field.kind === 'name' ? [inDatabase.get(field.name) ?? field.name] : []));
}
