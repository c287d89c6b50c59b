import type { BlockingLibrary, WorkForm } from './types.ts';

const PACKAGES = ['canvas', '@napi-rs/canvas'];

/** Drawing and encoding are synchronous; `encode` and `toBuffer` with a callback encode on a thread of the pool what was drawn before. */
export default {
  name: 'canvas',
  packages: PACKAGES,
  calls: [],
  work: PACKAGES.flatMap((name) => [`${name}#createCanvas()`, `new ${name}#Canvas`].map((symbol): WorkForm => ({ symbol, ends: ['toBuffer', 'toDataURL', 'encode', 'createPNGStream', 'createJPEGStream', 'createPDFStream'], name: 'canvas', place: 'loop' }))),
} satisfies BlockingLibrary;
