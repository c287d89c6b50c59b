import type { SqlClient } from './types.ts';

export default {
  name: 'postgres',
  packages: ['postgres'],
  dialect: 'postgres',
  values: {
    'postgres#default()': 'sql',
    'new postgres#Sql': 'sql',
    'new postgres#TransactionSql': 'sql',
    'new postgres#ReservedSql': 'sql',
  },
  creators: { 'postgres#default()': { holds: 'pool' } },
  kinds: {
    sql: {
      tag: 'query',
      call: { escapes: true, gives: 'fragment' },
      methods: {
        unsafe: { sql: { text: [[0]], values: [[1]], raw: true, placeholder: '$n' } },
        begin: { hands: { argument: -1, parameter: 0, kind: 'sql' } },
        savepoint: { hands: { argument: -1, parameter: 0, kind: 'sql' } },
        reserve: { gives: 'sql', acquires: { release: ['release'], finally: 'release()' } },
        json: { escapes: true },
        array: { escapes: true },
        typed: { escapes: true },
      },
    },
    fragment: {},
  },
} as const satisfies SqlClient;
