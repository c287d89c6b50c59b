import { perFile } from '../../core/memo.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import { httpModel } from '../http/model.ts';
import { roleOf } from '../layers/model.ts';
import { mayRunInBrowser } from '../layers/shared-code.ts';
import { MAY_REQUEST } from './libraries.ts';
import { requestsIn } from './requests.ts';
import { timeLimitOf } from './time-limits.ts';
import type { OutgoingRequest } from './types.ts';

/** The requests of the linted file that wait forever, and the instances whose requests do. An instance is told where it is made, not where it is used. */
export const unlimitedRequests: (context: Parameters<typeof projectOf>[0]) => readonly OutgoingRequest[] = perFile((context) => {
  if (!says(context, MAY_REQUEST)) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const found = requestsIn(file, project).filter((request) => !request.isOfInstance && request.form.makes !== 'base' && timeLimitOf(request, project) === 'none');
  // A browser's requests end with the page.
  if (found.length > 0 && roleOf(context).role === 'unknown' && mayRunInBrowser(file, project)) return [];
  return found.length > 0 && file.has('JSXElement') ? found.filter(({ node }) => httpModel(context).handlerAround(node) !== null) : found;
});
