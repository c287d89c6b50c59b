import type { OutgoingLibrary, RequestForm } from './types.ts';
import { FIRST, VERBS, verbsOf } from './verbs.ts';

const BODIED = ['post', 'put', 'patch', 'postForm', 'putForm', 'patchForm'];
const verbs = (client: string): Record<string, RequestForm> => verbsOf(client, (verb) => ({ address: FIRST, options: [BODIED.includes(verb) ? 2 : 1] }), [...VERBS, 'postForm', 'putForm', 'patchForm']);
const BY_OPTIONS: RequestForm = { address: { at: 0, properties: ['url', 'baseURL'] }, options: [0, 1] };
const INSTANCES = ['axios#create()', 'new axios#Axios', 'new axios#AxiosInstance'];

export default {
  name: 'axios',
  packages: ['axios'],
  requests: {
    'axios#default': BY_OPTIONS,
    'axios#request': BY_OPTIONS,
    'axios#create': { address: { at: 0, properties: ['baseURL'] }, options: [0], makes: 'instance' },
    ...verbs('axios#'),
    ...Object.fromEntries(INSTANCES.flatMap((instance) => [[instance, BY_OPTIONS], [`${instance}.request`, BY_OPTIONS], ...Object.entries(verbs(`${instance}.`))])),
  },
  time: {
    limits: ['timeout', 'signal', 'cancelToken'],
    standIns: ['adapter', 'httpAgent', 'httpsAgent'],
    gives: 'promise',
    elsewhere: /\bdefaults\s*\.\s*(?:timeout|signal|adapter)\b|\binterceptors\s*\.\s*request[\s\S]{0,800}\b(?:timeout|signal)\b|axios-mock-adapter/u,
    remedy: 'timeout: 10_000',
  },
} as const satisfies OutgoingLibrary;
