import { originOf, symbolOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, decoratorsOf, enclosingFunction, isFunction, keyName, patternNames } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { settingsOf } from '../../core/settings.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import { httpModel } from '../http/model.ts';
import type { RouteHandler } from '../http/types.ts';
import { DataFunctions } from './operations.ts';
import { isWaitedFor } from './waiting.ts';

/** A read by its parent's key in the resolver of a field: it runs once for each parent. */
export interface ResolvedQuery {
  readonly node: Node;
  /** Where the read stands in another function, the names on the way there. */
  readonly through: string | null;
}

/** Decorators of methods that resolve a field, and of the parameter that is its parent. */
const FIELD_DECORATORS: ReadonlySet<string> = new Set(['@nestjs/graphql#ResolveField', '@nestjs/graphql#ResolveProperty', 'type-graphql#FieldResolver']);
const PARENT_DECORATORS: ReadonlySet<string> = new Set(['@nestjs/graphql#Parent', 'type-graphql#Root']);
/** Fields of these types have no parent. */
const ROOTS: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);
/** Passed by a file that may have resolvers of fields. */
export const MENTIONS_RESOLVER = words('ResolveField', 'ResolveProperty', 'FieldResolver', 'resolvers');

/** The reads of the linted file that resolve a field for one parent at a time. */
export const resolvedQueriesOf = perFile((context): readonly ResolvedQuery[] => {
  if (!says(context, MENTIONS_RESOLVER)) return [];
  const file = sourceFileOf(context);
  const resolvers = [...decorated(file), ...mapped(file, httpModel(context).handlers)];
  if (resolvers.length === 0) return [];
  const data = new DataFunctions(projectOf(context), settingsOf(context));
  return resolvers.flatMap(({ fn, parent }) => {
    const names = new Set(patternNames(parent).map((name) => file.variableOf(name)));
    const isByParent = (node: Node): boolean => enclosingFunction(file, node) === fn && file.nodesIn(node, 'Identifier').some((name) => names.has(file.variableOf(name)) && name !== parent);
    const own = data.in(file).filter((one) => contains(fn, one.node));
    const direct = own.filter((one) => one.action === 'read' && !one.operation?.gathered && isWaitedFor(file, one.node, one.query?.style === 'tagged') && isByParent(one.node));
    const calls = file.nodesIn(fn, 'CallExpression').filter((call) => isWaitedFor(file, call) && isByParent(call) && !own.some(({ node }) => contains(node, call) || contains(call, node)));
    const deep = calls.flatMap((call): ResolvedQuery[] => {
      const only = data.onlyOf(file, call);
      return only?.found.action === 'read' && !only.found.operation?.gathered ? [{ node: call, through: only.path.join(' → ') }] : [];
    });
    return [...direct.map(({ node }): ResolvedQuery => ({ node, through: null })), ...deep];
  });
});

interface Resolver {
  readonly fn: FunctionNode;
  readonly parent: Node;
}

function decorated(file: SourceFile): Resolver[] {
  return file.nodes('MethodDefinition').flatMap((method): Resolver[] => {
    const fn = method.value;
    if (!isFunction(fn) || !hasDecorator(file, method, FIELD_DECORATORS)) return [];
    const parent = fn.params.find((parameter) => hasDecorator(file, parameter, PARENT_DECORATORS));
    return parent ? [{ fn, parent }] : [];
  });
}

function hasDecorator(file: SourceFile, node: Node, symbols: ReadonlySet<string>): boolean {
  return decoratorsOf(node).some(({ expression }) => symbols.has(symbolOf(originOf(file, expression.type === 'CallExpression' ? expression.callee : expression)) ?? ''));
}

/** `{ Author: { books: (author) => … } }` among the resolvers of a server. */
function mapped(file: SourceFile, handlers: readonly RouteHandler[]): Resolver[] {
  return handlers.flatMap(({ kind, fn, file: at }): Resolver[] => {
    const field = kind === 'resolver' && at === file ? file.parent(fn) : null;
    const type = field?.type === 'Property' ? file.parent(file.parent(field) ?? field) : null;
    const name = type?.type === 'Property' ? keyName(type) : null;
    const [parent] = fn.params;
    return parent && name !== null && !ROOTS.has(name) ? [{ fn, parent }] : [];
  });
}
