import type { BlockingExport, BlockingLibrary } from './types.ts';

const NAMES = ['brotliCompress', 'brotliDecompress', 'deflate', 'deflateRaw', 'gunzip', 'gzip', 'inflate', 'inflateRaw', 'unzip', 'zstdCompress', 'zstdDecompress'];

export default {
  name: 'node:zlib',
  packages: ['zlib'],
  calls: NAMES.map((name): BlockingExport => ({ member: `${name}Sync`, name: `zlib.${name}Sync`, kind: 'compression', instead: `zlib.${name}` })),
} satisfies BlockingLibrary;
