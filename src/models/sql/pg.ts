import type { SqlClient } from './types.ts';

const query = { sql: { text: [[0], [0, 'text']], values: [[1], [0, 'values']], placeholder: '$n' } } as const;

export default {
  name: 'pg',
  packages: ['pg', 'pg-pool', 'pg-format', 'pg-cursor', 'pg-query-stream'],
  dialect: 'postgres',
  values: {
    'new pg#Pool': 'client',
    'new pg#Client': 'client',
    'new pg#PoolClient': 'client',
    'new pg#ClientBase': 'client',
    'new pg#native.Pool': 'client',
    'new pg#native.Client': 'client',
    'new pg-pool#default': 'client',
    'pg-cursor#default': 'cursor',
    'pg-query-stream#default': 'cursor',
  },
  bases: { 'pg#Pool': { instance: 'client' }, 'pg#Client': { instance: 'client' } },
  kinds: {
    client: {
      methods: {
        query,
        connect: { gives: 'client', hands: { argument: 0, parameter: 1, kind: 'client' } },
        escapeIdentifier: { escapes: true },
        escapeLiteral: { escapes: true },
      },
    },
    cursor: { instance: 'running' },
    running: {},
  },
  functions: {
    'pg#escapeIdentifier': 'escape',
    'pg#escapeLiteral': 'escape',
    'pg-format#default': 'format',
    'pg-format#ident': 'escape',
    'pg-format#literal': 'escape',
    'pg-format#string': 'escape',
    'util#format': 'format',
    'dedent#default': 'dedent',
    'outdent#default': 'dedent',
    'outdent#outdent': 'dedent',
    'ts-dedent#default': 'dedent',
    'ts-dedent#dedent': 'dedent',
    'common-tags#stripIndent': 'dedent',
    'common-tags#stripIndents': 'dedent',
    'common-tags#oneLine': 'dedent',
    'common-tags#oneLineTrim': 'dedent',
    'strip-indent#default': 'dedent',
  },
} as const satisfies SqlClient;
