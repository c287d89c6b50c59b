import rule from '../../../src/rules/layers/no-needless-middleware.ts';
import { testRule } from '../test-rule.ts';

const EXPRESS = "import express from 'express';\nimport { warm } from './cache';\nconst app = express();\n";
const HONO = "import { Hono } from 'hono';\nimport { warm } from './cache';\nconst app = new Hono();\n";

testRule(import.meta, rule, {
  valid: [
    { name: 'the remedy: a call in the handler', code: `${EXPRESS}app.get('/orders', (req, res) => { warm(); res.json([]); });\n` },
    { name: 'it reads the request', code: `${EXPRESS}app.get('/orders', (req, res, next) => { warm(req.path); next(); }, (req, res) => res.json([]));\n` },
    { name: 'it writes on the response', code: `${EXPRESS}app.use((req, res, next) => { res.locals.at = Date.now(); next(); });\n` },
    { name: 'it takes the request apart', code: `${EXPRESS}app.use(({ path }, res, next) => { warm(path); next(); });\n` },
    { name: 'it wraps what comes after it', code: `${HONO}app.use(async (c, next) => { const done = warm(); await next(); done(); });\n` },
    { name: 'it hands next to something that runs it', code: `${EXPRESS}app.use((req, res, next) => warm(next));\n` },
    { name: 'it may end with an error', code: `${EXPRESS}app.get('/orders', (req, res, next) => { warm() ? next() : next(new Error('cold')); }, (req, res) => res.json([]));\n` },
    { name: 'it may refuse', code: `${EXPRESS}app.get('/orders', (req, res, next) => { if (warm()) throw new Error('cold'); next(); }, (req, res) => res.json([]));\n` },
    { name: 'work for every route stands in one place', code: `${EXPRESS}app.use((req, res, next) => { warm(); next(); });\n` },
    { name: 'work for two routes', code: `${EXPRESS}const before = (req, res, next) => { warm(); next(); };\napp.get('/a', before, (req, res) => res.json([]));\napp.get('/b', before, (req, res) => res.json([]));\n` },
    { name: 'it stands in for one that is off', code: `${EXPRESS}import { limit } from './limit';\napp.use(process.env.LIMIT ? limit : (req, res, next) => next());\n` },
    { name: 'it is exported for others to choose', code: "import type { RequestHandler } from 'express';\nexport const none: RequestHandler = (_req, _res, next) => next();\n" },
    { name: 'look-alike: a reducer', code: 'export const steps = [1, 2].reduce((done, step, next) => { next(); return done; });\n' },
    { name: 'an error handler', code: `${EXPRESS}app.use((err, req, res, next) => { next(err); });\n` },
  ],
  invalid: [
    { name: 'nothing, for all', code: `${EXPRESS}app.use((req, res, next) => { next(); });\n`, errors: [{ messageId: 'nothing', line: 4, column: 9 }] },
    { name: 'nothing, by a name', code: `${EXPRESS}function pass(a, b, c) { return c(); }\napp.use(pass);\n`, errors: [{ messageId: 'nothing', line: 4, column: 1 }] },
    { name: 'nothing, in Hono', code: `${HONO}app.use('/orders/*', async (_c, next) => { await next(); });\n`, errors: [{ messageId: 'nothing', line: 4, column: 22 }] },
    { name: 'a call in front of one route', code: `${EXPRESS}app.get('/orders', async (_req, _res, next) => { await warm(); next(); }, (req, res) => res.json([]));\n`, errors: [{ messageId: 'call', line: 4, column: 20 }] },
    { name: 'a call in front of one route, by a name in a list', code: `${EXPRESS}const before = (req, res, next) => { warm(); next(); };\napp.get('/orders', [before], (req, res) => res.json([]));\n`, errors: [{ messageId: 'call', line: 4, column: 16 }] },
  ],
});
