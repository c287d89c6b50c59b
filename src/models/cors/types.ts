import type { Node } from '../../ast/source-file.ts';
import type { Edit } from '../../core/rule-context.ts';

/** Which origins are let in: the wildcard, whoever asks (the origin of the request is sent back), some, or what is not known. */
export type Origins = 'any' | 'reflected' | 'limited' | 'unknown';

/** What a call or a set of headers says to browsers of other origins (Fetch standard, section 3.2). */
export interface CorsPolicy {
  readonly node: Node;
  readonly origins: Origins;
  /** The expression that says the origins; null where the library's default does. */
  readonly originNode: Node | null;
  /** Whether browsers may send cookies and authorization with it. */
  readonly credentials: boolean | null;
  /** Whether it answers preflights, and says how long the answer holds. */
  readonly preflight: boolean | null;
  readonly maxAge: boolean | null;
  /** What writes a maximum age down; null where it stands elsewhere. */
  readonly maxAgeEdits: readonly Edit[] | null;
}

/** How a library is given a policy. */
export interface CorsForm {
  /** Place of the options, and the property of them that holds the policy. */
  readonly options: number;
  readonly property?: string;
  /** What the origins are when nothing says them; `none`: without options there is no CORS. */
  readonly default: Origins | 'none';
  /** Functions for origins answer through a callback `(error, allow)`; else by what they return. */
  readonly callback: boolean;
  /** Credentials are dropped with the wildcard. */
  readonly dropsCredentials?: boolean;
  /** A wildcard in a list is one. */
  readonly listWildcard?: boolean;
  /** Connections are held: preflights are few. */
  readonly holdsConnections?: true;
  /** Property of the options that says, when on (`true`) or off (`false`), that something else answers preflights. */
  readonly passesOn?: { readonly name: string; readonly when: boolean };
}
