import type { OutgoingLibrary, RequestForm } from './types.ts';
import { FIRST } from './verbs.ts';

const REQUEST: RequestForm = { address: FIRST, options: [1] };
const POOL: RequestForm = { address: FIRST, options: [1], makes: 'base' };

export default {
  name: 'undici',
  packages: ['undici'],
  requests: {
    'undici#fetch': REQUEST,
    'undici#request': REQUEST,
    'undici#stream': REQUEST,
    'undici#pipeline': REQUEST,
    'new undici#Client': POOL,
    'new undici#Pool': POOL,
  },
  time: {
    limits: ['signal', 'headersTimeout', 'bodyTimeout'],
    standIns: ['dispatcher'],
    gives: 'promise',
    elsewhere: /\bsetGlobalDispatcher\b/u,
    remedy: 'signal: AbortSignal.timeout(10_000)',
  },
} as const satisfies OutgoingLibrary;
