import { optionConcern } from './concern.ts';

const SEND = ['maxAge', 'maxage', 'immutable', 'setHeaders', 'cacheControl'];

/** Servers of static files, which ask clients to come back for each of them unless they are told how long it may be kept. */
export const STATIC_CACHE_HEADERS = optionConcern({
  forms: [
    { symbols: ['express#static', 'serve-static#default', 'koa-static#default', 'sirv#default'], options: 1, saidBy: SEND, adds: "maxAge: '1d'" },
    { symbols: ['@fastify/static#default', '@fastify/static#fastifyStatic', 'fastify-static#default'], options: 1, plugin: true, saidBy: [...SEND, 'serve'], adds: "maxAge: '1d'" },
    {
      symbols: ['@hono/node-server/serve-static#serveStatic', 'hono/bun#serveStatic', 'hono/deno#serveStatic', 'hono/cloudflare-workers#serveStatic'],
      options: 0,
      saidBy: ['onFound'],
    },
    { symbols: ['@nestjs/serve-static#ServeStaticModule.forRoot'], options: 0, each: 'serveStaticOptions', saidBy: SEND },
    { symbols: ['new @nestjs/platform-express#NestExpressApplication.useStaticAssets', '@nestjs/core#NestFactory.create().useStaticAssets'], options: 1, saidBy: SEND, adds: "maxAge: '1d'" },
  ],
  elsewhere: /cache-control/i,
});
