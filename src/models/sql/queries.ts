import type { TSESTree } from '@typescript-eslint/utils';
import type { Dialect, Settings } from '../../core/settings.ts';
import { callsOf } from '../../ast/members.ts';
import { isReassigned, originOf } from '../../ast/origin.ts';
import type { Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { contains, enclosingFunction, isFunction, keyName, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { looksLikeSql } from '../../sql/shape.ts';
import { readTemplate } from '../../sql/template.ts';
import type { HoleFact, ReadSqlOptions, SqlTemplate, TemplatePart } from '../../sql/types.ts';
import { functionRole } from './clients.ts';
import type { SqlCandidates } from './collect.ts';
import { assemble, assembleTemplate, hasText, leafHoles, textParts } from './text.ts';
import type { Binding, Hole, Part, PlacedHole, PlacedPart, Place, Query, SqlArgument, TextPart } from './types.ts';
import type { DataValue, DataValues } from './values.ts';
import { argumentAt, kindOf } from './values.ts';

const MAX_VARIANTS = 6;
const MAX_CLIMB = 40;
/** Texts in one file from which on the parser that is slow to load is worth it. */
const MANY_TEXTS = 50;
/** Something in a text that a value may be bound to. */
const PLACEHOLDER = /[?]|[$@:{][\w{]|\$$/;
const TEXT_PROPERTIES = new Set(['text', 'sql', 'query', 'statement']);
/** Methods that take text without running it: what is logged, compared, described or put into a list is no query. */
const READERS = new Set(
  (
    'log info warn error debug trace fatal verbose silly notice http print write describe it test expect toBe toEqual toStrictEqual toContain toMatch toHaveBeenCalledWith toMatchInlineSnapshot ' +
    'equal strictEqual deepEqual deepStrictEqual notEqual match is same ok includes indexOf lastIndexOf startsWith endsWith split replace replaceAll push unshift concat join add set has get append ' +
    'meta message title label placeholder summary option command usage example addHelpText t withMessage'
  ).split(' '),
);
const READER_OBJECTS = new Set(['console', 'assert', 'chai', 'JSON', 'Object', 'Array', 'String', 'RegExp', 'Math', 'Buffer', 'Symbol']);

/** Finds the queries of one file. */
export class QueryFinder {
  readonly file: SourceFile;
  readonly #project: Project;
  readonly #values: DataValues;
  readonly #settings: Settings;
  readonly #fallback: () => Dialect | 'unknown';
  readonly #found = new Map<Node, Query>();
  /** Tagged templates that are part of another one's text. */
  readonly #inlined = new Set<Node>();
  /** Texts of this file that queries are made of, by where they begin: of two the shorter. */
  readonly #covered = new Map<number, Node>();
  #many = false;

  constructor(file: SourceFile, project: Project, values: DataValues, settings: Settings, fallback: () => Dialect | 'unknown') {
    this.file = file;
    this.#project = project;
    this.#values = values;
    this.#settings = settings;
    this.#fallback = fallback;
  }

  /** The queries, in source order, and the SQL texts that reach none. */
  find(candidates: SqlCandidates): { readonly queries: readonly Query[]; readonly texts: readonly Query[] } {
    this.#many = candidates.texts.length > MANY_TEXTS;
    for (const call of candidates.calls) this.#known(call);
    for (const call of this.#wrapped()) this.#add(call, () => this.#content(call, [0]));
    for (const tag of candidates.tags) this.#add(tag, () => this.#tagged(tag));
    for (const text of candidates.texts) this.#sinks(text);
    const queries = [...this.#found.values()].filter((q) => !this.#inlined.has(q.node)).sort((a, b) => a.node.range[0] - b.node.range[0] || a.node.range[1] - b.node.range[1]);
    for (const query of queries) for (const part of textParts(query.parts ?? [])) this.#cover(part);
    const texts = candidates.texts.filter((t) => !this.#found.has(t) && !this.#inlined.has(t) && !this.#isCovered(t)).flatMap((t) => this.#loose(t) ?? []);
    return { queries, texts };
  }

  #add(node: Node, make: () => Query | null): void {
    if (this.#found.has(node)) return;
    const query = make();
    if (query) this.#found.set(node, query);
  }

  #cover(part: TextPart): void {
    const { node, file } = part;
    const [start, end] = node.range;
    if (file === this.file && end < (this.#covered.get(start)?.range[1] ?? Infinity)) this.#covered.set(start, node);
  }

  #isCovered(text: Node): boolean {
    const whole = this.#covered.get(text.range[0]);
    if (whole && contains(text, whole)) return true;
    for (const node of this.#covered.values()) if (contains(text, node)) return true;
    return false;
  }

  /** A call of a method that an adapter describes. */
  #known(call: TSESTree.CallExpression): void {
    const callee = unwrapAwait(call.callee);
    if (callee.type !== 'MemberExpression' && callee.type !== 'Identifier') return;
    const known = this.#values.method(this.file, call);
    const argument = known?.method.sql;
    if (known && argument) this.#add(call, () => this.#sinkCall(call, known.object, argument));
  }

  #sinkCall(call: TSESTree.CallExpression, client: DataValue, argument: SqlArgument): Query | null {
    const textNode = this.#textAt(call, argument.text);
    if (!textNode || isFunction(unwrapAwait(textNode)) || this.#isTagged(textNode) || this.#isPieceCall(textNode)) return null;
    const parts = this.#assembled(textNode);
    const inner = unwrapAwait(textNode);
    if (!hasText(parts) && (inner.type === 'ObjectExpression' || inner.type === 'ArrayExpression' || inner.type === 'NewExpression')) return null;
    const given = argument.values ? this.#firstAt(call, argument.values) : null;
    const values = given && !this.#isFunction(given) ? given : null;
    const rest = argument.rest === undefined ? null : call.arguments.slice(argument.rest);
    const style = argument.raw ? 'raw' : values ? 'parameterised' : 'text';
    const binding: Binding | null = argument.placeholder ? { placeholder: argument.placeholder, values: valuesPlace(call, argument), rest: argument.rest !== undefined } : null;
    return this.#query({
      node: call,
      client: client.client.name,
      dialect: client.dialect,
      style,
      piece: this.#isPiece(call, argument, parts),
      before: argument.before ?? '',
      parts,
      textNode,
      values,
      bound: rest?.length && rest.every((r) => r.type !== 'SpreadElement') ? rest : this.#elements(values),
      binding,
    });
  }

  #isPiece(call: TSESTree.CallExpression, argument: SqlArgument, parts: readonly Part[]): boolean {
    if (!argument.raw) return argument.piece ?? false;
    if (argument.before !== undefined || !isStatement(parts)) return true;
    const around = this.file.parent(call)?.type;
    return around === 'TemplateLiteral' || this.#values.isArgument(this.file, call);
  }

  /** A call that makes a piece of text, such as `sql.raw(…)`: a query of its own. */
  #isPieceCall(wrapped: Node): boolean {
    const node = unwrapAwait(wrapped);
    return node.type === 'CallExpression' && this.#values.method(this.file, node)?.method.sql?.raw === true;
  }

  /** Text handed to a call of which nothing is known but that. */
  #content(call: TSESTree.CallExpression, place: Place): Query | null {
    const textNode = this.#textAt(call, [place, ...(place.length === 1 ? [[place[0], 'text'], [place[0], 'sql']] as const : [])]);
    if (!textNode || this.#isTagged(textNode)) return null;
    const parts = this.#assembled(textNode);
    if (!hasText(parts)) return null;
    const next = call.arguments[place[0] + 1];
    const values = (place.length > 1 ? this.#firstAt(call, [[place[0], 'values'], [place[0], 'params'], [place[0], 'bind']]) : null) ?? (next && next.type !== 'SpreadElement' && !this.#isFunction(next) ? next : null);
    const isList = values !== null && /^(?:Array|Object)Expression$/.test(unwrapAwait(values).type);
    const given = isList || textParts(parts).some((p) => PLACEHOLDER.test(p.text)) ? values : null;
    const rest = given && !isList ? this.#restAt(call, place[0] + 1) : null;
    const bound = rest ?? this.#elements(given);
    return this.#query({ node: call, client: null, dialect: 'unknown', style: given ? 'parameterised' : 'text', piece: false, before: '', parts, textNode, values: rest ? null : given, bound, binding: null, place, rest: rest !== null });
  }

  /** The arguments that a function of the project takes one by one from a place on: `one(text, ...values)`. Null where it does not, or they are spread. */
  #restAt(call: TSESTree.CallExpression, index: number): readonly Node[] | null {
    const callee = this.#project.follow(originOf(this.file, call.callee));
    const given = call.arguments.slice(index);
    return callee.kind === 'function' && callee.node.params[index]?.type === 'RestElement' && given.every((a) => a.type !== 'SpreadElement') ? given : null;
  }

  #loose(node: Node): Query | null {
    if (node.type === 'TaggedTemplateExpression' && !this.#isTextTag(node)) return null;
    const parts = this.#assembled(node);
    return this.#query({ node, client: null, dialect: 'unknown', style: 'text', piece: false, before: '', parts, textNode: node, values: null, bound: null, binding: null });
  }

  /** Calls of the functions that the settings name as running SQL. */
  #wrapped(): TSESTree.CallExpression[] {
    const wrappers = this.#settings.sql?.wrappers ?? [];
    const names = wrappers.map(lastName).filter((n) => this.file.text.includes(n));
    if (names.length === 0) return [];
    return this.file.nodes('CallExpression').filter((call) => this.#isNamed(call.callee, wrappers));
  }

  #isTextTag(node: TSESTree.TaggedTemplateExpression): boolean {
    const symbol = this.#project.symbol(originOf(this.file, node.tag));
    return symbol === 'global#String.raw' || (symbol !== null && functionRole(symbol) === 'dedent');
  }

  /** Whether a callee is one of the settings' `name` or `module#name`. */
  #isNamed(callee: Node, listed: readonly string[]): boolean {
    const node = unwrapAwait(callee);
    const name = node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? keyName(node) : null;
    const origin = node.type === 'Identifier' || node.type === 'MemberExpression' ? originOf(this.file, node) : null;
    return listed.some((entry) => {
      const hash = entry.indexOf('#');
      if (hash < 0) return name === entry || (origin?.kind === 'import' && origin.name === entry);
      return origin?.kind === 'import' && origin.from === entry.slice(0, hash) && origin.name === entry.slice(hash + 1);
    });
  }

  #tagged(node: TSESTree.TaggedTemplateExpression): Query | null {
    const known = this.#values.method(this.file, node);
    const ours = !known && this.#isNamed(node.tag, this.#settings.sql?.tags ?? []);
    const tag = known?.method.tag ?? (ours ? 'query' : null);
    if (tag === null && this.#isTextTag(node)) return null;
    const parts = this.#boundParts(node.quasi);
    if (parts.every((p) => p.kind === 'text' && p.text.trim() === '')) return null;
    const whole = isStatement(parts);
    // A tag nothing is known of binds or does not: it is told by its text, and its holes are not judged.
    if (tag === null && !whole) return null;
    const binding: Binding | null = tag === null ? null : { placeholder: 'tag', values: null, rest: false };
    return this.#query({
      node,
      client: known?.object.client.name ?? null,
      dialect: known?.object.dialect ?? 'unknown',
      style: 'tagged',
      piece: tag === 'piece' || !whole,
      before: '',
      parts,
      textNode: null,
      values: null,
      bound: null,
      binding,
    });
  }

  #assembled(node: Node): readonly Part[] {
    return assemble(this.file, node, this.#project, this.#values);
  }

  /** Text of a tagged template; pieces that are SQL themselves are part of it, all other holes are bound. */
  #boundParts(quasi: TSESTree.TemplateLiteral): readonly Part[] {
    return assembleTemplate(this.file, quasi, this.#project, this.#values, (node) => this.#boundHole(node, 0));
  }

  #boundHole(wrapped: Node, depth: number): readonly Part[] {
    const node = unwrapAwait(wrapped);
    const plain: Hole = { kind: 'hole', node, file: this.file, at: node, atFile: this.file, alternatives: [], joined: false, escaped: false };
    if (depth > 6) return [plain];
    switch (node.type) {
      case 'TaggedTemplateExpression':
        if (!this.#values.method(this.file, node)?.method.tag && !this.#isNamed(node.tag, this.#settings.sql?.tags ?? [])) return [plain];
        this.#inlined.add(node);
        return assembleTemplate(this.file, node.quasi, this.#project, this.#values, (hole) => this.#boundHole(hole, depth + 1));
      case 'ConditionalExpression': {
        const branches = [this.#boundHole(node.consequent, depth + 1), this.#boundHole(node.alternate, depth + 1)];
        return branches.some(isPiece) ? [{ ...plain, alternatives: branches }] : [plain];
      }
      case 'LogicalExpression': {
        const right = this.#boundHole(node.right, depth + 1);
        return node.operator === '&&' && isPiece(right) ? [{ ...plain, alternatives: [right, []] }] : [plain];
      }
      case 'Identifier': {
        const variable = this.file.variableOf(node);
        const declarator = variable?.defs[0]?.node as Node | undefined;
        const isConstant = variable && !isReassigned(variable);
        if (!isConstant || declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier' || !declarator.init) return [plain];
        const parts = this.#boundHole(declarator.init, depth + 1);
        return isPiece(parts) ? parts : [plain];
      }
      case 'MemberExpression': {
        const value = this.#values.of(this.file, node);
        const text = value && kindOf(value)?.text;
        return typeof text === 'string' ? [{ kind: 'text', text, node, file: this.file, start: null }] : [plain];
      }
      case 'CallExpression': {
        const known = this.#values.method(this.file, node);
        if (known?.method.escapes || this.#isEscaper(node)) return [{ ...plain, escaped: true }];
        const text = known?.method.sql?.piece ? this.#textAt(node, known.method.sql.text) : null;
        return text ? this.#assembled(text) : [plain];
      }
      default:
        return [plain];
    }
  }

  #isEscaper(node: TSESTree.CallExpression): boolean {
    const symbol = this.#project.symbol(originOf(this.file, node.callee));
    return symbol !== null && functionRole(symbol) === 'escape';
  }

  /** Whether an expression is a tagged template, or a name for one: that is a query of its own. */
  #isTagged(wrapped: Node): boolean {
    const node = unwrapAwait(wrapped);
    if (node.type === 'TaggedTemplateExpression') return !this.#isTextTag(node);
    if (node.type !== 'Identifier') return false;
    const origin = originOf(this.file, node);
    return origin.kind === 'call' && origin.node.type === 'TaggedTemplateExpression' && !this.#isTextTag(origin.node);
  }

  /** A callback, not values. */
  #isFunction(wrapped: Node): boolean {
    const node = unwrapAwait(wrapped);
    return isFunction(node) || (node.type === 'Identifier' && originOf(this.file, node).kind === 'function');
  }

  #textAt(call: TSESTree.CallExpression, places: readonly Place[]): Node | null {
    const node = this.#firstAt(call, places.filter((p) => p.length > 1)) ?? this.#firstAt(call, places.filter((p) => p.length === 1));
    return node && unwrapAwait(node).type === 'ObjectExpression' ? null : node;
  }

  /** The first of several places that the call shows; an object may be a constant of the project. */
  #firstAt(call: TSESTree.CallExpression, places: readonly Place[]): Node | null {
    for (const place of places) {
      const direct = argumentAt(call, place);
      if (direct) return direct;
      const [index, key] = place;
      const argument = call.arguments[index];
      const found = key !== undefined && place.length === 2 && argument ? this.#property(argument, key, 0) : null;
      if (found) return found;
    }
    return null;
  }

  /** A property of an object that is written out in this file: a literal, a constant, what a literal spreads. */
  #property(wrapped: Node, key: string, depth: number): Node | null {
    const node = unwrapAwait(wrapped);
    if (depth > 3) return null;
    if (node.type === 'Identifier') {
      const origin = originOf(this.file, node);
      return origin.kind === 'value' && origin.file === this.file && origin.node !== node ? this.#property(origin.node, key, depth + 1) : null;
    }
    if (node.type !== 'ObjectExpression') return null;
    for (const property of [...node.properties].reverse()) {
      if (property.type === 'Property' && keyName(property) === key) return property.value;
      const spread = property.type === 'SpreadElement' ? this.#property(property.argument, key, depth + 1) : null;
      if (spread) return spread;
    }
    return null;
  }

  /** The elements of a values array that is written out and not added to. */
  #elements(values: Node | null): readonly Node[] | null {
    if (!values) return null;
    let node = unwrapAwait(values);
    if (node.type === 'Identifier') {
      const variable = this.file.variableOf(node);
      const origin = originOf(this.file, node);
      if (origin.kind !== 'value' || !variable || variable.references.some((r) => this.file.parent(r.identifier as Node)?.type === 'MemberExpression')) return null;
      node = unwrapAwait(origin.node);
    }
    if (node.type !== 'ArrayExpression') return null;
    const elements = node.elements.filter((e) => e !== null);
    return elements.length === node.elements.length && elements.every((e) => e.type !== 'SpreadElement') ? elements : null;
  }

  /** Follows a SQL text through this file to the calls that take it. */
  #sinks(text: Node): void {
    if (this.#found.has(text) || this.#inlined.has(text)) return;
    if (text.type === 'TaggedTemplateExpression' && !this.#isTextTag(text)) return;
    const seen = new Set<Node>();
    const follow = (node: Node): void => {
      if (seen.has(node) || seen.size > MAX_CLIMB) return;
      seen.add(node);
      const end = climb(this.file, node);
      const { parent, path } = end;
      if (!parent) return;
      switch (parent.type) {
        case 'CallExpression': {
          const index = parent.arguments.indexOf(end.node as TSESTree.CallExpressionArgument);
          if (index < 0) return;
          if (this.#givesBack(parent)) follow(parent);
          else if (isSink(this.file, parent)) this.#add(parent, () => this.#sinkOf(parent, [index, ...path]));
          return;
        }
        case 'VariableDeclarator':
          if (parent.init === end.node && parent.id.type === 'Identifier') for (const use of usesOf(this.file, this.file.variableOf(parent.id))) follow(use);
          return;
        case 'AssignmentExpression':
          if (parent.left.type === 'Identifier') for (const use of usesOf(this.file, this.file.variableOf(parent.left))) follow(use);
          return;
        case 'ReturnStatement':
        case 'ArrowFunctionExpression': {
          const fn = isFunction(parent) ? parent : enclosingFunction(this.file, parent);
          if (fn) for (const call of callsOf(this.file, fn)) follow(call);
          return;
        }
      }
    };
    follow(text);
  }

  /** A call that takes SQL text: of a known client, if its method takes it there, or of anything else. */
  #sinkOf(call: TSESTree.CallExpression, place: Place): Query | null {
    const known = this.#values.method(this.file, call);
    if (known?.method.sql) return this.#sinkCall(call, known.object, known.method.sql);
    return this.#content(call, place);
  }

  /** Whether a call makes text of its argument: a formatter, a builder function of the project. It is no sink. */
  #givesBack(call: TSESTree.CallExpression): boolean {
    const origin = this.#project.follow(originOf(this.file, call.callee));
    const symbol = this.#project.symbol(origin);
    if (symbol !== null && functionRole(symbol) !== null) return true;
    if (origin.kind !== 'function') return false;
    const declared = origin.node.returnType?.typeAnnotation.type;
    if (declared === 'TSStringKeyword') return true;
    return !origin.node.async && hasText(this.#assembled(call));
  }

  #query(init: {
    readonly node: TSESTree.Node;
    readonly client: string | null;
    readonly dialect: Dialect | 'unknown';
    readonly style: Query['style'];
    readonly piece: boolean;
    readonly before: string;
    readonly parts: readonly Part[];
    readonly textNode: Node | null;
    readonly values: Node | null;
    readonly bound: readonly Node[] | null;
    readonly binding: Binding | null;
    readonly place?: Place;
    /** Whether the values follow the text one by one. */
    readonly rest?: boolean;
  }): Query {
    const { file } = this;
    const { parts, template, numbers } = place(init.parts, init.before, { ...(init.dialect !== 'unknown' && { dialect: init.dialect }), many: this.#many });
    const told = template.dialect;
    const dialect = init.dialect !== 'unknown' ? init.dialect : told !== 'unknown' ? told : this.#fallback();
    const { piece, place: textPlace } = init;
    const placeholder = template.placeholders.style;
    const guessed: Binding | null =
      init.binding ?? (init.style !== 'tagged' && textPlace && (placeholder === '$n' || placeholder === '?' || placeholder === ':name') ? { placeholder, values: init.values ? [textPlace[0] + 1] : null, rest: init.rest ?? false } : null);
    const query: Query & { [TEMPLATE]: Reading } = {
      node: init.node,
      file,
      client: init.client,
      dialect,
      style: init.style,
      piece,
      parts,
      textNode: init.textNode,
      values: init.values,
      bound: init.bound,
      binding: guessed,
      placeholders: template.placeholders,
      get statements() {
        return piece ? [] : template.sql.statements;
      },
      owner: enclosingFunction(file, init.node),
      [TEMPLATE]: { template, holes: numbers },
    };
    return query;
  }
}

const TEMPLATE: unique symbol = Symbol('template');

/** The composed text of a query, for its facts: the template, and its holes by number. */
export interface Reading {
  readonly template: SqlTemplate;
  readonly holes: readonly Hole[];
}

/** The composed text a query's statements were read from. */
export function readingOf(query: Query): Reading | null {
  return TEMPLATE in query ? (query as Query & { [TEMPLATE]: Reading })[TEMPLATE] : null;
}

/** Tells every hole's place in the text. Alternatives are read in turn, until each hole has stood in a whole text. */
function place(parts: readonly Part[], before: string, options: ReadSqlOptions): { readonly parts: readonly PlacedPart[]; readonly template: SqlTemplate; readonly numbers: readonly Hole[] } {
  const numbers = new Map<Hole, number>();
  const facts = new Map<Hole, HoleFact>();
  const lead: TemplatePart[] = before === '' ? [] : [{ text: before }];
  const read = (): SqlTemplate => {
    const template = readTemplate([...lead, ...templateParts(flatten(parts, facts, numbers), numbers)], options);
    const holes = [...numbers.keys()];
    for (const fact of template.holes) {
      const hole = holes[fact.hole];
      if (hole && !facts.has(hole)) facts.set(hole, fact);
    }
    return template;
  };
  const template = read();
  const leaves = leafHoles(parts);
  for (let variant = 1; variant < MAX_VARIANTS && leaves.some((l) => !facts.has(l)); variant++) read();
  const placed = (list: readonly Part[]): PlacedPart[] =>
    list.map((part): PlacedPart => {
      if (part.kind === 'text') return part;
      const fact = facts.get(part) ?? null;
      return { ...part, alternatives: part.alternatives.map(placed), position: fact?.position ?? (part.alternatives.length > 0 ? 'fragment' : 'unknown'), column: fact?.column?.column ?? null, place: fact } satisfies PlacedHole;
    });
  return { parts: placed(parts), template, numbers: [...numbers.keys()] };
}

/** One reading of the text: of each hole with alternatives the first with a hole whose place is not known yet, else the first with text. */
function flatten(parts: readonly Part[], known: ReadonlyMap<Hole, HoleFact>, numbers: Map<Hole, number>): Part[] {
  return parts.flatMap((part): Part[] => {
    if (part.kind === 'text') return [part];
    if (part.alternatives.length === 0) {
      if (!numbers.has(part)) numbers.set(part, numbers.size);
      return [part];
    }
    const { alternatives } = part;
    const chosen = alternatives.find((a) => leafHoles(a).some((h) => !known.has(h))) ?? alternatives.find(hasText) ?? alternatives[0] ?? [];
    return flatten(chosen, known, numbers);
  });
}

/** Whether text with its holes has the shape of a whole statement. */
function isStatement(parts: readonly Part[]): boolean {
  return looksLikeSql(templateParts(flatten(parts, new Map(), new Map())));
}

function templateParts(parts: readonly Part[], numbers?: ReadonlyMap<Hole, number>): TemplatePart[] {
  return parts.map((part, i): TemplatePart => (part.kind === 'text' ? { text: part.text } : { hole: numbers?.get(part) ?? i }));
}

/** Whether what stands in a tagged template's hole is SQL rather than a bound value. */
function isPiece(parts: readonly Part[]): boolean {
  return parts.length !== 1 || parts.some((p) => p.kind === 'text' || p.escaped || p.alternatives.length > 0);
}

/** Place of the values that a suggestion writes to; the one next to the text that is there. */
function valuesPlace(call: TSESTree.CallExpression, argument: SqlArgument): Place | null {
  if (argument.rest !== undefined) return [argument.rest];
  const inObject = argument.text.some((p) => p.length > 1 && argumentAt(call, p) !== null);
  return argument.values?.find((p) => p.length > 1 === inObject) ?? argument.values?.[0] ?? null;
}

/** The expression that a text is part of, up to what takes it. */
function climb(file: SourceFile, from: Node): { readonly node: Node; readonly parent: Node | null; readonly path: readonly string[] } {
  let node = from;
  let path: readonly string[] = [];
  for (let steps = 0; steps < MAX_CLIMB; steps++) {
    const parent = file.parent(node);
    if (!parent) return { node, parent: null, path };
    switch (parent.type) {
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'AwaitExpression':
      case 'ChainExpression':
      case 'ConditionalExpression':
      case 'LogicalExpression':
      case 'TemplateLiteral':
        break;
      case 'TaggedTemplateExpression':
        break;
      case 'BinaryExpression':
        if (parent.operator !== '+') return { node, parent, path };
        break;
      case 'MemberExpression': {
        const call = file.parent(parent);
        if (parent.object !== node || call?.type !== 'CallExpression' || call.callee !== parent || !/^(?:trim|trimStart|trimEnd|replace|replaceAll|concat|toString|join)$/.test(keyName(parent) ?? '')) return { node, parent, path };
        node = parent;
        break;
      }
      case 'CallExpression':
        if (parent.callee !== node) return { node, parent, path };
        break;
      case 'ArrayExpression':
        break;
      case 'Property': {
        const key = keyName(parent);
        const object = file.parent(parent);
        if (parent.value !== node || key === null || !TEXT_PROPERTIES.has(key) || object?.type !== 'ObjectExpression' || path.length > 0) return { node, parent, path };
        path = [key];
        node = parent;
        break;
      }
      case 'ObjectExpression':
        break;
      default:
        return { node, parent, path };
    }
    node = file.parent(node) ?? parent;
  }
  return { node, parent: null, path };
}

function usesOf(file: SourceFile, variable: Variable | null): Node[] {
  return (variable?.references ?? []).filter((r) => r.isRead() && file.parent(r.identifier as Node)?.type !== 'AssignmentExpression').map((r) => r.identifier as Node);
}

/** Whether a call may run the text it gets: not what logs, compares, lists or describes it. */
function isSink(file: SourceFile, call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  if (callee.type === 'Identifier') {
    if (READERS.has(callee.name)) return false;
    return file.variableOf(callee) !== null;
  }
  if (callee.type !== 'MemberExpression') return false;
  const object = unwrap(callee.object);
  if (object.type === 'Identifier' && READER_OBJECTS.has(object.name) && !file.variableOf(object)) return false;
  const name = keyName(callee);
  return name !== null && !READERS.has(name) && !(object.type === 'Literal' || object.type === 'TemplateLiteral' || object.type === 'ArrayExpression');
}

function lastName(entry: string): string {
  return entry.slice(entry.indexOf('#') + 1);
}

