import type { Origin } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';

export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS' | 'ALL';
export type RequestPart = 'body' | 'query' | 'params' | 'headers' | 'cookies' | 'files';
export type MiddlewareKind =
  | 'cors'
  | 'headers'
  | 'logging'
  | 'authentication'
  | 'authorization'
  | 'rate-limit'
  | 'validation'
  | 'compression'
  | 'body-parser'
  | 'session'
  | 'static'
  | 'error-handler'
  | 'not-found'
  | 'unknown';

/** How a handler is entered. `task`: a scheduler calls it. `job`: a queue does. All but `task` and `job` answer a request. */
export type HandlerKind = 'route' | 'middleware' | 'error' | 'procedure' | 'action' | 'resolver' | 'serverless' | 'task' | 'job';

/** A function that runs for each request, however it is written: inline, wrapped, named, method, returned by a factory. */
export interface RouteHandler {
  readonly kind: HandlerKind;
  readonly fn: FunctionNode;
  readonly file: SourceFile;
  /** Name of the adapter that recognised it; `signature` where only its parameters told. */
  readonly framework: string;
  /** The route it serves, where the registration is in this file or the index found it. */
  readonly route: Route | null;
  /** Names bound to the request, the response, and the one context object of Koa, Hono, tRPC, … */
  readonly request: Variable | null;
  readonly response: Variable | null;
  readonly context: Variable | null;
}

export interface Middleware {
  readonly node: Node;
  readonly kind: MiddlewareKind;
  /** Package it comes from; null for one of the project's own. */
  readonly package: string | null;
  readonly origin: Origin;
  /** Function of the project's own middleware, where the index finds it. */
  readonly fn: FunctionNode | null;
}

export interface Route {
  readonly method: HttpMethod;
  /** Path written at the registration; null when it is not constant. */
  readonly path: string | null;
  /** Mount prefixes included; null when a prefix is unknown. */
  readonly fullPath: string | null;
  /** Whether every mount up to the application is known, so that `chain` is complete. */
  readonly complete: boolean;
  readonly node: Node;
  readonly file: SourceFile;
  readonly framework: string;
  /** What runs before the handler, in order: application, router, route. */
  readonly chain: readonly Middleware[];
  /** Null where the handler is an expression nothing is known of. */
  readonly handler: RouteHandler | null;
}

/** One read of request data: `req.body.user.id`, `const { id } = c.req.param()`, a Nest `@Body('id') id`, tRPC `input.id`. */
export interface RequestRead {
  readonly node: Node;
  readonly part: RequestPart;
  /** Property path below the part; empty for the whole part. A computed key ends the path. */
  readonly path: readonly string[];
  readonly handler: RouteHandler;
}

export interface ResponseWrite {
  readonly node: Node;
  /** Status where it is constant. */
  readonly status: number | null;
  readonly body: Node | null;
  readonly handler: RouteHandler;
}

export interface HttpModel {
  readonly handlers: readonly RouteHandler[];
  readonly routes: readonly Route[];
  readonly reads: readonly RequestRead[];
  readonly writes: readonly ResponseWrite[];
  /** The innermost handler a node stands in; null outside handlers. */
  handlerAround(node: Node): RouteHandler | null;
  /**
   * The request data an expression is, directly: the read itself, or a name bound to it by destructuring or a const.
   * Operators and calls are the flow model's business. Null when it is none.
   */
  readOf(node: Node): RequestRead | null;
}
