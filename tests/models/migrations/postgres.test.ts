import { PGlite } from '@electric-sql/pglite';
import { Linter } from 'eslint';
import type { Linter as Lint } from 'eslint';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import plugin from '../../../src/index.ts';
import { rewrites } from '../../../src/models/migrations/rewrites.ts';
import type { ColumnType } from '../../../src/models/schema/types.ts';
import { sqlSchemaOf } from '../../../src/models/schema/model.ts';
import { projectFor } from '../../../src/project/project.ts';

/** What the model says about PostgreSQL, and what the rules tell their readers to write, against PostgreSQL itself. */
let database: PGlite;

beforeAll(async () => {
  database = await PGlite.create();
}, 60_000);
afterAll(() => database.close());
beforeEach(async () => {
  await database.exec(`
    DROP TABLE IF EXISTS events, users;
    CREATE TABLE users (id int PRIMARY KEY);
    CREATE TABLE events (id int, at timestamptz, user_id int, size int);
    INSERT INTO users VALUES (1);
    INSERT INTO events VALUES (1, now(), 1, 1), (2, now(), 1, 2);
  `);
});

/** Whether statements write a table anew: its rows are in another file then. */
async function isRewritten(table: string, sql: string): Promise<boolean> {
  const file = async (): Promise<unknown> => (await database.query(`SELECT pg_relation_filenode('${table}') AS node`)).rows[0];
  const before = await file();
  await database.exec(sql);
  return JSON.stringify(before) !== JSON.stringify(await file());
}

function typeOf(written: string): ColumnType {
  const [change] = sqlSchemaOf(`CREATE TABLE t (c ${written});`, '/t.sql', projectFor('/'), {}).changes;
  const type = change?.kind === 'createTable' ? change.columns[0]?.type : null;
  if (!type) throw new Error(`no type: ${written}`);
  return type;
}

describe('new types', () => {
  const TYPES = ['int', 'bigint', 'text', 'varchar', 'varchar(20)', 'varchar(40)', 'char(20)', 'numeric', 'numeric(10, 2)', 'numeric(12, 2)', 'numeric(12, 3)', 'timestamp', 'timestamp(3)', 'timestamptz', 'timestamptz(3)', 'date', 'jsonb', 'cidr', 'inet', 'interval'];
  const pairs = TYPES.flatMap((from) => TYPES.filter((to) => to !== from).map((to) => [from, to] as const));

  it.each(['UTC', 'Europe/Paris'])('rewrite the table as PostgreSQL does, in %s', async (zone) => {
    const wrong: string[] = [];
    await database.exec(`SET timezone = '${zone}'`);
    let checked = 0;
    for (const [from, to] of pairs) {
      await database.exec(`DROP TABLE IF EXISTS t; CREATE TABLE t (c ${from})`);
      const actual = await isRewritten('t', `ALTER TABLE t ALTER COLUMN c TYPE ${to}`).catch(() => null);
      // without a cast it takes USING, which is another question
      if (actual === null) continue;
      checked++;
      const said = rewrites(typeOf(from), typeOf(to), false);
      const expected = said === 'zone' ? zone !== 'UTC' : said === 'yes';
      if (actual !== expected) wrong.push(`${from} → ${to}: ${said}, rewritten ${String(actual)}`);
      const unknown = rewrites(null, typeOf(to), false);
      if (unknown === 'yes' && !actual) wrong.push(`? → ${to}: yes, from ${from} rewritten ${String(actual)}`);
    }
    await database.exec("SET timezone = 'UTC'");
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(100);
  }, 60_000);

  it('an expression rewrites it even in UTC', async () => {
    await database.exec("SET timezone = 'UTC'; DROP TABLE IF EXISTS t; CREATE TABLE t (c timestamp)");
    expect(await isRewritten('t', "ALTER TABLE t ALTER COLUMN c TYPE timestamptz USING c AT TIME ZONE 'UTC'")).toBe(true);
  });
});

describe('new columns', () => {
  it.each([
    ['token uuid DEFAULT gen_random_uuid()', true],
    ['number bigserial', true],
    ['place int GENERATED ALWAYS AS IDENTITY', true],
    ['day int GENERATED ALWAYS AS (size + 1) STORED', true],
    ['seen timestamptz NOT NULL DEFAULT now()', false],
    ["state text NOT NULL DEFAULT 'new'", false],
    ['note text', false],
  ])('%s: rewritten %s', async (column, expected) => {
    expect(await isRewritten('events', `ALTER TABLE events ADD COLUMN ${column}`)).toBe(expected);
  });

  it('fail where rows have no value for them', async () => {
    await expect(database.exec('ALTER TABLE events ADD COLUMN state text NOT NULL')).rejects.toThrow('null');
  });

  it('that refer to another table are not checked without a default, and are with one', async () => {
    await database.exec('ALTER TABLE events ADD COLUMN a int REFERENCES users (id)');
    await expect(database.exec('ALTER TABLE events ADD COLUMN b int DEFAULT 7 REFERENCES users (id)')).rejects.toThrow('foreign key');
  });
});

describe('CONCURRENTLY', () => {
  const CREATE = 'CREATE INDEX CONCURRENTLY events_at_idx ON events (at)';

  it('works alone', async () => {
    await database.exec(CREATE);
    await database.exec('DROP INDEX CONCURRENTLY events_at_idx');
  });

  it('fails among several statements that are sent at once', async () => {
    await expect(database.exec(`${CREATE}; SELECT 1`)).rejects.toThrow('transaction block');
  });

  it('fails in a transaction', async () => {
    await database.exec('BEGIN');
    await expect(database.exec(CREATE)).rejects.toThrow('transaction block');
    await database.exec('ROLLBACK');
  });
});

describe('what the rules tell to write', () => {
  it('a validated CHECK, then NOT NULL', async () => {
    await database.exec('ALTER TABLE events ADD CONSTRAINT user_there CHECK (user_id IS NOT NULL) NOT VALID');
    await database.exec('ALTER TABLE events VALIDATE CONSTRAINT user_there; ALTER TABLE events ALTER COLUMN user_id SET NOT NULL; ALTER TABLE events DROP CONSTRAINT user_there');
    await expect(database.exec('INSERT INTO events (id) VALUES (3)')).rejects.toThrow('null');
  });

  it('a constraint of an index that is there', async () => {
    await database.exec('CREATE UNIQUE INDEX CONCURRENTLY events_id_idx ON events (id)');
    await database.exec('ALTER TABLE events ADD CONSTRAINT events_id_key UNIQUE USING INDEX events_id_idx');
    await expect(database.exec('INSERT INTO events (id) VALUES (1)')).rejects.toThrow('events_id_key');
  });

  it('a default after the column', async () => {
    const sql = 'ALTER TABLE events ADD COLUMN token uuid; ALTER TABLE events ALTER COLUMN token SET DEFAULT gen_random_uuid();';
    expect(await isRewritten('events', sql)).toBe(false);
  });

  it('a view under the old name', async () => {
    await database.exec('ALTER TABLE events RENAME TO visits; CREATE VIEW events AS SELECT * FROM visits; INSERT INTO events (id) VALUES (3); DROP VIEW events; ALTER TABLE visits RENAME TO events');
  });

  it('a limit for waiting', async () => {
    await database.exec("BEGIN; SET LOCAL lock_timeout = '2s'; ALTER TABLE events ADD COLUMN note text; COMMIT");
  });
});

describe('suggestions run', () => {
  it.each([
    ['require-concurrent-index', 'CREATE UNIQUE INDEX IF NOT EXISTS events_id_idx ON events USING btree (id)'],
    ['require-concurrent-index', 'DROP INDEX IF EXISTS events_id_idx'],
    ['require-concurrent-index', 'create index on "events" (at) where at is not null'],
    ['require-not-valid-constraint', 'ALTER TABLE events ADD CONSTRAINT c FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED'],
    ['require-not-valid-constraint', 'ALTER TABLE ONLY events ADD CONSTRAINT c CHECK (size > 0) NO INHERIT, ADD COLUMN more text'],
    ['require-not-valid-constraint', 'ALTER TABLE events ADD FOREIGN KEY (user_id) REFERENCES users'],
  ])('%s: %s', async (rule, statement) => {
    const text = suggested(rule, statement);
    expect(text).not.toBe(statement);
    await database.exec(text);
    if (rule !== 'require-not-valid-constraint') return;
    const { rows } = await database.query<{ conname: string }>("SELECT conname FROM pg_constraint WHERE conrelid = 'events'::regclass AND NOT convalidated");
    expect(rows).toHaveLength(1);
    await database.exec(`ALTER TABLE events VALIDATE CONSTRAINT ${rows[0]?.conname ?? ''}`);
  });
});

function suggested(rule: string, statement: string): string {
  const config = [{ files: ['**/*.sql'], language: 'backend/sql', plugins: { backend: plugin }, rules: { [`backend/${rule}`]: 'error' }, settings: { backend: { dialect: 'postgres' } } }] as unknown as Lint.Config[];
  const [message] = new Linter({ cwd: '/' }).verify(statement, config, { filename: '/migrations/2_add.sql' });
  const fix = message?.suggestions?.[0]?.fix;
  return fix ? statement.slice(0, fix.range[0]) + fix.text + statement.slice(fix.range[1]) : statement;
}
