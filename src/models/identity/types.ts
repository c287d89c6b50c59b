import type { Node } from '../../ast/source-file.ts';
import type { RequestRead } from '../http/types.ts';

/** An identity that a request names and its handler acts as. */
export interface ActingIdentity {
  /** Where the value is used: the column's value, or the argument of the call that uses it so. */
  readonly node: Node;
  readonly read: RequestRead;
  /** Name of the request field: `userId`. */
  readonly field: string;
  /** Column that takes it, and its table where known. */
  readonly column: string;
  readonly table: string | null;
  /** `owner`: of a row that is written. `filter`: of the rows that are read or changed. */
  readonly use: 'owner' | 'filter';
}
