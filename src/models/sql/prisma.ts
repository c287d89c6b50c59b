import type { SqlClient } from './types.ts';

const unsafe = { sql: { text: [[0]], rest: 1, raw: true, placeholder: '$n' } } as const;
const where = [[0, 'where']] as const;
const data = [[0, 'data']] as const;

export default {
  name: 'prisma',
  packages: ['@prisma/client', 'prisma'],
  dialect: 'unknown',
  values: {
    'new @prisma/client#PrismaClient': 'client',
    'new @prisma/client#Prisma.TransactionClient': 'client',
    'new @prisma/client#Prisma.DefaultPrismaClient': 'client',
    'new @prisma/client/edge#PrismaClient': 'client',
    '@prisma/client#Prisma.sql': 'sql',
    '@prisma/client#sql': 'sql',
    '@prisma/client#Prisma.raw': 'raw',
    '@prisma/client#raw': 'raw',
  },
  bases: { '@prisma/client#PrismaClient': { instance: 'client' } },
  generated: { names: ['PrismaClient', 'Prisma'], dependencies: ['prisma', '@prisma/client'], from: '@prisma/client', hint: /prisma/i },
  kinds: {
    client: {
      members: { '*': 'model', $kysely: 'kysely:db' },
      methods: {
        $queryRaw: { tag: 'query' },
        $executeRaw: { tag: 'query' },
        $queryRawUnsafe: unsafe,
        $executeRawUnsafe: unsafe,
        $transaction: { hands: { argument: 0, parameter: 0, kind: 'client' } },
        $extends: { gives: 'client' },
        $replica: { gives: 'client' },
        $primary: { gives: 'client' },
      },
    },
    model: {
      returnsRow: true,
      methods: {
        findUnique: { step: { action: 'read', many: false, where } },
        findUniqueOrThrow: { step: { action: 'read', many: false, where } },
        findFirst: { step: { action: 'read', many: false, where } },
        findFirstOrThrow: { step: { action: 'read', many: false, where } },
        findMany: { step: { action: 'read', many: true, where } },
        count: { step: { action: 'read', many: true, where } },
        aggregate: { step: { action: 'read', many: true, where } },
        groupBy: { step: { action: 'read', many: true, where } },
        create: { step: { action: 'create', many: false, data } },
        createMany: { step: { action: 'create', many: true, data, returning: false, skipFlag: [0, 'skipDuplicates'] } },
        createManyAndReturn: { step: { action: 'create', many: true, data, skipFlag: [0, 'skipDuplicates'] } },
        update: { step: { action: 'update', many: false, where, data } },
        updateMany: { step: { action: 'update', many: true, where, data, returning: false } },
        updateManyAndReturn: { step: { action: 'update', many: true, where, data } },
        upsert: { step: { action: 'upsert', many: false, where, data: [[0, 'create'], [0, 'update']] } },
        delete: { step: { action: 'delete', many: false, where } },
        deleteMany: { step: { action: 'delete', many: true, where, returning: false } },
      },
    },
    sql: { tag: 'query' },
    raw: { call: { sql: { text: [[0]], raw: true, piece: true, placeholder: 'tag' } } },
  },
  functions: { '@prisma/client#Prisma.join': 'escape', '@prisma/client#join': 'escape' },
} as const satisfies SqlClient;
