import type { JwtLibrary } from './types.ts';

/** Since 4.2.2 the algorithms follow from the key where none are said (CVE-2015-9235); before, the token chose. */
export default {
  name: 'jsonwebtoken',
  packages: ['jsonwebtoken'],
  signs: { 'jsonwebtoken#sign': { payload: 0, secret: 1, options: 2, expiresIn: 'seconds' } },
  verifies: { 'jsonwebtoken#verify': { token: 0, options: 2, safeSince: [4, 2, 2] } },
  decodes: { 'jsonwebtoken#decode': { token: 0 } },
} satisfies JwtLibrary;
