import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, decoratorsOf, keyName, memberChain, patternNames, stringValue, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import { isGenerated } from '../flow/tables.ts';
import { addressOf } from '../http/address.ts';
import type { HttpModel, Middleware, RequestRead, Route, RouteHandler } from '../http/types.ts';

/** Path words of routes that act on somebody else by design, or are called by machines. */
const OTHERS = /(?:^|[/_.-])(?:admins?|administration|invites?|invitations?|members?|memberships?|assign(?:ments?|ees?)?|transfers?|grants?|roles?|permissions?|impersonat\w*|internal|system|service|webhooks?|hooks?|callbacks?|cron|jobs?|login|signin|sign-in|register|signup|sign-up|token|tokens|oauth|sso)(?=$|[/_.:-])/i;

/** Properties of a request, context or session that hold the authenticated identity. Data words, not receivers. */
const IDENTITY_PROPERTIES = /^(?:user|currentUser|authUser|auth|session|principal|identity|account|jwt|jwtPayload|claims|viewer|actor|token|tenant|organization)$/;

/** Whether a property of a request, context or session holds the authenticated identity by its name. */
export function isIdentityProperty(name: string): boolean {
  return IDENTITY_PROPERTIES.test(name);
}

/** Whether a route is about somebody else by its path, or is not entered by a user. */
export function isAboutOthers(route: Route | null): boolean {
  const path = addressOf(route);
  return path !== null && OTHERS.test(path.replace(/([a-z0-9])([A-Z])/g, '$1-$2'));
}

/** Properties of a request that hold what the client sent. */
const REQUEST_DATA: ReadonlySet<string> = new Set(['body', 'query', 'params', 'request', 'req']);

/** Kinds of middleware that cannot decide who may act for whom. */
const NEUTRAL: ReadonlySet<string> = new Set(['cors', 'headers', 'logging', 'authentication', 'rate-limit', 'request-id', 'validation', 'compression', 'body-parser', 'session', 'static', 'error-handler', 'not-found']);

/** Whether a middleware of the chain may check a permission or overwrite the request: its kind is authorisation or unknown, or it asks about who is acting. */
export function mayBeGuarded(chain: readonly Middleware[]): boolean {
  return chain.some((m) => (NEUTRAL.has(m.kind) ? m.kind === 'authentication' && judgesIdentity(m) : !isBlind(m)));
}

/** The function of a middleware of the project's own, with its file; null where it comes from a package or a factory. */
function writtenAt({ origin, fn }: Middleware): { readonly file: SourceFile; readonly fn: FunctionNode } | null {
  if (!fn || (origin.kind !== 'function' && origin.kind !== 'call')) return null;
  return origin.file.nodes(fn.type).some((node) => node === fn) ? { file: origin.file, fn } : null;
}

/** `if (!isAdmin(ctx.user)) throw …`, `if (req.user.role !== 'admin') return …`: a middleware that proves who is acting and then asks what they may do. */
function judgesIdentity(middleware: Middleware): boolean {
  const own = writtenAt(middleware);
  if (!own) return false;
  const { file, fn } = own;
  const named = (node: Node): number => memberChain(node).path.findIndex((p) => p !== null && IDENTITY_PROPERTIES.test(p));
  const judges = (operand: Node): boolean => {
    const node = unwrapAwait(operand);
    if (node.type === 'CallExpression') return node.arguments.some((a) => named(a) >= 0);
    if (node.type === 'BinaryExpression') return [node.left, node.right].some((side) => named(side) >= 0 && named(side) < memberChain(side).path.length - 1);
    const variable = node.type === 'Identifier' ? file.variableOf(node) : null;
    const definition = variable?.defs[0]?.node as Node | undefined;
    // A user that is looked up and kept is who is acting, not what they may do.
    const isAnswer = variable?.references.every((r) => r.isWrite() || isQuestion(file, r.identifier)) ?? false;
    return isAnswer && definition?.type === 'VariableDeclarator' && definition.init !== null && unwrapAwait(definition.init).type === 'CallExpression' && judges(definition.init);
  };
  return file.nodesIn(fn, 'IfStatement').some((s) => endsEarly(s.consequent) && operands(s.test).some(judges));
}

const DECISIONS = ['IfStatement', 'ConditionalExpression', 'LogicalExpression', 'SwitchStatement', 'ThrowStatement', 'NewExpression'] as const;
const SETTERS: ReadonlySet<string> = new Set(['set', 'setHeader', 'header']);

/** Headers that number a request: they say nothing about who sent it. */
const NUMBERING_HEADER = /^(?:x-)?(?:request|correlation|trace|amzn-trace)-?id$|^traceparent$/i;

/**
 * `async (c, next) => { c.set('db', db); await next(); }`, `(req, res, next) => { req.id = req.get('x-request-id') ?? randomUUID(); next(); }`: a middleware
 * that decides nothing but what number a request has, asks nobody and leaves the data of the request alone.
 */
function isBlind(middleware: Middleware): boolean {
  const own = writtenAt(middleware);
  if (!own) return false;
  const { file, fn } = own;
  const isParameter = (node: Node): boolean => node.type === 'Identifier' && (file.variableOf(node)?.defs.some((d) => d.type === 'Parameter' && (d.node as Node) === fn) ?? false);
  if (DECISIONS.some((type) => file.nodesIn(fn, type).some((node) => !isAboutNumber(file, node)))) return false;
  const asksNobody = file.nodesIn(fn, 'CallExpression').every((call) => {
    if (isNumber(file, call) || isFormOfNumber(file, call)) return true;
    const callee = unwrap(call.callee);
    if (callee.type === 'MemberExpression') return isParameter(unwrap(callee.object)) && SETTERS.has(keyName(callee) ?? '');
    return isParameter(callee) && call.arguments.length === 0;
  });
  return asksNobody && !file.nodesIn(fn, 'AssignmentExpression').some((assignment) => REQUEST_DATA.has(memberChain(assignment.left).path[0] ?? ''));
}

/** `req.get('x-request-id') ?? randomUUID()`: a choice between numbers of a request. */
function isAboutNumber(file: SourceFile, node: Node): boolean {
  if (node.type === 'LogicalExpression') return operands(node).every((one) => asksForNumber(file, one));
  return node.type === 'ConditionalExpression' && operands(node.test).every((one) => asksForNumber(file, one)) && isNumber(file, node.consequent) && isNumber(file, node.alternate);
}

/** `id`, `typeof id === 'string'`, `id.length < 64`, `/^[\w-]+$/.test(id)`: whether there is a number, and of what form. */
function asksForNumber(file: SourceFile, test: Node): boolean {
  const node = unwrap(test);
  switch (node.type) {
    case 'Literal':
      return true;
    case 'UnaryExpression':
      return asksForNumber(file, node.argument);
    case 'BinaryExpression':
      return asksForNumber(file, node.left) && asksForNumber(file, node.right);
    case 'MemberExpression':
      return isNumber(file, node) || (keyName(node) === 'length' && isNumber(file, node.object));
    case 'CallExpression':
      return isNumber(file, node) || isFormOfNumber(file, node);
    default:
      return isNumber(file, node);
  }
}

/** `/^[\w-]+$/.test(id)` */
function isFormOfNumber(file: SourceFile, call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  return callee.type === 'MemberExpression' && keyName(callee) === 'test' && unwrap(callee.object).type === 'Literal' && call.arguments.every((argument) => isNumber(file, argument));
}

/** The number that a request came with, one that is made for it, or a choice between such. */
function isNumber(file: SourceFile, node: Node): boolean {
  const inner = unwrap(node);
  if (isAboutNumber(file, inner)) return true;
  if (inner.type === 'Identifier') {
    const definition = file.variableOf(inner)?.defs[0]?.node as Node | undefined;
    return definition?.type === 'VariableDeclarator' && definition.init !== null && !contains(definition.init, inner) && isNumber(file, definition.init);
  }
  const symbol = inner.type === 'CallExpression' ? symbolOf(originOf(file, inner.callee)) : null;
  if (symbol !== null && isGenerated(symbol)) return true;
  const header = inner.type === 'MemberExpression' ? keyName(inner) : inner.type === 'CallExpression' && inner.arguments.length === 1 ? stringValue(inner.arguments[0]) : null;
  return header !== null && NUMBERING_HEADER.test(header);
}

/**
 * Whether a handler knows who is acting, or decides on something that may be a permission: it reads the authenticated
 * identity, compares the field, or leaves early on the answer of a call that gives no row.
 */
export function isGuarded(file: SourceFile, http: HttpModel, handler: RouteHandler, read: RequestRead): boolean {
  return readsIdentity(file, handler) || file.nodesIn(handler.fn, 'IfStatement').some((s) => isGuard(file, http, s.test, read)) || file.nodesIn(handler.fn, 'ConditionalExpression').some((s) => comparesField(http, s.test, read, file));
}

function readsIdentity(file: SourceFile, handler: RouteHandler): boolean {
  const ofParameter = (node: Node): readonly (string | null)[] | null => {
    const { root, path } = memberChain(node);
    return root.type === 'Identifier' && file.variableOf(root)?.defs.some((d) => d.type === 'Parameter' && (d.node as Node) === handler.fn) ? path : null;
  };
  const isIdentity = (path: readonly (string | null)[]): boolean => {
    const known = path.findIndex((p) => p !== null && IDENTITY_PROPERTIES.test(p));
    return known >= 0 && !path.slice(0, known).some((p) => p === 'body' || p === 'query' || p === 'params' || p === 'input');
  };
  for (const member of file.nodesIn(handler.fn, 'MemberExpression')) {
    if (isIdentity(ofParameter(member) ?? [])) return true;
  }
  for (const { id, init } of file.nodesIn(handler.fn, 'VariableDeclarator')) {
    if (!init || id.type !== 'ObjectPattern') continue;
    const path = ofParameter(unwrapAwait(init));
    if (path && id.properties.some((p) => p.type === 'Property' && isIdentity([...path, keyName(p)]))) return true;
  }
  return handler.fn.params.some((p) => namesIdentity(p)) || callsForIdentity(file, handler);
}

/** `({ ctx: { user } })`, `{ user, body }`, `@CurrentUser() user`: a parameter of the handler that is the identity. */
function namesIdentity(parameter: Node): boolean {
  const decorators = decoratorsOf(parameter);
  if (decorators.some((d) => /user|auth|session|identity|actor|viewer|account|tenant/i.test(decoratorName(d.expression) ?? ''))) return true;
  return patternNames(parameter).length > 0 && parameter.type === 'ObjectPattern' && parameter.properties.some((p) => p.type === 'Property' && (IDENTITY_PROPERTIES.test(keyName(p) ?? '') || (p.value.type === 'ObjectPattern' && namesIdentity(p.value))));
}

function decoratorName(expression: Node): string | null {
  const callee = expression.type === 'CallExpression' ? expression.callee : expression;
  return callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? keyName(callee) : null;
}

/** `c.get('user')`, `const { auth, body } = await parse(request)`, `await auth()`, `getServerSession(…)`: a call that gives the identity. */
function callsForIdentity(file: SourceFile, handler: RouteHandler): boolean {
  for (const call of file.nodesIn(handler.fn, 'CallExpression')) {
    const callee = unwrap(call.callee);
    const [first] = call.arguments;
    if (callee.type === 'MemberExpression' && keyName(callee) === 'get' && first?.type === 'Literal' && typeof first.value === 'string' && IDENTITY_PROPERTIES.test(first.value)) return true;
  }
  return file.nodesIn(handler.fn, 'VariableDeclarator').some((d) => {
    if (!d.init) return false;
    const init = unwrapAwait(d.init);
    if (init.type !== 'CallExpression') return false;
    const names = d.id.type === 'ObjectPattern' ? d.id.properties.flatMap((p) => (p.type === 'Property' ? [keyName(p) ?? ''] : [])) : d.id.type === 'Identifier' && /session|auth|principal|currentUser|claims/i.test(d.id.name) ? ['session'] : [];
    return names.some((n) => IDENTITY_PROPERTIES.test(n)) && !isRequestRead(file, init) && isUsed(file, d.id);
  });
}

/** Whether a name is used for more than the question if it is there. */
function isUsed(file: SourceFile, id: Node): boolean {
  return patternNames(id).some((name) => file.variableOf(name)?.references.some((r) => !r.isWrite() && !isQuestion(file, r.identifier)));
}

function isRequestRead(file: SourceFile, call: Node): boolean {
  return originOf(file, call).kind === 'value';
}

/** A test on which an early end depends, that compares the field or asks a question whose answer is no row. */
function isGuard(file: SourceFile, http: HttpModel, test: Node, read: RequestRead): boolean {
  const statement = file.parent(test);
  if (comparesField(http, test, read, file)) return true;
  if (statement?.type !== 'IfStatement' || !endsEarly(statement.consequent)) return false;
  return operands(test).some((operand) => asksPermission(file, http, operand));
}

/** `body.userId !== session.id`: the field itself is compared with something that is not a constant. */
function comparesField(http: HttpModel, test: Node, read: RequestRead, file: SourceFile): boolean {
  return operands(test).some((operand) => {
    if (operand.type !== 'BinaryExpression' || !/^[!=]==?$/.test(operand.operator)) return false;
    const sides = [operand.left, operand.right].map((side) => ({ side, read: http.readOf(side) }));
    const other = sides.find((s) => !isSameField(s.read, read));
    return sides.some((s) => isSameField(s.read, read)) && other !== undefined && !isConstant(other.side, file);
  });
}

function isSameField(a: RequestRead | null, b: RequestRead): boolean {
  return a !== null && a.part === b.part && a.path.join('.') === b.path.join('.');
}

function isConstant(node: Node, file: SourceFile): boolean {
  const inner = unwrap(node);
  return inner.type === 'Literal' || (inner.type === 'UnaryExpression' && inner.operator === 'typeof') || (inner.type === 'Identifier' && inner.name === 'undefined' && !file.variableOf(inner));
}

/** The parts of a condition joined by `&&`, `||` and `!`. */
function operands(test: Node): Node[] {
  const node = unwrap(test);
  if (node.type === 'LogicalExpression') return [...operands(node.left), ...operands(node.right)];
  if (node.type === 'UnaryExpression' && node.operator === '!') return operands(node.argument);
  return [node];
}

function endsEarly(statement: Node): boolean {
  if (statement.type === 'ReturnStatement' || statement.type === 'ThrowStatement') return true;
  if (statement.type !== 'BlockStatement') return false;
  return statement.body.some((s) => s.type === 'ReturnStatement' || s.type === 'ThrowStatement');
}

/** Calls that look at values or shapes and say nothing about permissions. */
const VALUE_QUESTIONS = new Set(['isArray', 'isInteger', 'isNaN', 'isFinite', 'includes', 'startsWith', 'endsWith', 'test', 'match', 'trim', 'has', 'hasOwn', 'isEmpty', 'safeParse', 'parse', 'validate', 'some', 'every']);

/** A call, or a variable that holds the answer of one and is used for nothing but the question. */
function asksPermission(file: SourceFile, http: HttpModel, operand: Node): boolean {
  const node = unwrapAwait(operand);
  if (node.type === 'CallExpression') {
    const callee = unwrap(node.callee);
    return !(callee.type === 'MemberExpression' && VALUE_QUESTIONS.has(keyName(callee) ?? ''));
  }
  if (node.type !== 'Identifier') return false;
  const variable = file.variableOf(node);
  const definition = variable?.defs[0]?.node as Node | undefined;
  if (!variable || definition?.type !== 'VariableDeclarator' || !definition.init || definition.id.type !== 'Identifier') return false;
  if (unwrapAwait(definition.init).type !== 'CallExpression' || http.readOf(definition.init)) return false;
  return variable.references.every((r) => r.isWrite() || isQuestion(file, r.identifier));
}

function isQuestion(file: SourceFile, node: Node): boolean {
  let at: Node = node;
  for (let parent = file.parent(at); parent; parent = file.parent(at)) {
    if (parent.type === 'IfStatement') return parent.test === at;
    if (parent.type !== 'UnaryExpression' && parent.type !== 'LogicalExpression' && parent.type !== 'BinaryExpression') return false;
    at = parent;
  }
  return false;
}

