import type { Node, SourceFile } from '../../ast/source-file.ts';
import type { Action, DataOperation, Query } from '../sql/types.ts';

export type LoopKind = 'for' | 'for-of' | 'for-await' | 'for-in' | 'while' | 'do-while' | 'callback';

/** Something that runs a piece of code once for each turn. */
export interface Loop {
  readonly kind: LoopKind;
  readonly file: SourceFile;
  /** The statement, or the call that is given the callback. */
  readonly node: Node;
  /** What runs in each turn: a statement, or the callback. */
  readonly body: Node;
  /** What is iterated: the list, the object of `for … in`, the list of `i < list.length`. Null where nothing is. */
  readonly iterated: Node | null;
  /** The pattern or parameter that takes one element; null where none does. */
  readonly element: Node | null;
}

/**
 * How often a loop turns: once for each element of a list whose length is data (`list`), of a list that the code writes out
 * (`constant`), or by another rule: pages, batches, attempts, streams, conditions (`other`).
 */
export type Turns = 'list' | 'constant' | 'other';

/** A data operation that runs once for each element of a list. */
export interface LoopedQuery {
  /** The query, or the call by which the loop reaches it. */
  readonly node: Node;
  readonly loop: Loop;
  readonly action: Action;
  /** Where the operation stands in another function, the names on the way there: `Users.findById`. */
  readonly through: string | null;
  /** The operation: SQL text that no parser has read, or what a builder says. */
  readonly query: Query | null;
  readonly operation: DataOperation | null;
  /** The query that gave the list, where it is in sight. */
  readonly source: Node | null;
  /** Whether anything that changes from turn to turn takes part in it. */
  readonly varies: boolean;
  /** Whether the library can say it for all rows at once. Unknown parts count as what it can. */
  readonly hasBulkForm: boolean;
}
