import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, keyName, unwrap } from '../../ast/syntax.ts';
import { memo } from '../../core/memo.ts';
import type { Project } from '../../project/types.ts';
import { shippedFiles } from '../../project/test-files.ts';
import { environmentOf } from './environment.ts';
import { envReadsOf } from './reads.ts';
import type { EnvRead, EnvValidation } from './types.ts';
import { CHECKING_OPTIONS, CONFIGURATIONS, ENVIRONMENT_PLUGINS, ENVIRONMENT_READERS, MAY_CHECK, NO_CHECKS, SELF_CHECKING } from './validators.ts';

/** Files of a package that are read before the answer is "it may". */
const MAX_FILES = 400;
const WHOLE: EnvValidation = { whole: true, names: new Set() };

const surveys: (project: Project) => Map<string, EnvValidation> = memo(() => new Map());

/** What the package of a file, or a package of the workspace that it depends on, proves of the environment when it starts. */
export function envValidationOf(file: { readonly path: string }, project: Project): EnvValidation {
  const folder = project.packageOf(file)?.folder ?? project.root;
  const names = new Set<string>();
  for (const one of new Set([folder, ...project.dependenciesOf(folder), project.root])) {
    const found = surveyOf(one, project);
    if (found.whole) return WHOLE;
    for (const name of found.names) names.add(name);
  }
  return { whole: false, names };
}

function surveyOf(folder: string, project: Project): EnvValidation {
  const known = surveys(project);
  let found = known.get(folder);
  if (!found) {
    found = survey(folder, project);
    known.set(folder, found);
  }
  return found;
}

function survey(folder: string, project: Project): EnvValidation {
  const names = new Set<string>();
  let read = 0;
  for (const path of shippedFiles(project, folder)) {
    const text = project.text(path);
    if (text === null || !MAY_CHECK.test(text)) continue;
    if (++read > MAX_FILES) return WHOLE;
    const file = project.file(path);
    if (!file) continue;
    const found = validationIn(file, project);
    if (found.whole) return WHOLE;
    for (const name of found.names) names.add(name);
  }
  return { whole: false, names };
}

/** What one file proves. */
function validationIn(file: SourceFile, project: Project): EnvValidation {
  const names = new Set<string>();
  if (file.nodes('ImportDeclaration').some(({ source }) => SELF_CHECKING.has(source.value) || ENVIRONMENT_PLUGINS.has(source.value))) return WHOLE;
  for (const call of file.nodes('CallExpression')) {
    if (isCheck(file, call, project)) return WHOLE;
  }
  for (const read of envReadsOf(file, project)) {
    if (!endsWithout(file, read)) continue;
    if (read.name === null) return WHOLE;
    names.add(read.name);
  }
  return { whole: false, names };
}

/** Whether a call checks the environment, or is given it whole and may. */
function isCheck(file: SourceFile, call: TSESTree.CallExpression, project: Project): boolean {
  const callee = unwrap(call.callee);
  if (callee.type !== 'Identifier' && callee.type !== 'MemberExpression') return false;
  const name = callee.type === 'MemberExpression' ? keyName(callee) : callee.name;
  const isGiven = call.arguments.some((argument) => isWholeEnvironment(file, argument));
  if (!isGiven && !MAY_BE_CALLED.has(name ?? '') && callee.type !== 'Identifier') return false;
  const own = symbolOf(originOf(file, callee));
  if (own !== null && ENVIRONMENT_READERS.has(own)) return true;
  if (own !== null && CONFIGURATIONS.has(own)) return options(call).some((option) => CHECKING_OPTIONS.has(option));
  if (own !== null && [...ENVIRONMENT_PLUGINS].some((plugin) => own.startsWith(`${plugin}#`))) return true;
  if (name === 'register' && call.arguments[0] && [...ENVIRONMENT_PLUGINS].some((plugin) => symbolOf(originOf(file, call.arguments[0] as Node))?.startsWith(`${plugin}#`))) return true;
  return isGiven && !NO_CHECKS.test(project.symbol(originOf(file, callee)) ?? '');
}

const MAY_BE_CALLED: ReadonlySet<string> = new Set(['register', ...[...ENVIRONMENT_READERS, ...CONFIGURATIONS].map((symbol) => /(\w+)$/u.exec(symbol)?.[1] ?? '')]);

function options(call: TSESTree.CallExpression): string[] {
  const [first] = call.arguments;
  const object = first ? unwrap(first) : null;
  // What is spread may hold them.
  return object?.type === 'ObjectExpression' ? object.properties.map((property) => (property.type === 'Property' ? (keyName(property) ?? '') : 'validate')) : first ? ['validate'] : [];
}

/** `process.env`, `{ ...process.env, more }`. */
function isWholeEnvironment(file: SourceFile, argument: Node): boolean {
  const inner = unwrap(argument);
  if (inner.type === 'ObjectExpression') return inner.properties.some((property) => property.type === 'SpreadElement' && environmentOf(file, property.argument) !== null) || variablesIn(file, inner) > 1;
  return environmentOf(file, inner) !== null;
}

/** How many variables an object holds under their own names: `{ PORT: process.env.PORT, … }`. */
function variablesIn(file: SourceFile, object: TSESTree.ObjectExpression): number {
  return object.properties.filter((property) => {
    const value = property.type === 'Property' ? unwrap(property.value) : null;
    return property.type === 'Property' && value?.type === 'MemberExpression' && keyName(value) !== null && keyName(value) === keyName(property) && environmentOf(file, value.object) !== null;
  }).length;
}

/** Whether the program, or what reads the variable, ends where it is not set: `if (!process.env.X) throw …`, `process.env.X ?? fail()`. */
function endsWithout(file: SourceFile, { node, fallbacks }: EnvRead): boolean {
  if (fallbacks.some((fallback) => isEnd(file, unwrap(fallback)))) return true;
  let inner = node;
  for (let outer = file.parent(inner); outer; inner = outer, outer = file.parent(outer)) {
    if (outer.type === 'IfStatement') return outer.test === inner && isEnd(file, outer.consequent);
    if (outer.type === 'CallExpression' && outer.arguments[0] === inner) return /^(?:assert|assert\/strict|node:assert|tiny-invariant|invariant)#/u.test(symbolOf(originOf(file, outer.callee)) ?? '');
    if (/Function|Statement|Declaration$/u.test(outer.type)) return outer.type === 'VariableDeclaration' && isCheckedLater(file, outer);
  }
  return false;
}

/** `const value = process.env.X; if (!value) throw …`, in the function that reads it. */
function isCheckedLater(file: SourceFile, { declarations }: TSESTree.VariableDeclaration): boolean {
  const names = declarations.flatMap(({ id }) => (id.type === 'Identifier' ? (file.variableOf(id) ?? []) : []));
  return names.some((variable) =>
    variable.references.some((reference) => {
      let inner = reference.identifier as Node;
      for (let outer = file.parent(inner); outer; inner = outer, outer = file.parent(outer)) {
        if (outer.type === 'IfStatement') return outer.test === inner && isEnd(file, outer.consequent);
        if (/Statement$|Declaration$/u.test(outer.type)) return false;
      }
      return false;
    }),
  );
}

/** Whether a statement or a call throws or ends the process, or notes what is missing for code around it that does. */
function isEnd(file: SourceFile, node: Node): boolean {
  if (ends(file, node)) return true;
  if (node.type === 'CallExpression') {
    const called = originOf(file, node.callee);
    return called.kind === 'function' && ends(called.file, called.node);
  }
  const notes = file.nodesIn(node, 'CallExpression').some(({ callee }) => callee.type === 'MemberExpression' && keyName(callee) === 'push');
  return notes && around(file, node).some((outer) => ends(file, outer));
}

function ends(file: SourceFile, within: Node): boolean {
  return file.nodesIn(within, 'ThrowStatement').length > 0 || file.nodesIn(within, 'CallExpression').some(({ callee }) => /^global#process\.(?:exit|abort)$/u.test(symbolOf(originOf(file, callee)) ?? ''));
}

/** The functions around a node, and the module where it stands in none. */
function around(file: SourceFile, node: Node): readonly Node[] {
  const found: Node[] = [];
  for (let fn = enclosingFunction(file, node); fn; fn = enclosingFunction(file, fn)) found.push(fn);
  return found.length > 0 ? found : [file.ast];
}
