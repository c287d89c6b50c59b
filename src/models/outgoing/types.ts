import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import type { Options } from '../../project/options.ts';

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
  /** Place of an argument that says a method that changes something. */
  readonly verb?: number;
  /** Places of objects whose property `method` says a method that changes something. */
  readonly methodOptions?: readonly number[];
}

/** Where a call or constructor takes an address: an argument, or properties of an argument that holds options. */
export interface AddressForm {
  readonly at: number;
  readonly properties?: readonly string[];
}

/** How one call sends an HTTP request, or makes something that does. */
export interface RequestForm {
  readonly address: AddressForm;
  /** Method in upper case, where the call says it by itself. */
  readonly method?: string;
  /** Place of the argument that says it, where one does: `superagent('POST', address)`. */
  readonly verb?: number;
  /** Places of the arguments that may hold the options. */
  readonly options: readonly number[];
  /** It sends none, but makes what does: an instance whose options are those of all its requests, or a base that says little more than an address. */
  readonly makes?: 'instance' | 'base';
}

/** What a library of HTTP requests does about time. */
export interface TimePolicy {
  /** Options of a request or an instance that bound its time. */
  readonly limits: readonly string[];
  /** The time is bounded where nothing is said, and unbounded only where an option of `limits` says so. */
  readonly isBounded?: true;
  /** Instances are injected, or take no limit: each call says its own. */
  readonly perCall?: true;
  /** Methods of what the call gives that bound it: `.timeout(…)`, `.setTimeout(…)`. */
  readonly limitMethods?: readonly string[];
  /** Options that hand the request to something else, which may bound it. */
  readonly standIns?: readonly string[];
  /** What the call gives: a promise that can only be waited for, or something others may still bound. */
  readonly gives: 'promise' | 'handle';
  /** Text of a file of the package by which every request may be bounded elsewhere. */
  readonly elsewhere?: RegExp;
  /** The option as it is written to bound a request. */
  readonly remedy: string;
}

/** What one library sends with. */
export interface OutgoingLibrary {
  readonly name: string;
  readonly packages: readonly string[];
  /** Symbols of what is called (see `symbolOf` in src/ast/origin.ts). */
  readonly calls?: Readonly<Record<string, OutgoingForm>>;
  /** The same for HTTP requests; `new x#Y` for a constructor. */
  readonly requests?: Readonly<Record<string, RequestForm>>;
  /** For libraries of HTTP requests; left out where nothing is known of it. */
  readonly time?: TimePolicy;
}

/** What of an outgoing HTTP request is written in the code, at the call and in the instances it goes through. */
export interface OutgoingRequest {
  readonly node: TSESTree.CallExpression | TSESTree.NewExpression;
  readonly file: SourceFile;
  readonly library: OutgoingLibrary;
  readonly form: RequestForm;
  /** As it is written, without arguments: `api.post`. */
  readonly name: string;
  /** In upper case; null where it is not known. */
  readonly method: string | null;
  /** The expressions that say the address. */
  readonly addresses: readonly Place[];
  /** Those that say the base addresses of its instances, the nearest first. */
  readonly bases: readonly Place[];
  /** The options of the call over those of its instances. */
  readonly options: Options;
  /** Whether it goes through an instance that is made for several requests. */
  readonly isOfInstance: boolean;
}

export interface Place {
  readonly node: Node;
  readonly file: SourceFile;
}

/** What an address starts with, and the literal that says it. */
export interface AddressStart {
  readonly text: string;
  /** Whether more follows that is not known. */
  readonly isOpen: boolean;
  readonly node: Node;
  readonly file: SourceFile;
}
