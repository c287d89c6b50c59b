import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import { says, sourceFileOf } from '../../project/project.ts';
import { statusOf } from '../answers/answers.ts';
import { httpModel } from '../http/model.ts';
import type { RouteHandler } from '../http/types.ts';
import { CATCHES } from './caught.ts';

/** A `catch` of a route that makes a status of whatever error it catches. */
export interface ScatteredMapping {
  readonly node: Node;
  readonly status: number;
  /** How many of them the file has. */
  readonly count: number;
}

const LEAST = 2;

/** The catches of the linted file's routes that answer by themselves, where there are several of them. */
export const scatteredMappingsOf = perFile((context): readonly ScatteredMapping[] => {
  if (!says(context, CATCHES)) return [];
  const http = httpModel(context);
  if (http.writes.length < LEAST) return [];
  const file = sourceFileOf(context);
  const found = new Map<TSESTree.CatchClause, { readonly node: Node; readonly status: number; readonly handler: RouteHandler }>();
  for (const write of http.writes) {
    const status = statusOf(write);
    const clause = catchAround(file, write.handler, write.node);
    if (clause && status !== null && status >= 500 && !found.has(clause) && isOfWholeHandler(file, write.handler, clause)) found.set(clause, { node: write.node, status, handler: write.handler });
  }
  const routes = new Set([...found.values()].map(({ handler }) => handler.fn));
  return routes.size < LEAST ? [] : [...found.entries()].map(([clause, { status }]) => ({ node: clause.param ?? clause, status, count: routes.size }));
});

function catchAround(file: SourceFile, { fn, kind }: RouteHandler, node: Node): TSESTree.CatchClause | null {
  if (kind !== 'route') return null;
  for (let at = file.parent(node); at && at !== fn; at = file.parent(at)) if (at.type === 'CatchClause') return at;
  return null;
}

/** Whether a `try` is what the handler does, but for declarations and checks before it. */
function isOfWholeHandler(file: SourceFile, { fn }: RouteHandler, clause: TSESTree.CatchClause): boolean {
  const attempt = file.parent(clause);
  const last = fn.body?.type === 'BlockStatement' ? fn.body.body.findLast((statement) => statement.type !== 'ReturnStatement' || statement.argument !== null) : null;
  return attempt !== null && last !== null && last !== undefined && contains(last, attempt) && last.type === 'TryStatement';
}
