import { symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, stringValue, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { covers } from './application.ts';
import { functionsIn } from './functions.ts';
import { ATTACHING } from './middlewares.ts';
import { isEverything, sequencesOf } from './registrations.ts';
import type { Registration, Sequence } from './registrations.ts';
import type { Middleware, MiddlewareKind } from './types.ts';

type Context = Parameters<typeof sequencesOf>[0];

/** A registration in the wrong place, and the one that makes the place wrong. */
export interface Misplaced {
  readonly registration: Registration;
  readonly because: Registration;
}

/** The same with what is installed, and what it should stand before. */
export interface LateMiddleware extends Misplaced {
  readonly kind: MiddlewareKind;
  readonly before: 'routes' | 'authentication';
}

/** An error handler in the wrong place. */
export interface MisplacedErrorHandler extends Misplaced {
  /** Express: before a route. Koa, where the outer catches what the inner throws: after all routes. */
  readonly place: 'before' | 'after';
  /** Moves it behind the last of them, where all between are statements beside it that register on the same router. */
  readonly move: { readonly range: readonly [number, number]; readonly text: string } | null;
}

/** What is registered behind a catch-all: no request reaches it. Error handlers are not meant. */
export const unreached: (context: Context) => readonly Misplaced[] = perFile((context) =>
  sequencesOf(context).flatMap((sequence) =>
    sequence.steps.flatMap((registration) => {
      if (registration.handlesErrors !== false) return [];
      const because = sequence.steps.find((earlier) => sequence.follows(earlier, registration) && swallows(earlier, registration));
      return because ? [{ registration, because }] : [];
    }),
  ),
);

/** Whether every request for the one ends at the other. */
function swallows(earlier: Registration, later: Registration): boolean {
  if (!earlier.endsEvery || earlier.handlesErrors !== false || !isEverything(earlier)) return false;
  if (earlier.method === 'ALL') return true;
  return earlier.method === 'GET' && later.type === 'route' && (later.method === 'GET' || later.method === 'HEAD');
}

/** Error handlers that routes are registered after, in Express; in Koa those that stand behind all routes. */
export const misplacedErrorHandlers: (context: Context) => readonly MisplacedErrorHandler[] = perFile((context) => {
  return sequencesOf(context).flatMap((sequence) => (sequence.framework === 'koa' ? tooLate(sequence) : sequence.framework === 'express' ? tooEarly(sourceFileOf(context), sequence) : []));
});

function tooEarly(file: SourceFile, { steps, follows }: Sequence): MisplacedErrorHandler[] {
  const found: MisplacedErrorHandler[] = [];
  for (const registration of steps) {
    if (registration.handlesErrors !== true) continue;
    const behind = steps.filter((step) => follows(registration, step));
    const left = behind.filter((step) => hasErrors(step) && covers(registration.path, step.path));
    const [because] = left;
    const last = left.at(-1);
    // One for the errors of body parsers, and a last one for all: each has its place.
    const isCaught = last === undefined || behind.some((step) => step.handlesErrors !== false && follows(last, step));
    const isToldBefore = found.some((other) => other.because === because);
    if (because && last && !isCaught && !isToldBefore) found.push({ registration, because, place: 'before', move: moveBehind(file, registration, behind, last) });
  }
  return found;
}

/** What may fail: routes and routers, but for the one that answers what no other did. */
function hasErrors(step: Registration): boolean {
  return step.type !== 'install' && !(step.type === 'route' && step.endsEvery && isEverything(step));
}

function tooLate({ steps, follows }: Sequence): MisplacedErrorHandler[] {
  return steps.flatMap((registration): MisplacedErrorHandler[] => {
    if (registration.handlesErrors !== true || registration.type !== 'install' || steps.some((other) => other !== registration && other.handlesErrors !== false)) return [];
    const because = steps.find((step) => step.type !== 'install' && follows(step, registration));
    const reached = steps.some((step) => step.type !== 'install' && !follows(step, registration));
    return because && !reached ? [{ registration, because, place: 'after', move: null }] : [];
  });
}

function moveBehind(file: SourceFile, registration: Registration, behind: readonly Registration[], last: Registration): MisplacedErrorHandler['move'] {
  const own = statementOf(file, registration.call);
  const end = statementOf(file, last.call);
  const block = own && file.parent(own);
  if (!own || !end || (block?.type !== 'Program' && block?.type !== 'BlockStatement')) return null;
  const between = block.body.slice(block.body.findIndex((s) => s === own) + 1, block.body.findIndex((s) => s === end) + 1);
  const [next] = between;
  if (!next || !between.every((statement) => behind.some((step) => statementOf(file, step.call) === statement))) return null;
  const gap = file.text.slice(own.range[1], next.range[0]);
  return { range: [own.range[0], end.range[1]], text: `${file.text.slice(next.range[0], end.range[1])}${gap.trim() === '' ? gap : '\n'}${file.textOf(own)}` };
}

function statementOf(file: SourceFile, call: Node | null): Node | null {
  const statement = call && file.parent(call);
  return statement?.type === 'ExpressionStatement' ? statement : null;
}

const EARLY: readonly MiddlewareKind[] = ['cors', 'headers', 'logging'];
/** Addresses that probes, scrapers and browsers ask for: what stands before the logger is left out of the log on purpose. */
const OPERATIONAL = /^\/?(?:(?:api\/)?(?:v\d+\/)?(?:_?health(?:z|check|-check)?|livez?|liveness|readyz?|readiness|ping|status|metrics|version|up)|favicon\.ico|robots\.txt|sitemap\.xml|\.well-known\/.*)(?:\/(?:live|ready|liveness|readiness))?\/?$/u;

/** Whether a path is asked for by machines that watch the server, not by its clients. */
export function isOperational(path: string | null): boolean {
  return path !== null && OPERATIONAL.test(path);
}

/**
 * CORS, security headers and loggers that stand behind routes or authentication, so that some answers go out without
 * them. A second one of a kind has its reasons.
 */
export const lateMiddlewares: (context: Context) => readonly LateMiddleware[] = perFile((context) => {
  const sequences = sequencesOf(context);
  if (sequences.length === 0) return [];
  const project = projectOf(context);
  const told = unreached(context);
  return sequences.flatMap((sequence) =>
    sequence.steps.flatMap((registration): LateMiddleware[] => {
      const kind = EARLY.find((one) => registration.type === 'install' && registration.middlewares.some((m) => m.kind === one));
      if (!kind || registration.path === null || told.some((other) => other.registration === registration)) return [];
      const before = sequence.steps.filter((step) => sequence.follows(step, registration));
      if (before.some((step) => step.middlewares.some((m) => m.kind === kind))) return [];
      const routes = before.filter((step) => step.type !== 'install' && isClientRoute(step) && step.path !== null && covers(registration.path, step.path));
      const [route] = routes;
      const routesBehind = sequence.steps.some((step) => step.type !== 'install' && sequence.follows(registration, step));
      // Routes that other sites may not ask for, or that nobody logs, stand before on purpose where others follow.
      if (route && (kind === 'headers' || !routesBehind)) return [{ registration, because: route, kind, before: 'routes' }];
      const guard = before.find((step) => step.type === 'install' && isEverything(step) && step.middlewares.some((m) => m.kind === 'authentication' && refuses(m, project)));
      return guard ? [{ registration, because: guard, kind, before: 'authentication' }] : [];
    }),
  );
});

function isClientRoute(step: Registration): boolean {
  return step.method !== 'OPTIONS' && !isOperational(step.path);
}

/** Whether an authentication turns requests away; some only note who asks, and some let preflight requests pass. */
function refuses({ node, file, origin, package: from }: Middleware, project: Project): boolean {
  const symbol = symbolOf(origin);
  if (symbol !== null && ATTACHING.some((name) => symbol.startsWith(name))) return false;
  const call = unwrap(node);
  if (from !== null) {
    const given = call.type === 'CallExpression' ? call.arguments : [];
    const name = given[0] ? stringValue(given[0]) : null;
    return name !== 'session' && name !== 'anonymous' && !/\b(?:credentialsRequired|authRequired|passthrough)\b/u.test(file.textOf(call)) && !given.some((a) => isFunction(unwrap(a)));
  }
  const functions = functionsIn(file, node, project);
  return functions.length > 0 && functions.every((one) => /\b401\b|unauthori[sz]ed/iu.test(one.file.textOf(one.fn)) && !/\bOPTIONS\b/u.test(one.file.textOf(one.fn)));
}
