import type { HashForm, HashLibrary } from './types.ts';

function plain(member: string, name: string): HashForm {
  return { member, name, kind: 'fast', hashed: [0] };
}

const SHA: readonly HashForm[] = ['sha1', 'sha224', 'sha256', 'sha384', 'sha512'].map((member) => plain(member, member.replace('sha', 'SHA-')));

/** Packages whose functions are digests by their names, for callers that have no use for an adapter of each. */
export default {
  name: 'digests',
  packages: ['js-sha1', 'js-sha256', 'js-sha512', 'hash-wasm', '@oslojs/crypto/sha1', '@oslojs/crypto/sha2', '@noble/hashes/sha1', '@noble/hashes/sha2', '@noble/hashes/sha2.js', '@noble/hashes/sha256', '@noble/hashes/sha512', '@noble/hashes/legacy', '@noble/hashes/legacy.js'],
  forms: [...SHA, plain('md5', 'MD5')],
} satisfies HashLibrary;
