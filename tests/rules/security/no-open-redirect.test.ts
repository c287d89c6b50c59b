import rule from '../../../src/rules/security/no-open-redirect.ts';
import { testRule } from '../test-rule.ts';

const EXPRESS = "import express from 'express'; const app = express();";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: a target from a list', code: `${EXPRESS} const TARGETS = { home: '/', account: '/account' }; app.get('/go', (req, res) => res.redirect(TARGETS[req.query.to] ?? '/'));` },
    { name: 'remedy: a path of one’s own', code: `${EXPRESS} app.get('/go', (req, res) => res.redirect('/login?next=' + encodeURIComponent(req.query.next)));` },
    { name: 'remedy: one slash and not two', code: `${EXPRESS} app.get('/go', (req, res) => { const to = req.query.to; if (!to.startsWith('/') || to.startsWith('//')) return res.sendStatus(400); res.redirect(to); });` },
    { name: 'remedy: the host is ours', code: `${EXPRESS} app.get('/go', (req, res) => { const url = new URL(req.query.to, process.env.ORIGIN); if (url.origin !== process.env.ORIGIN) return res.sendStatus(400); res.redirect(url.href); });` },
    { name: 'a status and a constant', code: `${EXPRESS} app.get('/go', (req, res) => res.redirect(301, '/new'));` },
    { name: 'an id in a path', code: `${EXPRESS} app.get('/go/:id', (req, res) => res.redirect(\`/items/\${req.params.id}\`));` },
    { name: 'the host the browser asked for: no link can set it', code: `${EXPRESS} app.use((req, res) => res.redirect('https://' + req.headers.host + req.url));` },
    { name: 'back to where the browser came from', code: `${EXPRESS} app.get('/back', (req, res) => res.redirect(req.headers.referer));` },
    { name: 'look-alike: a redirect of one’s own', code: `${EXPRESS} const router = { redirect: (to) => to.length }; app.get('/go', (req, res) => res.json(router.redirect(req.query.to)));` },
    { name: 'unknown: a function of another file checks', code: `import { isAllowed } from './targets'; ${EXPRESS} app.get('/go', (req, res) => { if (isAllowed(req.query.to)) res.redirect(req.query.to); });` },
    { name: 'unknown: a function of a package checks the address that is made', code: `import { isInternal } from '@acme/addresses'; ${EXPRESS} app.get('/go', (req, res) => { res.redirect(req.query.to && isInternal('/' + req.query.to) ? \`/\${req.query.to}\` : '/'); });` },
    { name: 'unknown: a function of a package decides what is used', code: `import { isInternal } from '@acme/addresses'; ${EXPRESS} app.get('/go', (req, res) => { const { to } = req.query; res.redirect((isInternal(to) && to) || '/'); });` },
    { name: 'unknown: a guard beside the handler is told which field to check', code: `import { endpoint, allowedTarget } from '@acme/endpoints'; export const leave = endpoint('/leave', { method: 'GET', use: [allowedTarget((ctx) => ctx.query.to)] }, async (ctx) => { if (ctx.query.to) throw ctx.redirect(ctx.query.to); return ctx.json({ ok: true }); });` },
    { name: 'unknown: a middleware in front refuses for the same field', code: `${EXPRESS} const onlyOwn = (req, res, next) => { if (!isOwn(req.query.to)) return res.sendStatus(400); next(); }; app.get('/go', onlyOwn, (req, res) => res.redirect(req.query.to));` },
    { name: 'unknown: looked up', code: `import { db } from './db'; ${EXPRESS} app.get('/:slug', async (req, res) => { const link = await db.find(req.params.slug); res.redirect(link.url); });` },
  ],
  invalid: [
    { name: 'a query parameter', code: `${EXPRESS} app.get('/go', (req, res) => res.redirect(req.query.to));`, errors: [{ messageId: 'tainted', data: { path: 'req.query.to', name: 'redirect', place: '' }, line: 1 }] },
    { name: 'behind a status', code: `${EXPRESS} app.get('/go', (req, res) => res.redirect(302, req.query.to));`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'one slash at its start is not enough', code: `${EXPRESS} app.get('/go', (req, res) => { const to = req.query.to; if (!to.startsWith('/')) return res.sendStatus(400); res.redirect(to); });`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'that it is a text at all is no check', code: `import { isString } from 'lodash'; ${EXPRESS} app.get('/go', (req, res) => { if (isString(req.query.to)) res.redirect(req.query.to); });`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'a middleware in front checks another field', code: `${EXPRESS} const known = (req, res, next) => { if (!req.query.id) return res.sendStatus(400); next(); }; app.get('/go', known, (req, res) => res.redirect(req.query.to));`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'a guard beside the handler checks another field', code: `import { endpoint, allowedTarget } from '@acme/endpoints'; export const leave = endpoint('/leave', { method: 'GET', use: [allowedTarget((ctx) => ctx.query.from)] }, async (ctx) => { if (ctx.query.to) throw ctx.redirect(ctx.query.to); return ctx.json({ ok: true }); });`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'a default is no check', code: `${EXPRESS} app.get('/go', (req, res) => res.redirect(req.query.to ?? '/'));`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'Fastify', code: "import Fastify from 'fastify'; const app = Fastify(); app.get('/go', async (request, reply) => reply.redirect(request.query.to, 303));", errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'Koa', code: "import Koa from 'koa'; const app = new Koa(); app.use(async (ctx) => { ctx.redirect(ctx.query.to); });", errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'Hono, renamed', code: "import { Hono } from 'hono'; const zz = new Hono(); zz.get('/go', (q) => q.redirect(q.req.query('to')));", errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'Next', filename: 'app/go/route.ts', code: "import { NextResponse } from 'next/server'; export async function GET(request: Request) { const to = new URL(request.url).searchParams.get('to'); return NextResponse.redirect(to!); }", errors: [{ messageId: 'tainted', line: 1 }] },
    {
      name: 'the function that redirects is in another file',
      files: { 'leave.ts': "import type { Response } from 'express';\nexport function leave(res: Response, to: string) {\n  res.redirect(to);\n}\n" },
      code: "import express from 'express';\nimport { leave } from './leave';\nconst app = express();\napp.get('/go', (req, res) => leave(res, req.query.to));",
      errors: [{ messageId: 'passed', line: 4 }],
    },
  ],
});
