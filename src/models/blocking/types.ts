import type { Node, SourceFile } from '../../ast/source-file.ts';

/** A call that stops the event loop until it is done. */
export interface BlockingCall {
  readonly node: Node;
  readonly file: SourceFile;
  /** `fs.readFileSync`, as the field says it. */
  readonly name: string;
  readonly kind: 'file' | 'process' | 'crypto' | 'password-hash' | 'compression' | 'terminal' | 'wait';
  /** The asynchronous form, as written in the suggestion and message: `fs.promises.readFile`; null when there is none. */
  readonly instead: string | null;
}
