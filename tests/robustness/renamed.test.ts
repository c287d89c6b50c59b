import * as parser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import type { ScopeManager } from '@typescript-eslint/scope-manager';
import { describe, expect, it } from 'vitest';
import type { SourceText } from './linting.ts';
import { fixtureSources, lint } from './linting.ts';

const sources = fixtureSources().filter(({ path }) => !path.includes('/corrected/') && !path.includes('/generated/') && !/\.d\.ts$/u.test(path));

describe('names of variables, functions and parameters', () => {
  it('never make a finding: renaming all of them adds none', { timeout: 300_000 }, () => {
    let before = 0;
    let after = 0;
    const added: string[] = [];
    for (const source of sources) {
      const renamed = rename(source);
      if (renamed === null) continue;
      const known = lint(source.text, source.path).map((m) => `${m.line} ${m.ruleId}`);
      const found = lint(renamed, source.path);
      expect(found.filter((m) => m.fatal)).toEqual([]);
      before += known.length;
      after += found.length;
      added.push(...found.map((m) => `${m.line} ${m.ruleId}`).filter((f) => !known.includes(f)).map((f) => `${source.path}: ${f}`));
    }
    expect(added).toEqual([]);
    expect(before).toBeGreaterThan(80);
    // Names may silence where a page says so, and a renamed file is not what its importers expect.
    expect(after).toBeGreaterThan(before * 0.9);
  });
});

/** The file with every local name replaced, on the same lines. Exported names and members stay: other files use them. */
function rename({ text, path }: SourceText): string | null {
  if (!/\.tsx?$/u.test(path)) return null;
  const { ast, scopeManager } = parser.parseForESLint(text, { range: true, loc: true, sourceType: 'module', jsx: path.endsWith('x') });
  const parents = new Map<TSESTree.Node, TSESTree.Node>();
  const visit = (node: TSESTree.Node): void => {
    for (const key of parser.parseForESLint('').visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, unknown>)[key];
      for (const one of Array.isArray(child) ? child : [child]) {
        if (typeof one !== 'object' || one === null) continue;
        parents.set(one as TSESTree.Node, node);
        visit(one as TSESTree.Node);
      }
    }
  };
  visit(ast as TSESTree.Program);
  const edits: { readonly range: readonly [number, number]; readonly text: string }[] = [];
  let count = 0;
  for (const scope of (scopeManager as ScopeManager).scopes) {
    for (const variable of scope.variables) {
      const [definition] = variable.defs;
      if (!definition || !['Variable', 'Parameter', 'FunctionName', 'ImportBinding'].includes(definition.type)) continue;
      const places = [...variable.identifiers, ...variable.references.map((r) => r.identifier)] as TSESTree.Node[];
      if (places.some((p) => isFixed(p, parents))) continue;
      const name = `v${++count}`;
      for (const place of new Set(places)) edits.push({ range: [place.range[0], place.range[0] + variable.name.length], text: replacement(place, parents, name) });
    }
  }
  const unique = [...new Map(edits.map((e) => [e.range[0], e])).values()].sort((a, b) => b.range[0] - a.range[0]);
  return unique.reduce((all, { range, text: by }) => all.slice(0, range[0]) + by + all.slice(range[1]), text);
}

function isFixed(place: TSESTree.Node, parents: ReadonlyMap<TSESTree.Node, TSESTree.Node>): boolean {
  const parent = parents.get(place);
  const around = parent && parents.get(parent);
  if (parent?.type === 'TSParameterProperty' || around?.type === 'TSParameterProperty' || parent?.type === 'ExportSpecifier' || place.type === 'JSXIdentifier') return true;
  if (parent?.type === 'Identifier' || parent?.type === 'TSTypeQuery' || parent?.type === 'TSTypeReference' || parent?.type === 'TSQualifiedName') return true;
  for (let at: TSESTree.Node | undefined = place; at; at = parents.get(at)) {
    if (at.type === 'ExportNamedDeclaration' || at.type === 'ExportDefaultDeclaration') {
      const declaration = at.declaration;
      const isName = declaration === parent || parents.get(parent ?? place) === declaration;
      if (isName && (parent?.type === 'FunctionDeclaration' ? parent.id === place : parent?.type === 'VariableDeclarator' && parent.id === place)) return true;
    }
  }
  return false;
}

function replacement(place: TSESTree.Node, parents: ReadonlyMap<TSESTree.Node, TSESTree.Node>, name: string): string {
  const parent = parents.get(place);
  const property = parent?.type === 'AssignmentPattern' && parent.left === place ? parents.get(parent) : parent;
  const plain = place.type === 'Identifier' ? place.name : '';
  if (property?.type === 'Property' && property.shorthand) return `${plain}: ${name}`;
  if (parent?.type === 'ImportSpecifier' && parent.imported.range[0] === parent.local.range[0]) return `${plain} as ${name}`;
  return name;
}
