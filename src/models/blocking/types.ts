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
