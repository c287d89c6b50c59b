import { perFile } from '../../core/memo.ts';
import { contains } from '../../ast/syntax.ts';
import { sqlModel } from '../sql/model.ts';
import type { HolePosition, PlacedHole, PlacedPart, Query } from '../sql/types.ts';
import { flowModel } from './model.ts';
import type { CallSink, Source } from './types.ts';

/**
 * How bad a splice is. `tainted`: request data becomes part of the statement. `value`: a string that is not constant,
 * escaped or proved harmless stands where a value belongs. `any`: nothing is known of it, neither good nor bad.
 */
export type Danger = 'tainted' | 'value' | 'any';

/** An expression that becomes part of the text of a query. */
export interface Splice {
  readonly query: Query;
  readonly hole: PlacedHole;
  readonly source: Source;
  readonly danger: Danger;
}

const RANK: Readonly<Record<Danger, number>> = { any: 0, value: 1, tainted: 2 };
const VALUE_POSITIONS: ReadonlySet<HolePosition> = new Set(['value', 'quoted', 'orderBy']);

/** The splices of each query of the file, worst first; queries without one are left out. */
export const splicesOf = perFile((context): readonly (readonly Splice[])[] => {
  const flow = flowModel(context);
  return sqlModel(context).queries.flatMap((query) => {
    if (query.style === 'tagged' || !query.parts) return [];
    const found = holesIn(query.parts).flatMap((hole): Splice[] => {
      const splices = flow.trace(hole.node, hole.file, 'sql').sources.flatMap((source): Splice[] => {
        const danger = dangerOf(hole.position, source);
        return danger ? [{ query, hole, source, danger }] : [];
      });
      const worst = splices.sort(byDanger)[0];
      return worst ? [worst] : [];
    });
    return found.length > 0 ? [found.sort(byDanger)] : [];
  });
});

/**
 * Calls that hand request data to a function which splices it into SQL elsewhere. Where the splice is a finding in its own place already (it stands in a value position),
 * the call is left out unless `alone` asks for calls whatever is said there.
 */
export const taintedCalls = (context: Parameters<typeof flowModel>[0], alone: boolean): readonly CallSink[] =>
  flowModel(context)
    .callSinks('sql')
    .filter(({ sink }) => alone || !VALUE_POSITIONS.has(sink.place.position as HolePosition));

/** Whether a danger is at least as bad as another. */
export function atLeast(danger: Danger, threshold: Danger): boolean {
  return RANK[danger] >= RANK[threshold];
}

/** Whether the text is built somewhere else than where it is run. */
export function isBuiltElsewhere({ query, hole }: Splice): boolean {
  return hole.atFile !== query.file || !contains(query.node, hole.at);
}

function byDanger(a: Splice, b: Splice): number {
  return RANK[b.danger] - RANK[a.danger];
}

/** The holes of a text; of a hole that is one of several pieces of text, the holes of those. */
function holesIn(parts: readonly PlacedPart[]): PlacedHole[] {
  return parts.flatMap((part) => {
    if (part.kind === 'text' || part.escaped) return [];
    return part.alternatives.length > 0 ? part.alternatives.flatMap(holesIn) : [part];
  });
}

function dangerOf(position: HolePosition, source: Source): Danger | null {
  switch (source.kind) {
    case 'constant':
    case 'safe-type':
    case 'escaped':
    case 'generated':
      return null;
    case 'request':
      return position === 'placeholder' || position === 'comment' ? null : 'tainted';
    case 'parameter':
    case 'row':
    case 'caught':
      return VALUE_POSITIONS.has(position) ? 'value' : 'any';
    default:
      return 'any';
  }
}
