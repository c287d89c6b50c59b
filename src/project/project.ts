import { resolve } from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Tree } from '../ast/source-file.ts';
import { SourceFile } from '../ast/source-file.ts';
import { perFile } from '../core/memo.ts';
import type { RuleContext } from '../core/rule-context.ts';
import type { Settings } from '../core/settings.ts';
import { settingsOf } from '../core/settings.ts';
import { slashed, statCount } from './disk.ts';
import { FileIndex } from './file-index.ts';
import type { HostParser } from './parse.ts';
import { parseCount, parseText } from './parse.ts';
import { resolveCount } from './resolver.ts';
import type { Project } from './types.ts';

/** The linted file: as the index has it where the disk has the same text, else over the tree and the scopes ESLint has made. */
export function sourceFileOf(context: RuleContext): SourceFile {
  return viewOf(context).file;
}

/** The project index, as the linted file sees it: the file itself is read from ESLint, all others from the disk. */
export function projectOf(context: RuleContext): Project {
  return viewOf(context).project;
}

/** The project index of a folder, without a linted file. What it has seen of the disk it does not ask again. */
export function projectFor(root: string, settings: Settings = {}): Project {
  return new FileIndex(slashed(resolve(root)), settings).project;
}

/** A text as a file of that path, read as the index reads other files; null when it has a syntax error. */
export function parseFile(path: string, text: string): SourceFile | null {
  return parseText(slashed(path), text);
}

/** What the index has done since the process began. For tests that guard the cost. */
export function projectCounts(): { readonly parses: number; readonly stats: number; readonly resolves: number } {
  return { parses: parseCount(), stats: statCount(), resolves: resolveCount() };
}

interface View {
  readonly file: SourceFile;
  readonly project: Project;
}

const viewOf: (context: RuleContext) => View = perFile((context) => {
  const settings = settingsOf(context);
  const root = slashed(resolve(context.cwd, settings.root ?? '.'));
  const path = slashed(resolve(context.cwd, context.filename));
  const host = (context.languageOptions as { parser?: HostParser } | undefined)?.parser ?? null;
  const { text } = context.sourceCode;
  const given = (): Tree => hostTree(context);
  let index = indexFor(root, settings, host, path);
  // A block of a processor has a path of its own that nothing imports.
  const isBlock = (context.physicalFilename ?? context.filename) !== context.filename;
  if (isBlock) return { file: new SourceFile({ path, text, parse: given }), project: index.project };
  let file = index.linted(path, text, given);
  if (!file && index.isOutdated(path)) {
    index = indexFor(root, settings, host, path, true);
    file = index.linted(path, text, given);
  }
  if (file) return { file, project: index.project };
  const own = new SourceFile({ path, text, parse: given });
  return { file: own, project: index.projectWith(own) };
});

/** The tree that ESLint has made of the linted file. */
function hostTree(context: RuleContext): Tree {
  const { ast, visitorKeys, scopeManager } = context.sourceCode;
  const program = ast as TSESTree.Program;
  return { ast: program, visitorKeys, scopes: () => scopeManager, linked: isLinked(program) };
}

const MAX_INDEXES = 4;
const indexes = new Map<Settings, Map<string, FileIndex>>();

/** The index of a folder, the same for all linted files of a run with the same settings. */
function indexFor(root: string, settings: Settings, host: HostParser | null, path: string, isOutdated = false): FileIndex {
  const byRoot = indexes.get(settings) ?? new Map<string, FileIndex>();
  indexes.set(settings, byRoot);
  const known = byRoot.get(root);
  if (!isOutdated && known?.serves(path, host)) return known;
  const index = new FileIndex(root, settings);
  index.serves(path, host);
  byRoot.set(root, index);
  return index;
}

/** ESLint and oxlint set `parent`, but a bare harness may not. */
function isLinked(program: TSESTree.Program): boolean {
  const [first] = program.body;
  return !first || (first as { parent?: unknown }).parent === program;
}
