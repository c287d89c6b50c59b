import type { SqlClient } from './types.ts';
import { builderMethods, conditionMethods, unmanaged } from './knex.ts';

const plain = { step: {} } as const;

export default {
  name: 'objection',
  packages: ['objection'],
  dialect: 'unknown',
  bulk: { rows: 'insert([…])', filter: 'whereIn(…)', upserts: 'insert([…]).onConflict(…).merge()' },
  values: { 'objection#raw': 'raw', 'objection#transaction': 'transaction' },
  bases: { 'objection#Model': { kind: 'model', instance: 'instance' } },
  kinds: {
    model: {
      instance: 'instance',
      methods: {
        query: { gives: 'builder' },
        relatedQuery: { gives: 'builder' },
        knex: { gives: 'knex:db' },
        transaction: { hands: { argument: -1, parameter: 0, kind: 'knex:db' } },
        startTransaction: { gives: 'knex:db', acquires: unmanaged },
      },
    },
    instance: { methods: { $query: { gives: 'builder' }, $relatedQuery: { gives: 'related' } } },
    related: { builder: true },
    builder: {
      builder: true,
      action: 'read',
      returnsRow: false,
      methods: {
        ...builderMethods,
        // Objection reads the new row's identifier, or all of it with PostgreSQL's RETURNING.
        insert: { step: { action: 'create', data: [[0]], returning: null } },
        insertAndFetch: { step: { action: 'create', data: [[0]], returning: true } },
        insertGraph: { step: { action: 'create', data: [[0]], returning: null } },
        insertGraphAndFetch: { step: { action: 'create', data: [[0]], returning: true } },
        upsertGraph: { step: { action: 'upsert', data: [[0]], returning: null } },
        patch: { step: { action: 'update', data: [[0]] } },
        update: { step: { action: 'update', data: [[0]] } },
        patchAndFetch: { step: { action: 'update', data: [[0]], returning: true } },
        updateAndFetch: { step: { action: 'update', data: [[0]], returning: true } },
        patchAndFetchById: { step: { action: 'update', key: [0], data: [[1]], many: false, returning: true } },
        updateAndFetchById: { step: { action: 'update', key: [0], data: [[1]], many: false, returning: true } },
        findById: { step: { key: [0], many: false } },
        page: { step: { offset: [[0]], limit: [[1]], many: true } },
        range: { step: { offset: [[0]], limit: [[1]], many: true } },
        resultSize: { step: { many: false } },
        withGraphFetched: plain,
        withGraphJoined: plain,
        joinRelated: plain,
        innerJoinRelated: plain,
        leftJoinRelated: plain,
        allowGraph: plain,
        throwIfNotFound: plain,
        context: plain,
        findByIds: plain,
        castTo: plain,
        findOne: { step: { condition: true, many: false } },
        deleteById: { step: { action: 'delete', key: [0], many: false } },
      },
    },
    condition: { builder: true, methods: conditionMethods },
    transaction: { call: { hands: { argument: -1, parameter: 0, kind: 'knex:db' } } },
    raw: { call: { sql: { text: [[0]], rest: 1, raw: true, piece: true, placeholder: '?' } } },
  },
  functions: { 'objection#ref': 'escape' },
} as const satisfies SqlClient;
