import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { callChain, contains, decoratorsOf, keyName, memberChain, unwrap } from '../../ast/syntax.ts';
import type { Query } from '../sql/types.ts';

/** Methods by which libraries begin a transaction or a session that is ended by hand. */
const BEGINNERS: ReadonlySet<string> = new Set(['transaction', '$transaction', 'startTransaction', 'startUnmanagedTransaction', 'beginTransaction', 'transactionProvider', 'createQueryRunner', 'startSession', 'transacting', 'transactional', 'withTransaction', 'begin']);
/** Options that put an operation into a transaction of others. */
const JOINING: ReadonlySet<string> = new Set(['transaction', 'session', 'useTransaction', 'ctx']);
const BRACKETS = /^\s*(?:begin|start\s+transaction|commit|rollback|savepoint)\b/iu;

/** Whether a function opens a transaction or takes part in one: by a method of its client, a decorator, an option, or SQL. */
export function isTransactional(file: SourceFile, fn: FunctionNode, queries: readonly Query[]): boolean {
  const holder = file.parent(fn);
  const decorated = [fn, ...(holder ? [holder] : [])].flatMap((node) => decoratorsOf(node));
  if (decorated.some((decorator) => /transaction/iu.test(file.textOf(decorator)))) return true;
  if (file.nodesIn(fn, 'CallExpression').some(({ callee }) => BEGINNERS.has(calledName(callee)))) return true;
  if (file.nodesIn(fn, 'Property').some((property) => JOINING.has(keyName(property) ?? ''))) return true;
  return queries.some(({ node, parts }) => contains(fn, node) && parts?.[0]?.kind === 'text' && BRACKETS.test(parts[0].text));
}

function calledName(callee: TSESTree.Expression): string {
  const inner = unwrap(callee);
  return inner.type === 'MemberExpression' ? (keyName(inner) ?? '') : inner.type === 'Identifier' ? inner.name : '';
}

/** Whether an operation runs on a connection that the function is given, or may be given: that may be a transaction. */
export function runsOnGiven(file: SourceFile, fn: FunctionNode, node: Node): boolean {
  const call = callChain(node)?.first ?? null;
  const root = call ? memberChain(call.callee).root : node.type === 'TaggedTemplateExpression' ? memberChain(node.tag).root : null;
  return root !== null && isGiven(file, fn, root, 0);
}

function isGiven(file: SourceFile, fn: FunctionNode, node: Node, depth: number): boolean {
  const inner = unwrap(node);
  if (inner.type === 'LogicalExpression') return isGiven(file, fn, inner.left, depth) || isGiven(file, fn, inner.right, depth);
  if (inner.type === 'ConditionalExpression') return isGiven(file, fn, inner.consequent, depth) || isGiven(file, fn, inner.alternate, depth);
  if (inner.type === 'CallExpression') return inner.arguments.some((argument) => isGiven(file, fn, argument, depth));
  const definition = inner.type === 'Identifier' ? file.variableOf(inner)?.defs[0] : undefined;
  if (!definition) return false;
  if (definition.type === 'Parameter') return (definition.node as Node) === fn;
  const declared = definition.node as Node;
  return depth < 2 && declared.type === 'VariableDeclarator' && declared.init !== null && isGiven(file, fn, declared.init, depth + 1);
}
