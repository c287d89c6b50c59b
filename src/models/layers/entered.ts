import type { Node } from '../../ast/source-file.ts';
import type { HttpModel } from '../http/types.ts';

/** Kinds of handlers that are recognised by how they are registered alone. */
const REGISTERED: ReadonlySet<string> = new Set(['procedure', 'action', 'resolver', 'serverless']);

/** Whether a node stands in a function that requests are known to enter: that is a controller's, whatever its file is called. */
export function isEntered(http: HttpModel, node: Node): boolean {
  const handler = http.handlerAround(node);
  return handler !== null && (handler.route !== null || REGISTERED.has(handler.kind));
}
