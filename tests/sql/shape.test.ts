import { describe, expect, it } from 'vitest';
import { looksLikeSql, mayHoldSql } from '../../src/sql/shape.ts';
import { partsOf } from './support.ts';

const SQL = [
  'SELECT * FROM users', 'select id, name from users u where u.id = ?', 'SELECT ${cols} FROM ${table}', 'SELECT 1', 'SELECT now()', "select set_config('a', $1, true)",
  'Select * From users Where id = 3', '(SELECT a FROM t) UNION (SELECT b FROM u)', '-- note\nSELECT a FROM t', '/* note */ select a from t', '${cte} SELECT a FROM b WHERE c = 1',
  'SELECT a FROM t ORDER BY a LIMIT 1', 'SELECT a FROM t LEFT JOIN u ON u.id = t.id', 'SELECT a FROM t FOR UPDATE', 'SELECT count(*) total FROM t', 'SELECT a FROM (SELECT 1) q',
  'SELECT a FROM [dbo].[users]', 'SELECT a FROM t, u WHERE t.id = u.id',
  'INSERT INTO users (a) VALUES (1)', 'insert into users select * from old', 'INSERT INTO ${table} (${cols}) VALUES ', 'INSERT IGNORE INTO users SET a = 1', 'REPLACE INTO t (a) VALUES (1)',
  'UPDATE users SET a = 1', 'update users u set a = 1 where u.id = 2', 'UPDATE ${table} SET ${sets}', 'UPDATE users SET ', 'UPDATE a JOIN b ON a.id = b.id SET a.x = 1',
  'DELETE FROM users WHERE id = 1', 'delete from users', 'DELETE FROM ${schema}.job', 'DELETE FROM a USING b WHERE a.id = b.id',
  'WITH x AS (SELECT 1) SELECT * FROM x', 'with recursive t(a) as (select 1) select a from t', 'WITH ${cte} SELECT a FROM b',
  'MERGE INTO a USING b ON a.id = b.id WHEN MATCHED THEN DELETE',
  'CREATE TABLE users (id int)', 'create table if not exists users (id int)', 'CREATE UNIQUE INDEX CONCURRENTLY a ON t (b)', 'CREATE INDEX ON t (a)', 'CREATE OR REPLACE FUNCTION f() RETURNS int AS $$ $$',
  'ALTER TABLE users ADD COLUMN a int', 'ALTER TYPE mood ADD VALUE 1', 'DROP TABLE IF EXISTS users CASCADE', 'DROP DATABASE IF EXISTS ${name}', 'TRUNCATE users', 'truncate table users cascade',
  'LISTEN "${channel}"', 'NOTIFY jobs', 'SAVEPOINT ${name}', 'SET statement_timeout = ${ms}', 'SET LOCAL search_path TO app', "set time zone 'UTC'", 'BEGIN', 'COMMIT;', 'ROLLBACK TO SAVEPOINT a',
  'START TRANSACTION READ ONLY', 'EXPLAIN SELECT a FROM t', 'GRANT SELECT ON t TO reader', "COMMENT ON TABLE t IS 'x'", 'DO $$ BEGIN END $$', 'VACUUM ANALYZE t', 'PRAGMA journal_mode = WAL',
];

const PROSE = [
  'Select a member from the list', 'Select an option from your account', 'select the items you want', 'Select one from list.', 'Select a user', 'Please select a row from users', 'Select file(s)',
  'Select all users from group to continue', 'Selected from users', 'select', 'SELECT', 'Select Option', 'Select text from page for details',
  'Insert into the table', 'Insert coin', 'insert and fetch events', 'Insert error',
  'Update the status, then set a reminder', 'update password set by admin', 'Update user by id', 'update failed for set of users', 'Updated settings', 'Update ${name} set to ${value}',
  'Delete from cart', 'Delete a user from the team', 'DELETE /v1/users/:id', 'delete', 'DELETE existing basket', 'Delete from the list of items',
  'With great power', 'with x as y', 'Create table reservations for tonight', 'Create a new user', 'create user failed', 'create project with environments', 'Create type', 'Drop table here to upload', 'Alter table manners',
  'truncate text-sm font-bold', 'truncate flex-1', 'Set a = b in your mind', 'set status to active', 'listen to events', 'LISTEN CAREFULLY TO ME', 'begin', 'Commit', 'begin the upload', 'Call me maybe', 'Show tables near you',
  'Copy link from page', 'Lock table', 'Comment on this is welcome', 'Grant access to user', 'Explain why you select this', 'Merge into main', 'Values', 'from users', '', '${x}', 'WHERE a = 1',
];

describe('looksLikeSql', () => {
  it.each(SQL)('accepts %s', (text) => {
    expect(looksLikeSql(partsOf(text))).toBe(true);
  });

  it.each(PROSE)('rejects %s', (text) => {
    expect(looksLikeSql(partsOf(text))).toBe(false);
  });

  it('takes a plain string too', () => {
    expect(looksLikeSql('SELECT a FROM t')).toBe(true);
    expect(looksLikeSql('hello')).toBe(false);
  });
});

describe('mayHoldSql', () => {
  it('lets every statement through', () => {
    for (const text of SQL) expect([text, mayHoldSql(`db.query(\`${text}\`)`)]).toEqual([text, true]);
  });

  it('stops files without any', () => {
    expect(mayHoldSql("import { x } from 'y';\nexport const update = (a) => a.select(b).delete(c); // selected values")).toBe(false);
  });

  it('is linear on hostile text', () => {
    const start = performance.now();
    mayHoldSql('update '.repeat(60_000) + 'with a'.repeat(30_000) + 'create '.repeat(30_000));
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
