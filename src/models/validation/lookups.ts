import { originOf } from '../../ast/origin.ts';
import type { Settings } from '../../core/settings.ts';
import type { Project } from '../../project/types.ts';
import { reachedFrom, runsIn } from '../reach/model.ts';
import { functionsOf } from '../reach/targets.ts';
import { sqlModelOf } from '../sql/model.ts';
import type { Step } from './types.ts';

/** Whether a condition of a schema reads the database. */
export function asksDatabase({ arguments: [condition], file }: Step, project: Project, settings: Settings): boolean {
  if (!condition) return false;
  const starts = functionsOf(project.follow(originOf(file, condition)), false);
  return reachedFrom(starts, project).some((reached) => {
    const { queries, built } = sqlModelOf(reached.file, project, settings);
    return queries.some(({ node }) => runsIn(reached.file, reached.fn, node)) || built.some(({ node, action }) => action === 'read' && runsIn(reached.file, reached.fn, node));
  });
}
