import { PGlite } from '@electric-sql/pglite';
import { Linter } from 'eslint';
import type { Linter as Lint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import plugin from '../../../src/index.ts';

/** What the suggestions of the schema rules write, run by PostgreSQL itself. */
let database: PGlite;

beforeAll(async () => {
  database = await PGlite.create();
  await database.exec('CREATE TABLE users (id uuid PRIMARY KEY)');
}, 60_000);
afterAll(() => database.close());

const linter = new Linter();

function findings(code: string, rule: string): readonly Lint.LintMessage[] {
  const config = [{ files: ['**/*.sql'], language: 'backend/sql', plugins: { backend: plugin }, rules: { [`backend/${rule}`]: 'error' }, settings: { backend: { dialect: 'postgres' } } }];
  return linter.verify(code, config as unknown as Lint.Config[], 'schema.sql');
}

/** A statement with a suggestion of its only finding. */
function corrected(code: string, rule: string, suggestion = 0): string {
  const [finding, ...others] = findings(code, rule);
  const fix = finding?.suggestions?.[suggestion]?.fix;
  if (!fix || others.length > 0) throw new Error(`not one finding with a suggestion: ${code}`);
  return code.slice(0, fix.range[0]) + fix.text + code.slice(fix.range[1]);
}

async function typeOf(column: string): Promise<unknown> {
  const { rows } = await database.query(`SELECT format_type(atttypid, atttypmod) AS type FROM pg_attribute WHERE attrelid = 'proof'::regclass AND attname = '${column}'`);
  return (rows[0] as { readonly type: string } | undefined)?.type;
}

describe('types of columns', () => {
  it.each([
    ['require-timestamptz', 'timestamp', 'timestamp with time zone'],
    ['require-timestamptz', 'timestamp(3) without time zone', 'timestamp(3) with time zone'],
    ['require-timestamptz', 'timestamp[]', 'timestamp with time zone[]'],
    ['prefer-text', 'varchar(20)', 'text'],
    ['prefer-text', 'character varying(20)[]', 'text[]'],
    ['prefer-text', 'char(2) ARRAY', 'text[]'],
    ['prefer-jsonb', 'json', 'jsonb'],
    ['no-float-money', 'double precision', 'numeric'],
    ['no-float-money', 'money', 'numeric'],
  ])('%s: %s becomes %s', async (rule, before, after) => {
    const code = `CREATE TABLE proof (id uuid PRIMARY KEY, price ${before});`;
    await database.exec('DROP TABLE IF EXISTS proof');
    await database.exec(code);
    expect(await typeOf('price')).not.toBe(after);

    await database.exec('DROP TABLE proof');
    await database.exec(corrected(code, rule));
    expect(await typeOf('price')).toBe(after);
  });
});

describe('foreign keys', () => {
  const KEYS = [
    'CREATE TABLE proof (id uuid PRIMARY KEY, owner uuid REFERENCES users (id) DEFERRABLE INITIALLY DEFERRED NOT NULL);',
    'CREATE TABLE proof (id uuid PRIMARY KEY, owner uuid, CONSTRAINT owned FOREIGN KEY (owner) REFERENCES users ON UPDATE CASCADE);',
  ];

  it.each(KEYS)('%s', async (code) => {
    for (const [suggestion, action] of [[0, 'c'], [1, 'r']] as const) {
      await database.exec('DROP TABLE IF EXISTS proof');
      await database.exec(corrected(code, 'require-on-delete', suggestion));
      const { rows } = await database.query("SELECT confdeltype AS action FROM pg_constraint WHERE conrelid = 'proof'::regclass AND contype = 'f'");
      expect(rows).toEqual([{ action }]);
    }
  });

  it.each(KEYS)('are indexed: %s', async (code) => {
    await database.exec('DROP TABLE IF EXISTS proof');
    await database.exec(corrected(code, 'require-fk-index'));
    const { rows } = await database.query("SELECT indexdef FROM pg_indexes WHERE tablename = 'proof' AND indexdef LIKE '%(owner)'");
    expect(rows).toHaveLength(1);
  });
});
