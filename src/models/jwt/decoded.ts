import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, enclosingFunction, keyName, patternPath, unwrapAwait } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { flowModel } from '../flow/model.ts';
import { httpModel } from '../http/model.ts';
import { isEnteredByAnyone, isPrincipal, usesIn } from '../identity/headers.ts';
import { argumentAt, effectsOfCall } from '../sql/effects.ts';
import { SAYS_JWT } from './libraries.ts';
import { readingsOf } from './readings.ts';
import type { TokenReading, UnverifiedIdentity } from './types.ts';

const MAX_DEPTH = 8;
/** Claims that say who the token is about. */
const SUBJECTS = /^(?:sub|_?id|uid|user_?id|account_?id|user_?name|email|user|data)$/i;
const COLUMNS = /^(?:_?id|uid|user_?id|account_?id|owner_?id|author_?id|created_?by|user_?name|email|sub)$/i;
/** Texts of files that verify tokens, with whatever. */
const VERIFIES = /\b(?:jwt\.verify|jwtVerify|verifyAsync|createVerifier|createRemoteJWKSet|verifyIdToken|CognitoJwtVerifier)\b|['"](?:express-jwt|express-oauth2-jwt-bearer|passport-[\w-]+|hono\/jwk|jwks-rsa)['"]/;
const NO_CODE = /(?:^|[./_-])(?:tests?|specs?|__tests__|e2e)[./_-]/;

/** The tokens of requests that the linted file decodes without a look at the signature, and takes what they say for the one who acts. */
export const unverifiedIdentities = perFile((context): readonly UnverifiedIdentity[] => {
  if (!says(context, SAYS_JWT)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  const readings = readingsOf(file, project);
  return readings.flatMap((reading) => {
    if (reading.kind !== 'decodes' || isVerified(reading, readings) || !isOfRequest(context, reading) || mayComeVerified(context, reading, project)) return [];
    const use = useOf(context, reading, project);
    return use ? [{ reading, use }] : [];
  });
});

/** Whether the function that decodes verifies a token too, or hands it to something that may: the order does not matter. */
function isVerified({ node, file, token }: TokenReading, readings: readonly TokenReading[]): boolean {
  const fn = enclosingFunction(file, node);
  if (!fn || readings.some((other) => other.kind === 'verifies' && contains(fn, other.node))) return true;
  const variable = token?.type === 'Identifier' ? file.variableOf(token) : null;
  return variable?.references.some(({ identifier }) => {
    const call = file.parent(identifier as Node);
    return call?.type === 'CallExpression' && call !== node && call.arguments.includes(identifier as never);
  }) ?? false;
}

/** Whether the token is what a client sent. One that another server has answered with is the connection's to prove. */
function isOfRequest(context: RuleContext, { file, token }: TokenReading): boolean {
  return token === null || flowModel(context).trace(token, file).sources.some(({ kind }) => kind === 'request');
}

/** Whether something that runs before may have verified the token. */
function mayComeVerified(context: RuleContext, { node, file }: TokenReading, project: Project): boolean {
  const http = httpModel(context);
  const handler = http.handlerAround(node);
  if (!handler) return false;
  const isOpen = isEnteredByAnyone(http, handler);
  if (isOpen !== null) return !isOpen;
  if (handler.kind === 'route') return true;
  // Nobody is seen to use the middleware: it may stand behind one that verifies, where the package has such a thing.
  const folder = project.packageOf(file)?.folder ?? project.root;
  return project.filesOf(folder).some((path) => !NO_CODE.test(path.slice(folder.length)) && VERIFIES.test((path === file.path ? file.text : project.text(path)) ?? ''));
}

function useOf(context: RuleContext, { node, file }: TokenReading, project: Project): UnverifiedIdentity['use'] | null {
  const fn = enclosingFunction(file, node);
  if (!fn) return null;
  const isSubject = (value: Node): boolean => {
    // What is decoded is the payload, or holds it.
    const path = pathFrom(file, value, node, 0)?.filter((key) => key !== 'payload') ?? null;
    return path !== null && (path.length === 0 || path.some((key) => SUBJECTS.test(key)));
  };
  const isKept = usesIn(context, httpModel(context), { fn }).filter((use) => isSubject(use.node));
  if (isKept.some(({ use }) => use === 'principal')) return 'principal';
  if (file.nodesIn(fn, 'Property').some((p) => isPrincipal(keyName(p)) && file.parent(p)?.type === 'ObjectExpression' && isReturned(file, p) && isSubject(p.value))) return 'principal';
  if (isKept.some(({ use }) => use === 'filter' || use === 'owner')) return 'row';
  const isRow = file.nodesIn(fn, 'CallExpression').some((call) => call.arguments.length > 0 && call !== node && effectsOfCall(file, call, project, settingsOf(context)).columns.some((effect) => {
    const argument = COLUMNS.test(effect.column) ? argumentAt(call, effect) : null;
    return argument !== null && argument.below === '' && isSubject(argument.node);
  }));
  return isRow ? 'row' : null;
}

/** `return { user }`, `() => ({ user })`. */
function isReturned(file: SourceFile, property: Node): boolean {
  const object = file.parent(property);
  const around = object && file.parent(object);
  return around?.type === 'ReturnStatement' || around?.type === 'ArrowFunctionExpression';
}

/** The property path from what a call gives to an expression; null where it comes from elsewhere. */
function pathFrom(file: SourceFile, value: Node, call: Node, depth: number): readonly string[] | null {
  const node = unwrapAwait(value);
  if (node === call) return [];
  if (depth > MAX_DEPTH) return null;
  if (node.type === 'MemberExpression') {
    const inner = pathFrom(file, node.object, call, depth + 1);
    return inner && [...inner, keyName(node) ?? ''];
  }
  if (node.type === 'LogicalExpression') return pathFrom(file, node.left, call, depth + 1) ?? pathFrom(file, node.right, call, depth + 1);
  if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && /^(?:Number|String|parseInt)$/.test(node.callee.name) && node.arguments[0]) return pathFrom(file, node.arguments[0], call, depth + 1);
  if (node.type !== 'Identifier') return null;
  const variable = file.variableOf(node);
  const definition = variable?.defs[0];
  const declarator = definition?.node as Node | undefined;
  if (!variable || !definition || declarator?.type !== 'VariableDeclarator') return null;
  for (const written of [declarator.init, ...variable.references.map((r) => (r.isWrite() && !r.init ? (r.writeExpr as Node | null | undefined) : null))]) {
    const inner = written ? pathFrom(file, written, call, depth + 1) : null;
    const taken = inner && patternPath(declarator.id, definition.name as Node);
    if (taken) return [...inner, ...taken.path];
  }
  return null;
}
