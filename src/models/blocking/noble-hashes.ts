import type { BlockingLibrary } from './types.ts';

/** Key derivation in JavaScript: slow by design, and on the event loop. */
export default {
  name: '@noble/hashes',
  packages: ['@noble/hashes/scrypt', '@noble/hashes/scrypt.js', '@noble/hashes/pbkdf2', '@noble/hashes/pbkdf2.js', '@noble/hashes/argon2', '@noble/hashes/argon2.js'],
  calls: [
    { member: 'scrypt', name: 'scrypt', kind: 'password-hash', instead: 'scryptAsync' },
    { member: 'pbkdf2', name: 'pbkdf2', kind: 'password-hash', instead: 'pbkdf2Async' },
    { member: 'argon2id', name: 'argon2id', kind: 'password-hash', instead: 'argon2idAsync' },
    { member: 'argon2i', name: 'argon2i', kind: 'password-hash', instead: 'argon2iAsync' },
    { member: 'argon2d', name: 'argon2d', kind: 'password-hash', instead: 'argon2dAsync' },
  ],
} satisfies BlockingLibrary;
