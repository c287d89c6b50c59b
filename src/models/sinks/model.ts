import { promisified } from '../../project/promisified.ts';
import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, rootOf, symbolOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, propertyOf, unwrap } from '../../ast/syntax.ts';
import { memo } from '../../core/memo.ts';
import { isAlways } from '../../project/constants.ts';
import { namesFrom } from '../../project/imported.ts';
import type { Project } from '../../project/types.ts';
import { adapters } from './adapters.ts';
import type { SinkCall, SinkCondition, SinkForm, SinkLibrary, SinkName } from './types.ts';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

const libraries: readonly SinkLibrary[] = adapters;
const bySymbol = new Map<string, readonly SinkForm[]>(libraries.flatMap(({ calls }) => Object.entries(calls).map(([symbol, form]) => [symbol, 'sink' in form ? [form] : form] as const)));

/** What a text has to hold for a sink to be in it: a package's name, or a global's. */
const GATES: ReadonlyMap<SinkName, RegExp> = new Map(
  [...new Set([...bySymbol.values()].flat().map(({ sink }) => sink))].map((sink) => {
    const symbols = [...bySymbol].flatMap(([symbol, forms]) => (forms.some((form) => form.sink === sink) ? [symbol.replace(/^new /, '')] : []));
    const parts = symbols.map((symbol) => {
      const [from = '', name = ''] = symbol.split('#');
      return from === 'global' ? String.raw`\b${name.split('.').at(-1) ?? name}\s*\(` : String.raw`['"](?:node:)?${from.replaceAll('/', String.raw`\/`)}['"]`;
    });
    return [sink, new RegExp([...new Set(parts)].join('|'))] as const;
  }),
);
const SHELL = /(?:^|[\\/])(?:sh|bash|zsh|dash|ksh|fish|cmd|powershell|pwsh)(?:\.exe)?$/i;
const COMMAND_FLAG = /^(?:-\w*c|\/c|-command)$/i;

/** Whether a text of code may hold a sink by itself. */
export function mayHoldSink(text: string, sink: SinkName): boolean {
  return GATES.get(sink)?.test(text) ?? false;
}

const found: (project: Project) => WeakMap<SourceFile, Map<SinkName, readonly SinkCall[]>> = memo(() => new WeakMap());

/** The calls of a file through which values reach a sink, in source order: by what the called function is, not by its name. */
export function sinkCalls(file: SourceFile, project: Project, sink: SinkName): readonly SinkCall[] {
  const bySink = found(project).get(file) ?? new Map<SinkName, readonly SinkCall[]>();
  found(project).set(file, bySink);
  const before = bySink.get(sink);
  if (before) return before;
  const mayBeHere = mayHoldSink(file.text, sink);
  // `export const run = promisify(exec)` in another file.
  const isHandedOn = !mayBeHere && namesFrom(file, project, (text) => mayHoldSink(text, sink)).size > 0;
  const calls = mayBeHere || isHandedOn ? [...file.nodes('CallExpression'), ...file.nodes('NewExpression')].flatMap((node) => callsOf(file, node, project, sink, mayBeHere)) : [];
  const sorted = calls.sort((a, b) => a.node.range[0] - b.node.range[0]);
  bySink.set(sink, sorted);
  return sorted;
}

function callsOf(file: SourceFile, node: Call, project: Project, sink: SinkName, mayBeHere: boolean): SinkCall[] {
  const callee = unwrap(node.callee);
  if (callee.type !== 'Identifier' && callee.type !== 'MemberExpression') return [];
  const origin = originOf(file, callee);
  if (symbolOf(origin) === null && origin.kind !== 'import' && origin.kind !== 'call' && origin.kind !== 'member') return [];
  // In a file that only imports the sink, it is what is imported.
  if (!mayBeHere && rootOf(origin).kind !== 'import') return [];
  const symbol = symbolBehind(origin, project);
  const forms = symbol === null ? undefined : bySymbol.get(node.type === 'NewExpression' ? `new ${symbol}` : symbol);
  return (forms ?? []).flatMap((form) => (form.sink === sink ? (callOf(file, node, project, form) ?? []) : []));
}

/** The function's symbol, through `promisify(exec)`. */
function symbolBehind(origin: Origin, project: Project): string | null {
  return project.symbol(promisified(project.follow(origin), project) ?? origin);
}

function callOf(file: SourceFile, node: Call, project: Project, { sink, name, arguments: places, list, properties, when, equal }: SinkForm): SinkCall | null {
  const args: readonly Node[] = node.arguments;
  if (args.some((argument) => argument.type === 'SpreadElement')) return null;
  const command = list === undefined ? null : listOf(file, args[list]);
  if (when && !meets(file, args, project, when)) return null;
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

function meets(file: SourceFile, args: readonly Node[], project: Project, when: SinkCondition): boolean {
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
