import type { HandlerKind, RequestPart, RequestRead, RouteHandler } from '../http/types.ts';
import type { SinkName } from '../sinks/types.ts';

/** What a queue or a scheduler hands over was put there by our own code. */
const OURS: ReadonlySet<HandlerKind> = new Set(['job', 'task']);
/** Parts of a request that an attacker chooses for somebody else, by a link or a form. */
const LINKED: ReadonlySet<RequestPart> = new Set(['query', 'body', 'params']);
/** Headers that name the server, as the browser or the proxy says it. */
const OF_SERVER: ReadonlySet<string> = new Set(['host', ':authority', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-for', 'x-forwarded-port', 'forwarded', 'origin', 'referer', 'referrer']);
/** What an upload says of itself; the other properties are the server's. */
const OF_UPLOAD: ReadonlySet<string> = new Set(['originalname', 'originalFilename', 'name', 'filename', 'fieldname']);

/** Middlewares that take operators out of a request. */
const OPERATOR_SANITIZERS: ReadonlySet<string> = new Set(['express-mongo-sanitize', '@exortek/express-mongo-sanitize', '@exortek/fastify-mongo-sanitize', 'koa-mongo-sanitize', 'content-filter']);

/** Whether fields of a body may be objects: nothing in front of the handler checks it, as far as all of that is known. GraphQL checks types itself. */
function mayHoldObjects({ kind, route }: RouteHandler): boolean {
  if (kind === 'resolver' || kind === 'procedure' || !route?.complete) return false;
  return route.chain.every((one) => one.kind !== 'validation' && !OPERATOR_SANITIZERS.has(one.package ?? ''));
}

/**
 * Whether what is read from a request is an attacker's choice in a sink. A redirect and a page harm whoever follows a link,
 * so that headers and cookies, which no link can set, do not count there. A whole field of a body may be an object, which is no page.
 */
export function taints({ part, path, handler }: RequestRead, sink: SinkName, built: boolean): boolean {
  if (OURS.has(handler.kind)) return false;
  if (sink === 'nosql') return part === 'body' && mayHoldObjects(handler);
  if (sink === 'html' && !built) return (part === 'query' || part === 'params') && path.length > 0;
  if (sink === 'redirect' || sink === 'html') return LINKED.has(part);
  if (sink === 'address' && part === 'headers') return !OF_SERVER.has(path[0]?.toLowerCase() ?? 'host');
  if (part === 'files') return sink === 'sql' || path.some((name) => OF_UPLOAD.has(name));
  return true;
}
