import type { HashLibrary } from './types.ts';

const rounds = [{ of: 'cost', argument: 1, fallback: null }] as const;
const salt = [{ of: 'cost', argument: 0, fallback: 10 }] as const;

/** A salt in the place of the cost says it in its text: that is asked where the salt is made. */
export default {
  name: 'bcrypt',
  packages: ['bcrypt', 'bcryptjs', 'bcrypt-ts', 'bcrypt-ts/node', 'bcrypt-ts/browser', 'bcrypt-nodejs', 'bcrypt-edge'],
  forms: [
    { member: 'hash', name: 'bcrypt.hash', kind: 'bcrypt', hashed: [0], costs: rounds },
    { member: 'hashSync', name: 'bcrypt.hashSync', kind: 'bcrypt', hashed: [0], costs: rounds },
    { member: 'genSalt', name: 'bcrypt.genSalt', kind: 'bcrypt', hashed: [], costs: salt },
    { member: 'genSaltSync', name: 'bcrypt.genSaltSync', kind: 'bcrypt', hashed: [], costs: salt },
    { member: 'compare', name: 'bcrypt.compare', kind: 'bcrypt', hashed: [0] },
    { member: 'compareSync', name: 'bcrypt.compareSync', kind: 'bcrypt', hashed: [0] },
  ],
} satisfies HashLibrary;
