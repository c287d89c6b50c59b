import type { SqlClient } from './types.ts';

const POOL = { holds: 'pool' } as const;
const CONNECTION = { holds: 'connection', pool: 'createPool()' } as const;
const query = { sql: { text: [[0], [0, 'sql']], values: [[1], [0, 'values']], placeholder: '?' } } as const;

export default {
  name: 'mysql2',
  packages: ['mysql2', 'mysql', 'sqlstring'],
  dialect: 'mysql',
  values: {
    'mysql2#createPool()': 'pool',
    'mysql2#createConnection()': 'client',
    'mysql2#createPoolCluster()': 'pool',
    'new mysql2#Pool': 'pool',
    'new mysql2#Connection': 'client',
    'new mysql2#PoolConnection': 'client',
    'mysql2/promise#createPool()': 'pool',
    'mysql2/promise#createConnection()': 'client',
    'new mysql2/promise#Pool': 'pool',
    'new mysql2/promise#Connection': 'client',
    'new mysql2/promise#PoolConnection': 'client',
    'mysql#createPool()': 'pool',
    'mysql#createConnection()': 'client',
    'new mysql#Pool': 'pool',
    'new mysql#Connection': 'client',
    'new mysql#PoolConnection': 'client',
    'mysql2#raw': 'raw',
    'mysql#raw': 'raw',
  },
  creators: {
    'mysql2#createPool()': POOL,
    'mysql2#createPoolCluster()': POOL,
    'mysql2/promise#createPool()': POOL,
    'mysql2/promise#createPoolCluster()': POOL,
    'mysql#createPool()': POOL,
    'mysql#createPoolCluster()': POOL,
    'mysql2#createConnection()': CONNECTION,
    'mysql2/promise#createConnection()': CONNECTION,
    'mysql#createConnection()': CONNECTION,
  },
  kinds: {
    pool: {
      methods: {
        query,
        execute: query,
        getConnection: {
          gives: 'client',
          hands: { argument: 0, parameter: 1, kind: 'client' },
          acquires: { release: ['release', 'destroy', 'end', 'close'], takesBack: ['releaseConnection'], callback: { connection: 1 }, finally: 'release()' },
        },
        promise: { gives: 'pool' },
        of: { gives: 'pool' },
        escape: { escapes: true },
        escapeId: { escapes: true },
        format: { sql: { text: [[0]], values: [[1]], placeholder: '?' } },
      },
    },
    client: {
      methods: {
        query,
        execute: query,
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
