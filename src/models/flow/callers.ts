import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { enclosingClass, keyName, unwrap, wrapped } from '../../ast/syntax.ts';
import { ANY, isFixed } from './reaching.ts';
import type { AccessPath } from './reaching.ts';
import { ELEMENT_CALLBACKS, TEXT_CALLBACKS } from './tables.ts';

/** What a parameter is given: an expression and a path below its value, or something without one. */
export type Argument =
  | { readonly node: Node; readonly file: SourceFile; readonly path: AccessPath }
  | { readonly node: null; readonly kind: 'safe-type' | 'caught' | 'unknown' };

/** The arguments of one call by the parameter's index; none where nothing is given. */
export type Binding = (index: number) => readonly Argument[];

const UNKNOWN: readonly Argument[] = [{ node: null, kind: 'unknown' }];
const NUMBER: readonly Argument[] = [{ node: null, kind: 'safe-type' }];

/** What calls a function that is written where it is used: as callback of an array method or promise, or called at once. */
export function bindingOfCallback(file: SourceFile, fn: FunctionNode): Binding | null {
  return fn.type === 'FunctionDeclaration' ? null : bindingOfUse(file, fn);
}

/**
 * What every call of a function gives it, when all of them are in the file: a function that is not exported and whose name
 * is only called, or handed to an array method. Null when there may be others.
 */
export function callersOf(file: SourceFile, fn: FunctionNode): readonly Binding[] | null {
  const known = callers.get(fn);
  if (known !== undefined) return known;
  const name = nameOf(file, fn);
  const found = name ? callsOfName(file, name) : callsOfMethod(file, fn);
  callers.set(fn, found);
  return found;
}

const callers = new WeakMap<FunctionNode, readonly Binding[] | null>();

function nameOf(file: SourceFile, fn: FunctionNode): Variable | null {
  if (fn.type === 'FunctionDeclaration') return fn.id && !isExported(file, fn) ? file.variableOf(fn.id) : null;
  const declarator = file.parent(wrapped(file, fn));
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return null;
  const variable = file.variableOf(declarator.id);
  const declaration = file.parent(declarator);
  return variable && isFixed(variable) && declaration && !isExported(file, declaration) ? variable : null;
}

function isExported(file: SourceFile, declaration: Node): boolean {
  const parent = file.parent(declaration);
  return parent?.type === 'ExportNamedDeclaration' || parent?.type === 'ExportDefaultDeclaration';
}

function callsOfName(file: SourceFile, variable: Variable): readonly Binding[] | null {
  if (variable.defs.length !== 1) return null;
  const found: Binding[] = [];
  for (const reference of variable.references) {
    if (reference.init || reference.isTypeReference) continue;
    const binding = bindingOfUse(file, reference.identifier as Node);
    if (!binding) return null;
    found.push(binding);
  }
  return found;
}

/** Methods that nothing outside their class may call: `#load()`, `private load()`. */
function callsOfMethod(file: SourceFile, fn: FunctionNode): readonly Binding[] | null {
  const member = file.parent(fn);
  if (member?.type !== 'MethodDefinition' && member?.type !== 'PropertyDefinition') return null;
  const owner = enclosingClass(file, fn);
  const name = keyName(member);
  if (!owner || name === null || (member.accessibility !== 'private' && !name.startsWith('#'))) return null;
  const found: Binding[] = [];
  for (const use of file.nodesIn(owner, 'MemberExpression')) {
    if (keyName(use) !== name) continue;
    const object = unwrap(use.object);
    if (object.type !== 'ThisExpression' && !name.startsWith('#')) continue;
    const binding = bindingOfUse(file, use);
    if (!binding) return null;
    found.push(binding);
  }
  return found;
}

/** What a use of a function gives it, when the use is a call or a callback of the language. */
function bindingOfUse(file: SourceFile, node: Node): Binding | null {
  const use = wrapped(file, node);
  const call = file.parent(use);
  if (call?.type !== 'CallExpression') return null;
  if (call.callee === use) {
    return (index) => {
      const spread = call.arguments.findIndex((a) => a.type === 'SpreadElement');
      const from = spread >= 0 && spread <= index ? call.arguments[spread] : call.arguments[index];
      if (!from) return [];
      return from.type === 'SpreadElement' ? [{ node: from.argument, file, path: [String(index - spread)] }] : [{ node: from, file, path: [] }];
    };
  }
  const position = call.arguments.indexOf(use as never);
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression') return null;
  const name = keyName(callee);
  const receiver = callee.object;
  if (name === null || receiver.type === 'Super') return null;
  const element: Argument = { node: receiver, file, path: [ANY] };
  if (ELEMENT_CALLBACKS.has(name) && position === 0) {
    const isComparison = name === 'sort' || name === 'toSorted';
    return (index) => (index === 0 || (isComparison && index === 1) ? [element] : index === 1 ? NUMBER : [{ node: receiver, file, path: [] }]);
  }
  if ((name === 'reduce' || name === 'reduceRight') && position === 0) {
    const start = call.arguments[1];
    // What the callback returned before comes in again: asking for its own result would run in a circle.
    return (index) => (index === 0 ? (start ? [{ node: start, file, path: [] }] : [element]) : index === 1 ? [element] : index === 2 ? NUMBER : [{ node: receiver, file, path: [] }]);
  }
  if (name === 'then' && position === 0) return () => [{ node: receiver, file, path: [] }];
  if ((name === 'then' && position === 1) || (name === 'catch' && position === 0)) return () => [{ node: null, kind: 'caught' }];
  if (TEXT_CALLBACKS.has(name) && position === 1) return () => [{ node: receiver, file, path: [] }];
  if (name === 'from' && position === 1 && call.arguments[0]) {
    const from = call.arguments[0];
    return (index) => (index === 0 ? [{ node: from, file, path: [ANY] }] : NUMBER);
  }
  return name === 'finally' ? () => UNKNOWN : null;
}
