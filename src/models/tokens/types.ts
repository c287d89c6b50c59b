import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';

/** A place of the linted file that takes a token, a secret or a password: a property, a column, a cookie. */
export interface TokenPlace {
  /** Name of the data: `resetToken`, `session_id`. */
  readonly name: string;
  readonly value: Node;
}

/** How a library says how long the random text is. */
export interface RandomForm {
  readonly symbol: string;
  /** As the field says it: `crypto.randomBytes`. */
  readonly name: string;
  /** `time`: it is told by the clock. `weak`: it is told by what came before. `random`: nobody can tell it. */
  readonly is: 'time' | 'weak' | 'random';
  /** Bits of one unit; null where an alphabet tells. */
  readonly bits?: number | null;
  /** Place of the number of units, and their number where nothing is said. */
  readonly size?: { readonly argument: number; readonly fallback: number | null };
  /** Place of the alphabet in the call that makes the generator. */
  readonly alphabet?: number;
}

/** What a value is made of. */
export type Ingredient =
  | { readonly is: 'weak' | 'time'; readonly name: string; readonly node: Node; readonly file: SourceFile }
  | RandomIngredient
  /** Read from somewhere: it may be known to others. */
  | { readonly is: 'data' }
  | { readonly is: 'unknown' };

export interface RandomIngredient {
  readonly is: 'random';
  readonly name: string;
  readonly node: Node;
  readonly file: SourceFile;
  /** Null where its length is not known. */
  readonly bits: number | null;
  /** The literal that says the length, and how many would be enough. */
  readonly size: TSESTree.Literal | null;
  readonly enough: number | null;
}

/** A token that can be guessed, because of what it is made of. */
export interface PredictableToken {
  readonly node: Node;
  readonly name: string;
  readonly source: string;
}

/** A token that is random but short. */
export interface ShortToken {
  readonly node: Node;
  readonly name: string;
  readonly source: string;
  readonly bits: number;
  /** The literal of the linted file that says the length, and how long it should be; null where it stands elsewhere. */
  readonly longer: { readonly literal: TSESTree.Literal; readonly to: number } | null;
}
