import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import plugin from '../../../src/index.ts';

/** What the suggestions of no-check-then-act write, run by PostgreSQL itself. */
let database: PGlite;
const folder = mkdtempSync(join(tmpdir(), 'races-'));

beforeAll(async () => {
  database = await PGlite.create();
}, 60_000);
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const INSERT = /INSERT INTO[^'"`]*/u;

/** The statement that a suggestion makes of one that writes a row which was looked for. */
function settled(schema: string, columns: readonly string[], insert: string): string {
  writeFileSync(join(folder, 'schema.sql'), schema);
  const code = `
    import { Pool } from 'pg';
    const pool = new Pool();
    export async function add(${columns.join(', ')}) {
      const { rows } = await pool.query('SELECT 1 FROM proof WHERE ${columns.map((column, i) => `${column} = $${i + 1}`).join(' AND ')}', [${columns.join(', ')}]);
      if (rows.length === 0) await pool.query('${insert}', [${columns.join(', ')}]);
    }
  `;
  const linter = new Linter({ cwd: folder });
  const [finding, ...others] = linter.verify(code, [{ plugins: { backend: plugin as never }, rules: { 'backend/no-check-then-act': 'error' } }], join(folder, 'add.js'));
  const fix = finding?.suggestions?.[0]?.fix;
  if (!fix || others.length > 0) throw new Error(`not one finding with a suggestion: ${insert}`);
  return INSERT.exec(code.slice(0, fix.range[0]) + fix.text + code.slice(fix.range[1]))?.[0] ?? '';
}

describe('a write that settles who comes first', () => {
  it.each([
    ['CREATE TABLE proof (email text UNIQUE);', ['email'], 'INSERT INTO proof (email) VALUES ($1)'],
    ['CREATE TABLE proof (email text PRIMARY KEY, at timestamptz);', ['email'], 'INSERT INTO proof (email, at) VALUES ($1, now());'],
    ['CREATE TABLE proof (team_id text, user_id text); CREATE UNIQUE INDEX members ON proof (user_id, team_id);', ['team_id', 'user_id'], 'INSERT INTO proof (team_id, user_id) VALUES ($1, $2)'],
  ])('%s', async (schema, columns, insert) => {
    const values = columns.map((column) => `one ${column}`);
    await database.exec(`DROP TABLE IF EXISTS proof; ${schema}`);
    await database.query(insert, values);
    await expect(database.query(insert, values)).rejects.toThrow(/duplicate key/u);

    const statement = settled(schema, columns, insert);
    expect((await database.query(statement, values)).affectedRows).toBe(0);
    expect((await database.query(statement, values.map((value) => `${value} more`))).affectedRows).toBe(1);
    expect((await database.query('SELECT * FROM proof')).rows).toHaveLength(2);
  });
});
