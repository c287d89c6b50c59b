import { basename, dirname } from 'node:path/posix';
import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../../ast/source-file.ts';
import { any, words } from '../../core/gates.ts';
import { memo, perFile } from '../../core/memo.ts';
import { settingsOf } from '../../core/settings.ts';
import type { Dialect, Settings } from '../../core/settings.ts';
import { readPrismaFile } from '../../prisma/read.ts';
import type { PrismaFileNode } from '../../prisma/types.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { readSqlFile } from '../../sql/file.ts';
import type { SqlFileNode } from '../../sql/file.ts';
import { isQueryFile } from '../../sql/query-file.ts';
import { mayHoldSql, SAYS_DEFINITION } from '../../sql/shape.ts';
import { saysSql } from '../sql/collect.ts';
import type { StatementKind } from '../../sql/types.ts';
import { locatorOf } from '../sql/locate.ts';
import { dialectOfPackage, sqlModelOf } from '../sql/model.ts';
import { dialectNamed } from '../sql/values.ts';
import { prismaChanges } from './prisma.ts';
import { PrismaSchema } from './prisma-schema.ts';
import { changesOf } from './statements.ts';
import { libraries, librariesIn, SAYS_LIBRARY } from './libraries.ts';
import { sqlSteps, stepOf } from './steps.ts';
import type { Column, SchemaFacts } from './types.ts';

const NONE: SchemaFacts = { changes: [], dialect: 'unknown' };
/** Words without which SQL text changes no schema. */
const DEFINES = /\b(?:create|alter|drop|truncate|delete)\s/i;
const SAYS_CHANGE = any(SAYS_DEFINITION, words(/\b(?:truncate|delete)\b/i));
/** Passed by a file of code that may say anything about a schema. */
const MAY_DEFINE = any(SAYS_LIBRARY, SAYS_CHANGE);

/** Whether the linted file may say anything about a schema, whatever its language. */
export const saysSchema = perFile((context): boolean => {
  const { file } = hostViewOf(context);
  switch ((context.sourceCode.ast as { readonly type: string }).type) {
    case 'PrismaFile':
      return true;
    case 'SqlFile':
      return defines(file);
    default:
      return file.passes(MAY_DEFINE) && ((saysSql(file) && defines(file)) || librariesIn(file).length > 0);
  }
});

function defines(file: SourceFile): boolean {
  return file.passes(SAYS_CHANGE) && DEFINES.test(file.text);
}

/** What the linted file says about the schema, whatever its language. Files that a tool wrote from a schema say nothing: their source does. */
export const schemaOf = perFile((context): SchemaFacts => {
  if (!saysSchema(context)) return NONE;
  const { file, project } = hostViewOf(context);
  const isSql = (context.sourceCode.ast as { readonly type: string }).type === 'SqlFile';
  if (isSql) return isGenerated(file.path, project) ? NONE : migrationSchemaOf(context);
  const facts = migrationSchemaOf(context);
  return facts.changes.length > 0 && (TYPEORM_NAME.test(file.text) || isOfMikroOrm(file.text)) ? NONE : facts;
});

/** The same, with what a tool wrote: what a migration does to the tables that are there it does whoever wrote it. */
export const migrationSchemaOf = perFile((context): SchemaFacts => {
  if (!saysSchema(context)) return NONE;
  const ast = context.sourceCode.ast as unknown as SqlFileNode | PrismaFileNode | TSESTree.Program;
  const { file, project } = hostViewOf(context);
  const settings = settingsOf(context);
  if (isReleased(file.path, settings.migrations?.since)) return NONE;
  if (ast.type === 'PrismaFile') return ofPrisma(ast, file.text, file.path, project, settings);
  if (ast.type !== 'SqlFile') return codeSchemaOf(sourceFileOf(context), projectOf(context), settings);
  return !isQueryFile(file.path, file.text) ? ofSql(ast, file.path, project, settings) : NONE;
});

/** What the text of a `.sql` file says, in order. */
export function sqlSchemaOf(text: string, path: string, project: Project, settings: Settings): SchemaFacts {
  return DEFINES.test(text) && !isQueryFile(path, text) ? ofSql(readSqlFile(text), path, project, settings) : NONE;
}

/** What the text of a Prisma schema says, in order. */
export function prismaSchemaOf(text: string, path: string, project: Project, settings: Settings): SchemaFacts {
  return ofPrisma(readPrismaFile(text), text, path, project, settings);
}

/** What a file of code says: the SQL it runs and the libraries it uses. Worked out once. */
export function codeSchemaOf(file: SourceFile, project: Project, settings: Settings): SchemaFacts {
  let facts = codeFacts.get(file);
  if (!facts) codeFacts.set(file, (facts = ofCode(file, project, settings)));
  return facts;
}

const codeFacts = new WeakMap<SourceFile, SchemaFacts>();

/** Whether a text of code may say anything about a schema. */
export function mayDefine(text: string): boolean {
  return (DEFINES.test(text) && mayHoldSql(text)) || libraries.some(({ hint }) => hint.test(text));
}

/** Whether a migration is one of those that `settings.backend.migrations.since` leaves alone: names that begin with a number are in order. */
export function isReleased(path: string, since: string | undefined): boolean {
  const name = basename(path) === 'migration.sql' ? basename(dirname(path)) : basename(path);
  return since !== undefined && /^\d/u.test(name) && name.localeCompare(since, 'en', { numeric: true }) <= 0;
}

/** What TypeORM calls the constraints in the migrations that it writes from entities. */
const TYPEORM_NAME = /\b(?:PK|FK|UQ|IDX|REL)_[0-9a-f]{20,}\b/u;

/** Class, call and spelling of the migrations that MikroORM writes from entities. */
function isOfMikroOrm(text: string): boolean {
  return text.includes('@mikro-orm/migrations') && /\bclass\s+Migration\d{14}\b/u.test(text) && /\baddSql\(\s*['"`](?:create|alter) (?:unique )?(?:table|index) (?:if (?:not )?exists )?\\?"/u.test(text);
}

/** Migrations of Prisma have one name, and a lock around them wherever they are; those of drizzle-kit a journal beside them. */
function isGenerated(path: string, project: Project): boolean {
  if (basename(path) === 'migration.sql' && (/\/migrations\/\d+_[^/]*\/migration\.sql$/u.test(path) || project.text(`${dirname(dirname(path))}/migration_lock.toml`) !== null)) return true;
  return project.text(`${dirname(path)}/meta/_journal.json`) !== null;
}

/** Kinds of statements that leave every definition as it is. */
const OF_ROWS: ReadonlySet<StatementKind> = new Set<StatementKind>(['insert', 'update', 'delete', 'merge', 'copy', 'select', 'values', 'truncate', 'lock', 'set', 'tx', 'notify', 'comment', 'grant', 'explain', 'maintenance']);

const FOLDER_DIALECT = /^(?:postgres(?:ql)?|pg(?:sql)?|mysql|mariadb|sqlite3?|mssql|sqlserver|clickhouse)$/iu;
const LOCK_PROVIDER = /^\s*provider\s*=\s*"(\w+)"/mu;
const SOURCE_PROVIDER = /\bdatasource\s+\w+\s*\{[^}]*?\bprovider\s*=\s*"(\w+)"/u;
const JOURNAL_DIALECT = /"dialect"\s*:\s*"(\w+)"/u;

/** Prisma and drizzle-kit write the dialect beside their migrations, and a Prisma schema says it for what lies around it; a folder of scripts for one database is called after it. */
function dialectOfFolder(path: string, project: Project): Dialect | null {
  const folder = dirname(path);
  const migrations = dirname(folder);
  const said = (file: string, pattern: RegExp): string | undefined => pattern.exec(project.text(file) ?? '')?.[1];
  const named = basename(path) === 'migration.sql'
    ? (said(`${migrations}/migration_lock.toml`, LOCK_PROVIDER) ?? said(`${dirname(migrations)}/schema.prisma`, SOURCE_PROVIDER))
    : (said(`${folder}/meta/_journal.json`, JOURNAL_DIALECT) ?? said(`${folder}/schema.prisma`, SOURCE_PROVIDER));
  if (named !== undefined) return dialectNamed(named);
  const folders = folder.startsWith(`${project.root}/`) ? folder.slice(project.root.length + 1).split('/') : [];
  const last = folders.findLast((name) => FOLDER_DIALECT.test(name));
  return last === undefined ? null : dialectNamed(last);
}

/** The dialect of a file of SQL, whose text may tell it. */
export function dialectOfSql(told: Dialect | 'unknown', path: string, project: Project, settings: Settings): Dialect | 'unknown' {
  return told === 'unknown' ? (dialectOfFolder(path, project) ?? settings.dialect ?? dialectOfPackage({ path }, project)) : told;
}

function ofSql({ body, comments, sql }: SqlFileNode, path: string, project: Project, settings: Settings): SchemaFacts {
  const step = sqlSteps(path, comments);
  const changes = body.flatMap(({ statement, range }) => changesOf(statement, { locate: (start, end) => [start, end], whole: range, step: step(range[0]), text: sql.text }));
  const partial = [...sql.skimmed].some((kind) => !OF_ROWS.has(kind));
  return { changes, dialect: dialectOfSql(sql.dialect, path, project, settings), ...(partial && { partial }) };
}

function ofPrisma(ast: PrismaFileNode, text: string, path: string, project: Project, settings: Settings): SchemaFacts {
  const schema = new PrismaSchema(ast, path, project);
  const changes = prismaChanges(ast, text, schema);
  return changes.length > 0 ? { changes, dialect: schema.dialect() ?? settings.dialect ?? dialectOfPackage({ path }, project) } : NONE;
}

function ofCode(file: SourceFile, project: Project, settings: Settings): SchemaFacts {
  const found = [...embedded(file, project, settings), ...ofLibraries(file, project, settings)].filter(({ changes }) => changes.length > 0);
  const [first] = found;
  if (!first) return NONE;
  const changes = found.flatMap((facts) => facts.changes).sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  return { changes, dialect: found.every(({ dialect }) => dialect === first.dialect) ? first.dialect : 'unknown' };
}

function embedded(file: SourceFile, project: Project, settings: Settings): readonly SchemaFacts[] {
  if (!saysSql(file) || !defines(file)) return [];
  return sqlModelOf(file, project, settings).queries.map((query) => {
    const locate = query.piece || query.file !== file ? null : locatorOf(query);
    const step = stepOf(file, query.node);
    // outside of a migration the rows of a table are no part of the schema, and a block may be about either
    const statements = locate ? query.statements.filter(({ kind }) => step || (kind !== 'delete' && kind !== 'truncate' && kind !== 'do')) : [];
    const place = { locate: locate ?? none, whole: query.node.range, step: step ?? ('up' as const), text: file.text };
    return { changes: statements.flatMap((statement) => changesOf(statement, place)), dialect: query.dialect };
  });
}

const none = (): null => null;

function ofLibraries(file: SourceFile, project: Project, settings: Settings): readonly SchemaFacts[] {
  return librariesIn(file).map((library) => ({ changes: library.collect(file, project), dialect: library.dialect ?? settings.dialect ?? dialectOfPackage(file, project) }));
}

/** Columns that a file makes or gives a new type; not those that a `down` brings back. */
export const columnsOf: (facts: SchemaFacts) => readonly Column[] = memo(({ changes }) =>
  changes.flatMap((change) => {
    if (change.step === 'down') return [];
    if (change.kind === 'createTable') return change.columns;
    return change.kind === 'addColumn' || change.kind === 'alterType' ? [change.column] : [];
  }),
);
