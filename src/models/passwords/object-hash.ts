import type { HashLibrary } from './types.ts';

export default {
  name: 'object-hash',
  packages: ['object-hash'],
  forms: [
    { member: 'default', name: 'SHA-1', kind: 'fast', hashed: [0] },
    { member: 'sha1', name: 'SHA-1', kind: 'fast', hashed: [0] },
    { member: 'MD5', name: 'MD5', kind: 'fast', hashed: [0] },
  ],
} satisfies HashLibrary;
