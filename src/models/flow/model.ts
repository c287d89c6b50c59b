import type { Node, SourceFile } from '../../ast/source-file.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import type { Settings } from '../../core/settings.ts';
import { settingsOf } from '../../core/settings.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModelOf } from '../http/model.ts';
import type { SinkName } from '../sinks/types.ts';
import { sqlModelOf } from '../sql/model.ts';
import type { FlowHost } from './engine.ts';
import { traceOf } from './engine.ts';
import { Sinks } from './sinks.ts';
import type { CallSink, FlowModel, Source, Trace } from './types.ts';

const MAX_SHOWN = 6;
const NO_SETTINGS: Settings = {};

/** Where values of the linted file come from, and what its functions do with their parameters. */
export const flowModel: (context: RuleContext) => FlowModel = perFile((context) => flowOf(sourceFileOf(context), projectOf(context), settingsOf(context)));

/** The flow model as another file of the project sees itself. */
export function flowOf(file: SourceFile, project: Project, settings: Settings = NO_SETTINGS): FlowModel {
  const { host, sinks } = sharedBy(project, settings);
  const traces = new Map<SinkName, WeakMap<Node, Trace>>();
  return {
    trace(node, from = file, sink = 'sql') {
      const known = traces.get(sink) ?? new WeakMap<Node, Trace>();
      traces.set(sink, known);
      const trace = known.get(node) ?? traceOf(host, from, node, sink);
      known.set(node, trace);
      return trace;
    },
    places: (sink) => sinks.places(file, sink),
    parameterSinks: (fn, from, sink) => sinks.of(fn, from, sink),
    callSinks: (sink) => sinks.calls(file, sink),
  };
}

interface Shared {
  readonly settings: Settings;
  readonly host: FlowHost;
  readonly sinks: Sinks;
}

const shared = new WeakMap<Project, Shared>();

/** Summaries of functions are the same for every file that a project's index shows. */
function sharedBy(project: Project, settings: Settings): Shared {
  const known = shared.get(project);
  if (known?.settings === settings) return known;
  const host: FlowHost = { project, http: (file) => httpModelOf(file, project, settings.http), sql: (file) => sqlModelOf(file, project, settings) };
  const made: Shared = { settings, host, sinks: new Sinks(host) };
  shared.set(project, made);
  return made;
}

/** A place in another file for messages: `orders.ts:12`. */
export function placeText(file: SourceFile, node: Node): string {
  return `${file.path.split('/').at(-1) ?? ''}:${file.lineOf(node)}`;
}

/** The first of what reaches a sink by each call. */
export function onePerCall(calls: readonly CallSink[]): readonly CallSink[] {
  return calls.filter((one, i) => calls.findIndex(({ call }) => call === one.call) === i);
}

/** The way of a value for messages: `req.query.q → filter → buildWhere()`. Long ways lose their middle. */
export function pathText({ steps }: Pick<Source, 'steps'>): string {
  const texts = steps.map((s) => s.text);
  const shown = texts.length <= MAX_SHOWN ? texts : [...texts.slice(0, 2), '…', ...texts.slice(3 - MAX_SHOWN)];
  return shown.join(' → ');
}
