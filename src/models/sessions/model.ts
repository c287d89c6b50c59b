import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, packageOf, symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, unwrap, wrapped } from '../../ast/syntax.ts';
import { packages } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { optionsOf } from '../../project/options.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { adapters } from './adapters.ts';
import { STORES } from './stores.ts';
import type { SessionLibrary, WeakStore } from './types.ts';

const libraries: readonly SessionLibrary[] = adapters;
const byMaker = new Map(libraries.flatMap((library) => library.makers.map((symbol) => [symbol, library] as const)));
const MEMORY: ReadonlySet<string> = new Set(libraries.flatMap(({ memoryStores }) => memoryStores));

/** Passed by a file that may install sessions. */
export const NAMES_SESSIONS = packages(...libraries.flatMap((library) => library.packages));

/** The sessions that the linted file installs on an application, where they are kept in memory or in a SQL database. */
export const weakStores = perFile((context): readonly WeakStore[] => {
  if (!says(context, NAMES_SESSIONS)) return [];
  return weakStoresIn(sourceFileOf(context), projectOf(context));
});

/** The calls of a file that install sessions on an application whatever the environment, with their library. */
export function sessionsIn(file: SourceFile, project: Project): readonly { readonly call: TSESTree.CallExpression; readonly library: SessionLibrary }[] {
  return file.nodes('CallExpression').flatMap((call) => {
    const library = libraryOf(file, call, project);
    return library && !isConditional(file, call) && (library.plugin || isInstalled(file, call)) ? [{ call, library }] : [];
  });
}

/** The same for any file of a project. */
export function weakStoresIn(file: SourceFile, project: Project): readonly WeakStore[] {
  return sessionsIn(file, project).flatMap(({ call, library }) => storeOf(file, call, library, project) ?? []);
}

/** The library whose sessions a call makes, or registers as a plugin. */
function libraryOf(file: SourceFile, call: TSESTree.CallExpression, project: Project): SessionLibrary | null {
  const callee = unwrap(call.callee);
  const [plugin] = call.arguments;
  const isRegistration = callee.type === 'MemberExpression' && keyName(callee) === 'register';
  if (isRegistration && (!plugin || isFunction(plugin))) return null;
  const symbol = project.symbol(originOf(file, isRegistration && plugin ? plugin : callee));
  const library = symbol === null ? undefined : byMaker.get(symbol);
  return library && (library.plugin ?? false) === isRegistration ? library : null;
}

/** Whether the sessions depend on a condition: the environment may choose them. */
function isConditional(file: SourceFile, call: Node): boolean {
  for (let at = file.parent(call); at && !isFunction(at); at = file.parent(at)) {
    if (at.type === 'IfStatement' || at.type === 'ConditionalExpression' || at.type === 'LogicalExpression' || at.type === 'SwitchCase') return true;
  }
  return false;
}

/** Whether what a call makes is handed to an application, exported or returned for one. */
function isInstalled(file: SourceFile, call: Node): boolean {
  const node = wrapped(file, call);
  const parent = file.parent(node);
  switch (parent?.type) {
    case 'CallExpression':
      return parent.arguments.includes(node as TSESTree.CallExpressionArgument) && unwrap(parent.callee).type === 'MemberExpression';
    case 'ReturnStatement':
    case 'ExportDefaultDeclaration':
      return true;
    case 'ArrowFunctionExpression':
      return parent.body === node;
    case 'AssignmentExpression':
      return parent.right === node;
    case 'VariableDeclarator': {
      if (parent.id.type !== 'Identifier') return false;
      if (file.parent(file.parent(parent) ?? parent)?.type === 'ExportNamedDeclaration') return true;
      return (file.variableOf(parent.id)?.references ?? []).some((reference) => !reference.init && isInstalled(file, reference.identifier as Node));
    }
    default:
      return false;
  }
}

function storeOf(file: SourceFile, call: TSESTree.CallExpression, library: SessionLibrary, project: Project): WeakStore | null {
  const given = call.arguments[library.options];
  if (given?.type === 'SpreadElement') return null;
  const options = optionsOf(file, given ?? null, project);
  const said = options.properties.get('store');
  if (!said) return options.isOpen || library.fallback !== 'memory' ? null : { node: call, kind: 'memory', name: library.name };
  const origin = project.follow(originOf(said.file, said.node));
  if (origin.kind !== 'instance') return null;
  const symbol = symbolOf(origin.of) ?? project.symbol(origin.of);
  if (symbol === null) return null;
  const node = said.file === file ? said.node : call;
  if (MEMORY.has(symbol)) return { node, kind: 'memory', name: library.name };
  const kind = STORES.get(packageOf(symbol));
  return kind ? { node, kind, name: packageOf(symbol) } : null;
}
