import type { Node } from '../../ast/source-file.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { ANSWERING } from '../http/answering.ts';
import { httpModel } from '../http/model.ts';
import { reachedFrom, runsIn } from '../reach/model.ts';
import { longLoops } from './loops.ts';
import type { WorkPlace } from './types.ts';
import { runsElsewhere, workIn } from './work.ts';

/** Something that a request computes in the process or on the machine of the server. */
export interface Computation {
  /** The work itself, or the call in the handler's file by which it is reached. */
  readonly node: Node;
  readonly isOwn: boolean;
  readonly name: string;
  readonly place: WorkPlace;
  /** Names of the functions from the handler to the work. */
  readonly path: readonly string[];
}

/** What counts besides the work of libraries. */
export interface ComputationLimits {
  /** Turns of a loop from which on it counts. */
  readonly maxIterations: number;
  /** Whether parsing a whole file counts. */
  readonly jsonFiles: boolean;
}

const LOOPS = { hash: 'a loop that hashes until the result suits it', clock: 'a loop that waits for the clock' } as const;

/** What the handlers of the linted file compute, directly or through other functions: of one library in one function the first call. */
export function computationsOf(context: RuleContext, { maxIterations, jsonFiles }: ComputationLimits): readonly Computation[] {
  // A serverless function has its process to itself while it answers.
  const handlers = httpModel(context).handlers.filter(({ kind }) => ANSWERING.has(kind));
  if (handlers.length === 0) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const told = new Set<Node>();
  return reachedFrom(handlers.filter((handler) => handler.file === file), project).flatMap(({ fn, file: at, path, exit }) => {
    const libraries = new Set<string>();
    const work = workIn(at, project).flatMap(({ node, library, form }) => {
      if ((form.of === 'parsed-file' && !jsonFiles) || libraries.has(library) || !runsIn(at, fn, node)) return [];
      libraries.add(library);
      return [{ node, name: form.name, place: form.place }];
    });
    const loops = longLoops(at, project).flatMap(({ node, turns }) => {
      if ((typeof turns === 'number' && turns < maxIterations) || !runsIn(at, fn, node) || runsElsewhere(at, node, project)) return [];
      return [{ node, name: typeof turns === 'number' ? `a loop of about ${turns.toLocaleString('en')} turns` : LOOPS[turns], place: 'loop' as const }];
    });
    return [...work, ...loops].flatMap(({ node, name, place }): readonly Computation[] => {
      const reported = exit ?? node;
      if (told.has(reported)) return [];
      told.add(reported);
      return [{ node: reported, isOwn: exit === null, name, place, path }];
    });
  });
}
