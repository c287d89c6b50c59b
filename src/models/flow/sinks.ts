import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains } from '../../ast/syntax.ts';
import { MAX_SINK_HOPS } from './bounds.ts';
import type { FlowHost } from './engine.ts';
import { functionOf, traceOf } from './engine.ts';
import type { PlacedPart } from '../sql/types.ts';
import type { CallSink, ParameterSink, SinkName, SinkPlace, Step } from './types.ts';

/** Where each sink's language takes expressions as they stand, in a file. Another sink is another row. */
const PLACES: Readonly<Record<SinkName, (host: FlowHost, file: SourceFile) => readonly SinkPlace[]>> = { sql: sqlPlaces };

/** Holes of texts that a tag does not bind, in every position that is text: placeholders and comments left out. */
function sqlPlaces(host: FlowHost, file: SourceFile): readonly SinkPlace[] {
  return host.sql(file).queries.flatMap((query) => {
    if (query.style === 'tagged' || !query.parts) return [];
    return placesIn(query.parts).map((hole) => ({ expression: hole.node, file: hole.file, node: query.node, position: hole.position }));
  });
}

type Hole = Extract<PlacedPart, { kind: 'hole' }>;

function placesIn(parts: readonly PlacedPart[]): Hole[] {
  return parts.flatMap((part) => {
    if (part.kind === 'text' || part.escaped) return [];
    if (part.alternatives.length > 0) return part.alternatives.flatMap(placesIn);
    return part.position === 'placeholder' || part.position === 'comment' ? [] : [part];
  });
}

/** Summaries of functions, made when they are asked for and kept as long as the host. */
export class Sinks {
  readonly #host: FlowHost;
  readonly #places = new WeakMap<SourceFile, Map<SinkName, readonly SinkPlace[]>>();
  /** By the hops that are left, too, so that no answer depends on what was asked before. */
  readonly #known = new WeakMap<FunctionNode, Map<string, readonly ParameterSink[]>>();

  constructor(host: FlowHost) {
    this.#host = host;
  }

  /** Parameters of a function that reach a sink in it, or in functions it hands them to. */
  of(fn: FunctionNode, file: SourceFile, sink: SinkName, hops = 0): readonly ParameterSink[] {
    const key = `${sink} ${hops}`;
    const summaries = this.#known.get(fn) ?? new Map<string, readonly ParameterSink[]>();
    this.#known.set(fn, summaries);
    const known = summaries.get(key);
    if (known) return known;
    const found = fn.params.length === 0 ? [] : [...this.#direct(fn, file, sink), ...(hops < MAX_SINK_HOPS ? this.#through(fn, file, sink, hops) : [])];
    summaries.set(key, found);
    return found;
  }

  #direct(fn: FunctionNode, file: SourceFile, sink: SinkName): ParameterSink[] {
    return this.#placesOf(file, sink)
      .filter((place) => place.file === file && contains(fn, place.expression))
      .flatMap((place) => this.#fromParameters(fn, file, sink, place.expression, place.node, place, []));
  }

  #through(fn: FunctionNode, file: SourceFile, sink: SinkName, hops: number): ParameterSink[] {
    return callsIn(file, fn).flatMap((call) => {
      const target = call.arguments.length > 0 ? functionOf(this.#host.project, file, call.callee) : null;
      if (!target || target.fn === fn) return [];
      return this.of(target.fn, target.file, sink, hops + 1).flatMap((inner) => {
        const argument = call.arguments[inner.index];
        if (!argument || argument.type === 'SpreadElement') return [];
        return this.#fromParameters(fn, file, sink, argument, inner.node, inner.place, [called(call, file), ...inner.steps], inner.path);
      });
    });
  }

  #fromParameters(fn: FunctionNode, file: SourceFile, sink: SinkName, expression: Node, node: Node, place: SinkPlace, onwards: readonly Step[], path: readonly string[] = []): ParameterSink[] {
    return traceOf(this.#host, file, expression, sink, { within: fn, path }).sources.flatMap((source) =>
      source.kind === 'parameter' && source.parameter?.fn === fn ? [{ fn, file, index: source.parameter.index, path: source.parameter.path, sink, node, place, steps: [...source.steps, ...onwards] }] : [],
    );
  }

  /** Calls in a file that hand request input to a function which lets it reach a sink. */
  calls(file: SourceFile, sink: SinkName): readonly CallSink[] {
    const http = this.#host.http(file);
    if (http.reads.length === 0) return [];
    return file.nodes('CallExpression').flatMap((call) => {
      if (call.arguments.length === 0 || http.handlerAround(call) === null) return [];
      const target = functionOf(this.#host.project, file, call.callee);
      // A function of this file that only this file calls is traced from its sink.
      if (!target) return [];
      return this.of(target.fn, target.file, sink).flatMap((inner): CallSink[] => {
        const argument = call.arguments[inner.index];
        if (!argument || argument.type === 'SpreadElement') return [];
        const source = traceOf(this.#host, file, argument, sink, { path: inner.path }).sources.find((s) => s.kind === 'request');
        return source ? [{ call, argument, source, sink: inner, steps: [...source.steps, called(call, file), ...inner.steps] }] : [];
      });
    });
  }

  #placesOf(file: SourceFile, sink: SinkName): readonly SinkPlace[] {
    const known = this.#places.get(file) ?? new Map<SinkName, readonly SinkPlace[]>();
    this.#places.set(file, known);
    const found = known.get(sink) ?? PLACES[sink](this.#host, file);
    known.set(sink, found);
    return found;
  }
}

function callsIn(file: SourceFile, fn: FunctionNode): readonly TSESTree.CallExpression[] {
  return file.nodes('CallExpression').filter((call) => contains(fn, call));
}

function called(call: TSESTree.CallExpression, file: SourceFile): Step {
  const callee = file.textOf(call.callee).replace(/\s+/g, ' ');
  return { node: call, file, text: `${callee.split('.').at(-1) ?? callee}()` };
}
