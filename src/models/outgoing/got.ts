import type { OutgoingLibrary, RequestForm } from './types.ts';
import { FIRST, VERBS, verbsOf } from './verbs.ts';

const CALLED: RequestForm = { address: { at: 0, properties: ['url', 'prefixUrl'] }, options: [0, 1] };
const MADE: RequestForm = { address: { at: 0, properties: ['prefixUrl'] }, options: [0], makes: 'instance' };
const clients = ['got#', 'got#extend().', 'got#extend().extend().'];

export default {
  name: 'got',
  packages: ['got'],
  requests: Object.fromEntries(clients.flatMap((client) => [
    [client === 'got#' ? 'got#default' : client.slice(0, -1), CALLED],
    [`${client}extend`, MADE],
    [`${client}stream`, CALLED],
    ...Object.entries(verbsOf(client, () => ({ address: FIRST, options: [1] }), VERBS.filter((verb) => verb !== 'options'))),
  ])),
  time: {
    limits: ['timeout', 'signal'],
    standIns: ['agent', 'request', 'handlers', 'hooks'],
    gives: 'promise',
    remedy: 'timeout: { request: 10_000 }',
  },
} as const satisfies OutgoingLibrary;
