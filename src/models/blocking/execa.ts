import type { BlockingLibrary } from './types.ts';

/** The functions named after `sync` are those of versions before 6. */
export default {
  name: 'execa',
  packages: ['execa'],
  calls: [
    { member: 'execaSync', name: 'execaSync', kind: 'process', instead: 'execa' },
    { member: 'execaCommandSync', name: 'execaCommandSync', kind: 'process', instead: 'execaCommand' },
    { member: 'sync', name: 'execa.sync', kind: 'process', instead: 'execa' },
    { member: 'commandSync', name: 'execa.commandSync', kind: 'process', instead: 'execa.command', promise: 'command' },
  ],
} satisfies BlockingLibrary;
