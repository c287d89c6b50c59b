import { describe, expect, it } from 'vitest';
import { expressionOf } from '../../src/sql/expression.ts';
import { tokenize } from '../../src/sql/tokens.ts';

const read = (sql: string): ReturnType<typeof expressionOf> => {
  const { tokens } = tokenize(sql);
  return expressionOf(tokens, 0, tokens.length);
};

describe('expressionOf', () => {
  it.each([
    ['LOWER( "email" )', 'lower(email)'],
    ['(((t.email)))', 'email'],
    ['"Email"', '"Email"'],
    ["((a || ' '::text) || b)", "a || ' ' || b"],
    ["a || (' ' || b)", "a || (' ' || b)"],
    ['(a + b) * c', '(a + b) * c'],
    ['CAST(a AS character varying(20))::text', 'a'],
    ["pg_catalog.to_tsvector('pg_catalog.English'::regconfig, a)", "to_tsvector('english', a)"],
    ["to_tsvector('English')", "to_tsvector('English')"],
    ["meta ->> 'it''s'", "meta ->> 'it''s'"],
    ['now()', 'now()'],
    ['coalesce(a, NULL, 1)', 'coalesce(a, null, 1)'],
  ])('%s is compared as %s', (sql, text) => {
    expect(read(sql)?.text).toBe(text);
  });

  it.each(['', 'a b', 'a ||', '|| a', '$1', 'lower($1)', '(a', 'f(a', 'CASE WHEN a THEN b END', 'a IS NULL', 'CAST(a', 'f(a,)', 'a::', '(a, b)', 'EXTRACT(year FROM a)', 'trim(both from a)'])('%s is not compared', (sql) => {
    expect(read(sql)).toBeNull();
  });

  it('keeps what is written, without qualifiers', () => {
    expect(read("setweight(to_tsvector('simple',coalesce(p.Title , '')),'A')||p.words")?.written).toBe("setweight(to_tsvector('simple', coalesce(Title, '')), 'A') || words");
    expect(read('p.meta::text')?.written).toBe('meta::text');
  });

  it('tells columns, qualifiers and calls', () => {
    expect(read('lower(p.a) || app.p.b || c')).toMatchObject({ columns: ['a', 'b', 'c'], qualifiers: ['p'], calls: [{ name: 'lower', args: ['a'] }] });
  });
});
