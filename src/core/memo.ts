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

/** Computes an answer at most once for each linted file, however many rules ask. */
export function perFile<T>(compute: (context: RuleContext) => T): (context: RuleContext) => T {
  const known = new WeakMap<object, { readonly value: T }>();
  return (context) => {
    let entry = known.get(context.sourceCode);
    if (!entry) {
      entry = { value: compute(context) };
      known.set(context.sourceCode, entry);
    }
    return entry.value;
  };
}
