import { memo } from '../../core/memo.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, keyName, memberChain, unwrap } from '../../ast/syntax.ts';

/**
 * Whether an expression of a function is evaluated once per process, or once per key, because its result is kept
 * outside the function and looked up first: `cached ??= load()`, `if (!cached) cached = load()`,
 * `if (cache.has(key)) return cache.get(key)` before `cache.set(key, load())`.
 */
export function runsOnce(file: SourceFile, fn: FunctionNode, node: Node): boolean {
  const kept = keptOutside(file, fn);
  if (kept.size === 0) return false;
  const isKept = (test: Node): boolean => mentioned(file, fn, test).some((key) => kept.has(key));
  for (let inner: Node = node, outer = file.parent(node); outer && outer !== fn; inner = outer, outer = file.parent(outer)) {
    switch (outer.type) {
      case 'AssignmentExpression':
        if (outer.operator !== '=' && inner === outer.right && isKept(outer.left)) return true;
        break;
      case 'LogicalExpression':
        if (inner === outer.right && isKept(outer.left)) return true;
        break;
      case 'IfStatement':
      case 'ConditionalExpression':
        if (inner !== outer.test && isKept(outer.test)) return true;
        break;
      case 'BlockStatement':
        if (outer.body.some((s) => s.type === 'IfStatement' && s.range[1] <= inner.range[0] && leaves(s.consequent) && isKept(s.test))) return true;
        break;
      default:
    }
  }
  return false;
}

function leaves(statement: Node): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  return last?.type === 'ReturnStatement';
}

const keptByFunction: (file: SourceFile) => Map<FunctionNode, ReadonlySet<string>> = memo(() => new Map());

/** Names outside the function that it writes: variables, fields, collections. */
function keptOutside(file: SourceFile, fn: FunctionNode): ReadonlySet<string> {
  const known = keptByFunction(file);
  let found = known.get(fn);
  if (!found) {
    found = written(file, fn);
    known.set(fn, found);
  }
  return found;
}

function written(file: SourceFile, fn: FunctionNode): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (target: Node): void => {
    const key = outsideKey(file, fn, target);
    if (key !== null) found.add(key);
  };
  for (const node of file.nodesIn(fn, 'AssignmentExpression')) add(node.left);
  for (const node of file.nodesIn(fn, 'CallExpression')) {
    const callee = unwrap(node.callee);
    if (callee.type === 'MemberExpression' && ['set', 'add'].includes(keyName(callee) ?? '')) add(callee.object);
  }
  return found;
}

/** Names outside the function that a test looks at, itself or through a local: `const hit = cache.get(key)`. */
function mentioned(file: SourceFile, fn: FunctionNode, test: Node): string[] {
  const found: string[] = [];
  const visit = (node: Node, depth: number): void => {
    const inner = unwrap(node);
    switch (inner.type) {
      case 'Identifier':
      case 'MemberExpression': {
        const key = outsideKey(file, fn, inner);
        if (key !== null) found.push(key);
        else if (inner.type === 'Identifier' && depth < 3) {
          const definition = file.variableOf(inner)?.defs[0]?.node as Node | undefined;
          if (definition?.type === 'VariableDeclarator' && definition.init && contains(fn, definition)) visit(definition.init, depth + 1);
        }
        return;
      }
      case 'CallExpression':
        // `cache.get(key)`, `existing(cache, key)`
        if (inner.callee.type === 'MemberExpression') visit(inner.callee.object, depth);
        for (const argument of inner.arguments) visit(argument, depth);
        return;
      case 'UnaryExpression':
      case 'AwaitExpression':
        visit(inner.argument, depth);
        return;
      case 'BinaryExpression':
      case 'LogicalExpression':
        visit(inner.left, depth);
        visit(inner.right, depth);
        return;
      default:
    }
  };
  visit(test, 0);
  return found;
}

/** A variable, field or global that outlives the call, with its path; a computed key is any key. Null for what the call owns. */
function outsideKey(file: SourceFile, fn: FunctionNode, node: Node): string | null {
  const { root, path } = memberChain(node);
  const below = path.map((name) => name ?? '*').join('.');
  if (root.type === 'ThisExpression') return path.length > 0 ? `this.${below}` : null;
  if (root.type !== 'Identifier') return null;
  const definition = file.variableOf(root)?.defs[0]?.node as Node | undefined;
  return definition && contains(fn, definition) ? null : `${root.name}.${below}`;
}
