import type { TSESTree } from '@typescript-eslint/utils';
import type { Origin } from '../../ast/origin.ts';
import { isReassigned, originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { contains, enclosingFunction, isFunction, keyName, patternNames, patternPath, propertyOf, returnedExpressions, stringValue, summands, unwrapAwait } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { functionRole } from './clients.ts';
import type { Hole, Part, TextPart } from './types.ts';
import type { DataValues } from './values.ts';

const MAX_DEPTH = 14;
const MAX_INLINED = 3;
const MAX_PARTS = 600;
const MAX_EVENTS = 80;

/** What a parameter of an inlined function stands for: the argument, or text that is assembled already. */
type Bound = { readonly file: SourceFile; readonly node: Node; readonly env: Environment } | { readonly parts: readonly Part[] };
type Environment = ReadonlyMap<Variable, Bound> | null;

interface Place {
  readonly file: SourceFile;
  readonly env: Environment;
  readonly depth: number;
  /** Functions being inlined. */
  readonly inside: readonly FunctionNode[];
}

/**
 * The text an expression has, as literal pieces and holes in order: through templates, sums, `+=`, joined arrays,
 * constants, conditionals and builder functions of the project. What cannot be read is one hole.
 */
export function assemble(file: SourceFile, node: Node, project: Project, values: DataValues): readonly Part[] {
  return new Assembler(project, values).at(node, { file, env: null, depth: 0, inside: [] });
}

/** The text of a template's quasis and expressions, whatever its tag is. */
export function assembleTemplate(file: SourceFile, quasi: TSESTree.TemplateLiteral, project: Project, values: DataValues, hole: (node: Node) => readonly Part[] | null): readonly Part[] {
  return new Assembler(project, values).tagged(quasi, { file, env: null, depth: 0, inside: [] }, hole);
}

/** Whether any of the text is written in the code. */
export function hasText(parts: readonly Part[]): boolean {
  return parts.some((p) => (p.kind === 'text' ? p.text.trim() !== '' : p.alternatives.some(hasText)));
}

/** Every hole that has no alternatives of its own, those inside alternatives included. */
export function leafHoles<H extends Hole>(parts: readonly (TextPart | H)[]): H[] {
  return parts.flatMap((p) => (p.kind === 'text' ? [] : p.alternatives.length === 0 ? [p] : p.alternatives.flatMap((a) => leafHoles(a as readonly (TextPart | H)[]))));
}

/** Every stretch of text, those inside alternatives included. */
export function textParts(parts: readonly Part[]): TextPart[] {
  return parts.flatMap((p) => (p.kind === 'text' ? [p] : p.alternatives.flatMap(textParts)));
}

/** Range in the file of a stretch of a text part; null where the text is not written there as one piece. */
export function sourceRange(part: TextPart, start: number, end: number): readonly [number, number] | null {
  if (part.start === null || start < 0 || end > part.text.length) return null;
  const from = sourceOffset(part.file.text, part.start, start);
  const to = sourceOffset(part.file.text, from, end - start);
  return [from, to];
}

/** Walks `count` cooked characters on from an offset of the source. */
function sourceOffset(source: string, from: number, count: number): number {
  let at = from;
  for (let left = count; left > 0; left--) at += escapeLength(source, at, () => left--);
  return at;
}

/** Source length of one cooked character; calls `twice` when it makes a surrogate pair. */
function escapeLength(source: string, at: number, twice: () => void): number {
  if (source[at] === '\r' && source[at + 1] === '\n') return 2;
  if (source[at] !== '\\') return 1;
  const escape = source[at + 1];
  if (escape === 'x') return 4;
  if (escape === '\n') return 2 + escapeLength(source, at + 2, twice);
  if (escape === 'u') {
    if (source[at + 2] !== '{') return 6;
    const close = source.indexOf('}', at);
    if (Number.parseInt(source.slice(at + 3, close), 16) > 0xffff) twice();
    return close - at + 1;
  }
  return 2;
}

class Assembler {
  readonly #project: Project;
  readonly #values: DataValues;
  #parts = 0;

  constructor(project: Project, values: DataValues) {
    this.#project = project;
    this.#values = values;
  }

  at(wrappedNode: Node, place: Place): readonly Part[] {
    const node = unwrapAwait(wrappedNode);
    if (place.depth > MAX_DEPTH || ++this.#parts > MAX_PARTS) return [holeOf(node, place)];
    const deeper: Place = { ...place, depth: place.depth + 1 };
    switch (node.type) {
      case 'Literal':
        return literal(node, place);
      case 'TemplateLiteral':
        return this.tagged(node, deeper, () => null);
      case 'TaggedTemplateExpression':
        return this.#taggedText(node, deeper);
      case 'BinaryExpression':
        return node.operator === '+' ? this.#sum(node, deeper) : [holeOf(node, place)];
      case 'ConditionalExpression':
        return choice(node, [this.at(node.consequent, deeper), this.at(node.alternate, deeper)], place);
      case 'LogicalExpression':
        return this.#logical(node, deeper);
      case 'AssignmentExpression':
        return node.operator === '=' ? this.at(node.right, deeper) : [holeOf(node, place)];
      case 'Identifier':
        return this.#name(node, deeper);
      case 'MemberExpression':
        return this.#origin(node, deeper);
      case 'CallExpression':
        return this.#call(node, deeper);
      default:
        return [holeOf(node, place)];
    }
  }

  tagged(node: TSESTree.TemplateLiteral, place: Place, own: (node: Node) => readonly Part[] | null, raw = false): readonly Part[] {
    const parts: Part[] = [];
    for (const [i, quasi] of node.quasis.entries()) {
      const text = (raw ? quasi.value.raw : quasi.value.cooked) ?? '';
      if (text !== '') parts.push({ kind: 'text', text, node: quasi, file: place.file, start: raw && quasi.value.raw !== quasi.value.cooked ? null : quasiStart(place.file, quasi) });
      const hole = node.expressions[i];
      if (hole) parts.push(...(own(hole) ?? this.at(hole, place)));
    }
    return parts;
  }

  #taggedText(node: TSESTree.TaggedTemplateExpression, place: Place): readonly Part[] {
    const symbol = this.#project.symbol(originOf(place.file, node.tag));
    if (symbol === 'global#String.raw') return this.tagged(node.quasi, place, () => null, true);
    if (symbol !== null && functionRole(symbol) === 'dedent') return this.tagged(node.quasi, place, () => null);
    return [holeOf(node, place)];
  }

  /** A sum is text when one of its operands is. */
  #sum(node: TSESTree.BinaryExpression, place: Place): readonly Part[] {
    const operands = summands(node).map((o) => this.at(o, place));
    return operands.some(isString) ? operands.flat() : [holeOf(node, place)];
  }

  #logical(node: TSESTree.LogicalExpression, place: Place): readonly Part[] {
    const right = this.at(node.right, place);
    if (node.operator === '&&') return isString(right) ? [composite(node, [[], right], place)] : [holeOf(node, place)];
    const left = this.at(node.left, place);
    return isString(left) ? choice(node, [left, right], place) : [holeOf(node, place)];
  }

  #name(node: TSESTree.Identifier, place: Place): readonly Part[] {
    const variable = place.file.variableOf(node);
    if (!variable) return node.name === 'undefined' ? [folded('undefined', node, place)] : [holeOf(node, place)];
    const bound = place.env?.get(variable);
    if (bound) return this.#argument(bound, node, place);
    const definition = variable.defs[0];
    const declarator = definition?.node as Node | undefined;
    if (declarator?.type === 'VariableDeclarator' && declarator.id === definition?.name) {
      const written = this.#variable(variable, declarator, node, place);
      if (written) return written;
    }
    return this.#origin(node, place);
  }

  #argument(bound: Bound, at: Node, place: Place): readonly Part[] {
    if ('parts' in bound) return bound.parts;
    const parts = this.at(bound.node, { ...place, file: bound.file, env: bound.env });
    return parts.map((p) => (p.kind === 'hole' && p.at === unwrapAwait(bound.node) ? { ...p, at, atFile: place.file } : p));
  }

  /** The text of a variable where it is used: its value, then what was appended or assigned before. Null when nothing of it is text. */
  #variable(variable: Variable, declarator: TSESTree.VariableDeclarator, use: Node, place: Place): readonly Part[] | null {
    const { file } = place;
    const events = writesBefore(file, variable, use);
    if (events.length === 0 && !declarator.init) return null;
    if (events.length > MAX_EVENTS) return null;
    const text = new Growing();
    if (declarator.init) text.add(this.at(declarator.init, place));
    for (const { node, branch } of events) {
      if (node.operator === '+=') {
        text.append(this.at(node.right, place), branch, node.right, place);
        continue;
      }
      const self: Place = { ...place, env: new Map([...(place.env ?? []), [variable, { parts: text.parts() }]]) };
      const assigned = this.at(node.right, self);
      if (branch) text.choose(assigned, node.right, place);
      else text.set(assigned);
    }
    const parts = text.parts();
    if (isString(parts)) return parts;
    const [only] = parts;
    return parts.length === 1 && only?.kind === 'hole' && only.escaped ? [{ ...holeOf(use, place), escaped: true }] : null;
  }

  /** A constant, or a value defined elsewhere. */
  #origin(node: Node, place: Place): readonly Part[] {
    const { file } = place;
    const origin = this.#project.follow(originOf(file, node));
    if (origin.kind === 'value' && origin.node !== node && !hasSeveralValues(file, node)) {
      const parts = this.at(origin.node, { ...place, file: origin.file, env: origin.file === file ? place.env : null });
      if (isString(parts)) return parts;
    }
    const values = this.#project.constants(file, node);
    if (values) {
      const texts = [...new Set(values.map(String))];
      const [only] = texts;
      if (only !== undefined && texts.length === 1) return [folded(only, node, place)];
      if (texts.length > 0) return [composite(node, texts.map((t) => [folded(t, node, place)]), place)];
    }
    return [holeOf(node, place)];
  }

  #call(node: TSESTree.CallExpression, place: Place): readonly Part[] {
    const { callee } = node;
    if (callee.type === 'MemberExpression') {
      const method = this.#textMethod(node, callee, place);
      if (method) return method;
    }
    const origin = this.#project.follow(originOf(place.file, callee));
    const symbol = this.#project.symbol(origin);
    const role = symbol === null ? null : functionRole(symbol);
    if (role === 'format') return this.#format(node, place);
    if (role === 'escape' || this.#values.method(place.file, node)?.method.escapes) return [{ ...holeOf(node, place), escaped: true }];
    if (role === 'dedent' && node.arguments[0]) return this.at(node.arguments[0], place);
    const fn = origin.kind === 'function' ? origin : null;
    return (fn && this.#inline(node, fn, place)) ?? [holeOf(node, place)];
  }

  #textMethod(node: TSESTree.CallExpression, callee: TSESTree.MemberExpression, place: Place): readonly Part[] | null {
    const [first, second] = node.arguments;
    switch (keyName(callee)) {
      case 'trim':
      case 'trimStart':
      case 'trimEnd':
      case 'toString':
      case 'normalize': {
        const parts = this.at(callee.object, place);
        return isString(parts) ? parts : null;
      }
      case 'replace':
      case 'replaceAll': {
        if (!first || !isWhitespace(first, second)) return null;
        const parts = this.at(callee.object, place);
        return isString(parts) ? parts : null;
      }
      case 'concat': {
        const parts = this.at(callee.object, place);
        return isString(parts) ? [...parts, ...node.arguments.flatMap((a) => this.at(a, place))] : null;
      }
      case 'join':
        return this.#join(node, callee.object, first, place);
      default:
        return null;
    }
  }

  #join(node: TSESTree.CallExpression, list: Node, separator: Node | undefined, place: Place): readonly Part[] {
    const between: TextPart = { kind: 'text', text: separator ? (stringValue(separator) ?? ',') : ',', node: separator ?? node, file: place.file, start: null };
    const items = this.#items(list, node, place);
    if (!items) return [{ ...holeOf(node, place), joined: true }];
    const parts: Part[] = [];
    for (const { parts: item, optional } of items) {
      const lead = parts.length > 0 ? [between] : [];
      if (optional) parts.push(composite(node, [[...lead, ...item], []], place));
      else parts.push(...lead, ...item);
    }
    return parts;
  }

  /** The elements of an array that is joined to text: of a literal, a variable that is pushed to, or a mapped list (one element). */
  #items(list: Node, use: Node, place: Place): readonly { readonly parts: readonly Part[]; readonly optional: boolean }[] | null {
    const node = unwrapAwait(list);
    if (node.type === 'ArrayExpression') {
      const found: { parts: readonly Part[]; optional: boolean }[] = [];
      for (const element of node.elements) {
        if (!element) continue;
        if (element.type !== 'SpreadElement') found.push({ parts: this.at(element, place), optional: false });
        else found.push(...(this.#items(element.argument, use, place) ?? [{ parts: [{ ...holeOf(element.argument, place), joined: true }], optional: true }]));
      }
      return found;
    }
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
      const method = keyName(node.callee);
      const [callback] = node.arguments;
      if (method === 'filter') return this.#items(node.callee.object, use, place);
      if (method === 'fill' && callback) return [{ parts: this.at(callback, place), optional: false }];
      const mapper = method === 'map' ? callback : method === 'from' ? node.arguments[1] : undefined;
      const fn = mapper && this.#function(mapper, place);
      if (!fn) return null;
      const parts = this.#returned(fn.node, { ...place, file: fn.file });
      return isString(parts) ? [{ parts, optional: false }] : null;
    }
    if (node.type !== 'Identifier') return null;
    const variable = place.file.variableOf(node);
    const declarator = variable?.defs[0]?.node as Node | undefined;
    if (!variable || declarator?.type !== 'VariableDeclarator' || !declarator.init || declarator.id.type !== 'Identifier') return null;
    const first = this.#items(declarator.init, declarator.init, { ...place, depth: place.depth + 1 });
    if (!first || place.depth > MAX_DEPTH || unwrapAwait(declarator.init).type === 'CallExpression') return first;
    const found = [...first];
    for (const { call, branch } of pushesBefore(place.file, variable, use)) {
      for (const argument of call.arguments) {
        if (argument.type === 'SpreadElement') found.push({ parts: [holeOf(argument.argument, place)], optional: true });
        else found.push({ parts: this.at(argument, place), optional: branch !== null });
      }
    }
    return found;
  }

  #function(node: Node, place: Place): { readonly node: FunctionNode; readonly file: SourceFile } | null {
    if (isFunction(node)) return { node, file: place.file };
    const origin = this.#project.follow(originOf(place.file, node));
    return origin.kind === 'function' ? origin : null;
  }

  /** `format('SELECT %I FROM t WHERE a = %L', name, value)`: `%s` splices, the others escape. */
  #format(node: TSESTree.CallExpression, place: Place): readonly Part[] {
    const [first, ...values] = node.arguments;
    if (!first) return [holeOf(node, place)];
    const parts: Part[] = [];
    for (const part of this.at(first, place)) {
      if (part.kind === 'hole') {
        parts.push(part);
        continue;
      }
      let from = 0;
      for (const match of part.text.matchAll(/%(?:\d+\$)?([sdijoOLI])/g)) {
        const value = values.shift();
        if (!value) break;
        if (match.index > from) parts.push(slice(part, from, match.index));
        if (match[1] === 's') parts.push(...this.at(value, place));
        else parts.push({ ...holeOf(value, place), escaped: true });
        from = match.index + match[0].length;
      }
      if (from < part.text.length) parts.push(slice(part, from, part.text.length));
    }
    return parts;
  }

  /** What a function of the project returns, with its parameters as the arguments; null when that is no text. */
  #inline(call: TSESTree.CallExpression, fn: Origin & { kind: 'function' }, place: Place): readonly Part[] | null {
    if (place.inside.length >= MAX_INLINED || place.inside.includes(fn.node) || fn.node.generator) return null;
    const env = new Map<Variable, Bound>();
    const spread = call.arguments.findIndex((a) => a.type === 'SpreadElement');
    for (const [index, parameter] of fn.node.params.entries()) {
      if (parameter.type === 'RestElement' || (spread >= 0 && index >= spread)) break;
      const argument = call.arguments[index];
      for (const name of patternNames(parameter)) {
        const variable = fn.file.variableOf(name);
        const path = patternPath(parameter, name);
        if (!variable || !path) continue;
        const bound = argument ? argumentAt(argument, path.path) : null;
        if (bound) env.set(variable, { file: place.file, node: bound, env: place.env });
        else if (!argument && path.fallback) env.set(variable, { file: fn.file, node: path.fallback, env: null });
      }
    }
    const parts = this.#returned(fn.node, { file: fn.file, env, depth: place.depth, inside: [...place.inside, fn.node] }, call);
    return isString(parts) ? parts : null;
  }

  #returned(fn: FunctionNode, place: Place, at?: Node): readonly Part[] {
    const returned = returnedExpressions(place.file, fn);
    const [only] = returned;
    if (!only) return [];
    const texts = returned.map((r) => this.at(r, place));
    return returned.length === 1 ? (texts[0] ?? []) : choice(at ?? only, texts, place);
  }
}

/** Text that grows over statements. */
class Growing {
  #done: Part[] = [];
  #open: { readonly branch: Branch; readonly node: Node; readonly place: Place; readonly texts: Map<Node | null, Part[]> } | null = null;

  add(parts: readonly Part[]): void {
    this.#done.push(...parts);
  }

  set(parts: readonly Part[]): void {
    this.#open = null;
    this.#done = [...parts];
  }

  /** Assigned in a branch: the text so far, or this. */
  choose(parts: readonly Part[], node: Node, place: Place): void {
    const before = this.parts();
    const last = before.length === 1 ? before[0] : undefined;
    if (last?.kind === 'hole' && last.alternatives.length > 0) this.set([{ ...last, alternatives: [...last.alternatives, parts] }]);
    else this.set(!hasText(before) && leafHoles(before).length === 0 ? parts : [composite(node, [before, parts], place)]);
  }

  append(parts: readonly Part[], branch: Branch | null, node: Node, place: Place): void {
    if (!branch) {
      this.#close();
      this.#done.push(...parts);
      return;
    }
    if (this.#open?.branch.statement !== branch.statement) {
      this.#close();
      this.#open = { branch, node, place, texts: new Map() };
    }
    const text = this.#open.texts.get(branch.arm);
    if (text) text.push(...parts);
    else this.#open.texts.set(branch.arm, [...parts]);
  }

  parts(): readonly Part[] {
    this.#close();
    return [...this.#done];
  }

  #close(): void {
    const open = this.#open;
    this.#open = null;
    if (!open) return;
    const texts: (readonly Part[])[] = [...open.texts.values()];
    if (texts.length < 2) texts.push([]);
    this.#done.push(composite(open.node, texts, open.place));
  }
}

interface Branch {
  readonly statement: Node;
  /** The arm of it that the write stands in. */
  readonly arm: Node | null;
}

/** Assignments to a variable in front of a use, in order, each with the branch it stands in that the use does not. */
function writesBefore(file: SourceFile, variable: Variable, use: Node): { readonly node: TSESTree.AssignmentExpression; readonly branch: Branch | null }[] {
  const found: { node: TSESTree.AssignmentExpression; branch: Branch | null }[] = [];
  const owner = enclosingFunction(file, use);
  for (const reference of variable.references) {
    if (!reference.isWrite() || reference.init) continue;
    const node = file.parent(reference.identifier as Node);
    if (node?.type !== 'AssignmentExpression' || node.left !== reference.identifier || contains(node, use)) continue;
    if (enclosingFunction(file, node) === owner && node.range[0] > use.range[0] && !inOneLoop(file, node, use)) continue;
    found.push({ node, branch: branchOf(file, node, use) });
  }
  return found.sort((a, b) => a.node.range[0] - b.node.range[0]);
}

function pushesBefore(file: SourceFile, variable: Variable, use: Node): { readonly call: TSESTree.CallExpression; readonly branch: Branch | null }[] {
  const found: { call: TSESTree.CallExpression; branch: Branch | null }[] = [];
  for (const reference of variable.references) {
    const member = file.parent(reference.identifier as Node);
    if (member?.type !== 'MemberExpression' || member.object !== reference.identifier || keyName(member) !== 'push') continue;
    const call = file.parent(member);
    if (call?.type !== 'CallExpression' || call.callee !== member || (call.range[0] > use.range[0] && enclosingFunction(file, call) === enclosingFunction(file, use))) continue;
    found.push({ call, branch: branchOf(file, call, use) });
    if (found.length > MAX_EVENTS) break;
  }
  return found;
}

function inOneLoop(file: SourceFile, one: Node, other: Node): boolean {
  for (let at = file.parent(one); at && !isFunction(at); at = file.parent(at)) {
    if ((at.type === 'ForStatement' || at.type === 'ForOfStatement' || at.type === 'WhileStatement' || at.type === 'DoWhileStatement') && contains(at, other)) return true;
  }
  return false;
}

/** The outermost branching statement around a node that is not around the use; null when the node always runs before it. */
function branchOf(file: SourceFile, node: Node, use: Node): Branch | null {
  let found: Branch | null = null;
  let inner = node;
  for (let at = file.parent(node); at && !contains(at, use); at = file.parent(at)) {
    switch (at.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
      case 'LogicalExpression':
        if (inner !== ('test' in at ? at.test : null)) found = { statement: at, arm: inner };
        break;
      case 'SwitchCase':
        found = { statement: file.parent(at) ?? at, arm: at };
        break;
      case 'ForStatement':
      case 'ForOfStatement':
      case 'ForInStatement':
      case 'WhileStatement':
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        found = { statement: at, arm: inner };
        break;
    }
    inner = at;
  }
  return found;
}

function literal(node: TSESTree.Literal, place: Place): readonly Part[] {
  if (typeof node.value === 'string') return [{ kind: 'text', text: node.value, node, file: place.file, start: node.range[0] + 1 }];
  return [folded('regex' in node ? node.raw : String(node.value), node, place)];
}

function folded(text: string, node: Node, place: Place): TextPart {
  return { kind: 'text', text, node, file: place.file, start: null };
}

function holeOf(node: Node, place: Place): Hole {
  return { kind: 'hole', node, file: place.file, at: node, atFile: place.file, alternatives: [], joined: false, escaped: false };
}

function composite(node: Node, alternatives: readonly (readonly Part[])[], place: Place): Hole {
  return { ...holeOf(node, place), alternatives };
}

/** One of several texts; one hole when none of them is text. */
function choice(node: Node, alternatives: readonly (readonly Part[])[], place: Place): readonly Part[] {
  return alternatives.some(isString) ? [composite(node, alternatives, place)] : [holeOf(node, place)];
}

function slice(part: TextPart, from: number, to: number): TextPart {
  return { ...part, text: part.text.slice(from, to), start: sourceRange(part, from, from)?.[0] ?? null };
}

/** Whether parts come from something that is a string in the code. A number alone is none. */
function isString(parts: readonly Part[]): boolean {
  return parts.some((p) => (p.kind === 'text' ? !(p.node.type === 'Literal' && typeof p.node.value !== 'string') : p.alternatives.some(isString)));
}

/** A template element's range holds its delimiters in some parsers' trees and not in others'. */
function quasiStart(file: SourceFile, quasi: TSESTree.TemplateElement): number {
  const first = file.text[quasi.range[0]];
  const bare = quasi.range[1] - quasi.range[0] === quasi.value.raw.length && first !== '`';
  return bare ? quasi.range[0] : quasi.range[0] + 1;
}

/** `/\s+/g`, `/\n/g`, `'\n'` replaced by space or nothing. */
function isWhitespace(pattern: Node, by: Node | undefined): boolean {
  const replacement = stringValue(by);
  if (replacement === null || replacement.trim() !== '') return false;
  const text = stringValue(pattern);
  if (text !== null) return text.trim() === '';
  return pattern.type === 'Literal' && 'regex' in pattern && /^(?:\\[snrt]|[ \t^$*+?|()[\]]|\{\d*,?\d*\})+$/.test(pattern.regex.pattern);
}

/** A name with more than one value: its text is what was written in order, not one of the values. */
function hasSeveralValues(file: SourceFile, node: Node): boolean {
  const variable = node.type === 'Identifier' ? file.variableOf(node) : null;
  return variable !== null && isReassigned(variable);
}

/** The part of an argument that a pattern's path takes; null where the argument does not show it. */
function argumentAt(argument: Node, path: readonly string[]): Node | null {
  let node: Node | null = argument;
  for (const key of path) {
    const object: Node | null = node && unwrapAwait(node);
    node = object?.type === 'ObjectExpression' ? (propertyOf(object, key)?.value ?? null) : null;
  }
  return node;
}
