import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { isFunction, keyName, returnedExpressions, stringValue, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import { isAlways } from '../../project/constants.ts';
import type { Project } from '../../project/types.ts';
import type { CorsForm, Origins } from './types.ts';

/** Patterns that match every origin. */
const MATCHES_ALL: ReadonlySet<string> = new Set(['.*', '^.*$', '.+', '^.+$', '.', '^', '', '(.*)', '^.*', '.*$', '^https?://.*$', '^https?://.*', '^https?://', 'https?://.*', '^https?:\\/\\/.*$', '^https?:\\/\\/.*', '^https?:\\/\\/', 'https?:\\/\\/.*']);
const HEADER_READERS: ReadonlySet<string> = new Set(['get', 'header', 'getHeader']);

/** The origins that the option of a library lets in. */
export function optionOrigins(file: SourceFile, node: Node, form: CorsForm, project: Project): Origins {
  const values = project.constants(file, node);
  if (values && values.length > 0) {
    if (values.every((value) => value === '*')) return 'any';
    if (values.every((value) => value === true)) return 'reflected';
    return values.some((value) => value === '*' || value === true || value === null || value === '') ? 'unknown' : 'limited';
  }
  const inner = unwrap(node);
  const origin = isFunction(inner) ? null : project.follow(originOf(file, inner));
  if (isFunction(inner) || origin?.kind === 'function') {
    const fn = isFunction(inner) ? inner : origin?.kind === 'function' ? origin.node : null;
    const at = origin?.kind === 'function' ? origin.file : file;
    return fn && reflectsAlways(at, fn, form.callback, project) ? 'reflected' : 'unknown';
  }
  const value = origin?.kind === 'value' ? unwrap(origin.node) : inner;
  const at = origin?.kind === 'value' ? origin.file : file;
  if (value.type === 'Literal' && 'regex' in value) return MATCHES_ALL.has(value.regex.pattern) ? 'reflected' : 'limited';
  if (value.type !== 'ArrayExpression') return 'unknown';
  const elements = value.elements.map((element): Origins => (!element || element.type === 'SpreadElement' ? 'unknown' : optionOrigins(at, element, form, project)));
  if (elements.includes('reflected')) return 'reflected';
  if (elements.includes('any')) return form.listWildcard ? 'any' : 'unknown';
  return elements.includes('unknown') ? 'unknown' : 'limited';
}

/** Whether a function for origins lets every one in, whoever asks. */
function reflectsAlways(file: SourceFile, fn: FunctionNode, callback: boolean, project: Project): boolean {
  const [asked, answer] = fn.params;
  const origin = asked?.type === 'Identifier' ? file.variableOf(asked) : null;
  if (!fn.body || file.nodesIn(fn.body, 'ThrowStatement').length > 0) return false;
  const allows = (node: Node | undefined): boolean => node !== undefined && ((origin !== null && isVariable(file, node, origin)) || isHeaderRead(file, node, project) || isEvery(file, node, project));
  if (callback && answer?.type === 'Identifier') {
    const done = file.variableOf(answer);
    const calls = (done?.references ?? []).map(({ identifier }) => file.parent(identifier as Node));
    return calls.length > 0 && calls.every((call) => call?.type === 'CallExpression' && unwrap(call.callee).type === 'Identifier' && !isError(call.arguments[0]) && allows(call.arguments[1])) && endsWith(fn, (last) => calls.includes(last));
  }
  const returned = returnedExpressions(file, fn);
  return returned.length > 0 && returned.every(allows) && endsWith(fn, () => false);
}

/** Whether the last statement of a function returns, or is one that counts: nothing falls out at its end. */
function endsWith(fn: FunctionNode, counts: (node: Node) => boolean): boolean {
  if (fn.body?.type !== 'BlockStatement') return true;
  const last = fn.body.body.at(-1);
  return last?.type === 'ReturnStatement' || (last?.type === 'ExpressionStatement' && counts(unwrapAwait(last.expression)));
}

function isError(node: TSESTree.CallExpressionArgument | undefined): boolean {
  if (!node) return true;
  const inner = unwrap(node);
  return !(inner.type === 'Literal' && inner.value === null) && !(inner.type === 'Identifier' && inner.name === 'undefined');
}

function isVariable(file: SourceFile, node: Node, variable: Variable): boolean {
  const inner = unwrap(node);
  if (inner.type === 'LogicalExpression' && inner.operator !== '&&') return isVariable(file, inner.left, variable);
  return inner.type === 'Identifier' && file.variableOf(inner) === variable;
}

function isEvery(file: SourceFile, node: Node, project: Project): boolean {
  return isAlways(project, file, node, (value) => value === true || value === '*');
}

/** Whether an expression is the `Origin` header of a request, as it came: `req.headers.origin`, `c.req.header('Origin')`, with or without something else where there is none. */
export function isHeaderRead(file: SourceFile, node: Node, project: Project, depth = 0): boolean {
  const inner = unwrapAwait(node);
  if (depth > 4) return false;
  if (inner.type === 'LogicalExpression') return inner.operator !== '&&' && isHeaderRead(file, inner.left, project, depth + 1);
  if (inner.type === 'TemplateLiteral') return inner.expressions.length === 1 && inner.quasis.every(({ value }) => value.raw === '') && inner.expressions.every((hole) => isHeaderRead(file, hole, project, depth + 1));
  if (inner.type === 'MemberExpression') {
    const object = unwrap(inner.object);
    return keyName(inner)?.toLowerCase() === 'origin' && object.type === 'MemberExpression' && HEADERS.has(keyName(object) ?? '');
  }
  if (inner.type === 'CallExpression') {
    const callee = unwrap(inner.callee);
    return callee.type === 'MemberExpression' && HEADER_READERS.has(keyName(callee) ?? '') && stringValue(inner.arguments[0])?.toLowerCase() === 'origin';
  }
  if (inner.type !== 'Identifier') return false;
  const variable = file.variableOf(inner);
  const definition = variable?.defs[0]?.node as Node | undefined;
  if (variable?.defs.length !== 1 || variable.references.filter((reference) => reference.isWrite()).length !== 1 || definition?.type !== 'VariableDeclarator' || !definition.init) return false;
  return definition.id.type === 'Identifier' ? isHeaderRead(file, definition.init, project, depth + 1) : isHeaderOrigin(originOf(file, inner));
}

const HEADERS: ReadonlySet<string> = new Set(['headers', 'header']);

function isHeaderOrigin(origin: Origin): boolean {
  if (origin.kind === 'parameter') return origin.path.at(-1) === 'origin' && HEADERS.has(origin.path.at(-2) ?? '');
  return origin.kind === 'member' && origin.property === 'origin' && ((origin.object.kind === 'member' && HEADERS.has(origin.object.property ?? '')) || (origin.object.kind === 'parameter' && HEADERS.has(origin.object.path.at(-1) ?? '')));
}
