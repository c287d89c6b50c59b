import type { TSESTree } from '@typescript-eslint/utils';
import { requiredModule } from '../ast/origin.ts';
import type { SourceFile, Variable } from '../ast/source-file.ts';
import { patternNames, unwrap } from '../ast/syntax.ts';
import type { Gate } from '../core/gates.ts';
import { isSaidIn } from '../core/gates.ts';
import { perProject } from '../core/memo.ts';
import type { Project } from './types.ts';

interface Import {
  /** Of a file of the project. */
  readonly path: string;
  readonly locals: readonly TSESTree.Identifier[];
}

const importsOf = perProject((file: SourceFile, project: Project): readonly Import[] => {
  const found: Import[] = [];
  const add = (specifier: string | null, locals: readonly TSESTree.Identifier[]): void => {
    const path = specifier === null ? null : project.resolve(file, specifier);
    if (path !== null) found.push({ path, locals });
  };
  for (const { source, specifiers } of file.nodes('ImportDeclaration')) add(String(source.value), specifiers.map(({ local }) => local));
  for (const { id, init } of file.nodes('VariableDeclarator')) {
    const call = init ? unwrap(init) : null;
    if (call?.type === 'CallExpression') add(requiredModule(file, call), patternNames(id));
  }
  return found;
});

/** Whether a file of the project that a file imports passes a gate. */
export function importsSay(file: SourceFile, project: Project, gate: Gate): boolean {
  return importsOf(file, project).some(({ path }) => isSaidIn(project.text(path) ?? '', gate));
}

/** The names a file imports from files of the project that pass a gate, so that only calls on those need be followed. */
export function namesFrom(file: SourceFile, project: Project, gate: Gate): ReadonlySet<Variable> {
  const passing = importsOf(file, project).filter(({ path }) => isSaidIn(project.text(path) ?? '', gate));
  return new Set(passing.flatMap(({ locals }) => locals.flatMap((local) => file.variableOf(local) ?? [])));
}
