import type { SqlClient } from './types.ts';

const start = { step: { action: 'read', table: [0] }, gives: 'builder' } as const;
const open = { step: { opensWhere: true } } as const;

export default {
  name: 'kysely',
  packages: ['kysely', 'kysely-codegen', 'prisma-extension-kysely'],
  dialect: 'unknown',
  bulk: { rows: 'values([…])', filter: "where(…, 'in', […])", upserts: 'values([…]).onConflict(…)' },
  dialectOption: [[0, 'dialect']],
  values: {
    'new kysely#Kysely': 'db',
    'new kysely#Transaction': 'db',
    'new kysely#ControlledTransaction': 'db',
    'kysely#sql': 'sql',
  },
  bases: { 'kysely#Kysely': { instance: 'db' } },
  kinds: {
    db: {
      members: { schema: 'schema' },
      methods: {
        selectFrom: start,
        insertInto: { step: { action: 'create', table: [0] }, gives: 'builder' },
        replaceInto: { step: { action: 'upsert', table: [0] }, gives: 'builder' },
        updateTable: { step: { action: 'update', table: [0] }, gives: 'builder' },
        deleteFrom: { step: { action: 'delete', table: [0] }, gives: 'builder' },
        transaction: { gives: 'transaction' },
        startTransaction: { gives: 'started' },
        connection: { gives: 'transaction' },
        with: { gives: 'db' },
        withRecursive: { gives: 'db' },
        withSchema: { gives: 'db' },
        withPlugin: { gives: 'db' },
        $extendTables: { gives: 'db' },
      },
    },
    schema: {},
    transaction: {
      methods: {
        execute: { gives: 'db', hands: { argument: 0, parameter: 0, kind: 'db' } },
        setIsolationLevel: { gives: 'transaction' },
        setAccessMode: { gives: 'transaction' },
      },
    },
    started: {
      methods: {
        execute: { gives: 'db', acquires: { release: ['commit', 'rollback'] } },
        setIsolationLevel: { gives: 'started' },
        setAccessMode: { gives: 'started' },
      },
    },
    builder: {
      builder: true,
      returnsRow: false,
      methods: {
        values: { step: { data: [[0]] } },
        set: { step: { setter: true } },
        where: { step: { condition: true } },
        whereRef: open,
        innerJoin: open,
        leftJoin: open,
        using: open,
        orWhere: open,
        $if: open,
        returning: { step: { returning: true } },
        returningAll: { step: { returning: true } },
        onConflict: { step: { conflict: [0] } },
        onDuplicateKeyUpdate: { step: { upserts: true } },
        ignore: { step: { skips: true } },
        executeTakeFirst: { step: { many: false } },
        executeTakeFirstOrThrow: { step: { many: false } },
      },
    },
    sql: {
      tag: 'query',
      methods: {
        raw: { sql: { text: [[0]], raw: true, piece: true, placeholder: 'tag' } },
        ref: { escapes: true },
        table: { escapes: true },
        id: { escapes: true },
        val: { escapes: true },
        lit: { escapes: true },
        join: { escapes: true },
      },
    },
  },
} as const satisfies SqlClient;
