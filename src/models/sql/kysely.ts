import type { SqlClient } from './types.ts';

const start = { step: { action: 'read', table: [0] }, gives: 'builder' } as const;
const open = { step: { opensWhere: true } } as const;
const openRows = { step: { opensRows: true } } as const;
const plain = { step: {} } as const;
const run = { step: { runs: true } } as const;

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
        $if: { step: { opensWhere: true, opensRows: true } },
        returning: { step: { returning: true } },
        returningAll: { step: { returning: true } },
        onConflict: { step: { conflict: [0] } },
        onDuplicateKeyUpdate: { step: { upserts: true } },
        ignore: { step: { skips: true } },
        rightJoin: open,
        fullJoin: open,
        select: plain,
        selectAll: plain,
        distinct: plain,
        distinctOn: plain,
        having: plain,
        havingRef: plain,
        forUpdate: plain,
        forShare: plain,
        $castTo: plain,
        $narrowType: plain,
        groupBy: { step: { many: true } },
        limit: { step: { limit: [[0]] } },
        fetch: { step: { limit: [[0]] } },
        top: { step: { limit: [[0]] } },
        offset: { step: { offset: [[0]] } },
        orderBy: { step: { order: [[0]] } },
        $call: openRows,
        as: openRows,
        union: openRows,
        unionAll: openRows,
        // A queue takes any row that is free.
        skipLocked: openRows,
        execute: run,
        stream: run,
        executeTakeFirst: { step: { many: false, runs: true } },
        executeTakeFirstOrThrow: { step: { many: false, runs: true } },
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
