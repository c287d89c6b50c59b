import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, enclosingFunction, isFunction, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { Settings } from '../../core/settings.ts';
import { settingsOf } from '../../core/settings.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { nameOf, runsAtLoad } from '../reach/model.ts';
import { runsOnce } from '../reach/once.ts';
import { targetsOf } from '../reach/targets.ts';
import { dataValuesOf, sqlModelOf } from '../sql/model.ts';
import type { Action, DataOperation, Query } from '../sql/types.ts';
import type { DataValues } from '../sql/values.ts';
import { callbackLoop, leavesBehind, loopsAround } from './around.ts';
import { RUNNERS } from './iterators.ts';
import { hasBulkForm, isOfMany } from './remedy.ts';
import { isFound, usesResult } from './search.ts';
import { turnsOf, varies } from './turns.ts';
import type { Loop, LoopedQuery } from './types.ts';
import { isWaitedFor, takersOf } from './waiting.ts';

const LOOPS = /\bfor\s*\(|\.\s*(?:map|flatMap|forEach|reduce|reduceRight)\s*\(|\b(?:Series|Limit|each|mapSeries|Array\.from|pMap|from)\w*\s*\(/;
const WAITS = /\bawait\b|\bPromise\b|\.push\s*\(|\breturn\b|=>/;
const ACTIONS: Readonly<Record<string, Action>> = { select: 'read', insert: 'create', update: 'update', delete: 'delete', merge: 'upsert' };

/** One operation on data, by the words of its text where it is SQL: no parser is needed to see that it is one. */
interface Found {
  readonly node: Node;
  readonly action: Action;
  readonly query: Query | null;
  readonly operation: DataOperation | null;
}

/** The data operations of the linted file that run once for each element of a list, where they stand or one call away. */
export const loopedQueriesOf = perFile((context): readonly LoopedQuery[] => {
  const { text } = context.sourceCode;
  if (!LOOPS.test(text) || !WAITS.test(text)) return [];
  return new LoopReader(sourceFileOf(context), projectOf(context), settingsOf(context)).read();
});

class LoopReader {
  readonly #file: SourceFile;
  readonly #project: Project;
  readonly #settings: Settings;
  readonly #values: DataValues;

  constructor(file: SourceFile, project: Project, settings: Settings) {
    this.#file = file;
    this.#project = project;
    this.#settings = settings;
    this.#values = dataValuesOf(project);
  }

  read(): readonly LoopedQuery[] {
    const own = this.#operations(this.#file);
    const direct = own.flatMap((found) => this.#direct(found));
    const calls = this.#file.nodes('CallExpression').filter((call) => !own.some(({ node }) => contains(node, call) || (contains(call, node) && !this.#isMadeOfFunctions(call, node))));
    const deep = calls.flatMap((call) => this.#called(call) ?? this.#handed(call) ?? []);
    return [...direct, ...deep].sort((a, b) => a.node.range[0] - b.node.range[0]);
  }

  /** Whether an operation stands in a function inside a call, not among its arguments. */
  #isMadeOfFunctions(call: Node, node: Node): boolean {
    const fn = enclosingFunction(this.#file, node);
    return fn !== null && contains(call, fn);
  }

  #operations(file: SourceFile): readonly Found[] {
    const model = sqlModelOf(file, this.#project, this.#settings);
    const queries = model.queries.flatMap((query): Found[] => {
      const action = query.piece ? null : actionOf(query);
      return action ? [{ node: query.node, action, query, operation: null }] : [];
    });
    return [...queries, ...model.built.map((operation) => ({ node: operation.node, action: operation.action, query: null, operation }))];
  }

  #direct(found: Found): LoopedQuery[] {
    const file = this.#file;
    const { node } = found;
    if (!isWaitedFor(file, node, found.query?.style === 'tagged')) return [];
    const loop = this.#loopOf(node);
    if (!loop || isOfMany(file, node) || this.#isBatched(loop, node) || this.#waitsFor(loop, node, found.action)) return [];
    return [{ ...found, loop, through: null, source: this.#sourceOf(loop), varies: varies(loop, node), hasBulkForm: hasBulkForm(loop, found) }];
  }

  /** A call of a function of the project that does nothing but an operation. */
  #called(call: TSESTree.CallExpression): LoopedQuery | null {
    const file = this.#file;
    const callee = unwrap(call.callee);
    if ((callee.type !== 'Identifier' && callee.type !== 'MemberExpression') || !isWaitedFor(file, call)) return null;
    if (loopsAround(file, call, () => true).length === 0) return null;
    const loop = this.#loopOf(call);
    const found = loop && this.#through(call, callee, loop);
    return found && !this.#waitsFor(loop, call, found.action) ? found : null;
  }

  /** A function handed to a loop by its name: `ids.map(load)`. */
  #handed(call: TSESTree.CallExpression): LoopedQuery | null {
    for (const argument of call.arguments) {
      const inner = unwrap(argument);
      if (inner.type !== 'Identifier' && inner.type !== 'MemberExpression') continue;
      const loop = callbackLoop(this.#file, call, argument);
      if (loop && turnsOf(loop, this.#project, this.#values) === 'list' && this.#counts(loop, inner)) return this.#through(inner, inner, loop);
    }
    return null;
  }

  #through(node: Node, callee: Node, loop: Loop): LoopedQuery | null {
    const thin = this.#thin(node, callee);
    return thin && { ...thin.found, node, loop, through: nameOf(thin.file, thin.fn), source: this.#sourceOf(loop), varies: true, hasBulkForm: hasBulkForm(null, thin.found) };
  }

  /** The only operation of the function that an expression calls, where that waits for nothing else. */
  #thin(node: Node, callee: Node): { readonly found: Found; readonly fn: FunctionNode; readonly file: SourceFile } | null {
    if (node.type === 'CallExpression' && this.#values.method(this.#file, node)) return null;
    for (const { fn, file } of targetsOf(this.#file, callee, this.#project)) {
      const [found, ...others] = this.#operations(file).filter((one) => this.#runsWith(file, fn, one));
      if (found && others.length === 0 && !isOfMany(file, found.node) && file.nodesIn(fn, 'AwaitExpression').every((wait) => contains(wait, found.node))) return { found, fn, file };
    }
    return null;
  }

  /**
   * Whether an operation has to wait for something else of its turn: a write that tells what was done before it (a mail, an upload, a call
   * of another service), a read by what that gave, a row whose id later ones need.
   */
  #waitsFor(loop: Loop, node: Node, action: Action): boolean {
    const file = this.#file;
    const own = this.#operations(file);
    const waits = file.nodesIn(loop.body, 'AwaitExpression').filter((wait) => !contains(wait, node));
    const before = waits.filter((wait) => wait.range[1] <= node.range[0] && !own.some((one) => contains(wait, one.node)) && !isGiven(file, wait.argument) && !this.#isThinCall(wait.argument));
    if (action !== 'read') return before.length > 0 || (action === 'create' && waits.some((wait) => node.range[1] <= wait.range[0] && usesResult(file, node, wait)));
    return before.some((wait) => usesResult(file, wait, node));
  }

  /** Whether the operations are handed to a client as one list: `prisma.$transaction(rows.map(…))`, `db.batch(statements)`. */
  #isBatched({ file, kind, node: loop }: Loop, node: Node): boolean {
    const takers = takersOf(file, kind === 'callback' ? loop : node);
    return takers.some((taker) => {
      const callee = unwrap(taker.callee);
      return callee.type === 'MemberExpression' && this.#values.of(file, callee.object) !== null;
    });
  }

  #isThinCall(wrapped: Node): boolean {
    const call = unwrap(wrapped);
    return call.type === 'CallExpression' && this.#thin(call, unwrap(call.callee)) !== null;
  }

  /** Whether an operation runs once when a function does. */
  #runsWith(file: SourceFile, fn: FunctionNode, { node, query }: Found): boolean {
    if (!contains(fn, node) || !isWaitedFor(file, node, query?.style === 'tagged') || runsOnce(file, fn, node)) return false;
    for (let inner = enclosingFunction(file, node); inner !== fn; inner = enclosingFunction(file, inner)) {
      const call = inner && file.parent(inner);
      if (!inner || (call?.type !== 'CallExpression' && call?.type !== 'NewExpression') || !this.#runs(file, call)) return false;
    }
    return loopsAround(file, node, () => true).every((loop) => !contains(fn, loop.node));
  }

  /** Whether a call runs the function it is given at once: the transaction of a client, a limit of concurrency, `(async () => …)()`. */
  #runs(file: SourceFile, call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
    const callee = unwrap(call.callee);
    if (isFunction(callee)) return true;
    const symbol = this.#project.symbol(originOf(file, callee));
    if (call.type === 'NewExpression') return symbol === 'global#Promise';
    return (symbol !== null && RUNNERS.has(symbol)) || this.#values.method(file, call)?.method.hands !== undefined;
  }

  /** The loop that runs a node once for each element of a list; null where the loop around it turns by another rule, or at load. */
  #loopOf(node: Node): Loop | null {
    const file = this.#file;
    const loops = loopsAround(file, node, (call) => this.#runs(file, call) && (call.type === 'NewExpression' || isWaitedFor(file, call)));
    for (const loop of loops) {
      const turns = turnsOf(loop, this.#project, this.#values);
      if (turns === 'constant') continue;
      return turns === 'list' && this.#counts(loop, node) ? loop : null;
    }
    return null;
  }

  #counts(loop: Loop, node: Node): boolean {
    const file = this.#file;
    const fn = enclosingFunction(file, loop.node);
    return fn !== null && !runsAtLoad(file, fn) && !leavesBehind(file, loop, node) && !isFound(file, loop, node);
  }

  /** The query whose rows a loop walks. */
  #sourceOf({ file, iterated }: Loop): Node | null {
    let list = iterated && unwrapAwait(iterated);
    for (let steps = 0; list && steps < 4; steps++) {
      if (list.type === 'MemberExpression') list = unwrapAwait(list.object);
      else if (list.type === 'Identifier') {
        const variable = file.variableOf(list);
        const definition = variable?.defs[0]?.node as Node | undefined;
        list = definition?.type === 'VariableDeclarator' && definition.init ? unwrapAwait(definition.init) : null;
      } else break;
    }
    const found = list && this.#operations(file).find((one) => one.action === 'read' && one.node === list);
    return found ? found.node : null;
  }
}

function actionOf({ statements }: Query): Action | null {
  for (const { kind } of statements) {
    const action = ACTIONS[kind];
    if (action) return action;
  }
  return null;
}

/** A promise the turn was given, not one it made. */
function isGiven(file: SourceFile, wrapped: Node): boolean {
  const node = unwrap(wrapped);
  return node.type === 'Identifier' && isFunction(file.variableOf(node)?.defs[0]?.node as Node | undefined);
}
