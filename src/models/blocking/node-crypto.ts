import type { BlockingLibrary } from './types.ts';

/** Random bytes, hashes and signatures without a callback take microseconds and are left out. */
export default {
  name: 'node:crypto',
  packages: ['crypto'],
  calls: [
    { member: 'pbkdf2Sync', name: 'crypto.pbkdf2Sync', kind: 'password-hash', instead: 'crypto.pbkdf2' },
    { member: 'scryptSync', name: 'crypto.scryptSync', kind: 'password-hash', instead: 'crypto.scrypt' },
    { member: 'argon2Sync', name: 'crypto.argon2Sync', kind: 'password-hash', instead: 'crypto.argon2' },
    { member: 'generateKeyPairSync', name: 'crypto.generateKeyPairSync', kind: 'crypto', instead: 'crypto.generateKeyPair' },
    { member: 'generatePrimeSync', name: 'crypto.generatePrimeSync', kind: 'crypto', instead: 'crypto.generatePrime' },
    { member: 'checkPrimeSync', name: 'crypto.checkPrimeSync', kind: 'crypto', instead: 'crypto.checkPrime' },
  ],
} satisfies BlockingLibrary;
