import type { TSESTree } from '@typescript-eslint/utils';
import { groupedBy } from '../core/groups.ts';
import { memo } from '../core/memo.ts';
import type { ClassNode, FunctionNode, Node, SourceFile } from './source-file.ts';

/** The expression inside `as`, `satisfies`, `!`, `<T>x`, `x<T>`, parentheses of an optional chain, and `(0, x)`. */
export function unwrap(node: Node): Node {
  let inner = node;
  for (;;) {
    switch (inner.type) {
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSInstantiationExpression':
      case 'ChainExpression':
        inner = inner.expression;
        break;
      case 'SequenceExpression': {
        const last = inner.expressions.at(-1);
        if (!last) return inner;
        inner = last;
        break;
      }
      default:
        return inner;
    }
  }
}

/** The same, and through `await`: a promise and its value have one origin. */
export function unwrapAwait(node: Node): Node {
  let inner = unwrap(node);
  while (inner.type === 'AwaitExpression') inner = unwrap(inner.argument);
  return inner;
}

/** The outermost expression that is this one in other clothes: `x` in `(x as T)!`. */
export function wrapped(file: SourceFile, node: Node): Node {
  let outer = node;
  for (let parent = file.parent(outer); parent && parent.type !== 'SequenceExpression' && unwrap(parent) !== parent && unwrap(parent) === unwrap(outer); parent = file.parent(outer)) outer = parent;
  return outer;
}

export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return node?.type === 'FunctionDeclaration' || node?.type === 'FunctionExpression' || node?.type === 'ArrowFunctionExpression';
}

export function isClass(node: Node | null | undefined): node is ClassNode {
  return node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression';
}

/** The nearest function around a node (not the node itself); null at module level. */
export function enclosingFunction(file: SourceFile, node: Node): FunctionNode | null {
  for (let at = file.parent(node); at; at = file.parent(at)) if (isFunction(at)) return at;
  return null;
}

/** The nearest class around a node; null outside classes. */
export function enclosingClass(file: SourceFile, node: Node): ClassNode | null {
  for (let at = file.parent(node); at; at = file.parent(at)) if (isClass(at)) return at;
  return null;
}

/** Whether `inner` is `outer` or stands inside it. */
export function contains(outer: Node, inner: Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/** The parts of a condition joined by `&&`. */
export function conjuncts(test: Node): readonly Node[] {
  const inner = unwrap(test);
  return inner.type === 'LogicalExpression' && inner.operator === '&&' ? [...conjuncts(inner.left), ...conjuncts(inner.right)] : [inner];
}

/** Which parameter of a function an expression is, as it is; null for anything else. */
export function parameterIndex(file: SourceFile, fn: FunctionNode, expression: Node): number | null {
  const inner = unwrap(expression);
  if (inner.type !== 'Identifier') return null;
  const name = file.variableOf(inner)?.defs[0]?.name as Node | undefined;
  const index = fn.params.findIndex((p) => p === name || (p.type === 'AssignmentPattern' && p.left === name));
  return index < 0 ? null : index;
}

/** The text that an expression begins with: a string, or a template up to its first hole; empty for anything else. */
export function leadingText(node: Node): string {
  const inner = unwrap(node);
  return inner.type === 'TemplateLiteral' ? (inner.quasis[0]?.value.cooked ?? '') : (stringValue(inner) ?? '');
}

/** Text of a string literal or a template without holes; null otherwise. */
export function stringValue(node: Node | null | undefined): string | null {
  if (!node) return null;
  const inner = unwrap(node);
  if (inner.type === 'Literal') return typeof inner.value === 'string' ? inner.value : null;
  if (inner.type === 'TemplateLiteral' && inner.expressions.length === 0) return inner.quasis[0]?.value.cooked ?? null;
  return null;
}

/** Name of a property, method or member where it is known without running code: `a.b`, `a['b']`, `{ b }`, `#b`. */
export function keyName(node: TSESTree.MemberExpression | TSESTree.Property | TSESTree.MethodDefinition | TSESTree.PropertyDefinition | TSESTree.TSPropertySignature | TSESTree.AccessorProperty | TSESTree.TSAbstractMethodDefinition | TSESTree.TSAbstractPropertyDefinition | TSESTree.TSAbstractAccessorProperty | TSESTree.TSMethodSignature): string | null {
  // A parser of broken code may leave the key out.
  const key = (node.type === 'MemberExpression' ? node.property : node.key) as Node | null;
  if (!key) return null;
  if (!node.computed && key.type === 'Identifier') return key.name;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Literal' && typeof key.value === 'number') return String(key.value);
  return stringValue(key);
}

/** The property of an object literal by name, its last writing; null when absent. Spreads are not followed. */
export function propertyOf(object: TSESTree.ObjectExpression, name: string): TSESTree.Property | null {
  return object.properties.findLast((p): p is TSESTree.Property => p.type === 'Property' && keyName(p) === name) ?? null;
}

/** Whether an object literal holds a spread or a computed key, so that a missing property may still be there. */
export function isOpen(object: TSESTree.ObjectExpression): boolean {
  return object.properties.some((p) => p.type === 'SpreadElement' || keyName(p) === null);
}

/** `a.b?.['c']` as its root and the names after it; a name is null where it is computed. */
export function memberChain(node: Node): { readonly root: Node; readonly path: readonly (string | null)[] } {
  const path: (string | null)[] = [];
  let at = unwrap(node);
  while (at.type === 'MemberExpression') {
    path.unshift(keyName(at));
    at = unwrap(at.object);
  }
  return { root: at, path };
}

/** A call in a chain, with the name of its method; null where it is computed. */
export interface ChainedCall {
  readonly name: string | null;
  readonly node: TSESTree.CallExpression;
}

/** `f(x).a(1).b()` as the call it begins with and the calls after it, in order; null for what is no call. */
export function callChain(node: Node): { readonly first: TSESTree.CallExpression; readonly then: readonly ChainedCall[] } | null {
  const then: ChainedCall[] = [];
  let at = unwrap(node);
  while (at.type === 'CallExpression') {
    const callee = unwrap(at.callee);
    const inner = callee.type === 'MemberExpression' ? unwrap(callee.object) : null;
    if (callee.type !== 'MemberExpression' || inner?.type !== 'CallExpression') return { first: at, then };
    then.unshift({ name: keyName(callee), node: at });
    at = inner;
  }
  return null;
}

/** The calls made on what a call gives, in order: `b()`, `c()` for `a()` in `a().b().c()`. */
export function callsOn(file: SourceFile, call: TSESTree.CallExpression): readonly ChainedCall[] {
  const found: ChainedCall[] = [];
  let at = wrapped(file, call);
  for (let member = file.parent(at); member?.type === 'MemberExpression' && member.object === at; member = file.parent(at)) {
    const outer = file.parent(wrapped(file, member));
    if (outer?.type !== 'CallExpression' || unwrap(outer.callee) !== member) break;
    found.push({ name: keyName(member), node: outer });
    at = wrapped(file, outer);
  }
  return found;
}

/** The decorators of a class, member or parameter; none where the parser knows none. */
export function decoratorsOf(node: Node): readonly TSESTree.Decorator[] {
  return ('decorators' in node ? (node.decorators as readonly TSESTree.Decorator[] | null | undefined) : null) ?? [];
}

/** Names under which a function or class is known at its definition, for messages: `createUser`, `UserService.create`. */
export function displayName(file: SourceFile, node: FunctionNode | ClassNode): string | null {
  if (node.id) return node.id.name;
  const parent = file.parent(node);
  if (!parent) return null;
  if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
  if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') {
    const owner = enclosingClass(file, parent)?.id?.name;
    const name = keyName(parent);
    return owner && name ? `${owner}.${name}` : name;
  }
  if (parent.type === 'Property') return keyName(parent);
  if (parent.type === 'AssignmentExpression') return memberChain(parent.left).path.at(-1) ?? (parent.left.type === 'Identifier' ? parent.left.name : null);
  return null;
}

/**
 * Path of property names from the value a pattern takes apart to one of its names, and the default on the way, if any:
 * `body.userId` for `id` in `{ body: { userId: id } }`. An array place is its index. Null when a computed key or a rest
 * element hides it.
 */
export function patternPath(pattern: Node, name: Node): { readonly path: readonly string[]; readonly fallback: Node | null } | null {
  if (pattern === name) return { path: [], fallback: null };
  switch (pattern.type) {
    case 'AssignmentPattern': {
      const inner = patternPath(pattern.left, name);
      return inner && { path: inner.path, fallback: inner.fallback ?? pattern.right };
    }
    case 'TSParameterProperty':
      return patternPath(pattern.parameter, name);
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (!contains(property, name)) continue;
        if (property.type === 'RestElement') return property.argument === name ? { path: [], fallback: null } : null;
        const key = keyName(property);
        const inner = patternPath(property.value, name);
        return key !== null && inner ? { path: [key, ...inner.path], fallback: inner.fallback } : null;
      }
      return null;
    case 'ArrayPattern':
      for (const [i, element] of pattern.elements.entries()) {
        if (!element || !contains(element, name)) continue;
        if (element.type === 'RestElement') return null;
        const inner = patternPath(element, name);
        return inner && { path: [String(i), ...inner.path], fallback: inner.fallback };
      }
      return null;
    default:
      return null;
  }
}

/** The names a pattern binds, in order. */
export function patternNames(pattern: Node): TSESTree.Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'AssignmentPattern':
      return patternNames(pattern.left);
    case 'RestElement':
      return patternNames(pattern.argument);
    case 'TSParameterProperty':
      return patternNames(pattern.parameter);
    case 'ObjectPattern':
      return pattern.properties.flatMap((p) => patternNames(p.type === 'RestElement' ? p.argument : p.value));
    case 'ArrayPattern':
      return pattern.elements.flatMap((e) => (e ? patternNames(e) : []));
    default:
      return [];
  }
}

/** The type annotation of a binding name or parameter; null when there is none. */
export function annotationOf(node: Node): TSESTree.TypeNode | null {
  if (node.type === 'TSParameterProperty') return annotationOf(node.parameter);
  if (node.type === 'AssignmentPattern') return annotationOf(node.left);
  if (node.type === 'Identifier' || node.type === 'ObjectPattern' || node.type === 'ArrayPattern' || node.type === 'RestElement' || node.type === 'PropertyDefinition') {
    return node.typeAnnotation?.typeAnnotation ?? null;
  }
  return null;
}

/** Every expression a function can return, with `return` of inner functions left out. */
export function returnedExpressions(file: SourceFile, fn: FunctionNode): Node[] {
  if (fn.body && fn.body.type !== 'BlockStatement') return [fn.body];
  return (returnsByFunction(file).get(fn) ?? []).flatMap(({ argument }) => argument ?? []);
}

/** What every function of a file returns, collected once: bundled files hold thousands of them. */
const returnsByFunction = memo((file: SourceFile) => groupedBy(file.nodes('ReturnStatement'), (statement) => (statement.argument ? enclosingFunction(file, statement) : null)));

/** The operands of a sum in order, however long it is: `a`, `b`, `c` of `a + b + c`. Any other expression is its only operand. */
export function summands(node: Node): Node[] {
  const found: Node[] = [];
  const pending: Node[] = [node];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const inner = unwrap(next);
    if (inner.type === 'BinaryExpression' && inner.operator === '+') pending.push(inner.right, inner.left);
    else found.push(inner);
  }
  return found;
}
