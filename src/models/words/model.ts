import { createRequire } from 'node:module';

type Pluralize = typeof import('pluralize');

let loaded: Pluralize | undefined;

/** Loaded when the first name is asked about. */
function rules(): Pluralize {
  return (loaded ??= createRequire(import.meta.url)('pluralize') as Pluralize);
}

/** How many names are kept with their words: a project says the same names over and over. */
const MAX_NAMES = 20_000;
const known = new Map<string, readonly string[]>();

/** Words of names: `order_lines`, `orderLines`, `OrderLines`, `order-lines` → order, lines. */
export function wordsOf(name: string): readonly string[] {
  let words = known.get(name);
  if (words === undefined) {
    if (known.size >= MAX_NAMES) known.clear();
    known.set(name, (words = split(name)));
  }
  return words;
}

function split(name: string): readonly string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '');
}

/** The words of a name as a text, so that every way of writing it gives the same: `page_size`, `pageSize` → `page size`. */
export function inWords(name: string): string {
  return wordsOf(name).join(' ');
}

/** Nouns of data that have no plural in use, besides those that `pluralize` knows. */
const UNCOUNTABLE: ReadonlySet<string> = new Set([
  'access', 'activity', 'analytics', 'archive', 'audience', 'audit', 'auth', 'backup', 'bookkeeping', 'cache', 'catalog', 'config', 'configuration', 'consumption', 'content', 'coverage', 'data', 'feedback', 'history', 'index', 'info', 'inventory', 'journal',
  'ledger', 'log', 'media', 'membership', 'meta', 'metadata', 'misc', 'music', 'news', 'outbox', 'inbox', 'observability', 'presence', 'pricing', 'progress', 'queue', 'registry', 'schema', 'security', 'software', 'spam', 'staff', 'state', 'status', 'stock', 'storage', 'summary', 'telemetry', 'traffic', 'usage', 'version', 'weather', 'work',
]);

/** The plural of a noun that is written in the singular; null for a plural, for what has none, and for what may be no noun. */
export function pluralOf(noun: string): string | null {
  if (UNCOUNTABLE.has(noun) || noun.length < 3 || /(?:\d|ed|ly)$/u.test(noun)) return null;
  const plural = pluralised(noun);
  return plural === noun || rules().isPlural(noun) ? null : plural;
}

/** A name in the plural, as libraries that make names of names have it. */
export function pluralised(name: string): string {
  return rules().plural(name);
}

/** Whether a word is a plural, and no singular at the same time. */
export function isPlural(word: string): boolean {
  return rules().isPlural(word) && !rules().isSingular(word) && !UNCOUNTABLE.has(word);
}

/** The singular of a noun. */
export function singularOf(noun: string): string {
  return rules().singular(noun);
}

/** A name in lower case with underscores. */
export function snakeCase(name: string): string {
  return wordsOf(name).join('_');
}
