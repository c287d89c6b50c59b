import type { SqlClient } from './types.ts';

const query = { sql: { text: [[0], [0, 'text']], values: [[1], [0, 'values']], placeholder: '$n' } } as const;

export default {
  name: 'vercel-postgres',
  packages: ['@vercel/postgres'],
  dialect: 'postgres',
  values: {
    '@vercel/postgres#sql': 'sql',
    '@vercel/postgres#db': 'sql',
    '@vercel/postgres#createPool()': 'sql',
    '@vercel/postgres#createClient()': 'sql',
    'new @vercel/postgres#VercelPool': 'sql',
    'new @vercel/postgres#VercelClient': 'sql',
    'new @vercel/postgres#VercelPoolClient': 'sql',
  },
  kinds: {
    sql: {
      tag: 'query',
      methods: { query, sql: { tag: 'query' }, connect: { gives: 'sql' } },
    },
  },
} as const satisfies SqlClient;
