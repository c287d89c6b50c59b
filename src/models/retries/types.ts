import type { Node } from '../../ast/source-file.ts';

/**
 * What is wrong with the pause before something is tried again. `none`: there is none. `constant`: it is as long each time. `unspread`: it grows, but
 * is the same for all that failed together. `library`: the library pauses only when it is told to.
 */
export type PauseFault = 'none' | 'constant' | 'unspread' | 'library';

/** A request that is tried again after a pause that does not help the other side to recover. */
export interface PoorRetry {
  readonly node: Node;
  readonly fault: PauseFault;
  /** What is tried again, or the library that does it. */
  readonly name: string;
}

/** How a library retries, by its options. */
export interface RetryForm {
  /** Place of the options. */
  readonly options: number;
  /** Options that hold the pause: a number is constant, a function is read. */
  readonly pause?: string;
  /** What it does where `pause` is not said. */
  readonly fallback?: 'none' | 'constant';
  /** Option with the factor by which the pause grows; 1 is constant. */
  readonly factor?: string;
  /** Option with the first pause; 0 is none. */
  readonly first?: string;
  /** Option that spreads pauses at random, and what it is where it is not said. */
  readonly spread?: { readonly name: string; readonly fallback: boolean };
}
