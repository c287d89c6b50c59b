import type { SessionLibrary } from './types.ts';

export default {
  name: 'express-session',
  packages: ['express-session'],
  makers: ['express-session#default'],
  options: 0,
  fallback: 'memory',
  cookie: ['cookie'],
  memoryStores: ['express-session#MemoryStore'],
} satisfies SessionLibrary;
