import type { BlockingExport, BlockingLibrary } from './types.ts';

/** Functions whose promise takes the same arguments and gives the same. */
const SAME = ['access', 'appendFile', 'chmod', 'chown', 'copyFile', 'cp', 'lchown', 'link', 'lstat', 'lutimes', 'mkdir', 'mkdtemp', 'opendir', 'readFile', 'readdir', 'readlink', 'realpath', 'rename', 'rm', 'rmdir', 'stat', 'statfs', 'symlink', 'truncate', 'unlink', 'utimes', 'writeFile'];
/** Functions on file descriptors, which the promise form replaces by a FileHandle. */
const DESCRIPTOR = ['close', 'fchmod', 'fchown', 'fdatasync', 'fstat', 'fsync', 'ftruncate', 'futimes', 'open', 'read', 'readv', 'write', 'writev'];

const calls: readonly BlockingExport[] = [
  ...SAME.map((name): BlockingExport => ({ member: `${name}Sync`, name: `fs.${name}Sync`, kind: 'file', instead: `fs.promises.${name}`, promise: `promises.${name}` })),
  ...DESCRIPTOR.map((name): BlockingExport => ({ member: `${name}Sync`, name: `fs.${name}Sync`, kind: 'file', instead: `fs.promises.open` })),
  { member: 'existsSync', name: 'fs.existsSync', kind: 'file', instead: 'fs.promises.access' },
  { member: 'globSync', name: 'fs.globSync', kind: 'file', instead: 'fs.promises.glob' },
  { member: 'realpathSync.native', name: 'fs.realpathSync.native', kind: 'file', instead: 'fs.promises.realpath' },
];

export default { name: 'node:fs', packages: ['fs', 'graceful-fs'], calls } satisfies BlockingLibrary;
