import type { BlockingExport, BlockingLibrary } from './types.ts';

/** Every function of the library and of node:fs it hands on gives a promise when it gets no callback. */
const NAMES = [
  'access', 'appendFile', 'chmod', 'chown', 'copy', 'copyFile', 'createFile', 'createLink', 'createSymlink', 'emptyDir', 'emptydir', 'ensureDir', 'ensureFile', 'ensureLink', 'ensureSymlink', 'link', 'lstat', 'mkdir', 'mkdirp', 'mkdirs', 'mkdtemp', 'move',
  'outputFile', 'outputJSON', 'outputJson', 'readFile', 'readJSON', 'readJson', 'readdir', 'readlink', 'realpath', 'remove', 'rename', 'rm', 'rmdir', 'stat', 'symlink', 'truncate', 'unlink', 'utimes', 'writeFile', 'writeJSON', 'writeJson',
];

const calls: readonly BlockingExport[] = [
  ...NAMES.map((name): BlockingExport => ({ member: `${name}Sync`, name: `fs.${name}Sync`, kind: 'file', instead: `fs.${name}`, promise: name })),
  { member: 'existsSync', name: 'fs.existsSync', kind: 'file', instead: 'fs.pathExists', promise: 'pathExists' },
  { member: 'pathExistsSync', name: 'fs.pathExistsSync', kind: 'file', instead: 'fs.pathExists', promise: 'pathExists' },
];

export default { name: 'fs-extra', packages: ['fs-extra'], calls } satisfies BlockingLibrary;
