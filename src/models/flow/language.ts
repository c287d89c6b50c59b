import type { TSESTree } from '@typescript-eslint/utils';
import type { Node } from '../../ast/source-file.ts';
import { isFunction, keyName, stringValue } from '../../ast/syntax.ts';
import type { Bound, Place } from './places.ts';
import { elementArguments } from './places.ts';
import type { AccessPath } from './reaching.ts';
import { ANY, KEY, keyOf } from './reaching.ts';
import { isBounded, patternOf, stripsAllButPlain, writtenPattern } from './regexps.ts';
import type { SinkName } from '../sinks/types.ts';
import { ESCAPING_METHODS, METHODS, TEXT_CALLBACKS } from './tables.ts';
import { TRAITS } from './traits.ts';
import type { SourceKind } from './types.ts';

/** What the functions and methods of the language need of the question that came to them. */
export interface Asking {
  readonly sink: SinkName;
  ask(node: Node, path: AccessPath, at: Place): void;
  emit(kind: SourceKind, node: Node, at: Place): void;
  /** What a function returns when it is given these arguments. */
  callback(node: Node, at: Place, argument: (index: number) => readonly Bound[], path: AccessPath): void;
}

/** Functions of the language that take values apart or put them together. */
export function askFunction(asking: Asking, node: TSESTree.CallExpression, symbol: string, path: AccessPath, at: Place): boolean {
  const [first, second] = node.arguments;
  const rest = path.slice(1);
  switch (symbol) {
    case 'global#Object.keys':
    case 'global#Object.getOwnPropertyNames':
    case 'global#Reflect.ownKeys':
      if (first) asking.ask(first, [KEY], at);
      return true;
    case 'global#Object.values':
      if (first) asking.ask(first, path.length === 0 ? [ANY] : [ANY, ...rest], at);
      return true;
    case 'global#Object.entries': {
      if (!first) return true;
      if (path[1] !== '1') asking.ask(first, [KEY], at);
      if (path[1] !== '0') asking.ask(first, [ANY, ...path.slice(2)], at);
      return true;
    }
    case 'global#Object.fromEntries':
      if (first) asking.ask(first, path[0] === KEY ? [ANY, '0'] : [ANY, '1', ...rest], at);
      return true;
    case 'global#Object.assign':
      for (const a of node.arguments) asking.ask(a, path, at);
      return true;
    case 'global#Array.from':
      if (isFunction(second)) asking.callback(second, at, (index) => (index === 0 && first ? [{ node: first, file: at.file, path: [ANY], frame: at.frame }] : [{ node: null, kind: 'safe-type', frame: null }]), rest);
      else if (first) asking.ask(first, path, at);
      return true;
    case 'global#Promise.all':
    case 'global#Promise.race':
    case 'global#Promise.any':
      if (first) asking.ask(first, symbol === 'global#Promise.all' ? path : [ANY, ...path], at);
      return true;
    case 'pg-format#default': {
      const format = first && stringValue(first);
      if (typeof format === 'string' && !format.includes('%s')) asking.emit('escaped', node, at);
      else for (const a of node.arguments) asking.ask(a, [], at);
      return true;
    }
    default:
      return false;
  }
}

export function askMethod(asking: Asking, node: TSESTree.CallExpression, callee: TSESTree.MemberExpression, path: AccessPath, at: Place): boolean {
  const name = keyName(callee);
  const receiver = callee.object;
  if (name === null || receiver.type === 'Super') return false;
  if (ESCAPING_METHODS.get(name) === asking.sink) {
    asking.emit('escaped', node, at);
    return true;
  }
  const [first, second] = node.arguments;
  const ask = (value: Node | undefined, below: AccessPath): void => {
    if (value) asking.ask(value, below, at);
  };
  if (name === 'get' && first && node.arguments.length === 1) {
    // Map.get and URLSearchParams.get: one of the values.
    ask(receiver, [keyOf(stringValue(first), null), ...path]);
    return true;
  }
  const elements = (index: number): readonly Bound[] => elementArguments(receiver, index, at);
  switch (METHODS.get(name)) {
    case 'same':
      ask(receiver, path);
      if (name === 'with' || name === 'fill') ask(name === 'with' ? second : first, path.slice(1));
      return true;
    case 'element':
      ask(receiver, [ANY, ...path]);
      return true;
    case 'safe':
      asking.emit('safe-type', node, at);
      return true;
    case 'nothing':
      asking.emit('constant', node, at);
      return true;
    case 'mapped':
      if (first) asking.callback(first, at, elements, name === 'flatMap' ? path : path.slice(1));
      return true;
    case 'callback':
      askChained(asking, node, name, receiver, path, at);
      return true;
    case 'text':
      askText(asking, node, name, receiver, path, at);
      return true;
    default:
      return false;
  }
}

function askChained(asking: Asking, node: TSESTree.CallExpression, name: string, receiver: Node, path: AccessPath, at: Place): void {
  const [first, second] = node.arguments;
  if (name === 'reduce' || name === 'reduceRight') {
    if (second) asking.ask(second, path, at);
    if (first) asking.callback(first, at, (index) => (index === 0 ? [] : elementArguments(receiver, index - 1, at)), path);
    return;
  }
  const settled: (index: number) => readonly Bound[] = (index) => (index === 0 ? [{ node: receiver, file: at.file, path: [], frame: at.frame }] : []);
  if (name === 'then') {
    if (first) asking.callback(first, at, settled, path);
    if (second) asking.callback(second, at, () => [{ node: null, kind: 'caught', frame: null }], path);
    return;
  }
  asking.ask(receiver, path, at);
  if (first) asking.callback(first, at, () => [{ node: null, kind: 'caught', frame: null }], path);
}

function askText(asking: Asking, node: TSESTree.CallExpression, name: string, receiver: Node, path: AccessPath, at: Place): void {
  const [first, second] = node.arguments;
  const built: Place = { ...at, built: true };
  if (TRAITS[asking.sink].textsAreHarmless && name !== 'concat' && name !== 'split') return asking.emit('escaped', node, at);
  switch (name) {
    case 'join':
      asking.ask(receiver, [ANY], built);
      if (first) asking.ask(first, [], built);
      return;
    case 'concat':
      asking.ask(receiver, path, built);
      return node.arguments.forEach((a) => asking.ask(a, path, built));
    case 'padStart':
    case 'padEnd':
      asking.ask(receiver, [], built);
      if (second) asking.ask(second, [], built);
      return;
    case 'replace':
    case 'replaceAll': {
      const pattern = first && patternOf(first);
      const replacement = stringValue(second);
      if (first && escapesBy(asking.sink, name, first, replacement)) return asking.emit('escaped', node, at);
      if (pattern && replacement !== null && /^[\w-]*$/.test(replacement) && stripsAllButPlain(pattern)) return asking.emit('safe-type', node, at);
      asking.ask(receiver, [], at);
      if (!second) return;
      if (TEXT_CALLBACKS.has(name) && isFunction(second)) return asking.callback(second, at, () => [{ node: receiver, file: at.file, path: [], frame: at.frame }], []);
      return asking.ask(second, [], built);
    }
    case 'match':
    case 'matchAll': {
      // What a pattern without wildcards finds is made of its characters, whatever stands around it.
      const found = first && writtenPattern(at.file, first);
      if (found && isBounded({ ...found, source: `^${found.source}$` })) return asking.emit('safe-type', node, at);
      return asking.ask(receiver, [], at);
    }
    case 'exec':
      if (first) asking.ask(first, [], at);
      return;
    case 'split':
      return asking.ask(receiver, [], at);
    default:
      // What an unknown object says of itself may be anything; a text stays what it is.
      return asking.ask(receiver, path, at);
  }
}

/** Whether a replacement is the usual one by hand for a sink's language. */
function escapesBy(sink: SinkName, name: string, first: Node, replacement: string | null): boolean {
  const pattern = patternOf(first)?.source ?? stringValue(first) ?? '';
  switch (sink) {
    case 'sql':
      return doublesQuotes(name, first, replacement);
    case 'shell':
      return pattern.includes("'") && replacement !== null && replacement.includes("\\'");
    case 'html':
      // `.replace(/</g, '&lt;')`, and a callback that looks the entity up.
      return pattern.includes('<') && (replacement === null || replacement.includes('&lt;'));
    case 'regexp':
      // `.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')`
      return pattern.includes('*') && replacement !== null && /\\\$(?:&|1)/.test(replacement);
    case 'file':
      // Whether it takes every `..` away is not worked out: unknown.
      return /\.\.|\\\.|[\\/]/.test(pattern);
    default:
      return false;
  }
}

/** `.replace(/'/g, "''")` and `.replaceAll("'", "''")`. */
function doublesQuotes(name: string, first: Node | undefined, replacement: string | null): boolean {
  if (!first || (replacement !== "''" && replacement !== '""' && replacement !== '``' && replacement !== "\\'")) return false;
  const quote = replacement[1] ?? '';
  const pattern = patternOf(first);
  if (pattern) return pattern.flags.includes('g') && (pattern.source === quote || pattern.source === `[${quote}]` || pattern.source === `\\${quote}`);
  return name === 'replaceAll' && stringValue(first) === quote;
}
