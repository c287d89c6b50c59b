import type { HashLibrary } from './types.ts';

const costs = [
  { of: 'memory', argument: 1, properties: ['memoryCost'], fallback: 19_456 },
  { of: 'passes', argument: 1, properties: ['timeCost'], fallback: 2 },
  { of: 'variant', argument: 1, properties: ['algorithm'], fallback: 'argon2id' },
] as const;

export default {
  name: '@node-rs/argon2',
  packages: ['@node-rs/argon2'],
  forms: [
    { member: 'hash', name: 'argon2.hash', kind: 'argon2', hashed: [0], costs },
    { member: 'hashSync', name: 'argon2.hashSync', kind: 'argon2', hashed: [0], costs },
    { member: 'verify', name: 'argon2.verify', kind: 'argon2', hashed: [1] },
    { member: 'verifySync', name: 'argon2.verifySync', kind: 'argon2', hashed: [1] },
  ],
} satisfies HashLibrary;
