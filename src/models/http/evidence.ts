import type { TSESTree } from '@typescript-eslint/utils';
import { all, calls, members, words } from '../../core/gates.ts';
import { memo } from '../../core/memo.ts';
import { originOf, originOfTypeName, symbolOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { annotationOf, contains, isFunction, keyName, patternNames, unwrap } from '../../ast/syntax.ts';
import { NAMES_MAKER, SIGNATURE, handlerTypes, importsFramework, makers, parameterTypes } from './lookup.ts';
import type { HandlerKind, HttpFramework, Of, ParameterRole, Signature } from './types.ts';

type Pattern = readonly ParameterRole[];
const PATTERNS: readonly Pattern[] = [
  ['request', 'response', 'next'],
  ['error', 'request', 'response', 'next'],
  ['context', 'next'],
];

const NAMES: readonly (readonly [ParameterRole, RegExp])[] = [
  ['request', /^_*(?:req|request)$/u],
  ['response', /^_*(?:res|resp|reply|response)$/u],
  ['next', /^_*(?:next|done)$/u],
  ['error', /^_*(?:e|err|error)$/u],
  ['context', /^_*(?:c|ctx)$/u],
];

const REQUEST_DATA = new Set(['body', 'query', 'params', 'headers', 'cookies', 'signedCookies', 'files', 'file']);
const REQUEST_MEMBERS = new Set([...REQUEST_DATA, 'user', 'session', 'ip', 'ips', 'method', 'originalUrl', 'url', 'path', 'hostname', 'protocol', 'get', 'header', 'is', 'accepts', 'log', 'socket', 'on', 'pipe']);
const RESPONSE_CALLS = new Set([
  ...['json', 'jsonp', 'send', 'sendStatus', 'sendFile', 'status', 'code', 'end', 'write', 'writeHead', 'redirect', 'render', 'download', 'attachment'],
  ...['setHeader', 'removeHeader', 'getHeader', 'header', 'set', 'append', 'cookie', 'clearCookie', 'setCookie', 'type', 'format', 'location', 'vary', 'view', 'sse'],
]);
const ANSWERS = new Set(['json', 'send', 'sendStatus', 'status', 'code']);
const CONTEXT_ANSWERS = new Set(['json', 'text', 'html', 'body', 'redirect', 'notFound', 'newResponse', 'render']);
const CONTEXT_REQUEST = new Set(['json', 'query', 'queries', 'param', 'header', 'valid', 'parseBody', 'formData', 'text', 'raw', 'path', 'method', 'url']);
const KOA_MEMBERS = new Set(['body', 'status', 'query', 'params', 'headers', 'state', 'throw', 'cookies', 'set', 'get', 'path', 'method', 'url', 'request', 'response', 'session', 'redirect', 'type']);

/**
 * Parameters as they are given, with `...[req, res]` taken apart. A parameter that is `this` is none.
 */
export function parametersOf(fn: FunctionNode): readonly Node[] {
  const own = fn.params.filter((p) => !(p.type === 'Identifier' && p.name === 'this'));
  return own.flatMap((p): (Node | null)[] => (p.type === 'RestElement' && p.argument.type === 'ArrayPattern' ? p.argument.elements : [p])).filter((p): p is Node => p !== null);
}

/** Roles of a handler's parameters by its kind in a framework. */
export function rolesOf(framework: HttpFramework, kind: HandlerKind): readonly ParameterRole[] {
  return framework.parameters?.[kind] ?? framework.parameters?.route ?? [];
}

/**
 * What the function itself tells, without any registration: the type of the whole function, the types of its parameters,
 * or their everyday names together with use as request and response; without the names, unmistakable use of both.
 */
export function signatureOf(file: SourceFile, fn: FunctionNode): Signature | null {
  const typed = contextualKind(file, fn);
  if (typed) return { fn, framework: typed.framework, kind: refined(file, fn, typed.value, rolesOf(typed.framework, typed.value)), parameters: rolesOf(typed.framework, typed.value) };
  const parameters = parametersOf(fn);
  if (parameters.length === 0 || parameters.length > 4) return null;
  const types = parameters.map((p) => typedRole(file, p));
  const names = parameters.map(namedRole);
  for (const pattern of PATTERNS) {
    const found = matches(file, fn, parameters, types, names, pattern);
    if (found) return found;
  }
  return null;
}

function matches(file: SourceFile, fn: FunctionNode, parameters: readonly Node[], types: readonly (Of<ParameterRole> | null)[], names: readonly (ParameterRole | null)[], pattern: Pattern): Signature | null {
  const context = pattern[0] === 'context';
  const offset = pattern[0] === 'error' ? 1 : 0;
  const needed = context ? 1 : offset + 2;
  if (parameters.length < needed || parameters.length > pattern.length) return null;
  if (pattern[0] === 'error' && parameters.length < 3) return null;
  // A type that says another role is evidence against.
  const fits = parameters.every((_, i) => {
    const type = types[i];
    return !type || type.value === pattern[i];
  });
  if (!fits) return null;
  const framework = types.find((t) => t !== null)?.framework ?? null;
  if (context) return contextual(file, fn, parameters, framework, names);
  const request = parameters[offset];
  const response = parameters[offset + 1];
  if (!request || !response) return null;
  const bothTyped = types[offset] !== null && types[offset + 1] !== null;
  const extra = parameters[offset + 2];
  if (extra && types[offset + 2] === null && names[offset + 2] !== 'next' && !calledAlone(file, extra)) return null;
  if (offset === 1 && parameters.length === 3 && framework?.parameters?.error?.length !== 3) return null;
  const asRequest = uses(file, request, REQUEST_MEMBERS, false);
  const asResponse = uses(file, response, RESPONSE_CALLS, true);
  const namedBoth = names[offset] === 'request' && names[offset + 1] === 'response';
  const oneTyped = framework !== null && (names[offset] === 'request' || names[offset + 1] === 'response' || asRequest || asResponse);
  const strong = uses(file, request, REQUEST_DATA, false) && uses(file, response, ANSWERS, true);
  // `(req, res, next)` whole, with `next` handed on or called: wrappers and middlewares that only pass the request along.
  const passed = extra !== undefined && namedBoth && names[offset + 2] === 'next' && isUsed(file, extra);
  const handed = extra === undefined && offset === 0 && namedBoth && file.parent(fn)?.type === 'CallExpression' && areHandedOn(file, request, response);
  if (!bothTyped && !oneTyped && !(namedBoth && (asRequest || asResponse)) && !passed && !handed && !strong) return null;
  const roles = pattern.slice(0, parameters.length);
  return { fn, framework: framework ?? SIGNATURE, kind: refined(file, fn, offset === 1 ? 'error' : 'route', roles), parameters: roles };
}

/** Koa and Hono: one context. Alone it is proved only by answering through it. */
function contextual(file: SourceFile, fn: FunctionNode, parameters: readonly Node[], framework: HttpFramework | null, names: readonly (ParameterRole | null)[]): Signature | null {
  const [context, next] = parameters;
  if (!context) return null;
  const members = memberPaths(file, context);
  const asHono = members.some(({ path, called }) => path[0] === 'req' && path[1] !== undefined && CONTEXT_REQUEST.has(path[1]) && (called || path.length > 1));
  const answersHono = members.some(({ path, called }) => called && path.length === 1 && CONTEXT_ANSWERS.has(path[0] ?? ''));
  const writesKoa = members.some(({ path, assigned }) => assigned && (path[0] === 'body' || path[0] === 'status'));
  const koaUse = members.filter(({ path }) => KOA_MEMBERS.has(path[0] ?? '')).length;
  const handsOn = next !== undefined && calledAlone(file, next);
  const known = framework !== null;
  const named = names[0] === 'context';
  const proved = known
    ? handsOn || answersHono || writesKoa || next !== undefined
    : (asHono && answersHono) || (named && next === undefined && answersHono) || (named && handsOn && (koaUse > 0 || asHono || answersHono)) || (named && writesKoa && koaUse > 1);
  if (!proved) return null;
  const roles: readonly ParameterRole[] = next === undefined ? ['context'] : ['context', 'next'];
  return { fn, framework: framework ?? SIGNATURE, kind: refined(file, fn, 'route', roles), parameters: roles };
}

/** A route that calls `next()` with nothing hands the request on: a middleware. */
function refined(file: SourceFile, fn: FunctionNode, kind: HandlerKind, roles: readonly ParameterRole[]): HandlerKind {
  if (kind === 'error' || kind === 'job' || kind === 'task' || kind === 'action' || kind === 'serverless') return kind;
  const next = parametersOf(fn)[roles.indexOf('next')];
  if (!next || !roles.includes('next')) return kind === 'middleware' && !next ? 'route' : kind;
  return calledAlone(file, next) ? 'middleware' : 'route';
}

/** The kind a type on the function says: `const list: RequestHandler = …`, a factory's return type, `satisfies`, `createMiddleware(…)`. */
function contextualKind(file: SourceFile, fn: FunctionNode): Of<HandlerKind> | null {
  const type = contextualType(file, fn);
  if (type) {
    const symbol = symbolOf(originOfTypeName(file, type));
    const found = symbol === null ? null : handlerTypes.get(symbol);
    if (found) return found;
  }
  const parent = file.parent(fn);
  if (parent?.type === 'CallExpression' && parent.callee !== fn) {
    const symbol = symbolOf(originOf(file, parent.callee));
    return symbol === null ? null : makers.get(symbol);
  }
  return null;
}

/** The type a function is declared to have: by its variable, field, the return type of the function that gives it, `as` or `satisfies`. */
export function contextualType(file: SourceFile, fn: FunctionNode): TSESTree.TypeNode | null {
  let node: Node = fn;
  for (let parent = file.parent(node); parent; node = parent, parent = file.parent(node)) {
    if (parent.type === 'TSAsExpression' || parent.type === 'TSSatisfiesExpression') return parent.typeAnnotation;
    if (parent.type === 'VariableDeclarator') return parent.init === node ? annotationOf(parent.id) : null;
    if (parent.type === 'PropertyDefinition') return parent.value === node ? annotationOf(parent) : null;
    if (isFunction(parent)) return parent.body === node ? (parent.returnType?.typeAnnotation ?? null) : null;
    if (parent.type === 'ReturnStatement') {
      for (let around = file.parent(parent); around; around = file.parent(around)) if (isFunction(around)) return around.returnType?.typeAnnotation ?? null;
      return null;
    }
    if (parent.type !== 'TSNonNullExpression' && parent.type !== 'ConditionalExpression') return null;
  }
  return null;
}

function typedRole(file: SourceFile, parameter: Node): Of<ParameterRole> | null {
  const type = annotationOf(parameter);
  if (!type) return null;
  const symbol = symbolOf(originOfTypeName(file, type));
  return symbol === null ? null : parameterTypes.get(symbol);
}

function namedRole(parameter: Node): ParameterRole | null {
  const inner = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  if (inner.type !== 'Identifier') return null;
  return NAMES.find(([, name]) => name.test(inner.name))?.[0] ?? null;
}

interface MemberUse {
  readonly path: readonly string[];
  readonly called: boolean;
  readonly assigned: boolean;
}

/** How a parameter is used: each reference with the property names after it. A pattern's own keys are uses too. */
function memberPaths(file: SourceFile, parameter: Node): readonly MemberUse[] {
  const found: MemberUse[] = [];
  const inner = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  if (inner.type === 'ObjectPattern') {
    for (const property of inner.properties) {
      const key = property.type === 'Property' ? keyName(property) : null;
      if (key === null) continue;
      found.push({ path: [key], called: false, assigned: false });
      for (const name of property.type === 'Property' ? patternNames(property.value) : []) {
        const called = file.variableOf(name)?.references.some((r) => file.parent(r.identifier)?.type === 'CallExpression') ?? false;
        if (called) found.push({ path: [key], called, assigned: false });
      }
    }
    return found;
  }
  if (inner.type !== 'Identifier') return found;
  for (const reference of file.variableOf(inner)?.references ?? []) {
    const path: string[] = [];
    let node: Node = reference.identifier;
    let called = false;
    let assigned = false;
    for (let parent = file.parent(node); parent; node = parent, parent = file.parent(node)) {
      if (parent.type === 'MemberExpression' && parent.object === node) {
        const key = keyName(parent);
        if (key === null) break;
        path.push(key);
      } else if (parent.type === 'CallExpression' && parent.callee === node) {
        called = true;
        break;
      } else if (parent.type === 'AssignmentExpression' && parent.left === node) {
        assigned = true;
        break;
      } else if (parent.type === 'VariableDeclarator' && parent.init === node && parent.id.type === 'ObjectPattern') {
        for (const property of parent.id.properties) {
          const key = property.type === 'Property' ? keyName(property) : null;
          if (key !== null) found.push({ path: [...path, key], called: false, assigned: false });
        }
        break;
      } else if (unwrap(parent) === parent) break;
    }
    found.push({ path, called, assigned });
  }
  return found;
}

/** Whether a parameter is used by one of these members; `called`: as a method, also further along a chain that begins with it. */
function uses(file: SourceFile, parameter: Node, members: ReadonlySet<string>, called: boolean): boolean {
  return memberPaths(file, parameter).some((use) => use.path[0] !== undefined && members.has(use.path[0]) && (!called || (use.called && use.path.length === 1)));
}

function isUsed(file: SourceFile, parameter: Node): boolean {
  return parameter.type === 'Identifier' && (file.variableOf(parameter)?.references.length ?? 0) > 0;
}

/** Whether two parameters are given to the same call: `(req, res) => show(req, res, true)`. */
function areHandedOn(file: SourceFile, first: Node, second: Node): boolean {
  if (first.type !== 'Identifier' || second.type !== 'Identifier') return false;
  const other = file.variableOf(second);
  return (file.variableOf(first)?.references ?? []).some(({ identifier }) => {
    const call = file.parent(identifier as Node);
    return call?.type === 'CallExpression' && call.callee !== identifier && call.arguments.some((given) => given.type === 'Identifier' && file.variableOf(given) === other);
  });
}

/** Whether a parameter is called with no argument: `next()`. */
function calledAlone(file: SourceFile, parameter: Node): boolean {
  if (parameter.type !== 'Identifier') return false;
  return (file.variableOf(parameter)?.references ?? []).some((r) => {
    const parent = file.parent(r.identifier);
    return parent?.type === 'CallExpression' && parent.callee === r.identifier && parent.arguments.length === 0;
  });
}

const BOTH = all(calls(...ANSWERS), members(...REQUEST_DATA));
const MAY_NAME = words(/^_*(?:req|request|ctx|c)$/u);
const NAMED = /\b_*(?:req|request|ctx|c)\b\s*[,:)=]/u;

/** What the text of a file lets hope for, before anything is asked of its functions; null for nothing. */
interface Hopes {
  readonly both: boolean;
  readonly context: boolean;
  readonly makes: boolean;
}

const hopes: (file: SourceFile) => Hopes | null = memo((file) => {
  const both = file.passes(BOTH);
  if (!both && !importsFramework(file) && !(file.passes(MAY_NAME) && NAMED.test(file.text))) return null;
  return { both, context: file.text.includes('.req.'), makes: file.passes(NAMES_MAKER) };
});

/** Whether any function of a file could be a handler by itself. */
export function mayHoldHandlers(file: SourceFile): boolean {
  return hopes(file) !== null;
}

/** Whether a function could be a handler by its parameters and the text of its file: a gate before scopes are asked. */
export function mayBeHandler(file: SourceFile, fn: FunctionNode): boolean {
  const hoped = hopes(file);
  if (!hoped) return false;
  const parameters = parametersOf(fn);
  if (parameters.length > 4) return false;
  if (contextualType(file, fn) !== null || (hoped.makes && isHandedOver(file, fn))) return true;
  if (parameters.some((p) => annotationOf(p) !== null)) return true;
  if (parameters.length === 1) return parameters.some((p) => namedRole(p) === 'context') || hoped.context;
  return parameters.length > 1 && (hoped.both || parameters.some((p) => namedRole(p) !== null));
}

function isHandedOver(file: SourceFile, fn: FunctionNode): boolean {
  const parent = file.parent(fn);
  return parent?.type === 'CallExpression' && parent.callee !== fn && fn.params.length > 0;
}

/** The innermost of some functions that a node stands in. */
export function innermost<T extends { readonly fn: FunctionNode }>(candidates: readonly T[], node: Node): T | null {
  let found: T | null = null;
  for (const candidate of candidates) {
    if (contains(candidate.fn, node) && (!found || contains(found.fn, candidate.fn))) found = candidate;
  }
  return found;
}

/**
 * Roles of the parameters of a function that stands in a call of one's own (`withUser(async (user, req, res) => …)`): the
 * framework's, unless types or everyday names say that the wrapper hands over something else.
 */
export function wrappedRoles(file: SourceFile, fn: FunctionNode, roles: readonly ParameterRole[]): readonly ParameterRole[] {
  const told = parametersOf(fn).map((p) => typedRole(file, p)?.value ?? namedRole(p));
  const contradicted = told.some((role, i) => role !== null && roles.includes(role) && roles[i] !== role);
  return contradicted ? told.map((role) => role ?? 'other') : roles;
}
