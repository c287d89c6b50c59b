import { readSqlFile } from '../../sql/file.ts';
import { textLanguage } from '../language.ts';
import { SqlSourceCode, VISITOR_KEYS } from './source-code.ts';

/** `backend/sql`: files of SQL for ESLint. A statement that PostgreSQL's grammar rejects is a problem of its own and hides no other. */
export const sqlLanguage = textLanguage({ read: readSqlFile, sourceCode: (text, ast) => new SqlSourceCode(text, ast), visitorKeys: VISITOR_KEYS });
