import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, packageOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { enclosingFunction, isClass, isFunction, keyName, propertyOf, returnedExpressions, stringValue, unwrap, unwrapAwait, wrapped } from '../../ast/syntax.ts';
import { memo, perProject } from '../../core/memo.ts';
import { shippedFiles } from '../../project/test-files.ts';
import type { Project } from '../../project/types.ts';
import { parametersOf } from '../http/evidence.ts';
import { functionsIn } from '../http/functions.ts';
import { frameworks, makers } from '../http/lookup.ts';
import { ATTACHING } from '../http/middlewares.ts';
import { httpModelOf, middlewareOf } from '../http/model.ts';
import { JUDGED_SCOPES } from '../http/traces.ts';
import type { Middleware, MiddlewareKind, Route, RouteHandler } from '../http/types.ts';
import { functionsOf } from '../reach/targets.ts';
import type { Target } from '../reach/targets.ts';
import { conductOf, requestOf, variablesOf } from './conduct.ts';
import type { Start } from './conduct.ts';
import { AMBIENT, isJudgingName, MARKERS, mayProtect } from './evidence.ts';
import type { Conduct, Protection } from './types.ts';

/** Kinds of middleware that do nothing but what their name says. */
const PLAIN: ReadonlySet<MiddlewareKind> = new Set(['cors', 'headers', 'logging', 'request-id', 'compression', 'body-parser', 'static', 'error-handler', 'not-found']);

/** What serves these is not seen in the code that registers them. */
const UNSEEN: ReadonlySet<string> = new Set(['signature', 'react-router', 'serverless']);

/**
 * Whether a route is behind a protection: something of its chain, its application, the wrappers around its handler or the handler itself
 * gives it. Null where a part of that is not seen, or may.
 */
export function isBehind(route: Route, protection: Protection, project: Project): boolean | null {
  const answers = [...route.chain, ...before(route, project)].map((middleware) => gives(middleware, protection, project));
  if (answers.includes(true)) return true;
  const own = handlerGives(route, protection, project);
  if (own === true) return true;
  return !isSeen(route, project) || answers.includes(null) ? null : own;
}

/** Whether all that runs before a handler is seen. Procedures hang together by values, and pages of a router are served by somebody else. */
function isSeen(route: Route, project: Project): boolean {
  if (route.framework !== 'trpc') return route.complete && !UNSEEN.has(route.framework);
  let at: Node = route.node;
  for (let inner = unwrap(at); inner.type === 'CallExpression' || inner.type === 'MemberExpression'; inner = unwrap(at)) at = inner.type === 'CallExpression' ? inner.callee : inner.object;
  return project.symbol(originOf(route.file, at))?.startsWith('@trpc/server#initTRPC') === true;
}

/** What is registered for the address before, and hands on: `app.post('/cards', requireUser)` in front of `app.post('/cards', create)`. */
function before(route: Route, project: Project): readonly Middleware[] {
  if (route.node.type !== 'CallExpression' || route.path === null) return [];
  return httpModelOf(route.file, project).routes.flatMap((other) => {
    const isEarlier = other.node.range[1] < route.node.range[1] && other.node !== route.node && other.path === route.path && (other.method === route.method || other.method === 'ALL');
    if (!isEarlier || (other.handler !== null && other.handler.kind !== 'middleware')) return [];
    return [...other.chain, ...(other.node.type === 'CallExpression' ? other.node.arguments.slice(1).map((node) => middlewareOf({ node, file: other.file, kind: null }, project, undefined)) : [])];
  });
}

/** Whether a middleware or guard gives a protection; null where that cannot be told. */
export function gives(middleware: Middleware, protection: Protection, project: Project): boolean | null {
  const { kind } = middleware;
  const from = middleware.package ?? given(middleware, project);
  if (from !== null) {
    if (kind === protection) return !isAttaching(middleware, project);
    if (protection === 'authentication' && kind === 'authorization') return true;
    if (PLAIN.has(kind) || kind === 'rate-limit' || kind === 'validation' || kind === 'session') return false;
    if (kind === 'authentication') return protection === 'authorization' && (isOfNobody(from) || mayJudge(middleware)) ? null : false;
    // `app.authenticate`: what was added to the application.
    return mayProtectAs(from) || frameworks.some(({ packages }) => packages.includes(from)) ? null : false;
  }
  const { functions, conduct } = conductOfMiddleware(middleware.node, project, middleware.file);
  if (!functions || !conduct) return kind === protection ? true : null;
  // A guard of Nest turns away by what it gives.
  const isGuard = functions.some(({ fn, file }) => methodName(file, fn) === 'canActivate');
  if (isGuard && protection !== 'rate-limit') return (protection === 'authentication' ? conduct.identifies : conduct.judges) || null;
  const { refusals, isOpen, identifies, fails, limits } = conduct;
  if (refusals.size === 0 && !isOpen && !limits && kind !== 'rate-limit' && !(identifies && fails) && functions.some(({ fn, file }) => alwaysPasses(file, fn))) return false;
  return judged(conduct, protection, kind);
}

/** `(req, res, next) => { …; next(); }`: whether a middleware hands every request on itself. */
function alwaysPasses(file: SourceFile, fn: FunctionNode): boolean {
  const next = parametersOf(fn).at(-1);
  const variable = next?.type === 'Identifier' ? file.variableOf(next) : null;
  if (!variable || fn.body?.type !== 'BlockStatement' || parametersOf(fn).length > 3) return false;
  const own = (node: Node): boolean => enclosingFunction(file, node) === fn;
  if (file.nodesIn(fn, 'ReturnStatement').some(own) || file.nodesIn(fn, 'ThrowStatement').some(own)) return false;
  return fn.body.body.some((statement) => {
    const call = statement.type === 'ExpressionStatement' ? unwrapAwait(statement.expression) : null;
    return call?.type === 'CallExpression' && call.arguments.length === 0 && call.callee.type === 'Identifier' && file.variableOf(call.callee) === variable;
  });
}

function methodName(file: SourceFile, fn: Node): string | null {
  const method = file.parent(fn);
  return method?.type === 'MethodDefinition' ? keyName(method) : null;
}

/** The package that a function of one's own takes its middleware from: `const signedIn = () => expressjwt({ secret })`. */
function given({ node, file, origin }: Middleware, project: Project): string | null {
  const symbol = project.symbol(origin);
  const name = symbol === null || MARKERS.has(symbol.replace(/\(\)$/u, '')) || functionsIn(file, node, project).length > 0 ? null : packageOf(symbol);
  return name === 'global' ? null : name;
}

/** Whether what proves who asks is told something about what they may do: a role, a function that decides, a strategy for administrators. */
function mayJudge({ node, file }: Middleware): boolean {
  const call = unwrap(node);
  if (call.type !== 'CallExpression') return false;
  const names = [...file.nodesIn(call, 'Property').map(keyName), ...call.arguments.map(stringValue)];
  return call.arguments.some((argument) => isFunction(unwrap(argument))) || names.some((name) => name !== null && (isJudgingName(name) || /admin|staff|owner/iu.test(name)));
}

function isAttaching({ origin }: Middleware, project: Project): boolean {
  const symbol = project.symbol(origin);
  return symbol !== null && ATTACHING.some((name) => symbol.startsWith(name));
}

function mayProtectAs(name: string): boolean {
  return isOfNobody(name) || mayProtect(name);
}

/** Whether a package has a scope that says nothing of what is in it. */
function isOfNobody(name: string): boolean {
  return name.startsWith('@') && !JUDGED_SCOPES.has(name.slice(0, name.indexOf('/')));
}

/** What the functions of a middleware do, which many routes and three protections ask about. */
const conductOfMiddleware = perProject((node: Node, project: Project, file: SourceFile) => {
  const functions = functionsOfMiddleware(node, file, project);
  return { functions, conduct: functions && conductOf(functions, project) };
});

/** The functions of a middleware of the project's own: itself, a factory with what it gives, the methods of a guard's class. Null where nothing is found. */
function functionsOfMiddleware(node: Node, file: SourceFile, project: Project): readonly Start[] | null {
  const inner = unwrap(node);
  const origin = project.follow(originOf(file, inner));
  const owner = origin.kind === 'instance' ? project.follow(origin.of) : origin;
  if (owner.kind === 'class') {
    // What a class inherits is not looked through.
    if (owner.node.superClass || !isClass(owner.node)) return null;
    return owner.node.body.body.flatMap((member) => (member.type === 'MethodDefinition' && isFunction(member.value) && member.value.body ? [asMiddleware({ fn: member.value, file: owner.file })] : []));
  }
  const found = [...functionsIn(file, inner, project).map(asMiddleware), ...(inner.type === 'CallExpression' ? madeBy(functionsOf(project.follow(originOf(file, inner.callee)), false)) : [])];
  return found.length > 0 ? found : null;
}

/** Factories, which know no request, and the functions they give, which do. */
function madeBy(factories: readonly Target[]): Start[] {
  return factories.flatMap(({ fn, file }) => [
    { fn, file, requests: [] },
    ...returnedExpressions(file, fn).flatMap((returned) => {
      const made = unwrap(returned);
      return isFunction(made) ? [asMiddleware({ fn: made, file })] : [];
    }),
  ]);
}

function asMiddleware({ fn, file }: Target): Start {
  return { fn, file, requests: requestOf(fn, file) };
}

function judged(conduct: Conduct, protection: Protection, kind: MiddlewareKind): boolean | null {
  const { identifies, takesSecret, judges, limits, refusals, fails, isOpen, marks } = conduct;
  if (protection === 'rate-limit') return limits || refusals.has(429) || kind === 'rate-limit' ? true : isOpen || marks === 'limit' ? null : false;
  // A guard somewhere else reads what is marked.
  if (marks !== null) return null;
  if (protection === 'authorization') return refusals.has(403) && (judges || identifies) ? true : judges || refusals.has(403) || isOpen || takesSecret || (fails && refusals.size === 0) ? null : false;
  const refuses = refusals.has(401) || refusals.has(403);
  if (refuses && identifies) return true;
  // What turns nobody away only notes who asks.
  if (!refuses && !fails && !isOpen && kind !== 'authentication') return false;
  return identifies || takesSecret || judges || refuses || isOpen || kind === 'authentication' ? null : false;
}

/** Whether the handler, or a wrapper around it, gives a protection itself. */
function handlerGives(route: Route, protection: Protection, project: Project): boolean | null {
  const conduct = handlerConduct(route, project);
  if (conduct === null) return null;
  const { identifies, takesSecret, judges, limits, refusals, isOpen } = conduct;
  if (protection === 'rate-limit') return limits || refusals.has(429) ? true : isOpen ? null : false;
  if (protection === 'authorization') return refusals.has(403) ? true : judges || isOpen ? null : false;
  if (identifies && (refusals.has(401) || refusals.has(403))) return true;
  return identifies || takesSecret || refusals.has(401) || refusals.has(403) || isOpen || isAmbient(route, project) ? null : false;
}

const conducts: (project: Project) => WeakMap<Route, Conduct | null> = memo(() => new WeakMap());

/** What the handler of a route does, with the wrappers around it. Null where it is not seen. */
export function handlerConduct(route: Route, project: Project): Conduct | null {
  const known = conducts(project);
  let found = known.get(route);
  if (found === undefined) known.set(route, (found = conductOfHandler(route, project)));
  return found;
}

function conductOfHandler({ handler, file, node }: Route, project: Project): Conduct | null {
  if (!handler) return null;
  const wrappers = [...wrappersAround(handler), ...(node.type === 'CallExpression' ? wrappersIn(file, node.arguments.at(-1)) : [])];
  const starts: Start[] = [{ fn: handler.fn, file: handler.file, requests: requestsOf(handler) }];
  let isOpen = parametersOf(handler.fn).some((parameter) => parameter.type !== 'Identifier' && handler.framework === 'nest' && parameter.type === 'RestElement');
  for (const { callee, file: at } of wrappers) {
    const origin = project.follow(originOf(at, callee));
    const functions = functionsOf(origin, false);
    const symbol = project.symbol(origin);
    const isMaker = symbol !== null && makers.get(symbol) !== null;
    if (functions.length > 0) starts.push(...madeBy(functions));
    else isOpen ||= !isMaker && !(callee.type === 'MemberExpression' && keyName(callee) === 'bind');
  }
  const conduct = conductOf(starts, project);
  return isOpen ? { ...conduct, isOpen } : conduct;
}

/** The names by which a handler knows the request: not what a framework has taken out of it. */
function requestsOf(handler: RouteHandler): readonly Variable[] {
  const { request, response, context, file, fn, framework } = handler;
  if (framework === 'nest') return request ? [request] : [];
  const [first] = parametersOf(fn);
  const destructured = first && first.type !== 'Identifier' ? variablesOf(file, first) : [];
  return [...destructured, request, context].filter((one): one is Variable => one !== null && one !== response);
}

interface Wrapper {
  readonly callee: Node;
  readonly file: SourceFile;
}

/** Calls that are given a handler where it is written: `export const POST = withUser(async (request) => …)`. */
function wrappersAround({ fn, file }: RouteHandler): Wrapper[] {
  const found: Wrapper[] = [];
  let at = wrapped(file, fn);
  for (let parent = file.parent(at); parent?.type === 'CallExpression' && parent.callee !== at; parent = file.parent(at)) {
    // The registration itself, or a chain of them.
    if (isRegistration(parent, at)) break;
    found.push({ callee: unwrap(parent.callee), file });
    at = wrapped(file, parent);
  }
  return found;
}

function isRegistration(call: TSESTree.CallExpression, handler: Node): boolean {
  const callee = unwrap(call.callee);
  return callee.type === 'MemberExpression' && (call.arguments.length > 1 || call.arguments[0] !== handler || /^(?:get|post|put|patch|delete|del|all|on|query|mutation|use)$/u.test(keyName(callee) ?? ''));
}

/** Calls at the registration: `router.post('/', wrap(create))`, `{ handler: wrap(create) }`. */
function wrappersIn(file: SourceFile, last: Node | undefined): Wrapper[] {
  const inner = last && unwrap(last);
  if (inner?.type === 'ObjectExpression') return wrappersIn(file, propertyOf(inner, 'handler')?.value);
  if (inner?.type !== 'CallExpression') return [];
  return [{ callee: unwrap(inner.callee), file }, ...inner.arguments.flatMap((argument) => wrappersIn(file, argument))];
}

const ambient: (project: Project) => Map<string, boolean> = memo(() => new Map());

/** Whether the package of a route has a place where code may know of the request without being given it. */
function isAmbient({ file }: Route, project: Project): boolean {
  const folder = project.packageOf(file)?.folder ?? project.root;
  const known = ambient(project);
  let found = known.get(folder);
  if (found === undefined) known.set(folder, (found = shippedFiles(project, folder).some((path) => AMBIENT.test(project.text(path) ?? ''))));
  return found;
}
