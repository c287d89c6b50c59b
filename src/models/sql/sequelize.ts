import type { Method, SqlClient } from './types.ts';

const literal = { sql: { text: [[0]], raw: true, piece: true, placeholder: '?' } } as const satisfies Method;
const where = [[0, 'where']] as const;
const rows = { limit: [[0, 'limit']], offset: [[0, 'offset']], order: [[0, 'order']] } as const;

export default {
  name: 'sequelize',
  packages: ['sequelize', 'sequelize-typescript', '@sequelize/core'],
  dialect: 'unknown',
  bulk: { rows: 'bulkCreate', filter: '[Op.in]: […]', upserts: 'bulkCreate({ updateOnDuplicate })' },
  dialectOption: [[0, 'dialect'], [1, 'dialect'], [3, 'dialect'], [0]],
  values: {
    'new sequelize#Sequelize': 'client',
    'new sequelize#default': 'client',
    'new sequelize-typescript#Sequelize': 'client',
    'new @sequelize/core#Sequelize': 'client',
    'sequelize#Sequelize.literal': 'literal',
    'sequelize#literal': 'literal',
    '@sequelize/core#literal': 'literal',
    '@sequelize/core#sql': 'sql',
    'new sequelize#ModelStatic': 'model',
    'new sequelize#ModelCtor': 'model',
  },
  creators: {
    'new sequelize#Sequelize': { holds: 'pool' },
    'new sequelize#default': { holds: 'pool' },
    'new sequelize-typescript#Sequelize': { holds: 'pool' },
    'new @sequelize/core#Sequelize': { holds: 'pool' },
  },
  typed: ['model'],
  likes: {
    keys: Object.fromEntries(
      ['sequelize#Op', 'sequelize#Sequelize.Op', '@sequelize/core#Op'].flatMap((op) => [
        [`${op}.like`, 'pattern' as const],
        [`${op}.iLike`, 'pattern' as const],
        [`${op}.substring`, 'contained' as const],
        [`${op}.endsWith`, 'contained' as const],
      ]),
    ),
  },
  bases: {
    'sequelize#Model': { kind: 'model', instance: 'instance' },
    'sequelize-typescript#Model': { kind: 'model', instance: 'instance' },
    '@sequelize/core#Model': { kind: 'model', instance: 'instance' },
  },
  kinds: {
    client: {
      members: { models: 'models' },
      methods: {
        query: { sql: { text: [[0], [0, 'query']], values: [[1, 'replacements'], [1, 'bind'], [0, 'values']], placeholder: ':name' } },
        literal,
        escape: { escapes: true },
        define: { table: [0], gives: 'model' },
        model: { table: [0], gives: 'model' },
        transaction: { gives: 'transaction', hands: { argument: -1, parameter: 0, kind: 'transaction' }, acquires: { release: ['commit', 'rollback'], callback: 'scoped' } },
        startUnmanagedTransaction: { gives: 'transaction', acquires: { release: ['commit', 'rollback'] } },
      },
    },
    models: { members: { '*': 'model' } },
    transaction: {},
    literal: { call: literal },
    sql: { tag: 'query' },
    model: {
      returnsRow: true,
      instance: 'instance',
      methods: {
        create: { step: { action: 'create', many: false, data: [[0]], skipFlag: [1, 'ignoreDuplicates'] }, gives: 'instance' },
        bulkCreate: { step: { action: 'create', many: true, data: [[0]], skipFlag: [1, 'ignoreDuplicates'] } },
        findOrCreate: { step: { action: 'create', many: false, data: [[0, 'defaults']], where } },
        findCreateFind: { step: { action: 'create', many: false, data: [[0, 'defaults']], where } },
        upsert: { step: { action: 'upsert', many: false, data: [[0]] } },
        update: { step: { action: 'update', data: [[0]], where: [[1, 'where']], returning: false, returningFlag: [1, 'returning'] } },
        destroy: { step: { action: 'delete', where, returning: false } },
        increment: { step: { action: 'update', where: [[1, 'where']], returning: false } },
        decrement: { step: { action: 'update', where: [[1, 'where']], returning: false } },
        findOne: { step: { action: 'read', many: false, where }, gives: 'instance' },
        findByPk: { step: { action: 'read', many: false, key: [0] }, gives: 'instance' },
        findAll: { step: { action: 'read', many: true, where, ...rows } },
        findAndCountAll: { step: { action: 'read', many: true, where, ...rows } },
        count: { step: { action: 'read', many: true, where } },
        build: { gives: 'instance' },
        // A scope may say an order.
        scope: { step: { opensRows: true }, gives: 'model' },
        unscoped: { gives: 'model' },
      },
    },
    instance: {
      returnsRow: true,
      methods: {
        save: { step: { action: 'upsert', many: false } },
        update: { step: { action: 'update', many: false, data: [[0]] } },
        destroy: { step: { action: 'delete', many: false } },
      },
    },
  },
} as const satisfies SqlClient;
