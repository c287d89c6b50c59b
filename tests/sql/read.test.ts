import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseWithPostgres, sqlParseCounts } from '../../src/sql/engine.ts';
import { readSql } from '../../src/sql/read.ts';
import { returningInsertion } from '../../src/sql/returning.ts';
import { looksLikeSql, mayHoldSql } from '../../src/sql/shape.ts';
import type { Fact, ReadSqlOptions, SqlStatement } from '../../src/sql/types.ts';
import { partsOf, template } from './support.ts';

function only(text: string, options?: ReadSqlOptions): SqlStatement {
  const { statements } = readSql(text, options);
  const [statement] = statements;
  if (statement === undefined || statements.length !== 1) throw new Error(`${statements.length} statements in ${text}`);
  return statement;
}

function fact<K extends Fact['k']>(statement: SqlStatement, k: K): Extract<Fact, { k: K }> {
  const found = statement.facts.find((candidate): candidate is Extract<Fact, { k: K }> => candidate.k === k);
  if (found === undefined) throw new Error(`no ${k} among ${statement.facts.map((candidate) => candidate.k).join()}`);
  return found;
}

describe('facts of DML', () => {
  it('a write with its keys and columns', () => {
    const update = fact(only('UPDATE app."User" SET name = $1, seen = now() WHERE id = $2 AND org = \'x\' RETURNING id, name AS n'), 'update');
    expect(update).toMatchObject({
      table: { name: 'User', schema: 'app', quoted: true },
      columns: ['name', 'seen'],
      where: [
        { column: 'id', value: { kind: 'placeholder', text: '$2' } },
        { column: 'org', value: { kind: 'literal', text: 'x' } },
      ],
      hasReturning: true,
      returning: [
        { column: 'id', alias: null },
        { column: 'name', alias: 'n' },
      ],
    });
  });

  it('a disjunction gives no key', () => {
    expect(fact(only('SELECT a FROM t WHERE id = $1 OR b = 2'), 'select').where).toEqual([]);
  });

  it('nested statements are marked', () => {
    const { facts } = only('WITH a AS (INSERT INTO t (x) VALUES ($1) RETURNING id) SELECT id FROM a');
    expect(facts.filter((found) => found.k === 'insert' || found.k === 'select').map((found) => [found.k, found.nested])).toEqual([
      ['insert', true],
      ['select', false],
    ]);
  });

  it('names fold unless quoted', () => {
    expect(fact(only('DELETE FROM App.Users'), 'delete').table).toMatchObject({ name: 'users', schema: 'app', quoted: false });
  });

  it('holes show in names and values', () => {
    const [statement] = template('UPDATE ${schema}.jobs SET state = ${state} WHERE ${key} = ${id}').sql.statements;
    expect(statement?.source).toBe('pgsql-ast-parser');
    expect(statement && fact(statement, 'update')).toMatchObject({
      table: { name: 'jobs', schema: '${0}', holes: [0] },
      set: [{ column: 'state', value: { kind: 'hole', hole: 1 } }],
      where: [{ column: '${2}', value: { kind: 'hole', hole: 3 } }],
    });
  });

  it('other dialects get facts of low confidence', () => {
    const insert = only('INSERT IGNORE INTO `t` (`a`, `b`) VALUES (?, ?) ON DUPLICATE KEY UPDATE `a` = 1');
    expect(insert.source).toBe('lexical');
    expect(fact(insert, 'insert')).toMatchObject({ table: { name: 't' }, columns: ['a', 'b'], rows: 1, onConflict: 'update' });
  });
});

describe('facts of DDL', () => {
  it('columns, types, keys', () => {
    const table = fact(
      only('CREATE TABLE IF NOT EXISTS t (id serial PRIMARY KEY, a character varying(20) NOT NULL, at timestamp(3) with time zone DEFAULT now(), o int[] REFERENCES p ON DELETE SET NULL, CONSTRAINT u UNIQUE (a, at))'),
      'createTable',
    );
    expect(table.ifNotExists).toBe(true);
    expect(table.columns.map(({ name, type, notNull }) => [name, type?.name, type?.args, type?.array, notNull])).toEqual([
      ['id', 'serial', [], false, true],
      ['a', 'varchar', [20], false, true],
      ['at', 'timestamptz', [3], false, false],
      ['o', 'int4', [], true, false],
    ]);
    expect(table.columns[3]?.references).toMatchObject({ table: { name: 'p' }, columns: ['o'], refColumns: [], onDelete: 'SET NULL', onUpdate: null });
    expect(table.constraints).toMatchObject([{ c: 'unique', name: 'u', columns: ['a', 'at'] }]);
  });

  it('ON DELETE that is not written is null', () => {
    const { constraint } = fact(only('ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES c (d) NOT VALID'), 'alterTable');
    expect(constraint).toMatchObject({ c: 'foreignKey', fk: { onDelete: null, notValid: true, refColumns: ['d'] } });
  });

  it('each action of ALTER TABLE', () => {
    const { facts } = only('ALTER TABLE t ADD COLUMN a int NOT NULL, DROP COLUMN b, ALTER COLUMN c TYPE text USING c::text, ALTER d SET NOT NULL, VALIDATE CONSTRAINT e, ENABLE ROW LEVEL SECURITY');
    const actions = facts.flatMap((found) => (found.k === 'alterTable' ? [[found.action, found.columnName, found.using]] : []));
    expect(actions).toEqual([
      ['addColumn', 'a', false],
      ['dropColumn', 'b', false],
      ['alterType', 'c', true],
      ['setNotNull', 'd', false],
      ['validate', null, false],
      ['enableRls', null, false],
    ]);
  });

  it('indexes', () => {
    expect(fact(only('CREATE UNIQUE INDEX CONCURRENTLY i ON s.t USING gin (a DESC, lower(b)) WHERE c IS NULL'), 'createIndex')).toMatchObject({
      table: { name: 't', schema: 's' }, name: 'i', columns: ['a', null], unique: true, concurrently: true, where: true, method: 'gin',
    });
  });

  it('columns agree with the grammar of PostgreSQL', () => {
    const text = readFileSync(join(import.meta.dirname, 'corpus', 'ddl.sql'), 'utf8');
    for (const { facts, range } of readSql(text).statements) {
      for (const found of facts) {
        if (found.k !== 'createTable') continue;
        const parsed = parseWithPostgres(text.slice(range.start, range.end));
        const tree = parsed?.ok ? parsed.statement() : null;
        const node = tree && 'CreateStmt' in tree ? tree.CreateStmt : undefined;
        const names = (node?.tableElts ?? []).flatMap((element) => ('ColumnDef' in element ? [element.ColumnDef.colname] : []));
        expect(found.columns.map(({ name }) => name)).toEqual(names);
        expect(found.constraints.length).toBe((node?.tableElts ?? []).filter((element) => 'Constraint' in element).length);
      }
    }
  });
});

describe('what parsers stumble over', () => {
  it("Prisma's comment header", () => {
    const text = '/*\n  Warnings:\n\n  - Made the column `naïve` on table `T` required. It\'s $$ [@\\ bad #.\n*/\n-- AlterTable\nALTER TABLE "T" ADD COLUMN "a" TEXT;';
    const statement = only(text);
    expect([statement.source, text.slice(statement.range.start, statement.range.end)]).toEqual(['pgsql-ast-parser', 'ALTER TABLE "T" ADD COLUMN "a" TEXT']);
    expect(statement.comments).toHaveLength(2);
  });

  it("an apostrophe in a comment: /* it's */", () => {
    expect(only("select /* it's */ 1").source).toBe('pgsql-ast-parser');
  });

  it('a tagged dollar string', () => {
    expect(only('DO $body$ begin perform 1; end $body$').source).toBe('pgsql-ast-parser');
  });

  it('offsets after emoji, by bytes, code points and UTF-16', () => {
    const text = "SELECT '😀é', f('ü') FROM t WHERE mood = '😀' AND id = $1";
    for (const parser of ['pgsql-ast-parser', 'libpg-query'] as const) {
      const statement = only(text, { parser });
      expect(statement.source).toBe(parser);
      const key = fact(statement, 'select').where[1];
      expect(key?.value.kind === 'placeholder' && text.slice(key.value.range.start, key.value.range.end)).toBe('$1');
      expect(statement.tokens[fact(statement, 'call').at]?.text).toBe('f');
    }
    expect(only("SELECT '😀é' FROM FROM").syntaxError).toEqual({ offset: 18, message: 'syntax error at or near "FROM"' });
  });

  it('PostgreSQL is no judge of another dialect', () => {
    expect(only('SELECT a FROM t LIMIT 1, 2').syntaxError?.message).toBeTruthy();
    expect(only('SELECT `a` FROM t LIMIT 1, 2').syntaxError).toBe(null);
    expect(only('SELECT a FROM t LIMIT 1, 2', { dialect: 'mysql' }).syntaxError).toBe(null);
  });

  it('an open string has a short message', () => {
    expect(only(`SELECT 'x${'y'.repeat(5000)}`).syntaxError?.message.length).toBeLessThan(130);
  });

  it.each([
    ['no clause at all', 'SELECT a FROM t ${where} ${order}'],
    ['a CTE', 'WITH ${cte} SELECT a FROM q'],
    ['predicates', 'SELECT a FROM t WHERE ${p} AND (${q}) ${r} LIMIT ${n}'],
    ['operator and direction', 'SELECT a FROM t WHERE b ${op} ${v} ORDER BY ${c} ${d}'],
    ['assignments', 'UPDATE t SET ${sets} WHERE id = 1 RETURNING ${cols}'],
    ['rows', 'INSERT INTO t (${cols}) VALUES ${rows} ${conflict}'],
    ['a query', 'SELECT a FROM (${query}) q JOIN ${t} ON q.id = ${t}.id'],
    ['arithmetic of placeholders', 'SELECT a FROM t LIMIT $${n} OFFSET $${m}'],
  ])('holes are repaired: %s', (_name, text) => {
    expect(template(text).sql.statements.map(({ source }) => source)).not.toContain('lexical');
  });

  it('no syntax error where a hole may be to blame', () => {
    expect(template('SELECT FROM WHERE ${x} ${y} GROUP').sql.statements[0]?.syntaxError).toBe(null);
  });
});

describe('limits', () => {
  it('an overflow inside WASM costs an instance and no more', () => {
    const before = sqlParseCounts().recycled;
    for (let i = 0; i < 30; i++) expect(parseWithPostgres(`select 1${'+1'.repeat(60_000)}`)).toBe(null);
    expect(sqlParseCounts().recycled).toBe(before + 30);
    expect(parseWithPostgres('select 1')?.ok).toBe(true);
  });

  it('a long chain of operators never gets there', () => {
    const before = sqlParseCounts();
    const statement = only(`select a from t where b = 1${' + 1'.repeat(10_000)}`);
    expect([statement.source, fact(statement, 'select').hasWhere]).toEqual(['lexical', true]);
    expect(sqlParseCounts()).toEqual(before);
  });

  it('10,000 rows of VALUES are not for pgsql-ast-parser', () => {
    const text = `INSERT INTO t (a, b) VALUES ${Array.from({ length: 10_000 }, (_, i) => `(${i}, 'x')`).join(', ')}`;
    const before = sqlParseCounts().pgsqlAstParser;
    const start = performance.now();
    const statement = only(text);
    expect([statement.source, fact(statement, 'insert').rows]).toEqual(['libpg-query', 10_000]);
    expect(performance.now() - start).toBeLessThan(5000);
    expect(sqlParseCounts().pgsqlAstParser).toBe(before);
  });

  it('deep nesting is read by keywords', () => {
    expect(only(`SELECT a FROM t WHERE ${'('.repeat(5000)}1${')'.repeat(5000)}`).source).toBe('lexical');
  });

  it('the same text is parsed once, and only when a fact is read', () => {
    const text = `SELECT a FROM cached_${Date.now()}`;
    const before = sqlParseCounts().pgsqlAstParser;
    const first = readSql(text);
    expect(sqlParseCounts().pgsqlAstParser).toBe(before);
    expect(first.statements[0]?.facts.length).toBe(1);
    expect(readSql(text).statements[0]?.facts.length).toBe(1);
    expect(sqlParseCounts().pgsqlAstParser).toBe(before + 1);
  });

  it('positions need no parser', () => {
    const before = sqlParseCounts();
    expect(template('SELECT a FROM never_parsed WHERE b = ${x} ${y}').holes).toHaveLength(2);
    expect(sqlParseCounts()).toEqual(before);
  });
});

describe('RETURNING', () => {
  const applied = (text: string): string | null => {
    const statement = readSql(text).statements[0];
    const edit = statement ? returningInsertion(statement, ['id', '"createdAt"']) : null;
    return edit && text.slice(0, edit.offset) + edit.text + text.slice(edit.offset);
  };

  it.each([
    ['INSERT INTO t (a) VALUES (1)', 'INSERT INTO t (a) VALUES (1) RETURNING id, "createdAt"'],
    ['UPDATE t SET a = 1 WHERE b = 2;', 'UPDATE t SET a = 1 WHERE b = 2 RETURNING id, "createdAt";'],
    ['DELETE FROM t WHERE a = 1 -- gone\n', 'DELETE FROM t WHERE a = 1 RETURNING id, "createdAt" -- gone\n'],
    ['INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET a = 2\n', 'INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET a = 2 RETURNING id, "createdAt"\n'],
    ['WITH x AS (DELETE FROM u RETURNING a) INSERT INTO t SELECT a FROM x', 'WITH x AS (DELETE FROM u RETURNING a) INSERT INTO t SELECT a FROM x RETURNING id, "createdAt"'],
  ])('%s', (text, expected) => {
    expect(applied(text)).toBe(expected);
    expect(only(expected.trim()).source).not.toBe('lexical');
  });

  it.each(['SELECT 1', 'INSERT INTO t (a) VALUES (1) RETURNING a'])('nothing for %s', (text) => {
    expect(applied(text)).toBe(null);
  });

  it('nothing after a hole that may bring its own clause', () => {
    const [open, value] = [template('UPDATE t SET a = 1 ${where}'), template('UPDATE t SET a = 1 WHERE b = ${x}')].map(({ sql }) => sql.statements[0]);
    expect(open && returningInsertion(open, ['id'])).toBe(null);
    expect(value && returningInsertion(value, ['id'])?.text).toBe(' RETURNING id');
  });
});

describe('never throws', () => {
  const touch = (text: string): number => {
    mayHoldSql(text);
    looksLikeSql(text);
    const read = template(text);
    const plain = readSql(text).statements.flatMap(({ facts, syntaxError }) => [facts.length, syntaxError?.offset ?? 0]);
    return read.sql.statements.flatMap(({ facts }) => facts).length + plain.length;
  };
  const words = fc.constantFrom(
    'select', 'from', 'where', 'insert into', 'values', 'update', 'set', 'delete', 'with', 'as', '(', ')', ',', ';', '.', "'", '"', '`', '$$', '$1', '?', ':a', '${x}', '$${x}', "'${x}'", '/*', '*/', '--', '\n',
    'order by', 'limit', 'like', 'in', 'any', 'between', 'and', 'or', 'create table', 'alter table', 'references', 'on delete', 'returning', 't', 'a', '=', '||', '::', '[', ']', '1', '😀', 'é', '\0', '\uD800', '\uFEFF', 'copy t from stdin;', '\\.', 'case', 'end', 'begin atomic',
  );

  it('on random words', () => {
    fc.assert(fc.property(fc.array(words, { maxLength: 40 }), fc.constantFrom(' ', ''), (list, glue) => touch(list.join(glue)) >= 0), { numRuns: 600 });
  });

  it('on random characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => touch(text) >= 0), { numRuns: 400 });
  });

  it('on truncated statements, and tokens stay in order', () => {
    const folder = join(import.meta.dirname, 'corpus');
    const statements = readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').split(';\n'));
    fc.assert(
      fc.property(fc.constantFrom(...statements), fc.nat(), fc.nat(), (text, from, to) => {
        const cut = text.slice(0, from % (text.length + 1)) + text.slice(to % (text.length + 1));
        touch(cut);
        let end = 0;
        for (const statement of readSql(cut).statements) {
          for (const token of statement.tokens) {
            expect(token.start).toBeGreaterThanOrEqual(end);
            end = token.end;
          }
          for (const found of statement.facts) expect(found.at).toBeLessThan(statement.tokens.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each(['do $$ begin ', 'select $$ ', "select E'", "select e'\\", 'select $x$ '])('at once on %s without an end', (open) => {
    const start = performance.now();
    for (const parser of ['auto', 'pgsql-ast-parser'] as const) {
      readSql(`${open}${' \n a'.repeat(40)}`, { parser }).statements.flatMap(({ facts }) => facts);
      template(`${open}${' ${x} a'.repeat(40)}`, { parser }).sql.statements.flatMap(({ facts }) => facts);
    }
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('in linear time on hostile text', () => {
    const start = performance.now();
    for (const piece of ['$a$', '${x}', "'", '(', '/*', '$x', '{a', ':a', '${x}a', '1${x}', 'a${x}', '?', '-', 'select ', 'order by ${x} ']) readSqlTokens(piece.repeat(6000));
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

const readSqlTokens = (text: string): number => template(text, { parser: 'none' }).holes.length + partsOf(text).length;
