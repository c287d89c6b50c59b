import type { BlockingLibrary, WorkForm } from './types.ts';

const PACKAGES = ['@tensorflow/tfjs', '@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu'];
const MODELS = ['loadLayersModel()', 'loadGraphModel()', 'node.loadSavedModel()', 'sequential()'];
const ENDS = ['predict', 'predictOnBatch', 'execute', 'executeAsync', 'fit', 'fitDataset', 'evaluate'];

/** A model computes on the thread that calls it, in JavaScript or in native code. */
export default {
  name: 'tensorflow',
  packages: PACKAGES,
  calls: [],
  work: PACKAGES.flatMap((name) => [...MODELS.map((model) => `${name}#${model}`), `new ${name}#LayersModel`, `new ${name}#GraphModel`].map((symbol): WorkForm => ({ symbol, ends: ENDS, name: 'a model', place: 'loop' }))),
} satisfies BlockingLibrary;
