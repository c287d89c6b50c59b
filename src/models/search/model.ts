import { perFile } from '../../core/memo.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { clientCalls } from './calls.ts';
import { mappingsOf } from './mappings.ts';
import { requestsOf } from './queries.ts';
import type { SearchMapping, SearchRequest } from './types.ts';

export interface SearchModel {
  readonly requests: readonly SearchRequest[];
  readonly mappings: readonly SearchMapping[];
}

/** What the linted file asks a search engine, and what it says of the engine's documents. */
export const searchModel = perFile((context): SearchModel => {
  const file = sourceFileOf(context);
  const project = projectOf(context);
  return { requests: clientCalls(file, project).flatMap((call) => requestsOf(file, call, project)), mappings: mappingsOf(file, project) };
});
