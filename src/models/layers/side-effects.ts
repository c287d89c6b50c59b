import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { originOf } from '../../ast/origin.ts';
import { contains, enclosingFunction } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { outgoingCalls } from '../outgoing/model.ts';
import type { OutgoingKind } from '../outgoing/types.ts';
import { runsIn } from '../reach/model.ts';
import { functionsOf } from '../reach/targets.ts';
import { sqlModel } from '../sql/model.ts';

/** Something that leaves the process from a function that also works on stored data. */
export interface SideEffect {
  readonly node: Node;
  readonly kind: OutgoingKind;
  readonly name: string;
  /** What sends, where it stands one call away: `transporter.sendMail`. */
  readonly through: string | null;
}

/** The calls of the linted file that send something in a function with a query or operation, there or one call away in another file. */
export const sideEffectsOf = perFile((context): readonly SideEffect[] => {
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const { queries, built } = sqlModel(context);
  const working = new Set([...queries, ...built].flatMap(({ node }) => outermostFunction(file, node) ?? []));
  if (working.size === 0) return [];
  const isBeside = (node: Node): boolean => working.has(outermostFunction(file, node) as FunctionNode);
  const own = outgoingCalls(file, project).filter(({ node }) => isBeside(node));
  const told = new Set<Node>(own.map(({ node }) => node));
  const further = [...working].flatMap((fn) => file.nodesIn(fn, 'CallExpression')).flatMap((node): SideEffect[] => {
    if (told.has(node)) return [];
    told.add(node);
    const sent = sentBy(file, node, project);
    return sent ? [{ node, kind: sent.kind, name: file.textOf(node.callee).replaceAll(/\s+/g, ''), through: sent.name }] : [];
  });
  return [...own.map(({ node, kind, name }): SideEffect => ({ node, kind, name, through: null })), ...further].toSorted((a, b) => a.node.range[0] - b.node.range[0]);
});

/** What a function of another file sends when it is called. */
function sentBy(file: SourceFile, node: TSESTree.CallExpression, project: Project): { readonly kind: OutgoingKind; readonly name: string } | null {
  for (const { fn, file: at } of functionsOf(project.follow(originOf(file, node.callee)), false)) {
    const sent = at === file ? undefined : outgoingCalls(at, project).find((call) => contains(fn, call.node) && runsIn(at, fn, call.node));
    if (sent) return sent;
  }
  return null;
}

/** The outermost function around a node: a callback belongs to the function that hands it over. Methods of a class and functions that a factory gives stand for themselves. */
export function outermostFunction(file: SourceFile, node: Node): FunctionNode | null {
  let found = enclosingFunction(file, node);
  for (let outer = found; outer; outer = enclosingFunction(file, outer)) {
    if (found && file.parent(found)?.type !== 'CallExpression') break;
    found = outer;
  }
  return found;
}
