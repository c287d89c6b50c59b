import type { HashLibrary } from './types.ts';

const rounds = [{ of: 'cost', argument: 1, fallback: 12 }] as const;
const salt = [{ of: 'cost', argument: 0, fallback: 10 }] as const;

export default {
  name: '@node-rs/bcrypt',
  packages: ['@node-rs/bcrypt'],
  forms: [
    { member: 'hash', name: 'bcrypt.hash', kind: 'bcrypt', hashed: [0], costs: rounds },
    { member: 'hashSync', name: 'bcrypt.hashSync', kind: 'bcrypt', hashed: [0], costs: rounds },
    { member: 'genSalt', name: 'bcrypt.genSalt', kind: 'bcrypt', hashed: [], costs: salt },
    { member: 'genSaltSync', name: 'bcrypt.genSaltSync', kind: 'bcrypt', hashed: [], costs: salt },
    { member: 'compare', name: 'bcrypt.compare', kind: 'bcrypt', hashed: [0] },
    { member: 'compareSync', name: 'bcrypt.compareSync', kind: 'bcrypt', hashed: [0] },
    { member: 'verify', name: 'bcrypt.verify', kind: 'bcrypt', hashed: [0] },
    { member: 'verifySync', name: 'bcrypt.verifySync', kind: 'bcrypt', hashed: [0] },
  ],
} satisfies HashLibrary;
