import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { displayName, isOpen, keyName, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { flag, impliedName, option, text, texts, withKeys, writtenName } from './columns.ts';
import { elementsOf, objectOf } from './objects.ts';
import { stepOf } from './steps.ts';
import { writtenCheck, tableColumn, tableForeignKey, tableIndex, tableUnique, unqualified } from './typeorm-columns.ts';
import type { Change, Column, Constraint, Index, Name } from './types.ts';

/** Methods of a query runner that change the schema. Source: TypeORM documentation, "Query Runner API". */
const METHODS: ReadonlySet<string> = new Set([
  'createTable', 'dropTable', 'renameTable', 'clearTable', 'addColumn', 'addColumns', 'renameColumn', 'changeColumn', 'dropColumn', 'dropColumns', 'createPrimaryKey', 'createForeignKey', 'createForeignKeys', 'dropForeignKey',
  'createUniqueConstraint', 'createUniqueConstraints', 'dropUniqueConstraint', 'createCheckConstraint', 'createCheckConstraints', 'dropCheckConstraint', 'createIndex', 'createIndices', 'dropIndex',
]);
const RUNNERS: ReadonlySet<string> = new Set(['new typeorm#QueryRunner', 'new typeorm#DataSource.createQueryRunner()', 'new typeorm#Connection.createQueryRunner()']);

/** What a file's calls of a query runner do. */
export function runnerChanges(file: SourceFile, project: Project): readonly Change[] {
  return file.nodes('CallExpression').flatMap((call) => {
    const { callee } = call;
    const method = callee.type === 'MemberExpression' ? keyName(callee) : null;
    return callee.type === 'MemberExpression' && method !== null && METHODS.has(method) && isRunner(file, callee.object, project) ? new RunnerCall(file, project, call).changes(method) : [];
  });
}

/** A query runner, or in plain JavaScript what the `up` and `down` of a migration's class are given. */
function isRunner(file: SourceFile, node: Node, project: Project): boolean {
  const origin = project.follow(originOf(file, node));
  if (RUNNERS.has(project.symbol(origin) ?? '')) return true;
  return origin.kind === 'parameter' && origin.index === 0 && origin.path.length === 0 && /(?:^|\.)(?:up|down)$/u.test(displayName(file, origin.function) ?? '');
}

/** A thing that a call is given: where it stands, and its options. */
interface Given {
  readonly node: Node;
  readonly options: TSESTree.ObjectExpression;
}

class RunnerCall {
  private readonly file: SourceFile;
  private readonly project: Project;
  private readonly arguments: readonly Node[];
  private readonly base: Pick<Change, 'range' | 'step'>;

  constructor(file: SourceFile, project: Project, call: TSESTree.CallExpression) {
    this.file = file;
    this.project = project;
    this.arguments = call.arguments;
    this.base = { range: call.callee.range, step: stepOf(file, call) ?? 'up' };
  }

  changes(method: string): readonly Change[] {
    const { base, file, project } = this;
    if (method === 'createTable') return this.table();
    const [first, second, third] = this.arguments;
    const table = first && this.tableName(first);
    if (!table) return [];
    switch (method) {
      case 'dropTable':
      case 'clearTable':
        return [{ ...base, kind: method === 'dropTable' ? 'dropTable' : 'truncate', table }];
      case 'renameTable':
        return this.named(second, (to) => ({ ...base, kind: 'renameTable', table, to: qualified(to) }));
      case 'addColumn':
      case 'addColumns':
        return this.columns(second).map((column) => ({ ...base, kind: 'addColumn', table, column, using: false }));
      case 'changeColumn':
        return this.changed(table, second, third);
      case 'renameColumn':
        return this.named(second, ({ name: column }) => this.named(third, (to) => ({ ...base, kind: 'renameColumn', table, column, to }))[0] ?? null);
      case 'dropColumn':
      case 'dropColumns':
        return this.list(second).flatMap((node) => this.named(node, ({ name: column }) => ({ ...base, kind: 'dropColumn', table, column })));
      case 'createPrimaryKey':
        return second ? [{ ...base, kind: 'addConstraint', table, constraint: { kind: 'primaryKey', name: text(file, third, project), columns: known(texts(file, second, project)), usingIndex: false, range: second.range } }] : [];
      case 'createForeignKey':
      case 'createForeignKeys':
        return this.added(table, second, ({ options, node }) => tableForeignKey(file, options, node.range, project));
      case 'createUniqueConstraint':
      case 'createUniqueConstraints':
        return this.added(table, second, ({ options, node }) => tableUnique(file, options, node.range, project));
      case 'createCheckConstraint':
      case 'createCheckConstraints':
        return this.added(table, second, (given) => this.check(given));
      case 'createIndex':
      case 'createIndices':
        return this.given(second).map(({ options, node }) => ({ ...base, kind: 'createIndex', table, index: tableIndex(file, options, node.range, project) }));
      case 'dropIndex':
        return this.named(second, ({ name }) => ({ ...base, kind: 'dropIndex', name, table, concurrently: null }));
      default:
        return this.named(second, ({ name }) => ({ ...base, kind: 'dropConstraint', table, name }));
    }
  }

  /** `createTable(new Table({ … }), true)`. */
  private table(): readonly Change[] {
    const { base, file, project } = this;
    const [made, ifNotExists] = this.arguments;
    const [given] = this.given(made);
    const named = given && option(given.options, 'name');
    const name = named && writtenName(file, named, project);
    if (!given || !name) return [];
    const { options } = given;
    const part = (key: string): readonly Given[] => this.given(option(options, key));
    const columns = part('columns').map((one) => tableColumn(file, one.options, project));
    const constraints: readonly Constraint[] = [
      ...part('foreignKeys').map((one) => tableForeignKey(file, one.options, one.node.range, project)),
      ...part('uniques').map((one) => tableUnique(file, one.options, one.node.range, project)),
      ...part('checks').map((one) => this.check(one)),
    ];
    const indexes: readonly Index[] = part('indices').map((one) => tableIndex(file, one.options, one.node.range, project));
    const open = isOpen(options) || columns.includes(null) || ['columns', 'foreignKeys', 'uniques', 'checks', 'indices'].some((key) => this.hasMore(option(options, key)));
    const schema = text(file, option(options, 'schema'), project);
    const table = qualified(name);
    return [{
      ...base, kind: 'createTable', table: schema === null ? table : { ...table, schema }, ifNotExists: (ifNotExists && flag(file, ifNotExists, project)) ?? false,
      columns: withKeys(columns.filter((column) => column !== null), constraints), constraints, indexes, open,
    }];
  }

  private check({ options, node }: Given): Constraint {
    return writtenCheck(this.file, option(options, 'expression'), option(options, 'name'), node.range, this.project);
  }

  private added(table: Name, node: Node | undefined, constraint: (given: Given) => Constraint): readonly Change[] {
    return this.given(node).map((given) => ({ ...this.base, kind: 'addConstraint', table, constraint: constraint(given) }));
  }

  /** Where the old column is written too, only what differs changes. */
  private changed(table: Name, from: Node | undefined, to: Node | undefined): readonly Change[] {
    const { base } = this;
    const [column] = this.columns(to);
    if (!column) return [];
    const before = this.columns(from)[0];
    const type = (one: Column): string => `${one.type?.name}(${one.type?.args.join()})`;
    if (!before?.type || type(before) !== type(column)) return [{ ...base, kind: 'alterType', table, column, using: false }];
    if ((before.nullable === 'no') === (column.nullable === 'no') || column.nullable === 'unknown') return [];
    return [{ ...base, kind: column.nullable === 'no' ? 'setNotNull' : 'dropNotNull', table, column: column.name.name }];
  }

  private columns(node: Node | undefined): readonly Column[] {
    return this.given(node).flatMap(({ options }) => tableColumn(this.file, options, this.project) ?? []);
  }

  /** The name of a table that is written, or made or asked for by name. */
  private tableName(node: Node): Name | null {
    const { file, project } = this;
    const [made] = this.given(node);
    const named = made ? option(made.options, 'name') : node;
    const name = named && writtenName(file, named, project);
    if (name) return qualified(name);
    const origin = originOf(file, node);
    const [asked] = origin.kind === 'call' && origin.node.type === 'CallExpression' && origin.callee.kind === 'member' && origin.callee.property === 'getTable' ? origin.node.arguments : [];
    const found = text(file, asked, project);
    return found === null ? null : qualified(impliedName(found));
  }

  /** What is made of a name: of a string, or of the `name` of what a call is given. */
  private named(node: Node | undefined, make: (name: Name) => Change | null): readonly Change[] {
    const { file, project } = this;
    const [made] = this.given(node);
    const named = made ? option(made.options, 'name') : node;
    const name = named && writtenName(file, named, project);
    const change = name && make(name);
    return change ? [change] : [];
  }

  private list(node: Node | null | undefined): readonly Node[] {
    return node ? (unwrap(node).type === 'ArrayExpression' ? elementsOf(node) : [node]) : [];
  }

  /** `new TableColumn({ … })`, its options alone, a variable of the same, or a list of them. */
  private given(node: Node | null | undefined): readonly Given[] {
    return this.list(node).flatMap((element) => {
      const origin = originOf(this.file, element);
      const made = origin.kind === 'instance' ? origin.node : origin.kind === 'value' ? origin.node : null;
      const options = made?.type === 'NewExpression' ? objectOf(made.arguments[0]) : objectOf(made);
      return made && options ? [{ node: made, options }] : [];
    });
  }

  /** Whether a list holds more than could be read. */
  private hasMore(node: Node | null): boolean {
    return node !== null && (unwrap(node).type !== 'ArrayExpression' || this.given(node).length < this.list(node).length);
  }
}

/** `schema.table` is a table of a schema. */
function qualified(name: Name): Name {
  const dot = name.name.lastIndexOf('.');
  const own = unqualified(name.name) ?? name.name;
  const range = name.range && name.range[1] - name.range[0] === name.name.length ? ([name.range[0] + dot + 1, name.range[1]] as const) : name.range;
  return dot < 0 ? name : { name: own, written: own, schema: name.name.slice(0, dot), range };
}

const known = (columns: readonly (string | null)[]): string[] => columns.filter((name) => name !== null);
