import type { RuleContext } from './rule-context.ts';

/** Computes an answer at most once for a key, whatever the answer is, and forgets it with the key. */
export function memo<K extends object, T>(compute: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return (key) => {
    let entry = known.get(key);
    if (!entry) {
      entry = { value: compute(key) };
      known.set(key, entry);
    }
    return entry.value;
  };
}

/**
 * Computes an answer at most once for each linted file, however many rules ask. ESLint lints one file after the other, so that the
 * last answer is the only one that is asked for again: a map of all of them would keep their trees, and cost a look-up a question.
 */
export function perFile<T>(compute: (context: RuleContext) => T): (context: RuleContext) => T {
  let last: { readonly of: RuleContext['sourceCode']; readonly value: T } | null = null;
  return (context) => {
    const of = context.sourceCode;
    if (last?.of !== of) last = { of, value: compute(context) };
    return last.value;
  };
}
