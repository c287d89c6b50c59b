import type { BlockingExport, BlockingLibrary, WorkForm } from './types.ts';

const NAMES = ['brotliCompress', 'brotliDecompress', 'deflate', 'deflateRaw', 'gunzip', 'gzip', 'inflate', 'inflateRaw', 'unzip', 'zstdCompress', 'zstdDecompress'];

export default {
  name: 'node:zlib',
  packages: ['zlib'],
  calls: NAMES.map((name): BlockingExport => ({ member: `${name}Sync`, name: `zlib.${name}Sync`, kind: 'compression', instead: `zlib.${name}` })),
  // To unpack costs a fraction of that.
  work: NAMES.filter((name) => /compress$|deflate|^gzip$/iu.test(name)).map((name): WorkForm => ({ symbol: `zlib#${name}`, name: `zlib.${name}`, place: 'pool', of: 'file' })),
} satisfies BlockingLibrary;
