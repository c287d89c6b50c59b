/**
 * The least costs of password hashes, from the OWASP Password Storage Cheat Sheet
 * (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html). Rows of one hash are equals.
 */
export const BCRYPT_LEAST = 10;

/** Memory in KiB, and passes. */
export const ARGON2_LEAST = [
  { memory: 47_104, passes: 1 },
  { memory: 19_456, passes: 2 },
  { memory: 12_288, passes: 3 },
  { memory: 9216, passes: 4 },
  { memory: 7168, passes: 5 },
] as const;

export const SCRYPT_LEAST = [
  { cost: 2 ** 17, blockSize: 8, parallelism: 1 },
  { cost: 2 ** 16, blockSize: 8, parallelism: 2 },
  { cost: 2 ** 15, blockSize: 8, parallelism: 3 },
  { cost: 2 ** 14, blockSize: 8, parallelism: 5 },
  { cost: 2 ** 13, blockSize: 8, parallelism: 10 },
] as const;

/** Iterations by digest. */
export const PBKDF2_LEAST: Readonly<Record<string, number>> = { sha1: 1_300_000, sha256: 600_000, sha512: 210_000 };
