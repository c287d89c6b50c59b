import type { BlockingLibrary } from './types.ts';

export default {
  name: 'Atomics',
  packages: ['global'],
  calls: [{ member: 'Atomics.wait', name: 'Atomics.wait', kind: 'wait', instead: 'Atomics.waitAsync' }],
} satisfies BlockingLibrary;
