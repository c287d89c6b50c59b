import type { Node } from '../../ast/source-file.ts';
import type { Edit } from '../../core/rule-context.ts';

/** How a library locks. Names are symbols (see `symbolOf` in src/ast/origin.ts). */
export interface LockLibrary {
  readonly name: string;
  readonly packages: readonly string[];
  /** Calls that take a lock, and how it is given back: the function they give (`function`), a method of what they give, the second of a pair. */
  readonly takes: Readonly<Record<string, LockForm>>;
}

export interface LockForm {
  readonly gives: 'function' | 'pair' | 'object' | 'nothing';
  /** Methods that give it back: of what the call gives, or of the lock itself. */
  readonly methods: readonly string[];
  /** What takes the lock and gives it back by itself, in the words of messages. */
  readonly scoped: string;
}

/** A lock that a function does not give back on every way out. */
export interface HeldLock {
  readonly node: Node;
  /** As it is written: `mutex.acquire()`. */
  readonly name: string;
  readonly kind: 'never' | 'leaves' | 'fails';
  readonly line: number | null;
  readonly scoped: string;
  /** Puts what follows into `try … finally`; null where that cannot be said with certainty. */
  readonly edits: readonly Edit[] | null;
}
