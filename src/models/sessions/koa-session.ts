import type { SessionLibrary } from './types.ts';

/** Keeps sessions in the cookie where no store is said. */
export default {
  name: 'koa-session',
  packages: ['koa-session'],
  makers: ['koa-session#default'],
  options: 0,
  fallback: 'cookie',
  cookie: [],
  memoryStores: [],
} satisfies SessionLibrary;
