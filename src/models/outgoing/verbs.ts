import type { AddressForm, RequestForm } from './types.ts';

/** Methods of clients that are named after the method they send. */
export const VERBS: readonly string[] = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'];

/** The first argument is the address. */
export const FIRST: AddressForm = { at: 0 };

/** The methods of a client that are named after a verb; `form` says the rest of each. */
export function verbsOf(client: string, form: (verb: string) => Omit<RequestForm, 'method'>, verbs: readonly string[] = VERBS): Record<string, RequestForm> {
  return Object.fromEntries(verbs.map((verb) => [`${client}${verb}`, { ...form(verb), method: METHODS[verb] ?? verb.toUpperCase() }]));
}

/** Where a client calls a method otherwise than HTTP does. */
const METHODS: Readonly<Record<string, string>> = { del: 'DELETE', postForm: 'POST', putForm: 'PUT', patchForm: 'PATCH' };
