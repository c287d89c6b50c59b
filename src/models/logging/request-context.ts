import type { Node, SourceFile } from '../../ast/source-file.ts';
import { perFile } from '../../core/memo.ts';
import type { Edit } from '../../core/rule-context.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel } from '../http/model.ts';
import type { RouteHandler } from '../http/types.ts';
import { adapters } from './adapters.ts';
import { logCallsOf } from './model.ts';
import type { LoggingLibrary } from './types.ts';

/** A log call in a handler that says nothing of the request. */
export interface ContextlessLog {
  readonly node: Node;
  /** The request's own logger, as the handler would write it. */
  readonly instead: string;
  readonly edit: Edit | null;
}

const libraries: readonly LoggingLibrary[] = adapters;
/** What gives every line the request by itself: context that follows the calls. */
const FOLLOWS = /AsyncLocalStorage|nestjs-cls|cls-hooked|cls-rtracer|\bmixin\b|express-http-context|asyncContext|fastify\/request-context/;

/** Log calls of the linted file's handlers through a logger that knows nothing of the request, where the request has one. */
export const contextlessLogsOf = perFile((context): readonly ContextlessLog[] => {
  const calls = logCallsOf(context).filter(({ ofRequest, logger, library }) => !ofRequest && logger !== null && library !== 'console' && library !== 'debug');
  if (calls.length === 0) return [];
  const [file, project, http] = [sourceFileOf(context), projectOf(context), httpModel(context)];
  return calls.flatMap((call): ContextlessLog[] => {
    const handler = http.handlerAround(call.node);
    const own = handler && requestLoggerOf(file, handler, call.library, project);
    if (!own || !call.logger || isFollowed(file, project)) return [];
    return [{ node: call.logger, instead: own, edit: { range: call.logger.range, text: own } }];
  });
});

/** `request.log`, by the name the handler has for the request. */
function requestLoggerOf(file: SourceFile, handler: RouteHandler, library: string, project: Project): string | null {
  if (handler.kind !== 'route' && handler.kind !== 'middleware' && handler.kind !== 'error') return null;
  const dependencies = project.packageOf(file)?.dependencies;
  const form = libraries.find(({ name }) => name === library)?.requests?.find((one) => one.framework === handler.framework && !one.ofServer && (!one.needs || one.needs.some((name) => dependencies?.has(name))));
  const variable = form?.role === 'request' ? handler.request : form?.role === 'context' ? handler.context : null;
  return variable && form?.paths[0] !== undefined ? `${variable.name}.${form.paths[0]}` : null;
}

const surveyed = new WeakMap<Project, Map<string, boolean>>();

/** Whether the package follows requests through calls: then every logger may know the one it is called for. */
function isFollowed(file: SourceFile, project: Project): boolean {
  const folder = project.packageOf(file)?.folder;
  if (folder === undefined) return false;
  const folders = surveyed.get(project) ?? new Map<string, boolean>();
  surveyed.set(project, folders);
  const known = folders.get(folder) ?? project.filesOf(folder).some((path) => FOLLOWS.test(project.text(path) ?? ''));
  folders.set(folder, known);
  return known;
}
