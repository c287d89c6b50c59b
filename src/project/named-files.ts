import { memo } from '../core/memo.ts';
import type { Project } from './types.ts';

/** Makes a question: the files of a package by the names that a pattern finds in their texts. They are listed once. */
export function filesByName(namesIn: (text: string) => Iterable<string>): (project: Project, folder: string) => ReadonlyMap<string, readonly string[]> {
  const listed: (project: Project) => Map<string, ReadonlyMap<string, readonly string[]>> = memo(() => new Map());
  return (project, folder) => {
    const before = listed(project).get(folder);
    if (before) return before;
    const found = new Map<string, string[]>();
    for (const path of project.filesOf(folder)) {
      for (const name of new Set(namesIn(project.text(path) ?? ''))) {
        const files = found.get(name);
        if (files) files.push(path);
        else found.set(name, [path]);
      }
    }
    listed(project).set(folder, found);
    return found;
  };
}
