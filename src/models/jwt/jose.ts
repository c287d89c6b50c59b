import type { JwtLibrary } from './types.ts';

export default {
  name: 'jose',
  packages: ['jose'],
  builders: {
    'jose#SignJWT': { payload: 0, ends: ['sign'], expiry: 'setExpirationTime', readable: true },
    'jose#EncryptJWT': { payload: 0, ends: ['encrypt'], expiry: 'setExpirationTime', readable: false },
    'jose#UnsecuredJWT': { payload: 0, ends: ['encode'], expiry: 'setExpirationTime', readable: true, unsigned: true },
  },
  verifies: { 'jose#jwtVerify': { token: 0, options: 2 }, 'jose#jwtDecrypt': { token: 0 }, 'jose#compactVerify': { token: 0 } },
  decodes: { 'jose#decodeJwt': { token: 0 }, 'jose#UnsecuredJWT.decode': { token: 0 } },
} satisfies JwtLibrary;
