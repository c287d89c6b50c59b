/** What an error is about, as libraries tell it. */
export type ErrorKind = 'validation' | 'unique' | 'foreign-key' | 'missing';

/** Codes of databases and their clients: PostgreSQL (SQLSTATE), Prisma, MySQL, SQLite. */
export const CODES: ReadonlyMap<unknown, ErrorKind> = new Map<unknown, ErrorKind>([
  ...['23505', 'P2002', 'ER_DUP_ENTRY', 1062, 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'].map((code) => [code, 'unique'] as const),
  ...['23503', 'P2003', 'ER_NO_REFERENCED_ROW_2', 'ER_ROW_IS_REFERENCED_2', 1451, 1452, 'SQLITE_CONSTRAINT_FOREIGNKEY'].map((code) => [code, 'foreign-key'] as const),
  ...['P2025', 'P2001'].map((code) => [code, 'missing'] as const),
  ...['FST_ERR_VALIDATION'].map((code) => [code, 'validation'] as const),
]);

/** Classes of libraries, by symbol. */
export const CLASSES: ReadonlyMap<string, ErrorKind> = new Map<string, ErrorKind>([
  ...[
    'sequelize#UniqueConstraintError',
    'sequelize#default.UniqueConstraintError',
    '@sequelize/core#UniqueConstraintError',
    '@mikro-orm/core#UniqueConstraintViolationException',
    'objection#UniqueViolationError',
    'db-errors#UniqueViolationError',
    'slonik#UniqueIntegrityConstraintViolationError',
  ].map((name) => [name, 'unique'] as const),
  ...[
    'sequelize#ForeignKeyConstraintError',
    '@sequelize/core#ForeignKeyConstraintError',
    '@mikro-orm/core#ForeignKeyConstraintViolationException',
    'objection#ForeignKeyViolationError',
    'db-errors#ForeignKeyViolationError',
    'slonik#ForeignKeyIntegrityConstraintViolationError',
  ].map((name) => [name, 'foreign-key'] as const),
  ...['typeorm#EntityNotFoundError', 'sequelize#EmptyResultError', '@mikro-orm/core#NotFoundError', 'objection#NotFoundError', 'slonik#NotFoundError', 'kysely#NoResultError'].map((name) => [name, 'missing'] as const),
  ...['zod#ZodError', 'zod#z.ZodError', 'joi#ValidationError', 'yup#ValidationError', 'valibot#ValiError', 'sequelize#ValidationError', 'mongoose#Error.ValidationError', 'mongoose#default.Error.ValidationError', 'objection#ValidationError', '@hapi/joi#ValidationError'].map((name) => [name, 'validation'] as const),
]);

/** Names that errors carry, for `error.name === '…'`. */
export const NAMES: ReadonlyMap<unknown, ErrorKind> = new Map<unknown, ErrorKind>([
  ['ZodError', 'validation'],
  ['ValidationError', 'validation'],
  ['SequelizeValidationError', 'validation'],
  ['SequelizeUniqueConstraintError', 'unique'],
  ['SequelizeForeignKeyConstraintError', 'foreign-key'],
  ['EntityNotFoundError', 'missing'],
  ['NotFoundError', 'missing'],
]);

/** Guards of libraries that say an error is one of validation. */
export const GUARDS: ReadonlyMap<string, ErrorKind> = new Map<string, ErrorKind>([
  ['celebrate#isCelebrateError', 'validation'],
  ['joi#isError', 'validation'],
  ['yup#ValidationError.isError', 'validation'],
  ['fastify-type-provider-zod#hasZodFastifySchemaValidationErrors', 'validation'],
]);

/** The statuses that say what happened, the best first (RFC 9110, section 15.5). */
export const STATUSES: Readonly<Record<ErrorKind, readonly number[]>> = {
  validation: [400, 422],
  unique: [409, 400, 422],
  'foreign-key': [404, 400, 409, 422],
  missing: [404, 410],
};
