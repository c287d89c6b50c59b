import type { Node } from '../../ast/source-file.ts';
import { enclosingFunction } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { statusOfException } from '../http/carried-status.ts';
import { httpModel } from '../http/model.ts';
import type { ResponseWrite, RouteHandler } from '../http/types.ts';

/** An answer whose status is known: written, or thrown as an exception that carries it. */
export interface Answer {
  readonly status: number;
  /** The smallest node that says the status. */
  readonly node: Node;
  /** The statement or call that answers. */
  readonly at: Node;
  readonly handler: RouteHandler;
  /** Null for an exception. */
  readonly write: ResponseWrite | null;
}

/** The status an answer has, its framework's default included; null where it is not known. */
export function statusOf({ status, said, handler }: ResponseWrite): number | null {
  if (said === 'here') return status;
  // Nest gives its default by the method.
  return said === 'default' && handler.framework !== 'nest' ? 200 : null;
}

/** What the handlers of a file answer with a known status, what they throw themselves included. */
export const answersOf = perFile((context): readonly Answer[] => {
  const http = httpModel(context);
  if (http.handlers.length === 0) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const written = http.writes.flatMap((write): Answer[] => {
    const status = statusOf(write);
    return status === null ? [] : [{ status, node: write.statusNode ?? write.node, at: write.node, handler: write.handler, write }];
  });
  const thrown = file.nodes('ThrowStatement').flatMap((statement): Answer[] => {
    const handler = http.handlerAround(statement);
    if (!handler || enclosingFunction(file, statement) !== handler.fn) return [];
    const status = statusOfException(file, statement.argument, project);
    return status === null ? [] : [{ status, node: statement.argument, at: statement, handler, write: null }];
  });
  return [...written, ...thrown];
});
