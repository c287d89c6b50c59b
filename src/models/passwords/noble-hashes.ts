import type { HashForm, HashLibrary } from './types.ts';

function scrypt(member: string): HashForm {
  return {
    member,
    name: member,
    kind: 'scrypt',
    hashed: [0],
    costs: [
      { of: 'cost', argument: 2, properties: ['N'], fallback: null },
      { of: 'blockSize', argument: 2, properties: ['r'], fallback: null },
      { of: 'parallelism', argument: 2, properties: ['p'], fallback: null },
    ],
  };
}

function argon2(variant: string, member: string): HashForm {
  return {
    member,
    name: member,
    kind: 'argon2',
    hashed: [0],
    costs: [
      { of: 'memory', argument: 2, properties: ['m'], fallback: null },
      { of: 'passes', argument: 2, properties: ['t'], fallback: null },
      { of: 'variant', argument: 2, properties: [], fallback: variant },
    ],
  };
}

export default {
  name: '@noble/hashes',
  packages: ['@noble/hashes/scrypt', '@noble/hashes/scrypt.js', '@noble/hashes/argon2', '@noble/hashes/argon2.js'],
  forms: [scrypt('scrypt'), scrypt('scryptAsync'), ...['argon2id', 'argon2i', 'argon2d'].flatMap((variant) => [argon2(variant, variant), argon2(variant, `${variant}Async`)])],
} satisfies HashLibrary;
