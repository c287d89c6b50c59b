import { inWords } from '../words/model.ts';

/** What values of a name can be, whatever the application: numbers from `least` to `most`, or moments that are over. */
export interface Sense {
  readonly least?: number;
  readonly most?: number;
  readonly past?: true;
}

/** By the last words of a name. An age of 120 has been reached by a handful of people. */
const SENSES: readonly (readonly [RegExp, Sense])[] = [
  [/(?:^| )age$/u, { least: 1, most: 120 }],
  [/(?:^| )(?:birth ?date|date of birth|birth ?day|dob)$/u, { past: true }],
  [/(?:^| )(?:quantity|qty)$/u, { least: 0 }],
  [/(?:^| )(?:price|fee|salary)$/u, { least: 0 }],
  [/(?:^| )(?:price|fee) (?:cents|in cents|amount)$/u, { least: 0 }],
  [/^discount (?:percent|percentage)$/u, { least: 0, most: 100 }],
  [/(?:^| )(?:latitude|lat)$/u, { least: -90, most: 90 }],
  [/(?:^| )(?:longitude|lng|lon)$/u, { least: -180, most: 180 }],
];
/** Words beside them that make something else of it: a difference, a lifetime in seconds, the end of a range that is asked for. */
const OTHERWISE = /(?:^| )(?:delta|change|changed|diff|difference|adjust|adjustment|offset|max|min|cache|cookie|session|token|key|password|log|file|account|relative|net)(?: |$)/u;

/** What the values of a name can be; null for names that do not tell. */
export function senseOf(name: string): Sense | null {
  const words = inWords(name);
  return OTHERWISE.test(words) ? null : (SENSES.find(([pattern]) => pattern.test(words))?.[1] ?? null);
}
