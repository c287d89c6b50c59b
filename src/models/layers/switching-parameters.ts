import type { TSESTree } from '@typescript-eslint/utils';
import { leaves } from '../../ast/order.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { annotationOf, contains, enclosingFunction, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import { sourceFileOf } from '../../project/project.ts';
import { methodOperationsOf } from './repository-operations.ts';

/** A parameter that may be left out, or is a flag, and decides which query runs. */
export interface SwitchingParameter {
  readonly node: Node;
  readonly name: string;
  /** The operation that runs for one of its values only. */
  readonly operation: Node;
}

/** The parameters of the linted file's functions by which one query or another runs. What only narrows a query decides nothing. */
export const switchingParametersOf = perFile((context): readonly SwitchingParameter[] => {
  const file = sourceFileOf(context);
  const byMethod = new Map<FunctionNode, Node[]>();
  for (const { method, one } of methodOperationsOf(context)) byMethod.set(method, [...(byMethod.get(method) ?? []), one.node]);
  return [...byMethod].flatMap(([method, operations]) => {
    if (operations.length < 2) return [];
    return method.params.flatMap((parameter): SwitchingParameter[] => {
      const name = choosing(parameter);
      const operation = name && operationChosen(file, method, name, operations);
      return operation ? [{ node: parameter, name: name.name, operation }] : [];
    });
  });
});

/** The name of a parameter that callers may leave out, or that is true or false. */
function choosing(parameter: TSESTree.Parameter): TSESTree.Identifier | null {
  if (parameter.type === 'AssignmentPattern') {
    const value = unwrap(parameter.right);
    return parameter.left.type === 'Identifier' && value.type === 'Literal' && typeof value.value === 'boolean' ? parameter.left : null;
  }
  if (parameter.type !== 'Identifier') return null;
  return parameter.optional || annotationOf(parameter)?.type === 'TSBooleanKeyword' ? parameter : null;
}

/** An operation that one outcome of a test of the parameter runs, where the other one runs others. */
function operationChosen(file: SourceFile, method: FunctionNode, name: TSESTree.Identifier, operations: readonly Node[]): Node | null {
  for (const reference of file.variableOf(name)?.references ?? []) {
    const choice = choiceOf(file, reference.identifier as Node);
    if (!choice || enclosingFunction(file, choice) !== method) continue;
    const [taken, other] = [operationIn(operations, choice.consequent), operationIn(operations, choice.alternate)];
    if (taken && other) return taken;
    const rest = operations.some((operation) => operation.range[0] >= choice.range[1]);
    if (taken && choice.type === 'IfStatement' && !choice.alternate && leaves(choice.consequent) && rest) return taken;
  }
  return null;
}

function operationIn(operations: readonly Node[], branch: Node | null): Node | null {
  return (branch && operations.find((operation) => contains(branch, operation))) ?? null;
}


/** `if (all)`, `all ? … : …`, `if (id === undefined)`: the choice that a use of a name makes by itself. */
function choiceOf(file: SourceFile, use: Node): TSESTree.IfStatement | TSESTree.ConditionalExpression | null {
  let test = use;
  for (let outer = file.parent(use); outer; test = outer, outer = file.parent(outer)) {
    if (outer.type === 'IfStatement' || outer.type === 'ConditionalExpression') return outer.test === test ? outer : null;
    if (outer.type === 'BinaryExpression') {
      if (!/^[!=]==?$/u.test(outer.operator) || !isPlain(unwrap(outer.left === test ? outer.right : outer.left))) return null;
    } else if (outer.type !== 'UnaryExpression' || (outer.operator !== '!' && outer.operator !== 'typeof')) return null;
  }
  return null;
}

/** Nothing, true or false: what a parameter is when it only switches. */
function isPlain(node: Node): boolean {
  if (node.type === 'Literal') return node.value === null || typeof node.value === 'boolean' || node.value === 'undefined';
  return node.type === 'Identifier' && node.name === 'undefined';
}
