import type { Node, SourceFile } from './source-file.ts';
import { contains, enclosingFunction } from './syntax.ts';

/**
 * Whether, in one run of a function, `second` can come after `first`: it stands later in the same function, not in
 * another branch of the same `if`, conditional, `switch` or `try`/`catch`, and nothing on the way leaves the function.
 */
export function canFollow(file: SourceFile, first: Node, second: Node): boolean {
  if (second.range[0] < first.range[1] || enclosingFunction(file, first) !== enclosingFunction(file, second)) return false;
  for (let at = file.parent(first); at; at = file.parent(at)) {
    if (contains(at, second)) return isDecidedBy(at, first) || !branchesOf(at).some((branch) => contains(branch, first) !== contains(branch, second));
    if (leaves(at)) return false;
  }
  return false;
}

/**
 * Whether `second` runs only when `first` has: `first` stands in no branch, loop or `catch` that `second` is not in. Both
 * are taken to be in order (`canFollow`).
 */
export function alwaysFollows(file: SourceFile, first: Node, second: Node): boolean {
  for (let at: Node = first, outer = file.parent(first); outer && !contains(at, second); at = outer, outer = file.parent(outer)) {
    if (contains(outer, second)) return true;
    if (isSkipped(outer, at)) return false;
  }
  return true;
}

/** Whether a run may pass a node by without that part of it. */
function isSkipped(node: Node, part: Node): boolean {
  switch (node.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return part !== node.test;
    case 'LogicalExpression':
      return part === node.right;
    case 'ForOfStatement':
    case 'ForInStatement':
    case 'ForStatement':
    case 'WhileStatement':
    case 'SwitchCase':
    case 'CatchClause':
      return true;
    default:
      return false;
  }
}

/** The parts of a node of which one run takes one. */
function branchesOf(node: Node): readonly Node[] {
  switch (node.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return node.alternate ? [node.consequent, node.alternate] : [node.consequent];
    case 'SwitchStatement':
      return node.cases;
    case 'TryStatement':
      return node.handler ? [node.block, node.handler] : [];
    default:
      return [];
  }
}

function isDecidedBy(node: Node, inner: Node): boolean {
  return ((node.type === 'IfStatement' || node.type === 'ConditionalExpression') && contains(node.test, inner)) || (node.type === 'SwitchStatement' && contains(node.discriminant, inner));
}

/** Whether control does not go on behind a statement. */
export function leaves(node: Node): boolean {
  if (node.type === 'ReturnStatement' || node.type === 'ThrowStatement') return true;
  if (node.type !== 'BlockStatement' && node.type !== 'SwitchCase') return false;
  const last = (node.type === 'BlockStatement' ? node.body : node.consequent).at(-1);
  return last !== undefined && (last.type === 'ReturnStatement' || last.type === 'ThrowStatement' || last.type === 'ContinueStatement');
}
