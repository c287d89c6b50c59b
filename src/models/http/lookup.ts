import { packageOf } from '../../ast/origin.ts';
import type { SourceFile } from '../../ast/source-file.ts';
import { packages } from '../../core/gates.ts';
import { memo } from '../../core/memo.ts';
import { adapters } from './adapters.ts';
import type { CallbackForm, ExportForm, HandlerKind, HttpFramework, MethodDecorator, MiddlewareKind, Of, ParameterDecorator, ParameterRole, RequestPart, WriterForm } from './types.ts';

/** All frameworks, and what symbols mean, gathered from them once. */
export const frameworks: readonly HttpFramework[] = adapters;

/** The framework of a name; `signature` stands for handlers that only their parameters tell. */
export function frameworkNamed(name: string): HttpFramework {
  return frameworks.find((framework) => framework.name === name) ?? { name, packages: [] };
}

export const SIGNATURE = frameworkNamed('signature');

/** Symbols without `**` are looked up, the others tried one by one. */
class SymbolTable<T> {
  readonly #exact = new Map<string, Of<T>>();
  readonly #patterns: { readonly pattern: RegExp; readonly found: Of<T> }[] = [];

  add(symbol: string, framework: HttpFramework, value: T): void {
    const found = { framework, value };
    if (symbol.includes('**')) this.#patterns.push({ pattern: new RegExp(`^${symbol.split('**').map(escape).join('(?:\\.[\\w$]+|\\(\\))*')}$`, 'u'), found });
    else if (!this.#exact.has(symbol)) this.#exact.set(symbol, found);
  }

  get(symbol: string): Of<T> | null {
    return this.#exact.get(symbol) ?? this.#patterns.find(({ pattern }) => pattern.test(symbol))?.found ?? null;
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&');
}

function table<T>(read: (framework: HttpFramework) => Iterable<readonly [string, T]>): SymbolTable<T> {
  const made = new SymbolTable<T>();
  for (const framework of frameworks) for (const [symbol, value] of read(framework)) made.add(symbol, framework, value);
  return made;
}

const entries = <T>(record: Readonly<Record<string, T>> | undefined): (readonly [string, T])[] => Object.entries(record ?? {});

export const routers = table<'app' | 'router'>((f) => [...(f.apps ?? []).map((s) => [s, 'app'] as const), ...(f.routers ?? []).map((s) => [s, 'router'] as const)]);
export const plugins = table<true>((f) => (f.plugins ?? []).map((s) => [s, true] as const));
export const parameterTypes = table<ParameterRole>((f) => entries(f.parameterTypes));
export const handlerTypes = table<HandlerKind>((f) => entries(f.handlerTypes));
export const makers = table<HandlerKind>((f) => entries(f.makers));
export const callbacks = table<CallbackForm>((f) => (f.callbacks ?? []).map((c) => [c.symbol, c] as const));
export const controllers = table<true>((f) => (f.controllers ?? []).map((s) => [s, true] as const));
export const classMethods = table<{ readonly name: string; readonly kind: HandlerKind }>((f) => entries(f.classMethods));
export const methodDecorators = table<MethodDecorator>((f) => entries(f.methodDecorators));
export const parameterDecorators = table<ParameterDecorator>((f) => entries(f.parameterDecorators));
export const guards = table<MiddlewareKind>((f) => entries(f.guards));
export const globals = table<`${RequestPart}:get` | `${RequestPart}:cookie` | RequestPart>((f) => entries(f.globals));
export const responses = table<WriterForm>((f) => entries(f.responses));
export const exportForms: readonly Of<ExportForm>[] = frameworks.flatMap((framework) => (framework.exports ?? []).map((value) => ({ framework, value })));

/** Names of methods that register, install, mount or give a router again, in any framework. */
export const METHODS: ReadonlySet<string> = new Set(
  frameworks.flatMap((f) => [...Object.keys(f.routes ?? {}), ...Object.keys(f.installers ?? {}), ...Object.keys(f.mounts ?? {}), ...Object.keys(f.views ?? {}), ...(f.prefixMethod ? [f.prefixMethod] : [])]),
);

/** Whether a file imports one of some packages: `'http'` is a word of addresses, too. */
function importing(names: readonly string[]): (file: SourceFile) => boolean {
  const gate = packages(...names);
  const imports = new RegExp(`(?:from|require\\(|import\\()\\s*['"](?:node:)?(?:${[...new Set(names)].map(escape).join('|')})['"/]`, 'u');
  return memo((file) => file.passes(gate) && imports.test(file.text));
}

/** Whether a file imports a package with callback forms. */
export const importsCallbacks = importing(frameworks.flatMap((f) => (f.callbacks ?? []).map((c) => packageOf(c.symbol))).filter((name) => name !== 'global'));

/** Members that some callback form calls: what is received may come from another file. */
export const CALLBACK_NAMES: ReadonlySet<string> = new Set(frameworks.flatMap((f) => (f.callbacks ?? []).flatMap((c) => /\.(\w+)$/u.exec(c.symbol)?.[1] ?? [])));

/** Passed by a file that imports a package whose functions give request data. */
export const NAMES_GLOBAL = packages(...frameworks.flatMap((f) => Object.keys(f.globals ?? {}).map(packageOf)));

/** Names that calls which make an answer contain. */
export const RESPONSE_NAMES: readonly string[] = [...new Set(frameworks.flatMap((f) => Object.keys(f.responses ?? {}).map((symbol) => /[#.]?([A-Za-z]+)(?:\.\w+)?(?:\(\))?$/u.exec(symbol)?.[1] ?? symbol)))];

/** Whether a file imports a package of any framework. */
export const importsFramework = importing(frameworks.flatMap((f) => f.packages));

/** Passed by a file that imports a package whose calls make handlers of functions. */
export const NAMES_MAKER = packages(...frameworks.flatMap((f) => Object.keys(f.makers ?? {}).map(packageOf)));

/** Text of a file that makes an application. */
export const CREATORS = new RegExp([...new Set(frameworks.flatMap((f) => f.creators ?? []))].map(escape).join('|'), 'u');
