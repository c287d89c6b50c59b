import type { OutgoingLibrary, RequestForm } from './types.ts';
import { FIRST, VERBS, verbsOf } from './verbs.ts';

const CALLED: RequestForm = { address: FIRST, options: [1] };
/** `prefixUrl` is called `prefix` since 2.0. */
const MADE: RequestForm = { address: { at: 0, properties: ['prefixUrl', 'prefix', 'baseUrl'] }, options: [0], makes: 'instance' };
const clients = ['ky#', 'ky#create().', 'ky#extend().', 'ky#create().extend().', 'ky#extend().extend().'];

/** Gives up after ten seconds, unless it is told not to. */
export default {
  name: 'ky',
  packages: ['ky'],
  requests: Object.fromEntries(clients.flatMap((client) => [
    [client === 'ky#' ? 'ky#default' : client.slice(0, -1), CALLED],
    [`${client}create`, MADE],
    [`${client}extend`, MADE],
    ...Object.entries(verbsOf(client, () => CALLED, VERBS.filter((verb) => verb !== 'options'))),
  ])),
  time: { limits: ['timeout', 'signal'], isBounded: true, gives: 'promise', remedy: 'timeout: 10_000' },
} as const satisfies OutgoingLibrary;
