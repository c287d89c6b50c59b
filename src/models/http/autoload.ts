import type { TSESTree } from '@typescript-eslint/utils';
import { exportsOf } from '../../ast/exports.ts';
import { memberOf, originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, propertyOf, stringValue, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { functionsIn, functionsOfOrigin } from './functions.ts';
import type { FoundFunction } from './functions.ts';

/** What a call hands over as plugins. */
export interface Plugins {
  /** Functions of the project's own. */
  readonly functions: readonly FoundFunction[];
  /** Exports of loaded files that are a package's plugin. */
  readonly packaged: readonly { readonly node: Node; readonly file: SourceFile }[];
  readonly complete: boolean;
}

/** Plugins that load the plugins of a folder. */
const LOADERS: ReadonlySet<string> = new Set(['@fastify/autoload#default', '@fastify/autoload#fastifyAutoload', '@fastify/autoload#autoLoad', 'fastify-autoload#default']);
const NONE: Plugins = { functions: [], packaged: [], complete: true };

/** The plugins that `register(plugin, options)` adds: written there, imported, or loaded from a folder. */
export function pluginFunctions(file: SourceFile, call: TSESTree.CallExpression, project: Project): Plugins {
  const [plugin, options] = call.arguments;
  if (!plugin) return NONE;
  const inner = unwrap(plugin);
  const origin = inner.type === 'ImportExpression' ? memberOf(originOf(file, inner), 'default') : originOf(file, inner);
  const symbol = project.symbol(origin);
  if (symbol !== null && LOADERS.has(symbol)) return inFolder(file, options, project);
  const functions = inner.type === 'ImportExpression' ? functionsOfOrigin(project.follow(origin), project) : functionsIn(file, inner, project);
  return { functions, packaged: [], complete: functions.length > 0 || (symbol !== null && !symbol.startsWith('global#')) };
}

function inFolder(file: SourceFile, options: Node | undefined, project: Project): Plugins {
  const dir = options?.type === 'ObjectExpression' ? propertyOf(options, 'dir') : null;
  const folder = dir && folderOf(file, dir.value);
  const base = project.packageOf(file)?.folder;
  if (!folder || base === undefined) return { ...NONE, complete: false };
  const functions: FoundFunction[] = [];
  const packaged: { node: Node; file: SourceFile }[] = [];
  let complete = true;
  for (const path of project.filesOf(base)) {
    if (!path.startsWith(`${folder}/`)) continue;
    const loaded = project.file(path);
    const whole = loaded && exportsOf(loaded).names.get('default');
    if (!loaded) complete = false;
    if (!loaded || !whole) continue;
    const found = functionsOfOrigin(whole, project);
    functions.push(...found);
    if (found.length > 0) continue;
    const exported = loaded.nodes('ExportDefaultDeclaration')[0]?.declaration;
    if (exported && !isFunction(exported) && project.symbol(whole) !== null) packaged.push({ node: exported, file: loaded });
    else complete = false;
  }
  return { functions, packaged, complete };
}

/** The folder that `join(import.meta.dirname, 'plugins')`, `path.join(__dirname, 'a', 'b')` and the like name. */
function folderOf(file: SourceFile, node: Node): string | null {
  const inner = unwrap(node);
  if (inner.type !== 'CallExpression') return null;
  const [from, ...rest] = inner.arguments;
  const parts = rest.map(stringValue);
  if (!from || parts.length === 0 || parts.includes(null) || !/__dirname|import\.meta\.(?:dirname|url)/u.test(textBehind(file, from))) return null;
  const names = file.path.split('/').slice(0, -1);
  for (const name of parts.join('/').split('/')) {
    if (name === '..') names.pop();
    else if (name !== '.' && name !== '') names.push(name);
  }
  return names.join('/');
}

/** The text of an expression, or of what its name stands for. */
function textBehind(file: SourceFile, node: Node): string {
  if (node.type !== 'Identifier' || node.name === '__dirname') return file.textOf(node);
  const origin = originOf(file, node);
  return origin.kind === 'call' || origin.kind === 'value' ? file.textOf(origin.node) : '';
}
