import type { BlockingLibrary } from './types.ts';

export default {
  name: 'cross-spawn',
  packages: ['cross-spawn'],
  calls: [{ member: 'sync', name: 'spawn.sync', kind: 'process', instead: 'spawn' }],
} satisfies BlockingLibrary;
