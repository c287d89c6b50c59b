import { HONO_REQUEST, VERBS, WEB_REQUEST, WEB_RESPONSES, below } from './shapes.ts';
import type { HttpFramework } from './types.ts';

export default {
  name: 'hono',
  packages: ['hono', '@hono/zod-openapi', '@hono/node-server', '@hono/zod-validator', '@hono/standard-validator'],
  principal: { of: 'context', path: ".get('user')" },
  apps: [],
  routers: [
    'new hono#Hono',
    'new hono/tiny#Hono',
    'new hono/quick#Hono',
    'new @hono/zod-openapi#OpenAPIHono',
    'hono/factory#createFactory().createApp()',
    'new hono/factory#Factory.createApp()',
  ],
  creators: ['new Hono', 'new OpenAPIHono', '.createApp('],
  views: { basePath: 'prefix', doc: 'same', doc31: 'same', mount: 'same' },
  routes: {
    ...VERBS,
    on: { method: 'ALL', methodArgument: 0, path: 1 },
    openapi: { method: 'ALL', path: null, object: { at: 0, method: 'method', path: ['path'], handler: null } },
  },
  installers: {
    use: { handlers: 0, path: 0, kind: 'middleware' },
    notFound: { handlers: 0, kind: 'route', is: 'not-found' },
    onError: { handlers: 0, kind: 'error', is: 'error-handler' },
  },
  mounts: { route: { path: 0, router: 1 } },
  options: { middlewares: ['middleware'], schema: 'request' },
  parameters: { route: ['context', 'next'], middleware: ['context', 'next'], error: ['error', 'context'] },
  parameterTypes: { 'hono#Context': 'context', 'hono#Next': 'next' },
  handlerTypes: { 'hono#Handler': 'route', 'hono#MiddlewareHandler': 'middleware', 'hono#ErrorHandler': 'error', 'hono#NotFoundHandler': 'route', '@hono/zod-openapi#RouteHandler': 'route' },
  makers: { 'hono/factory#createMiddleware': 'middleware', 'hono/factory#createFactory().createMiddleware': 'middleware', 'hono/factory#createFactory().createHandlers': 'route' },
  reads: {
    context: {
      ...below('req', HONO_REQUEST),
      ...below('req.raw', WEB_REQUEST),
    },
  },
  globals: { 'hono/cookie#getCookie()': 'cookies', 'hono/cookie#getSignedCookie()': 'cookies' },
  writers: {
    context: {
      json: { body: 0, status: 1 },
      text: { body: 0, status: 1 },
      html: { body: 0, status: 1, html: 'always' },
      body: { body: 0, status: 1 },
      newResponse: { body: 0, status: 1 },
      render: { body: 0, page: true },
      redirect: { status: 1, redirects: true },
      notFound: {},
    },
  },
  responses: WEB_RESPONSES,
} satisfies HttpFramework;
