import { EXPRESS_REQUEST, HONO_REQUEST, VERBS, WEB_RESPONSES, below } from './shapes.ts';
import type { HttpFramework } from './types.ts';

/** Handlers that only their parameters tell: what Express, Fastify, Koa and Hono have in common. It has no package. */
export default {
  name: 'signature',
  packages: [],
  routes: {
    ...VERBS,
    route: { method: 'ALL', path: null, object: { at: 0, method: 'method', path: ['path', 'url'], handler: 'handler' } },
  },
  installers: { use: { handlers: 0, path: 0, kind: 'middleware' } },
  options: { middlewares: ['middleware', 'middlewares', 'preHandler', 'onRequest'], schema: 'schema' },
  parameters: {
    route: ['request', 'response', 'next'],
    middleware: ['request', 'response', 'next'],
    error: ['error', 'request', 'response', 'next'],
    procedure: ['context'],
  },
  reads: {
    request: EXPRESS_REQUEST,
    context: {
      'request.body': 'body',
      'request.query': 'query',
      'request.headers': 'headers',
      'request.files': 'files',
      query: 'query',
      params: 'params',
      headers: 'headers',
      'get(*)': 'headers',
      'cookies.get(*)': 'cookies',
      input: 'body',
      ...below('req', HONO_REQUEST),
    },
  },
  writers: {
    response: { json: { body: 0 }, jsonp: { body: 0 }, send: { body: 0, html: 'texts' }, end: { body: 0 }, render: { body: 1, page: true }, sendStatus: { status: 0 }, sendFile: { sendsFile: true }, download: { sendsFile: true }, redirect: { redirects: true } },
    context: { json: { body: 0, status: 1 }, text: { body: 0, status: 1 }, html: { body: 0, status: 1, html: 'always' }, throw: { status: 0 }, redirect: { redirects: true } },
  },
  statusSetters: ['status', 'code'],
  assigned: { body: ['body'], status: ['status'] },
  responses: WEB_RESPONSES,
} satisfies HttpFramework;
