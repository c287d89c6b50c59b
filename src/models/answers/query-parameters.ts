import type { Node } from '../../ast/source-file.ts';
import { contains, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import { sourceFileOf } from '../../project/project.ts';
import { httpModel } from '../http/model.ts';
import type { RouteHandler } from '../http/types.ts';
import { schemaUses } from '../validation/uses.ts';
import { answeredReads } from './lists.ts';
import { isPlaceInList } from './page-parameters.ts';

/** A list that a handler gives in pages, and that clients can neither narrow nor order. */
export interface FixedList {
  readonly node: Node;
  readonly table: string;
}

/** The paged lists of which it is certain that the query says nothing but the page. */
export const fixedLists = perFile((context): readonly FixedList[] => {
  const seen = new Set<Node>();
  return answeredReads(context).flatMap(({ read, node, handler }) => {
    if (seen.has(node) || read.action !== 'read' || read.many !== true || read.limited !== true || read.table === null) return [];
    const names = queryNames(context, handler);
    if (!names || names.length === 0 || !names.every(isPlaceInList)) return [];
    seen.add(node);
    return [{ node, table: read.table }];
  });
});

/** The parameters that a handler reads from the query; null when there may be more. */
function queryNames(context: Parameters<typeof httpModel>[0], handler: RouteHandler): readonly string[] | null {
  const [file, http] = [sourceFileOf(context), httpModel(context)];
  if (handler.file !== file || hasRequestElsewhere(context, handler)) return null;
  const uses = schemaUses(context).filter(({ part, node }) => part === 'query' && (contains(handler.fn, node) || (handler.route !== null && contains(handler.route.node, node))));
  if (uses.some(({ schema }) => schema.type !== 'object' || schema.complete !== true)) return null;
  const fields = uses.flatMap(({ schema }) => schema.fields.map(({ name }) => name));
  const reads = http.reads.filter((read) => read.handler.fn === handler.fn && read.part === 'query');
  // The whole query tells nothing but by its schema.
  if (uses.length === 0 && reads.some(({ path }) => path.length === 0)) return null;
  return [...fields, ...reads.flatMap(({ path }) => path[0] ?? [])];
}

/** Whether the request is given to a function that may read more of it. */
function hasRequestElsewhere(context: Parameters<typeof httpModel>[0], { fn, request, context: whole }: RouteHandler): boolean {
  const file = sourceFileOf(context);
  return [...file.nodesIn(fn, 'CallExpression'), ...file.nodesIn(fn, 'NewExpression')].some((call) =>
    call.arguments.some((argument) => {
      const inner = unwrap(argument);
      const variable = inner.type === 'Identifier' ? file.variableOf(inner) : null;
      return variable !== null && (variable === request || variable === whole);
    }),
  );
}
