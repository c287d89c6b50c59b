import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit } from '../../core/rule-context.ts';

/** The flags that keep a cookie from scripts, from plain connections and from other sites' requests (RFC 6265bis, section 4.1.2). */
export type CookieFlag = 'httpOnly' | 'secure' | 'sameSite';

/** How a call sets a cookie: where its arguments stand, and the flags the library sets by itself. */
export interface CookieForm {
  readonly name: number;
  readonly value: number;
  readonly options: number;
  readonly defaults: readonly CookieFlag[];
}

/** A call that sets a session or authentication cookie without some of its flags. */
export interface WeakCookie {
  readonly node: TSESTree.CallExpression;
  readonly name: string;
  readonly flags: readonly CookieFlag[];
  /** What writes the flags down; null where the options stand elsewhere. */
  readonly edits: readonly Edit[] | null;
}
