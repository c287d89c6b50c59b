import type { TSESTree } from '@typescript-eslint/utils';
import type { Origin } from './origin.ts';
import { originOf, requiredModule } from './origin.ts';
import type { Node, SourceFile } from './source-file.ts';
import { keyName, memberChain, patternNames, unwrap } from './syntax.ts';

/** What a file exports: names with their origin (a re-export is an `import`), and modules it exports whole. */
export interface Exports {
  readonly names: ReadonlyMap<string, Origin>;
  /** `export * from './x'`, in order. */
  readonly stars: readonly string[];
}

/** The exports of a file, ES modules and CommonJS alike. `module.exports = x` is `default`, its properties are names too. */
export function exportsOf(file: SourceFile): Exports {
  const names = new Map<string, Origin>();
  const stars: string[] = [];
  for (const node of file.nodes('ExportNamedDeclaration')) named(file, node, names);
  for (const node of file.nodes('ExportDefaultDeclaration')) names.set('default', originOf(file, node.declaration));
  for (const node of file.nodes('TSExportAssignment')) names.set('default', originOf(file, node.expression));
  for (const node of file.nodes('ExportAllDeclaration')) {
    const from = String(node.source.value);
    if (node.exported) names.set(nameOf(node.exported), { kind: 'import', from, name: '*', typeOnly: node.exportKind === 'type', file });
    else stars.push(from);
  }
  if (file.text.includes('exports')) commonJs(file, names, stars);
  return { names, stars };
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

/** `module.exports = …`, `module.exports.a = …`, `exports.a = …`, `exports.default = …`, `__exportStar(require('x'), exports)`. */
function commonJs(file: SourceFile, names: Map<string, Origin>, stars: string[]): void {
  for (const node of file.nodes('AssignmentExpression')) {
    if (node.operator !== '=') continue;
    const target = exportedPath(file, node.left);
    if (!target) continue;
    const value = lastValue(node.right);
    if (target.length === 1 && target[0] !== undefined) names.set(target[0], originOf(file, value));
    if (target.length > 0) continue;
    const origin = originOf(file, value);
    names.set('default', origin);
    const whole = unwrap(value);
    if (whole.type === 'ObjectExpression') {
      for (const p of whole.properties) {
        if (p.type === 'SpreadElement') {
          const spread = originOf(file, p.argument);
          if (spread.kind === 'import' && spread.name === '*') stars.push(spread.from);
          continue;
        }
        const key = keyName(p);
        if (key !== null) names.set(key, originOf(file, p.value));
      }
    } else if (whole.type === 'CallExpression') {
      const from = requiredModule(file, whole);
      if (from !== null) stars.push(from);
    }
  }
  for (const node of file.nodes('CallExpression')) {
    const [first, second] = node.arguments;
    if (second?.type !== 'Identifier' || second.name !== 'exports' || first?.type !== 'CallExpression') continue;
    const from = requiredModule(file, first);
    if (from !== null) stars.push(from);
  }
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
