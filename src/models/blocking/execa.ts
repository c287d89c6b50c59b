import type { BlockingLibrary } from './types.ts';

export default {
  name: 'execa',
  packages: ['execa'],
  calls: [
    { member: 'execaSync', name: 'execaSync', kind: 'process', instead: 'execa' },
    { member: 'execaCommandSync', name: 'execaCommandSync', kind: 'process', instead: 'execaCommand' },
    { member: 'sync', name: 'execa.sync', kind: 'process', instead: 'execa' },
    { member: 'execa.sync', name: 'execa.sync', kind: 'process', instead: 'execa' },
    { member: 'commandSync', name: 'execa.commandSync', kind: 'process', instead: 'execa.command', promise: 'command' },
  ],
} satisfies BlockingLibrary;
