import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, unwrap } from '../../ast/syntax.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { optionsOf } from '../../project/options.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { conditionOf } from '../answers/conditions.ts';
import { loopsAround } from '../loops/around.ts';
import { addedJobs, flowOf } from './model.ts';
import type { AddedJob } from './types.ts';
import { workOf } from './work.ts';
import type { Work } from './work.ts';

/** A job that another one adds when it is done. */
export interface NextStep {
  readonly node: Node;
  /** As it is written: `mails.add`. */
  readonly name: string;
  /** What says both at once. */
  readonly flow: string;
}

/** Options of jobs that come later by a clock, or belong to a flow already. */
const LATER: readonly string[] = ['delay', 'repeat', 'parent'];

/**
 * The jobs that processors of the linted file add as their last step, whatever happened before, to a queue that is not their own: the next step of a chain. Jobs added in a loop, in a
 * branch or for later, and several of them, are none: those are not known before.
 */
export function nextStepsOf(context: RuleContext): readonly NextStep[] {
  const works = workOf(context).filter(({ library }) => flowOf(library) !== null);
  if (works.length === 0) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  return works.flatMap((work) => {
    const flow = flowOf(work.library);
    // What a processor of another file adds is reported nowhere: its queue is not known there.
    const job = work.file === file ? lastOf(work, project) : null;
    return flow !== null && job ? [{ node: job.node, name: job.name, flow }] : [];
  });
}

function lastOf(work: Work, project: Project): AddedJob | null {
  const { fn, file } = work;
  const [job, ...others] = addedJobs(file, project).filter(({ owner }) => owner === fn);
  if (!job || others.length > 0 || job.library !== work.library || job.payload === null) return null;
  if (conditionOf(file, fn, job.node) !== null || loopsAround(file, job.node, () => true).length > 0) return null;
  const { properties, isOpen } = optionsOf(file, job.options, project);
  if (isOpen || LATER.some((name) => properties.has(name))) return null;
  const waits = file.nodesIn(fn, 'AwaitExpression').filter((wait) => enclosingFunction(file, wait) === fn && unwrap(wait.argument) !== job.node);
  const isLast = waits.length > 0 && waits.every((wait) => wait.range[1] <= job.node.range[0]);
  return isLast && goesElsewhere(work, job, project) ? job : null;
}

/** Whether a job goes into another queue than the one its processor is given jobs of: both names are known. */
function goesElsewhere({ consumer, file }: Work, { node }: AddedJob, project: Project): boolean {
  const callee = unwrap(node.callee);
  const made = callee.type === 'MemberExpression' ? project.follow(originOf(file, callee.object)) : null;
  const own = consumer && consumer.node.type !== 'ClassDeclaration' ? nameOf(consumer.file, consumer.node.arguments[0], project) : null;
  const other = made?.kind === 'instance' && made.node ? nameOf(made.file, made.node.arguments[0], project) : null;
  return own !== null && other !== null && own !== other;
}

function nameOf(file: SourceFile, argument: Node | undefined, project: Project): string | null {
  const [only, ...others] = (argument && project.constants(file, argument)) ?? [];
  return typeof only === 'string' && others.length === 0 ? only : null;
}
