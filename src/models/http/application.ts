import type { SourceFile } from '../../ast/source-file.ts';
import { originOf, symbolOf } from '../../ast/origin.ts';
import { keyName, propertyOf, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { CREATORS } from './lookup.ts';
import type { FrameworkOf, LinkedFile, LinkedInstall, LinkedMiddleware, LinkedMount, LinkedRoute } from './link.ts';
import { joined, placeKey, routerAt, textOf } from './routers.ts';
import type { HttpFramework } from './types.ts';

/** Where a route stands in the whole application. */
export interface Standing {
  readonly fullPath: string | null;
  readonly complete: boolean;
  readonly chain: readonly LinkedMiddleware[];
}

interface Way {
  readonly prefix: string | null;
  readonly complete: boolean;
  readonly chain: readonly LinkedMiddleware[];
}

interface NestSetup {
  readonly prefix: string | null;
  readonly excluded: readonly string[];
  readonly versioned: boolean;
  readonly defaultVersion: string | null;
  readonly chain: readonly LinkedMiddleware[];
}

const MAX_FILES = 400;
const MAX_WAYS = 8;
export const TESTS = /(?:^|\/)(?:__tests__|__mocks__|tests?|e2e|spec|cypress)\/|[.-](?:test|spec|e2e-spec|bench)\.[cm]?[jt]sx?$/u;
const NEST = /\b(?:APP_GUARD|setGlobalPrefix|enableVersioning|useGlobalGuards|MiddlewareConsumer)\b/u;
const NO_NEST: NestSetup = { prefix: '', excluded: [], versioned: false, defaultVersion: null, chain: [] };

/** How to read the http facts of a file while the application is being put together. */
export type LinkFile = (file: SourceFile, frameworkOf: FrameworkOf) => LinkedFile;

/** What some files of a package say, by the identity of routers and functions. */
class Graph {
  readonly incoming = new Map<string, LinkedMount[]>();
  readonly installs = new Map<string, LinkedInstall[]>();
  readonly frameworks = new Map<string, HttpFramework>();
  readonly apps = new Set<string>();
  readonly prefixes = new Map<string, string | null>();
  readonly routes = new Map<string, LinkedRoute[]>();
  /** Files that were read, with their text. */
  readonly seen = new Map<string, string>();
  nest: NestSetup | null = null;
  isNestApp = false;
  /** Whether every file that could make or set up an application was read. */
  complete = true;
}

interface Start {
  readonly text: string;
  readonly starts: boolean;
}

const looks = new Map<string, Start>();
const graphs = new Map<string, { readonly starts: string; readonly graph: Graph }>();

/**
 * How the routers of one package hang together: from the files that make an application, mounts are followed to the
 * files that define what is mounted. Only those files are parsed; of the others the text is looked at once. What was put
 * together for one linted file serves the next as long as no file of it has changed.
 */
export class Application {
  readonly #project: Project;
  readonly #link: LinkFile;
  readonly #shared: Graph;
  /** What a file says that no application is seen to reach. */
  readonly #own = new Graph();

  constructor(project: Project, link: LinkFile, entry: SourceFile) {
    this.#project = project;
    this.#link = link;
    const info = project.packageOf(entry);
    this.#shared = info ? this.#graphOf(info.folder) : new Graph();
    if (!info) this.#shared.complete = false;
  }

  /** Takes in a file that the application does not reach. */
  include(file: SourceFile): void {
    if (!this.#shared.seen.has(file.path)) this.#visit(this.#own, [file]);
  }

  /** The framework whose router the application hands to a parameter; null when it hands none. */
  frameworkOf = (key: string): HttpFramework | null => this.#shared.frameworks.get(key) ?? this.#own.frameworks.get(key) ?? null;

  /** Routes that a function serves, wherever they are registered. */
  routesOf(key: string): readonly LinkedRoute[] {
    return this.#both((graph) => graph.routes, key);
  }

  /** Path and chain of a route with everything around it. */
  standing(route: LinkedRoute): Standing {
    if (route.framework.controllers) return this.#nestStanding(route);
    if (route.key === null) {
      const byFile = route.framework.exports !== undefined;
      return { fullPath: byFile ? route.local : null, complete: byFile || route.framework.name === 'trpc', chain: [...(route.framework.name === 'next' ? this.#nextMiddlewares(route) : []), ...route.middlewares] };
    }
    const own = this.#prefix(route.key);
    const ways = this.#waysTo(route.key, []).map((way) => ({ ...way, prefix: joined(way.prefix, own) }));
    const before = this.#before(route.key, route.file, route.node.range[0], route.local);
    const paths = new Set(ways.map((way) => joined(way.prefix, route.local)));
    const [only] = paths;
    const [first, ...others] = ways;
    // What runs on every way to the route.
    const common = (first?.chain ?? []).filter((m) => others.every((way) => way.chain.some((o) => o.node === m.node)));
    return { fullPath: paths.size === 1 ? rooted(only ?? null) : null, complete: first !== undefined && ways.every((way) => way.complete), chain: [...common, ...before, ...route.middlewares] };
  }

  #both<T>(of: (graph: Graph) => ReadonlyMap<string, readonly T[]>, key: string): readonly T[] {
    return [...(of(this.#shared).get(key) ?? []), ...(of(this.#own).get(key) ?? [])];
  }

  /** A prefix the router was given by a statement of its own. */
  #prefix(key: string): string | null {
    const found = this.#shared.prefixes.get(key) ?? this.#own.prefixes.get(key);
    return found === undefined ? '' : found;
  }

  #graphOf(folder: string): Graph {
    const found: string[] = [];
    let complete = true;
    for (const path of this.#project.filesOf(folder)) {
      if (TESTS.test(path.slice(folder.length))) continue;
      const text = this.#project.text(path);
      if (text === null) {
        complete = false;
        continue;
      }
      const before = looks.get(path);
      const starts = before?.text === text ? before.starts : CREATORS.test(text) || NEST.test(text);
      if (before?.text !== text) looks.set(path, { text, starts });
      if (starts) found.push(path);
    }
    const starts = found.join('\0');
    const known = graphs.get(folder);
    if (known?.starts === starts && [...known.graph.seen].every(([path, text]) => this.#project.text(path) === text)) return known.graph;
    const graph = new Graph();
    graph.complete = complete;
    const files = found.flatMap((path) => this.#project.file(path) ?? []);
    if (files.length < found.length) graph.complete = false;
    this.#visit(graph, files);
    graphs.set(folder, { starts, graph });
    return graph;
  }

  #visit(graph: Graph, starts: readonly SourceFile[]): void {
    const queue = [...starts];
    for (let file = queue.shift(); file; file = queue.shift()) {
      if (graph.seen.has(file.path)) continue;
      if (graph.seen.size >= MAX_FILES) {
        graph.complete = false;
        return;
      }
      graph.seen.set(file.path, file.text);
      const linked = this.#link(file, (key) => graph.frameworks.get(key) ?? null);
      this.#add(graph, linked);
      for (const mount of linked.mounts) {
        for (const child of mount.children) {
          const target = child.key.slice(0, child.key.lastIndexOf(':', child.key.lastIndexOf(':') - 1));
          const next = target === file.path ? null : target === child.file.path ? child.file : this.#project.file(target);
          if (next) queue.push(next);
        }
      }
    }
  }

  #add(graph: Graph, linked: LinkedFile): void {
    for (const mount of linked.mounts) {
      for (const child of mount.children) {
        // Under its own key a mount would go round in a circle.
        if (child.key === mount.parent) continue;
        push(graph.incoming, child.key, mount);
        graph.frameworks.set(child.key, mount.framework);
      }
    }
    for (const [key, router] of linked.routers) if (router.role === 'app' || router.framework.apps?.length === 0) graph.apps.add(key);
    for (const [key, prefix] of linked.prefixes) graph.prefixes.set(key, prefix);
    for (const install of linked.installs) if (install.key !== null) push(graph.installs, install.key, install);
    for (const route of linked.routes) for (const handler of route.handlers) push(graph.routes, placeKey(handler.file, handler.fn), route);
    if (NEST.test(linked.file.text) || linked.file.text.includes('NestFactory')) this.#readNest(graph, linked.file);
  }

  /** `middleware.ts` or `proxy.ts` of the package, which runs before every route of Next. */
  #nextMiddlewares(route: LinkedRoute): readonly LinkedMiddleware[] {
    const folder = this.#project.packageOf(route.file)?.folder;
    if (folder === undefined) return [];
    for (const path of ['middleware.ts', 'proxy.ts', 'middleware.js', 'proxy.js'].flatMap((name) => [`${folder}/src/${name}`, `${folder}/${name}`])) {
      const file = this.#project.filesOf(folder).includes(path) ? this.#project.file(path) : null;
      const [handler] = file ? this.#link(file, () => null).handlers.values() : [];
      if (file && handler) return [{ node: handler.fn, file, kind: null }];
    }
    return [];
  }

  #waysTo(key: string, seen: readonly string[]): readonly Way[] {
    const incoming = seen.includes(key) ? [] : this.#both((graph) => graph.incoming, key);
    if (incoming.length === 0) return [this.#root(key)];
    return incoming.slice(0, MAX_WAYS).flatMap((mount) => {
      const own = this.#prefix(mount.parent);
      const before = this.#before(mount.parent, mount.file, mount.node.range[0], mount.prefix);
      return this.#waysTo(mount.parent, [...seen, key]).map((way) => ({
        prefix: joined(joined(way.prefix, own), mount.prefix),
        complete: way.complete && incoming.length <= MAX_WAYS,
        chain: [...way.chain, ...before, ...mount.middlewares],
      }));
    });
  }

  /** The end of a way: an application, or a router nobody is seen to mount. Hono makes no difference between the two. What a parameter is was made elsewhere. */
  #root(key: string): Way {
    return this.#shared.apps.has(key) || this.#own.apps.has(key) ? { prefix: '', complete: this.#shared.complete && !key.includes('#'), chain: [] } : { prefix: null, complete: false, chain: [] };
  }

  #before(key: string, file: SourceFile, position: number, path: string | null): readonly LinkedMiddleware[] {
    return this.#both((graph) => graph.installs, key)
      .filter((install) => (install.file.path !== file.path || install.node.range[0] < position) && covers(install.path, path))
      .flatMap((install) => install.middlewares);
  }

  #nestStanding(route: LinkedRoute): Standing {
    const nest = this.#shared.nest ?? NO_NEST;
    const chain = [...nest.chain, ...route.middlewares];
    if (!this.#shared.isNestApp || route.local === null) return { fullPath: null, complete: false, chain };
    const bare = route.local.replace(/^\/+/u, '');
    const outside = nest.excluded.some((path) => path.replace(/^\/+/u, '') === bare);
    const [version, ...more] = nest.versioned ? (route.versions ?? (nest.defaultVersion === null ? [] : [nest.defaultVersion])) : [];
    const versioned = version === undefined ? '' : `v${version}`;
    const fullPath = more.length > 0 ? null : joined(joined(joined('/', outside ? '' : nest.prefix), versioned), route.local);
    return { fullPath: rooted(fullPath), complete: this.#shared.complete, chain };
  }

  #readNest(graph: Graph, file: SourceFile): void {
    let { prefix, versioned, defaultVersion } = graph.nest ?? NO_NEST;
    const chain = [...(graph.nest ?? NO_NEST).chain];
    const excluded = [...(graph.nest ?? NO_NEST).excluded];
    for (const node of file.nodes('CallExpression')) {
      const callee = unwrap(node.callee);
      if (callee.type !== 'MemberExpression') continue;
      const name = keyName(callee);
      const [first, second] = node.arguments;
      if (name === 'create' && symbolOf(originOf(file, node)) === '@nestjs/core#NestFactory.create()') graph.isNestApp = true;
      if (name === 'apply' && first) {
        // consumer.apply(Middleware).forRoutes(…)
        const parent = file.parent(node);
        if (parent?.type === 'MemberExpression' && ['forRoutes', 'exclude'].includes(keyName(parent) ?? '')) chain.push(...node.arguments.map((a) => ({ node: a, file, kind: null })));
      }
      if (!['setGlobalPrefix', 'enableVersioning', 'useGlobalGuards', 'use'].includes(name ?? '') || routerAt(file, callee.object, this.#project)?.framework.name !== 'nest') continue;
      if (name === 'setGlobalPrefix') {
        prefix = first ? textOf(this.#project, file, first) : null;
        const list = second?.type === 'ObjectExpression' ? propertyOf(second, 'exclude')?.value : undefined;
        if (list?.type === 'ArrayExpression') excluded.push(...list.elements.flatMap((e) => (e && e.type !== 'SpreadElement' ? (textOf(this.#project, file, e) ?? []) : [])));
      }
      if (name === 'enableVersioning') {
        const options = first?.type === 'ObjectExpression' ? first : null;
        const type = options && propertyOf(options, 'type');
        versioned = type === null || file.textOf(type.value).endsWith('URI');
        const version = options && propertyOf(options, 'defaultVersion');
        defaultVersion = version ? textOf(this.#project, file, version.value) : null;
      }
      if (name === 'useGlobalGuards' || name === 'use') chain.push(...node.arguments.map((a) => ({ node: a, file, kind: null })));
    }
    for (const node of file.text.includes('APP_GUARD') ? file.nodes('ObjectExpression') : []) {
      const provide = propertyOf(node, 'provide');
      const guard = propertyOf(node, 'useClass') ?? propertyOf(node, 'useExisting') ?? propertyOf(node, 'useFactory');
      if (provide && guard && symbolOf(originOf(file, provide.value)) === '@nestjs/core#APP_GUARD') chain.push({ node: guard.value, file, kind: null });
    }
    graph.nest = { prefix, excluded, versioned, defaultVersion, chain };
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** A full path always begins with a slash. */
function rooted(path: string | null): string | null {
  return path === null || path.startsWith('/') || path.startsWith('*') ? path : `/${path}`;
}

/** Whether a middleware below a path runs for a route; where either is unknown it may. */
export function covers(installed: string | null, path: string | null): boolean {
  if (installed === null || path === null) return true;
  const plain = installed.replace(/\/?\*.*$/u, '').replace(/\/+$/u, '');
  return plain === '' || path === plain || path.startsWith(`${plain}/`);
}
