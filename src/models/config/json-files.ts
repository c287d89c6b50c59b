import { basename, dirname } from 'node:path/posix';
import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, requiredModule } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { stringValue, summands, unwrap } from '../../ast/syntax.ts';
import { any, members, packages } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import { shippedFiles } from '../../project/test-files.ts';
import type { Project } from '../../project/types.ts';
import { wordsOf } from '../words/model.ts';
import { isExample, isToolFile } from './places.ts';

/** Settings that the program takes from a JSON file. */
export interface JsonConfig {
  readonly node: Node;
  /** The file, as it is written or found. */
  readonly path: string;
}

/** Passed by a file that may load settings from JSON. */
export const SAYS_JSON = any(members('json', 'json5'), packages('config'));
const MAY_LOAD = /\.json5?['"`]|['"]config['"]/u;
/** Last words of names of files that hold settings. */
const SETTINGS: ReadonlySet<string> = new Set(['config', 'configuration', 'settings', 'appsettings', 'env', 'environment', 'secrets', 'credentials']);
const STAGES: ReadonlySet<string> = new Set(['default', 'defaults', 'production', 'prod', 'development', 'dev', 'local', 'staging', 'test', 'index', 'app', 'database', 'server', 'custom-environment-variables']);
const FOLDERS: ReadonlySet<string> = new Set(['config', 'configs', 'configuration', 'settings']);
/** Files of tools, which have to be JSON. */
const TOOLS = /^(?:package|package-lock|tsconfig.*|jsconfig|\.eslintrc|\.prettierrc|nest-cli|vercel|firebase|angular|components|deno|turbo|nx|lerna|renovate|biome|app)\.json5?$/u;
/** What settings have to look like is no setting. */
const SCHEMA = /(?:^|[/.-])schemas?[/.]/u;
const READERS: ReadonlySet<string> = new Set(['fs#readFileSync', 'fs#readFile', 'fs#promises.readFile', 'fs/promises#readFile', 'fs-extra#readJson', 'fs-extra#readJsonSync', 'fs-extra#readJSON', 'fs-extra#readJSONSync', 'jsonfile#readFile', 'jsonfile#readFileSync', 'load-json-file#default', 'load-json-file#loadJsonFile', 'load-json-file#loadJsonFileSync']);
const JOINING = /^path#(?:posix\.|win32\.)?(?:join|resolve)$|^new global#URL$/u;

/** The settings that the linted file takes from JSON files. */
export const jsonConfigsOf = perFile((context): readonly JsonConfig[] => {
  const host = hostViewOf(context).file;
  if (!host.passes(SAYS_JSON) || !MAY_LOAD.test(host.text)) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  if (isExample(file, project) || isToolFile(file, project)) return [];
  const imported = file.nodes('ImportDeclaration').flatMap(({ source, importKind }) => (importKind === 'type' ? [] : (loaded(file, source, source.value, project) ?? [])));
  const called = file.nodes('CallExpression').flatMap((call) => ofCall(file, call, project));
  const dynamic = file.nodes('ImportExpression').flatMap(({ source }) => loaded(file, source, stringValue(source) ?? '', project) ?? []);
  return [...imported, ...called, ...dynamic].sort((a, b) => a.node.range[0] - b.node.range[0]);
});

function loaded(file: SourceFile, node: Node, specifier: string, project: Project): JsonConfig | null {
  if (specifier === 'config') return ofNodeConfig(file, node, project);
  return isSettings(specifier) && /^[./#@~]/u.test(specifier) ? { node, path: specifier } : null;
}

/** node-config reads the files of a folder of that name; other formats than JSON are none of this. */
function ofNodeConfig(file: SourceFile, node: Node, project: Project): JsonConfig | null {
  const folder = project.packageOf(file)?.folder ?? project.root;
  const found = ['default', 'production', 'development'].map((name) => `${folder}/config/${name}.json`).find((path) => project.text(path) !== null);
  return found === undefined ? null : { node, path: found.slice(project.root.length + 1) };
}

function ofCall(file: SourceFile, call: TSESTree.CallExpression, project: Project): JsonConfig[] {
  const required = requiredModule(file, call);
  const [first] = call.arguments;
  if (required !== null) return first ? [loaded(file, first, required, project)].filter((found) => found !== null) : [];
  const callee = unwrap(call.callee);
  if (!first || (callee.type !== 'Identifier' && callee.type !== 'MemberExpression') || !READERS.has(project.symbol(originOf(file, callee)) ?? '')) return [];
  const path = lastPart(file, first, project, 0);
  return path !== null && isSettings(path) && !isWrittenByProgram(file, path, project) ? [{ node: first, path }] : [];
}

const WRITES = /\b(?:write|output)(?:File|Json|JSON)(?:Sync)?\s*\)?\s*\(/u;

/** Whether a file of the package that names the same file writes files: what the program keeps there is no setting of a deployment. */
function isWrittenByProgram(file: SourceFile, path: string, project: Project): boolean {
  const folder = project.packageOf(file)?.folder;
  const writes = (text: string): boolean => text.includes(basename(path)) && WRITES.test(text);
  return writes(file.text) || (folder !== undefined && shippedFiles(project, folder).some((other) => writes(project.text(other) ?? '')));
}

/** The text with which a path ends, through `join(…)` and constants. */
function lastPart(file: SourceFile, node: Node, project: Project, depth: number): string | null {
  const inner = unwrap(node);
  if (depth > 4) return null;
  const text = stringValue(inner);
  if (text !== null) return text;
  if (inner.type === 'TemplateLiteral') return inner.quasis.at(-1)?.value.cooked ?? null;
  if (inner.type === 'BinaryExpression') {
    const last = summands(inner).at(-1);
    return last && last !== inner ? lastPart(file, last, project, depth + 1) : null;
  }
  if (inner.type === 'CallExpression' || inner.type === 'NewExpression') {
    const symbol = project.symbol(originOf(file, inner.callee)) ?? '';
    const last = inner.type === 'NewExpression' ? inner.arguments[0] : inner.arguments.at(-1);
    if (!JOINING.test(inner.type === 'NewExpression' ? `new ${symbol}` : symbol) || !last || last.type === 'SpreadElement') return null;
    const end = lastPart(file, last, project, depth + 1);
    const before = inner.type === 'CallExpression' ? stringValue(inner.arguments.at(-2)) : null;
    return end !== null && before !== null ? `${before}/${end}` : end;
  }
  if (inner.type !== 'Identifier') return null;
  const origin = project.follow(originOf(file, inner));
  if (origin.kind === 'value' && origin.node !== inner) return lastPart(origin.file, origin.node, project, depth + 1);
  return origin.kind === 'call' && origin.node.type === 'CallExpression' ? lastPart(origin.file, origin.node, project, depth + 1) : null;
}

/** Whether a path names a JSON file of settings. */
function isSettings(path: string): boolean {
  const file = basename(path);
  if (!/\.json5?$/u.test(file) || TOOLS.test(file) || SCHEMA.test(path)) return false;
  const base = file.replace(/\.json5?$/u, '');
  const words = wordsOf(base);
  return SETTINGS.has(words.at(-1) ?? '') || SETTINGS.has(words[0] ?? '') || (STAGES.has(base.toLowerCase()) && FOLDERS.has(basename(dirname(path))));
}
