import { isBuiltin } from 'node:module';
import { lstatSync, realpathSync } from 'node:fs';
import { dirname, extname, join } from 'node:path/posix';
import { debug } from '../core/debug.ts';
import type { Disk } from './disk.ts';
import { foldersUp, isWithin, slashed } from './disk.ts';
import type { Ignores } from './ignores.ts';
import type { PathMapping } from './tsconfig.ts';
import { pathMappingOf } from './tsconfig.ts';
import type { Manifest, WorkspacePackage } from './workspace.ts';
import { packageAround, workspacePackages, workspaceRootOf } from './workspace.ts';

/** Where a specifier leads: a file of the project; the project, but no file that can be read; or elsewhere. */
export type Resolution = { readonly kind: 'file'; readonly path: string } | { readonly kind: 'unreadable' } | { readonly kind: 'elsewhere' };

const ELSEWHERE: Resolution = { kind: 'elsewhere' };
const UNREADABLE: Resolution = { kind: 'unreadable' };

/** What may be left out of a specifier, and what a written extension stands for before it is compiled. */
const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.d.ts'];
const SOURCES: Readonly<Record<string, readonly string[]>> = { '.js': ['.ts', '.tsx'], '.jsx': ['.tsx'], '.mjs': ['.mts', '.ts'], '.cjs': ['.cts', '.ts'] };
/** Conditions of `exports` in the order of their worth to a reader of sources. */
const CONDITIONS = ['source', 'development', 'bun', 'import', 'module', 'node', 'require', 'default', 'types'];

let resolves = 0;

/** How many specifiers were looked up since the process began. For tests that guard the cost. */
export function resolveCount(): number {
  return resolves;
}

/**
 * Finds the project's file behind a specifier: relative, by tsconfig paths, package `imports`, workspace packages (before
 * an install too, and from sources where the output is not built), links in node_modules that stay inside the boundary.
 */
export class Resolver {
  readonly #disk: Disk;
  readonly #boundary: string;
  readonly #ignores: Ignores;
  /** By the importing folder, then by specifier. */
  readonly #known = new Map<string, Map<string, Resolution>>();
  readonly #mappings = new Map<string, PathMapping | null>();
  readonly #workspaces = new Map<string, ReadonlyMap<string, WorkspacePackage>>();
  readonly #links = new Map<string, string | null>();

  constructor(disk: Disk, boundary: string, ignores: Ignores) {
    this.#disk = disk;
    this.#boundary = boundary;
    this.#ignores = ignores;
  }

  resolve(from: string, specifier: string): Resolution {
    const folder = dirname(from);
    let inFolder = this.#known.get(folder);
    if (!inFolder) this.#known.set(folder, (inFolder = new Map()));
    let found = inFolder.get(specifier);
    if (!found) {
      resolves++;
      found = this.#resolve(folder, specifier);
      inFolder.set(specifier, found);
      if (found.kind === 'unreadable') debug(() => `${specifier} of ${from} is the project's, but no file of it can be read`);
    }
    return found;
  }

  #resolve(folder: string, specifier: string): Resolution {
    if (specifier === '' || specifier.includes('?') || isBuiltin(specifier) || /^[a-z][a-z+.-]+:/u.test(specifier)) return ELSEWHERE;
    if (/^\.{1,2}(?:\/|$)/u.test(specifier)) return this.#readable(this.#file(join(folder, specifier), specifier.endsWith('/')));
    if (specifier.startsWith('/')) return isWithin(this.#boundary, specifier) ? this.#readable(this.#file(specifier)) : UNREADABLE;
    const mapped = this.#mapped(folder, specifier);
    if (mapped.kind === 'file') return mapped;
    if (specifier.startsWith('#')) return this.#readable(this.#ofImports(folder, specifier));
    if (/^[@~]\//u.test(specifier)) return this.#readable(this.#byConvention(folder, specifier.slice(2)));
    const inside = this.#ofPackage(folder, specifier);
    return inside ?? mapped;
  }

  #readable(path: string | null): Resolution {
    return path !== null && !this.#ignores.file(path) ? { kind: 'file', path } : UNREADABLE;
  }

  /** A file by a path that may lack its extension, carry the compiled one, or name a folder. */
  #file(base: string, isFolder = false): string | null {
    const place = base.endsWith('/') ? base.slice(0, -1) : base;
    const beside = this.#disk.entries(dirname(place));
    const name = place.slice(place.lastIndexOf('/') + 1);
    if (!isFolder && place === base) {
      const extension = extname(name);
      const stem = name.slice(0, name.length - extension.length);
      const source = SOURCES[extension]?.find((other) => beside.get(stem + other) === 'file');
      if (source !== undefined) return place.slice(0, place.length - extension.length) + source;
      if (beside.get(name) === 'file') return base;
      const written = EXTENSIONS.find((other) => beside.get(name + other) === 'file');
      if (written !== undefined) return base + written;
    }
    if (beside.get(name) !== 'folder') return null;
    const inside = this.#disk.entries(place);
    const index = EXTENSIONS.find((other) => inside.get(`index${other}`) === 'file');
    return index === undefined ? null : `${place}/index${index}`;
  }

  /** By the paths of the configurations around a folder, the nearest first. */
  #mapped(folder: string, specifier: string): Resolution {
    let isOwn = false;
    for (const at of foldersUp(folder, this.#boundary)) {
      const mapping = this.#mapping(at);
      if (!mapping) continue;
      const found = this.#byMapping(mapping, specifier);
      if (found.kind === 'file') return found;
      isOwn ||= found.kind === 'unreadable';
    }
    return isOwn ? UNREADABLE : ELSEWHERE;
  }

  #byMapping(mapping: PathMapping, specifier: string): Resolution {
    let isOwn = false;
    for (const { pattern, targets } of mapping.paths) {
      const hole = matched(pattern, specifier);
      if (hole === null) continue;
      // `*` maps every package; a pattern with a prefix of its own is an alias.
      isOwn = pattern.indexOf('*') > 0;
      for (const target of targets) {
        const path = this.#file(target.replace('*', () => hole));
        if (path !== null && this.#isMapped(path, isOwn)) return { kind: 'file', path };
      }
      break;
    }
    if (mapping.baseUrl !== null && this.#mayStandIn(mapping.baseUrl, specifier)) {
      const path = this.#file(join(mapping.baseUrl, specifier));
      if (path !== null && this.#isMapped(path, false)) return { kind: 'file', path };
    }
    for (const reference of mapping.references) {
      const found = this.#byMapping(reference, specifier);
      if (found.kind === 'file') return found;
    }
    return isOwn ? UNREADABLE : ELSEWHERE;
  }

  /** Whether a file may stand for a name: declarations that a plain name is mapped to are those of a package. */
  #isMapped(path: string, isAlias: boolean): boolean {
    return (isAlias || !path.endsWith('.d.ts')) && !this.#ignores.file(path);
  }

  /** Whether a folder holds anything with the name's first part: most names are those of packages. */
  #mayStandIn(folder: string, specifier: string): boolean {
    const [first = ''] = specifier.split('/');
    const entries = this.#disk.entries(folder);
    return entries.has(first) || EXTENSIONS.some((extension) => entries.has(first + extension)) || extname(first) in SOURCES;
  }

  #mapping(folder: string): PathMapping | null {
    let mapping = this.#mappings.get(folder);
    if (mapping === undefined) {
      mapping = pathMappingOf(this.#disk, folder, (name) => this.#workspace(folder)?.get(name)?.folder ?? this.#installed(folder, name));
      this.#mappings.set(folder, mapping);
    }
    return mapping;
  }

  /** Folder of an installed package, for the configuration files in it. */
  #installed(folder: string, name: string): string | null {
    return foldersUp(folder, this.#boundary).map((at) => `${at}/node_modules/${name}`).find((at) => this.#disk.isFolder(at)) ?? null;
  }

  #workspace(folder: string): ReadonlyMap<string, WorkspacePackage> | null {
    const root = workspaceRootOf(this.#disk, folder, this.#boundary);
    if (root === null) return null;
    let packages = this.#workspaces.get(root);
    if (!packages) {
      packages = workspacePackages(this.#disk, root);
      this.#workspaces.set(root, packages);
    }
    return packages;
  }

  /** Folders of the packages of the workspace that the package around a folder depends on. */
  dependencies(folder: string): readonly string[] {
    const packages = this.#workspace(folder);
    const around = packageAround(this.#disk, folder, this.#boundary);
    return packages && around ? [...around.manifest.dependencies.keys()].flatMap((name) => packages.get(name)?.folder ?? []) : [];
  }

  #ofImports(folder: string, specifier: string): string | null {
    const around = packageAround(this.#disk, folder, this.#boundary);
    return around && this.#firstTarget(around.folder, targetsOf(around.manifest.imports, specifier));
  }

  /** `@/x` and `~/x` name no package: bundlers map them to the sources. */
  #byConvention(folder: string, rest: string): string | null {
    const around = packageAround(this.#disk, folder, this.#boundary);
    if (!around) return null;
    return ['src/', 'app/', ''].map((base) => this.#file(`${around.folder}/${base}${rest}`)).find((path) => path !== null) ?? null;
  }

  /** A package of the workspace, the importing package itself, or a linked one; null for all others. */
  #ofPackage(folder: string, specifier: string): Resolution | null {
    const [, name, rest = ''] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/u.exec(specifier) ?? [];
    if (name === undefined) return null;
    const around = packageAround(this.#disk, folder, this.#boundary);
    const member = this.#workspace(folder)?.get(name) ?? (around?.manifest.name === name && around.manifest.exports !== undefined ? around : null) ?? this.#linked(folder, name);
    return member && this.#readable(this.#entry(member.folder, member.manifest, `.${rest}`));
  }

  /** A folder of the project that node_modules only links to, such as `"shared": "link:../shared"`. */
  #linked(folder: string, name: string): WorkspacePackage | null {
    for (const at of foldersUp(folder, this.#boundary)) {
      if (this.#disk.entries(at).get('node_modules') !== 'folder') continue;
      const path = `${at}/node_modules/${name}`;
      let target = this.#links.get(path);
      if (target === undefined) {
        // A link that is made later changes its folder.
        this.#disk.stamp(dirname(path));
        target = linkTarget(path);
        this.#links.set(path, target);
      }
      if (target === null) continue;
      return isWithin(this.#boundary, target) && !this.#ignores.folder(target) ? packageAround(this.#disk, target, target) : null;
    }
    return null;
  }

  #entry(folder: string, manifest: Manifest, subpath: string): string | null {
    const exported = manifest.exports === undefined ? [] : targetsOf(manifest.exports, subpath);
    const found = this.#firstTarget(folder, exported);
    if (found !== null) return found;
    if (subpath === '.') return this.#firstTarget(folder, [...manifest.entries, './src/index', './index', './src/main']);
    return this.#firstTarget(folder, [subpath, `./src/${subpath.slice(2)}`]);
  }

  /** The first target that is there, or whose source is: `dist/db.js` is built from `src/db.ts` or `db.ts`. */
  #firstTarget(folder: string, targets: readonly string[]): string | null {
    for (const target of targets) {
      const path = this.#file(join(folder, target));
      if (path !== null && !this.#ignores.file(path)) return path;
      const names = join(target).replace(/(?:\.d)?\.[cm]?[jt]sx?$/u, '').split('/');
      for (let dropped = 1; dropped < names.length; dropped++) {
        const rest = names.slice(dropped).join('/');
        const source = this.#file(`${folder}/src/${rest}`) ?? this.#file(`${folder}/${rest}`);
        if (source !== null && !this.#ignores.file(source)) return source;
      }
    }
    return null;
  }
}

function linkTarget(path: string): string | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ? slashed(realpathSync(path)) : null;
  } catch {
    return null;
  }
}

/** Targets of a subpath in `exports` or `imports` of a package.json, the most useful condition first. */
function targetsOf(field: unknown, subpath: string): string[] {
  if (typeof field === 'string' || Array.isArray(field)) return subpath === '.' ? conditional(field) : [];
  if (typeof field !== 'object' || field === null) return [];
  const map = field as Readonly<Record<string, unknown>>;
  const keys = Object.keys(map);
  if (!keys.some((key) => key.startsWith('.') || key.startsWith('#'))) return subpath === '.' ? conditional(field) : [];
  if (Object.hasOwn(map, subpath)) return conditional(map[subpath]);
  const best = keys.filter((key) => key.includes('*') && matched(key, subpath) !== null).sort((a, b) => b.indexOf('*') - a.indexOf('*'))[0];
  const hole = best === undefined ? null : matched(best, subpath);
  return best === undefined || hole === null ? [] : conditional(map[best]).map((target) => target.replaceAll('*', () => hole));
}

function conditional(target: unknown): string[] {
  if (typeof target === 'string') return [target];
  if (Array.isArray(target)) return target.flatMap(conditional);
  if (typeof target !== 'object' || target === null) return [];
  const map = target as Readonly<Record<string, unknown>>;
  const known = CONDITIONS.filter((condition) => Object.hasOwn(map, condition));
  return [...known, ...Object.keys(map).filter((key) => !CONDITIONS.includes(key))].flatMap((key) => conditional(map[key]));
}

/** What the `*` of a pattern stands for in a text; the empty text where both are equal; null where they do not match. */
function matched(pattern: string, text: string): string | null {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === text ? '' : null;
  const before = pattern.slice(0, star);
  const after = pattern.slice(star + 1);
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after) ? text.slice(before.length, text.length - after.length) : null;
}
