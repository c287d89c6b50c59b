import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';

/** Something a function holds from one place on and has to give back: a connection, a lock. */
export interface Holding {
  readonly file: SourceFile;
  readonly fn: FunctionNode;
  /** The expression after which it is held, its `await` included; null where it is held from the function's start. */
  readonly taken: Node | null;
  /** The variable that has it, so that `if (client)` is understood. */
  readonly variable: Variable;
  /** Nodes of the function itself that give it back. */
  readonly given: ReadonlySet<Node>;
  /** Awaited calls whose failure does not count. */
  readonly calm: ReadonlySet<Node>;
}

/**
 * What becomes of it: `always` given back; `never`; not when the function `leaves` at a node (null: at its end); not
 * when something `fails` at a node.
 */
export type Outcome = { readonly kind: 'always' | 'never' } | { readonly kind: 'leaves'; readonly at: Node | null } | { readonly kind: 'fails'; readonly at: Node };

/** What becomes of a value inside a function, told by every use of its variable. */
export interface Uses {
  /** Nodes of the function itself that give it back. */
  readonly given: ReadonlySet<Node>;
  /** A function inside gives it back, at a time that is not known. */
  readonly isGivenLater: boolean;
  /** It is kept or handed on to somebody who may give it back. */
  readonly escapes: boolean;
}
