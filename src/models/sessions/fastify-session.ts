import type { SessionLibrary } from './types.ts';

export default {
  name: '@fastify/session',
  packages: ['@fastify/session'],
  makers: ['@fastify/session#default', '@fastify/session#fastifySession'],
  options: 1,
  plugin: true,
  fallback: 'memory',
  cookie: ['cookie'],
  memoryStores: ['@fastify/session#MemoryStore'],
} satisfies SessionLibrary;
