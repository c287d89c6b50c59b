import { basename } from 'node:path/posix';
import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, originOfTypeName, symbolOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { ClassNode, FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { annotationOf, isFunction, keyName, propertyOf, returnedExpressions, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import { any, calls, members, packages, words } from '../../core/gates.ts';
import { memo, perFile } from '../../core/memo.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { dataValuesOf } from '../sql/model.ts';
import type { DataValue } from '../sql/values.ts';
import { Environments } from './environments.ts';
import { DATABASE_OPTIONS, syncCalls, syncMethods, syncOptions } from './sync-libraries.ts';
import type { SyncOptions } from './sync-libraries.ts';

/** A place where an ORM is told to change the schema so that it looks like the models. */
export interface SchemaSync {
  readonly node: Node;
  /** `option`: a property turns it on. `default`: a property that turns it on as long as another does not turn it off. `elsewhere`: so do options of another file. `call`: it is called. */
  readonly kind: 'option' | 'default' | 'elsewhere' | 'call';
  /** As written: `synchronize`, `sequelize.sync`; of options elsewhere the file that holds them. */
  readonly name: string;
}

const SYNCHRONIZE = 'synchronize';
const MAY_TAKE_OPTIONS = /\bsynchronize\b|\bautoLoadModels\b|['"](?:typeorm|@nestjs\/typeorm|@nestjs\/sequelize)['"]/u;
const TAKES_OPTIONS = any(words('synchronize', 'autoLoadModels'), packages('typeorm', '@nestjs/typeorm', '@nestjs/sequelize'));
const MAY_CALL = /\.\s*(?:sync|synchronize)\s*\(|\bpush\w*Schema\b|\bgetSchemaGenerator\b|\bSchemaGenerator\b|\.schema\b/u;

const CALLS = any(calls(...Object.keys(syncMethods)), words(/^push\w*Schema$/u, 'getSchemaGenerator', 'SchemaGenerator'), members('schema'));
/** Passed by a file that may have an ORM change the schema. */
export const MAY_SYNC = any(TAKES_OPTIONS, CALLS);

/** What in the linted file changes the schema from models, somewhere but in tests. */
export const schemaSyncsOf = perFile((context): readonly SchemaSync[] => {
  const host = hostViewOf(context).file;
  const takes = mayTakeOptions(host);
  const isCalled = host.passes(CALLS) && MAY_CALL.test(host.text);
  if (!takes && !isCalled) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  return [...(takes ? optionSyncs(file, project) : []), ...(isCalled ? callSyncs(file, project) : [])].sort((a, b) => a.node.range[0] - b.node.range[0]);
});

function mayTakeOptions(file: SourceFile): boolean {
  return file.passes(TAKES_OPTIONS) && MAY_TAKE_OPTIONS.test(file.text);
}

function callSyncs(file: SourceFile, project: Project): readonly SchemaSync[] {
  const environments = new Environments(project);
  return file.nodes('CallExpression').flatMap((call): readonly SchemaSync[] => {
    if (!isSyncCall(file, call, project) || isOneOff(file, call) || !environments.runsOutsideTests(file, call)) return [];
    return [{ node: call.callee, kind: 'call', name: file.textOf(call.callee).replace(/\s+/gu, '') }];
  });
}

function isSyncCall(file: SourceFile, { callee: written }: TSESTree.CallExpression, project: Project): boolean {
  const callee = unwrap(written);
  const name = callee.type === 'MemberExpression' ? keyName(callee) : null;
  const method = name !== null && Object.hasOwn(syncMethods, name) ? syncMethods[name] : undefined;
  if (callee.type === 'MemberExpression' && method) {
    const value = valueAt(file, callee.object, project);
    if (value?.client.name === method.client && method.kinds.includes(value.kind)) return !isInMemory(project.follow(originOf(file, callee.object)), project);
  }
  if (callee.type !== 'MemberExpression' && callee.type !== 'Identifier') return false;
  const symbol = project.symbol(originOf(file, callee));
  return symbol !== null && syncCalls.some((known) => known.test(symbol));
}

/** What a library gave; also where it was put on an object that a file exports: `db.sequelize = sequelize`. */
function valueAt(file: SourceFile, node: Node, project: Project): DataValue | null {
  const values = dataValuesOf(project);
  const found = values.of(file, node);
  const member = unwrap(node);
  if (found || member.type !== 'MemberExpression') return found;
  const holder = project.follow(originOf(file, member.object));
  if (holder.kind !== 'value' || holder.node.type !== 'ObjectExpression') return null;
  const { file: at, node: object } = holder;
  const assigned = at.nodes('AssignmentExpression').find(({ left }) => {
    const target = unwrap(left);
    if (target.type !== 'MemberExpression' || keyName(target) !== keyName(member)) return false;
    const origin = originOf(at, target.object);
    return origin.kind === 'value' && origin.node === object;
  });
  return assigned ? values.of(at, assigned.right) : null;
}

/** Whether a client's database lasts no longer than the process, so that its schema has to be made at each start. */
function isInMemory(origin: Origin, project: Project): boolean {
  if (origin.kind === 'either') return origin.of.every((one) => isInMemory(one, project));
  if (origin.kind !== 'instance' || !origin.node) return false;
  const { file } = origin;
  return origin.node.arguments.some((argument) => isMemory(file, argument, project) || objectsAt(file, argument, project).some((options) => namesMemory(options, project)));
}

function namesMemory(options: Options, project: Project): boolean {
  return DATABASE_OPTIONS.some((name) => {
    const found = lookUp(options, name, project);
    return found !== 'absent' && found !== 'unknown' && isMemory(found.file, found.property.value, project);
  });
}

function isMemory(file: SourceFile, node: Node, project: Project): boolean {
  return project.constants(file, node)?.every((value) => typeof value === 'string' && value.includes(':memory:')) ?? false;
}

/** Whether a call is part of a script that ends the process when it is done. */
function isOneOff(file: SourceFile, call: Node): boolean {
  if (!/\bprocess\.exit\(\s*0?\s*\)/u.test(file.text) || /\.listen\s*\(/u.test(file.text)) return false;
  return file.nodes('CallExpression').some((exit) => {
    if (!/^process\.exit\(\s*0?\s*\)$/u.test(file.textOf(exit))) return false;
    const top = statementOf(file, exit);
    return top === statementOf(file, call) || (top.type === 'ExpressionStatement' && !file.textOf(top).startsWith('process.'));
  });
}

function statementOf(file: SourceFile, node: Node): Node {
  let at = node;
  for (let parent = file.parent(at); parent && parent.type !== 'Program'; parent = file.parent(at)) at = parent;
  return at;
}

/** An object literal that an ORM takes as options, and where the linted code hands it over. */
interface Options {
  readonly file: SourceFile;
  readonly node: TSESTree.ObjectExpression;
}
interface Given extends Options {
  readonly of: SyncOptions;
  readonly at: Node;
}
interface Found {
  readonly file: SourceFile;
  readonly property: TSESTree.Property;
}

function optionSyncs(file: SourceFile, project: Project): readonly SchemaSync[] {
  const found = new Map<Node, SchemaSync>();
  for (const given of givenIn(project).of(file)) {
    const sync = syncOf(given, project);
    if (!sync) continue;
    const { property, kind } = sync;
    if (sync.file === file) found.set(property, { node: property, kind, name: kind === 'default' ? (keyName(property) ?? '') : SYNCHRONIZE });
    else if (!givenIn(project).of(sync.file).some((own) => syncOf(own, project)?.property === property)) found.set(given.at, { node: given.at, kind: 'elsewhere', name: basename(sync.file.path) });
  }
  return [...found.values()];
}

/** The property by which options turn synchronizing on, somewhere but in tests. */
function syncOf({ of: { requires }, ...options }: Given, project: Project): (Found & { readonly kind: 'option' | 'default' }) | null {
  if (namesMemory(options, project)) return null;
  const environments = new Environments(project);
  const isOn = (found: ReturnType<typeof lookUp>): found is Found => found !== 'absent' && found !== 'unknown' && environments.holdsOutsideTests(found.file, found.property.value);
  const synchronize = lookUp(options, SYNCHRONIZE, project);
  if (requires === null) return isOn(synchronize) ? { ...synchronize, kind: 'option' } : null;
  const needed = lookUp(options, requires, project);
  if (!isOn(needed)) return null;
  if (synchronize === 'absent') return { ...needed, kind: 'default' };
  return isOn(synchronize) ? { ...synchronize, kind: 'option' } : null;
}

/** The last writing of an option, through spreads of objects that are written out. */
function lookUp({ file, node }: Options, name: string, project: Project): Found | 'absent' | 'unknown' {
  for (const property of node.properties.toReversed()) {
    if (property.type === 'Property') {
      if (keyName(property) === name) return { file, property };
      if (property.computed && keyName(property) === null) return 'unknown';
      continue;
    }
    const spread = objectsAt(file, property.argument, project);
    const [only] = spread;
    if (!only || spread.length > 1) return 'unknown';
    const found = lookUp(only, name, project);
    if (found !== 'absent') return found;
  }
  return 'absent';
}

/** The object literals an expression can be. */
function objectsAt(file: SourceFile, expression: Node, project: Project): readonly Options[] {
  const node = unwrapAwait(expression);
  if (node.type === 'ObjectExpression') return [{ file, node }];
  if (node.type === 'ArrayExpression') return node.elements.flatMap((element) => (element ? objectsAt(file, element, project) : []));
  return objectsOf(project.follow(originOf(file, node)));
}

function objectsOf(origin: Origin): readonly Options[] {
  if (origin.kind === 'either') return origin.of.flatMap(objectsOf);
  const node = origin.kind === 'value' ? unwrap(origin.node) : null;
  return origin.kind === 'value' && node?.type === 'ObjectExpression' ? [{ file: origin.file, node }] : [];
}

/** Options that the code of a file gives to an ORM. */
class GivenOptions {
  readonly #project: Project;
  readonly #known = new WeakMap<SourceFile, readonly Given[]>();

  constructor(project: Project) {
    this.#project = project;
  }

  of(file: SourceFile): readonly Given[] {
    let found = this.#known.get(file);
    if (!found) this.#known.set(file, (found = mayTakeOptions(file) ? [...this.#handed(file), ...this.#typed(file)] : []));
    return found;
  }

  /** By the call that takes them. */
  #handed(file: SourceFile): readonly Given[] {
    const project = this.#project;
    return [...file.nodes('NewExpression'), ...file.nodes('CallExpression')].flatMap((call): readonly Given[] => {
      const [argument] = call.arguments;
      if (!argument || argument.type === 'SpreadElement') return [];
      const callee = symbolOf(originOf(file, call.callee)) ?? project.symbol(originOf(file, call.callee));
      const symbol = call.type === 'NewExpression' ? `new ${callee ?? ''}` : callee;
      for (const of of syncOptions) {
        const place = of.places.find((one) => one.symbol === symbol);
        if (!place) continue;
        const objects = place.async ? this.#made(file, argument, of) : objectsAt(file, argument, project);
        return objects.map((options) => ({ ...options, of, at: argument }));
      }
      return [];
    });
  }

  /** `{ useFactory: () => ({ … }) }`, `{ useClass: Options }`. */
  #made(file: SourceFile, argument: Node, { factory }: SyncOptions): readonly Options[] {
    return objectsAt(file, argument, this.#project).flatMap((options) => {
      const [make, type] = [propertyOf(options.node, 'useFactory'), propertyOf(options.node, 'useClass')];
      const maker = make ? this.#project.follow(originOf(options.file, make.value)) : null;
      if (maker?.kind === 'function') return this.#returned(maker.file, maker.node);
      const owner = type ? this.#project.follow(originOf(options.file, type.value)) : null;
      return owner?.kind === 'class' && factory ? this.#ofMethod(owner.file, owner.node, factory.method) : [];
    });
  }

  #ofMethod(file: SourceFile, node: ClassNode, name: string): readonly Options[] {
    const method = node.body.body.find((member) => member.type === 'MethodDefinition' && keyName(member) === name);
    return method?.type === 'MethodDefinition' && isFunction(method.value) ? this.#returned(file, method.value) : [];
  }

  #returned(file: SourceFile, fn: FunctionNode): readonly Options[] {
    return returnedExpressions(file, fn).flatMap((returned) => objectsAt(file, returned, this.#project));
  }

  /** By a type: `const options: DataSourceOptions = { … }`, `{ … } satisfies DataSourceOptions`, a function or class that gives them. */
  #typed(file: SourceFile): readonly Given[] {
    if (!file.text.includes(SYNCHRONIZE) && !file.text.includes('autoLoadModels')) return [];
    const found: Given[] = [];
    const add = (of: SyncOptions | undefined, objects: readonly Options[]): void => {
      // what comes from another file is handed over elsewhere
      if (of) found.push(...objects.filter((options) => options.file === file).map((options) => ({ ...options, of, at: options.node })));
    };
    for (const node of file.nodes('VariableDeclarator')) if (node.init) add(this.#ofType(file, annotationOf(node.id)), objectsAt(file, node.init, this.#project));
    for (const node of [...file.nodes('TSAsExpression'), ...file.nodes('TSSatisfiesExpression')]) add(this.#ofType(file, node.typeAnnotation), objectsAt(file, node.expression, this.#project));
    for (const fn of [...file.nodes('FunctionDeclaration'), ...file.nodes('FunctionExpression'), ...file.nodes('ArrowFunctionExpression')]) {
      if (fn.returnType) add(this.#ofType(file, fn.returnType.typeAnnotation), this.#returned(file, fn));
    }
    for (const node of file.nodes('ClassDeclaration')) {
      const clauses: readonly TSESTree.TSClassImplements[] | undefined = node.implements;
      const types = (clauses ?? []).map(({ expression }) => symbolOf(originOf(file, expression)));
      for (const of of syncOptions) if (of.factory && types.includes(of.factory.type)) add(of, this.#ofMethod(file, node, of.factory.method));
    }
    return found;
  }

  #ofType(file: SourceFile, type: TSESTree.TypeNode | null): SyncOptions | undefined {
    const symbol = type ? symbolOf(originOfTypeName(file, type)) : null;
    // `typeorm/driver/postgres/PostgresConnectionOptions` has the types of `typeorm`
    const name = symbol?.replace(/^typeorm\/[^#]*#/u, 'typeorm#');
    return name === undefined ? undefined : syncOptions.find(({ types }) => types.includes(name));
  }
}

const givenIn: (project: Project) => GivenOptions = memo((project) => new GivenOptions(project));

/** Edits that turn synchronizing off. */
export function turnOff({ node, kind }: SchemaSync): { readonly range: readonly [number, number]; readonly text: string } | null {
  if (node.type !== 'Property' || (kind !== 'option' && kind !== 'default')) return null;
  if (kind === 'default') return { range: [node.range[1], node.range[1]], text: `, ${SYNCHRONIZE}: false` };
  return node.shorthand ? { range: node.range, text: `${SYNCHRONIZE}: false` } : { range: node.value.range, text: 'false' };
}
