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
  libraries.flatMap(({ name: library, calls, requests }) => [
    ...Object.entries(calls ?? {}).map(([symbol, form]) => [symbol, { library, form }] as const),
    ...Object.entries(requests ?? {}).flatMap(([symbol, { makes, method, verb, options }]) => {
      if (makes || (method !== undefined && !isChange(method))) return [];
      const when = verb !== undefined ? { verb } : method === undefined ? { methodOptions: options } : {};
      return [[symbol, { library, form: { kind: 'request' as const, ...when } }] as const];
    }),
  ]),
);

/** Packages that send mail, text messages or pushes. */
export const DELIVERY_PACKAGES: ReadonlySet<string> = new Set(libraries.flatMap(({ packages, calls }) => (Object.values(calls ?? {}).some(({ kind }) => kind === 'mail' || kind === 'message') ? packages : [])));

/** What a text has to hold for such a package to be imported in it. */
export const SAYS_DELIVERY = new RegExp(String.raw`['"](?:${escaped([...DELIVERY_PACKAGES])})['"]`, 'u');

/** Packages that send HTTP requests; `global` stands for what needs no import. */
export const REQUEST_PACKAGES: readonly string[] = libraries.flatMap(({ packages, requests }) => (requests ? packages : []));

/** What a text has to hold for a request to be in it: a call of fetch, or the name of a package. */
export const SAYS_REQUEST = new RegExp(String.raw`\bfetch\s*\(|['"](?:node:)?(?:${escaped(REQUEST_PACKAGES)})['"]`, 'u');

/** Last names of what is called, as a call has to write them; a default export has any name. */
export function lastNames(symbols: Iterable<string>): ReadonlySet<string> {
  return new Set([...symbols].map((symbol) => /(\w+)$/u.exec(symbol)?.[1] ?? '').filter((name) => name !== 'default' && name !== ''));
}

const EFFECT_NAMES = lastNames(EFFECTS.keys());
/** The same for any effect. */
export const SAYS_EFFECT = new RegExp(String.raw`\b(?:${[...EFFECT_NAMES].join('|')})\s*(?:<[^()]*>)?\(|['"](?:${escaped(libraries.flatMap(({ packages }) => packages))})['"]`, 'u');

function escaped(packages: readonly string[]): string {
  return packages.filter((name) => name !== 'global').map((name) => name.replaceAll('/', String.raw`\/`)).join('|');
}
