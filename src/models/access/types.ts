/** What can keep requests away from a handler: a proof of who asks, a judgement of what they may do, a limit on how often. */
export type Protection = 'authentication' | 'authorization' | 'rate-limit';

/** What a function does about who may go on, with all that it calls. */
export interface Conduct {
  /** Reads what tells who asks: a header or cookie of credentials, a session, the identity that authentication left. */
  readonly identifies: boolean;
  /** Names what a request proves itself with: a password, a code, the token of a link. */
  readonly takesSecret: boolean;
  /** Names a password. */
  readonly takesPassword: boolean;
  /** Names what somebody may do: roles, permissions, scopes. */
  readonly judges: boolean;
  /** Asks a limiter. */
  readonly limits: boolean;
  /** Statuses it refuses with, of 401, 403 and 429. */
  readonly refusals: ReadonlySet<number>;
  /** Throws, rejects or hands an error on, with whatever status. */
  readonly fails: boolean;
  /** The request goes to code that is not seen, or what is not seen may know of it without. */
  readonly isOpen: boolean;
  /** Calls what it was given or is injected with, and nothing tells what that does. */
  readonly callsUnseen: boolean;
  /** Marks a handler for a guard that reads the mark: something about limits, or anything else. */
  readonly marks: 'limit' | 'other' | null;
}
