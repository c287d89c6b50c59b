import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import type { Project } from '../../project/types.ts';
import { parametersOf, rolesOf, wrappedRoles } from './evidence.ts';
import { functionsIn } from './functions.ts';
import type { FoundFunction } from './functions.ts';
import { joined } from './routers.ts';
import type { Router } from './routers.ts';
import type { AddressPart, HandlerKind, HttpFramework, HttpMethod, MiddlewareKind, ParameterRole, RequestPart } from './types.ts';

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

/** What a route needs to know of the router it is registered on. */
export type Registered = Pick<Router, 'framework' | 'key' | 'prefix' | 'parts' | 'fixed'>;

const NO_PARTS: LinkedHandler['parts'] = new Map();

/** What is found out about a file while it is linked. */
export class LinkedFacts implements LinkedFile {
  readonly file: SourceFile;
  readonly handlers = new Map<FunctionNode, LinkedHandler>();
  readonly routes: LinkedRoute[] = [];
  readonly installs: LinkedInstall[] = [];
  readonly mounts: LinkedMount[] = [];
  readonly prefixes = new Map<string, AddressPart>();
  readonly routers = new Map<string, Router>();
  readonly pending = new Set<string>();
  readonly #project: Project;

  constructor(file: SourceFile, project: Project) {
    this.file = file;
    this.#project = project;
  }

  /** Notes a handler of this file; the first to say so is right. */
  own(fn: FunctionNode, framework: HttpFramework, kind: HandlerKind, roles: readonly ParameterRole[], parts: LinkedHandler['parts'] = NO_PARTS): void {
    if (!this.handlers.has(fn)) this.handlers.set(fn, { fn, framework, kind, roles, parts });
  }

  /** Notes handlers as far as they stand in this file. */
  note(found: readonly FoundFunction[], framework: HttpFramework, kind: HandlerKind, roles: readonly ParameterRole[]): void {
    for (const { fn, file } of found) {
      if (file !== this.file) continue;
      const parent = file.parent(fn);
      this.own(fn, framework, kind, parent?.type === 'CallExpression' && parent.callee !== fn ? wrappedRoles(file, fn, roles) : roles);
    }
  }

  /** Notes the functions of middlewares, those of four parameters as error handlers where the framework tells them so. */
  noteMiddlewares(middlewares: readonly LinkedMiddleware[], framework: HttpFramework): void {
    for (const { node, file } of middlewares) {
      if (file === this.file) this.noteMiddleware(node, framework, 'middleware', null);
    }
  }

  noteMiddleware(node: Node, framework: HttpFramework, kind: HandlerKind, roles: readonly ParameterRole[] | null): void {
    const error = framework.parameters?.error;
    for (const found of functionsIn(this.file, node, this.#project)) {
      if (found.file !== this.file) continue;
      const asError = kind === 'middleware' && roles === null && error?.length === 4 && parametersOf(found.fn).length === 4;
      const is = asError ? 'error' : kind;
      this.note([found], framework, is, asError || !roles ? rolesOf(framework, is) : roles);
    }
  }

  addRoute(node: Node, router: Registered, method: HttpMethod, path: AddressPart, middlewares: readonly LinkedMiddleware[], handlers: readonly FoundFunction[]): void {
    this.routes.push({ node, file: this.file, framework: router.framework, key: router.key, method, path: router.fixed ? (joined(router.prefix, path.text) ?? router.prefix) : path.text, local: joined(router.prefix, path.text), parts: [...router.parts, path], versions: null, middlewares, handlers });
  }
}
