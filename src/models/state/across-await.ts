import { keyIdentity } from '../../ast/identity.ts';
import { canFollow } from '../../ast/order.ts';
import { namesHolding } from '../../ast/provenance.ts';
import type { Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { contains, enclosingFunction, unwrap, wrapped } from '../../ast/syntax.ts';
import { memo, perFile } from '../../core/memo.ts';
import { hostViewOf } from '../../project/project.ts';
import { isGuarded } from '../races/steps.ts';
import { AWAITS } from '../reach/awaited.ts';
import { runsAtLoad } from '../reach/model.ts';
import { moduleStatesOf } from './model.ts';
import type { ModuleState, StateAccess } from './types.ts';

/** A value of a module that is written after an `await` with what was made of it before. */
export interface StaleWrite {
  readonly write: Node;
  readonly name: string;
  readonly read: Node;
  readonly wait: Node;
}

/** A variable or collection of the module's own, or a field with a value. */
const STATE = /^(?:export\s+)?(?:let|var|const)\s|^\s+(?:(?:private|protected|public|readonly|accessor)\s+)*#?\w+\s*(?::[^=\n]*)?=\s/m;

/** The values of the linted file's module that functions read, wait, and then write back, while other calls of them do the same. */
export const staleWritesOf = perFile((context): readonly StaleWrite[] => staleWritesIn(hostViewOf(context).file));

/** The same for any file: one file tells all of it, so that ESLint's own tree is enough. */
export const staleWritesIn = memo((file: SourceFile): readonly StaleWrite[] => {
  if (!file.passes(AWAITS) || !STATE.test(file.text)) return [];
  return moduleStatesOf(file).flatMap((state) => state.accesses.flatMap((write) => staleWrite(file, state, write) ?? []));
});

function staleWrite(file: SourceFile, { name, accesses }: ModuleState, write: StateAccess): StaleWrite | null {
  const { owner, value } = write;
  if (!owner.async || !value || (write.kind !== 'assign' && write.kind !== 'change')) return null;
  // A store that is waited for itself keeps its values elsewhere: which of two writes is the last is decided there.
  if (file.parent(wrapped(file, write.node))?.type === 'AwaitExpression') return null;
  const found = inOneExpression(file, accesses, write) ?? inSteps(file, accesses, write);
  return found && !isGuarded(file, owner) && !runsAtLoad(file, owner) ? { write: write.node, name, ...found } : null;
}

/** `total += await price(id)`, `total = total + (await price(id))`: the sum is read before the wait. */
function inOneExpression(file: SourceFile, accesses: readonly StateAccess[], { node, owner, value }: StateAccess): Pick<StaleWrite, 'read' | 'wait'> | null {
  const waits = value ? file.nodesIn(value, 'AwaitExpression').filter((wait) => enclosingFunction(file, wait) === owner) : [];
  const [wait] = waits;
  if (!value || !wait || node.type !== 'AssignmentExpression') return null;
  if (node.operator !== '=') return ['??=', '||=', '&&='].includes(node.operator) ? null : { read: node.left, wait };
  const read = accesses.find((one) => one.owner === owner && contains(value, one.node) && one.node.range[1] <= wait.range[0] && isPart(file, one.node, value));
  return read ? { read: read.node, wait } : null;
}

/** Whether an expression is an operand of a value: no condition of it. */
function isPart(file: SourceFile, node: Node, value: Node): boolean {
  for (let at: Node = node, outer = file.parent(node); outer && contains(unwrap(value), outer); at = outer, outer = file.parent(outer)) {
    if (outer.type === 'ConditionalExpression' && outer.test === at) return false;
    if (outer.type === 'LogicalExpression') return false;
  }
  return true;
}

/** `const n = hits; await save(); hits = n + 1;` */
function inSteps(file: SourceFile, accesses: readonly StateAccess[], write: StateAccess): Pick<StaleWrite, 'read' | 'wait'> | null {
  const { owner, value, key } = write;
  if (!value || (write.node.type === 'AssignmentExpression' && write.node.operator !== '=')) return null;
  const mentioned = new Set(file.nodesIn(value, 'Identifier').flatMap((name) => constantsBehind(file, name)));
  if (mentioned.size === 0) return null;
  const reads = accesses.filter((one) => one.owner === owner && (one.kind === 'read' || one.kind === 'elements'));
  // What is read again in the value is up to date.
  if (reads.some((one) => contains(value, one.node))) return null;
  for (const read of reads) {
    if (read.node.range[1] > write.node.range[0] || !isSameKey(file, read.key, key) || !namesHolding(file, read.node).some((name) => mentioned.has(name) && !isReplaced(file, name, read.node, write.node))) continue;
    const wait = file.nodesIn(owner, 'AwaitExpression').find((one) => read.node.range[1] <= one.range[0] && one.range[1] <= write.node.range[0] && enclosingFunction(file, one) === owner && canFollow(file, one, write.node));
    if (wait && canFollow(file, read.node, write.node)) return { read: read.node, wait };
  }
  return null;
}

/** `let pad = pads.get(id); if (!pad) pad = await open(id); pads.set(id, pad);`: what is written is no longer what was read. */
function isReplaced(file: SourceFile, name: Variable, read: Node, write: Node): boolean {
  return name.references.some((reference) => {
    const at = reference.identifier as Node;
    const assignment = file.parent(at);
    if (reference.init || assignment?.type !== 'AssignmentExpression' || assignment.operator !== '=' || assignment.left !== at) return false;
    return read.range[1] <= at.range[0] && at.range[1] <= write.range[0] && !file.nodesIn(assignment.right, 'Identifier').some((one) => file.variableOf(one) === name);
  });
}

/** The variable of a name, and those that it was made of where it is a constant: `next` of `const next = n + 1`. */
function constantsBehind(file: SourceFile, name: Parameters<SourceFile['variableOf']>[0]): readonly Variable[] {
  const variable = file.variableOf(name);
  if (!variable) return [];
  const declarator = variable.defs[0]?.node as Node | undefined;
  const made = declarator?.type === 'VariableDeclarator' && declarator.init ? unwrap(declarator.init) : null;
  const isSum = made?.type === 'BinaryExpression' || made?.type === 'ArrayExpression' || made?.type === 'ObjectExpression';
  return [variable, ...(made && isSum ? file.nodesIn(made, 'Identifier').flatMap((one) => file.variableOf(one) ?? []) : [])];
}

function isSameKey(file: SourceFile, a: Node | null, b: Node | null): boolean {
  if (!a || !b) return a === b;
  const key = keyIdentity(file, a);
  return key !== null && key === keyIdentity(file, b);
}
