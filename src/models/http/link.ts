import type { TSESTree } from '@typescript-eslint/utils';
import { memberOf, originOf, symbolOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, propertyOf, stringValue, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { autoloadedBy } from './autoload.ts';
import { parametersOf, rolesOf, signatureOf } from './evidence.ts';
import { functionsIn, functionsOfOrigin } from './functions.ts';
import { ControllerLinker } from './link-controllers.ts';
import { ExportLinker } from './link-exports.ts';
import { LinkPart } from './link-part.ts';
import { ShapeLinker } from './link-shapes.ts';
import { LinkedFacts } from './linked.ts';
import type { FrameworkOf, LinkedFile, LinkedMiddleware, LinkedMount } from './linked.ts';
import { CREATORS, frameworkNamed } from './lookup.ts';
import { procedureMiddlewares, propertyAround } from './procedures.ts';
import { isShared, joined, parameterKey, partOf, routerAt } from './routers.ts';
import type { Router } from './routers.ts';
import type { AddressPart, HttpFacts, HttpFramework, HttpMethod, InstallerForm, MethodCall, MountForm, ParameterRole, RouteForm } from './types.ts';
import { Written, mayBeFunction } from './written.ts';

/** What the facts of a file are, with imports followed. `frameworkOf` knows parameters that the application hands a router to. */
export function link(file: SourceFile, facts: HttpFacts, project: Project, frameworkOf: FrameworkOf = () => null): LinkedFile {
  const found = new LinkedFacts(file, project);
  const written = new Written(file, project);
  const routers = new RouterLinker(found, written, project, frameworkOf);
  for (const call of facts.calls) routers.link(call);
  const controllers = new ControllerLinker(found, written, project);
  for (const node of facts.classes) controllers.link(node);
  const exports = new ExportLinker(found, written, project);
  for (const node of facts.callbacks) exports.callback(node);
  for (const form of facts.exports) exports.exports(form);
  for (const fn of facts.actions) found.own(fn, frameworkNamed('next'), 'action', parametersOf(fn).map(() => 'input'));
  const graphql = frameworkNamed('graphql');
  for (const node of facts.resolvers) found.note(functionsIn(file, node, project), graphql, 'resolver', rolesOf(graphql, 'resolver'));
  for (const { fn, framework, kind, parameters } of facts.signatures) found.own(fn, framework, kind, parameters);
  if (found.routers.size > 0 || CREATORS.test(file.text) || routers.isHanded()) routers.handedOver();
  return found;
}

/** Routes, middlewares and mounts of the calls on routers. */
class RouterLinker extends LinkPart {
  readonly #frameworkOf: FrameworkOf;
  readonly #shapes: ShapeLinker;

  constructor(found: LinkedFacts, written: Written, project: Project, frameworkOf: FrameworkOf) {
    super(found, written, project);
    this.#frameworkOf = frameworkOf;
    this.#shapes = new ShapeLinker(found, written, project);
  }

  link(call: MethodCall): void {
    const { node, name, receiver } = call;
    const router = this.#routerAt(receiver);
    if (!router?.certain) {
      this.#shapes.link(call, router?.key ?? null);
      return;
    }
    const { framework } = router;
    if (router.key !== null) this.found.routers.set(router.key, router);
    if (name === null) {
      this.#route(node, router, { method: 'ALL' });
      return;
    }
    if (framework.prefixMethod === name) {
      const [path] = node.arguments;
      if (router.key !== null && path) this.found.prefixes.set(router.key, this.written.part(path));
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

  #route(node: TSESTree.CallExpression, router: Router, form: RouteForm): void {
    if (form.object) {
      this.#routeObject(node, router, form, form.object);
      return;
    }
    const { paths, rest } = this.#pathAndRest(node, router, form);
    const items = this.written.flat(rest);
    const last = items.at(-1);
    if (!last) return;
    const { framework } = router;
    const kind = form.kind ?? 'route';
    const middlewares = framework.name === 'trpc' ? procedureMiddlewares(this.file, node, this.project) : [];
    let handler: { readonly node: Node; readonly file: SourceFile } | null = last;
    for (const item of items) {
      const options = framework.options ? this.written.objectIn(item.file, item.node) : null;
      if (options) {
        middlewares.push(...this.written.optionMiddlewares(framework, options));
        if (item === last) {
          const inside = propertyOf(options.node, 'handler');
          handler = inside ? { node: inside.value, file: options.file } : null;
        }
      } else if (item !== last) middlewares.push({ ...item, kind: null });
    }
    if (!handler) return;
    const handlers = functionsIn(handler.file, handler.node, this.project);
    // `app.get('setting')`, `pool.query(text)`: a last argument that is certainly no function.
    if (handlers.length === 0 && !mayBeFunction(handler.node)) return;
    this.found.note(handlers, framework, kind, rolesOf(framework, kind));
    this.found.noteMiddlewares(middlewares, framework);
    const methods = this.#methods(node, form);
    for (const method of methods) {
      for (const path of paths) this.found.addRoute(node, router, method, path, middlewares, handlers);
    }
    // `router.all('*', requireUser)` runs before the routes after it.
    const [only] = paths;
    if (form.method === 'ALL' && paths.length === 1 && only !== undefined && handlers.some(({ fn, file }) => signatureOf(file, fn)?.kind === 'middleware')) {
      this.found.installs.push({ node, file: this.file, key: router.key, path: joined(router.prefix, only.text), middlewares: items.map((item) => ({ ...item, kind: null })) });
    }
  }

  #routeObject(node: TSESTree.CallExpression, router: Router, form: RouteForm, keys: NonNullable<RouteForm['object']>): void {
    const argument = node.arguments[keys.at];
    if (!argument) return;
    const { framework } = router;
    const definition = this.written.objectIn(this.file, argument);
    const written = keys.handler === null ? (node.arguments[keys.at + 1] ?? null) : null;
    const property = definition && keys.handler !== null ? propertyOf(definition.node, keys.handler) : null;
    const handler = written ? { node: written, file: this.file } : property && definition ? { node: property.value, file: definition.file } : null;
    if (!handler) return;
    const kind = form.kind ?? 'route';
    const handlers = functionsIn(handler.file, handler.node, this.project);
    const middlewares = definition ? this.written.optionMiddlewares(framework, definition) : [];
    this.found.note(handlers, framework, kind, rolesOf(framework, kind));
    this.found.noteMiddlewares(middlewares, framework);
    const path = definition ? keys.path.map((key) => propertyOf(definition.node, key)).find((p) => p !== null) : null;
    const text = path && definition ? partOf(this.project, definition.file, path.value) : this.written.unsaid(null);
    const method = definition ? propertyOf(definition.node, keys.method) : null;
    for (const one of method && definition ? this.written.methodsOf(definition.file, method.value) : ['ALL' as const]) this.found.addRoute(node, router, one, text, middlewares, handlers);
  }

  #pathAndRest(node: TSESTree.CallExpression, router: Router, form: RouteForm): { readonly paths: readonly AddressPart[]; readonly rest: readonly Node[] } {
    const args = node.arguments;
    if (form.path === null) return { paths: [this.written.unsaid(router.framework.name === 'trpc' ? propertyAround(this.file, node) : '')], rest: args };
    const at = form.path ?? 0;
    const first = args[at];
    if (router.fixed) return { paths: [this.written.unsaid('')], rest: args.slice(at) };
    if (!first || args.length === at + 1 || isFunction(unwrap(first))) return { paths: [this.written.unsaid(null)], rest: args.slice(at) };
    const second = args[at + 1];
    if (form.named && second && args.length > at + 2 && stringValue(first) !== null && this.written.isPath(second)) return { paths: this.written.parts(second), rest: args.slice(at + 2) };
    return { paths: this.written.parts(first), rest: args.slice(at + 1) };
  }

  #methods(node: TSESTree.CallExpression, form: RouteForm): readonly HttpMethod[] {
    const argument = form.methodArgument === undefined ? null : node.arguments[form.methodArgument];
    return argument ? this.written.methodsOf(this.file, argument) : [form.method];
  }

  #install(node: TSESTree.CallExpression, router: Router, form: InstallerForm): void {
    const { framework } = router;
    const [first] = node.arguments;
    if (form.names && !form.names.includes(stringValue(first) ?? '')) return;
    const limited = form.path !== undefined && first !== undefined && node.arguments.length > 1 && this.written.isPath(first);
    const items = this.written.flat(node.arguments.slice(limited ? 1 : form.handlers));
    for (const item of items) if (item.file === this.file) this.found.noteMiddleware(item.node, framework, form.kind, hookRoles(stringValue(first)) ?? form.parameters ?? null);
    if (framework.name === 'trpc') return;
    const path = limited && first ? (this.written.parts(first)[0]?.text ?? null) : '';
    this.found.installs.push({ node, file: this.file, key: router.key, path: joined(router.prefix, path), middlewares: items.map((item) => ({ ...item, kind: form.is ?? null })) });
  }

  #mount(node: TSESTree.CallExpression, router: Router, form: MountForm): boolean {
    const [first] = node.arguments;
    if (first && router.framework.autoload?.includes(symbolOf(originOf(this.file, first)) ?? '') && this.#autoload(node, router)) return true;
    const limited = form.path !== null && first !== undefined && node.arguments.length > 1 && (form.router > 0 || this.written.mayBePath(first));
    const children: { node: Node; key: string; file: SourceFile }[] = [];
    const middlewares: LinkedMiddleware[] = [];
    const items = form.plugin ? (first ? [{ node: first as Node, file: this.file }] : []) : this.written.flat(node.arguments.slice(limited ? Math.max(1, form.router) : form.router));
    for (const item of items) {
      const child = form.plugin ? this.#pluginKey(item.node, router.framework) : this.#routerKey(item.file, item.node);
      if (child) children.push({ node: item.node, ...child });
      else middlewares.push({ ...item, kind: null });
    }
    if (form.plugin && children.length === 0) {
      this.found.installs.push({ node, file: this.file, key: router.key, path: router.prefix, middlewares });
      return true;
    }
    if (children.length === 0 || router.key === null) return false;
    const own = limited && first ? (form.path === 0 ? this.written.parts(first) : [this.written.unsaid(null)]) : [this.written.unsaid('')];
    const inherits = form.options !== undefined && this.#handsOn(node.arguments[form.options.at]);
    const parts = inherits ? [this.written.unsaid('')] : form.options ? [this.#optionPart(node, form.options)] : own;
    const shares = form.plugin === true && items.some((item) => functionsIn(item.file, item.node, this.project).some((found) => isShared(found.file, found.fn, router.framework)));
    for (const part of parts) this.#addMount(node, router, part, children, { middlewares, inherits, shares });
    this.found.noteMiddlewares(middlewares, router.framework);
    return true;
  }

  #addMount(node: Node, router: Pick<Router, 'framework' | 'key' | 'prefix' | 'parts'>, part: AddressPart, children: LinkedMount['children'], more: Partial<Pick<LinkedMount, 'middlewares' | 'inherits' | 'shares'>> = {}): void {
    if (router.key === null) return;
    this.found.mounts.push({ node, file: this.file, framework: router.framework, parent: router.key, prefix: joined(router.prefix, part.text), parts: [...router.parts, part], middlewares: [], ...more, children });
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
    const options = second && this.written.objectIn(this.file, second);
    const found = options && options.file === this.file ? autoloadedBy(this.file, options.node, this.project) : null;
    if (!options || !found) return false;
    const given = propertyOf(options.node, 'options');
    const inherits = this.#handsOn(given?.value);
    const object = given && this.written.objectIn(this.file, given.value);
    const written = object && propertyOf(object.node, 'prefix');
    const isOpen = given !== null && !inherits && (!object || object.node.properties.some((p) => p.type === 'SpreadElement'));
    const part = written ? this.written.part(written.value) : this.written.unsaid(isOpen ? null : '');
    const base = { ...router, prefix: joined(router.prefix, part.text), parts: [...router.parts, part] };
    for (const { file, plugin, prefix, hooks } of found) {
      let parent: Pick<Router, 'framework' | 'key' | 'prefix' | 'parts'> = base;
      for (const hook of hooks) {
        const child = this.#pluginAt(hook.plugin, router.framework);
        if (!child) continue;
        this.#addMount(node, parent, this.written.unsaid(''), [{ node, ...child }], { inherits });
        parent = { framework: router.framework, key: child.key, prefix: '', parts: [] };
      }
      const child = this.#pluginAt(plugin, router.framework);
      if (child) this.#addMount(node, parent, { text: prefix, node: null, file }, [{ node, ...child }], { inherits, shares: child.shares });
      else this.found.installs.push({ node, file: this.file, key: router.key, path: base.prefix, middlewares: this.#packagePlugin(file) });
    }
    return true;
  }

  /** A package's plugin that a file only hands on: `export default helmet`. */
  #packagePlugin(file: SourceFile): readonly LinkedMiddleware[] {
    return file.nodes('ExportDefaultDeclaration').map(({ declaration }) => ({ node: declaration, file, kind: null }));
  }

  #pluginAt(origin: Origin, framework: HttpFramework): { readonly key: string; readonly file: SourceFile; readonly shares: boolean } | null {
    const [plugin] = functionsOfOrigin(origin, this.project);
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
    const list = this.project.follow(originOf(this.file, callee.object));
    if (list.kind !== 'value' || list.node.type !== 'ArrayExpression') return false;
    for (const element of list.node.elements) {
      if (element?.type !== 'ObjectExpression') continue;
      const prefix = propertyOf(element, path.key);
      const mounted = propertyOf(element, child.key);
      const target = mounted && this.#routerKey(list.file, mounted.value);
      if (!prefix || !target) continue;
      this.#addMount(node, router, partOf(this.project, list.file, prefix.value), [{ node: mounted.value, ...target }]);
    }
    return true;
  }

  #optionPart(node: TSESTree.CallExpression, options: NonNullable<MountForm['options']>): AddressPart {
    const argument = node.arguments[options.at];
    if (!argument) return this.written.unsaid('');
    const object = this.written.objectIn(this.file, argument);
    if (!object) return this.written.unsaid(null);
    const property = propertyOf(object.node, options.prefix);
    if (property) return partOf(this.project, object.file, property.value);
    return this.written.unsaid(object.node.properties.some((p) => p.type === 'SpreadElement') ? null : '');
  }

  #routerKey(file: SourceFile, node: Node): { readonly key: string; readonly file: SourceFile } | null {
    const router = routerAt(file, node, this.project);
    if (router?.key && (router.certain || node.type === 'Identifier')) return router.certain ? { key: router.key, file } : null;
    const inner = unwrap(node);
    // `register(express.Router())` of the project's own gives back what it was given.
    if (inner.type !== 'CallExpression' || this.project.follow(originOf(file, inner.callee)).kind !== 'function') return null;
    for (const argument of inner.arguments) {
      const given = argument.type === 'SpreadElement' ? null : routerAt(file, argument, this.project);
      if (given?.certain && given.key !== null) return { key: given.key, file };
    }
    return null;
  }

  #pluginKey(node: Node, framework: HttpFramework): { readonly key: string; readonly file: SourceFile } | null {
    const inner = unwrap(node);
    const origin = inner.type === 'ImportExpression' ? this.project.follow(memberOf(originOf(this.file, inner), 'default')) : null;
    const found = origin ? functionsOfOrigin(origin, this.project) : functionsIn(this.file, inner, this.project);
    const [plugin] = found;
    if (!plugin) return null;
    const key = parameterKey(plugin.file, plugin.fn, 0);
    if (plugin.file === this.file) this.found.routers.set(key, { framework, role: 'router', key, prefix: '', parts: [], fixed: false, certain: true });
    return { key, file: plugin.file };
  }

  /** The router an expression is: a parameter is one where the application hands it there. */
  #routerAt(node: Node): Router | null {
    const router = routerAt(this.file, node, this.project);
    const framework = router && !router.certain && router.key !== null ? this.#frameworkOf(router.key) : null;
    return router && framework ? { ...router, framework, certain: true } : router;
  }

  /** Whether the application hands a router to a function of the file. */
  isHanded(): boolean {
    const functions = [...this.file.nodes('FunctionDeclaration'), ...this.file.nodes('FunctionExpression'), ...this.file.nodes('ArrowFunctionExpression')];
    return functions.some((fn) => fn.params.some((_, index) => this.#frameworkOf(parameterKey(this.file, fn, index)) !== null));
  }

  /** Calls of the project's own functions that are given a router: `registerRoutes(app)`. */
  handedOver(): void {
    for (const node of this.file.nodes('CallExpression')) {
      for (const [index, argument] of node.arguments.entries()) {
        if (argument.type !== 'Identifier' && argument.type !== 'CallExpression' && argument.type !== 'MemberExpression') continue;
        const router = this.#routerAt(argument);
        if (!router?.certain || router.key === null) continue;
        const callee = this.project.follow(originOf(this.file, node.callee));
        const fn = callee.kind === 'function' ? callee : this.#defaultFunction(callee);
        if (!fn) {
          // Which module that is shows when the program runs: it may install anything.
          if (this.#isLoaded(node.callee)) this.found.installs.push({ node, file: this.file, key: router.key, path: '', middlewares: [{ node: node.callee, file: this.file, kind: null }] });
          continue;
        }
        this.found.routers.set(router.key, router);
        this.#addMount(node, router, this.written.unsaid(''), [{ node: argument, key: parameterKey(fn.file, fn.node, index), file: fn.file }]);
      }
    }
  }

  /** Whether a function is of a module whose name is not constant: `require(name)(app)`, `(await import(path)).default(app)`. */
  #isLoaded(callee: Node): boolean {
    let at = unwrapAwait(callee);
    while (at.type === 'MemberExpression') at = unwrapAwait(at.object);
    const declared = at.type === 'Identifier' ? (this.file.variableOf(at)?.defs[0]?.node as Node | undefined) : undefined;
    const loaded = declared?.type === 'VariableDeclarator' && declared.init ? unwrapAwait(declared.init) : at;
    if (loaded.type === 'ImportExpression') return this.project.constants(this.file, loaded.source) === null;
    const [name] = loaded.type === 'CallExpression' && loaded.callee.type === 'Identifier' && loaded.callee.name === 'require' ? loaded.arguments : [];
    return name !== undefined && this.project.constants(this.file, name) === null;
  }

  #defaultFunction(origin: Origin): (Origin & { kind: 'function' }) | null {
    if (origin.kind !== 'import' || origin.name !== '*') return null;
    const whole = this.project.follow(memberOf(origin, 'default'));
    return whole.kind === 'function' ? whole : null;
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
