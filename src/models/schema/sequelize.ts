import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { ClassNode, Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingClass, isFunction, keyName, returnedExpressions, unwrap } from '../../ast/syntax.ts';
import { any, calls, words } from '../../core/gates.ts';
import type { Project } from '../../project/types.ts';
import { pluralised } from '../words/model.ts';
import { column, flag, impliedName, index, option, text, writtenName } from './columns.ts';
import { decoratedClasses, decoratedProperties, decoratorsFrom } from './decorators.ts';
import type { DecoratedProperty, LibraryDecorator } from './decorators.ts';
import { elementsOf, firstObject, objectOf } from './objects.ts';
import { attribute, columnBy, hasSequelize, indexBy, isTyped, underscore } from './sequelize-columns.ts';
import type { Place } from './sequelize-columns.ts';
import { INTERFACE_METHODS, interfaceChanges } from './sequelize-migrations.ts';
import type { Change, ChangeOf, Column, ForeignKey, Index, Name, SchemaLibrary, SchemaRange } from './types.ts';

const MODEL = /^(?:sequelize|@sequelize\/core|sequelize-typescript)#(?:Sequelize\.)?Model$/u;
const CLIENT = /^new (?:sequelize#(?:Sequelize|default)|@sequelize\/core#(?:Sequelize|default)|sequelize-typescript#Sequelize)$/u;
const DECORATORS = /^sequelize-typescript$/u;
const MAX_ANCESTORS = 5;

/**
 * Models and migrations. A model has columns that stand nowhere (its id, its timestamps, the keys of associations), so that its table is
 * always open. Source: Sequelize 6 documentation, "Model Basics", "Indexes", "Migrations"; sequelize-typescript, "Model definition".
 */
export default {
  name: 'sequelize',
  // models and migrations that are handed everything name nothing of it
  says: any(words(/sequelize/u), calls('define', ...INTERFACE_METHODS)),
  hint: /sequelize|\.(?:define|createTable|dropTable|renameTable|addColumn|changeColumn|removeColumn|renameColumn|addIndex|removeIndex|addConstraint|removeConstraint)\(/u,
  dialect: null,
  collect(file, project): readonly Change[] {
    return [...file.nodes('CallExpression').flatMap((call) => modelOf(file, call, project) ?? []), ...decoratedClasses(file).flatMap((node) => classOf(file, node, project) ?? []), ...interfaceChanges(file, project)];
  },
} satisfies SchemaLibrary;

/** `sequelize.define('user', { … })`, `User.init({ … }, { … })`. */
function modelOf(file: SourceFile, call: TSESTree.CallExpression, project: Project): ChangeOf<'createTable'> | null {
  const { callee } = call;
  const method = callee.type === 'MemberExpression' ? keyName(callee) : null;
  if (callee.type !== 'MemberExpression' || (method !== 'define' && method !== 'init')) return null;
  const [named, attributes, options] = method === 'define' ? call.arguments : [undefined, ...call.arguments];
  const said = objectOf(options);
  const shape = objectOf(attributes);
  if (!shape) return null;
  const place: Place = { file, project, migration: false, underscored: flag(file, option(said, 'underscored'), project) ?? false };
  const model = method === 'define' ? (isClient(place, callee.object, shape) ? text(file, named, project) : null) : (modelClass(file, callee.object, project)?.id?.name ?? null);
  return model === null ? null : { ...tableBy(place, model, said, shape), range: callee.range };
}

/** An instance of Sequelize; or what a module that defines a model is handed, where the types of its columns are handed beside it. */
function isClient(place: Place, node: Node, shape: TSESTree.ObjectExpression): boolean {
  const { file, project } = place;
  const origin = project.follow(originOf(file, node));
  if (CLIENT.test(project.symbol(origin) ?? '')) return true;
  return origin.kind === 'parameter' && origin.index === 0 && origin.path.length === 0 && hasSequelize(file, project) && shape.properties.some((property) => property.type === 'Property' && isTyped(place, property.value));
}

/** The class whose `init` is called: by its name, or inside of it by `this` and `super`. */
function modelClass(file: SourceFile, node: Node, project: Project): ClassNode | null {
  const at = unwrap(node);
  const origin: Origin | null = at.type === 'ThisExpression' || at.type === 'Super' ? null : project.follow(originOf(file, at));
  const owner = origin ? (origin.kind === 'class' ? origin.node : null) : enclosingClass(file, at);
  return owner && isModel(origin?.kind === 'class' ? origin.file : file, owner, project) ? owner : null;
}

function isModel(file: SourceFile, node: ClassNode, project: Project, depth = 0): boolean {
  if (!node.superClass || depth > MAX_ANCESTORS) return false;
  const origin = originOf(file, node.superClass);
  if (MODEL.test(project.symbol(origin) ?? '')) return true;
  const base = project.follow(origin);
  return base.kind === 'class' && isModel(base.file, base.node, project, depth + 1);
}

function tableBy(place: Place, model: string, options: TSESTree.ObjectExpression | null, shape: TSESTree.ObjectExpression): ChangeOf<'createTable'> {
  const { file, project } = place;
  const columns: Column[] = [];
  const names = new Map<string, string>();
  for (const property of shape.properties) {
    const found = property.type === 'Property' ? attribute(place, property) : null;
    const key = property.type === 'Property' ? keyName(property) : null;
    if (!found || key === null) continue;
    columns.push(found);
    names.set(key, found.name.name);
  }
  const indexes: readonly Index[] = elementsOf(option(options, 'indexes')).map((one) => indexBy(place, objectOf(one), null, one.range, names));
  return { kind: 'createTable', step: 'declared', range: shape.range, table: tableName(file, model, options, project), ifNotExists: false, columns, constraints: [], indexes, open: true };
}

/** `tableName`, or the plural of the model's name. */
function tableName(file: SourceFile, model: string, options: TSESTree.ObjectExpression | null, project: Project): Name {
  const named = text(file, option(options, 'modelName'), project) ?? model;
  const written = option(options, 'tableName');
  const frozen = flag(file, option(options, 'freezeTableName'), project);
  const plural = pluralised(named);
  const implied = frozen === true ? named : flag(file, option(options, 'underscored'), project) === true ? underscore(plural) : plural;
  return { ...((written && writtenName(file, written, project)) ?? impliedName(implied)), schema: text(file, option(options, 'schema'), project) };
}

/** A class of sequelize-typescript: `@Table`, `@Column(DataType.TEXT)`. */
function classOf(file: SourceFile, node: ClassNode, project: Project): ChangeOf<'createTable'> | null {
  const table = decoratorsFrom(file, node, DECORATORS, project).find(({ name }) => name === 'Table');
  if (!table) return null;
  const options = firstObject(table.arguments);
  const place: Place = { file, project, migration: false, underscored: flag(file, option(options, 'underscored'), project) ?? false };
  const properties = decoratedProperties(file, node, DECORATORS, project);
  const found = properties.flatMap((property) => decoratedColumn(place, property) ?? []);
  const indexes = found.flatMap(({ indexed }) => indexed);
  return { kind: 'createTable', step: 'declared', range: table.callee.range, table: tableName(file, node.id?.name ?? '', options, project), ifNotExists: false, columns: found.map((one) => one.column), constraints: [], indexes, open: true };
}

function decoratedColumn(place: Place, { key, decorators }: DecoratedProperty): { readonly column: Column; readonly indexed: readonly Index[] } | null {
  const { file, project } = place;
  const named = (name: string): LibraryDecorator | undefined => decorators.find((decorator) => decorator.name === name);
  const decorator = named('Column');
  if (!decorator) return null;
  const [said] = decorator.arguments;
  const implied = impliedName(place.underscored ? underscore(key) : key);
  const base = said ? columnBy(place, said, implied, decorator.callee.range) : column(implied, decorator.callee.range, { nullable: 'yes' });
  if (!base) return null;
  const primaryKey = base.primaryKey || named('PrimaryKey') !== undefined;
  const allows = named('AllowNull');
  const allowed = allows && (allows.arguments[0] ? flag(file, allows.arguments[0], project) : true);
  const foreign = named('ForeignKey');
  const found: Column = {
    ...base,
    primaryKey,
    nullable: primaryKey ? 'no' : allows ? (allowed === null ? 'unknown' : allowed ? 'written' : 'no') : base.nullable,
    unique: base.unique || named('Unique') !== undefined,
    increments: base.increments ?? (named('AutoIncrement') ? 'serial' : null),
    default: base.default ?? (named('Default') ? { literal: text(file, named('Default')?.arguments[0], project), volatile: false } : null),
    references: foreign ? referenceOf(place, foreign, base.name.name, foreign.node.range) : base.references,
  };
  const marked = named('Index');
  return { column: found, indexed: marked ? [index([base.name.name], marked.node.range, { name: text(file, marked.arguments[0], project) ?? text(file, option(marked.arguments[0], 'name'), project) })] : [] };
}

/** `@ForeignKey(() => Team)`: its rule is that of an association. */
function referenceOf(place: Place, { arguments: given }: LibraryDecorator, name: string, range: SchemaRange): ForeignKey {
  const { file, project } = place;
  const target = given[0] && unwrap(given[0]);
  const returned = isFunction(target) ? returnedExpressions(file, target)[0] : undefined;
  const origin = returned ? project.follow(originOf(file, returned)) : null;
  const table = origin?.kind === 'class' ? decoratorsFrom(origin.file, origin.node, DECORATORS, project).find((decorator) => decorator.name === 'Table') : undefined;
  return { columns: [name], refColumns: [], table: origin?.kind === 'class' && table ? tableName(origin.file, origin.node.id?.name ?? '', firstObject(table.arguments), project).name : null, onDelete: 'unknown', range };
}
