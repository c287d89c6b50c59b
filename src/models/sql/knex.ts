import type { Acquisition, Method, SqlClient } from './types.ts';

const piece = { text: [[0]], values: [[1]], raw: true, piece: true, placeholder: '?' } as const;
const rawFilter = { sql: { ...piece, before: 'SELECT 1 FROM t WHERE ' }, step: { opensWhere: true } } as const;
const rawHaving = { sql: { ...piece, before: 'SELECT 1 FROM t GROUP BY a HAVING ' } } as const;
const condition = { step: { condition: true }, hands: { argument: 0, parameter: 0, kind: 'condition' } } as const;
const openFilter = { step: { opensWhere: true } } as const;
const orFilter = { ...condition, ...openFilter } as const;
const like = { ...openFilter, like: { column: [0], pattern: [1] } } as const;
const plain = { step: {} } as const;
const openRows = { step: { opensRows: true } } as const;
const ofOne = { step: { many: false } } as const;

/** Methods that leave the rows, their number and their order alone. */
const plainMethods = Object.fromEntries(
  (
    'select column columns distinct orWhereNull orWhereNotNull orWhereIn orWhereBetween whereNotExists whereNotBetween whereColumn andWhereNot rightOuterJoin leftOuterJoin fullOuterJoin crossJoin having havingIn andHaving orHaving ' +
    'forUpdate forShare forNoKeyUpdate forKeyShare noWait transacting timeout debug with withRecursive withMaterialized pluck options comment hintComment connection'
  )
    .split(' ')
    .map((name) => [name, plain]),
);

/** Methods of Knex's query builder; Objection's has them too. */
export const builderMethods = {
  ...plainMethods,
  from: { step: { table: [0] } },
  into: { step: { table: [0] } },
  table: { step: { table: [0] } },
  insert: { step: { action: 'create', data: [[0]] } },
  update: { step: { action: 'update', setter: true } },
  upsert: { step: { action: 'upsert', data: [[0]] } },
  increment: { step: { action: 'update' } },
  decrement: { step: { action: 'update' } },
  del: { step: { action: 'delete' } },
  delete: { step: { action: 'delete' } },
  truncate: { step: { action: 'delete', many: true } },
  where: condition,
  andWhere: condition,
  whereNot: openFilter,
  orWhere: orFilter,
  whereIn: openFilter,
  whereNotIn: openFilter,
  whereNull: openFilter,
  whereNotNull: openFilter,
  whereExists: openFilter,
  whereBetween: openFilter,
  whereLike: like,
  whereILike: like,
  andWhereLike: like,
  andWhereILike: like,
  orWhereLike: like,
  orWhereILike: like,
  join: openFilter,
  innerJoin: openFilter,
  leftJoin: openFilter,
  rightJoin: openFilter,
  limit: { step: { limit: [[0]] } },
  offset: { step: { offset: [[0]] } },
  orderBy: { step: { order: [[0]] } },
  groupBy: { step: { many: true } },
  modify: openRows,
  union: openRows,
  unionAll: openRows,
  as: openRows,
  // A queue takes any row that is free.
  skipLocked: openRows,
  first: ofOne,
  count: ofOne,
  countDistinct: ofOne,
  sum: ofOne,
  avg: ofOne,
  min: ofOne,
  max: ofOne,
  returning: { step: { returning: true } },
  ignore: { step: { skips: true } },
  merge: { step: { upserts: true } },
  whereRaw: rawFilter,
  andWhereRaw: rawFilter,
  orWhereRaw: rawFilter,
  havingRaw: rawHaving,
  orHavingRaw: rawHaving,
  orderByRaw: { sql: { ...piece, before: 'SELECT 1 FROM t ORDER BY ' }, step: { order: [[0]] } },
  groupByRaw: { sql: { ...piece, before: 'SELECT 1 FROM t GROUP BY ' }, step: { many: true } },
  joinRaw: { sql: { ...piece, before: 'SELECT 1 FROM t ' }, step: { opensWhere: true } },
  fromRaw: { sql: { ...piece, before: 'SELECT 1 FROM ' } },
} satisfies Record<string, Method>;

/** A transaction that is ended by hand. */
export const unmanaged = { release: ['commit', 'rollback'], callback: 'scoped' } as const satisfies Acquisition;

/** What a callback of `where` gets: conditions of the same query. */
export const conditionMethods = Object.fromEntries(Object.entries(builderMethods).filter(([name]) => /^(?:where|andWhere|orWhere)/.test(name)));
const start = { gives: 'builder' } as const;

export default {
  name: 'knex',
  packages: ['knex'],
  dialect: 'unknown',
  bulk: { rows: 'insert([…])', filter: 'whereIn(…)', upserts: 'insert([…]).onConflict(…).merge()' },
  dialectOption: [[0, 'client'], [0, 'dialect']],
  values: {
    'knex#default()': 'db',
    'knex#knex()': 'db',
    'new knex#Knex': 'db',
    'new knex#Knex.Transaction': 'db',
    'new knex#default': 'db',
    'new knex#Knex.QueryBuilder': 'builder',
  },
  creators: {
    'knex#default()': { holds: 'pool', address: 'not-denied' },
    'knex#knex()': { holds: 'pool', address: 'not-denied' },
    'new knex#default': { holds: 'pool', address: 'not-denied' },
  },
  kinds: {
    db: {
      call: { table: [0], gives: 'builder' },
      members: { schema: 'schema', fn: 'functions' },
      methods: {
        raw: { sql: { text: [[0]], values: [[1]], raw: true, placeholder: '?' }, gives: 'raw' },
        transaction: { gives: 'db', hands: { argument: 0, parameter: 0, kind: 'db' }, acquires: unmanaged },
        transactionProvider: { gives: 'provider' },
        queryBuilder: start,
        select: start,
        with: start,
        withSchema: start,
        from: { table: [0], gives: 'builder' },
        into: { table: [0], gives: 'builder' },
        table: { table: [0], gives: 'builder' },
        insert: { step: { action: 'create', data: [[0]] }, gives: 'builder' },
        batchInsert: { step: { action: 'create', table: [0], data: [[1]], many: true } },
        ref: { escapes: true, gives: 'piece' },
      },
    },
    provider: { call: { gives: 'db' } },
    builder: { builder: true, action: 'read', members: { client: 'db' }, methods: builderMethods, returnsRow: false },
    condition: { builder: true, methods: conditionMethods },
    raw: {},
    piece: {},
    functions: {},
    schema: { methods: { raw: { sql: { text: [[0]], values: [[1]], raw: true, placeholder: '?' } } } },
  },
} as const satisfies SqlClient;
