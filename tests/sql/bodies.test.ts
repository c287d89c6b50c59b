import { describe, expect, it } from 'vitest';
import { withBodies } from '../../src/sql/bodies.ts';
import { readSql } from '../../src/sql/read.ts';
import type { SqlStatement } from '../../src/sql/types.ts';

function inside(text: string): readonly SqlStatement[] {
  return readSql(text).statements.flatMap((statement) => withBodies(statement).slice(1));
}

/** The statements of the bodies, as the text has them. */
const written = (text: string): string[] => inside(text).map(({ range }) => text.slice(range.start, range.end));
const block = (body: string): string => `SELECT 1;\nDO $x$ ${body} $x$;`;

describe('bodies', () => {
  it.each([
    ['SQL between dollars', 'CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql STABLE AS $$ SELECT a; SELECT 2 $$;', ['SELECT a', 'SELECT 2']],
    ['a language at the end, in quotes', "CREATE PROCEDURE p() AS $b$\nDELETE FROM t;\n$b$ LANGUAGE 'SQL'", ['DELETE FROM t']],
    ['BEGIN ATOMIC', 'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN a THEN 1 ELSE 2 END FROM t; INSERT INTO u VALUES (1); END; SELECT 3;', ['SELECT CASE WHEN a THEN 1 ELSE 2 END FROM t', 'INSERT INTO u VALUES (1)']],
    ['PL/pgSQL', 'CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE t SET a = 1; NEW.b := now(); RETURN NEW; END $$', ['UPDATE t SET a = 1']],
    ['a block, whose language is PL/pgSQL', block('BEGIN ALTER TABLE t ADD a int; EXCEPTION WHEN duplicate_column THEN null; END'), ['ALTER TABLE t ADD a int']],
    ['a block of another language', 'DO LANGUAGE plv8 $$ SELECT 1; $$', []],
    ['a function of another language', 'CREATE FUNCTION f() RETURNS int LANGUAGE plperl AS $$ BEGIN DELETE FROM t; END $$', []],
    ['a body between single quotes', "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", []],
    ['a default between dollars is no body', 'CREATE FUNCTION f(a text DEFAULT $$ SELECT 1 $$) RETURNS int LANGUAGE sql AS $$ SELECT 2 $$', ['SELECT 2']],
    ['a routine in a block', block('BEGIN CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$; END'), ['CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$', 'SELECT 1']],
    ['branches and loops', block('BEGIN IF EXISTS (SELECT 1 FROM a) THEN DELETE FROM b; ELSE INSERT INTO c VALUES (1); END IF; LOOP UPDATE d SET e = 1; END LOOP; END'), ['DELETE FROM b', 'INSERT INTO c VALUES (1)', 'UPDATE d SET e = 1']],
    ['a loop over rows', block('BEGIN <<rows>> FOR r IN SELECT a FROM b LOOP DELETE FROM c; END LOOP; FOR i IN 1..3 LOOP PERFORM f(i); END LOOP; END'), ['SELECT a FROM b', 'DELETE FROM c', 'PERFORM f(i)']],
    ['rows that are returned', block('BEGIN RETURN QUERY SELECT a FROM b; RETURN QUERY EXECUTE q; END'), ['SELECT a FROM b']],
    ['text that is executed', block("BEGIN EXECUTE 'DROP TABLE t'; EXECUTE format('DROP TABLE %I', x); END"), []],
    ['declarations', block('DECLARE a int := (SELECT 1); drop CURSOR FOR SELECT 2; BEGIN NULL; DECLARE b int; BEGIN DELETE FROM t; END; END'), ['DELETE FROM t']],
    ['variables called like commands', block('BEGIN lock := true; set.a := 1; update = 2; END'), []],
    ['a body that breaks off', block('BEGIN DELETE FROM t'), []],
    ['nothing', block(''), []],
  ])('%s', (_, text, expected) => {
    expect(written(text)).toEqual(expected);
  });

  it('INTO is for variables, and PERFORM a SELECT', () => {
    const [into, strict, insert, perform] = inside(block('BEGIN SELECT a, b INTO v.a, w[1] FROM t WHERE c = 1 LIMIT 3; SELECT INTO STRICT v a FROM t; INSERT INTO t (a) VALUES (1) RETURNING id INTO v; PERFORM f(a) FROM t LIMIT 2; END'));
    expect(into).toMatchObject({ kind: 'select', source: 'pgsql-ast-parser', definitions: [] });
    expect(into?.facts).toMatchObject([{ k: 'select', items: [{ column: 'a' }, { column: 'b' }], where: [{ column: 'c' }], hasLimit: true }]);
    expect(strict?.facts).toMatchObject([{ k: 'select', items: [{ column: 'a' }], tables: [{ table: { name: 't' } }] }]);
    expect(insert?.facts).toMatchObject([{ k: 'insert', table: { name: 't' }, columns: ['a'], hasReturning: true }]);
    expect(perform?.kind).toBe('select');
    expect(perform?.facts).toContainEqual(expect.objectContaining({ k: 'select', hasLimit: true, hasFrom: true }));
  });

  it('facts, comments and tokens stand where they are written', () => {
    const text = "-- 🎉\nDO $$\nBEGIN\n  -- first\n  ALTER TABLE t\n    ADD COLUMN at timestamp; -- second\n  DROP INDEX i;\nEND\n$$;";
    const [alter, drop] = inside(text);
    expect(alter?.tokens.map((token) => text.slice(token.start, token.end))).toEqual(alter?.tokens.map((token) => token.text));
    expect([alter, drop].map((statement) => statement?.comments.map((comment) => comment.text))).toEqual([['-- first'], ['-- second']]);
    expect(alter?.facts).toMatchObject([{ k: 'alterTable', action: 'addColumn', column: { name: 'at', type: { name: 'timestamp' } } }]);
  });
});
