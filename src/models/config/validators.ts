import { packageOf } from '../../ast/origin.ts';

/** Packages whose calls check values against a schema. */
const PACKAGES: ReadonlySet<string> = new Set([
  'zod', 'zod/v3', 'zod/v4', 'zod/mini', 'zod/v4-mini', 'joi', '@hapi/joi', 'yup', 'valibot', 'superstruct', 'ajv', 'arktype', 'io-ts', 'runtypes', 'typia', 'effect', '@effect/schema', 'myzod', 'ow', 'fastest-validator', 'jsonschema', 'computed-types',
  'class-validator', '@sinclair/typebox', '@sinclair/typebox/value', '@sinclair/typebox/compiler', 'typebox', 'typebox/value', 'envalid', 'convict', 'znv', 'env-var', 'env-schema', '@fastify/env', 'fastify-env', '@t3-oss/env-core', '@t3-oss/env-nextjs', '@t3-oss/env-nuxt', 'dotenv-safe', 'env-sentinel', 'varlock', '@julr/vite-plugin-validate-env', 'ts-dotenv', 'strict-env', 'zod-config', 'zod-env', 'env-config-validator', 'typed-config-ts', 'nest-typed-config',
]);

/** Calls that read the environment by themselves and check it, by symbol. */
export const ENVIRONMENT_READERS: ReadonlySet<string> = new Set([
  'envalid#cleanEnv',
  'envalid#customCleanEnv',
  'znv#parseEnv',
  'env-schema#default',
  'env-schema#envSchema',
  '@t3-oss/env-core#createEnv',
  '@t3-oss/env-nextjs#createEnv',
  '@t3-oss/env-nuxt#createEnv',
  'convict#default',
  'dotenv-safe#config',
  'dotenv-safe#load',
  'env-var#get().required',
  'env-var#from().get().required',
  'ts-dotenv#load',
  'nest-typed-config#TypedConfigModule.forRoot',
  'nest-typed-config#TypedConfigModule.forRootAsync',
]);
/** Modules that do so when they are imported. */
export const SELF_CHECKING: ReadonlySet<string> = new Set(['dotenv-safe/config', 'varlock/auto-load']);
/** Plugins that do so when they are registered; the file that exports one is autoloaded. */
export const ENVIRONMENT_PLUGINS: ReadonlySet<string> = new Set(['@fastify/env', 'fastify-env']);
/** Configuration modules that check the environment when these options are there. */
export const CONFIGURATIONS: ReadonlySet<string> = new Set(['@nestjs/config#ConfigModule.forRoot']);
export const CHECKING_OPTIONS: ReadonlySet<string> = new Set(['validate', 'validationSchema']);

/** Calls that look at the environment or hand it on, and prove nothing of it. */
export const NO_CHECKS = /^(?:global#(?:console\.\w+|Object\.\w+|JSON\.\w+|Array\.\w+|structuredClone|Boolean|String|Reflect\.\w+)|(?:child_process|execa|cross-spawn|dotenv|dotenv-expand|worker_threads|util|fs|path)#.*|lodash(?:-es)?#.*)$/u;

/** Packages that read the environment without being given it. */
const READING = new Set([...[...ENVIRONMENT_READERS].map(packageOf), ...SELF_CHECKING, ...ENVIRONMENT_PLUGINS]);

/** A text without one of these validates no environment. */
export const MAY_CHECK = new RegExp(String.raw`\bprocess\s*(?:\?\.|\.|\[)\s*['"]?env\b|\benv\b[^;\n]*['"](?:node:)?process['"]|\bimport\.meta\.env\b|\b(?:Bun|Deno)\.env\b|\bConfigModule\b|['"](?:${[...READING].join('|')})['"]`, 'u');

/** Whether a symbol belongs to a package that checks values. */
export function isValidatorSymbol(symbol: string): boolean {
  const name = packageOf(symbol);
  return PACKAGES.has(name) || (name.startsWith('@effect/') && PACKAGES.has('effect'));
}
