import type { Configuration, JwtLibrary, SignForm } from './types.ts';

const configured: readonly Configuration[] = ['default', 'fastifyJwt'].map((name) => ({ symbol: `@fastify/jwt#${name}`, plugin: true, options: 1, path: ['sign'] }));
const SIGN: SignForm = { payload: 0, options: 1, nested: 'sign', expiresIn: 'seconds', configured };

export default {
  name: '@fastify/jwt',
  packages: ['@fastify/jwt'],
  decorates: {
    of: 'fastify#',
    signs: { 'jwt.sign': SIGN, jwtSign: SIGN },
    verifies: { 'jwt.verify': { token: 0, options: 1 }, jwtVerify: { token: null, options: 0 } },
    decodes: { 'jwt.decode': { token: 0 }, jwtDecode: { token: null } },
  },
} satisfies JwtLibrary;
