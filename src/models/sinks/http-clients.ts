import { CLIENTS } from '../tls/clients.ts';
import type { SinkForm, SinkLibrary } from './types.ts';

/** Properties of options that choose the host; the others are paths, headers and data. */
const OF_OPTIONS = ['url', 'uri', 'href', 'host', 'hostname', 'baseURL', 'prefixUrl'];

const calls = Object.fromEntries(
  Object.entries(CLIENTS).map(([symbol, { at, properties }]): [string, SinkForm] => {
    const name = symbol.replace(/^new /, '').replace('#default', '').replace('global#', '').replace('#', '.');
    return [symbol, { sink: 'address', name, arguments: [at], properties: properties ?? OF_OPTIONS }];
  }),
);

/** Requests to an address, by every client there is an address form for. */
export default { name: 'http-clients', packages: ['global', 'undici', 'axios', '@nestjs/axios', 'got', 'ky', 'superagent', 'request', 'needle', 'node-fetch', 'cross-fetch', 'http', 'https'], calls } satisfies SinkLibrary;
