import type { SinkForm, SinkLibrary } from './types.ts';

/**
 * Functions whose first argument names a file that they read, write or remove; and those whose second does too. What only
 * asks whether a file is there (`stat`, `access`, `exists`, `realpath`) is often the check itself.
 */
const ONE = ['appendFile', 'chmod', 'chown', 'createReadStream', 'createWriteStream', 'mkdir', 'open', 'openAsBlob', 'opendir', 'readdir', 'readFile', 'readlink', 'rm', 'rmdir', 'truncate', 'unlink', 'writeFile'];
const TWO = ['copyFile', 'cp', 'link', 'rename', 'symlink'];
const EXTRA_ONE = ['outputFile', 'outputJson', 'outputJSON', 'readJson', 'readJSON', 'writeJson', 'writeJSON', 'remove', 'ensureDir', 'ensureFile', 'emptyDir', 'mkdirp', 'mkdirs'];
const EXTRA_TWO = ['copy', 'move'];

const NODE = ['fs', 'fs/promises', 'fs-extra', 'graceful-fs', 'mz/fs'];
const EXTRA = ['fs-extra', 'fs-extra/esm'];

function forms(packages: readonly string[], names: readonly string[], places: readonly number[]): (readonly [string, SinkForm])[] {
  return packages.flatMap((from) =>
    names.flatMap((name) => [name, `${name}Sync`, `promises.${name}`].map((member) => [`${from}#${member}`, { sink: 'file', name: `fs.${member}`, arguments: places }] as const)),
  );
}

export default {
  name: 'node:fs',
  packages: [...NODE, 'fs-extra/esm'],
  calls: Object.fromEntries([...forms(NODE, ONE, [0]), ...forms(NODE, TWO, [0, 1]), ...forms(EXTRA, EXTRA_ONE, [0]), ...forms(EXTRA, EXTRA_TWO, [0, 1])]),
} satisfies SinkLibrary;
