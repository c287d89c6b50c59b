import type { TSESTree } from '@typescript-eslint/utils';
import { fieldAssignments, fieldParameter, membersNamed } from '../../ast/members.ts';
import { alwaysFollows } from '../../ast/order.ts';
import { originOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { ClassNode, FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { annotationOf, contains, enclosingClass, enclosingFunction, isFunction, keyName, memberChain, patternPath, propertyOf, returnedExpressions, summands, unwrap, wrapped } from '../../ast/syntax.ts';
import { memo } from '../../core/memo.ts';
import type { Project } from '../../project/types.ts';
import type { HttpModel, RequestPart, RequestRead, RouteHandler } from '../http/types.ts';
import type { SqlModel } from '../sql/types.ts';
import type { SinkName } from '../sinks/types.ts';
import { schemaParseOf } from '../validation/parse.ts';
import { isClosedType } from './annotations.ts';
import { MAX_CALLS, MAX_CONSTANTS, MAX_DEPTH, MAX_FILE_VISITS, MAX_PATH, MAX_SOURCES, MAX_VISITS } from './bounds.ts';
import { bindingOfCallback, callersOf } from './callers.ts';
import type { Chain, GuardQuestions } from './guards.ts';
import { chainOf, isGuarded, provesChain } from './guards.ts';
import type { Asking } from './language.ts';
import { askFunction, askMethod } from './language.ts';
import type { Bound, Frame, Place } from './places.ts';
import { argumentsOf, below, calledTrail, frameOf, passing, restOf, stepsOf, trailOf } from './places.ts';
import type { AccessPath, Definition } from './reaching.ts';
import { ANY, isFixed, KEY, keyOf, reachingDefinitions } from './reaching.ts';
import { isAskedBefore, isValidatedRead } from './request-validation.ts';
import { isClosedSchema } from './schemas.ts';
import type { Effect } from './tables.ts';
import { ADDING_METHODS, effectOf, ENVIRONMENTS, HOLDING_CONSTRUCTORS, SAFE_CONSTRUCTORS } from './tables.ts';
import { TRAITS } from './traits.ts';
import type { Source, SourceKind, Step, Trace } from './types.ts';

/** What the engine asks of the other models, about any file of the project. */
export interface FlowHost {
  readonly project: Project;
  http(file: SourceFile): HttpModel;
  sql(file: SourceFile): SqlModel;
}

const PARTS: ReadonlyMap<string, RequestPart> = new Map([
  ['body', 'body'],
  ['query', 'query'],
  ['params', 'params'],
  ['headers', 'headers'],
  ['cookies', 'cookies'],
  ['files', 'files'],
]);
const PLACEHOLDER_BEFORE = /(?:\{\{|\$|(?<!:)[:@])$/;
const URLS: ReadonlySet<string> = new Set(['global#URL', 'url#URL']);
const MAX_STEP_TEXT = 60;
const START: Omit<Place, 'file'> = { frame: null, trail: null, depth: 0, quiet: false, built: false };

/** What a function returns, in terms of its parameters. */
interface Summary {
  readonly sources: readonly Source[];
  readonly complete: boolean;
  readonly visits: number;
  /** Calls inside one another that it follows. */
  readonly height: number;
  /** Whether it calls what it is handed, so that only a real argument tells what comes back. */
  readonly callsParameter: boolean;
}

const summariesOf = memo<FlowHost, WeakMap<FunctionNode, Map<string, Summary>>>(() => new WeakMap());

const visitsByFile = new WeakMap<SourceFile, { count: number }>();

/** How many expressions all questions asked about a file have looked at. For tests that guard the cost. */
export function flowVisits(file: SourceFile): number {
  return visitsByFile.get(file)?.count ?? 0;
}

/**
 * Where an expression's value can come from, or what lies below a path in it. With `within`, the parameters of that
 * function are sources whoever calls it: the answer is then a summary of the function.
 */
export function traceOf(host: FlowHost, file: SourceFile, node: Node, sink: SinkName, { within = null, path = [] }: { readonly within?: FunctionNode | null; readonly path?: AccessPath } = {}): Trace {
  const budget = visitsByFile.get(file) ?? { count: 0 };
  visitsByFile.set(file, budget);
  const question = new Question(host, sink, within, budget);
  question.ask(node, path, { ...START, file });
  return question.answer(node, file);
}

/** The project's own function a callee stands for; null when it is none that can be found. */
export function functionOf(project: Project, file: SourceFile, callee: Node): { readonly fn: FunctionNode; readonly file: SourceFile } | null {
  const origin = originOf(file, callee);
  const found = origin.kind === 'function' ? origin : project.follow(origin);
  return found.kind === 'function' ? { fn: found.node, file: found.file } : null;
}

class Question {
  readonly #host: FlowHost;
  readonly #sink: SinkName;
  readonly #within: FunctionNode | null;
  readonly #budget: { count: number };
  readonly #visited = new Map<Node, Set<string>>();
  readonly #guardQuestions: GuardQuestions;
  readonly #asking: Asking;
  #sources: Source[] = [];
  #visits = 0;
  #frames = 0;
  #complete = true;
  /** Calls inside one another that were followed. */
  #height = 0;
  #callsParameter = false;
  readonly #used = new Set<Summary>();
  /** Functions that are being summarised around this question. */
  readonly #active: readonly FunctionNode[];
  /** Those of them that were met again. */
  readonly #circles = new Set<FunctionNode>();

  constructor(host: FlowHost, sink: SinkName, within: FunctionNode | null, budget: { count: number }, active: readonly FunctionNode[] = []) {
    this.#active = active;
    this.#host = host;
    this.#sink = sink;
    this.#within = within;
    this.#budget = budget;
    this.#asking = {
      sink,
      ask: (node, path, at) => this.ask(node, path, at),
      emit: (kind, node, at) => this.#emit(kind, node, at),
      callback: (node, at, argument, path) => this.#callback(node, at, argument, path),
    };
    this.#guardQuestions = {
      constants: (file, node) => host.project.constants(file, node),
      symbol: (file, node) => host.project.symbol(originOf(file, node)),
      traits: TRAITS[sink],
      isOurs: (file, node) => this.#isOurs(file, node),
      functionOf: (file, callee) => functionOf(host.project, file, callee),
    };
  }

  answer(node: Node, file: SourceFile): Trace {
    if (this.#sources.length === 0) this.#emit('unknown', node, { ...START, file });
    return { sources: this.#sources, complete: this.#complete };
  }

  /** Finds the sources of an expression, or of what lies below a path in its value. */
  ask(wrappedNode: Node, askedPath: AccessPath, place: Place): void {
    const node = unwrap(wrappedNode);
    const path = askedPath.length > MAX_PATH ? askedPath.slice(0, MAX_PATH) : askedPath;
    const key = `${place.frame?.id ?? 0}|${place.built ? 1 : 0}|${path.join('.')}`;
    const seen = this.#visited.get(node);
    if (seen?.has(key)) return;
    if (seen) seen.add(key);
    else this.#visited.set(node, new Set([key]));
    this.#visits++;
    this.#budget.count++;
    if (this.#visits > MAX_VISITS || this.#budget.count > MAX_FILE_VISITS || place.depth > MAX_DEPTH || this.#sources.length >= MAX_SOURCES) {
      this.#complete = false;
      return;
    }
    this.#expression(node, path, { ...place, depth: place.depth + 1 });
  }

  #expression(node: Node, path: AccessPath, at: Place): void {
    switch (node.type) {
      case 'Literal':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
      case 'ClassExpression':
        return this.#emit(node.type === 'Literal' ? 'constant' : 'unknown', node, at);
      case 'TemplateLiteral':
        if (node.expressions.length === 0) return this.#emit('constant', node, at);
        return this.#template(node, at);
      case 'Identifier':
        return this.#identifier(node, path, at);
      case 'MemberExpression':
        return this.#member(node, path, at);
      case 'CallExpression':
        return this.#call(node, path, at);
      case 'NewExpression':
        return this.#construction(node, path, at);
      case 'TaggedTemplateExpression':
        return this.#tagged(node, at);
      case 'AwaitExpression':
        return this.ask(node.argument, path, at);
      case 'YieldExpression':
        return this.#emit('unknown', node, at);
      case 'ConditionalExpression':
        if (this.#isListed(node, at)) this.#emit('safe-type', node.consequent, at);
        else this.ask(node.consequent, path, at);
        return this.ask(node.alternate, path, at);
      case 'LogicalExpression':
        if (node.operator !== '&&') this.ask(node.left, path, at);
        return this.ask(node.right, path, at);
      case 'AssignmentExpression':
        if (node.operator !== '=') this.ask(node.left, path, at);
        return this.ask(node.right, path, node.operator === '+=' ? { ...at, built: true } : at);
      case 'BinaryExpression':
        if (node.operator !== '+') return this.#emit('safe-type', node, at);
        if (TRAITS[this.#sink].textsAreHarmless) return this.#emit('escaped', node, at);
        return this.#parts(summands(node), { ...at, built: true });
      case 'UnaryExpression':
        return this.#emit(node.operator === 'void' ? 'constant' : 'safe-type', node, at);
      case 'UpdateExpression':
        return this.#emit('safe-type', node, at);
      case 'ObjectExpression':
        return this.#object(node, path, at);
      case 'ArrayExpression':
        return this.#array(node, path, at);
      case 'ThisExpression':
        return this.#self(node, path, at);
      case 'ImportExpression':
      case 'MetaProperty':
        return this.#emit(path[0] === 'env' ? 'environment' : 'configuration', node, at);
      case 'SpreadElement':
        return this.ask(node.argument, path, at);
      default:
        return this.#emit('unknown', node, at);
    }
  }

  /** `LIST.includes(expression) ? expression : …`, the same expression in both places. */
  #isListed({ test, consequent }: TSESTree.ConditionalExpression, { file }: Place): boolean {
    const [asked] = test.type === 'CallExpression' ? test.arguments : [];
    if (test.type !== 'CallExpression' || !asked || test.callee.type !== 'MemberExpression' || consequent.type === 'Identifier') return false;
    const name = keyName(test.callee);
    return (name === 'includes' || name === 'has') && file.textOf(asked) === file.textOf(consequent) && this.#isOurs(file, test.callee.object);
  }

  #template(node: TSESTree.TemplateLiteral, at: Place): void {
    if (TRAITS[this.#sink].textsAreHarmless) return this.#emit('escaped', node, at);
    const built = at.built || node.quasis.some((q) => q.value.raw !== '') || node.expressions.length > 1;
    if (TRAITS[this.#sink].fixed) return this.#parts(node.quasis.flatMap((quasi, i) => [quasi, node.expressions[i] ?? []].flat()), { ...at, built });
    for (const [i, hole] of node.expressions.entries()) {
      // `{{${name}}}`, `$${n}`: what stands there names a placeholder.
      if (this.#sink === 'sql' && PLACEHOLDER_BEFORE.test(node.quasis[i]?.value.cooked ?? '')) this.#emit('safe-type', hole, at);
      else this.ask(hole, [], { ...at, built });
    }
  }

  /** The parts of a text. Of an address, only those that may still choose the target: what stands behind another value chooses no more than that. */
  #parts(parts: readonly Node[], at: Place): void {
    const { fixed } = TRAITS[this.#sink];
    let before: string | null = '';
    for (const part of parts) {
      if (part.type !== 'TemplateElement') {
        if (fixed && (before === null || fixed.test(before))) this.#emit('escaped', part, at);
        else this.ask(part, [], at);
      }
      if (!fixed) continue;
      const values = part.type === 'TemplateElement' ? [part.value.cooked] : this.#host.project.constants(at.file, part);
      const [text] = values ?? [];
      before = before !== null && values?.length === 1 && (typeof text === 'string' || typeof text === 'number') ? `${before}${text}` : null;
    }
  }

  // Names

  #identifier(node: TSESTree.Identifier, path: AccessPath, at: Place): void {
    const variable = at.file.variableOf(node);
    if (!variable) {
      const known = node.name === 'undefined' || node.name === 'NaN' || node.name === 'Infinity';
      if (!known && ENVIRONMENTS.has(`global#${node.name}.${path[0] ?? ''}`)) return this.#emit('environment', node, at);
      return this.#emit(known ? 'constant' : 'unknown', node, at);
    }
    const named = passing(at, node, at.file, node.name);
    if (this.#guarded(node, { root: variable, path: [] }, path, at)) return this.#emit('safe-type', node, named);
    if (variable.defs[0]?.type === 'Variable' && isFixed(variable)) return this.#orRead(node, this.#host.http(at.file).readOf(node), path, named, () => this.#values(variable, node, path, named));
    this.#values(variable, node, path, named);
  }

  /**
   * What a name was given tells more than the read it stands for: it may have passed a schema. Only where nothing was
   * found out, the read counts.
   */
  #orRead(node: Node, read: RequestRead | null, path: AccessPath, at: Place, trace: () => void): void {
    if (!read) return trace();
    const before = this.#sources;
    this.#sources = [];
    trace();
    const found = this.#sources;
    this.#sources = before;
    for (const source of found) if (source.kind !== 'unknown') this.#add(source);
    if (found.length === 0 || found.some((s) => s.kind === 'unknown')) this.#request(node, read, path, at);
  }

  /** The values a variable may have where it is used. */
  #values(variable: Variable, node: Node, path: AccessPath, at: Place): void {
    const definitions = reachingDefinitions(at.file, variable, node, (test, truth) => provesChain(at.file, test, truth, { root: variable, path: [] }, this.#guardQuestions));
    this.#typed(at.file, this.#declaredType(variable), path, () => {
      for (const definition of definitions) this.#definition(definition, variable, node, path, at);
      if (variable.defs[0]?.type === 'Variable' && isBuilt(variable)) this.#additions(variable, node, path, at);
    });
  }

  /** A declared number cannot hold a text that only the compiler has not seen: what is unknown becomes proved. */
  #typed(file: SourceFile, type: TSESTree.TypeNode | null | undefined, path: AccessPath, trace: () => void): void {
    if (!type || !isClosedType(this.#host.project, file, type, path)) return trace();
    const before = this.#sources;
    this.#sources = [];
    trace();
    const found = this.#sources;
    this.#sources = before;
    for (const source of found) this.#add(source.kind === 'unknown' || source.kind === 'parameter' || source.kind === 'row' ? { ...source, kind: 'safe-type', parameter: null } : source);
  }

  #declaredType(variable: Variable): TSESTree.TypeNode | null {
    const definition = variable.defs[0];
    const name = definition?.type === 'Variable' ? (definition.name as Node) : null;
    return name ? annotationOf(name) : null;
  }

  #definition(definition: Definition, variable: Variable, use: Node, path: AccessPath, at: Place): void {
    switch (definition.kind) {
      case 'value': {
        // A check of the expression that a name was given counts for the name too.
        const chain = definition.path.length === 0 ? chainOf(at.file, definition.node) : null;
        if (chain && path.length === 0 && this.#guarded(use, chain, [], at)) return this.#emit('safe-type', use, at);
        return this.ask(definition.node, [...definition.path, ...path], at);
      }
      case 'declared':
        return this.#declared(variable, use, path, at);
      case 'validated':
      case 'number':
        return this.#emit('safe-type', definition.node, at);
      case 'unknown':
        return this.#emit('unknown', definition.node, at);
    }
  }

  /** Whether checks prove what lies below a chain, or each element of the list there. */
  #guarded(use: Node, { root, path }: Chain, below: AccessPath, at: Place): boolean {
    const elements = below.at(-1) === ANY;
    const plain = elements ? below.slice(0, -1) : below;
    return !plain.includes(ANY) && !plain.includes(KEY) && isGuarded(at.file, use, { root, path: [...path, ...plain], elements }, this.#guardQuestions);
  }

  #declared(variable: Variable, use: Node, path: AccessPath, at: Place): void {
    const definition = variable.defs[0];
    if (!definition) return this.#emit('unknown', use, at);
    const name = definition.name as Node;
    switch (definition.type) {
      case 'Parameter':
        return this.#parameter(variable, definition.node as FunctionNode, name, use, path, at);
      case 'ImportBinding':
        return this.#imported(originOf(at.file, name), use, path, at);
      case 'CatchClause':
        return this.#emit('caught', use, at);
      case 'TSEnumName':
        return this.#emit('constant', use, at);
      case 'ClassName':
        return this.#field(at.file, definition.node as ClassNode, path, true, use, at);
      default:
        return this.#emit('unknown', use, at);
    }
  }

  /** What an import gives, and what lies below it. */
  #imported(origin: Origin, use: Node, path: AccessPath, at: Place): void {
    if (origin.kind !== 'import') return this.#emit('unknown', use, at);
    const symbol = this.#host.project.symbol({ kind: 'member', object: origin, property: path[0] ?? null });
    if (symbol !== null && ENVIRONMENTS.has(symbol)) return this.#emit('environment', use, at);
    let there = this.#host.project.follow(origin);
    let rest = path;
    // `import * as tables`: the name below it decides.
    if (there.kind === 'import' && there.name === '*' && rest[0] !== undefined) {
      there = this.#host.project.follow({ ...there, name: rest[0] });
      rest = rest.slice(1);
    }
    switch (there.kind) {
      case 'value':
      case 'call':
        return this.ask(there.node, rest, { ...at, file: there.file, frame: null });
      case 'enum':
        return this.#emit('constant', use, at);
      case 'class':
        return this.#field(there.file, there.node, rest, true, use, { ...at, file: there.file, frame: null });
      case 'instance':
        return there.of.kind === 'class' ? this.#field(there.of.file, there.of.node, rest, false, use, { ...at, file: there.of.file, frame: null }) : this.#emit('configuration', use, at);
      default:
        // A value of another module that no request can have made.
        return this.#emit(there.kind === 'function' ? 'unknown' : 'configuration', use, at);
    }
  }

  /**
   * Values put into an object or list after it was made: `parts.push(x)`, `where.name = x`, `Object.assign(where, x)`,
   * `addFilters(parts, x)`. Without a use, wherever that is.
   */
  #additions(variable: Variable, use: Node | null, path: AccessPath, at: Place): void {
    const { file } = at;
    for (const reference of variable.references) {
      const name = reference.identifier as Node;
      if (name === use || (use && !this.#mayRunBefore(file, name, use))) continue;
      const outer = wrapped(file, name);
      const parent = file.parent(outer);
      if (parent?.type === 'MemberExpression' && parent.object === outer) this.#additionBy(parent, path, use, at);
      else if (parent?.type === 'CallExpression' && parent.callee !== outer) this.#additionIn(parent, parent.arguments.indexOf(outer as TSESTree.CallExpressionArgument), path, at);
    }
  }

  /** What a function puts into the object or list it is handed. */
  #additionIn(call: TSESTree.CallExpression, index: number, path: AccessPath, at: Place): void {
    const { file } = at;
    if (index === 0 && this.#host.project.symbol(originOf(file, call.callee)) === 'global#Object.assign') return call.arguments.slice(1).forEach((a) => this.ask(a, path, at));
    const target = functionOf(this.#host.project, file, call.callee);
    const parameter = target?.fn.params[index];
    const inner = parameter?.type === 'Identifier' ? target?.file.variableOf(parameter) : null;
    const frame = target && inner ? this.#frame(target.fn, at, (i) => argumentsOf(call.arguments, i, at)) : null;
    if (target && inner && frame) this.#additions(inner, null, path, { ...at, file: target.file, frame, trail: calledTrail(at, call, target.fn, target.file) });
  }

  #additionBy(member: TSESTree.MemberExpression, path: AccessPath, use: Node | null, at: Place): void {
    const { file } = at;
    let target: Node = member;
    const keys: string[] = [keyOf(keyName(member), null)];
    if (path.length === 0 && TRAITS[this.#sink].harmless.has(keys[0] ?? '')) return;
    for (let outer = file.parent(target); outer?.type === 'MemberExpression' && outer.object === target; outer = file.parent(target)) {
      keys.push(keyOf(keyName(outer), null));
      target = outer;
    }
    const parent = file.parent(target);
    if (parent?.type === 'AssignmentExpression' && parent.left === target) {
      const rest = below(keys, path);
      const isOther = keys.some((k, i) => k === ANY && path[i] !== undefined && path[i] !== ANY);
      if (rest && isOther) this.#emit('unknown', parent.right, at);
      else if (rest && !(use && contains(parent, use))) this.ask(parent.right, rest, at);
      if (path[0] === KEY && keys.length === 1 && member.computed) this.ask(member.property, [], at);
      return;
    }
    if (parent?.type !== 'CallExpression' || parent.callee !== target) return;
    const adds = ADDING_METHODS.get(keys.pop() ?? '');
    const rest = adds && below(keys, path);
    if (!rest) return;
    const [first, second] = parent.arguments;
    if (adds === 'elements') for (const a of parent.arguments) this.ask(a, a.type === 'SpreadElement' ? rest : rest.slice(1), at);
    else if (adds === 'last') for (const a of parent.arguments.slice(2)) this.ask(a, rest.slice(1), at);
    else {
      if (second) this.ask(second, rest.slice(1), at);
      if (first && rest[0] === KEY) this.ask(first, [], at);
    }
  }

  /** Whether one place may run before another: it stands earlier, in another function, or in one loop with it. */
  #mayRunBefore(file: SourceFile, first: Node, second: Node): boolean {
    if (first.range[0] < second.range[0]) return true;
    const fn = enclosingFunction(file, second);
    if (enclosingFunction(file, first) !== fn) return true;
    for (let loop = file.parent(second); loop && loop !== fn; loop = file.parent(loop)) if (/^(?:For|While|DoWhile)/.test(loop.type) && contains(loop, first)) return true;
    return false;
  }

  // Parameters

  #parameter(variable: Variable, fn: FunctionNode, name: Node, use: Node, path: AccessPath, at: Place): void {
    const { file } = at;
    const index = fn.params.findIndex((p) => contains(p, name));
    const parameter = fn.params[index];
    if (!parameter) return this.#emit('unknown', use, at);
    const isRest = parameter.type === 'RestElement';
    const found = patternPath(isRest ? parameter.argument : parameter, name);
    const whole: AccessPath = [...(found?.path ?? [ANY]), ...path];
    if (found?.fallback) this.ask(found.fallback, path, at);

    const frame = frameOf(at.frame, fn);
    const read = frame ? null : this.#host.http(file).readOf(use);
    if (read) return this.#request(use, read, path, at);
    const type = annotationOf(parameter);
    if (type && isClosedType(this.#host.project, file, type, whole)) return this.#emit('safe-type', use, at);
    if (frame) return this.#bound(isRest ? restOf((i) => frame.argument(i), index, whole) : frame.argument(index).map((bound) => ({ bound, path: whole })), use, at);

    if (fn !== this.#within) {
      const handler = this.#handlerOf(file, fn);
      if (handler) return this.#ofHandler(handler, variable, use, path, at);
      const binding = bindingOfCallback(file, fn);
      if (binding) return this.#bound(binding(index).map((a) => ({ bound: { ...a, frame: at.frame }, path: whole })), use, at);
      const callers = callersOf(file, fn);
      if (callers && callers.length > 0) {
        for (const caller of callers) this.#bound(caller(index).map((a) => ({ bound: { ...a, frame: null }, path: whole })), use, at);
        return;
      }
      const call = this.#callOfCallback(file, fn);
      if (call) return this.#emit(index > 0 && queriesOf(this.#host.sql(file)).rows.has(call) ? 'row' : 'unknown', use, at);
    }
    this.#emit('parameter', use, at, null, { fn, index, path: whole });
  }

  #bound(arguments_: readonly { readonly bound: Bound; readonly path: AccessPath }[], use: Node, at: Place): void {
    if (arguments_.length === 0) return this.#emit('constant', use, at);
    for (const { bound, path } of arguments_) {
      if (bound.node === null) this.#emit(bound.kind, use, at);
      else this.ask(bound.node, [...bound.path, ...path], { ...at, file: bound.file, frame: bound.frame });
    }
  }

  /** The call that a function is written straight into: who runs it with what is not known, but for queries. */
  #callOfCallback(file: SourceFile, fn: FunctionNode): Node | null {
    const parent = file.parent(wrapped(file, fn));
    return fn.type !== 'FunctionDeclaration' && (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') ? parent : null;
  }

  #handlerOf(file: SourceFile, fn: FunctionNode): RouteHandler | null {
    return this.#host.http(file).handlers.find((h) => h.fn === fn) ?? null;
  }

  /** The request or context object itself, taken apart where the http model saw no read. */
  #ofHandler(handler: RouteHandler, variable: Variable, use: Node, path: AccessPath, at: Place): void {
    const depth = variable === handler.request ? 1 : variable === handler.context ? 2 : 0;
    const index = path.slice(0, depth).findIndex((p) => PARTS.has(p));
    const part = PARTS.get(path[index] ?? '');
    if (!part) return this.#emit('unknown', use, at);
    // `req` is no step of its own: the read names it.
    const onwards = at.trail?.step.text === variable.name ? { ...at, trail: at.trail.next } : at;
    this.#request(use, { node: use, part, path: [], handler }, path.slice(index + 1), onwards);
  }

  // Requests

  #request(node: Node, read: RequestRead, path: AccessPath, at: Place): void {
    const given = this.#givenBefore(at.file, node, read, path);
    if (given) return this.ask(given.value, given.rest, at);
    const whole: RequestRead = path.length === 0 ? read : { ...read, path: [...read.path, ...path.filter((p) => p !== ANY && p !== KEY)] };
    const { textsAreHarmless, forbidden } = TRAITS[this.#sink];
    if (isValidatedRead(this.#host.project, at.file, node, whole, path, textsAreHarmless)) return this.#emit('safe-type', node, at);
    if (forbidden && isAskedBefore(whole, (file) => this.#host.http(file).reads)) return this.#emit('safe-type', node, at);
    this.#emit('request', node, at, whole);
  }

  /** What the handler itself put in the place of a field before it is read: `req.body.id = req.params.id`. */
  #givenBefore(file: SourceFile, node: Node, read: RequestRead, path: AccessPath): { readonly value: Node; readonly rest: AccessPath } | null {
    const whole = [...read.path, ...path];
    const writes = this.#host.http(file).assignments.filter(({ node: write, part, path: to, handler }) => {
      if (write.type !== 'AssignmentExpression' || write.range[1] > node.range[0] || handler.fn !== read.handler.fn || part !== read.part) return false;
      if (memberChain(write.left).path.includes(null) || !to.every((name, i) => name === whole[i])) return false;
      const fn = enclosingFunction(file, write);
      return fn !== null && contains(fn, node) && alwaysFollows(file, write, node);
    });
    const last = writes.at(-1);
    return last?.node.type === 'AssignmentExpression' && last.node.operator === '=' ? { value: last.node.right, rest: whole.slice(last.path.length) } : null;
  }

  // Members and fields

  #member(node: TSESTree.MemberExpression, path: AccessPath, at: Place): void {
    const { file } = at;
    const { project } = this.#host;
    const name = keyName(node);
    const read = this.#host.http(file).readOf(node);
    if (path.length === 0 && (name === 'length' || name === 'size' || name === 'byteLength') && !(read && read.path.length <= 1)) return this.#emit('safe-type', node, at);
    const chain = chainOf(file, node);
    if (chain && this.#guarded(node, chain, path, at)) return this.#emit('safe-type', node, at);
    // The checks of an address hold for its parts.
    if (chain && path.length === 0 && TRAITS[this.#sink].choosing.has(name ?? '') && this.#guarded(node, { root: chain.root, path: chain.path.slice(0, -1) }, [], at)) return this.#emit('safe-type', node, at);
    const root = chain?.root.defs[0]?.type;
    if (read && root !== 'Variable') return this.#request(node, read, path, at);
    if (node.object.type === 'Super') return this.#emit('unknown', node, at);
    if ([node, node.object].some((n) => ENVIRONMENTS.has(project.symbol(originOf(file, n)) ?? ''))) return this.#emit('environment', node, at);
    if (path.length === 0 && project.constants(file, node) && !this.#isChanged(file, node)) return this.#emit('constant', node, at);
    const below = [keyOf(name, node.computed ? node.property : null), ...path];
    this.#orRead(node, read, path, at, () => this.ask(node.object, below, at));
  }

  /** Whether the object a member is read from is written to in this file, so that its literal does not tell all. */
  #isChanged(file: SourceFile, node: TSESTree.MemberExpression): boolean {
    const { root } = memberChain(node);
    const variable = root.type === 'Identifier' ? file.variableOf(root) : null;
    return (
      variable?.references.some((r) => {
        let target = r.identifier as Node;
        for (let parent = file.parent(target); parent?.type === 'MemberExpression' && parent.object === target; parent = file.parent(target)) target = parent;
        const parent = file.parent(target);
        return target !== (r.identifier as Node) && parent?.type === 'AssignmentExpression' && parent.left === target;
      }) ?? false
    );
  }

  #self(node: TSESTree.ThisExpression, path: AccessPath, at: Place): void {
    const owner = enclosingClass(at.file, node);
    if (!owner) return this.#emit('unknown', node, at);
    this.#field(at.file, owner, path, false, node, at);
  }

  /** A field of a class: its initial value and every assignment in the class. */
  #field(file: SourceFile, owner: ClassNode, path: AccessPath, isStatic: boolean, use: Node, at: Place): void {
    const [name, ...rest] = path;
    if (name === undefined || name === ANY || name === KEY) return this.#emit('unknown', use, at);
    const here: Place = { ...passing(at, use, at.file, `${isStatic ? (owner.id?.name ?? 'class') : 'this'}.${name}`), file };
    const member = membersNamed(owner, name).find((m) => (m.type === 'PropertyDefinition' || (m.type === 'MethodDefinition' && m.kind === 'get')) && m.static === isStatic);
    const assigned = isStatic ? staticAssignments(file, owner, name) : fieldAssignments(file, owner, name);
    const given = isStatic ? null : fieldParameter(owner, name);
    if (!member && !given && assigned.length === 0) return this.#emit('unknown', use, here);
    this.#typed(file, member && annotationOf(member), rest, () => {
      const variable = given && file.variableOf(given.name);
      if (given && variable) this.#parameter(variable, given.fn, given.name, given.name, rest, here);
      if (member?.type === 'PropertyDefinition' && member.value) this.ask(member.value, rest, here);
      else if (member?.type === 'PropertyDefinition' && !given && assigned.length === 0) this.#emit('unknown', use, here);
      if (member?.type === 'MethodDefinition' && isFunction(member.value)) for (const value of returnedExpressions(file, member.value)) this.ask(value, rest, here);
      for (const assignment of assigned) this.ask(assignment.right, rest, here);
    });
  }

  // Objects and lists

  #object(node: TSESTree.ObjectExpression, path: AccessPath, at: Place): void {
    const [name, ...rest] = path;
    if (name === KEY) {
      for (const p of node.properties) {
        if (p.type === 'SpreadElement') this.ask(p.argument, path, at);
        else if (p.computed) this.ask(p.key, [], at);
        else this.#emit('constant', p.key, at);
      }
      return;
    }
    if (name === undefined || name === ANY) {
      if (node.properties.length === 0) return;
      for (const p of node.properties) {
        if (p.type === 'SpreadElement') this.ask(p.argument, path, at);
        else this.ask(p.value, rest, at);
      }
      return;
    }
    const found = propertyOf(node, name);
    for (const p of node.properties) {
      if (p === found) this.ask(p.value, rest, at);
      // What stands before the property is hidden by it.
      else if (found && node.properties.indexOf(p) < node.properties.indexOf(found)) continue;
      else if (p.type === 'SpreadElement') this.ask(p.argument, path, at);
      // A key that is computed may be this one or another.
      else if (keyName(p) === null) this.#emit('unknown', p.value, at);
    }
  }

  #array(node: TSESTree.ArrayExpression, path: AccessPath, at: Place): void {
    const [name, ...rest] = path;
    if (name === KEY) return this.#emit('safe-type', node, at);
    const index = name === undefined || name === ANY ? null : Number(name);
    const isOpen = node.elements.some((e) => e?.type === 'SpreadElement');
    for (const [i, element] of node.elements.entries()) {
      if (!element || (index !== null && !isOpen && i !== index)) continue;
      if (element.type === 'SpreadElement') this.ask(element.argument, path.length === 0 ? path : [ANY, ...rest], at);
      else this.ask(element, rest, at);
    }
  }

  // Calls

  #tagged(node: TSESTree.TaggedTemplateExpression, at: Place): void {
    const symbol = this.#host.project.symbol(originOf(at.file, node.tag));
    if (symbol === 'global#String.raw') return node.quasi.expressions.forEach((hole) => this.ask(hole, [], at));
    const query = this.#host.sql(at.file).queries.find((q) => q.node === node);
    this.#emit(query?.style === 'tagged' && this.#sink === 'sql' ? 'escaped' : 'unknown', node, at);
  }

  #construction(node: TSESTree.NewExpression, path: AccessPath, at: Place): void {
    const origin = originOf(at.file, node.callee);
    const symbol = this.#host.project.symbol(origin);
    const [first] = node.arguments;
    if (symbol !== null) {
      if (symbol === 'global#Date' && !first) return this.#emit('generated', node, at);
      if (SAFE_CONSTRUCTORS.has(symbol)) return this.#emit('safe-type', node, at);
      if (HOLDING_CONSTRUCTORS.has(symbol)) {
        if (!first) return;
        const isUrl = URLS.has(symbol);
        if (isUrl && TRAITS[this.#sink].harmless.has(path[0] ?? '')) return this.#emit('escaped', node, at);
        const isMap = symbol === 'global#Map';
        return node.arguments.forEach((a) => this.ask(a, isUrl ? [] : isMap ? [ANY, path[0] === KEY ? '0' : '1', ...path.slice(1)] : path, at));
      }
      return this.#emit('unknown', node, at);
    }
    const target = origin.kind === 'class' ? origin : this.#host.project.follow(origin);
    if (target.kind !== 'class' || path.length === 0) return this.#emit('unknown', node, at);
    const made = target.node.body.body.find((m) => m.type === 'MethodDefinition' && m.kind === 'constructor');
    const fn = made?.type === 'MethodDefinition' && isFunction(made.value) ? made.value : null;
    const frame = fn && this.#frame(fn, at, (index) => argumentsOf(node.arguments, index, at));
    this.#field(target.file, target.node, path, false, node, { ...at, file: target.file, frame: frame ?? at.frame });
  }

  #call(node: TSESTree.CallExpression, path: AccessPath, at: Place): void {
    const { file } = at;
    const { project } = this.#host;
    const origin = originOf(file, node.callee);
    const symbol = project.symbol(origin);
    if (symbol !== null) {
      const parsed = schemaParseOf(node, symbol);
      if (parsed) return this.#parsed(node, parsed, path, at);
      if (askFunction(this.#asking, node, symbol, path, at)) return;
      const effect = effectOf(symbol, this.#sink);
      if (effect) return this.#effect(node, effect, symbol, path, at);
    }
    const own = this.#ownFunctions(origin, node, at);
    if (own.length > 0) {
      for (const { fn, file: home } of own) this.#returned(fn, home, path, { ...at, trail: calledTrail(at, node, fn, home) }, (index) => argumentsOf(node.arguments, index, at));
      return;
    }
    const read = this.#host.http(file).readOf(node);
    if (read) return this.#request(node, read, path, at);
    if (this.#isQuery(file, node, at)) return;
    if (node.callee.type === 'MemberExpression' && this.#method(node, node.callee, symbol, path, at)) return;
    this.#emit('unknown', node, at);
  }

  /** Methods of texts, lists and promises; of what a package made, they say nothing of the package's own state. */
  #method(node: TSESTree.CallExpression, callee: TSESTree.MemberExpression, symbol: string | null, path: AccessPath, at: Place): boolean {
    if (symbol === null || symbol.startsWith('global#') || symbol.startsWith('new global#')) return askMethod(this.#asking, node, callee, path, at);
    if (!symbol.startsWith('new ') && !symbol.includes('()')) return false;
    const before = this.#sources;
    this.#sources = [];
    const isKnown = askMethod(this.#asking, node, callee, path, at);
    const found = this.#sources;
    this.#sources = before;
    for (const source of found) this.#add(source.kind === 'configuration' ? { ...source, kind: 'unknown' } : source);
    return isKnown;
  }

  /** The project's own functions that a call may run; none when it may run others too. */
  #ownFunctions(origin: Origin, node: TSESTree.CallExpression, at: Place): readonly { readonly fn: FunctionNode; readonly file: SourceFile }[] {
    if (node.callee.type === 'Super') return [];
    // A function that came in as an argument.
    if (origin.kind === 'parameter' && origin.path.length === 0) {
      if (origin.function === this.#within) this.#callsParameter = true;
      const frame = frameOf(at.frame, origin.function);
      const bound = frame?.argument(origin.index)[0];
      const handed = bound?.node ? functionOf(this.#host.project, bound.file, bound.node) : null;
      return handed ? [handed] : [];
    }
    const found = origin.kind === 'function' ? origin : this.#host.project.follow(origin);
    const all = found.kind === 'either' ? found.of : [found];
    return all.every((o) => o.kind === 'function') ? all.map((o) => ({ fn: o.node, file: o.file })) : [];
  }

  /** What a function returns, with its parameters replaced by arguments. */
  #returned(fn: FunctionNode, file: SourceFile, path: AccessPath, at: Place, argument: (index: number) => readonly Bound[]): void {
    // A function that calls itself gives what it was given, at most.
    const again = (): void => fn.params.forEach((_, index) => this.#bound(argument(index).map((bound) => ({ bound, path: [] })), fn, at));
    if (frameOf(at.frame, fn)) return again();
    if (enclosingFunction(file, fn) === null) {
      const summary = this.#summary(fn, file, path);
      if (summary === null) return again();
      if (!summary.callsParameter) return this.#applied(summary, fn, file, at, argument);
    }
    const frame = this.#frame(fn, at, argument);
    if (!frame) return this.#beyond(fn, file, at);
    this.#returnedBy(fn, path, { ...at, file, frame });
  }

  #returnedBy(fn: FunctionNode, path: AccessPath, at: Place): void {
    const values = fn.generator ? [] : returnedExpressions(at.file, fn);
    if (values.length === 0) return this.#emit(fn.generator ? 'unknown' : 'constant', fn, at);
    this.#typed(at.file, fn.returnType?.typeAnnotation, path, () => {
      for (const value of values) this.ask(value, path, at);
    });
  }

  /** A call that is nested deeper than the bound. */
  #beyond(fn: FunctionNode, file: SourceFile, at: Place): void {
    this.#complete = false;
    this.#emit('unknown', fn, { ...at, file });
  }

  /**
   * What a function returns in terms of its parameters, found out once. Null for a function that is being summarised:
   * then the answer depends on where the circle was entered, and those of the circle are not kept.
   */
  #summary(fn: FunctionNode, file: SourceFile, path: AccessPath): Summary | null {
    if (this.#active.includes(fn)) {
      this.#circles.add(fn);
      return null;
    }
    const key = `${this.#sink} ${path.join('.')}`;
    const kept = summariesOf(this.#host);
    const known = kept.get(fn)?.get(key);
    if (known) return known;
    const question = new Question(this.#host, this.#sink, fn, this.#budget, [...this.#active, fn]);
    if (question.#active.length > MAX_CALLS * 2) question.#complete = false;
    else question.#returnedBy(fn, path, { ...START, file, quiet: true });
    const summary: Summary = { sources: question.#sources, complete: question.#complete, visits: question.#visits, height: question.#height, callsParameter: question.#callsParameter };
    question.#circles.delete(fn);
    for (const other of question.#circles) this.#circles.add(other);
    if (question.#circles.size === 0 && this.#budget.count <= MAX_FILE_VISITS && question.#active.length <= MAX_CALLS * 2) {
      const byPath = kept.get(fn) ?? new Map<string, Summary>();
      byPath.set(key, summary);
      kept.set(fn, byPath);
    }
    return summary;
  }

  #applied(summary: Summary, fn: FunctionNode, file: SourceFile, at: Place, argument: (index: number) => readonly Bound[]): void {
    // Counted as if it had been found out here, so that no answer depends on what was asked before.
    if (!this.#used.has(summary)) this.#visits += summary.visits;
    this.#used.add(summary);
    this.#height = Math.max(this.#height, summary.height + 1);
    if (summary.height + 1 + (at.frame?.calls ?? 0) > MAX_CALLS) return this.#beyond(fn, file, at);
    if (!summary.complete) this.#complete = false;
    for (const source of summary.sources) {
      const { parameter } = source;
      if (parameter?.fn !== fn) {
        this.#add({ ...source, steps: [...source.steps, ...stepsOf(at.trail)], built: source.built || at.built });
        continue;
      }
      const onwards = { ...at, trail: trailOf(source.steps.slice(1), at.trail), built: source.built || at.built };
      const isRest = fn.params[parameter.index]?.type === 'RestElement';
      this.#bound(isRest ? restOf(argument, parameter.index, parameter.path) : argument(parameter.index).map((bound) => ({ bound, path: parameter.path })), fn, onwards);
    }
  }

  #frame(fn: FunctionNode, at: Place, argument: (index: number) => readonly Bound[]): Frame | null {
    const calls = (at.frame?.calls ?? 0) + 1;
    if (calls > MAX_CALLS || frameOf(at.frame, fn)) return null;
    this.#height = Math.max(this.#height, calls);
    return { fn, calls, outer: at.frame, id: ++this.#frames, argument };
  }

  #parsed(node: Node, parsed: { readonly schema: Node; readonly value: Node; readonly under: string | null }, path: AccessPath, at: Place): void {
    let rest = path;
    if (parsed.under !== null) {
      if (path[0] !== parsed.under && path.length > 0) return this.#emit('safe-type', node, at);
      rest = path.slice(1);
    }
    if (isClosedSchema(this.#host.project, at.file, parsed.schema, rest, TRAITS[this.#sink].textsAreHarmless)) return this.#emit('safe-type', node, at);
    this.ask(parsed.value, rest, at);
  }

  #effect(node: TSESTree.CallExpression, effect: Effect, symbol: string, path: AccessPath, at: Place): void {
    switch (effect.does) {
      case 'safe':
        return this.#emit('safe-type', node, at);
      case 'generated':
      case 'configuration':
      case 'row':
        return this.#emit(effect.does, node, at);
      case 'escape':
        if (effect.sinks.includes(this.#sink)) return this.#emit('escaped', node, at);
        return node.arguments.forEach((a) => this.ask(a, [], at));
      case 'arguments': {
        const passed = effect.only ? effect.only.flatMap((i) => node.arguments[i] ?? []) : node.arguments;
        if (passed.length === 0) return this.#emit('constant', node, at);
        const keeps = symbol === 'global#structuredClone' || symbol === 'global#Object.freeze' || symbol === 'global#Promise.resolve' || symbol === 'global#JSON.parse';
        return passed.forEach((a) => this.ask(a, keeps ? path : [], at));
      }
    }
  }

  /** What a callback returns when it is given these arguments. */
  #callback(node: Node, at: Place, argument: (index: number) => readonly Bound[], path: AccessPath): void {
    const inner = unwrap(node);
    const symbol = isFunction(inner) ? null : this.#host.project.symbol(originOf(at.file, inner));
    if (symbol === 'global#Number' || symbol === 'global#parseInt' || symbol === 'global#Boolean') return this.#emit('safe-type', node, at);
    const effect = symbol === null ? null : effectOf(symbol, this.#sink);
    if (effect?.does === 'escape' && effect.sinks.includes(this.#sink)) return this.#emit('escaped', node, at);
    if (effect?.does === 'arguments') return this.#bound(argument(0).map((bound) => ({ bound, path: [] })), node, at);
    const target = isFunction(inner) ? { fn: inner, file: at.file } : functionOf(this.#host.project, at.file, inner);
    if (!target) return this.#emit('unknown', node, at);
    const named = isFunction(inner) ? at : { ...at, trail: calledTrail(at, node, target.fn, target.file) };
    this.#returned(target.fn, target.file, path, named, argument);
  }

  /** A query gives rows; a piece of SQL is judged where it is written, and not again where it is put in. */
  #isQuery(file: SourceFile, node: Node, at: Place): boolean {
    const known = queriesOf(this.#host.sql(file));
    if (known.pieces.has(node)) this.#emit(this.#sink === 'sql' ? 'escaped' : 'unknown', node, at);
    else if (known.rows.has(node)) this.#emit('row', node, at);
    else return false;
    return true;
  }

  /** Whether nothing in an expression comes from a request: one of our own lists. */
  #isOurs(file: SourceFile, node: Node): boolean {
    const question = new Question(this.#host, this.#sink, null, this.#budget, this.#active);
    question.#visits = this.#visits;
    question.ask(node, [ANY], { ...START, file, depth: MAX_DEPTH / 2 });
    this.#visits = question.#visits;
    for (const fn of question.#circles) this.#circles.add(fn);
    return question.#complete && question.#sources.every((s) => s.kind !== 'request');
  }

  // Answers

  #emit(kind: SourceKind, node: Node, at: Place, read: RequestRead | null = null, parameter: Source['parameter'] = null): void {
    // What runs when the module is loaded has seen no request.
    const settled = kind === 'unknown' && !enclosingFunction(at.file, node) && !isFunction(node) ? 'configuration' : kind;
    const text = read ? textOfRead(at.file, node, read) : shortened(at.file.textOf(node));
    const onwards = stepsOf(at.trail);
    // A name that is the source itself is not said twice.
    const steps: readonly Step[] = [{ node, file: at.file, text }, ...(onwards[0]?.text === text ? onwards.slice(1) : onwards)];
    this.#add({ kind: settled, node, file: at.file, steps, read, parameter, built: at.built });
  }

  #add(source: Source): void {
    const alike = this.#sources.filter((known) => known.kind === source.kind);
    if (source.kind === 'constant' && alike.length >= MAX_CONSTANTS) return;
    if (!alike.some((known) => isSame(known, source))) this.#sources.push(source);
  }
}

/** Calls whose result is what the database gave, and those that only make a piece of a statement. */
const queriesOf = memo((sql: SqlModel): { readonly rows: ReadonlySet<Node>; readonly pieces: ReadonlySet<Node> } => ({
  rows: new Set([...sql.built, ...sql.queries].map((o) => o.node)),
  pieces: new Set(sql.queries.flatMap((q) => (q.piece ? [q.node] : []))),
}));

/** Whether two sources of a kind are one to whoever asks: the same parameter, the same field of the request, the same place. */
function isSame(a: Source, b: Source): boolean {
  if (a.built !== b.built) return false;
  if (a.parameter && b.parameter) return a.parameter.fn === b.parameter.fn && a.parameter.index === b.parameter.index && a.parameter.path.join('.') === b.parameter.path.join('.');
  if (a.read && b.read) return a.read.handler.fn === b.read.handler.fn && a.read.part === b.read.part && a.read.path.join('.') === b.read.path.join('.');
  return a.node === b.node;
}

/** Whether a variable holds an object or list that is made where it is declared, so that what is put into it is its value. */
function isBuilt(variable: Variable): boolean {
  const node = variable.defs[0]?.node as Node | undefined;
  const init = node?.type === 'VariableDeclarator' && node.init ? unwrap(node.init) : null;
  return init?.type === 'ObjectExpression' || init?.type === 'ArrayExpression' || init?.type === 'NewExpression';
}

/** `Name.x = …` in the class of the name. */
function staticAssignments(file: SourceFile, owner: ClassNode, name: string): readonly TSESTree.AssignmentExpression[] {
  return file.nodesIn(owner, 'AssignmentExpression').filter(({ left }) => {
    const target = unwrap(left);
    if (target.type !== 'MemberExpression' || keyName(target) !== name) return false;
    const object = unwrap(target.object);
    return object.type === 'Identifier' && object.name === owner.id?.name;
  });
}

/** A read as a path: its text where it starts at the request, else the request's name with the part and the property. */
function textOfRead(file: SourceFile, node: Node, read: RequestRead): string {
  const { request, context } = read.handler;
  const below = read.path.map((p) => `.${p}`).join('');
  const chain = memberChain(node.type === 'CallExpression' ? node.callee : node);
  const variable = chain.root.type === 'Identifier' ? file.variableOf(chain.root) : null;
  const isGiven = variable?.defs[0]?.type === 'Parameter' && chain.path.length > 0;
  if (isGiven && node.type === 'CallExpression') return shortened(file.textOf(node));
  if (isGiven && (chain.path.at(-1) === (read.path.at(-1) ?? read.part) || chain.path.includes(null))) return shortened(file.textOf(node));
  return `${request?.name ?? context?.name ?? 'request'}.${read.part}${below}`;
}

function shortened(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length <= MAX_STEP_TEXT ? flat : `${flat.slice(0, MAX_STEP_TEXT - 1)}…`;
}
