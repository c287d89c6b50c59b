import type { BlockingLibrary } from './types.ts';

export default {
  name: 'bcrypt',
  packages: ['bcrypt', 'bcryptjs', '@node-rs/bcrypt', 'bcrypt-ts'],
  calls: [
    { member: 'hashSync', name: 'bcrypt.hashSync', kind: 'password-hash', instead: 'bcrypt.hash', promise: 'hash' },
    { member: 'compareSync', name: 'bcrypt.compareSync', kind: 'password-hash', instead: 'bcrypt.compare', promise: 'compare' },
    { member: 'verifySync', name: 'bcrypt.verifySync', kind: 'password-hash', instead: 'bcrypt.verify', promise: 'verify' },
  ],
} satisfies BlockingLibrary;
