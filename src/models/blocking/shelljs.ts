import type { BlockingExport, BlockingLibrary } from './types.ts';

/** Every command of the library waits, `exec` without `{ async: true }` included. */
const FILE_COMMANDS = ['cat', 'chmod', 'cp', 'find', 'grep', 'head', 'ln', 'ls', 'mkdir', 'mv', 'rm', 'sed', 'sort', 'tail', 'test', 'touch', 'uniq', 'which'];

export default {
  name: 'shelljs',
  packages: ['shelljs'],
  calls: [
    { member: 'exec', name: 'shell.exec', kind: 'process', instead: 'child_process.exec', unlessAsync: true },
    { member: 'cmd', name: 'shell.cmd', kind: 'process', instead: 'child_process.execFile' },
    ...FILE_COMMANDS.map((member): BlockingExport => ({ member, name: `shell.${member}`, kind: 'file', instead: 'fs.promises' })),
  ],
} satisfies BlockingLibrary;
