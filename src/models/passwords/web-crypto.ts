import type { HashLibrary } from './types.ts';

export default {
  name: 'Web Crypto',
  packages: ['global'],
  forms: [
    { member: 'crypto.subtle.digest', name: 'crypto.subtle.digest', kind: 'fast', hashed: [1], digest: { argument: 0, of: 'this' } },
    { member: 'globalThis.crypto.subtle.digest', name: 'crypto.subtle.digest', kind: 'fast', hashed: [1], digest: { argument: 0, of: 'this' } },
  ],
} satisfies HashLibrary;
