import type { Node, SourceFile } from '../../ast/source-file.ts';

/**
 * A language or a place that a value ends up in. An escaper counts in its own only.
 * `file`: a file's path. `address`: where an outgoing request goes. `redirect`: where a browser is sent. `nosql`: a filter of a document database.
 * `code`: what is run.
 */
export type SinkName = 'sql' | 'shell' | 'file' | 'address' | 'redirect' | 'html' | 'nosql' | 'regexp' | 'code';

/** When a call with its arguments is the sink at all. */
export type SinkCondition =
  /** An options object says `shell: true` or names a shell. */
  | 'shell-option'
  /** The first argument is a shell; the text is what follows `-c` in the list behind it. */
  | 'shell-command'
  /** The argument is a text: no function, which is the common use. */
  | 'text'
  /** What is made of the text is kept: without that it was only compiled, to see whether it can be. */
  | 'kept';

/** How a function of a package lets values into a sink. */
export interface SinkForm {
  readonly sink: SinkName;
  /** As the field says it: `child_process.exec`. */
  readonly name: string;
  /** Places of the arguments that arrive; -1 is the last. `list`: the elements of a list there. */
  readonly arguments: readonly number[];
  readonly list?: number;
  /** Where an argument is an object of options: the properties that arrive, and nothing else of it. */
  readonly properties?: readonly string[];
  readonly when?: SinkCondition;
  /** Of a filter: the operator that compares with a value as it is, where the database has one. */
  readonly equal?: string;
}

/** The sinks of one library. Keys are symbols (see `symbolOf` in src/ast/origin.ts). */
export interface SinkLibrary {
  readonly name: string;
  readonly packages: readonly string[];
  readonly calls: Readonly<Record<string, SinkForm | readonly SinkForm[]>>;
}

/** A call through which values reach a sink. */
export interface SinkCall {
  readonly node: Node;
  readonly file: SourceFile;
  readonly sink: SinkName;
  readonly name: string;
  /** The expressions that arrive, in order. */
  readonly values: readonly Node[];
  /** See `SinkForm`. */
  readonly equal: string | null;
}
