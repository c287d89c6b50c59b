import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { conjuncts, contains, isFunction, parameterIndex } from '../../ast/syntax.ts';
import type { ResponseWrite } from '../http/types.ts';
import { sinkCalls } from '../sinks/model.ts';
import type { SinkName } from '../sinks/types.ts';
import type { PlacedPart } from '../sql/types.ts';
import { MAX_SINK_HOPS } from './bounds.ts';
import { functionOf, traceOf } from './engine.ts';
import type { FlowHost } from './engine.ts';
import { codePlaces, operatorPlaces, SAYS_WHERE } from './filters.ts';
import { pagePlaces } from './pages.ts';
import { isFixed } from './reaching.ts';
import type { CallSink, ParameterSink, SinkPlace, Source, Step } from './types.ts';

/** Where a sink takes expressions as they stand, in a file. */
function placesOf(host: FlowHost, file: SourceFile, sink: SinkName): readonly SinkPlace[] {
  switch (sink) {
    case 'sql':
      return sqlPlaces(host, file);
    case 'redirect':
      return [...calledPlaces(host, file, sink), ...writtenPlaces(host, file, ({ location }) => location, 'redirect')];
    case 'file':
      return [...calledPlaces(host, file, sink), ...writtenPlaces(host, file, ({ filePath }) => filePath, 'sendFile')];
    case 'html':
      return [...calledPlaces(host, file, sink), ...pagePlaces(host, file)];
    case 'code':
      return [...calledPlaces(host, file, sink), ...(file.passes(SAYS_WHERE) ? calledPlaces(host, file, 'nosql') : []).flatMap((place) => codePlaces(place.expression).map((expression) => ({ ...place, expression, name: '$where' })))];
    case 'nosql':
      return calledPlaces(host, file, sink).flatMap((place) => operatorPlaces(place.expression).map((expression) => ({ ...place, expression })));
    default:
      return calledPlaces(host, file, sink);
  }
}

function calledPlaces(host: FlowHost, file: SourceFile, sink: SinkName): readonly SinkPlace[] {
  return sinkCalls(file, host.project, sink).flatMap(({ node, name, values, equal }) => values.map((expression) => ({ expression, file, node, nodeFile: file, name, position: 'whole', equal })));
}

/** What answers take, besides their body: where the browser is sent, the file that is. */
function writtenPlaces(host: FlowHost, file: SourceFile, taken: (write: ResponseWrite) => Node | null, name: string): readonly SinkPlace[] {
  return host.http(file).writes.flatMap((write) => {
    const expression = taken(write);
    return expression ? [{ expression, file, node: write.node, nodeFile: file, name, position: 'whole' }] : [];
  });
}

/** Holes of texts that a tag does not bind, in every position that is text: placeholders and comments left out. */
function sqlPlaces(host: FlowHost, file: SourceFile): readonly SinkPlace[] {
  return host.sql(file).queries.flatMap((query) => {
    if (query.style === 'tagged' || !query.parts) return [];
    return placesIn(query.parts).map((hole) => ({ expression: hole.node, file: hole.file, node: query.node, nodeFile: query.file, name: 'SQL', position: hole.position }));
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

/** A call that hands something of a function's parameters on. */
interface Pass {
  readonly call: TSESTree.CallExpression;
  readonly target: { readonly fn: FunctionNode; readonly file: SourceFile };
}

/** An expression in a function that arrives at a sink, here or behind a call. */
interface Arrival {
  readonly expression: Node;
  readonly node: Node;
  readonly place: SinkPlace;
  readonly onwards: readonly Step[];
  readonly path: readonly string[];
  readonly needs: readonly number[];
}

/** Summaries of functions, made when they are asked for and kept as long as the host. */
export class Sinks {
  readonly #host: FlowHost;
  readonly #places = new WeakMap<SourceFile, Map<SinkName, readonly SinkPlace[]>>();
  /** By the hops that are left, too, so that no answer depends on what was asked before. */
  readonly #known = new WeakMap<FunctionNode, Map<string, readonly ParameterSink[]>>();
  readonly #answers = new WeakMap<Node, Map<string, readonly Source[]>>();
  readonly #passes = new WeakMap<FunctionNode, readonly Pass[]>();
  readonly #handed = new WeakMap<SourceFile, readonly Pass[]>();
  readonly #below = new WeakMap<FunctionNode, Map<number, ReadonlySet<SourceFile>>>();

  constructor(host: FlowHost) {
    this.#host = host;
  }

  /** Parameters of a function that reach a sink in it, or in functions it hands them to. */
  of(fn: FunctionNode, file: SourceFile, sink: SinkName, hops = MAX_SINK_HOPS): readonly ParameterSink[] {
    if (!this.#mayReach(fn, file, sink, hops)) return [];
    const summaries = this.#known.get(fn) ?? new Map<string, readonly ParameterSink[]>();
    this.#known.set(fn, summaries);
    const key = `${sink} ${hops}`;
    const known = summaries.get(key);
    if (known) return known;
    const direct = hops === 0 ? this.#direct(fn, file, sink) : this.of(fn, file, sink, 0);
    const found = distinct(hops === 0 ? direct : [...direct, ...this.#through(fn, file, sink, hops)]);
    summaries.set(key, found);
    return found;
  }

  /** Most functions hand nothing on to a file with a sink: that is seen without a look at what they do. */
  #mayReach(fn: FunctionNode, file: SourceFile, sink: SinkName, hops: number): boolean {
    for (const one of this.#filesBelow(fn, file, hops)) if (this.places(one, sink).length > 0) return true;
    return false;
  }

  /** The files of a function and of those it hands its parameters to. */
  #filesBelow(fn: FunctionNode, file: SourceFile, hops: number): ReadonlySet<SourceFile> {
    const byHops = this.#below.get(fn) ?? new Map<number, ReadonlySet<SourceFile>>();
    this.#below.set(fn, byHops);
    let found = byHops.get(hops);
    if (!found) {
      const below = hops === 0 ? [] : this.#passesOf(fn, file).flatMap(({ target }) => [...this.#filesBelow(target.fn, target.file, hops - 1)]);
      byHops.set(hops, (found = new Set(fn.params.length === 0 ? [] : [file, ...below])));
    }
    return found;
  }

  #direct(fn: FunctionNode, file: SourceFile, sink: SinkName): ParameterSink[] {
    if (fn.params.length === 0) return [];
    return this.places(file, sink)
      .filter((place) => place.file === file && contains(fn, place.expression))
      .flatMap((place) => this.#fromParameters(fn, file, sink, { expression: place.expression, node: place.node, place, onwards: [], path: [], needs: neededFor(fn, file, place.expression) }));
  }

  #through(fn: FunctionNode, file: SourceFile, sink: SinkName, hops: number): ParameterSink[] {
    return this.#passesOf(fn, file).flatMap(({ call, target }) => {
      const inner = this.of(target.fn, target.file, sink, hops - 1);
      // Tracing what a call hands over is dear: only where it could matter.
      if (inner.length === 0 || !call.arguments.some((a) => this.#comesFrom(fn, file, sink, a))) return [];
      return inner.flatMap((one) => {
        const given = stillNeeded(this.#host, fn, file, call, one);
        if (!given) return [];
        const needs = [...given, ...neededFor(fn, file, call)];
        const onwards = [called(call, file), ...one.steps];
        return handedTo(call, one).flatMap(({ argument, path }) => this.#fromParameters(fn, file, sink, { expression: argument, node: one.node, place: one.place, onwards, path, needs }));
      });
    });
  }

  /** Calls in a function that has parameters, of functions of the project, with arguments that may hold one. */
  #passesOf(fn: FunctionNode, file: SourceFile): readonly Pass[] {
    const known = this.#passes.get(fn);
    if (known) return known;
    const calls = fn.params.length === 0 ? [] : file.nodesIn(fn, 'CallExpression').filter((call) => call.arguments.some(mayHand));
    const found = calls.flatMap((call): Pass[] => {
      const target = functionOf(this.#host.project, file, call.callee);
      return target && target.fn !== fn ? [{ call, target }] : [];
    });
    this.#passes.set(fn, found);
    return found;
  }

  #comesFrom(fn: FunctionNode, file: SourceFile, sink: SinkName, argument: Node): boolean {
    return mayHand(argument) && this.#parametersIn(fn, file, sink, argument, []).length > 0;
  }

  /** In a fragment that is put together on the way nothing tells where the value ends up: a placeholder's name, a clause. */
  #fromParameters(fn: FunctionNode, file: SourceFile, sink: SinkName, { expression, node, place, onwards, path, needs }: Arrival): ParameterSink[] {
    return this.#parametersIn(fn, file, sink, expression, path).flatMap(({ parameter, steps, built }) => (parameter && !(built && place.position === 'fragment') ? [{ fn, file, index: parameter.index, path: parameter.path, sink, node, needs, place, steps: [...steps, ...onwards] }] : []));
  }

  /** The function's own parameters that an expression in it, or what lies below a path, comes from. */
  #parametersIn(fn: FunctionNode, file: SourceFile, sink: SinkName, expression: Node, path: readonly string[]): readonly Source[] {
    const answers = this.#answers.get(expression) ?? new Map<string, readonly Source[]>();
    this.#answers.set(expression, answers);
    const key = `${sink} ${fn.range[0]} ${path.join('.')}`;
    const found = answers.get(key) ?? traceOf(this.#host, file, expression, sink, { within: fn, path }).sources.filter((s) => s.kind === 'parameter' && s.parameter?.fn === fn);
    answers.set(key, found);
    return found;
  }

  /** Calls in a file that hand request input to a function which lets it reach a sink. */
  calls(file: SourceFile, sink: SinkName): readonly CallSink[] {
    return this.#handedBy(file).flatMap(({ call, target }) => {
      const reached = this.of(target.fn, target.file, sink);
      if (reached.length === 0 || !call.arguments.some((a) => this.#requestIn(file, sink, a, []))) return [];
      return reached.flatMap((inner): CallSink[] => {
        if (!stillNeeded(this.#host, null, file, call, inner)) return [];
        return handedTo(call, inner).flatMap(({ argument, path }) => {
          const source = this.#requestIn(file, sink, argument, path);
          return source && !(source.built && inner.place.position === 'fragment') ? [{ call, argument, source, sink: inner, steps: [...source.steps, called(call, file), ...inner.steps] }] : [];
        });
      });
    });
  }

  /** Calls in handlers of a file that read a request, of functions of the project, with arguments that may hold it. */
  #handedBy(file: SourceFile): readonly Pass[] {
    const known = this.#handed.get(file);
    if (known) return known;
    const http = this.#host.http(file);
    const calls = http.reads.length === 0 ? [] : file.nodes('CallExpression').filter((call) => call.arguments.some(mayHand) && http.handlerAround(call) !== null);
    const found = calls.flatMap((call): Pass[] => {
      const target = functionOf(this.#host.project, file, call.callee);
      return target ? [{ call, target }] : [];
    });
    this.#handed.set(file, found);
    return found;
  }

  #requestIn(file: SourceFile, sink: SinkName, argument: Node, path: readonly string[]): Source | null {
    if (!mayHand(argument)) return null;
    return traceOf(this.#host, file, argument, sink, { path }).sources.find((s) => s.kind === 'request') ?? null;
  }

  /** Where a sink takes expressions as they stand, in a file. */
  places(file: SourceFile, sink: SinkName): readonly SinkPlace[] {
    const known = this.#places.get(file) ?? new Map<SinkName, readonly SinkPlace[]>();
    this.#places.set(file, known);
    const found = known.get(sink) ?? placesOf(this.#host, file, sink);
    known.set(sink, found);
    return found;
  }
}

/** One sink for each parameter, property path and position: more of them say nothing more to who calls the function. */
function distinct(sinks: readonly ParameterSink[]): readonly ParameterSink[] {
  const byKey = new Map<string, ParameterSink>();
  for (const sink of sinks) {
    const key = `${sink.index} ${sink.path.join('.')} ${sink.place.position} ${sink.needs.join(',')}`;
    if (!byKey.has(key)) byKey.set(key, sink);
  }
  return [...byKey.values()];
}

/** The argument of a call that a parameter's sink is about, and the path below it; a rest parameter gathers several. */
function handedTo(call: TSESTree.CallExpression, { fn, index, path }: ParameterSink): readonly { readonly argument: Node; readonly path: readonly string[] }[] {
  const spread = call.arguments.findIndex((a) => a.type === 'SpreadElement');
  const isRest = fn.params[index]?.type === 'RestElement';
  const [first, ...below] = path;
  const wanted = !isRest ? [index] : first === undefined || !/^\d+$/.test(first) ? call.arguments.map((_, i) => i).slice(index) : [index + Number(first)];
  return wanted.flatMap((i) => {
    const argument = call.arguments[i];
    const rest = isRest ? below : path;
    if (spread < 0 || i < spread) return argument ? [{ argument, path: rest }] : [];
    const from = call.arguments[spread];
    return from?.type === 'SpreadElement' ? [{ argument: from.argument, path: [String(i - spread), ...rest] }] : [];
  });
}

/** The parameters of a function whose truth the way to a place in it asks for. */
function neededFor(fn: FunctionNode, file: SourceFile, place: Node): readonly number[] {
  const found: number[] = [];
  let at = place;
  for (let outer = file.parent(at); outer && at !== fn; at = outer, outer = file.parent(outer)) {
    if ((outer.type === 'IfStatement' || outer.type === 'ConditionalExpression') && at === outer.consequent) found.push(...conjuncts(outer.test).flatMap((test) => parameterAt(fn, file, test) ?? []));
  }
  return found;
}

/** The place of a parameter that an expression is, where nothing writes it and it has no default. */
function parameterAt(fn: FunctionNode, file: SourceFile, node: Node): number | null {
  const index = parameterIndex(file, fn, node);
  const parameter = index === null ? undefined : fn.params[index];
  const variable = parameter?.type === 'Identifier' ? file.variableOf(parameter) : null;
  return variable && isFixed(variable) ? index : null;
}

/** What a call leaves open of what a parameter's sink needs, as parameters of the function around it; null where the call says no. */
function stillNeeded(host: FlowHost, around: FunctionNode | null, file: SourceFile, call: TSESTree.CallExpression, { needs }: ParameterSink): readonly number[] | null {
  const open: number[] = [];
  const spread = call.arguments.findIndex((argument) => argument.type === 'SpreadElement');
  for (const index of needs) {
    if (spread >= 0 && index >= spread) continue;
    const argument = call.arguments[index];
    if (!argument || host.project.constants(file, argument)?.every((value) => !value)) return null;
    const own = around && parameterAt(around, file, argument);
    if (own !== null) open.push(own);
  }
  return open;
}

/** Whether an argument can hold what another expression gave. */
function mayHand(argument: Node): boolean {
  return !isFunction(argument) && argument.type !== 'Literal';
}

function called(call: TSESTree.CallExpression, file: SourceFile): Step {
  const callee = file.textOf(call.callee).replace(/\s+/g, ' ');
  return { node: call, file, text: `${callee.split('.').at(-1) ?? callee}()` };
}
