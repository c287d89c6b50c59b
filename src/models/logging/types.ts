import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import type { ParameterRole } from '../http/types.ts';

/** Severity, from the least to the most urgent. */
export type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/**
 * How the methods of a logger read their arguments. `fields-first`: an object of fields or an error, then the message.
 * `message-first`: the message, then fields. `context-last`: the message, then the stack, and the name of the context.
 * `values`: everything is printed, one after the other. `unknown`: a logger of the project's own.
 */
export type Reading = 'fields-first' | 'message-first' | 'context-last' | 'values' | 'unknown';

/** Where a framework's handlers find the logger of the request. */
export interface RequestLogger {
  readonly framework: string;
  readonly role: ParameterRole;
  /** Property path below the parameter; `get(logger)` is a call with that text. */
  readonly paths: readonly string[];
  /** Packages of which the project depends on one, where the framework has no logger of its own. */
  readonly needs?: readonly string[];
  /** It is the server's logger, which knows nothing of the request. */
  readonly ofServer?: true;
}

/** Options that a logger is made with. */
export interface LoggerOptions {
  /** Place of the options among the arguments. */
  readonly at: number;
  /** Key of the options of the logger in them: `Fastify({ logger: … })`. */
  readonly below?: string;
}

/** A logging library, as data. Names of things are symbols (see `symbolOf` in src/ast/origin.ts). */
export interface LoggingLibrary {
  readonly name: string;
  readonly packages: readonly string[];
  /** What logs: `pino#default()`, `new pino#Logger`. */
  readonly loggers: readonly string[];
  /** Methods of a logger that give another. */
  readonly children?: readonly string[];
  /** Methods that log, with their level. */
  readonly methods: Readonly<Record<string, Level>>;
  /** A method whose first argument says the level: `logger.log('info', 'text')`. */
  readonly leveled?: string;
  /** Calling the logger itself logs. */
  readonly called?: Level;
  readonly reading: Reading;
  /** Whether fields are kept apart from the message, so that a log store can search them. */
  readonly structured: boolean;
  readonly requests?: readonly RequestLogger[];
  /** Functions and constructors (`new x#Y`) that are given the logger's options. */
  readonly creators?: Readonly<Record<string, LoggerOptions>>;
  /** Fields that a standard serializer cuts down to harmless ones, whether or not it is asked to. */
  readonly serialized?: readonly string[];
}

/** The message of a log call. `literal`: constant text. `built`: text with values in it. `value`: something else. */
export interface LogMessage {
  readonly node: Node;
  readonly kind: 'literal' | 'built' | 'value';
  /** The values in a built text, in order. */
  readonly holes: readonly Node[];
}

/** One call that logs. */
export interface LogCall {
  readonly node: TSESTree.CallExpression;
  readonly file: SourceFile;
  /** Name of the adapter; `own` for a logger of the project that wraps something unknown. */
  readonly library: string;
  readonly level: Level;
  /** The name of the method, or the argument, that says the level; null where the logger itself is called. */
  readonly levelNode: Node | null;
  /** What logs; null where the logger itself is called. */
  readonly logger: Node | null;
  /** Whether it is the logger of the request, or one made for it. */
  readonly ofRequest: boolean;
  readonly reading: Reading;
  readonly structured: boolean;
  readonly message: LogMessage | null;
  /** Objects of fields, or what stands in the place of one. */
  readonly fields: readonly Node[];
  /** Everything else that is printed. */
  readonly values: readonly Node[];
}

/** A logger as it is made, with its options. */
export interface LoggerCreated {
  readonly node: TSESTree.CallExpression | TSESTree.NewExpression;
  readonly file: SourceFile;
  readonly library: string;
  /** The expression of the options; null where none are given. */
  readonly options: Node | null;
}
