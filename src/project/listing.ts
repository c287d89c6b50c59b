import type { Disk } from './disk.ts';
import { PerRun } from './disk.ts';
import type { Ignores } from './ignores.ts';
import { isCode } from './parse.ts';
import { isPackage, manifestOf } from './workspace.ts';

/** Files beside code that say something about a backend: schema and query files. */
const OTHER = /\.(?:sql|prisma|graphql|gql)$/u;
const MAX_FILES = 20_000;
const MAX_DEPTH = 30;

const listings = new PerRun<readonly string[]>();

/** Source files of a package, sorted. A folder is walked once for a run. */
export function listedFiles(disk: Disk, ignores: Ignores, folder: string): readonly string[] {
  return listings.get(folder, () => walk(disk, ignores, folder));
}

function walk(disk: Disk, ignores: Ignores, top: string): readonly string[] {
  const found: string[] = [];
  const visit = (folder: string, depth: number): void => {
    for (const [name, kind] of disk.entries(folder)) {
      if (found.length >= MAX_FILES) return;
      const path = `${folder}/${name}`;
      if (kind === 'file') {
        if ((isCode(path) || OTHER.test(name)) && !ignores.file(path)) found.push(path);
      } else if (depth < MAX_DEPTH && !ignores.folder(path) && !isPackage(manifestOf(disk, path))) visit(path, depth + 1);
    }
  };
  if (!ignores.folder(top)) visit(top, 0);
  return found.sort();
}

/** A folder, and every package below it that is not ignored. */
export function packagesBelow(disk: Disk, ignores: Ignores, top: string): readonly string[] {
  const found = [top];
  const visit = (folder: string, depth: number): void => {
    for (const [name, kind] of disk.entries(folder)) {
      const path = `${folder}/${name}`;
      if (kind === 'file' || found.length >= MAX_FILES || ignores.folder(path)) continue;
      if (isPackage(manifestOf(disk, path))) found.push(path);
      if (depth < MAX_DEPTH) visit(path, depth + 1);
    }
  };
  visit(top, 0);
  return found;
}
