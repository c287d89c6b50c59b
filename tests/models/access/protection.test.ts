import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../src/core/settings.ts';
import { isBehind } from '../../../src/models/access/protection.ts';
import type { Protection } from '../../../src/models/access/types.ts';
import { httpModelOf } from '../../../src/models/http/model.ts';
import { projectFor } from '../../../src/project/project.ts';
import { type Files, folderOf } from '../../project/folder.ts';

const PROTECTIONS: readonly Protection[] = ['authentication', 'authorization', 'rate-limit'];

/** What the routes of a file are behind, as `POST /a yes no unknown`: authentication, authorization, a rate limit. */
function answers(files: Files, path = 'app.ts', http?: Settings['http']): string[] {
  const root = folderOf({ 'package.json': '{ "name": "app" }', ...files });
  const project = projectFor(root);
  const file = project.file(join(root, path));
  if (!file) throw new Error(`${path} cannot be read`);
  return httpModelOf(file, project, http).routes.map((route) => [route.method, route.fullPath ?? '?', ...PROTECTIONS.map((one) => ({ true: 'yes', false: 'no', null: 'unknown' })[String(isBehind(route, one, project)) as 'true'])].join(' '));
}

const express = (rest: string, before = ''): Files => ({ 'app.ts': `import express from 'express'; ${before} const app = express(); ${rest} app.listen(1);` });
const create = "app.post('/a', (req, res) => res.json(req.body.name));";

describe('by what stands in front, in Express', () => {
  it.each([
    ['nothing', create, '', 'no no no'],
    ['middlewares that do something else', `app.use(helmet(), express.json(), cors(), morgan('tiny')); ${create}`, "import helmet from 'helmet'; import cors from 'cors'; import morgan from 'morgan';", 'no no no'],
    ['passport', `app.use(passport.authenticate('jwt')); ${create}`, "import passport from 'passport';", 'yes no no'],
    ['a strategy for administrators', `app.use(passport.authenticate('admin-jwt')); ${create}`, "import passport from 'passport';", 'yes unknown no'],
    ['one of one’s own that a package makes', `app.use(signedIn()); ${create}`, "import { expressjwt } from 'express-jwt'; const signedIn = () => expressjwt({ secret: 'x', algorithms: ['HS256'] });", 'yes no no'],
    ['one of one’s own that only notes who asks', `app.use((req, res, next) => { req.user = read(req.headers.authorization); next(); }); ${create}`, 'function read(text) { return text?.slice(7); }', 'no no no'],
    ['what only notes who asks', `app.use(clerkMiddleware()); ${create}`, "import { clerkMiddleware } from '@clerk/express';", 'no no no'],
    ['a limiter', `app.use(rateLimit()); ${create}`, "import rateLimit from 'express-rate-limit';", 'no no yes'],
    ['a package that nobody knows, by its name harmless', `app.use(robots()); ${create}`, "import robots from 'express-robots-txt';", 'no no no'],
    ['a package that nobody knows, by its name a guard', `app.use(guard()); ${create}`, "import guard from 'api-guard';", 'unknown unknown unknown'],
    ['a package of somebody’s scope', `app.use(kit()); ${create}`, "import kit from '@acme/kit';", 'unknown unknown unknown'],
    ['a middleware that is not found', `app.use(kit); ${create}`, "import { kit } from './kit';", 'unknown unknown unknown'],
    ['one of one’s own that refuses without a token', `app.use((req, res, next) => (req.headers.authorization ? next() : res.sendStatus(401))); ${create}`, '', 'yes no no'],
    ['one of one’s own that asks for a role', `app.use((req, res, next) => (req.user.role === 'admin' ? next() : res.sendStatus(403))); ${create}`, '', 'yes yes no'],
    ['one of one’s own that numbers requests', `app.use((req, res, next) => { req.id = 1; next(); }); ${create}`, '', 'no no no'],
    ['one of one’s own that answers 429', `app.use((req, res, next) => (full(req.ip) ? res.status(429).end() : next())); ${create}`, 'function full(ip) { return ip === 1; }', 'no no yes'],
    ['a factory', `app.use(need('edit')); ${create}`, "function need(right) { return (req, res, next) => { if (!req.user.permissions.includes(right)) return res.sendStatus(403); next(); }; }", 'yes yes no'],
    ['one below another path', `app.use('/b', passport.authenticate('jwt')); ${create}`, "import passport from 'passport';", 'no no no'],
    ['one that comes too late', `${create} app.use(passport.authenticate('jwt'));`, "import passport from 'passport';", 'no no no'],
    ['a route of the same address that hands on', `app.post('/a', passport.authenticate('jwt')); ${create}`, "import passport from 'passport';", 'yes no no'],
    ['a wrapper that only catches', "app.post('/a', wrap((req, res) => res.json(1)));", 'const wrap = (fn) => (req, res, next) => fn(req, res, next).catch(next);', 'no no no'],
    ['a wrapper that asks who it is', "app.post('/a', withUser((req, res) => res.json(1)));", 'const withUser = (fn) => (req, res) => (req.session.userId ? fn(req, res) : res.status(401).end());', 'yes no no'],
    ['a wrapper of a package', "app.post('/a', wrap((req, res) => res.json(1)));", "import { wrap } from '@acme/kit';", 'unknown unknown unknown'],
  ])('%s', (_, rest, before, expected) => {
    expect(answers(express(rest, before)).filter((line) => line.startsWith('POST')).at(-1)).toBe(`POST /a ${expected}`);
  });

  it('settings name what authenticates and what limits', () => {
    expect(answers(express(`app.use(kit, calm); ${create}`, "import { kit, calm } from '@acme/kit';"), 'app.ts', { auth: ['kit'], rateLimiters: ['calm'] })).toEqual(['POST /a yes unknown yes']);
  });

  it('what the handler does itself counts, in other files too', () => {
    const files = express("app.post('/a', async (req, res) => { await allow(req); res.json(1); });", "import { allow } from './allow';");
    expect(answers(files)).toEqual(['POST /a unknown unknown unknown']);
    expect(answers({ ...files, 'allow.ts': 'export function allow(request) { if (!request.session.userId) throw new Refused(); } class Refused extends Error { status = 401; }' })).toEqual(['POST /a yes no no']);
    expect(answers({ ...files, 'allow.ts': 'export function allow(request) { return request.ip; }' })).toEqual(['POST /a no no no']);
  });

  it('a limiter below an address of which a mount has the first part', () => {
    const files = {
      'app.ts': "import express from 'express'; import rateLimit from 'express-rate-limit'; import { api } from './api'; const app = express(); app.use('/v1/orders/:id', rateLimit()); app.use('/v1', api); app.listen(1);",
      'api.ts': "import { Router } from 'express'; export const api = Router(); api.post('/orders/:order/lines', (req, res) => res.json(1)); api.post('/users', (req, res) => res.json(1));",
    };
    expect(answers(files, 'api.ts')).toEqual(['POST /v1/orders/:order/lines no no yes', 'POST /v1/users no no no']);
  });

  it('a router that is mounted before, and hands on what it does not answer', () => {
    const files = (prefix: string): Files => ({ 'app.ts': `import express from 'express'; import passport from 'passport'; import { api } from './api'; const app = express(); const guard = express.Router(); guard.use('/orders', passport.authenticate('jwt')); app.use('${prefix}', guard); app.use('/v1', api); app.listen(1);`, 'api.ts': "import { Router } from 'express'; export const api = Router(); api.post('/orders/:id', (req, res) => res.json(1)); api.post('/users', (req, res) => res.json(1));" });
    expect(answers(files('/v1'), 'api.ts')).toEqual(['POST /v1/orders/:id yes no no', 'POST /v1/users no no no']);
    expect(answers(files('/v2'), 'api.ts')).toEqual(['POST /v1/orders/:id no no no', 'POST /v1/users no no no']);
    const beside = (rest: string): Files => ({ 'app.ts': `import express from 'express'; import passport from 'passport'; const app = express(); const other = express.Router(); other.get('/x', (req, res) => res.json(1)); ${rest} app.listen(1);` });
    const create = "app.post('/a', (req, res) => res.json(1));";
    expect(answers(beside(`app.use('/', passport.authenticate('jwt'), other); ${create}`)).at(-1)).toBe('POST /a yes no no');
    expect(answers(beside(`${create} app.use('/', passport.authenticate('jwt'), other);`)).at(-1)).toBe('POST /a no no no');
  });

  it('a router that nobody is seen to mount is unknown, unless it says so itself', () => {
    const text = "import { Router } from 'express'; import passport from 'passport'; export const api = Router(); api.post('/a', (req, res) => res.json(1)); api.post('/b', passport.authenticate('jwt'), (req, res) => res.json(1));";
    expect(answers({ 'app.ts': text })).toEqual(['POST ? unknown unknown unknown', 'POST ? yes unknown unknown']);
  });
});

describe('in other frameworks', () => {
  it('Fastify: hooks, plugins, options of the route', () => {
    const text = (rest: string): Files => ({ 'app.ts': `import Fastify from 'fastify'; import limit from '@fastify/rate-limit'; const app = Fastify(); ${rest} await app.listen({ port: 1 });` });
    expect(answers(text("app.post('/a', async (r) => r.body);"))).toEqual(['POST /a no no no']);
    expect(answers(text("app.addHook('onRequest', async (r, reply) => { if (!r.headers.authorization) return reply.code(401).send(); }); app.post('/a', async (r) => r.body);"))).toEqual(['POST /a yes no no']);
    expect(answers(text("await app.register(limit); app.post('/a', { onRequest: [app.authenticate] }, async (r) => r.body);"))).toEqual(['POST /a unknown unknown yes']);
  });

  it('Hono: middleware by path', () => {
    const text = "import { Hono } from 'hono'; import { jwt } from 'hono/jwt'; const app = new Hono(); app.use('/api/*', jwt({ secret: 'x' })); app.post('/api/a', (c) => c.json(1)); app.post('/b', (c) => c.json(1)); app.post('/c', (c) => (c.get('user') ? c.json(1) : c.json(1, 401))); export default app;";
    expect(answers({ 'app.ts': text })).toEqual(['POST /api/a yes no no', 'POST /b no no no', 'POST /c yes no no']);
  });

  it('Koa: state and errors', () => {
    const text = "import Koa from 'koa'; import Router from '@koa/router'; const app = new Koa(); const r = new Router(); r.post('/a', async (ctx) => { ctx.body = 1; }); r.post('/b', async (ctx) => { if (!ctx.state.user) ctx.throw(401); ctx.body = 1; }); app.use(r.routes()); app.listen(1);";
    expect(answers({ 'app.ts': text })).toEqual(['POST /a no no no', 'POST /b yes no no']);
  });

  it('Nest: guards of application, class and method, and decorators of one’s own', () => {
    const main = "import { NestFactory } from '@nestjs/core'; import { AppModule } from './app.module'; const app = await NestFactory.create(AppModule); await app.listen(1);";
    const controller = `import { Controller, Post, UseGuards, SetMetadata } from '@nestjs/common'; import { AuthGuard } from '@nestjs/passport'; import { Public } from './public';
      @Controller('x') export class C { @Post('a') a() { return 1; } @Post('b') @UseGuards(AuthGuard('jwt')) b() { return 1; } @Post('c') @Public() c() { return 1; } }`;
    const own = "import { SetMetadata } from '@nestjs/common'; export const Public = () => SetMetadata('public', true);";
    const files = { 'main.ts': main, 'public.ts': own, 'c.ts': controller };
    expect(answers({ ...files, 'app.module.ts': 'export class AppModule {}' }, 'c.ts')).toEqual(['POST /x/a no no no', 'POST /x/b yes no no', 'POST /x/c unknown unknown no']);
    const module = "import { Module } from '@nestjs/common'; import { APP_GUARD } from '@nestjs/core'; import { ThrottlerGuard } from '@nestjs/throttler'; import { JwtGuard } from './guard'; @Module({ providers: [{ provide: APP_GUARD, useClass: ThrottlerGuard }, { provide: APP_GUARD, useClass: JwtGuard }] }) export class AppModule {}";
    const guard = "import { Injectable, UnauthorizedException } from '@nestjs/common'; @Injectable() export class JwtGuard { canActivate(context) { const request = context.switchToHttp().getRequest(); if (!request.headers.authorization) throw new UnauthorizedException(); return true; } }";
    expect(answers({ ...files, 'app.module.ts': module, 'guard.ts': guard }, 'c.ts')[0]).toBe('POST /x/a yes unknown yes');
  });

  it('Next: a session in the handler, a wrapper, middleware.ts', () => {
    const files: Files = { 'package.json': '{ "name": "app", "dependencies": { "next": "16", "next-auth": "5" } }' };
    const route = (text: string, more: Files = {}): string[] => answers({ ...files, ...more, 'app/api/a/route.ts': text }, 'app/api/a/route.ts');
    expect(route('export async function POST(request: Request) { return Response.json(await request.json()); }')).toEqual(['POST /api/a no no no']);
    expect(route("import { auth } from '../../../auth'; export async function POST(request: Request) { const session = await auth(); if (!session) return new Response(null, { status: 401 }); return Response.json(1); }", { 'auth.ts': "import NextAuth from 'next-auth'; export const { auth } = NextAuth({});" })).toEqual(['POST /api/a yes no no']);
    expect(route("import { withUser } from '@/wrap'; export const POST = withUser(async (request: Request) => Response.json(1));")).toEqual(['POST /api/a unknown unknown unknown']);
    expect(route('export async function POST(request: Request) { return Response.json(1); }', { 'middleware.ts': "import { NextResponse } from 'next/server'; export function middleware(request) { if (!request.cookies.get('session')) return NextResponse.json(1, { status: 401 }); }" })).toEqual(['POST /api/a yes no no']);
  });

  it('tRPC: procedures by what they are made of; a base that is not seen is unknown', () => {
    const text = (from: string): string => `import { initTRPC, TRPCError } from '@trpc/server'; ${from} const t = initTRPC.context().create(); const open = t.procedure; const closed = t.procedure.use(({ ctx, next }) => { if (!ctx.user) throw new TRPCError({ code: 'UNAUTHORIZED' }); return next(); });
      export const r = t.router({ a: open.mutation(({ input }) => input), b: closed.mutation(({ input }) => input), c: base.input(z).mutation(({ input }) => input) });`;
    expect(answers({ 'app.ts': text("import { base } from './base'; import { z } from './z';") })).toEqual(['POST ? no no no', 'POST ? yes no no', 'POST ? unknown unknown unknown']);
  });
});
