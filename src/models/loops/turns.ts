import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, isFunction, keyName, patternNames, returnedExpressions, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import type { DataValues } from '../sql/values.ts';
import { bindingOfCallback, callersOf } from '../flow/callers.ts';
import { BATCH_WORD, CHUNKERS, CONFIGURATION, FILE_READERS, LIST_METHODS, PARSERS } from './iterators.ts';
import type { Loop, Turns } from './types.ts';

const MAX_DEPTH = 8;
const CUTS = /\.(?:slice|splice|subarray)\s*\(/;
const SAME_LENGTH: ReadonlySet<string> = new Set(['map', 'filter', 'slice', 'sort', 'toSorted', 'reverse', 'toReversed', 'entries', 'values', 'keys', 'fill']);
const LISTING: ReadonlySet<string> = new Set(['global#Object.keys', 'global#Object.values', 'global#Object.entries', 'global#Array.from', 'global#Array', 'new global#Array', 'new global#Set', 'new global#Map']);

/** How often a loop turns. */
export function turnsOf(loop: Loop, project: Project, values: DataValues): Turns {
  const { kind, file, iterated, element } = loop;
  if (!iterated || kind === 'while' || kind === 'do-while' || kind === 'for-await') return 'other';
  if (kind === 'callback' && !isList(loop, values)) return 'other';
  if ([...namesIn(iterated), ...(element ? patternNames(element).map((name) => name.name) : [])].some(isBatchName)) return 'other';
  if (element?.type === 'Identifier' && isWalked(file, element)) return 'other';
  return turnsOfList(file, iterated, project, 0);
}

/** A list is not awaited for its callback, and a cursor of a database is none. */
function isList({ file, node, iterated }: Loop, values: DataValues): boolean {
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : null;
  const method = callee?.type === 'MemberExpression' && callee.object === iterated ? keyName(callee) : null;
  if (method === null || !LIST_METHODS.has(method) || !iterated) return true;
  if (file.parent(node)?.type === 'AwaitExpression' && !method.startsWith('reduce')) return false;
  const receiver = unwrap(iterated);
  return receiver.type !== 'CallExpression' || values.of(file, receiver) === null;
}

/** The names an expression is read by: `page`, `pages` of `this.pages()`. */
function namesIn(node: Node): string[] {
  const inner = unwrapAwait(node);
  switch (inner.type) {
    case 'Identifier':
      return [inner.name];
    case 'MemberExpression': {
      const name = keyName(inner);
      return [...(name === null ? [] : [name]), ...(SAME_LENGTH.has(name ?? '') ? namesIn(inner.object) : [])];
    }
    case 'CallExpression':
      return namesIn(inner.callee);
    default:
      return [];
  }
}

function isBatchName(name: string): boolean {
  return name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').split(/[^A-Za-z]+/).some((word) => BATCH_WORD.test(word));
}

/** Whether an element is used as a list itself: `element.map(…)`, `for (const x of element)`. */
function isWalked(file: SourceFile, element: TSESTree.Identifier): boolean {
  return file.variableOf(element)?.references.some((reference) => {
    const use = reference.identifier as Node;
    const parent = file.parent(use);
    if (parent?.type === 'MemberExpression' && parent.object === use) return LIST_METHODS.has(keyName(parent) ?? '') && file.parent(parent)?.type === 'CallExpression';
    return (parent?.type === 'ForOfStatement' && parent.right === use) || (parent?.type === 'SpreadElement' && file.parent(parent)?.type === 'ArrayExpression');
  }) ?? false;
}

/** `part` asks for lists inside a list: those the code says only where it says all of it. */
function turnsOfList(file: SourceFile, node: Node, project: Project, depth: number, part = false): Turns {
  const inner = unwrapAwait(node);
  const origin = originOf(file, inner);
  if (inner.type === 'Identifier' && isFilledWithCuts(file, inner)) return 'other';
  return turnsOfOrigin(origin, project, depth, part);
}

function turnsOfOrigin(origin: Origin, project: Project, depth: number, part: boolean): Turns {
  if (depth > MAX_DEPTH) return 'list';
  if (origin.kind === 'call') {
    const made = turnsOfCall(origin, project, depth, part);
    if (made) return made;
  }
  const followed = project.follow(origin);
  if (FILE_READERS.test(symbolOf(followed) ?? '')) return 'constant';
  switch (followed.kind) {
    case 'value':
      return (part ? isWhole(followed.node) : isWrittenOut(followed.node)) ? 'constant' : spreads(followed.node).length > 0 ? worst(spreads(followed.node).map((one) => turnsOfList(followed.file, one, project, depth + 1, part))) : 'list';
    case 'parameter':
      return turnsOfParameter(followed, project, depth, part);
    case 'element':
      return turnsOfOrigin(followed.of, project, depth + 1, true);
    case 'member':
      return followed.object.kind === 'value' || followed.object.kind === 'instance' ? 'list' : turnsOfOrigin(followed.object, project, depth + 1, true);
    case 'enum':
      return 'constant';
    case 'instance': {
      const [first] = followed.node?.arguments ?? [];
      return followed.node && first && LISTING.has(symbolOf(followed) ?? '') ? turnsOfList(followed.file, first, project, depth + 1, part) : 'list';
    }
    case 'either':
      return worst(followed.of.map((one) => turnsOfOrigin(one, project, depth + 1, part)));
    case 'call':
      return followed === origin ? 'list' : (turnsOfCall(followed, project, depth, part) ?? 'list');
    default:
      return 'list';
  }
}

function worst(turns: readonly Turns[]): Turns {
  return turns.includes('other') ? 'other' : turns.includes('list') ? 'list' : 'constant';
}

/** What a call that makes a list says; null where it says nothing. */
function turnsOfCall({ callee, node, file }: Origin & { kind: 'call' }, project: Project, depth: number, part: boolean): Turns | null {
  if (node.type !== 'CallExpression') return null;
  const symbol = project.symbol(callee);
  if (symbol !== null && CHUNKERS.has(symbol)) return 'other';
  if (node.arguments.some((argument) => isFunction(argument) && cuts(file, argument))) return 'other';
  const [first] = node.arguments;
  if (symbol !== null && CONFIGURATION.has(symbol)) return 'constant';
  if (symbol !== null && (LISTING.has(symbol) || PARSERS.has(symbol)) && first && first.type !== 'SpreadElement') return turnsOfList(file, first, project, depth + 1, part);
  if (callee.kind === 'member' && callee.property !== null && SAME_LENGTH.has(callee.property)) return turnsOfOrigin(callee.object, project, depth + 1, part);
  const maker = project.follow(callee);
  if (maker.kind !== 'function') return null;
  if (maker.node.generator || cuts(maker.file, maker.node)) return 'other';
  const returned = returnedExpressions(maker.file, maker.node);
  return (returned.length > 0 && returned.every(part ? isWhole : isListed)) || isOfConstants(maker.file, maker.node) ? 'constant' : null;
}

/** Whether a function can only give what constants of its file hold: it is given nothing, waits for nothing and calls nothing else. */
function isOfConstants(file: SourceFile, fn: FunctionNode): boolean {
  if (fn.params.length > 0 || fn.async || file.nodesIn(fn, 'ThisExpression').length > 0) return false;
  return file.nodesIn(fn, 'Identifier').every((name) => {
    if (isPropertyName(file, name)) return true;
    const variable = file.variableOf(name);
    if (!variable) return name.name === 'Object' || name.name === 'undefined';
    const definition = variable.defs[0];
    if (contains(fn, definition?.name as Node)) return true;
    const node = definition?.node as Node | undefined;
    return node?.type === 'VariableDeclarator' && node.init !== null && (isListed(node.init) || (node.init.type === 'ObjectExpression' && node.init.properties.every((property) => property.type === 'Property')));
  });
}

/** `name` of `object.name` and `{ name: 1 }`. */
function isPropertyName(file: SourceFile, name: Node): boolean {
  const parent = file.parent(name);
  return (parent?.type === 'MemberExpression' && parent.property === name && !parent.computed) || (parent?.type === 'Property' && parent.key === name && !parent.computed && !parent.shorthand);
}

/** A list that is part of what a list holds, or what every call in the file gives. */
function turnsOfParameter({ function: fn, index, path, file }: Origin & { kind: 'parameter' }, project: Project, depth: number, part: boolean): Turns {
  const callback = bindingOfCallback(file, fn);
  const bindings = callback ? [callback] : (callersOf(file, fn) ?? []);
  const given = bindings.flatMap((binding) => binding(index));
  return given.length === 0 ? 'list' : worst(given.map((argument) => (argument.node ? turnsOfList(argument.file, argument.node, project, depth + 1, part || path.length > 0 || argument.path.length > 0) : 'list')));
}

/** Whether a function cuts lists into pieces. */
function cuts(file: SourceFile, fn: FunctionNode): boolean {
  return CUTS.test(file.textOf(fn)) && file.nodesIn(fn, 'CallExpression').some((call) => isCut(call) && !isText(file, call));
}

/** `rows.slice(i, i + size)`, `rows.splice(0, 100)`; `text.slice(0, 8)` cuts text more often than lists. */
function isCut(node: Node): boolean {
  const inner = unwrap(node);
  const name = inner.type === 'CallExpression' && inner.callee.type === 'MemberExpression' ? keyName(inner.callee) : null;
  return inner.type === 'CallExpression' && (name === 'splice' || ((name === 'slice' || name === 'subarray') && inner.arguments.some((argument) => argument.type !== 'Literal')));
}

/** A piece of text rather than of a list: it stands in a template, a sum or a comparison, or more text is made of it. */
function isText(file: SourceFile, cut: Node): boolean {
  const parent = file.parent(cut);
  return parent?.type === 'TemplateLiteral' || parent?.type === 'BinaryExpression';
}

/** A list that pieces of another are pushed on. */
function isFilledWithCuts(file: SourceFile, name: TSESTree.Identifier): boolean {
  return file.variableOf(name)?.references.some((reference) => {
    const member = file.parent(reference.identifier as Node);
    const call = member?.type === 'MemberExpression' && keyName(member) === 'push' ? file.parent(member) : null;
    return call?.type === 'CallExpression' && call.arguments.some(isCut);
  }) ?? false;
}

/** A list whose elements the code says one by one. */
function isListed(node: Node): boolean {
  const inner = unwrap(node);
  return inner.type === 'ArrayExpression' && inner.elements.every((element) => element?.type !== 'SpreadElement');
}

/** A list or object whose length the code says. */
function isWrittenOut(node: Node): boolean {
  const inner = unwrap(node);
  // An empty one is filled later.
  if (inner.type === 'ArrayExpression') return inner.elements.length > 0 && isListed(inner);
  if (inner.type === 'ObjectExpression') {
    const length = inner.properties.find((property) => property.type === 'Property' && keyName(property) === 'length');
    if (length?.type === 'Property') return length.value.type === 'Literal';
    return inner.properties.length > 0 && inner.properties.every((property) => property.type === 'Property' && !property.computed);
  }
  return inner.type === 'Literal' || inner.type === 'TemplateLiteral';
}

/** A value that the code says to the last element. */
function isWhole(node: Node): boolean {
  const inner = unwrap(node);
  if (inner.type === 'ArrayExpression') return inner.elements.every((element) => element !== null && isWhole(element));
  if (inner.type === 'ObjectExpression') return inner.properties.every((property) => property.type === 'Property' && !property.computed && isWhole(property.value));
  return inner.type === 'Literal' || (inner.type === 'TemplateLiteral' && inner.expressions.length === 0);
}

/** `a` and `b` of `[...a, ...b]`. */
function spreads(node: Node): Node[] {
  const inner = unwrap(node);
  return inner.type === 'ArrayExpression' ? inner.elements.flatMap((element) => (element?.type === 'SpreadElement' ? [element.argument] : [])) : [];
}

/** Whether what an expression says may differ from turn to turn: it names something of the turn, or something the loop changes. */
export function varies(loop: Loop, node: Node): boolean {
  const { file, body, element } = loop;
  const isOfTurn = (place: Node): boolean => contains(body, place) || (element !== null && contains(element, place)) || (loop.kind === 'for' && contains(loop.node, place));
  return file.nodesIn(node, 'Identifier').some((name) => {
    const variable = file.variableOf(name);
    return variable !== null && (variable.defs.some((definition) => isOfTurn(definition.name as Node)) || variable.references.some((reference) => reference.isWrite() && !reference.init && isOfTurn(reference.identifier as Node)));
  });
}
