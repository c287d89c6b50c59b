import { dirname, join } from 'node:path/posix';
import type { Disk } from './disk.ts';
import { configurationReader } from './disk.ts';

/** What a tsconfig.json or jsconfig.json says about module names, `extends` and references followed. */
export interface PathMapping {
  /** Folder that plain names are tried in first; null without `baseUrl`. */
  readonly baseUrl: string | null;
  /** Patterns, the most specific first, each with absolute targets that may hold a `*`. */
  readonly paths: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
  /** Mappings of referenced projects, which a configuration of several projects only lists. */
  readonly references: readonly PathMapping[];
}

interface Raw {
  readonly extends: readonly string[];
  readonly baseUrl: string | null;
  readonly paths: ReadonlyMap<string, readonly string[]> | null;
  readonly references: readonly string[];
}

const NAMES = ['tsconfig.json', 'jsconfig.json'];
const MAX_DEPTH = 8;
const read = configurationReader(parseConfiguration);

/**
 * The mapping that the configuration of a folder makes; null without one. `packageFolder` finds the folder of a package
 * that `extends` names; what it cannot find is left out, so that a missing install costs no alias of the project's own.
 */
export function pathMappingOf(disk: Disk, folder: string, packageFolder: (name: string) => string | null): PathMapping | null {
  const name = NAMES.find((candidate) => disk.isFile(`${folder}/${candidate}`));
  return name === undefined ? null : mappingOf(disk, `${folder}/${name}`, packageFolder, new Set());
}

function mappingOf(disk: Disk, path: string, packageFolder: (name: string) => string | null, seen: Set<string>): PathMapping | null {
  if (seen.has(path) || seen.size > 50) return null;
  seen.add(path);
  const { baseUrl, paths, pathsBase } = inherited(disk, path, dirname(path), packageFolder, 0);
  const references = (read(disk, path)?.references ?? []).flatMap((reference) => {
    const target = join(dirname(path), reference);
    return mappingOf(disk, disk.isFolder(target) ? `${target}/tsconfig.json` : target, packageFolder, seen) ?? [];
  });
  const patterns = [...(paths ?? [])].map(([pattern, targets]) => ({ pattern, targets: targets.map((target) => absolute(baseUrl ?? pathsBase, target, dirname(path))) }));
  return { baseUrl, paths: patterns.sort((a, b) => rank(b.pattern) - rank(a.pattern)), references };
}

/** An exact name goes before every pattern, a longer prefix before a shorter one. */
function rank(pattern: string): number {
  const star = pattern.indexOf('*');
  return star === -1 ? Infinity : star;
}

interface Inherited {
  readonly baseUrl: string | null;
  readonly paths: ReadonlyMap<string, readonly string[]> | null;
  /** Folder of the configuration that `paths` stands in. */
  readonly pathsBase: string;
}

function inherited(disk: Disk, path: string, leaf: string, packageFolder: (name: string) => string | null, depth: number): Inherited {
  const raw = depth > MAX_DEPTH ? null : read(disk, path);
  const folder = dirname(path);
  let found: Inherited = { baseUrl: null, paths: null, pathsBase: folder };
  if (!raw) return found;
  for (const specifier of raw.extends) {
    const parent = extended(disk, folder, specifier, packageFolder);
    if (parent === null) continue;
    const more = inherited(disk, parent, leaf, packageFolder, depth + 1);
    found = { baseUrl: more.baseUrl ?? found.baseUrl, paths: more.paths ?? found.paths, pathsBase: more.paths ? more.pathsBase : found.pathsBase };
  }
  return {
    baseUrl: raw.baseUrl === null ? found.baseUrl : absolute(folder, raw.baseUrl, leaf),
    paths: raw.paths ?? found.paths,
    pathsBase: raw.paths ? folder : found.pathsBase,
  };
}

function absolute(base: string, target: string, leaf: string): string {
  const path = target.replace('${configDir}', leaf);
  return path.startsWith('/') || /^[A-Za-z]:\//u.test(path) ? path : join(base, path);
}

function extended(disk: Disk, folder: string, specifier: string, packageFolder: (name: string) => string | null): string | null {
  let base: string | null;
  if (/^\.{0,2}\//u.test(specifier)) base = absolute(folder, specifier, folder);
  else {
    const [, name, rest] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/u.exec(specifier) ?? [];
    const found = name === undefined ? null : packageFolder(name);
    base = found && `${found}${rest ?? ''}`;
  }
  if (base === null) return null;
  return [base, `${base}.json`, `${base}/tsconfig.json`].find((candidate) => disk.isFile(candidate)) ?? null;
}

function parseConfiguration(text: string): Raw | null {
  const json = parseJsonc(text);
  if (typeof json !== 'object' || json === null) return null;
  const { extends: parents, compilerOptions, references } = json as Record<string, unknown>;
  const { baseUrl, paths } = (typeof compilerOptions === 'object' && compilerOptions !== null ? compilerOptions : {}) as Record<string, unknown>;
  return {
    extends: strings(typeof parents === 'string' ? [parents] : parents),
    baseUrl: typeof baseUrl === 'string' ? baseUrl : null,
    paths: typeof paths === 'object' && paths !== null ? new Map(Object.entries(paths).map(([pattern, targets]) => [pattern, strings(targets)])) : null,
    references: strings(Array.isArray(references) ? references.map((reference: unknown) => (reference as { path?: unknown } | null)?.path) : []),
  };
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** JSON with comments and trailing commas; undefined when it is broken. */
export function parseJsonc(text: string): unknown {
  const bare = text
    .replace(/^\uFEFF/u, '')
    .replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[^]*?\*\//gu, (_, string: string | undefined) => string ?? ' ')
    .replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/gu, (_, string: string | undefined) => string ?? '');
  try {
    return JSON.parse(bare);
  } catch {
    return undefined;
  }
}
