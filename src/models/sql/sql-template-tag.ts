import type { SqlClient } from './types.ts';

/** Tags that make `{ text, values }` for any driver. */
export default {
  name: 'sql-template-tag',
  packages: ['sql-template-tag', 'sql-template-strings', '@nearform/sql'],
  dialect: 'unknown',
  values: {
    'sql-template-tag#default': 'sql',
    'sql-template-tag#sql': 'sql',
    'sql-template-tag#raw': 'raw',
    'sql-template-strings#default': 'sql',
    'sql-template-strings#SQL': 'sql',
    '@nearform/sql#default': 'sql',
  },
  kinds: {
    sql: {
      tag: 'query',
      methods: { unsafe: { sql: { text: [[0]], raw: true, piece: true, placeholder: 'tag' } }, quoteIdent: { escapes: true }, glue: { escapes: true } },
    },
    raw: { call: { sql: { text: [[0]], raw: true, piece: true, placeholder: 'tag' } } },
  },
  functions: { 'sql-template-tag#join': 'escape', 'sql-template-tag#bulk': 'escape' },
} as const satisfies SqlClient;
