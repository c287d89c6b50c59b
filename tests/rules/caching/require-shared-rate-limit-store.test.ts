import rule from '../../../src/rules/caching/require-shared-rate-limit-store.ts';
import { testRule } from '../test-rule.ts';

testRule(import.meta, rule, {
  valid: [
    { name: 'a store', code: "import rateLimit from 'express-rate-limit';\nimport { RedisStore } from 'rate-limit-redis';\nexport const limit = rateLimit({ max: 10, store: new RedisStore({ sendCommand: () => null }) });" },
    { name: 'redis of Fastify', code: "import Fastify from 'fastify';\nimport Redis from 'ioredis';\nconst app = Fastify();\napp.register(import('@fastify/rate-limit'), { max: 10, redis: new Redis() });" },
    { name: 'storage of Nest', code: "import { ThrottlerModule } from '@nestjs/throttler';\nimport { RedisStorage } from 'storage';\nexport const limits = ThrottlerModule.forRoot({ throttlers: [{ ttl: 1, limit: 1 }], storage: new RedisStorage() });" },
    { name: 'a setting chooses between a store and memory', code: "import rateLimit from 'express-rate-limit';\nimport { RedisStore } from 'rate-limit-redis';\nexport const limit = () => { if (process.env.MODE === 'cluster') { return rateLimit({ max: 10, store: new RedisStore({ sendCommand: () => null }) }); } else { return rateLimit({ max: 10 }); } };" },
    { name: 'options from elsewhere', code: "import rateLimit from 'express-rate-limit';\nimport { options } from 'options';\nexport const limit = rateLimit(options);" },
    { name: 'options with a part from elsewhere', code: "import rateLimit from 'express-rate-limit';\nimport { shared } from 'options';\nexport const limit = rateLimit({ max: 10, ...shared });" },
    { name: 'a store in a file of its own', filename: 'limit.ts', files: { 'options.ts': "export const shared = { store: makeStore() };" }, code: "import rateLimit from 'express-rate-limit';\nimport { shared } from './options';\nexport const limit = rateLimit({ max: 10, ...shared });" },
    { name: 'options that are made asynchronously', code: "import { ThrottlerModule } from '@nestjs/throttler';\nexport const limits = ThrottlerModule.forRootAsync({ useFactory: () => [{ ttl: 1, limit: 1 }] });" },
    { name: 'memory that insures a shared store', code: "import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';\nexport const limit = new RateLimiterRedis({ insuranceLimiter: new RateLimiterMemory({ points: 1 }) });" },
    { name: 'one driver of several, beside one that is shared', filename: 'drivers/local.ts', files: { 'package.json': '{ "name": "app", "dependencies": { "rate-limiter-flexible": "5" } }', 'drivers/redis.ts': "import { RateLimiterRedis } from 'rate-limiter-flexible';\nexport const make = (client) => new RateLimiterRedis({ storeClient: client, points: 5 });" }, code: "import { RateLimiterMemory } from 'rate-limiter-flexible';\nexport const make = () => new RateLimiterMemory({ points: 5 });" },
    { name: 'a driver of Koa that is shared', code: "import ratelimit from 'koa-ratelimit';\nexport const limit = ratelimit({ driver: 'redis', db: null });" },
    { name: 'look-alike: a function of that name', code: "import { rateLimit } from './limits';\nexport const limit = rateLimit({ max: 10 });" },
    { name: 'a test', filename: 'limit.test.ts', code: "import rateLimit from 'express-rate-limit';\nexport const limit = rateLimit({ max: 10 });" },
  ],
  invalid: [
    { name: 'a shared limiter in another folder is one for something else', filename: 'login/limit.ts', files: { 'package.json': '{ "name": "app", "dependencies": { "rate-limiter-flexible": "5" } }', 'search/limit.ts': "import { RateLimiterRedis } from 'rate-limiter-flexible';\nexport const make = (client) => new RateLimiterRedis({ storeClient: client, points: 5 });" }, code: "import { RateLimiterMemory } from 'rate-limiter-flexible';\nexport const make = () => new RateLimiterMemory({ points: 5 });", errors: [{ messageId: 'memory', line: 2 }] },
    { name: 'memory in both branches', code: "import rateLimit from 'express-rate-limit';\nexport const limit = (strict: boolean) =>\n  strict\n    ? rateLimit({ max: 1 })\n    : rateLimit({ max: 10 });", errors: [{ messageId: 'memory', data: { name: 'rateLimit' }, line: 4 }, { messageId: 'memory', data: { name: 'rateLimit' }, line: 5 }] },
    { name: 'Express', code: "import rateLimit from 'express-rate-limit';\nexport const limit = rateLimit({ max: 10 });", errors: [{ messageId: 'memory', data: { name: 'rateLimit' }, line: 2, column: 22 }] },
    { name: 'by another name, of CommonJS', parser: 'espree', sourceType: 'commonjs', code: "const slow = require('express-rate-limit');\nmodule.exports = { slow: slow({ windowMs: 1000 }) };", errors: [{ messageId: 'memory', data: { name: 'slow' }, line: 2 }] },
    { name: 'options of another file', filename: 'limit.ts', files: { 'options.ts': 'export const shared = { windowMs: 1000 };' }, code: "import { rateLimit } from 'express-rate-limit';\nimport { shared } from './options';\nexport const limit = rateLimit({ max: 10, ...shared });", errors: [{ messageId: 'memory', data: { name: 'rateLimit' }, line: 3 }] },
    { name: 'Fastify', code: "import Fastify from 'fastify';\nimport limits from '@fastify/rate-limit';\nconst app = Fastify();\nawait app.register(limits, { max: 10 });", errors: [{ messageId: 'memory', data: { name: 'app.register' }, line: 4, column: 7 }] },
    { name: 'Fastify without options', code: "import Fastify from 'fastify';\nconst app = Fastify();\napp.register(import('@fastify/rate-limit'));", errors: [{ messageId: 'memory', data: { name: 'app.register' }, line: 3 }] },
    { name: 'a plugin for a loader', code: "import rateLimit from '@fastify/rate-limit';\nexport const autoConfig = (app: any) => ({ max: app.config.MAX });\nexport default rateLimit;", errors: [{ messageId: 'memory', data: { name: 'rateLimit' }, line: 3, column: 16 }] },
    { name: 'Nest with a list', code: "import { ThrottlerModule } from '@nestjs/throttler';\nexport const limits = ThrottlerModule.forRoot([{ ttl: 60000, limit: 10 }]);", errors: [{ messageId: 'memory', data: { name: 'ThrottlerModule.forRoot' }, line: 2 }] },
    { name: 'Koa', code: "import ratelimit from 'koa-ratelimit';\nexport const limit = ratelimit({ driver: 'memory', db: new Map() });", errors: [{ messageId: 'memory', data: { name: 'ratelimit' }, line: 2 }] },
    { name: 'a limiter of the memory', code: "import { RateLimiterMemory } from 'rate-limiter-flexible';\nexport const limit = new RateLimiterMemory({ points: 5, duration: 1 });", errors: [{ messageId: 'memory', data: { name: 'new RateLimiterMemory' }, line: 2 }] },
  ],
});
