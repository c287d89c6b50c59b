import type { Node } from '../../ast/source-file.ts';
import type { Edit } from '../../core/rule-context.ts';

/** A form that keys of one service have, so that a text says by itself that it is one. */
export interface KeyFormat {
  /** For messages: `a GitHub token`. */
  readonly name: string;
  readonly pattern: RegExp;
  /** Proves a match right by what it holds, such as its check digits. */
  readonly check?: (match: string) => boolean;
}

/** Where a call or a new object is given a secret. */
export interface SecretPlace {
  readonly argument: number;
  /** Path below the argument, where that is an object; none where the argument is the secret. */
  readonly path?: readonly string[];
  /** For messages: `the signing key`. */
  readonly is: string;
  /** `network`: it opens a service that is reached at the host beside it; the one of a developer's machine is no secret. */
  readonly opens?: 'network';
}

/** A secret that stands in the source. Its text is nowhere in this: it must not get into a message. */
export interface HardcodedSecret {
  readonly node: Node;
  /** What it is: `a GitHub token`, `the signing key of jwt.sign()`. */
  readonly what: string;
  /** File that holds it, below the root of the project; null for the linted one. */
  readonly elsewhere: string | null;
}

/** A secret of the environment with a value in the source for where it is not set. */
export interface SecretFallback {
  /** The value in the source. */
  readonly node: Node;
  /** Name of the variable. */
  readonly name: string;
  /** The read of the environment it stands for; null for the default of a schema. */
  readonly read: Node | null;
  /** What takes the value away; null where that takes more. */
  readonly edit: Edit | null;
}
