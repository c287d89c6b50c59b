import type { TSESTree } from '@typescript-eslint/utils';
import type { Dialect } from '../../core/settings.ts';
import type { Origin } from '../../ast/origin.ts';
import { ofType, originOf, packageOf, symbolOf } from '../../ast/origin.ts';
import { exportsOf } from '../../ast/exports.ts';
import type { ClassNode, Node, SourceFile } from '../../ast/source-file.ts';
import { memo } from '../../core/memo.ts';
import { annotationOf, isFunction, keyName, propertyOf, returnedExpressions, stringValue, unwrapAwait } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { baseOfSymbol, clientNamed, generatedClients, valueOfSymbol } from './clients.ts';
import type { Kind, Method, Place, SqlClient, Step } from './types.ts';

const MAX_DEPTH = 24;
const exportsIn = memo(exportsOf);

/** A step of an operation, with the call that says it. */
export interface AppliedStep {
  readonly name: string;
  readonly step: Step;
  /** Whether an adapter describes the method; else it may do anything. */
  readonly known: boolean;
  readonly node: TSESTree.CallExpression;
  readonly file: SourceFile;
  /** Whether the kind it is called on gives the written row. */
  readonly returns: boolean | null;
  /** The row an instance was made with: `new User({ … })`. */
  readonly made: { readonly node: Node; readonly file: SourceFile } | null;
}

/** A value of a data-access library: a client, a model, a builder on its way. */
export interface DataValue {
  readonly client: SqlClient;
  /** A key of `client.kinds`; empty where nothing more is known of it. */
  readonly kind: string;
  readonly table: string | null;
  /** The expression that names the table, where a call is given one. */
  readonly named?: { readonly node: Node; readonly file: SourceFile } | undefined;
  readonly dialect: Dialect | 'unknown';
  /** What the calls so far say about an operation. */
  readonly steps: readonly AppliedStep[];
  /** The row an instance was made with. */
  readonly made?: { readonly node: Node; readonly file: SourceFile } | undefined;
  /** A builder that a type alone tells of: what was called on it before is not seen. */
  readonly begun?: true;
}

/** Says which expressions of any file are values of a data-access library. */
export class DataValues {
  readonly #project: Project;
  readonly #known = new WeakMap<Node, DataValue | null>();
  /** The same for the calls that origins hold. */
  readonly #calls = new WeakMap<Node, DataValue | null>();
  readonly #pending = new Set<Node>();

  constructor(project: Project) {
    this.#project = project;
  }

  /** What an expression is; null when it is nothing a library gave, or that is not known. */
  of(file: SourceFile, wrappedNode: Node): DataValue | null {
    const node = unwrapAwait(wrappedNode);
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    if (this.#pending.has(node) || this.#pending.size > MAX_DEPTH * 4) return null;
    this.#pending.add(node);
    const found = this.#expression(file, node);
    this.#pending.delete(node);
    this.#known.set(node, found);
    return found;
  }

  #expression(file: SourceFile, node: Node): DataValue | null {
    if (node.type === 'CallExpression') {
      const called = this.#called(file, node);
      if (called) return called;
    } else if (node.type === 'MemberExpression') {
      const object = this.of(file, node.object);
      const member = object && memberOfValue(object, keyName(node));
      if (member) return member;
    } else if (node.type === 'TaggedTemplateExpression') {
      return null;
    }
    return this.#origin(originOf(file, node), 0);
  }

  #called(file: SourceFile, node: TSESTree.CallExpression): DataValue | null {
    const callee = unwrapAwait(node.callee);
    if (callee.type === 'MemberExpression') {
      const object = this.of(file, callee.object);
      const name = keyName(callee);
      const result = object && name !== null ? this.#applied(object, name, node, file) : null;
      if (result) return result;
    }
    const value = callee.type === 'Identifier' || callee.type === 'MemberExpression' || callee.type === 'LogicalExpression' || callee.type === 'CallExpression' ? this.of(file, callee) : null;
    const call = value && kindOf(value)?.call;
    return value && call ? this.#result(value, call, '', node, file) : null;
  }

  #applied(object: DataValue, name: string, node: TSESTree.CallExpression, file: SourceFile): DataValue | null {
    const kind = kindOf(object);
    const method = own(kind?.methods, name);
    if (method) return this.#result(object, method, name, node, file);
    return kind?.builder ? { ...object, steps: [...object.steps, { ...applied(object, name, {}, node, file), known: false }] } : null;
  }

  #result(object: DataValue, method: Method, name: string, node: TSESTree.CallExpression, file: SourceFile): DataValue {
    const place = method.table ?? method.step?.table;
    const named = place && argumentAt(node, place);
    const table = named ? (this.tableName(file, named) ?? (method.table ? null : object.table)) : object.table;
    const steps = method.step ? [...object.steps, applied(object, name, method.step, node, file)] : object.steps;
    return { ...object, ...(method.gives ? target(object.client, method.gives) : { kind: kindOf(object)?.builder ? object.kind : '' }), table, ...(named && { named: { node: named, file } }), steps };
  }

  /** The method of a library that a call calls, and what it is called on; null for any other call. */
  method(file: SourceFile, node: TSESTree.CallExpression | TSESTree.TaggedTemplateExpression): { readonly object: DataValue; readonly method: Method; readonly name: string } | null {
    const callee = unwrapAwait(node.type === 'CallExpression' ? node.callee : node.tag);
    if (callee.type === 'MemberExpression') {
      const name = keyName(callee);
      const object = name === null ? null : this.of(file, callee.object);
      const method = object && name !== null ? own(kindOf(object)?.methods, name) : undefined;
      if (object && method && name !== null) return { object, method, name };
    }
    const value = this.of(file, callee);
    if (!value) return null;
    const kind = kindOf(value);
    if (node.type === 'TaggedTemplateExpression') return kind?.tag ? { object: value, method: { tag: kind.tag }, name: '' } : null;
    return kind?.call ? { object: value, method: kind.call, name: '' } : null;
  }

  /** Whether an expression is handed to a builder, as a piece or a subquery of what that says. */
  isArgument(file: SourceFile, node: Node): boolean {
    let inner = node;
    for (let at = file.parent(node); at; at = file.parent(at)) {
      if (at.type === 'AwaitExpression' || isFunction(at) || at.type.endsWith('Statement') || at.type === 'VariableDeclaration') return false;
      if (at.type === 'CallExpression' && at.callee !== inner) {
        const value = this.of(file, at);
        if (value && kindOf(value)?.builder) return true;
      }
      inner = at;
    }
    return false;
  }

  #origin(given: Origin, depth: number): DataValue | null {
    if (depth > MAX_DEPTH) return null;
    if (given.kind !== 'call') return this.#anyOrigin(given, depth);
    const known = this.#calls.get(given.node);
    if (known !== undefined) return known;
    this.#calls.set(given.node, null);
    const found = this.#anyOrigin(given, depth);
    this.#calls.set(given.node, found);
    return found;
  }

  #anyOrigin(given: Origin, depth: number): DataValue | null {
    const generated = this.#generated(given);
    if (generated) return generated;
    const origin = this.#project.follow(given);
    const symbol = symbolOf(origin) ?? this.#project.symbol(origin);
    const known = symbol === null ? null : valueOfSymbol(symbol);
    if (known && symbol !== null) return this.#first(known, symbol, origin);
    const found = this.#followed(origin, depth);
    if (found || given === origin) return found;
    if (given.kind === 'import') return given.name === '*' ? null : this.#exported(given, depth);
    return given.kind === 'call' || given.kind === 'member' ? this.#followed(given, depth) : null;
  }

  /**
   * What a file of the project exports, as it is written there: following a call gives what the function returns,
   * but a holder's argument says more.
   */
  #exported(origin: Origin & { kind: 'import' }, depth: number): DataValue | null {
    const path = this.#project.resolve(origin.file, origin.from);
    const file = path === null ? null : this.#project.file(path);
    const exported = file && exportsIn(file).names.get(origin.name);
    if (!exported) return null;
    return this.#origin(exported, depth + 1);
  }

  #followed(origin: Origin, depth: number): DataValue | null {
    switch (origin.kind) {
      case 'member': {
        const object = this.#origin(origin.object, depth + 1);
        return object && memberOfValue(object, origin.property);
      }
      case 'call':
        return this.#call(origin, depth);
      case 'instance':
        return this.#instance(origin, depth);
      case 'class':
        return this.#class(origin.file, origin.node, false, depth);
      case 'either':
        for (const one of origin.of) {
          const found = this.#origin(one, depth + 1);
          if (found) return found;
        }
        return null;
      case 'parameter':
        return origin.path.length === 0 ? this.#handed(origin) : null;
      default:
        return null;
    }
  }

  #first({ client, kind }: { readonly client: SqlClient; readonly kind: string }, symbol: string, origin: Origin): DataValue {
    const node = origin.kind === 'call' || origin.kind === 'instance' ? origin.node : null;
    const file = origin.kind === 'call' || origin.kind === 'instance' ? origin.file : null;
    const call = node?.type === 'CallExpression' || node?.type === 'NewExpression' ? node : null;
    const dialect = client.dialects?.[packageOf(symbol)] ?? (call && file ? optionDialect(client, call) : null) ?? client.dialect;
    const value: DataValue = { client, kind, table: null, dialect, steps: [], ...(client.kinds[kind]?.builder && origin.kind === 'instance' && !node ? { begun: true } : {}) };
    const typed = origin.kind === 'instance' && origin.typeArguments[0] && client.typed?.includes(kind) ? typeName(origin.typeArguments[0]) : null;
    if (typed !== null) return { ...value, table: typed };
    const place = client.tables?.[symbol];
    const argument = place && call ? argumentAt(call, place) : null;
    return argument && file ? { ...value, table: this.tableName(file, argument) } : value;
  }

  #call(origin: Origin & { kind: 'call' }, depth: number): DataValue | null {
    const { callee, node, file } = origin;
    if (node.type !== 'CallExpression') return null;
    if (callee.kind === 'member' && callee.property !== null) {
      const object = this.#origin(callee.object, depth + 1);
      const result = object && this.#applied(object, callee.property, node, file);
      if (result) return result;
    }
    const value = callee.kind === 'import' || callee.kind === 'member' || callee.kind === 'call' || callee.kind === 'instance' || callee.kind === 'parameter' ? this.#origin(callee, depth + 1) : null;
    const call = value && kindOf(value)?.call;
    if (value && call) return this.#result(value, call, '', node, file);
    return this.#made(node, file, depth);
  }

  /** A holder of one instance, `once('db', () => new Client())`: its only function argument makes what it gives. */
  #made(node: TSESTree.CallExpression, file: SourceFile, depth: number): DataValue | null {
    const makers = node.arguments.flatMap((a) => (isFunction(a) ? [a] : []));
    const [maker] = makers;
    if (!maker || makers.length > 1 || maker.params.length > 0 || node.arguments.length > 2) return null;
    for (const returned of returnedExpressions(file, maker)) {
      const value = this.#origin(originOf(file, returned), depth + 1);
      if (value && value.steps.length === 0 && kindOf(value)) return value;
    }
    return null;
  }

  #instance(origin: Origin & { kind: 'instance' }, depth: number): DataValue | null {
    const of = this.#project.follow(origin.of);
    if (of.kind === 'class') {
      const value = this.#class(of.file, of.node, true, depth);
      return value?.table ? { ...value, made: madeWith(origin) } : value;
    }
    if (of.kind === 'either') {
      for (const one of of.of) {
        const found = this.#origin({ ...origin, of: one }, depth + 1);
        if (found) return found;
      }
      return null;
    }
    if (of.kind === 'unknown' || of.kind === 'global' || of.kind === 'parameter') return null;
    if (of !== origin.of) {
      const again = this.#origin({ ...origin, of }, depth + 1);
      if (again) return again;
    }
    const model = origin.node ? this.#origin(of, depth + 1) : null;
    const instance = model && kindOf(model)?.instance;
    return model && instance ? { ...model, kind: instance, made: madeWith(origin) } : null;
  }

  /** A class of the project that extends a library's. */
  #class(file: SourceFile, node: ClassNode, instance: boolean, depth: number): DataValue | null {
    const generated = instance ? generatedClass(file, node) : null;
    if (generated) return generated;
    if (!node.superClass || depth > MAX_DEPTH) return null;
    const base = this.#project.follow(originOf(file, node.superClass));
    const name = node.id?.name ?? null;
    const symbol = this.#generatedSymbol(base) ?? symbolOf(base);
    if (symbol !== null) {
      const known = baseOfSymbol(symbol);
      const kind = instance ? known?.instance : known?.kind;
      if (known && kind) return { client: known.client, kind, table: known.kind === null ? null : name, dialect: known.client.dialect, steps: [] };
      const value = instance ? valueOfSymbol(`new ${symbol}`) : null;
      if (value) return { ...value, table: null, dialect: value.client.dialect, steps: [] };
    }
    // `extends Model.define(…)`, `extends Base` of the project
    const inherited = base.kind === 'class' ? this.#class(base.file, base.node, instance, depth + 1) : null;
    return inherited && { ...inherited, table: inherited.table === null ? null : name };
  }

  /** The parameter of a function that a library calls: `db.transaction(async (tx) => …)`. */
  #handed(origin: Origin & { kind: 'parameter' }): DataValue | null {
    const { file } = origin;
    const call = file.parent(origin.function);
    if (call?.type !== 'CallExpression') return null;
    const argument = call.arguments.indexOf(origin.function as TSESTree.CallExpressionArgument);
    if (argument < 0) return null;
    return this.method(file, call) ? this.#hands(file, call, argument, origin.index) : this.#givenBack(file, call, argument, origin.index);
  }

  /** `withTransaction(async (client) => …)` of the project: what the function says it hands on, or hands on. */
  #givenBack(file: SourceFile, call: TSESTree.CallExpression, argument: number, index: number): DataValue | null {
    const callee = this.#project.follow(originOf(file, call.callee));
    const work = callee.kind === 'function' ? callee.node.params[argument] : undefined;
    if (callee.kind !== 'function' || work?.type !== 'Identifier') return null;
    const type = annotationOf(work);
    const declared = type?.type === 'TSFunctionType' ? type.params[index] : undefined;
    const typed = declared && ofType(callee.file, annotationOf(declared));
    if (typed) return this.#origin(typed, 0);
    for (const reference of callee.file.variableOf(work)?.references ?? []) {
      const inner = callee.file.parent(reference.identifier as Node);
      if (inner?.type !== 'CallExpression') continue;
      const given = inner.callee === reference.identifier ? inner.arguments[index] : undefined;
      if (given && given.type !== 'SpreadElement') return this.of(callee.file, given);
      const handed = this.#hands(callee.file, inner, inner.arguments.indexOf(reference.identifier as TSESTree.Identifier), index);
      if (handed) return handed;
    }
    return null;
  }

  /** What a method of a library calls its argument with. */
  #hands(file: SourceFile, call: TSESTree.CallExpression, argument: number, parameter: number): DataValue | null {
    const called = argument < 0 ? null : this.method(file, call);
    const hands = called?.method.hands;
    const isIt = hands && (hands.argument === argument || (hands.argument === -1 && argument === call.arguments.length - 1)) && hands.parameter === parameter;
    return called && isIt ? { ...called.object, ...target(called.object.client, hands.kind), steps: [] } : null;
  }

  /** The name in a package of what an origin is, a generated client's name included. */
  symbol(origin: Origin): string | null {
    return this.#generatedSymbol(origin) ?? this.#project.symbol(origin);
  }

  #generated(origin: Origin): DataValue | null {
    const symbol = this.#generatedSymbol(origin);
    const known = symbol === null ? null : valueOfSymbol(symbol);
    return known && symbol !== null ? this.#first(known, symbol, origin) : null;
  }

  /** The symbol of a generated client's export, as if its package held it: the file it comes from may not be there. */
  #generatedSymbol(origin: Origin): string | null {
    const from = rootImport(origin);
    if (!from) return null;
    for (const { generated } of generatedClients) {
      if (!generated) continue;
      const name = from.name === '*' || from.name === 'default' ? null : from.name;
      if (name !== null && !generated.names.includes(name)) continue;
      if (from.from === generated.from) continue;
      const dependencies = this.#project.packageOf(from.file)?.dependencies;
      const told = generated.dependencies.some((d) => dependencies?.has(d)) || generated.hint.test(from.from);
      if (!told || (name === null && !generated.hint.test(from.from))) continue;
      return symbolOf(replaceImport(origin, { ...from, from: generated.from }));
    }
    return null;
  }

  /** Name of a table, model or entity as an argument names it. */
  tableName(file: SourceFile, wrappedNode: Node): string | null {
    const node = unwrapAwait(wrappedNode);
    const text = stringValue(node) ?? this.#constant(file, node);
    if (text !== null) return text.trim().split(/\s+/)[0]?.replaceAll('"', '') ?? null;
    if (node.type === 'ObjectExpression') {
      // knex({ u: 'users' })
      const [only] = node.properties;
      const value = node.properties.length === 1 && only?.type === 'Property' ? stringValue(only.value) : null;
      return value;
    }
    const origin = this.#project.follow(originOf(file, node));
    if (origin.kind === 'class') return origin.node.id?.name ?? null;
    if (origin.kind === 'call' && origin.node.type === 'CallExpression') {
      const [first] = origin.node.arguments;
      const name = first ? stringValue(first) : null;
      if (name !== null) return name;
    }
    if (node.type === 'Identifier') return node.name;
    return node.type === 'MemberExpression' ? keyName(node) : null;
  }

  #constant(file: SourceFile, node: Node): string | null {
    if (node.type !== 'Identifier' && node.type !== 'MemberExpression' && node.type !== 'TemplateLiteral') return null;
    const values = this.#project.constants(file, node);
    return values?.length === 1 && typeof values[0] === 'string' ? values[0] : null;
  }
}

/** An instance of a class in a file that a generator wrote and that says so. */
function generatedClass(file: SourceFile, { id }: ClassNode): DataValue | null {
  for (const { generated } of generatedClients) {
    if (!generated || !id || !generated.names.includes(id.name) || !generated.header.test(file.text.slice(0, 2000))) continue;
    const known = valueOfSymbol(`new ${generated.from}#${id.name}`);
    if (known) return { ...known, table: null, dialect: known.client.dialect, steps: [] };
  }
  return null;
}

function madeWith({ node, file }: Origin & { kind: 'instance' }): DataValue['made'] {
  const [first] = node?.arguments ?? [];
  return first && first.type !== 'SpreadElement' ? { node: first, file } : undefined;
}

function applied(object: DataValue, name: string, step: Step, node: TSESTree.CallExpression, file: SourceFile): AppliedStep {
  return { name, step, known: true, node, file, returns: kindOf(object)?.returnsRow ?? null, made: object.made ?? null };
}

/** The kind of a value, as its adapter describes it. */
export function kindOf(value: DataValue): Kind | undefined {
  return own(value.client.kinds, value.kind);
}

/** The expression at a place of a call's arguments; null where the call does not show it. */
export function argumentAt(call: TSESTree.CallExpression | TSESTree.NewExpression, [index, ...path]: Place): Node | null {
  const argument = index < 0 ? call.arguments.at(index) : call.arguments[index];
  if (!argument || call.arguments.slice(0, index < 0 ? undefined : index + 1).some((a) => a.type === 'SpreadElement')) return null;
  let node: Node = argument;
  for (const key of path) {
    const object = unwrapAwait(node);
    const property = object.type === 'ObjectExpression' ? propertyOf(object, key) : null;
    if (!property) return null;
    node = property.value;
  }
  return node;
}

function memberOfValue(object: DataValue, property: string | null): DataValue | null {
  const members = property === null ? undefined : kindOf(object)?.members;
  if (!members || property === null) return null;
  const named = own(members, property);
  if (named !== undefined) return { ...object, ...target(object.client, named) };
  const any = members['*'];
  return any !== undefined && !property.startsWith('$') && !own(kindOf(object)?.methods, property) ? { ...object, kind: any, table: property } : null;
}

/** The client and kind that an adapter means: `kind` of its own, or `client:kind`. */
function target(client: SqlClient, kind: string): { readonly client: SqlClient; readonly kind: string } {
  const colon = kind.indexOf(':');
  const other = colon < 0 ? undefined : clientNamed(kind.slice(0, colon));
  return other ? { client: other, kind: kind.slice(colon + 1) } : { client, kind };
}

function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Name of a type as written: `User` of `Repository<User>`. */
function typeName(type: TSESTree.TypeNode): string | null {
  if (type.type !== 'TSTypeReference') return null;
  const { typeName: name } = type;
  return name.type === 'Identifier' ? name.name : name.type === 'TSQualifiedName' ? name.right.name : null;
}

const DIALECT_WORDS: readonly (readonly [RegExp, Dialect])[] = [
  [/postgres|^pg|cockroach|aurora-postgres/i, 'postgres'],
  [/mysql|maria/i, 'mysql'],
  [/sqlite|libsql|sqljs/i, 'sqlite'],
  [/mssql|sqlserver|tedious/i, 'mssql'],
  [/clickhouse/i, 'clickhouse'],
];

/** The dialect a driver's or dialect's name says. */
export function dialectNamed(name: string): Dialect | null {
  return DIALECT_WORDS.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

function optionDialect(client: SqlClient, call: TSESTree.CallExpression | TSESTree.NewExpression): Dialect | null {
  for (const place of client.dialectOption ?? []) {
    const node = argumentAt(call, place);
    const value = node && unwrapAwait(node);
    const name = value?.type === 'NewExpression' && value.callee.type === 'Identifier' ? value.callee.name : stringValue(value);
    const dialect = name === null || name === undefined ? null : dialectNamed(name);
    if (dialect) return dialect;
  }
  return null;
}

function rootImport(origin: Origin): (Origin & { kind: 'import' }) | null {
  switch (origin.kind) {
    case 'import':
      return origin;
    case 'member':
      return rootImport(origin.object);
    case 'call':
      return rootImport(origin.callee);
    case 'instance':
      return rootImport(origin.of);
    default:
      return null;
  }
}

function replaceImport(origin: Origin, by: Origin): Origin {
  switch (origin.kind) {
    case 'import':
      return by;
    case 'member':
      return { ...origin, object: replaceImport(origin.object, by) };
    case 'call':
      return { ...origin, callee: replaceImport(origin.callee, by) };
    case 'instance':
      return { ...origin, of: replaceImport(origin.of, by) };
    default:
      return origin;
  }
}
