import type { TSESTree } from '@typescript-eslint/utils';
import type { Node } from '../../ast/source-file.ts';
import type { Edit } from '../../core/rule-context.ts';

/** A span that does not end on every way out of the function that has started it. */
export interface OpenSpan {
  /** The call that starts it. */
  readonly node: TSESTree.CallExpression;
  readonly kind: 'never' | 'leaves' | 'fails';
  /** Where it is left open; null where it never ends. */
  readonly line: number | null;
  /** Puts what follows into `try … finally`; null where that cannot be said with certainty. */
  readonly edits: readonly Edit[] | null;
}

/** Why the values of a label have no end. */
export type Cardinality = 'id' | 'email' | 'address' | 'token' | 'url' | 'input' | 'error' | 'unique';

/** A label of a metric with as many values as there are users, requests or errors. */
export interface UnboundedLabel {
  readonly node: Node;
  readonly name: string;
  readonly why: Cardinality;
}
