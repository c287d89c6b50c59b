import type { SinkForm, SinkLibrary } from './types.ts';

const text = (name: string): SinkForm => ({ sink: 'shell', name, arguments: [0] });
const program = (name: string): readonly SinkForm[] => [
  { sink: 'shell', name: `${name} with a shell`, arguments: [0], list: 1, when: 'shell-option' },
  { sink: 'shell', name: `${name} of a shell`, arguments: [], list: 1, when: 'shell-command' },
];

export default {
  name: 'node:child_process',
  packages: ['child_process'],
  calls: {
    'child_process#exec': text('exec'),
    'child_process#execSync': text('execSync'),
    'child_process#spawn': program('spawn'),
    'child_process#spawnSync': program('spawnSync'),
    'child_process#execFile': program('execFile'),
    'child_process#execFileSync': program('execFileSync'),
  },
} as const satisfies SinkLibrary;
