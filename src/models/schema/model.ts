import { basename, dirname } from 'node:path/posix';
import type { TSESTree } from '@typescript-eslint/utils';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import { hostViewOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import type { SqlFileNode } from '../../sql/file.ts';
import { mayHoldSql } from '../../sql/shape.ts';
import { locatorOf } from '../sql/locate.ts';
import { dialectOfPackage, sqlModel } from '../sql/model.ts';
import { columnsOf } from './collect.ts';
import type { SchemaFacts } from './types.ts';

const NONE: SchemaFacts = { columns: [], dialect: 'unknown' };
/** Words without which a text defines no table. */
const DEFINES = /\b(?:create|alter)\s/iu;

/** What the linted file says about the schema, whatever its language. Files that a tool wrote from a schema say nothing: their source does. */
export const schemaOf = perFile((context): SchemaFacts => {
  const ast = context.sourceCode.ast as unknown as SqlFileNode | TSESTree.Program;
  if (!DEFINES.test(context.sourceCode.text) || isReleased(hostViewOf(context).file.path, settingsOf(context).migrations?.since)) return NONE;
  return ast.type === 'SqlFile' ? ofSqlFile(context, ast) : ofCode(context);
});

/** Whether a migration is one of those that `settings.backend.migrations.since` leaves alone: names that begin with a number are in order. */
function isReleased(path: string, since: string | undefined): boolean {
  const name = basename(path) === 'migration.sql' ? basename(dirname(path)) : basename(path);
  return since !== undefined && /^\d/u.test(name) && name.localeCompare(since, 'en', { numeric: true }) <= 0;
}

function ofSqlFile(context: RuleContext, { body, sql }: SqlFileNode): SchemaFacts {
  const { file, project } = hostViewOf(context);
  if (isGenerated(file.path, project)) return NONE;
  const columns = body.flatMap(({ statement }) => columnsOf(statement, (start, end) => [start, end]));
  return { columns, dialect: sql.dialect === 'unknown' ? (settingsOf(context).dialect ?? dialectOfPackage(file, project)) : sql.dialect };
}

/** Migrations of Prisma have one name, those of drizzle-kit a journal beside them. */
function isGenerated(path: string, project: Project): boolean {
  return /\/migrations\/\d+_[^/]*\/migration\.sql$/u.test(path) || project.text(`${dirname(path)}/meta/_journal.json`) !== null;
}

function ofCode(context: RuleContext): SchemaFacts {
  if (!mayHoldSql(context.sourceCode.text)) return NONE;
  const found = sqlModel(context).queries.flatMap((query) => {
    const locate = query.piece || query.file !== sourceFileOf(context) ? null : locatorOf(query);
    const columns = locate ? query.statements.flatMap((statement) => columnsOf(statement, locate)) : [];
    return columns.length > 0 ? [{ columns, dialect: query.dialect }] : [];
  });
  const [first] = found;
  if (!first) return NONE;
  return { columns: found.flatMap(({ columns }) => columns), dialect: found.every(({ dialect }) => dialect === first.dialect) ? first.dialect : 'unknown' };
}
