import type { SinkName } from '../sinks/types.ts';

/** What a sink's language makes of texts and checks, besides what holds for all of them. */
export interface SinkTraits {
  /** Text in front of a part of an address that leaves the part no choice of the target any more; null where every part counts. */
  readonly fixed: RegExp | null;
  /** Parts of an address that choose its target, as checks are written about them: `new URL(it).hostname`. */
  readonly choosing: ReadonlySet<string>;
  /** Parts of an address that choose nothing. */
  readonly harmless: ReadonlySet<string>;
  /** Texts that have no business in a good value: `..`, `//`. Null where checks of other kinds than lists and types prove nothing. */
  readonly forbidden: readonly string[] | null;
  /** Texts do no harm, whatever they hold: only objects do. */
  readonly textsAreHarmless: boolean;
  /** Functions of packages that prove their first argument. Symbols. */
  readonly proving: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();
const PLAIN: SinkTraits = { fixed: null, choosing: NONE, harmless: NONE, forbidden: null, textsAreHarmless: false, proving: NONE };
const CHOOSING = new Set(['host', 'hostname', 'origin', 'href']);
const HARMLESS = new Set(['pathname', 'search', 'searchParams', 'hash']);

export const TRAITS: Readonly<Record<SinkName, SinkTraits>> = {
  sql: PLAIN,
  shell: PLAIN,
  code: PLAIN,
  html: PLAIN,
  nosql: { ...PLAIN, textsAreHarmless: true },
  regexp: { ...PLAIN, proving: new Set(['safe-regex#default', 'safe-regex2#default', 'is-regexp-safe#default', 'vuln-regex-detector#test', 'recheck#checkSync', 'recheck#check']) },
  file: { ...PLAIN, forbidden: ['..', '/', '\\'], proving: new Set(['path-is-inside#default', 'is-path-inside#default', 'is-path-in-cwd#default', 'is-subdir#default']) },
  // A scheme, a host, and the end of the host.
  address: { ...PLAIN, fixed: /^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#]+[/?#]|\/|\?|#)/i, choosing: CHOOSING, harmless: HARMLESS, forbidden: ['//', '://'] },
  // `/` alone leaves `//evil.example` (and `/\evil.example`, which browsers read alike).
  redirect: { ...PLAIN, fixed: /^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#]+[/?#]|\/[^/\\]|\.{1,2}\/|\?|#)/i, choosing: CHOOSING, harmless: HARMLESS, forbidden: ['//', '://', 'http'] },
};
