import type { Creator, Method, Place, SqlClient, Step } from './types.ts';
import { builderMethods, conditionMethods } from './knex.ts';

const DRIVERS = ['core', 'postgresql', 'mysql', 'mariadb', 'sqlite', 'better-sqlite', 'libsql', 'mssql', 'knex', 'sql'] as const;
const DIALECTS = { postgresql: 'postgres', mysql: 'mysql', mariadb: 'mysql', sqlite: 'sqlite', 'better-sqlite': 'sqlite', libsql: 'sqlite', mssql: 'mssql' } as const;

const values: Record<string, string> = {};
const creators: Record<string, Creator> = {};
for (const driver of DRIVERS) {
  const from = `@mikro-orm/${driver}`;
  values[`${from}#MikroORM.init()`] = 'orm';
  values[`${from}#MikroORM.initSync()`] = 'orm';
  creators[`${from}#MikroORM.init()`] = { holds: 'pool' };
  creators[`${from}#MikroORM.initSync()`] = { holds: 'pool' };
  for (const type of ['MikroORM', 'EntityManager', 'SqlEntityManager', 'EntityRepository', 'SqlEntityRepository']) {
    values[`new ${from}#${type}`] = type === 'MikroORM' ? 'orm' : type.endsWith('Manager') ? 'manager' : 'repository';
  }
  values[`${from}#raw`] = 'raw';
  values[`${from}#sql`] = 'sql';
}

const execute = { sql: { text: [[0]], values: [[1]], placeholder: '?' } } as const satisfies Method;
const raw = { sql: { text: [[0]], values: [[1]], raw: true, piece: true, placeholder: '?' } } as const satisfies Method;

/** Methods of a repository; the manager's take the entity in front. */
function methods(shift: 0 | 1): Record<string, Method> {
  const entity = shift === 1 ? ({ table: [0] } as const) : {};
  const first: Place = [shift];
  const second: Place = [shift + 1];
  const read = (many: boolean): Method => ({ step: { ...entity, action: 'read', many, criteria: first } });
  const rows = (at: number): Step => ({ limit: [[at, 'limit']], offset: [[at, 'offset']], order: [[at, 'orderBy']] });
  const list: Method = { step: { ...entity, action: 'read', many: true, criteria: first, ...rows(shift + 1) } };
  return {
    find: list,
    findAll: { step: { ...entity, action: 'read', many: true, where: [[shift, 'where']], ...rows(shift) } },
    findAndCount: list,
    findOne: read(false),
    findOneOrFail: read(false),
    count: read(true),
    insert: { step: { ...entity, action: 'create', many: false, data: [first], returning: null } },
    insertMany: { step: { ...entity, action: 'create', many: true, data: [first], returning: null } },
    upsert: { step: { ...entity, action: 'upsert', many: false, data: [first] } },
    upsertMany: { step: { ...entity, action: 'upsert', many: true, data: [first] } },
    nativeUpdate: { step: { ...entity, action: 'update', criteria: first, data: [second], returning: false } },
    nativeDelete: { step: { ...entity, action: 'delete', criteria: first, returning: false } },
  };
}

export default {
  name: 'mikro-orm',
  packages: DRIVERS.map((d) => `@mikro-orm/${d}`),
  dialect: 'unknown',
  bulk: { rows: 'insertMany', filter: '$in: […]', upserts: 'upsertMany' },
  dialects: Object.fromEntries(Object.entries(DIALECTS).map(([driver, dialect]) => [`@mikro-orm/${driver}`, dialect])),
  values,
  creators,
  typed: ['repository'],
  likes: { keys: { $like: 'pattern', $ilike: 'pattern' } },
  bases: Object.fromEntries(DRIVERS.map((d) => [`@mikro-orm/${d}#EntityRepository`, { instance: 'repository' }])),
  kinds: {
    orm: { members: { em: 'manager' } },
    manager: {
      returnsRow: true,
      methods: {
        ...methods(1),
        create: { gives: 'entity', table: [0], passes: [1] },
        persist: { step: { action: 'upsert', entity: true } },
        persistAndFlush: { step: { action: 'upsert', entity: true } },
        execute,
        raw,
        fork: { gives: 'manager' },
        getConnection: { gives: 'connection' },
        getRepository: { table: [0], gives: 'repository' },
        getKnex: { gives: 'knex:db' },
        createQueryBuilder: { table: [0], gives: 'builder' },
        qb: { table: [0], gives: 'builder' },
        transactional: { hands: { argument: 0, parameter: 0, kind: 'manager' } },
      },
    },
    entity: {},
    connection: { methods: { execute } },
    repository: {
      returnsRow: true,
      methods: { ...methods(0), create: { gives: 'entity', passes: [0] }, createQueryBuilder: { gives: 'builder' }, qb: { gives: 'builder' }, getEntityManager: { gives: 'manager' } },
    },
    builder: { builder: true, action: 'read', returnsRow: false, methods: builderMethods },
    condition: { builder: true, methods: conditionMethods },
    raw: { call: raw },
    sql: { tag: 'query', methods: { ref: { escapes: true } } },
  },
} as const satisfies SqlClient;
