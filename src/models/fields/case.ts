import { wordsOf } from '../words/model.ts';

export type FieldCase = 'camelCase' | 'snake_case';

/** A name in the other case than is asked for: several words with underscores, or with capitals. Constants, headers, keys of maps and dates are neither. */
const OTHERS: Readonly<Record<FieldCase, RegExp>> = {
  camelCase: /^(?:[a-z][a-z\d]*(?:_[a-z\d]+)+|[A-Z][a-z\d]+(?:[A-Z][a-z\d]+)+)$/u,
  snake_case: /^[A-Za-z][a-z\d]*(?:[A-Z]+[a-z\d]*)+$/u,
};

/** A name of a field as it is written in a case; null where it is in it already, or in none. A leading underscore marks what a library adds. */
export function inCase(name: string, wanted: FieldCase): string | null {
  if (!OTHERS[wanted].test(name)) return null;
  const words = wordsOf(name);
  const written = wanted === 'snake_case' ? words.join('_') : words.map((word, i) => (i === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`)).join('');
  return written === name ? null : written;
}
