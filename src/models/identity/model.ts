import { isReassigned } from '../../ast/origin.ts';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, keyName, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import { memo, perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import type { Settings } from '../../core/settings.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { addressOf } from '../http/address.ts';
import { frameworkNamed } from '../http/lookup.ts';
import { httpModel } from '../http/model.ts';
import type { HttpModel, RequestRead, RouteHandler } from '../http/types.ts';
import { argumentAt, effectsOfCall } from '../sql/effects.ts';
import { byPlace, sqlModel } from '../sql/model.ts';
import { leafHoles } from '../sql/text.ts';
import type { DataOperation } from '../sql/types.ts';
import { isAboutOthers, isGuarded, mayBeGuarded } from './guards.ts';
import type { ActingIdentity } from './types.ts';

/** Names of request fields and columns that say who acts: `identity.fields` of the settings replaces them. */
const FIELDS = ['userId', 'ownerId', 'authorId', 'accountId', 'tenantId', 'orgId', 'organizationId', 'organisationId', 'workspaceId', 'creatorId', 'reporterId', 'senderId', 'createdBy', 'createdById', 'updatedBy', 'role', 'roleId', 'isAdmin'];
/** A role is an identity only of a person: messages and views have roles, too. */
const ROLES = /^(?:role|roleid|isadmin)$/;
export const PEOPLE = /user|account|member|profile|employee|person|people|admin|staff|customer/i;
const CREDENTIALS = /^(?:password|passwordhash|hash|token|secret|otp|code|pin|apikey|refreshtoken)$/;

const fieldsOf = memo(({ identity }: Settings): ReadonlySet<string> => new Set((identity?.fields ?? FIELDS).map(normalised)));

/** Request fields of the linted file that name an identity and are used as the acting one, unless something may have checked it. */
export const actingIdentitiesOf = perFile((context): readonly ActingIdentity[] => {
  const http = httpModel(context);
  if (http.reads.length === 0) return [];
  const fields = fieldsOf(settingsOf(context));
  if (!http.reads.some((r) => isIdentity(r, fields) || (r.part === 'body' && r.path.length === 0))) return [];
  const file = sourceFileOf(context);
  return usesIn(context, http, fields).filter(({ read, use }) => {
    const { handler } = read;
    if (!isEnteredByUser(handler)) return false;
    if (read.part === 'query' && (use !== 'filter' || !isOwnResource(addressOf(handler.route)))) return false;
    if (isAboutOthers(handler.route) || mayBeGuarded(handler.route?.chain ?? [])) return false;
    return !isGuarded(file, http, handler, read);
  });
});

/** Whether a user's request enters a handler, and what runs before it is known: a route nobody found may have any middleware. */
function isEnteredByUser(handler: RouteHandler): boolean {
  return handler.kind === 'action' || handler.kind === 'resolver' || handler.kind === 'serverless' || ((handler.kind === 'route' || handler.kind === 'procedure') && handler.route !== null);
}

function isIdentity(read: RequestRead, fields: ReadonlySet<string>): boolean {
  const last = read.path.at(-1);
  return (read.part === 'body' || read.part === 'query') && last !== undefined && fields.has(normalised(last));
}

/** `/me`, `/orders/:id`: a route whose query can only name the owner. */
function isOwnResource(path: string | null): boolean {
  return path !== null && (/\/(?:me|self|my)(?:\/|$)/.test(path) || /[:{[][\w-]+[\]}]?\/?$/.test(path));
}

/** `user_id`, `userId` and `UserId` are one name. */
function normalised(name: string): string {
  return name.replaceAll(/[_-]/g, '').toLowerCase();
}

function usesIn(context: RuleContext, http: HttpModel, fields: ReadonlySet<string>): ActingIdentity[] {
  const file = sourceFileOf(context);
  const found: ActingIdentity[] = [];
  const add = (node: Node, operation: DataOperation, column: string, as: 'data' | 'where', below = ''): void => {
    const direct = identityRead(file, http, node);
    const read = direct && below !== '' ? { ...direct, path: [...direct.path, below] } : direct;
    const field = read?.path.at(-1);
    if (!read || field === undefined || !isIdentity(read, fields) || !fields.has(normalised(column === '*' ? field : column)) || isAuthenticating(operation)) return;
    if (ROLES.test(normalised(field)) && (as === 'where' || !PEOPLE.test(operation.table ?? ''))) return;
    if (found.some((f) => f.read.handler === read.handler && f.field === field)) return;
    found.push({ node, read, field, column, table: operation.table, use: as === 'data' ? 'owner' : 'filter' });
  };
  const { queries, built, operationsOf } = sqlModel(context);
  const isHandled = (node: Node): boolean => http.handlerAround(node) !== null;
  const told = queries.filter((q) => isHandled(q.node) || leafHoles(q.parts ?? []).some((hole) => isHandled(hole.node)));
  for (const operation of [...built, ...told.flatMap(operationsOf)].sort(byPlace)) {
    for (const { column, value } of operation.data) add(value, operation, column, 'data');
    for (const { column, value } of operation.where) add(value, operation, column, 'where');
  }
  for (const call of candidateCalls(context, http, fields)) {
    for (const effect of effectsOfCall(file, call, projectOf(context), settingsOf(context)).columns) {
      const argument = argumentAt(call, effect);
      if (!argument) continue;
      const object = unwrap(argument.node);
      if (effect.column !== '*') add(argument.node, effect.operation, effect.column, effect.as, argument.below);
      else if (object.type === 'ObjectExpression') for (const p of object.properties) if (p.type === 'Property') add(p.value, effect.operation, keyName(p) ?? '*', 'data');
    }
  }
  return found;
}

/** Calls in handlers that are given an identity from the request. */
function candidateCalls(context: RuleContext, http: HttpModel, fields: ReadonlySet<string>): readonly TSESTree.CallExpression[] {
  const file = sourceFileOf(context);
  const handlers = [...new Set(http.reads.filter((r) => r.path.length === 0 || isIdentity(r, fields)).map((r) => r.handler))];
  return file.nodes('CallExpression').filter((call) => call.arguments.length > 0 && handlers.some((h) => contains(h.fn, call)) && call.arguments.some((a) => valuesOf(a).some((v) => {
    const read = identityRead(file, http, v);
    return read !== null && (isIdentity(read, fields) || (read.path.length === 0 && v === a));
  })));
}

function valuesOf(argument: Node): Node[] {
  const inner = unwrap(argument);
  return inner.type === 'ObjectExpression' ? inner.properties.flatMap((p): Node[] => (p.type === 'Property' ? [p.value] : [])) : [inner];
}

/** The read a value is, also converted: `Number(body.userId)`, `body.userId.toString()`, `+body.userId`, `body.userId ?? ''`. */
export function identityRead(file: SourceFile, http: HttpModel, node: Node): RequestRead | null {
  const inner = unwrapAwait(node);
  const read = http.readOf(inner);
  if (read) return read;
  if (inner.type === 'Identifier') {
    const variable = file.variableOf(inner);
    const definition = variable?.defs[0]?.node as Node | undefined;
    const isFixed = definition?.type === 'VariableDeclarator' && definition.id.type === 'Identifier' && variable !== null && !isReassigned(variable);
    return isFixed && definition.init ? identityRead(file, http, definition.init) : null;
  }
  if (inner.type === 'UnaryExpression' && inner.operator === '+') return identityRead(file, http, inner.argument);
  if (inner.type === 'LogicalExpression' && inner.operator !== '&&') return inner.right.type === 'Literal' ? identityRead(file, http, inner.left) : null;
  if (inner.type !== 'CallExpression') return null;
  const callee = unwrap(inner.callee);
  const [first] = inner.arguments;
  if (callee.type === 'Identifier' && /^(?:Number|String|BigInt|parseInt)$/.test(callee.name) && first) return identityRead(file, http, first);
  if (callee.type === 'MemberExpression' && /^(?:toString|trim)$/.test(keyName(callee) ?? '')) return identityRead(file, http, callee.object);
  return null;
}

/** A credential in the same filter: this is the act of authenticating. */
function isAuthenticating(operation: DataOperation): boolean {
  return operation.where.some((f) => CREDENTIALS.test(normalised(f.column)));
}

/**
 * Expression for the authenticated identity in the handler of a finding, for suggestions: the settings' own, or where the framework
 * keeps it. Null where neither is known.
 */
export function authenticatedIdOf(context: RuleContext, { node, field, read }: ActingIdentity): string | null {
  const said = settingsOf(context).identity?.expression;
  const { handler } = read;
  // A whole body that is handed on holds more than the identity.
  if (httpModel(context).readOf(unwrapAwait(node))?.path.length === 0) return null;
  const { principal } = frameworkNamed(handler.framework);
  const holder = principal && handler[principal.of]?.name;
  const expression = said ?? (holder ? `${holder}${principal.path}.${/^(?:user|owner|author|account|created)/i.test(field) ? 'id' : field}` : null);
  const parent = sourceFileOf(context).parent(node);
  return expression !== null && parent?.type === 'Property' && parent.shorthand && parent.value === node ? `${keyName(parent)}: ${expression}` : expression;
}
