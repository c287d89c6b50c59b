import type { HashForm, HashLibrary } from './types.ts';

const DIGESTS = ['MD5', 'SHA1', 'SHA224', 'SHA256', 'SHA384', 'SHA512', 'SHA3', 'RIPEMD160'];
const forms: readonly HashForm[] = DIGESTS.flatMap((name): HashForm[] => [
  { member: name, name: name.replace(/^SHA(?=\d)/u, 'SHA-'), kind: 'fast', hashed: [0] },
  { member: `Hmac${name}`, name: `HMAC-${name}`, kind: 'fast', keyed: true, hashed: [0, 1] },
]);

export default { name: 'crypto-js', packages: ['crypto-js'], forms } satisfies HashLibrary;
