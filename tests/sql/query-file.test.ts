import { describe, expect, it } from 'vitest';
import { isQueryFile } from '../../src/sql/query-file.ts';
import { readSql } from '../../src/sql/read.ts';

describe('files of queries', () => {
  it.each([
    ['sqlc', '-- name: GetAuthor :one\nSELECT * FROM authors WHERE id = $1 LIMIT 1;'],
    ['sqlc with a block comment', '/* name: ListAuthors :many */\nSELECT * FROM authors WHERE id = ANY(@ids::int[]) AND n = sqlc.narg(n) AND m IN (sqlc.slice(ms));'],
    ['yesql', '-- name: find-older-than\n-- Users by age\nSELECT * FROM users WHERE age > :age;'],
    ['yesql, one row', '-- name: find-one?\nSELECT id FROM users WHERE age > :age'],
    ['PgTyped', '/* @name GetUsersByIds */\nSELECT * FROM users WHERE id IN :ids! AND age > :minAge!;'],
    ['PgTyped with parameters', "/*\n  @name InsertComments\n  @param comments -> ((userId!, body!)...)\n*/\nINSERT INTO comments (user_id, body) VALUES :comments RETURNING id"],
    ['TypedSQL', '-- @param {Int} $1:minAge The minimum age\nSELECT id FROM users WHERE age > $1'],
  ])('%s', (_, text) => {
    expect(isQueryFile('/app/src/queries.sql', text)).toBe(true);
    expect(readSql(text).statements.map(({ source, syntaxError }) => [source === 'lexical', syntaxError])).toEqual([[false, null]]);
  });

  it.each([
    ['pg_dump', '--\n-- Name: users; Type: TABLE; Schema: public; Owner: -\n--\nCREATE TABLE users (id int);'],
    ['a migration', '-- migrate:up\nALTER TABLE users ADD name text;\n-- migrate:down\n'],
    ['a comment that speaks of a name', '-- name: the one that users see first\nALTER TABLE users ADD name text;'],
  ])('none: %s', (_, text) => {
    expect(isQueryFile('/app/db/a.sql', text)).toBe(false);
  });

  it('the folder of TypedSQL', () => {
    expect([isQueryFile('/app/prisma/sql/getUsers.sql', 'SELECT 1'), isQueryFile('/app/prisma/migrations/1_a/migration.sql', 'SELECT 1')]).toEqual([true, false]);
  });

  it.each([
    ['SELECT a FROM t WHERE b = :b!', [':b!']],
    ['SELECT a FROM t WHERE :b!=c AND :d!~e AND :f != g', [':b', ':d', ':f']],
    ['SELECT a FROM t WHERE b IN :list! ORDER BY a', [':list!']],
  ])('placeholders of %s', (text, expected) => {
    const [statement] = readSql(text).statements;
    expect(statement?.placeholders.map(({ start, end }) => text.slice(start, end))).toEqual(expected);
    expect(statement?.source).not.toBe('lexical');
    expect(statement?.syntaxError).toBe(null);
  });
});
