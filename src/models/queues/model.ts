import type { TSESTree } from '@typescript-eslint/utils';
import type { Origin } from '../../ast/origin.ts';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, isFunction, keyName, stringValue, unwrap } from '../../ast/syntax.ts';
import { packages as naming, words } from '../../core/gates.ts';
import { perFile, perProject } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { optionsOf } from '../../project/options.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { nearTo } from '../packages/near.ts';
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
const CALLS_QUEUE = words(...PRODUCING, ...CONSUMING, ...WAITING);
const receiving = libraries.flatMap(({ packages, receipts }) => (receipts ? [{ receipts, named: naming(...packages) }] : []));

/** Whether a file imports a library of queues, or its package depends on one. */
const knowsQueues = nearTo(libraries.flatMap(({ packages }) => packages));

/** Whether a file may have to do with queues: by its text and what its package depends on. */
export function mayQueue(file: SourceFile, project: Project): boolean {
  return file.passes(CALLS_QUEUE) && knowsQueues(file, project);
}

/** Whether the linted file may put jobs into queues, work them off or wait for them. */
export const saysQueue = perFile((context): boolean => {
  const { file, project } = hostViewOf(context);
  return mayQueue(file, project);
});

/** Whether the linted file imports a library of queues, or its package depends on one. */
export const isNearQueues = perFile((context): boolean => {
  const { file, project } = hostViewOf(context);
  return knowsQueues(file, project);
});

/** The jobs that the linted file puts into queues, in source order. */
export function addedJobsOf(context: RuleContext): readonly AddedJob[] {
  return saysQueue(context) ? addedJobs(sourceFileOf(context), projectOf(context)) : [];
}

/** The same for any file of a project. */
export const addedJobs = perProject((file: SourceFile, project: Project): readonly AddedJob[] =>
  queueCalls(file, project).flatMap(({ node, symbol }): AddedJob[] => {
    const found = producers.get(symbol);
    if (!found || node.type !== 'CallExpression') return [];
    const { library, form } = found;
    const places = placesOf(file, node, form);
    const { retry, edits } = retryOf(file, node, form, places.options, project);
    return [{ node, file, library: library.name, name: nameOf(file, node), payload: form.bulk === undefined ? (node.arguments[places.payload] ?? null) : null, options: node.arguments[places.options] ?? null, retry, edits, owner: enclosingFunction(file, node) }];
  }),
);

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
  return saysQueue(context) ? consumersIn(sourceFileOf(context), projectOf(context)) : [];
}

/** The same for any file of a project. */
export const consumersIn = perProject((file: SourceFile, project: Project): readonly Consumer[] =>
  queueCalls(file, project).flatMap(({ node, symbol }): Consumer[] => {
    const found = consumers.get(symbol);
    if (!found) return [];
    const { library, form } = found;
    if (form.event !== undefined && stringValue(node.arguments[0]) !== form.event) return [];
    const given = givenTo(file, node, form, project);
    return [{ node, file, library: library.name, name: nameOf(file, node), handler: given && handlerOf(project.follow(originOf(file, given))), given, form }];
  }),
);

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
export const awaitedResults = perProject((file: SourceFile, project: Project): readonly TSESTree.CallExpression[] =>
  file.nodes('CallExpression').filter((node) => {
    const callee = unwrap(node.callee);
    if (callee.type !== 'MemberExpression' || !WAITING.has(keyName(callee) ?? '')) return false;
    const symbol = project.symbol(originOf(file, callee));
    return symbol !== null && results.has(symbol);
  }),
);

/** Words by which workers say that a job takes long: of one library, or of all. */
export function patienceOf(library: string | null): readonly string[] {
  return libraries.flatMap(({ name, patience }) => (library === null || name === library ? (patience ?? []) : []));
}

/** The ways of asking for messages that a file may be about: a library is imported, or another file hands its client over. */
export function receiptsSaidBy(file: SourceFile): readonly ReceiptForm[] {
  return receiving.flatMap(({ receipts, named }) => (file.passes(named) ? [receipts] : []));
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

interface QueueCall {
  readonly node: TSESTree.CallExpression | TSESTree.NewExpression;
  readonly symbol: string;
}

/** The calls of a file that put jobs into queues or work them off. */
const queueCalls = perProject((file: SourceFile, project: Project): readonly QueueCall[] =>
  [...file.nodes('CallExpression'), ...file.nodes('NewExpression')].flatMap((node): readonly QueueCall[] => {
    const callee = unwrap(node.callee);
    if (callee.type === 'MemberExpression' ? !isQueueName(keyName(callee)) : callee.type !== 'Identifier') return [];
    const called = project.symbol(originOf(file, callee));
    const symbol = node.type === 'NewExpression' ? `new ${called ?? ''}` : called;
    return symbol !== null && (producers.has(symbol) || consumers.has(symbol)) ? [{ node, symbol }] : [];
  }),
);

function isQueueName(name: string | null): boolean {
  return name !== null && (PRODUCING.has(name) || CONSUMING.has(name));
}

/** As it is written, without arguments. */
function nameOf(file: SourceFile, node: TSESTree.CallExpression | TSESTree.NewExpression): string {
  return `${node.type === 'NewExpression' ? 'new ' : ''}${file.textOf(node.callee as Node).replaceAll(/\s+/g, '')}`;
}
