import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { displayName, memberChain } from '../../ast/syntax.ts';
import { MAX_PATH } from './bounds.ts';
import type { Argument } from './callers.ts';
import type { AccessPath } from './reaching.ts';
import { ANY, KEY } from './reaching.ts';
import type { Step } from './types.ts';

/** A function that is being looked into, and what its parameters are there. */
export interface Frame {
  readonly fn: FunctionNode;
  readonly calls: number;
  readonly outer: Frame | null;
  readonly id: number;
  argument(index: number): readonly Bound[];
}

/** An argument together with the function whose parameters its own names are. */
export type Bound = Argument & { readonly frame: Frame | null };

/** Steps from where the engine is to the asked expression. */
export interface Trail {
  readonly step: Step;
  readonly next: Trail | null;
}

export interface Place {
  readonly file: SourceFile;
  readonly frame: Frame | null;
  readonly trail: Trail | null;
  readonly depth: number;
  /** Names are not said: they are those of a function that is called. */
  readonly quiet: boolean;
  /** What is asked for becomes part of a longer text further on. */
  readonly built: boolean;
}

/** What is left of a path below keys that were written; null when it leads elsewhere. */
export function below(keys: readonly string[], path: AccessPath): AccessPath | null {
  for (const [i, key] of keys.entries()) {
    const asked = path[i];
    if (asked === undefined) return [];
    if (asked === KEY) return null;
    if (asked !== ANY && key !== ANY && asked !== key) return null;
  }
  return path.slice(keys.length);
}

export function frameOf(frame: Frame | null, fn: FunctionNode): Frame | null {
  for (let at = frame; at; at = at.outer) if (at.fn === fn) return at;
  return null;
}

/** The arguments that a rest parameter gathers. */
export function restOf(argument: (index: number) => readonly Bound[], index: number, path: AccessPath): { readonly bound: Bound; readonly path: AccessPath }[] {
  const [first, ...rest] = path;
  const wanted = first === undefined || first === ANY ? [...Array(MAX_PATH).keys()] : [Number(first)];
  return wanted.flatMap((i) => (Number.isInteger(i) ? argument(index + i).map((bound) => ({ bound, path: rest })) : []));
}

export function argumentsOf(args: readonly TSESTree.CallExpressionArgument[], index: number, at: Place): readonly Bound[] {
  const spread = args.findIndex((a) => a.type === 'SpreadElement');
  const from = spread >= 0 && spread <= index ? args[spread] : undefined;
  if (from?.type === 'SpreadElement') return [{ node: from.argument, file: at.file, path: [String(index - spread)], frame: at.frame }];
  const argument = args[index];
  return argument ? [{ node: argument, file: at.file, path: [], frame: at.frame }] : [];
}

/** What a callback of an array method gets: an element, its index, the array. */
export function elementArguments(receiver: Node, index: number, at: Place): readonly Bound[] {
  if (index === 1) return [{ node: null, kind: 'safe-type', frame: null }];
  return [{ node: receiver, file: at.file, path: index === 0 ? [ANY] : [], frame: at.frame }];
}

/** The place with a name on its trail, once. */
export function passing(at: Place, node: Node, file: SourceFile, text: string): Place {
  // Names inside a function that is called are no business of the caller: the call says it.
  if (at.quiet || at.frame || at.trail?.step.text === text) return at;
  return { ...at, trail: { step: { node, file, text }, next: at.trail } };
}

/** The trail with the call of a function on it, once. */
export function calledTrail(at: Place, node: Node, fn: FunctionNode, file: SourceFile): Trail | null {
  const callee = node.type === 'CallExpression' ? node.callee : node;
  const written = memberChain(callee).path.at(-1) ?? (callee.type === 'Identifier' ? callee.name : null);
  const text = `${written ?? displayName(file, fn) ?? 'function'}()`;
  return at.trail?.step.text === text ? at.trail : { step: { node, file: at.file, text }, next: at.trail };
}

export function stepsOf(trail: Trail | null): Step[] {
  const steps: Step[] = [];
  for (let at = trail; at; at = at.next) steps.push(at.step);
  return steps;
}

/** A trail that goes through these steps first. */
export function trailOf(steps: readonly Step[], next: Trail | null): Trail | null {
  return steps.reduceRight<Trail | null>((onwards, step) => (onwards?.step.text === step.text ? onwards : { step, next: onwards }), next);
}
