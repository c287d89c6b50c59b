import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingClass, isClass, isFunction, keyName, memberChain, stringValue, unwrap } from '../../ast/syntax.ts';
import { memo } from '../../core/memo.ts';
import { shippedFiles } from '../../project/test-files.ts';
import type { Project } from '../../project/types.ts';
import { pluginFunctions } from './plugins.ts';
import { parametersOf } from './evidence.ts';
import { routers } from './lookup.ts';
import { parameterKey, placeKey, routerAt } from './routers.ts';
import { FETCHERS, GIVEN, LISTENERS } from './servers.ts';
import type { HttpFramework, MiddlewareKind, Of } from './types.ts';

type Call = TSESTree.CallExpression;

/** Everything that is done with one application, from where it is made to where it listens, over all files. */
export interface Uses {
  /** Methods that are called on it, or on what they give. */
  readonly calls: readonly { readonly node: Call; readonly name: string | null; readonly file: SourceFile }[];
  /** Parameters it is handed over as, with the framework: what they register is the application's. */
  readonly keys: ReadonlyMap<string, HttpFramework>;
  /** What packages install when they are given the application. */
  readonly kinds: ReadonlySet<MiddlewareKind>;
  /** Plugins that are loaded from a folder and are no function of the project's own. */
  readonly loaded: readonly { readonly node: Node; readonly file: SourceFile }[];
  /** Whether it is seen to listen. */
  readonly listens: boolean;
  /** Whether no use was left that could install something. */
  readonly complete: boolean;
}

const MAX_USES = 600;
/** Nobody writes down a longer way to an application: it belongs to what makes more of its kind, as `clone()` does. */
const MAX_PATH = 12;
const QUIET_PARENTS: ReadonlySet<string> = new Set(['ExpressionStatement', 'TSTypeQuery', 'IfStatement', 'UnaryExpression', 'BinaryExpression', 'TSTypeReference']);
const SAME: ReadonlySet<string> = new Set(['AwaitExpression', 'TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion', 'ChainExpression', 'ConditionalExpression', 'LogicalExpression', 'SequenceExpression']);

const mentions: (project: Project) => Map<string, readonly string[]> = memo(() => new Map());

/** The files of a folder that may import a file of that name: a value with many names is looked for under each of them. */
function mentioning(project: Project, folder: string, stem: string): readonly string[] {
  const known = mentions(project);
  const key = `${folder}\0${stem}`;
  let found = known.get(key);
  if (found === undefined) known.set(key, (found = shippedFiles(project, folder).filter((path) => project.text(path)?.includes(stem))));
  return found;
}

/** What is done with the application that a call or construction makes. */
export function usesOf(file: SourceFile, creation: Node, made: Of<'app' | 'router'>, project: Project): Uses {
  const tracer = new Tracer(project, made.framework);
  tracer.value(file, creation, []);
  return tracer;
}

/**
 * Follows a value forwards. `path` says where in the traced value the application is: a property, `()` for what a call
 * of it gives, `new` for an instance of it.
 */
class Tracer implements Uses {
  readonly calls: { node: Call; name: string | null; file: SourceFile }[] = [];
  readonly keys = new Map<string, HttpFramework>();
  readonly kinds = new Set<MiddlewareKind>();
  readonly loaded: { node: Node; file: SourceFile }[] = [];
  listens = false;
  complete = true;
  readonly #project: Project;
  readonly #framework: HttpFramework;
  readonly #seen = new Set<string>();

  constructor(project: Project, framework: HttpFramework) {
    this.#project = project;
    this.#framework = framework;
  }

  value(file: SourceFile, node: Node, path: readonly string[]): void {
    const id = `${placeKey(file, node)} ${path.join('.')}`;
    if (this.#seen.has(id) || path.length > MAX_PATH) return;
    this.#seen.add(id);
    if (this.#seen.size > MAX_USES) {
      this.complete = false;
      return;
    }
    const parent = file.parent(node);
    if (!parent || QUIET_PARENTS.has(parent.type)) return;
    if (SAME.has(parent.type)) {
      if (parent.type !== 'ConditionalExpression' || parent.test !== node) this.value(file, parent, path);
      return;
    }
    switch (parent.type) {
      case 'VariableDeclarator':
        this.#pattern(file, parent.id, path);
        return;
      case 'AssignmentExpression':
        this.#assigned(file, parent, node, path);
        return;
      case 'PropertyDefinition':
        this.#field(file, parent, keyName(parent), path);
        return;
      case 'Property':
        if (parent.value === node && file.parent(parent)?.type === 'ObjectExpression') this.#property(file, parent, path);
        return;
      case 'ReturnStatement':
        this.#result(file, parent, path);
        return;
      case 'ArrowFunctionExpression':
        this.#made(file, parent, path);
        return;
      case 'ExportDefaultDeclaration':
      case 'TSExportAssignment':
        this.#exported(file, 'default', path);
        return;
      case 'ExportSpecifier':
        this.#exported(file, parent.exported.type === 'Identifier' ? parent.exported.name : parent.exported.value, path);
        return;
      case 'MemberExpression':
        if (parent.object === node) this.#member(file, parent, path);
        return;
      case 'CallExpression':
      case 'NewExpression':
        this.#call(file, parent, node, path);
        return;
      default:
        this.complete = false;
    }
  }

  #call(file: SourceFile, call: Call | TSESTree.NewExpression, node: Node, path: readonly string[]): void {
    const [first, ...rest] = path;
    if (call.callee !== node) this.#given(file, call, call.arguments.indexOf(node as TSESTree.Expression), path);
    else if (first === (call.type === 'NewExpression' ? 'new' : '()')) this.value(file, call, rest);
    // The application is called itself: a handler of another server.
    else if (path.length === 0) this.complete = false;
  }

  #pattern(file: SourceFile, pattern: Node, path: readonly string[]): void {
    const target = pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
    if (target.type === 'Identifier') this.#variable(file, target, path);
    else if (target.type === 'ObjectPattern') {
      const [key, ...rest] = path;
      for (const property of target.properties) {
        if (property.type === 'RestElement') this.complete = false;
        else if (keyName(property) === key) this.#pattern(file, property.value, rest);
        else if (key === undefined && this.#registers(keyName(property))) this.complete = false;
      }
    } else this.complete = false;
  }

  #variable(file: SourceFile, name: TSESTree.Identifier, path: readonly string[]): void {
    const declarator = file.parent(name);
    const around = declarator && file.parent(declarator);
    const statement = around?.type === 'VariableDeclaration' ? file.parent(around) : around;
    if (statement?.type === 'ExportNamedDeclaration') this.#exported(file, name.name, path);
    for (const reference of file.variableOf(name)?.references ?? []) {
      const identifier = reference.identifier as Node;
      if (identifier !== name && reference.isRead()) this.value(file, identifier, path);
    }
  }

  #assigned(file: SourceFile, assignment: TSESTree.AssignmentExpression, node: Node, path: readonly string[]): void {
    if (assignment.right !== node) return;
    this.value(file, assignment, path);
    const left = unwrap(assignment.left);
    if (left.type === 'Identifier') {
      for (const reference of file.variableOf(left)?.references ?? []) if (reference.isRead()) this.value(file, reference.identifier as Node, path);
      return;
    }
    if (left.type !== 'MemberExpression') return;
    const { root, path: names } = memberChain(left);
    if (root.type === 'ThisExpression' && names.length === 1) this.#field(file, left, names[0] ?? null, path);
    else if (root.type === 'Identifier' && root.name === 'module' && names[0] === 'exports' && names.length < 3) this.#exported(file, names[1] ?? 'default', path);
    else if (root.type === 'Identifier' && root.name === 'exports' && names.length === 1) this.#exported(file, names[0] ?? 'default', path);
    else this.complete = false;
  }

  /** A property of an object literal: `{ app }`, `{ fetch: app.fetch }`. */
  #property(file: SourceFile, property: TSESTree.Property, path: readonly string[]): void {
    const key = keyName(property);
    const object = file.parent(property);
    if (key === null || !object) this.complete = false;
    else this.value(file, object, [key, ...path]);
  }

  /** A field of a class: `this.name` inside, `instance.name` outside. */
  #field(file: SourceFile, at: Node, name: string | null, path: readonly string[]): void {
    const owner = enclosingClass(file, at);
    if (!owner || name === null) {
      this.complete = false;
      return;
    }
    for (const member of file.nodesIn(owner, 'MemberExpression')) {
      if (member.object.type === 'ThisExpression' && keyName(member) === name && enclosingClass(file, member) === owner) this.value(file, member, path);
    }
    // What a class has itself is no member of its instances: `static create() { return new Server(app) }`.
    this.#declared(file, owner, isStatic(file, at) ? [name, ...path] : ['new', name, ...path]);
  }

  #result(file: SourceFile, statement: Node, path: readonly string[]): void {
    for (let at = file.parent(statement); at; at = file.parent(at)) {
      if (!isFunction(at)) continue;
      this.#made(file, at, path);
      return;
    }
  }

  /** What a function gives. */
  #made(file: SourceFile, fn: FunctionNode, path: readonly string[]): void {
    const method = file.parent(fn);
    if (method?.type === 'MethodDefinition') this.#field(file, method, keyName(method), method.kind === 'get' ? path : ['()', ...path]);
    else this.#declared(file, fn, ['()', ...path]);
  }

  /** A function or class by its name, its exports, or the expression it is. */
  #declared(file: SourceFile, node: FunctionNode | TSESTree.ClassDeclaration | TSESTree.ClassExpression, path: readonly string[]): void {
    if (node.type !== 'FunctionDeclaration' && node.type !== 'ClassDeclaration') {
      this.value(file, node, path);
      return;
    }
    const parent = file.parent(node);
    if (parent?.type === 'ExportDefaultDeclaration') this.#exported(file, 'default', path);
    if (parent?.type === 'ExportNamedDeclaration' && node.id) this.#exported(file, node.id.name, path);
    if (node.id) this.#variable(file, node.id, path);
  }

  /** Follows what imports a name of a file. */
  #exported(file: SourceFile, name: string, path: readonly string[]): void {
    const folder = this.#project.packageOf(file)?.folder;
    const stem = /([^/]+?)(?:\/index)?\.[cm]?[jt]sx?$/u.exec(file.path)?.[1];
    if (folder === undefined || stem === undefined) {
      this.complete = false;
      return;
    }
    for (const other of mentioning(this.#project, folder, stem)) {
      const importer = other === file.path ? null : this.#project.file(other);
      if (importer) this.#imported(importer, file, name, path);
    }
  }

  #imported(importer: SourceFile, file: SourceFile, name: string, path: readonly string[]): void {
    const isTarget = (source: Node | null | undefined): boolean => {
      const from = source ? stringValue(source) : null;
      return from !== null && this.#project.resolve(importer, from) === file.path;
    };
    for (const declaration of importer.nodes('ImportDeclaration')) {
      if (!isTarget(declaration.source)) continue;
      for (const specifier of declaration.specifiers) {
        if (specifier.type === 'ImportNamespaceSpecifier') this.#variable(importer, specifier.local, [name, ...path]);
        else if ((specifier.type === 'ImportDefaultSpecifier' ? 'default' : specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value) === name) this.#variable(importer, specifier.local, path);
      }
    }
    for (const again of importer.nodes('ExportNamedDeclaration')) {
      if (!isTarget(again.source)) continue;
      for (const { local, exported } of again.specifiers) {
        if ((local.type === 'Identifier' ? local.name : local.value) === name) this.#exported(importer, exported.type === 'Identifier' ? exported.name : exported.value, path);
      }
    }
    for (const all of importer.nodes('ExportAllDeclaration')) if (isTarget(all.source)) this.#exported(importer, name, path);
    for (const call of importer.nodes('CallExpression')) {
      if (call.callee.type === 'Identifier' && call.callee.name === 'require' && isTarget(call.arguments[0])) this.value(importer, call, name === 'default' ? path : [name, ...path]);
    }
    for (const call of importer.nodes('ImportExpression')) if (isTarget(call.source)) this.value(importer, call, [name, ...path]);
  }

  /** The application, or what holds it, is an argument. */
  #given(file: SourceFile, call: Call | TSESTree.NewExpression, index: number, path: readonly string[]): void {
    const origin = this.#project.follow(originOf(file, call.callee));
    if (origin.kind === 'function') {
      this.#parameter(origin.file, origin.node, index, path);
      return;
    }
    if (origin.kind === 'class' && isClass(origin.node)) {
      const constructor = origin.node.body.body.find((m): m is TSESTree.MethodDefinition => m.type === 'MethodDefinition' && m.kind === 'constructor');
      if (constructor && isFunction(constructor.value)) this.#parameter(origin.file, constructor.value, index, path);
      return;
    }
    const symbol = this.#project.symbol(origin);
    const named = symbol === null ? null : call.type === 'NewExpression' ? `new ${symbol}` : symbol;
    if (named !== null && LISTENERS.has(named)) this.listens = true;
    else if (named !== null && this.#isKnown(named)) return;
    else this.complete = false;
  }

  /** Packages that are given an application and install nothing, or what they install. */
  #isKnown(symbol: string): boolean {
    const found = GIVEN.find(({ symbol: known }) => symbol === known || (known.endsWith('#') && symbol.replace(/^new /u, '').startsWith(known)));
    if (found?.installs) this.kinds.add(found.installs);
    return found !== undefined;
  }

  #parameter(file: SourceFile, fn: FunctionNode, index: number, path: readonly string[]): void {
    const parameter = parametersOf(fn)[index];
    if (!parameter) return;
    if (path.length === 0) this.keys.set(parameterKey(file, fn, index), this.#framework);
    if (parameter.type === 'TSParameterProperty') {
      const inner = parameter.parameter.type === 'AssignmentPattern' ? parameter.parameter.left : parameter.parameter;
      if (inner.type !== 'Identifier') return;
      this.#field(file, fn, inner.name, path);
      this.#pattern(file, inner, path);
    } else this.#pattern(file, parameter, path);
  }

  #member(file: SourceFile, member: TSESTree.MemberExpression, path: readonly string[]): void {
    const name = keyName(member);
    const [key, ...rest] = path;
    if (key !== undefined) {
      if (name === null) this.complete = false;
      else if (name === key) this.value(file, member, rest);
      return;
    }
    let around: Node | null = file.parent(member);
    let callee: Node = member;
    while (around && around.type !== 'CallExpression' && unwrap(around) === unwrap(callee) && around !== callee) {
      callee = around;
      around = file.parent(around);
    }
    if (around?.type === 'CallExpression' && around.callee === callee) this.#method(file, around, name);
    else if (name !== null && FETCHERS.has(name)) this.#served(file, member);
    else if (this.#registers(name)) this.complete = false;
  }

  #method(file: SourceFile, call: Call, name: string | null): void {
    if (name === 'listen') {
      this.listens = true;
      return;
    }
    if (name !== null && FETCHERS.has(name)) {
      this.#served(file, call);
      return;
    }
    this.calls.push({ node: call, name, file });
    const { mounts, views } = this.#framework;
    if (name !== null && mounts?.[name]?.plugin) this.#plugin(file, call);
    if (this.#registers(name) || (name !== null && views?.[name])) this.value(file, call, []);
  }

  /** `serve({ fetch: app.fetch })`, `createServer(app.callback())`: what answers requests is handed to a server. */
  #served(file: SourceFile, handler: Node): void {
    const parent = file.parent(handler);
    if (parent?.type === 'MemberExpression' || parent?.type === 'ExpressionStatement') return;
    const held = parent?.type === 'Property' ? file.parent(parent) : handler;
    const call = held && file.parent(held);
    if (call?.type === 'CallExpression' || call?.type === 'NewExpression') {
      const symbol = this.#project.symbol(originOf(file, call.callee));
      if (symbol !== null && LISTENERS.has(call.type === 'NewExpression' ? `new ${symbol}` : symbol)) {
        this.listens = true;
        return;
      }
    }
    this.complete = false;
  }

  /** A plugin is given the application as its first parameter. */
  #plugin(file: SourceFile, call: Call): void {
    const { functions, packaged, complete } = pluginFunctions(file, call, this.#framework, this.#project);
    if (!complete) this.complete = false;
    this.loaded.push(...packaged);
    for (const one of functions) this.#parameter(one.file, one.fn, 0, []);
  }

  #registers(name: string | null): boolean {
    const { routes, installers, mounts } = this.#framework;
    return name === null || Boolean(routes?.[name] ?? installers?.[name] ?? mounts?.[name]);
  }
}

/** Whether a place belongs to a class itself, and not to its instances. */
function isStatic(file: SourceFile, at: Node): boolean {
  for (let node: Node | null = at; node && !isClass(node); node = file.parent(node)) {
    if (node.type === 'StaticBlock') return true;
    if (node.type === 'MethodDefinition' || node.type === 'PropertyDefinition') return node.static;
  }
  return false;
}

/** The application or router that a call or construction makes, where it is one. */
export function creationOf(file: SourceFile, node: Node, project: Project): Of<'app' | 'router'> | null {
  const symbol = project.symbol(originOf(file, node));
  const found = symbol === null ? null : routers.get(symbol);
  return found && routerAt(file, node, project)?.key === placeKey(file, node) ? found : null;
}

