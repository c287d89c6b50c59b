import rule from '../../../src/rules/auth/require-auth-rate-limit.ts';
import { testRule } from '../test-rule.ts';

const files = { 'package.json': '{ "name": "app", "dependencies": { "express": "5", "express-rate-limit": "8", "bcrypt": "6", "pg": "8", "hono": "4", "fastify": "5", "@nestjs/common": "11" } }' };
const app = (rest: string, before = ''): string => `
  import express from 'express';
  import rateLimit from 'express-rate-limit';
  import bcrypt from 'bcrypt';
  ${before}
  const app = express();
  app.use(express.json());
  ${rest}
  app.listen(3000);
`;
const login = "async (req, res) => { const ok = await bcrypt.compare(req.body.password, '$2b$'); res.sendStatus(ok ? 204 : 401); }";

testRule(import.meta, rule, {
  valid: [
    { name: 'the remedy: a limiter of the route', files, code: app(`app.post('/login', rateLimit({ windowMs: 60000, limit: 5 }), ${login});`) },
    { name: 'the remedy: a limiter of the application, also on some condition', files, code: app(`if (process.env.LIMIT) app.use(rateLimit()); app.post('/login', ${login});`) },
    {
      name: 'the remedy: a limiter below a path of which another file mounts the rest',
      files: { ...files, 'app.ts': "import express from 'express'; import rateLimit from 'express-rate-limit'; import { api } from './routes'; const app = express(); app.use('/v1/auth', rateLimit()); app.use('/v1', api); app.listen(1);", 'routes.ts': "import { Router } from 'express'; import { auth } from './auth'; export const api = Router(); api.use('/auth', auth);" },
      filename: 'auth.ts',
      code: `import { Router } from 'express'; import bcrypt from 'bcrypt'; export const auth = Router(); auth.post('/login', ${login});`,
    },
    {
      name: 'the remedy: the handler asks a limiter itself, in another file',
      files: { ...files, 'guard.ts': "import { RateLimiterMemory } from 'rate-limiter-flexible'; const tries = new RateLimiterMemory({ points: 5 }); export async function check(name) { await tries.consume(name); }" },
      code: app("app.post('/login', async (req, res) => { await check(req.body.email); res.json(await bcrypt.compare(req.body.password, '$2b$')); });", "import { check } from './guard';"),
    },
    { name: 'the remedy: a limiter of one’s own that answers 429', files, code: app(`app.post('/login', slow, ${login});`, "const seen = new Map(); function slow(req, res, next) { const n = (seen.get(req.ip) ?? 0) + 1; seen.set(req.ip, n); if (n > 5) return res.status(429).end(); next(); }") },
    { name: 'the remedy: a proxy in front limits', files: { ...files, 'nginx.conf': 'location /login { limit_req zone=login burst=5; }' }, code: app(`app.post('/login', ${login});`) },
    { name: 'settings name a limiter of one’s own', files, settings: { http: { rateLimiters: ['calm'] } }, code: app(`app.post('/login', calm, ${login});`, "import { calm } from '@acme/kit';") },
    { name: 'unknown: a middleware of a package that nobody knows', files, code: app(`app.use(guard()); app.post('/login', ${login});`, "import { guard } from '@acme/kit';") },
    { name: 'unknown: a middleware that cannot be found', files, code: app(`app.post('/login', guard, ${login});`, "import { guard } from './not-there';") },
    { name: 'unknown: nobody is seen to mount the router', files, code: `import { Router } from 'express'; import bcrypt from 'bcrypt'; export const auth = Router(); auth.post('/login', ${login});` },
    {
      name: 'unknown: something limits somewhere, and the handler calls what cannot be followed',
      files: { ...files, 'limits.ts': 'export const TOO_MANY_REQUESTS = 429;' },
      code: app("class Auth { constructor(users) { this.users = users; } login = async (req, res) => { res.json(await this.users.check(req.body.password)); }; } const auth = new Auth(make()); app.post('/login', auth.login);"),
    },
    { name: 'look-alike: a page', files, code: app("app.get('/login', (req, res) => { res.render('login', { password: '' }); });") },
    { name: 'look-alike: a device registers with a key', files, code: app("app.post('/client/register', (req, res) => { res.json({ id: req.body.appName }); });") },
    { name: 'look-alike: another site proves who asks', files, code: app(`app.post('/auth/google/login', ${login});`) },
    { name: 'look-alike: machines get their tokens', files, code: app(`app.post('/oauth/token', ${login});`) },
    { name: 'look-alike: a user who is known changes a password', files, code: app(`app.post('/users/reset-password', passport.authenticate('jwt'), ${login});`, "import passport from 'passport';") },
    { name: 'per account is an option', files, code: app(`app.post('/login', rateLimit({ limit: 5 }), ${login});`) },
    { name: 'option: the limiter counts by account', options: [{ perAccount: true }], files, code: app(`app.post('/login', rateLimit({ limit: 5, keyGenerator: (req) => req.body.email }), ${login});`) },
    { name: 'option: options of the limiter are not seen', options: [{ perAccount: true }], files, code: app(`app.post('/login', rateLimit({ ...shared }), ${login});`, "import { shared } from './not-there';") },
  ],
  invalid: [
    {
      name: 'login, registration, reset and codes, with known middlewares in front',
      files,
      code: app(`app.post('/login', ${login});
      app.post('/users/sign-up', (req, res) => res.json(req.body.password));
      app.post('/password/forgot', (req, res) => res.json(req.body.email));
      app.post('/2fa/verify', (req, res) => res.json(req.body.otp));
      app.post('/auth/token', (req, res) => res.json(req.body.password));`, "import helmet from 'helmet';"),
      errors: [
        { messageId: 'none', data: { tried: 'passwords' }, line: 7, column: 10 },
        { messageId: 'none', data: { tried: 'registrations' }, line: 8, column: 14 },
        { messageId: 'none', data: { tried: 'password resets' }, line: 9, column: 14 },
        { messageId: 'none', data: { tried: 'one-time codes' }, line: 10, column: 14 },
        { messageId: 'none', data: { tried: 'passwords' }, line: 11, column: 14 },
      ],
    },
    {
      name: 'a limiter on other routes only; renamed everything',
      files,
      code: `
        import e from 'express';
        import x from 'express-rate-limit';
        const y = e();
        const z = x({ limit: 5 });
        y.post('/search', z, (a, b) => b.json(a.body));
        y.post('/login', (a, b, c) => c(), async (a, b) => { const { password: p } = a.body; b.json(p); });
        y.listen(1);
      `,
      errors: [{ messageId: 'none', data: { tried: 'passwords' }, line: 6, column: 8 }],
    },
    {
      name: 'a router that another file mounts',
      files: { ...files, 'app.ts': "import express from 'express'; import { auth } from './auth'; const app = express(); app.use('/auth', auth); app.listen(1);" },
      filename: 'auth.ts',
      code: `import { Router } from 'express'; import bcrypt from 'bcrypt'; export const auth = Router(); auth.post('/login', ${login});`,
      errors: [{ messageId: 'none', data: { tried: 'passwords' }, line: 1, column: 104 }],
    },
    {
      name: 'Hono',
      files,
      code: "import { Hono } from 'hono'; const app = new Hono(); app.post('/sessions', async (c) => { const { password } = await c.req.json(); return c.json(password); }); export default app;",
      errors: [{ messageId: 'none', data: { tried: 'passwords' }, line: 1, column: 63 }],
    },
    {
      name: 'a route of Next, by the path of its file',
      files: { 'package.json': '{ "name": "app", "dependencies": { "next": "16" } }' },
      filename: 'app/api/login/route.ts',
      code: 'export async function POST(request: Request) { const { password } = await request.json(); return Response.json({ ok: password === "x" }); }',
      errors: [{ messageId: 'none', data: { tried: 'passwords' }, line: 1, column: 23 }],
    },
    {
      name: 'Nest',
      files: { ...files, 'main.ts': "import { NestFactory } from '@nestjs/core'; import { AppModule } from './app.module'; const app = await NestFactory.create(AppModule); await app.listen(1);" },
      filename: 'auth.controller.ts',
      code: `
        import { Body, Controller, Post } from '@nestjs/common';
        @Controller('auth')
        export class AuthController {
          @Post('login') login(@Body() dto: { password: string }) { return dto.password; }
        }
      `,
      errors: [{ messageId: 'none', data: { tried: 'passwords' }, line: 4, column: 9 }],
    },
    {
      name: 'option: the limiter counts by the address of the client',
      options: [{ perAccount: true }],
      files,
      code: app(`const limiter = rateLimit({ windowMs: 60000, limit: 5 }); app.post('/login', limiter, ${login});`),
      errors: [{ messageId: 'byAddress', data: { tried: 'passwords' }, line: 7, column: 68 }],
    },
  ],
});
