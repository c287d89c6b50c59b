import { dirname, join, resolve } from 'node:path/posix';
import type { TSESTree } from '@typescript-eslint/utils';
import { exportsOf } from '../../ast/exports.ts';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, propertyOf, stringValue, unwrap } from '../../ast/syntax.ts';
import { isTestBelow } from '../../project/test-files.ts';
import type { Project } from '../../project/types.ts';
import { textOf } from './routers.ts';

/** A file that an autoloader registers, with the path of its folder. */
export interface Autoloaded {
  readonly file: SourceFile;
  readonly plugin: Origin;
  /** Null where options decide what is not seen here. */
  readonly prefix: string | null;
  /** Files of hooks that hold for this one, the outermost first. */
  readonly hooks: readonly { readonly file: SourceFile; readonly plugin: Origin }[];
}

const SCRIPT = /^(?!.*\.d\.[cm]?ts$).+\.[cm]?[jt]s$/u;
const INDEX = /^index\.[cm]?[jt]s$/iu;
const HOOKS = /^[_.]?auto_?hooks\.[cm]?[jt]s$/iu;

/**
 * The files below the folder that options of @fastify/autoload name: an index file stands for its folder, folders are
 * prefixes, `_id` is a parameter with `routeParams`. Null where the folder is not known.
 */
export function autoloadedBy(file: SourceFile, options: TSESTree.ObjectExpression, project: Project): readonly Autoloaded[] | null {
  const dir = propertyOf(options, 'dir');
  const folder = dir && folderOf(file, dir.value, project);
  const owner = project.packageOf(file)?.folder;
  if (!folder || owner === undefined) return null;
  const is = (name: string): boolean => {
    const option = propertyOf(options, name);
    return option !== null && file.textOf(option.value) !== 'false';
  };
  // Patterns and filters of one's own may leave files out or name prefixes otherwise.
  const isPlain = !['ignorePattern', 'ignoreFilter', 'matchFilter', 'indexPattern', 'scriptPattern', 'maxDepth'].some(is);
  const named = propertyOf(options, 'dirNameRoutePrefix');
  const folders = !named || file.textOf(named.value) === 'true' ? 'prefix' : file.textOf(named.value) === 'false' ? 'none' : 'unknown';
  const paths = project.filesOf(owner).filter((path) => path.startsWith(`${folder}/`) && SCRIPT.test(path) && !isTestBelow(folder, path));
  const indexed = new Set(paths.filter((path) => INDEX.test(nameOf(path))).map((path) => dirname(path)));
  return paths.flatMap((path): Autoloaded[] => {
    if (HOOKS.test(nameOf(path)) || (indexed.has(dirname(path)) && !INDEX.test(nameOf(path)))) return [];
    const loaded = project.file(path);
    const plugin = loaded && pluginOf(loaded);
    if (!loaded || !plugin) return [];
    const below = dirname(path).slice(folder.length);
    const hooks = is('autoHooks') ? hooksFor(path, folder, is('cascadeHooks'), paths, project) : [];
    return [{ file: loaded, plugin, prefix: isPlain ? prefixOf(loaded, folders === 'none' ? '' : folders === 'unknown' && below !== '' ? null : below, is('routeParams'), project) : null, hooks }];
  });
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function pluginOf(file: SourceFile): Origin | null {
  const found = exportsOf(file);
  return found.names.get('default') ?? found.whole;
}

/** `autoPrefix` and `prefixOverride` of a file stand for its folder's path. */
function prefixOf(file: SourceFile, folders: string | null, hasParameters: boolean, project: Project): string | null {
  const names = exportsOf(file).names;
  for (const name of ['prefixOverride', 'autoPrefix']) {
    const origin = names.get(name);
    if (!origin) continue;
    const node = origin.kind === 'value' ? origin.node : null;
    const text = node && textOf(project, file, node);
    return text ?? null;
  }
  // `const autoConfig = { prefix: '/x' }`.
  const config = names.get('autoConfig');
  const own = config?.kind === 'value' && config.node.type === 'ObjectExpression' ? propertyOf(config.node, 'prefix') : null;
  if (own) return null;
  if (folders === null || folders.includes('__')) return null;
  return hasParameters ? folders.replaceAll('/_', '/:') : folders;
}

function hooksFor(path: string, folder: string, cascades: boolean, paths: readonly string[], project: Project): Autoloaded['hooks'] {
  return paths
    .filter((other) => HOOKS.test(nameOf(other)) && (dirname(other) === dirname(path) || (cascades && path.startsWith(`${dirname(other)}/`))) && other.startsWith(folder))
    .sort((a, b) => a.length - b.length)
    .flatMap((other) => {
      const file = project.file(other);
      const plugin = file && pluginOf(file);
      return file && plugin ? [{ file, plugin }] : [];
    });
}

/** The folder an expression names: `path.join(__dirname, 'routes')`, `join(import.meta.dirname, 'routes')`, `new URL('routes', import.meta.url)`. */
function folderOf(file: SourceFile, wrapped: Node, project: Project, depth = 0): string | null {
  const node = unwrap(wrapped);
  if (depth > 8) return null;
  if (node.type === 'Identifier' && node.name === '__dirname') {
    // Modules define it for themselves as it is defined in CommonJS.
    return dirname(file.path);
  }
  if (node.type === 'MemberExpression') {
    if (node.object.type === 'MetaProperty') return keyName(node) === 'dirname' ? dirname(file.path) : keyName(node) === 'filename' || keyName(node) === 'url' ? file.path : null;
    return null;
  }
  if (node.type === 'Identifier') {
    const origin = project.follow(originOf(file, node));
    const written = origin.kind === 'value' || origin.kind === 'call' || origin.kind === 'instance' ? origin.node : null;
    return written && written !== node && 'file' in origin ? folderOf(origin.file, written, project, depth + 1) : null;
  }
  if (node.type === 'NewExpression') {
    const [path, base] = node.arguments;
    const from = base && symbolOf(originOf(file, node.callee)) === 'global#URL' ? folderOf(file, base, project, depth + 1) : null;
    const text = path && stringValue(path);
    return from !== null && text !== null && text !== undefined ? trimmed(resolve(dirname(from), text)) : null;
  }
  if (node.type !== 'CallExpression') return null;
  const symbol = (symbolOf(originOf(file, node.callee)) ?? '').replace(/^node:/u, '').replace('#default.', '#');
  const [first, ...others] = node.arguments;
  if (!first || first.type === 'SpreadElement') return null;
  const start = folderOf(file, first, project, depth + 1);
  if (start === null) return null;
  if (symbol === 'url#fileURLToPath') return start;
  if (symbol === 'path#dirname') return dirname(start);
  if (symbol !== 'path#join' && symbol !== 'path#resolve') return null;
  const texts = others.map((argument) => (argument.type === 'SpreadElement' ? null : textOf(project, file, argument)));
  return texts.every((text) => text !== null) ? trimmed(join(start, ...texts)) : null;
}

function trimmed(path: string): string {
  return path.replace(/(.)\/+$/u, '$1');
}
