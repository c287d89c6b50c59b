import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, enclosingFunction } from '../../ast/syntax.ts';
import { any, words } from '../../core/gates.ts';
import { memo, perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import type { Settings } from '../../core/settings.ts';
import { hostViewOf, projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { SAYS_DEFINITION } from '../../sql/shape.ts';
import { httpModel, saysHttp } from '../http/model.ts';
import { fileRole } from '../layers/model.ts';
import { reachedFrom, runsAtLoad, runsIn } from '../reach/model.ts';
import type { Start } from '../reach/types.ts';
import { codeSchemaOf } from '../schema/model.ts';
import type { Change } from '../schema/types.ts';
import { stepOf } from '../schema/steps.ts';
import { sqlModelOf } from '../sql/model.ts';
import { Environments } from './environments.ts';
import { changeOf } from './statements.ts';

/** A change of the schema that runs while the application serves. */
export interface ServedChange {
  /** Where the linted file runs it: the statement, or the call that leads to it in another file. */
  readonly node: Node;
  /** `CREATE TABLE users`. */
  readonly change: string;
  /** Functions from the handler or method to the change. */
  readonly path: readonly string[];
}

interface SchemaChange {
  readonly node: Node;
  readonly change: string;
  readonly table: string | null;
}

const MAY_CHANGE = /\b(?:create|alter|drop)\s+\w|\bschema\b/i;
const SAYS_CHANGE = any(SAYS_DEFINITION, words('schema', 'Schema', 'SCHEMA', '$schema'));
/** A word in the name of a function or route that says that it sets a schema up, whoever calls it. */
const SETS_UP = /^(?:(?:un)?install(?:er|ation)?|migrat(?:e|es|ion|ions|or)|setup|bootstrap|initiali[sz]e|init|upgrade|provision|seeds?|reset|rollback)$/u;
/** Tables in which runners keep what they have run. */
const LEDGER = /migrat|schema_?(?:version|history|info)|version_?(?:info|history)|^versions?$/iu;
/** Roles of files whose methods run for a caller, and of those that no server runs. */
const METHODS: ReadonlySet<string> = new Set(['repository', 'service', 'controller', 'job']);
const ELSEWHERE: ReadonlySet<string> = new Set(['migration', 'script', 'cli', 'test', 'generated', 'browser']);
const BUILT: Readonly<Partial<Record<Change['kind'], string>>> = {
  createTable: 'CREATE TABLE', addColumn: 'ALTER TABLE', alterType: 'ALTER TABLE', setNotNull: 'ALTER TABLE', dropNotNull: 'ALTER TABLE', dropColumn: 'ALTER TABLE', renameColumn: 'ALTER TABLE', renameTable: 'ALTER TABLE',
  addConstraint: 'ALTER TABLE', dropConstraint: 'ALTER TABLE', createIndex: 'CREATE INDEX ON', dropIndex: 'DROP INDEX', dropTable: 'DROP TABLE',
};

/** Whether the linted file may change a schema, or reach a change from a handler. */
export function mayServeChanges(context: RuleContext): boolean {
  return says(context, SAYS_CHANGE) || saysHttp(context);
}

/** The changes that the linted file makes while it handles requests and jobs, or in methods that read and write rows for a caller. */
export const servedChangesOf = perFile((context): readonly ServedChange[] => {
  if (httpModel(context).handlers.length === 0 && !mayChange(hostViewOf(context).file)) return [];
  const [file, project, settings] = [sourceFileOf(context), projectOf(context), settingsOf(context)];
  const found = new Map<Node, ServedChange>();
  const handlers = httpModel(context).handlers.filter((handler) => handler.file === file && !setsUp(handler.route?.path ?? ''));
  for (const served of [...reachable(handlers, project, settings), ...inMethods(file, project, settings)]) if (!found.has(served.node)) found.set(served.node, served);
  return [...found.values()].sort((a, b) => a.node.range[0] - b.node.range[0]);
});

/** The changes in the functions that some functions reach. What another file says of itself is said there. */
function reachable(starts: readonly Start[], project: Project, settings: Settings): readonly ServedChange[] {
  return reachedFrom(starts, project).flatMap(({ fn, file, path, exit }): readonly ServedChange[] => {
    if (path.some(setsUp)) return [];
    const said = exit ? inMethods(file, project, settings) : [];
    return changesIn(file, project, settings)
      .filter(({ node }) => runsIn(file, fn, node) && !said.some((other) => other.node === node))
      .map(({ node, change }) => ({ node: exit ?? node, change, path }));
  });
}

/**
 * The changes in services and repositories that a function makes, itself or through others of its file, that also reads or writes rows of
 * the same table with what its caller gives: it runs at each call.
 */
function inMethods(file: SourceFile, project: Project, settings: Settings): readonly ServedChange[] {
  const changes = changesIn(file, project, settings).filter(({ table }) => table !== null && !LEDGER.test(table));
  if (changes.length === 0 || !METHODS.has(fileRole(file, project, settings).role)) return [];
  return changes.flatMap(({ table, node }) => {
    const owners = sqlModelOf(file, project, settings).operations.filter((operation) => operation.table?.toLowerCase() === table?.toLowerCase()).flatMap(({ node: at }) => ownerOf(file, at) ?? []);
    const starts = [...new Set(owners)].filter((fn) => fn.params.length > 0 && !runsAtLoad(file, fn)).map((fn) => ({ fn, file }));
    return reachedFrom(starts, project).flatMap(({ fn, file: at, path, exit }) => {
      const change = at === file && !exit && !path.some(setsUp) && runsIn(file, fn, node) ? changes.find((one) => one.node === node) : undefined;
      return change ? [{ node, change: change.change, path }] : [];
    });
  });
}

/** The nearest function that is no callback: `save` around `db.transaction(async (tx) => …)`. */
function ownerOf(file: SourceFile, node: Node): FunctionNode | null {
  let fn = enclosingFunction(file, node);
  while (fn && file.parent(fn)?.type === 'CallExpression') fn = enclosingFunction(file, fn);
  return fn;
}

/** Whether a word of a name or a route says that it sets something up: `DatabaseMigrator.run`, `/admin/install`. */
function setsUp(name: string): boolean {
  return name.replaceAll(/(?<=[a-z\d])(?=[A-Z])/gu, ' ').toLowerCase().split(/[^a-z]+/u).some((word) => SETS_UP.test(word)) || /set[-_ ]?up/iu.test(name);
}

const changesByFile: (project: Project) => WeakMap<SourceFile, readonly SchemaChange[]> = memo(() => new WeakMap());

/** Every statement and call of a file that changes a schema, but in migrations, scripts and tests. */
function changesIn(file: SourceFile, project: Project, settings: Settings): readonly SchemaChange[] {
  const known = changesByFile(project);
  let found = known.get(file);
  if (!found) {
    found = mayChange(file) && !ELSEWHERE.has(fileRole(file, project, settings).role) ? [...written(file, project, settings), ...built(file, project, settings)].filter(({ node }) => isServed(file, node, project)) : [];
    known.set(file, found);
  }
  return found;
}

function mayChange(file: SourceFile): boolean {
  return file.passes(SAYS_CHANGE) && MAY_CHANGE.test(file.text);
}

function isServed(file: SourceFile, node: Node, project: Project): boolean {
  return enclosingFunction(file, node) !== null && stepOf(file, node) === null && !new Environments(project).runsInTestsOnly(file, node);
}

/** By SQL text. */
function written(file: SourceFile, project: Project, settings: Settings): readonly SchemaChange[] {
  const queries = sqlModelOf(file, project, settings).queries.filter((query) => !query.piece && query.client !== null);
  const found = queries.flatMap(({ node, statements }) => statements.flatMap((statement) => {
    const change = changeOf(statement);
    return change ? [{ ...change, node }] : [];
  }));
  const passing = new Set(found.flatMap((one) => (one.passing ? (one.table ?? []) : [])));
  return found.filter(({ table }) => table === null || !passing.has(table));
}

/** By a builder of schemas. */
function built(file: SourceFile, project: Project, settings: Settings): readonly SchemaChange[] {
  const { changes } = codeSchemaOf(file, project, settings);
  const queries = sqlModelOf(file, project, settings).queries.map(({ node }) => node);
  return changes.flatMap((change): readonly SchemaChange[] => {
    const verb = BUILT[change.kind];
    const node = change.step === 'declared' || verb === undefined ? undefined : file.nodes('CallExpression').findLast(({ range }) => range[0] <= change.range[0] && change.range[1] <= range[1]);
    if (!node || queries.some((query) => contains(query, node))) return [];
    const table = 'table' in change ? (change.table?.name ?? null) : null;
    return [{ node, change: `${verb ?? ''} ${table ?? ''}`.trim(), table }];
  });
}
