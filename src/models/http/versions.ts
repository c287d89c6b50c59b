import type { Node } from '../../ast/source-file.ts';
import { keyName, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { segmentKind } from '../words/addresses.ts';
import { answersPrograms } from './audience.ts';
import { httpModel, httpModelOf } from './model.ts';
import { isOperational } from './order.ts';
import { isForeign, segmentsOf } from './segments.ts';
import type { AddressPlace, ResponseWrite, Route } from './types.ts';

/** Where addresses begin that name no version of the API. */
export interface Unversioned {
  readonly node: Node;
  /** One of the addresses. */
  readonly address: string;
}

/** Versions that are said elsewhere than in the address: a header, a media type, a constraint of the router. */
const ELSEWHERE = /accept-version|api-version|application\/vnd\.|VersioningType\.(?:HEADER|MEDIA_TYPE|CUSTOM)|constraints\s*:\s*\{[^}]*version/iu;
/** What others, browsers or people ask for, and no client of the API. */
const NO_API = /^(?:auth|login|logout|docs|api-docs|swagger|openapi|static|assets|public|uploads?|images?|files?|admin|ws|socket|rpc)$/iu;

/** What probes ask for, below whatever address. */
const HEALTH = /^_?(?:health(?:z|check|-check)?|livez|liveness|readyz|readiness)$/iu;
/** `:name.css`: a file whose name is asked for. */
const NAMED_FILE = /^:\w+\.[a-z]\w*$/iu;

/** The places in the linted file where the addresses of the API's routes begin that have no version, one for those that begin alike. Every part of them is known. `prefix`: what has to stand in front of the version. */
export function unversionedPlaces(context: Parameters<typeof projectOf>[0], prefix: string): readonly Unversioned[] {
  const places = knownPlaces(context);
  if (places.length === 0) return [];
  const versioned = new Set(places.filter(({ address }) => isVersioned(textsOf(address), prefix)).map(({ part }) => part.node));
  const found = new Map<string, Unversioned>();
  for (const { part, index, address } of places) {
    const texts = textsOf(address);
    // The first place that no versioned address shares: a version belongs there.
    const first = address.findIndex(({ node, text }) => segmentsOf(text).length > 0 && !(node && versioned.has(node)));
    if (!part.node || index !== first || isVersioned(texts, prefix) || !isPublic(texts)) continue;
    // One is enough of all that begin alike: `/api/orders`, `/api/customers`.
    const shared = texts[0] ?? '';
    if (!found.has(shared)) found.set(shared, { node: part.node, address: `/${texts.join('/')}` });
  }
  return [...found.values()];
}

const knownPlaces = perFile((context): readonly AddressPlace[] => {
  const { places } = httpModel(context);
  if (places.length === 0) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  if (ELSEWHERE.test(file.text) || saysElsewhere(project, project.packageOf(file)?.folder ?? project.root)) return [];
  return places.filter(({ address, route }) => route.complete && address.every(({ text }) => text !== null) && answersPrograms(route, project) && isOfApi(route, project));
});

/** Whether a route is certain to be one of an API: by its address, by its framework, or by the JSON it answers with. */
function isOfApi(route: Route, project: Project): boolean {
  const { handler, framework } = route;
  if (framework === 'nest' || /^\/(?:api|rest)\//u.test(route.fullPath ?? '')) return true;
  return handler !== null && httpModelOf(handler.file, project).writes.some((write) => write.handler.fn === handler.fn && isJson(write));
}

function isJson({ node, body, form }: ResponseWrite): boolean {
  if (form?.page) return false;
  const inner = body && unwrap(body);
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : null;
  return inner?.type === 'ObjectExpression' || inner?.type === 'ArrayExpression' || (callee?.type === 'MemberExpression' && keyName(callee) === 'json');
}

function saysElsewhere(project: Project, folder: string): boolean {
  return project.filesOf(folder).some((path) => /\/(?:main|server|app|index)[^/]*$/iu.test(path) && ELSEWHERE.test(project.text(path) ?? ''));
}

function textsOf(address: AddressPlace['address']): readonly string[] {
  return address.flatMap(({ text }) => segmentsOf(text));
}

function isVersioned(texts: readonly string[], prefix: string): boolean {
  const at = texts.findIndex((text) => segmentKind(text) === 'version' && !/^\d+$/u.test(text));
  return at !== -1 && (prefix === '' || texts.slice(0, at).join('/') === prefix);
}

function isPublic(texts: readonly string[]): boolean {
  const kinds = texts.map(segmentKind);
  if (!kinds.includes('word') || kinds.includes('file') || kinds.includes('wildcard')) return false;
  if (HEALTH.test(texts.at(-1) ?? '') || texts.some((text) => NAMED_FILE.test(text))) return false;
  return !isForeign(texts) && !texts.some((text) => NO_API.test(text)) && !isOperational(`/${texts.join('/')}`);
}
