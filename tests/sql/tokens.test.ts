import { describe, expect, it } from 'vitest';
import { splitStatements, spanRange } from '../../src/sql/split.ts';
import { tokenize } from '../../src/sql/tokens.ts';
import type { SqlDialect } from '../../src/sql/types.ts';

const kinds = (text: string, dialect?: SqlDialect): string[] => tokenize(text, dialect ? { dialect } : {}).tokens.map((token) => `${token.kind} ${token.text}`);
const split = (text: string): string[] => {
  const { tokens } = tokenize(text);
  return splitStatements(tokens).map((span) => {
    const { start, end } = spanRange(tokens, span);
    return text.slice(start, end);
  });
};

describe('tokens', () => {
  it.each([
    ['plain words and numbers', 'select a1, 2.5 from t', ['word select', 'word a1', 'punctuation ,', 'number 2.5', 'word from', 'word t']],
    ['a doubled quote stays inside', "'it''s'", ["string 'it''s'"]],
    ['an E string escapes by backslash', "E'it\\'s' x", ["string E'it\\'s'", 'word x']],
    ['a standard string does not', "'a\\' b", ["string 'a\\'", 'word b']],
    ['a Unicode string', "U&'d\\0061t' U&\"d\"", ["string U&'d\\0061t'", 'quoted U&"d"']],
    ['dollar quotes', 'do $$ a; b $$', ['word do', 'dollar $$ a; b $$']],
    ['tagged dollar quotes', '$f$ $$ $f$', ['dollar $f$ $$ $f$']],
    ['quoted identifiers', '"a ""b""" `c` d', ['quoted "a ""b"""', 'quoted `c`', 'word d']],
    ['numbered placeholders', 'a=$1 and b=$12', ['word a', 'operator =', 'placeholder $1', 'word and', 'word b', 'operator =', 'placeholder $12']],
    ['question marks', 'a = ? and b in (?,?)', ['word a', 'operator =', 'placeholder ?', 'word and', 'word b', 'word in', 'punctuation (', 'placeholder ?', 'punctuation ,', 'placeholder ?', 'punctuation )']],
    ['mysql identifiers', 'select ?? from ??', ['word select', 'placeholder ??', 'word from', 'placeholder ??']],
    ['jsonb operators are not placeholders', "a ? 'k' and b ?| c", ['word a', 'operator ?', "string 'k'", 'word and', 'word b', 'operator ?|', 'word c']],
    ['named placeholders and casts', 'a = :id::uuid', ['word a', 'operator =', 'placeholder :id', 'operator ::', 'word uuid']],
    ['knex identifiers', 'select :col: from t', ['word select', 'placeholder :col:', 'word from', 'word t']],
    ['at-sign placeholders', 'a = @id and b @> c', ['word a', 'operator =', 'placeholder @id', 'word and', 'word b', 'operator @>', 'word c']],
    ['an operator glued to a placeholder', 'a=@id,b=-1,c>=%s', ['word a', 'operator =', 'placeholder @id', 'punctuation ,', 'word b', 'operator =', 'operator -', 'number 1', 'punctuation ,', 'word c', 'operator >=', 'placeholder %s']],
    ['clickhouse parameters', 'x = {id: UUID}', ['word x', 'operator =', 'placeholder {id: UUID}']],
    ['double braces', 'x = {{siteId::uuid}}', ['word x', 'operator =', 'placeholder {{siteId::uuid}}']],
    ['dollar names', 'x = $name', ['word x', 'operator =', 'placeholder $name']],
    ['psql variables', "x = :'v'", ['word x', 'operator =', "placeholder :'v'"]],
    ['an array slice is no placeholder', 'a[1:n]', ['word a', 'punctuation [', 'number 1', 'operator :', 'word n', 'punctuation ]']],
    ['modulo is no placeholder', 'a %s', ['word a', 'operator %', 'word s']],
    ['comments inside an operator run', 'a+--x\nb', ['word a', 'operator +', 'word b']],
    ['exponents and underscores', '1e5 1_000 0x1F 1..2', ['number 1e5', 'number 1_000', 'number 0x1F', 'number 1', 'punctuation .', 'number .2']],
  ])('%s', (_name, text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  it('MySQL: hash comments and backslashes in strings', () => {
    expect(kinds("select 'it\\'s' # note", 'mysql')).toEqual(['word select', "string 'it\\'s'"]);
  });

  it('nested block comments are one comment', () => {
    const { tokens, comments } = tokenize('a /* b /* c */ d */ e');
    expect(tokens.map(({ text }) => text)).toEqual(['a', 'e']);
    expect(comments.map(({ text }) => text)).toEqual(['/* b /* c */ d */']);
  });

  it('offsets are UTF-16', () => {
    const text = "select '😀é' as x";
    for (const { start, end, text: written } of tokenize(text).tokens) expect(text.slice(start, end)).toBe(written);
    expect(tokenize(text).tokens.at(-1)?.start).toBe(16);
  });

  it('a quoted identifier is never a keyword', () => {
    expect(tokenize('"select"').tokens[0]?.word).toBe('');
  });

  it('rows after COPY … FROM stdin are no SQL', () => {
    expect(split("COPY t (a) FROM stdin;\n1\tit's; x\n\\.\nSELECT 1;")).toEqual(['COPY t (a) FROM stdin', 'SELECT 1']);
  });
});

describe('statements', () => {
  it.each([
    ['semicolons', 'select 1; select 2 ;', ['select 1', 'select 2']],
    ['empty statements are left out', ';;-- x\n;', []],
    ['a semicolon in a string', "select ';'; select 2", ["select ';'", 'select 2']],
    ['a semicolon in a comment', 'select 1 /* ; */ + 2 -- ;', ['select 1 /* ; */ + 2']],
    ['an apostrophe in a comment', "/* it's */ select 1; select 2", ['select 1', 'select 2']],
    ['a semicolon in a dollar quote', 'do $x$ begin; end; $x$; select 1', ['do $x$ begin; end; $x$', 'select 1']],
    ['parentheses', 'create rule r as on insert to t do (select 1; select 2); select 3', ['create rule r as on insert to t do (select 1; select 2)', 'select 3']],
    [
      'BEGIN ATOMIC',
      'create function f() returns int begin atomic select 1; select case when a then 1 end; end; select 2',
      ['create function f() returns int begin atomic select 1; select case when a then 1 end; end', 'select 2'],
    ],
    ['an SQLite trigger', 'create trigger t after insert on a begin update b set c = 1; end; select 2', ['create trigger t after insert on a begin update b set c = 1; end', 'select 2']],
    ['BEGIN as a transaction splits', 'begin; select 1; end;', ['begin', 'select 1', 'end']],
    ['psql commands', '\\set x 1\nselect 1;\n\\echo done\nselect 2', ['select 1', 'select 2']],
  ])('%s', (_name, text, expected) => {
    expect(split(text)).toEqual(expected);
  });
});
