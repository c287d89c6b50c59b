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
    '@vercel/postgres#createClient()': 'client',
    'new @vercel/postgres#VercelPool': 'sql',
    'new @vercel/postgres#VercelClient': 'client',
    'new @vercel/postgres#VercelPoolClient': 'client',
  },
  kinds: {
    sql: {
      tag: 'query',
      methods: { query, sql: { tag: 'query' }, connect: { gives: 'client', acquires: { release: ['release', 'end'], callback: { connection: 1, done: 2 }, finally: 'release()' } } },
    },
    client: { methods: { query, sql: { tag: 'query' } } },
  },
} as const satisfies SqlClient;
