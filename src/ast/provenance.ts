import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node, SourceFile, Variable } from './source-file.ts';
import { contains, enclosingFunction, isFunction, keyName, patternNames, unwrap, unwrapAwait, wrapped } from './syntax.ts';

const MAX_DEPTH = 5;
/** Functions that write a value as text, or read it. */
const CONVERTERS: ReadonlySet<string> = new Set(['stringify', 'parse', 'String', 'Number', 'parseInt', 'parseFloat', 'serialize', 'deserialize', 'encode', 'decode', 'toString']);

/** The value inside `JSON.stringify(value)`, `String(value)` and their like. */
export function converted(node: Node): Node {
  let inner = unwrap(node);
  while (inner.type === 'CallExpression') {
    const callee = unwrap(inner.callee);
    const name = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? keyName(callee) : null;
    const [first] = inner.arguments;
    if (name === null || !CONVERTERS.has(name)) return inner;
    if (first && first.type !== 'SpreadElement') inner = unwrap(first);
    else if (callee.type === 'MemberExpression' && name === 'toString') inner = unwrap(callee.object);
    else return inner;
  }
  return inner;
}

/** What a variable is given, where it is declared and later; the pattern's names get the whole value. */
function valuesGiven(file: SourceFile, variable: Variable): readonly Node[] {
  return variable.references.flatMap((reference) => (reference.isWrite() && reference.writeExpr && file.parent(reference.identifier as Node)?.type !== 'UpdateExpression' ? [reference.writeExpr as Node] : []));
}

/** The variables an expression mentions, itself or through what those were given. */
export function mentionedVariables(file: SourceFile, node: Node): ReadonlySet<Variable> {
  const found = new Set<Variable>();
  const visit = (expression: Node, depth: number): void => {
    for (const name of file.nodesIn(expression, 'Identifier')) {
      const variable = file.variableOf(name);
      if (!variable || found.has(variable)) continue;
      found.add(variable);
      if (depth < MAX_DEPTH) for (const given of valuesGiven(file, variable)) if (!isFunction(unwrap(given))) visit(given, depth + 1);
    }
  };
  visit(node, 0);
  return found;
}

/** The variable that holds what a call gives, however it is awaited or converted on the way. */
export function heldBy(file: SourceFile, call: Node): Variable | null {
  for (let at: Node = call, outer = file.parent(call); outer; at = outer, outer = file.parent(outer)) {
    if (outer.type === 'VariableDeclarator') return outer.init === at && outer.id.type === 'Identifier' ? file.variableOf(outer.id) : null;
    if (outer.type === 'AssignmentExpression') return outer.right === at && outer.left.type === 'Identifier' ? file.variableOf(outer.left) : null;
    if (outer.type === 'CallExpression' ? !outer.arguments.some((argument) => argument === at) : !['AwaitExpression', 'TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression', 'LogicalExpression', 'ConditionalExpression', 'UnaryExpression', 'BinaryExpression', 'ChainExpression'].includes(outer.type)) return null;
  }
  return null;
}

/** The names that what a call gives is taken apart into, or the one that holds it. */
export function namesHolding(file: SourceFile, call: Node): readonly Variable[] {
  const held = heldBy(file, call);
  if (held) return [held];
  let at = wrapped(file, call);
  for (let outer = file.parent(at); outer?.type === 'AwaitExpression'; outer = file.parent(at)) at = wrapped(file, outer);
  const declarator = file.parent(at);
  return declarator?.type === 'VariableDeclarator' && declarator.init === at ? patternNames(declarator.id).flatMap((name) => file.variableOf(name) ?? []) : [];
}

/** Whether what a variable holds decides something: it stands in a condition, or before `??`, `||`, `&&`. */
export function decides(file: SourceFile, variable: Variable): boolean {
  return variable.references.some((reference) => reference.isRead() && isDeciding(file, reference.identifier as Node));
}

/** Whether an expression is part of a condition. */
export function isDeciding(file: SourceFile, node: Node): boolean {
  for (let at = node, outer = file.parent(node); outer && !isFunction(outer); at = outer, outer = file.parent(outer)) {
    if (outer.type === 'IfStatement' || outer.type === 'ConditionalExpression') return outer.test === at;
    if (outer.type === 'LogicalExpression' && outer.left === at) return true;
    if (outer.type.endsWith('Statement') || outer.type === 'VariableDeclarator') return false;
  }
  return false;
}

/** The awaited calls that an expression's value comes from: in it, or in what the variables it mentions were given. Null where a parameter of a function inside is one of them. */
export function loadsOf(file: SourceFile, node: Node, owner: FunctionNode): readonly TSESTree.CallExpression[] | null {
  const found: TSESTree.CallExpression[] = [];
  const gather = (expression: Node): void => {
    for (const wait of file.nodesIn(expression, 'AwaitExpression')) {
      const call = unwrapAwait(wait);
      if (call.type === 'CallExpression') found.push(call);
    }
  };
  gather(node);
  for (const variable of mentionedVariables(file, node)) {
    const definition = variable.defs[0];
    const place = definition?.node as Node | undefined;
    if (isFunction(place) && place !== owner && contains(owner, place) && enclosingFunction(file, place) !== null && definition?.type === 'Parameter') return null;
    if (!place || !contains(owner, place)) continue;
    for (const given of valuesGiven(file, variable)) if (!isFunction(unwrap(given))) gather(given);
  }
  return found;
}
