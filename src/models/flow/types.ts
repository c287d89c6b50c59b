import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import type { RequestRead } from '../http/types.ts';

/**
 * What a value is, as far back as the code tells. `safe-type`: proved to be a number, boolean, date, uuid or one of a
 * closed list. `escaped`: went through an escaper of the sink's language. `parameter`: an argument of the function.
 */
export type SourceKind = 'constant' | 'safe-type' | 'escaped' | 'request' | 'environment' | 'configuration' | 'row' | 'caught' | 'generated' | 'parameter' | 'unknown';

/** One hop of a value, for messages: `req.query.q`, `filter`, `buildWhere()`. */
export interface Step {
  readonly node: Node;
  readonly file: SourceFile;
  readonly text: string;
}

export interface Source {
  readonly kind: SourceKind;
  readonly node: Node;
  readonly file: SourceFile;
  /** From the source to the asked expression. */
  readonly steps: readonly Step[];
  readonly read: RequestRead | null;
  readonly parameter: { readonly fn: FunctionNode; readonly index: number; readonly path: readonly string[] } | null;
}

/** Every place an expression's value can come from. */
export interface Trace {
  readonly sources: readonly Source[];
  /** False when a bound was hit: there may be more sources. */
  readonly complete: boolean;
}

/** A parameter of a function that reaches a sink inside it. */
export interface ParameterSink {
  readonly fn: FunctionNode;
  readonly file: SourceFile;
  readonly index: number;
  readonly path: readonly string[];
  /** Table of sinks it belongs to, such as `sql`. */
  readonly sink: string;
  readonly node: Node;
  readonly steps: readonly Step[];
}
