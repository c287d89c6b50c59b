import type { Node, SourceFile } from '../../ast/source-file.ts';
import { decoratorsOf, enclosingFunction, keyName, unwrap } from '../../ast/syntax.ts';
import { originOf, packageOf, symbolOf } from '../../ast/origin.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel } from '../http/model.ts';
import type { RouteHandler } from '../http/types.ts';
import { isAboutOthers } from '../identity/guards.ts';
import { identityRead } from '../identity/model.ts';
import { reachedFrom } from '../reach/model.ts';
import { ownersIn } from '../schema/owners.ts';
import { argumentAt, effectsOfCall } from '../sql/effects.ts';
import { sqlModel } from '../sql/model.ts';
import type { Action, DataOperation } from '../sql/types.ts';
import { inWords } from '../words/model.ts';
import { handlerConduct, isBehind } from './protection.ts';

/** A row of an owned table that a handler takes by its id alone. */
export interface UnownedQuery {
  /** The id, as it is handed to the query. */
  readonly node: Node;
  readonly action: Action;
  readonly table: string;
  readonly owner: string;
}

const KEYS: ReadonlySet<string> = new Set(['id', 'uuid', 'pk']);

/** Rows of owned tables that handlers of the linted file, behind authentication, take by an id of the request, with no look at who is asking. */
export const unownedQueries = perFile((context: RuleContext): readonly UnownedQuery[] => {
  const handlers = httpModel(context).handlers.filter(({ kind }) => kind === 'route' || kind === 'procedure');
  if (handlers.length === 0) return [];
  return handlers.flatMap((handler) => {
    const found = queriesOf(context, handler);
    // Who may call is asked last: it reads more files.
    return found.length > 0 && isForAnyUser(handler, projectOf(context)) ? found.filter(({ owner }) => !mentions(handler, owner, projectOf(context))) : [];
  });
});

/** Whether every user may call a handler, and nothing in it looks at which one does. */
function isForAnyUser(handler: RouteHandler, project: Project): boolean {
  const { route, file, fn } = handler;
  if (!route || route.path === null || isAboutOthers(route) || fn.params.some((parameter) => decoratorsOf(parameter).some(({ expression }) => !isOfFramework(file, expression)))) return false;
  const conduct = handlerConduct(route, project);
  if (!conduct || conduct.identifies || conduct.isOpen || conduct.takesSecret || conduct.judges) return false;
  return isBehind(route, 'authentication', project) === true && isBehind(route, 'authorization', project) === false;
}

function isOfFramework(file: SourceFile, decorator: Node): boolean {
  const symbol = symbolOf(originOf(file, decorator.type === 'CallExpression' ? decorator.callee : decorator));
  return symbol !== null && packageOf(symbol) === '@nestjs/common';
}

function queriesOf(context: RuleContext, handler: RouteHandler): readonly UnownedQuery[] {
  const [file, project, settings] = [sourceFileOf(context), projectOf(context), settingsOf(context)];
  const { fn } = handler;
  const found: UnownedQuery[] = [];
  const isSent = (node: Node): boolean => {
    const part = identityRead(file, httpModel(context), node)?.part;
    return part === 'params' || part === 'body' || part === 'query';
  };
  const take = (operation: DataOperation, node: Node | null): void => {
    if (!node || !isSent(node)) return;
    const [owner] = operation.table === null ? [] : ownersIn(context, operation.table);
    if (owner !== undefined && operation.table !== null) found.push({ node, action: operation.action, table: operation.table, owner });
  };
  for (const operation of sqlModel(context).operationsIn(fn)) if (isByKey(operation)) take(operation, operation.where[0]?.value ?? null);
  for (const call of file.nodesIn(fn, 'CallExpression')) {
    if (enclosingFunction(file, call) !== fn || !call.arguments.some((argument) => valuesOf(argument).some(isSent))) continue;
    for (const effect of effectsOfCall(file, call, project, settings).columns) {
      const handed = effect.as === 'where' && isByKey(effect.operation) ? argumentAt(call, effect) : null;
      if (handed?.below === '') take(effect.operation, handed.node);
    }
  }
  return found;
}

/** What a function may take for a value: an argument, or a property of the object that is one. */
function valuesOf(argument: Node): readonly Node[] {
  const inner = unwrap(argument);
  return inner.type === 'ObjectExpression' ? inner.properties.flatMap((p): Node[] => (p.type === 'Property' ? [p.value] : [])) : [argument];
}

/** Whether an operation takes the one row of an id, and asks for nothing else of it. */
function isByKey({ action, where, openWhere }: DataOperation): boolean {
  const [only, ...others] = where;
  return (action === 'read' || action === 'update' || action === 'delete') && !openWhere && others.length === 0 && only !== undefined && KEYS.has(inWords(only.column).replace(/^_/u, ''));
}

/** Whether what runs in a handler names the owner: it may compare it, or filter by it. */
function mentions(handler: RouteHandler, owner: string, project: Project): boolean {
  const wanted = inWords(owner);
  return reachedFrom([handler], project).some(({ file, fn }) => [...file.nodesIn(fn, 'MemberExpression'), ...file.nodesIn(fn, 'Property')].some((node) => inWords(keyName(node) ?? '') === wanted));
}
