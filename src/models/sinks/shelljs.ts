import type { SinkLibrary } from './types.ts';

export default {
  name: 'shelljs',
  packages: ['shelljs'],
  calls: {
    'shelljs#exec': { sink: 'shell', name: 'shelljs.exec', arguments: [0] },
    'shelljs#default.exec': { sink: 'shell', name: 'shelljs.exec', arguments: [0] },
  },
} as const satisfies SinkLibrary;
