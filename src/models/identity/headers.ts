import { originOf, packageOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, keyName, memberChain, stringValue, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel } from '../http/model.ts';
import type { HttpModel, MiddlewareKind, RequestRead, RouteHandler } from '../http/types.ts';
import { sqlModel } from '../sql/model.ts';
import { isIdentityProperty } from './guards.ts';
import { PEOPLE, identityRead } from './model.ts';
import type { HeaderIdentity } from './types.ts';

/** Headers by which proxies and gateways pass on who is acting, and which a client can send as well. Tenants and teams are chosen, and checked, by many. */
const IDENTITY = /^(?:x-)?(?:(?:auth(?:enticated)?-|remote-|forwarded-|current-|acting-)?user(?:-?(?:id|name|email|roles?))?|username|roles?|is-?admin|admin)$/;
const PERMISSION = /(?:roles?|admin)$/;
const COLUMNS = /^(?:user|owner|author|account|creator|sender|created_?by|updated_?by)(?:_?id)?$/i;

/** What can be in front of a handler without anybody having proved who is acting. */
const BLIND: ReadonlySet<MiddlewareKind> = new Set(['cors', 'headers', 'logging', 'rate-limit', 'request-id', 'compression', 'body-parser', 'static', 'validation']);
/** Other proofs that a request can carry: a function that reads one may have checked it. */
const PROOF = /auth(?:orization)?$|signature|hmac|api-?key|token|secret|cert|verified|assertion/;
/** Modules with which something is proved. */
const PROVERS: ReadonlySet<string> = new Set(['crypto', 'jsonwebtoken', 'jose', 'tls', 'bcrypt', 'fast-jwt', '@noble/hashes']);

/** The identity headers of the linted file that are taken for the one who acts, where nothing before or beside them may have checked them. */
export const headerIdentitiesOf = perFile((context): readonly HeaderIdentity[] => {
  const http = httpModel(context);
  const reads = http.reads.filter((read) => read.part === 'headers' && IDENTITY.test(headerOf(read)));
  if (reads.length === 0) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const found: HeaderIdentity[] = [];
  for (const handler of new Set(reads.map((read) => read.handler))) {
    if (handler.file !== file || mayBeProved(file, http, handler, project)) continue;
    const told = new Set<string>();
    for (const { node, use } of usesIn(context, http, handler)) {
      const read = identityRead(file, http, node);
      if (!read || read.handler !== handler || read.part !== 'headers' || !IDENTITY.test(headerOf(read))) continue;
      if (use === 'permission' && !PERMISSION.test(headerOf(read))) continue;
      if (told.has(headerOf(read))) continue;
      told.add(headerOf(read));
      found.push({ node: read.node, header: headerOf(read), use });
    }
  }
  return found.toSorted((a, b) => a.node.range[0] - b.node.range[0]);
});

function headerOf({ path }: RequestRead): string {
  return path.length === 1 ? (path[0] ?? '').toLowerCase() : '';
}

/** Whether all that runs before a handler is seen, and nothing of it can have proved who is acting. Null where nobody is seen to use it. */
export function isEnteredByAnyone(http: HttpModel, handler: RouteHandler): boolean | null {
  const routes = handler.route ? [handler.route] : http.routes.filter((route) => route.chain.some(({ fn }) => fn === handler.fn));
  return routes.length === 0 ? null : routes.every((route) => route.complete && route.chain.every(({ kind, fn }) => fn === handler.fn || BLIND.has(kind)));
}

/** Whether something before the handler, or the handler itself, may have proved who is acting. What is not seen may. */
function mayBeProved(file: SourceFile, http: HttpModel, handler: RouteHandler, project: Project): boolean {
  if (!isEnteredByAnyone(http, handler)) return true;
  if (http.reads.some((read) => read.handler === handler && (read.part === 'cookies' || (read.part === 'headers' && PROOF.test(read.path.at(-1)?.toLowerCase() ?? 'token'))))) return true;
  return file.nodesIn(handler.fn, 'CallExpression').some((call) => {
    const symbol = project.symbol(originOf(file, call.callee));
    return symbol !== null && PROVERS.has(packageOf(symbol));
  }) || file.nodesIn(handler.fn, 'MemberExpression').some((member) => /^(?:authorized|getPeerCertificate)$/.test(keyName(member) ?? ''));
}

/** The places of a function where a value says who is acting. */
export function usesIn(context: RuleContext, http: HttpModel, { fn }: Pick<RouteHandler, 'fn'>): { readonly node: Node; readonly use: HeaderIdentity['use'] }[] {
  const file = sourceFileOf(context);
  const found: { readonly node: Node; readonly use: HeaderIdentity['use'] }[] = [];
  const { queries, built, operationsOf } = sqlModel(context);
  for (const operation of [...built, ...queries.filter(({ node }) => contains(fn, node)).flatMap(operationsOf)]) {
    const isUser = PEOPLE.test(operation.table ?? '');
    for (const { column, value } of operation.data) if (COLUMNS.test(column)) found.push({ node: value, use: 'owner' });
    for (const { column, value } of operation.where) if (COLUMNS.test(column) || (isUser && /^(?:id|email|username)$/i.test(column))) found.push({ node: value, use: 'filter' });
  }
  for (const { left, right } of file.nodesIn(fn, 'AssignmentExpression')) {
    if (memberChain(left).path.some(isPrincipal)) found.push(...valuesOf(right).map((node) => ({ node, use: 'principal' as const })));
  }
  for (const call of file.nodesIn(fn, 'CallExpression')) {
    const callee = unwrap(call.callee);
    const [key, value] = call.arguments;
    if (callee.type === 'MemberExpression' && keyName(callee) === 'set' && value && http.handlerAround(call)?.fn === fn && isPrincipal(stringValue(key))) found.push(...valuesOf(value).map((node) => ({ node, use: 'principal' as const })));
  }
  for (const { operator, left, right } of file.nodesIn(fn, 'BinaryExpression')) {
    if (!/^[!=]==?$/.test(operator)) continue;
    for (const [side, other] of [[left, right], [right, left]] as const) if (other.type === 'Literal' && typeof other.value === 'string') found.push({ node: side, use: 'permission' });
  }
  return found;
}

/** Whether a name is that of the authenticated user: `req.user`, `req.userId`, `c.set('currentUser', …)`. */
export function isPrincipal(name: string | null): boolean {
  return name !== null && (isIdentityProperty(name) || /^(?:current|auth)?user_?id$/i.test(name));
}

function valuesOf(value: Node): Node[] {
  const inner = unwrap(value);
  return inner.type === 'ObjectExpression' ? inner.properties.flatMap((p): Node[] => (p.type === 'Property' ? [p.value] : [])) : [inner];
}
