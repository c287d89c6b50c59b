import type { TSESTree } from '@typescript-eslint/utils';
import { exportsOf } from '../../ast/exports.ts';
import { memberOf, originOf, symbolOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { ClassNode, FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { decoratorsOf, isFunction, keyName, propertyOf, stringValue, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { autoloadedBy } from './autoload.ts';
import { parametersOf, rolesOf, signatureOf, wrappedRoles } from './evidence.ts';
import { functionsBelow, functionsIn, functionsOfOrigin } from './functions.ts';
import type { FoundFunction } from './functions.ts';
import { CREATORS, FRAMEWORK_IMPORTS, SIGNATURE, callbacks, classMethods, controllers, frameworkNamed, guards, methodDecorators, parameterDecorators } from './lookup.ts';
import { isShared, joined, parameterKey, partOf, pathOf, placeKey, routerAt, textOf } from './routers.ts';
import type { Router } from './routers.ts';
import type { AddressPart, CallbackForm, ExportForm, HandlerKind, HttpFacts, HttpFramework, HttpMethod, InstallerForm, MethodCall, MiddlewareKind, MountForm, Of, ParameterRole, RequestPart, RouteForm } from './types.ts';

/** A handler of the file with what its parameters are. */
export interface LinkedHandler {
  readonly fn: FunctionNode;
  readonly framework: HttpFramework;
  readonly kind: HandlerKind;
  readonly roles: readonly ParameterRole[];
  /** Parameters that are request data themselves, by place: `@Body('name') name`. */
  readonly parts: ReadonlyMap<number, { readonly part: RequestPart; readonly path: readonly string[] }>;
}

/** A place where something runs before handlers: the node, and what it is where a decorator says so. */
export interface LinkedMiddleware {
  readonly node: Node;
  readonly file: SourceFile;
  readonly kind: MiddlewareKind | null;
}

export interface LinkedRoute {
  readonly node: Node;
  readonly file: SourceFile;
  readonly framework: HttpFramework;
  readonly key: string | null;
  readonly method: HttpMethod;
  readonly path: string | null;
  /** Path with the prefix of the view it is registered on. */
  readonly local: string | null;
  /** The same in the parts it is written in. */
  readonly parts: readonly AddressPart[];
  /** Versions its controller or itself is limited to; null when none is written. */
  readonly versions: readonly string[] | null;
  readonly middlewares: readonly LinkedMiddleware[];
  readonly handlers: readonly FoundFunction[];
}

export interface LinkedInstall {
  readonly node: Node;
  readonly file: SourceFile;
  readonly key: string | null;
  /** Only below this path; empty for everything, null when unknown. */
  readonly path: string | null;
  readonly middlewares: readonly LinkedMiddleware[];
}

/** A router handed to another: the places of what is mounted. */
export interface LinkedMount {
  readonly node: Node;
  readonly file: SourceFile;
  readonly framework: HttpFramework;
  readonly parent: string;
  readonly prefix: string | null;
  /** The same in the parts it is written in. */
  readonly parts: readonly AddressPart[];
  readonly middlewares: readonly LinkedMiddleware[];
  /** The plugin adds to the router itself, as one of `fastify-plugin` does. */
  readonly shares?: boolean;
  /** The options of the plugin around it are handed on, a prefix among them. */
  readonly inherits?: boolean;
  readonly children: readonly { readonly node: Node; readonly key: string; readonly file: SourceFile }[];
}

export interface LinkedFile {
  readonly file: SourceFile;
  readonly handlers: ReadonlyMap<FunctionNode, LinkedHandler>;
  readonly routes: readonly LinkedRoute[];
  readonly installs: readonly LinkedInstall[];
  readonly mounts: readonly LinkedMount[];
  /** Prefixes set by a statement of their own: `router.prefix('/x')`. */
  readonly prefixes: ReadonlyMap<string, AddressPart>;
  /** Routers something is registered on here, by key. */
  readonly routers: ReadonlyMap<string, Router>;
  /** Keys of parameters that may be routers, with calls that only the framework of it would explain. */
  readonly pending: ReadonlySet<string>;
}

export type FrameworkOf = (key: string) => HttpFramework | null;

/** What the facts of a file are, with imports followed. `frameworkOf` knows parameters that the application hands a router to. */
export function link(file: SourceFile, facts: HttpFacts, project: Project, frameworkOf: FrameworkOf = () => null): LinkedFile {
  const linker = new Linker(file, project, frameworkOf);
  linker.run(facts);
  return linker;
}

/** What a route needs to know of the router it is registered on. */
type Registered = Pick<Router, 'framework' | 'key' | 'prefix' | 'parts' | 'fixed'>;

const NO_PARTS: LinkedHandler['parts'] = new Map();
const METHODS_BY_NAME: Readonly<Record<string, HttpMethod>> = { get: 'GET', head: 'HEAD', post: 'POST', put: 'PUT', patch: 'PATCH', delete: 'DELETE', del: 'DELETE', options: 'OPTIONS', all: 'ALL' };
const PROCEDURE_ENDS = new Set(['query', 'mutation', 'subscription']);

interface DecoratorFact {
  readonly node: Node;
  readonly symbol: string | null;
  readonly arguments: readonly Node[];
}

class Linker implements LinkedFile {
  readonly file: SourceFile;
  readonly handlers = new Map<FunctionNode, LinkedHandler>();
  readonly routes: LinkedRoute[] = [];
  readonly installs: LinkedInstall[] = [];
  readonly mounts: LinkedMount[] = [];
  readonly prefixes = new Map<string, AddressPart>();
  readonly routers = new Map<string, Router>();
  readonly pending = new Set<string>();
  readonly #project: Project;
  readonly #frameworkOf: FrameworkOf;

  constructor(file: SourceFile, project: Project, frameworkOf: FrameworkOf) {
    this.file = file;
    this.#project = project;
    this.#frameworkOf = frameworkOf;
  }

  run(facts: HttpFacts): void {
    for (const call of facts.calls) this.#call(call);
    for (const node of facts.classes) this.#class(node);
    for (const node of facts.callbacks) this.#callback(node);
    for (const form of facts.exports) this.#exports(form);
    for (const fn of facts.actions) this.#own(fn, frameworkNamed('next'), 'action', parametersOf(fn).map(() => 'input'));
    const graphql = frameworkNamed('graphql');
    for (const node of facts.resolvers) this.#note(functionsIn(this.file, node, this.#project), graphql, 'resolver', rolesOf(graphql, 'resolver'));
    for (const { fn, framework, kind, parameters } of facts.signatures) this.#own(fn, framework, kind, parameters);
    if (this.routers.size > 0 || CREATORS.test(this.file.text)) this.#handedOver();
  }

  /** Notes a handler of this file; the first to say so is right. */
  #own(fn: FunctionNode, framework: HttpFramework, kind: HandlerKind, roles: readonly ParameterRole[], parts: LinkedHandler['parts'] = NO_PARTS): void {
    if (!this.handlers.has(fn)) this.handlers.set(fn, { fn, framework, kind, roles, parts });
  }

  #note(found: readonly FoundFunction[], framework: HttpFramework, kind: HandlerKind, roles: readonly ParameterRole[]): void {
    for (const { fn, file } of found) {
      if (file !== this.file) continue;
      const parent = file.parent(fn);
      this.#own(fn, framework, kind, parent?.type === 'CallExpression' && parent.callee !== fn ? wrappedRoles(file, fn, roles) : roles);
    }
  }

  #call(call: MethodCall): void {
    const { node, name, receiver } = call;
    let router = routerAt(this.file, receiver, this.#project);
    if (router && !router.certain && router.key !== null) {
      const framework = this.#frameworkOf(router.key);
      if (framework) router = { ...router, framework, certain: true };
    }
    if (!router?.certain) {
      this.#guess(call, router?.key ?? null);
      return;
    }
    const { framework } = router;
    if (router.key !== null) this.routers.set(router.key, router);
    if (name === null) {
      this.#route(node, router, { method: 'ALL' });
      return;
    }
    if (framework.prefixMethod === name) {
      const [path] = node.arguments;
      if (router.key !== null && path) this.prefixes.set(router.key, this.#part(path));
      return;
    }
    const mount = framework.mounts?.[name];
    if (mount && this.#mountEach(node, router)) return;
    if (mount && this.#mount(node, router, mount)) return;
    const route = framework.routes?.[name];
    if (route) this.#route(node, router, route);
    const installer = framework.installers?.[name];
    if (installer && !route) this.#install(node, router, installer);
  }

  // Routes

  #route(node: TSESTree.CallExpression, router: Router, form: RouteForm): void {
    if (form.object) {
      this.#routeObject(node, router, form, form.object);
      return;
    }
    const { paths, rest } = this.#pathAndRest(node, router, form);
    const items = this.#flat(rest);
    const last = items.at(-1);
    if (!last) return;
    const { framework } = router;
    const kind = form.kind ?? 'route';
    const middlewares = framework.name === 'trpc' ? this.#procedureMiddlewares(this.file, node) : [];
    let handler: { readonly node: Node; readonly file: SourceFile } | null = last;
    for (const item of items) {
      const options = framework.options ? this.#objectIn(item.file, item.node) : null;
      if (options) {
        middlewares.push(...this.#optionMiddlewares(framework, options));
        if (item === last) {
          const inside = propertyOf(options.node, 'handler');
          handler = inside ? { node: inside.value, file: options.file } : null;
        }
      } else if (item !== last) middlewares.push({ ...item, kind: null });
    }
    if (!handler) return;
    const handlers = functionsIn(handler.file, handler.node, this.#project);
    // `app.get('setting')`, `pool.query(text)`: a last argument that is certainly no function.
    if (handlers.length === 0 && !mayBeFunction(handler.node)) return;
    this.#note(handlers, framework, kind, rolesOf(framework, kind));
    this.#noteMiddlewares(middlewares, framework);
    const methods = this.#methods(node, form);
    for (const method of methods) {
      for (const path of paths) this.#addRoute(node, router, method, path, middlewares, handlers);
    }
    // `router.all('*', requireUser)` runs before the routes after it.
    const [only] = paths;
    if (form.method === 'ALL' && paths.length === 1 && only !== undefined && handlers.some(({ fn, file }) => signatureOf(file, fn)?.kind === 'middleware')) {
      this.installs.push({ node, file: this.file, key: router.key, path: joined(router.prefix, only.text), middlewares: items.map((item) => ({ ...item, kind: null })) });
    }
  }

  #routeObject(node: TSESTree.CallExpression, router: Router, form: RouteForm, keys: NonNullable<RouteForm['object']>): void {
    const argument = node.arguments[keys.at];
    if (!argument) return;
    const { framework } = router;
    const definition = this.#objectIn(this.file, argument);
    const written = keys.handler === null ? (node.arguments[keys.at + 1] ?? null) : null;
    const property = definition && keys.handler !== null ? propertyOf(definition.node, keys.handler) : null;
    const handler = written ? { node: written, file: this.file } : property && definition ? { node: property.value, file: definition.file } : null;
    if (!handler) return;
    const kind = form.kind ?? 'route';
    const handlers = functionsIn(handler.file, handler.node, this.#project);
    const middlewares = definition ? this.#optionMiddlewares(framework, definition) : [];
    this.#note(handlers, framework, kind, rolesOf(framework, kind));
    this.#noteMiddlewares(middlewares, framework);
    const path = definition ? keys.path.map((key) => propertyOf(definition.node, key)).find((p) => p !== null) : null;
    const text = path && definition ? partOf(this.#project, definition.file, path.value) : this.#unsaid(null);
    const method = definition ? propertyOf(definition.node, keys.method) : null;
    for (const one of method && definition ? this.#methodsOf(definition.file, method.value) : ['ALL' as const]) this.#addRoute(node, router, one, text, middlewares, handlers);
  }

  #addRoute(node: Node, router: Registered, method: HttpMethod, path: AddressPart, middlewares: readonly LinkedMiddleware[], handlers: readonly FoundFunction[]): void {
    this.routes.push({ node, file: this.file, framework: router.framework, key: router.key, method, path: router.fixed ? (joined(router.prefix, path.text) ?? router.prefix) : path.text, local: joined(router.prefix, path.text), parts: [...router.parts, path], versions: null, middlewares, handlers });
  }

  #pathAndRest(node: TSESTree.CallExpression, router: Router, form: RouteForm): { readonly paths: readonly AddressPart[]; readonly rest: readonly Node[] } {
    const args = node.arguments;
    if (form.path === null) return { paths: [this.#unsaid(router.framework.name === 'trpc' ? this.#propertyAround(node) : '')], rest: args };
    const at = form.path ?? 0;
    const first = args[at];
    if (router.fixed) return { paths: [this.#unsaid('')], rest: args.slice(at) };
    if (!first || args.length === at + 1 || isFunction(unwrap(first))) return { paths: [this.#unsaid(null)], rest: args.slice(at) };
    const second = args[at + 1];
    if (form.named && second && args.length > at + 2 && stringValue(first) !== null && this.#isPath(second)) return { paths: this.#parts(second), rest: args.slice(at + 2) };
    return { paths: this.#parts(first), rest: args.slice(at + 1) };
  }

  /** The key a procedure stands under in its router. */
  #propertyAround(node: Node): string | null {
    const parent = this.file.parent(node);
    return parent?.type === 'Property' && parent.value === node ? keyName(parent) : null;
  }

  #parts(node: Node): readonly AddressPart[] {
    const inner = unwrap(node);
    if (inner.type === 'ArrayExpression') return inner.elements.map((e) => (e ? this.#part(e) : this.#unsaid(null)));
    const origin = inner.type === 'Identifier' || inner.type === 'MemberExpression' ? this.#project.follow(originOf(this.file, inner)) : null;
    // A list with a name: `const PATHS = ['/a', '/b']`.
    const list = origin?.kind === 'value' ? unwrap(origin.node) : null;
    if (list?.type === 'ArrayExpression' && origin?.kind === 'value') return list.elements.map((e) => (e && e.type !== 'SpreadElement' ? partOf(this.#project, origin.file, e) : this.#unsaid(null)));
    return [this.#part(inner)];
  }

  #part(node: Node): AddressPart {
    return node.type === 'SpreadElement' ? this.#unsaid(null) : partOf(this.#project, this.file, node);
  }

  /** A path that no expression says. */
  #unsaid(text: string | null): AddressPart {
    return { text, node: null, file: this.file };
  }

  #isPath(node: Node): boolean {
    const inner = unwrap(node);
    if (inner.type === 'ArrayExpression') return inner.elements.every((e) => e !== null && e.type !== 'SpreadElement' && this.#isPath(e));
    if (inner.type === 'Literal') return typeof inner.value === 'string' || 'regex' in inner;
    if (inner.type === 'TemplateLiteral' || inner.type === 'BinaryExpression') return true;
    return (inner.type === 'Identifier' || inner.type === 'MemberExpression') && textOf(this.#project, this.file, inner) !== null;
  }

  /** Whether the first of several arguments of `use` is a path, or something that may be one: no function, router or package. */
  #mayBePath(node: Node): boolean {
    if (this.#isPath(node)) return true;
    const inner = unwrap(node);
    if (inner.type !== 'Identifier' && inner.type !== 'MemberExpression') return false;
    const symbol = this.#project.symbol(originOf(this.file, inner));
    if (symbol !== null && !symbol.startsWith('global#')) return false;
    const origin = this.#project.follow(originOf(this.file, inner));
    return ['parameter', 'member', 'unknown', 'global'].includes(origin.kind) && functionsIn(this.file, inner, this.#project).length === 0 && !routerAt(this.file, inner, this.#project)?.certain;
  }

  #methods(node: TSESTree.CallExpression, form: RouteForm): readonly HttpMethod[] {
    const argument = form.methodArgument === undefined ? null : node.arguments[form.methodArgument];
    return argument ? this.#methodsOf(this.file, argument) : [form.method];
  }

  #methodsOf(file: SourceFile, node: Node): readonly HttpMethod[] {
    const inner = unwrap(node);
    const values = inner.type === 'ArrayExpression' ? inner.elements.map((e) => (e && e.type !== 'SpreadElement' ? textOf(this.#project, file, e) : null)) : [textOf(this.#project, file, inner)];
    return values.map((v) => METHODS_BY_NAME[v?.toLowerCase() ?? ''] ?? 'ALL');
  }

  /** Arguments with lists and spreads taken apart, also lists with a name. */
  #flat(nodes: readonly Node[]): { readonly node: Node; readonly file: SourceFile }[] {
    return nodes.flatMap((node) => this.#flatOne(this.file, node, 0));
  }

  #flatOne(file: SourceFile, node: Node, depth: number): { readonly node: Node; readonly file: SourceFile }[] {
    const inner = node.type === 'SpreadElement' ? unwrap(node.argument) : unwrap(node);
    if (depth > 4) return [{ node: inner, file }];
    if (inner.type === 'ArrayExpression') return inner.elements.flatMap((e) => (e ? this.#flatOne(file, e, depth + 1) : []));
    if (inner.type === 'Identifier' || inner.type === 'MemberExpression') {
      const origin = this.#project.follow(originOf(file, inner));
      if (origin.kind === 'value' && origin.node.type === 'ArrayExpression') return this.#flatOne(origin.file, origin.node, depth + 1);
    }
    return [{ node: inner, file }];
  }

  /** The object literal an expression is, or the one a definition call is given. */
  #objectIn(file: SourceFile, node: Node): { readonly node: TSESTree.ObjectExpression; readonly file: SourceFile } | null {
    const inner = unwrap(node);
    if (inner.type === 'ObjectExpression') return { node: inner, file };
    if (inner.type === 'CallExpression') return this.#firstObject(file, inner);
    if (inner.type !== 'Identifier' && inner.type !== 'MemberExpression') return null;
    const origin = this.#project.follow(originOf(file, inner));
    if (origin.kind === 'value' && origin.node.type === 'ObjectExpression') return { node: origin.node, file: origin.file };
    return origin.kind === 'call' && origin.node.type === 'CallExpression' ? this.#firstObject(origin.file, origin.node) : null;
  }

  #firstObject(file: SourceFile, call: TSESTree.CallExpression): { readonly node: TSESTree.ObjectExpression; readonly file: SourceFile } | null {
    const symbol = symbolOf(originOf(file, call.callee));
    const [first] = call.arguments;
    return symbol?.endsWith('#createRoute') && first?.type === 'ObjectExpression' ? { node: first, file } : null;
  }

  #optionMiddlewares(framework: HttpFramework, options: { readonly node: TSESTree.ObjectExpression; readonly file: SourceFile }): LinkedMiddleware[] {
    const found: LinkedMiddleware[] = [];
    for (const key of framework.options?.middlewares ?? []) {
      const property = propertyOf(options.node, key);
      if (property) found.push(...this.#flatOne(options.file, property.value, 0).map((item) => ({ ...item, kind: null })));
    }
    const schema = framework.options && propertyOf(options.node, framework.options.schema);
    if (schema) found.push({ node: schema.value, file: options.file, kind: 'validation' });
    return found;
  }

  #noteMiddlewares(middlewares: readonly LinkedMiddleware[], framework: HttpFramework): void {
    for (const { node, file } of middlewares) {
      if (file === this.file) this.#noteMiddleware(node, framework, 'middleware', null);
    }
  }

  #noteMiddleware(node: Node, framework: HttpFramework, kind: HandlerKind, roles: readonly ParameterRole[] | null): void {
    const error = framework.parameters?.error;
    for (const found of functionsIn(this.file, node, this.#project)) {
      if (found.file !== this.file) continue;
      const asError = kind === 'middleware' && roles === null && error?.length === 4 && parametersOf(found.fn).length === 4;
      const is = asError ? 'error' : kind;
      this.#note([found], framework, is, asError || !roles ? rolesOf(framework, is) : roles);
    }
  }

  /** What runs before a procedure: each `use` on the way from the root procedure, also in other files. */
  #procedureMiddlewares(file: SourceFile, node: Node, depth = 0): LinkedMiddleware[] {
    const inner = unwrap(node);
    if (depth > 30) return [];
    if (inner.type === 'CallExpression') {
      const callee = unwrap(inner.callee);
      if (callee.type !== 'MemberExpression') return [];
      const before = this.#procedureMiddlewares(file, callee.object, depth + 1);
      return keyName(callee) === 'use' ? [...before, ...inner.arguments.map((a) => ({ node: a, file, kind: null }))] : before;
    }
    if (inner.type !== 'Identifier' && inner.type !== 'MemberExpression') return [];
    const origin = this.#project.follow(originOf(file, inner));
    return origin.kind === 'call' ? this.#procedureMiddlewares(origin.file, origin.node, depth + 1) : [];
  }

  // Middlewares and mounts

  #install(node: TSESTree.CallExpression, router: Router, form: InstallerForm): void {
    const { framework } = router;
    const [first] = node.arguments;
    if (form.names && !form.names.includes(stringValue(first) ?? '')) return;
    const limited = form.path !== undefined && first !== undefined && node.arguments.length > 1 && this.#isPath(first);
    const items = this.#flat(node.arguments.slice(limited ? 1 : form.handlers));
    for (const item of items) if (item.file === this.file) this.#noteMiddleware(item.node, framework, form.kind, hookRoles(stringValue(first)) ?? form.parameters ?? null);
    if (framework.name === 'trpc') return;
    const path = limited && first ? (this.#parts(first)[0]?.text ?? null) : '';
    this.installs.push({ node, file: this.file, key: router.key, path: joined(router.prefix, path), middlewares: items.map((item) => ({ ...item, kind: form.is ?? null })) });
  }

  #mount(node: TSESTree.CallExpression, router: Router, form: MountForm): boolean {
    const [first] = node.arguments;
    if (first && router.framework.autoload?.includes(symbolOf(originOf(this.file, first)) ?? '') && this.#autoload(node, router)) return true;
    const limited = form.path !== null && first !== undefined && node.arguments.length > 1 && (form.router > 0 || this.#mayBePath(first));
    const children: { node: Node; key: string; file: SourceFile }[] = [];
    const middlewares: LinkedMiddleware[] = [];
    const items = form.plugin ? (first ? [{ node: first as Node, file: this.file }] : []) : this.#flat(node.arguments.slice(limited ? Math.max(1, form.router) : form.router));
    for (const item of items) {
      const child = form.plugin ? this.#pluginKey(item.node, router.framework) : this.#routerKey(item.file, item.node);
      if (child) children.push({ node: item.node, ...child });
      else middlewares.push({ ...item, kind: null });
    }
    if (form.plugin && children.length === 0) {
      this.installs.push({ node, file: this.file, key: router.key, path: router.prefix, middlewares });
      return true;
    }
    if (children.length === 0 || router.key === null) return false;
    const own = limited && first ? (form.path === 0 ? this.#parts(first) : [this.#unsaid(null)]) : [this.#unsaid('')];
    const inherits = form.options !== undefined && this.#handsOn(node.arguments[form.options.at]);
    const parts = inherits ? [this.#unsaid('')] : form.options ? [this.#optionPart(node, form.options)] : own;
    const shares = form.plugin === true && items.some((item) => functionsIn(item.file, item.node, this.#project).some((found) => isShared(found.file, found.fn, router.framework)));
    for (const part of parts) this.#addMount(node, router, part, children, { middlewares, inherits, shares });
    this.#noteMiddlewares(middlewares, router.framework);
    return true;
  }

  #addMount(node: Node, router: Pick<Router, 'framework' | 'key' | 'prefix' | 'parts'>, part: AddressPart, children: LinkedMount['children'], more: Partial<Pick<LinkedMount, 'middlewares' | 'inherits' | 'shares'>> = {}): void {
    if (router.key === null) return;
    this.mounts.push({ node, file: this.file, framework: router.framework, parent: router.key, prefix: joined(router.prefix, part.text), parts: [...router.parts, part], middlewares: [], ...more, children });
  }

  /** Whether options are those of the plugin around, handed on: `register(x, { ...opts })` inside `(app, opts) => …`. */
  #handsOn(options: Node | undefined): boolean {
    const inner = options && unwrap(options);
    const [only, ...others] = inner?.type === 'ObjectExpression' ? inner.properties : [];
    const handed = inner?.type === 'Identifier' ? inner : only?.type === 'SpreadElement' && others.length === 0 ? only.argument : null;
    const [definition] = (handed?.type === 'Identifier' && this.file.variableOf(handed)?.defs) || [];
    const around = definition?.node as Node | undefined;
    return around !== undefined && isFunction(around) && around.params[1] === definition?.name;
  }

  /** `register(autoload, { dir: join(__dirname, 'routes'), options: { prefix: '/api' } })`. */
  #autoload(node: TSESTree.CallExpression, router: Router): boolean {
    const second = node.arguments[1];
    const options = second && this.#objectIn(this.file, second);
    const found = options && options.file === this.file ? autoloadedBy(this.file, options.node, this.#project) : null;
    if (!options || !found) return false;
    const given = propertyOf(options.node, 'options');
    const inherits = this.#handsOn(given?.value);
    const object = given && this.#objectIn(this.file, given.value);
    const written = object && propertyOf(object.node, 'prefix');
    const isOpen = given !== null && !inherits && (!object || object.node.properties.some((p) => p.type === 'SpreadElement'));
    const part = written ? this.#part(written.value) : this.#unsaid(isOpen ? null : '');
    const base = { ...router, prefix: joined(router.prefix, part.text), parts: [...router.parts, part] };
    for (const { file, plugin, prefix, hooks } of found) {
      let parent: Pick<Router, 'framework' | 'key' | 'prefix' | 'parts'> = base;
      for (const hook of hooks) {
        const child = this.#pluginAt(hook.plugin, router.framework);
        if (!child) continue;
        this.#addMount(node, parent, this.#unsaid(''), [{ node, ...child }], { inherits });
        parent = { framework: router.framework, key: child.key, prefix: '', parts: [] };
      }
      const child = this.#pluginAt(plugin, router.framework);
      if (child) this.#addMount(node, parent, { text: prefix, node: null, file }, [{ node, ...child }], { inherits, shares: child.shares });
      else this.installs.push({ node, file: this.file, key: router.key, path: base.prefix, middlewares: this.#packagePlugin(file) });
    }
    return true;
  }

  /** A package's plugin that a file only hands on: `export default helmet`. */
  #packagePlugin(file: SourceFile): readonly LinkedMiddleware[] {
    return file.nodes('ExportDefaultDeclaration').map(({ declaration }) => ({ node: declaration, file, kind: null }));
  }

  #pluginAt(origin: Origin, framework: HttpFramework): { readonly key: string; readonly file: SourceFile; readonly shares: boolean } | null {
    const [plugin] = functionsOfOrigin(origin, this.#project);
    return plugin ? { key: parameterKey(plugin.file, plugin.fn, 0), file: plugin.file, shares: isShared(plugin.file, plugin.fn, framework) } : null;
  }

  /** `routes.forEach(({ path, router }) => app.use(path, router))` over a list that is written out. */
  #mountEach(node: TSESTree.CallExpression, router: Router): boolean {
    const [first, second] = node.arguments;
    if (!first || !second || router.key === null) return false;
    const path = elementPath(originOf(this.file, first));
    const child = elementPath(originOf(this.file, second));
    if (!path || !child || path.fn !== child.fn) return false;
    const call = this.file.parent(child.fn);
    const callee = call?.type === 'CallExpression' ? unwrap(call.callee) : null;
    if (callee?.type !== 'MemberExpression' || !['forEach', 'map'].includes(keyName(callee) ?? '')) return false;
    const list = this.#project.follow(originOf(this.file, callee.object));
    if (list.kind !== 'value' || list.node.type !== 'ArrayExpression') return false;
    for (const element of list.node.elements) {
      if (element?.type !== 'ObjectExpression') continue;
      const prefix = propertyOf(element, path.key);
      const mounted = propertyOf(element, child.key);
      const target = mounted && this.#routerKey(list.file, mounted.value);
      if (!prefix || !target) continue;
      this.#addMount(node, router, partOf(this.#project, list.file, prefix.value), [{ node: mounted.value, ...target }]);
    }
    return true;
  }

  #optionPart(node: TSESTree.CallExpression, options: NonNullable<MountForm['options']>): AddressPart {
    const argument = node.arguments[options.at];
    if (!argument) return this.#unsaid('');
    const object = this.#objectIn(this.file, argument);
    if (!object) return this.#unsaid(null);
    const property = propertyOf(object.node, options.prefix);
    if (property) return partOf(this.#project, object.file, property.value);
    return this.#unsaid(object.node.properties.some((p) => p.type === 'SpreadElement') ? null : '');
  }

  #routerKey(file: SourceFile, node: Node): { readonly key: string; readonly file: SourceFile } | null {
    const router = routerAt(file, node, this.#project);
    if (router?.key && (router.certain || node.type === 'Identifier')) return router.certain ? { key: router.key, file } : null;
    const inner = unwrap(node);
    // `register(express.Router())` of the project's own gives back what it was given.
    if (inner.type !== 'CallExpression' || this.#project.follow(originOf(file, inner.callee)).kind !== 'function') return null;
    for (const argument of inner.arguments) {
      const given = argument.type === 'SpreadElement' ? null : routerAt(file, argument, this.#project);
      if (given?.certain && given.key !== null) return { key: given.key, file };
    }
    return null;
  }

  #pluginKey(node: Node, framework: HttpFramework): { readonly key: string; readonly file: SourceFile } | null {
    const inner = unwrap(node);
    const origin = inner.type === 'ImportExpression' ? this.#project.follow(memberOf(originOf(this.file, inner), 'default')) : null;
    const found = origin ? functionsOfOrigin(origin, this.#project) : functionsIn(this.file, inner, this.#project);
    const [plugin] = found;
    if (!plugin) return null;
    const key = parameterKey(plugin.file, plugin.fn, 0);
    if (plugin.file === this.file) this.routers.set(key, { framework, role: 'router', key, prefix: '', parts: [], fixed: false, certain: true });
    return { key, file: plugin.file };
  }

  /** Calls of the project's own functions that are given a router: `registerRoutes(app)`. */
  #handedOver(): void {
    for (const node of this.file.nodes('CallExpression')) {
      for (const [index, argument] of node.arguments.entries()) {
        if (argument.type !== 'Identifier' && argument.type !== 'CallExpression' && argument.type !== 'MemberExpression') continue;
        const router = routerAt(this.file, argument, this.#project);
        if (!router?.certain || router.key === null) continue;
        const callee = this.#project.follow(originOf(this.file, node.callee));
        const fn = callee.kind === 'function' ? callee : this.#defaultFunction(callee);
        if (!fn) continue;
        this.routers.set(router.key, router);
        this.#addMount(node, router, this.#unsaid(''), [{ node: argument, key: parameterKey(fn.file, fn.node, index), file: fn.file }]);
      }
    }
  }

  #defaultFunction(origin: Origin): (Origin & { kind: 'function' }) | null {
    if (origin.kind !== 'import' || origin.name !== '*') return null;
    const whole = this.#project.follow(memberOf(origin, 'default'));
    return whole.kind === 'function' ? whole : null;
  }

  // What only its shape tells

  #guess(call: MethodCall, key: string | null): void {
    const { node, name } = call;
    if (name === null) return;
    if (PROCEDURE_ENDS.has(name)) {
      this.#guessProcedure(node);
      return;
    }
    const router: Registered = { framework: SIGNATURE, key, prefix: '', parts: [], fixed: false };
    const [first] = node.arguments;
    if (name === 'route') {
      this.#guessObject(node, router);
      return;
    }
    if (name === 'use') {
      for (const item of this.#flat(node.arguments)) {
        const found = functionsIn(item.file, item.node, this.#project).filter(({ fn, file }) => signatureOf(file, fn) !== null);
        if (found.length > 0) this.installs.push({ node, file: this.file, key, path: '', middlewares: [{ ...item, kind: null }] });
      }
      return;
    }
    const form = SIGNATURE.routes?.[name];
    if (!form || !first || node.arguments.length < 2 || !this.#isRoutePath(first)) return;
    const items = this.#flat(node.arguments.slice(1));
    const last = items.at(-1);
    if (!last || !mayBeFunction(last.node)) return;
    const all = functionsIn(last.file, last.node, this.#project);
    const handlers = all.filter(({ fn, file }) => signatureOf(file, fn) !== null);
    if (handlers.length === 0) {
      if (key !== null && all.length > 0) this.pending.add(key);
      return;
    }
    const middlewares = items.slice(0, -1).map((item) => ({ ...item, kind: null }));
    for (const path of this.#parts(first)) this.#addRoute(node, router, form.method, path, middlewares, handlers);
  }

  #guessObject(node: TSESTree.CallExpression, router: Registered): void {
    const [first] = node.arguments;
    if (first?.type !== 'ObjectExpression') return;
    const handler = propertyOf(first, 'handler');
    const method = propertyOf(first, 'method');
    const path = propertyOf(first, 'path') ?? propertyOf(first, 'url');
    if (!handler || !method || !path) return;
    const handlers = functionsIn(this.file, handler.value, this.#project).filter(({ fn, file }) => signatureOf(file, fn) !== null);
    if (handlers.length === 0) {
      if (router.key !== null) this.pending.add(router.key);
      return;
    }
    const middlewares = this.#optionMiddlewares(SIGNATURE, { node: first, file: this.file });
    for (const one of this.#methodsOf(this.file, method.value)) this.#addRoute(node, router, one, partOf(this.#project, this.file, path.value), middlewares, handlers);
  }

  /** `x.input(schema).mutation(({ input, ctx }) => …)`: a procedure whatever the builder is called. */
  #guessProcedure(node: TSESTree.CallExpression): void {
    const [only] = node.arguments;
    const fn = only && unwrap(only);
    if (!fn || !isFunction(fn) || node.arguments.length !== 1) return;
    const [parameter] = parametersOf(fn);
    const taken = parameter?.type === 'ObjectPattern' && parameter.properties.some((p) => p.type === 'Property' && ['input', 'ctx'].includes(keyName(p) ?? ''));
    if (!hasInput(node) || (parameter && parameter.type === 'ObjectPattern' && !taken)) return;
    this.#own(fn, frameworkNamed('trpc'), 'procedure', ['context']);
    this.routes.push({ node, file: this.file, framework: frameworkNamed('trpc'), key: null, method: unwrap(node.callee).type === 'MemberExpression' && this.file.textOf(node.callee).endsWith('mutation') ? 'POST' : 'GET', path: this.#propertyAround(node), local: null, parts: [this.#unsaid(this.#propertyAround(node))], versions: null, middlewares: this.#procedureMiddlewares(this.file, node), handlers: [{ fn, file: this.file }] });
  }

  #isRoutePath(node: Node): boolean {
    const inner = unwrap(node);
    if (inner.type === 'Literal' && 'regex' in inner) return true;
    if (inner.type === 'ArrayExpression') return inner.elements.some((e) => e !== null && e.type !== 'SpreadElement' && this.#isRoutePath(e));
    if (inner.type === 'TemplateLiteral') return inner.expressions.length > 0 ? /^(?:\/|$)/u.test(inner.quasis[0]?.value.raw ?? '') : /^\//u.test(stringValue(inner) ?? '');
    const text = textOf(this.#project, this.file, inner);
    return text !== null && /^(?:\/|\*|$)/u.test(text);
  }

  // Classes, callbacks, exports

  #class(node: ClassNode): void {
    const own = decoratorsOf(node).map((d) => this.#decorator(d));
    const controller = own.find(({ symbol }) => symbol !== null && controllers.get(symbol) !== null);
    const declared = own.map(({ symbol }) => (symbol === null ? null : classMethods.get(symbol))).find((found) => found !== null && found !== undefined);
    const written = controller ? this.#controllerOptions(controller.arguments) : { paths: [], versions: null };
    const around = own.flatMap((d) => this.#guards(d));
    for (const method of node.body.body) {
      if (method.type !== 'MethodDefinition' || method.kind !== 'method' || !isFunction(method.value)) continue;
      if (declared && keyName(method) === declared.value.name) this.#own(method.value, declared.framework, declared.value.kind, rolesOf(declared.framework, declared.value.kind));
      this.#method(node, method, method.value, around, written, controller !== undefined);
    }
  }

  #method(owner: ClassNode, method: TSESTree.MethodDefinition, fn: FunctionNode, around: readonly LinkedMiddleware[], controller: { readonly paths: readonly AddressPart[]; readonly versions: readonly string[] | null }, isController: boolean): void {
    const decorators = decoratorsOf(method).map((d) => this.#decorator(d));
    const versions = decorators.find(({ symbol }) => symbol === '@nestjs/common#Version');
    for (const { symbol, arguments: args } of decorators) {
      const found = symbol === null ? null : methodDecorators.get(symbol);
      if (!found) continue;
      const { roles, parts } = this.#decoratedParameters(fn, found.framework, found.value.kind);
      this.#own(fn, found.framework, found.value.kind, roles, parts);
      if (found.value.kind !== 'route' || !isController) continue;
      const middlewares = [...around, ...decorators.flatMap((d) => this.#guards(d))];
      const [path] = args;
      for (const prefix of controller.paths) {
        for (const own of path ? this.#parts(path) : [this.#unsaid('')]) {
          this.routes.push({ node: method, file: this.file, framework: found.framework, key: placeKey(this.file, owner), method: found.value.method ?? 'ALL', path: own.text, local: joined('/', pathOf([prefix, own])), parts: [prefix, own], versions: versions ? this.#texts(versions.arguments[0]) : controller.versions, middlewares, handlers: [{ fn, file: this.file }] });
        }
      }
    }
  }

  #controllerOptions(args: readonly Node[]): { readonly paths: readonly AddressPart[]; readonly versions: readonly string[] | null } {
    const [first] = args;
    if (!first) return { paths: [this.#unsaid('')], versions: null };
    if (first.type !== 'ObjectExpression') return { paths: this.#parts(first), versions: null };
    const path = propertyOf(first, 'path');
    const version = propertyOf(first, 'version');
    return { paths: path ? this.#parts(path.value) : [this.#unsaid('')], versions: version ? this.#texts(version.value) : null };
  }

  /** Texts of a constant or of a list of them; empty for what is no text. */
  #texts(node: Node | undefined): readonly string[] {
    return node ? this.#parts(node).flatMap(({ text }) => text ?? []) : [];
  }

  #decoratedParameters(fn: FunctionNode, framework: HttpFramework, kind: HandlerKind): { readonly roles: readonly ParameterRole[]; readonly parts: LinkedHandler['parts'] } {
    const parts = new Map<number, { part: RequestPart; path: readonly string[] }>();
    const roles: ParameterRole[] = [];
    const parameters = parametersOf(fn);
    for (const [index, parameter] of parameters.entries()) {
      roles[index] = 'other';
      const decorators = decoratorsOf(parameter);
      for (const decorator of decorators) {
        const { symbol, arguments: args } = this.#decorator(decorator);
        const found = symbol === null ? null : parameterDecorators.get(symbol);
        if (found?.value.role) roles[index] = found.value.role;
        const key = args[0] ? textOf(this.#project, this.file, args[0]) : null;
        if (found?.value.part) parts.set(index, { part: found.value.part, path: key === null ? [] : [key] });
      }
    }
    const bare = parameters.every((p) => decoratorsOf(p).length === 0);
    return { roles: bare && (framework.methodDecorators === undefined || kind === 'job') ? rolesOf(framework, kind) : roles, parts };
  }

  /** Guards a decorator sets, and decorators of the project's own, which may set some. */
  #guards(decorator: DecoratorFact): readonly LinkedMiddleware[] {
    const { symbol, arguments: args, node } = decorator;
    const kind = symbol === null ? null : guards.get(symbol);
    if (kind) return args.length > 0 && kind.value === 'unknown' ? args.map((a) => ({ node: a, file: this.file, kind: null })) : [{ node, file: this.file, kind: kind.value === 'unknown' ? null : kind.value }];
    return symbol === null ? [{ node, file: this.file, kind: null }] : [];
  }

  #decorator(decorator: TSESTree.Decorator): DecoratorFact {
    const expression = unwrap(decorator.expression);
    const callee = expression.type === 'CallExpression' ? expression.callee : expression;
    const symbol = symbolOf(originOf(this.file, callee)) ?? this.#project.symbol(originOf(this.file, callee));
    return { node: expression, symbol: symbol?.startsWith('global#') ? null : symbol, arguments: expression.type === 'CallExpression' ? expression.arguments : [] };
  }

  #callback(node: TSESTree.CallExpression | TSESTree.NewExpression): void {
    const origin = originOf(this.file, node.callee);
    const symbol = this.#project.symbol(origin);
    if (symbol === null) return;
    const found = callbacks.get(node.type === 'NewExpression' ? `new ${symbol}` : symbol);
    if (!found || (symbol === 'global#setInterval' && !this.#isServer())) return;
    const argument = node.arguments.at(found.value.argument);
    if (!argument || argument.type === 'SpreadElement') return;
    this.#note(this.#callbackFunctions(argument, found.value), found.framework, found.value.kind, found.value.parameters);
  }

  #callbackFunctions(argument: Node, form: CallbackForm): readonly FoundFunction[] {
    if (form.property === undefined) return functionsIn(this.file, argument, this.#project);
    if (form.property === 'resolve') return functionsBelow(this.file, argument, this.#project, 'resolve');
    const object = this.#objectIn(this.file, argument);
    const property = object && propertyOf(object.node, form.property);
    if (!property) return [];
    return isFunction(unwrap(property.value)) ? functionsIn(object.file, property.value, this.#project) : functionsBelow(object.file, property.value, this.#project, null);
  }

  /** Timers of a page are no business of the server. */
  #isServer(): boolean {
    if (this.file.has('JSXElement')) return false;
    return /\bprocess\.|(?:from|require\()\s*['"](?:node:|(?:fs|http|https|path|crypto)['"])/u.test(this.file.text) || FRAMEWORK_IMPORTS.test(this.file.text);
  }

  #exports({ framework, value: form }: Of<ExportForm>): void {
    if (!this.#hasNeeds(form)) return;
    for (const [name, origin] of exportsOf(this.file).names) {
      const method = form.names[name];
      if (!method) continue;
      if (form.members) {
        this.#exportedMembers(origin, framework, form.members);
        continue;
      }
      const handlers = functionsOfOrigin(origin, this.#project).filter(({ file, fn }) => file === this.file && (!form.uses || usesOneOf(file, fn, form.uses)));
      this.#note(handlers, framework, form.kind, form.parameters);
      const [first] = handlers;
      if (!['route', 'serverless', 'action'].includes(form.kind) || !first) continue;
      const path = this.#isRoutedElsewhere(form) ? null : (form.route?.(this.file.path) ?? null);
      this.routes.push({ node: first.fn, file: this.file, framework, key: null, method, path, local: path, parts: [this.#unsaid(path)], versions: null, middlewares: [], handlers });
    }
  }

  #isRoutedElsewhere({ routesFile }: ExportForm): boolean {
    const info = routesFile && this.#project.packageOf(this.file);
    return !!info && this.#project.filesOf(info.folder).some((path) => routesFile?.path.test(path) && this.#project.text(path)?.includes(routesFile.unless) === false);
  }

  #exportedMembers(origin: Origin, framework: HttpFramework, members: NonNullable<ExportForm['members']>): void {
    if (origin.kind !== 'value' || origin.node.type !== 'ObjectExpression' || origin.file !== this.file) return;
    const fetches = propertyOf(origin.node, 'fetch');
    if (!fetches) return;
    for (const [name, { kind, parameters }] of Object.entries(members)) {
      const property = propertyOf(origin.node, name);
      if (property && isFunction(property.value)) this.#own(property.value, framework, kind, parameters);
    }
  }

  #hasNeeds(form: ExportForm): boolean {
    const info = form.needs || form.atRoot ? this.#project.packageOf(this.file) : null;
    if (form.atRoot && info && !/^(?:src\/)?[^/]+$/u.test(this.file.path.slice(info.folder.length + 1))) return false;
    if (!form.needs) return true;
    const { text } = this.file;
    return form.needs.some((name) => info?.dependencies.has(name) === true || text.includes(`'${name}`) || text.includes(`"${name}`));
  }
}

/** Error hooks of Fastify take the error last. */
function hookRoles(name: string | null): readonly ParameterRole[] | null {
  return name === 'onError' ? ['request', 'response', 'error'] : name === 'onSend' || name === 'preSerialization' ? ['request', 'response', 'other', 'next'] : null;
}

/** The property of a callback's first parameter that an origin is. */
function elementPath(origin: Origin): { readonly fn: FunctionNode; readonly key: string } | null {
  const root = origin.kind === 'member' ? origin.object : origin;
  if (root.kind !== 'parameter' || root.index !== 0) return null;
  const [inPattern] = root.path;
  const key = origin.kind === 'member' && root.path.length === 0 ? origin.property : root.path.length === 1 ? inPattern : null;
  return key === null || key === undefined ? null : { fn: root.function, key };
}

/** Whether a function's first parameter is asked for one of some members. */
function usesOneOf(file: SourceFile, fn: FunctionNode, names: readonly string[]): boolean {
  const [first] = parametersOf(fn);
  if (!first) return false;
  if (first.type === 'ObjectPattern') return first.properties.some((p) => p.type === 'Property' && names.includes(keyName(p) ?? ''));
  const variable = first.type === 'Identifier' ? file.variableOf(first) : null;
  return (variable?.references ?? []).some((reference) => {
    const parent = file.parent(reference.identifier);
    if (parent?.type === 'MemberExpression' && parent.object === reference.identifier) return names.includes(keyName(parent) ?? '');
    return parent?.type === 'VariableDeclarator' && parent.id.type === 'ObjectPattern' && parent.id.properties.some((p) => p.type === 'Property' && names.includes(keyName(p) ?? ''));
  });
}

function mayBeFunction(node: Node): boolean {
  const inner = unwrap(node);
  return isFunction(inner) || ['Identifier', 'MemberExpression', 'CallExpression', 'ConditionalExpression', 'LogicalExpression'].includes(inner.type);
}

/** Whether `.input(…)` stands in the chain in front of a call. */
function hasInput(node: TSESTree.CallExpression): boolean {
  for (let at: Node = unwrap(node.callee); at.type === 'MemberExpression'; ) {
    const before = unwrap(at.object);
    if (before.type !== 'CallExpression') return false;
    const callee = unwrap(before.callee);
    if (callee.type === 'MemberExpression' && keyName(callee) === 'input') return true;
    at = callee;
  }
  return false;
}
