import type { SqlClient } from './types.ts';

export default {
  name: 'slonik',
  packages: ['slonik', 'slonik-sql-tag-raw'],
  dialect: 'postgres',
  values: {
    'slonik#sql': 'sql',
    'slonik#createSqlTag()': 'sql',
    'slonik-sql-tag-raw#raw': 'raw',
  },
  creators: { 'slonik#createPool()': { holds: 'pool' } },
  kinds: {
    sql: {
      // Before version 30 `sql` itself was the tag.
      tag: 'query',
      members: { unsafe: 'tag', fragment: 'fragment', prepared: 'tag' },
      methods: {
        type: { gives: 'tag' },
        typeAlias: { gives: 'tag' },
        identifier: { escapes: true },
        literalValue: { escapes: true },
        join: { escapes: true },
        unnest: { escapes: true },
        array: { escapes: true },
        json: { escapes: true },
        jsonb: { escapes: true },
        binary: { escapes: true },
        date: { escapes: true },
        timestamp: { escapes: true },
        interval: { escapes: true },
      },
    },
    tag: { tag: 'query' },
    fragment: { tag: 'piece' },
    raw: { call: { sql: { text: [[0]], values: [[1]], raw: true, piece: true, placeholder: 'tag' } } },
  },
} as const satisfies SqlClient;
