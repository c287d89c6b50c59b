import type { SqlClient } from './types.ts';

const CONNECTION = { holds: 'connection', pool: 'new Pool()' } as const;
const escapes = { escapeIdentifier: { escapes: true }, escapeLiteral: { escapes: true } } as const;
const query = { sql: { text: [[0], [0, 'text']], values: [[1], [0, 'values']], placeholder: '$n' } } as const;

export default {
  name: 'pg',
  packages: ['pg', 'pg-pool', 'pg-format', 'pg-cursor', 'pg-query-stream'],
  dialect: 'postgres',
  values: {
    'new pg#Pool': 'pool',
    'new pg#Client': 'client',
    'new pg#PoolClient': 'client',
    'new pg#ClientBase': 'client',
    'new pg#native.Pool': 'pool',
    'new pg#native.Client': 'client',
    'new pg-pool#default': 'pool',
    'pg-cursor#default': 'cursor',
    'pg-query-stream#default': 'cursor',
  },
  bases: { 'pg#Pool': { instance: 'pool' }, 'pg#Client': { instance: 'client' } },
  creators: {
    'new pg#Pool': { holds: 'pool' },
    'new pg#native.Pool': { holds: 'pool' },
    'new pg-pool#default': { holds: 'pool' },
    'new pg#Client': CONNECTION,
    'new pg#native.Client': CONNECTION,
  },
  kinds: {
    pool: {
      methods: {
        query,
        connect: { gives: 'client', hands: { argument: 0, parameter: 1, kind: 'client' }, acquires: { release: ['release', 'end'], callback: { connection: 1, done: 2 }, finally: 'release()' } },
        ...escapes,
      },
    },
    client: {
      methods: {
        query,
        connect: { gives: 'client', hands: { argument: 0, parameter: 1, kind: 'client' } },
        ...escapes,
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
