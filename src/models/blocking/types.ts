import type { Node, SourceFile } from '../../ast/source-file.ts';
import type { TSESTree } from '@typescript-eslint/utils';

export type BlockingKind = 'file' | 'process' | 'crypto' | 'password-hash' | 'compression' | 'terminal' | 'wait';

/** A call that stops the event loop until it is done. */
export interface BlockingCall {
  readonly node: TSESTree.CallExpression;
  readonly file: SourceFile;
  /** `fs.readFileSync`, as the field says it. */
  readonly name: string;
  readonly kind: BlockingKind;
  /** The asynchronous form, as written in the suggestion and message: `fs.promises.readFile`. */
  readonly instead: string;
  /**
   * The callee in its asynchronous form, by names the file has already; `await` it. Null where the file would need
   * another import, or the two forms do not give the same.
   */
  readonly promised: { readonly callee: Node; readonly text: string } | null;
}

/** What one library calls that blocks. */
export interface BlockingLibrary {
  readonly name: string;
  /** Modules that export the calls; `global` for globals. */
  readonly packages: readonly string[];
  readonly calls: readonly BlockingExport[];
  /** What of it computes for long without stopping the event loop at the call: by callback, by promise, as a stream. */
  readonly work?: readonly WorkForm[];
  /** Calls that run the function they are given in another thread or process. */
  readonly elsewhere?: readonly ChainForm[];
}

/** Where work is done: on the thread of the event loop, on threads of libuv's pool, in another process of the machine. */
export type WorkPlace = 'loop' | 'pool' | 'process';

export interface ChainForm {
  /** Symbol of what is called, `new x#Y` for a constructor; with `ends`, of what a chain of calls begins with. */
  readonly symbol: string;
  /** Last names of the chains that count: `toBuffer` in `sharp(file).resize(200).toBuffer()`. */
  readonly ends?: readonly string[];
}

export interface WorkForm extends ChainForm {
  /** The chain works as well where it is handed to `pipe` or `pipeline`. */
  readonly isPipe?: true;
  /** As the field says it: `sharp`, `a browser`. */
  readonly name: string;
  readonly place: WorkPlace;
  /** It counts where its first argument is a whole file; one that is parsed only where a rule asks for it. */
  readonly of?: 'file' | 'parsed-file';
}

/** A call that computes for long. */
export interface Work {
  readonly node: TSESTree.CallExpression | TSESTree.NewExpression;
  readonly file: SourceFile;
  readonly library: string;
  readonly form: WorkForm;
}

/** A loop that turns for long without giving the event loop a turn. */
export interface LongLoop {
  readonly node: Node;
  readonly file: SourceFile;
  /** Turns, those of loops inside multiplied and a hash counted as a thousand; or what it turns until. */
  readonly turns: number | 'hash' | 'clock';
}

export interface BlockingExport {
  /** Exported name, or a path of names: `readFileSync`, `sync`, `default`. */
  readonly member: string;
  /** As the field says it: `fs.readFileSync`. */
  readonly name: string;
  readonly kind: BlockingKind;
  /** What the field uses in its place. */
  readonly instead: string;
  /** The promise-returning form, below the same module and with the same arguments: `promises.readFile`. */
  readonly promise?: string;
  /** The call does not block with a callback, or with `{ async: true }`. */
  readonly unlessAsync?: true;
}
