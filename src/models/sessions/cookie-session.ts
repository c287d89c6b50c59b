import type { SessionLibrary } from './types.ts';

/** Keeps sessions in the cookie alone. */
export default {
  name: 'cookie-session',
  packages: ['cookie-session'],
  makers: ['cookie-session#default'],
  options: 0,
  fallback: 'cookie',
  cookie: [],
  memoryStores: [],
} satisfies SessionLibrary;
