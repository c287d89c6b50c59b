import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'libpg-query';
import { describe, expect, it } from 'vitest';
import { parseWithPostgres } from '../../src/sql/engine.ts';
import { readSqlFile } from '../../src/sql/file.ts';
import { readSql } from '../../src/sql/read.ts';
import type { Fact } from '../../src/sql/types.ts';

const folder = join(import.meta.dirname, 'corpus');
const corpus = readdirSync(folder).map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
const statements = corpus.flatMap(({ file, text }) => readSql(text, { parser: 'none' }).statements.map(({ range }) => ({ file, sql: text.slice(range.start, range.end) })));
const both = statements.filter(({ file }) => file !== 'postgres-only.sql');

const facts = (sql: string, parser: 'pgsql-ast-parser' | 'libpg-query' | 'none'): { source: string; facts: readonly Fact[] } => {
  const [statement] = readSql(sql, { parser }).statements;
  return { source: statement?.source ?? '', facts: statement?.facts ?? [] };
};

describe('two parsers, one vocabulary', () => {
  it('has a corpus worth the name', () => {
    expect(statements.length).toBeGreaterThanOrEqual(150);
  });

  it.each(both)('$sql', ({ sql }) => {
    const ast = facts(sql, 'pgsql-ast-parser');
    const pg = facts(sql, 'libpg-query');
    expect(ast.source).toBe('pgsql-ast-parser');
    expect(pg.source).toBe('libpg-query');
    expect(ast.facts).toEqual(pg.facts);
  });

  it.each(statements.filter(({ file }) => file === 'postgres-only.sql'))('only PostgreSQL reads: $sql', ({ sql }) => {
    expect(facts(sql, 'libpg-query').source).toBe('libpg-query');
    expect(readSql(sql).statements[0]?.source).toBe('libpg-query');
  });
});

describe('the .sql files of the fixtures', () => {
  const root = join(import.meta.dirname, '..', '..', 'fixtures');
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.sql') && !path.includes('node_modules'));

  it.each(paths)('%s', async (path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const { body, sql } = readSqlFile(text);
    const { stmts } = (await parse(sql.text)) as { stmts?: unknown[] };
    expect(body.length).toBe(stmts?.length);
    for (const { range } of body) {
      const one = text.slice(...range);
      const [ast, pg] = [facts(one, 'pgsql-ast-parser'), facts(one, 'libpg-query')];
      expect(pg.source, one).toBe('libpg-query');
      if (ast.source === 'pgsql-ast-parser') expect(ast.facts, one).toEqual(pg.facts);
    }
  });

  it('are there', () => {
    expect(paths.length).toBeGreaterThanOrEqual(7);
  });
});

describe('split count', () => {
  it.each(corpus)("is PostgreSQL's: $file", ({ text }) => {
    const read = readSql(text).statements;
    for (const { range } of read) {
      const alone = parseWithPostgres(text.slice(range.start, range.end));
      expect(alone?.ok, text.slice(range.start, range.end)).toBe(true);
    }
    expect(read.length).toBe(text.match(/;\n/g)?.length);
  });
});

/** Tables, keys and flags: what a rule may rest on even where no parser reads the text. */
const outline = (list: readonly Fact[]): unknown[] =>
  list.flatMap((fact): unknown[] => {
    switch (fact.k) {
      case 'select':
        return [[fact.k, fact.at, fact.tables.map(({ table }) => table.name), fact.hasWhere, fact.hasLimit, fact.hasOrderBy, fact.hasGroupBy, fact.star, fact.forUpdate]];
      case 'insert':
        return [[fact.k, fact.at, fact.table.name, fact.columns, fact.rows, fact.source, fact.onConflict, fact.hasReturning]];
      case 'update':
        return [[fact.k, fact.at, fact.table.name, fact.columns, fact.hasWhere, fact.hasReturning, fact.where.map(({ column }) => column)]];
      case 'delete':
        return [[fact.k, fact.at, fact.table.name, fact.hasWhere, fact.hasReturning]];
      default:
        return [];
    }
  });

describe('keywords alone agree on the outline of writes', () => {
  it.each(statements.filter(({ sql }) => /^(?:insert|update|delete)/i.test(sql) && !sql.includes('SET (a, b)')))('$sql', ({ sql }) => {
    expect(outline(facts(sql, 'none').facts)).toEqual(outline(facts(sql, 'libpg-query').facts));
  });
});
