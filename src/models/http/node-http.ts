import { NODE_REQUEST } from './shapes.ts';
import type { HttpFramework } from './types.ts';

export default {
  name: 'node-http',
  packages: ['http', 'https', 'http2'],
  callbacks: [
    { symbol: 'http#createServer', argument: -1, kind: 'route', parameters: ['request', 'response'] },
    { symbol: 'https#createServer', argument: -1, kind: 'route', parameters: ['request', 'response'] },
    { symbol: 'http2#createServer', argument: -1, kind: 'route', parameters: ['request', 'response'] },
    { symbol: 'http2#createSecureServer', argument: -1, kind: 'route', parameters: ['request', 'response'] },
    { symbol: 'new http#Server', argument: -1, kind: 'route', parameters: ['request', 'response'] },
  ],
  parameters: { route: ['request', 'response'] },
  parameterTypes: { 'http#IncomingMessage': 'request', 'http#ServerResponse': 'response' },
  handlerTypes: { 'http#RequestListener': 'route' },
  reads: { request: { ...NODE_REQUEST, body: 'body' } },
  writers: { response: { end: { body: 0 }, write: { body: 0 }, writeHead: { status: 0 } } },
  assigned: { body: [], status: ['statusCode'] },
} satisfies HttpFramework;
