import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit } from '../../core/rule-context.ts';

/**
 * What only the server knows on one side of a comparison. `signature`: an HMAC it computes. `hash`: a key it derives from a
 * password. `configured`: a secret of its environment or configuration. `stored`: a token that was read from somewhere.
 */
export type SecretKind = 'signature' | 'hash' | 'configured' | 'stored';

/** A comparison that ends at the first difference, of a secret with what a client sends. */
export interface UnsafeComparison {
  readonly node: TSESTree.BinaryExpression;
  readonly kind: SecretKind;
  /** The constant-time comparison; null where the file has no name for it. */
  readonly edit: Edit | null;
}
