/**
 * What the text of a file says when it has to do with a kind of middleware, whether or not the application is seen to
 * install it. Before something is called missing, no file of the package may say so.
 */
export const TRACES: Readonly<Record<string, RegExp>> = {
  headers: /\bhelmet\b|secure-?headers|\blusca\b|content-security-policy|x-content-type-options|strict-transport-security|x-frame-options|\badd_header\b/iu,
  compression: /['"](?:compression|compression-next|http-compression|shrink-ray(?:-current)?|koa-compress|@fastify\/compress|fastify-compress|hono\/compress|express-static-gzip|pillarjs\/compression)['"]|content-encoding|create(?:Gzip|BrotliCompress|Deflate)|\bgzip\s+on\b|^\s*encode\s+(?:gzip|zstd|br)/imu,
  'express:error-handler': /[(,]\s*_*(?:err|error|e|ex|exception|failure)\w*\s*(?::[^,()]+)?,\s*_*re?q\w*\b|ErrorRequestHandler|errorhandler|error-handler|setupExpressErrorHandler/iu,
  'koa:error-handler': /try\s*\{[^}]*\bnext\(\)|\bonerror\b|koa-(?:json-)?error|error-?handler/iu,
  'koa:not-found': /status\s*[!=]==?\s*404/u,
  // Loggers of requests number them, and tracing carries an id of its own.
  'request-id': /req(?:uest)?[-_]?id\b|\breq(?:uest)?\.id\b|correlation[-_]?id|traceparent|trace[-_]?id|pino-?(?:http|logger)|nestjs-(?:pino|cls)|opentelemetry|dd-trace|newrelic|elastic-apm|@sentry\//iu,
};

/** Files of a proxy that may stand in front, where a project keeps them. */
export const PROXY_FILES: readonly string[] = ['', 'nginx/', 'docker/', 'docker/nginx/', 'deploy/', '.docker/'].flatMap((folder) => ['nginx.conf', 'default.conf', 'Caddyfile'].map((name) => `${folder}${name}`));

/** Scopes whose packages say by their name what they do. */
export const JUDGED_SCOPES: ReadonlySet<string> = new Set(['@apollo', '@as-integrations', '@bull-board', '@clerk', '@fastify', '@godaddy', '@graphql-yoga', '@hono', '@koa', '@nestjs', '@opentelemetry', '@sentry', '@socket.io', '@trpc']);

/** Kind of what compresses answers. */
export const COMPRESSION = 'compression';

/** The documented middleware of a kind, by framework. */
const DOCUMENTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  headers: { express: 'helmet', nest: 'helmet', fastify: '@fastify/helmet', koa: 'koa-helmet', hono: 'secureHeaders of hono/secure-headers' },
  compression: { express: 'compression', nest: 'compression', fastify: '@fastify/compress', koa: 'koa-compress', hono: 'compress of hono/compress' },
};

/** What a message names to install. */
export function documented(framework: string, kind: 'headers' | 'compression'): string {
  return DOCUMENTED[kind]?.[framework] ?? `a middleware for ${kind}`;
}
