import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, memberChain, unwrap } from '../../ast/syntax.ts';
import type { ChainedCall } from '../../ast/syntax.ts';
import { calls } from '../../core/gates.ts';
import type { Edit } from '../../core/rule-context.ts';
import type { Project } from '../../project/types.ts';
import { afterDot, builderCalls, callRange, chainsOfCallback, methodRange, tableName, writtenType } from './builder.ts';
import { checkOf, indexPart, isVolatileText } from './written.ts';
import type { BuilderCall, SchemaBuilder } from './builder.ts';
import { column, flag, impliedName, index, known, number, onDeleteOf, option, text, texts, withKeys, writtenName } from './columns.ts';
import { stepOf } from './steps.ts';
import type { Change, Column, ColumnDefault, ColumnType, Constraint, ForeignKey, Index, ListCheck, Name, SchemaLibrary, SchemaRange } from './types.ts';

/** Methods that make a column, with what Knex writes for PostgreSQL. */
const TYPES: Readonly<Record<string, string>> = {
  bigint: 'int8', biginteger: 'int8', bigInteger: 'int8', int: 'int4', integer: 'int4', mediumint: 'int4', smallint: 'int2', tinyint: 'int2',
  float: 'float4', double: 'float8', decimal: 'numeric', bool: 'bool', boolean: 'bool', increments: 'serial', bigincrements: 'bigserial', bigIncrements: 'bigserial',
  date: 'date', datetime: 'timestamptz', dateTime: 'timestamptz', timestamp: 'timestamptz', time: 'time',
  string: 'varchar', varchar: 'varchar', char: 'bpchar', text: 'text', tinytext: 'text', mediumtext: 'text', longtext: 'text', enum: 'text', enu: 'text',
  binary: 'bytea', json: 'json', jsonb: 'jsonb', uuid: 'uuid', geometry: 'geometry', geography: 'geography', point: 'point', specificType: '',
};
const TIMES: ReadonlySet<string> = new Set(['datetime', 'dateTime', 'timestamp']);
/** Lengths that Knex writes where the code has none. */
const LENGTHS: Readonly<Record<string, readonly number[]>> = { varchar: [255], bpchar: [255], numeric: [8, 2] };
/** The method that has each better type. */
const METHODS: Readonly<Record<string, string>> = { text: 'text', jsonb: 'jsonb' };
const CALLBACK: ReadonlySet<string> = new Set(['createTable', 'createTableIfNotExists', 'alterTable', 'table']);

const VIEWS: ReadonlySet<string> = new Set(['createView', 'createViewOrReplace', 'createMaterializedView']);

const builder: SchemaBuilder = {
  client: 'knex',
  starts: new Set([...CALLBACK, ...VIEWS, 'createTableLike', 'dropTable', 'dropTableIfExists', 'renameTable']),
  shape({ callee, arguments: [, callback] }, after) {
    // Kysely's calls have no callback and end in `execute`
    if (after.some(({ name }) => name === 'execute')) return 'other';
    return callback && isFunction(unwrap(callback)) && callee.type === 'MemberExpression' && CALLBACK.has(keyName(callee) ?? '') ? 'sure' : 'possible';
  },
};

/** Migrations of Knex. Source: Knex documentation, "Schema Builder", and the PostgreSQL compiler of Knex 3. */
export default {
  name: 'knex',
  says: calls(...builder.starts),
  hint: /\.\s*(?:(?:create|alter|drop|rename)Table\w*|create(?:Materialized)?View\w*|table)\s*\(/u,
  dialect: null,
  collect(file, project) {
    return file.text.includes('schema') ? builderCalls(file, builder, project).flatMap((call) => new TableReader(file, project, call).changes()) : [];
  },
} satisfies SchemaLibrary;

/** Reads one call of the schema builder. */
class TableReader {
  private readonly file: SourceFile;
  private readonly project: Project;
  private readonly from: BuilderCall;
  private readonly table: Name;

  constructor(file: SourceFile, project: Project, from: BuilderCall) {
    this.file = file;
    this.project = project;
    this.from = from;
    this.table = tableName(file, from.call.arguments[0], project, from.schema);
  }

  changes(): readonly Change[] {
    const { table, from: { call, name } } = this;
    const base = { ...this.base(call), table };
    const [, second, third] = call.arguments;
    switch (name) {
      case 'createTable':
      case 'createTableIfNotExists':
        return [{ ...base, kind: 'createTable', ifNotExists: name !== 'createTable', ...this.created(second, false) }];
      case 'createTableLike':
        return [{ ...base, kind: 'createTable', ifNotExists: false, ...this.created(third, true) }];
      case 'dropTable':
      case 'dropTableIfExists':
        return [{ ...base, kind: 'dropTable' }];
      case 'renameTable':
        return [{ ...base, kind: 'renameTable', to: tableName(this.file, second, this.project) }];
      case 'createView':
      case 'createViewOrReplace':
      case 'createMaterializedView':
        return [{ ...base, kind: 'createRelation' }];
      default:
        return chainsOfCallback(this.file, second).chains.flatMap((chain) => this.altered(chain));
    }
  }

  private base(call: TSESTree.CallExpression): Pick<Change, 'range' | 'step'> {
    return { range: callRange(call), step: stepOf(this.file, call) ?? 'up' };
  }

  private created(callback: Node | undefined, isLike: boolean): { columns: readonly Column[]; constraints: readonly Constraint[]; indexes: readonly Index[]; open: boolean } {
    const { chains, open } = chainsOfCallback(this.file, callback);
    const parts = chains.map((chain) => ({ columns: this.columns(chain), more: this.keys(chain), name: chain[0]?.name ?? null }));
    const constraints = parts.flatMap(({ more }) => more.constraints);
    return {
      columns: withKeys(parts.flatMap(({ columns }) => columns ?? []), constraints),
      constraints,
      indexes: parts.flatMap(({ more }) => more.indexes),
      open: open || isLike || parts.some(({ columns, more, name }) => name === null || name === 'inherits' || columns?.length === 0 || (!columns && !more.isKnown)),
    };
  }

  private altered(chain: readonly ChainedCall[]): readonly Change[] {
    const [first] = chain;
    if (!first) return [];
    const base = { ...this.base(first.node), table: this.table };
    const columns = this.columns(chain);
    if (!columns) return this.changed(first, chain, base);
    const alter = chain.find(({ name }) => name === 'alter');
    if (!alter) {
      const { constraints, indexes } = this.keys(chain);
      return [
        ...columns.map((added): Change => ({ ...base, kind: 'addColumn', column: added, using: false })),
        ...indexes.map((made): Change => ({ ...base, range: made.range, kind: 'createIndex', index: made })),
        ...constraints.map((made): Change => ({ ...base, range: made.range, kind: 'addConstraint', constraint: made })),
      ];
    }
    // Knex casts to the new type, and makes a column nullable again that is not said to be NOT NULL
    const says = (name: string): boolean => flag(this.file, option(alter.node.arguments[0], name), this.project) !== false;
    return columns.flatMap((given): Change[] => [
      ...(says('alterType') ? [{ ...base, kind: 'alterType' as const, column: { ...given, nullable: 'unknown' as const }, using: true }] : []),
      ...(says('alterNullable') ? [{ ...base, kind: given.nullable === 'no' ? ('setNotNull' as const) : ('dropNotNull' as const), column: given.name.name }] : []),
    ]);
  }

  /** What a call of `alterTable` does that makes no column. */
  private changed({ name, node }: ChainedCall, chain: readonly ChainedCall[], base: Pick<Change, 'range' | 'step'> & { readonly table: Name }): readonly Change[] {
    const [first, second] = node.arguments;
    const names = first ? this.list(first) : [];
    const written = text(this.file, second, this.project);
    switch (name) {
      case 'dropColumn':
      case 'dropColumns':
        return known(node.arguments.flatMap((argument) => this.list(argument))).map((dropped): Change => ({ ...base, kind: 'dropColumn', column: dropped }));
      case 'dropTimestamps':
        return (flag(this.file, first, this.project) === true ? CAMEL : SNAKE).map((dropped): Change => ({ ...base, kind: 'dropColumn', column: dropped }));
      case 'renameColumn': {
        const [from] = names;
        const to = second ? writtenName(this.file, second, this.project) : null;
        return from && to ? [{ ...base, kind: 'renameColumn', column: from, to }] : [];
      }
      case 'setNullable':
      case 'dropNullable':
        return known(names).map((one): Change => ({ ...base, kind: name === 'setNullable' ? 'dropNotNull' : 'setNotNull', column: one }));
      case 'dropIndex': {
        const dropped = written ?? this.defaultName(names, 'index');
        return dropped === null ? [] : [{ ...base, kind: 'dropIndex', name: dropped, concurrently: null }];
      }
      case 'dropPrimary':
      case 'dropPrimaryIfExists':
        return [{ ...base, kind: 'dropConstraint', name: text(this.file, first, this.project) ?? `${this.table.name}_pkey` }];
      case 'dropUnique':
      case 'dropUniqueIfExists':
      case 'dropForeign':
      case 'dropForeignIfExists': {
        const dropped = written ?? this.defaultName(names, name.startsWith('dropUnique') ? 'unique' : 'foreign');
        return dropped === null ? [] : [{ ...base, kind: 'dropConstraint', name: dropped }];
      }
      case 'dropChecks':
        return known(node.arguments.flatMap((argument) => this.list(argument))).map((dropped): Change => ({ ...base, kind: 'dropConstraint', name: dropped }));
      default: {
        const { constraints, indexes } = this.keys(chain);
        return [...constraints.map((constraint): Change => ({ ...base, kind: 'addConstraint', constraint })), ...indexes.map((made): Change => ({ ...base, kind: 'createIndex', index: made }))];
      }
    }
  }

  /** One name or a list of names; null for one that is not known. */
  private list(node: Node): readonly (string | null)[] {
    return unwrap(node).type === 'ArrayExpression' ? texts(this.file, node, this.project) : [text(this.file, node, this.project)];
  }

  /** The name Knex makes where none is written. */
  private defaultName(columns: readonly (string | null)[], kind: 'index' | 'unique' | 'foreign'): string | null {
    return this.table.range && columns.length > 0 && !columns.includes(null) ? [this.table.name.replaceAll('-', '_'), ...columns, kind].join('_').toLowerCase() : null;
  }

  /** The columns that a chain makes; an empty list where their names are not known, null where it makes none. */
  private columns(chain: readonly ChainedCall[]): readonly Column[] | null {
    const [first] = chain;
    if (!first?.name) return null;
    if (first.name === 'timestamps') return this.timestamps(first.node);
    if (!Object.hasOwn(TYPES, first.name)) return null;
    const [named] = first.node.arguments;
    const type = this.type(first.name, first.node);
    const numbered = first.name.toLowerCase().endsWith('increments');
    const name = named ? writtenName(this.file, named, this.project) : numbered ? impliedName('id') : null;
    if (!name) return [];
    const step = (...wanted: string[]): ChainedCall | undefined => chain.findLast((one) => one.name !== null && wanted.includes(one.name));
    const asked = flag(this.file, option(first.node.arguments[1], 'primaryKey'), this.project);
    const primaryKey = step('primary') !== undefined || (numbered ? asked !== false : asked === true);
    const references = step('references');
    const fallback = step('defaultTo', 'default', 'defaultsTo');
    const value = fallback ? this.default(fallback.node.arguments[0]) : null;
    return [column(name, type?.type?.range ?? methodRange(first.node), {
      type: type?.type ?? null,
      nullable: primaryKey || numbered || type?.notNull ? 'no' : this.nullable(step('nullable', 'notNullable', 'notNull'), fallback !== undefined && !value),
      primaryKey,
      unique: step('unique') !== undefined,
      increments: numbered ? 'serial' : null,
      stored: type?.stored ?? false,
      default: value,
      references: references ? this.foreignKey([name.name], chain.slice(chain.indexOf(references)), callRange(references.node)) : null,
      listCheck: this.listCheck(name.name, first, step('checkIn')),
    })];
  }

  /** `timestamps(true, true)`: two columns. */
  private timestamps(call: TSESTree.CallExpression): readonly Column[] {
    const [first, , third] = call.arguments;
    const isObject = first && unwrap(first).type === 'ObjectExpression';
    const says = (name: string, at: number): boolean => flag(this.file, isObject ? option(first, name) : call.arguments[at], this.project) === true;
    const camel = isObject ? option(first, 'useCamelCase') : third;
    // a style that is not known is a name that is not known
    if (camel && flag(this.file, camel, this.project) === null) return [];
    const range = methodRange(call);
    const defaults = says('defaultToNow', 1);
    return (says('useCamelCase', 2) ? CAMEL : SNAKE).map((name) => column(impliedName(name), range, {
      type: { name: 'timestamptz', args: [], range, retyped: () => null },
      nullable: defaults ? 'no' : 'yes',
      default: defaults ? { literal: null, volatile: false } : null,
    }));
  }

  private nullable(step: ChainedCall | undefined, isNullByDefault: boolean): Column['nullable'] {
    if (!step) return isNullByDefault ? 'written' : 'yes';
    if (step.name !== 'nullable') return 'no';
    const [given] = step.node.arguments;
    const is = given ? flag(this.file, given, this.project) : true;
    return is === null ? 'unknown' : is ? 'written' : 'no';
  }

  private type(method: string, call: TSESTree.CallExpression): { readonly type: ColumnType | null; readonly stored: boolean; readonly notNull: boolean } | null {
    const [, second, third] = call.arguments;
    if (method === 'specificType') {
      const found = writtenType(this.file, second, this.project);
      const words = found?.rest.map(({ word }) => word) ?? [];
      return found && { type: found.type, stored: words.includes('generated') && words.includes('stored'), notNull: words.some((word, i) => word === 'not' && words[i + 1] === 'null') };
    }
    const range = methodRange(call);
    const plain = (name: string, args: readonly number[], retyped: ColumnType['retyped']): { type: ColumnType; stored: boolean; notNull: boolean } => ({ type: { name, args, range, retyped }, stored: false, notNull: false });
    if (TIMES.has(method)) {
      const zone = this.zone(second);
      const precision = number(this.file, option(second, 'precision') ?? third, this.project);
      return zone === null ? null : plain(zone.is ? 'timestamptz' : 'timestamp', precision === null ? [] : [precision], (to) => (to === 'timestamptz' && zone.edit ? [zone.edit] : null));
    }
    if (method === 'enum' || method === 'enu') return option(third, 'useNative') ? null : plain('text', [], () => null);
    const name = TYPES[method] ?? '';
    const sizes = call.arguments.slice(1).map((argument) => number(this.file, argument, this.project));
    const written = sizes.includes(null) || (name !== 'varchar' && name !== 'bpchar' && name !== 'numeric') ? [] : (sizes as number[]);
    const args = sizes.length === 0 ? (LENGTHS[name] ?? []) : name === 'numeric' && written.length === 1 ? [...written, 2] : written;
    return plain(name, args, (to) => this.renamed(call, name, to));
  }

  /** Whether a time has a zone, as it has by default, and the edit that gives it one; null when an expression decides. */
  private zone(options: Node | undefined): { readonly is: boolean; readonly edit: Edit | null } | null {
    if (!options) return { is: true, edit: null };
    const object = unwrap(options);
    if (object.type === 'ObjectExpression') {
      const zoned = option(object, 'useTz');
      const is = zoned ? flag(this.file, zoned, this.project) : true;
      return is === null ? null : { is, edit: zoned && !is ? { range: zoned.range, text: 'true' } : null };
    }
    const without = flag(this.file, options, this.project);
    return without === null ? null : { is: !without, edit: without ? { range: options.range, text: 'false' } : null };
  }

  /** Another method with the same name of the column; a length goes. */
  private renamed(call: TSESTree.CallExpression, from: string, to: string): readonly Edit[] | null {
    const method = METHODS[to];
    const [name] = call.arguments;
    const last = call.arguments.at(-1);
    if (!method || !name || !last || (to === 'text' && from !== 'varchar' && from !== 'bpchar') || (to === 'jsonb' && from !== 'json')) return null;
    const edits: Edit[] = [{ range: methodRange(call), text: method }];
    return last === name ? edits : [...edits, { range: [name.range[1], last.range[1]], text: '' }];
  }

  private default(value: Node | undefined): ColumnDefault | null {
    const values = value ? this.project.constants(this.file, value) : [null];
    if (values?.length === 1 && values[0] === null) return null;
    // `knex.raw('gen_random_uuid()')`, `knex.fn.uuid()`
    const call = value ? unwrap(value) : null;
    const path = call?.type === 'CallExpression' ? memberChain(call.callee).path : [];
    return { literal: text(this.file, value, this.project), volatile: (path.at(-1) === 'uuid' && path.at(-2) === 'fn') || isVolatileText(this.raw(value)) };
  }

  private listCheck(name: string, { name: method, node }: ChainedCall, check: ChainedCall | undefined): ListCheck | null {
    const isEnum = (method === 'enum' || method === 'enu') && !option(node.arguments[2], 'useNative');
    const list = check ? check.node.arguments[0] : isEnum ? node.arguments[1] : undefined;
    const values = texts(this.file, list, this.project);
    return values.length > 0 && !values.includes(null) ? { column: name, values: known(values), range: callRange(check?.node ?? node) } : null;
  }

  /** What `references`, `inTable` and `onDelete` say. */
  private foreignKey(columns: readonly string[], chain: readonly ChainedCall[], [start, first]: SchemaRange): ForeignKey {
    const find = (...wanted: string[]): ChainedCall | undefined => chain.findLast((one) => one.name !== null && wanted.includes(one.name));
    const references = find('references');
    const target = references?.node.arguments[0];
    const to = known(target ? this.list(target) : []);
    const [only] = to;
    const table = find('inTable', 'on');
    const dotted = !table && to.length === 1 && only?.includes('.') === true;
    const written = table ? text(this.file, table.node.arguments[0], this.project) : dotted ? only.slice(0, only.lastIndexOf('.')) : null;
    const action = find('onDelete');
    const end = Math.max(first, ...[references, table, action].map((one) => one?.node.range[1] ?? 0));
    return {
      columns, refColumns: dotted ? [afterDot(only)] : to, table: written === null ? null : afterDot(written),
      onDelete: onDeleteOf(this.file, action?.node.arguments[0], this.project), range: [start, end],
    };
  }

  /** The indexes and constraints of a chain: those of a table, and the index of a column. */
  private keys(chain: readonly ChainedCall[]): { readonly constraints: readonly Constraint[]; readonly indexes: readonly Index[]; readonly isKnown: boolean } {
    const [first, ...then] = chain;
    const none = { constraints: [], indexes: [], isKnown: true };
    if (!first) return none;
    const { name, node } = first;
    const [given, second, third] = node.arguments;
    const columns = given ? this.list(given) : [];
    if (name !== null && Object.hasOwn(TYPES, name)) {
      const indexed = then.find((one) => one.name === 'index');
      return indexed ? { ...none, indexes: [this.index(columns, indexed.node, indexed.node.arguments[0], indexed.node.arguments[1])] } : none;
    }
    const range = callRange(node);
    const isObject = second !== undefined && unwrap(second).type === 'ObjectExpression';
    const written = text(this.file, isObject ? (option(second, 'indexName') ?? option(second, 'constraintName')) : second, this.project);
    switch (name) {
      case 'index':
        return { ...none, indexes: [this.index(columns, node, second, third, this.raw(given))] };
      case 'unique': {
        const called = written ?? this.defaultName(columns, 'unique');
        const isConstraint = flag(this.file, option(second, 'useConstraint'), this.project) ?? !option(second, 'predicate');
        if (!isConstraint) return { ...none, indexes: [index(columns, range, { name: called, unique: true, partial: option(second, 'predicate') !== null })] };
        return { ...none, constraints: [{ kind: 'unique', name: called, columns: known(columns), usingIndex: false, range }] };
      }
      case 'primary':
        return { ...none, constraints: [{ kind: 'primaryKey', name: written ?? (this.table.range ? `${this.table.name}_pkey` : null), columns: known(columns), usingIndex: false, range }] };
      case 'foreign': {
        const named = then.find((one) => one.name === 'withKeyName');
        const called = text(this.file, named?.node.arguments[0], this.project) ?? written ?? this.defaultName(columns, 'foreign');
        return { ...none, constraints: [{ kind: 'foreignKey', name: called, foreignKey: this.foreignKey(known(columns), then, range), notValid: false, range }] };
      }
      case 'check':
        return { ...none, constraints: [checkOf(text(this.file, third, this.project), second ? null : text(this.file, given, this.project), range)] };
      case 'comment':
      case 'engine':
      case 'charset':
      case 'collate':
      case 'queryContext':
        return none;
      default:
        return { ...none, isKnown: false };
    }
  }

  /** The text of `knex.raw('…')`, alone or alone in a list. */
  private raw(node: Node | undefined): string | null {
    const given = node ? unwrap(node) : null;
    const only = given?.type === 'ArrayExpression' && given.elements.length === 1 ? given.elements[0] : given;
    const call = only ? unwrap(only) : null;
    return call?.type === 'CallExpression' && call.callee.type === 'MemberExpression' && keyName(call.callee) === 'raw' ? text(this.file, call.arguments[0], this.project) : null;
  }

  /** `index(columns, name, 'gin')`, `index(columns, name, { predicate })`. */
  private index(columns: readonly (string | null)[], call: TSESTree.CallExpression, named: Node | undefined, options: Node | undefined, raw: string | null = null): Index {
    const isObject = options !== undefined && unwrap(options).type === 'ObjectExpression';
    const method = text(this.file, isObject ? option(options, 'storageEngineIndexType') : options, this.project);
    const part = raw === null ? null : indexPart(raw);
    return index(part ? [part.column] : columns, callRange(call), {
      operatorClasses: part?.operatorClasses ?? [],
      ...(part?.expression && { expressions: [part.expression] }),
      name: text(this.file, named, this.project) ?? this.defaultName(columns, 'index'),
      unique: text(this.file, option(options, 'indexType'), this.project)?.toLowerCase() === 'unique',
      partial: option(options, 'predicate') !== null,
      method: method?.toLowerCase() ?? 'btree',
    });
  }
}

const SNAKE: readonly string[] = ['created_at', 'updated_at'];
const CAMEL: readonly string[] = ['createdAt', 'updatedAt'];
