import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import type { Edit } from '../../core/rule-context.ts';

/** An expression and the file it stands in. */
export interface Located {
  readonly node: Node;
  readonly file: SourceFile;
}

/**
 * When a token ends (RFC 7519, section 4.1.4). `none`: it does not. `lifetime`: so many seconds after it was made, as `at`
 * says. `milliseconds`: `exp` holds milliseconds, which its readers take for seconds. `set`: some time, which is not known.
 */
export type Expiry = { readonly kind: 'none' | 'set' | 'unknown' } | { readonly kind: 'lifetime'; readonly seconds: number; readonly at: Located } | { readonly kind: 'milliseconds'; readonly at: Located };

/** What a token is for: it is sent with each request, or exchanged for a new one. */
export type Purpose = 'access' | 'refresh';

/** A call that signs a token. */
export interface TokenSigning {
  /** The call that makes the token; of a library whose signer is made first, that one where it stands in the same file. */
  readonly node: Node;
  readonly call: TSESTree.CallExpression;
  readonly file: SourceFile;
  /** Name of the adapter. */
  readonly library: string;
  /** What the token holds. */
  readonly payload: Node;
  /** The key it is signed with, and options that may name one. */
  readonly secrets: readonly Node[];
  readonly expiry: Expiry;
  /** Whether anyone can read what it holds: it is signed and not encrypted. */
  readonly readable: boolean;
  /** What gives it an expiry; the text is the lifetime: `'15m'`. Null where that stands elsewhere. */
  expiryEdit(lifetime: string): Edit | null;
}

/** A call that reads a token. `decodes`: without a look at its signature. */
export interface TokenReading {
  readonly node: TSESTree.CallExpression | TSESTree.NewExpression;
  readonly file: SourceFile;
  /** As it is written: `jwt.decode`. */
  readonly name: string;
  readonly kind: 'verifies' | 'decodes';
  /** Null for the token of the request. */
  readonly token: Node | null;
  readonly library: string;
  readonly form: ReadForm;
}

/** A token that is only decoded, and what it says taken for the one who acts. */
export interface UnverifiedIdentity {
  readonly reading: TokenReading;
  /** `principal`: it is kept as the authenticated user. `row`: rows are read or written by what it says. */
  readonly use: 'principal' | 'row';
}

/** The algorithm `none`, which leaves tokens unsigned. */
export interface UnsignedAlgorithm {
  /** The value; of a class that makes such tokens its construction. */
  readonly node: Node;
  /** What takes it away; null where it has to be another library call. */
  readonly edit: Edit | null;
}

/** A verification that says no algorithms, with a version of the library that takes the one the token says. */
export interface UnsaidAlgorithms {
  readonly reading: TokenReading;
  /** `express-jwt 5.3.1`. */
  readonly package: string;
}

/** How numbers count a lifetime. */
export type Unit = 'seconds' | 'milliseconds';

/** How a call signs. Places are indexes of arguments. */
export interface SignForm {
  readonly payload: number;
  readonly secret?: number;
  readonly options?: number;
  /** Keys below the options under which the ones for signing may stand: `reply.jwtSign(payload, { sign: { … } })`. */
  readonly nested?: string;
  /** The function is made by a call that is given the options. */
  readonly made?: true;
  /** How a number counts in the option `expiresIn`; none where there is no such option and only the claim `exp` counts. */
  readonly expiresIn?: Unit;
  /** Calls that say the options for the whole application. */
  readonly configured?: readonly Configuration[];
}

/** A call that sets a library up, and the keys below its options where those for signing stand. */
export interface Configuration {
  /** Symbol of the function, or of the plugin that is handed to `register`. */
  readonly symbol: string;
  readonly plugin?: true;
  readonly options: number;
  readonly path: readonly string[];
  /** A function in the options that returns them. */
  readonly factory?: string;
}

/** How a call verifies or decodes. */
export interface ReadForm {
  /** Place of the token; null where it is that of the request. */
  readonly token: number | null;
  /** Place of the options that may say `algorithms`. */
  readonly options?: number;
  /** First version that is safe when no algorithms are said. */
  readonly safeSince?: readonly [major: number, minor: number, patch: number];
}

/** A library that makes or reads tokens. Names are symbols (see `symbolOf` in src/ast/origin.ts). */
export interface JwtLibrary {
  readonly name: string;
  readonly packages: readonly string[];
  readonly signs?: Readonly<Record<string, SignForm>>;
  readonly verifies?: Readonly<Record<string, ReadForm>>;
  readonly decodes?: Readonly<Record<string, ReadForm>>;
  /** Classes that gather a token by a chain of methods; the last one signs, `expiry` sets the end. */
  readonly builders?: Readonly<Record<string, { readonly payload: number; readonly ends: readonly string[]; readonly expiry: string; readonly readable: boolean; readonly unsigned?: true }>>;
  /** Methods that the package adds to a framework's objects: the last names of the call, and what it does. */
  readonly decorates?: {
    /** Symbols of the framework's objects begin so. */
    readonly of: string;
    readonly signs: Readonly<Record<string, SignForm>>;
    readonly verifies: Readonly<Record<string, ReadForm>>;
    readonly decodes: Readonly<Record<string, ReadForm>>;
  };
}
