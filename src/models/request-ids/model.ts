import { originOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { Node } from '../../ast/source-file.ts';
import { summands, unwrap } from '../../ast/syntax.ts';
import { memo, perFile } from '../../core/memo.ts';
import { optionsOf } from '../../project/options.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { shippedFiles } from '../../project/test-files.ts';
import type { Project } from '../../project/types.ts';
import { httpModel } from '../http/model.ts';
import type { HandlerKind } from '../http/types.ts';
import { startOf } from '../outgoing/addresses.ts';
import { isNear } from '../outgoing/hosts.ts';
import { requestsIn } from '../outgoing/requests.ts';
import type { OutgoingRequest, Place } from '../outgoing/types.ts';
import { reachedFrom, runsIn } from '../reach/model.ts';

/** A request to a service of one's own that goes out while another is answered, without its id. */
export interface UnmarkedRequest {
  /** The request, or the call in the linted file that leads to it. */
  readonly node: Node;
  readonly name: string;
  /** Names of the functions from the handler to the one that sends it. */
  readonly path: readonly string[];
}

/** Headers that tie requests of one cause together (https://www.w3.org/TR/trace-context/). */
const ID = /^(?:x-)?(?:request|req|correlation|trace|transaction|amzn-trace)-?(?:id|context)$|^traceparent$|^(?:x-)?b3(?:-|$)|^x-cloud-trace-context$/iu;
/** What a package says that takes or makes ids of requests, by a header or a library. */
const HAS_IDS = /['"`]x-(?:request|correlation)-id['"`]|\bgenReqId\b|\brequestIdHeader\b|['"](?:express-request-id|express-correlation-id|koa-requestid|hono\/request-id)['"]/i;
/** What may add the id to every request from outside the call. */
const CARRIES = /AsyncLocalStorage|opentelemetry|dd-trace|newrelic|elastic-apm|@sentry\/|cls-hooked|cls-rtracer|nestjs-cls|express-http-context|request-context|context-storage|\binterceptors\b|\bbeforeRequest\b|\bonRequest\b[\s\S]{0,40}headers|setGlobalDispatcher/u;
const SETTINGS = /^(?:global#process\.env\.|new @nestjs\/config#ConfigService\.)/u;
const HOST = /^https?:\/\/(\[[^\]]+\]|[^/:?#]+)(?=[/:?#]|$)/iu;
const ANSWERING: ReadonlySet<HandlerKind> = new Set(['route', 'middleware', 'procedure', 'action', 'resolver']);

/** The requests that the handlers of the linted file send to services of one's own without the id of the request they answer. */
export const unmarkedRequests: (context: Parameters<typeof projectOf>[0]) => readonly UnmarkedRequest[] = perFile((context) => {
  const handlers = httpModel(context).handlers.filter(({ kind }) => ANSWERING.has(kind));
  if (handlers.length === 0) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  if (!needsIds(project)(project.packageOf(file)?.folder ?? '')) return [];
  const found = new Map<Node, UnmarkedRequest>();
  for (const { fn, file: at, path, exit } of reachedFrom(handlers.filter((handler) => handler.file === file), project)) {
    for (const request of requestsIn(at, project)) {
      const node = exit ?? request.node;
      if (found.has(node) || request.form.makes || !runsIn(at, fn, request.node) || !isOwn(request, project) || !isUnmarked(request, project)) continue;
      found.set(node, { node, name: request.name, path });
    }
  }
  return [...found.values()];
});

/** Whether the package of a folder has ids of requests, and nothing that adds them by itself. */
const needsIds: (project: Project) => (folder: string) => boolean = memo((project) => {
  const known = new Map<string, boolean>();
  return (folder: string): boolean => {
    let answer = known.get(folder);
    if (answer === undefined) {
      const texts = folder === '' ? [] : shippedFiles(project, folder).map((path) => project.text(path) ?? '');
      answer = texts.some((text) => HAS_IDS.test(text)) && !texts.some((text) => CARRIES.test(text));
      known.set(folder, answer);
    }
    return answer;
  };
});

/** Whether a request goes to a host that is near, or that a setting names. */
function isOwn({ bases, addresses }: OutgoingRequest, project: Project): boolean {
  const [first] = [...bases, ...addresses];
  if (!first) return false;
  const start = startOf(first.file, first.node, project);
  const host = start && HOST.exec(start.text);
  if (host?.[1] !== undefined) return isNear(host[1]) && !(start?.isOpen && host[0] === start.text);
  return start === null && isSetting(leading(first), project);
}

/** The expression an address begins with. */
function leading({ node, file }: Place): Place {
  const inner = unwrap(node);
  if (inner.type === 'TemplateLiteral' && inner.quasis[0]?.value.cooked === '' && inner.expressions[0]) return leading({ node: inner.expressions[0], file });
  if (inner.type === 'BinaryExpression') {
    const [first] = summands(inner);
    return first && first !== inner ? leading({ node: first, file }) : { node: inner, file };
  }
  const base = inner.type === 'NewExpression' ? (inner.arguments[1] ?? inner.arguments[0]) : undefined;
  return base && base.type !== 'SpreadElement' ? leading({ node: base, file }) : { node: inner, file };
}

function isSetting({ node, file }: Place, project: Project): boolean {
  const origin = project.follow(originOf(file, node));
  const ways: readonly Origin[] = origin.kind === 'either' ? origin.of : [origin];
  return ways.some((way) => SETTINGS.test(project.symbol(way) ?? ''));
}

/** Whether all headers of a request are seen, and none of them is an id. */
function isUnmarked({ options }: OutgoingRequest, project: Project): boolean {
  const said = options.properties.get('headers');
  if (!said) return !options.isOpen;
  const headers = optionsOf(said.file, said.node, project);
  return !headers.isOpen && ![...headers.properties.keys()].some((name) => ID.test(name));
}
