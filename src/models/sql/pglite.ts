import type { SqlClient } from './types.ts';

const methods = {
  query: { sql: { text: [[0]], values: [[1]], placeholder: '$n' } },
  exec: { sql: { text: [[0]], placeholder: '$n' } },
  transaction: { hands: { argument: 0, parameter: 0, kind: 'client' } },
} as const;

/** PostgreSQL in the process, as tests and small tools run it. */
export default {
  name: 'pglite',
  packages: ['@electric-sql/pglite'],
  dialect: 'postgres',
  values: {
    'new @electric-sql/pglite#PGlite': 'client',
    '@electric-sql/pglite#PGlite.create()': 'client',
    'new @electric-sql/pglite#Transaction': 'client',
    'new @electric-sql/pglite#PGlite.sql': 'sql',
  },
  kinds: { client: { methods }, sql: { tag: 'query' } },
} as const satisfies SqlClient;
