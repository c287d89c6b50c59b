import type { Node } from '../../ast/source-file.ts';
import { perFile } from '../../core/memo.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import { Environments } from '../migrations/environments.ts';
import { startOf } from '../outgoing/addresses.ts';
import { isNear } from '../outgoing/hosts.ts';
import { MAY_REQUEST } from '../outgoing/libraries.ts';
import { requestsIn } from '../outgoing/requests.ts';
import type { PlainRequest } from './types.ts';

/** Scheme and host, the host being whole: something comes after it, or nothing at all. */
const PLAIN = /^http:\/\/(?:[^/@?#]*@)?(\[[^\]]+\]|[^/:?#]+)(?=[/:?#]|$)/iu;

/** The requests of the linted file that go over a plain connection to a host elsewhere, in production too. */
export const plainRequests: (context: Parameters<typeof projectOf>[0]) => readonly PlainRequest[] = perFile((context) => {
  // A file that says no plain address may still import one: it has to send requests, then.
  if (!says(context, MAY_REQUEST)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  const environments = new Environments(project, false);
  const found = new Map<Node, PlainRequest>();
  for (const { node, addresses } of requestsIn(file, project)) {
    for (const address of addresses) {
      const start = startOf(address.file, address.node, project);
      const match = start && PLAIN.exec(start.text);
      const host = match?.[1];
      if (!start || host === undefined || (start.isOpen && match?.[0] === start.text) || isNear(host) || !environments.mayRunInProduction(file, node)) continue;
      const isHere = start.file === file;
      const place = isHere ? start.node : address.file === file ? address.node : node;
      if (isHere && !environments.mayRunInProduction(file, start.node)) continue;
      if (!found.has(place)) found.set(place, { node: place, host, edits: isHere ? [{ range: [place.range[0] + 1, place.range[0] + 1 + 'http:'.length], text: 'https:' }] : null });
    }
  }
  return [...found.values()];
});
