import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { displayName, enclosingFunction, keyName, unwrap } from '../../ast/syntax.ts';
import { canFollow } from '../../ast/order.ts';
import { groupedBy } from '../../core/groups.ts';
import { memo, perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import type { Settings } from '../../core/settings.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { functionsIn } from './functions.ts';
import type { LinkedFile, LinkedMiddleware } from './linked.ts';
import { importsFramework } from './lookup.ts';
import { linkedHttp, middlewareOf, saysHttp } from './model.ts';
import { endsEvery, takesError } from './passage.ts';
import type { HttpFramework, HttpMethod, Middleware } from './types.ts';

type Call = TSESTree.CallExpression;

/** One thing a router is told, at the place in the file where it happens. */
export interface Registration {
  /** Where it happens in the sequence it is part of: the call itself, or the call of the function it stands in. */
  readonly at: Node;
  /** The call that registers, where it stands in the function of the sequence itself. */
  readonly call: Node | null;
  readonly type: 'route' | 'mount' | 'install';
  readonly method: HttpMethod;
  /** Path it is limited to; null when unknown. Empty for everything. */
  readonly path: string | null;
  readonly middlewares: readonly Middleware[];
  /** Whether it is an error handler; null when that cannot be told. */
  readonly handlesErrors: boolean | null;
  /** Whether no request that its path covers gets past it. */
  readonly endsEvery: boolean;
}

/** What one router is told in one run of a function, in order. */
export interface Sequence {
  readonly framework: string;
  readonly steps: readonly Registration[];
  /** Whether in some run the one comes after the other. */
  follows(first: Registration, second: Registration): boolean;
}

const MAX_DEPTH = 4;
/** Calls whose callback runs at once, in the place of the call. */
const AT_ONCE: ReadonlySet<string> = new Set(['forEach', 'map', 'flatMap', 'some', 'every', 'filter', 'reduce']);

/** Whether the linted file tells a router more than one thing where the order says something. */
export function registersInOrder(context: RuleContext): boolean {
  return sequencesOf(context).length > 0;
}

/**
 * The order in which each router and application of the linted file is told what it serves: by the calls of one
 * function, with those of the functions it calls in their places. Frameworks in which order says nothing are left out.
 */
export const sequencesOf: (context: RuleContext) => readonly Sequence[] = perFile((context) => {
  // A file that makes an application and hands it on says nothing else of HTTP.
  if (!saysHttp(context) && !importsFramework(hostViewOf(context).file)) return [];
  return new Reader(projectOf(context), settingsOf(context).http).sequences(sourceFileOf(context));
});

interface Step {
  readonly node: Node;
  readonly registration: Omit<Registration, 'at' | 'call'>;
}

class Reader {
  readonly #project: Project;
  readonly #settings: Settings['http'];

  constructor(project: Project, settings: Settings['http']) {
    this.#project = project;
    this.#settings = settings;
  }

  sequences(file: SourceFile): Sequence[] {
    const linked = linkedHttp(file, this.#project, this.#settings);
    return [...linked.routers.keys()].flatMap((key) => this.#ofKey(linked, key));
  }

  #ofKey(linked: LinkedFile, key: string): Sequence[] {
    const { file } = linked;
    const framework = linked.routers.get(key)?.framework;
    // Fastify looks routes up in a tree and encapsulates, Nest registers on its own.
    if (!framework?.installers?.['use'] || framework.name === 'fastify' || framework.name === 'nest') return [];
    const byScope = new Map<FunctionNode | null, Registration[]>();
    const add = (scope: FunctionNode | null, registration: Registration): void => {
      byScope.set(scope, [...(byScope.get(scope) ?? []), registration]);
    };
    for (const { node, registration } of this.#steps(linked, key, framework, 0)) {
      const { at, scope } = place(file, node);
      add(scope, { ...registration, at, call: at === node ? node : null });
      // Where the function around it is called once, it happens there as well.
      for (let inner = scope, depth = 0; inner && depth < MAX_DEPTH; depth++) {
        const call = onlyCall(file, inner);
        if (!call) break;
        const outer = place(file, call);
        add(outer.scope, { ...registration, at: outer.at, call: null });
        inner = outer.scope;
      }
    }
    return [...byScope.values()].flatMap((steps) => {
      const [first] = steps;
      if (!first || steps.length < 2) return [];
      // A chain of calls ends where it is read: `app.get(…).get(…)` begins with its last.
      const ordered = steps.map((step, index) => ({ step, index })).sort((a, b) => positionOf(a.step.at) - positionOf(b.step.at) || a.index - b.index).map(({ step }) => step);
      return [{ framework: framework.name, steps: ordered, follows: (a: Registration, b: Registration) => isAfter(file, a.at, b.at) }];
    });
  }

  /** What a file tells a router, functions it hands it to included. */
  #steps(linked: LinkedFile, key: string, framework: HttpFramework, depth: number): Step[] {
    const found: Step[] = [];
    const routed = new Set<Node>();
    for (const route of linked.routes) {
      if (route.key !== key) continue;
      routed.add(route.node);
      const handler = route.node.type === 'CallExpression' ? route.node.arguments.at(-1) : undefined;
      const ends = handler !== undefined && route.handlers.length > 0 && endsEvery(route.file, handler, this.#project, framework);
      found.push({ node: route.node, registration: { type: 'route', method: route.method, path: route.local, middlewares: this.#all(route.middlewares), handlesErrors: false, endsEvery: ends } });
    }
    for (const install of linked.installs) {
      if (install.key !== key || routed.has(install.node) || isGlobal(install.node, framework)) continue;
      const { middlewares } = install;
      const ends = middlewares.some((m) => m.kind === null && endsEvery(m.file, m.node, this.#project, framework));
      found.push({ node: install.node, registration: { type: 'install', method: 'ALL', path: install.path, middlewares: this.#all(middlewares), handlesErrors: handlesErrors(this.#all(middlewares), framework, this.#project), endsEvery: ends } });
    }
    for (const mount of linked.mounts) {
      if (mount.parent !== key) continue;
      const [child] = mount.children;
      // The router itself as an argument: a function of one's own goes on.
      if (child?.key.includes('#') && isHandedTo(mount.node, framework)) {
        if (depth < MAX_DEPTH) found.push(...this.#handed(child.file, child.key, framework, depth).map((step) => ({ ...step, node: mount.node })));
        continue;
      }
      found.push({ node: mount.node, registration: { type: 'mount', method: 'ALL', path: mount.prefix, middlewares: this.#all(mount.middlewares), handlesErrors: false, endsEvery: false } });
    }
    return found;
  }

  #handed(file: SourceFile, key: string, framework: HttpFramework, depth: number): Step[] {
    const linked = linkedHttp(file, this.#project, this.#settings);
    return this.#steps(linked, key, framework, depth + 1).sort((a, b) => positionOf(a.node) - positionOf(b.node));
  }

  #all(middlewares: readonly LinkedMiddleware[]): readonly Middleware[] {
    return middlewares.map((m) => middlewareOf(m, this.#project, this.#settings));
  }
}

/** Whether one of some middlewares handles errors: Express tells by the parameters, elsewhere it catches what comes after it. Null when that cannot be told. */
export function handlesErrors(middlewares: readonly Middleware[], framework: HttpFramework, project: Project): boolean | null {
  const byParameters = framework.parameters?.error?.length === 4;
  const answers = middlewares.map(({ kind, file, node }): boolean | null => {
    const functions = functionsIn(file, node, project);
    if (kind === 'error-handler' || (byParameters && functions.some(({ fn }) => takesError(fn)))) return true;
    return kind === 'unknown' && functions.length === 0 ? null : false;
  });
  return answers.includes(true) ? true : answers.includes(null) ? null : false;
}

/** Whether a call installs something whose place says nothing: `app.onError(…)`. */
function isGlobal(node: Node, framework: HttpFramework): boolean {
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : null;
  const name = callee?.type === 'MemberExpression' ? keyName(callee) : null;
  const form = name === null ? undefined : framework.installers?.[name];
  return form?.is !== undefined;
}

/** Whether a mount is a call of a function of the project's own that is given the router. */
function isHandedTo(node: Node, framework: HttpFramework): boolean {
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : null;
  const name = callee?.type === 'MemberExpression' ? keyName(callee) : null;
  return name === null || !framework.mounts?.[name];
}

/** Where in its function a node happens: callbacks that run at once count as the call they are given to. */
function place(file: SourceFile, node: Node): { readonly at: Node; readonly scope: FunctionNode | null } {
  let at = node;
  let scope = enclosingFunction(file, at);
  while (scope) {
    const call = file.parent(scope);
    const callee = call?.type === 'CallExpression' && call.callee !== scope ? unwrap(call.callee) : null;
    if (!call || callee?.type !== 'MemberExpression' || !AT_ONCE.has(keyName(callee) ?? '')) break;
    at = call;
    scope = enclosingFunction(file, call);
  }
  return { at, scope };
}

const callsByName = memo((file: SourceFile) => groupedBy(file.nodes('CallExpression'), (call) => {
  const callee = unwrap(call.callee);
  return callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? keyName(callee) : null;
}));

/** The call of a function where there is only one in its file: by its name, or `this.method()`. */
function onlyCall(file: SourceFile, fn: FunctionNode): Call | null {
  const name = displayName(file, fn)?.split('.').at(-1);
  if (name === undefined) return null;
  const calls = (callsByName(file).get(name) ?? []).filter(({ callee }) => {
    const origin = originOf(file, unwrap(callee));
    return origin.kind === 'function' && origin.node === fn;
  });
  const [only, ...more] = calls;
  return only && more.length === 0 ? only : null;
}

/** Of a chain the calls end in order; they all begin where the router stands. */
function positionOf(node: Node): number {
  return node.range[1];
}

function isAfter(file: SourceFile, first: Node, second: Node): boolean {
  if (first === second) return false;
  return second.range[0] === first.range[0] ? second.range[1] > first.range[1] : canFollow(file, first, second);
}

/** Whether a path takes in everything: none, the root, or a wildcard from the root on. */
export function isEverything({ type, path }: Pick<Registration, 'type' | 'path'>): boolean {
  if (path === null) return false;
  if (type !== 'route' && (path === '' || path === '/')) return true;
  return /^\/?(?:\*\w*|\(\.\*\)|\{\/?\*\w+\}|:\w+(?:\*|\(\.\*\)))$/u.test(path);
}
