import type { BlockingLibrary } from './types.ts';

/** The `argon2` package has no synchronous form; this binding has. */
export default {
  name: '@node-rs/argon2',
  packages: ['@node-rs/argon2'],
  calls: [
    { member: 'hashSync', name: 'argon2.hashSync', kind: 'password-hash', instead: 'argon2.hash', promise: 'hash' },
    { member: 'hashRawSync', name: 'argon2.hashRawSync', kind: 'password-hash', instead: 'argon2.hashRaw', promise: 'hashRaw' },
    { member: 'verifySync', name: 'argon2.verifySync', kind: 'password-hash', instead: 'argon2.verify', promise: 'verify' },
  ],
} satisfies BlockingLibrary;
