import { wordsOf } from '../words/model.ts';

/** An abbreviation as an option says it: `qty=quantity`. */
export function abbreviationsOf(entries: readonly string[]): ReadonlyMap<string, string> {
  return new Map(entries.map((entry): readonly [string, string] => [entry.split('=')[0]?.trim().toLowerCase() ?? '', entry.split('=')[1]?.trim() ?? '']));
}

/** A name with its abbreviated words written out, in the case it has; null where no word is one. */
export function writtenOut(name: string, abbreviations: ReadonlyMap<string, string>): string | null {
  const words = wordsOf(name);
  if (!words.some((word) => abbreviations.has(word))) return null;
  const full = words.map((word) => abbreviations.get(word) ?? word);
  if (name.includes('_')) return full.join('_');
  return full.map((word, i) => (i === 0 && !/^\p{Lu}/u.test(name) ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`)).join('');
}
