import { createRequire } from 'node:module';
import { extname } from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import { analyze } from '@typescript-eslint/scope-manager';
import { visitorKeys } from '@typescript-eslint/visitor-keys';
import { SourceFile } from '../ast/source-file.ts';
import { debug } from '../core/debug.ts';

/** A parser as ESLint is given one. */
export interface HostParser {
  readonly parseForESLint?: (text: string, options: object) => unknown;
  readonly parse?: (text: string, options: object) => unknown;
}

export interface ParseOptions {
  /** Parser of the linted file, for platforms without the native one. */
  readonly host?: HostParser | null;
  /** False leaves the native parser out. */
  readonly native?: boolean;
}

type Oxc = typeof import('oxc-parser');
type Language = 'ts' | 'tsx' | 'jsx' | 'dts';
type SourceType = 'module' | 'commonjs' | 'unambiguous';

let oxc: Oxc | null | undefined;
let parses = 0;

/** How many texts were parsed since the process began. For tests that guard the cost. */
export function parseCount(): number {
  return parses;
}

/** A text of JavaScript or TypeScript as a file, whatever its kind (by extension); null when it is neither or has a syntax error. */
export function parseText(path: string, source: string, options: ParseOptions = {}): SourceFile | null {
  const text = withoutMark(source);
  if (attempts(path).length === 0) return null;
  parses++;
  const native = options.native === false ? null : loadOxc();
  return native ? parseNative(native, path, text) : parseByHost(options.host ?? null, path, text);
}

/** A text as ESLint has it: without a byte order mark. */
export function withoutMark<T extends string | null>(text: T): T {
  return (text?.startsWith('\uFEFF') ? text.slice(1) : text) as T;
}

/** Whether it has turned out that other files can be read with the parser of the linted file only. */
export function isWithoutNativeParser(): boolean {
  return oxc === null;
}

/** Whether a path has the extension of a file this module parses. */
export function isCode(path: string): boolean {
  return attempts(path).length > 0;
}

/** Ways to read a file, the likely one first: plain JavaScript may hold JSX, a top-level return, or type annotations of Flow. */
function attempts(path: string): readonly (readonly [Language, SourceType])[] {
  switch (extname(path)) {
    case '.ts':
      return [[/\.d\.ts$/u.test(path) ? 'dts' : 'ts', 'module']];
    case '.mts':
    case '.cts':
      return [['ts', 'module']];
    case '.tsx':
      return [['tsx', 'module']];
    case '.js':
    case '.jsx':
    case '.mjs':
    case '.cjs':
      return [
        ['jsx', 'unambiguous'],
        ['jsx', 'commonjs'],
        ['tsx', 'module'],
      ];
    default:
      return [];
  }
}

function loadOxc(): Oxc | null {
  if (oxc === undefined) {
    try {
      oxc = createRequire(import.meta.url)('oxc-parser') as Oxc;
    } catch (error) {
      oxc = null;
      debug(() => `no native parser here, other files are read with the parser of the linted file: ${String(error)}`);
    }
  }
  return oxc;
}

function parseNative(parser: Oxc, path: string, text: string): SourceFile | null {
  let problem = '';
  for (const [lang, sourceType] of attempts(path)) {
    const result = parser.parseSync(path, text, { astType: 'ts', range: true, preserveParens: false, lang, sourceType });
    const ast = result.program as unknown as TSESTree.Program;
    if (ast.body.length > 0 || result.errors.length === 0) return own(path, text, ast, visitorKeys, false);
    problem ||= result.errors[0]?.message ?? 'empty';
  }
  debug(() => `${path} cannot be parsed: ${problem}`);
  return null;
}

function parseByHost(host: HostParser | null, path: string, text: string): SourceFile | null {
  for (const sourceType of ['module', 'commonjs', 'script']) {
    const options = { ecmaVersion: 'latest', ecmaFeatures: { jsx: !/\.[cm]?ts$/u.test(path) }, filePath: path, sourceType, range: true, loc: true };
    try {
      const result = host?.parseForESLint ? host.parseForESLint(text, options) : { ast: host?.parse?.(text, options) };
      const { ast, visitorKeys: keys } = result as { ast?: TSESTree.Program; visitorKeys?: typeof visitorKeys };
      if (ast) return own(path, text, ast, keys ?? visitorKeys, false);
    } catch (error) {
      debug(() => `${path} cannot be parsed: ${String(error)}`);
    }
  }
  return null;
}

/** Everything is analysed as a module: a script's own names are its file's, whatever Node calls them. */
function own(path: string, text: string, ast: TSESTree.Program, keys: Readonly<Record<string, readonly string[] | undefined>>, linked: boolean): SourceFile {
  const childVisitorKeys = keys as Record<string, string[]>;
  return new SourceFile({ path, text, ast, visitorKeys: keys, linked, scopes: () => analyze(ast, { childVisitorKeys, jsxPragma: null, lib: [], sourceType: 'module' }) });
}
