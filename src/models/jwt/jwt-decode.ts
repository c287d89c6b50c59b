import type { JwtLibrary } from './types.ts';

export default {
  name: 'jwt-decode',
  packages: ['jwt-decode'],
  decodes: { 'jwt-decode#default': { token: 0 }, 'jwt-decode#jwtDecode': { token: 0 } },
} satisfies JwtLibrary;
