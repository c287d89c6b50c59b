import type { CorsForm } from './types.ts';

const EXPRESS: CorsForm = { options: 0, default: 'any', callback: true, passesOn: { name: 'preflightContinue', when: true } };
const HONO: CorsForm = { options: 0, default: 'any', callback: false };
/** Version 4 and later let any origin in and drop the credentials; earlier ones reflect. */
const KOA: CorsForm = { options: 0, default: 'unknown', callback: false, dropsCredentials: true };
const NEST_APPLICATIONS = ['@nestjs/core#NestFactory.create()', 'new @nestjs/common#INestApplication', 'new @nestjs/platform-express#NestExpressApplication', 'new @nestjs/platform-fastify#NestFastifyApplication'];

/** Calls that make or install a policy, by symbol. */
export const CORS_CALLS: Readonly<Record<string, CorsForm>> = {
  'cors#default': EXPRESS,
  'hono/cors#cors': HONO,
  '@koa/cors#default': KOA,
  'koa2-cors#default': KOA,
  ...Object.fromEntries(NEST_APPLICATIONS.map((application) => [`${application}.enableCors`, EXPRESS])),
  '@nestjs/core#NestFactory.create': { ...EXPRESS, options: 1, property: 'cors', default: 'none' },
};

/** Constructors that are given a policy among their options. */
export const CORS_CONSTRUCTORS: Readonly<Record<string, CorsForm>> = {
  'new socket.io#Server': { ...EXPRESS, options: 1, property: 'cors', default: 'none', holdsConnections: true },
};

/** Plugins that are registered with a policy. */
export const CORS_PLUGINS: ReadonlySet<string> = new Set(['@fastify/cors#default', '@fastify/cors#fastifyCors', 'fastify-cors#default']);
export const PLUGIN: CorsForm = { options: 1, default: 'any', callback: true, listWildcard: true, passesOn: { name: 'preflight', when: false } };
