import { dirname } from 'node:path/posix';
import { constantValues } from '../ast/constants.ts';
import type { SourceFile } from '../ast/source-file.ts';
import type { Settings } from '../core/settings.ts';
import { Disk, slashed } from './disk.ts';
import { Follower } from './follow.ts';
import { Ignores } from './ignores.ts';
import { listedFiles, packagesBelow } from './listing.ts';
import type { HostParser } from './parse.ts';
import { isCode, isWithoutNativeParser, withoutMark } from './parse.ts';
import { Resolver } from './resolver.ts';
import { lintedFile, parsedFile } from './trees.ts';
import type { PackageInfo, Project } from './types.ts';
import { boundaryOf, manifestOf, packageAround } from './workspace.ts';

const MAX_HOPS = 5;
const MAX_FILES = 200;
const MAX_BYTES = 1_000_000;
/** How long what is known of the disk holds without a look, in milliseconds: at least so long, and so many times what the last look took. */
const TRUSTED_MS = 1000;
const TRUSTED_LOOKS = 100;
/** Text that one index keeps of files it was only asked the text of, in characters. */
const MAX_TEXT = 12_000_000;
/** Source text whose trees one index holds, in bytes. */
const MAX_HELD = 12_000_000;

/** The files of a folder as the disk has them, and the questions about them. */
export class FileIndex {
  /** The same for all linted files that are on the disk as they are linted. */
  readonly project: Project;
  readonly #root: string;
  readonly #maxHops: number;
  readonly #maxFiles: number;
  readonly #maxBytes: number;
  #host: HostParser | null = null;
  readonly #disk = new Disk();
  readonly #files = new Map<string, SourceFile | null>();
  #boundary: string | undefined;
  #ignores: Ignores | undefined;
  #resolver: Resolver | undefined;
  readonly #texts = new Map<string, string | null>();
  /** By folder. */
  readonly #packages = new Map<string, PackageInfo | null>();
  #checked = performance.now();
  #trusted = TRUSTED_MS;
  #linted = new Set<string>();
  /** The linted file where no other is read. */
  #only: SourceFile | null = null;
  #held = 0;
  #textHeld = 0;

  constructor(root: string, settings: Settings) {
    this.#root = root;
    this.#maxHops = settings.index?.maxHops ?? MAX_HOPS;
    this.#maxFiles = settings.index?.maxFiles ?? MAX_FILES;
    this.#maxBytes = settings.index?.maxBytes ?? MAX_BYTES;
    this.project = this.#projectOf(null);
  }

  /**
   * Whether the index may be asked about a file that is linted now. The disk is looked at once in a while, when a file is
   * linted once more (then another run has begun), and when its text is another than the one that is known. `host`
   * reads other files where the native parser is missing.
   */
  serves(path: string, text: string, host: HostParser | null): boolean {
    if (this.#held > MAX_HELD) return false;
    if (host !== this.#host) {
      if (this.#host && isWithoutNativeParser()) return false;
      this.#host = host;
    }
    const now = performance.now();
    if (now - this.#checked < this.#trusted && !this.#linted.has(path) && (this.#files.get(path)?.text ?? text) === text) {
      this.#linted.add(path);
      return true;
    }
    this.#linted = new Set([path]);
    const isUnchanged = this.#disk.isUnchanged();
    this.#checked = performance.now();
    this.#trusted = Math.max(TRUSTED_MS, TRUSTED_LOOKS * (this.#checked - now));
    return isUnchanged;
  }

  /**
   * A linted file as the index has it, so that whatever is found out about it serves all other files too: over the index's own tree
   * where another file has asked for it before, else over ESLint's. Null when it is no entry of the index, or another text
   * than the one on the disk.
   */
  linted(linted: SourceFile): SourceFile | null {
    if (!this.#isEntry(linted.path)) return null;
    if (this.#maxHops === 0) return this.#alone(linted);
    const known = this.#files.get(linted.path);
    if (known !== undefined) return known?.text === linted.text ? known : null;
    const file = lintedFile(this.#disk, linted, this.#maxBytes);
    if (file) this.#hold(linted.path, file);
    return file;
  }

  /** Without hops no file is read but the linted one: it takes the place of the one before it in the same project. */
  #alone(linted: SourceFile): SourceFile | null {
    if (withoutMark(this.#text(linted.path)) !== linted.text) return null;
    this.#only = linted;
    return linted;
  }

  /** The same project with a linted file in place of what the disk has. */
  projectWith(linted: SourceFile): Project {
    return this.#projectOf(linted);
  }

  #file(path: string): SourceFile | null {
    let file = this.#files.get(path);
    if (file === undefined) {
      file = this.#isEntry(path) ? parsedFile(this.#disk, path, this.#maxBytes, this.#host) : null;
      this.#hold(path, file);
    }
    return file;
  }

  #hold(path: string, file: SourceFile | null): void {
    this.#held += file?.text.length ?? 0;
    this.#files.set(path, file);
  }

  #isEntry(path: string): boolean {
    return isCode(path) && !this.#isIgnored(path);
  }

  #text(path: string): string | null {
    let text = this.#texts.get(path);
    if (text === undefined) {
      text = this.#disk.read(path, this.#maxBytes);
      this.#textHeld += text?.length ?? 0;
      if (this.#textHeld <= MAX_TEXT) this.#texts.set(path, text);
    }
    return text;
  }

  get #boundaries(): { readonly boundary: string; readonly ignores: Ignores; readonly resolver: Resolver } {
    this.#boundary ??= boundaryOf(this.#disk, this.#root);
    this.#ignores ??= new Ignores(this.#disk, this.#boundary);
    this.#resolver ??= new Resolver(this.#disk, this.#boundary, this.#ignores);
    return { boundary: this.#boundary, ignores: this.#ignores, resolver: this.#resolver };
  }

  #isIgnored(path: string): boolean {
    return this.#boundaries.ignores.file(path);
  }

  #packageOf(folder: string): PackageInfo | null {
    const around = packageAround(this.#disk, folder, this.#boundaries.boundary);
    if (!around) return null;
    const nearest = manifestOf(this.#disk, folder) ?? around.manifest;
    return { folder: around.folder, name: around.manifest.name, dependencies: around.manifest.dependencies, type: nearest.type };
  }

  #projectOf(linted: SourceFile | null): Project {
    const disk = this.#disk;
    const isOn = this.#maxHops > 0;
    const file = (path: string): SourceFile | null => {
      if (linted && path === linted.path) return linted;
      if (isOn) return this.#file(path);
      return path === this.#only?.path ? this.#only : null;
    };
    const resolved = (from: SourceFile, specifier: string): string | null => {
      const found = isOn ? this.#boundaries.resolver.resolve(from.path, specifier) : null;
      return found?.kind === 'file' ? found.path : null;
    };
    const isOwn = (from: SourceFile, specifier: string): boolean => isOn && this.#boundaries.resolver.resolve(from.path, specifier).kind !== 'elsewhere';
    const follower = new Follower({ resolve: resolved, isOwn, file }, { maxHops: this.#maxHops, maxFiles: this.#maxFiles });
    return {
      root: this.#root,
      follow: (origin) => follower.follow(origin),
      symbol: (origin) => follower.symbol(origin),
      constants: (from, node) => constantValues(from, node, (origin) => follower.follow(origin)),
      resolve: resolved,
      file: (path) => file(slashed(path)),
      text: (path) => {
        const at = slashed(path);
        if (linted && at === linted.path) return linted.text;
        return this.#isIgnored(at) ? null : (this.#files.get(at)?.text ?? this.#text(at));
      },
      packageOf: (from) => {
        const folder = dirname(from.path);
        let found = this.#packages.get(folder);
        if (found === undefined) this.#packages.set(folder, (found = this.#packageOf(folder)));
        return found;
      },
      dependenciesOf: (of) => (isOn ? this.#boundaries.resolver.dependencies(slashed(of)) : []),
      packages: () => packagesBelow(disk, this.#boundaries.ignores, this.#root),
      filesOf: (of) => listedFiles(disk, this.#boundaries.ignores, slashed(of)),
    };
  }
}
