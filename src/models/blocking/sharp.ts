import type { BlockingLibrary } from './types.ts';

const ENDS = ['toBuffer', 'toFile', 'pipe'];

/**
 * It decodes, resizes and encodes on threads of libuv's pool, and libvips takes more of its own
 * (https://sharp.pixelplumbing.com/performance). Reading the header of a picture, as `metadata` does, is cheap.
 */
export default {
  name: 'sharp',
  packages: ['sharp'],
  calls: [],
  work: [
    { symbol: 'sharp#default()', ends: ENDS, isPipe: true, name: 'sharp', place: 'pool' },
    { symbol: 'new sharp#Sharp', ends: ENDS, isPipe: true, name: 'sharp', place: 'pool' },
  ],
} satisfies BlockingLibrary;
