import type { HashLibrary } from './types.ts';

export default {
  name: 'md5',
  packages: ['md5', 'blueimp-md5', 'js-md5', 'ts-md5'],
  forms: [
    { member: 'default', name: 'MD5', kind: 'fast', hashed: [0] },
    { member: 'md5', name: 'MD5', kind: 'fast', hashed: [0] },
    { member: 'Md5.hashStr', name: 'MD5', kind: 'fast', hashed: [0] },
  ],
} satisfies HashLibrary;
