import type { Node } from '../../ast/source-file.ts';

/** A field of the JSON that our own server answers with or takes. */
export interface JsonField {
  readonly name: string;
  /** The name as it is written; in a schema of another file, the place where the linted file applies the schema. */
  readonly node: Node;
  /** The linted file writes the name itself. */
  readonly isHere: boolean;
  readonly of: 'answer' | 'request' | 'class';
  /** Text of an answer's field under another name; null where more than this place has to change. */
  readonly renamed: ((name: string) => string) | null;
}
