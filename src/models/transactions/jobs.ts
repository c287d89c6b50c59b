import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import type { Settings } from '../../core/settings.ts';
import { settingsOf } from '../../core/settings.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { functionOf } from '../flow/engine.ts';
import { fileRole } from '../layers/model.ts';
import { workOf } from '../queues/work.ts';
import { nameOf } from '../reach/model.ts';
import { pairIn } from './pairs.ts';
import { areOneThing, halfDoneServicesOf, told } from './services.ts';
import type { HalfWritten, WritePair, WriteStep } from './types.ts';
import { isRepeatable, mayRunInTransaction, writesOf } from './writes.ts';

/** How many calls the two writes may lie deep. */
const MAX_CALLS = 3;

/** A function that is given each job. */
interface Turn {
  readonly fn: FunctionNode;
  readonly file: SourceFile;
  /** What names it in the linted file, where it stands in another. */
  readonly named: Node | null;
}

/** What the linted file may leave half written: jobs, and services where those are asked for. A job that leaves it to a service of another file is told of there, then. */
export function halfWrittenOf(context: RuleContext, services: boolean): readonly HalfWritten[] {
  const jobs = jobsOf(context, services);
  return services ? [...jobs, ...halfDoneServicesOf(context).filter(({ node }) => !jobs.some((one) => one.node === node))] : jobs;
}

/**
 * The jobs of the linted file that may be left half done: one run writes to two tables, each for itself, and the first write does harm when the job is tried again. One for each job.
 */
function jobsOf(context: RuleContext, services: boolean): readonly HalfWritten[] {
  const turns = turnsOf(context);
  if (turns.length === 0) return [];
  const project = projectOf(context);
  const settings = settingsOf(context);
  return turns.flatMap(({ fn, file, named }): HalfWritten[] => {
    const found = mayRunInTransaction(file, fn, project, settings) ? null : below(file, fn, project, settings, MAX_CALLS);
    if (!found) return [];
    const { pair, via, path } = found;
    const { first, second } = pair;
    if (services && via && fileRole(pair.file, project, settings).role === 'service' && areOneThing(context, pair.file, first, second)) return [];
    const outside = named ?? via;
    return [{ ...told(pair, outside ? 'below' : 'apart'), ...(outside && { node: outside }), path: [nameOf(file, fn), ...path] }];
  });
}

function turnsOf(context: RuleContext): readonly Turn[] {
  return workOf(context).map(({ fn, file, node }) => ({ fn, file, named: file === sourceFileOf(context) ? null : node }));
}

/** Two writes of a function, or of one that it calls. */
function below(file: SourceFile, fn: FunctionNode, project: Project, settings: Settings, depth: number): { readonly pair: WritePair; readonly via: Node | null; readonly path: readonly string[] } | null {
  const steps = writesOf(file, fn, project, settings);
  if (steps.length < 2) return null;
  const pair = pairIn(file, fn, project, settings, doesHarm);
  if (pair) return { pair, via: null, path: [] };
  for (const call of new Set(steps.map(({ node }) => node))) {
    const target = depth > 0 && call.type === 'CallExpression' ? functionOf(project, file, call.callee) : null;
    const found = target && below(target.file, target.fn, project, settings, depth - 1);
    if (found && target) return { pair: found.pair, via: call, path: [nameOf(target.file, target.fn), ...found.path] };
  }
  return null;
}

/** Whether a first write that is done again, because the second one failed, does harm. What is written into one table may be a note of how far the job has come. */
function doesHarm({ operation: first }: WriteStep, { operation: second }: WriteStep): boolean {
  if (first.table === null || second.table === null || isRepeatable(first)) return false;
  return first.table.toLowerCase() !== second.table.toLowerCase() || (first.action === 'update' && second.action === 'update' && !isRepeatable(second));
}
