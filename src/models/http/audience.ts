import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { contains, decoratorsOf, keyName, returnedExpressions, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { parametersOf } from './evidence.ts';
import { frameworks } from './lookup.ts';
import { httpModelOf } from './model.ts';
import type { ResponseWrite, Route, RouteHandler } from './types.ts';

/** Methods that answer with a page, or send the browser to one. */
const PAGE_WRITERS: ReadonlySet<string> = new Set(['render', 'redirect', 'html', 'view', 'viewAsync', 'sendFile', 'sendfile', 'download']);
const PAGE_DECORATORS: ReadonlySet<string> = new Set(['Render', 'Redirect']);
/** Methods that answer with data. */
const DATA_WRITERS: ReadonlySet<string> = new Set(frameworks.flatMap(({ writers }) => Object.values(writers ?? {}).flatMap((forms) => Object.keys(forms))).filter((name) => !PAGE_WRITERS.has(name)));
/** Methods that only prepare an answer. */
const PREPARING: ReadonlySet<string> = new Set(['set', 'get', 'header', 'headers', 'setHeader', 'getHeader', 'hasHeader', 'removeHeader', 'append', 'vary', 'type', 'status', 'code', 'cookie', 'clearCookie', 'setCookie', 'links', 'attachment', 'on', 'once', 'off', 'setTimeout', 'flushHeaders', 'assert', 'throw']);
const MAX_DEPTH = 3;

/** What a response is used for, in a function and those it is handed to: `unknown` by a method of its own, `handed` to a function. */
type Use = 'data' | 'page' | 'unknown' | 'handed';

/**
 * Whether a route answers with data that programs ask for. A GET that may answer with a page is none, and neither is a form,
 * which sends the browser on and answers nothing else. What only somebody unknown does with the response is unknown.
 */
export function answersPrograms(route: Route, project: Project): boolean {
  const { handler } = route;
  if (handler?.kind !== 'route' || route.framework === 'trpc') return false;
  const { file, fn } = handler;
  const method = file.parent(fn);
  if (method && decoratorsOf(method).some(({ expression }) => expression.type === 'CallExpression' && expression.callee.type === 'Identifier' && PAGE_DECORATORS.has(expression.callee.name))) return false;
  const writes = httpModelOf(file, project).writes.filter((write) => write.handler.fn === fn);
  if (writes.some(givesPage)) return route.method !== 'GET' && writes.some((write) => !givesPage(write) && !refuses(write));
  if (writes.some((write) => !refuses(write))) return true;
  const variable = handler.response ?? handler.context;
  if (!variable || returnsData(handler, variable)) return true;
  const uses = usesOf(file, variable, project, 0, writes.map(({ node }) => node));
  if (route.method === 'GET' && uses.includes('page')) return false;
  // Who is turned away with JSON is no browser, and what a function answers otherwise is for the same one.
  return uses.length === 0 || uses.includes('data') || (writes.some(givesJson) && !uses.includes('unknown'));
}

/** The method that writes an answer; null where none does. */
function writerOf({ node }: ResponseWrite): string | null {
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : null;
  return callee?.type === 'MemberExpression' ? keyName(callee) : null;
}

function givesPage(write: ResponseWrite): boolean {
  return PAGE_WRITERS.has(writerOf(write) ?? '');
}

function givesJson(write: ResponseWrite): boolean {
  const { body } = write;
  return writerOf(write) === 'json' || (body !== null && unwrap(body).type === 'ObjectExpression');
}

/** A page may turn someone away with a status alone. */
function refuses({ status }: ResponseWrite): boolean {
  return status !== null && status >= 400;
}

/** Whether a handler gives back what the framework is to answer with: no call that is given the response, nor one of its methods or of `next`. */
function returnsData({ file, fn }: RouteHandler, variable: Variable): boolean {
  const given = variable.references.flatMap(({ identifier }) => {
    const member = file.parent(identifier as Node);
    return member?.type !== 'MemberExpression' || file.parent(member)?.type === 'CallExpression' ? [identifier as Node] : [];
  });
  return returnedExpressions(file, fn).some((returned) => {
    const inner = unwrap(returned);
    if (inner.type === 'Identifier' && inner.name === 'undefined') return false;
    return !(inner.type === 'CallExpression' && originOf(file, inner.callee).kind === 'parameter') && !given.some((node) => contains(inner, node));
  });
}

/** What is done with a response, also by the functions it is handed to. `known`: answers that were looked at before. */
function usesOf(file: SourceFile, variable: Variable, project: Project, depth: number, known: readonly Node[] = []): readonly Use[] {
  return variable.references.flatMap(({ identifier }): readonly Use[] => {
    let node: Node = identifier as Node;
    if (known.some((write) => contains(write, node))) return [];
    const names: string[] = [];
    for (let parent = file.parent(node); parent; parent = file.parent(node)) {
      if (parent.type === 'MemberExpression' && parent.object === node) names.push(keyName(parent) ?? '');
      else if (parent.type !== 'CallExpression' || parent.callee !== node) break;
      node = parent;
    }
    if (names.some((name) => PAGE_WRITERS.has(name))) return ['page'];
    if (names.some((name) => DATA_WRITERS.has(name)) || (names.at(-1) === 'body' && isAssigned(file, node))) return ['data'];
    if (names.length > 0) return node.type === 'CallExpression' && names.length === 1 && !PREPARING.has(names[0] ?? '') ? ['unknown'] : [];
    return handedOn(file, node, project, depth);
  });
}

function isAssigned(file: SourceFile, node: Node): boolean {
  const parent = file.parent(node);
  return parent?.type === 'AssignmentExpression' && parent.left === node;
}

function handedOn(file: SourceFile, node: Node, project: Project, depth: number): readonly Use[] {
  const call = file.parent(node);
  if (call?.type !== 'CallExpression' || depth >= MAX_DEPTH) return ['handed'];
  const place = call.arguments.findIndex((argument) => argument === node);
  const origin = project.follow(originOf(file, call.callee));
  const parameter = origin.kind === 'function' ? parametersOf(origin.node)[place] : undefined;
  const variable = origin.kind === 'function' && parameter?.type === 'Identifier' ? origin.file.variableOf(parameter) : null;
  if (origin.kind !== 'function' || !variable) return ['handed'];
  return usesOf(origin.file, variable, project, depth + 1);
}
