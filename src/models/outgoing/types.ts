import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, SourceFile } from '../../ast/source-file.ts';

/** What leaves the process: a mail, a text message or push, a job for a queue, a message for a broker, a request that changes something. */
export type OutgoingKind = 'mail' | 'message' | 'job' | 'event' | 'request';

/** A call that has an effect outside of the process and its database. */
export interface OutgoingCall {
  readonly node: TSESTree.CallExpression;
  readonly file: SourceFile;
  readonly kind: OutgoingKind;
  /** As it is written, without arguments: `transporter.sendMail`. */
  readonly name: string;
  /** Name of the adapter. */
  readonly library: string;
  /** Function it stands in; null at module level. */
  readonly owner: FunctionNode | null;
}

/** When a call counts: always, or by what it is given. */
export interface OutgoingForm {
  readonly kind: OutgoingKind;
  /** The first argument is a new one of these: `client.send(new SendEmailCommand(…))`. Symbols. */
  readonly commands?: readonly string[];
  /** Place of an object whose property `method` says a method that changes something. */
  readonly methodOption?: number;
}

/** What one library sends with. */
export interface OutgoingLibrary {
  readonly name: string;
  readonly packages: readonly string[];
  /** Symbols of what is called (see `symbolOf` in src/ast/origin.ts). */
  readonly calls: Readonly<Record<string, OutgoingForm>>;
}
