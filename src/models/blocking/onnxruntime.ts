import type { BlockingLibrary, WorkForm } from './types.ts';

const SESSIONS = ['onnxruntime-node#InferenceSession.create()', 'new onnxruntime-node#InferenceSession'];

/** `run` gives a promise, but calls native code on the thread of the event loop and waits for it; what is built on it does so too. */
export default {
  name: 'onnxruntime',
  packages: ['onnxruntime-node', '@huggingface/transformers', '@xenova/transformers'],
  calls: [],
  work: [
    ...SESSIONS.map((symbol): WorkForm => ({ symbol, ends: ['run'], name: 'a model', place: 'loop' })),
    { symbol: '@huggingface/transformers#pipeline()', name: 'a model', place: 'loop' },
    { symbol: '@xenova/transformers#pipeline()', name: 'a model', place: 'loop' },
  ],
} satisfies BlockingLibrary;
