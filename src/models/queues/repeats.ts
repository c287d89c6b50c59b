import { mentionedVariables } from '../../ast/provenance.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { contains, enclosingFunction, keyName, memberChain, patternNames, patternPath, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import type { Settings } from '../../core/settings.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { absentIn, definitionOf } from '../answers/conditions.ts';
import { operationsAt } from '../answers/operations.ts';
import { isSameName, saysTransaction } from '../races/steps.ts';
import { reachedFrom, runsIn } from '../reach/model.ts';
import type { Reached } from '../reach/types.ts';
import { catalogOf } from '../schema/catalog.ts';
import type { Catalog, CatalogTable } from '../schema/fold.ts';
import { sqlModelOf } from '../sql/model.ts';
import type { DataOperation } from '../sql/types.ts';
import { singularOf, wordsOf } from '../words/model.ts';
import { isForgotten } from './acknowledgements.ts';
import { identitiesOf } from './model.ts';
import { workOf } from './work.ts';
import type { Work } from './work.ts';

/** A row that a job writes again each time the job is run again. */
export interface RepeatedWrite {
  /** The INSERT; in the linted file, the call or the name by which the job gets there. */
  readonly node: Node;
  readonly table: string;
}

interface Found {
  readonly operation: DataOperation;
  readonly at: Reached;
}

const CHANGES: ReadonlySet<string> = new Set(['create', 'update', 'upsert', 'delete']);
/** Words of tables that hold what happened, each time it happened. */
const JOURNALS: ReadonlySet<string> = new Set(['log', 'logs', 'audit', 'audits', 'history', 'histories', 'journal', 'attempt', 'attempts', 'run', 'runs', 'metric', 'metrics', 'trace', 'traces', 'activity', 'activities']);
const CATCHES = /\.\s*catch\s*\(/;
/** Functions on the way to a write: where more lie between, what they decide is not looked at. */
const MAX_PATH = 3;

/**
 * The rows that jobs of the linted file insert with nothing that keeps a second run of the job from inserting them once more: queues deliver a job at least once. Reported only where
 * the schema is known to have no unique column that the job fills, the job does not use its own key, asks for nothing that tells it was done before, and settles no conflict.
 */
export const repeatedWritesOf = perFile((context): readonly RepeatedWrite[] => {
  const works = workOf(context);
  if (works.length === 0) return [];
  const file = sourceFileOf(context);
  const reader = new Repeats(context, projectOf(context), settingsOf(context));
  const found = works.flatMap((work) => reader.of(work, file));
  return found.filter(({ node }, index) => found.findIndex((one) => one.node === node) === index);
});

class Repeats {
  readonly #context: RuleContext;
  readonly #project: Project;
  readonly #settings: Settings;

  constructor(context: RuleContext, project: Project, settings: Settings) {
    this.#context = context;
    this.#project = project;
    this.#settings = settings;
  }

  of(work: Work, linted: SourceFile): readonly RepeatedWrite[] {
    if (work.consumer && isForgotten(linted, work.consumer, this.#project) !== 'no') return [];
    const reached = reachedFrom([work], this.#project);
    const operations = reached.flatMap((at) => this.#operationsIn(at));
    const writes = operations.filter(({ operation }) => CHANGES.has(operation.action));
    const inserts = writes.filter(({ operation, at }) => {
      const isAlone = writes.every(({ operation: other }) => other.node === operation.node) || saysTransaction(at.file, at.fn);
      return isAlone && isPlain(operation) && operations.every(({ operation: other }) => other === operation || !isSameTable(other, operation) || other.action === 'create');
    });
    if (inserts.length === 0 || reached.some((at) => mayUseKey(at, work))) return [];
    const catalog = catalogOf(this.#context);
    return inserts.flatMap(({ operation, at }): readonly RepeatedWrite[] => {
      const { table } = operation;
      if (table === null || !catalog || !mayRepeat(catalog, table, operation) || this.#isGuarded(reached, at, operation)) return [];
      return [{ node: work.file === linted ? (at.exit ?? operation.node) : work.node, table }];
    });
  }

  #operationsIn(at: Reached): readonly Found[] {
    const model = sqlModelOf(at.file, this.#project, this.#settings);
    const own = [...model.queries.filter(({ node }) => runsIn(at.file, at.fn, node)).flatMap(model.operationsOf), ...model.built.filter(({ node }) => runsIn(at.file, at.fn, node))];
    return own.map((operation) => ({ operation, at }));
  }

  /** Whether something on the way to a write may tell that the job was run before: a condition on what was waited for, or an error that is kept. */
  #isGuarded(reached: readonly Reached[], at: Reached, { node }: DataOperation): boolean {
    if (at.path.length > MAX_PATH) return true;
    const way = reached.filter(({ path }) => path.length <= at.path.length && path.every((name, index) => name === at.path[index]));
    return way.some(({ file, fn }) => {
      const place = contains(fn, node) ? node : null;
      return file.nodesIn(fn, 'TryStatement').some((tried) => tried.handler && file.nodesIn(tried.handler, 'ThrowStatement').length === 0 && (!place || contains(tried.block, place))) || CATCHES.test(file.textOf(fn)) || this.#asks(file, fn);
    });
  }

  #asks(file: SourceFile, fn: FunctionNode): boolean {
    const tests = [
      ...file.nodesIn(fn, 'IfStatement').filter((one) => !(leaves(one.consequent) && this.#isMissing(file, one.test))).map(({ test }) => test),
      ...file.nodesIn(fn, 'ConditionalExpression').map(({ test }) => test),
      ...file.nodesIn(fn, 'SwitchStatement').map(({ discriminant }) => discriminant),
      ...file.nodesIn(fn, 'LogicalExpression').map(({ left }) => left),
    ];
    return tests.some((test) => file.nodesIn(test, 'AwaitExpression').length > 0 || [...mentionedVariables(file, test)].some((variable) => isWaitedFor(file, variable)));
  }

  /** Whether a condition says that a row the job needs is not there: one that is read by a key alone. */
  #isMissing(file: SourceFile, test: Node): boolean {
    return absentIn(test)?.every(({ node }) => {
      const { value } = definitionOf(file, memberChain(node).root);
      const operations = operationsAt(file, unwrapAwait(value), this.#project, this.#settings);
      return operations.length > 0 && operations.every(({ action, openWhere, where }) => action === 'read' && !openWhere && where.length > 0 && where.every((one) => unwrap(one.value).type !== 'Literal'));
    }) ?? false;
  }
}

function isPlain({ action, skipsConflicts, table, openData, whole, data }: DataOperation): boolean {
  return action === 'create' && !skipsConflicts && table !== null && !openData && whole === null && data.length > 0 && !wordsOf(table).some((word) => JOURNALS.has(word));
}

function isSameTable(a: DataOperation, b: DataOperation): boolean {
  return a.table?.toLowerCase() === b.table?.toLowerCase();
}

/** Whether a table takes the same row twice: all of it is known, and nothing unique in it is filled by what a second run gives again. */
function mayRepeat(catalog: Catalog, table: string, { data }: DataOperation): boolean {
  const known = tableOf(catalog, table);
  if (!known || known.open || !known.indexesKnown || known.triggers.length > 0) return false;
  const columns = [...known.columns.keys()];
  if (!data.every((one) => columns.some((column) => isSameName(column, one.column)))) return false;
  const isSaid = (column: string): boolean => data.some((one) => isSameName(one.column, column) && !isNew(one.value));
  return !known.accesses.some((access) => access.unique && access.columns.every((column) => column === null || isSaid(column)));
}

/** A table by the name it has, or the only one by that of a model: `Credit` for `credits`. */
function tableOf(catalog: Catalog, name: string): CatalogTable | null {
  const plain = name.split('.').at(-1) ?? name;
  const [alike, ...others] = catalog.tables.filter((table) => modelName(table.name) === modelName(plain));
  return catalog.table(plain) ?? (others.length === 0 ? (alike ?? null) : null);
}

function modelName(table: string): string {
  const words = wordsOf(table);
  return [...words.slice(0, -1), singularOf(words.at(-1) ?? '')].join('');
}

/** A value that is another one each time: `randomUUID()`, `new Date()`. */
function isNew(value: Node): boolean {
  const inner = unwrap(value);
  return (inner.type === 'CallExpression' || inner.type === 'NewExpression') && inner.arguments.length === 0;
}

/** Whether a variable holds something that was waited for. */
function isWaitedFor(file: SourceFile, variable: Variable): boolean {
  return variable.references.some(({ writeExpr }) => writeExpr && file.nodesIn(writeExpr as Node, 'AwaitExpression').length > 0);
}

function leaves(statement: Node): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement' || last?.type === 'ContinueStatement';
}

/** Whether a function may make use of what tells one job from another: its id, or how often it was tried. What is only logged or thrown does not count. */
function mayUseKey({ file, fn }: Reached, { library }: Work): boolean {
  const names = identitiesOf(library);
  const given = fn.params.flatMap((parameter) => patternNames(parameter).flatMap((name) => {
    const path = patternPath(parameter, name)?.path ?? [];
    const variable = file.variableOf(name);
    return variable ? [{ variable, path }] : [];
  }));
  const parameters = new Set(given.map(({ variable }) => variable));
  const isUsed = (node: Node): boolean => !isOnlyTold(file, fn, node);
  if (given.some(({ variable, path }) => names.includes(path.at(-1) ?? '') && variable.references.some((reference) => isUsed(reference.identifier as Node)))) return true;
  return file.nodesIn(fn, 'MemberExpression').some((member) => {
    const root = unwrap(member.object);
    if (!names.includes(keyName(member) ?? '') || root.type !== 'Identifier' || !isUsed(member)) return false;
    const variable = file.variableOf(root);
    return variable !== null && (parameters.has(variable) || [...mentionedVariables(file, root)].some((one) => parameters.has(one)));
  });
}

/** Whether an expression is part of a call that is not waited for, such as a log, or of an error. */
function isOnlyTold(file: SourceFile, fn: FunctionNode, node: Node): boolean {
  for (let at = file.parent(node); at && at !== fn; at = file.parent(at)) {
    if (at.type === 'AwaitExpression') return false;
    if (at.type === 'ThrowStatement') return true;
    if (at.type === 'ExpressionStatement') return unwrap(at.expression).type === 'CallExpression' && enclosingFunction(file, at) !== null;
    if (at.type.endsWith('Statement') || at.type === 'VariableDeclaration') return false;
  }
  return false;
}
