import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';

/** `load`: gives what is kept under a key, or keeps what a function gives. `lifetime`: says how long a key lives. `clear`: forgets all keys. */
export type CacheAction = 'get' | 'set' | 'load' | 'delete' | 'clear' | 'increment' | 'lifetime';

/** A call on a store of keys and values. */
export interface CacheCall {
  readonly node: TSESTree.CallExpression;
  readonly file: SourceFile;
  /** Name of the adapter. */
  readonly library: string;
  readonly action: CacheAction;
  /** As it is written, without arguments: `redis.set`. */
  readonly name: string;
  readonly key: Node | null;
  readonly value: Node | null;
  /** Of a `set` or `load`: how long the key lives. `unknown` for everything else. */
  readonly lifetime: 'said' | 'never-ends' | 'unknown';
  /** The key is written only if it is absent, or only if it is there: a lock, a flag. */
  readonly isConditional: boolean;
  /** The store drops keys by itself when it is full. */
  readonly isBounded: boolean;
  readonly holds: Holds;
  /** The store's method that counts in one step; null where it has none. */
  readonly counts: string | null;
  /** The method's form and the major version of the library, where a suggestion needs them. */
  readonly form: MethodForm;
  readonly major: number | null;
  /** Function it stands in; null at module level. */
  readonly owner: FunctionNode | null;
}

/** Who sees what is kept: other processes too, or the one process. */
export type Holds = 'shared' | 'process' | 'unknown';

/** Where a call says how long a key lives. */
export interface LifetimeForm {
  /** The first argument that may say it. */
  readonly from: number;
  /** Words that say it, whatever their case; `EX` in `set(key, value, 'EX', 60)`. */
  readonly words?: readonly string[];
  /** Names of options that say it. */
  readonly options?: readonly string[];
  /** A number there is it; zero is no end. */
  readonly isNumber?: true;
  /** What adds a lifetime of an hour: as an argument, or as a property of the options that are there. */
  readonly hour: { readonly argument: string; readonly property?: string };
  /** The first major version that takes it in this form. */
  readonly since?: number;
}

export interface MethodForm {
  readonly action: CacheAction;
  /** Place of the key; null where there are several or none. */
  readonly key: number | null;
  readonly value?: number;
  /** `always`: the call cannot do without one. Left out: unknown. */
  readonly lifetime?: LifetimeForm | 'always';
}

/** A kind of store. */
export interface StoreForm {
  readonly holds: Holds;
  /** Options of the call or construction that makes it: names of the one that gives every key a lifetime. Arguments are asked in order. */
  readonly defaults?: readonly string[];
  /** Where nobody is seen to make it, nothing is known of such a default. Without `defaults` there is none. */
  readonly bounds?: readonly string[];
  /** It is always bounded. */
  readonly isBounded?: true;
  /** Without arguments the values stay in the process; a word in them says what else it may be. */
  readonly methods: Readonly<Record<string, MethodForm>>;
  /** Methods that give the store again. */
  readonly views?: readonly string[];
  /** Methods that begin a chain, each call of which gives the chain again. */
  readonly chains?: readonly string[];
}

export interface CacheLibrary {
  readonly name: string;
  readonly packages: readonly string[];
  /** Symbols of stores (see `symbolOf` in src/ast/origin.ts). */
  readonly stores: Readonly<Record<string, StoreForm>>;
}
