import { basename, dirname, relative } from 'node:path/posix';
import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, SourceFile } from '../../ast/source-file.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import type { Settings } from '../../core/settings.ts';
import { hostViewOf, projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { readSqlFile } from '../../sql/file.ts';
import type { SqlFileNode } from '../../sql/file.ts';
import { isQueryFile } from '../../sql/query-file.ts';
import { roleOf } from '../layers/model.ts';
import { isReleased } from '../schema/model.ts';
import { isDownFile, stepMarks } from '../schema/steps.ts';
import { directionsOf, doesNothing, placeOf } from './directions.ts';
import type { Directions } from './directions.ts';
import { irreversible } from './inferred.ts';
import { isReason } from './reasons.ts';

/** A migration without a way back, with the place to say it. */
export interface OneWay {
  readonly range: readonly [number, number];
  /** `missing`: there is no way back. `empty`: it does nothing and no comment says why. `inferred`: the runner would have to make it and cannot. */
  readonly problem: 'missing' | 'empty' | 'inferred';
  /** What the tool calls the way back, or the operation that has none. */
  readonly name: string;
}

/** Runners of migrations that are code with an `up` and a `down`. */
const RUNNERS = ['knex', 'sequelize', 'sequelize-cli', 'umzug', 'typeorm', 'db-migrate', 'kysely', 'kysely-ctl', 'node-pg-migrate', '@mikro-orm/migrations', 'migrate', 'migrate-mongo'] as const;
/** Those of the setting that have no way back at all. */
const FORWARD_ONLY: ReadonlySet<string> = new Set(['prisma', 'drizzle', 'graphile', 'flyway']);
/** What a runner hands to `up`, by symbol. */
const HANDED = /^new (?:knex#Knex|kysely#Kysely|sequelize#QueryInterface|@sequelize\/core#AbstractQueryInterface|node-pg-migrate#MigrationBuilder|typeorm#QueryRunner)$/u;
const INFERRING = 'node-pg-migrate';

const NAMES_UP = words('up');

/** Whether the linted file may be a migration that has a way back. */
export function mayGoUp(context: RuleContext): boolean {
  return (context.sourceCode.ast as { readonly type: string }).type === 'SqlFile' || says(context, NAMES_UP);
}

/** What is wrong with the way back of the linted migration; null where nothing is, and for what is no migration. */
export const oneWayOf = perFile((context): OneWay | null => {
  const { file, project } = hostViewOf(context);
  const settings = settingsOf(context);
  if (isReleased(file.path, settings.migrations?.since) || FORWARD_ONLY.has(settings.migrations?.runner ?? '')) return null;
  const ast = context.sourceCode.ast as unknown as SqlFileNode | TSESTree.Program;
  if (ast.type === 'SqlFile') return isQueryFile(file.path, file.text) ? null : ofSql(ast, file.path, project);
  return mayGoUp(context) ? ofCode(context, settings) : null;
});

function ofCode(context: RuleContext, settings: Settings): OneWay | null {
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const found = directionsOf(file, project);
  if (!found || !isMigration(context, file, project, found, settings) || doesNothing(file, found.up)) return null;
  const { up, upName, down } = found;
  if (down === 'unknown') return null;
  if (down === 'none') {
    if (!infers(file, project, up, settings)) return { range: upName.range, problem: 'missing', name: 'down' };
    const operation = irreversible(file, found);
    return operation && { range: upName.range, problem: 'inferred', name: file.textOf(operation.callee) };
  }
  if (!doesNothing(file, down.fn) || hasReason(context, file, down.fn)) return null;
  return { range: down.name.range, problem: 'empty', name: 'down' };
}

/** By its types, or a file in a place of migrations whose package has a runner of such. */
function isMigration(context: RuleContext, file: SourceFile, project: Project, { declared, up }: Directions, settings: Settings): boolean {
  if (declared || HANDED.test(handedTo(file, project, up) ?? '')) return true;
  if (roleOf(context).role !== 'migration') return false;
  const dependencies = project.packageOf(file)?.dependencies;
  return settings.migrations?.runner !== undefined || RUNNERS.some((name) => dependencies?.has(name));
}

function handedTo(file: SourceFile, project: Project, { params: [first] }: FunctionNode): string | null {
  return first?.type === 'Identifier' ? project.symbol(originOf(file, first)) : null;
}

/** Whether the runner makes a missing `down` from the `up`. */
function infers(file: SourceFile, project: Project, up: FunctionNode, settings: Settings): boolean {
  const runner = settings.migrations?.runner;
  if (runner !== undefined) return runner === INFERRING;
  const handed = handedTo(file, project, up);
  if (handed !== null && HANDED.test(handed)) return handed.includes(INFERRING);
  return project.packageOf(file)?.dependencies.has(INFERRING) ?? false;
}

/** Whether a comment in or right above a function, or behind it on its last line, gives a reason. */
function hasReason({ sourceCode }: RuleContext, file: SourceFile, fn: FunctionNode): boolean {
  let [start, end] = placeOf(file, fn).range;
  end += /^[^\n]*/u.exec(file.text.slice(end))?.[0].length ?? 0;
  const comments = sourceCode.getAllComments();
  for (const { range } of comments.toReversed()) if (range[1] <= start && file.text.slice(range[1], start).trim() === '') start = range[0];
  return comments.some(({ range, value }) => range[0] >= start && range[1] <= end && isReason(value));
}

function ofSql({ body, comments }: SqlFileNode, path: string, project: Project): OneWay | null {
  if (isDownFile(path) || body.length === 0) return null;
  const marks = stepMarks(comments);
  const [up] = marks.filter(({ step }) => step === 'up');
  if (up) {
    const down = marks.find(({ step }) => step === 'down');
    if (!body.some(({ range }) => isBelow(marks, range[0], 'up'))) return null;
    if (!down) return { range: up.range, problem: 'missing', name: 'Down' };
    const isKept = body.some(({ range }) => isBelow(marks, range[0], 'down')) || comments.some(({ range, value }) => range[0] > down.range[0] && isReason(value));
    return isKept ? null : { range: down.range, problem: 'empty', name: 'Down' };
  }
  const back = wayBackFiles(path, project);
  const first = body[0]?.statement.tokens[0];
  if (!back || !first) return null;
  const range = [first.start, first.end] as const;
  const name = relative(dirname(path), back[0] ?? '');
  const texts = back.map((at) => project.text(at)).filter((text) => text !== null);
  if (texts.length === 0) return { range, problem: 'missing', name };
  return texts.some(goesBack) ? null : { range, problem: 'empty', name };
}

function isBelow(marks: ReturnType<typeof stepMarks>, offset: number, step: 'up' | 'down'): boolean {
  return marks.findLast(({ range }) => range[0] < offset)?.step === step;
}

function goesBack(text: string): boolean {
  const { body, comments } = readSqlFile(text);
  return body.length > 0 || comments.some(({ value }) => isReason(value));
}

/**
 * Where the way back of a `.sql` file would stand, for the tools that keep it in a file of its own: golang-migrate `x.up.sql`, db-migrate `sqls/x-up.sql`,
 * postgrator `1.do.x.sql`, sqitch `deploy/x.sql`, Diesel `up.sql`. Null for every other file.
 */
function wayBackFiles(path: string, project: Project): readonly string[] | null {
  const folder = dirname(path);
  const name = basename(path);
  if (/\.up\.sql$/u.test(name)) return [`${folder}/${name.replace(/\.up\.sql$/u, '.down.sql')}`];
  if (basename(folder) === 'sqls' && /-up\.sql$/u.test(name)) return [`${folder}/${name.replace(/-up\.sql$/u, '-down.sql')}`];
  if (name === 'up.sql') return [`${folder}/down.sql`];
  const version = /^(\d+)\.do\./u.exec(name)?.[1];
  if (version !== undefined) {
    const listed = project.filesOf(project.packageOf({ path })?.folder ?? folder).filter((file) => dirname(file) === folder && basename(file).startsWith(`${version}.undo.`));
    return listed.length > 0 ? listed : [`${folder}/${name.replace('.do.', '.undo.')}`];
  }
  const plan = basename(folder) === 'deploy' ? project.text(`${dirname(folder)}/sqitch.plan`) : null;
  return plan === null ? null : [`${dirname(folder)}/revert/${name}`];
}
