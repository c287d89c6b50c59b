import type { Node } from '../../ast/source-file.ts';
import type { Edit } from '../../core/rule-context.ts';

/** How a library keeps sessions. Names are symbols (see `symbolOf` in src/ast/origin.ts). */
export interface SessionLibrary {
  readonly name: string;
  readonly packages: readonly string[];
  /** Functions that make the middleware, or the plugin that is registered. */
  readonly makers: readonly string[];
  /** Place of the options: of the call, or of the registration of a plugin. */
  readonly options: number;
  readonly plugin?: true;
  /** Where sessions are kept when no store is said. */
  readonly fallback: 'memory' | 'cookie';
  /** Where in the options those of its cookie stand; empty for the options themselves. */
  readonly cookie: readonly string[];
  /** Stores of the library that keep them in the memory of the process. */
  readonly memoryStores: readonly string[];
}

/** Sessions that are installed on an application with a store that the next process does not see, or that is a SQL database. */
export interface WeakStore {
  /** The store; the call that installs sessions where it says none. */
  readonly node: Node;
  readonly kind: 'memory' | 'sql';
  /** The library that keeps them there: `express-session`, `connect-pg-simple`. */
  readonly name: string;
}

/** Sessions whose cookie other sites can make a browser send, on an application that changes something on forms and asks for no token. */
export interface ForgeableSession {
  /** What says that other sites may; the call that installs the sessions where nothing does. */
  readonly node: Node;
  /** `none`: the cookie is sent with every request. `unset`: it depends on the browser. */
  readonly sameSite: 'none' | 'unset';
  readonly name: string;
  readonly edits: readonly Edit[] | null;
}
