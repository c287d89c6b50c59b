import type { MiddlewareKind } from './types.ts';

/** Functions and constructors that make an application, or its handler, listen. */
export const LISTENERS: ReadonlySet<string> = new Set([
  ...['http', 'https', 'http2'].flatMap((name) => [`${name}#createServer`, `new ${name}#Server`, `${name}#createSecureServer`]),
  'spdy#createServer',
  '@hono/node-server#serve',
  '@hono/node-server#createAdaptorServer',
  '@hono/node-server#getRequestListener',
  'global#Bun.serve',
]);

/** Members of an application that answer a request: what is handed to a server or to a platform instead of the application. */
export const FETCHERS: ReadonlySet<string> = new Set(['fetch', 'callback', 'handle', 'routing', 'request']);

/** Packages that are given an application. `installs` is what they add to it; a symbol that ends in `#` is the whole package. */
export const GIVEN: readonly { readonly symbol: string; readonly installs?: MiddlewareKind }[] = [
  { symbol: '@sentry/node#setupExpressErrorHandler', installs: 'error-handler' },
  { symbol: '@sentry/node#setupKoaErrorHandler', installs: 'error-handler' },
  { symbol: '@sentry/node#setupFastifyErrorHandler', installs: 'error-handler' },
  { symbol: 'koa-onerror#default', installs: 'error-handler' },
  { symbol: 'koa-onerror#', installs: 'error-handler' },
  ...[
    ...['@nestjs/swagger#', 'class-validator#useContainer', 'express-ws#', 'koa-websocket#', 'express-list-endpoints#', 'swagger-stats#', 'express-prom-bundle#', 'nunjucks#', 'express-handlebars#', 'consolidate#', 'hbs#'],
    ...['@godaddy/terminus#', 'close-with-grace#', 'http-terminator#', 'http-shutdown#', 'stoppable#', 'socket.io#', 'ws#', 'supertest#', 'global#console.log', 'global#console.info', 'global#console.debug', 'global#Boolean', 'global#Object.freeze'],
  ].map((symbol) => ({ symbol })),
];
