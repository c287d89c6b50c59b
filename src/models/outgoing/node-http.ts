import type { OutgoingLibrary, RequestForm } from './types.ts';
import { FIRST } from './verbs.ts';

const REQUEST: RequestForm = { address: FIRST, options: [0, 1] };

/** An option `timeout` only emits an event; who set it is taken to listen. */
export default {
  name: 'node-http',
  packages: ['http', 'https', 'follow-redirects'],
  requests: {
    'http#request': REQUEST,
    'http#get': { ...REQUEST, method: 'GET' },
    'https#request': REQUEST,
    'https#get': { ...REQUEST, method: 'GET' },
    'follow-redirects#http.request': REQUEST,
    'follow-redirects#http.get': { ...REQUEST, method: 'GET' },
    'follow-redirects#https.request': REQUEST,
    'follow-redirects#https.get': { ...REQUEST, method: 'GET' },
  },
  time: {
    limits: ['timeout', 'signal'],
    standIns: ['agent', 'createConnection', 'socketPath'],
    limitMethods: ['setTimeout', 'destroy', 'abort'],
    gives: 'handle',
    elsewhere: /\bglobalAgent\b/u,
    remedy: 'signal: AbortSignal.timeout(10_000)',
  },
} as const satisfies OutgoingLibrary;
