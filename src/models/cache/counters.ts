import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { contains, keyName, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import { sourceFileOf } from '../../project/project.ts';
import { onSameKey } from './aside.ts';
import { cacheCallsOf } from './model.ts';
import type { CacheCall } from './types.ts';
import { heldBy, mentionedVariables } from '../../ast/provenance.ts';

/** A number that is read, counted on and written back in separate steps. */
export interface SplitCounter {
  readonly write: CacheCall;
  readonly read: CacheCall;
}

/** The counters of the linted file kept in a store that can count by itself, where other processes write between the steps. */
export const splitCountersOf = perFile((context): readonly SplitCounter[] => {
  const calls = cacheCallsOf(context);
  const writes = calls.filter(({ action, holds, counts, isConditional, form }) => action === 'set' && holds === 'shared' && counts !== null && !isConditional && form.value !== undefined);
  if (writes.length === 0) return [];
  const file = sourceFileOf(context);
  return writes.flatMap((write) => {
    const { value, owner } = write;
    const reads = value && owner ? onSameKey(file, calls, write, 'get') : 'unknown';
    if (reads === 'unknown' || !value || !owner || isWatched(file, owner)) return [];
    const read = reads.find((one) => one.owner === owner && one.node.range[0] < write.node.range[1] && isCounted(file, value, one, owner));
    return read ? [{ write, read }] : [];
  });
});

/** `WATCH` makes the write fail when somebody else wrote. */
function isWatched(file: SourceFile, owner: FunctionNode): boolean {
  return file.nodesIn(owner, 'CallExpression').some((call) => {
    const callee = unwrap(call.callee);
    return callee.type === 'MemberExpression' && keyName(callee)?.toLowerCase() === 'watch';
  });
}

/** Whether a value is what was read and a number more or less. */
function isCounted(file: SourceFile, value: Node, read: CacheCall, owner: FunctionNode): boolean {
  const held = heldBy(file, read.node);
  const mentioned = mentionedVariables(file, value);
  if (!held) return contains(value, read.node) && file.nodesIn(value, 'BinaryExpression').some((sum) => isSum(sum) && contains(sum, read.node));
  if (!mentioned.has(held)) return false;
  const comes = (node: Node): boolean => [...mentionedVariables(file, node)].includes(held);
  const isOf = (variable: Variable | null): boolean => variable !== null && mentioned.has(variable);
  const sums = file.nodesIn(owner, 'BinaryExpression').filter((sum) => isSum(sum) && comes(sum) && (contains(value, sum) || isGivenTo(file, sum, isOf)));
  const steps = [...file.nodesIn(owner, 'UpdateExpression'), ...file.nodesIn(owner, 'AssignmentExpression').filter(({ operator, right }) => operator === '-=' || (operator === '+=' && isNumber(unwrap(right))))];
  return sums.length > 0 || steps.some((step) => {
    const target = unwrap(step.type === 'UpdateExpression' ? step.argument : step.left);
    if (target.type === 'Identifier') return isOf(file.variableOf(target)) && (file.variableOf(target) === held || comes(target));
    return target.type === 'MemberExpression' && comes(target.object) && file.nodesIn(target.object, 'Identifier').some((name) => isOf(file.variableOf(name)));
  });
}

/** Whether a sum becomes, as it is, what a variable is given. */
function isGivenTo(file: SourceFile, sum: Node, isOf: (variable: Variable | null) => boolean): boolean {
  const parent = file.parent(sum);
  if (parent?.type === 'VariableDeclarator') return parent.id.type === 'Identifier' && isOf(file.variableOf(parent.id));
  if (parent?.type === 'ConditionalExpression' && parent.test !== sum) return isGivenTo(file, parent, isOf);
  return parent?.type === 'AssignmentExpression' && parent.left.type === 'Identifier' && isOf(file.variableOf(parent.left));
}

/** A sum of numbers; of two texts it would be another text. */
function isSum({ operator, left, right }: { readonly operator: string; readonly left: Node; readonly right: Node }): boolean {
  return operator === '-' || (operator === '+' && [left, right].some((side) => isNumber(unwrap(side))));
}

function isNumber(node: Node): boolean {
  if (node.type === 'Literal') return typeof node.value === 'number';
  if (node.type === 'UnaryExpression') return node.operator === '+' || node.operator === '-';
  if (node.type === 'LogicalExpression') return isNumber(unwrap(node.left)) || isNumber(unwrap(node.right));
  if (node.type !== 'CallExpression') return false;
  const callee = unwrap(node.callee);
  return callee.type === 'Identifier' ? ['Number', 'parseInt', 'parseFloat'].includes(callee.name) : callee.type === 'MemberExpression' && ['parseInt', 'parseFloat'].includes(keyName(callee) ?? '');
}
