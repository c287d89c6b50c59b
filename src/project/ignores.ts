import { dirname } from 'node:path/posix';
import type { Disk } from './disk.ts';
import { configurationReader, foldersUp, isWithin } from './disk.ts';

/** Folders that never hold a project's own sources. */
const NEVER = new Set(['node_modules', 'bower_components', 'jspm_packages', '.git', '.hg', '.svn', '.yarn', '.next', '.nuxt', '.output', '.svelte-kit', '.turbo', '.vercel', '.netlify', '.cache', '.parcel-cache', '.wrangler', '.serverless', '.nyc_output', '.nx']);
/** Build output where it stands beside a package.json. Deeper, such a name is a folder like any other. */
const BUILT = new Set(['dist', 'build', 'out', 'coverage']);

interface Rules {
  readonly list: readonly Rule[];
  /** What the list says of paths below its folder; null where no rule matches. */
  readonly verdicts: Map<string, boolean | null>;
}

interface Rule {
  readonly pattern: RegExp;
  readonly foldersOnly: boolean;
  readonly negated: boolean;
}

const rulesOf = configurationReader((text): Rules => ({ list: parseGitignore(text), verdicts: new Map() }));

/** What the index leaves alone inside a folder: dependencies, build output, and what .gitignore files name. */
export class Ignores {
  readonly #disk: Disk;
  readonly #root: string;
  readonly #folders = new Map<string, boolean>();
  readonly #files = new Map<string, boolean>();

  constructor(disk: Disk, root: string) {
    this.#disk = disk;
    this.#root = root;
  }

  /** Whether a file is left alone; everything outside the root is. */
  file(path: string): boolean {
    let ignored = this.#files.get(path);
    if (ignored === undefined) this.#files.set(path, (ignored = this.folder(dirname(path)) || this.#named(path, false)));
    return ignored;
  }

  /** The same for a folder. */
  folder(path: string): boolean {
    if (path === this.#root) return false;
    if (!isWithin(this.#root, path)) return true;
    let ignored = this.#folders.get(path);
    if (ignored === undefined) {
      ignored = this.#isOutput(path) || this.folder(dirname(path)) || this.#named(path, true);
      this.#folders.set(path, ignored);
    }
    return ignored;
  }

  #isOutput(folder: string): boolean {
    const name = folder.slice(folder.lastIndexOf('/') + 1);
    if (NEVER.has(name)) return true;
    const parent = dirname(folder);
    return BUILT.has(name) && (parent === this.#root || this.#disk.isFile(`${parent}/package.json`));
  }

  /** By the last rule that matches, of the nearest .gitignore that has one. */
  #named(path: string, isFolder: boolean): boolean {
    for (const folder of foldersUp(dirname(path), this.#root)) {
      const rules = rulesOf(this.#disk, `${folder}/.gitignore`);
      const verdict = rules && verdictOf(rules, path.slice(folder.length + 1), isFolder);
      if (verdict !== null) return verdict;
    }
    return false;
  }
}

function verdictOf({ list, verdicts }: Rules, relative: string, isFolder: boolean): boolean | null {
  const key = isFolder ? `${relative}/` : relative;
  let verdict = verdicts.get(key);
  if (verdict === undefined) {
    const rule = list.findLast((r) => (isFolder || !r.foldersOnly) && r.pattern.test(relative));
    verdict = rule ? !rule.negated : null;
    verdicts.set(key, verdict);
  }
  return verdict;
}

/** The rules of a .gitignore, each as a pattern on the path below its folder. */
export function parseGitignore(text: string): readonly Rule[] {
  return text.split(/\r?\n/u).flatMap((line) => {
    const trimmed = line.replace(/(?<!\\)\s+$/u, '');
    if (trimmed === '' || trimmed.startsWith('#')) return [];
    const negated = trimmed.startsWith('!');
    const body = negated ? trimmed.slice(1) : trimmed;
    const foldersOnly = body.endsWith('/');
    const glob = foldersOnly ? body.slice(0, -1) : body;
    const source = globSource(glob.replace(/^\//u, ''));
    try {
      return [{ pattern: new RegExp(`${glob.includes('/') ? '^' : '(?:^|/)'}${source}$`, 'u'), foldersOnly, negated }];
    } catch {
      return [];
    }
  });
}

function globSource(glob: string): string {
  return glob.replace(/\*\*\/|\/\*\*$|\*+|\?|\[!?[^\]]+\]|\\.|[.+^${}()|[\]\\/-]/gu, (token) => {
    if (token === '**/') return '(?:.*/)?';
    if (token === '/**') return '/.*';
    if (token.startsWith('*')) return '[^/]*';
    if (token === '?') return '[^/]';
    if (token.length > 2 && token.startsWith('[')) return token.replace(/^\[!/u, '[^').replaceAll('\\', '\\\\');
    if (token === '/' || token === '-') return token;
    return `\\${token.at(-1)}`;
  });
}
