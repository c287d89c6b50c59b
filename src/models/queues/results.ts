import type { Node } from '../../ast/source-file.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { httpModel } from '../http/model.ts';
import { reachedFrom, runsIn } from '../reach/model.ts';
import { awaitedResults, isNearQueues, mayAwaitResult } from './model.ts';

/** A request that waits for what a job gives. */
export interface AwaitedResult {
  /** The call that waits, or the one in the handler's file by which it is reached. */
  readonly node: Node;
  /** Names of the functions from the handler to it. */
  readonly path: readonly string[];
}

const ANSWERS: ReadonlySet<string> = new Set(['route', 'middleware', 'procedure', 'action', 'resolver', 'serverless']);

/** The waits for jobs that handlers of the linted file reach. */
export function awaitedResultsOf(context: RuleContext): readonly AwaitedResult[] {
  if (!isNearQueues(context)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  const handlers = httpModel(context).handlers.filter((handler) => handler.file === file && ANSWERS.has(handler.kind));
  const told = new Set<Node>();
  return reachedFrom(handlers, project).flatMap(({ fn, file: at, path, exit }) => {
    if (!mayAwaitResult(at.text)) return [];
    return awaitedResults(at, project).flatMap((call) => {
      const node = exit ?? call;
      if (told.has(node) || !runsIn(at, fn, call)) return [];
      told.add(node);
      return [{ node, path }];
    });
  });
}
