import type { Dialect, Settings } from '../../core/settings.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import { perFile } from '../../core/memo.ts';
import type { SourceFile } from '../../ast/source-file.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { collectSql, mayReachData } from './collect.ts';
import { builderOperations } from './operations.ts';
import { QueryFinder } from './queries.ts';
import { textOperations } from './statements.ts';
import { wildcardsIn } from './wildcards.ts';
import type { DataOperation, Query, SqlModel, WildcardSearch } from './types.ts';
import { DataValues, dialectNamed } from './values.ts';

const NONE: SqlModel = { queries: [], operations: [], built: [], wildcards: [], texts: [], operationsOf: () => [], operationsIn: () => [] };
const NO_SETTINGS: Settings = {};

const valuesByProject = new WeakMap<Project, DataValues>();
const models = new WeakMap<Project, WeakMap<SourceFile, SqlModel>>();
const dialects = new WeakMap<Project, Map<string, Dialect | 'unknown'>>();

/** Queries and data operations of the linted file. */
export const sqlModel = perFile((context): SqlModel => {
  const settings = settingsOf(context);
  return saysData(context) ? sqlModelOf(sourceFileOf(context), projectOf(context), settings) : NONE;
});

/** Whether the linted file may hold a query or a data operation. */
export const saysData = perFile((context): boolean => mayReachData(hostViewOf(context).file) || (settingsOf(context).sql?.wrappers ?? []).length > 0);

/** The same for every language: a file of SQL holds nothing else. */
export function saysQuery(context: RuleContext): boolean {
  return (context.sourceCode.ast as { readonly type: string }).type === 'SqlFile' || saysData(context);
}

/** Queries and data operations of any file. `operations` is computed when it is first read: it may load a SQL parser. */
export function sqlModelOf(file: SourceFile, project: Project, settings: Settings = NO_SETTINGS): SqlModel {
  let known = models.get(project);
  if (!known) models.set(project, (known = new WeakMap()));
  let model = known.get(file);
  if (!model) known.set(file, (model = make(file, project, settings)));
  return model;
}

/** What expressions of a project are: clients, models, builders. One for each project, so that answers are shared. */
export function dataValuesOf(project: Project): DataValues {
  let values = valuesByProject.get(project);
  if (!values) valuesByProject.set(project, (values = new DataValues(project)));
  return values;
}

function make(file: SourceFile, project: Project, settings: Settings): SqlModel {
  const candidates = collectSql(file);
  const wrappers = settings.sql?.wrappers ?? [];
  if (candidates.calls.length + candidates.tags.length + candidates.texts.length === 0 && wrappers.length === 0) return NONE;
  const values = dataValuesOf(project);
  const fallback = (): Dialect | 'unknown' => settings.dialect ?? dialectOfPackage(file, project);
  const { queries, texts } = new QueryFinder(file, project, values, settings, fallback).find(candidates);
  let all: readonly DataOperation[] | undefined;
  let built: readonly DataOperation[] | undefined;
  let wildcards: readonly WildcardSearch[] | undefined;
  const ofQuery = new Map<Query, readonly DataOperation[]>();
  const model: SqlModel = {
    queries,
    texts,
    get operations() {
      return (all ??= [...queries.flatMap(model.operationsOf), ...model.built].sort(byPlace));
    },
    get built() {
      return (built ??= builderOperations(file, candidates, values, project).map((o) => (o.dialect === 'unknown' && o.client !== 'mongoose' ? { ...o, dialect: fallback() } : o)));
    },
    get wildcards() {
      return (wildcards ??= wildcardsIn(file, candidates, model, values, project, fallback));
    },
    operationsOf(query) {
      const found = ofQuery.get(query) ?? textOperations(query, values);
      ofQuery.set(query, found);
      return found;
    },
    operationsIn: (owner) => [...queries.filter((q) => q.owner === owner).flatMap(model.operationsOf), ...model.built.filter((o) => o.owner === owner)].sort(byPlace),
  };
  return model;
}

/** Orders operations as they stand in their file. */
export function byPlace(a: DataOperation, b: DataOperation): number {
  return a.node.range[0] - b.node.range[0] || a.node.range[1] - b.node.range[1];
}

const DRIVERS: readonly string[] = ['pg', 'postgres', 'slonik', '@vercel/postgres', '@neondatabase/serverless', '@prisma/adapter-pg', '@mikro-orm/postgresql', '@mikro-orm/mysql', '@mikro-orm/sqlite', 'mysql', 'mysql2', 'sqlite3', 'better-sqlite3', 'tedious', 'mssql'];

/** The dialect of the only database driver that the package of a file depends on. */
export function dialectOfPackage(file: { readonly path: string }, project: Project): Dialect | 'unknown' {
  const info = project.packageOf(file);
  if (!info) return 'unknown';
  let known = dialects.get(project);
  if (!known) dialects.set(project, (known = new Map()));
  let dialect = known.get(info.folder);
  if (dialect === undefined) {
    const found = new Set(DRIVERS.flatMap((d) => (info.dependencies.has(d) ? [driverDialect(d)] : [])));
    const [only] = found;
    dialect = only && found.size === 1 ? only : 'unknown';
    known.set(info.folder, dialect);
  }
  return dialect;
}

function driverDialect(driver: string): Dialect {
  return dialectNamed(driver) ?? (driver === 'tedious' ? 'mssql' : 'postgres');
}
