import type { TSESTree } from '@typescript-eslint/utils';
import { pathIdentity } from '../../ast/identity.ts';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { contains, enclosingFunction, keyName, unwrap, wrapped } from '../../ast/syntax.ts';
import { all, any, calls, words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { hostViewOf, projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { nearTo } from '../packages/near.ts';
import { finallyEdits, statementsBehind } from '../release/finally-edits.ts';
import { outcomeOf } from '../release/paths.ts';
import type { Outcome } from '../release/types.ts';
import { usesOf } from '../release/uses.ts';
import { sqlModel } from '../sql/model.ts';
import type { Query } from '../sql/types.ts';
import { adapters } from './adapters.ts';
import type { HeldLock, LockForm, LockLibrary } from './types.ts';

const libraries: readonly LockLibrary[] = adapters;
const forms = new Map<string, LockForm>(libraries.flatMap(({ takes }) => Object.entries(takes)));
const METHODS: ReadonlySet<string> = new Set([...forms.keys()].map((symbol) => /(\w+)$/.exec(symbol)?.[1] ?? ''));
const CALLS_LOCK = calls(...METHODS);
const knowsLocks = nearTo(libraries.flatMap(({ packages }) => packages));
/** Locks of a session live as long as its connection, which a pool keeps open; those of a transaction end with it. */
const LOCKS = /\bpg_(?:try_)?advisory_lock(?:_shared)?\s*\(|\bGET_LOCK\s*\(/i;
const UNLOCKS = /\bpg_advisory_unlock(?:_shared|_all)?\s*\(|\bRELEASE_LOCK\s*\(/i;
const SAYS_SESSION_LOCK = all(words(/\bpg_(?:try_)?advisory_lock(?:_shared)?\b|\bGET_LOCK\b/i), words(/\bpg_advisory_unlock(?:_shared|_all)?\b|\bRELEASE_LOCK\b/i));
/** Passed by a file that may take a lock: of a library, or of the database's session. */
export const TAKES_LOCK = any(CALLS_LOCK, SAYS_SESSION_LOCK);

interface Held {
  readonly node: TSESTree.CallExpression;
  readonly fn: FunctionNode;
  readonly variable: Variable;
  readonly given: ReadonlySet<Node>;
}

/** The locks that the linted file takes and does not give back on every way out. */
export const heldLocksOf = perFile((context): readonly HeldLock[] => [...mutexes(context), ...advisoryLocks(context)].sort((a, b) => a.node.range[0] - b.node.range[0]));

function mutexes(context: RuleContext): readonly HeldLock[] {
  const { file: host, project: index } = hostViewOf(context);
  if (!host.passes(CALLS_LOCK) || !knowsLocks(host, index)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  return file.nodes('CallExpression').flatMap((node): HeldLock[] => {
    const callee = unwrap(node.callee);
    const method = callee.type === 'MemberExpression' ? keyName(callee) : callee.type === 'Identifier' ? callee.name : null;
    if (method === null || (callee.type === 'MemberExpression' && !METHODS.has(method))) return [];
    const symbol = project.symbol(originOf(file, callee));
    const form = symbol === null ? undefined : forms.get(symbol);
    const held = form && heldBy(file, node, form, project);
    if (!form || !held) return [];
    const found = judged(file, held);
    return found ? [{ node, name: `${file.textOf(callee).replaceAll(/\s+/g, '')}()`, ...found, scoped: form.scoped }] : [];
  });
}

function judged(file: SourceFile, { node, fn, variable, given }: Held): Pick<HeldLock, 'kind' | 'line' | 'edits'> | null {
  const taken = file.parent(wrapped(file, node));
  const outcome: Outcome = outcomeOf({ file, fn, taken: taken?.type === 'AwaitExpression' ? taken : node, variable, given, calm: new Set() });
  if (outcome.kind === 'always') return null;
  const at = outcome.kind === 'leaves' || outcome.kind === 'fails' ? outcome.at : null;
  return { kind: outcome.kind, line: at ? file.lineOf(at) : null, edits: outcome.kind === 'fails' ? released(file, node, given) : null };
}

/** Moves what gives the lock back into a `finally` around all that follows. */
function released(file: SourceFile, node: TSESTree.CallExpression, given: ReadonlySet<Node>): HeldLock['edits'] {
  const awaited = file.parent(wrapped(file, node));
  const rest = awaited && statementsBehind(file, wrapped(file, awaited));
  // What follows it would hold the lock for longer, and may end what gives it back.
  const behind = rest?.slice(rest.findIndex((statement) => [...given].some((call) => contains(statement, call))) + 1) ?? [];
  return rest && behind.every(({ type }) => type === 'ReturnStatement') ? finallyEdits(file, rest, given, null) : null;
}

/** The lock in the hands of the function that takes it; null where somebody else may have it too. */
function heldBy(file: SourceFile, node: TSESTree.CallExpression, form: LockForm, project: Project): Held | null {
  const fn = enclosingFunction(file, node);
  const wait = wrapped(file, node);
  const awaited = file.parent(wait);
  if (!fn || awaited?.type !== 'AwaitExpression') return null;
  const outer = wrapped(file, awaited);
  const holder = file.parent(outer);
  const own = releasesOfLock(file, fn, node, form);
  if (holder?.type === 'ExpressionStatement') return ofLock(file, node, fn, own);
  if (holder?.type !== 'VariableDeclarator' || form.gives === 'nothing') return null;
  const declaration = file.parent(holder);
  if (declaration?.type !== 'VariableDeclaration' || declaration.kind === 'using' || declaration.kind === 'await using') return null;
  const name = form.gives === 'pair' ? (holder.id.type === 'ArrayPattern' ? holder.id.elements[1] : null) : holder.id;
  const variable = name?.type === 'Identifier' ? file.variableOf(name) : null;
  if (!variable) return null;
  const isFunction = form.gives !== 'object';
  const uses = usesOf(file, variable, fn, { methods: isFunction ? [] : form.methods, ...(isFunction ? { isCalled: true } : {}), handed: () => null }, project);
  return uses.escapes || uses.isGivenLater ? null : { node, fn, variable, given: new Set([...uses.given, ...own]) };
}

/** `mutex.release()` in the function that took it. */
function releasesOfLock(file: SourceFile, fn: FunctionNode, node: TSESTree.CallExpression, { methods }: LockForm): readonly Node[] {
  const callee = unwrap(node.callee);
  const lock = callee.type === 'MemberExpression' ? pathIdentity(file, callee.object) : null;
  if (lock === null) return [];
  return file.nodesIn(fn, 'CallExpression').filter((call) => {
    const released = unwrap(call.callee);
    return released.type === 'MemberExpression' && methods.includes(keyName(released) ?? '') && pathIdentity(file, released.object) === lock && enclosingFunction(file, call) === fn;
  });
}

/** A lock that is given back by its own name: only where the function that takes it does so somewhere. */
function ofLock(file: SourceFile, node: TSESTree.CallExpression, fn: FunctionNode, given: readonly Node[]): Held | null {
  const callee = unwrap(node.callee);
  const object = callee.type === 'MemberExpression' ? unwrap(callee.object) : null;
  const root = object?.type === 'Identifier' ? object : object?.type === 'MemberExpression' && object.object.type === 'Identifier' ? object.object : null;
  const variable = root ? file.variableOf(root) : anyVariable(file, fn);
  return given.length > 0 && variable ? { node, fn, variable, given: new Set(given) } : null;
}

/** A variable that no condition asks for, where the lock is a field. */
function anyVariable(file: SourceFile, fn: FunctionNode): Variable | null {
  const [name] = file.nodesIn(fn, 'Identifier').flatMap((one) => file.variableOf(one) ?? []);
  return name ?? null;
}

/** Locks of the database's sessions, in functions that also unlock: others may be unlocked elsewhere. */
function advisoryLocks(context: RuleContext): readonly HeldLock[] {
  if (!says(context, SAYS_SESSION_LOCK)) return [];
  const file = sourceFileOf(context);
  const { queries } = sqlModel(context);
  return queries.flatMap((query): HeldLock[] => {
    const { node, owner } = query;
    if (!isOf(query, LOCKS) || !owner || node.type !== 'CallExpression') return [];
    const given = queries.filter((one) => one.owner === owner && isOf(one, UNLOCKS)).map((one) => one.node);
    const variable = anyVariable(file, owner);
    const found = given.length > 0 && variable ? judged(file, { node, fn: owner, variable, given: new Set(given) }) : null;
    return found ? [{ node, name: 'pg_advisory_lock()', ...found, scoped: 'pg_advisory_xact_lock() in a transaction' }] : [];
  });
}

function isOf(query: Query, pattern: RegExp): boolean {
  return query.parts?.some((part) => part.kind === 'text' && pattern.test(part.text)) ?? false;
}
