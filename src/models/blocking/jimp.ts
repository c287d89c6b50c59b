import type { BlockingLibrary } from './types.ts';

/** Decoders and filters in JavaScript. The first form is that of versions before 1. */
export default {
  name: 'jimp',
  packages: ['jimp'],
  calls: [],
  work: [
    { symbol: 'jimp#read', name: 'Jimp.read', place: 'loop' },
    { symbol: 'jimp#Jimp.read', name: 'Jimp.read', place: 'loop' },
  ],
} satisfies BlockingLibrary;
