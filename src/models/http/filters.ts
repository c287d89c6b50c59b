import { segmentsIn } from './segments.ts';
import type { Segment } from './segments.ts';
import { inWords, singularOf, wordsOf } from '../words/model.ts';

/** A parameter in the address of a list that narrows or orders it. */
export interface PathFilter extends Segment {
  readonly name: string;
}

/** Names of filters that are things as well: a page of a handbook, a query that is kept. Beside another filter they are none. */
const THINGS: ReadonlySet<string> = new Set(['page', 'query', 'filter', 'search', 'sort']);

/** The parameters in addresses of GET routes whose names are among those of filters: `/orders/:status/:page`. */
export function pathFilters(context: Parameters<typeof segmentsIn>[0], names: readonly string[]): readonly PathFilter[] {
  const filters = new Set(names.map(inWords));
  const found = segmentsIn(context).filter(({ kind, route }) => kind === 'parameter' && route.method === 'GET');
  return found.flatMap((segment): readonly PathFilter[] => {
    const name = parameterName(segment.text);
    const before = wordsOf(segment.before.at(-1) ?? '').at(-1);
    // `/statuses/:status` names one of them.
    if (name === null || !filters.has(inWords(name)) || before === undefined || isThing(before, name)) return [];
    const isBeside = [...segment.before, ...segment.after].some((other) => filters.has(inWords(parameterName(other) ?? '')));
    return THINGS.has(name) && !isBeside && before !== name ? [] : [{ ...segment, name }];
  });
}

/** The name of a parameter, as each framework writes it: `:page`, `:page(\\d+)`, `{page}`, `[page]`. */
function parameterName(text: string): string | null {
  return /^[:{[]([A-Za-z_]\w*)/u.exec(text)?.[1] ?? null;
}

function isThing(before: string, name: string): boolean {
  const word = wordsOf(name).at(-1) ?? '';
  return before !== word && singularOf(before) === word;
}
