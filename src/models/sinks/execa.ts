import type { SinkForm, SinkLibrary } from './types.ts';

const program = (name: string): readonly SinkForm[] => [
  { sink: 'shell', name: `${name} with a shell`, arguments: [0], list: 1, when: 'shell-option' },
  { sink: 'shell', name: `${name} of a shell`, arguments: [], list: 1, when: 'shell-command' },
];

/** `execaCommand` splits its text into a program and arguments without a shell: only with the option is it one. Templates are safe. */
export default {
  name: 'execa',
  packages: ['execa', 'cross-spawn', 'tinyexec', 'nano-spawn'],
  calls: {
    'execa#execa': program('execa'),
    'execa#default': program('execa'),
    'execa#execaSync': program('execaSync'),
    'execa#execaCommand': { sink: 'shell', name: 'execaCommand with a shell', arguments: [0], when: 'shell-option' },
    'execa#execaCommandSync': { sink: 'shell', name: 'execaCommandSync with a shell', arguments: [0], when: 'shell-option' },
    'execa#command': { sink: 'shell', name: 'execa.command with a shell', arguments: [0], when: 'shell-option' },
    'cross-spawn#default': program('spawn'),
    'cross-spawn#spawn': program('spawn'),
    'cross-spawn#sync': program('spawn.sync'),
    'nano-spawn#default': program('spawn'),
  },
} as const satisfies SinkLibrary;
