import { originOf, packageOf, symbolOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { contains, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import type { Settings } from '../../core/settings.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { Application } from './application.ts';
import type { Standing } from './application.ts';
import { collectHttp, NO_FACTS } from './collect.ts';
import { innermost, parametersOf } from './evidence.ts';
import { functionsIn } from './functions.ts';
import { link } from './link.ts';
import { makers } from './lookup.ts';
import type { LinkedFile, LinkedHandler, LinkedMiddleware, LinkedRoute } from './linked.ts';
import { middlewareKind } from './middleware-kind.ts';
import { RequestReads } from './reads.ts';
import { placeKey } from './routers.ts';
import type { AddressPart, AddressPlace, HandlerKind, HttpFramework, HttpMethod, HttpModel, Middleware, MiddlewareKind, ParameterRole, RequestRead, RequestWrite, ResponseWrite, Route, RouteHandler } from './types.ts';
import { madeResponses, writesOf } from './writes.ts';

const NONE: HttpModel = { handlers: [], routes: [], places: [], reads: [], assignments: [], writes: [], handlerAround: () => null, readOf: () => null };

/** Whether the linted file says anything of HTTP. Most files do not: that is seen in ESLint's own tree. */
export const saysHttp: (context: RuleContext) => boolean = perFile((context) => collectHttp(hostViewOf(context).file) !== NO_FACTS);

/** Whether the linted file has functions that requests, schedules or queues enter. */
export function hasHandlers(context: RuleContext): boolean {
  return httpModel(context).handlers.length > 0;
}

/** Whether the linted file registers routes, or is one by its path. */
export function hasRoutes(context: RuleContext): boolean {
  return httpModel(context).routes.length > 0;
}

/** Whether the linted file writes a part of an address. */
export function hasPlaces(context: RuleContext): boolean {
  return httpModel(context).places.length > 0;
}

/** Routes, handlers, reads and answers of the linted file. */
export const httpModel: (context: RuleContext) => HttpModel = perFile((context) =>
  !saysHttp(context) ? NONE : httpModelOf(sourceFileOf(context), projectOf(context), settingsOf(context).http),
);

/** The same of any file of a project. The settings count when they are given first. */
export function httpModelOf(file: SourceFile, project: Project, settings?: Settings['http']): HttpModel {
  return indexOf(project, settings).modelOf(file);
}

/** What a file tells its routers, linked; for questions about a whole file or application. */
export function linkedHttp(file: SourceFile, project: Project, settings: Settings['http']): LinkedFile {
  return indexOf(project, settings).linked(file);
}

/** The same with parameters that are known to be routers. */
export function linkedAs(file: SourceFile, project: Project, keys: ReadonlyMap<string, HttpFramework>): LinkedFile {
  return link(file, collectHttp(file), project, (key) => keys.get(key) ?? null);
}

/** A middleware of linked facts, with what it does. */
export function middlewareOf(linked: LinkedMiddleware, project: Project, settings: Settings['http']): Middleware {
  return new FoundMiddleware(indexOf(project, settings), linked);
}

const indexes = new WeakMap<Project, HttpIndex>();

function indexOf(project: Project, settings: Settings['http']): HttpIndex {
  let index = indexes.get(project);
  if (!index) indexes.set(project, (index = new HttpIndex(project)));
  if (settings) index.settings = settings;
  return index;
}

/** What is known of the http side of a project, put together as it is asked for. */
class HttpIndex {
  readonly project: Project;
  /** `settings.backend.http`, once a linted file has brought it. */
  settings: Settings['http'];
  readonly #models = new WeakMap<SourceFile, FileModel>();
  readonly #linked = new WeakMap<SourceFile, LinkedFile>();
  readonly #applications = new Map<string, Application>();

  constructor(project: Project) {
    this.project = project;
  }

  modelOf(file: SourceFile): FileModel {
    let model = this.#models.get(file);
    if (!model) this.#models.set(file, (model = new FileModel(this, file)));
    return model;
  }

  /** The linked facts of a file; with the application where a parameter may be a router it hands over. */
  linked(file: SourceFile): LinkedFile {
    let linked = this.#linked.get(file);
    if (linked) return linked;
    const facts = collectHttp(file);
    linked = link(file, facts, this.project);
    if (linked.pending.size > 0) {
      const { frameworkOf } = this.application(file);
      if ([...linked.pending].some((key) => frameworkOf(key) !== null)) linked = link(file, facts, this.project, frameworkOf);
    }
    this.#linked.set(file, linked);
    return linked;
  }

  /** The application of the package a file belongs to. */
  application(file: SourceFile): Application {
    const key = this.project.packageOf(file)?.folder ?? file.path;
    let application = this.#applications.get(key);
    if (!application) {
      application = new Application(this.project, (other, frameworkOf) => link(other, collectHttp(other), this.project, frameworkOf), file);
      this.#applications.set(key, application);
    }
    application.include(file);
    return application;
  }

  /** The handler a function of any file is, for the route that names it. */
  handler(file: SourceFile, fn: FunctionNode, route: LinkedRoute): RouteHandler {
    const known = this.modelOf(file).handlers.find((h) => h.fn === fn);
    return known ?? new Handler(this, file, { fn, framework: route.framework, kind: 'route', roles: [], parts: new Map() }, route);
  }
}

class Handler implements RouteHandler {
  readonly kind: HandlerKind;
  readonly fn: FunctionNode;
  readonly file: SourceFile;
  readonly framework: string;
  readonly linked: LinkedHandler;
  readonly #index: HttpIndex;
  #route: Route | null | undefined;

  constructor(index: HttpIndex, file: SourceFile, linked: LinkedHandler, route: LinkedRoute | null) {
    this.#index = index;
    this.file = file;
    this.linked = linked;
    this.fn = linked.fn;
    this.kind = linked.kind;
    this.framework = linked.framework.name;
    if (route) this.#route = new FoundRoute(index, route);
  }

  get request(): Variable | null {
    return this.#variable('request');
  }

  get response(): Variable | null {
    return this.#variable('response');
  }

  get context(): Variable | null {
    return this.#variable('context');
  }

  get route(): Route | null {
    if (this.#route === undefined) {
      this.#route = null;
      if (this.kind === 'route' || this.kind === 'middleware') {
        const [found] = this.#index.application(this.file).routesOf(placeKey(this.file, this.fn));
        if (found && found.handlers.some((h) => placeKey(h.file, h.fn) === placeKey(this.file, this.fn))) this.#route = new FoundRoute(this.#index, found);
      }
    }
    return this.#route;
  }

  #variable(role: ParameterRole): Variable | null {
    const parameter = parametersOf(this.fn)[this.linked.roles.indexOf(role)];
    const name = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
    return name?.type === 'Identifier' ? this.file.variableOf(name) : null;
  }
}

class FoundRoute implements Route {
  readonly method: HttpMethod;
  readonly path: string | null;
  readonly node: Node;
  readonly file: SourceFile;
  readonly framework: string;
  readonly linked: LinkedRoute;
  readonly #index: HttpIndex;
  #standing: Standing | undefined;
  #chain: readonly Middleware[] | undefined;

  constructor(index: HttpIndex, linked: LinkedRoute) {
    this.#index = index;
    this.linked = linked;
    this.method = linked.method;
    this.path = linked.path;
    this.node = linked.node;
    this.file = linked.file;
    this.framework = linked.framework.name;
  }

  get fullPath(): string | null {
    return this.#stands().fullPath;
  }

  get addresses(): readonly (readonly AddressPart[])[] {
    return this.#stands().addresses;
  }

  get complete(): boolean {
    return this.#stands().complete;
  }

  get chain(): readonly Middleware[] {
    return (this.#chain ??= this.#stands().chain.map((m) => new FoundMiddleware(this.#index, m)));
  }

  get handler(): RouteHandler | null {
    const found = this.linked.handlers.at(-1);
    return found ? this.#index.handler(found.file, found.fn, this.linked) : null;
  }

  #stands(): Standing {
    return (this.#standing ??= this.#index.application(this.file).standing(this.linked));
  }
}

class FoundMiddleware implements Middleware {
  readonly node: Node;
  readonly file: SourceFile;
  readonly #index: HttpIndex;
  readonly #project: Project;
  readonly #linked: LinkedMiddleware;
  #origin: Origin | undefined;
  #kind: MiddlewareKind | undefined;

  constructor(index: HttpIndex, linked: LinkedMiddleware) {
    this.node = linked.node;
    this.file = linked.file;
    this.#index = index;
    this.#project = index.project;
    this.#linked = linked;
  }

  get origin(): Origin {
    return (this.#origin ??= this.#project.follow(originOf(this.#linked.file, this.node)));
  }

  get package(): string | null {
    const { file } = this.#linked;
    const inner = unwrap(this.node);
    // What the project's own function gives, or a package's makes of it, is the project's own.
    if (inner.type === 'CallExpression' && this.#project.follow(originOf(file, inner.callee)).kind === 'function') return null;
    const symbol = symbolOf(this.origin);
    const name = symbol === null ? null : packageOf(symbol);
    if (symbol === null || name === 'global') return null;
    return makers.get(symbol.replace(/\(\)$/u, '')) ? null : name;
  }

  get fn(): FunctionNode | null {
    return functionsIn(this.#linked.file, this.node, this.#project).at(-1)?.fn ?? null;
  }

  get kind(): MiddlewareKind {
    return (this.#kind ??= this.#linked.kind ?? middlewareKind(this.#linked.file, this.node, this.#project, this.#index.settings));
  }
}

class FileModel implements HttpModel {
  readonly #index: HttpIndex;
  readonly #file: SourceFile;
  #handlers: readonly Handler[] | undefined;
  #routes: readonly Route[] | undefined;
  #places: readonly AddressPlace[] | undefined;
  #read: RequestReads | undefined;
  #writes: readonly ResponseWrite[] | undefined;

  constructor(index: HttpIndex, file: SourceFile) {
    this.#index = index;
    this.#file = file;
  }

  get handlers(): readonly Handler[] {
    if (!this.#handlers) {
      const linked = this.#index.linked(this.#file);
      const routes = new Map<FunctionNode, LinkedRoute>();
      for (const route of linked.routes) for (const { fn, file } of route.handlers) if (file === this.#file && !routes.has(fn)) routes.set(fn, route);
      this.#handlers = [...linked.handlers.values()].sort((a, b) => a.fn.range[0] - b.fn.range[0]).map((h) => new Handler(this.#index, this.#file, h, routes.get(h.fn) ?? null));
    }
    return this.#handlers;
  }

  get routes(): readonly Route[] {
    return (this.#routes ??= this.#index.linked(this.#file).routes.map((route) => new FoundRoute(this.#index, route)));
  }

  get places(): readonly AddressPlace[] {
    return (this.#places ??= this.#placed());
  }

  get reads(): readonly RequestRead[] {
    return this.#requests().reads;
  }

  get assignments(): readonly RequestWrite[] {
    return this.#requests().assignments;
  }

  get writes(): readonly ResponseWrite[] {
    return (this.#writes ??= this.handlers.length === 0 ? [] : [...this.handlers.flatMap((h) => writesOf(this.#file, this.#index.project, h, h.linked)), ...madeResponses(this.#file, this.#index.project, (node) => this.handlerAround(node))].sort((a, b) => a.node.range[0] - b.node.range[0]));
  }

  handlerAround(node: Node): RouteHandler | null {
    return innermost(this.handlers, node);
  }

  readOf(node: Node): RequestRead | null {
    return this.handlers.length === 0 || !this.handlers.some((h) => contains(h.fn, node)) ? null : this.#requests().readOf(node);
  }

  #placed(): readonly AddressPlace[] {
    const { routes, mounts } = this.#index.linked(this.#file);
    // Without a mount nothing is in front of the routes of other files.
    const through = mounts.length > 0 ? this.#index.application(this.#file).routesThrough(this.#file).map((route) => new FoundRoute(this.#index, route)) : routes.length > 0 ? this.routes : [];
    return through.flatMap((route) => route.addresses.flatMap((address) => address.flatMap((part, index) => (part.node && part.file.path === this.#file.path ? [{ part, index, address, route }] : []))));
  }

  #requests(): RequestReads {
    if (!this.#read) {
      this.#read = new RequestReads(this.#file, this.#index.project);
      for (const handler of this.handlers) this.#read.addHandler({ handler, linked: handler.linked });
      this.#read.run();
      if (this.handlers.length > 0) this.#read.addGlobals((node) => this.handlerAround(node));
      this.#read.reads.sort((a, b) => a.node.range[0] - b.node.range[0]);
    }
    return this.#read;
  }
}
