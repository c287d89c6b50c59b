import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';

/** `fast`: a digest or a signature, made to be computed millions of times a second. The others are made to be slow. */
export type HashKind = 'bcrypt' | 'argon2' | 'scrypt' | 'pbkdf2' | 'fast';

/** What makes a slow hash slow. Memory is in KiB; `variant` is the flavour of Argon2, `digest` the hash below PBKDF2. */
export type CostName = 'cost' | 'memory' | 'passes' | 'blockSize' | 'parallelism' | 'iterations' | 'variant' | 'digest';

/** Where a call says a cost: an argument, or a property of the options that stand there. */
export interface CostPlace {
  readonly of: CostName;
  readonly argument: number;
  /** Names the options give it; none where the argument is the cost itself. */
  readonly properties?: readonly string[];
  /** What the library takes where nothing is said; null where the argument must be there, or its value depends on the version. */
  readonly fallback: number | string | null;
}

/** One function of a library that hashes, or that makes the salt which says how long. */
export interface HashForm {
  /** Exported name, or a path of names and calls: `hash`, `createHash().update`. */
  readonly member: string;
  /** As the field says it: `bcrypt.hash`. */
  readonly name: string;
  readonly kind: HashKind;
  /** Places of what is hashed; none for a salt. */
  readonly hashed: readonly number[];
  readonly costs?: readonly CostPlace[];
  /** It takes a key: a signature that only who has the key can make. */
  readonly keyed?: true;
  /** Place of the name of the digest, in this call or in the one whose result it is called on. */
  readonly digest?: { readonly argument: number; readonly of: 'this' | 'object' };
}

export interface HashLibrary {
  readonly name: string;
  /** Modules that export the functions; `global` for globals. */
  readonly packages: readonly string[];
  readonly forms: readonly HashForm[];
}

/** A call that hashes: of a library, or of a function of the project that hands its parameter to one. */
export interface HashCall {
  readonly node: TSESTree.CallExpression;
  readonly file: SourceFile;
  readonly form: HashForm;
  /** The expressions that are hashed. */
  readonly hashed: readonly Node[];
  /** What computes it, for messages: `MD5`, `SHA-256`, `bcrypt`. */
  readonly algorithm: string;
  /** Name of the project's function that does it; null where the library is called here. */
  readonly through: string | null;
}

/** Values of a cost, as far as the code tells, and the literal that says it. */
export interface Cost {
  readonly of: CostName;
  readonly values: readonly (number | string)[];
  readonly literal: TSESTree.Literal | null;
  /** The property or argument that says it; null where it is the library's default. */
  readonly node: Node | null;
}

/** A password hash that is cheaper than it should be. */
export interface CheapHash {
  readonly call: TSESTree.CallExpression;
  /** What has to change: the value of the cost, or the call where a default is too low. */
  readonly node: Node;
  readonly name: string;
  /** What is said, and what should be: `a cost of 8`, `a cost of at least 10`. */
  readonly said: string;
  readonly least: string;
  /** Literals of the linted file and what they should be; empty where the cost is written elsewhere. */
  readonly raised: readonly { readonly literal: TSESTree.Literal; readonly to: number }[];
}
