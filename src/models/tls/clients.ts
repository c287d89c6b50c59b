import type { AddressForm } from './types.ts';

const VERBS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'];
const METHODS = [...VERBS, 'request', 'postForm', 'putForm', 'patchForm'];
const FIRST: AddressForm = { at: 0 };
const either = (...properties: string[]): AddressForm => ({ at: 0, properties });
const methodsOf = (client: string, methods: readonly string[] = VERBS): Record<string, AddressForm> => Object.fromEntries(methods.map((method) => [`${client}${method}`, FIRST]));

/** Calls and constructors that send requests to an address, by symbol. */
export const CLIENTS: Readonly<Record<string, AddressForm>> = {
  'global#fetch': FIRST,
  'node-fetch#default': FIRST,
  'cross-fetch#default': FIRST,
  ...methodsOf('undici#', ['fetch', 'request', 'stream', 'pipeline']),
  'new undici#Client': FIRST,
  'new undici#Pool': FIRST,
  'axios#default': either('url', 'baseURL'),
  'axios#create': either('baseURL'),
  'axios#request': either('url', 'baseURL'),
  ...methodsOf('axios#', METHODS.filter((method) => method !== 'request')),
  ...methodsOf('axios#create().', METHODS),
  ...methodsOf('new @nestjs/axios#HttpService.', METHODS),
  '@nestjs/axios#HttpModule.register': either('baseURL'),
  'got#default': either('url', 'prefixUrl'),
  'got#extend': either('prefixUrl'),
  ...methodsOf('got#', [...VERBS, 'stream']),
  'ky#default': FIRST,
  'ky#create': either('prefixUrl'),
  'ky#extend': either('prefixUrl'),
  ...methodsOf('ky#'),
  'superagent#default': FIRST,
  ...methodsOf('superagent#', [...VERBS, 'del']),
  'request#default': either('url', 'uri'),
  ...methodsOf('request#', [...VERBS, 'del']),
  ...methodsOf('needle#'),
  ...methodsOf('http#', ['request', 'get']),
  'new @elastic/elasticsearch#Client': either('node'),
  'new @opensearch-project/opensearch#Client': either('node'),
};
