import type { Node } from '../../ast/source-file.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { hostViewOf, projectOf, says, sourceFileOf } from '../../project/project.ts';
import { applicationsOf } from '../http/installations.ts';
import { importsFramework } from '../http/lookup.ts';
import { endingOf, runAtEnd } from './endings.ts';
import { endsAtOnce } from './exits.ts';
import { saysNoEnd, servesIn, shutdownOf } from './shutdown.ts';
import { boundEdits, deafEdits, signalAdded } from './signal-edits.ts';
import { signalHandlersIn } from './signals.ts';
import type { DeafSignal, LonelySignal, UnboundedShutdown } from './types.ts';

type Context = Parameters<typeof projectOf>[0];

/** Passed by a file that names a signal by which a process is told to end. */
export const NAMES_SIGNAL = words(/\bSIG(?:TERM|INT|KILL|STOP)\b/u);
/** Passed by a file that names a signal which no process is told of. */
export const NAMES_DEAF_SIGNAL = words(/\bSIG(?:KILL|STOP)\b/u);
/** No process is told of these (signal(7)); Node throws. */
const DEAF: ReadonlySet<string> = new Set(['SIGKILL', 'SIGSTOP']);
/** What bounds the time of a function: a timer, a race, an end to all connections. */
const BOUNDS = /\bsetTimeout\b|\bAbortSignal\s*\.\s*timeout\b|\bPromise\s*\.\s*race\b|\bcloseAllConnections\b/u;

/** Whether the linted file may make an application, or names a signal by which one is told to end. */
export function saysApplication(context: Context): boolean {
  return says(context, NAMES_SIGNAL) || importsFramework(hostViewOf(context).file);
}

/** Applications that the linted file makes, that listen, and whose package says nothing of an end. */
export const endlessApplications: (context: Context) => readonly Node[] = perFile((context) =>
  applicationsOf(context).filter((app) => app.complete && saysNoEnd(sourceFileOf(context), projectOf(context))).map(({ node }) => node),
);

/** Handlers of the linted file for the one of SIGTERM and SIGINT, where the package serves and handles the other nowhere. */
export const lonelySignals: (context: Context) => readonly LonelySignal[] = perFile((context) => {
  if (!says(context, NAMES_SIGNAL)) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const handlers = signalHandlersIn(file, project);
  if (handlers.length === 0 || !servesIn(file, project)) return [];
  const { signals, handlers: all } = shutdownOf(file, project);
  if (all.some((one) => !one.signals) || signals.has('SIGTERM') === signals.has('SIGINT')) return [];
  const [has, misses] = signals.has('SIGTERM') ? ['SIGTERM', 'SIGINT'] : ['SIGINT', 'SIGTERM'];
  const first = handlers.find((one) => one.signals?.some(({ name }) => name === has));
  const named = first?.signals?.find(({ name }) => name === has);
  return first && named ? [{ node: first.node, has, misses, edits: signalAdded(first, named, misses) }] : [];
});

/** The signals that the linted file handles and no process is told of. */
export const deafSignals: (context: Context) => readonly DeafSignal[] = perFile((context) => {
  const file = sourceFileOf(context);
  const handlers = signalHandlersIn(file, projectOf(context));
  const found = handlers.flatMap(({ node, signals }) => {
    const deaf = (signals ?? []).filter(({ name }) => DEAF.has(name));
    return deaf.map((signal): DeafSignal => (signal.file === file ? { ...signal, edits: deafEdits(signal, handlers) } : { ...signal, node, file, edits: null }));
  });
  return [...new Map(found.map((signal) => [signal.node, signal])).values()];
});

/** Handlers of the linted file that wait for the server to answer all it has, and for as long as that takes. */
export const unboundedShutdowns: (context: Context) => readonly UnboundedShutdown[] = perFile((context) => {
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const handlers = signalHandlersIn(file, project).filter(({ functions, signals }) => functions.length > 0 && signals?.some(({ name }) => name === 'SIGTERM' || name === 'SIGINT'));
  if (handlers.length === 0 || shutdownOf(file, project).isBounded) return [];
  const unbounded = handlers.filter(({ functions }) => {
    const reached = runAtEnd(functions, project);
    const closes = reached.some(({ fn, file: at }) => at.nodesIn(fn, 'CallExpression').some((call) => endingOf(at, call, project) === 'server'));
    return closes && !reached.some(({ fn, file: at }) => BOUNDS.test(at.textOf(fn))) && !functions.some((one) => endsAtOnce(one, project));
  });
  return unbounded.slice(0, 1).map(({ node }) => ({ node, edits: boundEdits(file, unbounded.flatMap(({ functions }) => functions)) }));
});
