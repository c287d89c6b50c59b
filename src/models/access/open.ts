import type { Node } from '../../ast/source-file.ts';
import { contains, memberChain } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf } from '../../project/project.ts';
import { addressesOf } from '../http/routers.ts';
import { placeOf } from '../http/address.ts';
import { httpModel } from '../http/model.ts';
import { isOperational } from '../http/order.ts';
import { isForeign, segmentsOf } from '../http/segments.ts';
import type { Route } from '../http/types.ts';
import { segmentKind } from '../words/addresses.ts';
import { inWords, wordsOf } from '../words/model.ts';
import { isBehind } from './protection.ts';
import { purposeOf } from './purposes.ts';

/** A route that lets in whom it should not. */
export interface OpenRoute {
  readonly node: Node;
  readonly method: string;
  readonly path: string;
}

const CHANGING: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
/** What is for everybody: to get in, to write to the owner of a site, to count visits, to report what a browser saw. */
const PUBLIC: ReadonlySet<string> = new Set([
  ...['auth', 'login', 'log in', 'logout', 'log out', 'signin', 'sign in', 'signout', 'sign out', 'signup', 'sign up', 'register', 'registration', 'refresh', 'refresh token', 'refresh tokens', 'verify', 'verify email', 'verify otp', 'confirm', 'confirmation', 'activate', 'activation', 'password', 'oauth', 'sso', 'mfa', '2fa', 'otp', 'magic link', 'session', 'sessions'],
  ...['public', 'contact', 'feedback', 'newsletter', 'subscribe', 'unsubscribe', 'waitlist', 'search', 'track', 'tracking', 'collect', 'events', 'event', 'analytics', 'metrics', 'telemetry', 'beacon', 'vitals', 'csp report', 'csp reports', 'report', 'consent', 'echo', 'health', 'ping', 'share', 'shared', 'embed', 'invite', 'invites', 'invitation', 'invitations', 'guest', 'checkout'],
]);
/** Machines and what is in front of the application prove themselves otherwise. */
const MACHINES: ReadonlySet<string> = new Set(['internal', 'webhook', 'webhooks', 'hook', 'hooks', 'cron', 'crons', 'jobs', 'tasks queue', 'callback', 'callbacks', 'service', 'system', 'ingest', 'rpc', 'graphql', 'trpc', 'mcp', 'sse', 'dev', 'debug', 'test', 'tests', 'e2e']);
/** What a parameter is called that only those know who were given it. */
const CAPABILITIES: ReadonlySet<string> = new Set(['token', 'code', 'key', 'hash', 'secret', 'signature', 'otp']);
const ADMIN: ReadonlySet<string> = new Set(['admin', 'admins', 'administration', 'backoffice', 'back office', 'superadmin', 'super admin', 'sysadmin']);

/** The routes of the linted file that change something for anybody who asks. `except`: first parts of addresses that are meant to. */
export function openRoutes(context: RuleContext, except: readonly string[]): readonly OpenRoute[] {
  const project = projectOf(context);
  return routesOf(context, (route) => CHANGING.has(route.method) && acts(route) && !isCapability(route) && isForUsers(route, PUBLIC) && purposeOf(route) === null && isBehind(route, 'authentication', project) === false)
    .filter(({ path }) => !except.some((start) => path === start || path.startsWith(`${start.replace(/\/+$/u, '')}/`)));
}

/** The routes of administrators in the linted file that every user may call. */
export const unpermittedRoutes = perFile((context: RuleContext): readonly OpenRoute[] => {
  const project = projectOf(context);
  return routesOf(context, (route) => isForUsers(route, NOTHING) && isOfAdmins(route) && isBehind(route, 'authentication', project) === true && isBehind(route, 'authorization', project) === false);
});

const NOTHING: ReadonlySet<string> = new Set();

function routesOf(context: RuleContext, is: (route: Route) => boolean): readonly OpenRoute[] {
  const found = new Map<Node, OpenRoute>();
  for (const route of httpModel(context).routes) {
    if (!isHandled(route) || !is(route)) continue;
    const node = placeOf(route);
    const path = addressesOf(route)[0]?.path ?? '';
    if (node && !found.has(node)) found.set(node, { node, method: route.method, path });
  }
  return [...found.values()];
}

/** Whether a route is more than a middleware for an address. */
function isHandled({ handler }: Route): boolean {
  return handler?.kind === 'route' || handler?.kind === 'procedure';
}

/** Whether a handler calls anything but what answers and what the language has: one that only answers changes nothing. */
function acts({ handler }: Route): boolean {
  if (!handler) return false;
  const { file, fn, request, response, context } = handler;
  return [...file.nodesIn(fn, 'CallExpression'), ...file.nodesIn(fn, 'NewExpression')].some(({ callee }) => {
    const { root } = memberChain(callee);
    if (root.type === 'ThisExpression') return true;
    const variable = root.type === 'Identifier' ? file.variableOf(root) : null;
    const definition = variable?.defs[0]?.node as Node | undefined;
    return variable !== null && definition !== undefined && ![request, response, context].includes(variable) && !contains(fn, definition);
  });
}

function isForUsers(route: Route, open: ReadonlySet<string>): boolean {
  const segments = wordsIn(route);
  return !isForeign(segments) && !isOperational(addressesOf(route)[0]?.path ?? null) && !segments.some((text) => MACHINES.has(text) || open.has(text));
}

/** Whether a part of an address is what lets somebody in: `/invites/:token/accept`. */
function isCapability(route: Route): boolean {
  return (route.addresses[0] ?? []).flatMap(({ text }) => segmentsOf(text)).some((text) => segmentKind(text) === 'parameter' && wordsOf(text).some((word) => CAPABILITIES.has(word)));
}

function wordsIn(route: Route): readonly string[] {
  return (route.addresses[0] ?? []).flatMap(({ text }) => segmentsOf(text)).map(inWords);
}

/** Whether a route is for administrators: by a part of its address, or by the address of its controller. */
function isOfAdmins(route: Route): boolean {
  return wordsIn(route).some((text) => ADMIN.has(text));
}
