import { optionConcern } from './concern.ts';

/** Rate limiters that count in the memory of one process unless they are given a store. */
export const RATE_LIMIT_STORES = optionConcern({
  forms: [
    { symbols: ['express-rate-limit#default', 'express-rate-limit#rateLimit', 'express-slow-down#default', 'express-slow-down#slowDown', 'hono-rate-limiter#rateLimiter'], options: 0, saidBy: ['store'] },
    { symbols: ['@fastify/rate-limit#default', '@fastify/rate-limit#fastifyRateLimit', 'fastify-rate-limit#default'], options: 1, plugin: true, saidBy: ['store', 'redis'] },
    { symbols: ['@nestjs/throttler#ThrottlerModule.forRoot'], options: 0, saidBy: ['storage'] },
    { symbols: ['koa-ratelimit#default'], options: 0, saidBy: [], only: { name: 'driver', value: 'memory' } },
    { symbols: ['koa2-ratelimit#RateLimit.middleware'], options: 0, saidBy: ['store'] },
    { symbols: ['new rate-limiter-flexible#RateLimiterMemory'], options: null, saidBy: [] },
  ],
  // The memory is what is left when the shared store is away.
  elsewhere: /\binsuranceLimiter\b|\bRateLimiter(?:Redis|Postgres|MySQL|Mongo|Memcache|Valkey|Dynamo|Prisma|Drizzle|Union)\w*/,
});
