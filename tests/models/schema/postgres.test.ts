import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

describe('full-text search', () => {
  const TABLE = 'CREATE TABLE articles (id uuid PRIMARY KEY, title text, body text, meta jsonb, words tsvector);';

  /** What the only finding of a search says, and how PostgreSQL finds its rows once that is done. */
  async function remedied(vector: string): Promise<{ readonly message: string; readonly plan: string }> {
    const search = `SELECT id FROM articles WHERE ${vector} @@ to_tsquery('english', 'word')`;
    const project = mkdtempSync(join(tmpdir(), 'text-search-'));
    writeFileSync(join(project, 'package.json'), '{ "dependencies": { "pg": "8" } }');
    mkdirSync(join(project, 'migrations'));
    writeFileSync(join(project, 'migrations/1.sql'), TABLE);
    const config = { plugins: { backend: plugin }, rules: { 'backend/require-search-index': 'error' } };
    const [finding, ...others] = new Linter({ cwd: project }).verify(`import { Pool } from 'pg';\nexport const find = (pool: Pool) => pool.query(${JSON.stringify(search)});`.replaceAll(': Pool', ''), [config] as unknown as Lint.Config[], join(project, 'articles.js'));
    const message = finding?.message ?? '';
    const statement = /CREATE INDEX .*(?=\.$)/u.exec(message)?.[0];
    if (statement === undefined || others.length > 0) throw new Error(`not one finding with a statement: ${message}`);
    await database.exec(`DROP TABLE IF EXISTS articles; ${TABLE} SET enable_seqscan = off;`);
    await database.exec(statement);
    return { message, plan: await planOf(search) };
  }

  async function planOf(search: string): Promise<string> {
    const { rows } = await database.query<{ readonly 'QUERY PLAN': string }>(`EXPLAIN ${search}`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  }

  it.each([
    "to_tsvector('english', body)",
    "to_tsvector('simple', coalesce(articles.title, '') || ' ' || coalesce(body, ''))",
    "setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', body), 'B')",
    "to_tsvector('english', meta::text)",
    "to_tsvector('english', meta ->> 'note')",
    'words',
  ])('the index of the message serves %s', async (vector) => {
    expect((await remedied(vector)).plan).toContain('Bitmap Index Scan on articles_');
  });

  it('a search without a configuration uses no index, and the one that the message names does', async () => {
    const { message, plan } = await remedied('to_tsvector(body)');
    expect(plan).not.toContain('Index Scan');
    const named = /Name it, (.*), and index/u.exec(message)?.[1] ?? '';
    expect(await planOf(`SELECT id FROM articles WHERE ${named} @@ to_tsquery('english', 'word')`)).toContain('Bitmap Index Scan on articles_');
  });

  it('parentheses, casts and case that the comparison leaves out are none to PostgreSQL', async () => {
    await database.exec(`DROP TABLE IF EXISTS articles; ${TABLE} SET enable_seqscan = off;`);
    await database.exec("CREATE INDEX articles_text ON articles USING gin (to_tsvector('pg_catalog.english'::regconfig, ((COALESCE(title, ''::text) || ' '::text) || \"body\")))");
    expect(await planOf("SELECT id FROM articles a WHERE (to_tsvector('English', coalesce(a.title,'') || ' ' || a.body)) @@ to_tsquery('word')")).toContain('Bitmap Index Scan on articles_text');
    // and these do count
    expect(await planOf("SELECT id FROM articles a WHERE to_tsvector('english', coalesce(title, '') || (' ' || body)) @@ to_tsquery('word')")).not.toContain('Index Scan');
  });

  it.each(['concat(title, body)', "concat_ws(' ', title, body)", "format('%s', title)", "array_to_string(ARRAY[title], ' ')", "to_char(1, '9')"])('no index holds %s', async (text) => {
    await database.exec(`DROP TABLE IF EXISTS articles; ${TABLE}`);
    await expect(database.exec(`CREATE INDEX ON articles USING gin (to_tsvector('english', ${text}))`)).rejects.toThrow(/IMMUTABLE/u);
  });
});
