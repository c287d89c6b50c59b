import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.ts';
import { projectCounts } from '../../src/project/project.ts';
import { sqlParseCounts } from '../../src/sql/engine.ts';
import { folderOf } from '../project/folder.ts';

interface Cost {
  /** Files that the index parsed. */
  readonly files: number;
  /** Statements that were given to a SQL parser. */
  readonly statements: number;
}

/** What every rule together costs beside ESLint's own work, for one file that is on the disk. Comments are left alone: they make the SQL language look for syntax errors. */
function costOf(text: string, path = 'src/a.ts'): Cost {
  const root = folderOf({ 'package.json': '{ "name": "a", "dependencies": { "pg": "8" } }', 'src/price.ts': 'export const price = (lines: readonly string[]) => lines.length;', [path]: text });
  const rules = Object.fromEntries(Object.keys(plugin.rules).map((id) => [`backend/${id}`, 'error' as const]));
  const isSql = path.endsWith('.sql');
  const config: Linter.Config = { files: ['**/*.ts', '**/*.sql'], plugins: { backend: plugin }, rules: isSql ? ofLanguage('backend/sql', rules) : ofLanguage('js/js', rules) };
  const before = { files: projectCounts().parses, statements: statementCount() };
  new Linter({ cwd: root }).verify(text, [isSql ? { ...config, language: 'backend/sql' } : { ...config, languageOptions: { parser } }], { filename: `${root}/${path}`, allowInlineConfig: false });
  return { files: projectCounts().parses - before.files, statements: statementCount() - before.statements };
}

function statementCount(): number {
  const { pgsqlAstParser, libpgQuery } = sqlParseCounts();
  return pgsqlAstParser + libpgQuery;
}

function ofLanguage(language: string, rules: Readonly<Record<string, 'error'>>): Record<string, 'error'> {
  const known = plugin.rules as Readonly<Record<string, { readonly meta: { readonly languages: readonly string[] } }>>;
  return Object.fromEntries(Object.entries(rules).filter(([id]) => known[id.slice('backend/'.length)]?.meta.languages.includes(language)));
}

describe('what a file costs', () => {
  it('no parse of the index where it says nothing of HTTP, data or blocking calls', () => {
    expect(costOf("import { price } from './price';\nexport async function total(lines: readonly string[]) {\n  await Promise.resolve();\n  return price(lines.filter((line) => line.length > 0));\n}")).toEqual({ files: 0, statements: 0 });
  });

  it('no parse of its own where a request is handled', () => {
    expect(costOf("import type { Request, Response } from 'express';\nexport const list = (req: Request, res: Response) => res.json(req.query);")).toEqual({ files: 0, statements: 0 });
  });

  it('no SQL parser for definitions, and for a DELETE whose words tell that it has a condition', () => {
    const text = 'CREATE TABLE cost_a (id bigint PRIMARY KEY, b_id bigint REFERENCES b ON DELETE CASCADE);\nCREATE INDEX ON cost_a (b_id);\nALTER TABLE cost_a ADD COLUMN c text NOT NULL;\nDELETE FROM cost_a WHERE c = 1;';
    expect(costOf(text, 'migrations/0001_a.sql')).toEqual({ files: 0, statements: 0 });
  });

  it('no SQL parser for a query that joins, has an order, or compares by more than equality', () => {
    const query = (sql: string): string => `import { Pool } from 'pg';\nconst pool = new Pool();\nexport const list = (id: string) => pool.query('${sql}', [id]);`;
    for (const sql of ['SELECT a.x FROM a JOIN b ON b.id = a.b_id WHERE a.id = $1 ORDER BY a.x', 'SELECT x FROM cost_b WHERE id > $1 ORDER BY x']) expect(costOf(query(sql)).statements).toBe(0);
  });
});
