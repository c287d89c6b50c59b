import { NODE_REQUEST, VERBS, below } from './shapes.ts';
import type { HttpFramework } from './types.ts';

export default {
  name: 'fastify',
  packages: ['fastify', 'fastify-plugin'],
  principal: { of: 'request', path: '.user' },
  apps: ['fastify#default()', 'fastify#fastify()'],
  routers: ['new fastify#FastifyInstance'],
  creators: ['astify('],
  views: { withTypeProvider: 'same', after: 'same', decorate: 'same', decorateRequest: 'same', setValidatorCompiler: 'same', setSerializerCompiler: 'same' },
  routes: {
    ...VERBS,
    route: { method: 'ALL', path: null, object: { at: 0, method: 'method', path: ['url', 'path'], handler: 'handler' } },
  },
  installers: {
    addHook: { handlers: 1, kind: 'middleware', names: ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization', 'onSend', 'onResponse', 'onTimeout', 'onRequestAbort', 'onError'] },
    use: { handlers: 0, path: 0, kind: 'middleware' },
    setErrorHandler: { handlers: 0, kind: 'error', is: 'error-handler' },
    setNotFoundHandler: { handlers: 0, kind: 'route', is: 'not-found' },
  },
  mounts: { register: { path: null, router: 0, options: { at: 1, prefix: 'prefix' }, plugin: true } },
  options: { middlewares: ['onRequest', 'preParsing', 'preValidation', 'preHandler'], schema: 'schema' },
  autoload: ['@fastify/autoload#default', '@fastify/autoload#fastifyAutoload', '@fastify/autoload#autoLoad', 'fastify-autoload#default'],
  sharing: ['fastify-plugin#default()', 'fastify-plugin#fastifyPlugin()'],
  plugins: ['fastify-plugin#default()', 'fastify-plugin#fastifyPlugin()', 'fastify#FastifyPluginAsync', 'fastify#FastifyPluginCallback', 'fastify#FastifyPlugin', '@fastify/type-provider-typebox#FastifyPluginAsyncTypebox', '@fastify/type-provider-typebox#FastifyPluginCallbackTypebox', 'fastify-type-provider-zod#FastifyPluginAsyncZod', 'fastify-type-provider-zod#FastifyPluginCallbackZod'],
  parameters: {
    route: ['request', 'response'],
    middleware: ['request', 'response', 'next'],
    error: ['error', 'request', 'response'],
  },
  parameterTypes: { 'fastify#FastifyRequest': 'request', 'fastify#FastifyReply': 'response' },
  handlerTypes: {
    'fastify#RouteHandlerMethod': 'route',
    'fastify#RouteHandler': 'route',
    'fastify#preHandlerHookHandler': 'middleware',
    'fastify#preHandlerAsyncHookHandler': 'middleware',
    'fastify#onRequestHookHandler': 'middleware',
    'fastify#onRequestAsyncHookHandler': 'middleware',
  },
  reads: {
    request: {
      ...NODE_REQUEST,
      body: 'body',
      query: 'query',
      params: 'params',
      cookies: 'cookies',
      originalUrl: 'url',
      'file()': 'files',
      'files()': 'files',
      'parts()': 'files',
      'formData()': 'body:get',
      ...below('raw', NODE_REQUEST),
    },
  },
  writers: { response: { send: { body: 0 }, view: { body: 1, page: true }, viewAsync: { body: 1, page: true }, redirect: { redirects: true }, sendFile: {}, callNotFound: {} } },
  statusSetters: ['code', 'status'],
} satisfies HttpFramework;
