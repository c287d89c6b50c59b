import { perFile } from '../../core/memo.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import { clientCalls, mayUseSearch } from './calls.ts';
import { mappingsOf } from './mappings.ts';
import { requestsOf } from './queries.ts';
import type { SearchMapping, SearchRequest } from './types.ts';

export interface SearchModel {
  readonly requests: readonly SearchRequest[];
  readonly mappings: readonly SearchMapping[];
}

const NONE: SearchModel = { requests: [], mappings: [] };

/** Whether the linted file can have to do with a search engine. */
export const maySearch = perFile((context): boolean => {
  const { file, project } = hostViewOf(context);
  return mayUseSearch(file, project);
});

/** What the linted file asks a search engine, and what it says of the engine's documents. */
export const searchModel = perFile((context): SearchModel => {
  if (!maySearch(context)) return NONE;
  const file = sourceFileOf(context);
  const project = projectOf(context);
  return { requests: clientCalls(file, project).flatMap((call) => requestsOf(file, call, project)), mappings: mappingsOf(file, project) };
});
