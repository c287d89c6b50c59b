import type { SqlClient } from './types.ts';

const argument = { text: [[0]], values: [[1]], placeholder: '$n' } as const;
const query = { sql: { text: [[0], [0, 'text']], values: [[1], [0, 'values']], placeholder: '$n' } } as const;

export default {
  name: 'neon',
  packages: ['@neondatabase/serverless'],
  dialect: 'postgres',
  values: {
    '@neondatabase/serverless#neon()': 'sql',
    'new @neondatabase/serverless#NeonQueryFunction': 'sql',
    'new @neondatabase/serverless#Pool': 'client',
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
    client: { methods: { query, connect: { gives: 'client' }, escapeIdentifier: { escapes: true }, escapeLiteral: { escapes: true } } },
  },
} as const satisfies SqlClient;
