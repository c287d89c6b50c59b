import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import type { DataOperation } from '../sql/types.ts';

/** A write as a function does it. */
export interface WriteStep {
  /** What stands in the function: the write, or the call of a function that does it. */
  readonly node: Node;
  /** Where it counts in the order of the function: the node, or the call whose callback holds it. */
  readonly place: Node;
  readonly operation: DataOperation;
}

/** Two writes of one run of a function of which the first may stay without the second: no transaction holds them together. */
export interface WritePair {
  readonly fn: FunctionNode;
  readonly file: SourceFile;
  readonly first: WriteStep;
  readonly second: WriteStep;
}

/**
 * Two such writes, as they are told of in the linted file. `apart`: a job does one after the other. `below`: a call of a job, or what is given its jobs, does both.
 * `parts`: a service does one after the other.
 */
export interface HalfWritten {
  readonly kind: 'apart' | 'below' | 'parts';
  /** The second write, or what does both. */
  readonly node: Node;
  /** Tables of the first write and of the second. */
  readonly first: string;
  readonly second: string;
  /** Line of the first write. */
  readonly line: number;
  /** Names of the functions from the job to the two. */
  readonly path: readonly string[];
}
