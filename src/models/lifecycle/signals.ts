import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, stringValue, unwrap } from '../../ast/syntax.ts';
import { perProject } from '../../core/memo.ts';
import type { Project } from '../../project/types.ts';
import { functionsIn } from '../http/functions.ts';
import type { NamedSignal, SignalHandler } from './types.ts';

const LISTENS: ReadonlySet<string> = new Set(['on', 'once', 'addListener', 'prependListener', 'prependOnceListener']);
const PROCESS: ReadonlySet<string> = new Set(['global#process', 'process#default', 'global#globalThis.process']);
const ITERATES: ReadonlySet<string> = new Set(['forEach', 'map']);

/** The handlers of signals that a file installs, in source order. */
export const signalHandlersIn = perProject((file: SourceFile, project: Project): readonly SignalHandler[] =>
  /\bSIG[A-Z]/u.test(file.text) ? file.nodes('CallExpression').flatMap((node) => handlerOf(file, node, project) ?? []) : [],
);

function handlerOf(file: SourceFile, node: TSESTree.CallExpression, project: Project): SignalHandler | null {
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression' || !LISTENS.has(keyName(callee) ?? '') || !PROCESS.has(project.symbol(originOf(file, callee.object)) ?? '')) return null;
  const [event, handler] = node.arguments;
  if (!event || !handler) return null;
  const names = namesOf(file, event, project);
  const signals = names?.filter(({ name }) => name.startsWith('SIG')) ?? null;
  return signals?.length === 0 ? null : { node, file, signals, functions: functionsIn(file, handler, project) };
}

/** The names an expression can be: a text, or an element of a list that is gone through. */
function namesOf(file: SourceFile, node: Node, project: Project): readonly NamedSignal[] | null {
  const text = stringValue(node);
  if (text !== null) return [{ name: text, node: unwrap(node), file }];
  const origin = originOf(file, unwrap(node));
  const list = origin.kind === 'element' ? project.follow(origin.of) : origin.kind === 'parameter' && origin.path.length === 0 ? iterated(origin, project) : null;
  if (list) return list.kind === 'value' && unwrap(list.node).type === 'ArrayExpression' ? elementsOf(list.file, unwrap(list.node) as TSESTree.ArrayExpression) : null;
  const values = project.constants(file, node);
  return values?.every((value) => typeof value === 'string') ? values.map((value) => ({ name: String(value), node, file })) : null;
}

function elementsOf(file: SourceFile, list: TSESTree.ArrayExpression): readonly NamedSignal[] | null {
  const names = list.elements.map((element) => (element ? stringValue(element) : null));
  return names.every((name) => name !== null) ? names.map((name, i) => ({ name, node: list.elements[i] ?? list, file })) : null;
}

/** The list whose elements a function is given: `['SIGINT', 'SIGTERM'].forEach((signal) => …)`. */
function iterated({ function: fn, index, file }: Origin & { kind: 'parameter' }, project: Project): Origin | null {
  const call = file.parent(fn);
  const callee = call?.type === 'CallExpression' ? unwrap(call.callee) : null;
  if (!isFunction(fn) || index !== 0 || callee?.type !== 'MemberExpression' || !ITERATES.has(keyName(callee) ?? '')) return null;
  return project.follow(originOf(file, callee.object));
}
