import { adapters } from './adapters.ts';
import type { CallbackForm, ExportForm, HandlerKind, HttpFramework, MethodDecorator, MiddlewareKind, ParameterDecorator, ParameterRole, RequestPart, WriterForm } from './types.ts';

/** All frameworks, and what symbols mean, gathered from them once. */
export const frameworks: readonly HttpFramework[] = adapters;

const signatureFramework = frameworks.find((framework) => framework.name === 'signature');
if (!signatureFramework) throw new Error('the adapter of signatures is missing');
export const SIGNATURE: HttpFramework = signatureFramework;

export interface Of<T> {
  readonly framework: HttpFramework;
  readonly value: T;
}

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

/** Whether a symbol's own name (its last member) is that of a callback form: a gate before the symbol is made. */
export const CALLBACK_NAMES: ReadonlySet<string> = new Set(
  frameworks.flatMap((f) => (f.callbacks ?? []).map((c) => /([\w$]+)(?:\(\))?$/u.exec(c.symbol)?.[1] ?? '')),
);

/** Packages of all frameworks. */
export const PACKAGES: ReadonlySet<string> = new Set(frameworks.flatMap((f) => f.packages));
