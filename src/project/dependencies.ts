import { join } from 'node:path/posix';
import { memo } from '../core/memo.ts';
import type { Project } from './types.ts';

const answers: (project: Project) => Map<ReadonlySet<string>, boolean> = memo(() => new Map());

/** Whether any package of the project depends on one of these: a cheap question before calls are followed through files. Asked once for a set. */
export function dependsOnAny(project: Project, names: ReadonlySet<string>): boolean {
  const known = answers(project);
  let answer = known.get(names);
  if (answer === undefined) {
    answer = project.packages().some((folder) => [...(project.packageOf({ path: join(folder, 'package.json') })?.dependencies.keys() ?? [])].some((name) => names.has(name)));
    known.set(names, answer);
  }
  return answer;
}
