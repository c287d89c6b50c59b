import type { SqlClient } from './types.ts';

const query = { sql: { text: [[0], [0, 'sql']], values: [[1], [0, 'values']], placeholder: '?' } } as const;

export default {
  name: 'mysql2',
  packages: ['mysql2', 'mysql', 'sqlstring'],
  dialect: 'mysql',
  values: {
    'mysql2#createPool()': 'client',
    'mysql2#createConnection()': 'client',
    'mysql2#createPoolCluster()': 'client',
    'new mysql2#Pool': 'client',
    'new mysql2#Connection': 'client',
    'new mysql2#PoolConnection': 'client',
    'mysql2/promise#createPool()': 'client',
    'mysql2/promise#createConnection()': 'client',
    'new mysql2/promise#Pool': 'client',
    'new mysql2/promise#Connection': 'client',
    'new mysql2/promise#PoolConnection': 'client',
    'mysql#createPool()': 'client',
    'mysql#createConnection()': 'client',
    'new mysql#Pool': 'client',
    'new mysql#Connection': 'client',
    'new mysql#PoolConnection': 'client',
    'mysql2#raw': 'raw',
    'mysql#raw': 'raw',
  },
  kinds: {
    client: {
      methods: {
        query,
        execute: query,
        getConnection: { gives: 'client', hands: { argument: 0, parameter: 1, kind: 'client' } },
        promise: { gives: 'client' },
        escape: { escapes: true },
        escapeId: { escapes: true },
        format: { sql: { text: [[0]], values: [[1]], placeholder: '?' } },
      },
    },
    raw: { call: { sql: { text: [[0]], raw: true, piece: true, placeholder: '?' } } },
  },
  functions: {
    'mysql2#escape': 'escape',
    'mysql2#escapeId': 'escape',
    'mysql2#format': 'escape',
    'mysql2/promise#escape': 'escape',
    'mysql2/promise#escapeId': 'escape',
    'mysql2/promise#format': 'escape',
    'mysql#escape': 'escape',
    'mysql#escapeId': 'escape',
    'mysql#format': 'escape',
    'sqlstring#escape': 'escape',
    'sqlstring#escapeId': 'escape',
    'sqlstring#format': 'escape',
  },
} as const satisfies SqlClient;
