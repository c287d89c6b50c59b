import { readdirSync, readFileSync, statSync } from 'node:fs';
import { sep } from 'node:path';
import { dirname, join } from 'node:path/posix';
import { debug } from '../core/debug.ts';

/** Tells whether a path has changed: both numbers of `stat`. */
export interface Stamp {
  readonly mtime: number;
  readonly size: number;
  readonly directory: boolean;
}

export type EntryKind = 'file' | 'folder';

let stats = 0;

/** How many paths the disk was asked about since the process began. For tests that guard the cost. */
export function statCount(): number {
  return stats;
}

const listings = new Map<string, { readonly stamp: Stamp; readonly entries: ReadonlyMap<string, EntryKind> }>();

/** What is seen of the disk: every path is asked about once, and what was read before is kept while it is unchanged. */
export class Disk {
  readonly #stamps = new Map<string, Stamp | null>();
  readonly #folders = new Map<string, ReadonlyMap<string, EntryKind>>();

  /** Null where nothing is. */
  stamp(path: string): Stamp | null {
    let stamp = this.#stamps.get(path);
    if (stamp === undefined) {
      stamp = ask(path);
      this.#stamps.set(path, stamp);
    }
    return stamp;
  }

  /** Whether everything that was asked about is still as it was. */
  isUnchanged(): boolean {
    for (const [path, before] of this.#stamps) {
      const now = ask(path);
      if (before && now ? !isSame(before, now) : before !== now) return false;
    }
    return true;
  }

  /** Names in a folder; empty where there is none. */
  entries(folder: string): ReadonlyMap<string, EntryKind> {
    let entries = this.#folders.get(folder);
    if (!entries) {
      entries = list(folder, this.stamp(folder));
      this.#folders.set(folder, entries);
    }
    return entries;
  }

  isFile(path: string): boolean {
    return this.entries(dirname(path)).get(path.slice(path.lastIndexOf('/') + 1)) === 'file';
  }

  isFolder(path: string): boolean {
    return this.stamp(path)?.directory ?? false;
  }

  /** A text file up to a size in bytes; null where there is none, or what is there is binary. */
  read(path: string, maxBytes: number): string | null {
    const stamp = this.stamp(path);
    if (!stamp || stamp.directory) return null;
    if (stamp.size > maxBytes) {
      debug(() => `${path} is not read: ${stamp.size} bytes`);
      return null;
    }
    try {
      const text = readFileSync(path, 'utf8');
      return text.includes('\0') ? null : text;
    } catch {
      return null;
    }
  }
}

const MAX_CONFIGURATION = 1_000_000;

/** Makes a reader of small configuration files that reads one again only when it has changed. */
export function configurationReader<T>(parse: (text: string) => T): (disk: Disk, path: string) => T | null {
  const known = new Map<string, { readonly stamp: Stamp; readonly value: T | null }>();
  return (disk, path) => {
    if (!disk.isFile(path)) return null;
    const stamp = disk.stamp(path);
    if (!stamp) return null;
    const before = known.get(path);
    if (before && isSame(before.stamp, stamp)) return before.value;
    const text = disk.read(path, MAX_CONFIGURATION);
    const value = text === null ? null : parse(text);
    known.set(path, { stamp, value });
    return value;
  };
}

const PAUSE_MS = 2000;

/**
 * Answers that cost a walk of folders. One stays while questions follow each other within two seconds, so that all files of
 * a run see the same; after a pause, as in an editor, it is worked out again.
 */
export class PerRun<T> {
  readonly #known = new Map<string, { readonly value: T; at: number }>();

  get(key: string, answer: () => T): T {
    const now = performance.now();
    const before = this.#known.get(key);
    if (before && now - before.at < PAUSE_MS) {
      before.at = now;
      return before.value;
    }
    const value = answer();
    this.#known.set(key, { value, at: performance.now() });
    return value;
  }
}

export function isSame(before: Stamp, now: Stamp): boolean {
  return before.mtime === now.mtime && before.size === now.size;
}

/** A path with forward slashes, as all of the index has them. */
export function slashed(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}

/** Whether a path is a folder or stands below it. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** A folder and those around it, the nearest first, up to an outermost one or, with null, all of them. */
export function foldersUp(from: string, top: string | null): string[] {
  const found: string[] = [];
  for (let folder = from; top === null || isWithin(top, folder); folder = dirname(folder)) {
    found.push(folder);
    if (dirname(folder) === folder) break;
  }
  return found;
}

function ask(path: string): Stamp | null {
  stats++;
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found ? { mtime: found.mtimeMs, size: found.size, directory: found.isDirectory() } : null;
  } catch {
    return null;
  }
}

function list(folder: string, stamp: Stamp | null): ReadonlyMap<string, EntryKind> {
  if (!stamp?.directory) return new Map();
  const before = listings.get(folder);
  if (before && isSame(before.stamp, stamp)) return before.entries;
  const entries = new Map<string, EntryKind>();
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const isFolder = entry.isSymbolicLink() ? (ask(join(folder, entry.name))?.directory ?? null) : entry.isDirectory();
      if (isFolder !== null) entries.set(entry.name, isFolder ? 'folder' : 'file');
    }
  } catch {
    debug(() => `${folder} cannot be listed`);
  }
  listings.set(folder, { stamp, entries });
  return entries;
}
