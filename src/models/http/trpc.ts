import { EXPRESS_REQUEST, WEB_REQUEST, below } from './shapes.ts';
import type { HttpFramework } from './types.ts';

export default {
  name: 'trpc',
  packages: ['@trpc/server'],
  principal: { of: 'context', path: '.user' },
  routers: ['@trpc/server#initTRPC**.procedure'],
  views: { input: 'same', output: 'same', meta: 'same', concat: 'same', unstable_concat: 'same', use: 'same' },
  routes: {
    query: { method: 'GET', path: null, kind: 'procedure' },
    mutation: { method: 'POST', path: null, kind: 'procedure' },
    subscription: { method: 'GET', path: null, kind: 'procedure' },
  },
  installers: { use: { handlers: 0, kind: 'middleware' } },
  parameters: { procedure: ['context'], middleware: ['context'] },
  makers: { '@trpc/server#initTRPC**.middleware': 'middleware', '@trpc/server#experimental_standaloneMiddleware**.create': 'middleware' },
  reads: { context: { input: 'body', rawInput: 'body', 'getRawInput()': 'body', ...below('ctx.req', { ...EXPRESS_REQUEST, ...WEB_REQUEST, headers: 'headers' }) } },
} satisfies HttpFramework;
