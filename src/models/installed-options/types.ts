import type { Node } from '../../ast/source-file.ts';
import type { Gate } from '../../core/gates.ts';
import type { Edit } from '../../core/rule-context.ts';

/** How a library is told something in the options of the call that installs it. */
export interface OptionForm {
  /** Symbols (see `symbolOf` in src/ast/origin.ts) of the function or constructor that is called, or of the plugin that is registered. */
  readonly symbols: readonly string[];
  /** Place of the options; null where the thing itself is the defect, whatever it is told. */
  readonly options: number | null;
  /** The options are those of `register(plugin, options)`, or of what the file exports beside the plugin as its default. */
  readonly plugin?: true;
  /** Each argument is such options, below this property. */
  readonly each?: string;
  /** Options that say it; any of them is enough. */
  readonly saidBy: readonly string[];
  /** An option that has to have this value for anything to be missing. */
  readonly only?: { readonly name: string; readonly value: string };
  /** What is written into the options to say it. */
  readonly adds?: string;
}

/** A concern that is said by options. */
export interface OptionConcern {
  /** Passed by a file that names a module of which something is installed. */
  readonly named: Gate;
  readonly forms: readonly OptionForm[];
  /** Text that says it in another way, so that nothing is known. */
  readonly elsewhere: RegExp | null;
}

/** A call that installs something and does not say what it should. */
export interface MissingOption {
  readonly node: Node;
  /** As it is written: `rateLimit`, `new RateLimiterMemory`. */
  readonly name: string;
  readonly edits: readonly Edit[] | null;
}
