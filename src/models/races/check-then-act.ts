import { canFollow } from '../../ast/order.ts';
import { decides, isDeciding, namesHolding } from '../../ast/provenance.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { contains, enclosingFunction } from '../../ast/syntax.ts';
import { memo, perFile } from '../../core/memo.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { AWAITS } from '../reach/awaited.ts';
import { runsAtLoad } from '../reach/model.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { tablesAround, tablesNamed } from '../schema/named.ts';
import type { DataOperation } from '../sql/types.ts';
import { conflictEdits } from './conflict-edits.ts';
import type { DataStep, Waited } from './steps.ts';
import { asynchronousFunctions, isGuarded, isInTransaction, isSameName, saysTransaction, stepsOf, waitedCalls } from './steps.ts';
import type { CheckThenAct } from './types.ts';

/** Names of primary keys, where no schema says them. */
const KEYS: ReadonlySet<string> = new Set(['id', '_id', 'uuid']);
const MAX_LOCALS = 100;
const CONDITIONS = /\bif\s*\(|\?|&&|\|\|/;
/** How databases and libraries say that a row was there already. */
const DUPLICATE = /23505|P2002|UniqueConstraint|UniqueViolation|unique_violation|UNIQUE_VIOLATION|UniqueIntegrity|ER_DUP_ENTRY|SQLITE_CONSTRAINT|\b11000\b|isUniqueViolation|duplicate key/i;

/**
 * The rows of the linted file that a function looks for and then writes, with the same value in the same column of the same table, where nothing keeps two requests from doing
 * both at once: no transaction, no lock, no statement that settles conflicts, and nothing in the package that knows the error of a duplicate.
 */
export const checkThenActsOf = perFile((context): readonly CheckThenAct[] => {
  const { file: host } = hostViewOf(context);
  // What one file tells is seen in ESLint's own tree.
  if (!host.passes(AWAITS) || !CONDITIONS.test(host.text) || !host.has('AwaitExpression') || pairsIn(host).length === 0) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  const found = pairsIn(file).flatMap((pair) => settledBy(context, file, pair));
  return found.length > 0 && knowsDuplicates(project, file) ? [] : found;
});

/** A call that is waited for, and those before it that decide what happens and may be about the same row. */
interface Pair {
  readonly fn: FunctionNode;
  readonly act: Waited;
  readonly before: readonly Waited[];
}

const pairsIn = memo((file: SourceFile): readonly Pair[] => asynchronousFunctions(file).flatMap((fn) => pairsOf(file, fn)));

function pairsOf(file: SourceFile, fn: FunctionNode): readonly Pair[] {
  const calls = waitedCalls(file, fn);
  if (calls.length < 2 || isGuarded(file, fn) || saysTransaction(file, fn)) return [];
  const deciding = calls.filter((call) => decidesWhatHappens(file, call));
  if (deciding.length === 0 || runsAtLoad(file, fn)) return [];
  const locals = new Map(calls.map((call) => [call, localsOf(file, fn, call)]));
  // Only two calls that are given one variable of the function can be about one row.
  const share = (a: Waited, b: Waited): boolean => [...(locals.get(a) ?? [])].some((variable) => locals.get(b)?.has(variable));
  return calls.flatMap((act): readonly Pair[] => {
    if (isInLoop(file, act, fn)) return [];
    const before = deciding.filter((check) => check !== act && !contains(act, check) && share(check, act) && canFollow(file, check, act));
    return before.length === 0 ? [] : [{ fn, act, before }];
  });
}

function settledBy(context: RuleContext, file: SourceFile, { fn, act, before }: Pair): readonly CheckThenAct[] {
  const writes = stepsOf(context, act).filter(({ operation }) => (operation.action === 'create' || isNew(context, operation)) && !operation.skipsConflicts && operation.table !== null && operation.many !== true);
  const [write] = writes;
  // Of several writes, which one the check is about is not clear.
  if (!write || writes.length > 1 || isInTransaction(file, fn, write)) return [];
  for (const check of before) {
    const columns = columnsChecked(stepsOf(context, check), write);
    if (columns) return [{ check, act, table: write.operation.table ?? '', columns, edits: conflictEdits(context, file, act, write.operation, columns) }];
  }
  return [];
}

/** Whether what is saved is a new row: all of it is written out, and nothing of its primary key. */
function isNew(context: RuleContext, { saves, table, data, openData }: DataOperation): boolean {
  if (!saves || table === null || openData || data.length === 0) return false;
  const keys = tablesNamed(tablesAround(context) ?? [], table).flatMap(({ accesses }) => accesses.flatMap(({ kind, columns }) => (kind === 'primaryKey' ? columns : [])));
  return !data.some(({ column }) => KEYS.has(column) || keys.some((key) => key !== null && isSameName(key, column)));
}

/** The variables of a function that a call of it mentions, and those that what it mentions was made of: `row` and `email` of `const row = { email }`. */
function localsOf(file: SourceFile, fn: FunctionNode, call: Waited): ReadonlySet<Variable> {
  const found = new Set<Variable>();
  const pending: Node[] = [call];
  for (let next = pending.pop(); next && found.size <= MAX_LOCALS; next = pending.pop()) {
    for (const name of file.nodesIn(next, 'Identifier')) {
      const variable = file.variableOf(name);
      const definition = variable?.defs[0];
      if (!variable || !definition || found.has(variable) || !contains(fn, definition.name as Node)) continue;
      found.add(variable);
      const { type, init } = definition.node as Node & { init?: Node | null };
      if (type === 'VariableDeclarator' && init && isMade(init)) pending.push(init);
    }
  }
  return found;
}

/** A row that is put together here, rather than read. */
function isMade(init: Node): boolean {
  return init.type === 'ObjectExpression' || init.type === 'NewExpression' || init.type === 'CallExpression';
}

function decidesWhatHappens(file: SourceFile, call: Waited): boolean {
  return isDeciding(file, call) || namesHolding(file, call).some((variable) => decides(file, variable));
}

/** Rows that are written one after the other by one process: an import, a seed. */
function isInLoop(file: SourceFile, act: Waited, fn: FunctionNode): boolean {
  for (let at = file.parent(act); at && at !== fn; at = file.parent(at)) if (/^(?:For|While|DoWhile)/.test(at.type)) return true;
  return enclosingFunction(file, act) !== fn;
}

/** The columns by which a check looks for the very row that is written; null where it looks for something else, or does more than look. */
function columnsChecked(steps: readonly DataStep[], write: DataStep): readonly string[] | null {
  if (steps.length === 0 || steps.some(({ operation }) => operation.action !== 'read')) return null;
  const check = steps.find(({ operation }) => operation.table?.toLowerCase() === write.operation.table?.toLowerCase());
  if (!check || check.operation.openWhere || check.operation.where.length === 0 || new Set(check.where.map(({ column }) => column)).size < check.operation.where.length) return null;
  const isWritten = check.where.every(({ column, value }) => value !== null && (write.data.some((one) => one.value === value && isSameName(one.column, column)) || (write.whole !== null && isSameName(value, `${write.whole}.${column}`))));
  // A row that is found by a literal alone is a setting of which there is one.
  return isWritten && check.where.some(({ value }) => value !== null && /@\d/.test(value)) ? check.where.map(({ column }) => column) : null;
}

const duplicatesKnown: (project: Project) => Map<string, boolean> = memo(() => new Map());

/** Whether a file of the package knows the error of a duplicate, so that a unique index may answer the second request. */
function knowsDuplicates(project: Project, file: SourceFile): boolean {
  if (DUPLICATE.test(file.text)) return true;
  const folder = project.packageOf(file)?.folder;
  if (folder === undefined) return false;
  const before = duplicatesKnown(project);
  let found = before.get(folder);
  if (found === undefined) {
    found = project.filesOf(folder).some((path) => DUPLICATE.test(project.text(path) ?? ''));
    before.set(folder, found);
  }
  return found;
}
