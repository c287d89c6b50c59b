import { dirname } from 'node:path/posix';
import { memo } from '../core/memo.ts';
import type { Disk } from './disk.ts';
import { configurationReader, foldersUp, isWithin, PerRun } from './disk.ts';
import { Ignores } from './ignores.ts';

/** What the index needs of a package.json. */
export interface Manifest {
  readonly name: string | null;
  readonly type: 'module' | 'commonjs';
  readonly dependencies: ReadonlyMap<string, string>;
  /** Globs of workspace members; null where it is no workspace. */
  readonly workspaces: readonly string[] | null;
  readonly exports: unknown;
  readonly imports: unknown;
  /** Targets of the package itself, those of sources first. */
  readonly entries: readonly string[];
}

export interface WorkspacePackage {
  readonly folder: string;
  readonly manifest: Manifest;
}

const readManifest = configurationReader(parseManifest);
const readPnpm = configurationReader(parsePnpmWorkspace);
const MAX_FOLDERS = 5000;

export function manifestOf(disk: Disk, folder: string): Manifest | null {
  return readManifest(disk, `${folder}/package.json`);
}

/** Whether a package.json is a package's, rather than a mark such as `{"type":"module"}` on a folder. */
export function isPackage(manifest: Manifest | null): manifest is Manifest {
  return manifest !== null && (manifest.name !== null || manifest.dependencies.size > 0);
}

/**
 * The folder nothing outside of which is read: the workspace root around a folder, where the workspace's globs reach it;
 * else its package; else the folder itself. Repositories are not left.
 */
export function boundaryOf(disk: Disk, folder: string): string {
  return boundaries.get(folder, () => searchBoundary(disk, folder));
}

function searchBoundary(disk: Disk, folder: string): string {
  let nearest: string | null = null;
  for (const at of foldersUp(folder, null)) {
    // Folders around a project may be large: they are listed only where they hold a package.
    const isKnown = disk.stamp(`${at}/package.json`) !== null || disk.stamp(`${at}/pnpm-workspace.yaml`) !== null;
    const globs = isKnown ? workspaceGlobs(disk, at) : null;
    if (globs && (at === folder || reaches(globs, folder.slice(at === '/' ? 1 : at.length + 1)))) return at;
    if (nearest === null && isKnown && isPackage(manifestOf(disk, at))) nearest = at;
    if (disk.stamp(`${at}/.git`) !== null) break;
  }
  return nearest ?? folder;
}

/** Globs of a workspace's members if a folder is its root; null otherwise. */
function workspaceGlobs(disk: Disk, folder: string): readonly string[] | null {
  return readPnpm(disk, `${folder}/pnpm-workspace.yaml`) ?? manifestOf(disk, folder)?.workspaces ?? null;
}

const boundaries = new PerRun<string>();
const members = new PerRun<readonly string[]>();

/** The packages of the workspace that a folder is the root of, by name, installed or not. */
export function workspacePackages(disk: Disk, root: string): ReadonlyMap<string, WorkspacePackage> {
  const globs = workspaceGlobs(disk, root) ?? [];
  const folders = members.get([root, ...globs].join('\0'), () => memberFolders(disk, root, globs));
  const found = new Map<string, WorkspacePackage>();
  for (const folder of [root, ...folders]) {
    const manifest = manifestOf(disk, folder);
    if (manifest?.name) found.set(manifest.name, { folder, manifest });
  }
  return found;
}

function memberFolders(disk: Disk, root: string, globs: readonly string[]): readonly string[] {
  const ignores = new Ignores(disk, root);
  const found = new Set<string>();
  let visited = 0;
  const visit = (folder: string, segments: readonly string[]): void => {
    if (visited++ > MAX_FOLDERS) return;
    const [segment, ...rest] = segments;
    if (segment === undefined) {
      if (folder !== root && disk.isFile(`${folder}/package.json`)) found.add(folder);
      return;
    }
    if (segment === '**') visit(folder, rest);
    if (!segment.includes('*')) return visit(`${folder}/${segment}`, rest);
    const pattern = segmentPattern(segment);
    for (const [name, kind] of disk.entries(folder)) {
      const path = `${folder}/${name}`;
      if (kind === 'folder' && pattern.test(name) && !ignores.folder(path)) visit(path, segment === '**' ? segments : rest);
    }
  };
  for (const glob of globs) if (!glob.startsWith('!')) visit(root, segmentsOf(glob));
  const excluded = globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
  return [...found].filter((folder) => !reaches(excluded, folder.slice(root.length + 1))).sort();
}

function segmentsOf(glob: string): string[] {
  return glob.split('/').filter((segment) => segment !== '' && segment !== '.');
}

function segmentPattern(segment: string): RegExp {
  return new RegExp(`^${segment.replace(/[.+^${}()|[\]\\]/gu, '\\$&').replace(/\*+/gu, '.*')}$`, 'u');
}

/** Whether globs of folders name a folder or one around it. */
function reaches(globs: readonly string[], relative: string): boolean {
  const names = relative.split('/');
  const matches = (segments: readonly string[], from: number): boolean => {
    const [segment, ...rest] = segments;
    if (segment === undefined) return true;
    if (segment === '**') return matches(rest, from) || (from < names.length && matches(segments, from + 1));
    const name = names[from];
    return name !== undefined && segmentPattern(segment).test(name) && matches(rest, from + 1);
  };
  return globs.some((glob) => !glob.startsWith('!') && matches(segmentsOf(glob), 0));
}

/** The nearest workspace root around a folder; null where there is none inside the boundary. */
export const workspaceRootOf = onWayUp((disk, folder): string | null => (workspaceGlobs(disk, folder) === null ? null : folder));

/** The package a folder belongs to. */
export const packageAround = onWayUp((disk, folder): WorkspacePackage | null => {
  const manifest = manifestOf(disk, folder);
  return isPackage(manifest) ? { folder, manifest } : null;
});

/** The first answer on the way from a folder up to a boundary: found once for each folder, as what is seen of a disk stays. */
function onWayUp<T>(answer: (disk: Disk, folder: string) => T | null): (disk: Disk, folder: string, boundary: string) => T | null {
  const known: (disk: Disk) => Map<string, T | null> = memo(() => new Map());
  const search = (disk: Disk, folder: string, boundary: string): T | null => {
    if (!isWithin(boundary, folder)) return null;
    const found = known(disk);
    const key = `${boundary}\0${folder}`;
    let first = found.get(key);
    if (first === undefined) {
      const parent = dirname(folder);
      found.set(key, (first = answer(disk, folder) ?? (parent === folder ? null : search(disk, parent, boundary))));
    }
    return first;
  };
  return search;
}

function parseManifest(text: string): Manifest | null {
  const json = parseObject(text);
  if (!json) return null;
  const dependencies = new Map<string, string>();
  for (const kind of ['peerDependencies', 'optionalDependencies', 'devDependencies', 'dependencies']) {
    for (const [name, range] of Object.entries(record(json[kind]))) if (typeof range === 'string') dependencies.set(name, range);
  }
  const workspaces = Array.isArray(json['workspaces']) ? json['workspaces'] : record(json['workspaces'])['packages'];
  return {
    name: typeof json['name'] === 'string' ? json['name'] : null,
    type: json['type'] === 'module' ? 'module' : 'commonjs',
    dependencies,
    workspaces: Array.isArray(workspaces) ? workspaces.filter((glob) => typeof glob === 'string') : null,
    exports: json['exports'],
    imports: json['imports'],
    entries: ['source', 'module', 'main', 'types', 'typings'].map((key) => json[key]).filter((target) => typeof target === 'string'),
  };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/u, ''));
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** The `packages` of a pnpm-workspace.yaml: a list of plain or quoted strings, in a block or in brackets. */
export function parsePnpmWorkspace(text: string): readonly string[] | null {
  const lines = text.split(/\r?\n/u);
  const start = lines.findIndex((line) => /^packages\s*:/u.test(line));
  if (start === -1) return null;
  const inline = /^packages\s*:\s*\[([^\]]*)\]/u.exec(lines.slice(start).join(' '));
  if (inline?.[1] !== undefined) return inline[1].split(',').map(unquoted).filter((glob) => glob !== '');
  const found: string[] = [];
  for (const line of lines.slice(start + 1)) {
    if (/^\s*(?:#.*)?$/u.test(line)) continue;
    const item = /^\s*-\s+(.*)$/u.exec(line);
    if (item?.[1] === undefined) break;
    found.push(unquoted(item[1]));
  }
  return found;
}

function unquoted(text: string): string {
  const trimmed = text.trim();
  const quoted = /^(['"])(.*?)\1/u.exec(trimmed);
  return quoted?.[2] ?? trimmed.replace(/\s+#.*$/u, '');
}

