import { promisified } from '../../project/promisified.ts';
import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, packageOf, rootOf, symbolOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, propertyOf, unwrap, wrapped } from '../../ast/syntax.ts';
import { any, calls, packages } from '../../core/gates.ts';
import type { Gate } from '../../core/gates.ts';
import { perProject } from '../../core/memo.ts';
import { isAlways } from '../../project/constants.ts';
import { importsSay } from '../../project/imported.ts';
import type { Project } from '../../project/types.ts';
import { adapters } from './adapters.ts';
import type { SinkCall, SinkCondition, SinkForm, SinkLibrary, SinkName } from './types.ts';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

const libraries: readonly SinkLibrary[] = adapters;
const bySymbol = new Map<string, readonly SinkForm[]>(libraries.flatMap(({ calls }) => Object.entries(calls).map(([symbol, form]) => [symbol, 'sink' in form ? [form] : form] as const)));

/** What lets values into a sink: packages, and globals by their last name, with how they do. */
interface Kind {
  readonly packages: Gate;
  readonly globals: ReadonlyMap<string, readonly SinkForm[]>;
  readonly gate: Gate;
}

const KINDS: ReadonlyMap<SinkName, Kind> = new Map([...new Set([...bySymbol.values()].flat().map(({ sink }) => sink))].map((sink) => [sink, kindOf(sink)]));

function kindOf(sink: SinkName): Kind {
  const names = new Set<string>();
  const globals = new Map<string, readonly SinkForm[]>();
  for (const [symbol, forms] of bySymbol) {
    const own = forms.filter((form) => form.sink === sink);
    if (own.length === 0) continue;
    const from = packageOf(symbol);
    const last = /\w+$/.exec(symbol)?.[0] ?? '';
    if (from === 'global') globals.set(last, [...(globals.get(last) ?? []), ...own]);
    else names.add(from);
  }
  const named = packages(...names);
  return { packages: named, globals, gate: any(named, calls(...globals.keys())) };
}

/** Passed by a file that may hold a sink by itself, whichever. */
const HOLDS_SINK = any(...[...KINDS.values()].map(({ gate }) => gate));
const SHELL = /(?:^|[\\/])(?:sh|bash|zsh|dash|ksh|fish|cmd|powershell|pwsh)(?:\.exe)?$/i;
const COMMAND_FLAG = /^(?:-\w*c|\/c|-command)$/i;

/** Whether a file names a sink: a package with one, or a call of a global. */
export function saysSink(file: SourceFile, sink: SinkName): boolean {
  const kind = KINDS.get(sink);
  return kind !== undefined && file.passes(kind.gate);
}

/** Whether a file may hold a sink by itself: it names a package with one, or gives a global more than a function. */
export function mayHoldSink(file: SourceFile, sink: SinkName): boolean {
  const kind = KINDS.get(sink);
  if (!kind || !file.passes(kind.gate)) return false;
  return file.passes(kind.packages) || [...file.nodes('CallExpression'), ...file.nodes('NewExpression')].some((node) => isGiven(node, kind));
}

/** `setTimeout(run, 100)`; what `setTimeout(() => …)` is given is no text. */
function isGiven({ callee, arguments: given }: Call, { globals }: Kind): boolean {
  const inner = unwrap(callee);
  const name = inner.type === 'Identifier' ? inner.name : inner.type === 'MemberExpression' ? keyName(inner) : null;
  const forms = name === null ? undefined : globals.get(name);
  return forms?.some((form) => form.arguments.some((place) => { const argument = given.at(place); return argument !== undefined && !isFunction(unwrap(argument)); })) ?? false;
}

/** A call that may let values into sinks. */
interface Candidate {
  readonly node: Call;
  readonly forms: readonly SinkForm[];
  readonly isImported: boolean;
}

/** The calls of a file through which values reach a sink, in source order: by what the called function is, not by its name. */
export function sinkCalls(file: SourceFile, project: Project, sink: SinkName): readonly SinkCall[] {
  const gate = KINDS.get(sink)?.gate;
  const mayBeHere = gate !== undefined && file.passes(gate);
  // `export const run = promisify(exec)` in another file.
  if (!gate || (!mayBeHere && !importsSay(file, project, gate))) return [];
  // In a file that only imports the sink, it is what is imported.
  return candidatesIn(file, project).flatMap(({ node, forms, isImported }) => (mayBeHere || isImported ? forms.flatMap((form) => (form.sink === sink ? (callOf(file, node, project, form) ?? []) : [])) : []));
}

const candidatesIn = perProject((file: SourceFile, project: Project): readonly Candidate[] => {
  const isImporting = !file.passes(HOLDS_SINK);
  return [...file.nodes('CallExpression'), ...file.nodes('NewExpression')].flatMap((node) => candidate(file, node, project, isImporting) ?? []).sort((a, b) => a.node.range[0] - b.node.range[0]);
});

function candidate(file: SourceFile, node: Call, project: Project, isImporting: boolean): Candidate | null {
  const callee = unwrap(node.callee);
  if (callee.type !== 'Identifier' && callee.type !== 'MemberExpression') return null;
  const origin = originOf(file, callee);
  if (symbolOf(origin) === null && origin.kind !== 'import' && origin.kind !== 'call' && origin.kind !== 'member') return null;
  const isImported = rootOf(origin).kind === 'import';
  if (isImporting && !isImported) return null;
  const symbol = symbolBehind(origin, project);
  const forms = symbol === null ? undefined : bySymbol.get(node.type === 'NewExpression' ? `new ${symbol}` : symbol);
  return forms ? { node, forms, isImported } : null;
}

/** The function's symbol, through `promisify(exec)`. */
function symbolBehind(origin: Origin, project: Project): string | null {
  return project.symbol(promisified(project.follow(origin), project) ?? origin);
}

function callOf(file: SourceFile, node: Call, project: Project, { sink, name, arguments: places, list, properties, when, equal }: SinkForm): SinkCall | null {
  const args: readonly Node[] = node.arguments;
  if (args.some((argument) => argument.type === 'SpreadElement')) return null;
  const command = list === undefined ? null : listOf(file, args[list]);
  if (when && (when === 'kept' ? !isKept(file, node) : !meets(file, args, project, when))) return null;
  const arrived = places.flatMap((place) => args.at(place) ?? []).flatMap((argument) => arriving(file, argument, properties)).filter((value) => !isFunction(unwrap(value)));
  const elements = command ? (when === 'shell-command' ? behindFlag(file, command, project) : command) : [];
  const values = [...arrived, ...elements];
  return values.length > 0 ? { node, file, sink, name, values, equal: equal ?? null } : null;
}

/** Of options only some properties. */
function arriving(file: SourceFile, argument: Node, properties: readonly string[] | undefined): readonly Node[] {
  const options = properties ? objectOf(file, argument) : null;
  return options && properties ? properties.flatMap((name) => propertyOf(options, name)?.value ?? []) : [argument];
}

/** Whether anything uses what a call gives: `new Function(code);` and a name that nobody reads only tell whether the code is well formed. */
function isKept(file: SourceFile, node: Node): boolean {
  const outer = wrapped(file, node);
  const parent = file.parent(outer);
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return file.variableOf(parent.id)?.references.some((reference) => reference.isRead()) ?? true;
  return parent?.type !== 'ExpressionStatement';
}

function meets(file: SourceFile, args: readonly Node[], project: Project, when: Exclude<SinkCondition, 'kept'>): boolean {
  const [first] = args;
  switch (when) {
    case 'shell-option':
      return args.some((argument) => {
        const options = objectOf(file, argument);
        const value = options ? propertyOf(options, 'shell')?.value : undefined;
        return value !== undefined && isAlways(project, file, value, (one) => one === true || (typeof one === 'string' && one !== ''));
      });
    case 'shell-command':
      return first !== undefined && isAlways(project, file, first, (one) => typeof one === 'string' && SHELL.test(one));
    case 'text':
      return first !== undefined && isText(file, first, project);
  }
}

/** Whether an expression is put together as a text, where a function is the common argument. */
function isText(file: SourceFile, node: Node, project: Project): boolean {
  const inner = unwrap(node);
  if (inner.type === 'TemplateLiteral' || (inner.type === 'BinaryExpression' && inner.operator === '+')) return true;
  return project.constants(file, inner)?.some((value) => typeof value === 'string') ?? false;
}

function behindFlag(file: SourceFile, elements: readonly Node[], project: Project): readonly Node[] {
  const at = elements.findIndex((element) => project.constants(file, element)?.some((value) => typeof value === 'string' && COMMAND_FLAG.test(value)) ?? false);
  return at < 0 ? [] : elements.slice(at + 1, at + 2);
}

function listOf(file: SourceFile, node: Node | undefined): readonly Node[] | null {
  const value = node && valueOf(file, node);
  return value?.type === 'ArrayExpression' ? value.elements.flatMap((element) => element ?? []) : null;
}

function objectOf(file: SourceFile, node: Node): TSESTree.ObjectExpression | null {
  const value = valueOf(file, node);
  return value.type === 'ObjectExpression' ? value : null;
}

function valueOf(file: SourceFile, node: Node): Node {
  const inner = unwrap(node);
  if (inner.type !== 'Identifier') return inner;
  const origin = originOf(file, inner);
  return origin.kind === 'value' && origin.file === file ? origin.node : inner;
}
