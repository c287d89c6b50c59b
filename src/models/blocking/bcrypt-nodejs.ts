import type { BlockingLibrary } from './types.ts';

/** Its asynchronous functions take callbacks only. */
export default {
  name: 'bcrypt-nodejs',
  packages: ['bcrypt-nodejs'],
  calls: [
    { member: 'hashSync', name: 'bcrypt.hashSync', kind: 'password-hash', instead: 'bcrypt.hash' },
    { member: 'compareSync', name: 'bcrypt.compareSync', kind: 'password-hash', instead: 'bcrypt.compare' },
  ],
} satisfies BlockingLibrary;
