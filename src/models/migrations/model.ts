import { basename, dirname, join } from 'node:path/posix';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { displayName } from '../../ast/syntax.ts';
import { memo, perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import { hostViewOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import type { SqlFileNode } from '../../sql/file.ts';
import { roleOf } from '../layers/model.ts';
import { codeSchemaOf, migrationSchemaOf, sqlSchemaOf } from '../schema/model.ts';
import type { Change, ColumnType, Name } from '../schema/types.ts';
import { RUNNERS } from './runners.ts';
import type { Migration, MigrationStep, Runner } from './types.ts';

/** The migration that the linted file is, where it is one of a PostgreSQL database; what its `up` does. */
export const migrationOf = perFile((context): Migration | null => {
  const facts = migrationSchemaOf(context);
  if (facts.dialect !== 'postgres' || facts.changes.length === 0) return null;
  const changes = (isSql(context) ? (isMigrationFile(context) ? facts.changes : []) : changesOfCode(context, facts.changes)).filter(({ step }) => step === 'up');
  return changes.length === 0 ? null : { runner: runnerOf(context), steps: stepsOf(changes, context.sourceCode.text), changes, partial: facts.partial ?? false };
});

/** Whether a step runs inside a transaction; null when that is not known. */
export function runsInTransaction(context: RuleContext, { runner }: Migration, { within }: MigrationStep): boolean | null {
  const { text } = context.sourceCode;
  if (within === 'begun') return true;
  if (!runner) return null;
  // a transaction of the code's own may be around anything
  if (!isSql(context) && /\b(?:start|begin|commit)?transaction\(/iu.test(text) && !runner.optsOut?.test(text)) return null;
  switch (runner.transaction) {
    case 'never':
      return false;
    case 'each':
      if (runner.optsOut?.test(text)) return false;
      return within === 'ended' || isConfigured(context, runner) ? null : true;
    case 'script':
      return within === 'ended' ? null : statementsOf(context) > 1;
    default:
      return null;
  }
}

/** Whether another migration has a CHECK that a column is not null: SET NOT NULL reads no row once it is validated. */
export function hasNotNullCheck(context: RuleContext, column: string): boolean {
  const { file } = hostViewOf(context);
  const check = new RegExp(`\\bcheck\\s*\\(+[\\s\\\\"]*${escaped(column)}[\\s\\\\"]+is\\s+not\\s+null`, 'iu');
  return textsWithChecks(context).some(({ path, text }) => path !== file.path && check.test(text));
}

/** Texts of the folder of the linted migration that have a CHECK: of many migrations few. */
function textsWithChecks(context: RuleContext): readonly MigrationText[] {
  const { file, project } = hostViewOf(context);
  const known = checksByFolder(project);
  const folder = folderOf(file.path);
  let found = known.get(folder);
  if (!found) known.set(folder, (found = textsIn(folder, file, project).filter(({ text }) => /\bcheck\s*\(/iu.test(text))));
  return found;
}

const checksByFolder: (project: Project) => Map<string, readonly MigrationText[]> = memo(() => new Map());

interface MigrationText {
  readonly path: string;
  readonly text: string;
}

/** The table of an index, by the text of the migrations; null where none makes it. */
export function tableOfIndex(context: RuleContext, index: string): string | null {
  const made = new RegExp(`\\bindex\\b[^;]{0,60}?\\b${escaped(index)}[\\s\\\\"]+on\\s+(?:only\\s+)?[\\\\"]*(?:\\w+[\\\\"]*\\.[\\\\"]*)?(\\w+)`, 'iu');
  for (const text of [context.sourceCode.text, ...otherMigrations(context)]) {
    const table = made.exec(text)?.[1];
    if (table !== undefined) return table;
  }
  return null;
}

/** The type that the migrations before the linted one give a column; null where they do not tell. */
export function typeBefore(context: RuleContext, table: Name, column: string): ColumnType | null {
  const { file, project } = hostViewOf(context);
  const settings = settingsOf(context);
  const earlier = pathsBeside(context).filter((path) => byName.compare(path, file.path) < 0).sort((a, b) => byName.compare(b, a));
  for (const path of earlier) {
    const text = project.text(path) ?? '';
    if (!text.includes(column) || !text.includes(table.name)) continue;
    const code = project.file(path);
    const { changes } = code ? codeSchemaOf(code, project, settings) : sqlSchemaOf(path.endsWith('.sql') ? text : '', path, project, settings);
    const columns = changes.filter(({ step }) => step === 'up').flatMap((change) => {
      if (!('table' in change) || !change.table || !isSame(change.table, table)) return [];
      return change.kind === 'createTable' ? change.columns : change.kind === 'addColumn' || change.kind === 'alterType' ? [change.column] : [];
    });
    const found = columns.findLast(({ name }) => name.name === column);
    if (found) return found.type;
  }
  return null;
}

const byName = new Intl.Collator('en', { numeric: true });

/** Texts of the migrations beside the linted one. */
function otherMigrations(context: RuleContext): readonly string[] {
  const { file, project } = hostViewOf(context);
  return textsIn(folderOf(file.path), file, project).flatMap(({ path, text }) => (path === file.path ? [] : text));
}

function textsIn(folder: string, file: SourceFile, project: Project): readonly MigrationText[] {
  return pathsIn(folder, file, project).flatMap((path) => {
    const text = project.text(path);
    return text === null ? [] : { path, text };
  });
}

function pathsBeside(context: RuleContext): readonly string[] {
  const { file, project } = hostViewOf(context);
  return pathsIn(folderOf(file.path), file, project).filter((path) => path !== file.path);
}

function pathsIn(folder: string, file: SourceFile, project: Project): readonly string[] {
  const info = project.packageOf(file);
  return info ? project.filesOf(info.folder).filter((path) => path.startsWith(folder)) : [];
}

function folderOf(path: string): string {
  return `${isFolderOfOne(path) ? dirname(dirname(path)) : dirname(path)}/`;
}

function escaped(name: string): string {
  return name.replace(/[$()*+.?[\\\]^{|}]/gu, '\\$&');
}

/** Whether two names may be of one relation: a schema that is not written is any. */
export function isSame(a: Name, b: Name): boolean {
  return a.name === b.name && (a.schema === b.schema || isOpen(a.schema) || isOpen(b.schema));
}

function isOpen(schema: string | null): boolean {
  return schema === null || schema.includes('${');
}

function isSql(context: RuleContext): boolean {
  return (context.sourceCode.ast as { readonly type: string }).type === 'SqlFile';
}

function statementsOf(context: RuleContext): number {
  return isSql(context) ? (context.sourceCode.ast as unknown as SqlFileNode).body.length : 1;
}

const MIGRATION_FOLDER = /^(?:.*[-_.])?migrat(?:e|ions?)$/iu;
/** `0001_add.sql`, `20240101-add.sql`, `V2__add.sql`, `003.do.add.sql`. */
const NUMBERED = /^[VU]?\d[\d._]*(?:__|[-_.]).*\.sql$/u;

function isMigrationFile(context: RuleContext): boolean {
  const { file, project } = hostViewOf(context);
  if (NUMBERED.test(basename(file.path)) || roleOf(context).role === 'migration') return true;
  const folders = dirname(file.path).slice(project.root.length).split('/');
  return folders.some((name) => MIGRATION_FOLDER.test(name)) || RUNNERS.some((runner) => isFileOf(runner, file, project));
}

function isFileOf({ reads, path, mark, beside = [] }: Runner, file: SourceFile, project: Project): boolean {
  if (!reads.includes('sql')) return false;
  return path?.test(file.path) === true || mark?.test(file.text) === true || beside.some((name) => project.text(join(dirname(file.path), name)) !== null);
}

/**
 * Changes that a migration written in code makes: those in its `up`, and all of them in a file of the migrations that has
 * none. An application that installs its own tables is no migration.
 */
function changesOfCode(context: RuleContext, changes: readonly Change[]): readonly Change[] {
  const file = sourceFileOf(context);
  const functions: readonly Node[] = [...file.nodes('FunctionDeclaration'), ...file.nodes('FunctionExpression'), ...file.nodes('ArrowFunctionExpression')];
  const named = (name: string): readonly Node[] => functions.filter((node) => displayName(file, node as TSESTree.FunctionExpression)?.split('.').at(-1) === name);
  const ups = named('up');
  if (ups.length > 0) return changes.filter(({ range }) => ups.some((up) => up.range[0] <= range[0] && range[1] <= up.range[1]));
  return roleOf(context).role === 'migration' && named('down').length === 0 ? changes : [];
}

function runnerOf(context: RuleContext): Runner | null {
  const { file, project } = hostViewOf(context);
  const { runner } = settingsOf(context).migrations ?? {};
  if (runner) return RUNNERS.find(({ name }) => name === runner) ?? null;
  const known = isSql(context) ? RUNNERS.find((one) => isFileOf(one, file, project)) : runnerOfCode(file.text);
  if (known) return known;
  const depends = project.packageOf(file)?.dependencies;
  return only(RUNNERS.filter(({ reads, packages }) => reads.includes(isSql(context) ? 'sql' : 'code') && packages.some((name) => depends?.has(name))));
}

const SPECIFIER = /(?:\bfrom\s*|\b(?:require|import)\s*\(\s*)['"]((?:@[^'"/]+\/)?[^'"/]+)/gu;

function runnerOfCode(text: string): Runner | null {
  const imported = new Set([...text.matchAll(SPECIFIER)].map(([, name]) => name ?? ''));
  const ofCode = RUNNERS.filter(({ reads }) => reads.includes('code'));
  return only(ofCode.filter(({ packages }) => packages.some((name) => imported.has(name)))) ?? only(ofCode.filter(({ mark }) => mark?.test(text)));
}

function only(runners: readonly Runner[]): Runner | null {
  return runners.length === 1 ? (runners[0] ?? null) : null;
}

/** Prisma's kind of migrations: a folder for each. */
function isFolderOfOne(path: string): boolean {
  return basename(path) === 'migration.sql';
}

/** Files that may configure a tool. */
const CONFIGURES = /(?:knexfile|data-?source|config|database|\bdb\b|migrat|orm)[^/]*\.[cm]?[jt]s$|\/(?:db|database|config)\//iu;

/** Whether the project may have turned transactions off for all migrations. */
function isConfigured(context: RuleContext, { configured }: Runner): boolean {
  const { file, project } = hostViewOf(context);
  const info = project.packageOf(file);
  if (!configured || !info) return false;
  const own = `${dirname(file.path)}/`;
  const files = project.filesOf(info.folder).filter((path) => CONFIGURES.test(path) && !path.startsWith(own));
  return [`${info.folder}/package.json`, ...files].some((path) => configured.test(project.text(path) ?? ''));
}

/** What is done to relations that were there before; where a name is not known, nothing is. */
function stepsOf(changes: readonly Change[], text: string): readonly MigrationStep[] {
  const made = new NameSet();
  const builtTables = tablesOfBuilders(text);
  const madeIndexes = new Set<string>();
  const emptied = new NameSet();
  const steps: MigrationStep[] = [];
  let within: MigrationStep['within'] = null;
  const isMade = (table: Name): boolean => table.name.includes('${') || made.has(table) || builtTables.has(table.name);
  for (const change of changes) {
    switch (change.kind) {
      case 'createTable':
      case 'createRelation':
        made.add(change.table);
        for (const { name } of change.kind === 'createTable' ? change.indexes : []) if (name) madeIndexes.add(name);
        continue;
      case 'begin':
        within = 'begun';
        continue;
      case 'commit':
        within = 'ended';
        continue;
      case 'createEnum':
      case 'set':
        continue;
      case 'dropIndex':
        if (madeIndexes.has(change.name) || change.name.includes('${') || (change.table && isMade(change.table))) continue;
        break;
      default:
        if (change.kind === 'createIndex' && change.index.name) madeIndexes.add(change.index.name);
        if (isMade(change.table)) {
          if (change.kind === 'renameTable') made.add(change.to);
          continue;
        }
        if (change.kind === 'truncate' || change.kind === 'deleteAll') emptied.add(change.table);
    }
    const { table } = change;
    steps.push({ change, within: change.inBlock ? 'begun' : within, emptied: table !== null && emptied.has(table) });
  }
  return steps;
}

/** Names of relations: a migration may have thousands. */
class NameSet {
  readonly #named = new Map<string, Name[]>();

  add(name: Name): void {
    const named = this.#named.get(name.name);
    if (named) named.push(name);
    else this.#named.set(name.name, [name]);
  }

  has(name: Name): boolean {
    return this.#named.get(name.name)?.some((one) => isSame(one, name)) ?? false;
  }
}

/** Tables that a builder makes in a way that no adapter reads. */
function tablesOfBuilders(text: string): ReadonlySet<string> {
  const names = [...text.matchAll(/\bcreateTable\w*\s*\([^;'"`]{0,200}['"`]([^'"`]+)['"`]/gu)].map(([, name]) => name ?? '');
  return new Set(names.flatMap((name) => [name, ...name.split('.').map((_, i, parts) => parts.slice(i).join('.'))]));
}
