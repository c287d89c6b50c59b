import type { OutgoingLibrary } from './types.ts';

const METHODS = ['post', 'put', 'patch', 'delete', 'postForm', 'putForm', 'patchForm'];

export default {
  name: 'axios',
  packages: ['axios', '@nestjs/axios'],
  calls: {
    ...Object.fromEntries(['axios#', 'axios#create().', 'new axios#Axios.', 'new axios#AxiosInstance.', 'new @nestjs/axios#HttpService.'].flatMap((client) => METHODS.map((method) => [`${client}${method}`, { kind: 'request' as const }]))),
    'axios#default': { kind: 'request', methodOption: 0 },
    'axios#request': { kind: 'request', methodOption: 0 },
    'axios#create().request': { kind: 'request', methodOption: 0 },
  },
} as const satisfies OutgoingLibrary;
