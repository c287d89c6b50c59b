import { readFileSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import { constantValues } from '../ast/constants.ts';
import { symbolOf } from '../ast/origin.ts';
import { SourceFile } from '../ast/source-file.ts';
import { perFile } from '../core/memo.ts';
import type { RuleContext } from '../core/rule-context.ts';
import type { Settings } from '../core/settings.ts';
import { settingsOf } from '../core/settings.ts';
import { parseText } from './parse.ts';
import type { Project } from './types.ts';

/** The linted file, over the tree and the scopes ESLint has made. */
export const sourceFileOf: (context: RuleContext) => SourceFile = perFile((context) => {
  const { ast, text, visitorKeys, scopeManager } = context.sourceCode;
  const program = ast as TSESTree.Program;
  return new SourceFile({ path: slashed(resolve(context.cwd, context.filename)), text, ast: program, visitorKeys, scopes: () => scopeManager, linked: isLinked(program) });
});

/** The project index, as the linted file sees it. */
export const projectOf: (context: RuleContext) => Project = perFile((context) => {
  const settings = settingsOf(context);
  return projectFor(resolve(context.cwd, settings.root ?? '.'), settings);
});

/** A project index of a folder, without a linted file. It sees the files as they are from now on until the next one is made. */
export function projectFor(root: string, settings: Settings = {}): Project {
  void settings;
  return {
    root: slashed(resolve(root)),
    follow: (origin) => origin,
    symbol: (origin) => symbolOf(origin),
    constants: (file, node) => constantValues(file, node),
    resolve: () => null,
    file: (path) => parseText(path, readFileSync(path, 'utf8')),
    packageOf: () => null,
    filesOf: () => [],
  };
}

/** A text as a file of that path, read as the index reads other files; null when it has a syntax error. */
export function parseFile(path: string, text: string): SourceFile | null {
  return parseText(slashed(path), text);
}

/** ESLint and oxlint set `parent`, but a bare harness may not. */
function isLinked(program: TSESTree.Program): boolean {
  const [first] = program.body;
  return !first || (first as { parent?: unknown }).parent === program;
}

function slashed(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}
