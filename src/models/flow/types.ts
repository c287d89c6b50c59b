import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import type { RequestRead } from '../http/types.ts';
import type { SinkName } from '../sinks/types.ts';

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
  /** It became part of a longer text on the way, so that the asked expression's place is not the place of its own. */
  readonly built: boolean;
}

/** Every place an expression's value can come from; of constants, the first few. */
export interface Trace {
  readonly sources: readonly Source[];
  /** False when a bound was hit: there may be more sources. */
  readonly complete: boolean;
}

/** A place of a sink's language that takes an expression as it stands. */
export interface SinkPlace {
  /** The expression that arrives. */
  readonly expression: Node;
  readonly file: SourceFile;
  /** What runs it, for reports: the query's call; its file; and how the field calls it. */
  readonly node: Node;
  readonly nodeFile: SourceFile;
  readonly name: string;
  /** Where in the language it stands: a hole position of the sql model, `whole` elsewhere. */
  readonly position: string;
  /** Of a filter: the operator that compares with a value as it is, where the database has one. */
  readonly equal?: string | null;
}

/** A parameter of a function that reaches a sink inside it. */
export interface ParameterSink {
  readonly fn: FunctionNode;
  readonly file: SourceFile;
  readonly index: number;
  readonly path: readonly string[];
  /** Table of sinks it belongs to, such as `sql`. */
  readonly sink: SinkName;
  /** What runs it. */
  readonly node: Node;
  /** Parameters that have to be given and true for it: `if (isPath) read(name)`. */
  readonly needs: readonly number[];
  /** The place it reaches, which may be in another file. */
  readonly place: SinkPlace;
  readonly steps: readonly Step[];
}

/** A call that hands request input to a function whose parameter reaches a sink. */
export interface CallSink {
  readonly call: Node;
  readonly argument: Node;
  readonly source: Source;
  readonly sink: ParameterSink;
  /** The whole way, from the read to the sink. */
  readonly steps: readonly Step[];
}

export interface FlowModel {
  /** Where an expression's value can come from. `file` is the linted file unless said; `sink` tells whose escapers count. */
  trace(node: Node, file?: SourceFile, sink?: SinkName): Trace;
  /** Where a sink takes expressions as they stand, in the file. */
  places(sink: SinkName): readonly SinkPlace[];
  /** Parameters of a function that reach a sink in it or in functions it calls. */
  parameterSinks(fn: FunctionNode, file: SourceFile, sink: SinkName): readonly ParameterSink[];
  /** Calls in the file that hand request input to a function which lets it reach a sink. */
  callSinks(sink: SinkName): readonly CallSink[];
}
