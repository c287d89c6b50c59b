import type { HashLibrary } from './types.ts';

const scrypt = [
  { of: 'cost', argument: 3, properties: ['N', 'cost'], fallback: 16_384 },
  { of: 'blockSize', argument: 3, properties: ['r', 'blockSize'], fallback: 8 },
  { of: 'parallelism', argument: 3, properties: ['p', 'parallelization'], fallback: 1 },
] as const;
const pbkdf2 = [
  { of: 'iterations', argument: 2, fallback: null },
  { of: 'digest', argument: 4, fallback: null },
] as const;

export default {
  name: 'node:crypto',
  packages: ['crypto'],
  forms: [
    { member: 'createHash().update', name: 'crypto.createHash', kind: 'fast', hashed: [0], digest: { argument: 0, of: 'object' } },
    { member: 'createHmac().update', name: 'crypto.createHmac', kind: 'fast', keyed: true, hashed: [0], digest: { argument: 0, of: 'object' } },
    { member: 'createHmac', name: 'crypto.createHmac', kind: 'fast', keyed: true, hashed: [1], digest: { argument: 0, of: 'this' } },
    { member: 'hash', name: 'crypto.hash', kind: 'fast', hashed: [1], digest: { argument: 0, of: 'this' } },
    { member: 'subtle.digest', name: 'crypto.subtle.digest', kind: 'fast', hashed: [1], digest: { argument: 0, of: 'this' } },
    { member: 'webcrypto.subtle.digest', name: 'crypto.subtle.digest', kind: 'fast', hashed: [1], digest: { argument: 0, of: 'this' } },
    { member: 'scrypt', name: 'crypto.scrypt', kind: 'scrypt', hashed: [0], costs: scrypt },
    { member: 'scryptSync', name: 'crypto.scryptSync', kind: 'scrypt', hashed: [0], costs: scrypt },
    { member: 'pbkdf2', name: 'crypto.pbkdf2', kind: 'pbkdf2', hashed: [0], costs: pbkdf2 },
    { member: 'pbkdf2Sync', name: 'crypto.pbkdf2Sync', kind: 'pbkdf2', hashed: [0], costs: pbkdf2 },
  ],
} satisfies HashLibrary;
