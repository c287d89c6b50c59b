import { readFileSync } from 'node:fs';
import type { SourceFile } from '../../ast/source-file.ts';
import { originOf, symbolOf } from '../../ast/origin.ts';
import { keyName, propertyOf, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { frameworks } from './lookup.ts';
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
const MAX_BYTES = 1_000_000;
const MAX_WAYS = 8;
const TESTS = /(?:^|\/)(?:__tests__|__mocks__|tests?|e2e|spec|cypress)\/|[.-](?:test|spec|e2e-spec|bench)\.[cm]?[jt]sx?$/u;
const CREATORS = new RegExp([...new Set(frameworks.flatMap((f) => f.creators ?? []))].map((text) => text.replace(/[.()]/gu, '\\$&')).join('|'), 'u');
const NEST = /\b(?:APP_GUARD|setGlobalPrefix|enableVersioning|useGlobalGuards|MiddlewareConsumer)\b/u;
const NO_NEST: NestSetup = { prefix: '', excluded: [], versioned: false, defaultVersion: null, chain: [] };

/** How to read the http facts of a file while the application is being put together. */
export type LinkFile = (file: SourceFile, frameworkOf: FrameworkOf) => LinkedFile;

/**
 * How the routers of one package hang together: from the files that make an application, mounts are followed to the
 * files that define what is mounted. Only those files are parsed; of the others the text is looked at once.
 */
export class Application {
  readonly #project: Project;
  readonly #link: LinkFile;
  readonly #incoming = new Map<string, LinkedMount[]>();
  readonly #installs = new Map<string, LinkedInstall[]>();
  readonly #frameworks = new Map<string, HttpFramework>();
  readonly #apps = new Set<string>();
  readonly #prefixes = new Map<string, string | null>();
  readonly #routes = new Map<string, LinkedRoute[]>();
  readonly #seen = new Set<string>();
  #nest: NestSetup | null = null;
  #nestApp = false;
  /** Whether every file that could make or set up an application was read. */
  complete = true;

  constructor(project: Project, link: LinkFile, entry: SourceFile) {
    this.#project = project;
    this.#link = link;
    const info = project.packageOf(entry);
    const starts = info ? this.#starts(info.folder) : [];
    if (!info) this.complete = false;
    for (const path of starts) {
      const file = path === entry.path ? entry : project.file(path);
      if (file) this.#visit(file);
      else this.complete = false;
    }
    this.#visit(entry);
  }

  /** The framework whose router the application hands to a parameter; null when it hands none. */
  frameworkOf = (key: string): HttpFramework | null => this.#frameworks.get(key) ?? null;

  /** Routes that a function serves, wherever they are registered. */
  routesOf(key: string): readonly LinkedRoute[] {
    return this.#routes.get(key) ?? [];
  }

  /** Path and chain of a route with everything around it. */
  standing(route: LinkedRoute): Standing {
    if (route.framework.controllers) return this.#nestStanding(route);
    if (route.key === null) {
      const byFile = route.framework.exports !== undefined;
      return { fullPath: byFile ? route.local : null, complete: byFile || route.framework.name === 'trpc', chain: route.middlewares };
    }
    const own = this.#prefixes.get(route.key);
    const ways = this.#waysTo(route.key, []).map((way) => ({ ...way, prefix: joined(way.prefix, own === undefined ? '' : own) }));
    const before = this.#before(route.key, route.file, route.node.range[0], route.local);
    const paths = new Set(ways.map((way) => joined(way.prefix, route.local)));
    const [only] = paths;
    const [first, ...others] = ways;
    // What runs on every way to the route.
    const common = (first?.chain ?? []).filter((m) => others.every((way) => way.chain.some((o) => o.node === m.node)));
    return { fullPath: paths.size === 1 ? rooted(only ?? null) : null, complete: first !== undefined && ways.every((way) => way.complete), chain: [...common, ...before, ...route.middlewares] };
  }

  #starts(folder: string): readonly string[] {
    const found: string[] = [];
    for (const path of this.#project.filesOf(folder)) {
      if (TESTS.test(path.slice(folder.length))) continue;
      const text = textOfFile(path);
      if (text === null) this.complete = false;
      else if (CREATORS.test(text) || NEST.test(text)) found.push(path);
    }
    return found;
  }

  #visit(first: SourceFile): void {
    const queue = [first];
    for (let file = queue.shift(); file; file = queue.shift()) {
      if (this.#seen.has(file.path)) continue;
      if (this.#seen.size >= MAX_FILES) {
        this.complete = false;
        return;
      }
      this.#seen.add(file.path);
      const linked = this.#link(file, this.frameworkOf);
      this.#add(linked);
      for (const mount of linked.mounts) {
        for (const child of mount.children) {
          const target = child.key.slice(0, child.key.lastIndexOf(':', child.key.lastIndexOf(':') - 1));
          const next = target === file.path ? null : target === child.file.path ? child.file : this.#project.file(target);
          if (next) queue.push(next);
        }
      }
    }
  }

  #add(linked: LinkedFile): void {
    for (const mount of linked.mounts) {
      for (const child of mount.children) {
        // Under its own key a mount would go round in a circle.
        if (child.key === mount.parent) continue;
        push(this.#incoming, child.key, mount);
        this.#frameworks.set(child.key, mount.framework);
      }
    }
    for (const [key, router] of linked.routers) if (router.role === 'app' || router.framework.apps?.length === 0) this.#apps.add(key);
    for (const [key, prefix] of linked.prefixes) this.#prefixes.set(key, prefix);
    for (const install of linked.installs) if (install.key !== null) push(this.#installs, install.key, install);
    for (const route of linked.routes) for (const handler of route.handlers) push(this.#routes, placeKey(handler.file, handler.fn), route);
    if (NEST.test(linked.file.text) || linked.file.text.includes('NestFactory')) this.#readNest(linked.file);
  }

  #waysTo(key: string, seen: readonly string[]): readonly Way[] {
    const incoming = seen.includes(key) ? [] : (this.#incoming.get(key) ?? []);
    if (incoming.length === 0) return [this.#root(key)];
    return incoming.slice(0, MAX_WAYS).flatMap((mount) => {
      const own = this.#prefixes.get(mount.parent);
      const before = this.#before(mount.parent, mount.file, mount.node.range[0], mount.prefix);
      return this.#waysTo(mount.parent, [...seen, key]).map((way) => ({
        prefix: joined(joined(way.prefix, own === undefined ? '' : own), mount.prefix),
        complete: way.complete && incoming.length <= MAX_WAYS,
        chain: [...way.chain, ...before, ...mount.middlewares],
      }));
    });
  }

  /** The end of a way: an application, or a router nobody is seen to mount. Hono makes no difference between the two. */
  #root(key: string): Way {
    return this.#apps.has(key) ? { prefix: '', complete: this.complete, chain: [] } : { prefix: null, complete: false, chain: [] };
  }

  #before(key: string, file: SourceFile, position: number, path: string | null): readonly LinkedMiddleware[] {
    return (this.#installs.get(key) ?? [])
      .filter((install) => (install.file.path !== file.path || install.node.range[0] < position) && covers(install.path, path))
      .flatMap((install) => install.middlewares);
  }

  #nestStanding(route: LinkedRoute): Standing {
    const nest = this.#nest ?? NO_NEST;
    const chain = [...nest.chain, ...route.middlewares];
    if (!this.#nestApp || route.local === null) return { fullPath: null, complete: false, chain };
    const bare = route.local.replace(/^\/+/u, '');
    const outside = nest.excluded.some((path) => path.replace(/^\/+/u, '') === bare);
    const [version, ...more] = nest.versioned ? (route.versions ?? (nest.defaultVersion === null ? [] : [nest.defaultVersion])) : [];
    const versioned = version === undefined ? '' : `v${version}`;
    const fullPath = more.length > 0 ? null : joined(joined(joined('/', outside ? '' : nest.prefix), versioned), route.local);
    return { fullPath: rooted(fullPath), complete: this.complete, chain };
  }

  #readNest(file: SourceFile): void {
    let { prefix, versioned, defaultVersion } = this.#nest ?? NO_NEST;
    const chain = [...(this.#nest ?? NO_NEST).chain];
    const excluded = [...(this.#nest ?? NO_NEST).excluded];
    for (const node of file.nodes('CallExpression')) {
      const callee = unwrap(node.callee);
      if (callee.type !== 'MemberExpression') continue;
      const name = keyName(callee);
      const [first, second] = node.arguments;
      if (name === 'create' && symbolOf(originOf(file, node)) === '@nestjs/core#NestFactory.create()') this.#nestApp = true;
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
    this.#nest = { prefix, excluded, versioned, defaultVersion, chain };
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
function covers(installed: string | null, path: string | null): boolean {
  if (installed === null || path === null) return true;
  const plain = installed.replace(/\/?\*.*$/u, '').replace(/\/+$/u, '');
  return plain === '' || path === plain || path.startsWith(`${plain}/`);
}

function textOfFile(path: string): string | null {
  try {
    const text = readFileSync(path, 'utf8');
    return text.length > MAX_BYTES ? '' : text;
  } catch {
    return null;
  }
}
