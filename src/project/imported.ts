import type { TSESTree } from '@typescript-eslint/utils';
import { requiredModule } from '../ast/origin.ts';
import type { SourceFile, Variable } from '../ast/source-file.ts';
import { patternNames, unwrap } from '../ast/syntax.ts';
import type { Project } from './types.ts';

/** The names a file imports from files of the project whose text passes a test, so that only calls on those need be followed. */
export function namesFrom(file: SourceFile, project: Project, passes: (text: string) => boolean): ReadonlySet<Variable> {
  const names = new Set<Variable>();
  const add = (specifier: string | null, locals: readonly TSESTree.Identifier[]): void => {
    const path = specifier === null ? null : project.resolve(file, specifier);
    if (path === null || !passes(project.text(path) ?? '')) return;
    for (const local of locals) {
      const variable = file.variableOf(local);
      if (variable) names.add(variable);
    }
  };
  for (const { source, specifiers } of file.nodes('ImportDeclaration')) add(String(source.value), specifiers.map(({ local }) => local));
  for (const { id, init } of file.nodes('VariableDeclarator')) {
    const call = init ? unwrap(init) : null;
    if (call?.type === 'CallExpression') add(requiredModule(file, call), patternNames(id));
  }
  return names;
}
