import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { ClassNode, Node, SourceFile } from '../../ast/source-file.ts';
import { annotationOf, isFunction, isOpen, keyName, memberChain, returnedExpressions, unwrap } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import type { Project } from '../../project/types.ts';
import { column, flag, impliedName, index, onDeleteOf, option, text, texts, withKeys, writtenName } from './columns.ts';
import { decoratedClasses, decoratedProperties, decoratorsFrom, holdsAllColumns } from './decorators.ts';
import type { DecoratedProperty, LibraryDecorator } from './decorators.ts';
import { elementsOf, firstObject, nullableBy, objectOf } from './objects.ts';
import { writtenCheck, columnBy, methodBy, nameBy, saidBy } from './typeorm-columns.ts';
import { runnerChanges } from './typeorm-migrations.ts';
import type { Change, ChangeOf, Column, Constraint, ForeignKey, Index, Name, SchemaLibrary, SchemaRange } from './types.ts';

const PACKAGE = /^typeorm$/u;
const COLUMNS: ReadonlySet<string> = new Set(['Column', 'PrimaryColumn', 'PrimaryGeneratedColumn', 'CreateDateColumn', 'UpdateDateColumn', 'DeleteDateColumn', 'VersionColumn']);
/** Decorators of classes and properties that bring columns of their own. */
const OPENING: ReadonlySet<string> = new Set(['Tree', 'TreeParent', 'TableInheritance', 'ChildEntity']);
/** The library's own superclass of entities: it has no columns. */
const BASE = /^typeorm#BaseEntity$/u;

/**
 * Entities, entity schemas and migrations. Source: TypeORM documentation, "Entities", "Relations", "Indices", "Separating Entity
 * Definition", "Migrations"; names are those of DefaultNamingStrategy.
 */
export default {
  name: 'typeorm',
  says: words('typeorm'),
  hint: /\btypeorm\b/u,
  dialect: null,
  collect(file, project): readonly Change[] {
    const reader = new EntityReader(file, project);
    return [...decoratedClasses(file).flatMap((node) => reader.entity(node) ?? []), ...file.nodes('NewExpression').flatMap((node) => reader.schema(node) ?? []), ...runnerChanges(file, project)];
  },
} satisfies SchemaLibrary;

/** A relation whose foreign key is in the entity's own table. */
interface Relation {
  readonly property: string;
  readonly target: Node | undefined;
  readonly options: TSESTree.ObjectExpression | null;
  /** Options that are not read here decide more. */
  readonly open: boolean;
  readonly join: Node | null;
  readonly unique: boolean;
  readonly primary: boolean;
  /** Where a column stands that nothing but the relation writes. */
  readonly at: SchemaRange;
  readonly range: SchemaRange;
}

/** What is put together for one table. */
interface Parts {
  readonly columns: Map<string, Column>;
  /** Names in the database by property. */
  readonly names: Map<string, string>;
  readonly constraints: Constraint[];
  readonly indexes: Index[];
  open: boolean;
}

class EntityReader {
  private readonly file: SourceFile;
  private readonly project: Project;

  constructor(file: SourceFile, project: Project) {
    this.file = file;
    this.project = project;
  }

  /** A class of columns: the table it is one of, or gives its columns to. */
  entity(node: ClassNode): ChangeOf<'createTable'> | null {
    const { file, project } = this;
    const own = decoratorsFrom(file, node, PACKAGE, project);
    const entity = own.find(({ name }) => name === 'Entity');
    if (own.some(({ name }) => name === 'ViewEntity')) return null;
    const properties = decoratedProperties(file, node, PACKAGE, project);
    if (!entity && !properties.some(({ decorators }) => decorators.some(({ name }) => COLUMNS.has(name)))) return null;
    const parts: Parts = { columns: new Map(), names: new Map(), constraints: [], indexes: [], open: !entity || own.some(({ name }) => OPENING.has(name)) || !holdsAllColumns(file, node, PACKAGE, BASE, project) };
    for (const property of properties) this.property(property, parts);
    for (const property of properties) this.propertyIndexes(property, parts);
    for (const decorator of own) this.classDecorator(decorator, parts);
    return this.table(tableOf(file, node, project), entity?.callee.range ?? (node.id ?? node).range, parts);
  }

  /** `new EntitySchema({ name, columns: { … } })`. */
  schema(node: TSESTree.NewExpression): ChangeOf<'createTable'> | null {
    const { file, project } = this;
    const options = objectOf(node.arguments[0]);
    if (!options || project.symbol(originOf(file, node.callee)) !== 'typeorm#EntitySchema') return null;
    const named = text(file, option(options, 'name'), project);
    const table = nameBy(file, option(options, 'tableName'), snakeCase(named ?? ''), project);
    const parts: Parts = { columns: new Map(), names: new Map(), constraints: [], indexes: [], open: isOpen(options) };
    for (const [key, said] of this.entries(option(options, 'columns'), parts)) {
      const found = columnBy(file, nameBy(file, option(said, 'name'), key, project), said.range, saidBy([said]), false, project);
      const is = (mark: string): boolean => flag(file, option(said, mark), project) === true;
      this.add(key, is('deleteDate') ? gone(found) : is('createDate') || is('updateDate') ? dated(found) : found, parts);
    }
    for (const [key, said] of this.entries(option(options, 'relations'), parts)) {
      const kind = text(file, option(said, 'type'), project);
      const join = option(said, 'joinColumn');
      if (kind !== 'many-to-one' && (kind !== 'one-to-one' || !join)) continue;
      const target = option(said, 'target') ?? undefined;
      this.relation({ property: key, target, options: said, open: isOpen(said), join: objectOf(join), unique: kind === 'one-to-one', primary: flag(file, option(said, 'primary'), project) ?? false, at: said.range, range: said.range }, parts);
    }
    for (const said of elementsOf(option(options, 'indices'))) {
      const names = this.columnsIn(option(said, 'columns'), parts);
      parts.indexes.push(index(names, said.range, { name: text(file, option(said, 'name'), project), ...this.indexOptions(objectOf(said)) }));
    }
    for (const said of elementsOf(option(options, 'uniques'))) {
      parts.constraints.push({ kind: 'unique', name: text(file, option(said, 'name'), project), range: said.range, columns: this.columnsIn(option(said, 'columns'), parts), usingIndex: false });
    }
    for (const said of elementsOf(option(options, 'checks'))) parts.constraints.push(writtenCheck(file, option(said, 'expression'), option(said, 'name'), said.range, project));
    return this.table(inSchema(file, table, options, project), node.callee.range, parts);
  }

  private table(table: Name, range: SchemaRange, { columns, constraints, indexes, open }: Parts): ChangeOf<'createTable'> {
    return { kind: 'createTable', step: 'declared', range, table, ifNotExists: false, columns: withKeys([...columns.values()], constraints), constraints, indexes, open };
  }

  private entries(node: Node | null, parts: Parts): readonly (readonly [string, TSESTree.ObjectExpression])[] {
    const object = objectOf(node);
    parts.open ||= object ? isOpen(object) : node !== null;
    return (object?.properties ?? []).flatMap((property) => {
      const key = property.type === 'Property' ? keyName(property) : null;
      const value = property.type === 'Property' ? objectOf(property.value) : null;
      if (!value) parts.open = true;
      return key !== null && value ? [[key, value] as const] : [];
    });
  }

  private add(property: string, found: Column, { columns, names }: Parts): void {
    names.set(property, found.name.name);
    columns.set(found.name.name, { ...columns.get(found.name.name), ...found });
  }

  private property(property: DecoratedProperty, parts: Parts): void {
    const { file, project } = this;
    const { key, decorators } = property;
    const named = (name: string): LibraryDecorator | undefined => decorators.find((decorator) => decorator.name === name);
    const relation = named('ManyToOne') ?? named('OneToOne');
    const join = named('JoinColumn');
    if (relation) {
      if (relation.name === 'OneToOne' && !join) return;
      const rest = relation.arguments.slice(1);
      const options = firstObject(rest);
      const open = options ? isOpen(options) : rest.some((node) => !isFunction(unwrap(node)) && text(file, node, project) === null);
      this.relation({ property: key, target: relation.arguments[0], options, open, join: join?.arguments[0] ?? null, unique: relation.name === 'OneToOne', primary: named('PrimaryColumn') !== undefined, at: relation.callee.range, range: relation.node.range }, parts);
      return;
    }
    const decorator = decorators.find(({ name }) => COLUMNS.has(name));
    if (decorators.some(({ name }) => OPENING.has(name))) parts.open = true;
    if (!decorator) return;
    if (isFunction(decorator.arguments[0] && unwrap(decorator.arguments[0]))) {
      // a class whose columns become those of this table
      parts.open = true;
      return;
    }
    const found = this.column(property, decorator);
    const generated = named('Generated');
    const strategy = generated ? (text(file, generated.arguments[0], project) ?? 'increment') : null;
    const foreign = named('ForeignKey');
    const references = foreign ? this.reference(foreign.arguments[0], firstObject(foreign.arguments.slice(1)), false, [found.name.name], [], foreign.node.range) : null;
    this.add(key, { ...found, references, ...(strategy === 'increment' && { increments: 'serial' }), ...(strategy === 'uuid' && { default: { literal: null, volatile: true } }) }, parts);
  }

  private column({ key, node }: DecoratedProperty, { name, callee, arguments: given }: LibraryDecorator): Column {
    const { file, project } = this;
    if (name === 'PrimaryGeneratedColumn') return this.generated(key, callee, given);
    const said = saidBy(given);
    const isString = annotationOf(node)?.type === 'TSStringKeyword';
    const found = columnBy(file, nameBy(file, option(said.options, 'name'), key, project), callee.range, said, isString, project);
    if (name === 'PrimaryColumn' || found.primaryKey) return { ...found, primaryKey: true, nullable: 'no' };
    if (name === 'DeleteDateColumn') return gone(found);
    return name === 'CreateDateColumn' || name === 'UpdateDateColumn' ? dated(found) : found;
  }

  /** `@PrimaryGeneratedColumn()`, `('uuid')`, `('identity', { type: 'bigint' })`. */
  private generated(key: string, callee: Node, given: readonly Node[]): Column {
    const { file, project } = this;
    const [first] = given;
    const strategy = text(file, first, project) ?? 'increment';
    const options = firstObject(given);
    const name = nameBy(file, option(options, 'name'), key, project);
    const known: Partial<Column> = { nullable: 'no', primaryKey: true };
    if (strategy === 'uuid' && first) {
      return column(name, first.range, { ...known, type: { name: 'uuid', args: [], range: first.range, retyped: () => null }, default: { literal: null, volatile: true } });
    }
    const said = { type: option(options, 'type'), options, open: false };
    return { ...columnBy(file, name, callee.range, said, false, project), ...known, increments: strategy === 'identity' ? 'identity' : strategy === 'increment' ? 'serial' : null };
  }

  private relation(relation: Relation, parts: Parts): void {
    const { file, project } = this;
    const { property, options, join, at, range } = relation;
    const joins = join && unwrap(join).type === 'ArrayExpression' ? elementsOf(join) : [join];
    const refs = joins.flatMap((one) => text(file, option(one, 'referencedColumnName'), project) ?? []);
    const keys = refs.length > 0 ? refs : keysOf(this.target(relation.target), project);
    const columns = joins.map((one, i) => nameBy(file, option(one, 'name'), camelCase(`${property}_${keys[i] ?? 'id'}`), project));
    const enforced = flag(file, option(options, 'createForeignKeyConstraints'), project) !== false;
    const references = enforced ? this.reference(relation.target, options, relation.open, columns.map(({ name }) => name), keys, range) : null;
    const single = columns.length === 1;
    for (const name of columns) {
      const before = [...parts.columns.values()].find((known) => known.name.name === name.name);
      const nullable = relation.primary ? 'no' : relation.open && !options ? 'unknown' : nullableBy(file, options, 'nullable', 'yes', project);
      // a property of its own has the last word on the column
      const found = before ?? column(name, at, { nullable, primaryKey: relation.primary });
      parts.columns.set(name.name, { ...found, unique: found.unique || (relation.unique && single), references: single ? references : found.references });
    }
    if (columns[0]) parts.names.set(property, columns[0].name);
    if (!single && references) parts.constraints.push({ kind: 'foreignKey', name: null, range, foreignKey: references, notValid: false });
  }

  private reference(target: Node | undefined, options: TSESTree.ObjectExpression | null, open: boolean, columns: readonly string[], keys: readonly string[], range: SchemaRange): ForeignKey {
    const { file, project } = this;
    const referred = this.target(target);
    const onDelete = option(options, 'onDelete');
    return {
      columns, refColumns: keys, table: referred ? tableOf(referred.file, referred.node, project).name : null,
      onDelete: !onDelete && (open || (options && isOpen(options))) ? 'unknown' : onDeleteOf(file, onDelete, project), range,
    };
  }

  /** The class that `() => User` gives. */
  private target(node: Node | undefined): Extract<Origin, { kind: 'class' }> | null {
    const at = node ? unwrap(node) : undefined;
    const given = isFunction(at) ? returnedExpressions(this.file, at)[0] : at;
    const origin = given ? this.project.follow(originOf(this.file, given)) : null;
    return origin?.kind === 'class' ? origin : null;
  }

  /** Decorators of a property that say something of its column. */
  private propertyIndexes({ key, decorators }: DecoratedProperty, parts: Parts): void {
    const { file, project } = this;
    const name = parts.names.get(key);
    if (name === undefined) return;
    for (const { name: kind, arguments: given, node } of decorators) {
      if (kind === 'Index') parts.indexes.push(index([name], node.range, { name: text(file, given[0], project), ...this.indexOptions(firstObject(given)) }));
      else if (kind === 'Unique') parts.constraints.push({ kind: 'unique', name: text(file, given[0], project), range: node.range, columns: [name], usingIndex: false });
      else if (kind === 'Check') this.check(given, node.range, parts);
    }
  }

  private classDecorator({ name: kind, arguments: given, node }: LibraryDecorator, parts: Parts): void {
    const { file, project } = this;
    if (kind === 'Check') this.check(given, node.range, parts);
    if (kind !== 'Index' && kind !== 'Unique') return;
    const name = text(file, given[0], project);
    const columns = this.columnsIn(given[name === null ? 0 : 1] ?? null, parts);
    if (kind === 'Unique') parts.constraints.push({ kind: 'unique', name, range: node.range, columns, usingIndex: false });
    else if (columns.length > 0) parts.indexes.push(index(columns, node.range, { name, ...this.indexOptions(firstObject(given.slice(1))) }));
  }

  private check(given: readonly Node[], range: SchemaRange, parts: Parts): void {
    const [first, second] = given;
    parts.constraints.push(writtenCheck(this.file, second ?? first ?? null, second ? (first ?? null) : null, range, this.project));
  }

  private indexOptions(options: TSESTree.ObjectExpression | null): Partial<Index> {
    const { file, project } = this;
    return {
      unique: flag(file, option(options, 'unique'), project) ?? false,
      partial: option(options, 'where') !== null,
      method: methodBy(file, options, 'spatial', project),
      concurrently: flag(file, option(options, 'concurrent'), project),
    };
  }

  /** Columns of `['firstName', 'lastName']`, `(user) => [user.firstName]`, `(user) => ({ firstName: 1 })`. */
  private columnsIn(node: Node | null, { names }: Parts): readonly string[] {
    const { file, project } = this;
    const at = node ? unwrap(node) : null;
    const isCode = isFunction(at);
    const list = isCode ? returnedExpressions(file, at)[0] : at;
    const object = isCode ? objectOf(list) : null;
    const keys = object
      ? object.properties.flatMap((property) => (property.type === 'Property' ? keyName(property) ?? [] : []))
      : texts(file, list, project).map((written, i) => written ?? memberChain(elementsOf(list ?? null)[i] ?? file.ast).path[0] ?? null);
    return keys.flatMap((key) => (key === null ? [] : (names.get(key) ?? key)));
  }
}

/** A column that marks deleted rows: empty in all others. */
function gone(found: Column): Column {
  return { ...found, nullable: 'written' };
}

/** A column that TypeORM gives `now()`. */
function dated(found: Column): Column {
  return { ...found, default: found.default ?? { literal: null, volatile: false } };
}

/** The table of an entity: `@Entity('users')`, `@Entity({ name: 'users' })`, or the name of the class. */
function tableOf(file: SourceFile, node: ClassNode, project: Project): Name {
  const given = decoratorsFrom(file, node, PACKAGE, project).find(({ name }) => name === 'Entity')?.arguments ?? [];
  const options = firstObject(given);
  const [first] = given;
  const written = option(options, 'name') ?? (first && !objectOf(first) ? first : null);
  return inSchema(file, (written && writtenName(file, written, project)) ?? impliedName(snakeCase(node.id?.name ?? '')), options, project);
}

function inSchema(file: SourceFile, name: Name, options: TSESTree.ObjectExpression | null, project: Project): Name {
  return { ...name, schema: text(file, option(options, 'schema'), project) };
}

/** Properties that are the primary key of an entity, as far as its own class says. */
function keysOf(origin: Extract<Origin, { kind: 'class' }> | null, project: Project): readonly string[] {
  if (!origin) return [];
  const properties = decoratedProperties(origin.file, origin.node, PACKAGE, project);
  const isKey = ({ name, arguments: given }: LibraryDecorator): boolean => /^Primary(?:Generated)?Column$/u.test(name) || (name === 'Column' && flag(origin.file, option(firstObject(given), 'primary'), project) === true);
  return properties.flatMap(({ key, decorators }) => (decorators.some(isKey) ? [key] : []));
}

function snakeCase(name: string): string {
  return name.replace(/([A-Z])([A-Z])([a-z])/gu, '$1_$2$3').replace(/([a-z0-9])([A-Z])/gu, '$1_$2').toLowerCase();
}

function camelCase(name: string): string {
  return name.replace(/^([A-Z])|[\s_-](\w)/gu, (_, first: string | undefined, next: string | undefined) => next?.toUpperCase() ?? first?.toLowerCase() ?? '');
}
