import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, packageOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { keyName, memberChain, patternNames, patternPath, stringValue, unwrap, wrapped } from '../../ast/syntax.ts';
import { memo, perProject } from '../../core/memo.ts';
import type { Project } from '../../project/types.ts';
import { statusOfException } from '../http/carried-status.ts';
import { parametersOf } from '../http/evidence.ts';
import { JUDGED_SCOPES } from '../http/traces.ts';
import { isPrincipal } from '../identity/headers.ts';
import { functionsOf, targetsOf } from '../reach/targets.ts';
import type { Target } from '../reach/targets.ts';
import { isCredentialHeader, isJudgingName, isLimiter, isPasswordName, isProver, isSecretName, LIMIT_TRACE, MARKERS, mayProtect, refusalOf } from './evidence.ts';
import type { Conduct } from './types.ts';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const MAX_FUNCTIONS = 120;
const MAX_DEPTH = 6;
const REFUSALS: ReadonlySet<unknown> = new Set([401, 403, 429]);
/** What only credentials are called, and where Express keeps what middlewares find out. */
const CREDENTIAL_NAME = /^(?:authorization|cookie|x-api-key|bearer|locals)$/iu;
/** Members of a request that are the request again, or all of what it proves itself with. */
const WHOLE: ReadonlySet<string> = new Set(['req', 'request', 'raw', 'ctx', 'context', 'headers', 'header', 'cookies', 'state', 'var', 'event', 'handshake', 'switchToHttp', 'getRequest', 'getContext', 'clone']);
/** Members that hold what the client sent for the handler, and nothing of who it is. */
const SENT: ReadonlySet<string> = new Set(['body', 'query', 'params', 'param', 'input', 'files', 'file', 'rawInput', 'url', 'path', 'method', 'ip', 'log', 'logger']);
/** Members that are credentials whatever is asked of them. */
const CREDENTIALS: ReadonlySet<string> = new Set(['cookies', 'signedCookies', 'cookie', 'session', 'sessionID', 'isAuthenticated', 'isUnauthenticated']);
/** Calls on data access: `ctx.prisma.user.findMany()` reads a table of users, and says nothing of who asks. */
const QUERYING = /^(?:find|create|update|delete|upsert|count|aggregate|group|insert|select|query|save)/u;

/** A function, and the names by which it knows the request. */
export interface Start extends Target {
  readonly requests: readonly Variable[];
}

/** What functions do about access, with all that they call. */
export function conductOf(starts: readonly Start[], project: Project): Conduct {
  const found: Mutable<Conduct> & { refusals: Set<number> } = { identifies: false, takesSecret: false, takesPassword: false, judges: false, limits: false, refusals: new Set(), fails: false, isOpen: false, callsUnseen: false, marks: null };
  const queue = starts.map((start) => ({ ...start, depth: 0 }));
  const seen = new Set<string>();
  for (let next = queue.shift(); next; next = queue.shift()) {
    const at = { ...next, requests: aliased(next.file, next.requests) };
    const key = `${at.file.path}:${at.fn.range[0]}:${at.requests.map(({ name }) => name).join()}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > MAX_FUNCTIONS) {
      found.isOpen = true;
      break;
    }
    const own = wordsIn(at.file)(at.fn);
    found.takesSecret ||= own.takesSecret;
    found.takesPassword ||= own.takesPassword;
    found.judges ||= own.judges;
    found.fails ||= own.fails;
    for (const status of own.refusals) found.refusals.add(status);
    found.identifies ||= own.identifies || readsIdentity(at.file, at.fn, at.requests);
    for (const { call, targets, symbol, isKnown, status, callbacks } of callsIn(at.fn, project, at.file)) {
      const handed = call.arguments.map((argument) => holds(at.file, argument, at.requests));
      if (symbol !== null) {
        const name = packageOf(symbol);
        found.identifies ||= isProver(name);
        found.limits ||= isLimiter(name);
        if (MARKERS.has(symbol)) found.marks = LIMIT_TRACE.test(at.file.textOf(at.fn)) ? 'limit' : (found.marks ?? 'other');
      }
      if (status !== null && REFUSALS.has(status)) found.refusals.add(status);
      found.fails ||= handsOver(at.file, call);
      if (targets.length === 0 && symbol === null) found.callsUnseen ||= isInjected(call);
      if (targets.length === 0) found.isOpen ||= !isKnown || isHidden(at.file, call, symbol, handed.includes(true), at.requests);
      if (at.depth >= MAX_DEPTH) continue;
      for (const target of targets) queue.push({ ...target, requests: namesOf(target, handed), depth: at.depth + 1 });
      for (const target of callbacks) queue.push({ ...target, requests: requestOf(target.fn, target.file), depth: at.depth + 1 });
    }
  }
  return found;
}

/** Functions of the project's own that a call is given by name. */
function callbacksOf(file: SourceFile, call: Call, project: Project): readonly Target[] {
  return call.arguments.flatMap((argument) => (argument.type === 'Identifier' || argument.type === 'MemberExpression' ? functionsOf(project.follow(originOf(file, argument)), false) : []));
}

/** The names of a function's parameters at some places. */
function namesOf({ fn, file }: Target, places: readonly boolean[]): readonly Variable[] {
  const parameters = parametersOf(fn);
  return places.flatMap((isRequest, place) => {
    const parameter = parameters[place];
    return isRequest && parameter ? variablesOf(file, parameter) : [];
  });
}

/** The names by which a middleware or callback knows the request: its first parameter, behind an error the second. */
export function requestOf(fn: FunctionNode, file: SourceFile): readonly Variable[] {
  const parameters = parametersOf(fn);
  const parameter = parameters[parameters.length === 4 ? 1 : 0];
  return parameter ? variablesOf(file, parameter) : [];
}

/** The variables that a parameter declares, but for what the client sent. */
export function variablesOf(file: SourceFile, parameter: Node): readonly Variable[] {
  const inner = parameter.type === 'AssignmentPattern' ? parameter.left : parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter;
  return patternNames(inner).flatMap((name) => {
    const path = inner.type === 'Identifier' ? [] : (patternPath(inner, name)?.path ?? []);
    const variable = path.some((key) => SENT.has(key)) ? null : file.variableOf(name);
    return variable ? [variable] : [];
  });
}

/** The names of a request with those it is given again: `const request = context.switchToHttp().getRequest()`. */
function aliased(file: SourceFile, requests: readonly Variable[]): readonly Variable[] {
  const found = [...requests];
  for (const variable of found) {
    for (const reference of variable.references) {
      let at: Node = wrapped(file, reference.identifier as Node);
      for (let parent = file.parent(at); parent; parent = file.parent(at)) {
        const isPart = parent.type === 'MemberExpression' && parent.object === at && WHOLE.has(keyName(parent) ?? '');
        if (!isPart && !(parent.type === 'CallExpression' && parent.callee === at && parent.arguments.length === 0)) break;
        at = wrapped(file, parent);
      }
      const parent = file.parent(at);
      const again = parent?.type === 'VariableDeclarator' && parent.init === at && parent.id.type === 'Identifier' ? file.variableOf(parent.id) : null;
      if (again && !found.includes(again)) found.push(again);
    }
  }
  return found;
}

/** Whether an argument is the request, or holds it: `req`, `req.headers`, `{ ctx }`. */
function holds(file: SourceFile, argument: Node, requests: readonly Variable[]): boolean {
  if (requests.length === 0) return false;
  const inner = unwrap(argument.type === 'SpreadElement' ? argument.argument : argument);
  if (inner.type === 'ObjectExpression') return inner.properties.some((p) => holds(file, p.type === 'SpreadElement' ? p : p.value, requests));
  const { root, path } = memberChain(inner);
  if (root.type !== 'Identifier') return false;
  const variable = file.variableOf(root);
  return variable !== null && requests.includes(variable) && path.every((name) => name === null || WHOLE.has(name));
}

/** Whether what a call calls may prove who asks without being seen. Of a package its name tells, but for scopes of nobody's. */
function isHidden(file: SourceFile, call: Call, symbol: string | null, isHanded: boolean, requests: readonly Variable[]): boolean {
  if (symbol !== null) {
    const name = packageOf(symbol);
    if (name === 'global') return false;
    const scope = name.startsWith('@') ? name.slice(0, name.indexOf('/')) : null;
    if (scope !== null && !JUDGED_SCOPES.has(scope)) return isHanded || call.arguments.length === 0;
    return isHanded && mayProtect(name);
  }
  if (!isHanded) return false;
  // `c.json(c)`, `next(req)`: a method of the request itself, a function that is handed in.
  const { root, path } = memberChain(call.callee);
  const variable = root.type === 'Identifier' ? file.variableOf(root) : null;
  return variable === null || !(requests.includes(variable) || (path.length === 0 && isParameter(variable)));
}

function isParameter(variable: Variable): boolean {
  return variable.defs.some(({ type }) => type === 'Parameter');
}

/** `this.limiter.consume(key)`: a call of what an instance holds. */
function isInjected({ callee }: Call): boolean {
  return memberChain(callee).root.type === 'ThisExpression';
}

/** `next(error)`, `reject(error)`: a function that is a parameter gets something. */
function handsOver(file: SourceFile, call: Call): boolean {
  const callee = unwrap(call.callee);
  const variable = callee.type === 'Identifier' && call.arguments.length > 0 ? file.variableOf(callee) : null;
  return variable !== null && isParameter(variable);
}

/** What a call calls: functions of the project, or a symbol. `isKnown` is false for a name that is imported from where nothing can be read, by path or alias. */
interface Called {
  readonly targets: readonly Target[];
  readonly symbol: string | null;
  readonly isKnown: boolean;
}

function calledBy(file: SourceFile, call: Call, project: Project): Called {
  const origin = project.follow(originOf(file, call.callee));
  const targets = call.type === 'NewExpression' ? functionsOf(origin, true) : targetsOf(file, call.callee, project);
  if (targets.length > 0) return { targets, symbol: null, isKnown: true };
  const symbol = project.symbol(origin);
  return { targets, symbol, isKnown: origin.kind !== 'import' || (symbol !== null && !/^(?:@\/|~|#|\$|src\/)/u.test(packageOf(symbol))) };
}

/** A call, with what is the same whoever runs it. */
interface CallIn extends Called {
  readonly call: Call;
  /** Status of the exception it makes. */
  readonly status: number | null;
  readonly callbacks: readonly Target[];
}

/** The calls in a function, found out about once: most handlers reach the same ones. */
const callsIn = perProject((fn: FunctionNode, project: Project, file: SourceFile): readonly CallIn[] =>
  [...file.nodesIn(fn, 'CallExpression'), ...file.nodesIn(fn, 'NewExpression')].map((call) => ({ call, ...calledBy(file, call, project), status: statusOfException(file, call, project), callbacks: callbacksOf(file, call, project) })),
);

/** Whether a function asks the request, or what runs before it has left there, who is asking. */
function readsIdentity(file: SourceFile, fn: FunctionNode, requests: readonly Variable[]): boolean {
  return requests.some((variable) => variable.references.some((reference) => {
    const identifier = reference.identifier as Node;
    if (identifier.range[0] < fn.range[0] || identifier.range[1] > fn.range[1]) return false;
    return tellsIdentity(file, identifier);
  }) || isPrincipal(keyOf(file, variable)) || CREDENTIALS.has(keyOf(file, variable) ?? ''));
}

/** The key that a destructured parameter takes. */
function keyOf(file: SourceFile, variable: Variable): string | null {
  const property = variable.identifiers[0] && file.parent(variable.identifiers[0] as Node);
  return property?.type === 'Property' && file.parent(property)?.type === 'ObjectPattern' ? keyName(property) : null;
}

/** Whether the members asked of a request tell who sends it: `req.user`, `ctx.session.userId`, `c.get('user')`, `req.headers.authorization`, `const { user } = ctx`. */
function tellsIdentity(file: SourceFile, identifier: Node): boolean {
  const path: (string | null)[] = [];
  let at: Node = wrapped(file, identifier);
  for (let parent = file.parent(at); parent; parent = file.parent(at)) {
    if (parent.type === 'MemberExpression' && parent.object === at) {
      path.push(keyName(parent));
      at = wrapped(file, parent);
    } else if (parent.type === 'CallExpression' && parent.callee === at) {
      const asked = stringValue(parent.arguments[0]);
      if (asked !== null) return isPrincipal(asked) || isCredentialHeader(asked) || path.some((name) => name !== null && CREDENTIALS.has(name));
      at = wrapped(file, parent);
    } else break;
  }
  const parent = file.parent(at);
  const below = parent?.type === 'VariableDeclarator' && parent.init === at && parent.id.type === 'ObjectPattern' ? patternNames(parent.id).map((name) => [...path, ...(patternPath(parent.id, name)?.path ?? [null])]) : [path];
  return below.some(isIdentityPath);
}

function isIdentityPath(path: readonly (string | null)[]): boolean {
  const sent = path.findIndex((name) => name !== null && SENT.has(name));
  const known = sent < 0 ? path : path.slice(0, sent);
  const header = known.findIndex((name) => name === 'headers' || name === 'header');
  if (header >= 0) return known.slice(header + 1).some((name) => name === null || isCredentialHeader(name));
  const place = known.findIndex((name) => name !== null && (isPrincipal(name) || CREDENTIALS.has(name)));
  return place >= 0 && !QUERYING.test(path[place + 1] ?? '');
}

type Words = Pick<Conduct, 'identifies' | 'takesSecret' | 'takesPassword' | 'judges' | 'fails' | 'refusals'>;

/** What the names of data, the texts and the statuses in a function say. */
const wordsIn: (file: SourceFile) => (fn: FunctionNode) => Words = memo((file: SourceFile) =>
  memo((fn: FunctionNode): Words => {
    const found: Mutable<Words> & { refusals: Set<number> } = { identifies: false, takesSecret: false, takesPassword: false, judges: false, fails: file.nodesIn(fn, 'ThrowStatement').length > 0, refusals: new Set() };
    const take = (name: string | null): void => {
      if (name === null) return;
      const status = refusalOf(name);
      if (status !== null) found.refusals.add(status);
      found.takesSecret ||= isSecretName(name);
      found.takesPassword ||= isPasswordName(name);
      found.identifies ||= CREDENTIAL_NAME.test(name);
      found.judges ||= isJudgingName(name);
    };
    for (const member of file.nodesIn(fn, 'MemberExpression')) take(keyName(member));
    for (const property of file.nodesIn(fn, 'Property')) take(keyName(property));
    for (const { value } of file.nodesIn(fn, 'Literal')) {
      if (REFUSALS.has(value)) found.refusals.add(value as number);
      if (typeof value !== 'string') continue;
      take(/^[\w-]{1,40}$/u.test(value) ? value : null);
    }
    return found;
  }),
);
