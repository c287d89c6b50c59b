import type { TSESTree } from '@typescript-eslint/utils';
import { argumentAdded, propertyAdded } from '../../ast/edits.ts';
import { exportsOf } from '../../ast/exports.ts';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isOpen, keyName, memberChain, stringValue, unwrap } from '../../ast/syntax.ts';
import { all, any, words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import type { Edit } from '../../core/rule-context.ts';
import { isAlways } from '../../project/constants.ts';
import { optionsOf } from '../../project/options.ts';
import type { Options } from '../../project/options.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { CORS_CALLS, CORS_CONSTRUCTORS, CORS_PLUGINS, PLUGIN } from './forms.ts';
import { writtenPolicies } from './headers.ts';
import { optionOrigins } from './origins.ts';
import type { CorsForm, CorsPolicy } from './types.ts';

const WRITTEN = /access-control-allow-origin/iu;
const NAMES_HEADER = all(words(/access$/i), words(/^control$/i), words(/^allow$/i), words(/^origin/i));
/** Passed by a file with a word for CORS. */
export const SAYS_CORS = any(words(/cors/i), NAMES_HEADER);
/** Methods whose routes no preflight reaches. */
const NO_PREFLIGHT: ReadonlySet<string> = new Set(['get', 'head', 'post', 'put', 'patch', 'delete', 'del']);
const EVERYTHING = /^(?:\/?(?:\(?\.?\*\)?|\{?\*\w+\}?))$/u;
/** Seconds that a suggestion writes; browsers cap it (Chromium at two hours). */
const SECONDS = 7200;

/** What a file tells browsers of other origins: the policies it installs with a library or writes as headers. */
export const corsPolicies: (context: Parameters<typeof projectOf>[0]) => readonly CorsPolicy[] = perFile((context) => {
  if (!says(context, SAYS_CORS)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  const found = [...file.nodes('CallExpression'), ...file.nodes('NewExpression')].flatMap((node): CorsPolicy[] => {
    const form = formOf(file, node, project);
    return form ? installed(file, node, form, project) : [];
  });
  // What answers every preflight leaves none for what is installed behind it.
  const everything = found.flatMap(({ node, preflight }) => (preflight === true ? (everyPreflightOf(file, node) ?? []) : []));
  const left = found.map((one) => (everything.some(({ node, receiver }) => one.node.range[0] > node.range[1] && receiver === receiverOf(file, one.node)) ? { ...one, preflight: null } : one));
  return [...left, ...loaded(file, project), ...(file.passes(NAMES_HEADER) && WRITTEN.test(file.text) ? writtenPolicies(file, project) : [])];
});

function formOf(file: SourceFile, node: TSESTree.CallExpression | TSESTree.NewExpression, project: Project): CorsForm | null {
  const callee = unwrap(node.callee);
  if (callee.type !== 'Identifier' && callee.type !== 'MemberExpression') return null;
  const [first] = node.arguments;
  if (callee.type === 'MemberExpression' && keyName(callee) === 'register') return first && CORS_PLUGINS.has(project.symbol(originOf(file, first)) ?? '') ? PLUGIN : null;
  const symbol = project.symbol(originOf(file, callee));
  if (symbol === null) return null;
  return node.type === 'NewExpression' ? (CORS_CONSTRUCTORS[`new ${symbol}`] ?? null) : Object.hasOwn(CORS_CALLS, symbol) ? (CORS_CALLS[symbol] ?? null) : null;
}

function installed(file: SourceFile, node: TSESTree.CallExpression | TSESTree.NewExpression, form: CorsForm, project: Project): CorsPolicy[] {
  if (node.arguments.some((argument) => argument.type === 'SpreadElement')) return [];
  const given = node.arguments[form.options] ?? null;
  if (form.property === undefined) return [policy(file, node, given, form, project, file)];
  const held = given ? optionsOf(file, given, project).properties.get(form.property) : undefined;
  if (!held || isAll(held.file, held.node, project, false)) return [];
  // `cors: true` is the library's default.
  const isBare = isAll(held.file, held.node, project, true);
  return [policy(held.file, isBare || held.file !== file ? node : held.node, isBare ? null : held.node, form, project, file)];
}

/** A file that an autoloader registers: its default export is the plugin, and `autoConfig` its options. */
function loaded(file: SourceFile, project: Project): CorsPolicy[] {
  const { names } = exportsOf(file);
  const plugin = names.get('default');
  const config = names.get('autoConfig');
  if (!plugin || config?.kind !== 'value' || !CORS_PLUGINS.has(project.symbol(plugin) ?? '')) return [];
  return [policy(file, config.node, config.node, PLUGIN, project, file)];
}

function policy(at: SourceFile, node: Node, given: Node | null, form: CorsForm, project: Project, file: SourceFile): CorsPolicy {
  const options = optionsOf(at, given, project);
  const origin = options.properties.get('origin');
  const origins = origin ? optionOrigins(origin.file, origin.node, form, project) : options.isOpen || form.default === 'none' ? (options.isOpen ? 'unknown' : 'any') : form.default;
  const credentials = flag(options, 'credentials', project);
  const age = options.properties.get('maxAge');
  return {
    node,
    origins,
    originNode: origin?.file === file ? origin.node : null,
    credentials: form.dropsCredentials && origins !== 'reflected' ? null : credentials,
    preflight: preflightOf(file, node, options, form, project),
    maxAge: age ? !isAll(age.file, age.node, project, null) : options.isOpen ? null : false,
    maxAgeEdits: age ? null : maxAgeEdits(node, given, form),
  };
}

function flag({ properties, isOpen: open }: Options, name: string, project: Project): boolean | null {
  const said = properties.get(name);
  if (!said) return open ? null : false;
  return isAll(said.file, said.node, project, true) ? true : isAll(said.file, said.node, project, false) ? false : null;
}

function preflightOf(file: SourceFile, node: Node, options: Options, { passesOn, holdsConnections }: CorsForm, project: Project): boolean | null {
  const origin = options.properties.get('origin');
  if (holdsConnections || (origin && isAll(origin.file, origin.node, project, false))) return null;
  const passed = passesOn ? options.properties.get(passesOn.name) : undefined;
  if (passed && passesOn && !isAll(passed.file, passed.node, project, !passesOn.when)) return null;
  return NO_PREFLIGHT.has(installerOf(file, node) ?? '') ? null : true;
}

/** The router whose every preflight a policy answers: `app.options('*', cors())`, `app.use(cors())`. */
function everyPreflightOf(file: SourceFile, node: Node): { readonly node: Node; readonly receiver: string } | null {
  const around = file.parent(node);
  const receiver = receiverOf(file, node);
  if (around?.type !== 'CallExpression' || receiver === null) return null;
  const method = installerOf(file, node);
  const isEvery = method === 'use' ? around.arguments[0] === node : method === 'options' && EVERYTHING.test(stringValue(around.arguments[0]) ?? '');
  return isEvery ? { node, receiver } : null;
}

function receiverOf(file: SourceFile, node: Node): string | null {
  const around = file.parent(node);
  const callee = around?.type === 'CallExpression' ? unwrap(around.callee) : null;
  return callee?.type === 'MemberExpression' ? file.textOf(callee.object) : null;
}

/** Method of the call that a policy is handed to: `use`. */
function installerOf(file: SourceFile, node: Node): string | null {
  const around = file.parent(node);
  return around?.type === 'CallExpression' && around.callee !== node ? (memberChain(around.callee).path.at(-1) ?? null) : null;
}

function maxAgeEdits(node: Node, given: Node | null, { options, property }: CorsForm): readonly Edit[] | null {
  const text = `maxAge: ${String(SECONDS)}`;
  if (given) {
    if (given.type !== 'ObjectExpression' || isOpen(given)) return null;
    return [propertyAdded(given, text)];
  }
  if (property !== undefined || node.type !== 'CallExpression' || node.arguments.length !== options) return null;
  return [argumentAdded(node, `{ ${text} }`) ?? { range: [node.range[1] - 1, node.range[1] - 1], text: `{ ${text} }` }];
}

function isAll(file: SourceFile, node: Node, project: Project, wanted: unknown): boolean {
  return isAlways(project, file, node, (value) => value === wanted);
}
