import { relative } from 'node:path/posix';
import { displayName, unwrap } from '../ast/syntax.ts';
import type { SourceFile } from '../ast/source-file.ts';
import { httpModelOf } from '../models/http/model.ts';
import { addressesOf } from '../models/http/routers.ts';
import type { Middleware, MiddlewareKind, Route } from '../models/http/types.ts';
import { fileRole } from '../models/layers/model.ts';
import { projectFor } from '../project/project.ts';
import type { Project } from '../project/types.ts';

/** One line of the route table. What is not known is null. */
export interface RouteRow {
  readonly method: string;
  /** A part that is not known is written `?`. */
  readonly path: string;
  /** Whether every part of the path is known. */
  readonly isKnown: boolean;
  readonly framework: string;
  /** What authenticates, authorizes or limits, as the code writes it. */
  readonly guards: readonly string[];
  /** Whether nothing else that runs before the handler may be a guard. */
  readonly allGuardsKnown: boolean;
  /** What validates the request; empty where the handler reads nothing of it. Null where the handler may do it. */
  readonly validation: readonly string[] | null;
  readonly handler: string | null;
  /** Where it is registered, relative to the folder. */
  readonly file: string;
  readonly line: number;
}

const GUARDS: ReadonlySet<MiddlewareKind> = new Set(['authentication', 'authorization', 'rate-limit']);
const METHODS = ['ALL', 'GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const MAX_NAME = 40;

/** The routes that the server code below a folder registers, in the order of their paths. */
export function routesBelow(folder: string): readonly RouteRow[] {
  const project = projectFor(folder);
  const paths = new Set(project.packages().flatMap((one) => project.filesOf(one)));
  const rows = [...paths].flatMap((path) => {
    const file = project.file(path);
    return file && !['test', 'browser', 'generated'].includes(fileRole(file, project, {}).role ?? '') ? rowsOf(file, project) : [];
  });
  const unique = new Map(rows.map((row) => [JSON.stringify(row), row]));
  return [...unique.values()].sort((a, b) => order(a.path, b.path) || METHODS.indexOf(a.method) - METHODS.indexOf(b.method) || order(a.file, b.file) || a.line - b.line);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function rowsOf(file: SourceFile, project: Project): RouteRow[] {
  // An action is called by its page, a function in the cloud by what its configuration says.
  const routes = httpModelOf(file, project).routes.filter((route) => route.handler === null || route.handler.kind === 'route' || route.handler.kind === 'procedure' || route.handler.kind === 'middleware' || route.framework === 'react-router');
  return routes.flatMap((route) => {
    const guards = [...new Set(route.chain.filter(({ kind }) => GUARDS.has(kind)).map(nameOf))];
    const allGuardsKnown = route.complete && !mayBeAnything(route);
    const validation = validationOf(route, project);
    const handler = route.handler && (displayName(route.handler.file, route.handler.fn) ?? `${relative(project.root, route.handler.file.path)}:${route.handler.file.lineOf(route.handler.fn)}`);
    return addressesOf(route).map(({ path, isKnown }) => ({ method: route.method, path, isKnown, framework: route.framework, guards, allGuardsKnown, validation, handler, file: relative(project.root, file.path), line: file.lineOf(route.node) }));
  });
}

/** Whether something of the project's own runs before the handler, and nothing tells what it does. */
function mayBeAnything(route: Route): boolean {
  return route.chain.some(({ kind, package: from }) => kind === 'unknown' && from === null);
}

function validationOf(route: Route, project: Project): readonly string[] | null {
  const known = route.chain.filter(({ kind }) => kind === 'validation').map(nameOf);
  if (known.length > 0) return [...new Set(known)];
  const { handler } = route;
  if (!handler || !route.complete || mayBeAnything(route)) return null;
  const reads = httpModelOf(handler.file, project).reads.some((read) => read.handler.fn === handler.fn && ['body', 'query', 'params', 'files'].includes(read.part));
  return reads ? null : [];
}

/** As the code writes it: `authenticate`, `limit({ max: 5 })`. */
function nameOf({ node, file }: Middleware): string {
  const inner = unwrap(node);
  const text = file.textOf(inner.type === 'CallExpression' || inner.type === 'NewExpression' ? inner.callee : inner).replaceAll(/\s+/gu, ' ');
  if (inner.type.includes('Function') || inner.type === 'ObjectExpression') return `line ${file.lineOf(inner)}`;
  return text.length > MAX_NAME ? `${text.slice(0, MAX_NAME - 1)}…` : text;
}
