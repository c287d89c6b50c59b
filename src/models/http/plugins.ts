import type { TSESTree } from '@typescript-eslint/utils';
import { memberOf, originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { autoloadedBy } from './autoload.ts';
import { functionsIn, functionsOfOrigin } from './functions.ts';
import type { FoundFunction } from './functions.ts';
import type { HttpFramework } from './types.ts';

/** What a call hands over as plugins. */
export interface Plugins {
  /** Functions of the project's own. */
  readonly functions: readonly FoundFunction[];
  /** Exports of loaded files that are a package's plugin. */
  readonly packaged: readonly { readonly node: Node; readonly file: SourceFile }[];
  readonly complete: boolean;
}

/** The plugins that `register(plugin, options)` adds: written there, imported, or loaded from a folder. */
export function pluginFunctions(file: SourceFile, call: TSESTree.CallExpression, framework: HttpFramework, project: Project): Plugins {
  const [plugin, options] = call.arguments;
  if (!plugin) return { functions: [], packaged: [], complete: true };
  const inner = unwrap(plugin);
  const origin = inner.type === 'ImportExpression' ? memberOf(originOf(file, inner), 'default') : originOf(file, inner);
  const symbol = project.symbol(origin);
  if (symbol !== null && framework.autoload?.includes(symbol)) return inFolder(file, options, project);
  const functions = inner.type === 'ImportExpression' ? functionsOfOrigin(project.follow(origin), project) : functionsIn(file, inner, project);
  return { functions, packaged: [], complete: functions.length > 0 || (symbol !== null && !symbol.startsWith('global#')) };
}

function inFolder(file: SourceFile, options: Node | undefined, project: Project): Plugins {
  const loaded = options?.type === 'ObjectExpression' ? autoloadedBy(file, options, project) : null;
  if (!loaded) return { functions: [], packaged: [], complete: false };
  const functions: FoundFunction[] = [];
  const packaged: { node: Node; file: SourceFile }[] = [];
  let complete = true;
  for (const one of loaded.flatMap(({ hooks, ...own }) => [...hooks, own])) {
    const found = functionsOfOrigin(one.plugin, project);
    functions.push(...found);
    if (found.length > 0) continue;
    const exported = one.file.nodes('ExportDefaultDeclaration')[0]?.declaration;
    if (exported && !isFunction(exported) && project.symbol(one.plugin) !== null) packaged.push({ node: exported, file: one.file });
    else complete = false;
  }
  return { functions, packaged, complete };
}
