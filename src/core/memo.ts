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
 * Files are told apart by their trees: oxlint has one `sourceCode` for all of them.
 */
export function perFile<T>(compute: (context: RuleContext) => T): (context: RuleContext) => T {
  let last: { readonly of: unknown; readonly value: T } | null = null;
  return (context) => {
    const of: unknown = context.sourceCode.ast;
    if (last === null || last.of !== of) last = { of, value: compute(context) };
    return last.value;
  };
}

/** Computes an answer at most once for each file of a project, or each other key in it; what else is given has to be the same for the whole project. */
export function perProject<K extends object, P extends object, A extends readonly unknown[], T>(compute: (key: K, project: P, ...rest: A) => T): (key: K, project: P, ...rest: A) => T {
  const knownIn = memo<P, WeakMap<K, { readonly value: T }>>(() => new WeakMap());
  return (key, project, ...rest) => {
    const known = knownIn(project);
    let entry = known.get(key);
    if (!entry) known.set(key, (entry = { value: compute(key, project, ...rest) }));
    return entry.value;
  };
}
