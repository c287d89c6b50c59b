import type { SourceFile } from '../../ast/source-file.ts';
import { packages } from '../../core/gates.ts';
import { memo } from '../../core/memo.ts';
import type { Project } from '../../project/types.ts';

/** Makes a question: whether a file names one of some packages, or the package it belongs to depends on one. */
export function nearTo(names: readonly string[]): (file: SourceFile, project: Project) => boolean {
  const named = packages(...names);
  const isOne = memo((dependencies: ReadonlyMap<string, string>) => names.some((name) => dependencies.has(name)));
  return (file, project) => {
    if (file.passes(named)) return true;
    const dependencies = project.packageOf(file)?.dependencies;
    return dependencies !== undefined && isOne(dependencies);
  };
}
