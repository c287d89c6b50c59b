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

/** A request header that names an identity, and is taken for the one who acts. */
export interface HeaderIdentity {
  /** The read of the header, or the name that holds it, where it is used so. */
  readonly node: Node;
  /** Name of the header in lower case. */
  readonly header: string;
  /** `owner` and `filter` as above; `principal`: it is kept as the authenticated user; `permission`: a decision depends on it. */
  readonly use: ActingIdentity['use'] | 'principal' | 'permission';
}
