import { resolve } from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import { SourceFile } from '../ast/source-file.ts';
import type { Node, Visited } from '../ast/source-file.ts';
import type { Gate } from '../core/gates.ts';
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

/**
 * The linted file. Where the disk has the same text it is the file of the index, so that nothing is found out about it
 * twice: where another file asked for it first, its nodes have a range and no `loc`. Else it stands over the tree and the
 * scopes ESLint has made.
 */
export function sourceFileOf(context: RuleContext): SourceFile {
  return viewOf(context).file;
}

/** The project index, as the linted file sees it: the file itself is read from ESLint, all others from the disk. */
export function projectOf(context: RuleContext): Project {
  return viewOf(context).project;
}

/**
 * The linted file over ESLint's own tree, and the project as it is on the disk: for what every file is asked before
 * it is clear that anything is worth looking at. Its nodes are none of `sourceFileOf`.
 */
export const hostViewOf: (context: RuleContext) => View = perFile((context) => {
  const { ast, text, visitorKeys, scopeManager } = context.sourceCode;
  const program = ast as TSESTree.Program;
  const file = new SourceFile({ path: pathOf(context), text, ast: program, visitorKeys, scopes: () => scopeManager, linked: isLinked(program) }, visitedBy(context));
  return { file, project: indexOf(context).project };
});

/** Whether the linted file says what a question needs to be worth asking. */
export function says(context: RuleContext, gate: Gate): boolean {
  return hostViewOf(context).file.passes(gate);
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

export interface View {
  readonly file: SourceFile;
  readonly project: Project;
}

const viewOf: (context: RuleContext) => View = perFile((context) => {
  const index = indexOf(context);
  const host = hostViewOf(context);
  // A block of a processor has a path of its own that nothing imports.
  if ((context.physicalFilename ?? context.filename) !== context.filename) return host;
  const file = index.linted(host.file);
  return file ? { file, project: index.project } : { file: host.file, project: index.projectWith(host.file) };
});

function pathOf(context: RuleContext): string {
  return slashed(resolve(context.cwd, context.filename));
}

/** A step of ESLint's traversal that is a visit, and the phase of it that is the entry of a node. */
const VISIT = 1;
const ENTER = 1;

/** How many indexes are kept: editors and workspaces lint in several folders in turn. */
const MAX_INDEXES = 4;
let indexes: readonly { readonly settings: Settings; readonly root: string; readonly index: FileIndex }[] = [];

/** The index of the linted file's project, the same for all files of a run with the same settings. */
const indexOf: (context: RuleContext) => FileIndex = perFile((context) => {
  const settings = settingsOf(context);
  const root = slashed(resolve(context.cwd, settings.root ?? '.'));
  const host = (context.languageOptions as { parser?: HostParser } | undefined)?.parser ?? null;
  const known = indexes.find((one) => one.settings === settings && one.root === root);
  if (known?.index.serves(pathOf(context), context.sourceCode.text, host)) return known.index;
  const index = new FileIndex(root, settings);
  index.serves(pathOf(context), context.sourceCode.text, host);
  indexes = [{ settings, root, index }, ...indexes.filter((one) => one !== known).slice(0, MAX_INDEXES - 1)];
  return index;
});

/** ESLint has walked the tree before it makes rules, and keeps what it came by; oxlint has not. */
function visitedBy({ sourceCode }: RuleContext): Visited | null {
  const walking = sourceCode as { readonly traverse?: () => Iterable<{ readonly kind: number; readonly phase?: number; readonly target: unknown }> };
  if (typeof walking.traverse !== 'function' || (sourceCode.ast as { readonly type: string }).type !== 'Program') return null;
  return () => {
    const nodes: Node[] = [];
    for (const { kind, phase, target } of walking.traverse?.() ?? []) if (kind === VISIT && phase === ENTER) nodes.push(target as Node);
    return nodes.length > 0 ? nodes : null;
  };
}

/** ESLint and oxlint set `parent`, but a bare harness may not. A tree of another language is none of ours. */
function isLinked(program: TSESTree.Program): boolean {
  const [first] = (program as { readonly body?: TSESTree.Program['body'] }).body ?? [];
  return !first || (first as { parent?: unknown }).parent === program;
}
