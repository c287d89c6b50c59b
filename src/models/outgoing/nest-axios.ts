import type { OutgoingLibrary, RequestForm } from './types.ts';
import { FIRST, VERBS, verbsOf } from './verbs.ts';

const REGISTRATION: RequestForm = { address: { at: 0, properties: ['baseURL'] }, options: [0], makes: 'instance' };

/** HttpService gives observables: `pipe(timeout(…))` bounds them, wherever they are handed to. */
export default {
  name: 'nest-axios',
  packages: ['@nestjs/axios'],
  requests: {
    'new @nestjs/axios#HttpService.request': { address: { at: 0, properties: ['url', 'baseURL'] }, options: [0] },
    ...verbsOf('new @nestjs/axios#HttpService.', (verb) => ({ address: FIRST, options: [verb.startsWith('p') ? 2 : 1] }), [...VERBS, 'postForm', 'putForm', 'patchForm']),
    '@nestjs/axios#HttpModule.register': REGISTRATION,
  },
  time: {
    limits: ['timeout', 'signal', 'cancelToken'],
    standIns: ['adapter', 'httpAgent', 'httpsAgent'],
    perCall: true,
    gives: 'handle',
    // The module that is imported where the service is injected may say it.
    elsewhere: /\bHttpModule\s*\.\s*register|\bHttpModule\s+as\s+(\w+)\b[\s\S]*\b\1\s*\.\s*register|\bnew\s+HttpService\b|\baxiosRef\b/u,
    remedy: 'timeout: 10_000',
  },
} as const satisfies OutgoingLibrary;
