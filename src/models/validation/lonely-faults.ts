import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { conjuncts, contains, keyName, unwrap } from '../../ast/syntax.ts';
import { all, words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel } from '../http/model.ts';
import { libraryOf } from './read.ts';

/** Text of an expression that takes the first of a validator's faults. */
const FIRST = /(?:issues|errors|details|inner|array\([^)]*\))\??\.?(?:\[0\]|at\(0\))/u;

/** Passed by a file that may hold such an expression. */
export const MAY_TAKE_FIRST = all(words('0'), words(/(?:issues|errors|details|inner|array)$/u));

/** The first of the faults a validator has found, where an answer holds it and none of the others. */
export const lonelyFaultsOf = perFile((context): readonly Node[] => {
  if (!says(context, MAY_TAKE_FIRST) || !FIRST.test(context.sourceCode.text)) return [];
  const http = httpModel(context);
  if (http.handlers.length === 0) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const firsts = [...file.nodes('MemberExpression').filter((node) => keyName(node) === '0' && node.property.type === 'Literal'), ...file.nodes('CallExpression').filter((call) => isFirst(call))];
  return firsts.filter((first) => {
    const list = unwrap(first.type === 'CallExpression' ? (first.callee as TSESTree.MemberExpression).object : first.object);
    const handler = http.handlerAround(first);
    if (!handler || !isFaults(project, file, list)) return false;
    const text = file.textOf(list);
    const others = file.nodesIn(handler.fn, list.type === 'CallExpression' ? 'CallExpression' : 'MemberExpression').filter((node) => node !== list && file.textOf(node) === text && !firsts.some((one) => contains(one, node)));
    return others.every((other) => isLength(file, other)) && isTold(context, file, first);
  });
});

function isFirst(call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  return callee.type === 'MemberExpression' && keyName(callee) === 'at' && call.arguments[0]?.type === 'Literal' && call.arguments[0].value === 0;
}

/** Whether an expression is the list of the faults that a validator has found. */
function isFaults(project: Project, file: SourceFile, list: Node): boolean {
  const symbol = project.symbol(originOf(file, list)) ?? caughtSymbol(project, file, list);
  const library = symbol === null ? undefined : libraryOf(symbol);
  return symbol !== null && (library?.faults?.some((name) => symbol.endsWith(`.${name}`)) ?? false);
}

/** `error.issues` where a test in front of it says `error instanceof ZodError`. */
function caughtSymbol(project: Project, file: SourceFile, list: Node): string | null {
  if (list.type !== 'MemberExpression' || list.object.type !== 'Identifier') return null;
  const name = file.variableOf(list.object);
  for (let at = file.parent(list); at; at = file.parent(at)) {
    for (const test of at.type === 'IfStatement' || at.type === 'ConditionalExpression' ? conjuncts(at.test) : []) {
      if (test.type !== 'BinaryExpression' || test.operator !== 'instanceof' || test.left.type !== 'Identifier' || file.variableOf(test.left) !== name) continue;
      const symbol = project.symbol(originOf(file, test.right));
      return symbol === null ? null : `${symbol}.${keyName(list) ?? ''}`;
    }
  }
  return null;
}

/** `issues.length`, and what only asks whether there is one. */
function isLength(file: SourceFile, node: Node): boolean {
  const parent = file.parent(node);
  return parent?.type === 'MemberExpression' && parent.object === node && keyName(parent) === 'length';
}

/** Whether an expression, or the name it is given, stands in an answer or in an exception. */
function isTold(context: RuleContext, file: SourceFile, node: Node): boolean {
  const { writes } = httpModel(context);
  for (let [at, parent] = [node, file.parent(node)]; parent; at = parent, parent = file.parent(at)) {
    const inside = parent;
    if (inside.type === 'ThrowStatement' || writes.some((write) => write.node === inside && write.body !== null && contains(write.body, at))) return true;
    if (inside.type === 'VariableDeclarator') {
      return inside.id.type === 'Identifier' && (file.variableOf(inside.id)?.references ?? []).some(({ identifier, init }) => init !== true && isTold(context, file, identifier as Node));
    }
    if (inside.type.endsWith('Statement') && inside.type !== 'ReturnStatement') return false;
  }
  return false;
}
