import nodeFs from './node-fs.ts';
import type { BlockingExport, BlockingLibrary } from './types.ts';

/** Functions of the library, and of node:fs as it wraps them, that give a promise when they get no callback. */
const NAMES = [
  'access', 'appendFile', 'chmod', 'chown', 'copy', 'copyFile', 'createFile', 'createLink', 'createSymlink', 'emptyDir', 'emptydir', 'ensureDir', 'ensureFile', 'ensureLink', 'ensureSymlink', 'lchown', 'link', 'lstat', 'mkdir', 'mkdirp', 'mkdirs', 'mkdtemp',
  'move', 'opendir', 'outputFile', 'outputJSON', 'outputJson', 'readFile', 'readJSON', 'readJson', 'readdir', 'readlink', 'realpath', 'remove', 'rename', 'rm', 'rmdir', 'stat', 'symlink', 'truncate', 'unlink', 'utimes', 'writeFile', 'writeJSON', 'writeJson',
];

const own: readonly BlockingExport[] = [
  ...NAMES.map((name): BlockingExport => ({ member: `${name}Sync`, name: `fs.${name}Sync`, kind: 'file', instead: `fs.${name}`, promise: name })),
  { member: 'existsSync', name: 'fs.existsSync', kind: 'file', instead: 'fs.pathExists', promise: 'pathExists' },
  { member: 'pathExistsSync', name: 'fs.pathExistsSync', kind: 'file', instead: 'fs.pathExists', promise: 'pathExists' },
];

/** It hands on all of node:fs; below `/esm` stands what it adds. */
export default {
  name: 'fs-extra',
  packages: ['fs-extra', 'fs-extra/esm'],
  calls: [...own, ...nodeFs.calls.filter(({ member }) => own.every((call) => call.member !== member))],
} satisfies BlockingLibrary;
