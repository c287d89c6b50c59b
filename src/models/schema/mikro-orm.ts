import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { ClassNode, Node, SourceFile } from '../../ast/source-file.ts';
import { annotationOf, callChain, isFunction, isOpen, keyName, returnedExpressions, unwrap } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import type { Project } from '../../project/types.ts';
import { column, flag, impliedName, index, onDeleteOf, option, text, texts, withKeys, writtenName } from './columns.ts';
import { decoratedClasses, decoratedProperties, decoratorsFrom, holdsAllColumns } from './decorators.ts';
import type { DecoratedProperty, LibraryDecorator } from './decorators.ts';
import { columnBy, nullableBy, Said } from './mikro-orm-columns.ts';
import { elementsOf, firstObject, objectOf } from './objects.ts';
import type { Change, ChangeOf, Column, Constraint, ForeignKey, Index, Name, SchemaLibrary, SchemaRange } from './types.ts';
import { checkOf } from './written.ts';

const PACKAGES = /^@mikro-orm\/[\w/-]+$/u;
const SYMBOL = /^@mikro-orm\/[\w/-]+#(EntitySchema|defineEntity|defineEntity\.properties|p)$/u;
const COLUMNS: ReadonlySet<string> = new Set(['Property', 'PrimaryKey', 'Enum']);
/** The library's own superclass of entities: it has no columns. */
const BASE = /^@mikro-orm\/[\w/-]+#BaseEntity$/u;

/**
 * Entities: classes with decorators, `new EntitySchema()`, `defineEntity()`. Source: MikroORM 6 documentation, "Defining Entities",
 * "Relationships", "Decorators Reference"; names are those of UnderscoreNamingStrategy.
 */
export default {
  name: 'mikro-orm',
  says: words('mikro'),
  hint: /@mikro-orm\//u,
  dialect: null,
  collect(file, project): readonly Change[] {
    const reader = new EntityReader(file, project);
    return [...decoratedClasses(file).flatMap((node) => reader.entity(node) ?? []), ...[...file.nodes('NewExpression'), ...file.nodes('CallExpression')].flatMap((node) => reader.schema(node) ?? [])];
  },
} satisfies SchemaLibrary;

/** What is put together for one table. */
interface Parts {
  readonly columns: Column[];
  /** Names in the database by property. */
  readonly names: Map<string, string>;
  readonly constraints: Constraint[];
  readonly indexes: Index[];
  open: boolean;
}

/** One property of an entity. */
interface Property {
  readonly key: string;
  readonly said: Said;
  readonly kind: 'column' | 'key' | 'm:1' | '1:1' | 'embedded' | 'none';
  readonly target: Node | null;
  readonly annotation: Node | null;
  readonly isOptional: boolean;
  /** Where a column stands whose type is not written. */
  readonly at: SchemaRange;
  readonly range: SchemaRange;
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
    const own = decoratorsFrom(file, node, PACKAGES, project);
    const entity = own.find(({ name }) => name === 'Entity');
    const options = firstObject(entity?.arguments ?? []);
    if (option(options, 'expression') || flag(file, option(options, 'virtual'), project) === true) return null;
    const decorated = decoratedProperties(file, node, PACKAGES, project);
    const properties = decorated.flatMap((property) => this.decorated(property) ?? []);
    if (!entity && !properties.some(({ kind }) => kind === 'column' || kind === 'key')) return null;
    const isShared = !entity || option(options, 'discriminatorColumn') !== null || flag(file, option(options, 'abstract'), project) === true;
    const parts: Parts = { columns: [], names: new Map(), constraints: [], indexes: [], open: isShared || !holdsAllColumns(file, node, PACKAGES, BASE, project) };
    for (const property of properties) this.property(property, parts);
    for (const { key, decorators } of decorated) for (const decorator of decorators) this.marks(decorator, [parts.names.get(key) ?? null], parts);
    for (const decorator of own) this.marks(decorator, null, parts);
    return this.table(tableOf({ kind: 'class', node, file }, project) ?? impliedName(''), entity?.callee.range ?? (node.id ?? node).range, parts);
  }

  /** `new EntitySchema({ … })`, `defineEntity({ … })`. */
  schema(node: TSESTree.NewExpression | TSESTree.CallExpression): ChangeOf<'createTable'> | null {
    const { file, project } = this;
    const options = objectOf(node.arguments[0]);
    const maker = options && SYMBOL.exec(project.symbol(originOf(file, node.callee)) ?? '')?.[1];
    if (!options || (node.type === 'NewExpression' ? maker !== 'EntitySchema' : maker !== 'defineEntity')) return null;
    const list = objectOf(this.returned(option(options, 'properties')));
    const parts: Parts = { columns: [], names: new Map(), constraints: [], indexes: [], open: isOpen(options) || !list || isOpen(list) || option(options, 'extends') !== null || flag(file, option(options, 'abstract'), project) === true };
    for (const entry of list?.properties ?? []) {
      const property = entry.type === 'Property' ? this.entry(entry) : null;
      if (property) this.property(property, parts);
      else parts.open = true;
    }
    for (const one of elementsOf(option(options, 'indexes'))) this.index(objectOf(one), null, one.range, parts);
    for (const one of elementsOf(option(options, 'uniques'))) this.unique(objectOf(one), null, one.range, parts);
    return this.table(schemaName(file, options, project) ?? impliedName(''), node.callee.range, parts);
  }

  private table(table: Name, range: SchemaRange, { columns, constraints, indexes, open }: Parts): ChangeOf<'createTable'> {
    const isComposite = columns.filter(({ primaryKey }) => primaryKey).length > 1;
    // a key of several columns does not count
    const counted = isComposite ? columns.map((one): Column => (one.primaryKey && one.increments === 'serial' ? { ...one, increments: null } : one)) : columns;
    return { kind: 'createTable', step: 'declared', range, table, ifNotExists: false, columns: withKeys(counted, constraints), constraints, indexes, open };
  }

  /** `@Property({ … }) name: string`. */
  private decorated({ key, node, decorators }: DecoratedProperty): Property | null {
    const { file, project } = this;
    const decorator = decorators.find(({ name }) => COLUMNS.has(name) || name === 'ManyToOne' || name === 'OneToOne' || name === 'Embedded');
    if (!decorator) return null;
    const { name, arguments: given, callee } = decorator;
    const options = firstObject(given.toReversed());
    const annotation = annotationOf(node);
    const isOptional = node.optional || (annotation?.type === 'TSUnionType' && annotation.types.some(({ type }) => type === 'TSNullKeyword' || type === 'TSUndefinedKeyword'));
    const isUnread = given.some((one) => !objectOf(one) && !isFunction(unwrap(one)) && text(file, one, project) === null);
    const said = new Said(file, project, options, isUnread);
    const [first, second] = given;
    const inverse = option(options, 'mappedBy') ?? (second && !objectOf(second) ? second : null);
    const isInverse = name === 'OneToOne' && inverse !== null && said.is('owner') !== true;
    const kind = name === 'PrimaryKey' ? 'key' : name === 'ManyToOne' ? 'm:1' : name === 'OneToOne' ? (isInverse ? 'none' : '1:1') : name === 'Embedded' ? 'embedded' : 'column';
    return { key, said, kind, target: option(options, 'entity') ?? (first && !objectOf(first) ? first : null), annotation, isOptional, at: callee.range, range: decorator.node.range };
  }

  /** `id: { type: 'number', primary: true }`, `id: p.integer().primary()`. */
  private entry(entry: TSESTree.Property): Property | null {
    const { file, project } = this;
    const key = keyName(entry);
    const value = this.returned(entry.value);
    if (key === null || !value) return null;
    const base = { key, annotation: null, isOptional: false, at: entry.key.range, range: value.range };
    const object = objectOf(value);
    if (object) {
      const said = new Said(file, project, object, false);
      const kind = said.text('kind') ?? said.text('reference');
      const isKnown = option(object, 'kind') === null || kind !== null;
      const owns = said.value('mappedBy') === null || said.is('owner') === true;
      return { ...base, said, kind: !isKnown || (kind === '1:1' && !owns) ? 'none' : kind === null || kind === 'scalar' ? 'column' : kind === 'm:1' || kind === '1:1' || kind === 'embedded' ? kind : 'none', target: option(object, 'entity') };
    }
    const chain = callChain(value);
    const callee = chain ? unwrap(chain.first.callee) : null;
    const builder = callee?.type === 'MemberExpression' && this.isBuilder(callee.object) ? keyName(callee) : null;
    if (!chain || !callee || builder === null) return null;
    const said = new Said(file, project, null, false, chain.first, chain.then);
    const kind = builder === 'manyToOne' ? 'm:1' : builder === 'oneToOne' ? (said.call('mappedBy') && !said.call('owner') ? 'none' : '1:1') : builder === 'embedded' ? 'embedded' : /^(?:oneToMany|manyToMany|formula)$/u.test(builder) ? 'none' : 'column';
    return { ...base, said, kind, target: chain.first.arguments[0] ?? null, at: callee.range };
  }

  /** `p`, `defineEntity.properties`, or what the function of the properties is given. */
  private isBuilder(node: Node): boolean {
    const origin = originOf(this.file, node);
    const symbol = SYMBOL.exec(this.project.symbol(origin) ?? '')?.[1];
    return symbol === 'p' || symbol === 'defineEntity.properties' || (origin.kind === 'parameter' && origin.index === 0 && origin.path.length === 0);
  }

  private property(property: Property, parts: Parts): void {
    const { file, project } = this;
    const { key, said, kind, annotation, isOptional, at, range } = property;
    if (kind === 'embedded') parts.open = true;
    if (kind === 'embedded' || kind === 'none' || said.is('persist') === false || said.value('formula')) return;
    if (kind === 'm:1' || kind === '1:1') {
      this.relation(property, parts);
      return;
    }
    const written = said.value('fieldName') ?? said.value('name');
    const found = columnBy(said, (written && writtenName(file, written, project)) ?? impliedName(underscore(key)), at, kind === 'key', annotation, isOptional);
    parts.columns.push(found);
    parts.names.set(key, found.name.name);
    const marked = said.mark('index');
    if (marked) parts.indexes.push(index([found.name.name], range, { name: marked.name }));
  }

  private relation({ key, said, kind, target, isOptional, at, range }: Property, parts: Parts): void {
    const { file, project } = this;
    const referred = this.target(target);
    const keys = referred ? keysOf(referred, project) : [];
    const listed = elementsOf(said.value('joinColumns') ?? said.value('fieldNames'));
    const one = said.value('joinColumn') ?? said.value('fieldName') ?? said.value('name');
    const written = (listed.length > 0 ? listed : one ? [one] : []).flatMap((node) => writtenName(file, node, project) ?? []);
    const names = written.length > 0 ? written : (keys.length > 0 ? keys : ['id']).map((to) => impliedName(`${underscore(key)}_${to}`));
    const deletion = said.value('deleteRule') ?? said.value('onDelete');
    const isPrimary = said.is('primary') === true;
    const foreignKey: ForeignKey = {
      columns: names.map(({ name }) => name), refColumns: keys, table: referred ? (tableOf(referred, project)?.name ?? null) : null,
      // without a rule it follows from nullable, orphanRemoval and cascade
      onDelete: deletion ? onDeleteOf(file, deletion, project) : 'unknown', range,
    };
    const isEnforced = said.is('createForeignKeyConstraint') !== false;
    const isSingle = names.length === 1;
    for (const name of names) {
      parts.columns.push(column(name, at, { nullable: isPrimary ? 'no' : nullableBy(said, isOptional ? 'unknown' : 'no'), primaryKey: isPrimary, unique: kind === '1:1' && isSingle, references: isEnforced && isSingle ? foreignKey : null }));
    }
    if (names[0]) parts.names.set(key, names[0].name);
    if (isEnforced && !isSingle) parts.constraints.push({ kind: 'foreignKey', name: null, range, foreignKey, notValid: false });
    // of MikroORM's platforms that of PostgreSQL makes no index for foreign keys
    const marked = said.mark('index');
    if (marked) parts.indexes.push(index(foreignKey.columns, range, { name: marked.name }));
  }

  /** The entity that `() => Author`, `Author` or `{ entity: () => Author }` gives. */
  private target(node: Node | null): Origin | null {
    const given = this.returned(node);
    return given ? this.project.follow(originOf(this.file, given)) : null;
  }

  /** What a function returns; any other expression is itself. */
  private returned(node: Node | null): Node | null {
    const at = node ? unwrap(node) : null;
    return isFunction(at) ? (returnedExpressions(this.file, at)[0] ?? null) : at;
  }

  /** `@Index({ … })` and the like, on a property or a class. */
  private marks({ name, arguments: given, node: { range } }: LibraryDecorator, own: readonly (string | null)[] | null, parts: Parts): void {
    const { file, project } = this;
    const options = firstObject(given);
    if (name === 'Index') this.index(options, own, range, parts);
    else if (name === 'Unique') this.unique(options, own, range, parts);
    else if (name === 'Check') {
      const sql = text(file, option(options, 'expression'), project);
      parts.constraints.push(checkOf(text(file, option(options, 'name'), project), sql, range));
    }
  }

  private index(options: TSESTree.ObjectExpression | null, own: readonly (string | null)[] | null, range: SchemaRange, parts: Parts): void {
    const { file, project } = this;
    const type = text(file, option(options, 'type'), project)?.toLowerCase();
    const columns = option(options, 'expression') ? [null] : (this.columnsIn(option(options, 'properties'), parts) ?? own ?? []);
    if (columns.length > 0) parts.indexes.push(index(columns, range, { name: text(file, option(options, 'name'), project), method: type === 'fulltext' ? 'gin' : (type ?? 'btree') }));
  }

  private unique(options: TSESTree.ObjectExpression | null, own: readonly (string | null)[] | null, range: SchemaRange, parts: Parts): void {
    const { file, project } = this;
    const columns = (this.columnsIn(option(options, 'properties'), parts) ?? own ?? []).filter((name) => name !== null);
    if (columns.length > 0) parts.constraints.push({ kind: 'unique', name: text(file, option(options, 'name'), project), range, columns, usingIndex: false });
  }

  private columnsIn(node: Node | null, { names }: Parts): readonly (string | null)[] | null {
    const { file, project } = this;
    const keys = node && (text(file, node, project) ?? texts(file, node, project));
    return keys === null ? null : [keys].flat().map((key) => (key === null ? null : (names.get(key) ?? key)));
  }
}

/** The table of an entity: `tableName`, or the name of the class. */
function tableOf(origin: Origin, project: Project): Name | null {
  if (origin.kind === 'class') {
    const entity = decoratorsFrom(origin.file, origin.node, PACKAGES, project).find(({ name }) => name === 'Entity');
    return named(origin.file, firstObject(entity?.arguments ?? []), origin.node.id?.name ?? '', project);
  }
  const options = optionsOf(origin);
  return options && schemaName(options.file, options.object, project);
}

interface SchemaOptions {
  readonly file: SourceFile;
  readonly object: TSESTree.ObjectExpression;
}

/** The options of what `new EntitySchema({ … })` or `defineEntity({ … })` gave. */
function optionsOf(origin: Origin): SchemaOptions | null {
  const node = origin.kind === 'instance' || (origin.kind === 'call' && origin.node.type === 'CallExpression') ? origin.node : null;
  const object = node && 'arguments' in node ? objectOf(node.arguments[0]) : null;
  return object && 'file' in origin ? { file: origin.file, object } : null;
}

function schemaName(file: SourceFile, options: TSESTree.ObjectExpression, project: Project): Name | null {
  const from = option(options, 'class');
  const name = text(file, option(options, 'name'), project) ?? (from?.type === 'Identifier' ? from.name : null);
  return name === null && !option(options, 'tableName') ? null : named(file, options, name ?? '', project);
}

function named(file: SourceFile, options: TSESTree.ObjectExpression | null, name: string, project: Project): Name {
  const written = option(options, 'tableName') ?? option(options, 'collection');
  return { ...((written && writtenName(file, written, project)) ?? impliedName(underscore(name))), schema: text(file, option(options, 'schema'), project) };
}

/** Columns of an entity's primary key, as far as its own class says. */
function keysOf(origin: Origin, project: Project): readonly string[] {
  if (origin.kind !== 'class') return [];
  const { file, node } = origin;
  return decoratedProperties(file, node, PACKAGES, project).flatMap(({ key, decorators }) => {
    const found = decorators.find(({ name }) => name === 'PrimaryKey');
    return found ? [text(file, option(firstObject(found.arguments), 'fieldName'), project) ?? underscore(key)] : [];
  });
}

/** `BookTag` → `book_tag`. */
function underscore(name: string): string {
  return name.replace(/([a-z])([A-Z])/gu, '$1_$2').toLowerCase();
}
