import type { TSESTree } from '@typescript-eslint/utils';
import { mentionedVariables } from '../../ast/provenance.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { contains, enclosingFunction } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import { settingsOf } from '../../core/settings.ts';
import type { Settings } from '../../core/settings.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { operationsAt } from '../answers/operations.ts';
import { givesAllItFinds, isUnbounded } from '../answers/pagination.ts';
import { listBehind, loopsIn } from '../loops/around.ts';
import type { Loop } from '../loops/types.ts';
import { isWaitedFor } from '../loops/waiting.ts';
import { outgoingCalls } from '../outgoing/model.ts';
import { requestsIn } from '../outgoing/requests.ts';
import { reachedFrom, runsIn } from '../reach/model.ts';
import { targetsOf } from '../reach/targets.ts';
import type { DataOperation } from '../sql/types.ts';
import { addedJobs, mayQueue, patienceOf } from './model.ts';
import { workOf } from './work.ts';
import type { Work } from './work.ts';

/** A job that works off as many rows as there are. */
export interface LongJob {
  /** The read of the rows; in the linted file, the call or the name by which the job gets there. */
  readonly node: Node;
  readonly table: string;
}

/** What is waited for in each turn: work, a job that is put into a queue, or something that cannot be told. */
type Deed = 'work' | 'job' | 'unknown';

/**
 * The jobs of the linted file that read all rows of a table and wait for work on each, one job for all: nothing bounds how long it takes. Jobs that put a job into a queue for each row,
 * and workers that say that their jobs take long, are none.
 */
export const longJobsOf = perFile((context): readonly LongJob[] => {
  const works = workOf(context);
  if (works.length === 0) return [];
  const project = projectOf(context);
  const finder = new LongJobs(project, settingsOf(context));
  const file = sourceFileOf(context);
  const found = works.flatMap((work) => finder.of(work, file));
  return found.filter(({ node }, index) => found.findIndex((one) => one.node === node) === index);
});

class LongJobs {
  readonly #project: Project;
  readonly #settings: Settings;

  constructor(project: Project, settings: Settings) {
    this.#project = project;
    this.#settings = settings;
  }

  of(work: Work, linted: SourceFile): readonly LongJob[] {
    const reached = reachedFrom([work], this.#project);
    if (saysPatience(work, [linted, ...reached.map(({ file }) => file)])) return [];
    return reached.flatMap(({ fn, file, exit }) =>
      loopsIn(file, fn).flatMap((loop): readonly LongJob[] => {
        const read = this.#wholeRead(file, fn, loop);
        if (!read || !runsIn(file, fn, loop.node) || mayEndEarly(loop) || !this.#works(loop)) return [];
        return [{ node: work.file === linted ? (exit ?? read.node) : work.node, table: read.table }];
      }),
    );
  }

  /** The read that gives a loop all rows of a table, or all that a filter which names nobody finds. */
  #wholeRead(file: SourceFile, fn: FunctionNode, loop: Loop): { readonly node: Node; readonly table: string } | null {
    const node = listBehind(loop);
    if (!node || !contains(fn, node)) return null;
    const [read, ...others] = operationsAt(file, node, this.#project, this.#settings);
    return read && others.length === 0 && read.table !== null && isForAll(read) ? { node, table: read.table } : null;
  }

  /** Whether each turn waits for work, and none puts a job into a queue. */
  #works(loop: Loop): boolean {
    const { file, body } = loop;
    const deeds = file.nodesIn(body, 'CallExpression').flatMap((call) => (isWaitedFor(file, call) ? [this.#deedOf(file, call)] : []));
    return deeds.includes('work') && !deeds.includes('job');
  }

  #deedOf(file: SourceFile, call: TSESTree.CallExpression): Deed {
    const own = this.#ownDeed(file, call);
    if (own !== 'unknown') return own;
    const targets = targetsOf(file, call.callee, this.#project);
    const deeds = reachedFrom(targets, this.#project).flatMap(({ fn, file: at }) => at.nodesIn(fn, 'CallExpression').flatMap((inner) => (runsIn(at, fn, inner) ? [this.#ownDeed(at, inner)] : [])));
    return deeds.includes('job') ? 'job' : deeds.includes('work') ? 'work' : 'unknown';
  }

  #ownDeed(file: SourceFile, call: TSESTree.CallExpression): Deed {
    const project = this.#project;
    const effect = outgoingCalls(file, project).find(({ node }) => node === call);
    if (effect?.kind === 'job' || effect?.kind === 'event' || (mayQueue(file, project) && addedJobs(file, project).some(({ node }) => node === call))) return 'job';
    if (effect || requestsIn(file, project).some(({ node, form }) => node === call && !form.makes)) return 'work';
    return operationsAt(file, call, project, this.#settings).length > 0 ? 'work' : 'unknown';
  }
}

/** Whether the worker says how long a job may take, or goes on telling that it is alive. */
function saysPatience({ library }: Work, files: readonly SourceFile[]): boolean {
  const words = patienceOf(library);
  return words.length > 0 && files.some(({ text }) => words.some((word) => text.includes(word)));
}

/** `break` and `return` in a turn: somebody may count. */
function mayEndEarly({ file, node, body }: Loop): boolean {
  const owner = enclosingFunction(file, node);
  return file.nodesIn(body, 'BreakStatement').length > 0 || file.nodesIn(body, 'ReturnStatement').some((one) => enclosingFunction(file, one) === owner);
}

/** Whether a read finds the rows of everybody: it has no filter, or one that is given nothing which belongs to the job. */
function isForAll(read: DataOperation): boolean {
  if (read.many === false || !givesAllItFinds(read)) return false;
  return isUnbounded(read) || [...mentionedVariables(read.file, read.node)].every((variable) => isOfNobody(read.file, variable));
}

function isOfNobody(file: SourceFile, variable: Variable): boolean {
  const [definition] = variable.defs;
  const place = definition?.node as Node | undefined;
  if (!place || definition?.type === 'Parameter') return false;
  if (place.type !== 'VariableDeclarator' || enclosingFunction(file, place) === null) return true;
  return place.init !== null && file.nodesIn(place.init, 'AwaitExpression').length === 0;
}
