import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FIXTURES } from '../../fixtures/installed.ts';

const load = createRequire(join(FIXTURES, 'package.json'));

type Handler = (...args: never[]) => unknown;
interface ExpressLike {
  use(...args: (string | Handler)[]): void;
  get(path: string, handler: Handler): void;
  listen(port: number, host: string): Server;
}
interface KoaLike {
  silent: boolean;
  use(handler: (ctx: { status: number; body: unknown }, next: () => Promise<void>) => unknown): void;
  listen(port: number, host: string): Server;
}
interface HonoLike {
  use(path: string, handler: (c: HonoContext, next: () => Promise<void>) => unknown): void;
  all(path: string, handler: (c: HonoContext) => unknown): void;
  get(path: string, handler: (c: HonoContext) => unknown): void;
  request(path: string): Promise<Response> | Response;
}
interface HonoContext {
  text(text: string, status?: number): Response;
  header(name: string, value: string): void;
}
interface Answer {
  json(body: unknown): void;
  status(code: number): Answer;
  end(): void;
  set(name: string, value: string): void;
}

/** What the rules on order say, shown by the frameworks themselves. */
const express = (): ExpressLike => (load('express') as () => ExpressLike)();

async function ask(app: { listen(port: number, host: string): Server }, path: string, method = 'GET'): Promise<Response> {
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  try {
    return await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { method });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const failing: Handler = () => {
  throw new Error('failed');
};
const handlesErrors = (_error: unknown, _request: unknown, response: Answer, next: unknown): void => {
  if (!next) return;
  response.status(500).json({ error: 'internal_error' });
};
const notFound = (_request: unknown, response: Answer): void => {
  response.status(404).json({ error: 'not_found' });
};

describe('Express', () => {
  it('asks an error handler only for what was registered before it', async () => {
    const early = express();
    early.use(handlesErrors as Handler);
    early.get('/fails', failing);
    const late = express();
    late.get('/fails', failing);
    late.use(handlesErrors as Handler);
    expect((await ask(early, '/fails')).headers.get('content-type')).toContain('text/html');
    expect(await (await ask(late, '/fails')).json()).toEqual({ error: 'internal_error' });
  });

  it('never reaches a route behind a catch-all', async () => {
    const app = express();
    app.use(notFound as Handler);
    app.get('/users', (_request: unknown, response: Answer) => response.json([]));
    expect((await ask(app, '/users')).status).toBe(404);
  });

  it('answers an unknown address with a page', async () => {
    expect((await ask(express(), '/nowhere')).headers.get('content-type')).toContain('text/html');
  });

  it('leaves the headers of a middleware off what authentication turns away', async () => {
    const app = express();
    app.use(((_request: unknown, response: Answer) => response.status(401).end()) as Handler);
    app.use(((_request: unknown, response: Answer, next: () => void) => {
      response.set('Access-Control-Allow-Origin', '*');
      next();
    }) as Handler);
    const preflight = await ask(app, '/users', 'OPTIONS');
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([401, null]);
  });
});

describe('Koa', () => {
  const koa = (): KoaLike => {
    const loaded = load('koa') as { default?: new () => KoaLike } & (new () => KoaLike);
    const app = new (loaded.default ?? loaded)();
    app.silent = true;
    return app;
  };
  const catches: Parameters<KoaLike['use']>[0] = async (ctx, next) => {
    try {
      await next();
    } catch {
      ctx.status = 500;
      ctx.body = { error: 'internal_error' };
    }
  };

  it('hands errors outwards: the one that catches comes first', async () => {
    const late = koa();
    late.use(failing as Parameters<KoaLike['use']>[0]);
    late.use(catches);
    const early = koa();
    early.use(catches);
    early.use(failing as Parameters<KoaLike['use']>[0]);
    expect((await ask(late, '/')).headers.get('content-type')).toContain('text/plain');
    expect(await (await ask(early, '/')).json()).toEqual({ error: 'internal_error' });
  });
});

describe('Hono', () => {
  it('answers with the first handler, and runs no middleware that is registered behind it', async () => {
    const { Hono } = load('hono') as { Hono: new () => HonoLike };
    const app = new Hono();
    app.get('/users', (c) => c.text('users'));
    app.use('*', async (c, next) => {
      await next();
      c.header('X-Frame-Options', 'DENY');
    });
    app.all('*', (c) => c.text('no', 404));
    app.get('/late', (c) => c.text('late'));
    expect((await app.request('/users')).headers.get('x-frame-options')).toBeNull();
    expect((await app.request('/late')).status).toBe(404);
  });
});
