import { mentionedVariables, namesHolding } from '../../ast/provenance.ts';
import type { FunctionNode, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import { hostViewOf, projectOf, says, sourceFileOf } from '../../project/project.ts';
import { roleOf } from '../layers/model.ts';
import { asynchronousFunctions } from '../races/steps.ts';
import { nameOf, runsAtLoad } from '../reach/model.ts';
import { areRelated } from '../schema/named.ts';
import { singularOf, wordsOf } from '../words/model.ts';
import { pairIn } from './pairs.ts';
import type { HalfWritten, WritePair, WriteStep } from './types.ts';

/** Rows that stand for themselves, whatever they refer to: they note what happened, or are made again when they are missing. */
const NOTES: ReadonlySet<string> = new Set(['session', 'token', 'log', 'audit', 'event', 'notification', 'history', 'activity', 'metric']);

/** Two waits, or one for several. */
const MAY_WAIT = words('await', 'Promise');
const WAITS = /\bawait\b[\s\S]*\bawait\b|\bPromise\.all/;

/** The writes of services in the linted file to two tables of which one refers to the other, each for itself. One for each function. */
export const halfDoneServicesOf = perFile((context): readonly HalfWritten[] => {
  if (!says(context, MAY_WAIT) || !WAITS.test(hostViewOf(context).file.text) || roleOf(context).role !== 'service') return [];
  const file = sourceFileOf(context);
  return asynchronousFunctions(file).filter((fn) => !isCallback(file, fn)).flatMap((fn): HalfWritten[] => {
    if (file.nodesIn(fn, 'AwaitExpression').length === 0 || runsAtLoad(file, fn)) return [];
    const pair = pairIn(file, fn, projectOf(context), settingsOf(context), (first, second) => areOneThing(context, file, first, second));
    return pair ? [told(pair, 'parts')] : [];
  });
});

/** A pair as it is told of where it stands. */
export function told({ file, fn, first, second }: WritePair, kind: HalfWritten['kind']): HalfWritten {
  return { kind, node: second.node, first: first.operation.table ?? '', second: second.operation.table ?? '', line: file.lineOf(first.node), path: [nameOf(file, fn)] };
}

function isCallback(file: SourceFile, fn: FunctionNode): boolean {
  return enclosingFunction(file, fn) !== null && file.parent(fn)?.type === 'CallExpression';
}

/** Whether two tables hold parts of one thing: a foreign key leads from one to the other, and both are more than notes. */
export function areOneThing(context: RuleContext, file: SourceFile, first: WriteStep, second: WriteStep): boolean {
  const [a, b] = [first.operation.table, second.operation.table];
  if (a === null || b === null || a.toLowerCase() === b.toLowerCase() || isNote(a) || isNote(b)) return false;
  // What deletes alone cleans up, and finishes the next time.
  if (first.operation.action === 'delete' && second.operation.action === 'delete') return false;
  return areRelated(context, a, b) || (first.operation.action === 'create' && second.operation.action === 'create' && isGivenOn(file, first, second));
}

function isNote(table: string): boolean {
  return wordsOf(table).some((word) => NOTES.has(singularOf(word)));
}

/** Whether the second write is given what the first one gave: the id of the row that was just made. */
function isGivenOn(file: SourceFile, first: WriteStep, second: WriteStep): boolean {
  const mentioned = mentionedVariables(file, second.node);
  return namesHolding(file, first.node).some((variable) => mentioned.has(variable));
}
