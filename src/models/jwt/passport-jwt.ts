import type { JwtLibrary } from './types.ts';

/** Hands its options to jsonwebtoken, which takes the algorithms from the key where none are said. */
export default {
  name: 'passport-jwt',
  packages: ['passport-jwt'],
  verifies: { 'new passport-jwt#Strategy': { token: null, options: 0 } },
} satisfies JwtLibrary;
