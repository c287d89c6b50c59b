import { describe, expect, it } from 'vitest';
import { readTemplate } from '../../src/sql/template.ts';
import type { HolePosition } from '../../src/sql/types.ts';
import { lastHole, template } from './support.ts';

const table: Readonly<Record<HolePosition, readonly string[]>> = {
  value: [
    'SELECT a FROM t WHERE id = ${x}',
    'SELECT a FROM t WHERE id = ${x}::uuid AND b',
    'SELECT a FROM t WHERE a <> ${x} ORDER BY b',
    'SELECT a FROM t WHERE id IN (${x})',
    'SELECT a FROM t WHERE id NOT IN (1, ${x})',
    'SELECT a FROM t WHERE id = ANY(${x})',
    'SELECT a FROM t WHERE ${x} = ANY(tags)',
    'SELECT a FROM t WHERE id = ANY(ARRAY[${x}])',
    'SELECT a FROM t WHERE n BETWEEN 1 AND ${x}',
    'SELECT a FROM t WHERE n BETWEEN ${x} AND 3',
    'SELECT a FROM t WHERE name LIKE ${x}',
    "SELECT a FROM t WHERE name ILIKE '%' || ${x}",
    'SELECT a FROM t WHERE a IS DISTINCT FROM ${x}',
    'SELECT a FROM t WHERE lower(a) = lower(${x})',
    'SELECT a FROM t WHERE a > now() - ${x}::interval',
    'SELECT a FROM t WHERE col ${op} ${x}',
    'SELECT a FROM t LIMIT ${x}',
    'SELECT a FROM t LIMIT 1 OFFSET ${x}',
    'SELECT TOP ${x} a FROM t',
    'SELECT a FROM t ORDER BY a FETCH FIRST ${x} ROWS ONLY',
    'INSERT INTO t (a, b) VALUES (1, ${x})',
    'INSERT INTO t (a) VALUES (1), (${x})',
    'INSERT INTO t (a) VALUES (lower(${x}))',
    'UPDATE t SET a = ${x} WHERE b = 1',
    'UPDATE t SET a = coalesce(${x}, a)',
    'INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET a = ${x}',
    'SELECT set_config(1, ${x}, true)',
    'SELECT a FROM t WHERE d AT TIME ZONE ${x} > now()',
    'CALL refresh(${x})',
    'WITH c AS (SELECT 1 FROM t WHERE id = ${x}) SELECT * FROM c',
    'DELETE FROM t WHERE ctid IN (SELECT ctid FROM t LIMIT ${x})',
    'WHERE id = ${x}',
    'AND id >= ${x}',
  ],
  quoted: [
    "SELECT a FROM t WHERE name LIKE '%${x}%'",
    "SELECT a FROM t WHERE email = '${x}' AND b",
    "INSERT INTO t (a) VALUES ('${x}')",
    "SELECT a FROM t WHERE d > now() - interval '${x} days'",
    "SELECT date_trunc('${x}', d) FROM t",
    "SELECT a FROM t WHERE data->>'${x}' IS NULL",
    "UPDATE t SET a = E'${x}'",
  ],
  identifier: [
    'SELECT a FROM ${x}',
    'SELECT a FROM ${x} WHERE b = 1',
    'SELECT a FROM ${x}.t',
    'SELECT a FROM app.${x}',
    'SELECT a FROM t JOIN ${x} ON true',
    'SELECT a FROM app_${x}',
    'SELECT a FROM "${x}"."t"',
    'SELECT a FROM `${x}`',
    'SELECT ${x}.a FROM t',
    'SELECT a AS ${x} FROM t',
    'SELECT a::${x} FROM t',
    'SELECT count(${x}) FROM t',
    'SELECT a FROM t WHERE ${x} = 1',
    'SELECT a FROM t WHERE ${x} IS NULL',
    'SELECT a FROM t WHERE ${x} ILIKE $1',
    'SELECT a FROM t WHERE b AND ${x} IN (1)',
    'SELECT a FROM t JOIN u ON t.id = ${x}.id',
    'SELECT a FROM t JOIN u ON ${a} = ${x}',
    'SELECT a FROM t GROUP BY ${x}',
    'INSERT INTO ${x} (a) VALUES (1)',
    'INSERT INTO t (a, ${x}) VALUES (1, 2)',
    'UPDATE ${x} SET a = 1',
    'UPDATE t SET ${x} = 1',
    'DELETE FROM ${x} WHERE a = 1',
    'WITH ${x} AS (SELECT 1) SELECT 2',
    'SELECT a FROM t WHERE ${x}(b) = 1',
    'SELECT a FROM t FOR UPDATE OF ${x}',
  ],
  orderBy: [
    'SELECT a FROM t ORDER BY ${x}',
    'SELECT a FROM t ORDER BY ${x} DESC LIMIT 1',
    'SELECT a FROM t ORDER BY a, ${x}',
    'SELECT a FROM t ORDER BY t.${x}',
    'SELECT a FROM t ORDER BY "${x}"',
    'SELECT a FROM t ORDER BY a ${x}',
    'SELECT a FROM t ORDER BY ${a} ${x}',
    'SELECT a FROM t ORDER BY a ${x} NULLS LAST',
    'SELECT a FROM t ORDER BY a ${x} LIMIT 3',
    'SELECT row_number() OVER (ORDER BY ${x}) FROM t',
    'SELECT array_agg(a ORDER BY ${x}) FROM t',
  ],
  fragment: [
    '${x} SELECT a FROM t',
    'SELECT ${x} FROM t',
    'SELECT a, ${x} FROM t',
    'SELECT a FROM t ${x}',
    'SELECT a FROM t u ${x} WHERE b = 1',
    'SELECT a FROM t WHERE ${x}',
    'SELECT a FROM t WHERE b = 1 ${x}',
    'SELECT a FROM t WHERE b = 1 AND ${x}',
    'SELECT a FROM t WHERE (${x})',
    'SELECT a FROM t WHERE col ${x} 3',
    'SELECT a FROM (${x}) q',
    'WITH c AS (${x}) SELECT 1',
    'WITH ${x} SELECT 1',
    'SELECT a FROM t WHERE EXISTS (${x})',
    'SELECT a FROM t ORDER BY a DESC ${x}',
    'SELECT a FROM t ORDER BY a\n${x}',
    'SELECT a FROM t LIMIT 1 ${x}',
    'SELECT a FROM t FOR UPDATE${x} LIMIT 1',
    'INSERT INTO t (${x}) VALUES (1)',
    'INSERT INTO t (a) VALUES ${x}',
    'INSERT INTO t (a) ${x}',
    'UPDATE t SET ${x} WHERE a = 1',
    'UPDATE t SET a = 1, ${x}',
    'UPDATE t SET a = 1 RETURNING ${x}',
    'INSERT INTO t (a) VALUES (1) ON CONFLICT (${x}) DO NOTHING',
    "SELECT run(format('DROP TABLE IF EXISTS ${x}.%I', a))",
    'SELECT run($$ CREATE INDEX ON ${x}.t (a) $$)',
  ],
  placeholder: ['SELECT a FROM t LIMIT $${x}', 'SELECT a FROM t WHERE a = :${x}', 'SELECT a FROM t WHERE a = @p${x}', 'SELECT a FROM t WHERE a = {${x}:UInt8}', 'SELECT a FROM t WHERE a = {{${x}::uuid}}'],
  ddl: [
    'LISTEN "${x}"',
    'NOTIFY ${x}',
    'SAVEPOINT ${x}',
    'ROLLBACK TO SAVEPOINT ${x}',
    'SET statement_timeout = ${x}',
    "SET LOCAL app.tenant = '${x}'",
    'SET search_path TO ${x}',
    'DROP DATABASE IF EXISTS ${x}',
    'CREATE TABLE ${x}.t (id int)',
    "CREATE ROLE a PASSWORD '${x}'",
    'CREATE INDEX ON t (a) ${x}',
    'ALTER TABLE ${x} ADD COLUMN a int DEFAULT ${y}',
    'TRUNCATE ${x}',
    "DO $$ BEGIN PERFORM '${x}'; END $$",
    'LOCK TABLE ${x}',
  ],
  comment: ['SELECT 1 -- ${x}', 'SELECT /* ${x} */ 1'],
  unknown: ['SELECT a FROM t WHERE id = (${x})'],
};

describe.each(Object.entries(table))('%s', (position, texts) => {
  it.each(texts)('%s', (text) => {
    expect(lastHole(text).position).toBe(position);
  });
});

describe('what the hole is compared with', () => {
  it.each([
    ['SELECT a FROM t u WHERE u.email = ${x}', 'u.email', '='],
    ["SELECT a FROM t WHERE name LIKE '%${x}%'", 'name', 'like'],
    ["SELECT a FROM t WHERE name NOT ILIKE '%' || ${x} || '%'", 'name', 'ilike'],
    ["SELECT a FROM t WHERE name LIKE CONCAT('%', ${x}, '%')", 'name', 'like'],
    ['SELECT a FROM t WHERE lower("Email") = ${x}', 'Email', '='],
    ['SELECT a FROM t WHERE id::text = ${x}', 'id', '='],
    ['SELECT a FROM t WHERE id NOT IN (1, ${x})', 'id', 'in'],
    ['SELECT a FROM t WHERE id = ANY(${x}::int[])', 'id', 'any'],
    ['SELECT a FROM t WHERE ${x} = ANY(t.tags)', 't.tags', 'any'],
    ['SELECT a FROM t WHERE n BETWEEN 1 AND ${x}', 'n', 'between'],
    ['INSERT INTO t (a, "userId") VALUES (lower($1), ${x})', 'userId', 'values'],
    ['UPDATE t SET owner_id = ${x}', 'owner_id', '='],
    ['SELECT a FROM t WHERE x = 1 LIMIT ${x}', null, 'limit'],
    ["SELECT a FROM t WHERE data->>'email' = ${x}", null, '='],
  ])('%s', (text, column, operator) => {
    const hole = lastHole(text);
    expect([hole.column && [hole.column.qualifier, hole.column.column].filter(Boolean).join('.'), hole.operator]).toEqual([column, operator]);
  });

  it('says which clause and which call', () => {
    expect(lastHole('UPDATE t SET a = my_hash(${x})')).toMatchObject({ clause: 'set', call: 'my_hash', statementKind: 'update' });
  });

  it('a hole that is a whole list', () => {
    expect(lastHole('SELECT a FROM t WHERE id IN (${x})').list).toBe(true);
    expect(lastHole('SELECT a FROM t WHERE id IN (1, ${x})').list).toBe(false);
    expect(lastHole('INSERT INTO t (a, b) VALUES (${x})').list).toBe(true);
    expect(lastHole('INSERT INTO t (a) VALUES (${x})').list).toBe(false);
  });

  it('order item and direction', () => {
    expect(template('SELECT a FROM t ORDER BY ${x} ${y}').holes.map(({ part }) => part)).toEqual(['item', 'direction']);
  });

  it('text around a quoted hole', () => {
    expect(lastHole("SELECT a FROM t WHERE a = 'x-${y}%'").quote).toMatchObject({ before: 'x-', after: '%', alone: false, wildcard: true, mark: "'" });
    expect(lastHole("SELECT a FROM t WHERE a = '${y}'").quote).toMatchObject({ alone: true, wildcard: false });
    expect(template("SELECT a FROM t WHERE a = '${x}-${y}'").holes.map(({ quote }) => [quote?.before, quote?.after])).toEqual([['', '-${1}'], ['${0}-', '']]);
  });

  it("MySQL's double quotes are strings", () => {
    expect(lastHole('SELECT a FROM t WHERE a = "${x}"', { dialect: 'mysql' }).position).toBe('quoted');
    expect(lastHole('SELECT a FROM t WHERE a = "${x}"').position).toBe('identifier');
  });

  it('ranges map back to the given parts', () => {
    const read = template('SELECT a FROM t WHERE id = ${x} AND b = 2');
    expect(read.parts.map(({ start, end }) => read.text.slice(start, end).replace(/\uE000+/, 'HOLE'))).toEqual(['SELECT a FROM t WHERE id = ', 'HOLE', ' AND b = 2']);
    expect(read.holes[0]?.range).toEqual(read.parts[1]);
  });

  it('a guess of the caller settles generated placeholders', () => {
    const [hole] = readTemplate([{ text: 'SELECT a FROM t WHERE id IN (' }, { hole: 7, guess: 'placeholder' }, { text: ')' }]).holes;
    expect(hole).toMatchObject({ hole: 7, position: 'placeholder' });
  });
});

describe('placeholders and dialect', () => {
  it.each([
    ['SELECT a FROM t WHERE a = $1 AND b = $3 AND c = ${x}', { style: '$n', highest: 3, count: 2, mixed: false }],
    ['SELECT a FROM t WHERE a = ? AND b = ?', { style: '?', highest: 0, count: 2 }],
    ['SELECT a FROM t WHERE a = :name AND b = :other', { style: ':name', names: ['name', 'other'] }],
    ['SELECT a FROM t WHERE a = ${x}', { style: null, count: 0 }],
    ['SELECT a FROM t WHERE a = ? AND b = ? AND c = :d', { style: '?', mixed: true }],
  ])('%s', (text, expected) => {
    expect(template(text).placeholders).toMatchObject(expected);
  });

  it.each([
    ['SELECT a::int FROM t', 'postgres'],
    ['SELECT `a` FROM `t`', 'mysql'],
    ['INSERT INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a = 1', 'mysql'],
    ['INSERT OR REPLACE INTO t (a) VALUES (1)', 'sqlite'],
    ['SELECT TOP 5 [name] FROM [dbo].[users]', 'mssql'],
    ['SELECT a FROM t WHERE b = {id: UUID}', 'clickhouse'],
    ['SELECT a FROM t', 'unknown'],
    ['SELECT `a`::int FROM t', 'unknown'],
  ])('%s is %s', (text, dialect) => {
    expect(template(text).dialect).toBe(dialect);
  });
});
