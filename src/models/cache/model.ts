import type { TSESTree } from '@typescript-eslint/utils';
import type { Origin } from '../../ast/origin.ts';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, keyName, unwrap } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import { perFile, perProject } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { isAlways } from '../../project/constants.ts';
import { isAddress, optionsOf } from '../../project/options.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { nearTo } from '../packages/near.ts';
import { adapters } from './adapters.ts';
import type { CacheAction, CacheCall, CacheLibrary, LifetimeForm, StoreForm } from './types.ts';

interface Known {
  readonly library: CacheLibrary;
  readonly store: StoreForm;
}

const libraries: readonly CacheLibrary[] = adapters;
const bySymbol = new Map<string, Known>(libraries.flatMap((library) => Object.entries(library.stores).map(([symbol, store]) => [symbol, { library, store }] as const)));
const METHODS: ReadonlySet<string> = new Set([...bySymbol.values()].flatMap(({ store }) => Object.keys(store.methods)));
/** A framework's package says nothing of caches by being there. */
const knowsStore = nearTo(libraries.flatMap(({ packages }) => packages).filter((name) => name !== '@nestjs/common'));
const CONDITIONS: ReadonlySet<string> = new Set(['NX', 'XX', 'nx', 'xx', 'condition']);
const CALLS_STORE = /\.\s*(?:get|set|wrap|setItem|fetch)\w*\s*(?:<[^()]*>)?\(/i;
/** Passed by a file with a method that puts a value into a store, in any library. */
export const KEEPS_VALUES = words(...namesOf('set', 'load'));

function namesOf(...actions: readonly CacheAction[]): readonly string[] {
  return [...bySymbol.values()].flatMap(({ store }) => Object.entries(store.methods).flatMap(([name, { action }]) => (actions.includes(action) ? [name] : [])));
}

/** The calls of the linted file on stores of keys and values; none where its package knows no such library. */
export function cacheCallsOf(context: RuleContext): readonly CacheCall[] {
  return saysCache(context) ? cacheCalls(sourceFileOf(context), projectOf(context)) : [];
}

/** Whether the linted file may talk to a store. */
export const saysCache = perFile((context): boolean => {
  const { file, project } = hostViewOf(context);
  return mayCache(file, project);
});

/** Whether a file may talk to a store: by its text and what its package depends on. */
export function mayCache(file: SourceFile, project: Project): boolean {
  return knowsStore(file, project) && CALLS_STORE.test(file.text);
}

/** The same for any file of a project, in source order: by what is called, not by its name. */
export const cacheCalls = perProject((file: SourceFile, project: Project): readonly CacheCall[] =>
  CALLS_STORE.test(file.text) ? file.nodes('CallExpression').flatMap((node) => callOf(file, node, project) ?? []) : [],
);

function callOf(file: SourceFile, node: TSESTree.CallExpression, project: Project): CacheCall | null {
  const callee = unwrap(node.callee);
  const method = callee.type === 'MemberExpression' ? keyName(callee) : null;
  if (callee.type !== 'MemberExpression' || method === null || !METHODS.has(method)) return null;
  const origin = originOf(file, callee.object);
  const symbol = project.symbol(origin);
  const found = symbol === null ? null : storeOf(symbol);
  const form = found && Object.hasOwn(found.store.methods, method) ? found.store.methods[method] : undefined;
  if (!found || !form || node.arguments.length < (form.key === null ? 0 : 1)) return null;
  const { library, store } = found;
  const said = form.lifetime && form.lifetime !== 'always' ? readLifetime(file, node, form.lifetime, project) : null;
  const made = project.follow(origin);
  return {
    node,
    file,
    library: library.name,
    action: form.action,
    name: file.textOf(callee).replaceAll(/\s+/g, ''),
    key: at(node, form.key),
    value: at(node, form.value ?? null),
    lifetime: form.lifetime === 'always' ? 'said' : said === null ? 'unknown' : said.lifetime === 'never-ends' ? byDefault(made, store, project) : said.lifetime,
    isConditional: said?.isConditional ?? false,
    isBounded: store.isBounded ?? false,
    holds: store.holds,
    counts: Object.entries(store.methods).find(([, { action }]) => action === 'increment')?.[0] ?? null,
    form,
    major: majorOf(project, file, library),
    owner: enclosingFunction(file, node),
  };
}

function at(node: TSESTree.CallExpression, place: number | null): Node | null {
  if (place === null || node.arguments.slice(0, place + 1).some((argument) => argument.type === 'SpreadElement')) return null;
  return node.arguments[place] ?? null;
}

/** The store a symbol is, through methods that give it again and chains of commands. */
function storeOf(symbol: string): Known | null {
  const direct = bySymbol.get(symbol);
  if (direct) return direct;
  const calls: string[] = [];
  for (let rest = symbol; rest.endsWith('()'); ) {
    const dot = rest.lastIndexOf('.');
    if (dot <= 0) return null;
    calls.unshift(rest.slice(dot + 1, -2));
    rest = rest.slice(0, dot);
    const found = bySymbol.get(rest);
    if (!found) continue;
    let isChain = false;
    for (const call of calls) {
      if (found.store.chains?.includes(call)) isChain = true;
      else if (!isChain && !found.store.views?.includes(call)) return null;
    }
    return found;
  }
  return null;
}

/** How long a call says a key lives, by what it is given. */
function readLifetime(file: SourceFile, node: TSESTree.CallExpression, form: LifetimeForm, project: Project): { readonly lifetime: CacheCall['lifetime']; readonly isConditional: boolean } {
  const given = node.arguments.slice(form.from);
  let isConditional = false;
  let isUnknown = node.arguments.some((argument) => argument.type === 'SpreadElement');
  for (const argument of given) {
    const inner = unwrap(argument);
    // A callback, or nothing.
    if (inner.type === 'ArrowFunctionExpression' || inner.type === 'FunctionExpression' || (inner.type === 'Identifier' && inner.name === 'undefined')) continue;
    const values = project.constants(file, argument);
    if (values?.every((value) => typeof value === 'string')) {
      if (form.words?.includes(String(values[0]).toUpperCase())) return { lifetime: 'said', isConditional };
      isConditional ||= values.some((value) => CONDITIONS.has(String(value)));
      continue;
    }
    if (form.isNumber && values?.every((value) => value === 0 || value === null)) continue;
    if (form.isNumber && inner.type !== 'ObjectExpression') return { lifetime: 'said', isConditional };
    const { properties, isOpen } = optionsOf(file, argument, project);
    if (form.options?.some((name) => properties.has(name))) return { lifetime: 'said', isConditional };
    isConditional ||= [...properties.keys()].some((name) => CONDITIONS.has(name));
    isUnknown ||= isOpen;
  }
  return { lifetime: isUnknown ? 'unknown' : 'never-ends', isConditional };
}

/** What becomes of a key without a lifetime of its own, by how the store was made. */
function byDefault(made: Origin, store: StoreForm, project: Project): CacheCall['lifetime'] {
  if (!store.defaults) return 'never-ends';
  const { defaults } = store;
  const call = made.kind === 'instance' || made.kind === 'call' ? made.node : null;
  if (!call || call.type === 'TaggedTemplateExpression' || (made.kind !== 'instance' && made.kind !== 'call')) return 'unknown';
  for (const argument of call.arguments) {
    if (argument.type === 'SpreadElement') return 'unknown';
    if (isAddress(made.file, argument, project)) continue;
    const { properties, isOpen } = optionsOf(made.file, argument, project);
    const said = defaults.map((name) => properties.get(name)).find((one) => one !== undefined);
    if (said && !isAlways(project, said.file, said.node, (value) => value === 0 || value === null)) return 'said';
    // A store of one's own, or several: each may have a default.
    if (isOpen || properties.has('stores') || properties.has('store')) return 'unknown';
  }
  return 'never-ends';
}

/** The major version of the library that the package of a file asks for. */
function majorOf(project: Project, file: SourceFile, { packages }: CacheLibrary): number | null {
  const dependencies = project.packageOf(file)?.dependencies;
  const range = dependencies?.get(packages[0] ?? '');
  const major = range === undefined ? null : /\d+/.exec(range)?.[0];
  return major === null || major === undefined ? null : Number(major);
}
