import { describe, expect, it } from 'vitest';
import { sourceRange } from '../../../src/models/sql/text.ts';
import type { TextPart } from '../../../src/models/sql/types.ts';
import { folderOf } from '../../project/folder.ts';
import { factsOf, modelOf, textOf } from './facts.ts';

const POOL = "import { Pool } from 'pg';\nconst pool = new Pool();\n";

/** The text of the only query of a snippet that runs it with `pool.query`. */
function text(code: string): string {
  const { queries } = modelOf(POOL + code);
  expect(queries).toHaveLength(1);
  return queries.map(textOf).join();
}

describe('what a query’s text is', () => {
  it('a literal', () => {
    expect(text("pool.query('SELECT 1');")).toBe('SELECT 1');
  });

  it('a template, its holes by position', () => {
    expect(text('function f(id, q) { pool.query(`SELECT * FROM t WHERE a = ${id} AND b LIKE \'%${q}%\'`); }')).toBe("SELECT * FROM t WHERE a = {value a id} AND b LIKE '%{quoted b q}%'");
  });

  it('a sum', () => {
    expect(text('function f(id) { pool.query("SELECT * FROM t WHERE a = \'" + id + "\'"); }')).toBe("SELECT * FROM t WHERE a = '{quoted a id}'");
  });

  it('a sum of many pieces', () => {
    const pieces = Array.from({ length: 60 }, (_, i) => `'c${i}, '`);
    expect(text(`function f(x) { pool.query('SELECT ' + ${pieces.join(' + ')} + 'z FROM t WHERE a = ' + x); }`)).toMatch(/^SELECT c0, c1, .*c59, z FROM t WHERE a = \{value a x\}$/);
  });

  it('a sum of numbers inside a template is one hole', () => {
    expect(text('function f(i) { pool.query(`SELECT a FROM t LIMIT $${i + 1}`, [i]); }')).toBe('SELECT a FROM t LIMIT ${placeholder i + 1}');
  });

  it('constants, enums and frozen objects are text', () => {
    expect(
      text("const TABLE = 'users'; enum C { A = 'created_at' } const T = Object.freeze({ x: 'roles' });\npool.query(`SELECT ${C.A} FROM ${TABLE} JOIN ${T.x} ON true`);"),
    ).toBe('SELECT created_at FROM users JOIN roles ON true');
  });

  it('a conditional of literals is one of them', () => {
    expect(text("function f(d) { pool.query(`SELECT a FROM t ORDER BY a ${d ? 'ASC' : 'DESC'}`); }")).toBe('SELECT a FROM t ORDER BY a <ASC|DESC>');
  });

  it('a conditional fragment keeps the holes of its branch, with their place', () => {
    expect(text('function f(x) { pool.query(`SELECT a FROM t WHERE true ${x ? `AND b = ${x}` : \'\'}`); }')).toBe('SELECT a FROM t WHERE true <AND b = {value b x}|>');
  });

  it('`&&` is a fragment that may be missing', () => {
    expect(text('function f(x) { pool.query(`SELECT a FROM t ${x && `WHERE b = \'${x}\'`}`); }')).toBe("SELECT a FROM t <|WHERE b = '{quoted b x}'>");
  });

  it('a fallback of a value stays one hole', () => {
    expect(text("function f(req) { pool.query(`SELECT a FROM t WHERE b = '${req.body.b || ''}'`); }")).toBe("SELECT a FROM t WHERE b = '{quoted b req.body.b || ''}'");
  });

  it('+= after another', () => {
    expect(text("function f(x) { let sql = 'SELECT a FROM t'; sql += ' WHERE b = ' + x; sql += ' LIMIT 1'; return pool.query(sql); }")).toBe('SELECT a FROM t WHERE b = {value b x} LIMIT 1');
  });

  it('+= from an empty string, in a branch and its else', () => {
    expect(text("function f(x, y) { let sql = ''; sql += 'SELECT a FROM t WHERE '; if (x) { sql += 'b = '; sql += x; } else { sql += `c = ${y}`; } return pool.query(sql); }")).toBe(
      'SELECT a FROM t WHERE <b = {value b x}|c = {value c y}>',
    );
  });

  it('what is appended after the call is no part of it', () => {
    expect(text("function f() { let sql = 'SELECT a FROM t'; const rows = pool.query(sql); sql += ' broken'; return rows; }")).toBe('SELECT a FROM t');
  });

  it('assigned to itself', () => {
    expect(text("function f(x) { let sql = 'SELECT a FROM t'; sql = `${sql} WHERE b = ${x}`; return pool.query(sql); }")).toBe('SELECT a FROM t WHERE b = {value b x}');
  });

  it('assigned in branches', () => {
    expect(text("function f(x) { let sql; if (x) { sql = 'SELECT a FROM t'; } else { sql = 'SELECT b FROM t'; } return pool.query(sql); }")).toBe('<SELECT a FROM t|SELECT b FROM t>');
  });

  it('an array that is joined', () => {
    expect(text("function f(x) { return pool.query(['SELECT a', 'FROM t', `WHERE b = ${x}`].join('\\n')); }")).toBe('SELECT a FROM t WHERE b = {value b x}');
  });

  it('an array that is pushed to and joined', () => {
    expect(text("function f(x) { const where = ['true']; if (x) where.push(`b = '${x}'`); return pool.query('SELECT a FROM t WHERE ' + where.join(' AND ')); }")).toBe(
      "SELECT a FROM t WHERE true< AND b = '{quoted b x}'|>",
    );
  });

  it('a mapped list is its element', () => {
    expect(text("function f(ids) { return pool.query(`SELECT a FROM t WHERE id IN (${ids.map((id) => `'${id}'`).join(',')})`); }")).toBe("SELECT a FROM t WHERE id IN ('{quoted id id}')");
  });

  it('a list of placeholders holds no hole but its number', () => {
    expect(text("function f(ids) { return pool.query(`SELECT a FROM t WHERE id IN (${ids.map(() => '?').join(',')})`, ids); }")).toBe('SELECT a FROM t WHERE id IN (?)');
    expect(text("function f(ids) { return pool.query(`SELECT a FROM t WHERE id IN (${ids.map((_, i) => `$${i + 1}`).join(', ')})`, ids); }")).toBe('SELECT a FROM t WHERE id IN (${placeholder id i + 1})');
  });

  it('a list of values joined as it stands is one hole', () => {
    expect(text("function f(ids) { return pool.query(`SELECT a FROM t WHERE id IN (${ids.join(',')})`); }")).toBe("SELECT a FROM t WHERE id IN ({value id joined ids.join(',')})");
  });

  it('trimmed, its white space replaced, of another case of quotes', () => {
    expect(text("function f(x) { return pool.query(`  SELECT a\\n FROM t WHERE b = ${x} `.replace(/\\s+/g, ' ').trim()); }")).toBe('SELECT a FROM t WHERE b = {value b x}');
  });

  it('any other replacement is unknown', () => {
    expect(text("function f(x) { return pool.query('SELECT a FROM t WHERE b = :x'.replace(':x', x)); }")).toBe("{fragment 'SELECT a FROM t WHERE b = :x'.replace(…}");
  });

  it('a builder function of the file, its parameters as the arguments', () => {
    expect(text("function build(table, value) { return `SELECT a FROM ${table} WHERE b = '${value}'`; }\nfunction f(x) { return pool.query(build('t', x)); }")).toBe("SELECT a FROM t WHERE b = '{quoted b x}'");
  });

  it('a builder’s own default and the properties of its options', () => {
    expect(text("function build({ column }, table = 't') { return `SELECT a FROM ${table} WHERE ${column} = 1`; }\nfunction f(x) { return pool.query(build({ column: x })); }")).toBe('SELECT a FROM t WHERE {identifier x} = 1');
  });

  it('a builder that returns one of two texts', () => {
    expect(text("const build = (x) => { if (x) return 'SELECT a FROM t'; return 'SELECT b FROM t'; };\nfunction f(x) { return pool.query(build(x)); }")).toBe('<SELECT a FROM t|SELECT b FROM t>');
  });

  it('a builder that calls itself ends', () => {
    expect(text("const build = (x) => 'SELECT a FROM t ' + build(x);\nfunction f(x) { return pool.query(build(x)); }")).toBe('SELECT a FROM t {fragment build(x)}');
  });

  it('a method of the class', () => {
    expect(text("class S { sql(x) { return 'SELECT a FROM t WHERE b = ' + x; } run(y) { return pool.query(this.sql(y)); } }")).toBe('SELECT a FROM t WHERE b = {value b y}');
  });

  it('dedent and String.raw are text', () => {
    expect(text("import dedent from 'dedent';\nfunction f(x) { return pool.query(dedent`\n  SELECT a FROM t WHERE b = ${x}`); }")).toBe('SELECT a FROM t WHERE b = {value b x}');
    expect(text('function f(x) { return pool.query(String.raw`SELECT a FROM t WHERE b ~ \'\\d\' AND c = ${x}`); }')).toBe("SELECT a FROM t WHERE b ~ '\\d' AND c = {value c x}");
  });

  it('format of pg-format escapes all but %s', () => {
    expect(text("import format from 'pg-format';\nfunction f(t, x, y) { return pool.query(format('SELECT a FROM %I WHERE b = %L AND c = %s', t, x, y)); }")).toBe(
      'SELECT a FROM {identifier escaped t} WHERE b = {value b escaped x} AND c = {value c y}',
    );
  });

  it('an escaper is an escaped hole, also through a constant', () => {
    expect(text("import { escapeIdentifier } from 'pg';\nfunction f(t) { const name = escapeIdentifier(t); return pool.query(`SELECT a FROM ${name}`); }")).toBe('SELECT a FROM {identifier escaped name}');
    expect(text('function f(t) { return pool.query(`SELECT a FROM ${pool.escapeIdentifier(t)}`); }')).toBe('SELECT a FROM {identifier escaped pool.escapeIdentifier(t)}');
  });

  it('a constant and a builder of another file', () => {
    const root = folderOf({
      'sql.ts': "export const TABLE = 'users';\nexport function byEmail(email: string) { return `SELECT a FROM ${TABLE} WHERE email = '${email}'`; }",
      'use.ts': "import { Pool } from 'pg';\nimport { byEmail, TABLE } from './sql';\nconst pool = new Pool();\nexport const one = (e: string) => pool.query(byEmail(e));\nexport const all = () => pool.query(`SELECT a FROM ${TABLE}`);",
    });
    expect(factsOf(root)).toContain("4 query   pg postgres text: SELECT a FROM users WHERE email = '{quoted email e}'");
    expect(factsOf(root)).toContain('5 query   pg postgres text: SELECT a FROM users\n');
  });

  it('a hole of a builder knows where it is spliced', () => {
    const { queries } = modelOf(`${POOL}const build = (v) => 'SELECT a FROM t WHERE b = ' + v;\nfunction f(x) { return pool.query(build(x.y)); }`);
    const hole = queries[0]?.parts?.find((p) => p.kind === 'hole');
    expect(hole && [hole.file.textOf(hole.node), hole.file.textOf(hole.at)]).toEqual(['x.y', 'v']);
  });
});

describe('where text stands in the source', () => {
  const found = (code: string, word: string): string => {
    const { queries, file } = modelOf(POOL + code);
    const part = queries[0]?.parts?.find((p): p is TextPart => p.kind === 'text' && p.text.includes(word));
    if (!part) throw new Error('no such text');
    const range = sourceRange(part, part.text.indexOf(word), part.text.indexOf(word) + word.length);
    return range ? file.text.slice(...range) : 'nowhere';
  };

  it.each([
    ['a plain literal', "pool.query('SELECT a FROM t');", 'FROM', 'FROM'],
    ['after escapes of a literal', String.raw`pool.query('SELECT \'x\'\n\u0041\u{1F600}\x41 FROM t');`, 'FROM', 'FROM'],
    ['after a line break of a template', 'pool.query(`SELECT a\r\n  FROM t`);', 'FROM', 'FROM'],
    ['after a hole', 'pool.query(`SELECT ${a} FROM t`);', 'FROM', 'FROM'],
    ['an escape itself', String.raw`pool.query('SELECT \'x\' FROM t');`, "'x'", String.raw`\'x\'`],
    ['a folded enum', "enum E { A = 'a' }\npool.query(`SELECT ${E['A']} FROM t`);", 'FROM', 'FROM'],
  ])('%s', (_, code, word, source) => {
    expect(found(code, word)).toBe(source);
  });
});
