import { perFile } from '../../core/memo.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { annotationOf, contains, keyName, unwrap } from '../../ast/syntax.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import type { Settings } from '../../core/settings.ts';
import { settingsOf } from '../../core/settings.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel } from '../http/model.ts';
import { sqlModel, sqlModelOf } from '../sql/model.ts';
import type { HolePosition, PlacedHole, PlacedPart, Query, SqlModel } from '../sql/types.ts';
import { isClosedType } from './annotations.ts';
import { atLeast, byDanger } from './danger.ts';
import type { Danger } from './danger.ts';
import { flowModel, flowOf, onePerCall } from './model.ts';
import type { CallSink, SinkPlace, Source } from './types.ts';

/** An expression that becomes part of the text of a query. */
export interface Splice {
  readonly query: Query;
  readonly hole: PlacedHole;
  readonly source: Source;
  readonly danger: Danger;
}

const NAME_QUOTES: ReadonlySet<string> = new Set(['"', '`']);
const VALUE_POSITIONS: ReadonlySet<HolePosition> = new Set(['value', 'quoted', 'orderBy']);

/** The splices of each query of the linted file, worst first; queries without one are left out. */
export const splicesOf = perFile((context): readonly (readonly Splice[])[] =>
  sqlModel(context).queries.length === 0 ? [] : splicesIn(sourceFileOf(context), projectOf(context), settingsOf(context)),
);

function splicesIn(file: SourceFile, project: Project, settings: Settings): readonly (readonly Splice[])[] {
  const flow = flowOf(file, project, settings);
  return sqlModelOf(file, project, settings).queries.flatMap((query) => {
    if (query.style === 'tagged' || !query.parts) return [];
    const found = holesIn(query.parts).flatMap((hole): Splice[] => {
      if (isPrintedQuery(hole, sqlModelOf(hole.file, project, settings))) return [];
      const { sources } = flow.trace(hole.node, hole.file, 'sql');
      const splices = sources.flatMap((source): Splice[] => {
        const danger = dangerOf(project, query, hole, source, sources);
        return danger ? [{ query, hole, source, danger }] : [];
      });
      const worst = splices.sort(byDanger)[0];
      return worst ? [worst] : [];
    });
    return found.length > 0 ? [found.sort(byDanger)] : [];
  });
}

/** Calls that hand request data to a function which splices it into SQL, where the query that does is no finding of its own at the level reported. One for each call. */
export function taintedCalls(context: RuleContext, reported: Danger): readonly CallSink[] {
  if (httpModel(context).reads.length === 0) return [];
  const [project, settings] = [projectOf(context), settingsOf(context)];
  const isTold = ({ node, nodeFile }: SinkPlace): boolean =>
    splicesIn(nodeFile, project, settings).some(([worst]) => worst?.query.node === node && atLeast(worst.danger, reported));
  return onePerCall(flowModel(context).callSinks('sql')).filter(({ sink }) => !isTold(sink.place));
}

/** Whether the text is built somewhere else than where it is run. */
export function isBuiltElsewhere({ query, hole }: Splice): boolean {
  return hole.atFile !== query.file || !contains(query.node, hole.at);
}

/** The holes of a text; of a hole that is one of several pieces of text, the holes of those. */
function holesIn(parts: readonly PlacedPart[]): PlacedHole[] {
  return parts.flatMap((part) => {
    if (part.kind === 'text' || part.escaped) return [];
    return part.alternatives.length > 0 ? part.alternatives.flatMap(holesIn) : [part];
  });
}

function dangerOf(project: Project, query: Query, hole: PlacedHole, source: Source, all: readonly Source[]): Danger | null {
  switch (source.kind) {
    case 'constant':
    case 'safe-type':
    case 'escaped':
    case 'generated':
      return null;
    case 'request':
      return hole.position === 'placeholder' || hole.position === 'comment' ? null : 'tainted';
    case 'row':
      return isKey(hole.node) ? null : isValuePlace(hole) && hole.atFile === query.file ? 'value' : 'any';
    case 'parameter':
    case 'caught':
      return isValuePlace(hole) && isTextOf(query, hole, source, project) && !all.some(isNumber) ? 'value' : 'any';
    default:
      return 'any';
  }
}

/** Whether a hole takes a value. An argument of a function that is not quoted is a column or an expression, what stands in the quotes of names is a column. */
function isValuePlace({ position, place }: PlacedHole): boolean {
  if (position === 'orderBy' && place?.quote && NAME_QUOTES.has(place.quote.mark)) return false;
  return VALUE_POSITIONS.has(position) && (position !== 'value' || (place !== null && place.call === null && place.operator !== 'case'));
}

/**
 * Whether a source is a string of the function that runs the query. What a builder function in another file, or one whose argument is
 * known only there, makes of its parameter is that function's business; a type that also allows numbers proves nothing.
 */
function isTextOf(query: Query, hole: PlacedHole, { parameter, file }: Source, project: Project): boolean {
  if (hole.atFile !== query.file) return false;
  if (!parameter) return true;
  const declared = parameter.fn.params[parameter.index];
  const type = declared ? annotationOf(declared) : null;
  const isBuilders = contains(parameter.fn, hole.at) && !contains(parameter.fn, query.node);
  return !isBuilders && !(type && isClosedType(project, file, type, parameter.path, 0, 'some'));
}

/** The key of a row that was read: a number or uuid of the database's own making. */
function isKey(node: Node): boolean {
  const inner = unwrap(node);
  return inner.type === 'MemberExpression' && /^(?:id|uuid)$|[a-z]Id$|_id$/.test(keyName(inner) ?? '');
}

/** `limit = 500`: what falls back to a number is meant to be one. */
function isNumber({ kind, node }: Source): boolean {
  return kind === 'constant' && node.type === 'Literal' && typeof node.value === 'number';
}

/** A query builder printed into a larger text: its own values are escaped by the builder. */
function isPrintedQuery(hole: PlacedHole, { queries, built }: SqlModel): boolean {
  let node = unwrap(hole.node);
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && node.arguments.length === 0) node = unwrap(node.callee.object);
  return node.type === 'CallExpression' && (queries.some((q) => q.node === node) || built.some((o) => o.node === node));
}
