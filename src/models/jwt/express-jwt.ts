import type { JwtLibrary, ReadForm } from './types.ts';

/** Since 6 the algorithms have to be said (CVE-2020-15084). */
const GUARD: ReadForm = { token: null, options: 0, safeSince: [6, 0, 0] };

export default {
  name: 'express-jwt',
  packages: ['express-jwt'],
  verifies: { 'express-jwt#default': GUARD, 'express-jwt#expressjwt': GUARD, 'express-jwt#expressJwt': GUARD },
} satisfies JwtLibrary;
