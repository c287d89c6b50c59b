import type { Role } from '../../core/settings.ts';

/** What a name says. */
type Names = Readonly<Record<string, Role>>;

/**
 * Words that end a file name: `user.service.ts`, `user-service.ts`, `UserService.ts`.
 */
export const SUFFIXES: Names = {
  controller: 'controller',
  controllers: 'controller',
  route: 'controller',
  routes: 'controller',
  router: 'controller',
  routers: 'controller',
  resolver: 'controller',
  resolvers: 'controller',
  service: 'service',
  services: 'service',
  usecase: 'service',
  'use-case': 'service',
  interactor: 'service',
  repository: 'repository',
  repositories: 'repository',
  repo: 'repository',
  dao: 'repository',
  store: 'repository',
  queries: 'repository',
  middleware: 'middleware',
  middlewares: 'middleware',
  guard: 'middleware',
  interceptor: 'middleware',
  config: 'config',
  configuration: 'config',
  migration: 'migration',
  job: 'job',
  jobs: 'job',
  cron: 'job',
  processor: 'job',
  consumer: 'job',
  worker: 'worker',
  console: 'cli',
  script: 'script',
  seed: 'script',
  seeder: 'script',
};

/** Suffixes that count only after a dot: after a dash they are everyday words (`feature-route`, `flag-resolver`). */
export const DOT_ONLY: ReadonlySet<string> = new Set(['route', 'resolver', 'resolvers', 'script', 'repo', 'config', 'job', 'jobs', 'cron', 'console', 'consumer', 'processor', 'queries', 'configuration', 'interactor', 'guard', 'migration']);

/** Suffixes that end the name of a class as an everyday noun: `DocumentStore` may be an entity, `MemoryStore` a part of a library. */
export const NOUNS: ReadonlySet<string> = new Set(['store']);

/**
 * Suffixes of files that hold shapes, wiring or values. They stand in every folder and have no layer: an entity beside
 * the repositories is none.
 */
export const NO_LAYER: ReadonlySet<string> = new Set(['module', 'entity', 'entities', 'model', 'schema', 'schemas', 'dto', 'type', 'types', 'interface', 'enum', 'enums', 'constant', 'constants', 'mapper', 'd', 'factory', 'error', 'errors', 'exception', 'validation']);

/** Whole file names. */
export const FILE_NAMES: Names = {
  'seed-database': 'script',
  'seed-db': 'script',
  controller: 'controller',
  route: 'controller',
  routes: 'controller',
  router: 'controller',
  service: 'service',
  repository: 'repository',
  dao: 'repository',
  queries: 'repository',
  middleware: 'middleware',
  middlewares: 'middleware',
  config: 'config',
  configuration: 'config',
  cli: 'cli',
  worker: 'worker',
  seed: 'script',
  seeds: 'script',
  knexfile: 'config',
  gruntfile: 'script',
  gulpfile: 'script',
};

/** Names of folders. The nearest folder that says something counts. */
export const FOLDERS: Names = {
  controllers: 'controller',
  controller: 'controller',
  routes: 'controller',
  routers: 'controller',
  resolvers: 'controller',
  services: 'service',
  service: 'service',
  usecases: 'service',
  'use-cases': 'service',
  repositories: 'repository',
  repository: 'repository',
  stores: 'repository',
  daos: 'repository',
  dao: 'repository',
  middleware: 'middleware',
  middlewares: 'middleware',
  guards: 'middleware',
  interceptors: 'middleware',
  config: 'config',
  configs: 'config',
  migrations: 'migration',
  migration: 'migration',
  migrate: 'migration',
  jobs: 'job',
  processors: 'job',
  queues: 'job',
  cron: 'job',
  workers: 'worker',
  lambda: 'serverless',
  lambdas: 'serverless',
  cli: 'cli',
  bin: 'cli',
  consoles: 'cli',
  'migration-utils': 'script',
  scripts: 'script',
  seeds: 'script',
  seeders: 'script',
  seed: 'script',
  tools: 'script',
};

/** A file whose whole name is a version takes stored data to it: `updates/2.4.1.js`. */
export const VERSION_NAME = /^v?\d+\.\d+\.\d+$/;

/** Folders of what speaks HTTP, which stand below the folder of services where everything the application is made of does. */
export const HTTP_FOLDERS: ReadonlySet<string> = new Set(['server', 'http']);

/** Folders whose role holds for whatever a file in them is called: `migrations/0007-user-service.js` is a migration. */
export const STRONG_FOLDERS: ReadonlySet<string> = new Set(['migrations', 'migration', 'migrate', 'seeds', 'seeders', 'seed', 'scripts']);

/** Folders that say something when the file reaches data itself, by its imports or its text: by their names alone they may hold anything. */
export const DATA_FOLDERS: Names = { queries: 'repository', persistence: 'repository', 'data-access': 'repository', 'server-only': 'service' };

/** Importing one of these makes a file a test or its tool. */
export const TEST_PACKAGES: ReadonlySet<string> = new Set([
  'vitest',
  'jest',
  '@jest/globals',
  'mocha',
  'chai',
  'sinon',
  'supertest',
  'ava',
  'tap',
  'node:test',
  'cypress',
  'playwright',
  '@playwright/test',
  '@nestjs/testing',
  'frisby',
  'nock',
  'msw',
  'testcontainers',
]);

/** Importing one of these at run time makes a file client code. */
export const BROWSER_PACKAGES: ReadonlySet<string> = new Set([
  'react-dom/client',
  'react-native',
  'vue',
  'svelte',
  'solid-js',
  '@angular/core',
  '@angular/common',
  'preact',
  'jquery',
  'react-router-dom',
  'next/router',
  'next/navigation',
  'next/link',
  'next/image',
  'zustand',
  'redux',
  '@reduxjs/toolkit',
  'react-redux',
  '@tanstack/react-query',
  'react-query',
  'swr',
  'react-hook-form',
  'framer-motion',
  'lucide-react',
  '@mui/material',
  'recharts',
  'next-themes',
]);
/** Modules that only a server has: they outweigh a component in the same file (server components, rendered mails). */
export const SERVER_ONLY_IMPORT: ReadonlySet<string> = new Set(['server-only', 'next/headers', 'react-dom/server', 'next/server', 'fs', 'fs/promises', 'http', 'net', 'child_process']);

/**
 * Packages that make a package a server, or a library for servers. A package that depends on a client framework and on
 * none of these is client code as a whole.
 */
export const SERVER_PACKAGES: ReadonlySet<string> = new Set([
  'express',
  'fastify',
  'koa',
  'hono',
  '@hapi/hapi',
  '@nestjs/common',
  '@nestjs/core',
  'next',
  'nuxt',
  '@remix-run/node',
  '@remix-run/server-runtime',
  '@react-router/node',
  '@sveltejs/kit',
  'astro',
  '@trpc/server',
  '@apollo/server',
  'graphql-yoga',
  'elysia',
  'polka',
  'restify',
  'pg',
  'postgres',
  'mysql2',
  'mysql',
  'sqlite3',
  'better-sqlite3',
  'mongodb',
  'mongoose',
  'knex',
  'kysely',
  'drizzle-orm',
  '@prisma/client',
  'prisma',
  'typeorm',
  'sequelize',
  '@mikro-orm/core',
  'objection',
  'ioredis',
  'redis',
  'bullmq',
  'bull',
  'kafkajs',
  'amqplib',
  'nodemailer',
  'aws-lambda',
  '@types/aws-lambda',
  'serverless',
  'wrangler',
  'pino',
  'winston',
  'bcrypt',
  'bcryptjs',
]);
export const CLIENT_PACKAGES: ReadonlySet<string> = new Set(['react', 'react-dom', 'vue', 'svelte', 'preact', 'solid-js', '@angular/core', 'react-native', 'jquery']);

/** Packages through which a file reaches stored data, besides those src/models/sql has an adapter for. */
export const STORE_PACKAGES: ReadonlySet<string> = new Set([
  'mssql',
  'sqlite3',
  'better-sqlite3',
  'sqlite',
  '@planetscale/database',
  '@libsql/client',
  '@clickhouse/client',
  '@nestjs/sequelize',
  '@mikro-orm/core',
  'mongodb',
  'marsdb',
  'ioredis',
  'redis',
  '@elastic/elasticsearch',
  '@opensearch-project/opensearch',
  '@aws-sdk/client-dynamodb',
  '@aws-sdk/lib-dynamodb',
]);

/** Decorators by symbol, as src/ast/origin.ts writes it. */
export const DECORATORS: Names = {
  '@nestjs/common#Controller': 'controller',
  '@nestjs/graphql#Resolver': 'controller',
  '@nestjs/websockets#WebSocketGateway': 'controller',
  'routing-controllers#Controller': 'controller',
  'routing-controllers#JsonController': 'controller',
  'tsoa#Route': 'controller',
  'type-graphql#Resolver': 'controller',
  '@nestjs/bullmq#Processor': 'job',
  '@nestjs/bull#Processor': 'job',
  '@nestjs/common#Catch': 'middleware',
  'typeorm#EntityRepository': 'repository',
};

/** Parsers of command lines: a file that imports one at run time is a command. */
export const CLI_PACKAGES: ReadonlySet<string> = new Set(['commander', 'yargs', 'cac', 'meow', 'citty', 'minimist', 'arg', 'oclif', '@oclif/core', 'inquirer', '@clack/prompts', 'prompts', 'nest-commander', 'nestjs-console', 'nestjs-command', 'ora']);

/** What a call or a new object says about the file it stands in, by symbol. */
export const CREATORS: Names = {
  'express#default()': 'entry',
  'fastify#default()': 'entry',
  'fastify#fastify()': 'entry',
  'new koa#default': 'entry',
  'new hono#Hono': 'entry',
  '@nestjs/core#NestFactory.create()': 'entry',
  '@hono/node-server#serve()': 'entry',
  'http#createServer()': 'entry',
  'https#createServer()': 'entry',
  'new @hapi/hapi#Server': 'entry',
  '@hapi/hapi#server()': 'entry',
  'new bullmq#Worker': 'job',
  'node-cron#schedule()': 'job',
};

/** Modules whose types only a function of a cloud imports. */
export const SERVERLESS_PACKAGES: ReadonlySet<string> = new Set(['aws-lambda', '@vercel/node', '@netlify/functions', '@google-cloud/functions-framework', '@azure/functions']);
/** Interfaces a provider implements when it stands between the request and its handler. */
export const MIDDLEWARE_INTERFACES: ReadonlySet<string> = new Set(['CanActivate', 'NestMiddleware', 'NestInterceptor', 'PipeTransform', 'ExceptionFilter'].map((name) => `@nestjs/common#${name}`));

/** Characters of a file from which it can be told to be minified, and the average length of a line above which it is. */
export const MINIFIED_SIZE = 10_000;
export const MINIFIED_LINE = 500;

export const GENERATED_FOLDERS: ReadonlySet<string> = new Set(['generated', '__generated__', '.prisma', 'dist', '.next', 'vendor', 'vendored']);
/** A generator's mark in the first lines of a file. */
export const GENERATED_HEADER = /@generated\b|\bauto-?generated\b|(?:do not|don't) (?:edit|modify)\b|generated by (?:orval|prisma|openapi|swagger|graphql|protoc|kysely|drizzle|kanel|zapatos|typechain|hey-api)|code generated\b/i;

/** Calls that take a part out of a container of dependencies, by symbol: the code around them uses it. */
export const RESOLVERS: ReadonlySet<string> = new Set([
  'tsyringe#container.resolve',
  'typedi#Container.get',
  'typedi#default.get',
  'new inversify#Container.get',
  'new inversify#Container.resolve',
  'new @nestjs/core#ModuleRef.get',
  'new @nestjs/core#ModuleRef.resolve',
]);
