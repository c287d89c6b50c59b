import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { flowModel } from '../flow/model.ts';
import { addressOf } from '../http/address.ts';
import { httpModel } from '../http/model.ts';
import { isForeign, readsCredentials } from '../http/segments.ts';
import type { RouteHandler } from '../http/types.ts';
import { sqlModel } from '../sql/model.ts';
import type { DataOperation } from '../sql/types.ts';
import { CONVERSIONS } from './page-parameters.ts';

/** A key that is read from the query, and by which one row is read or changed. */
export interface QueryKey {
  readonly node: Node;
  readonly name: string;
  readonly table: string | null;
}

const KEY = /^_?(?:id|uuid|guid|pk)$/iu;
const NAMED_KEY = /^_?(?:id|uuid|guid)$|(?:Id|ID|Uuid|UUID)$|_(?:id|uuid)$/u;

/** Keys in the query by which the handlers of the linted file find one row. */
export const queryKeys = perFile((context): readonly QueryKey[] => {
  const http = httpModel(context);
  if (!http.reads.some(({ part, path }) => part === 'query' && path.length === 1 && NAMED_KEY.test(path[0] ?? ''))) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const flow = flowModel(context);
  const isJudged = ({ kind, route }: RouteHandler): boolean => kind === 'route' && route !== null && !isForeign((addressOf(route) ?? '').split('/')) && !readsCredentials(route, project);
  const seen = new Set<Node>();
  return sqlModel(context).operations.flatMap((operation) =>
    keysOf(operation).flatMap((value): readonly QueryKey[] => {
      const { sources, complete } = flow.trace(unconverted(file, project, value));
      const [source, ...others] = sources;
      const read = complete && others.length === 0 ? source?.read : null;
      const name = read?.path[0] ?? '';
      if (!read || source?.file !== file || read.part !== 'query' || read.path.length !== 1 || !NAMED_KEY.test(name) || !isJudged(read.handler)) return [];
      // Where a pattern takes it, the name it has there.
      const { node } = http.reads.find((one) => one.handler === read.handler && one.part === 'query' && one.path.length === 1 && one.path[0] === name) ?? read;
      if (seen.has(node)) return [];
      seen.add(node);
      return [{ node, name, table: operation.table }];
    }),
  );
});

/** `id` of `Number(id)`. */
function unconverted(file: SourceFile, project: Project, node: Node): Node {
  const inner = unwrap(node);
  const [value] = inner.type === 'CallExpression' ? inner.arguments : [];
  return inner.type === 'CallExpression' && value && CONVERSIONS.has(project.symbol(originOf(file, inner.callee)) ?? '') ? value : inner;
}

/** The values that an operation on one row finds it by. A list that is narrowed by a key is a filter. */
function keysOf({ action, many, where }: DataOperation): readonly Node[] {
  if (action === 'read' && many !== false && !where.some(({ column }) => KEY.test(column))) return [];
  if (!['read', 'update', 'delete'].includes(action)) return [];
  return where.flatMap(({ column, value }) => (KEY.test(column) ? [value] : []));
}
