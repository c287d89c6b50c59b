import type { Node, SourceFile } from '../../ast/source-file.ts';
import { unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import { sourceFileOf } from '../../project/project.ts';
import { isAskedWhole } from './collections.ts';
import { answeredReads } from './lists.ts';

/** A body that is an array. */
export interface BareList {
  readonly node: Node;
  /** Whether it is one here, and no promise of one. */
  readonly isSettled: boolean;
  /** Whether an object in its place needs parentheses: the body of an arrow function. */
  readonly needsParentheses: boolean;
}

/** The bodies of GET collections that are certain to be a bare array: the rows of a read as they are, or each made into something. */
export const bareLists = perFile((context): readonly BareList[] => {
  const reads = answeredReads(context);
  if (reads.length === 0) return [];
  const file = sourceFileOf(context);
  const bare = reads.filter(({ read, isBare, handler }) => isBare && read.action === 'read' && read.many === true && !isAskedWhole(handler));
  return [...new Set(bare.map(({ body }) => body))].map((node) => ({ node, isSettled: isSettled(file, node), needsParentheses: file.parent(node)?.type === 'ArrowFunctionExpression' }));
});

function isSettled(file: SourceFile, node: Node): boolean {
  const inner = unwrap(node);
  switch (inner.type) {
    case 'AwaitExpression':
      return true;
    case 'MemberExpression':
      return isSettled(file, inner.object);
    case 'CallExpression':
      return unwrap(inner.callee).type === 'MemberExpression' && isSettled(file, inner.callee);
    case 'Identifier': {
      const declared = file.variableOf(inner)?.defs[0]?.node as Node | undefined;
      return declared?.type === 'VariableDeclarator' && declared.init?.type === 'AwaitExpression';
    }
    default:
      return false;
  }
}
