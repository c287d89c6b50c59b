import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, enclosingFunction, unwrap } from '../../ast/syntax.ts';
import type { Edit } from '../../core/rule-context.ts';

/** The statements behind the one that a node is, or stands in the declaration of; null where it stands elsewhere. */
export function statementsBehind(file: SourceFile, node: Node): readonly TSESTree.Statement[] | null {
  const parent = file.parent(node);
  const declaration = parent?.type === 'VariableDeclarator' ? file.parent(parent) : parent;
  if (declaration?.type !== 'ExpressionStatement' && (declaration?.type !== 'VariableDeclaration' || declaration.declarations.length > 1)) return null;
  const block = file.parent(declaration);
  return block?.type === 'BlockStatement' ? block.body.slice(block.body.findIndex((statement) => statement === declaration) + 1) : null;
}

/**
 * Edits that put statements into a `try` whose `finally` gives back what is held: by the one call that does so now, or by `release` where none does. Null where
 * that cannot be said with certainty.
 */
export function finallyEdits(file: SourceFile, statements: readonly TSESTree.Statement[], given: ReadonlySet<Node>, release: string | null): readonly Edit[] | null {
  const [first] = statements;
  const last = statements.at(-1);
  const [call] = given;
  if (given.size > 1 || (!call && release === null) || !first || !last) return null;
  if (statements.some((s) => s.type === 'FunctionDeclaration' || s.type === 'ClassDeclaration' || s.type === 'TryStatement' || (s.type === 'VariableDeclaration' && s.kind === 'var'))) return null;
  const statement = call ? statements.find((s) => s.type === 'ExpressionStatement' && contains(s, call)) : null;
  if (call && (statement?.type !== 'ExpressionStatement' || callIn(statement) !== call)) return null;
  const waits = awaitedReturns(file, first, statements);
  if (!waits) return null;
  const text = statement ? file.textOf(statement).replace(/;$/, '') : (release ?? '');
  const removed = statement ? [{ range: withLine(file, statement), text: '' }] : [];
  const margin = /(?:^|\n)([ \t]*)$/.exec(file.text.slice(0, first.range[0]))?.[1] ?? '';
  return [{ range: [first.range[0], first.range[0]], text: `try {\n${margin}` }, ...waits, ...removed, { range: [last.range[1], last.range[1]], text: `\n${margin}} finally {\n${margin}  ${text};\n${margin}}` }];
}

/**
 * What is returned has to be waited for before the `finally`: `return load(id)` gives its promise at once. Null where the function cannot wait, or what it returns is one of
 * several.
 */
function awaitedReturns(file: SourceFile, first: Node, statements: readonly Node[]): readonly Edit[] | null {
  const fn = enclosingFunction(file, first);
  const returned = statements.flatMap((statement) => file.nodesIn(statement, 'ReturnStatement')).flatMap(({ argument }) => (argument && enclosingFunction(file, argument) === fn ? [unwrap(argument)] : []));
  if (returned.some(({ type }) => type === 'ConditionalExpression' || type === 'LogicalExpression' || type === 'SequenceExpression')) return null;
  const calls = returned.filter(({ type }) => type === 'CallExpression' || type === 'NewExpression');
  if (calls.length > 0 && !fn?.async) return null;
  return calls.map(({ range }) => ({ range: [range[0], range[0]], text: 'await ' }));
}

/** The call that is the whole statement, awaited or not. */
function callIn({ expression }: TSESTree.ExpressionStatement): Node {
  const inner = unwrap(expression);
  return inner.type === 'AwaitExpression' ? unwrap(inner.argument) : inner;
}

/** A statement with the blanks and the line break before it. */
function withLine(file: SourceFile, node: Node): readonly [number, number] {
  const before = /\s*$/.exec(file.text.slice(0, node.range[0]))?.[0].length ?? 0;
  return [node.range[0] - before, node.range[1]];
}
