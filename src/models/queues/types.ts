import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import type { Edit } from '../../core/rule-context.ts';

/**
 * What becomes of a job that fails: it is tried again after ever longer waits, at once or always after the same wait, or not at all. `unknown` where options or
 * defaults of the queue cannot be seen, and where it is said on purpose that it must not be tried again.
 */
export type Retry = 'growing' | 'constant' | 'none' | 'unknown';

/** A job that is put into a queue. */
export interface AddedJob {
  readonly node: TSESTree.CallExpression;
  readonly file: SourceFile;
  /** Name of the adapter. */
  readonly library: string;
  /** As it is written, without arguments: `emails.add`. */
  readonly name: string;
  readonly payload: Node | null;
  readonly options: Node | null;
  readonly retry: Retry;
  /** Lets it be tried again after ever longer waits; null where that cannot be said with certainty. */
  readonly edits: readonly Edit[] | null;
  readonly owner: FunctionNode | null;
}

/** Something that works jobs off. */
export interface Consumer {
  readonly node: TSESTree.CallExpression | TSESTree.NewExpression | TSESTree.ClassDeclaration;
  readonly file: SourceFile;
  readonly library: string;
  /** As it is written: `new Worker`, `queue.process`. */
  readonly name: string;
  /** The function that is given each job, where it can be seen. */
  readonly handler: { readonly fn: FunctionNode; readonly file: SourceFile } | null;
  /** The expression that names the function. */
  readonly given: Node | null;
  readonly form: ConsumerForm;
}

/** How a call says what becomes of a job that fails. */
export interface RetryForm {
  /** Options of the queue that hold defaults for its jobs, and the argument of the maker that holds them. */
  readonly defaults?: { readonly argument: number; readonly option: string };
  /** How often it is tried: a name, and the number that means once. */
  readonly attempts: string;
  /** The option that says how long to wait between, and its word for ever longer waits. */
  readonly backoff: string;
  readonly growing: string;
  /** Options of jobs that come again by themselves. */
  readonly schedules: readonly string[];
  readonly adds: string;
}

export interface ProducerForm {
  /** Place of the data; a name in front of it is optional where `named` says so. */
  readonly payload: number;
  readonly options: number;
  /** The name of the job may be left out: the data comes first then. */
  readonly isNameOptional?: true;
  /** Each element of the first argument is a job with these options. */
  readonly bulk?: string;
  readonly retry?: RetryForm;
  /** Calls on what it gives say it: `createJob(data).retries(3).backoff('exponential', 1000)`. */
  readonly chain?: { readonly attempts: string; readonly backoff: string; readonly growing: string };
}

export interface ConsumerForm {
  /** Place of the function; -1 is the last argument. */
  readonly handler: number;
  /** Properties of that argument one of which holds the function. */
  readonly properties?: readonly string[];
  /** Events that tell of a job that failed. */
  readonly failures?: readonly string[];
  /** The events are those of what the function is handed to (`queue.process(fn)`), not of what the call gives (`new Worker(…)`). */
  readonly isOfReceiver?: true;
  /** What else tells of failed jobs. */
  readonly watchers?: readonly string[];
  /** It counts only where its first argument is this: `subscription.on('message', …)`. */
  readonly event?: string;
  /** How messages are acknowledged. */
  readonly acknowledgement?: {
    /** The option that gives it up, and the argument that holds it. */
    readonly none?: { readonly options: number; readonly name: string };
    /** Methods of the channel or, with `ofMessage`, of the message itself that settle it. */
    readonly settles: readonly string[];
    readonly ofMessage?: true;
  };
  /** Options that, set to false, leave it to the function to say that messages are done, and the calls that say so. */
  readonly byHand?: readonly { readonly option: string; readonly says: readonly string[] }[];
}

/** Messages that are asked for, and kept by the broker until it is told that they are done. Symbols of methods, and of the commands that are sent. */
export interface ReceiptForm {
  readonly receives: readonly string[];
  /** They tell that a message is done. */
  readonly settles: readonly string[];
  /** The property of a message by which they name it. */
  readonly handle: string;
  /** Words of a text that settles messages, or keeps them for longer. */
  readonly says: RegExp;
  /** What settles a message, as it is called. */
  readonly remedy: string;
}

export interface QueueLibrary {
  readonly name: string;
  readonly packages: readonly string[];
  /** Symbols (see `symbolOf` in src/ast/origin.ts) of calls that put a job into a queue. */
  readonly producers?: Readonly<Record<string, ProducerForm>>;
  /** Symbols of calls and constructors that work jobs off. */
  readonly consumers?: Readonly<Record<string, ConsumerForm>>;
  /** Symbols of calls that wait for what a job gives. */
  readonly results?: readonly string[];
  readonly receipts?: ReceiptForm;
  /** What adds jobs that wait for each other. */
  readonly flow?: string;
  /** Properties of a job that tell it from another, or its first run from a later one. */
  readonly identity?: readonly string[];
  /** Words of the options and methods by which a worker says that a job takes long. */
  readonly patience?: readonly string[];
}

/**
 * A message that is lost, or is never settled: the broker is told to forget it when it is sent (`none`), or before the work is done (`early`); nothing settles it
 * (`never`, `kept`), not on one way out (`leaves`), not when something fails (`fails`).
 */
export interface LostMessage {
  readonly node: Node;
  readonly kind: 'none' | 'early' | 'never' | 'kept' | 'leaves' | 'fails';
  /** The line of what follows the acknowledgement, fails or leaves. */
  readonly line: number | null;
  /** What tells that a message is done, where nothing calls it. */
  readonly calls: string | null;
}
