import type { Node, SourceFile } from '../../ast/source-file.ts';

/**
 * Where a variable comes from. `process`: the environment of the program. `bundle`: `import.meta.env`, which a bundler
 * writes into the code. `platform`: what a runtime hands to a request. `service`: a configuration service. `function`: a
 * function of the project that reads the variable whose name it is given.
 */
export type EnvSource = 'process' | 'bundle' | 'platform' | 'service' | 'function';

/** A read of one variable of the environment. */
export interface EnvRead {
  /** The expression, or the name that a pattern binds. */
  readonly node: Node;
  readonly file: SourceFile;
  /** Null where it is computed. */
  readonly name: string | null;
  readonly source: EnvSource;
  /** What is taken in its place where it is not set, in order: `x || y`, `x ?? y`, `x ? x : y`, a default of a pattern or an argument. */
  readonly fallbacks: readonly Node[];
  /** The expression that says it is there whether it is or not: `x!`, `x as string`. */
  readonly assertion: Node | null;
  /** A function of the project reads it, which looks whether it is set. */
  readonly asks: boolean;
}

/** What of the environment a package proves to be there when it starts. */
export interface EnvValidation {
  /** It is validated as a whole, or may be. */
  readonly whole: boolean;
  /** Variables whose absence ends the program. */
  readonly names: ReadonlySet<string>;
}

/** A function of the project that reads the variable whose name is its first argument. `fallback`: place of what it gives where that is not set. */
export interface EnvReader {
  readonly fallback: number | null;
  /** Whether it looks whether the variable is set. */
  readonly asks: boolean;
}
