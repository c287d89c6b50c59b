import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { enclosingFunction, keyName, patternNames, patternPath, returnedExpressions, stringValue, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import { memo } from '../../core/memo.ts';
import type { Project } from '../../project/types.ts';
import { parametersOf } from './evidence.ts';
import { globals, NAMES_GLOBAL } from './lookup.ts';
import type { LinkedHandler } from './linked.ts';
import type { Reads, RequestPart, RequestRead, RequestWrite, RouteHandler } from './types.ts';

/** A table of reads as a tree: members by name, calls by their first argument (`*` any, empty for none). */
interface Shape {
  readonly members: Map<string, Shape>;
  readonly calls: Map<string, Shape>;
  part: RequestPart | null;
  style: 'plain' | 'get' | 'cookie';
  url: boolean;
}

/** What an expression is, of one handler's request. */
interface Place {
  readonly handler: RouteHandler;
  /** Below a parameter, as long as no part is reached. */
  readonly shape: Shape | null;
  readonly part: RequestPart | null;
  readonly path: readonly string[];
  /** How properties are asked for; `result`: a validator's outcome, whose `data` or `value` is the place. */
  readonly style: 'plain' | 'get' | 'cookie' | 'result' | 'either';
  /** A computed key has ended the path. */
  readonly closed: boolean;
  /** An object of one's own that holds places: what a helper returned. */
  readonly held: ReadonlyMap<string, Place> | null;
}

const MAX_HOPS = 3;
const PARSED = new Set(['parse', 'parseAsync', 'cast', 'validateSync', 'parseOrThrow']);
const CHECKED = new Set(['safeParse', 'safeParseAsync', 'spa']);
const EITHER = new Set(['validate', 'validateAsync']);
const CONVERTED = new Set(['plainToInstance', 'plainToClass', 'fromEntries', 'structuredClone']);
const SEARCH = shapeOf({ searchParams: 'query:get', search: 'query' });
const LEGACY_URL = shapeOf({ query: 'query' });

const compiled = memo((reads: Reads) => shapeOf(reads));

function shapeOf(reads: Reads): Shape {
  const root = emptyShape();
  for (const [path, meaning] of Object.entries(reads)) {
    let at = root;
    for (const [, name, called] of path.matchAll(/([\w$]+)(\([^)]*\))?/gu)) {
      if (name === undefined) continue;
      at = below(at.members, name);
      if (called !== undefined) at = below(at.calls, called.slice(1, -1).replaceAll("'", ''));
    }
    const [part, style] = meaning.split(':');
    if (part === 'url') at.url = true;
    else {
      at.part = part as RequestPart;
      at.style = style === 'get' || style === 'cookie' ? style : 'plain';
    }
  }
  return root;
}

function emptyShape(): Shape {
  return { members: new Map(), calls: new Map(), part: null, style: 'plain', url: false };
}

function below(map: Map<string, Shape>, name: string): Shape {
  const known = map.get(name) ?? emptyShape();
  map.set(name, known);
  return known;
}

export interface HandlerWithRoles {
  readonly handler: RouteHandler;
  readonly linked: LinkedHandler;
}

/** Every read and assignment of request data in a file, and the request data each expression is. */
export class RequestReads {
  readonly reads: RequestRead[] = [];
  readonly assignments: RequestWrite[] = [];
  readonly #file: SourceFile;
  readonly #project: Project;
  readonly #hops: number;
  readonly #bound = new Map<Variable, Place>();
  readonly #places = new Map<Node, Place>();
  readonly #known = new Map<Node, RequestRead>();
  readonly #queue: Variable[] = [];

  constructor(file: SourceFile, project: Project, hops = 0) {
    this.#file = file;
    this.#project = project;
    this.#hops = hops;
  }

  /** Reads of the parameters of a handler. */
  addHandler({ handler, linked }: HandlerWithRoles): void {
    for (const [index, parameter] of parametersOf(linked.fn).entries()) {
      const part = linked.parts.get(index);
      const role = linked.roles[index];
      if (part) this.#bind(parameter, { handler, shape: null, part: part.part, path: part.path, style: 'plain', closed: false, held: null }, true);
      else if (role === 'input') this.#bind(parameter, { handler, shape: null, part: 'body', path: [], style: isFormData(parameter) ? 'get' : 'plain', closed: false, held: null }, true);
      else if (role && linked.framework.reads?.[role]) this.#bind(parameter, { handler, shape: compiled(linked.framework.reads[role]), part: null, path: [], style: 'plain', closed: false, held: null }, false);
    }
  }

  /** Reads by functions of a package: `cookies()`. */
  addGlobals(handlerAround: (node: Node) => RouteHandler | null): void {
    if (!this.#file.passes(NAMES_GLOBAL)) return;
    for (const node of this.#file.nodes('CallExpression')) {
      const callee = unwrap(node.callee);
      if (callee.type !== 'Identifier' && callee.type !== 'MemberExpression') continue;
      const symbol = symbolOf(originOf(this.#file, callee));
      const found = symbol === null ? null : globals.get(`${symbol}()`);
      const handler = found && handlerAround(node);
      if (!found || !handler) continue;
      const [part, style] = found.value.split(':');
      const key = stringValue(node.arguments[1]);
      this.#climb(node, { handler, shape: null, part: part as RequestPart, path: key === null ? [] : [key], style: style === 'get' || style === 'cookie' ? style : 'plain', closed: false, held: null }, true);
    }
    this.run();
  }

  run(): void {
    for (let variable = this.#queue.shift(); variable; variable = this.#queue.shift()) {
      const place = this.#bound.get(variable);
      if (!place) continue;
      for (const reference of variable.references) {
        if (reference.init !== true && reference.isRead()) this.#climb(reference.identifier as Node, place, place.part === null);
      }
    }
  }

  /** The request data an expression is; null when it is none. */
  readOf(node: Node): RequestRead | null {
    for (const one of [node, unwrap(node), unwrapAwait(node)]) {
      const known = this.#known.get(one);
      if (known) return known;
      const place = this.#places.get(one);
      if (!place || place.part === null || place.style === 'result') continue;
      const read: RequestRead = { node: one, part: place.part, path: place.path, handler: place.handler };
      this.#known.set(one, read);
      return read;
    }
    return null;
  }

  /** What a function gives back of the request that it is given. */
  returned(fn: FunctionNode, index: number, place: Place): Place | null {
    const parameter = parametersOf(fn)[index];
    if (!parameter) return null;
    this.#bind(parameter, place, false);
    this.run();
    for (const expression of returnedExpressions(this.#file, fn)) {
      const found = this.#placeOrHeld(expression);
      if (found) return found;
    }
    return null;
  }

  #placeOrHeld(expression: Node): Place | null {
    const inner = unwrapAwait(expression);
    const direct = this.#places.get(inner);
    if (direct && (direct.part !== null || direct.held || direct.shape)) return direct;
    if (inner.type !== 'ObjectExpression') return null;
    const held = new Map<string, Place>();
    for (const property of inner.properties) {
      const key = property.type === 'Property' ? keyName(property) : null;
      const place = property.type === 'Property' ? this.#places.get(unwrapAwait(property.value)) : undefined;
      if (key !== null && place) held.set(key, place);
    }
    const [first] = held.values();
    return first ? { handler: first.handler, shape: null, part: null, path: [], style: 'plain', closed: false, held } : null;
  }

  #bind(pattern: Node, place: Place, emit: boolean): void {
    for (const name of patternNames(pattern)) {
      const found = patternPath(pattern, name);
      const variable = this.#file.variableOf(name);
      if (!found || !variable || this.#bound.has(variable)) continue;
      const at = found.path.reduce<Place | null>((p, key) => (p ? step(p, key) : null), place);
      if (!at) continue;
      this.#bound.set(variable, at);
      this.#places.set(name, at);
      this.#queue.push(variable);
      if (at.part !== null && at.style !== 'result' && (emit || found.path.length > 0)) this.#emit(name, at);
    }
  }

  #emit(node: Node, place: Place): void {
    if (place.part === null || this.#known.has(node)) return;
    const read: RequestRead = { node, part: place.part, path: place.path, handler: place.handler };
    this.#known.set(node, read);
    this.reads.push(read);
  }

  /** From a reference outwards, as long as the expression is still the request or a part of it. `fresh`: the start itself is a read. */
  #climb(start: Node, from: Place, fresh: boolean): void {
    let node = start;
    let place = from;
    // What is reported as the read: without `await`, defaults and validators around it.
    let read = fresh ? start : null;
    this.#places.set(node, place);
    for (;;) {
      const next = this.#outwards(node, place);
      if (!next) break;
      if (next.place.part !== place.part || next.place.path !== place.path || next.place.closed !== place.closed) read = next.node;
      node = next.node;
      place = next.place;
      this.#places.set(node, place);
    }
    this.#end(node, place, read);
  }

  #outwards(node: Node, place: Place): { readonly node: Node; readonly place: Place } | null {
    const parent = this.#file.parent(node);
    if (!parent) return null;
    switch (parent.type) {
      case 'AwaitExpression':
        return { node: parent, place };
      case 'LogicalExpression':
        return parent.left === node && parent.operator !== '&&' && isEmpty(parent.right) ? { node: parent, place } : null;
      case 'ConditionalExpression':
        return this.#conditional(parent, node, place);
      case 'MemberExpression': {
        if (parent.object !== node) return null;
        const call = this.#file.parent(parent);
        if (call?.type === 'CallExpression' && call.callee === parent) {
          const found = called(place, keyName(parent), call.arguments);
          return found && { node: call, place: found };
        }
        const found = step(place, keyName(parent));
        return found && { node: parent, place: found };
      }
      case 'CallExpression':
        return this.#argument(parent, node, place);
      case 'NewExpression': {
        const callee = unwrap(parent.callee);
        if (parent.arguments[0] !== node || callee.type !== 'Identifier') return null;
        if (callee.name === 'URL' && place.shape?.url) return { node: parent, place: { ...place, shape: SEARCH } };
        return callee.name === 'URLSearchParams' && place.part !== null ? { node: parent, place: { ...place, style: 'get' } } : null;
      }
      default:
        return unwrap(parent) === unwrap(node) && unwrap(parent) !== parent ? { node: parent, place } : null;
    }
  }

  /** `typeof body === 'string' ? JSON.parse(body) : body`: both sides are one. */
  #conditional(parent: TSESTree.ConditionalExpression, node: Node, place: Place): { readonly node: Node; readonly place: Place } | null {
    if (parent.test === node || place.part === null) return null;
    const other = parent.consequent === node ? parent.alternate : parent.consequent;
    const known = this.#places.get(unwrap(other));
    return isEmpty(other) || known?.part === place.part ? { node: parent, place } : null;
  }

  #argument(call: TSESTree.CallExpression, node: Node, place: Place): { readonly node: Node; readonly place: Place } | null {
    const index = call.arguments.findIndex((a) => a === node);
    if (index === -1) return null;
    const callee = unwrap(call.callee);
    const name = callee.type === 'MemberExpression' ? keyName(callee) : callee.type === 'Identifier' ? callee.name : null;
    if (name !== null && place.part !== null && place.style !== 'result') {
      const schema = callee.type === 'MemberExpression' && this.#isSchema(callee.object, index);
      if (schema && PARSED.has(name)) return { node: call, place: { ...place, style: place.style === 'get' ? 'plain' : place.style } };
      if (schema && CHECKED.has(name)) return { node: call, place: { ...place, style: 'result' } };
      if (schema && EITHER.has(name)) return { node: call, place: { ...place, style: 'either' } };
      if (CONVERTED.has(name)) return { node: call, place: { ...place, style: 'plain' } };
    }
    if (name === 'parse' && index === 0 && place.shape?.url) return { node: call, place: { ...place, shape: LEGACY_URL } };
    return this.#handedTo(call, index, place);
  }

  /** Whether `x.parse(data)` validates: `JSON`, a schema, or a module that is given the schema first; not `Date`, `path`, `qs`. */
  #isSchema(object: Node, index: number): boolean {
    const symbol = symbolOf(originOf(this.#file, object));
    if (symbol === null || symbol === 'global#JSON') return true;
    const isModule = /^[^ ]+#(?:default|\*)$/u.test(symbol);
    return isModule ? index > 0 : index === 0 && !/^global#[A-Z]/u.test(symbol);
  }

  /** A helper of the project's own that is given the request: what it returns of it. */
  #handedTo(call: TSESTree.CallExpression, index: number, place: Place): { readonly node: Node; readonly place: Place } | null {
    if (place.shape === null || this.#hops >= MAX_HOPS) return null;
    const origin = this.#project.follow(originOf(this.#file, call.callee));
    if (origin.kind !== 'function' || enclosingFunction(this.#file, call) === origin.node) return null;
    const inside = new RequestReads(origin.file, this.#project, this.#hops + 1);
    const found = inside.returned(origin.node, index, place);
    // What a helper of the same file reads, the handler reads.
    if (origin.file === this.#file) {
      for (const read of inside.reads) {
        if (!this.reads.some((known) => known.node === read.node)) this.reads.push(read);
      }
    }
    return found && { node: call, place: found };
  }

  #end(node: Node, place: Place, read: Node | null): void {
    const parent = this.#file.parent(node);
    const emit = (): void => {
      if (read && place.part !== null) this.#emit(read, place);
    };
    if (parent?.type === 'VariableDeclarator' && parent.init === node) {
      if (parent.id.type !== 'Identifier') {
        this.#bind(parent.id, place, true);
        if (place.style === 'result' || place.style === 'either') emit();
        return;
      }
      emit();
      this.#bind(parent.id, place, false);
      return;
    }
    if (parent?.type === 'AssignmentExpression') {
      if (parent.left === node) {
        if (place.part !== null && read) this.assignments.push({ node: parent, part: place.part, path: place.path, handler: place.handler });
        return;
      }
      if (parent.right === node && parent.operator === '=') this.#assigned(parent.left, place);
    }
    if ((parent?.type === 'UpdateExpression' || (parent?.type === 'UnaryExpression' && parent.operator === 'delete')) && place.part !== null) {
      this.assignments.push({ node: parent, part: place.part, path: place.path, handler: place.handler });
      return;
    }
    emit();
  }

  /** `body = await request.json()`, where the variable holds nothing else. */
  #assigned(target: Node, place: Place): void {
    if (target.type !== 'Identifier') {
      if (target.type === 'ObjectPattern') this.#bind(target, place, true);
      return;
    }
    const variable = this.#file.variableOf(target);
    const definition = variable?.defs[0]?.node as Node | undefined;
    if (definition?.type !== 'VariableDeclarator' || (definition.init && !isEmpty(definition.init))) return;
    this.#bind(target, place, false);
  }
}

/** The place of a property. */
function step(place: Place, key: string | null): Place | null {
  if (place.held) return key === null ? null : (place.held.get(key) ?? null);
  if (place.style === 'result' || place.style === 'either') {
    if (key === 'data' || key === 'value' || key === 'output') return { ...place, style: 'plain' };
    return place.style === 'either' && key !== 'error' && key !== 'errors' && key !== 'then' ? step({ ...place, style: 'plain' }, key) : null;
  }
  if (place.part === null) {
    const shape = key === null ? undefined : place.shape?.members.get(key);
    return shape ? entered(place, shape) : null;
  }
  if (place.style === 'cookie' && key === 'value' && place.path.length > 0) return { ...place, style: 'plain' };
  if (place.style !== 'plain') return null;
  return place.closed || key === null ? { ...place, closed: true } : { ...place, path: [...place.path, key] };
}

function entered(place: Place, shape: Shape): Place {
  return { ...place, shape: shape.part === null ? shape : null, part: shape.part, style: shape.style };
}

/** The place of a method call. */
function called(place: Place, name: string | null, args: readonly TSESTree.CallExpressionArgument[]): Place | null {
  if (name === null || place.held) return null;
  if (place.part === null) {
    const method = place.shape?.members.get(name);
    const [first] = args;
    const text = stringValue(first);
    const exact = text === null ? undefined : method?.calls.get(text);
    if (exact) return entered(place, exact);
    const any = first ? method?.calls.get('*') : undefined;
    if (any) return { ...entered(place, any), ...(text === null ? { closed: true } : { path: [text] }) };
    const plain = method?.calls.get('');
    return plain ? entered(place, plain) : null;
  }
  if ((place.style === 'get' || place.style === 'cookie') && place.path.length === 0 && (name === 'get' || name === 'getAll')) {
    const key = stringValue(args[0]);
    return { ...place, style: place.style === 'cookie' ? 'cookie' : 'plain', closed: key === null, path: key === null ? [] : [key] };
  }
  return null;
}

function isEmpty(node: Node): boolean {
  const inner = unwrap(node);
  return inner.type === 'Literal' || (inner.type === 'ObjectExpression' && inner.properties.length === 0) || (inner.type === 'ArrayExpression' && inner.elements.length === 0) || (inner.type === 'Identifier' && inner.name === 'undefined');
}

/** Whether a server action's parameter is a form. */
function isFormData(parameter: Node): boolean {
  const inner = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  const type = inner.type === 'Identifier' ? inner.typeAnnotation?.typeAnnotation : undefined;
  return type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'FormData';
}
