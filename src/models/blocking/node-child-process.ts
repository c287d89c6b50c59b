import type { BlockingLibrary } from './types.ts';

export default {
  name: 'node:child_process',
  packages: ['child_process'],
  calls: [
    { member: 'execSync', name: 'execSync', kind: 'process', instead: 'exec' },
    { member: 'execFileSync', name: 'execFileSync', kind: 'process', instead: 'execFile' },
    { member: 'spawnSync', name: 'spawnSync', kind: 'process', instead: 'spawn' },
  ],
} satisfies BlockingLibrary;
