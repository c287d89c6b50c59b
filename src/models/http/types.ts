import type { TSESTree } from '@typescript-eslint/utils';
import type { Origin } from '../../ast/origin.ts';
import type { ClassNode, FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';

export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS' | 'ALL';
export type RequestPart = 'body' | 'query' | 'params' | 'headers' | 'cookies' | 'files';
export type MiddlewareKind =
  | 'cors'
  | 'headers'
  | 'logging'
  | 'authentication'
  | 'authorization'
  | 'rate-limit'
  | 'request-id'
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
  /** The file the node stands in. */
  readonly file: SourceFile;
  readonly kind: MiddlewareKind;
  /** Package it comes from; null for one of the project's own. */
  readonly package: string | null;
  readonly origin: Origin;
  /** Function of the project's own middleware, where the index finds it. */
  readonly fn: FunctionNode | null;
}

/** A part of an address and the place it is written at: the path of a route, a mount, a prefix. */
export interface AddressPart {
  /** Null when it is not constant. */
  readonly text: string | null;
  /** The literal, where the file has one; else the expression; null where no code says it, as with folders and versions. */
  readonly node: Node | null;
  readonly file: SourceFile;
}

export interface Route {
  readonly method: HttpMethod;
  /** Path written at the registration; null when it is not constant. */
  readonly path: string | null;
  /** Mount prefixes included; null when a prefix is unknown. */
  readonly fullPath: string | null;
  /** The parts of each address it answers at, from the application down. Where nobody is seen to mount it, the first is unknown. */
  readonly addresses: readonly (readonly AddressPart[])[];
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
  /** Status where it is said and constant. */
  readonly status: number | null;
  /** Expression of the status where this answer says it itself. */
  readonly statusNode: Node | null;
  /** Who says the status: this answer, nobody (then it is 200), or something that is not known. */
  readonly said: 'here' | 'default' | 'unknown';
  readonly body: Node | null;
  /** Address that the browser is sent to. */
  readonly location: Node | null;
  /** Path of the file that is sent, where no folder holds it. */
  readonly filePath: Node | null;
  /** How it is written: places of its arguments; null for an assignment. */
  readonly form: WriterForm | null;
  /** Method of the response that sets the status before the answer: `status`. Null where the framework has none. */
  readonly setter: string | null;
  readonly handler: RouteHandler;
}

/** An assignment to request data: `req.body.userId = user.id`, `req.body = result.data`. */
export interface RequestWrite {
  readonly node: Node;
  readonly part: RequestPart;
  readonly path: readonly string[];
  readonly handler: RouteHandler;
}

/** A part of an address that a file says: which of the parts it is, and a route that is reached by it. */
export interface AddressPlace {
  readonly part: AddressPart;
  readonly index: number;
  readonly address: readonly AddressPart[];
  readonly route: Route;
}

export interface HttpModel {
  readonly handlers: readonly RouteHandler[];
  readonly routes: readonly Route[];
  /** The parts of addresses that are written in the file, those in front of the routes of other files included. */
  readonly places: readonly AddressPlace[];
  readonly reads: readonly RequestRead[];
  readonly writes: readonly ResponseWrite[];
  readonly assignments: readonly RequestWrite[];
  /** The innermost handler a node stands in; null outside handlers. */
  handlerAround(node: Node): RouteHandler | null;
  /**
   * The request data an expression is, directly: the read itself, or a name bound to it by destructuring or a const.
   * Operators and calls are the flow model's business. Null when it is none.
   */
  readOf(node: Node): RequestRead | null;
}

/** What a parameter of a handler is. `input` is the parsed input itself, as GraphQL's `args` and the arguments of server actions. */
export type ParameterRole = 'request' | 'response' | 'context' | 'next' | 'error' | 'input' | 'other';

/**
 * Where request data is below a parameter: path to part. A path is property names and calls: `body`, `req.json()`,
 * `req.query(*)` (the argument, when there is one, is the key), `req.valid('json')` (only with that argument).
 * A part with `:get` is asked with `get('key')`, as FormData, Headers and URLSearchParams; `:cookie` the same, of `{ value }`.
 * `url` is the address as text: `new URL(it).searchParams` is the query.
 */
export type Reads = Readonly<Record<string, RequestPart | `${RequestPart}:get` | `${RequestPart}:cookie` | 'url'>>;

/** How a call registers routes. Places are indexes of arguments. */
export interface RouteForm {
  readonly method: HttpMethod;
  /** Place of the method or list of methods, where the call's name does not say it. */
  readonly methodArgument?: number;
  /** Place of the path; handlers start here when a function stands there instead. Default 0; null when there is no path. */
  readonly path?: number | null;
  /** The path may follow the route's name: `get('account', '/:id', h)`. */
  readonly named?: boolean;
  /** Place of an object that says all: its keys. A call with this argument creates it: `createRoute({ … })`. */
  readonly object?: { readonly at: number; readonly method: string; readonly path: readonly string[]; readonly handler: string | null };
  readonly kind?: HandlerKind;
}

/** How a call installs what runs before, after or instead of routes. */
export interface InstallerForm {
  /** First place that may hold a function. */
  readonly handlers: number;
  /** Place of a path that limits it, when a path stands there. */
  readonly path?: number;
  readonly kind: 'middleware' | 'error' | 'route';
  /** First arguments it counts with: names of hooks that run for each request. */
  readonly names?: readonly string[];
  readonly is?: MiddlewareKind;
  /** Roles of the function's parameters, where they differ from a middleware's. */
  readonly parameters?: readonly ParameterRole[];
}

/** How a call mounts another router or plugin. */
export interface MountForm {
  readonly path: number | null;
  /** First place that may hold a router; every later one may too. */
  readonly router: number;
  /** Place of options, and the key of the prefix in them. */
  readonly options?: { readonly at: number; readonly prefix: string };
  /** The mounted thing is a function that is given the router. */
  readonly plugin?: boolean;
}

/** A function handed to a call or constructor of a package is a handler. */
export interface CallbackForm {
  /** Symbol of the function or constructor, `new x#Y` for a constructor. `**` stands for any further members and calls. */
  readonly symbol: string;
  /** Place of the function; -1 is the last. With `property`, of an object that holds it. */
  readonly argument: number;
  readonly property?: string;
  readonly kind: HandlerKind;
  readonly parameters: readonly ParameterRole[];
}

/** An export of a file whose path says it is an entry point. */
export interface ExportForm {
  /** Tested on the path with forward slashes. */
  readonly path: RegExp;
  /** Exported names, with the method each serves; `*` is every name. */
  readonly names: Readonly<Record<string, HttpMethod>>;
  readonly kind: HandlerKind;
  readonly parameters: readonly ParameterRole[];
  /** A package the file or its package has to know, where the path alone is no proof. */
  readonly needs?: readonly string[];
  /** Members of the first parameter, one of which has to be used, where path and name are no proof. */
  readonly uses?: readonly string[];
  /** The export is an object; its methods are the handlers. */
  readonly members?: Readonly<Record<string, { readonly kind: HandlerKind; readonly parameters: readonly ParameterRole[] }>>;
  /** Only in the package's folder or its `src`. */
  readonly atRoot?: boolean;
  /** Address the file answers at, from its path; null when it does not tell. */
  readonly route?: (path: string) => string | null;
  /** Files of the package that say the addresses otherwise, unless they contain a text. */
  readonly routesFile?: { readonly path: RegExp; readonly unless: string };
}

/** A method that carries a decorator is a handler. */
export interface MethodDecorator {
  readonly kind: HandlerKind;
  readonly method?: HttpMethod;
}

/** A parameter that carries a decorator. */
export interface ParameterDecorator {
  readonly part?: RequestPart;
  readonly role?: ParameterRole;
}

/** How an answer is written: places of body, status, and of an object `{ status }`. */
export interface WriterForm {
  readonly body?: number;
  readonly status?: number;
  readonly options?: number;
  /** The body is what a template is filled with, and the answer a page. */
  readonly page?: true;
  /** The body is HTML: always, or where it is a text and nobody says another content type. */
  readonly html?: 'always' | 'texts';
  /** The first argument is the path of a file, below the `root` of the options where they have one. */
  readonly sendsFile?: true;
  /** The first argument that is no number is the address the browser is sent to. */
  readonly redirects?: true;
}

/**
 * A framework, as data. Names of things are symbols (see `symbolOf` in src/ast/origin.ts): `express#Router()` is what
 * calling `Router` of express gives, `new hono#Hono` an instance or a value of that type.
 */
export interface HttpFramework {
  readonly name: string;
  readonly packages: readonly string[];
  /** What routes are registered on. An application is where a chain of mounts ends. */
  readonly apps?: readonly string[];
  readonly routers?: readonly string[];
  /** Text that a file which makes an application contains. */
  readonly creators?: readonly string[];
  /** Methods that give the router again, besides those that register: with a path (`prefix`), or as it is (`same`). */
  readonly views?: Readonly<Record<string, 'prefix' | 'same'>>;
  /** Options of the creator that hold a prefix. */
  readonly prefixOption?: string;
  /** Methods that set the router's own prefix: `router.prefix('/x')`. */
  readonly prefixMethod?: string;
  readonly routes?: Readonly<Record<string, RouteForm>>;
  readonly installers?: Readonly<Record<string, InstallerForm>>;
  readonly mounts?: Readonly<Record<string, MountForm>>;
  /** Keys of route options that hold middlewares, and the key of a schema the framework validates with. */
  readonly options?: { readonly middlewares: readonly string[]; readonly schema: string };
  /** Calls around a plugin function, and types of plugin functions: the first parameter is a router. */
  readonly plugins?: readonly string[];
  /** Those among them whose plugins add to the router they are registered on. */
  readonly sharing?: readonly string[];
  /** A plugin that registers what files of a folder export: `register(autoload, { dir, options })`. */
  readonly autoload?: readonly string[];
  /** Where authentication leaves the acting user: on which of a handler's parameters, and below what. */
  readonly principal?: { readonly of: 'request' | 'context'; readonly path: string };
  /** Roles of the parameters of its functions. */
  readonly parameters?: Partial<Readonly<Record<HandlerKind, readonly ParameterRole[]>>>;
  /** Types of parameters, and types of whole functions. */
  readonly parameterTypes?: Readonly<Record<string, ParameterRole>>;
  readonly handlerTypes?: Readonly<Record<string, HandlerKind>>;
  /** Calls that take or make a handler and give one: `createMiddleware(fn)`. */
  readonly makers?: Readonly<Record<string, HandlerKind>>;
  readonly callbacks?: readonly CallbackForm[];
  readonly exports?: readonly ExportForm[];
  /** A directive that makes functions entry points: `use server`. */
  readonly directive?: { readonly text: string; readonly kind: HandlerKind; readonly parameters: readonly ParameterRole[] };
  readonly controllers?: readonly string[];
  /** Classes whose method of a name is a handler, by the class's decorator. */
  readonly classMethods?: Readonly<Record<string, { readonly name: string; readonly kind: HandlerKind }>>;
  readonly methodDecorators?: Readonly<Record<string, MethodDecorator>>;
  readonly parameterDecorators?: Readonly<Record<string, ParameterDecorator>>;
  /** Decorators of a class or method whose arguments run before it. */
  readonly guards?: Readonly<Record<string, MiddlewareKind>>;
  readonly reads?: Partial<Readonly<Record<ParameterRole, Reads>>>;
  /** Functions of the package that give request data: `next/headers#cookies()`. */
  readonly globals?: Readonly<Record<string, `${RequestPart}:get` | `${RequestPart}:cookie` | RequestPart>>;
  readonly writers?: Partial<Readonly<Record<ParameterRole, Readonly<Record<string, WriterForm>>>>>;
  /** Methods of the response or context that set the status and give the response again. */
  readonly statusSetters?: readonly string[];
  /** Properties whose assignment answers, as `ctx.body = x` and `ctx.status = 201`. */
  readonly assigned?: { readonly body: readonly string[]; readonly status: readonly string[] };
  /** Functions and constructors that make an answer: `Response.json(body, { status })`. */
  readonly responses?: Readonly<Record<string, WriterForm>>;
}

/** A framework together with something it says. */
export interface Of<T> {
  readonly framework: HttpFramework;
  readonly value: T;
}

/** What the parameters, types and use of a function tell: it answers requests. */
export interface Signature {
  readonly fn: FunctionNode;
  readonly framework: HttpFramework;
  readonly kind: HandlerKind;
  readonly parameters: readonly ParameterRole[];
}

/** A call whose method name and arguments could register something; null for a computed name. */
export interface MethodCall {
  readonly node: TSESTree.CallExpression;
  readonly name: string | null;
  readonly receiver: Node;
}

/** What one file by itself tells about http. */
export interface HttpFacts {
  readonly calls: readonly MethodCall[];
  readonly signatures: readonly Signature[];
  /** Classes with a decorator on them or on a method. */
  readonly classes: readonly ClassNode[];
  readonly callbacks: readonly (TSESTree.CallExpression | TSESTree.NewExpression)[];
  readonly exports: readonly Of<ExportForm>[];
  /** Functions that a directive makes entry points. */
  readonly actions: readonly FunctionNode[];
  /** Values in resolver maps. */
  readonly resolvers: readonly Node[];
}
