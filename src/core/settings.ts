import type { FromSchema } from './json-schema.ts';
import { violation } from './json-schema.ts';
import type { RuleContext } from './rule-context.ts';

/** What a file is for. `unknown` is no role: a file without evidence has none. */
export const ROLES = [
  'controller',
  'service',
  'repository',
  'middleware',
  'entry',
  'config',
  'migration',
  'job',
  'worker',
  'serverless',
  'edge',
  'cli',
  'script',
  'test',
  'browser',
  'generated',
] as const;

export const DIALECTS = ['postgres', 'mysql', 'sqlite', 'mssql', 'clickhouse'] as const;

/** `settings.backend` of an ESLint configuration: facts about a project, said once for all rules. Plain JSON. */
export const settingsSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    root: {
      type: 'string',
      description: 'Folder that holds the project, absolute or relative to the working directory. Default: the working directory.',
    },
    layers: {
      type: 'object',
      description: 'Globs of the files of each role, relative to `root`. A file named here has that role whatever else it looks like.',
      propertyNames: { enum: ROLES },
      additionalProperties: { type: 'array', items: { type: 'string' }, description: 'Globs.' },
    },
    dialect: { type: 'string', enum: DIALECTS, description: 'SQL dialect of the project where neither the client nor the text tells it.' },
    sql: {
      type: 'object',
      additionalProperties: false,
      properties: {
        tags: {
          type: 'array',
          items: { type: 'string' },
          description: 'Template tags of your own that bind their values as parameters: `name`, or `module#name` as it is imported.',
        },
        wrappers: {
          type: 'array',
          items: { type: 'string' },
          description: 'Functions or methods of your own that run the SQL text in their first argument: `name`, or `module#name` as it is imported.',
        },
      },
    },
    schema: { type: 'array', items: { type: 'string' }, description: 'Globs of the files that define the database schema.' },
    migrations: {
      type: 'object',
      additionalProperties: false,
      properties: {
        since: { type: 'string', description: 'File name of the newest migration that is only read, not reported.' },
        runner: {
          type: 'string',
          enum: ['prisma', 'drizzle', 'knex', 'kysely', 'typeorm', 'sequelize', 'mikro-orm', 'node-pg-migrate', 'db-migrate', 'dbmate', 'goose', 'golang-migrate', 'graphile', 'sqitch', 'flyway', 'postgrator', 'sql-migrate'],
          description: 'Tool that runs the migrations, where the files do not tell it.',
        },
        lockTimeout: { type: 'boolean', description: 'The runner or the role sets lock_timeout for every migration.' },
      },
    },
    http: {
      type: 'object',
      additionalProperties: false,
      properties: {
        auth: { type: 'array', items: { type: 'string' }, description: 'Middlewares and guards of your own that authenticate: `name`, or `module#name`.' },
        rateLimiters: { type: 'array', items: { type: 'string' }, description: 'Middlewares of your own that limit request rates: `name`, or `module#name`.' },
        validators: { type: 'array', items: { type: 'string' }, description: 'Middlewares of your own that validate the request: `name`, or `module#name`.' },
      },
    },
    identity: {
      type: 'object',
      additionalProperties: false,
      properties: {
        fields: { type: 'array', items: { type: 'string' }, description: 'Names of request fields that name the acting user or tenant. Replaces the default list.' },
        expression: { type: 'string', description: 'Where your handlers find the authenticated user’s id, such as `req.user.id`. Used in suggestions.' },
      },
    },
    loggers: { type: 'array', items: { type: 'string' }, description: 'Loggers of your own: `name`, or `module#name`.' },
    index: {
      type: 'object',
      additionalProperties: false,
      properties: {
        maxHops: { type: 'integer', minimum: 0, description: 'How many imports one question may follow. 0 turns the project index off. Default 5.' },
        maxFiles: { type: 'integer', minimum: 0, description: 'How many files one question may read. Default 200.' },
        maxBytes: { type: 'integer', minimum: 0, description: 'Largest file the index reads, in bytes. Default 1000000.' },
      },
    },
  },
} as const;

export type Settings = FromSchema<typeof settingsSchema>;
export type Role = (typeof ROLES)[number];
export type Dialect = (typeof DIALECTS)[number];

const NONE: Settings = {};
/** The same settings are one object, however many configurations of files hold a copy: answers are kept by it. */
const known = new Map<string, Settings>([['{}', NONE]]);
const checked = new WeakMap<object, Settings | string>();
const told = new WeakSet<object>();

/**
 * The plugin's settings of a file. A wrong key or value throws an error that names it and what is allowed, from the
 * first rule that asks for this file only, so that a run or an editor shows it once.
 */
export function settingsOf(context: RuleContext): Settings {
  const value: unknown = context.settings['backend'];
  if (value === undefined) return NONE;
  const key = typeof value === 'object' && value !== null ? value : context.settings;
  let found = checked.get(key);
  if (found === undefined) {
    found = violation(settingsSchema, value, 'settings.backend') ?? same(value as Settings);
    checked.set(key, found);
  }
  if (typeof found !== 'string') return found;
  if (!told.has(context.sourceCode)) {
    told.add(context.sourceCode);
    throw new Error(`eslint-plugin-backend: ${found}.`);
  }
  return NONE;
}

function same(settings: Settings): Settings {
  const key = JSON.stringify(settings);
  const before = known.get(key);
  if (!before) known.set(key, settings);
  return before ?? settings;
}
