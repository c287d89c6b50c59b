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
    { name: 'unknown: looked up', code: `import { db } from './db'; ${EXPRESS} app.get('/:slug', async (req, res) => { const link = await db.find(req.params.slug); res.redirect(link.url); });` },
  ],
  invalid: [
    { name: 'a query parameter', code: `${EXPRESS} app.get('/go', (req, res) => res.redirect(req.query.to));`, errors: [{ messageId: 'tainted', data: { path: 'req.query.to', name: 'redirect', place: '' }, line: 1 }] },
    { name: 'behind a status', code: `${EXPRESS} app.get('/go', (req, res) => res.redirect(302, req.query.to));`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'one slash at its start is not enough', code: `${EXPRESS} app.get('/go', (req, res) => { const to = req.query.to; if (!to.startsWith('/')) return res.sendStatus(400); res.redirect(to); });`, errors: [{ messageId: 'tainted', line: 1 }] },
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
