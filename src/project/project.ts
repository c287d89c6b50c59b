import { resolve } from 'node:path';
import { dirname } from 'node:path/posix';
import type { TSESTree } from '@typescript-eslint/utils';
import { constantValues } from '../ast/constants.ts';
import { SourceFile } from '../ast/source-file.ts';
import { perFile } from '../core/memo.ts';
import type { RuleContext } from '../core/rule-context.ts';
import type { Settings } from '../core/settings.ts';
import { settingsOf } from '../core/settings.ts';
import { Disk, slashed, statCount } from './disk.ts';
import { Follower } from './follow.ts';
import { Ignores } from './ignores.ts';
import { listedFiles } from './listing.ts';
import type { HostParser } from './parse.ts';
import { isCode, parseCount, parseText } from './parse.ts';
import { Resolver, resolveCount } from './resolver.ts';
import { parsedFile } from './trees.ts';
import type { Project } from './types.ts';
import { boundaryOf, manifestOf, packageAround } from './workspace.ts';

const MAX_HOPS = 5;
const MAX_FILES = 200;
const MAX_BYTES = 1_000_000;

/** The linted file, over the tree and the scopes ESLint has made. */
export const sourceFileOf: (context: RuleContext) => SourceFile = perFile((context) => {
  const { ast, text, visitorKeys, scopeManager } = context.sourceCode;
  const program = ast as TSESTree.Program;
  return new SourceFile({ path: slashed(resolve(context.cwd, context.filename)), text, ast: program, visitorKeys, scopes: () => scopeManager, linked: isLinked(program) });
});

/** The project index, as the linted file sees it: the file itself is read from ESLint, all others from the disk. */
export const projectOf: (context: RuleContext) => Project = perFile((context) => {
  const settings = settingsOf(context);
  // A block of a processor has a path of its own that nothing imports.
  const linted = (context.physicalFilename ?? context.filename) === context.filename ? sourceFileOf(context) : null;
  const host = (context.languageOptions as { parser?: HostParser } | undefined)?.parser ?? null;
  return indexOf(resolve(context.cwd, settings.root ?? '.'), settings, { linted, host });
});

/** The project index of a folder, without a linted file. What it has seen of the disk it does not ask again. */
export function projectFor(root: string, settings: Settings = {}): Project {
  return indexOf(resolve(root), settings, { linted: null, host: null });
}

/** A text as a file of that path, read as the index reads other files; null when it has a syntax error. */
export function parseFile(path: string, text: string): SourceFile | null {
  return parseText(slashed(path), text);
}

/** What the index has done since the process began. For tests that guard the cost. */
export function projectCounts(): { readonly parses: number; readonly stats: number; readonly resolves: number } {
  return { parses: parseCount(), stats: statCount(), resolves: resolveCount() };
}

interface Host {
  readonly linted: SourceFile | null;
  readonly host: HostParser | null;
}

function indexOf(folder: string, settings: Settings, { linted, host }: Host): Project {
  const root = slashed(folder);
  const maxHops = settings.index?.maxHops ?? MAX_HOPS;
  const maxFiles = settings.index?.maxFiles ?? MAX_FILES;
  const maxBytes = settings.index?.maxBytes ?? MAX_BYTES;
  const disk = new Disk();
  const boundary = boundaryOf(disk, root);
  const ignores = new Ignores(disk, boundary);
  const resolver = new Resolver(disk, boundary, ignores);

  const file = (path: string): SourceFile | null => {
    if (linted && path === linted.path) return linted;
    if (maxHops === 0 || !isCode(path) || ignores.file(path)) return null;
    return parsedFile(disk, path, maxBytes, host);
  };
  const resolved = (from: SourceFile, specifier: string): string | null => {
    const found = maxHops === 0 ? null : resolver.resolve(from.path, specifier);
    return found?.kind === 'file' ? found.path : null;
  };
  const isOwn = (from: SourceFile, specifier: string): boolean => maxHops > 0 && resolver.resolve(from.path, specifier).kind !== 'elsewhere';
  const follower = new Follower({ resolve: resolved, isOwn, file }, { maxHops, maxFiles });

  return {
    root,
    follow: (origin) => follower.follow(origin),
    symbol: (origin) => follower.symbol(origin),
    constants: (from, node) => constantValues(from, node, (origin) => follower.follow(origin)),
    resolve: resolved,
    file: (path) => file(slashed(path)),
    text: (path) => {
      const at = slashed(path);
      if (linted && at === linted.path) return linted.text;
      return ignores.file(at) ? null : disk.read(at, maxBytes);
    },
    packageOf: (from) => {
      const around = packageAround(disk, dirname(from.path), boundary);
      if (!around) return null;
      const nearest = manifestOf(disk, dirname(from.path)) ?? around.manifest;
      return { folder: around.folder, name: around.manifest.name, dependencies: around.manifest.dependencies, type: nearest.type };
    },
    filesOf: (of) => listedFiles(disk, ignores, slashed(of)),
  };
}

/** ESLint and oxlint set `parent`, but a bare harness may not. */
function isLinked(program: TSESTree.Program): boolean {
  const [first] = program.body;
  return !first || (first as { parent?: unknown }).parent === program;
}
