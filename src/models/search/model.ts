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

/** What the linted file asks a search engine, and what it says of the engine's documents. */
export const searchModel = perFile((context): SearchModel => {
  const host = hostViewOf(context);
  if (!mayUseSearch(host.file, host.project)) return NONE;
  const file = sourceFileOf(context);
  const project = projectOf(context);
  return { requests: clientCalls(file, project).flatMap((call) => requestsOf(file, call, project)), mappings: mappingsOf(file, project) };
});
