import { keyIdentity } from '../../ast/identity.ts';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import { operationsOf } from '../answers/operations.ts';
import { AWAITS } from '../reach/awaited.ts';
import type { DataOperation } from '../sql/types.ts';
import { moduleStatesOf } from '../state/model.ts';
import type { ModuleState, StateAccess } from '../state/types.ts';
import { cacheCallsOf } from './model.ts';
import { converted, loadsOf } from '../../ast/provenance.ts';

/** A collection of a module that keeps what was loaded from elsewhere, for the requests to come. */
export interface InProcessCache {
  /** What makes the collection: `new Map()`. */
  readonly node: Node;
  readonly name: string;
  /** Where what was loaded is put in. */
  readonly filled: Node;
}

const COLLECTIONS: ReadonlySet<string> = new Set(['new global#Map', 'new lru-cache#default', 'new lru-cache#LRUCache', 'new lru-cache#LRU', 'new quick-lru#default', 'new node-cache#default']);
const FETCHES: ReadonlySet<string> = new Set(['global#fetch', 'axios#default', 'axios#get', 'got#default', 'got#default.get', 'ky#default', 'ky#get', 'undici#fetch', 'undici#request']);
const MAKES_COLLECTION = /\b(?:Map|LRU\w*|QuickLRU|NodeCache)\s*(?:<[^;]*>)?\(|=\s*(?:\{\s*\}|Object\.create\(\s*null\s*\))/;

/**
 * The caches that the linted file keeps in the memory of its process: a collection is asked first, and what it has not is read from the database or another service and put in.
 * None where the file has a shared store too: the memory is a first tier then.
 */
export const inProcessCachesOf = perFile((context): readonly InProcessCache[] => {
  const { file: host } = hostViewOf(context);
  // What of it one file tells is seen in ESLint's own tree.
  if (!host.passes(AWAITS) || !MAKES_COLLECTION.test(host.text) || !moduleStatesOf(host).some((state) => fillsOf(host, state).length > 0)) return [];
  const file = sourceFileOf(context);
  if (cacheCallsOf(context).some(({ holds }) => holds !== 'process')) return [];
  return moduleStatesOf(file).flatMap((state) => {
    const filled = isCollection(context, file, state) ? filledOf(context, file, state) : null;
    return filled && state.init ? [{ node: state.init, name: state.name, filled }] : [];
  });
});

function isCollection(context: RuleContext, file: SourceFile, { init, variable }: ModuleState): boolean {
  const made = init && unwrap(init);
  if (made?.type === 'ObjectExpression') return made.properties.length === 0 && variable !== null;
  if (made?.type !== 'NewExpression') return false;
  const symbol = projectOf(context).symbol(originOf(file, made));
  return symbol !== null && COLLECTIONS.has(symbol);
}

/** Where a function puts in what it has loaded, after it asked for the same key. */
function filledOf(context: RuleContext, file: SourceFile, state: ModuleState): Node | null {
  return fillsOf(file, state).find(({ value, owner }) => value && isLoaded(context, file, value, owner))?.node ?? null;
}

/** What functions put into a collection under a key that they have asked for before. */
function fillsOf(file: SourceFile, { accesses }: ModuleState): readonly StateAccess[] {
  // What is reloaded as a whole is a copy that somebody keeps up to date.
  if (accesses.some(({ kind }) => kind === 'assign')) return [];
  return accesses.filter((access) => access.kind === 'change' && access.value !== null && accesses.some((asked) => asksFirst(file, asked, access)) && !isLive(file, access.value, access.owner));
}

function asksFirst(file: SourceFile, asked: StateAccess, filled: StateAccess): boolean {
  if (asked.kind !== 'elements' || !contains(asked.owner, filled.node) || asked.node.range[0] > filled.node.range[0] || !asked.key || !filled.key) return false;
  const key = keyIdentity(file, asked.key);
  return key !== null && key === keyIdentity(file, filled.key);
}

/** `const server = new Server(row); await server.start(); running.set(id, server)`: something that works and cannot be kept elsewhere, not data. */
function isLive(file: SourceFile, value: Node, owner: FunctionNode): boolean {
  const inner = unwrap(value);
  const variable = inner.type === 'Identifier' ? file.variableOf(inner) : null;
  const made = variable?.defs[0]?.node as Node | undefined;
  if (made?.type !== 'VariableDeclarator' || !made.init || unwrap(made.init).type !== 'NewExpression') return false;
  return variable?.references.some(({ identifier }) => {
    const member = file.parent(identifier as Node);
    const call = member?.type === 'MemberExpression' && member.object === (identifier as Node) ? file.parent(member) : null;
    if (call?.type !== 'CallExpression' || call.callee !== member || !contains(owner, call)) return false;
    const outer = file.parent(call);
    return (outer?.type === 'AwaitExpression' ? file.parent(outer) : outer)?.type === 'ExpressionStatement';
  }) ?? false;
}

function isLoaded(context: RuleContext, file: SourceFile, value: Node, owner: FunctionNode): boolean {
  const loads = loadsOf(file, converted(value), owner) ?? [];
  return loads.some((load) => {
    const symbol = projectOf(context).symbol(originOf(file, load.callee));
    return (symbol !== null && FETCHES.has(symbol)) || operationsOf(context, load).some((operation) => operation.action === 'read' && !asksCatalog(operation));
  });
}

/** Whether a query asks what the database has, which only a migration changes. */
function asksCatalog({ query }: DataOperation): boolean {
  return query?.parts?.some((part) => part.kind === 'text' && /\binformation_schema\b|\bpg_(?:catalog|class|attribute|indexes|tables|extension)\b|\bto_regclass\b|\bsys\.(?:triggers|tables|columns|objects|indexes)\b|\bsqlite_(?:master|schema)\b/i.test(part.text)) ?? false;
}
