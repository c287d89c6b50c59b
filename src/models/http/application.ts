import type { SourceFile } from '../../ast/source-file.ts';
import { exportsOf } from '../../ast/exports.ts';
import { shippedFiles } from '../../project/test-files.ts';
import type { Project } from '../../project/types.ts';
import { CREATORS } from './lookup.ts';
import type { FrameworkOf, LinkedFile, LinkedInstall, LinkedMiddleware, LinkedMount, LinkedRoute } from './linked.ts';
import { NestSetup } from './nest-setup.ts';
import { joined, pathOf, placeKey, routerAt } from './routers.ts';
import type { AddressPart, HttpFramework } from './types.ts';

/** Where a route stands in the whole application. */
export interface Standing {
  readonly fullPath: string | null;
  readonly addresses: readonly (readonly AddressPart[])[];
  readonly complete: boolean;
  readonly chain: readonly LinkedMiddleware[];
}

interface Way {
  readonly parts: readonly AddressPart[];
  readonly complete: boolean;
  readonly chain: readonly LinkedMiddleware[];
}

const MAX_FILES = 400;
const MAX_WAYS = 8;
const MAX_PASSED = 4;
/** Frameworks whose routers keep to themselves what they run. */
const ENCAPSULATING: ReadonlySet<string> = new Set(['fastify', 'nest', 'trpc']);
const NEST = /\b(?:APP_GUARD|setGlobalPrefix|enableVersioning|useGlobalGuards|MiddlewareConsumer|RouterModule)\b/u;
const NEST_MODULES = 'RouterModule';
/** Text of a file that hands a router without a kind of its own to a server. */
const SERVES = /\b(?:serve|handle|createAdaptorServer|showRoutes)\(|\.fetch\b/u;

/** How to read the http facts of a file while the application is being put together. */
export type LinkFile = (file: SourceFile, frameworkOf: FrameworkOf) => LinkedFile;

/** What some files of a package say, by the identity of routers and functions. */
class Graph {
  readonly incoming = new Map<string, LinkedMount[]>();
  /** Mounts by the router they are mounted on. */
  readonly outgoing = new Map<string, LinkedMount[]>();
  readonly installs = new Map<string, LinkedInstall[]>();
  readonly frameworks = new Map<string, HttpFramework>();
  readonly apps = new Set<string>();
  readonly prefixes = new Map<string, AddressPart>();
  readonly routes = new Map<string, LinkedRoute[]>();
  readonly all: LinkedRoute[] = [];
  /** Files that were read, with their text. */
  readonly seen = new Map<string, string>();
  readonly nest = new NestSetup();
  /** Plugins whose hooks hold for the router they are registered on, by its key. */
  readonly shared = new Map<string, string[]>();
  /** Whether some file hands an application to a server by a call. */
  serves = false;
  /** Whether every file that could make or set up an application was read. */
  complete = true;
}

/** What the text of a file tells before it is parsed. */
interface Look {
  readonly text: string;
  readonly starts: boolean;
  readonly serves: boolean;
  readonly routes: boolean;
  readonly isModule: boolean;
}

function lookAt(text: string): Look {
  return { text, starts: CREATORS.test(text) || NEST.test(text), serves: SERVES.test(text), routes: text.includes(NEST_MODULES), isModule: text.includes('@Module(') };
}

const looks = new Map<string, Look>();
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
      const addresses = [byFile ? route.parts : [{ text: null, node: null, file: route.file }, ...route.parts]];
      return { fullPath: byFile ? onlyPath(addresses) : null, addresses, complete: byFile || route.framework.name === 'trpc', chain: [...(route.framework.name === 'next' ? this.#nextMiddlewares(route) : []), ...route.middlewares] };
    }
    const own = this.#prefix(route.key);
    const ways = this.#waysTo(route.key, route.file, this.#below(route.key, route.local ?? ANYTHING), []);
    const before = this.#before(route.key, route.file, route.node.range[0], route.local);
    const [first, ...others] = ways;
    const addresses = ways.map((way) => [...way.parts, ...own, ...route.parts]);
    // What runs on every way to the route.
    const common = (first?.chain ?? []).filter((m) => others.every((way) => way.chain.some((o) => o.node === m.node)));
    return { fullPath: onlyPath(addresses), addresses, complete: first !== undefined && ways.every((way) => way.complete), chain: [...common, ...before, ...route.middlewares] };
  }

  /** Routes that are reached by an address of which a file says a part. */
  routesThrough(file: SourceFile): readonly LinkedRoute[] {
    return [...this.#shared.all, ...this.#own.all].filter((route) => this.standing(route).addresses.some((parts) => parts.some((part) => part.node !== null && part.file.path === file.path)));
  }

  #both<T>(of: (graph: Graph) => ReadonlyMap<string, readonly T[]>, key: string): readonly T[] {
    return [...(of(this.#shared).get(key) ?? []), ...(of(this.#own).get(key) ?? [])];
  }

  /** A prefix the router was given by a statement of its own. */
  #prefix(key: string): readonly AddressPart[] {
    const found = this.#shared.prefixes.get(key) ?? this.#own.prefixes.get(key);
    return found ? [found] : [];
  }

  #graphOf(folder: string): Graph {
    const seen: { readonly path: string; readonly look: Look }[] = [];
    let complete = true;
    for (const path of shippedFiles(this.#project, folder)) {
      const text = this.#project.text(path);
      if (text === null) {
        complete = false;
        continue;
      }
      const before = looks.get(path);
      const look = before?.text === text ? before : lookAt(text);
      looks.set(path, look);
      seen.push({ path, look });
    }
    // Which module lists a controller matters only where modules have paths.
    const routesModules = seen.some(({ look }) => look.routes);
    const found = seen.filter(({ look }) => look.starts || (routesModules && look.isModule)).map(({ path }) => path);
    const starts = found.join('\0');
    const known = graphs.get(folder);
    if (known?.starts === starts && [...known.graph.seen].every(([path, text]) => this.#project.text(path) === text)) return known.graph;
    const graph = new Graph();
    graph.complete = complete;
    graph.serves = seen.some(({ look }) => look.serves);
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
      push(graph.outgoing, mount.parent, mount);
      for (const child of mount.children) {
        // Under its own key a mount would go round in a circle.
        if (child.key === mount.parent) continue;
        push(graph.incoming, child.key, mount);
        graph.frameworks.set(child.key, mount.framework);
      }
    }
    for (const [key, router] of linked.routers) if (router.role === 'app' || (router.framework.apps?.length === 0 && (graph.serves || !this.#isHandedOut(linked.file, key)))) graph.apps.add(key);
    for (const mount of linked.mounts) if (mount.shares) for (const child of mount.children) push(graph.shared, mount.parent, child.key);
    for (const [key, prefix] of linked.prefixes) graph.prefixes.set(key, prefix);
    for (const install of linked.installs) if (install.key !== null) push(graph.installs, install.key, install);
    graph.all.push(...linked.routes);
    for (const route of linked.routes) for (const handler of route.handlers) push(graph.routes, placeKey(handler.file, handler.fn), route);
    if (NEST.test(linked.file.text) || linked.file.text.includes('NestFactory') || linked.file.text.includes('@Module(')) graph.nest.read(linked.file, this.#project);
  }

  /** Whether a router is exported under a name, as what others mount is; a default export is what a server is given. */
  #isHandedOut(file: SourceFile, key: string): boolean {
    const names = [...exportsOf(file).names].filter(([, origin]) => (origin.kind === 'call' || origin.kind === 'instance') && origin.node !== null && 'file' in origin && routerAt(origin.file, origin.node, this.#project)?.key === key);
    return names.length > 0 && names.every(([name]) => name !== 'default');
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

  /** A path of a router with the prefix of its own in front. */
  #below(key: string, path: string): string {
    return this.#prefix(key).reduceRight((below, { text }) => under(text, below), path);
  }

  /** The ways to a router; `path` is what is asked for below it. */
  #waysTo(key: string, file: SourceFile, path: string, seen: readonly string[]): readonly Way[] {
    const incoming = seen.includes(key) ? [] : this.#both((graph) => graph.incoming, key);
    if (incoming.length === 0) return [this.#root(key, file)];
    return incoming.slice(0, MAX_WAYS).flatMap((mount) => {
      const own = this.#prefix(mount.parent);
      // Options that are handed on hold a prefix that is not seen here.
      const below = under(mount.inherits === true ? null : mount.prefix, path);
      const before = this.#before(mount.parent, mount.file, mount.node.range[0], below, [...seen, key]);
      return this.#waysTo(mount.parent, mount.file, this.#below(mount.parent, below), [...seen, key]).map((way) => {
        // Options that are handed on would hand the plugin's own prefix on too.
        const isDoubled = mount.inherits === true && pathOf(way.parts) !== '';
        return {
          parts: [...way.parts, ...own, ...(isDoubled ? [{ text: null, node: null, file: mount.file }] : mount.parts)],
          complete: way.complete && incoming.length <= MAX_WAYS,
          chain: [...way.chain, ...before, ...mount.middlewares],
        };
      });
    });
  }

  /** The end of a way: an application, or a router nobody is seen to mount. Hono makes no difference between the two. What a parameter is was made elsewhere. */
  #root(key: string, file: SourceFile): Way {
    if (this.#shared.apps.has(key) || this.#own.apps.has(key)) return { parts: [], complete: this.#shared.complete && !key.includes('#'), chain: [] };
    return { parts: [{ text: null, node: null, file }], complete: false, chain: [] };
  }

  /** What a router runs before a place in a file, for a path of it. `seen`: routers on the way there. */
  #before(key: string, file: SourceFile, position: number, path: string | null, seen: readonly string[] = []): readonly LinkedMiddleware[] {
    const isEarlier = (one: LinkedInstall | LinkedMount): boolean => one.file.path !== file.path || one.node.range[0] < position;
    const installed = this.#sharing(key)
      .flatMap((one) => this.#both((graph) => graph.installs, one))
      .filter((install) => isEarlier(install) && covers(install.path, path))
      .map(({ node, file: at, middlewares }) => ({ node, at, middlewares }));
    // A request goes through the routers that are mounted before, until one answers.
    const passed = this.#both((graph) => graph.outgoing, key)
      .filter((mount) => isEarlier(mount) && !ENCAPSULATING.has(mount.framework.name) && !mount.children.some((child) => child.key === key || seen.includes(child.key)) && covers(mount.prefix, path))
      .map((mount) => ({ node: mount.node, at: mount.file, middlewares: [...mount.middlewares, ...mount.children.flatMap((child) => this.#passed(child.key, mount.prefix, path, [...seen, key]))] }));
    const all = [...installed, ...passed];
    // Only places of one file have an order.
    const ordered = passed.length > 0 && all.every(({ at }) => at.path === file.path) ? all.toSorted((a, b) => a.node.range[0] - b.node.range[0]) : all;
    return ordered.flatMap(({ middlewares }) => middlewares);
  }

  /** What a router below a prefix runs for a path that it does not answer. */
  #passed(key: string, prefix: string | null, path: string | null, seen: readonly string[]): readonly LinkedMiddleware[] {
    if (seen.includes(key) || seen.length > MAX_PASSED) return [];
    const own = this.#below(key, '');
    const at = (below: string | null): string => under(under(prefix, own), below ?? ANYTHING);
    return [
      ...this.#both((graph) => graph.installs, key).filter((install) => covers(at(install.path), path)).flatMap(({ middlewares }) => middlewares),
      ...this.#both((graph) => graph.outgoing, key).filter((mount) => covers(at(mount.prefix), path)).flatMap((mount) => [...mount.middlewares, ...mount.children.flatMap((child) => this.#passed(child.key, at(mount.prefix), path, [...seen, key]))]),
    ];
  }

  /** A router, and the plugins that add to it rather than to a router of their own. */
  #sharing(key: string, seen: readonly string[] = []): readonly string[] {
    if (seen.includes(key)) return [];
    return [key, ...this.#both((graph) => graph.shared, key).flatMap((child) => this.#sharing(child, [...seen, key]))];
  }

  #nestStanding(route: LinkedRoute): Standing {
    const { nest } = this.#shared;
    const addresses = nest.addresses(route);
    return { fullPath: onlyPath(addresses), addresses, complete: nest.isApp && this.#shared.complete && route.local !== null, chain: [...nest.chain, ...route.middlewares] };
  }
}

/** The path that all addresses of a route are; null where there are several, or it is unknown. */
function onlyPath(addresses: readonly (readonly AddressPart[])[]): string | null {
  const [only, ...others] = new Set(addresses.map((parts) => rooted(pathOf(parts))));
  return others.length === 0 ? (only ?? null) : null;
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

/** A part of a path that is not known. */
const ANYTHING = '?';

/** A path below a prefix. */
function under(prefix: string | null, path: string): string {
  return joined(prefix ?? ANYTHING, path) ?? ANYTHING;
}

/** Whether a middleware below a path runs for a route; where either is unknown it may. A parameter of the middleware's path stands for any segment. */
export function covers(installed: string | null, path: string | null): boolean {
  if (installed === null || path === null) return true;
  const wanted = segments(installed.replace(/\/?\*.*$/u, ''));
  const asked = segments(path);
  const known = asked.includes(ANYTHING) ? asked.indexOf(ANYTHING) : asked.length;
  return wanted.every((segment, i) => (i >= known && known < asked.length) || segment === asked[i] || (asked[i] !== undefined && /^[:{]/u.test(segment)));
}

function segments(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}
