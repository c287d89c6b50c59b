import type { HeadersForm } from './types.ts';

const ALL: HeadersForm = { options: 0 };
const POLICY: HeadersForm = { options: 0, isPolicy: true };

/** Calls that set security headers, by symbol. */
export const HEADERS_CALLS: Readonly<Record<string, HeadersForm>> = {
  'helmet#default': ALL,
  'helmet#contentSecurityPolicy': POLICY,
  'helmet-csp#default': POLICY,
  'koa-helmet#default': ALL,
  'koa-helmet#contentSecurityPolicy': POLICY,
  'hono/secure-headers#secureHeaders': ALL,
};

/** Plugins that do, given to `register(plugin, options)`. */
export const HEADERS_PLUGINS: ReadonlySet<string> = new Set(['@fastify/helmet#default', '@fastify/helmet#fastifyHelmet', 'fastify-helmet#default']);
export const PLUGIN: HeadersForm = { options: 1 };

/** The directives that say which scripts run (https://www.w3.org/TR/CSP3/#directive-script-src). */
export const SCRIPT_DIRECTIVES: ReadonlySet<string> = new Set(['scriptSrc', 'script-src', 'scriptSrcElem', 'script-src-elem']);
