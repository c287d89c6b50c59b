import type { Node } from '../../ast/source-file.ts';
import type { Edit } from '../../core/rule-context.ts';

/** A row that is looked for and, because it is not there, written: between the two somebody else may write it. */
export interface CheckThenAct {
  /** What looks for it. */
  readonly check: Node;
  /** What writes it. */
  readonly act: Node;
  readonly table: string;
  readonly columns: readonly string[];
  /** What lets the write settle it; null where that takes more. */
  readonly edits: readonly Edit[] | null;
}

/** A column that is read, changed in the program and written back: what somebody else wrote in between is lost. */
export interface ReadModifyWrite {
  readonly read: Node;
  /** The new value, or what writes it. */
  readonly write: Node;
  readonly table: string;
  readonly column: string;
  /** What lets the statement change it; null where that takes more. */
  readonly edits: readonly Edit[] | null;
}
