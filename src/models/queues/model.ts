import type { TSESTree } from '@typescript-eslint/utils';
import type { Origin } from '../../ast/origin.ts';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, isFunction, keyName, stringValue, unwrap } from '../../ast/syntax.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { optionsOf } from '../../project/options.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { adapters } from './adapters.ts';
import { retryOf } from './retries.ts';
import type { AddedJob, Consumer, ConsumerForm, ProducerForm, QueueLibrary, ReceiptForm } from './types.ts';

const libraries: readonly QueueLibrary[] = adapters;
const producers = new Map(libraries.flatMap((library) => Object.entries(library.producers ?? {}).map(([symbol, form]) => [symbol, { library, form: form as ProducerForm }] as const)));
const consumers = new Map(libraries.flatMap((library) => Object.entries(library.consumers ?? {}).map(([symbol, form]) => [symbol, { library, form: form as ConsumerForm }] as const)));
const results: ReadonlySet<string> = new Set(libraries.flatMap((library) => library.results ?? []));
const lastNames = (symbols: Iterable<string>): ReadonlySet<string> => new Set([...symbols].flatMap((symbol) => /[.#](\w+)$/.exec(symbol)?.[1] ?? []));
const PRODUCING = lastNames(producers.keys());
const CONSUMING = lastNames(consumers.keys());
const WAITING = lastNames(results);
const PACKAGES: readonly string[] = libraries.flatMap(({ packages }) => packages);
const NAMES = new RegExp(String.raw`\b(?:${[...PRODUCING, ...CONSUMING, ...WAITING].join('|')})\b`);

/** Whether a file may have to do with queues: by its text and what its package depends on. */
export function mayQueue(file: SourceFile, project: Project): boolean {
  return NAMES.test(file.text) && knowsQueues(file, project);
}

/** Whether a file imports a library of queues, or its package depends on one. */
export function knowsQueues(file: SourceFile, project: Project): boolean {
  const dependencies = project.packageOf(file)?.dependencies;
  return PACKAGES.some((name) => dependencies?.has(name) || file.text.includes(`'${name}'`) || file.text.includes(`"${name}"`));
}

/** The jobs that the linted file puts into queues, in source order. */
export function addedJobsOf(context: RuleContext): readonly AddedJob[] {
  const { file, project } = hostViewOf(context);
  return mayQueue(file, project) ? addedJobs(sourceFileOf(context), projectOf(context)) : [];
}

/** The same for any file of a project. */
export function addedJobs(file: SourceFile, project: Project): readonly AddedJob[] {
  return file.nodes('CallExpression').flatMap((node): AddedJob[] => {
    const found = known(file, node, PRODUCING, producers, project);
    if (!found) return [];
    const { library, form } = found;
    const places = placesOf(file, node, form);
    const { retry, edits } = retryOf(file, node, form, places.options, project);
    return [{ node, file, library: library.name, name: nameOf(file, node), payload: form.bulk === undefined ? (node.arguments[places.payload] ?? null) : null, options: node.arguments[places.options] ?? null, retry, edits, owner: enclosingFunction(file, node) }];
  });
}

/** Where data and options stand: the name in front of them may be left out. */
function placesOf(file: SourceFile, node: TSESTree.CallExpression, form: ProducerForm): { readonly payload: number; readonly options: number } {
  const [first] = node.arguments;
  if (!form.isNameOptional || !first) return form;
  const inner = unwrap(first);
  const isName = inner.type === 'Literal' || inner.type === 'TemplateLiteral' || node.arguments.length === 3 || originOf(file, inner).kind === 'enum';
  return isName ? form : { payload: form.payload - 1, options: form.options - 1 };
}

/** What works jobs off in the linted file. */
export function consumersOf(context: RuleContext): readonly Consumer[] {
  const { file, project } = hostViewOf(context);
  return mayQueue(file, project) ? consumersIn(sourceFileOf(context), projectOf(context)) : [];
}

/** The same for any file of a project. */
export function consumersIn(file: SourceFile, project: Project): readonly Consumer[] {
  return [...file.nodes('CallExpression'), ...file.nodes('NewExpression')].flatMap((node): Consumer[] => {
    const found = known(file, node, CONSUMING, consumers, project);
    if (!found) return [];
    const { library, form } = found;
    if (form.event !== undefined && stringValue(node.arguments[0]) !== form.event) return [];
    const given = givenTo(file, node, form, project);
    return [{ node, file, library: library.name, name: nameOf(file, node), handler: given && handlerOf(project.follow(originOf(file, given))), given, form }];
  });
}

/** The expression that names the function that works jobs off, as it is written in the file. */
function givenTo(file: SourceFile, node: TSESTree.CallExpression | TSESTree.NewExpression, { handler, properties }: ConsumerForm, project: Project): Node | null {
  const argument = node.arguments.at(handler);
  if (!argument || argument.type === 'SpreadElement') return null;
  if (!properties) return argument;
  const said = optionsOf(file, argument, project).properties;
  const found = properties.map((name) => said.get(name)).find((one) => one !== undefined);
  return found?.file === file ? found.node : null;
}

/** The calls of the linted file that wait for what a job gives. */
export function awaitedResults(file: SourceFile, project: Project): readonly TSESTree.CallExpression[] {
  return file.nodes('CallExpression').filter((node) => {
    const callee = unwrap(node.callee);
    if (callee.type !== 'MemberExpression' || !WAITING.has(keyName(callee) ?? '')) return false;
    const symbol = project.symbol(originOf(file, callee));
    return symbol !== null && results.has(symbol);
  });
}

/** Words by which workers say that a job takes long: of one library, or of all. */
export function patienceOf(library: string | null): readonly string[] {
  return libraries.flatMap(({ name, patience }) => (library === null || name === library ? (patience ?? []) : []));
}

/** The ways of asking for messages that a text may be about: a library is imported, or another file hands its client over. */
export function receiptsSaidBy(text: string): readonly ReceiptForm[] {
  return libraries.flatMap(({ packages, receipts }) => (receipts && packages.some((name) => text.includes(`'${name}'`) || text.includes(`"${name}"`)) ? [receipts] : []));
}

/** What adds jobs that wait for each other, in a library that has such a thing. */
export function flowOf(library: string | null): string | null {
  return libraries.find(({ name }) => name === library)?.flow ?? null;
}

/** Properties of a job that tell it from another: of one library, or of all. */
export function identitiesOf(library: string | null): readonly string[] {
  return libraries.flatMap(({ name, identity }) => (library === null || name === library ? (identity ?? []) : []));
}

/** Whether a text may wait for what a job gives. */
export function mayAwaitResult(text: string): boolean {
  return [...WAITING].some((name) => text.includes(name));
}

function handlerOf(origin: Origin): Consumer['handler'] {
  return origin.kind === 'function' && isFunction(origin.node) && origin.node.body ? { fn: origin.node, file: origin.file } : null;
}

function known<T>(file: SourceFile, node: TSESTree.CallExpression | TSESTree.NewExpression, names: ReadonlySet<string>, by: ReadonlyMap<string, T>, project: Project): T | null {
  const callee = unwrap(node.callee);
  if (callee.type === 'MemberExpression' ? !names.has(keyName(callee) ?? '') : callee.type !== 'Identifier') return null;
  const symbol = project.symbol(originOf(file, callee));
  return symbol === null ? null : (by.get(node.type === 'NewExpression' ? `new ${symbol}` : symbol) ?? null);
}

/** As it is written, without arguments. */
function nameOf(file: SourceFile, node: TSESTree.CallExpression | TSESTree.NewExpression): string {
  return `${node.type === 'NewExpression' ? 'new ' : ''}${file.textOf(node.callee as Node).replaceAll(/\s+/g, '')}`;
}
