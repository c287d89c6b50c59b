import type { Node } from '../../ast/source-file.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { slashed } from '../../project/disk.ts';
import { projectOf } from '../../project/project.ts';
import { httpModel } from '../http/model.ts';
import { mayHoldSink } from '../sinks/model.ts';
import type { SinkName } from '../sinks/types.ts';
import { byDanger } from './danger.ts';
import type { Danger } from './danger.ts';
import { flowModel, pathText } from './model.ts';
import { taints } from './tainting.ts';
import type { SinkPlace, Source } from './types.ts';

/** A value that reaches a sink as it stands. */
export interface Injection {
  readonly place: SinkPlace;
  readonly source: Source;
  readonly danger: Danger;
}

const found = perFile<Map<SinkName, readonly Injection[]>>(() => new Map());

/** The values that reach a sink in the linted file, the worst of each call, in source order. */
export function injectionsIn(context: RuleContext, sink: SinkName): readonly Injection[] {
  const before = found(context).get(sink);
  if (before) return before;
  const injections = mayHoldSink(context.sourceCode.text, sink) || httpModel(context).reads.length > 0 ? reaching(context, sink) : [];
  found(context).set(sink, injections);
  return injections;
}

/** Folders below the package's own whose code developers run, and nobody else. */
const TOOLING = /^(?:.*\/)?(?:\.[^/]+|scripts?|bin|tools?|tooling|tasks?|cli|ci|e2e|tests?|__tests__|cypress|benchmarks?|generators?)\//u;

/** Whether developers choose what goes in: in scripts, tools and tests only request data counts. */
function isTooling(context: RuleContext): boolean {
  const folder = projectOf(context).packageOf({ path: slashed(context.filename) })?.folder ?? '';
  return TOOLING.test(slashed(context.filename).slice(folder.length + 1));
}

function reaching(context: RuleContext, sink: SinkName): readonly Injection[] {
  const flow = flowModel(context);
  const places = flow.places(sink);
  return [...new Set(places.map(({ node }) => node))].flatMap((node) => {
    const all = places
      .filter((place) => place.node === node)
      .flatMap((place) => flow.trace(place.expression, place.file, sink).sources.flatMap((source) => injection(place, source, sink) ?? []))
      .filter(({ danger }) => danger === 'tainted' || !isTooling(context));
    return all.sort(byDanger).slice(0, 1);
  });
}

function injection(place: SinkPlace, source: Source, sink: SinkName): Injection | null {
  const danger = dangerOf(source, sink);
  return danger && { place, source, danger };
}

function dangerOf({ kind, read, built }: Source, sink: SinkName): Danger | null {
  switch (kind) {
    case 'constant':
    case 'safe-type':
    case 'escaped':
    case 'generated':
      return null;
    case 'request':
      return read && taints(read, sink) ? 'tainted' : 'any';
    case 'parameter':
    case 'row':
    case 'caught':
      // A function that runs whole commands is handed them by somebody who wrote them.
      return sink === 'shell' && !built ? 'any' : 'value';
    default:
      return 'any';
  }
}

/** Request data in a sink: in the linted file, or behind a call of it. */
export interface TaintedUse {
  /** The argument that has to change. */
  readonly node: Node;
  /** `req.query.q → filter`. */
  readonly path: string;
  /** What lets it in, as the field says it: `fs.readFile`. */
  readonly name: string;
  /** Where that stands, when it is not here: `files.ts:12`. */
  readonly place: string | null;
}

/** Where request data reaches a sink, one for each call. */
export function taintedUses(context: RuleContext, sink: SinkName): readonly TaintedUse[] {
  if (httpModel(context).reads.length === 0) return [];
  const here = injectionsIn(context, sink)
    .filter(({ danger }) => danger === 'tainted')
    .map(({ place, source }) => ({ node: place.expression, path: pathText(source), name: place.name, place: null }));
  const calls = flowModel(context)
    .callSinks(sink)
    .filter(({ source }) => source.read !== null && taints(source.read, sink));
  const behind = calls
    .filter((one, i) => calls.findIndex(({ call }) => call === one.call) === i)
    .map(({ argument, source, sink: { place } }) => ({ node: argument, path: pathText(source), name: place.name, place: `${place.nodeFile.path.split('/').at(-1) ?? ''}:${place.nodeFile.lineOf(place.node)}` }));
  return [...here, ...behind].sort((a, b) => a.node.range[0] - b.node.range[0]);
}
