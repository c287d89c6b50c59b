import { REQUEST_PACKAGES, REQUESTS } from '../outgoing/libraries.ts';
import type { SinkForm, SinkLibrary } from './types.ts';

/** Properties of options that choose the host; the others are paths, headers and data. */
const OF_OPTIONS = ['url', 'uri', 'href', 'host', 'hostname', 'baseURL', 'prefixUrl'];

const calls = Object.fromEntries(
  [...REQUESTS].map(([symbol, { form }]): [string, SinkForm] => {
    const name = symbol.replace(/^new /, '').replace('#default', '').replace('global#', '').replace('#', '.');
    return [symbol, { sink: 'address', name, arguments: [form.address.at], properties: form.address.properties ?? OF_OPTIONS }];
  }),
);

/** Requests to an address, by every client that the model of outgoing requests knows. */
export default { name: 'http-clients', packages: REQUEST_PACKAGES, calls } satisfies SinkLibrary;
