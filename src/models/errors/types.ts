import type { Node, SourceFile, Variable } from '../../ast/source-file.ts';

/**
 * How a piece of code came by an error. `catch`: the variable of a `catch`. `handler`: the parameter of an error handler. `rejection`: of
 * the function given to a promise's `catch`. `callback`: the first parameter of a callback. `helper`: of a function that was handed one.
 */
export type ErrorSource = 'catch' | 'handler' | 'rejection' | 'callback' | 'helper';

/** A value that was thrown, rejected or handed over as an error: nothing is known of what it says. */
export interface CaughtError {
  readonly source: ErrorSource;
  readonly file: SourceFile;
  readonly variable: Variable;
  /** The clause or function in which it is known by this name. */
  readonly scope: Node;
}

/** An expression that is a caught error, or lies below one: `path` is `['message']` of `error.message`. */
export interface ErrorPart {
  readonly error: CaughtError;
  readonly path: readonly string[];
}
