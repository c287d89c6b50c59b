import type { SqlClient } from './types.ts';

const escapes = { escapeIdentifier: { escapes: true }, escapeLiteral: { escapes: true } } as const;
const argument = { text: [[0]], values: [[1]], placeholder: '$n' } as const;
const query = { sql: { text: [[0], [0, 'text']], values: [[1], [0, 'values']], placeholder: '$n' } } as const;

export default {
  name: 'neon',
  packages: ['@neondatabase/serverless'],
  dialect: 'postgres',
  values: {
    '@neondatabase/serverless#neon()': 'sql',
    'new @neondatabase/serverless#NeonQueryFunction': 'sql',
    'new @neondatabase/serverless#Pool': 'pool',
    'new @neondatabase/serverless#Client': 'client',
    'new @neondatabase/serverless#PoolClient': 'client',
  },
  kinds: {
    sql: {
      tag: 'query',
      // Before version 1 the function also took plain text.
      call: { sql: argument },
      methods: {
        query: { sql: argument },
        unsafe: { sql: { text: [[0]], raw: true, piece: true, placeholder: 'tag' } },
        transaction: { hands: { argument: 0, parameter: 0, kind: 'sql' } },
      },
    },
    pool: { methods: { query, connect: { gives: 'client', acquires: { release: ['release', 'end'], callback: { connection: 1, done: 2 }, finally: 'release()' } }, ...escapes } },
    client: { methods: { query, connect: { gives: 'client' }, ...escapes } },
  },
} as const satisfies SqlClient;
