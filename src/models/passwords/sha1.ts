import type { HashLibrary } from './types.ts';

export default { name: 'sha1', packages: ['sha1'], forms: [{ member: 'default', name: 'SHA-1', kind: 'fast', hashed: [0] }] } satisfies HashLibrary;
