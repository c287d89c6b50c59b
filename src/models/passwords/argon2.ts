import type { HashLibrary } from './types.ts';

/** Defaults of the package since its version 0.17: Argon2id, 64 MiB, three passes. */
export default {
  name: 'argon2',
  packages: ['argon2'],
  forms: [
    {
      member: 'hash',
      name: 'argon2.hash',
      kind: 'argon2',
      hashed: [0],
      costs: [
        { of: 'memory', argument: 1, properties: ['memoryCost'], fallback: 65_536 },
        { of: 'passes', argument: 1, properties: ['timeCost'], fallback: 3 },
        { of: 'variant', argument: 1, properties: ['type'], fallback: 'argon2id' },
      ],
    },
    { member: 'verify', name: 'argon2.verify', kind: 'argon2', hashed: [1] },
  ],
} satisfies HashLibrary;
