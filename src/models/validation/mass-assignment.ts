import type { Node } from '../../ast/source-file.ts';
import { propertyOf, unwrap } from '../../ast/syntax.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { sourceFileOf } from '../../project/project.ts';
import { httpModel } from '../http/model.ts';
import type { HttpModel } from '../http/types.ts';
import { sqlModel } from '../sql/model.ts';
import type { DataOperation } from '../sql/types.ts';
import { isWhole, writesBody } from './unvalidated.ts';

/** A write that takes its columns from the request: the operation, and where the body stands in it. */
export interface MassAssignment {
  readonly operation: DataOperation;
  readonly body: Node;
}

const WRITES: ReadonlySet<string> = new Set(['create', 'update', 'upsert']);

/** Rows of the linted file that are written with whatever the request's body holds, where nothing is known to take anything away. */
export function massAssignmentsOf(context: RuleContext): readonly MassAssignment[] {
  const http = httpModel(context);
  if (http.handlers.length === 0) return [];
  const file = sourceFileOf(context);
  return sqlModel(context).operations.flatMap((operation): readonly MassAssignment[] => {
    const body = WRITES.has(operation.action) && operation.file === file && !namesColumns(operation.node) ? bodyIn(http, operation.node) : null;
    const handler = body && http.handlerAround(body);
    return body && handler && writesBody(context, handler, operation.node) ? [{ operation, body }] : [];
  });
}

/** The whole body as a row, or spread into one. */
function bodyIn(http: HttpModel, node: Node): Node | null {
  const call = unwrap(node);
  for (const argument of call.type === 'CallExpression' ? call.arguments : []) {
    const inner = unwrap(argument);
    // `create({ data: req.body })` and `create({ data: { ...req.body } })` of Prisma.
    const rows = inner.type === 'ObjectExpression' ? [inner, ...['data', 'create', 'update'].flatMap((name) => propertyOf(inner, name)?.value ?? [])] : [inner];
    for (const row of rows.map(unwrap)) {
      if (isWhole(http, row, 'body')) return row;
      const spread = row.type === 'ObjectExpression' ? row.properties.find((p) => p.type === 'SpreadElement' && isWhole(http, p.argument, 'body')) : undefined;
      if (spread) return spread;
    }
  }
  return null;
}

/** `create(row, { fields: ['name'] })` */
function namesColumns(node: Node): boolean {
  return node.type === 'CallExpression' && node.arguments.some((argument) => argument.type === 'ObjectExpression' && propertyOf(argument, 'fields') !== null);
}
