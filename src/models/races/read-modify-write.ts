import type { TSESTree } from '@typescript-eslint/utils';
import { canFollow } from '../../ast/order.ts';
import { mentionedVariables, namesHolding } from '../../ast/provenance.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { enclosingFunction, keyName, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { hostViewOf, sourceFileOf } from '../../project/project.ts';
import { AWAITS } from '../reach/awaited.ts';
import { sqlModel } from '../sql/model.ts';
import type { FieldValue } from '../sql/types.ts';
import { atomicEdits } from './atomic-edits.ts';
import { asynchronousFunctions, isGuarded, isSameName, stepsOf, waitedCalls } from './steps.ts';
import type { DataStep, Waited } from './steps.ts';
import type { ReadModifyWrite } from './types.ts';

/** Signs of a number that is counted on, or a list that grows. */
const CHANGES = /[-+*/]\s*(?:=|\w|\()|\+\+|--|\[\s*\.\.\.|\.concat\s*\(/;
const SUMS: ReadonlySet<string> = new Set(['+', '-', '*', '/']);

interface Row {
  readonly call: Waited;
  readonly step: DataStep;
  readonly names: readonly Variable[];
}

/**
 * The columns of the linted file that a function reads, changes and writes back: a number that becomes more or less, a list that grows. A lock, an isolation level, and an UPDATE that
 * asks for what was read (a version) keep others from being lost.
 */
export const readModifyWritesOf = perFile((context): readonly ReadModifyWrite[] => {
  const { file: host } = hostViewOf(context);
  // What one file tells is seen in ESLint's own tree.
  if (!host.passes(AWAITS) || !CHANGES.test(host.text) || !mayChange(host) || !asynchronousFunctions(host).some((fn) => mayWriteBack(host, fn))) return [];
  const { queries, built } = sqlModel(context);
  if (queries.length + built.length === 0) return [];
  const file = sourceFileOf(context);
  return asynchronousFunctions(file).flatMap((fn) => inFunction(context, file, fn));
});

/** Whether a file holds anything that may be a value made of an older one. */
function mayChange(file: SourceFile): boolean {
  return (
    file.has('UpdateExpression') ||
    file.nodes('BinaryExpression').some(({ operator }) => SUMS.has(operator)) ||
    file.nodes('AssignmentExpression').some(({ operator }) => operator === '+=' || operator === '-=') ||
    file.nodes('ArrayExpression').some(({ elements }) => elements.some((element) => element?.type === 'SpreadElement')) ||
    file.nodes('MemberExpression').some((member) => keyName(member) === 'concat')
  );
}

/** Whether a function waits for something that it holds, and for something else, and nothing keeps others out. */
function mayWriteBack(file: SourceFile, fn: FunctionNode): boolean {
  const calls = waitedCalls(file, fn);
  return calls.length > 1 && !isGuarded(file, fn) && calls.some((call) => namesHolding(file, call).length > 0);
}

function inFunction(context: RuleContext, file: SourceFile, fn: FunctionNode): readonly ReadModifyWrite[] {
  const calls = waitedCalls(file, fn);
  if (calls.length < 2 || isGuarded(file, fn)) return [];
  const rows = calls.flatMap((call): Row[] => {
    const names = namesHolding(file, call);
    const [step, ...others] = names.length > 0 ? stepsOf(context, call) : [];
    return step && others.length === 0 && step.operation.action === 'read' && step.operation.table !== null && step.operation.where.length > 0 ? [{ call, step, names }] : [];
  });
  if (rows.length === 0) return [];
  return calls.flatMap((call) => {
    const read = rows.filter((row) => row.call !== call && canFollow(file, row.call, call));
    return read.length === 0 ? [] : (writtenBack(context, file, fn, call, read) ?? []);
  });
}

function writtenBack(context: RuleContext, file: SourceFile, fn: FunctionNode, call: Waited, rows: readonly Row[]): ReadModifyWrite | null {
  for (const write of stepsOf(context, call)) {
    const { operation } = write;
    if (operation.action !== 'update' && operation.action !== 'upsert') continue;
    for (const { call: read, step, names } of rows) {
      if (step.operation.table?.toLowerCase() !== operation.table?.toLowerCase()) continue;
      if (operation.file === file && isKeyOnly(file, operation.where, names, step)) {
        const field = operation.data.find(({ column, value, file: at }) => at === file && isChanged(file, value, column, names));
        if (field) return { read, write: field.value, table: operation.table ?? '', column: field.column, edits: atomicEdits(file, field, operation, (side) => isColumn(file, side, field.column, names)) };
      }
      const saved = operation.whole && operation.file === file ? changedField(file, fn, operation.whole, names, read, call) : null;
      if (saved) return { read, write: saved.node, table: operation.table ?? '', column: saved.column, edits: null };
    }
  }
  return null;
}

/** Whether an UPDATE asks for no more of the row than its key: what else was read would be a version. */
function isKeyOnly(file: SourceFile, where: readonly FieldValue[], names: readonly Variable[], read: DataStep): boolean {
  if (where.length === 0) return false;
  return where.every(({ column, value }) => {
    if (/^(?:id|uuid|_id|pk)$/i.test(column) || read.where.some((key) => isSameName(key.column, column))) return true;
    return !names.some((name) => mentionedVariables(file, value).has(name));
  });
}

/** Whether a value is the same column of the row, and more or less: `row.count + 1`, `[...row.tags, tag]`. */
function isChanged(file: SourceFile, value: Node, column: string, names: readonly Variable[]): boolean {
  const expression = definition(file, value);
  switch (expression.type) {
    case 'BinaryExpression':
      return SUMS.has(expression.operator) && [expression.left, expression.right].some((side) => isColumn(file, side, column, names));
    case 'ArrayExpression':
      return expression.elements.length > 1 && expression.elements.some((element) => element?.type === 'SpreadElement' && isColumn(file, element.argument, column, names));
    case 'CallExpression': {
      const callee = unwrap(expression.callee);
      if (callee.type === 'MemberExpression' && keyName(callee) === 'concat') return isColumn(file, callee.object, column, names);
      const [first] = expression.arguments;
      // `Math.max(0, row.stock - quantity)`, `String(row.count + 1)`
      return first !== undefined && expression.arguments.some((argument) => argument.type !== 'SpreadElement' && argument !== value && unwrap(argument).type === 'BinaryExpression' && isChanged(file, argument, column, names));
    }
    default:
      return false;
  }
}

/** What a constant of the function was given. */
function definition(file: SourceFile, node: Node): Node {
  const inner = unwrap(node);
  if (inner.type !== 'Identifier') return inner;
  const declarator = file.variableOf(inner)?.defs[0]?.node as Node | undefined;
  return declarator?.type === 'VariableDeclarator' && declarator.id.type === 'Identifier' && declarator.init ? unwrap(declarator.init) : inner;
}

/** `row.count`, `rows[0].count`, `count` of `const { count } = row`, whatever converts it on the way. */
function isColumn(file: SourceFile, node: Node, column: string, names: readonly Variable[]): boolean {
  const inner = unwrap(node);
  switch (inner.type) {
    case 'MemberExpression': {
      const name = keyName(inner);
      return name !== null && isSameName(name, column) && names.some((one) => mentionedVariables(file, inner.object).has(one));
    }
    case 'Identifier': {
      const variable = file.variableOf(inner);
      if (variable && names.includes(variable)) return isSameName(inner.name, column);
      const declarator = variable?.defs[0]?.node as Node | undefined;
      if (declarator?.type !== 'VariableDeclarator' || !declarator.init) return false;
      if (declarator.id.type === 'Identifier') return isColumn(file, declarator.init, column, names);
      return isSameName(inner.name, column) && names.some((one) => mentionedVariables(file, declarator.init ?? inner).has(one));
    }
    case 'CallExpression':
      return inner.arguments.length > 0 && inner.arguments.some((argument) => argument.type !== 'SpreadElement' && isColumn(file, argument, column, names));
    case 'LogicalExpression':
      return isColumn(file, inner.left, column, names);
    case 'UnaryExpression':
      return isColumn(file, inner.argument, column, names);
    default:
      return false;
  }
}

/** A field of a row that is changed in place before the row is saved: `row.stock -= quantity; await repository.save(row)`. */
function changedField(file: SourceFile, fn: FunctionNode, whole: Node, names: readonly Variable[], read: Node, save: Node): { readonly node: Node; readonly column: string } | null {
  const row = unwrap(whole);
  const variable = row.type === 'Identifier' ? file.variableOf(row) : null;
  if (!variable || !names.includes(variable)) return null;
  const changes = [...file.nodesIn(fn, 'AssignmentExpression'), ...file.nodesIn(fn, 'UpdateExpression')].filter((one) => one.range[0] > read.range[1] && one.range[1] <= save.range[0] && enclosingFunction(file, one) === fn);
  for (const change of changes) {
    const target = unwrap(change.type === 'UpdateExpression' ? change.argument : change.left);
    const column = target.type === 'MemberExpression' ? keyName(target) : null;
    if (target.type !== 'MemberExpression' || column === null || unwrap(target.object).type !== 'Identifier' || file.variableOf(unwrap(target.object) as TSESTree.Identifier) !== variable) continue;
    if (change.type === 'UpdateExpression' || change.operator === '+=' || change.operator === '-=' || (change.operator === '=' && isChanged(file, change.right, column, names))) return { node: change, column };
  }
  return null;
}
