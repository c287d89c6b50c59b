import { any, calls, packages } from '../../core/gates.ts';
import { adapters } from './adapters.ts';
import type { OutgoingForm, OutgoingLibrary, RequestForm } from './types.ts';

const libraries: readonly OutgoingLibrary[] = adapters;
const CHANGES: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Whether an HTTP method asks for a change. */
export function isChange(method: string): boolean {
  return CHANGES.has(method.toUpperCase());
}

/** Everything that sends an HTTP request, or makes what does, by symbol. */
export const REQUESTS: ReadonlyMap<string, { readonly library: OutgoingLibrary; readonly form: RequestForm }> = new Map(
  libraries.flatMap((library) => Object.entries(library.requests ?? {}).map(([symbol, form]) => [symbol, { library, form }] as const)),
);

/** Everything that has an effect outside of the process, by symbol: requests are among it where they ask for a change. */
export const EFFECTS: ReadonlyMap<string, { readonly library: string; readonly form: OutgoingForm }> = new Map(
  libraries.flatMap(({ name: library, calls: forms, requests }) => [
    ...Object.entries(forms ?? {}).map(([symbol, form]) => [symbol, { library, form }] as const),
    ...Object.entries(requests ?? {}).flatMap(([symbol, { makes, method, verb, options }]) => {
      if (makes || (method !== undefined && !isChange(method))) return [];
      const when = verb !== undefined ? { verb } : method === undefined ? { methodOptions: options } : {};
      return [[symbol, { library, form: { kind: 'request' as const, ...when } }] as const];
    }),
  ]),
);

/** Packages that send mail, text messages or pushes. */
export const DELIVERY_PACKAGES: ReadonlySet<string> = new Set(libraries.flatMap(({ packages: names, calls: forms }) => (Object.values(forms ?? {}).some(({ kind }) => kind === 'mail' || kind === 'message') ? names : [])));

/** Passed by a file that names such a package. */
export const NAMES_DELIVERY = packages(...DELIVERY_PACKAGES);

/** Packages that send HTTP requests; `global` stands for what needs no import. */
export const REQUEST_PACKAGES: readonly string[] = libraries.flatMap(({ packages: names, requests }) => (requests ? names : []));

/** Passed by a file that may send a request: it calls fetch, or names a package. */
export const MAY_REQUEST = any(calls('fetch'), packages(...REQUEST_PACKAGES));

/** Last names of what is called, as a call has to write them; a default export has any name. */
export function lastNames(symbols: Iterable<string>): ReadonlySet<string> {
  return new Set([...symbols].map((symbol) => /(\w+)$/u.exec(symbol)?.[1] ?? '').filter((name) => name !== 'default' && name !== ''));
}

/** The names of what has an effect. */
export const EFFECT_NAMES = lastNames(EFFECTS.keys());

/** Passed by a file that may have any effect. */
export const MAY_EFFECT = any(calls(...EFFECT_NAMES), packages(...libraries.flatMap(({ packages: names }) => names)));
