import type { TSESTree } from '@typescript-eslint/utils';
import { exportsNothing } from '../../ast/exports.ts';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, enclosingFunction, parameterIndex, unwrap } from '../../ast/syntax.ts';
import { all, any, calls, words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel, saysHttp } from '../http/model.ts';
import { dependenciesOf } from '../layers/dependencies.ts';
import { reachedFrom, runsIn } from '../reach/model.ts';
import { functionsOf } from '../reach/targets.ts';
import type { Start } from '../reach/types.ts';
import { servesIn, takesRequests } from './shutdown.ts';
import { signalHandlersIn } from './signals.ts';

/** A call that ends the process while requests are answered. */
export interface AbruptExit {
  /** The call, or the one in the linted file that leads to it. */
  readonly node: Node;
  /** As it is written: `process.exit`. */
  readonly name: string;
  /** What it is done on: a signal, or a request. */
  readonly on: 'signal' | 'request';
}

const EXITS: ReadonlySet<string> = new Set(['global#process.exit', 'global#process.abort', 'global#process.reallyExit', 'process#exit', 'process#abort']);
const SAYS_SIGNAL = words(/\bSIG(?:TERM|INT|HUP|QUIT|BREAK)\b/u);
const CALLS_EXIT = all(words(/\bprocess\b/u), calls('exit', 'abort'));
/** Passed by a file that may end the process. */
export const MAY_EXIT = any(SAYS_SIGNAL, CALLS_EXIT);
const MAX_DEPTH = 4;

/** The places where the linted file ends the process at once on a signal, or on a request. */
export const abruptExits: (context: Parameters<typeof projectOf>[0]) => readonly AbruptExit[] = perFile((context) => {
  const onSignal = says(context, SAYS_SIGNAL);
  const onRequest = says(context, CALLS_EXIT) && saysHttp(context) && httpModel(context).handlers.length > 0;
  if (!onSignal && !onRequest) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const found = new Map<Node, AbruptExit>();
  if (onSignal && servesIn(file, project) && !isOtherProcess(file, project)) {
    for (const { functions } of signalHandlersIn(file, project)) {
      for (const { fn, file: at } of functions) {
        const exit = at === file ? exitAtOnce(file, fn, [], project, 0) : null;
        if (exit) found.set(exit.node, { ...exit, on: 'signal' });
      }
    }
  }
  if (onRequest) {
    for (const { fn, file: at } of reachedFrom(httpModel(context).handlers.filter((handler) => handler.file === file && handler.kind !== 'task' && handler.kind !== 'job'), project)) {
      if (at !== file) continue;
      for (const node of file.nodesIn(fn, 'CallExpression')) if (isExit(file, node, project) && runsIn(file, fn, node)) found.set(node, { node, name: file.textOf(node.callee), on: 'request' });
    }
  }
  return [...found.values()];
});

/** Imports that are followed from the start of a process. */
const MAX_STEPS = 2;

/** Whether a file is the start of a process that takes no requests: nobody is handed anything by it, and nothing it imports serves. */
function isOtherProcess(file: SourceFile, project: Project): boolean {
  if (!exportsNothing(file)) return false;
  const seen = new Set<SourceFile>([file]);
  let step: readonly SourceFile[] = [file];
  for (let depth = 0; depth <= MAX_STEPS; depth++) {
    if (step.some((one) => takesRequests(one))) return false;
    step = step.flatMap((one) => dependenciesOf(one, project).map((dependency) => dependency.file)).filter((one) => !seen.has(one) && seen.add(one));
  }
  return true;
}

/** Whether a function ends the process before it waits for anything. */
export function endsAtOnce({ fn, file }: Start, project: Project): boolean {
  return exitAtOnce(file, fn, [], project, 0) !== null;
}

function isExit(file: SourceFile, node: TSESTree.CallExpression, project: Project): boolean {
  const callee = unwrap(node.callee);
  return callee.type === 'MemberExpression' || callee.type === 'Identifier' ? EXITS.has(project.symbol(originOf(file, callee)) ?? '') : false;
}

/** The exit that a function runs into before it waits for anything; `given` are the arguments it is called with. Null where a condition may keep it from that. */
function exitAtOnce(file: SourceFile, fn: FunctionNode, given: readonly Node[], project: Project, depth: number): { readonly node: Node; readonly name: string } | null {
  for (const node of file.nodesIn(fn, 'CallExpression')) {
    if (enclosingFunction(file, node) !== fn || !runsFirst(file, fn, node, given.length)) continue;
    if (isExit(file, node, project)) return { node, name: file.textOf(node.callee) };
    if (depth >= MAX_DEPTH) continue;
    for (const target of functionsOf(project.follow(originOf(file, node.callee)), false)) {
      if (target.fn === fn) continue;
      const inner = exitAtOnce(target.file, target.fn, node.arguments, project, depth + 1);
      if (inner) return target.file === file ? inner : { node, name: inner.name };
    }
  }
  return null;
}

/** Whether nothing is waited for before a call of a function, and no condition but one on what the function is given stands around it. */
function runsFirst(file: SourceFile, fn: FunctionNode, node: Node, given: number): boolean {
  if (file.nodesIn(fn, 'AwaitExpression').some((wait) => wait.range[1] <= node.range[0] && enclosingFunction(file, wait) === fn)) return false;
  for (let at: Node = node, outer = file.parent(at); outer && at !== fn; at = outer, outer = file.parent(outer)) {
    if (outer.type === 'CatchClause' || outer.type === 'SwitchCase' || outer.type === 'LogicalExpression' || outer.type === 'AwaitExpression') return false;
    if ((outer.type === 'IfStatement' || outer.type === 'ConditionalExpression') && !contains(outer.test, at) && !(at === outer.consequent && isGiven(file, fn, outer.test, given))) return false;
    if (outer.type === 'BlockStatement' && outer.body.some((statement) => statement.type === 'IfStatement' && statement.range[1] <= at.range[0] && file.nodesIn(statement, 'ReturnStatement').some((left) => enclosingFunction(file, left) === fn))) return false;
  }
  return true;
}

/** `if (code !== undefined)` in a function that is given a code. */
function isGiven(file: SourceFile, fn: FunctionNode, test: Node, given: number): boolean {
  const names = file.nodesIn(test, 'Identifier').filter((name) => name.name !== 'undefined');
  return names.length > 0 && names.every((name) => {
    const index = parameterIndex(file, fn, name);
    return index !== null && index < given;
  });
}
