import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { perFile } from '../../core/memo.ts';
import { settingsOf } from '../../core/settings.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { httpModel } from '../http/model.ts';
import { sqlModel } from '../sql/model.ts';
import type { DataOperation, Query } from '../sql/types.ts';
import { roleOf } from './model.ts';
import { repositoryLayerOf } from './survey.ts';

/** Access to stored data in a controller, in a package that has repositories for it. */
export interface ControllerAccess {
  readonly node: Node;
  /** As the code writes it, without arguments: `prisma.user.findMany`. */
  readonly what: string;
  /** A repository of the package, as an example. */
  readonly repository: string;
}

/** The first query or operation of each function of the linted file, where that is a controller and its package has repositories. */
export const controllerAccessesOf = perFile((context): readonly ControllerAccess[] => {
  const role = roleOf(context);
  const http = httpModel(context);
  const file = sourceFileOf(context);
  // Helpers stand in every folder of routes; settings and decorators are statements.
  if (role.role !== 'controller' || (role.evidence === 'folder' && http.routes.length === 0 && !http.handlers.some((handler) => handler.file === file))) return [];
  const { queries, built, operationsOf } = sqlModel(context);
  const accesses = [...queries.filter((query) => reachesTable(query, operationsOf)), ...built.filter((operation) => operation.file === file)].toSorted((a, b) => a.node.range[0] - b.node.range[0]);
  if (accesses.length === 0) return [];
  const repository = repositoryLayerOf(file, projectOf(context), settingsOf(context));
  if (repository === null) return [];
  const told = new Set<FunctionNode>();
  return accesses.flatMap(({ node, owner }): ControllerAccess[] => {
    if (owner && told.has(owner)) return [];
    if (owner) told.add(owner);
    return [{ node, what: nameOf(file, node), repository }];
  });
});

/** Whether a query is about stored rows: a probe (`SELECT 1`), a session variable or the end of a transaction is not. Text that is not known may be. */
function reachesTable(query: Query, operationsOf: (query: Query) => readonly DataOperation[]): boolean {
  return !query.piece && (query.parts === null || operationsOf(query).some(({ table, action }) => table !== null || action !== 'read'));
}

function nameOf(file: SourceFile, node: Node): string {
  const called = node.type === 'CallExpression' ? node.callee : node.type === 'TaggedTemplateExpression' ? node.tag : node;
  const text = file.textOf(called).replaceAll(/\s+/g, '');
  return text.length <= 60 && !text.includes('(') ? text : 'This call';
}
