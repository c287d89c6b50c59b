import { EXPRESS_REQUEST, VERBS } from './shapes.ts';
import type { HttpFramework } from './types.ts';

export default {
  name: 'express',
  packages: ['express', 'express-promise-router'],
  principal: { of: 'request', path: '.user' },
  apps: ['express#default()', 'new express#Application', 'new express#Express', 'new express-serve-static-core#Application', 'new express-serve-static-core#Express'],
  routers: [
    'express#Router()',
    'new express#Router',
    'new express#IRouter',
    'new express-serve-static-core#Router',
    'new express-serve-static-core#IRouter',
    'express-promise-router#default()',
    'new express-promise-router#default',
  ],
  creators: ['express('],
  views: { route: 'prefix', set: 'same', enable: 'same', disable: 'same' },
  routes: {
    ...VERBS,
  },
  installers: {
    use: { handlers: 0, path: 0, kind: 'middleware' },
    param: { handlers: 1, kind: 'middleware', is: 'unknown', parameters: ['request', 'response', 'next', 'other'] },
  },
  mounts: { use: { path: 0, router: 0 } },
  parameters: {
    route: ['request', 'response', 'next'],
    middleware: ['request', 'response', 'next'],
    error: ['error', 'request', 'response', 'next'],
  },
  parameterTypes: {
    'express#Request': 'request',
    'express#Response': 'response',
    'express#NextFunction': 'next',
    'express-serve-static-core#Request': 'request',
    'express-serve-static-core#Response': 'response',
    'express-serve-static-core#NextFunction': 'next',
    'global#Express.Request': 'request',
    'global#Express.Response': 'response',
  },
  handlerTypes: {
    'express#RequestHandler': 'route',
    'express#Handler': 'route',
    'express#ErrorRequestHandler': 'error',
    'express-serve-static-core#RequestHandler': 'route',
    'express-serve-static-core#ErrorRequestHandler': 'error',
  },
  makers: { 'express-async-handler#default': 'route', 'async-express-mw#default': 'route' },
  reads: { request: EXPRESS_REQUEST },
  writers: {
    response: {
      json: { body: 0 },
      jsonp: { body: 0 },
      send: { body: 0, html: 'texts' },
      end: { body: 0 },
      render: { body: 1, page: true },
      sendStatus: { status: 0 },
      sendFile: { sendsFile: true },
      sendfile: { sendsFile: true },
      download: { sendsFile: true },
      redirect: { redirects: true },
    },
  },
  statusSetters: ['status', 'code'],
} satisfies HttpFramework;
