import type { Node } from '../../ast/source-file.ts';
import { unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { slashed } from '../../project/disk.ts';
import { hostViewOf, projectOf } from '../../project/project.ts';
import { httpModel, saysHttp } from '../http/model.ts';
import { mayHoldSink, saysSink } from '../sinks/model.ts';
import type { SinkName } from '../sinks/types.ts';
import { atLeast, byDanger } from './danger.ts';
import type { Danger } from './danger.ts';
import { SAYS_WHERE } from './filters.ts';
import { flowModel, onePerCall, pathText, placeText } from './model.ts';
import { mayHoldPage } from './pages.ts';
import { taints } from './tainting.ts';
import type { SinkPlace, Source } from './types.ts';

/** A value that reaches a sink as it stands. */
interface Injection {
  readonly place: SinkPlace;
  readonly source: Source;
  readonly danger: Danger;
}

/** Sinks that answers are. */
const WRITTEN: ReadonlySet<SinkName> = new Set(['file', 'redirect', 'html']);
const LOADS = /^\s*(?:return\s+)?(?:import|require)\(\s*(['"`]?)\*\1\s*\);?\s*$/u;
const found = perFile<Map<SinkName, readonly Injection[]>>(() => new Map());

/** The values that reach a sink in the linted file, the worst of each call, in source order. */
function injectionsIn(context: RuleContext, sink: SinkName): readonly Injection[] {
  const before = found(context).get(sink);
  if (before) return before;
  const isHere = mayHold(context, sink) || (WRITTEN.has(sink) && httpModel(context).writes.length > 0) || httpModel(context).reads.length > 0;
  const injections = isHere ? reaching(context, sink) : [];
  found(context).set(sink, injections);
  return injections;
}

/** Whether the linted file may hold a sink, whoever calls it. */
function mayHold(context: RuleContext, sink: SinkName): boolean {
  const { file } = hostViewOf(context);
  return mayHoldSink(file, sink) || (sink === 'html' && mayHoldPage(file)) || (sink === 'code' && file.passes(SAYS_WHERE) && saysSink(file, sink));
}

/** Whether something may reach a sink in the linted file, or behind what it calls. */
export const mayInject: Readonly<Record<'code' | 'shell' | 'html', (context: RuleContext) => boolean>> = {
  code: (context) => mayHold(context, 'code') || saysHttp(context),
  shell: (context) => mayHold(context, 'shell') || saysHttp(context),
  html: (context) => mayHold(context, 'html') || saysHttp(context),
};

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
  if (sink === 'code' && danger !== 'tainted' && loadsModule(place.expression)) return null;
  return danger && { place, source, danger };
}

/** `import('${path}')` in a text, which bundlers do not see: who chooses the module runs what he likes in any case. */
function loadsModule(expression: Node): boolean {
  const text = unwrap(expression);
  return text.type === 'TemplateLiteral' && text.expressions.length === 1 && LOADS.test(text.quasis.map(({ value }) => value.raw).join('*'));
}

function dangerOf({ kind, read, built }: Source, sink: SinkName): Danger | null {
  switch (kind) {
    case 'constant':
    case 'safe-type':
    case 'escaped':
    case 'generated':
      return null;
    case 'request':
      return read && taints(read, sink, built) ? 'tainted' : 'any';
    case 'parameter':
      // A function that runs whole commands is handed them by somebody who wrote them, and a component its markup.
      return (sink === 'shell' && !built) || sink === 'html' ? 'any' : 'value';
    case 'row':
    case 'caught':
      // A whole row is sent as JSON.
      return sink === 'html' && !built ? 'any' : 'value';
    default:
      return 'any';
  }
}

/** What a rule about a sink reports: the argument that has to change, why, and the values for its message. */
export interface InjectionFinding<Id extends string> {
  readonly node: Node;
  readonly messageId: Id;
  /** `path`: `req.query.q → filter`. `name`: what lets it in, as the field says it. `place`: where that stands, when it is not here: `files.ts:12`. */
  readonly data: { readonly path: string; readonly name: string; readonly place: string };
  /** The sink itself. */
  readonly sink: SinkPlace;
}

/** Where request data reaches a sink: here (`tainted`), or behind a call of a function that lets it (`passed`). One for each call. */
export function taintedFindings(context: RuleContext, sink: SinkName): readonly InjectionFinding<'tainted' | 'passed'>[] {
  if (httpModel(context).reads.length === 0) return [];
  const calls = flowModel(context)
    .callSinks(sink)
    .filter(({ source }) => source.read !== null && taints(source.read, sink, source.built));
  const direct = injectionsIn(context, sink).filter(({ danger }) => danger === 'tainted');
  // What all callers of a function in the file hand it is reported where it arrives.
  const reported = new Set(direct.map(({ place }) => place.node));
  const behind = onePerCall(calls.filter((one) => !reported.has(one.sink.place.node))).map(({ argument, source, sink: { place } }) => {
    return { node: argument, messageId: 'passed' as const, data: { path: pathText(source), name: place.name, place: placeText(place.nodeFile, place.node) }, sink: place };
  });
  return [...direct.map((one) => here(one, 'tainted')), ...behind].sort((a, b) => a.node.range[0] - b.node.range[0]);
}

/** Everything of a call that request data reaches, its finding's part among it. */
export function taintedParts(context: RuleContext, sink: SinkName, { node }: SinkPlace): readonly Node[] {
  const flow = flowModel(context);
  const parts = flow.places(sink).filter((place) => place.node === node);
  return parts.filter((place) => flow.trace(place.expression, place.file, sink).sources.some((source) => injection(place, source, sink)?.danger === 'tainted')).map(({ expression }) => expression);
}

/** The same for values that are bad enough (`built` where no request is known to say them). Those that parameters bring are reported where the sink is, so that callers have nothing to add. */
export function injectionFindings(context: RuleContext, sink: SinkName, report: Danger): readonly InjectionFinding<'tainted' | 'passed' | 'built'>[] {
  if (report === 'tainted') return taintedFindings(context, sink);
  return injectionsIn(context, sink).flatMap((one) => (atLeast(one.danger, report) ? [here(one, one.danger === 'tainted' ? 'tainted' : 'built')] : []));
}

function here<Id extends string>({ place, source }: Injection, messageId: Id): InjectionFinding<Id> {
  return { node: place.expression, messageId, data: { path: pathText(source), name: place.name, place: '' }, sink: place };
}
