import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import type { Edit } from '../../core/rule-context.ts';
import type { Start } from '../reach/types.ts';

/** A signal that a call names, where it is written. */
export interface NamedSignal {
  readonly name: string;
  readonly node: Node;
  readonly file: SourceFile;
}

/** A signal that no process is told of; `edits` take it away. */
export interface DeafSignal extends NamedSignal {
  readonly edits: readonly Edit[] | null;
}

/** A handler of one of the two signals that end a process, where nothing handles the other; `edits` let it answer to both. */
export interface LonelySignal {
  readonly node: Node;
  readonly has: string;
  readonly misses: string;
  readonly edits: readonly Edit[] | null;
}

/** A handler that waits for as long as it takes; `edits` bound all such handlers of the file. */
export interface UnboundedShutdown {
  readonly node: Node;
  readonly edits: readonly Edit[] | null;
}

/** `process.on('SIGTERM', stop)`, in a loop over signals as well. */
export interface SignalHandler {
  readonly node: TSESTree.CallExpression;
  readonly file: SourceFile;
  /** Null where they are not known. */
  readonly signals: readonly NamedSignal[] | null;
  /** The functions that run; none where they are not found. */
  readonly functions: readonly Start[];
}

/** What a library does when the process is told to end. */
export interface ShutdownLibrary {
  /** Symbol of the call, or of the plugin that is registered. */
  readonly symbol: string;
  readonly signals: readonly string[];
  /** Option that says other signals. */
  readonly signalsOption?: { readonly at: number; readonly names: readonly string[] };
  /** Whether it ends the process after some time by itself. */
  readonly isBounded: boolean;
  /** Whether it closes the server by itself. */
  readonly closesServer: boolean;
  /** Places of functions it runs, or of options that hold them. */
  readonly functions: readonly { readonly at: number; readonly properties?: readonly string[] }[];
}

/** How a package ends: everything it runs when it is told to, over all its files. */
export interface Shutdown {
  readonly handlers: readonly SignalHandler[];
  readonly signals: ReadonlySet<string>;
  /** Functions that run on the way: of handlers, of libraries, of hooks of the framework. */
  readonly functions: readonly Start[];
  /** Whether a library closes the server. */
  readonly closesServer: boolean;
  /** Whether a library bounds the time. */
  readonly isBounded: boolean;
  /** Whether every file that says something of it was understood. */
  readonly isComplete: boolean;
}

/** What a call ends: the server, or something it works with. */
export type Ending = 'server' | 'resource';

/** Something that stays open until it is closed. */
export interface Resource {
  readonly node: Node;
  readonly file: SourceFile;
  /** As it is written: `new Pool()`. */
  readonly name: string;
  /** How it is closed: `end()`. */
  readonly close: string;
}
