import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import type { RouteHandler } from '../http/types.ts';

/** A function from which others are reached: a handler, or a method that runs at each call. */
export type Start = Pick<RouteHandler, 'fn' | 'file'>;

/** A function that runs while a handler does. */
export interface Reached {
  readonly handler: Start;
  readonly fn: FunctionNode;
  readonly file: SourceFile;
  /** Names of the functions from the handler to this one: `getInvoice`, `renderInvoice`. */
  readonly path: readonly string[];
  /** The call in the handler's own file by which the way leaves that file; null while it has not. */
  readonly exit: Node | null;
}
