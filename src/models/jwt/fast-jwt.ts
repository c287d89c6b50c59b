import type { JwtLibrary } from './types.ts';

export default {
  name: 'fast-jwt',
  packages: ['fast-jwt'],
  signs: { 'fast-jwt#createSigner()': { payload: 0, options: 0, made: true, expiresIn: 'milliseconds' } },
  verifies: { 'fast-jwt#createVerifier()': { token: 0 } },
  decodes: { 'fast-jwt#createDecoder()': { token: 0 } },
} satisfies JwtLibrary;
