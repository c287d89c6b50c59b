import type { Method, Place, SqlClient } from './types.ts';

const query = { sql: { text: [[0]], values: [[1]] } } as const satisfies Method;
const condition = { sql: { text: [[0]], values: [[1]], piece: true, before: 'SELECT 1 FROM t WHERE ', placeholder: ':name' }, step: { condition: true } } as const satisfies Method;
const openCondition = { ...condition, step: { opensWhere: true } } as const satisfies Method;
/** With a join, `take` and `skip` go over the primary keys in their order. */
const join = { sql: { text: [[2]], values: [[3]], piece: true, before: 'SELECT 1 FROM t WHERE ', placeholder: ':name' }, step: { opensWhere: true, keyOrder: true } } as const satisfies Method;
const list = { sql: { text: [[0]], piece: true, before: 'SELECT ' }, step: {} } as const satisfies Method;
const order = { sql: { text: [[0]], piece: true, before: 'SELECT 1 FROM t ORDER BY ' }, step: { order: [[0]] } } as const satisfies Method;
const plain = { step: {} } as const satisfies Method;
const openRows = { step: { opensRows: true } } as const satisfies Method;

const one = { step: { many: false, runs: true } } as const satisfies Method;
const many = { step: { many: true, runs: true } } as const satisfies Method;

/** Methods of a repository; a manager's and an active record class's are the same with the entity in front, or none. */
function methods(shift: 0 | 1): Record<string, Method> {
  const entity = shift === 1 ? ({ table: [0] } as const) : {};
  const at = (...path: string[]): Place => [shift, ...path];
  const after = (n: number): Place => [shift + n];
  const read = (many: boolean, where: Place): Method => ({ step: { ...entity, action: 'read', many, where: [where] } });
  const list: Method = { step: { ...entity, action: 'read', many: true, where: [at('where')], limit: [at('take')], offset: [at('skip')], order: [at('order')], keyOrder: at('relations') } };
  const listBy: Method = { step: { ...entity, action: 'read', many: true, where: [at()], order: [] } };
  return {
    find: list,
    findBy: listBy,
    findAndCount: list,
    findAndCountBy: listBy,
    findOne: read(false, at('where')),
    findOneOrFail: read(false, at('where')),
    findOneBy: read(false, at()),
    findOneByOrFail: read(false, at()),
    count: read(true, at('where')),
    countBy: read(true, at()),
    exists: read(true, at('where')),
    existsBy: read(true, at()),
    insert: { step: { ...entity, action: 'create', data: [at()], returning: null } },
    update: { step: { ...entity, action: 'update', criteria: at(), data: [after(1)], returning: false } },
    upsert: { step: { ...entity, action: 'upsert', data: [at()], returning: false } },
    delete: { step: { ...entity, action: 'delete', criteria: at(), returning: false } },
    softDelete: { step: { ...entity, action: 'delete', criteria: at(), returning: false } },
    increment: { step: { ...entity, action: 'update', criteria: at(), returning: false } },
    decrement: { step: { ...entity, action: 'update', criteria: at(), returning: false } },
  };
}

export default {
  name: 'typeorm',
  packages: ['typeorm', '@nestjs/typeorm'],
  dialect: 'unknown',
  bulk: { rows: 'insert([…])', filter: 'In(…)', upserts: 'upsert([…])' },
  dialectOption: [[0, 'type']],
  values: {
    'new typeorm#DataSource': 'source',
    'new typeorm#Connection': 'source',
    'typeorm#createConnection()': 'source',
    'typeorm#getConnection()': 'source',
    'typeorm#getManager()': 'manager',
    'typeorm#getRepository()': 'repository',
    'new typeorm#EntityManager': 'manager',
    'new typeorm#Repository': 'repository',
    'new typeorm#TreeRepository': 'repository',
    'new typeorm#QueryRunner': 'runner',
    'new typeorm#SelectQueryBuilder': 'builder',
  },
  creators: { 'new typeorm#DataSource': { holds: 'pool' }, 'typeorm#createConnection()': { holds: 'pool' } },
  tables: { 'typeorm#getRepository()': [0] },
  typed: ['repository', 'builder'],
  likes: { functions: { 'typeorm#Like': { pattern: 0 }, 'typeorm#ILike': { pattern: 0 } } },
  bases: { 'typeorm#Repository': { instance: 'repository' }, 'typeorm#BaseEntity': { kind: 'record', instance: 'entity' } },
  kinds: {
    source: {
      members: { manager: 'manager' },
      methods: {
        query,
        getRepository: { table: [0], gives: 'repository' },
        transaction: { hands: { argument: -1, parameter: 0, kind: 'manager' } },
        createQueryRunner: { gives: 'runner', acquires: { release: ['release'], opening: ['connect', 'startTransaction'], lazy: true, finally: 'release()' } },
        createQueryBuilder: { table: [0], gives: 'builder' },
        createEntityManager: { gives: 'manager' },
        initialize: { gives: 'source' },
      },
    },
    manager: {
      returnsRow: true,
      members: { connection: 'source', dataSource: 'source', queryRunner: 'runner' },
      methods: {
        ...methods(1),
        query,
        create: { gives: 'entity', table: [0], passes: [1] },
        save: { step: { action: 'upsert', entity: true } },
        remove: { step: { action: 'delete', entity: true } },
        softRemove: { step: { action: 'delete', entity: true } },
        getRepository: { table: [0], gives: 'repository' },
        transaction: { hands: { argument: -1, parameter: 0, kind: 'manager' } },
        createQueryBuilder: { table: [0], gives: 'builder' },
      },
    },
    repository: {
      returnsRow: true,
      members: { manager: 'manager' },
      methods: {
        ...methods(0),
        query,
        save: { step: { action: 'upsert', entity: true } },
        remove: { step: { action: 'delete', entity: true } },
        softRemove: { step: { action: 'delete', entity: true } },
        createQueryBuilder: { gives: 'builder' },
        extend: { gives: 'repository' },
        create: { gives: 'entity', passes: [0] },
        merge: { gives: 'entity' },
      },
    },
    record: {
      returnsRow: true,
      instance: 'entity',
      methods: { ...methods(0), query, createQueryBuilder: { gives: 'builder' }, getRepository: { gives: 'repository' }, create: { gives: 'entity', passes: [0] } },
    },
    entity: { returnsRow: true, methods: { save: { step: { action: 'upsert' } }, remove: { step: { action: 'delete' } } } },
    runner: {
      members: { manager: 'manager', connection: 'source' },
      methods: { query },
    },
    builder: {
      builder: true,
      action: 'read',
      returnsRow: false,
      methods: {
        insert: { step: { action: 'create' } },
        into: { step: { table: [0] } },
        values: { step: { data: [[0]] } },
        update: { step: { action: 'update', table: [0] } },
        set: { step: { data: [[0]] } },
        delete: { step: { action: 'delete' } },
        softDelete: { step: { action: 'delete' } },
        from: { step: { table: [0] } },
        where: condition,
        andWhere: condition,
        orWhere: openCondition,
        having: openCondition,
        andHaving: openCondition,
        orHaving: openCondition,
        whereInIds: { step: { opensWhere: true } },
        innerJoin: join,
        leftJoin: join,
        innerJoinAndSelect: join,
        leftJoinAndSelect: join,
        select: list,
        addSelect: list,
        orderBy: order,
        addOrderBy: order,
        groupBy: { ...list, step: { many: true } },
        addGroupBy: list,
        rightJoin: join,
        leftJoinAndMapMany: openRows,
        leftJoinAndMapOne: openRows,
        take: { step: { limit: [[0]] } },
        limit: { step: { limit: [[0]] } },
        skip: { step: { offset: [[0]] } },
        offset: { step: { offset: [[0]] } },
        setParameter: plain,
        setParameters: plain,
        withDeleted: plain,
        cache: plain,
        distinct: plain,
        setLock: plain,
        // A queue takes any row that is free.
        setOnLocked: openRows,
        returning: { step: { returning: true } },
        output: { step: { returning: true } },
        orIgnore: { step: { skips: true } },
        orUpdate: { step: { upserts: true } },
        getOne: one,
        getOneOrFail: one,
        getRawOne: one,
        getCount: one,
        getExists: one,
        getMany: many,
        getRawMany: many,
        getManyAndCount: many,
        getRawAndEntities: many,
        stream: many,
      },
    },
  },
} as const satisfies SqlClient;
