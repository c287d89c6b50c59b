import type { SqlClient } from './types.ts';

const where = [[0]] as const;
const data = [[1]] as const;
const plain = { step: {} } as const;

/** Operations only: Mongo has no SQL and no RETURNING. */
export default {
  name: 'mongoose',
  packages: ['mongoose', '@nestjs/mongoose'],
  dialect: 'unknown',
  bulk: { rows: 'insertMany', filter: '$in: […]', upserts: 'bulkWrite', changes: 'bulkWrite' },
  values: {
    'mongoose#model()': 'model',
    'mongoose#connection.model()': 'model',
    'mongoose#createConnection()': 'connection',
    'new mongoose#Connection': 'connection',
    'new mongoose#Model': 'model',
    'new mongoose#PaginateModel': 'model',
  },
  // The driver below has no operations here: it takes part as a client that is made.
  creators: {
    'mongoose#createConnection()': { holds: 'pool' },
    'new mongodb#MongoClient': { holds: 'pool' },
    'mongodb#MongoClient.connect()': { holds: 'pool' },
  },
  tables: { 'mongoose#model()': [0], 'mongoose#connection.model()': [0] },
  typed: ['model'],
  callbacks: true,
  kinds: {
    connection: { methods: { model: { table: [0], gives: 'model' } } },
    model: {
      returnsRow: true,
      instance: 'document',
      methods: {
        find: { step: { action: 'read', many: true, where, limit: [[2, 'limit']], offset: [[2, 'skip']], order: [[2, 'sort']] }, gives: 'query' },
        findOne: { step: { action: 'read', many: false, where }, gives: 'query' },
        findById: { step: { action: 'read', many: false, key: [0] }, gives: 'query' },
        exists: { step: { action: 'read', many: false, where }, gives: 'query' },
        countDocuments: { step: { action: 'read', many: true, where, opensRows: true }, gives: 'query' },
        aggregate: { step: { action: 'read', many: true, opensRows: true }, gives: 'query' },
        distinct: { step: { action: 'read', many: true, where: [[1]], opensRows: true }, gives: 'query' },
        create: { step: { action: 'create', many: false, data: [[0]] } },
        insertMany: { step: { action: 'create', many: true, data: [[0]] } },
        updateOne: { step: { action: 'update', many: false, where, data, returning: false }, gives: 'query' },
        updateMany: { step: { action: 'update', many: true, where, data, returning: false }, gives: 'query' },
        replaceOne: { step: { action: 'update', many: false, where, data: [[1]], returning: false }, gives: 'query' },
        bulkWrite: { step: { action: 'update', many: true, returning: false } },
        findOneAndUpdate: { step: { action: 'update', many: false, where, data }, gives: 'query' },
        findByIdAndUpdate: { step: { action: 'update', many: false, key: [0], data }, gives: 'query' },
        findOneAndReplace: { step: { action: 'update', many: false, where, data: [[1]] }, gives: 'query' },
        findOneAndDelete: { step: { action: 'delete', many: false, where }, gives: 'query' },
        findByIdAndDelete: { step: { action: 'delete', many: false, key: [0] }, gives: 'query' },
        deleteOne: { step: { action: 'delete', many: false, where, returning: false }, gives: 'query' },
        deleteMany: { step: { action: 'delete', many: true, where, returning: false }, gives: 'query' },
      },
    },
    query: {
      builder: true,
      returnsRow: true,
      methods: {
        ...Object.fromEntries('select lean populate session read hint maxTimeMS collation or and nor in nin gt gte lt lte ne equals exists regex all size elemMatch'.split(' ').map((name) => [name, plain])),
        where: { step: { opensWhere: true } },
        limit: { step: { limit: [[0]] } },
        skip: { step: { offset: [[0]] } },
        sort: { step: { order: [[0]] } },
        exec: { step: { runs: true } },
        // Whoever walks all documents seldom cares in which order.
        cursor: { step: { runs: true, opensRows: true } },
      },
    },
    document: {
      returnsRow: true,
      methods: {
        save: { step: { action: 'upsert', many: false } },
        deleteOne: { step: { action: 'delete', many: false } },
      },
    },
  },
} as const satisfies SqlClient;
