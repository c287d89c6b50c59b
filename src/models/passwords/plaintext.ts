import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, keyName, unwrap } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import { flowModel } from '../flow/model.ts';
import type { SourceKind } from '../flow/types.ts';
import { httpModel, saysHttp } from '../http/model.ts';
import type { RouteHandler } from '../http/types.ts';
import { argumentAt, effectsOfCall } from '../sql/effects.ts';
import { sqlModel } from '../sql/model.ts';
import { leafHoles } from '../sql/text.ts';
import type { DataOperation } from '../sql/types.ts';
import { wordsOf } from '../words/model.ts';
import { isPasswordHashName, isPasswordName, passwordIn } from './data.ts';
import { mayHashInHook } from './hooks.ts';
import { keptPassword, NAMES_STRATEGY, typedPasswords } from './strategies.ts';
import type { TypedPassword } from './strategies.ts';

/** A password of a request that is kept as it was typed, or looked for so. */
export interface PlaintextPassword {
  readonly node: Node;
  readonly use: 'stored' | 'compared';
  /** Column or field that takes it, or that it is compared with. */
  readonly column: string;
}

const PASSWORD = /passw|pwd|passphrase/i;
/** Passed by a file with a word for what users sign in with. */
export const NAMES_PASSWORD = words(PASSWORD);
/** Whether requests, or the strategies that check what they say, may hand the linted file a password. */
export function takesPasswords(context: RuleContext): boolean {
  return saysHttp(context) || says(context, NAMES_STRATEGY);
}

/** Libraries whose models run no code of the project before they write. */
const WITHOUT_HOOKS: ReadonlySet<string> = new Set(['knex', 'kysely', 'drizzle']);
/** Tables of what the application signs in to itself: those passwords have to be read again. */
const MACHINES: ReadonlySet<string> = new Set(['smtp', 'imap', 'mail', 'mailbox', 'database', 'datasource', 'connection', 'integration', 'server', 'proxy', 'ftp', 'sftp', 'credential', 'credentials', 'provider', 'webhook', 'wifi', 'vpn', 'printer', 'camera', 'certificate']);
/** The database hashes by itself: pgcrypto, MySQL. */
const HASHES_IN_SQL = /\b(?:crypt|gen_salt|digest|hmac|sha2|md5|password)\s*\(/iu;
const EQUALITY: ReadonlySet<string> = new Set(['==', '===', '!=', '!==']);
const KEPT: ReadonlySet<SourceKind> = new Set(['row', 'unknown', 'parameter']);

/** Where the linted file keeps or compares a password of a request that nothing on the way may have hashed. */
export const plaintextPasswordsOf = perFile((context): readonly PlaintextPassword[] => {
  if (!says(context, NAMES_PASSWORD)) return [];
  const { handlers } = httpModel(context);
  const file = sourceFileOf(context);
  if (handlers.length + strategiesOf(context).length === 0) return [];
  const found = new Map<Node, PlaintextPassword>();
  for (const one of [...ofOperations(context, file), ...ofCalls(context, file, handlers), ...ofComparisons(context, file), ...ofStrategies(context, file)]) if (!found.has(one.node)) found.set(one.node, one);
  return [...found.values()];
});

function ofOperations(context: RuleContext, file: SourceFile): PlaintextPassword[] {
  const http = httpModel(context);
  const { queries, built, operationsOf } = sqlModel(context);
  const asked = queries.filter((query) => query.parts?.some((part) => part.kind === 'text' && PASSWORD.test(part.text)) && (http.handlerAround(query.node) !== null || leafHoles(query.parts).some((hole) => http.handlerAround(hole.node) !== null)));
  return [...built, ...asked.flatMap(operationsOf)].flatMap((operation) => [
    ...operation.data.flatMap(({ column, value, file: home }) => (home === file ? kept(context, file, operation, column, value, 'stored') : [])),
    ...operation.where.flatMap(({ column, value, file: home }) => (home === file ? kept(context, file, operation, column, value, 'compared') : [])),
  ]);
}

/** Calls of the project's functions that hand a password on to a column. */
function ofCalls(context: RuleContext, file: SourceFile, handlers: readonly RouteHandler[]): PlaintextPassword[] {
  return file.nodes('CallExpression').flatMap((call): PlaintextPassword[] => {
    if (!handlers.some((handler) => contains(handler.fn, call)) || !call.arguments.some((argument) => mayBePassword(context, argument))) return [];
    return effectsOfCall(file, call, projectOf(context), settingsOf(context)).columns.flatMap((effect): PlaintextPassword[] => {
      const argument = argumentAt(call, effect);
      if (!argument || argument.below !== '') return [];
      const object = unwrap(argument.node);
      const use = effect.as === 'data' ? 'stored' : 'compared';
      if (effect.column !== '*') return kept(context, file, effect.operation, effect.column, argument.node, use);
      return object.type === 'ObjectExpression' ? object.properties.flatMap((p) => (p.type === 'Property' ? kept(context, file, effect.operation, keyName(p) ?? '', p.value, use) : [])) : [];
    });
  });
}

function mayBePassword(context: RuleContext, argument: Node): boolean {
  const inner = unwrap(argument);
  const values = inner.type === 'ObjectExpression' ? inner.properties.flatMap((p): Node[] => (p.type === 'Property' ? [p.value] : [])) : [inner];
  return values.some((value) => requestPassword(context, value) !== null);
}

function kept(context: RuleContext, file: SourceFile, operation: DataOperation, column: string, value: Node, use: PlaintextPassword['use']): PlaintextPassword[] {
  const isColumn = isPasswordName(column) || (use === 'stored' && isPasswordHashName(column));
  if (!isColumn || wordsOf(operation.table ?? '').some((word) => MACHINES.has(word))) return [];
  const handler = requestPassword(context, value);
  if (!handler || mayBeHashedBefore(context, handler)) return [];
  if (operation.query && HASHES_IN_SQL.test(operation.query.parts?.map((part) => (part.kind === 'text' ? part.text : '?')).join('') ?? '')) return [];
  if (!operation.query && !WITHOUT_HOOKS.has(operation.client ?? '') && mayHashInHook(file, projectOf(context))) return [];
  return [{ node: value, use, column: operation.table === null ? column : `${operation.table}.${column}` }];
}

function ofComparisons(context: RuleContext, file: SourceFile): PlaintextPassword[] {
  const project = projectOf(context);
  const http = httpModel(context);
  const reading = { file, project, readOf: (node: Node) => http.readOf(node) };
  const compared = (node: TSESTree.BinaryExpression, side: Node, other: Node): PlaintextPassword[] => {
    const column = unwrap(side).type === 'MemberExpression' ? passwordIn(reading, side) : null;
    if (column === null || http.readOf(unwrap(side))) return [];
    const handler = requestPassword(context, other);
    if (!handler || mayBeHashedBefore(context, handler)) return [];
    const { sources } = flowModel(context).trace(side);
    return sources.length > 0 && sources.every(({ kind }) => KEPT.has(kind)) ? [{ node, use: 'compared', column }] : [];
  };
  return file.nodes('BinaryExpression').flatMap((node) => (EQUALITY.has(node.operator) && http.handlerAround(node) ? [...compared(node, node.left, node.right), ...compared(node, node.right, node.left)] : []));
}

const strategiesOf = perFile((context): readonly TypedPassword[] => typedPasswords(sourceFileOf(context), projectOf(context)));

/** Comparisons in the function that a strategy hands what somebody typed. */
function ofStrategies(context: RuleContext, file: SourceFile): PlaintextPassword[] {
  return strategiesOf(context).flatMap((typed) =>
    file.nodesIn(typed.fn, 'BinaryExpression').flatMap((node): PlaintextPassword[] => {
      if (!EQUALITY.has(node.operator)) return [];
      const isTyped = (side: Node): boolean => side.type === 'Identifier' && file.variableOf(side) === typed.password;
      const column = isTyped(node.right) ? keptPassword(file, typed, node.left) : isTyped(node.left) ? keptPassword(file, typed, node.right) : null;
      return column === null ? [] : [{ node, use: 'compared', column }];
    }),
  );
}

/** The handler whose request an expression takes a password from, unchanged but for its clothes; null for anything else. */
function requestPassword(context: RuleContext, node: Node): RouteHandler | null {
  const direct = httpModel(context).readOf(unwrap(node));
  if (direct) return direct.part === 'body' && isPasswordName(direct.path.at(-1) ?? '') ? direct.handler : null;
  const type = unwrap(node).type;
  if (type === 'Literal' || type === 'ObjectExpression' || type === 'ArrowFunctionExpression' || type === 'FunctionExpression') return null;
  const { sources, complete } = flowModel(context).trace(node);
  const reads = sources.flatMap(({ read, built }) => (read && !built ? [read] : []));
  const [first] = reads;
  return complete && first && sources.every(({ kind }) => kind === 'request' || kind === 'constant') && reads.every(({ part, path }) => part === 'body' && isPasswordName(path.at(-1) ?? '')) ? first.handler : null;
}

/** Whether the request's password may be hashed before the handler uses it: written back, or by a middleware that speaks of it. */
function mayBeHashedBefore(context: RuleContext, handler: RouteHandler): boolean {
  if (httpModel(context).assignments.some((write) => write.part === 'body' && (write.path.length === 0 || isPasswordName(write.path.at(-1) ?? '')))) return true;
  if (handler.route === null) return handler.kind === 'route' || handler.kind === 'middleware';
  return handler.route.chain.some(({ kind, fn, file }) => kind === 'unknown' && (fn === null || file.passes(NAMES_PASSWORD)));
}
