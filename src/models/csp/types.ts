import type { Node } from '../../ast/source-file.ts';
import type { Edit } from '../../core/rule-context.ts';

/** How a call installs security headers: where its options stand, and whether those are the policy's own. */
export interface HeadersForm {
  readonly options: number;
  /** The options are those of the policy alone: `{ directives }`. */
  readonly isPolicy?: true;
}

/** A place where pages lose what a Content-Security-Policy keeps from scripts. */
export interface WeakPolicy {
  readonly node: Node;
  /** `disabled`: there is none. `unsafe`: scripts that are written into a page may run, or texts as code. */
  readonly kind: 'disabled' | 'unsafe';
  /** What allows it, as it is written in the policy: `'unsafe-inline'`. */
  readonly source: string;
  /** What brings the default back; null where more than a value has to change. */
  readonly edits: readonly Edit[] | null;
}
