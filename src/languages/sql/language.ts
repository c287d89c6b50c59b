import type { File, Language, OkParseResult } from '@eslint/core';
import { readSqlFile } from '../../sql/file.ts';
import type { SqlFileNode } from '../../sql/file.ts';
import { SqlSourceCode, VISITOR_KEYS } from './source-code.ts';
import type { SqlLanguageTypes } from './source-code.ts';

interface Types extends SqlLanguageTypes {
  Code: SqlSourceCode;
  Node: SqlLanguageTypes['SyntaxElementWithLoc'];
}

/**
 * `backend/sql`: files of SQL for ESLint. A statement that PostgreSQL's grammar rejects is a problem of its own and hides no other.
 * Source: ESLint docs, Languages.
 */
export const sqlLanguage: Language<Types> = {
  fileType: 'text',
  lineStart: 1,
  columnStart: 0,
  nodeTypeKey: 'type',
  visitorKeys: VISITOR_KEYS,
  // Configurations for all files name a parser or globals: those are for JavaScript, and no mistake here.
  validateLanguageOptions: () => undefined,
  normalizeLanguageOptions: () => ({}),
  parse(file: File): OkParseResult<SqlFileNode> {
    return { ok: true, ast: readSqlFile(textOf(file)) };
  },
  createSourceCode(file: File, { ast }: OkParseResult<SqlFileNode>): SqlSourceCode {
    return new SqlSourceCode(textOf(file), ast);
  },
};

function textOf({ body }: File): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}
