import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSqlFile } from '../../src/sql/file.ts';
import { readSql } from '../../src/sql/read.ts';
import { FULL_CHARACTERS } from '../../src/sql/skim.ts';
import { tokenize } from '../../src/sql/tokens.ts';

const rows = `INSERT INTO t (a, b) VALUES ${"(1, 'it''s; a (row'), ".repeat(2000)}(2, E'\\'');\n`;
// white space is not counted
const fill = rows.repeat(Math.ceil((2 * FULL_CHARACTERS) / rows.length));
const after = (text: string): string[] => {
  const { statements } = readSql(fill + text);
  return statements.filter(({ range }) => range.start >= fill.length).map(({ kind, range, tokens, facts, syntaxError }) => {
    expect([tokens, facts, syntaxError]).toEqual([[], [], null]);
    return `${kind} ${(fill + text).slice(range.start, range.end).slice(0, 20)}`;
  });
};

describe('after the first million characters', () => {
  it('only kinds are told, at their places', () => {
    expect(after("CREATE TABLE x (a int); /* ; */ ALTER TABLE x ADD b int;\n-- ;\nSELECT ';', $$ ; $$;WITH a AS (SELECT 1) DELETE FROM b;\nnonsense")).toEqual([
      'createTable CREATE TABLE x (a in', 'alterTable ALTER TABLE x ADD b ', "select SELECT ';', $$ ; $$", 'delete WITH a AS (SELECT 1)', 'other nonsense',
    ]);
  });

  it('bodies and data do not split', () => {
    expect(after('CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT 2; END;\nCOPY t (a, b, c, d, e, f, g, h, i, j, k) FROM stdin;\nit\'s;(\n\\.\nDROP TABLE t;')).toEqual([
      'function CREATE FUNCTION f() ', 'copy COPY t (a, b, c, d, ', 'drop DROP TABLE t',
    ]);
  });

  it('what is before is read in full, a statement over the limit is not', () => {
    const text = `CREATE TABLE a (b int);\nINSERT INTO t (a, b) VALUES ${'(1, 2), '.repeat(250_000)}(1, 2);\nSELECT 1;`;
    const { statements, skimmed } = readSql(text);
    expect(statements.map(({ kind, tokens }) => [kind, tokens.length > 0])).toEqual([['createTable', true], ['insert', false], ['select', false]]);
    expect([...skimmed]).toEqual(['insert', 'select']);
    expect(statements[1]?.range.end).toBe(text.lastIndexOf(';\nSELECT'));
  });

  it('the data of COPY and comments are no statements', () => {
    const { body, sql } = readSqlFile(`COPY t FROM stdin;\n${'1\tit\'s\n'.repeat(200_000)}\\.\n/* ${'x'.repeat(1_500_000)} */\nCREATE INDEX i ON t (a);`);
    expect(body.map(({ statement: { kind, tokens } }) => [kind, tokens.length > 0])).toEqual([['copy', true], ['createIndex', true]]);
    expect(sql.skimmed.size).toBe(0);
  });

  it('kinds and places are those of a full reading', () => {
    const pieces = fc.constantFrom('select 1', 'insert into t values (1, ";")', "update t set a = ';'", 'create function f() begin atomic select 1; end', 'create trigger x begin if a then b; end if; end', 'with a as (select 1) update b set c = 1', '( ; )', ';', ' ', '-- ;\n', '/* ; */', '$x$ ; $x$', "E'\\';'", 'copy t from stdin;\n;\n\\.\n', 'drop table t');
    fc.assert(fc.property(fc.array(pieces, { maxLength: 12 }), (list) => {
      const text = list.join(';');
      const full = readSql(text, { parser: 'none' }).statements.map(({ kind, range }) => ({ kind, range }));
      expect(tokenize(text, { limit: -1 }).skimmed).toEqual(full);
    }), { numRuns: 500 });
  });
});
