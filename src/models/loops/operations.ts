import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, enclosingFunction, isFunction, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import type { Settings } from '../../core/settings.ts';
import type { Project } from '../../project/types.ts';
import { nameOf } from '../reach/model.ts';
import { runsOnce } from '../reach/once.ts';
import { targetsOf } from '../reach/targets.ts';
import { dataValuesOf, sqlModelOf } from '../sql/model.ts';
import type { Action, DataOperation, Query } from '../sql/types.ts';
import type { DataValues } from '../sql/values.ts';
import { loopsAround } from './around.ts';
import { RUNNERS } from './iterators.ts';
import { isOfMany } from './remedy.ts';
import { isWaitedFor } from './waiting.ts';

/** How many calls an operation may lie deep: service, repository, store. Each of them does nothing else. */
const MAX_CALLS = 3;
const ACTIONS: Readonly<Record<string, Action>> = { select: 'read', insert: 'create', update: 'update', delete: 'delete', merge: 'upsert' };

/** One operation on data; of SQL, what the words of its text say: no parser is needed to see that it is one. */
export interface Found {
  readonly node: Node;
  readonly action: Action;
  readonly query: Query | null;
  readonly operation: DataOperation | null;
}

/** An operation that is all a function does, with the functions on the way to it. */
export interface Only {
  readonly found: Found;
  readonly path: readonly string[];
}

/** What the functions of a project do to its data. */
export class DataFunctions {
  readonly values: DataValues;
  readonly #project: Project;
  readonly #settings: Settings;
  readonly #found = new Map<SourceFile, readonly Found[]>();

  constructor(project: Project, settings: Settings) {
    this.values = dataValuesOf(project);
    this.#project = project;
    this.#settings = settings;
  }

  /** The operations of a file. */
  in(file: SourceFile): readonly Found[] {
    const known = this.#found.get(file);
    if (known) return known;
    const model = sqlModelOf(file, this.#project, this.#settings);
    const queries = model.queries.flatMap((query): Found[] => {
      const action = query.piece ? null : actionOf(query);
      return action ? [{ node: query.node, action, query, operation: null }] : [];
    });
    const found = [...queries, ...model.built.map((operation) => ({ node: operation.node, action: operation.action, query: null, operation }))];
    this.#found.set(file, found);
    return found;
  }

  /** Whether a call runs the function it is given at once: the transaction of a client, a limit of concurrency, `(async () => …)()`. */
  runs(file: SourceFile, call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
    const callee = unwrap(call.callee);
    if (isFunction(callee)) return true;
    const symbol = this.#project.symbol(originOf(file, callee));
    if (call.type === 'NewExpression') return symbol === 'global#Promise';
    return (symbol !== null && RUNNERS.has(symbol)) || this.values.method(file, call)?.method.hands !== undefined;
  }

  /** The operation that is all a function of the project does, by the expression that names the function. */
  only(file: SourceFile, callee: Node, depth = 0): Only | null {
    for (const target of targetsOf(file, callee, this.#project)) {
      const found = this.#onlyIn(target.file, target.fn, depth);
      if (found) return { ...found, path: [nameOf(target.file, target.fn), ...found.path] };
    }
    return null;
  }

  /** The same for a call of such a function. */
  onlyOf(file: SourceFile, wrapped: Node, depth = 0): Only | null {
    const call = unwrapAwait(wrapped);
    if (call.type !== 'CallExpression' || this.values.method(file, call)) return null;
    const callee = unwrap(call.callee);
    return callee.type === 'Identifier' || callee.type === 'MemberExpression' ? this.only(file, callee, depth) : null;
  }

  #onlyIn(file: SourceFile, fn: FunctionNode, depth: number): Only | null {
    const [found, ...others] = this.in(file).filter((one) => this.#runsWith(file, fn, one.node, one.query?.style === 'tagged'));
    const waits = file.nodesIn(fn, 'AwaitExpression');
    if (found) return others.length === 0 && !isOfMany(file, found.node) && waits.every((wait) => contains(wait, found.node)) ? { found, path: [] } : null;
    if (depth + 1 >= MAX_CALLS) return null;
    const calls = file.nodesIn(fn, 'CallExpression').filter((call) => this.#runsWith(file, fn, call, false));
    const [call] = calls;
    return call && calls.length === 1 && waits.every((wait) => contains(wait, call)) ? this.onlyOf(file, call, depth + 1) : null;
  }

  /** Whether a node is waited for once each time a function runs. */
  #runsWith(file: SourceFile, fn: FunctionNode, node: Node, taken: boolean): boolean {
    if (!contains(fn, node) || !isWaitedFor(file, node, taken) || runsOnce(file, fn, node)) return false;
    for (let inner = enclosingFunction(file, node); inner !== fn; inner = enclosingFunction(file, inner)) {
      const call = inner && file.parent(inner);
      if (!inner || (call?.type !== 'CallExpression' && call?.type !== 'NewExpression') || !this.runs(file, call)) return false;
    }
    return loopsAround(file, node, () => true).every((loop) => !contains(fn, loop.node));
  }
}

function actionOf({ statements }: Query): Action | null {
  for (const { kind } of statements) {
    const action = ACTIONS[kind];
    if (action) return action;
  }
  return null;
}
