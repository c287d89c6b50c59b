import type { SourceFile } from '../ast/source-file.ts';
import type { Disk, Stamp } from './disk.ts';
import { isSame } from './disk.ts';
import type { HostParser } from './parse.ts';
import { parseText, withoutMark } from './parse.ts';

interface Tree {
  readonly stamp: Stamp;
  readonly file: SourceFile | null;
}

/** Source text whose trees are kept, in bytes. A tree takes some thirty times its text. */
const MAX_KEPT = 6_000_000;
const MIN_WEIGHT = 1_000;
const trees = new Map<string, Tree>();
let held = 0;

/** A file of the disk, parsed at most once while it is unchanged and among those used last; null when it cannot be. */
export function parsedFile(disk: Disk, path: string, maxBytes: number, host: HostParser | null): SourceFile | null {
  return kept(disk, path, maxBytes, () => read(disk, path, maxBytes, host));
}

/**
 * A file that ESLint has parsed: the one that is kept, else the file over ESLint's own tree, which is kept from now on, so that it is not
 * parsed once more. Null where the disk holds another text.
 */
export function lintedFile(disk: Disk, linted: SourceFile, maxBytes: number): SourceFile | null {
  const { path, text } = linted;
  const file = kept(disk, path, maxBytes, () => (withoutMark(disk.read(path, maxBytes)) === text ? linted : undefined));
  return file?.text === text ? file : null;
}

/** `make` gives undefined for what is not to be kept. */
function kept(disk: Disk, path: string, maxBytes: number, make: () => SourceFile | null | undefined): SourceFile | null {
  const stamp = disk.stamp(path);
  if (!stamp || stamp.directory || stamp.size > maxBytes) return null;
  const before = trees.get(path);
  if (before) forget(path, before);
  const file = before && isSame(before.stamp, stamp) ? before.file : make();
  if (file === undefined) return null;
  const tree = { stamp, file };
  trees.set(path, tree);
  held += weight(tree);
  for (const [oldest, old] of trees) {
    if (held <= MAX_KEPT || oldest === path) break;
    forget(oldest, old);
  }
  return tree.file;
}

function read(disk: Disk, path: string, maxBytes: number, host: HostParser | null): SourceFile | null {
  const text = disk.read(path, maxBytes);
  return text === null ? null : parseText(path, text, { host });
}

function forget(path: string, tree: Tree): void {
  trees.delete(path);
  held -= weight(tree);
}

function weight(tree: Tree): number {
  return tree.file ? Math.max(tree.stamp.size, MIN_WEIGHT) : MIN_WEIGHT;
}
