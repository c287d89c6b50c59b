import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { displayName, isOpen, keyName, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { flag, option, text, texts, withKeys, writtenName } from './columns.ts';
import { objectOf } from './objects.ts';
import { attribute, columnBy, deletion, hasSequelize, indexBy, underscore } from './sequelize-columns.ts';
import type { Place } from './sequelize-columns.ts';
import { stepOf } from './steps.ts';
import type { Change, Constraint, Name } from './types.ts';

/** Methods of a query interface that change the schema. Source: Sequelize 6 documentation, "Query Interface". */
/** Methods of the query interface that migrations are handed. */
export const INTERFACE_METHODS: ReadonlySet<string> = new Set(['createTable', 'dropTable', 'renameTable', 'addColumn', 'changeColumn', 'removeColumn', 'renameColumn', 'addIndex', 'removeIndex', 'addConstraint', 'removeConstraint']);
const INTERFACE = /^new (?:sequelize|@sequelize\/core|sequelize-typescript)#(?:QueryInterface|(?:Sequelize|default)\.(?:getQueryInterface\(\)|queryInterface))$/u;
/** Runners of migrations whose `up` is handed a client with methods of the same names. */
const OTHERS: readonly string[] = ['db-migrate', 'knex', 'node-pg-migrate'];

/** What a file's calls of a query interface do. */
export function interfaceChanges(file: SourceFile, project: Project): readonly Change[] {
  return file.nodes('CallExpression').flatMap((call) => {
    const { callee } = call;
    const method = callee.type === 'MemberExpression' ? keyName(callee) : null;
    return callee.type === 'MemberExpression' && method !== null && INTERFACE_METHODS.has(method) && isInterface(file, callee.object, project) ? new InterfaceCall(file, project, call).changes(method) : [];
  });
}

/** A query interface; or what `up` and `down` are handed in a package that has Sequelize and no other runner: itself, or the `context` of umzug. */
function isInterface(file: SourceFile, node: Node, project: Project): boolean {
  const origin = project.follow(originOf(file, node));
  if (INTERFACE.test(project.symbol(origin) ?? '')) return true;
  if (origin.kind !== 'parameter' || origin.index !== 0 || (origin.path.length > 0 && origin.path.join('.') !== 'context')) return false;
  if (!/(?:^|\.)(?:up|down)$/u.test(displayName(file, origin.function) ?? '')) return false;
  return hasSequelize(file, project) && !OTHERS.some((name) => project.packageOf(file)?.dependencies.has(name));
}

class InterfaceCall {
  private readonly place: Place;
  private readonly arguments: readonly Node[];
  private readonly base: Pick<Change, 'range' | 'step'>;

  constructor(file: SourceFile, project: Project, call: TSESTree.CallExpression) {
    this.place = { file, project, migration: true, underscored: false };
    this.arguments = call.arguments;
    this.base = { range: call.callee.range, step: stepOf(file, call) ?? 'up' };
  }

  changes(method: string): readonly Change[] {
    const { base, place } = this;
    const { file, project } = place;
    const [first, second, third] = this.arguments;
    const table = first && this.tableName(first);
    if (!table) return [];
    const name = second ? writtenName(file, second, project) : null;
    switch (method) {
      case 'dropTable':
        return [{ ...base, kind: 'dropTable', table }];
      case 'createTable':
        return second ? [this.table(table, second)] : [];
      case 'renameTable': {
        const to = second && this.tableName(second);
        return to ? [{ ...base, kind: 'renameTable', table, to }] : [];
      }
      case 'addColumn': {
        const column = name && third && columnBy(place, third, name, second?.range ?? third.range);
        return column ? [{ ...base, kind: 'addColumn', table, column, using: false }] : [];
      }
      case 'changeColumn':
        return name && third ? this.changed(table, name, third) : [];
      case 'removeColumn':
        return name ? [{ ...base, kind: 'dropColumn', table, column: name.name }] : [];
      case 'renameColumn': {
        const to = third && writtenName(file, third, project);
        return name && to ? [{ ...base, kind: 'renameColumn', table, column: name.name, to }] : [];
      }
      case 'addIndex': {
        const isList = second !== undefined && unwrap(second).type === 'ArrayExpression';
        const options = objectOf(isList ? third : second);
        return isList || option(options, 'fields') ? [{ ...base, kind: 'createIndex', table, index: indexBy(place, options, isList ? second : null, base.range, new Map()) }] : [];
      }
      case 'removeIndex': {
        const columns = texts(file, second, project);
        const dropped = name?.name ?? (columns.length > 0 && !columns.includes(null) ? underscore(`${table.name}_${columns.join('_')}`) : null);
        return dropped === null ? [] : [{ ...base, kind: 'dropIndex', name: dropped, table, concurrently: option(third, 'concurrently') ? flag(file, option(third, 'concurrently'), project) : false }];
      }
      case 'addConstraint': {
        const constraint = this.constraint(second, third);
        return constraint ? [{ ...base, kind: 'addConstraint', table, constraint }] : [];
      }
      default:
        return name ? [{ ...base, kind: 'dropConstraint', table, name: name.name }] : [];
    }
  }

  /** `'orders'`, `{ tableName: 'orders', schema: 'shop' }`. */
  private tableName(node: Node): Name | null {
    const { file, project } = this.place;
    const said = objectOf(node);
    const named = said ? option(said, 'tableName') : node;
    const name = named && writtenName(file, named, project);
    return name && said ? { ...name, schema: text(file, option(said, 'schema'), project) } : name;
  }

  private table(table: Name, attributes: Node): Change {
    const { base, place } = this;
    const shape = objectOf(attributes);
    const columns = (shape?.properties ?? []).map((property) => (property.type === 'Property' ? attribute(place, property) : null));
    const keys = objectOf(option(this.arguments[2], 'uniqueKeys'))?.properties ?? [];
    const constraints: readonly Constraint[] = keys.flatMap((property) => {
      if (property.type !== 'Property') return [];
      return { kind: 'unique', name: keyName(property), columns: this.names(option(property.value, 'fields')), usingIndex: false, range: property.range };
    });
    return { ...base, kind: 'createTable', table, ifNotExists: true, columns: withKeys(columns.filter((column) => column !== null), constraints), constraints, indexes: [], open: !shape || isOpen(shape) || columns.includes(null) };
  }

  /** A new foreign key alone where there is one: Sequelize writes no type then. */
  private changed(table: Name, name: Name, said: Node): readonly Change[] {
    const { base } = this;
    const column = columnBy(this.place, said, name, said.range);
    if (!column) return [];
    const { references, nullable } = column;
    const change: Change = references
      ? { ...base, kind: 'addConstraint', table, constraint: { kind: 'foreignKey', name: null, foreignKey: references, notValid: false, range: references.range } }
      : { ...base, kind: 'alterType', table, column, using: false };
    return nullable === 'no' ? [change, { ...base, kind: 'setNotNull', table, column: name.name }] : [change];
  }

  /** `{ type: 'unique', fields: ['email'], name }`; the columns may stand before it. */
  private constraint(second: Node | undefined, third: Node | undefined): Constraint | null {
    const { file, project } = this.place;
    const options = objectOf(second) ?? objectOf(third);
    if (!options) return null;
    const base = { name: text(file, option(options, 'name'), project), range: options.range };
    const columns = this.names(option(options, 'fields') ?? (objectOf(second) ? null : (second ?? null)));
    switch (text(file, option(options, 'type'), project)?.toLowerCase()) {
      case 'unique':
        return { ...base, kind: 'unique', columns, usingIndex: false };
      case 'primary key':
        return { ...base, kind: 'primaryKey', columns, usingIndex: false };
      case 'check':
        return { ...base, kind: 'check', listCheck: null, notNullColumn: null, notValid: false };
      case 'foreign key': {
        const to = option(options, 'references');
        const table = option(to, 'table');
        const field = text(file, option(to, 'field'), project);
        const refColumns = field === null ? this.names(option(to, 'fields')) : [field];
        return { ...base, kind: 'foreignKey', notValid: false, foreignKey: { columns, refColumns, table: text(file, objectOf(table) ? option(table, 'tableName') : table, project), onDelete: deletion(this.place, options, true), range: options.range } };
      }
      default:
        return { ...base, kind: 'other' };
    }
  }

  private names(node: Node | null): readonly string[] {
    return texts(this.place.file, node, this.place.project).filter((name) => name !== null);
  }
}
