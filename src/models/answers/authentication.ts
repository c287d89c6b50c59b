import { isReassigned } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, memberChain, patternNames, patternPath, stringValue, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import { frameworkNamed } from '../http/lookup.ts';
import type { HttpModel, RouteHandler } from '../http/types.ts';
import { wordsOf } from '../words/model.ts';
import { absentIn, definitionOf, presentIn } from './conditions.ts';
import type { Condition } from './conditions.ts';

export type Credential = 'header' | 'cookie' | 'principal';

const MAX_STEPS = 4;
/** What a session or access token is called in a cookie, and what makes it the token of something else. */
const SESSION_WORDS: ReadonlySet<string> = new Set(['session', 'sess', 'sid', 'jwt', 'auth', 'authorization', 'token']);
const OTHER_WORDS: ReadonlySet<string> = new Set(['csrf', 'xsrf', 'refresh', 'state', 'nonce', 'verifier', 'pkce', 'oauth', 'oidc', 'flow', 'callback', 'pending', 'mfa', 'otp', 'reset', 'invite', 'verification', 'device', 'push', 'cart']);
/** Members of a principal that tell whether it is there, where they are asked for as `req.user?.id`. Of one that is there, `req.user.id`, they tell its kind. */
const IDENTIFIERS: ReadonlySet<string> = new Set(['id', '_id', 'sub', 'uid', 'userId']);

/**
 * What a condition finds missing when it is certain that it finds no credentials in the request: neither in the Authorization header,
 * nor in a session cookie, nor as the framework's principal. Null where it may find something else. A header of another form is
 * a malformed request (RFC 6750, section 3.1), and counts only beside one that is missing.
 */
export function missingCredential(file: SourceFile, http: HttpModel, handler: RouteHandler, condition: Condition): Credential | null {
  if (condition.kind === 'catch') return null;
  if (condition.kind === 'else') {
    const present = presentIn(condition.test);
    return present && !present.isEmpty ? credentialOf(file, http, handler, present.node, 0) : null;
  }
  return missing(condition.test);

  function missing(test: Node): Credential | null {
    const inner = unwrap(test);
    if (inner.type !== 'LogicalExpression') {
      const only = absentIn(inner)?.[0];
      return only && !only.isEmpty ? credentialOf(file, http, handler, only.node, 0) : null;
    }
    const [left, right] = [missing(inner.left), missing(inner.right)];
    if (inner.operator === '&&') return left && right;
    if (inner.operator !== '||') return null;
    // Behind a header that is missing comes one of another scheme.
    return left && (right ?? (isMalformed(inner.right) ? left : null));
  }

  function isMalformed(test: Node): boolean {
    const call = absentIn(test)?.[0]?.node;
    const callee = call?.type === 'CallExpression' ? unwrap(call.callee) : null;
    return callee?.type === 'MemberExpression' && keyName(callee) === 'startsWith' && credentialOf(file, http, handler, callee.object, 0) === 'header';
  }
}

function credentialOf(file: SourceFile, http: HttpModel, handler: RouteHandler, node: Node, steps: number): Credential | null {
  const inner = unwrapAwait(node);
  if (inner.type === 'Identifier' && !isFixed(file, inner)) return null;
  const read = http.readOf(inner);
  if (read?.handler === handler && read.path.length === 1) {
    const name = read.path[0] ?? '';
    if (read.part === 'headers') return name.toLowerCase() === 'authorization' ? 'header' : null;
    return read.part === 'cookies' && isSessionName(name) ? 'cookie' : null;
  }
  if (isPrincipal(file, handler, inner, [])) return 'principal';
  if (steps >= MAX_STEPS) return null;
  const token = ofHeader(inner);
  if (token) return credentialOf(file, http, handler, token, steps + 1) === 'header' ? 'header' : null;
  const { value, pattern } = definitionOf(file, inner);
  if (value === inner || inner.type !== 'Identifier') return null;
  if (pattern?.type === 'Identifier') return credentialOf(file, http, handler, value, steps + 1);
  const name = pattern && patternNames(pattern).find((one) => file.variableOf(one) === file.variableOf(inner));
  if (!pattern || !name) return null;
  const path = patternPath(pattern, name)?.path ?? [];
  if (pattern.type === 'ArrayPattern') return path.join() === '1' && ofSplit(value) ? credentialOf(file, http, handler, value, steps + 1) : null;
  return isPrincipal(file, handler, value, path) ? 'principal' : null;
}

/** The header that a token is cut out of: `header.split(' ')[1]`, `header?.replace('Bearer ', '')`, `header ?? ''`. */
function ofHeader(inner: Node): Node | null {
  if (inner.type === 'MemberExpression') return memberChain(inner).path.at(-1) === '1' ? ofSplit(inner.object) : null;
  if (inner.type === 'CallExpression') {
    const callee = unwrap(inner.callee);
    return callee.type === 'MemberExpression' && /^(?:replace|slice|substring|trim)$/.test(keyName(callee) ?? '') ? callee.object : ofSplit(inner);
  }
  return inner.type === 'LogicalExpression' && inner.operator !== '&&' && stringValue(inner.right) === '' ? inner.left : null;
}

function ofSplit(node: Node): Node | null {
  const call = unwrap(node);
  const callee = call.type === 'CallExpression' ? unwrap(call.callee) : null;
  return callee?.type === 'MemberExpression' && keyName(callee) === 'split' ? callee.object : null;
}

/** Whether an expression, with a path below it, is where the framework keeps who is acting: `req.user`, `c.get('user')`. */
function isPrincipal(file: SourceFile, handler: RouteHandler, node: Node, below: readonly string[]): boolean {
  const { principal } = frameworkNamed(handler.framework);
  const holder = principal && handler[principal.of];
  if (!holder) return false;
  const called = /^\.get\('(\w+)'\)$/.exec(principal.path)?.[1];
  const { root, path } = memberChain(node);
  if (called !== undefined) {
    const callee = root.type === 'CallExpression' ? unwrap(root.callee) : null;
    if (root.type !== 'CallExpression' || callee?.type !== 'MemberExpression' || keyName(callee) !== 'get' || stringValue(root.arguments[0]) !== called) return false;
    const object = unwrap(callee.object);
    return object.type === 'Identifier' && file.variableOf(object) === holder && isWhole(node, [...path, ...below]);
  }
  if (root.type !== 'Identifier' || file.variableOf(root) !== holder) return false;
  const wanted = principal.path.split('.').slice(1);
  const whole = [...path, ...below];
  return wanted.every((name, i) => whole[i] === name) && isWhole(node, whole.slice(wanted.length));
}

function isWhole(node: Node, below: readonly (string | null)[]): boolean {
  if (below.length === 0) return true;
  const member = unwrap(node);
  return below.length === 1 && IDENTIFIERS.has(below[0] ?? '') && member.type === 'MemberExpression' && member.optional;
}

function isSessionName(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => SESSION_WORDS.has(word)) && !words.some((word) => OTHER_WORDS.has(word));
}

function isFixed(file: SourceFile, name: Extract<Node, { type: 'Identifier' }>): boolean {
  const variable = file.variableOf(name);
  return variable !== null && !isReassigned(variable);
}
