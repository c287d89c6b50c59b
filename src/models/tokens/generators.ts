import type { RandomForm } from './types.ts';

const BYTES = { is: 'random', bits: 8, size: { argument: 0, fallback: null } } as const;
const LETTERS = { is: 'random', bits: 6, size: { argument: 0, fallback: 21 } } as const;
/** 122 random bits, which the specification of UUIDs fixes (RFC 9562, section 5.4): nobody can ask for more. */
const UUID = { is: 'random', bits: 128, size: { argument: Number.MAX_SAFE_INTEGER, fallback: 1 } } as const;

/** What makes random values, by symbol, and what passes for it. */
export const GENERATORS: readonly RandomForm[] = [
  { symbol: 'global#Math.random', name: 'Math.random()', is: 'weak' },
  { symbol: 'lodash#random', name: 'lodash.random()', is: 'weak' },
  { symbol: 'lodash-es#random', name: 'lodash.random()', is: 'weak' },
  { symbol: 'nanoid/non-secure#nanoid', name: 'nanoid/non-secure', is: 'weak' },
  { symbol: 'nanoid/non-secure#customAlphabet()', name: 'nanoid/non-secure', is: 'weak' },
  { symbol: 'uid#uid', name: 'uid()', is: 'weak' },
  { symbol: 'cuid#default', name: 'cuid()', is: 'weak' },
  { symbol: 'uniqid#default', name: 'uniqid()', is: 'time' },
  { symbol: 'global#Date.now', name: 'Date.now()', is: 'time' },
  { symbol: 'global#performance.now', name: 'performance.now()', is: 'time' },
  { symbol: 'uuid#v1', name: 'A version 1 UUID', is: 'time' },
  { symbol: 'uuid#v6', name: 'A version 6 UUID', is: 'time' },
  { symbol: 'uuid/v1#default', name: 'A version 1 UUID', is: 'time' },
  { symbol: 'crypto#randomBytes', name: 'crypto.randomBytes', ...BYTES },
  { symbol: 'crypto#pseudoRandomBytes', name: 'crypto.pseudoRandomBytes', ...BYTES },
  { symbol: 'nanoid#nanoid', name: 'nanoid', ...LETTERS },
  { symbol: 'nanoid#default', name: 'nanoid', ...LETTERS },
  { symbol: 'nanoid/async#nanoid', name: 'nanoid', ...LETTERS },
  { symbol: 'nanoid#customAlphabet()', name: 'customAlphabet', is: 'random', bits: null, alphabet: 0, size: { argument: 0, fallback: null } },
  { symbol: 'uid-safe#sync', name: 'uid', ...BYTES },
  { symbol: 'uid/secure#uid', name: 'uid', is: 'random', bits: 4, size: { argument: 0, fallback: 11 } },
  { symbol: 'crypto#randomUUID', name: 'crypto.randomUUID', ...UUID },
  { symbol: 'global#crypto.randomUUID', name: 'crypto.randomUUID', ...UUID },
  { symbol: 'uuid#v4', name: 'uuid', ...UUID },
  { symbol: 'uuid/v4#default', name: 'uuid', ...UUID },
];

/** Below this a token can be tried out or met by chance: what 21 letters of nanoid hold, and a little more than a UUID. */
export const LEAST_BITS = 126;
