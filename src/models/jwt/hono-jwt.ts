import type { JwtLibrary } from './types.ts';

export default {
  name: 'hono/jwt',
  packages: ['hono/jwt'],
  signs: { 'hono/jwt#sign': { payload: 0, secret: 1 } },
  verifies: { 'hono/jwt#verify': { token: 0, options: 2 }, 'hono/jwt#verifyWithJwks': { token: 0, options: 1 } },
  decodes: { 'hono/jwt#decode': { token: 0 } },
} satisfies JwtLibrary;
