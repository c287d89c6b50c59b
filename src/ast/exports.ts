import type { TSESTree } from '@typescript-eslint/utils';
import { memo } from '../core/memo.ts';
import type { Origin } from './origin.ts';
import { either, originOf, requiredModule } from './origin.ts';
import type { Node, SourceFile } from './source-file.ts';
import { isFunction, keyName, memberChain, patternNames, propertyOf, returnedExpressions, stringValue, unwrap } from './syntax.ts';

/** What a file exports: names with their origin (a re-export is an `import`), and modules it exports whole. */
export interface Exports {
  readonly names: ReadonlyMap<string, Origin>;
  /** `export * from './x'`, in order. */
  readonly stars: readonly string[];
  /** What the module itself is where it says so: `module.exports = x`, `export = x`. */
  readonly whole: Origin | null;
}

interface Found {
  readonly names: Map<string, Origin>;
  readonly stars: string[];
  whole: Origin | null;
}

/** The exports of a file, ES modules and CommonJS alike. `module.exports = x` is `default`, its properties are names too. */
export const exportsOf = memo((file: SourceFile): Exports => {
  const found: Found = { names: new Map(), stars: [], whole: null };
  for (const node of file.nodes('ExportNamedDeclaration')) named(file, node, found.names);
  for (const node of file.nodes('ExportDefaultDeclaration')) found.names.set('default', originOf(file, node.declaration));
  for (const node of file.nodes('TSExportAssignment')) whole(file, node.expression, found);
  for (const node of file.nodes('ExportAllDeclaration')) {
    const from = String(node.source.value);
    if (node.exported) found.names.set(nameOf(node.exported), { kind: 'import', from, name: '*', typeOnly: node.exportKind === 'type', file });
    else found.stars.push(from);
  }
  if (file.text.includes('exports')) commonJs(file, found);
  return found;
});

/** Whether a file hands nothing on, so that it only runs. */
export function exportsNothing(file: SourceFile): boolean {
  return exportsOf(file).names.size === 0 && !/\bexports\b/.test(file.text);
}

function named(file: SourceFile, node: TSESTree.ExportNamedDeclaration, names: Map<string, Origin>): void {
  if (node.source) {
    for (const s of node.specifiers) names.set(nameOf(s.exported), { kind: 'import', from: String(node.source.value), name: nameOf(s.local), typeOnly: node.exportKind === 'type', file });
    return;
  }
  for (const s of node.specifiers) if (s.local.type === 'Identifier') names.set(nameOf(s.exported), originOf(file, s.local));
  const declaration = node.declaration;
  if (!declaration) return;
  if (declaration.type === 'VariableDeclaration') {
    for (const d of declaration.declarations) for (const id of patternNames(d.id)) names.set(id.name, originOf(file, id));
  } else if ('id' in declaration && declaration.id?.type === 'Identifier') {
    names.set(declaration.id.name, originOf(file, declaration.id));
  }
}

function nameOf(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}

/** `module.exports = …`, `module.exports.a = …`, `exports.a = …`, `exports.default = …`, and what compilers write. */
function commonJs(file: SourceFile, found: Found): void {
  for (const node of file.nodes('AssignmentExpression')) {
    if (node.operator !== '=') continue;
    const target = exportedPath(file, node.left);
    if (!target) continue;
    const [name, ...deeper] = target;
    const value = lastValue(node.right);
    if (name === undefined) whole(file, value, found);
    else if (deeper.length === 0) found.names.set(name, originOf(file, value));
  }
  for (const node of file.nodes('CallExpression')) compiled(file, node, found);
}

/** A module that is one value. The properties of an object literal are names of the module, too. */
function whole(file: SourceFile, value: Node, found: Found): void {
  const object = unwrap(value);
  // esbuild's `module.exports = __toCommonJS(src_exports)`: the names come from `__export(src_exports, …)`.
  if (object.type === 'CallExpression' && object.callee.type === 'Identifier' && object.callee.name === '__toCommonJS') return;
  found.whole = originOf(file, value);
  found.names.set('default', found.whole);
  if (object.type === 'CallExpression') {
    const from = requiredModule(file, object);
    if (from !== null) found.stars.push(from);
  }
  if (object.type !== 'ObjectExpression') return;
  for (const p of object.properties) {
    if (p.type === 'SpreadElement') {
      const spread = originOf(file, p.argument);
      if (spread.kind === 'import' && spread.name === '*') found.stars.push(spread.from);
      continue;
    }
    const key = keyName(p);
    if (key !== null) found.names.set(key, originOf(file, p.value));
  }
}

/**
 * `__exportStar(require('x'), exports)`, `Object.defineProperty(exports, 'a', { get() { return b } })` (TypeScript), and
 * `__export(exports, { a: () => b })` (esbuild, SWC).
 */
function compiled(file: SourceFile, node: TSESTree.CallExpression, found: Found): void {
  const [first, second, third] = node.arguments;
  if (!first || !second) return;
  const callee = unwrap(node.callee);
  const helper = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? keyName(callee) : null;
  if (second.type === 'Identifier' && second.name === 'exports' && first.type === 'CallExpression') {
    const from = requiredModule(file, first);
    if (from !== null) found.stars.push(from);
    return;
  }
  if (helper === 'defineProperty' && first.type === 'Identifier' && first.name === 'exports' && third?.type === 'ObjectExpression') {
    const name = stringValue(second);
    const value = propertyOf(third, 'get') ?? propertyOf(third, 'value');
    if (name !== null && name !== '__esModule' && value) found.names.set(name, given(file, value.value));
    return;
  }
  if ((helper === '__export' || helper === '_export') && second.type === 'ObjectExpression') {
    for (const p of second.properties) {
      const key = p.type === 'Property' ? keyName(p) : null;
      if (p.type === 'Property' && key !== null) found.names.set(key, given(file, p.value));
    }
  }
}

/** A getter's value, or the value itself. */
function given(file: SourceFile, node: Node): Origin {
  return isFunction(node) ? either(returnedExpressions(file, node).map((returned) => originOf(file, returned))) : originOf(file, node);
}

/** `exports.a = exports.b = value`: the value. */
function lastValue(node: Node): Node {
  let value = unwrap(node);
  while (value.type === 'AssignmentExpression') value = unwrap(value.right);
  return value;
}

/** Path below the exports object that a target names: `[]` for `module.exports`; null for anything else. */
function exportedPath(file: SourceFile, target: Node): readonly string[] | null {
  const { root, path } = memberChain(target);
  if (root.type !== 'Identifier' || file.variableOf(root)) return null;
  const below = root.name === 'module' && path[0] === 'exports' ? path.slice(1) : root.name === 'exports' && path.length > 0 ? path : null;
  return below && below.every((p): p is string => p !== null) ? below : null;
}
