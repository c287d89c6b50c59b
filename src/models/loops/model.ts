import type { TSESTree } from '@typescript-eslint/utils';
import { canFollow } from '../../ast/order.ts';
import { packageOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, enclosingFunction, isFunction, unwrap } from '../../ast/syntax.ts';
import { all, any, calls, packages, words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import { hostViewOf, projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { runsAtLoad } from '../reach/model.ts';
import { sqlModel } from '../sql/model.ts';
import type { Action } from '../sql/types.ts';
import { callbackLoop, leavesBehind, listBehind, loopsAround } from './around.ts';
import { ITERATORS, LIST_METHODS } from './iterators.ts';
import type { Found, Only } from './operations.ts';
import { DataFunctions } from './operations.ts';
import { hasBulkForm, isOfMany } from './remedy.ts';
import { MENTIONS_RESOLVER } from './resolvers.ts';
import { isFound, usesResult } from './search.ts';
import { changesTable, changesWords, isSameTable } from './tables.ts';
import { turnsOf, varies } from './turns.ts';
import type { Loop, LoopedQuery } from './types.ts';
import { isWaitedFor, takersOf } from './waiting.ts';

/** Passed by a file with a loop, or a call that may be one. */
const MAY_LOOP = any(calls('for', 'while', 'from', ...LIST_METHODS), all(words('for'), calls('await')), packages(...[...ITERATORS.keys()].map((symbol) => packageOf(symbol))));
/** Passed by a file that may run a query once for each element of a list, or for each parent of a field. */
export const MAY_REPEAT = any(MAY_LOOP, MENTIONS_RESOLVER);
const LOOPS = /\bfor\s*\(|\.\s*(?:map|flatMap|forEach|reduce|reduceRight)\s*[<(]|\b(?:map|each|concat|from)\w*\s*\(/i;
const WAITS = /\bawait\b|\bPromise\b|\.push\s*\(|\breturn\b|=>/;

/** The data operations of the linted file that run once for each element of a list, where they stand or behind calls of functions that do nothing else. */
export const loopedQueriesOf = perFile((context): readonly LoopedQuery[] => {
  const { text } = context.sourceCode;
  if (!says(context, MAY_LOOP) || !LOOPS.test(text) || !WAITS.test(text) || !mayRepeatQuery(context)) return [];
  const project = projectOf(context);
  return new LoopReader(sourceFileOf(context), project, new DataFunctions(project, settingsOf(context))).read();
});

/** Whether the file has queries, or ESLint's own tree shows a call or a function that a loop runs and that may hold one. */
function mayRepeatQuery(context: RuleContext): boolean {
  const { queries, built } = sqlModel(context);
  if (queries.length + built.length > 0) return true;
  const { file } = hostViewOf(context);
  return file.nodes('CallExpression').some((call) => isLooped(file, call) || call.arguments.some((argument) => isName(unwrap(argument)) && callbackLoop(file, call, argument) !== null));
}

/** Whether a call is waited for in each turn of a loop. */
function isLooped(file: SourceFile, call: Node): boolean {
  return isWaitedFor(file, call) && loopsAround(file, call, () => true).length > 0;
}

function isName(node: Node): node is TSESTree.Identifier | TSESTree.MemberExpression {
  return node.type === 'Identifier' || node.type === 'MemberExpression';
}

class LoopReader {
  readonly #file: SourceFile;
  readonly #project: Project;
  readonly #data: DataFunctions;

  constructor(file: SourceFile, project: Project, data: DataFunctions) {
    this.#file = file;
    this.#project = project;
    this.#data = data;
  }

  read(): readonly LoopedQuery[] {
    const own = this.#data.in(this.#file);
    const direct = own.flatMap((found) => this.#direct(found) ?? []);
    const calls = this.#file.nodes('CallExpression').filter((call) => !own.some(({ node }) => contains(node, call) || this.#takes(call, node)));
    const deep = calls.flatMap((call) => this.#called(call) ?? this.#handed(call) ?? []);
    return [...direct, ...deep].sort((a, b) => a.node.range[0] - b.node.range[0]);
  }

  /** Whether an operation is among a call's arguments, not in a function there. */
  #takes(call: Node, node: Node): boolean {
    if (!contains(call, node)) return false;
    const fn = enclosingFunction(this.#file, node);
    return !fn || !contains(call, fn);
  }

  #direct(found: Found): LoopedQuery | null {
    const file = this.#file;
    const { node } = found;
    if (!isWaitedFor(file, node, found.query?.style === 'tagged')) return null;
    const loop = this.#loopOf(node);
    if (!loop || isOfMany(file, node) || this.#isBatched(loop, node) || this.#isGathered(loop, node, found) || this.#waitsForOthers(loop, node, found.action) || this.#readsBack(loop, found) || changesTable(loop, found, this.#project) || changesWords(loop, found)) return null;
    return { ...found, loop, through: null, source: this.#sourceOf(loop), varies: varies(loop, node), hasBulkForm: hasBulkForm(loop, found) };
  }

  /** A call of a function of the project. */
  #called(call: TSESTree.CallExpression): LoopedQuery | null {
    const file = this.#file;
    if (!isLooped(file, call)) return null;
    const loop = this.#loopOf(call);
    const only = loop && this.#data.onlyOf(file, call);
    return only && !this.#isGathered(loop, call, only.found) && !this.#waitsForOthers(loop, call, only.found.action) && !changesTable(null, only.found, this.#project) ? this.#through(call, loop, only) : null;
  }

  /** A function handed to a loop by its name: `ids.map(load)`. */
  #handed(call: TSESTree.CallExpression): LoopedQuery | null {
    for (const argument of call.arguments) {
      const inner = unwrap(argument);
      if (!isName(inner)) continue;
      const loop = callbackLoop(this.#file, call, argument);
      const only = loop && turnsOf(loop, this.#project, this.#data.values) === 'list' && this.#counts(loop, inner) ? this.#data.only(this.#file, inner) : null;
      if (loop && only && !this.#isGathered(loop, inner, only.found) && !changesTable(null, only.found, this.#project)) return this.#through(inner, loop, only);
    }
    return null;
  }

  #through(node: Node, loop: Loop, { found, path }: Only): LoopedQuery {
    return { ...found, node, loop, through: path.join(' → '), source: this.#sourceOf(loop), varies: true, hasBulkForm: hasBulkForm(null, found) };
  }

  /**
   * Whether an operation has to wait for something else of its turn: a write that tells what was done before it (a mail, an upload, a call
   * of another service), a read by what that gave, a row whose id later ones need.
   */
  #waitsForOthers(loop: Loop, node: Node, action: Action): boolean {
    const file = this.#file;
    const waits = file.nodesIn(loop.body, 'AwaitExpression').filter((wait) => !contains(wait, node));
    const before = waits.filter((wait) => wait.range[1] <= node.range[0] && !this.#isOfData(wait.argument));
    if (action === 'read') return before.some((wait) => usesResult(file, wait, node));
    return before.length > 0 || (action === 'create' && waits.some((wait) => node.range[1] <= wait.range[0] && usesResult(file, node, wait)));
  }

  /** Whether a read looks at what a write of its own turn left in the table: before the loop there is nothing to see. */
  #readsBack(loop: Loop, found: Found): boolean {
    if (found.action !== 'read') return false;
    return this.#data.in(this.#file).some((write) => write.action !== 'read' && contains(loop.body, write.node) && canFollow(this.#file, write.node, found.node) && isSameTable(write, found));
  }

  /** Whether what is awaited is an operation, a call of a function that does one, or a promise the turn was given. */
  #isOfData(awaited: Node): boolean {
    const file = this.#file;
    const node = unwrap(awaited);
    if (node.type === 'Identifier' && isFunction(file.variableOf(node)?.defs[0]?.node as Node | undefined)) return true;
    return this.#data.in(file).some((one) => contains(node, one.node)) || this.#data.onlyOf(file, node) !== null;
  }

  /** Whether the operations are handed to a client as one list: `prisma.$transaction(rows.map(…))`, `db.batch(statements)`. */
  #isBatched({ file, kind, node: loop }: Loop, node: Node): boolean {
    return takersOf(file, kind === 'callback' ? loop : node).some(({ callee }) => {
      const method = unwrap(callee);
      return method.type === 'MemberExpression' && this.#data.values.of(file, method.object) !== null;
    });
  }

  /** Whether the library gathers the operations of all turns into one query: all are begun in one tick. */
  #isGathered(loop: Loop, node: Node, { operation }: Found): boolean {
    if (!operation?.gathered) return false;
    const waits = this.#file.nodesIn(loop.body, 'AwaitExpression');
    return loop.kind === 'callback' ? waits.every((wait) => contains(wait, node) || wait.range[0] > node.range[1]) : waits.length === 0;
  }

  /** The loop that runs a node once for each element of a list; null where the loop around it turns by another rule, or at load. */
  #loopOf(node: Node): Loop | null {
    const file = this.#file;
    const loops = loopsAround(file, node, (call) => this.#data.runs(file, call) && (call.type === 'NewExpression' || isWaitedFor(file, call)));
    for (const loop of loops) {
      const turns = turnsOf(loop, this.#project, this.#data.values);
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
  #sourceOf(loop: Loop): Node | null {
    const list = listBehind(loop);
    return this.#data.in(loop.file).find((one) => one.action === 'read' && one.node === list)?.node ?? null;
  }
}
