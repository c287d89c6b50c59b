import { originOf, UNKNOWN } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { stringValue } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import type { Settings } from '../../core/settings.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import { isTestBelow, shippedFiles } from '../../project/test-files.ts';
import type { Project } from '../../project/types.ts';
import { functionsIn } from './functions.ts';
import type { LinkedFile, LinkedMiddleware, LinkedRoute } from './linked.ts';
import { importsFramework } from './lookup.ts';
import { linkedAs, linkedHttp, middlewareOf } from './model.ts';
import { isOperational } from './order.ts';
import { endsEvery } from './passage.ts';
import { handlesErrors, isEverything } from './registrations.ts';
import { JUDGED_SCOPES, PROXY_FILES, TRACES } from './traces.ts';
import type { HttpFramework, Middleware, MiddlewareKind } from './types.ts';
import { creationOf, usesOf } from './uses.ts';
import type { Uses } from './uses.ts';

/** What an application installs, over all files that are given it. */
export interface InstalledApplication {
  /** The call or construction that makes it. */
  readonly node: Node;
  readonly framework: string;
  /** In the order of the files it passes through. */
  readonly installations: readonly Installation[];
  /** Whether it was seen from where it is made to where it listens, with every use understood. */
  readonly complete: boolean;
  /** Whether the framework answers unknown addresses and errors with a text of its own that is no answer of an API. */
  readonly isBare: boolean;
  /** Whether errors go to what was registered before, as in Koa, and not behind. */
  readonly handsOutwards: boolean;
  /** Whether the framework gives each request an id by itself. */
  readonly numbersRequests: boolean;
  /** Whether clients ask it for something: more than probes and metrics. */
  readonly serves: boolean;
  /** Whether something of a kind is installed; null when that cannot be told. */
  has(kind: MiddlewareKind): boolean | null;
}

export interface Installation {
  readonly node: Node;
  readonly file: SourceFile;
  /** Path it is limited to; empty for everything, null when unknown. */
  readonly path: string | null;
  readonly middlewares: readonly Middleware[];
}

const BARE: ReadonlySet<string> = new Set(['express', 'koa']);
const NUMBERING: ReadonlySet<string> = new Set(['fastify']);

/** Whether the linted file makes an application. */
export function makesApplication(context: RuleContext): boolean {
  return applicationsOf(context).length > 0;
}

/** The applications that the linted file makes. */
export const applicationsOf: (context: RuleContext) => readonly InstalledApplication[] = perFile((context) => {
  if (!importsFramework(hostViewOf(context).file)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  const base = project.packageOf(file)?.folder;
  if (base === undefined || isTestBelow(base, file.path)) return [];
  return [...file.nodes('CallExpression'), ...file.nodes('NewExpression')].flatMap((node) => {
    const made = creationOf(file, node, project);
    // Hono makes no difference between an application and a router.
    if (!made || (made.value === 'router' && made.framework.apps?.length !== 0)) return [];
    return [new Found(file, node, made.framework, project, settingsOf(context).http)];
  });
});

/** The path a route has where nobody sets another: `options.path || '/health'`. */
function fallbackPath({ node, file }: LinkedRoute): string | null {
  const path = node.type === 'CallExpression' ? node.arguments[0] : undefined;
  const origin = path ? originOf(file, path) : UNKNOWN;
  const texts = origin.kind === 'either' ? origin.of.flatMap((one) => (one.kind === 'value' ? (stringValue(one.node) ?? []) : [])) : [];
  return texts.length === 1 ? (texts[0] ?? null) : null;
}

class Found implements InstalledApplication {
  readonly node: Node;
  readonly framework: string;
  readonly isBare: boolean;
  readonly handsOutwards: boolean;
  readonly numbersRequests: boolean;
  readonly #file: SourceFile;
  readonly #of: HttpFramework;
  readonly #project: Project;
  readonly #settings: Settings['http'];
  #uses: Uses | undefined;
  #installations: readonly Installation[] | undefined;
  #files: readonly LinkedFile[] | undefined;

  constructor(file: SourceFile, node: Node, of: HttpFramework, project: Project, settings: Settings['http']) {
    this.#file = file;
    this.node = node;
    this.#of = of;
    this.framework = of.name;
    this.isBare = BARE.has(of.name);
    this.handsOutwards = of.name === 'koa';
    this.numbersRequests = NUMBERING.has(of.name);
    this.#project = project;
    this.#settings = settings;
  }

  get complete(): boolean {
    const uses = this.#traced();
    return uses.listens && uses.complete && this.#isRead(uses);
  }

  get serves(): boolean {
    if (this.#of.controllers) return true;
    const calls = new Set<Node>(this.#traced().calls.map(({ node }) => node));
    return this.#linked().some(({ routes, mounts }) => routes.some((route) => calls.has(route.node) && !isOperational(route.local) && !isOperational(fallbackPath(route))) || mounts.some((mount) => calls.has(mount.node) && !this.#of.mounts?.['register']));
  }

  get installations(): readonly Installation[] {
    if (!this.#installations) {
      const { calls, loaded } = this.#traced();
      const nodes = new Set<Node>(calls.map(({ node }) => node));
      const found: Installation[] = this.#linked().flatMap(({ installs, mounts, file }) => [
        ...installs.filter(({ node }) => nodes.has(node)).map(({ node, path, middlewares }) => ({ node, file, path, middlewares: this.#all(middlewares) })),
        ...mounts.filter(({ node, middlewares }) => nodes.has(node) && middlewares.length > 0).map(({ node, prefix, middlewares }) => ({ node, file, path: prefix, middlewares: this.#all(middlewares) })),
      ]);
      this.#installations = [...found, ...loaded.map(({ node, file }) => ({ node, file, path: '', middlewares: this.#all([{ node, file, kind: null }]) }))];
    }
    return this.#installations;
  }

  has(kind: MiddlewareKind): boolean | null {
    if (this.#traced().kinds.has(kind)) return true;
    const answers = this.installations.map((one) => this.#installs(one, kind));
    if (kind === 'not-found') answers.push(this.#answersAll());
    if (answers.includes(true)) return true;
    if (!this.complete || answers.includes(null) || this.#leavesTrace(kind)) return null;
    return false;
  }

  #installs({ path, middlewares }: Installation, kind: MiddlewareKind): boolean | null {
    if (kind === 'error-handler') return handlesErrors(middlewares, this.#of, this.#project);
    const answers = middlewares.map((m): boolean | null => {
      if (m.kind === kind) return true;
      const functions = m.kind === 'unknown' ? functionsIn(m.file, m.node, this.#project) : [];
      if (kind === 'not-found') {
        if (!isEverything({ type: 'install', path })) return false;
        if (endsEvery(m.file, m.node, this.#project, this.#of)) return true;
        // One that answers some: a page for browsers, a proxy.
        return m.kind !== 'unknown' || (functions.length > 0 && !functions.some(({ fn, file }) => /\b404\b|not_?found/iu.test(file.textOf(fn)))) ? false : null;
      }
      if (m.kind !== 'unknown' || functions.length > 0) return false;
      return m.package === null || mayInstall(m.package, kind) ? null : false;
    });
    return answers.includes(true) ? true : answers.includes(null) ? null : false;
  }

  /** Whether a route, or a router that is mounted for everything, answers all that is left. */
  #answersAll(): boolean | null {
    const calls = new Set<Node>(this.#traced().calls.map(({ node }) => node));
    const isOpen = (route: LinkedFile['routes'][number]): boolean => (route.method === 'ALL' || route.method === 'GET') && (route.local === null || isEverything({ type: 'route', path: route.local }));
    for (const linked of this.#linked()) {
      for (const route of linked.routes) if (calls.has(route.node) && isOpen(route)) return route.local === null ? null : true;
      for (const mount of linked.mounts) {
        if (!calls.has(mount.node) || !isEverything({ type: 'mount', path: mount.prefix })) continue;
        for (const child of mount.children) {
          const place = /^(.*):\d+:\d+(?:#\d+)?$/u.exec(child.key)?.[1];
          const file = place === undefined ? null : place === child.file.path ? child.file : this.#project.file(place);
          if (!file) return null;
          const inner = linkedHttp(file, this.#project, this.#settings);
          if (inner.routes.some((route) => route.key === child.key && isOpen(route)) || inner.installs.some((install) => install.key === child.key && isEverything({ type: 'install', path: install.path }))) return null;
        }
      }
    }
    return false;
  }

  /** Whether any file of the package, or of a proxy in front of it, says something of a kind. */
  #leavesTrace(kind: MiddlewareKind): boolean {
    const trace = TRACES[`${this.framework}:${kind}`] ?? TRACES[kind];
    const folder = this.#project.packageOf(this.#file)?.folder;
    if (!trace || folder === undefined) return false;
    const says = (path: string): boolean => trace.test(this.#project.text(path) ?? '');
    if (shippedFiles(this.#project, folder).some(says)) return true;
    return [...new Set([folder, this.#project.root])].some((base) => PROXY_FILES.some((name) => says(`${base}/${name}`)));
  }

  /** Whether every call that installs something was read. */
  #isRead(uses: Uses): boolean {
    const read = new Set<Node>(this.#linked().flatMap(({ routes, installs, mounts }) => [...routes, ...installs, ...mounts].map(({ node }) => node)));
    return uses.calls.every(({ node, name }) => name === null || read.has(node) || !(this.#of.mounts?.[name] ?? (name === 'use' ? this.#of.installers?.[name] : undefined)) || node.arguments.length === 0);
  }

  #traced(): Uses {
    return (this.#uses ??= usesOf(this.#file, this.node, { framework: this.#of, value: 'app' }, this.#project));
  }

  #linked(): readonly LinkedFile[] {
    if (!this.#files) {
      const { calls, keys } = this.#traced();
      const files = [...new Set(calls.map(({ file }) => file))];
      const known = (file: SourceFile): boolean => [...keys.keys()].some((key) => key.startsWith(`${file.path}:`));
      this.#files = files.map((file) => (known(file) ? linkedAs(file, this.#project, keys) : linkedHttp(file, this.#project, this.#settings)));
    }
    return this.#files;
  }

  #all(middlewares: readonly LinkedMiddleware[]): readonly Middleware[] {
    return middlewares.map((m) => middlewareOf(m, this.#project, this.#settings));
  }
}

/** Whether a package that no list names may install a kind: by the words of its name; a scope of nobody's may hold anything. */
function mayInstall(name: string, kind: MiddlewareKind): boolean {
  const scope = name.startsWith('@') ? name.slice(0, name.indexOf('/')) : null;
  if (scope !== null && !JUDGED_SCOPES.has(scope)) return true;
  if (kind === 'request-id') return /request|trac|correlat|context|log/u.test(name);
  if (kind === 'headers') return /secur|helmet|header|csp|shield|harden|protect/u.test(name);
  return kind === 'compression' && /compress|gzip|brotli|zip|shrink/u.test(name);
}
