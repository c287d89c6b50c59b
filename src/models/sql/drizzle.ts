import type { Dialect } from '../../core/settings.ts';
import type { Creator, SqlClient } from './types.ts';

/** Entry points of the driver packages, their dialect, and the type each names its database by. */
const DRIVERS: readonly (readonly [module: string, dialect: Dialect, types: readonly string[]])[] = [
  ['node-postgres', 'postgres', ['NodePgDatabase', 'NodePgTransaction']],
  ['postgres-js', 'postgres', ['PostgresJsDatabase', 'PostgresJsTransaction']],
  ['neon-http', 'postgres', ['NeonHttpDatabase']],
  ['neon-serverless', 'postgres', ['NeonDatabase', 'NeonTransaction']],
  ['vercel-postgres', 'postgres', ['VercelPgDatabase']],
  ['pglite', 'postgres', ['PgliteDatabase']],
  ['aws-data-api/pg', 'postgres', ['AwsDataApiPgDatabase']],
  ['pg-proxy', 'postgres', ['PgRemoteDatabase']],
  ['xata-http', 'postgres', ['XataHttpDatabase']],
  ['pg-core', 'postgres', ['PgDatabase', 'PgTransaction']],
  ['mysql2', 'mysql', ['MySql2Database', 'MySql2Transaction']],
  ['planetscale-serverless', 'mysql', ['PlanetScaleDatabase']],
  ['tidb-serverless', 'mysql', ['TiDBServerlessDatabase']],
  ['mysql-core', 'mysql', ['MySqlDatabase', 'MySqlTransaction']],
  ['better-sqlite3', 'sqlite', ['BetterSQLite3Database']],
  ['libsql', 'sqlite', ['LibSQLDatabase']],
  ['d1', 'sqlite', ['DrizzleD1Database']],
  ['bun-sqlite', 'sqlite', ['BunSQLiteDatabase']],
  ['bun-sql', 'postgres', ['BunSQLDatabase']],
  ['sqlite-core', 'sqlite', ['BaseSQLiteDatabase', 'SQLiteTransaction']],
];

const values: Record<string, string> = { 'drizzle-orm#sql': 'sql', 'drizzle-orm#drizzle()': 'db' };
const dialects: Record<string, Dialect> = {};
/** The drivers with which Drizzle opens a pool of its own when it is given an address. */
const creators: Record<string, Creator> = Object.fromEntries(['node-postgres', 'postgres-js', 'mysql2'].map((driver) => [`drizzle-orm/${driver}#drizzle()`, { holds: 'pool', address: 'said' }]));
for (const [module, dialect, types] of DRIVERS) {
  const from = `drizzle-orm/${module}`;
  dialects[from] = dialect;
  values[`${from}#drizzle()`] = 'db';
  for (const type of types) values[`new ${from}#${type}`] = 'db';
}

const open = { step: { opensWhere: true } } as const;
const openRows = { step: { opensRows: true } } as const;
const plain = { step: {} } as const;
const run = { step: { runs: true } } as const;
const find = { where: [[0, 'where']] } as const;
const rows = { limit: [[0, 'limit']], offset: [[0, 'offset']], order: [[0, 'orderBy']] } as const;

export default {
  name: 'drizzle',
  packages: ['drizzle-orm'],
  dialect: 'unknown',
  bulk: { rows: 'values([…])', filter: 'inArray(…)', upserts: 'values([…]).onConflictDoUpdate(…)' },
  dialects,
  values,
  creators,
  kinds: {
    db: {
      members: { query: 'relational' },
      methods: {
        select: { step: { action: 'read' }, gives: 'builder' },
        selectDistinct: { step: { action: 'read' }, gives: 'builder' },
        selectDistinctOn: { step: { action: 'read' }, gives: 'builder' },
        insert: { step: { action: 'create', table: [0] }, gives: 'builder' },
        update: { step: { action: 'update', table: [0] }, gives: 'builder' },
        delete: { step: { action: 'delete', table: [0] }, gives: 'builder' },
        execute: { sql: { text: [[0]], placeholder: 'tag' } },
        run: { sql: { text: [[0]], placeholder: 'tag' } },
        all: { sql: { text: [[0]], placeholder: 'tag' } },
        transaction: { hands: { argument: 0, parameter: 0, kind: 'db' } },
        with: { gives: 'db' },
      },
    },
    relational: { members: { '*': 'table' } },
    table: {
      returnsRow: true,
      methods: {
        findFirst: { step: { action: 'read', many: false, ...find } },
        findMany: { step: { action: 'read', many: true, ...find, ...rows } },
      },
    },
    builder: {
      builder: true,
      returnsRow: false,
      methods: {
        from: { step: { table: [0] } },
        values: { step: { data: [[0]] } },
        set: { step: { data: [[0]] } },
        where: { step: { condition: true } },
        innerJoin: open,
        leftJoin: open,
        rightJoin: open,
        fullJoin: open,
        having: plain,
        prepare: plain,
        groupBy: { step: { many: true } },
        limit: { step: { limit: [[0]] } },
        offset: { step: { offset: [[0]] } },
        orderBy: { step: { order: [[0]] } },
        // `for('update', { skipLocked: true })`: a queue takes any row that is free.
        for: openRows,
        as: openRows,
        $dynamic: openRows,
        union: openRows,
        unionAll: openRows,
        execute: run,
        all: run,
        get: { step: { many: false, runs: true } },
        returning: { step: { returning: true } },
        onConflictDoNothing: { step: { skips: true } },
        onConflictDoUpdate: { step: { upserts: true } },
        onDuplicateKeyUpdate: { step: { upserts: true } },
      },
    },
    sql: {
      tag: 'query',
      methods: {
        raw: { sql: { text: [[0]], raw: true, piece: true, placeholder: 'tag' } },
        identifier: { escapes: true },
        placeholder: { escapes: true },
        param: { escapes: true },
        join: { escapes: true },
      },
    },
  },
  likes: { functions: { 'drizzle-orm#like': { column: 0, pattern: 1 }, 'drizzle-orm#ilike': { column: 0, pattern: 1 } } },
  functions: { 'drizzle-orm#eq': 'equals', 'drizzle-orm#and': 'all' },
} as const satisfies SqlClient;
