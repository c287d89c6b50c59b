import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { envReadsOf } from '../config/reads.ts';

/** A condition that holds where somebody develops, and not where it is denied. */
const DEVELOPMENT = /development|\bis_?dev/i;
const DENIED = /!/;

/** Whether a place is reached only on the machine of a developer: no other request waits there. */
export function isInDevelopment(file: SourceFile, node: Node): boolean {
  for (let at = node, outer = file.parent(at); outer; at = outer, outer = file.parent(outer)) {
    const test = (outer.type === 'IfStatement' || outer.type === 'ConditionalExpression') && at === outer.consequent ? outer.test : outer.type === 'LogicalExpression' && outer.operator === '&&' && at === outer.right ? outer.left : null;
    const text = test ? file.textOf(test) : '';
    if (DEVELOPMENT.test(text) && !DENIED.test(text) && !text.includes('||')) return true;
  }
  return false;
}

/** Whether a value is one of the environment, itself or through a local: a program takes those once, when it starts. */
export function isOfEnvironment(file: SourceFile, node: Node, project: Project): boolean {
  const reads = envReadsOf(file, project);
  if (reads.length === 0) return false;
  const names = [node, ...file.nodesIn(node, 'Identifier')];
  return reads.some((read) => names.some((name) => {
    if (contains(name, read.node)) return true;
    const inner = unwrap(name);
    const definition = inner.type === 'Identifier' ? file.variableOf(inner)?.defs[0] : undefined;
    const declarator = definition?.type === 'Variable' ? definition.node : null;
    return declarator?.init !== undefined && declarator?.init !== null && contains(declarator.init, read.node);
  }));
}
