import { promisified } from '../../project/promisified.ts';
import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, displayName, keyName, returnedExpressions, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import { any, packages, words } from '../../core/gates.ts';
import { memo } from '../../core/memo.ts';
import type { Project } from '../../project/types.ts';
import { adapters } from './adapters.ts';
import type { HashCall, HashForm, HashLibrary } from './types.ts';

const libraries: readonly HashLibrary[] = adapters;
const bySymbol = new Map<string, HashForm>(libraries.flatMap(({ packages, forms }) => packages.flatMap((name) => forms.map((form) => [`${name}#${form.member}`, form] as const))));
const MAX_WRAPPERS = 3;

/** Passed by a file that names a library which hashes, or the global of browsers. */
export const NAMES_HASHER = any(packages(...libraries.flatMap((library) => library.packages.filter((name) => name !== 'global'))), words('subtle'));

/** The calls of a file that hash by a library. */
export const libraryCalls: (file: SourceFile, project: Project) => readonly HashCall[] = (file, project) => (file.passes(NAMES_HASHER) ? file.nodes('CallExpression').flatMap((node) => libraryCall(file, node, project) ?? []) : []);

/** What a call hashes by a library; null for any other. */
function libraryCall(file: SourceFile, node: TSESTree.CallExpression, project: Project): HashCall | null {
  const symbol = calledSymbol(file, node.callee, project);
  const form = symbol === null ? undefined : bySymbol.get(symbol.replace(/\.update\(\)(?=\.update)/gu, ''));
  if (!form || node.arguments.some((argument) => argument.type === 'SpreadElement')) return null;
  const hashed = form.hashed.flatMap((place) => node.arguments[place] ?? []);
  return { node, file, form, hashed, algorithm: algorithmOf(file, node, form, project), through: null };
}

/** The symbol of a called function, `promisify(scrypt)` being `scrypt`. */
function calledSymbol(file: SourceFile, callee: Node, project: Project): string | null {
  const origin = originOf(file, callee);
  return project.symbol(promisified(origin, project) ?? origin);
}

function algorithmOf(file: SourceFile, node: TSESTree.CallExpression, { kind, name, digest }: HashForm, project: Project): string {
  if (!digest) return kind === 'fast' ? name : kind;
  const made = digest.of === 'this' ? { node, file } : madeBy(file, node.callee);
  const argument = made?.node.arguments[digest.argument];
  const said = argument ? project.constants(made.file, argument)?.[0] : null;
  return typeof said === 'string' ? said.toUpperCase().replace(/^SHA(?=\d)/u, 'SHA-') : name;
}

/** The call that made what a method is called on: `createHash('md5')` below any number of `update`. */
function madeBy(file: SourceFile, callee: Node): { readonly node: TSESTree.CallExpression; readonly file: SourceFile } | null {
  const inner = unwrap(callee);
  let origin: Origin | null = inner.type === 'MemberExpression' ? originOf(file, inner.object) : null;
  while (origin?.kind === 'call' && origin.callee.kind === 'member' && origin.callee.property === 'update') origin = origin.callee.object;
  return origin?.kind === 'call' && origin.node.type === 'CallExpression' ? { node: origin.node, file: origin.file } : null;
}

/** What a call hashes: by a library, or by a function of the project that gives what a library makes of its parameter. */
export function hashCall(file: SourceFile, node: TSESTree.CallExpression, project: Project): HashCall | null {
  return libraryCall(file, node, project) ?? wrapped(file, node, project, 0);
}

function wrapped(file: SourceFile, node: TSESTree.CallExpression, project: Project, depth: number): HashCall | null {
  const origin = originOf(file, node.callee);
  const found = origin.kind === 'function' ? origin : project.follow(origin);
  if (found.kind !== 'function' || node.arguments.some((argument) => argument.type === 'SpreadElement')) return null;
  const inner = summary(found.node, found.file, project, depth);
  const hashed = inner?.parameters.flatMap((index) => node.arguments[index] ?? []) ?? [];
  return inner && hashed.length > 0 ? { node, file, form: inner.form, hashed, algorithm: inner.algorithm, through: displayName(found.file, found.node) } : null;
}

interface Summary {
  readonly form: HashForm;
  readonly algorithm: string;
  readonly parameters: readonly number[];
}

const summaries = memo<Project, WeakMap<FunctionNode, Summary | null>>(() => new WeakMap());

function summary(fn: FunctionNode, file: SourceFile, project: Project, depth: number): Summary | null {
  const known = summaries(project).get(fn);
  if (known !== undefined) return known;
  // While it is worked out, a function that calls itself hashes nothing.
  summaries(project).set(fn, null);
  const found = depth > MAX_WRAPPERS ? null : summarised(fn, file, project, depth);
  summaries(project).set(fn, found);
  return found;
}

function summarised(fn: FunctionNode, file: SourceFile, project: Project, depth: number): Summary | null {
  const mayHash = file.passes(NAMES_HASHER);
  const calls = file.nodesIn(fn, 'CallExpression').flatMap((node) => (mayHash ? libraryCall(file, node, project) : null) ?? wrapped(file, node, project, depth + 1) ?? []);
  const parametersOf = ({ hashed }: HashCall): readonly number[] => [...new Set(hashed.flatMap((node) => [parameterOf(file, fn, node)]))].filter((index) => index >= 0);
  const slow = calls.find((call) => call.form.kind !== 'fast' && call.hashed.length > 0);
  if (slow) {
    const parameters = calls.filter((call) => call.form.kind !== 'fast').flatMap(parametersOf);
    return { form: slow.form, algorithm: slow.algorithm, parameters: parameters.length > 0 ? parameters : fn.params.map((_, index) => index) };
  }
  const fast = calls.find((call) => call.form.kind === 'fast' && parametersOf(call).length > 0 && isGiven(file, fn, call.node));
  return fast ? { form: fast.form, algorithm: fast.algorithm, parameters: parametersOf(fast) } : null;
}

/** The parameter an expression is, as a text or bytes; -1 for none. */
function parameterOf(file: SourceFile, fn: FunctionNode, node: Node): number {
  let at = unwrapAwait(node);
  for (;;) {
    if (at.type === 'CallExpression') {
      const callee = unwrap(at.callee);
      const [first] = at.arguments;
      const receiver = callee.type === 'MemberExpression' && /^(?:trim|toString|normalize|join)$/u.test(keyName(callee) ?? '') ? callee.object : null;
      const next = receiver ?? first;
      if (!next) return -1;
      at = unwrap(next);
    } else break;
  }
  const variable = at.type === 'Identifier' ? file.variableOf(at) : null;
  if (variable?.defs[0]?.type !== 'Parameter') return -1;
  return fn.params.findIndex((parameter) => {
    const name = parameter.type === 'AssignmentPattern' ? parameter.left : parameter.type === 'RestElement' ? parameter.argument : parameter;
    return name.type === 'Identifier' && file.variableOf(name) === variable;
  });
}

/** Whether a function gives what a call made: in a returned expression, or by a name that stands there. */
function isGiven(file: SourceFile, fn: FunctionNode, call: Node): boolean {
  return returnedExpressions(file, fn).some((returned) => {
    if (contains(returned, call)) return true;
    return file.nodesIn(returned, 'Identifier').some((identifier) => {
      const variable = file.variableOf(identifier);
      const definition = variable?.defs[0];
      return definition?.type === 'Variable' && contains(definition.node as Node, call);
    });
  });
}
